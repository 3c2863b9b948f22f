//! The upload check on the shipped files, as an administrator would run it.

use apptunnel::device::{Origin, Platform};
use apptunnel::report::{AppleRoot, Basis, Finding, Severity, TrustResult};
use apptunnel::upload::{self, Store, UploadOptions};
use apptunnel::{Bundle, Certificate, Report};

use crate::support::files::{certificates, chain, open};
use crate::support::{HOST, now};

fn anchors() -> Vec<Certificate> {
    certificates(&open("root.pem"))
}

fn sentry() -> UploadOptions {
    UploadOptions::default().with_server_name(HOST.parse().unwrap()).with_anchors(anchors())
}

fn check(file: &str, context: &UploadOptions) -> Report {
    upload::check(&open(file), context, now())
}

/// Errors and warnings.
fn codes(report: &Report) -> Vec<&str> {
    let serious = report.findings.iter().filter(|finding| finding.severity != Severity::Info);
    serious.map(|finding| finding.code.as_str()).collect()
}

fn finding<'a>(report: &'a Report, code: &str) -> &'a Finding {
    report.findings.iter().find(|finding| finding.code == code).unwrap_or_else(|| panic!("no {code} in {report}"))
}

#[test]
fn each_shipped_file_fails_for_its_one_reason() {
    for (file, wanted) in [
        ("good.p12", &[][..]),
        ("chain.pem", &[]),
        ("duplicates.p12", &[]),
        ("expiring-soon.p12", &[]),
        ("no-root.p12", &["upload.no-root"]),
        ("wrong-root.p12", &["upload.root-mismatch"]),
        ("leaf-only.p12", &["upload.no-chain"]),
        ("expired.p12", &["validity.expired"]),
        ("not-yet-valid.p12", &["validity.not-yet-valid"]),
        ("sha1.p12", &["article-103769.signature-hash"]),
        ("self-signed.p12", &["upload.no-chain"]),
        ("rsa-1024.p12", &["article-103769.key-size"]),
        ("no-server-auth.p12", &["article-103769.server-auth"]),
        ("too-long.p12", &["article-103769.validity-period"]),
        ("no-key.p12", &["key.missing"]),
        ("chain.p7b", &["key.missing"]),
        ("key-mismatch.p12", &["key.mismatch"]),
        ("unrelated.p12", &["contents.unrelated"]),
        ("two-leaves.p12", &["contents.several-leaves"]),
        ("weak-encryption.p12", &["contents.weak-encryption"]),
        ("wrong-order.pem", &["contents.wrong-order"]),
        // These two break a second rule by their nature.
        ("no-san.p12", &["article-103769.dns-name", "trust.name-not-covered"]),
        ("leaf.cer", &["key.missing", "upload.no-chain"]),
        ("leaf.crt", &["key.missing", "upload.no-chain"]),
    ] {
        let report = check(file, &sentry());
        let mut found = codes(&report);
        found.sort_unstable();
        assert_eq!(found, wanted, "{file}: {report}");
        let is_error = |code: &&str| finding(&report, code).severity == Severity::Error;
        assert_eq!(report.is_accepted(), !wanted.iter().any(is_error), "{file}");
    }
}

#[test]
fn rows_of_the_table_have_the_consoles_levels() {
    for (file, code, severity) in [
        ("leaf-only.p12", "upload.no-chain", Severity::Error),
        ("no-root.p12", "upload.no-root", Severity::Warning),
        ("wrong-root.p12", "upload.root-mismatch", Severity::Warning),
    ] {
        let report = check(file, &UploadOptions::default());
        let row = finding(&report, code);
        assert_eq!((row.severity, row.basis), (severity, Basis::IvantiTable), "{file}");
    }
}

#[test]
fn a_missing_link_is_named_with_its_place() {
    let report = check("leaf-only.p12", &UploadOptions::default());
    let message = finding(&report, "upload.no-chain").message.to_string();
    for part in ["CN=Example Issuing CA", "key identifier ", "http://ca.example.com/issuing.cer"] {
        assert!(message.contains(part), "{message} lacks {part}");
    }
    let report = check("wrong-root.p12", &UploadOptions::default());
    let message = finding(&report, "upload.root-mismatch").message.to_string();
    assert!(message.contains("Certificate 2 has that name, but its key did not make the signature"), "{message}");
}

#[test]
fn a_warning_of_expiry_is_given_when_asked_for() {
    // The leaf of this file ends at 2026-06-20T00:00:00Z or in that day.
    let ends = open("expiring-soon.p12").certificates()[0].item().not_after().unwrap();
    let at = ends - chrono::TimeDelta::days(19);
    let asked = |days| sentry().with_expires_within_days(days);
    let codes_at = |context: &UploadOptions, at| upload::check(&open("expiring-soon.p12"), context, at).findings;
    let warned =
        |context: &UploadOptions, at| codes_at(context, at).iter().any(|it| it.code == "validity.expires-soon");
    assert!(warned(&asked(19), at));
    assert!(!warned(&asked(19), at - chrono::TimeDelta::seconds(1)));
    assert!(!warned(&asked(18), at));
    assert!(!warned(&sentry(), at));
}

#[test]
fn the_last_second_of_validity_is_valid() {
    let leaf = open("good.p12").certificates()[0].item().clone();
    let (first, last) = (leaf.not_before().unwrap(), leaf.not_after().unwrap());
    let second = chrono::TimeDelta::seconds(1);
    let nanosecond = chrono::TimeDelta::nanoseconds(1);
    for (at, wanted) in [
        (first, None),
        (first - nanosecond, Some("validity.not-yet-valid")),
        (last, None),
        // Devices go by the fraction of the second.
        (last + second - nanosecond, Some("apple.validity.expired")),
        (last + second, Some("validity.expired")),
    ] {
        let report = upload::check(&open("good.p12"), &sentry(), at);
        assert_eq!(codes(&report).first().copied(), wanted, "at {at}");
    }
}

#[test]
fn a_group_certificate_needs_neither_key_nor_chain() {
    let group = UploadOptions::default().with_store(Store::Group);
    assert_eq!(codes(&check("group.cer", &group)), [""; 0]);
    let server = check("group.cer", &UploadOptions::default());
    assert!(codes(&server).contains(&"key.missing") && codes(&server).contains(&"contents.leaf-is-ca"), "{server}");
    // A leaf alone still has no chain.
    assert_eq!(codes(&check("leaf.cer", &group)), ["upload.no-chain"]);
}

#[test]
fn anchors_decide_whether_devices_trust_the_chain() {
    assert_eq!(codes(&check("good.p12", &sentry())), [""; 0]);
    // The anchor completes a chain whose root is not in the file.
    assert!(!codes(&check("no-root.p12", &sentry())).contains(&"trust.not-anchored"));
    let other = sentry().with_anchors(vec![open("group.cer").certificates()[0].item().clone()]);
    assert_eq!(codes(&check("good.p12", &other)), ["trust.not-anchored"]);
    let unknown = sentry().with_anchors(Vec::new());
    assert_eq!(finding(&check("good.p12", &unknown), "trust.anchor-needed").severity, Severity::Info);
}

#[test]
fn the_report_says_what_a_device_says_and_whose_root_that_takes() {
    let verdict = |file: &str, context: &UploadOptions| {
        let verdict = check(file, context).apple.unwrap_or_else(|| panic!("no verdict on {file}"));
        (verdict.root, verdict.trust_result, verdict.os_status.map(|status| status.number))
    };
    let unknown = sentry().with_anchors(Vec::new());
    let other = sentry().with_anchors(vec![open("group.cer").certificates()[0].item().clone()]);
    let of_app = sentry().with_origin(Origin::App);
    for (file, context, expected) in [
        ("good.p12", &sentry(), (AppleRoot::User, TrustResult::Proceed, None)),
        ("good.p12", &unknown, (AppleRoot::Assumed, TrustResult::Proceed, None)),
        ("good.p12", &other, (AppleRoot::NotTrusted, TrustResult::Recoverable, Some(-67843))),
        ("good.p12", &of_app, (AppleRoot::App, TrustResult::Unspecified, None)),
        ("no-root.p12", &sentry(), (AppleRoot::User, TrustResult::Proceed, None)),
        ("no-root.p12", &unknown, (AppleRoot::Assumed, TrustResult::Proceed, None)),
        ("leaf-only.p12", &unknown, (AppleRoot::NotTrusted, TrustResult::Recoverable, Some(-25318))),
        ("rsa-1024.p12", &sentry(), (AppleRoot::User, TrustResult::Recoverable, Some(-67735))),
        ("no-server-auth.p12", &of_app, (AppleRoot::App, TrustResult::Recoverable, Some(-67609))),
    ] {
        assert_eq!(verdict(file, context), expected, "{file}");
    }
    assert_eq!(check("group.cer", &UploadOptions::default().with_store(Store::Group)).apple, None);
}

#[test]
fn a_finding_of_the_article_says_what_the_device_reports() {
    let before = sentry().with_release("ios:12.4".parse().unwrap());
    let key_size =
        |context: &UploadOptions| finding(&check("rsa-1024.p12", context), "article-103769.key-size").clone();
    let apple = key_size(&sentry()).apple.expect("a device reports it");
    assert_eq!((apple.key.as_ref(), apple.chain_index), ("KeySize", 0));
    assert_eq!(key_size(&before).apple, None);
    assert!(key_size(&before).message.to_string().ends_with("The code of iOS 12.4 does not refuse it."));
    // One finding for one fault.
    assert!(!codes(&check("rsa-1024.p12", &sentry())).contains(&"apple.key.rsa-lt-2048"));
}

#[test]
fn the_matrix_is_that_of_the_release_that_was_asked_for() {
    let context = sentry().with_release("macos:26".parse().unwrap());
    let matrix = upload::matrix(&open("rsa-1024.p12"), &context, now()).unwrap();
    assert_eq!(matrix.platform, Platform::MacOs);
    let explanation = matrix.explanation();
    let line = "With a root that MDM or the user installs: rejected by macOS 10.15 and later, accepted before.";
    assert!(explanation.contains(line), "{explanation}");
    assert!(matrix.to_string().contains("\n  macOS 10.15 "), "{matrix}");
    assert!(upload::matrix(&open("group.cer"), &context.with_store(Store::Group), now()).is_none());
}

#[test]
fn an_anchor_that_is_not_in_the_file_is_looked_at_too() {
    for (file, with_root, code) in
        [("no-root.pem", "good.pem", None), ("no-root.pem", "expired-root.pem", Some("trust.anchor-not-valid"))]
    {
        let root = chain(with_root).certificates().last().unwrap().item().clone();
        let context = UploadOptions::default().with_anchors(vec![root]);
        let report = upload::check(&chain(file), &context, now());
        let found = codes(&report).into_iter().find(|code| code.starts_with("trust."));
        assert_eq!(found, code, "{with_root}: {report}");
    }
}

#[test]
fn the_remedy_for_a_missing_link_does_not_blame_the_root() {
    let remedy = |file| {
        finding(&upload::check(&chain(file), &UploadOptions::default(), now()), "upload.root-mismatch")
            .remedy
            .to_string()
    };
    assert!(remedy("wrong-root.pem").starts_with("Replace the root"));
    assert!(remedy("five-gap.pem").starts_with("Add the missing CA certificate"));
}

#[test]
fn the_signature_budget_is_a_limit() {
    let mut context = sentry();
    context.budget.signatures = 1;
    assert!(codes(&check("good.p12", &context)).contains(&"upload.budget-spent"));
}

#[test]
fn every_finding_has_a_row_and_every_row_a_source() {
    let mut rows = std::collections::BTreeMap::new();
    for rule in upload::rules() {
        assert!(rows.insert(rule.code, rule).is_none(), "{} stands twice", rule.code);
        for text in [&rule.asks.to_string(), &rule.remedy.to_string(), rule.reference] {
            assert!(!text.is_empty(), "{} is incomplete", rule.code);
        }
    }
    for entry in std::fs::read_dir("examples/files").unwrap() {
        let path = entry.unwrap().path();
        let Ok(bundle) = Bundle::open(&std::fs::read(&path).unwrap(), Some("sentry")) else { continue };
        for finding in upload::check(&bundle, &sentry(), now()).findings {
            let row = rows.get(finding.code.as_str()).unwrap_or_else(|| panic!("no row for {}", finding.code));
            assert_eq!((finding.severity, finding.basis), (row.severity, row.basis));
        }
    }
}

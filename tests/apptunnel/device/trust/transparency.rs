//! Certificate Transparency and the lists of Apple.

use apptunnel::device::Origin::{App, System, User};
use apptunnel::device::trust::TrustResult;

use super::{DAY, LATEST, expect, expect_below};
use crate::support::HOST;
use crate::support::apple::{Chain, Report, USABLE, log_list, sha256};
use crate::support::pki::{self, GeneralName, Key, Name};

#[test]
fn transparency_is_asked_of_public_leafs_since_2018() {
    let by_number = &["ct.insufficient-scts-by-number"][..];
    for (origin, from, expected) in [
        (System, "2018-10-15T23:59:59Z", &[][..]),
        (System, "2018-10-16T00:00:00Z", by_number),
        (User, "2026-01-01T00:00:00Z", &[]),
        (App, "2026-01-01T00:00:00Z", &[]),
    ] {
        let change = |c: &mut Chain| {
            c.knowledge.transparency.is_off = false;
            c.leaf_valid(from, 90 * DAY);
        };
        expect_below(origin, &format!("{origin:?} from {from}"), change, expected);
    }
    let public = || Chain::below(System).with(|c| c.knowledge.transparency.is_off = false);
    expect("off", &public().with(|c| c.knowledge.transparency.is_off = true), LATEST, &[]);
    // Since iOS 12.3, only while the leaf is valid.
    let expired = public().with(|c| c.at = "2027-01-01T00:00:00Z".parse().unwrap());
    expect("expired", &expired, "ios:12.2", &["validity.expired", by_number[0]]);
    expect("expired", &expired, "ios:12.3", &["validity.expired"]);
    for (domain, expected) in [
        (HOST, &[][..]),
        (".example.com", &[]),
        (".sentry.example.com", &[]),
        ("example.com", by_number),
        (".other.example.com", by_number),
    ] {
        let excepted = public().with(|c| c.knowledge.transparency.excepted_domains.push(domain.to_owned()));
        expect(domain, &excepted, LATEST, expected);
    }
    // The key of the leaf, or of a CA that is held to an organization.
    let organization = GeneralName::Directory(Name::of(&[("2.5.4.10", "Other")]));
    let to_organization = pki::name_constraints(&[organization], &[]);
    for (key, constraints, expected) in [
        (Key::p256(0), None, &[][..]),
        (Key::p256(1), None, by_number),
        (Key::p256(1), Some(to_organization), &[]),
        (Key::p256(1), Some(pki::name_constraints(&[GeneralName::dns("example.com")], &[])), by_number),
        (Key::p256(9), None, by_number),
    ] {
        let excepted = public().with(|c| {
            c.leaf().subject = Name::of(&[("2.5.4.10", "Other"), ("2.5.4.3", "Leaf")]);
            c.ca().extensions.extend(constraints);
            c.knowledge.transparency.excepted_keys.push(sha256(key.spki()));
        });
        expect(&format!("{key:?}"), &excepted, LATEST, expected);
    }
}

#[test]
fn transparency_by_a_list_of_logs() {
    const RETIRED: &str = r#""retired":{"timestamp":"2026-02-01T00:00:00Z"}"#;
    let logs = [20, 22, 24, 26].map(Key::p256);
    let [one, two, three, unknown] = &logs;
    // Lifetime of the leaf in seconds, logs that embed, logs whose SCTs are sent, and the state of all logs but the first.
    for (seconds, embedded, served, state, qualifies) in [
        (180 * DAY, &[one, two][..], &[][..], USABLE, true),
        (180 * DAY, &[one], &[], USABLE, false),
        (180 * DAY, &[one, one], &[], USABLE, false),
        (180 * DAY + 1, &[one, two], &[], USABLE, false),
        (180 * DAY, &[one, unknown], &[], USABLE, false),
        (180 * DAY, &[one, two], &[], RETIRED, true),
        (180 * DAY, &[two, three], &[], RETIRED, false),
        (180 * DAY + 1, &[one], &[two], USABLE, true),
        (180 * DAY + 1, &[], &[one, two], USABLE, true),
        (180 * DAY + 1, &[], &[one], USABLE, false),
        (180 * DAY + 1, &[one], &[two], RETIRED, false),
    ] {
        let change = |c: &mut Chain| {
            c.knowledge.transparency.is_off = false;
            c.knowledge.transparency.log_list = Some(log_list(&[(one, USABLE), (two, state), (three, state)]));
            c.leaf_valid("2026-01-01T00:00:00Z", seconds);
            if !embedded.is_empty() {
                c.embed_scts(embedded);
            }
            if !served.is_empty() {
                c.serve_scts(served);
            }
        };
        let expected = if qualifies { &[][..] } else { &["ct.insufficient-scts"] };
        expect_below(System, &format!("{embedded:?} {served:?} {state} {seconds}"), change, expected);
    }
    let changed = |c: &mut Chain| {
        c.knowledge.transparency.is_off = false;
        c.knowledge.transparency.log_list = Some(log_list(&[(one, USABLE), (two, USABLE)]));
        c.embed_scts(&[one, two]);
        c.leaf().serial += 1;
    };
    expect_below(System, "SCTs of another certificate", changed, &["ct.insufficient-scts"]);
}

#[test]
fn limits_of_the_valid_database() {
    for (not_before, not_after, overridable, expected) in [
        (None, Some("2025-12-31T23:59:59Z"), true, Some(("GrayListedKey", TrustResult::Recoverable))),
        (None, Some("2025-12-31T23:59:59Z"), false, Some(("Revocation", TrustResult::Fatal))),
        (None, Some("2026-01-01T00:00:00Z"), false, None),
        (Some("2026-01-01T00:00:00Z"), None, false, None),
        (Some("2026-01-01T00:00:01Z"), None, true, Some(("GrayListedKey", TrustResult::Recoverable))),
        (Some("2026-01-01T00:00:01Z"), None, false, Some(("Revocation", TrustResult::Fatal))),
    ] {
        let chain = Chain::below(User).with(|c| c.limit_ca(not_before, not_after, overridable));
        let evaluation = chain.evaluate(LATEST);
        let key = evaluation.best().unwrap().findings.iter().find_map(|it| it.apple.clone()).map(|check| check.key);
        let found = key.as_deref().map(|key| (key, Report::of(&evaluation).result));
        assert_eq!(found, expected, "{not_before:?} {not_after:?} {overridable}");
    }
}

/// Where the limit lies in the past, timestamps are asked for too.
#[test]
fn a_past_limit_asks_for_transparency() {
    for (not_after, overridable, result) in [
        ("2026-03-01T00:00:00Z", true, TrustResult::Proceed),
        ("2026-02-28T23:59:59Z", true, TrustResult::Recoverable),
        ("2026-02-28T23:59:59Z", false, TrustResult::Fatal),
    ] {
        let chain = Chain::below(User).with(|c| {
            c.knowledge.transparency.is_off = false;
            c.limit_ca(None, Some(not_after), overridable);
        });
        let report = chain.report(LATEST);
        assert_eq!(report.result, result, "{not_after} {overridable}: {report:?}");
    }
}

#[test]
fn an_allow_list_takes_the_leaf_out() {
    let lists = |c: &mut Chain| {
        let key = sha256(Key::p256(1).spki());
        (c.knowledge.distrust.revoked_keys, c.knowledge.distrust.distrusted_keys) = (vec![key], vec![key]);
    };
    expect_below(User, "listed", lists, &["blocked.ca-key", "distrusted.ca-key"]);
    let allowed = |c: &mut Chain| {
        lists(c);
        c.knowledge.distrust.allowed_leaves = vec![*c.certificate(0).sha256()];
    };
    expect_below(User, "allowed", allowed, &[]);
}

#[test]
fn an_allow_list_overrides_the_key_of_the_leaf() {
    let allowed = |c: &mut Chain| {
        c.knowledge.distrust.revoked_keys = vec![sha256(Key::p256(0).spki())];
        c.knowledge.distrust.allowed_leaves = vec![*c.certificate(0).sha256()];
    };
    expect_below(User, "allowed", allowed, &[]);
}

//! Every row of Apple's rules: a chain that passes, and one that fails by that row alone.
//!
//! What is expected is written from Apple's published source and documents, and not from what this library says.

use std::collections::BTreeSet;

use apptunnel::device::Origin::{App, System, User};
use apptunnel::device::trust::{CheckKey, TrustResult, TrustSetting};
use apptunnel::device::{Origin, trust};
use apptunnel::report::AppleClass::{Deny, Fatal, Recoverable};
use apptunnel::report::Subject;

use super::keys::Codes;
use super::{DAY, LATEST, advice};
use crate::support::apple::{Chain, Report, USABLE, log_list, sha256};
use crate::support::pki::{self, Field, GeneralName, Key, Name, RsaHash};
use crate::support::{HOST, der};

/// Rows that no chain here can break, and why.
const NOT_BUILT: [(&str, &str); 5] = [
    ("apple.nc.not-compared", "a limit of the library, tested with the names"),
    ("apple.parse.not-created", "no key and no path, tested with the creation"),
    ("apple.parse.left-out", "about a certificate that is on no path, tested with the creation"),
    ("apple.blocked.wosign-startcom", "only their own keys sign below these roots; tested beside the check"),
    ("apple.doc.partial-distrust", "only their own keys sign below these roots; tested beside the check"),
];

#[test]
fn each_row_refuses_what_it_is_about_and_nothing_else() {
    for row in rows() {
        row.check();
    }
}

#[test]
fn every_row_is_here() {
    let all: BTreeSet<&str> = trust::rules().map(|row| row.rule.code).collect();
    let rows = rows();
    let mut here: Vec<&str> = rows.iter().map(|row| row.code).chain(NOT_BUILT.map(|(code, _)| code)).collect();
    if !cfg!(feature = "psl") {
        here.push("apple.name.public-suffix");
    }
    assert_eq!(here.iter().copied().collect::<BTreeSet<_>>(), all);
    assert_eq!(here.len(), all.len(), "a row stands twice");
}

/// What a device refuses or a document asks for, and since when.
struct Row {
    code: &'static str,
    /// What the device reports. `None`: advice, for which no device refuses.
    key: Option<CheckKey>,
    /// The certificate that it is about.
    index: usize,
    origin: Origin,
    /// What is special about the chain that passes.
    good: fn(&mut Chain),
    /// What is wrong in the one that fails, beyond that.
    bad: fn(&mut Chain),
    /// The release at which the chains are looked at.
    at: &'static str,
    /// `None`: every release that is known.
    since: Option<Since>,
    /// What else fails around the first release with the row.
    besides: Option<&'static str>,
}

/// The last release before a change and the first with it, of iOS and macOS.
#[derive(Clone, Copy)]
struct Since {
    ios: [&'static str; 2],
    macos: [&'static str; 2],
    text: &'static str,
}

#[rustfmt::skip]
mod since {
    use super::Since;

    const fn since(ios: [&'static str; 2], macos: [&'static str; 2], text: &'static str) -> Option<Since> {
        Some(Since { ios, macos, text })
    }

    pub(super) const IOS_11: Option<Since> = since(["ios:10.3.4", "ios:11"], ["macos:10.12.6", "macos:10.13"], "iOS 11, macOS 10.13");
    pub(super) const IOS_12_1: Option<Since> = since(["ios:12.1", "ios:12.1.1"], ["macos:10.14.1", "macos:10.14.2"], "iOS 12.1.1, macOS 10.14.2");
    pub(super) const IOS_13: Option<Since> = since(["ios:12.4", "ios:13"], ["macos:10.14.6", "macos:10.15"], "iOS 13, macOS 10.15");
    pub(super) const IOS_14: Option<Since> = since(["ios:13.7", "ios:14"], ["macos:10.15.7", "macos:11"], "iOS 14, macOS 11");
    pub(super) const IOS_15: Option<Since> = since(["ios:14.8", "ios:15"], ["macos:11.7", "macos:12"], "iOS 15, macOS 12");
    pub(super) const IOS_16: Option<Since> = since(["ios:15.8", "ios:16"], ["macos:12.7", "macos:13"], "iOS 16, macOS 13");
    pub(super) const IOS_18: Option<Since> = since(["ios:17.7", "ios:18"], ["macos:14.8", "macos:15"], "iOS 18, macOS 15");
    pub(super) const IOS_18_4: Option<Since> = since(["ios:18.3", "ios:18.4"], ["macos:15.3", "macos:15.4"], "iOS 18.4, macOS 15.4");
}

/// A row for which the device refuses.
const fn row(
    code: &'static str,
    key: CheckKey,
    index: usize,
    origin: Origin,
    good: fn(&mut Chain),
    bad: fn(&mut Chain),
) -> Row {
    Row { code, key: Some(key), index, origin, good, bad, at: LATEST, since: None, besides: None }
}

/// A row of advice on the leaf.
const fn advises(code: &'static str, origin: Origin, good: fn(&mut Chain), bad: fn(&mut Chain)) -> Row {
    Row { code, key: None, index: 0, origin, good, bad, at: LATEST, since: None, besides: None }
}

impl Row {
    const fn since(self, since: Option<Since>) -> Self {
        Self { since, ..self }
    }

    /// The last release with the row, where it is not the latest.
    const fn until(self, at: &'static str) -> Self {
        Self { at, ..self }
    }

    const fn besides(self, code: &'static str) -> Self {
        Self { besides: Some(code), ..self }
    }

    fn check(&self) {
        let good = Chain::below(self.origin).with(|chain| (self.good)(chain));
        let bad = good.clone().with(|chain| (self.bad)(chain));
        let code = self.code;

        let accepted = good.report(self.at);
        assert!(accepted.result.is_trusted() && accepted.refusals.is_empty(), "{code}, the good one: {accepted:?}");
        assert!(self.key.is_some() || advice(&good, self.at).is_empty(), "{code}, the good one");

        let expected = self.since.map(|since| since.text);
        let row = trust::rules().find(|row| row.rule.code == code).unwrap();
        assert_eq!((row.key, row.since().as_deref()), (self.key, expected), "{code}");
        self.is_broken_by(&bad, self.at);
        let Some(since) = self.since else {
            for first in ["ios:10", "macos:10.12"] {
                self.is_broken_by(&bad, first);
            }
            return;
        };
        let codes = |release| match self.key {
            Some(_) => bad.report(release).codes().into_iter().map(str::to_owned).collect(),
            None => advice(&bad, release),
        };
        let besides: Vec<&str> = self.besides.into_iter().collect();
        for [before, first] in [since.ios, since.macos] {
            assert_eq!(codes(before), besides, "{code} on {before}");
            let with: BTreeSet<&str> = besides.iter().copied().chain([code]).collect();
            assert_eq!(codes(first), with.into_iter().collect::<Vec<_>>(), "{code} on {first}");
        }
    }

    /// By this chain alone, at its certificate and with its codes.
    fn is_broken_by(&self, bad: &Chain, release: &str) {
        let code = self.code;
        let (evaluation, report) = (bad.evaluate(release), bad.report(release));
        let findings = &evaluation.best().unwrap().findings;
        let Some(key) = self.key else {
            assert!(report.result.is_trusted() && report.refusals.is_empty(), "{code} on {release}: {report:?}");
            let [finding] = &findings[..] else { panic!("{code} on {release}: {findings:?}") };
            assert!(finding.code == code, "{code} on {release}: {finding:?}");
            assert!(
                matches!(finding.subject, Subject::Certificate { index, .. } if index == self.index),
                "{code} on {release}: {finding:?}"
            );
            return;
        };
        let expected = Codes::of(key);
        let result = match expected.class {
            Recoverable => TrustResult::Recoverable,
            Fatal => TrustResult::Fatal,
            Deny => TrustResult::Deny,
        };
        let refused =
            Report { result, os_status: Some(expected.os_status()), refusals: vec![(code.to_owned(), self.index)] };
        assert_eq!(report, refused, "{code} on {release}");
        let check = findings.iter().find_map(|it| it.apple.clone()).unwrap();
        assert_eq!(check.key, key.name(), "{code}");
        assert_eq!((check.class, check.cssm, check.os_status), (expected.class, expected.cssm, expected.os_status()));
        assert_eq!(check.os_from.as_deref(), self.since.map(|since| since.text), "{code}");
    }
}

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    use CheckKey as K;
    let mut rows = vec![
        row("apple.validity.expired", K::TemporalValidity, 0, User,
            |c| c.at = time("2026-06-01T00:00:00Z"),
            |c| c.at = time("2026-06-01T00:00:01Z")),
        row("apple.validity.not-yet-valid", K::TemporalValidity, 0, User,
            |c| c.at = time("2026-01-01T00:00:00Z"),
            |c| c.at = time("2025-12-31T23:59:59Z")),
        row("apple.validity.system-825d", K::SystemTrustValidityPeriod, 0, System,
            |c| c.leaf_valid("2018-03-01T00:00:00Z", DAYS_825),
            |c| c.leaf_valid("2018-03-01T00:00:00Z", DAYS_825 + 1)).since(since::IOS_13),
        row("apple.validity.system-398d", K::SystemTrustValidityPeriod, 0, System,
            |c| c.leaf_valid("2020-09-01T00:00:00Z", 34_387_200),
            |c| c.leaf_valid("2020-09-01T00:00:00Z", 34_387_201)).since(since::IOS_14),
        row("apple.validity.other-825d", K::OtherTrustValidityPeriod, 0, User,
            |c| c.leaf_valid("2019-07-01T00:00:00Z", DAYS_825),
            |c| c.leaf_valid("2019-07-01T00:00:00Z", DAYS_825 + 1)).since(since::IOS_13),

        // Where the user trusts the leaf itself, its key may be short but not weak.
        row("apple.key.rsa-lt-1024", K::WeakKeySize, 0, User,
            |c| {
                c.trust_leaf(User);
                c.key(0, &Key::rsa_of(1_017));
            },
            |c| c.key(0, &Key::rsa_of(1_016))),
        row("apple.key.unusable", K::WeakKeySize, 0, User,
            |c| {
                c.trust_leaf(User);
                c.key(0, &Key::ec_on("1.3.132.0.34", 97)); // P-384
            },
            |c| c.key(0, &Key::ec_on("1.3.132.0.10", 65))), // secp256k1
        row("apple.key.rsa-lt-2048", K::KeySize, 0, User,
            |c| c.key(0, &Key::rsa_of(2_041)),
            |c| c.key(0, &Key::rsa_of(2_040))).since(since::IOS_13),
        row("apple.key.ec-lt-256", K::KeySize, 0, User,
            |_| {},
            |c| c.key(0, &Key::ec_on("1.3.132.0.33", 57))).since(since::IOS_13), // P-224
        // Until iOS 16 there is no key at all.
        row("apple.key.unsupported-type", K::KeySize, 0, User,
            |_| {},
            |c| c.key(0, &Key::ed25519(0))).since(since::IOS_13).besides("apple.key.unusable"),
        row("apple.key.system-rsa-lt-2048", K::KeySize, 0, System,
            |c| c.key(0, &Key::rsa_of(2_041)),
            |c| c.key(0, &Key::rsa_of(2_040))).until("ios:12.4").since(since::IOS_11),

        // The last certificate may be signed with SHA-1 if the user trusts it, but not with MD5.
        row("apple.sig.md5", K::WeakSignature, 1, User,
            |c| cross_signed(c, RsaHash::Sha1),
            |c| cross_signed(c, RsaHash::Md5)),
        row("apple.sig.sha1", K::SignatureHashAlgorithms, 0, User,
            |_| {},
            |c| c.links[0].signer = Key::p256_sha1(1)).since(since::IOS_13),
        row("apple.sig.system-sha1", K::SignatureHashAlgorithms, 0, System,
            |_| {},
            |c| c.links[0].signer = Key::p256_sha1(1)).until("ios:12.4").since(since::IOS_11),

        row("apple.name.no-san-match", K::SSLHostname, 0, User,
            |c| c.host = Some("Sentry.example.com"),
            |c| c.host = Some("example.com")),

        row("apple.eku.leaf", K::ExtendedKeyUsage, 0, User,
            |c| c.leaf().put(pki::extended_key_usage(&[pki::ANY_USAGE])),
            |c| c.leaf().put(pki::extended_key_usage(&[pki::CLIENT_AUTH]))),
        row("apple.eku.sub-ca", K::ExtendedKeyUsage, 1, User,
            |c| c.ca().put(pki::extended_key_usage(&[pki::SERVER_AUTH, pki::CLIENT_AUTH])),
            |c| c.ca().put(pki::extended_key_usage(&[pki::CLIENT_AUTH]))).since(since::IOS_16),
        row("apple.eku.leaf-missing-serverauth-system", K::ServerAuthEKU, 0, System,
            |_| {},
            |c| c.leaf().put(pki::extended_key_usage(&[pki::ANY_USAGE]))).since(since::IOS_13),
        row("apple.eku.sub-ca-missing-serverauth", K::ServerAuthEKU, 0, System,
            |c| c.ca().put(pki::extended_key_usage(&[pki::ANY_USAGE])),
            |c| c.ca().put(pki::extended_key_usage(&[MICROSOFT_SGC]))).since(since::IOS_14),
        row("apple.eku.leaf-missing-serverauth-app", K::ServerAuthEKU, 0, App,
            |c| c.leaf_valid("2019-06-30T23:00:01Z", 86_400),
            |c| c.leaf().put(pki::extended_key_usage(&[pki::ANY_USAGE]))).since(since::IOS_13),
        row("apple.ku.leaf", K::KeyUsage, 0, User,
            |c| {
                c.knowledge.key_usage = Some(1 << 2);
                c.leaf().put(pki::key_usage(pki::DIGITAL_SIGNATURE | KEY_ENCIPHERMENT));
            },
            |c| c.leaf().put(pki::key_usage(pki::DIGITAL_SIGNATURE))),

        row("apple.bc.missing", K::BasicConstraints, 1, User,
            |_| {},
            |c| c.ca().remove("2.5.29.19")),
        row("apple.bc.version", K::BasicConstraints, 1, User,
            |c| for template in [1, 2] {
                c.links[template].template.version = 1;
                c.links[template].template.extensions.clear();
            },
            |c| {
                c.root().version = 3;
                c.root().put(pki::basic_constraints(true, None, true));
            }),
        row("apple.bc.not-a-ca", K::BasicConstraintsCA, 1, User,
            |_| {},
            |c| c.ca().put(pki::basic_constraints(false, None, true))),
        row("apple.bc.path-length", K::BasicConstraintsPathLen, 1, User,
            |c| {
                c.insert_ca();
                c.links[2].template.put(pki::basic_constraints(true, Some(1), true));
            },
            |c| c.links[2].template.put(pki::basic_constraints(true, Some(0), true))),
        row("apple.ku.cert-sign", K::KeyUsage, 1, User,
            |c| c.ca().put(pki::key_usage(pki::KEY_CERT_SIGN)),
            |c| c.ca().put(pki::key_usage(pki::DIGITAL_SIGNATURE))),

        row("apple.nc.name", K::NameConstraints, 0, User,
            |c| c.ca().put(pki::name_constraints(&[GeneralName::dns("example.com")], &[])),
            |c| c.ca().put(pki::name_constraints(&[GeneralName::dns("example.org")], &[]))),
        row("apple.nc.unsupported-form", K::NameConstraints, 1, User,
            |c| c.ca().put(pki::name_constraints(&[GeneralName::dns("example.com")], &[])),
            |c| {
                let registered_id = GeneralName::Raw(0x88, vec![0x2a, 3]);
                c.ca().put(pki::name_constraints(&[GeneralName::dns("example.com"), registered_id], &[]));
            }),
        row("apple.nc.too-many", K::NameConstraints, 1, User,
            |c| c.ca().put(pki::name_constraints(&[], &many_names(1_023))),
            |c| c.ca().put(pki::name_constraints(&[], &many_names(1_024)))).since(since::IOS_18),
        row("apple.policy.none-valid", K::PolicyConstraints, 0, User,
            |c| {
                let policies = pki::certificate_policies(&[der::oid("1.3.6.1.4.1.99999.2.1")]);
                c.ca().put(pki::extension("2.5.29.36", true, &der::sequence(&[der::implicit(0, &[0])])));
                c.ca().put(policies.clone());
                c.leaf().put(policies);
            },
            |c| c.leaf().remove("2.5.29.32")),

        row("apple.ext.unknown-critical", K::CriticalExtensions, 0, User,
            |c| c.leaf().put(pki::unknown_extension(false)),
            |c| c.leaf().put(pki::unknown_extension(true))),
        // Of the issuer's name and serial number, one comes without the other.
        row("apple.ext.unparseable", K::UnparseableExtension, 0, User,
            |c| c.leaf().put(pki::authority_key_id(b"id")),
            |c| c.leaf().put(pki::extension("2.5.29.35", false, &der::sequence(&[der::implicit(2, &[1])]))))
            .since(since::IOS_13),
        row("apple.ext.duplicate", K::DuplicateExtension, 0, User,
            |c| c.leaf().put(pki::unknown_extension(false)),
            |c| c.leaf().extensions.push(pki::unknown_extension(false))).since(since::IOS_15),

        row("apple.chain.anchor-not-trusted", K::AnchorTrusted, 2, User,
            |_| {},
            |c| c.anchors.clear()),
        row("apple.chain.missing-issuer", K::MissingIntermediate, 0, User,
            |_| {},
            |c| {
                c.links.remove(1);
                c.anchors = vec![(1, User)];
            }),
        row("apple.chain.string-type-mismatch", K::MissingIntermediate, 0, User,
            |c| both_names(c, der::UTF8_STRING),
            |c| c.leaf().issuer = ca_name(der::PRINTABLE_STRING)),
        row("apple.chain.signature", K::MissingIntermediate, 0, User,
            |_| {},
            |c| c.links[0].is_damaged = true),
        row("apple.sig.unsupported-pss", K::MissingIntermediate, 0, User,
            |c| c.key(1, &rsa(RsaHash::Sha256)),
            |c| c.links[0].signer = rsa(RsaHash::Sha256).naming("1.2.840.113549.1.1.10")),
        // DSA with SHA-256.
        row("apple.sig.unsupported", K::MissingIntermediate, 0, User,
            |c| c.key(1, &rsa(RsaHash::Sha256)),
            |c| c.links[0].signer = rsa(RsaHash::Sha256).naming("2.16.840.1.101.3.4.3.2")),
        row("apple.chain.id-linkage", K::IdLinkage, 0, User,
            |c| {
                c.ca().put(pki::subject_key_id(b"id"));
                c.leaf().put(pki::authority_key_id(b"id"));
            },
            |c| c.leaf().put(pki::authority_key_id(b"iD"))),
        row("apple.name.empty-subject", K::NonEmptySubject, 0, User,
            |c| {
                c.leaf().subject = Name::of(&[]);
                c.leaf().put(alternative_names(true));
            },
            |c| c.leaf().put(alternative_names(false))),

        row("apple.ct.insufficient-scts", K::SystemTrustedCTRequired, 0, System,
            |c| {
                with_two_logs(c);
                c.knowledge.transparency.log_list = Some(two_logs());
            },
            |c| c.embed_scts(&[&Key::p256(20)])).since(since::IOS_12_1),
        row("apple.ct.insufficient-scts-by-number", K::SystemTrustedCTRequired, 0, System,
            with_two_logs,
            |c| c.embed_scts(&[&Key::p256(20)])).since(since::IOS_12_1),
        row("apple.ct.required-by-valid", K::CTRequired, 0, User,
            |c| {
                with_two_logs(c);
                c.limit_ca(None, Some("2026-02-01T00:00:00Z"), true);
            },
            |c| c.embed_scts(&[&Key::p256(20)])).since(since::IOS_18),

        row("apple.blocked.utn-serial", K::BlackListedLeaf, 0, User,
            |c| by_utn(c, 0x047e_cbe9_fca5_5f7b_d09e_ae36_e10c_ae1f),
            |c| by_utn(c, 0x047e_cbe9_fca5_5f7b_d09e_ae36_e10c_ae1e)),
        row("apple.blocked.leaf-key", K::BlackListedLeaf, 0, User,
            |c| c.knowledge.distrust.revoked_keys = vec![sha256(b"")],
            |c| c.knowledge.distrust.revoked_keys.push(sha256(Key::p256(0).spki()))),
        row("apple.blocked.ca-key", K::BlackListedKey, 1, User,
            |c| c.knowledge.distrust.revoked_keys = vec![sha256(Key::p256(2).spki())],
            |c| c.knowledge.distrust.revoked_keys.push(sha256(Key::p256(1).spki()))),
        row("apple.distrusted.leaf-key", K::GrayListedLeaf, 0, User,
            |c| c.knowledge.distrust.distrusted_keys = vec![sha256(b"")],
            |c| c.knowledge.distrust.distrusted_keys.push(sha256(Key::p256(0).spki()))),
        row("apple.distrusted.ca-key", K::GrayListedKey, 1, User,
            |c| c.knowledge.distrust.distrusted_keys = vec![sha256(Key::p256(2).spki())],
            |c| c.knowledge.distrust.distrusted_keys.push(sha256(Key::p256(1).spki()))),
        row("apple.revoked.date-limit", K::Revocation, 0, User,
            |c| c.limit_ca(Some("2026-01-01T00:00:00Z"), None, false),
            |c| c.limit_ca(Some("2026-01-01T00:00:01Z"), None, false)),
        row("apple.distrusted.date-limit", K::GrayListedKey, 0, User,
            |c| c.limit_ca(Some("2026-01-01T00:00:00Z"), None, true),
            |c| c.limit_ca(Some("2026-01-01T00:00:01Z"), None, true)),
        row("apple.revoked.certificate", K::Revocation, 0, User,
            |c| c.knowledge.distrust.revoked = vec![*c.certificate(2).sha256()],
            |c| c.knowledge.distrust.revoked.push(*c.certificate(0).sha256())),
        row("apple.trust.denied", K::UsageConstraints, 1, User,
            |c| c.settings = vec![(1, TrustSetting::Unspecified)],
            |c| c.settings = vec![(1, TrustSetting::Deny)]),

        row("apple.pin.required", K::PinningRequired, 0, User,
            |_| {},
            |c| c.knowledge.pins.required = true),
        row("apple.pin.ca", K::CAspkiSHA256, 1, User,
            |c| {
                c.drop_ca();
                c.knowledge.pins.ca_keys = vec![sha256(b""), sha256(Key::p256(2).spki())];
            },
            |c| c.knowledge.pins.ca_keys.truncate(1)).since(since::IOS_14),
        row("apple.pin.leaf", K::LeafSPKISHA256, 0, User,
            |c| c.knowledge.pins.leaf_keys = vec![sha256(b""), sha256(Key::p256(0).spki())],
            |c| c.knowledge.pins.leaf_keys.truncate(1)).since(since::IOS_14),

        // What documents ask for and no device does.
        advises("apple.doc.validity-schedule", System,
            |c| c.leaf_valid("2026-03-15T00:00:00Z", 200 * DAY - 1),
            |c| c.leaf_valid("2026-03-15T00:00:00Z", 200 * DAY)),
        advises("apple.eku.doc-only", User,
            |c| {
                c.leaf_valid("2019-06-30T23:59:59Z", DAY);
                c.leaf().remove("2.5.29.37");
            },
            |c| c.leaf_valid("2019-07-01T00:00:00Z", DAY)).since(since::IOS_13),
        advises("apple.doc.client-auth", System,
            |_| {},
            |c| c.leaf().put(pki::extended_key_usage(&[pki::SERVER_AUTH, pki::CLIENT_AUTH]))),
        // Elsewhere than in a leaf that the user trusts itself, devices refuse such a key.
        advises("apple.doc.management-os27", User,
            |c| {
                c.trust_leaf(User);
                c.leaf().remove("2.5.29.15");
                c.key(0, &Key::rsa_of(2_041));
            },
            |c| c.key(0, &Key::rsa_of(2_040))),
        advises("apple.serial.longer-than-20", User,
            |c| c.leaf().replace(Field::Serial, der::value(der::INTEGER, &[1; 20])),
            |c| c.leaf().replace(Field::Serial, der::value(der::INTEGER, &[1; 21]))),
        advises("apple.tls.ku-digital-signature", User,
            |_| {},
            |c| c.leaf().put(pki::key_usage(KEY_AGREEMENT))).since(since::IOS_18_4),
        advises("apple.tls.ku-key-encipherment", User,
            |c| {
                c.key(0, &Key::rsa_of(2_048));
                c.leaf().put(pki::key_usage(pki::DIGITAL_SIGNATURE | KEY_ENCIPHERMENT));
            },
            |c| c.leaf().put(pki::key_usage(pki::DIGITAL_SIGNATURE))).since(since::IOS_18_4),
    ];
    if cfg!(feature = "psl") {
        rows.push(row("apple.name.public-suffix", K::SSLHostname, 0, User,
            |c| wildcard(c, "*.example.co.uk", "sentry.example.co.uk"),
            |c| wildcard(c, "*.co.uk", "example.co.uk")));
    }
    rows
}

const DAYS_825: i64 = 825 * DAY + 3_600;
const MICROSOFT_SGC: &str = "1.3.6.1.4.1.311.10.3.3";
const KEY_ENCIPHERMENT: u8 = 0x20;
const KEY_AGREEMENT: u8 = 0x08;

fn time(text: &str) -> chrono::DateTime<chrono::Utc> {
    text.parse().unwrap()
}

fn rsa(hash: RsaHash) -> Key {
    Key::rsa("rsa-2048/issuing", hash)
}

/// The user trusts a CA that another one signed, with this hash.
fn cross_signed(chain: &mut Chain, hash: RsaHash) {
    chain.links[1].signer = rsa(hash);
    chain.links.truncate(2);
    chain.anchors = vec![(1, User)];
}

fn wildcard(chain: &mut Chain, name: &str, host: &'static str) {
    chain.leaf().put(pki::alternative_names(&[GeneralName::dns(name)]));
    chain.host = Some(host);
}

fn alternative_names(critical: bool) -> Vec<u8> {
    pki::extension("2.5.29.17", critical, &der::sequence(&[GeneralName::dns(HOST).to_der()]))
}

fn many_names(count: usize) -> Vec<GeneralName> {
    (0..count).map(|number| GeneralName::dns(&format!("{number}.example.org"))).collect()
}

fn ca_name(string: u8) -> Name {
    Name::typed(string, &[("2.5.4.10", "Example"), ("2.5.4.3", "CA")])
}

fn both_names(chain: &mut Chain, string: u8) {
    chain.ca().subject = ca_name(string);
    chain.leaf().issuer = ca_name(string);
}

fn two_logs() -> trust::transparency::LogList {
    log_list(&[(&Key::p256(20), USABLE), (&Key::p256(22), USABLE)])
}

fn with_two_logs(chain: &mut Chain) {
    chain.knowledge.transparency.is_off = false;
    chain.embed_scts(&[&Key::p256(20), &Key::p256(22)]);
}

/// The leaf has this serial number, and UTN-USERFirst-Hardware as its issuer.
fn by_utn(chain: &mut Chain, serial: u128) {
    let name = Name::typed(
        der::PRINTABLE_STRING,
        &[
            ("2.5.4.6", "US"),
            ("2.5.4.8", "UT"),
            ("2.5.4.7", "Salt Lake City"),
            ("2.5.4.10", "The USERTRUST Network"),
            ("2.5.4.11", "http://www.usertrust.com"),
            ("2.5.4.3", "UTN-USERFirst-Hardware"),
        ],
    );
    chain.ca().subject = name.clone();
    chain.leaf().issuer = name;
    chain.leaf().replace(Field::Serial, der::value(der::INTEGER, &serial.to_be_bytes()));
}

//! Whom a device trusts, which path it chooses, and what it reports of it.

use apptunnel::Certificate;
use apptunnel::device::Origin::{App, System, User};
use apptunnel::device::trust::{TrustResult, TrustSetting};

use super::{LATEST, expect};
use crate::support::HOST;
use crate::support::apple::{Chain, Link, sha256};
use crate::support::pki::{self, Key, Name, Template};

#[test]
fn trust_settings_and_results() {
    use TrustResult::{Deny, Proceed, Recoverable, Unspecified};
    use TrustSetting as S;
    let untrusted = Some("errSecNotTrusted");
    let denied = Some("errSecTrustSettingDeny");
    for (anchor, setting, result, status) in [
        (Some((2, System)), None, Unspecified, None),
        (Some((2, App)), None, Unspecified, None),
        (Some((2, User)), None, Proceed, None),
        (Some((1, User)), None, Proceed, None),
        (Some((0, User)), None, Proceed, None),
        (None, None, Recoverable, untrusted),
        (None, Some((2, S::TrustRoot)), Proceed, None),
        (None, Some((2, S::TrustAsRoot)), Recoverable, untrusted),
        (None, Some((2, S::Unspecified)), Recoverable, untrusted),
        (None, Some((1, S::TrustAsRoot)), Proceed, None),
        (None, Some((1, S::TrustRoot)), Recoverable, untrusted),
        (None, Some((0, S::TrustAsRoot)), Proceed, None),
        (None, Some((0, S::TrustRoot)), Recoverable, untrusted),
        (None, Some((2, S::Deny)), Deny, denied),
        (Some((2, System)), Some((2, S::Deny)), Deny, denied),
        (Some((2, System)), Some((1, S::Deny)), Deny, denied),
        (Some((2, System)), Some((0, S::Deny)), Deny, denied),
        (Some((2, System)), Some((1, S::Unspecified)), Unspecified, None),
    ] {
        let report = Chain::below(User)
            .with(|c| (c.anchors, c.settings) = (Vec::from_iter(anchor), Vec::from_iter(setting)))
            .report(LATEST);
        let found = report.os_status.as_ref().map(|status| &*status.name);
        assert_eq!((report.result, found), (result, status), "{anchor:?} {setting:?}: {report:?}");
    }
    let blocked = Chain::below(User).with(|c| c.knowledge.distrust.revoked_keys.push(sha256(Key::p256(0).spki())));
    assert_eq!(blocked.report(LATEST).result, TrustResult::Fatal);
}

#[test]
fn a_missing_root_may_be_taken_to_be_there() {
    use TrustResult::{Proceed, Recoverable, Unspecified};
    let without_root = |origin| {
        Chain::below(User).with(|c| {
            c.links.truncate(2);
            c.anchors.clear();
            c.knowledge.missing_root = origin;
        })
    };
    for (origin, result) in
        [(None, Recoverable), (Some(User), Proceed), (Some(App), Unspecified), (Some(System), Unspecified)]
    {
        assert_eq!(without_root(origin).report(LATEST).result, result, "{origin:?}");
    }
    // The CA is no root then: it is held to what CAs below a root are.
    let ca = without_root(Some(User)).with(|c| c.ca().put(pki::extended_key_usage(&[pki::CLIENT_AUTH])));
    expect("CA for clients", &ca, LATEST, &["eku.sub-ca"]);
    let ca = without_root(Some(User)).with(|c| c.links[1].signer = Key::p256_sha1(2));
    expect("CA signed with SHA-1", &ca, LATEST, &["sig.sha1"]);
    // A root that is there is not trusted by that.
    let root = Chain::below(User).with(|c| (c.anchors, c.knowledge.missing_root) = (Vec::new(), Some(User)));
    expect("root", &root, LATEST, &["chain.anchor-not-trusted"]);
}

#[test]
fn of_several_errors_one_is_on_top() {
    type Break = (fn(&mut Chain), &'static str);
    // In the order in which one is reported rather than another.
    let breaks: [Break; 11] = [
        (
            |c| c.knowledge.distrust.revoked_keys.push(sha256(c.links[0].template.key.spki())),
            "errSecCertificateRevoked",
        ),
        (|c| c.knowledge.distrust.revoked.push(*c.certificate(0).sha256()), "errSecCertificateRevoked"),
        (|c| c.key(0, &Key::rsa_of(2_040)), "errSecUnsupportedKeySize"),
        (|c| c.links[0].signer = Key::p256_sha1(1), "errSecInvalidDigestAlgorithm"),
        (|c| c.settings.push((1, TrustSetting::Deny)), "errSecTrustSettingDeny"),
        (|c| c.leaf().put(pki::unknown_extension(true)), "errSecUnknownCriticalExtensionFlag"),
        (|c| c.knowledge.pins.required = true, "errSecInvalidRoot"),
        (|c| c.knowledge.distrust.distrusted_keys.push(sha256(Key::p256(1).spki())), "errSecNotTrusted"),
        (|c| c.leaf().put(pki::extended_key_usage(&[pki::CLIENT_AUTH])), "errSecInvalidExtendedKeyUsage"),
        (|c| c.host = Some("other.example.com"), "errSecHostNameMismatch"),
        (|c| c.at = "2027-01-01T00:00:00Z".parse().unwrap(), "errSecCertificateExpired"),
    ];
    let mut chain = Chain::below(User);
    for (count, (change, status)) in breaks.iter().rev().enumerate() {
        change(&mut chain);
        let report = chain.report(LATEST);
        assert_eq!(report.os_status.as_ref().unwrap().name, *status, "{report:?}");
        assert_eq!(report.refusals.len(), count + 1, "{report:?}");
    }
    // Of one kind, the certificate nearest to the leaf.
    for (unknown, twice, status) in
        [(0, 1, "errSecUnknownCriticalExtensionFlag"), (1, 0, "errSecCertificateDuplicateExtension")]
    {
        let chain = Chain::below(User).with(|c| {
            c.links[unknown].template.put(pki::unknown_extension(true));
            let extensions = &mut c.links[twice].template.extensions;
            extensions.extend([(); 2].map(|()| pki::subject_key_id(b"1")));
        });
        assert_eq!(chain.report(LATEST).os_status.unwrap().name, status);
    }
}

/// The other certificate of the CA, which is at hand besides: the same name and key.
fn other_ca(change: impl FnOnce(&mut Link)) -> Vec<u8> {
    let mut other = Chain::below(User).links.remove(1);
    change(&mut other);
    other.der()
}

#[test]
fn of_two_paths_the_better_one_is_reported() {
    let stranger = Name::common("Stranger");
    let root = || Template::ca(stranger.clone(), &Key::p256(5), stranger.clone()).signed_by(&Key::p256(5));
    let expired = |link: &mut Link| link.template.not_after = "20251231235959";
    let by_stranger = |link: &mut Link| {
        link.template.issuer = stranger.clone();
        link.signer = Key::p256(5);
    };
    let sha1 = |link: &mut Link| link.signer = Key::p256_sha1(2);
    let not_ca = |link: &mut Link| link.template.put(pki::basic_constraints(false, None, true));
    for (what, change) in [
        ("expired", &expired as &dyn Fn(&mut Link)),
        ("below an untrusted root", &by_stranger),
        ("signed with SHA-1", &sha1),
        ("not a CA", &not_ca),
    ] {
        // The worse certificate of the CA comes first, or last.
        let first = Chain::below(User).with(|c| {
            change(&mut c.links[1]);
            c.others = vec![other_ca(|_| {}), root()];
        });
        let last = Chain::below(User).with(|c| c.others = vec![other_ca(change), root()]);
        for chain in [first, last] {
            expect(what, &chain, LATEST, &[]);
            // Where no path passes, the one with the better score.
            let refused = chain.with(|c| c.host = Some("other.example.com"));
            let good = Certificate::from_der(&other_ca(|_| {})).unwrap();
            let evaluation = refused.evaluate(LATEST);
            if what != "not a CA" {
                assert_eq!(evaluation.best().unwrap().certificates[1], good, "{what}");
                expect(what, &refused, LATEST, &["name.no-san-match"]);
            }
            // SHA-1 passes on iOS 12, and is not taken if there is something better.
            if what == "signed with SHA-1" {
                let evaluation = refused.with(|c| c.host = Some(HOST)).evaluate("ios:12.4");
                assert_eq!(evaluation.best().unwrap().certificates[1], good, "{what}");
            }
        }
    }
}

#[test]
fn to_be_accepted_or_anchored_weighs_more_than_the_rest() {
    let stranger = Name::common("Stranger");
    let strangers = || {
        let ca = other_ca(|link| {
            link.template.issuer = stranger.clone();
            link.signer = Key::p256(5);
        });
        vec![ca, Template::ca(stranger.clone(), &Key::p256(5), stranger.clone()).signed_by(&Key::p256(5))]
    };
    let expired = Chain::below(User).with(|c| {
        c.ca().not_after = "20251231235959";
        c.others = strangers();
    });
    expect("an anchor, but expired", &expired, LATEST, &["validity.expired"]);
    // What passes with SHA-1 on iOS 12 is left only for something better that passes too.
    let with_sha1 = Chain::below(User).with(|c| {
        c.links[1].signer = Key::p256_sha1(2);
        c.others = vec![other_ca(|link| link.template.put(pki::unknown_extension(true)))];
    });
    expect("accepted, but with SHA-1", &with_sha1, "ios:12.4", &[]);
}

#[test]
fn of_two_refused_paths_the_shorter_one_is_reported() {
    let (middle, key) = (Name::common("Middle"), Key::p256(5));
    let through_middle = |link: &mut Link| {
        link.template.issuer = middle.clone();
        link.signer = key.clone();
    };
    let detour = Template::ca(middle.clone(), &key, Name::common("Root")).signed_by(&Key::p256(2));
    let refused = || Chain::below(User).with(|c| c.host = Some("other.example.com"));
    for chain in [
        refused().with(|c| c.others = vec![other_ca(through_middle), detour.clone()]),
        refused().with(|c| {
            through_middle(&mut c.links[1]);
            c.others = vec![detour.clone(), other_ca(|_| {})];
        }),
    ] {
        let evaluation = chain.evaluate(LATEST);
        let mut lengths = evaluation.paths.iter().map(|path| path.certificates.len());
        assert_eq!(lengths.next(), Some(3));
        assert!(lengths.any(|length| length == 4), "the longer path is looked at too");
    }
}

#[test]
fn one_anchor_of_a_name_is_enough() {
    let namesake = Template::ca(Name::common("Root"), &Key::p256(7), Name::common("Root"));
    let chain = Chain::below(User).with(|c| {
        c.links.push(Link::new(namesake, &Key::p256(7)));
        c.anchors = vec![(3, User), (2, User)];
    });
    expect("two roots", &chain, LATEST, &[]);
    expect("two roots", &chain.with(|c| c.anchors.truncate(1)), LATEST, &["chain.anchor-not-trusted"]);
}

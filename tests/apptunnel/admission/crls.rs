//! Revocation: what each setting makes of the CRLs that there are.

use apptunnel::Certificate;
use apptunnel::admission::{self, AdmissionOptions, CrlCheck, Decision, Mode, WithoutCrl};
use apptunnel::path::Crl;
use apptunnel::report::{Basis, Certainty};
use chrono::{DateTime, TimeDelta, Utc};

use super::{assert_admitted, assert_refused, attempt, identity, identity_mode, issuing, issuing_key, root, root_key};
use crate::support::pki::{Key, Name, RevocationList};
use crate::support::{at, now};

const ADMIT: CrlCheck = CrlCheck::On { without_crl: WithoutCrl::Admit };
const REFUSE: CrlCheck = CrlCheck::On { without_crl: WithoutCrl::Refuse };

fn crl_of_issuing() -> RevocationList {
    RevocationList::new(&Name::common("Device CA"))
}

fn crl_of_root() -> RevocationList {
    RevocationList::new(&Name::common("Device Root"))
}

fn by_issuing(list: &RevocationList) -> Crl {
    Crl::from_der(&list.signed_by(&issuing_key())).unwrap()
}

fn by_root(list: &RevocationList) -> Crl {
    Crl::from_der(&list.signed_by(&root_key())).unwrap()
}

fn decide_with(crl: CrlCheck, crls: &[Crl], at: DateTime<Utc>) -> Decision {
    let settings = AdmissionOptions::new(identity_mode(), crl);
    admission::authenticate(&settings, &attempt(&[identity(), issuing()]), at, crls)
}

#[test]
fn off_nobody_looks_at_them() {
    let revoked = by_issuing(&crl_of_issuing().revoking(42, "20260301000000"));
    assert_admitted(&decide_with(CrlCheck::Off, &[revoked], now()), &[]);
    assert_admitted(&decide_with(CrlCheck::Off, &[], now()), &[]);
}

#[test]
fn on_and_good() {
    let crls = [by_issuing(&crl_of_issuing().revoking(43, "20260301000000")), by_root(&crl_of_root())];
    assert_admitted(&decide_with(REFUSE, &crls, now()), &[]);
    assert_admitted(&decide_with(ADMIT, &crls, now()), &[]);
}

#[test]
fn on_and_revoked() {
    let crls = [by_issuing(&crl_of_issuing().revoking(42, "20260301000000")), by_root(&crl_of_root())];
    for crl in [REFUSE, ADMIT] {
        let decision = decide_with(crl, &crls, now());
        assert_refused(&decision, &["revoked"]);
        assert!(decision.findings[0].message.to_string().contains("2026-03-01"), "{}", decision.findings[0].message);
        assert_eq!(decision.findings[0].certainty, Certainty::Documented);
    }
}

#[test]
fn on_and_the_issuing_ca_is_revoked() {
    let crls = [by_issuing(&crl_of_issuing()), by_root(&crl_of_root().revoking(7, "20260301000000"))];
    for crl in [REFUSE, ADMIT] {
        let decision = decide_with(crl, &crls, now());
        assert_refused(&decision, &["revoked"]);
        assert!(decision.findings[0].message.to_string().contains("Device CA"));
    }
}

#[test]
fn on_without_a_crl_is_as_the_caller_says() {
    let refused = decide_with(REFUSE, &[], now());
    assert_refused(&refused, &["revocation-unknown-refused", "revocation-unknown-refused"]);
    let admitted = decide_with(ADMIT, &[], now());
    assert_admitted(&admitted, &["revocation-unknown-admitted", "revocation-unknown-admitted"]);
    for finding in refused.findings.iter().chain(&admitted.findings) {
        assert_eq!((finding.basis, finding.certainty), (Basis::Library, Certainty::Decided));
        assert!(finding.message.to_string().contains("is at hand"), "{}", finding.message);
    }
}

#[test]
fn on_and_stale() {
    let crls = [by_issuing(&crl_of_issuing()), by_root(&crl_of_root())];
    let end = at("20261231235959");
    assert_admitted(&decide_with(REFUSE, &crls, end), &[]);
    let stale = decide_with(REFUSE, &crls, end + TimeDelta::seconds(1));
    assert_refused(&stale, &["revocation-unknown-refused", "revocation-unknown-refused"]);
    assert!(stale.findings[0].message.to_string().contains("2026-12-31T23:59:59Z"), "{}", stale.findings[0].message);
    let unknown = decide_with(ADMIT, &crls, end + TimeDelta::seconds(1));
    assert_admitted(&unknown, &["revocation-unknown-admitted", "revocation-unknown-admitted"]);
}

#[test]
fn on_and_forged() {
    let forged = Crl::from_der(&crl_of_issuing().signed_by(&Key::p256(8))).unwrap();
    let decision = decide_with(REFUSE, &[forged, by_root(&crl_of_root())], now());
    assert_refused(&decision, &["revocation-unknown-refused"]);
}

#[test]
fn the_group_certificate_itself_is_looked_up_with_its_issuer() {
    let settings = |crl| AdmissionOptions::new(Mode::GroupCertificate(identity()), crl);
    let decide = |crl, chain: &[Certificate], crls: &[Crl]| {
        admission::authenticate(&settings(crl), &attempt(chain), now(), crls)
    };
    let revoked = by_issuing(&crl_of_issuing().revoking(42, "20260301000000"));
    let good = by_issuing(&crl_of_issuing());
    let chain = [identity(), issuing()];
    assert_admitted(&decide(REFUSE, &chain, std::slice::from_ref(&good)), &[]);
    assert_refused(&decide(ADMIT, &chain, std::slice::from_ref(&revoked)), &["revoked"]);
    assert_refused(&decide(REFUSE, &chain[..1], std::slice::from_ref(&good)), &["revocation-unknown-refused"]);
    assert_admitted(&decide(ADMIT, &chain[..1], &[good]), &["revocation-unknown-admitted"]);
    assert_admitted(&decide(CrlCheck::Off, &chain, &[revoked]), &[]);
}

#[test]
fn a_self_signed_group_certificate_is_its_own_issuer() {
    let settings = AdmissionOptions::new(Mode::GroupCertificate(root()), REFUSE);
    let decide = |crls: &[Crl]| admission::authenticate(&settings, &attempt(&[root()]), now(), crls);
    assert_admitted(&decide(&[by_root(&crl_of_root())]), &[]);
    assert_refused(&decide(&[by_root(&crl_of_root().revoking(1, "20260301000000"))]), &["revoked"]);
    assert_refused(&decide(&[]), &["revocation-unknown-refused"]);
}

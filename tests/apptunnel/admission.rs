//! Device authentication: each mode, the CRLs, and the standing of the device.

use apptunnel::admission::{
    AdminDecision, AdmissionOptions, Attempt, CertificateField, CrlCheck, Decision, Mode, NewDevices, Standing,
    Traffic, UnmanagedDevices, WithoutCrl,
};
use apptunnel::path::Crl;
use apptunnel::report::{Basis, Certainty, Severity};
use apptunnel::{Certificate, admission};
use chrono::{DateTime, TimeDelta, Utc};

use crate::support::der;
use crate::support::pki::{self, GeneralName, Key, Name, RevocationList, Template};

const UPN: &str = "anna@example.com";
const ADMIT: CrlCheck = CrlCheck::On { without_crl: WithoutCrl::Admit };
const REFUSE: CrlCheck = CrlCheck::On { without_crl: WithoutCrl::Refuse };

fn at(digits: &str) -> DateTime<Utc> {
    chrono::NaiveDateTime::parse_from_str(digits, "%Y%m%d%H%M%S").unwrap().and_utc()
}

fn now() -> DateTime<Utc> {
    at("20260601000000")
}

fn read(der: &[u8]) -> Certificate {
    Certificate::from_der(der).unwrap()
}

fn root_key() -> Key {
    Key::p256(0)
}

fn issuing_key() -> Key {
    Key::p256(2)
}

fn root() -> Certificate {
    let name = Name::common("Device Root");
    read(&Template::ca(name.clone(), &root_key(), name).signed_by(&root_key()))
}

fn issuing() -> Certificate {
    let template = Template::ca(Name::common("Device CA"), &issuing_key(), Name::common("Device Root"));
    read(&template.serial(7).signed_by(&root_key()))
}

/// Of the issuing CA, with serial number 42.
fn device() -> Template {
    Template::new(Name::common("Device"), &Key::p256(4), Name::common("Device CA"))
        .serial(42)
        .with(pki::extended_key_usage(&[pki::CLIENT_AUTH]))
}

fn identity() -> Certificate {
    read(&device().signed_by(&issuing_key()))
}

fn with_principals(names: &[GeneralName]) -> Certificate {
    read(&device().with(pki::alternative_names(names)).signed_by(&issuing_key()))
}

fn principal(name: &str) -> GeneralName {
    GeneralName::Principal(der::UTF8_STRING, name.to_owned())
}

fn settings(mode: Mode) -> AdmissionOptions {
    AdmissionOptions::new(mode, CrlCheck::Off)
}

fn identity_mode() -> Mode {
    Mode::IdentityCertificates { roots: vec![root()] }
}

fn kerberos() -> AdmissionOptions {
    settings(Mode::Kerberos { roots: vec![root()], user: CertificateField::NtPrincipalName })
}

fn attempt(certificates: &[Certificate]) -> Attempt {
    Attempt::new(certificates.to_vec(), Traffic::AppTunnel, Standing::Managed)
}

fn decide(settings: &AdmissionOptions, certificates: &[Certificate]) -> Decision {
    admission::authenticate(settings, &attempt(certificates), now(), &[])
}

fn codes(decision: &Decision) -> Vec<&str> {
    let codes = decision.findings.iter().map(|finding| finding.code.as_str());
    codes.map(|code| code.strip_prefix("admission.").unwrap_or(code)).collect()
}

fn assert_admitted(decision: &Decision, expected: &[&str]) {
    assert!(decision.is_admitted, "{decision:#?}");
    assert_eq!(codes(decision), expected);
}

fn assert_refused(decision: &Decision, expected: &[&str]) {
    assert!(!decision.is_admitted, "{decision:#?}");
    assert_eq!(codes(decision), expected);
}

mod group {
    use super::*;

    #[test]
    fn a_certificate_that_chains_to_it() {
        let settings = settings(Mode::GroupCertificate(issuing()));
        let decision = decide(&settings, &[identity()]);
        assert_admitted(&decision, &[]);
        assert_eq!(decision.path.len(), 2);
        assert_eq!(decision.path[1].sha256, issuing().fingerprint());
        assert_eq!(decision.user, None);
    }

    #[test]
    fn a_certificate_that_chains_to_it_over_an_intermediate() {
        let settings = settings(Mode::GroupCertificate(root()));
        assert_admitted(&decide(&settings, &[identity(), issuing()]), &[]);
        assert_refused(&decide(&settings, &[identity()]), &["not-trusted", "rfc5280.no-issuer"]);
    }

    #[test]
    fn the_certificate_itself() {
        let settings = settings(Mode::GroupCertificate(identity()));
        let decision = decide(&settings, &[identity()]);
        assert_admitted(&decision, &[]);
        assert_eq!(decision.path.len(), 1);
    }

    #[test]
    fn the_certificate_itself_while_it_is_valid() {
        let settings = settings(Mode::GroupCertificate(identity()));
        let end = at("20341231235959");
        let decide = |at| admission::authenticate(&settings, &attempt(&[identity()]), at, &[]);
        assert_admitted(&decide(end), &[]);
        assert_refused(&decide(end + TimeDelta::seconds(1)), &["not-trusted", "rfc5280.expired"]);
    }

    #[test]
    fn a_ca_certificate_itself_while_it_is_valid() {
        let settings = settings(Mode::GroupCertificate(root()));
        let end = at("20341231235959");
        let decide = |at| admission::authenticate(&settings, &attempt(&[root()]), at, &[]).is_admitted;
        assert!(decide(end) && !decide(end + TimeDelta::seconds(1)));
    }

    #[test]
    fn another_certificate() {
        let settings = settings(Mode::GroupCertificate(identity()));
        let other = read(&device().serial(43).signed_by(&issuing_key()));
        assert!(!decide(&settings, std::slice::from_ref(&other)).is_admitted);
        assert!(!decide(&settings, &[other, identity()]).is_admitted, "the group certificate comes along");
    }

    #[test]
    fn a_certificate_that_the_key_of_a_device_has_signed() {
        let settings = settings(Mode::GroupCertificate(identity()));
        let forged = Template::new(Name::common("Forged"), &Key::p256(6), Name::common("Device"));
        let forged = read(&forged.with(pki::extended_key_usage(&[pki::CLIENT_AUTH])).signed_by(&Key::p256(4)));
        assert!(!decide(&settings, &[forged, identity()]).is_admitted);
    }
}

mod identity_certificate {
    use super::*;

    #[test]
    fn one_of_several_roots() {
        let name = Name::common("Other Root");
        let other = read(&Template::ca(name.clone(), &Key::p256(8), name).signed_by(&Key::p256(8)));
        let both = settings(Mode::IdentityCertificates { roots: vec![other.clone(), root()] });
        assert_admitted(&decide(&both, &[identity(), issuing()]), &[]);
        let only_other = settings(Mode::IdentityCertificates { roots: vec![other] });
        assert_refused(&decide(&only_other, &[identity(), issuing()]), &["not-trusted", "rfc5280.no-issuer"]);
    }

    #[test]
    fn no_roots_trust_nobody() {
        let nobody = settings(Mode::IdentityCertificates { roots: Vec::new() });
        assert!(!decide(&nobody, &[identity(), issuing(), root()]).is_admitted);
    }

    #[test]
    fn no_certificate() {
        let decision = decide(&settings(identity_mode()), &[]);
        assert_refused(&decision, &["no-certificate"]);
        assert!(decision.path.is_empty());
    }

    #[test]
    fn a_forged_signature() {
        let forged = read(&device().damaged(&issuing_key()));
        assert_refused(
            &decide(&settings(identity_mode()), &[forged, issuing()]),
            &["not-trusted", "rfc5280.signature"],
        );
    }

    #[test]
    fn the_first_and_the_last_second() {
        let template = Template { not_before: "20260101000000", not_after: "20261231235959", ..device() };
        let leaf = read(&template.signed_by(&issuing_key()));
        let settings = settings(identity_mode());
        let decide = |at| admission::authenticate(&settings, &attempt(&[leaf.clone(), issuing()]), at, &[]);
        let (begin, end) = (at("20260101000000"), at("20261231235959"));
        assert_refused(&decide(begin - TimeDelta::seconds(1)), &["not-trusted", "rfc5280.not-yet-valid"]);
        assert_admitted(&decide(begin), &[]);
        assert_admitted(&decide(end), &[]);
        assert_refused(&decide(end + TimeDelta::seconds(1)), &["not-trusted", "rfc5280.expired"]);
    }

    #[test]
    fn a_certificate_for_servers() {
        let template = Template { extensions: vec![pki::extended_key_usage(&[pki::SERVER_AUTH])], ..device() };
        let server = read(&template.signed_by(&issuing_key()));
        assert_refused(&decide(&settings(identity_mode()), &[server, issuing()]), &["not-trusted", "rfc5280.eku"]);
    }

    #[test]
    fn a_certificate_of_version_1() {
        let template = Template { version: 1, extensions: Vec::new(), ..device() };
        let version_1 = read(&template.signed_by(&issuing_key()));
        let decision = decide(&settings(identity_mode()), &[version_1, issuing()]);
        assert_refused(&decision, &["not-version-3"]);
        assert_eq!(decision.findings[0].basis, Basis::IvantiGuide);
    }

    #[test]
    fn a_trusted_certificate_that_is_no_ca() {
        let settings = settings(Mode::IdentityCertificates { roots: vec![root(), identity()] });
        let decision = decide(&settings, &[identity(), issuing()]);
        assert_admitted(&decision, &["not-a-ca"]);
        assert_eq!(decision.findings[0].severity, Severity::Warning);
        let mut only = settings;
        only.mode = Mode::IdentityCertificates { roots: vec![identity()] };
        assert!(!decide(&only, &[identity(), issuing()]).is_admitted);
    }

    #[test]
    fn more_certificates_than_a_path_has() {
        let settings = settings(identity_mode());
        let chain = |count: usize| {
            let mut chain = vec![identity(), issuing()];
            chain.resize(count, root());
            chain
        };
        assert_admitted(&decide(&settings, &chain(32)), &[]);
        assert_refused(&decide(&settings, &chain(33)), &["too-many-certificates"]);
    }
}

mod kerberos_mode {
    use super::*;

    #[test]
    fn the_user_is_the_nt_principal_name() {
        let decision = decide(&kerberos(), &[with_principals(&[principal(UPN)]), issuing()]);
        assert_admitted(&decision, &[]);
        assert_eq!(decision.user.as_deref(), Some(UPN));
    }

    #[test]
    fn other_names_beside_it_do_not_matter() {
        let names = [GeneralName::dns("phone.example.com"), principal(UPN), principal(UPN)];
        assert_eq!(decide(&kerberos(), &[with_principals(&names), issuing()]).user.as_deref(), Some(UPN));
    }

    #[test]
    fn no_user() {
        assert_refused(&decide(&kerberos(), &[identity(), issuing()]), &["no-user"]);
        let of_dns = with_principals(&[GeneralName::dns("phone.example.com")]);
        assert_refused(&decide(&kerberos(), &[of_dns, issuing()]), &["no-user"]);
        assert_admitted(&decide(&settings(identity_mode()), &[identity(), issuing()]), &[]);
    }

    #[test]
    fn a_name_that_does_not_read_as_one_is_none() {
        let names = ["", " ", "anna@example.com\0.attacker.example", "anna\u{202e}@example.com"];
        for name in names {
            let decision = decide(&kerberos(), &[with_principals(&[principal(name)]), issuing()]);
            assert_refused(&decision, &["no-user"]);
            assert_eq!(decision.user, None);
        }
        const IA5_STRING: u8 = 0x16;
        let other_type = with_principals(&[GeneralName::Principal(IA5_STRING, UPN.to_owned())]);
        assert_refused(&decide(&kerberos(), &[other_type, issuing()]), &["no-user"]);
    }

    #[test]
    fn several_users() {
        let two = with_principals(&[principal(UPN), principal("root@example.com")]);
        let decision = decide(&kerberos(), &[two, issuing()]);
        assert_refused(&decision, &["several-users"]);
        assert_eq!(decision.user, None);
    }
}

mod pass_through {
    use super::*;

    #[test]
    fn is_for_active_sync_without_a_certificate() {
        let settings = settings(Mode::PassThrough);
        let of = |traffic| {
            let attempt = Attempt::new(Vec::new(), traffic, Standing::Managed);
            admission::authenticate(&settings, &attempt, now(), &[])
        };
        assert_admitted(&of(Traffic::ActiveSync), &[]);
        assert_refused(&of(Traffic::AppTunnel), &["pass-through-app-tunnel"]);
    }
}

mod crls {
    use super::*;

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
            assert!(
                decision.findings[0].message.to_string().contains("2026-03-01"),
                "{}",
                decision.findings[0].message
            );
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
        assert!(
            stale.findings[0].message.to_string().contains("2026-12-31T23:59:59Z"),
            "{}",
            stale.findings[0].message
        );
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
}

mod standing {
    use super::*;

    fn decide_about(settings: &AdmissionOptions, standing: Standing) -> Decision {
        let attempt = Attempt::new(vec![identity(), issuing()], Traffic::AppTunnel, standing);
        admission::authenticate(settings, &attempt, now(), &[])
    }

    fn unmanaged(decision: Option<AdminDecision>) -> Standing {
        Standing::Unmanaged { decision }
    }

    #[test]
    fn unmanaged_devices_are_blocked_by_default() {
        let blocking = settings(identity_mode());
        assert_admitted(&decide_about(&blocking, Standing::Managed), &[]);
        assert_refused(&decide_about(&blocking, unmanaged(None)), &["unmanaged-blocked"]);
        let allowing = blocking.with_unmanaged(UnmanagedDevices::Allow);
        assert_admitted(&decide_about(&allowing, unmanaged(None)), &["unmanaged-allowed"]);
    }

    #[test]
    fn a_decision_about_the_device_outlives_what_the_profile_says() {
        let blocking = settings(identity_mode());
        let allowing = blocking.clone().with_unmanaged(UnmanagedDevices::Allow);
        for settings in [blocking, allowing] {
            let allowed = decide_about(&settings, unmanaged(Some(AdminDecision::Allow)));
            assert_admitted(&allowed, &["allowed-by-administrator"]);
            let blocked = decide_about(&settings, unmanaged(Some(AdminDecision::Block)));
            assert_refused(&blocked, &["blocked-by-administrator"]);
        }
    }

    #[test]
    fn new_devices_are_allowed_by_default_while_uem_cannot_be_reached() {
        let allowing = settings(identity_mode());
        assert_admitted(&decide_about(&allowing, Standing::New), &["new-device-allowed"]);
        let blocking = allowing.with_new_devices(NewDevices::Block);
        assert_refused(&decide_about(&blocking, Standing::New), &["new-device-blocked"]);
        assert_admitted(&decide_about(&blocking, Standing::Managed), &[]);
    }

    #[test]
    fn an_allowed_device_still_needs_a_certificate_and_every_reason_is_told() {
        let settings = settings(identity_mode());
        let of = |standing| {
            let attempt = Attempt::new(Vec::new(), Traffic::AppTunnel, standing);
            admission::authenticate(&settings, &attempt, now(), &[])
        };
        let allowed = of(unmanaged(Some(AdminDecision::Allow)));
        assert_refused(&allowed, &["no-certificate", "allowed-by-administrator"]);
        assert_refused(&of(unmanaged(None)), &["unmanaged-blocked", "no-certificate"]);
    }

    #[test]
    fn pass_through_asks_for_the_standing_too() {
        let attempt = Attempt::new(Vec::new(), Traffic::ActiveSync, unmanaged(None));
        let decision = admission::authenticate(&settings(Mode::PassThrough), &attempt, now(), &[]);
        assert_refused(&decision, &["unmanaged-blocked"]);
    }
}

#[test]
fn a_decision_is_the_same_again_and_json_reads_back() {
    let decision = decide(&kerberos(), &[with_principals(&[principal(UPN)]), issuing()]);
    assert_eq!(decision, decide(&kerberos(), &[with_principals(&[principal(UPN)]), issuing()]));
    let json = serde_json::to_string(&decision).unwrap();
    assert_eq!(serde_json::from_str::<Decision>(&json).unwrap(), decision);
}

#[test]
fn what_no_document_says_has_no_vendors_name() {
    for rule in admission::rules() {
        assert!(rule.code.starts_with("admission."), "{}", rule.code);
        assert_eq!(rule.basis == Basis::Library, rule.certainty == Certainty::Decided, "{}", rule.code);
    }
}

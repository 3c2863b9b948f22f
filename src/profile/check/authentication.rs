//! Device authentication.

use super::collector::{Findings, filled};
use super::fields;
use super::pointer::At;
use crate::message::{Text, message};
use crate::profile::draft::{DeviceAuthenticationDraft, KerberosDraft};
use crate::profile::{DeviceAuthentication, KerberosSettings, Kind, UpnField, limits, source};
use crate::report::{Rule, Severity};

pub(super) const RULES: &[&Rule] = &[&MODE, &GROUP_WITH_KERBEROS, &NO_GROUP_CERTIFICATE, &NO_TRUSTED_CA];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    PassThrough,
    GroupCertificate,
    IdentityCertificate,
}

message! {
    fn belongs_to_another_mode() {
        en: "The console does not show this field: it belongs to another mode of device authentication.",
    }
    fn devices_show_no_certificate() {
        en: "The console does not show this field: devices show no certificate.",
    }
    fn belongs_to_kerberos() {
        en: "The console does not show this field: only a profile with Kerberos has it.",
    }
    fn no_group_certificate() {
        en: "No group certificate is chosen.",
    }
    fn no_trusted_ca() {
        en: "No CA is named whose identity certificates are taken.",
    }
    fn no_mode() {
        en: "No mode of device authentication is chosen.",
    }
    fn not_of_this_kind(kind: &str, mode: &str) {
        en: "A profile of the kind \"{kind}\" has no mode {mode}.",
    }
    fn kerberos_needs_users() {
        en: "Devices show a group certificate, which Kerberos cannot use.",
    }
}

/// The fields of the mode that is chosen are read; the others must be empty.
pub(super) fn check(
    draft: &DeviceAuthenticationDraft,
    kind: Option<Kind>,
    at: At<'_>,
    findings: &mut Findings,
) -> Option<DeviceAuthentication> {
    let mode = mode(draft, kind, at.field("mode"), findings)?;
    let check_crl = draft.check_crl.unwrap_or_default();
    let hide_group = filled(draft.group_certificate.as_deref()).is_some();
    match mode {
        Mode::PassThrough => {
            findings.hidden(hide_group, at.field("group_certificate"), belongs_to_another_mode);
            findings.hidden(!draft.trusted_cas.is_empty(), at.field("trusted_cas"), belongs_to_another_mode);
            findings.hidden(check_crl, at.field("check_crl"), devices_show_no_certificate);
            kerberos(&draft.kerberos, kind, at.field("kerberos"), findings);
            Some(DeviceAuthentication::PassThrough)
        }
        Mode::GroupCertificate => {
            findings.hidden(!draft.trusted_cas.is_empty(), at.field("trusted_cas"), belongs_to_another_mode);
            kerberos(&draft.kerberos, kind, at.field("kerberos"), findings);
            let at = at.field("group_certificate");
            let name = draft.group_certificate.as_deref();
            findings.add_if(filled(name).is_none(), &NO_GROUP_CERTIFICATE, at, no_group_certificate);
            let group_certificate = findings.read(name, at, &fields::TEXT)?;
            Some(DeviceAuthentication::GroupCertificate { group_certificate, check_crl })
        }
        Mode::IdentityCertificate => {
            findings.hidden(hide_group, at.field("group_certificate"), belongs_to_another_mode);
            let kerberos = kerberos(&draft.kerberos, kind, at.field("kerberos"), findings);
            let at = at.field("trusted_cas");
            findings.add_if(draft.trusted_cas.is_empty(), &NO_TRUSTED_CA, at, no_trusted_ca);
            let trusted_cas = findings.read_all(&draft.trusted_cas, limits::CERTIFICATES, at, &fields::TEXT)?;
            Some(DeviceAuthentication::IdentityCertificate { trusted_cas, check_crl, kerberos })
        }
    }
}

static MODE: Rule = Rule {
    code: "profile.authentication-mode",
    asks: Text {
        en: "Device authentication is Pass Through with basic auth, a group or identity certificate with certificates, and an identity certificate with Kerberos.",
    },
    remedy: Text { en: "Choose a mode of device authentication that the kind of the profile has." },
    ..Rule::ivanti_guide(source::AUTHENTICATION)
};

static GROUP_WITH_KERBEROS: Rule = Rule {
    code: "profile.group-certificate-with-kerberos",
    asks: Text { en: "A group certificate is not combined with Kerberos." },
    remedy: Text { en: "Choose identity certificates, or a profile with certificates." },
    ..Rule::ivanti_guide(source::OVERVIEW)
};

/// Only the kind with certificates has a choice.
fn mode(draft: &DeviceAuthenticationDraft, kind: Option<Kind>, at: At<'_>, findings: &mut Findings) -> Option<Mode> {
    let modes = [Mode::PassThrough, Mode::GroupCertificate, Mode::IdentityCertificate];
    let chosen = findings.choice(draft.mode.as_deref(), at, modes, Mode::as_str);
    let is_empty = filled(draft.mode.as_deref()).is_none();
    match (kind?, chosen) {
        (Kind::ActiveSyncBasic, None) if is_empty => Some(Mode::PassThrough),
        (Kind::Kerberos, None) if is_empty => Some(Mode::IdentityCertificate),
        (Kind::Certificates, None) => {
            findings.add_if(is_empty, &MODE, at, no_mode);
            None
        }
        (_, None) => None,
        (Kind::ActiveSyncBasic, Some(Mode::PassThrough))
        | (Kind::Kerberos, Some(Mode::IdentityCertificate))
        | (Kind::Certificates, Some(Mode::GroupCertificate | Mode::IdentityCertificate)) => chosen,
        (Kind::Kerberos, Some(Mode::GroupCertificate)) => {
            findings.add(&GROUP_WITH_KERBEROS, at, kerberos_needs_users());
            chosen
        }
        (kind, Some(mode)) => {
            findings.add(&MODE, at, not_of_this_kind(kind.label(), mode.as_str()));
            chosen
        }
    }
}

static NO_GROUP_CERTIFICATE: Rule = Rule {
    code: "profile.no-group-certificate",
    asks: Text { en: "Authentication by a group certificate has one that is trusted." },
    remedy: Text { en: "Choose a group certificate, or upload one." },
    ..Rule::ivanti_guide(source::OVERVIEW)
};

static NO_TRUSTED_CA: Rule = Rule {
    code: "profile.no-trusted-ca",
    severity: Severity::Warning,
    asks: Text { en: "Identity certificates are issued by a root that is trusted." },
    remedy: Text { en: "Name the CA certificates that issue the identity certificates." },
    ..Rule::ivanti_guide(source::OVERVIEW)
};

/// What only the kind with Kerberos has.
fn kerberos(
    draft: &KerberosDraft,
    kind: Option<Kind>,
    at: At<'_>,
    findings: &mut Findings,
) -> Option<KerberosSettings> {
    if kind != Some(Kind::Kerberos) {
        findings.hidden(*draft != KerberosDraft::default(), at, belongs_to_kerberos);
        return None;
    }
    let user_upn = draft.user_upn.as_deref();
    Some(KerberosSettings {
        realm: findings.read(draft.realm.as_deref(), at.field("realm"), &fields::TEXT),
        service_principal: findings.read(
            draft.service_principal.as_deref(),
            at.field("service_principal"),
            &fields::TEXT,
        ),
        kdc: findings.read(draft.kdc.as_deref(), at.field("kdc"), &fields::HOST),
        user_upn: findings.choice(user_upn, at.field("user_upn"), UpnField::ALL, UpnField::as_str),
    })
}

impl Mode {
    fn as_str(self) -> &'static str {
        match self {
            Self::PassThrough => "pass_through",
            Self::GroupCertificate => "group_certificate",
            Self::IdentityCertificate => "identity_certificate",
        }
    }
}

//! The rows of device authentication, and what its findings are about.

use crate::Certificate;
use crate::message::Text;
use crate::path::candidate::subject_of;
use crate::report::{Rule, Severity, Subject};

pub(super) const RULES: &[&Rule] = &[
    &NO_CERTIFICATE,
    &TOO_MANY_CERTIFICATES,
    &NOT_FOR_APP_TUNNEL,
    &NOT_VERSION_3,
    &NOT_TRUSTED,
    &NOT_A_CA,
    &REVOKED,
    &REVOCATION_UNKNOWN_REFUSED,
    &REVOCATION_UNKNOWN_ADMITTED,
    &NO_USER,
    &SEVERAL_USERS,
    &ADMIN_BLOCKED,
    &ADMIN_ALLOWED,
    &UNMANAGED_BLOCKED,
    &UNMANAGED_ALLOWED,
    &NEW_BLOCKED,
    &NEW_ALLOWED,
];

const OVERVIEW: &str = "Sentry Guide, Overview of device and server authentication";
const GLOBAL_SETTINGS: &str = "N-MDM Administrator Guide 119, Setting Up AppTunnel, Global Settings";
const UNMANAGED: &str = "N-MDM Administrator Guide 119, Unmanaged Devices";
const UNREACHABLE: &str = "Sentry Guide, New device access when UEM is unreachable";
const MAPPING: &str = "DISA STIG Ivanti MobileIron Sentry 9.x ALG, SV-251028";
/// Of what is written down nowhere.
const DECIDED: &str = "DESIGN.md, Admission";

pub(super) static NO_CERTIFICATE: Rule = Rule {
    code: "admission.no-certificate",
    asks: Text { en: "A device presents a certificate, unless the mode is pass through." },
    remedy: Text {
        en: "Distribute an identity certificate, or the group certificate, to the device with the configuration of the app.",
    },
    ..Rule::ivanti_guide(OVERVIEW)
};
pub(super) static TOO_MANY_CERTIFICATES: Rule = Rule {
    code: "admission.too-many-certificates",
    asks: Text { en: "A device presents no more certificates than stand on the longest path that is looked at." },
    remedy: Text { en: "Have the device present its own certificate and those of its chain." },
    ..Rule::library("Budget::path_length")
};
pub(super) static NOT_FOR_APP_TUNNEL: Rule = Rule {
    code: "admission.pass-through-app-tunnel",
    asks: Text { en: "Pass through is for ActiveSync; AppTunnel needs a device certificate." },
    remedy: Text { en: "Use a profile with certificates or with Kerberos." },
    ..Rule::ivanti_guide(OVERVIEW)
};
pub(super) static NOT_VERSION_3: Rule = Rule {
    code: "admission.not-version-3",
    asks: Text { en: "The certificate of a device is of X.509 version 3." },
    remedy: Text { en: "Have the certificate issued again as version 3." },
    ..Rule::ivanti_guide("N-MDM Administrator Guide 119, Certificate Management")
};
pub(super) static NOT_TRUSTED: Rule = Rule {
    code: "admission.not-trusted",
    asks: Text {
        en: "The certificate of a device is the group certificate, or has a valid path to it or to a trusted root certificate.",
    },
    remedy: Text {
        en: "Give the device a certificate of the CA that the profile trusts, or add the root of the device's certificate to the profile.",
    },
    ..Rule::ivanti_guide(OVERVIEW)
};
pub(super) static NOT_A_CA: Rule = Rule {
    code: "admission.not-a-ca",
    severity: Severity::Warning,
    asks: Text { en: "Every trusted root certificate is a CA certificate; no certificate chains to another." },
    remedy: Text { en: "Replace it by the certificate of the CA that issues the device certificates." },
    ..Rule::library(DECIDED)
};
pub(super) static REVOKED: Rule = Rule {
    code: "admission.revoked",
    asks: Text { en: "With CRLs enabled, no certificate that a device presents is revoked." },
    remedy: Text { en: "Issue a new certificate to the device, if it is still to be let in." },
    ..Rule::ivanti_guide(GLOBAL_SETTINGS)
};
pub(super) static REVOCATION_UNKNOWN_REFUSED: Rule = Rule {
    code: "admission.revocation-unknown-refused",
    asks: Text {
        en: "With CRLs enabled and devices of unknown status kept out, a usable CRL is about every certificate on the path.",
    },
    remedy: Text { en: "See to it that the CA publishes a current CRL where the Sentry can fetch it." },
    ..Rule::library(DECIDED)
};
pub(super) static REVOCATION_UNKNOWN_ADMITTED: Rule = Rule {
    code: "admission.revocation-unknown-admitted",
    severity: Severity::Warning,
    asks: Text {
        en: "With CRLs enabled and devices of unknown status let in, a usable CRL is about every certificate on the path.",
    },
    remedy: Text { en: "See to it that the CA publishes a current CRL where the Sentry can fetch it." },
    ..Rule::library(DECIDED)
};
pub(super) static NO_USER: Rule = Rule {
    code: "admission.no-user",
    asks: Text { en: "With Kerberos, the certificate of a device names the user in the field that the profile maps." },
    remedy: Text { en: "Have the identity certificate issued again with the user's UPN as NT Principal Name." },
    ..Rule::library(MAPPING)
};
pub(super) static SEVERAL_USERS: Rule = Rule {
    code: "admission.several-users",
    asks: Text { en: "With Kerberos, the certificate of a device names one user." },
    remedy: Text { en: "Have the identity certificate issued again with the UPN of one user." },
    ..Rule::library(MAPPING)
};
pub(super) static ADMIN_BLOCKED: Rule = Rule {
    code: "admission.blocked-by-administrator",
    asks: Text { en: "No administrator has blocked the unmanaged device." },
    remedy: Text { en: "Choose Allow for the device on the page Unmanaged Devices, or have it registered." },
    ..Rule::ivanti_guide(UNMANAGED)
};
pub(super) static ADMIN_ALLOWED: Rule = Rule {
    code: "admission.allowed-by-administrator",
    severity: Severity::Info,
    asks: Text { en: "No unmanaged device is let in because an administrator allowed it." },
    remedy: Text { en: "Choose Block for the device on the page Unmanaged Devices, if it is not to be let in." },
    ..Rule::ivanti_guide(UNMANAGED)
};
pub(super) static UNMANAGED_BLOCKED: Rule = Rule {
    code: "admission.unmanaged-blocked",
    asks: Text { en: "A device is managed, or the profile allows unmanaged devices." },
    remedy: Text { en: "Have the device registered, or choose Allow for it on the page Unmanaged Devices." },
    ..Rule::ivanti_guide(GLOBAL_SETTINGS)
};
pub(super) static UNMANAGED_ALLOWED: Rule = Rule {
    code: "admission.unmanaged-allowed",
    severity: Severity::Warning,
    asks: Text { en: "No unmanaged device is let in because the profile allows all of them." },
    remedy: Text {
        en: "Untick \"Allow unmanaged devices to receive email and data\", if unmanaged devices are not to be let in.",
    },
    ..Rule::ivanti_guide(GLOBAL_SETTINGS)
};
pub(super) static NEW_BLOCKED: Rule = Rule {
    code: "admission.new-device-blocked",
    asks: Text { en: "UEM can be reached, or the Sentry has seen the device before, or it allows new devices then." },
    remedy: Text {
        en: "Restore the connection between the Sentry and UEM, or set the Sentry to allow new devices without it.",
    },
    ..Rule::ivanti_guide(UNREACHABLE)
};
pub(super) static NEW_ALLOWED: Rule = Rule {
    code: "admission.new-device-allowed",
    severity: Severity::Warning,
    asks: Text { en: "No device is let in because UEM cannot be reached." },
    remedy: Text {
        en: "Restore the connection between the Sentry and UEM, or set the Sentry to block new devices without it.",
    },
    ..Rule::ivanti_guide(UNREACHABLE)
};

/// A field of the settings or of the attempt.
pub(super) fn field(pointer: &str) -> Subject {
    Subject::Field { pointer: pointer.to_owned() }
}

/// The certificate of the device.
pub(super) fn leaf_subject(leaf: &Certificate) -> Subject {
    subject_of(0, Some(leaf))
}

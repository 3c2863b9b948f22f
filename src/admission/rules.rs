//! The rows of device authentication, and what its findings are about.

use crate::Certificate;
use crate::path::checks::subject_of;
use crate::report::{Basis, Certainty, Rule, Severity, Subject};

pub(super) static RULES: [Rule; 17] = [
    NO_CERTIFICATE,
    TOO_MANY_CERTIFICATES,
    NOT_FOR_APP_TUNNEL,
    NOT_VERSION_3,
    NOT_TRUSTED,
    NOT_A_CA,
    REVOKED,
    REVOCATION_UNKNOWN_REFUSED,
    REVOCATION_UNKNOWN_ADMITTED,
    NO_USER,
    SEVERAL_USERS,
    ADMIN_BLOCKED,
    ADMIN_ALLOWED,
    UNMANAGED_BLOCKED,
    UNMANAGED_ALLOWED,
    NEW_BLOCKED,
    NEW_ALLOWED,
];

const OVERVIEW: &str = "Sentry Guide, Overview of device and server authentication";
const GLOBAL_SETTINGS: &str = "N-MDM Administrator Guide 119, Setting Up AppTunnel, Global AdmissionOptions";
const UNMANAGED: &str = "N-MDM Administrator Guide 119, Unmanaged Devices";
const UNREACHABLE: &str = "Sentry Guide, New device access when UEM is unreachable";
const MAPPING: &str = "DISA STIG Ivanti MobileIron Sentry 9.x ALG, SV-251028";
/// Of what is written down nowhere.
const DECIDED: &str = "DESIGN.md, Device authentication";

macro_rules! rule {
    ($name:ident, $code:literal, $severity:ident, $basis:ident, $certainty:ident, $summary:literal, $remedy:literal, $reference:expr) => {
        pub(super) const $name: Rule = Rule {
            code: $code,
            severity: Severity::$severity,
            basis: Basis::$basis,
            certainty: Certainty::$certainty,
            asks: $crate::message::Text { en: $summary },
            remedy: $crate::message::Text { en: $remedy },
            reference: $reference,
        };
    };
}

rule!(
    NO_CERTIFICATE,
    "device-auth.no-certificate",
    Error,
    IvantiGuide,
    Documented,
    "A device presents a certificate, unless the mode is pass through.",
    "Distribute an identity certificate, or the group certificate, to the device with the configuration of the app.",
    OVERVIEW
);
rule!(
    TOO_MANY_CERTIFICATES,
    "device-auth.too-many-certificates",
    Error,
    Library,
    Decided,
    "A device presents no more certificates than stand on the longest path that is looked at.",
    "Have the device present its own certificate and those of its chain.",
    "Budget::path_length"
);
rule!(
    NOT_FOR_APP_TUNNEL,
    "device-auth.pass-through-app-tunnel",
    Error,
    IvantiGuide,
    Documented,
    "Pass through is for ActiveSync; AppTunnel needs a device certificate.",
    "Use a profile with certificates or with Kerberos.",
    OVERVIEW
);
rule!(
    NOT_VERSION_3,
    "device-auth.not-version-3",
    Error,
    IvantiGuide,
    Documented,
    "The certificate of a device is of X.509 version 3.",
    "Have the certificate issued again as version 3.",
    "N-MDM Administrator Guide 119, Certificate Management"
);
rule!(
    NOT_TRUSTED,
    "device-auth.not-trusted",
    Error,
    IvantiGuide,
    Documented,
    "The certificate of a device is the group certificate, or has a valid path to it or to a trusted root certificate.",
    "Give the device a certificate of the CA that the profile trusts, or add the root of the device's certificate to the profile.",
    OVERVIEW
);
rule!(
    NOT_A_CA,
    "device-auth.not-a-ca",
    Warning,
    Library,
    Decided,
    "Every trusted root certificate is a CA certificate; no certificate chains to another.",
    "Replace it by the certificate of the CA that issues the device certificates.",
    DECIDED
);
rule!(
    REVOKED,
    "device-auth.revoked",
    Error,
    IvantiGuide,
    Documented,
    "With CRLs enabled, no certificate that a device presents is revoked.",
    "Issue a new certificate to the device, if it is still to be let in.",
    GLOBAL_SETTINGS
);
rule!(
    REVOCATION_UNKNOWN_REFUSED,
    "device-auth.revocation-unknown-refused",
    Error,
    Library,
    Decided,
    "With CRLs enabled and devices of unknown status kept out, a usable CRL is about every certificate on the path.",
    "See to it that the CA publishes a current CRL where the Sentry can fetch it.",
    DECIDED
);
rule!(
    REVOCATION_UNKNOWN_ADMITTED,
    "device-auth.revocation-unknown-admitted",
    Warning,
    Library,
    Decided,
    "With CRLs enabled and devices of unknown status let in, a usable CRL is about every certificate on the path.",
    "See to it that the CA publishes a current CRL where the Sentry can fetch it.",
    DECIDED
);
rule!(
    NO_USER,
    "device-auth.no-user",
    Error,
    Library,
    Decided,
    "With Kerberos, the certificate of a device names the user in the field that the profile maps.",
    "Have the identity certificate issued again with the user's UPN as NT Principal Name.",
    MAPPING
);
rule!(
    SEVERAL_USERS,
    "device-auth.several-users",
    Error,
    Library,
    Decided,
    "With Kerberos, the certificate of a device names one user.",
    "Have the identity certificate issued again with the UPN of one user.",
    MAPPING
);
rule!(
    ADMIN_BLOCKED,
    "device-auth.blocked-by-administrator",
    Error,
    IvantiGuide,
    Documented,
    "No administrator has blocked the unmanaged device.",
    "Choose Allow for the device on the page Unmanaged Devices, or have it registered.",
    UNMANAGED
);
rule!(
    ADMIN_ALLOWED,
    "device-auth.allowed-by-administrator",
    Info,
    IvantiGuide,
    Documented,
    "No unmanaged device is let in because an administrator allowed it.",
    "Choose Block for the device on the page Unmanaged Devices, if it is not to be let in.",
    UNMANAGED
);
rule!(
    UNMANAGED_BLOCKED,
    "device-auth.unmanaged-blocked",
    Error,
    IvantiGuide,
    Documented,
    "A device is managed, or the profile allows unmanaged devices.",
    "Have the device registered, or choose Allow for it on the page Unmanaged Devices.",
    GLOBAL_SETTINGS
);
rule!(
    UNMANAGED_ALLOWED,
    "device-auth.unmanaged-allowed",
    Warning,
    IvantiGuide,
    Documented,
    "No unmanaged device is let in because the profile allows all of them.",
    "Untick \"Allow unmanaged devices to receive email and data\", if unmanaged devices are not to be let in.",
    GLOBAL_SETTINGS
);
rule!(
    NEW_BLOCKED,
    "device-auth.new-device-blocked",
    Error,
    IvantiGuide,
    Documented,
    "UEM can be reached, or the Sentry has seen the device before, or it allows new devices then.",
    "Restore the connection between the Sentry and UEM, or set the Sentry to allow new devices without it.",
    UNREACHABLE
);
rule!(
    NEW_ALLOWED,
    "device-auth.new-device-allowed",
    Warning,
    IvantiGuide,
    Documented,
    "No device is let in because UEM cannot be reached.",
    "Restore the connection between the Sentry and UEM, or set the Sentry to block new devices without it.",
    UNREACHABLE
);

/// A field of the settings or of the attempt.
pub(super) fn field(pointer: &str) -> Subject {
    Subject::Field { pointer: pointer.to_owned() }
}

/// The certificate of the device.
pub(super) fn leaf_subject(leaf: &Certificate) -> Subject {
    subject_of(0, Some(leaf))
}

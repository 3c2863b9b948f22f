//! What can happen to a pair of certificates, one row each.

use crate::message::Text;
use crate::report::{Certainty, Rule, Severity};

pub(super) const RULES: &[&Rule] =
    &[&OUTAGE, &EXPIRES, &CRL_ENDS, &BECOMES_VALID, &SWITCH, &TAKES_OVER, &RECOVERY, &NOTICE, &RENEWAL_LIMIT];

pub(super) static OUTAGE: Rule = Rule {
    code: "forecast.outage",
    asks: Text { en: "Devices go on accepting what the Sentry shows." },
    remedy: Text {
        en: "Before that date, upload a certificate that is valid for longer, with its whole chain, and select it.",
    },
    ..Rule::library(
        "DESIGN.md, The second certificate; apple-oss-distributions/Security, SecPolicyCheckTemporalValidity",
    )
};

pub(super) static EXPIRES: Rule = Rule {
    code: "forecast.expires",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    asks: Text { en: "No certificate that the Sentry shows, and none on the path of a device, expires." },
    remedy: Text { en: "Renew the certificate before that date; a new root must be on every device by then." },
    ..Rule::library("RFC 5280 section 4.1.2.5")
};

pub(super) static CRL_ENDS: Rule = Rule {
    code: "forecast.crl-ends",
    severity: Severity::Warning,
    asks: Text { en: "A CRL is followed by a newer one before its next update is due." },
    remedy: Text { en: "See to it that the CA publishes a new CRL before that date." },
    ..Rule::rfc5280("RFC 5280 section 5.1.2.5")
};

pub(super) static BECOMES_VALID: Rule = Rule {
    code: "forecast.becomes-valid",
    severity: Severity::Info,
    certainty: Certainty::Certain,
    asks: Text {
        en: "Every certificate that the Sentry shows, and every one on the path of a device, is valid already.",
    },
    remedy: Text { en: "Nothing needs to be done." },
    ..Rule::library("RFC 5280 section 4.1.2.5")
};

pub(super) static SWITCH: Rule = Rule {
    code: "forecast.switch",
    severity: Severity::Info,
    asks: Text {
        en: "The primary certificate is shown as long as it is valid; then the Sentry switches to the second one.",
    },
    remedy: Text {
        en: "Afterwards select the second certificate as the primary one, and add a new second certificate.",
    },
    ..Rule::ivanti_guide("N-MDM Administrator Guide 119, Setting Up AppTunnel")
};

pub(super) static TAKES_OVER: Rule = Rule {
    code: "forecast.takes-over",
    severity: Severity::Info,
    asks: Text {
        en: "The primary certificate is valid already, and shown; from when a Sentry shows it is documented nowhere.",
    },
    remedy: Text { en: "Select the certificate that is valid now as the primary one until then." },
    ..Rule::library("DESIGN.md, The second certificate")
};

pub(super) static RECOVERY: Rule = Rule {
    code: "forecast.recovery",
    severity: Severity::Info,
    asks: Text { en: "Devices have accepted what the Sentry shows all the time." },
    remedy: Text { en: "Nothing needs to be done." },
    ..Rule::library(
        "DESIGN.md, The second certificate; apple-oss-distributions/Security, SecPolicyCheckTemporalValidity",
    )
};

pub(super) static NOTICE: Rule = Rule {
    code: "forecast.notice",
    severity: Severity::Info,
    asks: Text { en: "The certificate has more days left than at any step of the schedule of notices." },
    remedy: Text { en: "Have a new certificate issued, and add it as the second certificate." },
    ..Rule::library("Notices::days_before")
};

pub(super) static RENEWAL_LIMIT: Rule = Rule {
    code: "forecast.renewal-limit",
    severity: Severity::Info,
    asks: Text {
        en: "A public certificate can be issued again for as long as before; no device is known to enforce the newer steps.",
    },
    remedy: Text { en: "Plan to renew the certificate more often." },
    ..Rule::apple_document("CA/B Forum ballot SC-081v3; https://support.apple.com/102028")
};

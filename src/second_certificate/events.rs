//! What can happen to a pair of certificates, one row each.

use chrono::{DateTime, Utc};

use super::pair::Slot;
use crate::message::{Days, Text, message};
use crate::report::{Certainty, OsStatus, Rule, Severity};

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

message! {
    pub(super) fn refused(shown: Slot, error: &OsStatus) {
        en: "Devices can no longer connect: the device's error for the {shown} is {error}.",
    }
    pub(super) fn refused_without_error(shown: Slot) {
        en: "Devices can no longer connect: they refuse the {shown}.",
    }
    pub(super) fn neither_valid() {
        en: "Devices can no longer connect: neither certificate is valid.",
    }
}

pub(super) static EXPIRES: Rule = Rule {
    code: "forecast.expires",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    asks: Text { en: "No certificate that the Sentry shows, and none on the path of a device, expires." },
    remedy: Text { en: "Renew the certificate before that date; a new root must be on every device by then." },
    ..Rule::library("RFC 5280 section 4.1.2.5")
};

message! {
    pub(super) fn expired(slot: Slot, name: String) {
        en: "The {slot}, {name}, has expired.",
    }
    pub(super) fn expired_above(slot: Slot, name: String) {
        en: "A certificate above the {slot}, {name}, has expired.",
    }
}

pub(super) static CRL_ENDS: Rule = Rule {
    code: "forecast.crl-ends",
    severity: Severity::Warning,
    asks: Text { en: "A CRL is followed by a newer one before its next update is due." },
    remedy: Text { en: "See to it that the CA publishes a new CRL before that date." },
    ..Rule::rfc5280("RFC 5280 section 5.1.2.5")
};

message! {
    pub(super) fn crl_ended(issuer: String, next_update: DateTime<Utc>) {
        en: "The next update of the CRL of {issuer} was due on {next_update}.",
    }
}

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

message! {
    pub(super) fn valid(slot: Slot, name: String) {
        en: "The {slot}, {name}, becomes valid.",
    }
    pub(super) fn valid_above(slot: Slot, name: String) {
        en: "A certificate above the {slot}, {name}, becomes valid.",
    }
}

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

message! {
    /// Of [`SWITCH`] too.
    pub(super) fn shows(slot: Slot) {
        en: "From then on the Sentry shows the {slot}.",
    }
}

pub(super) static RECOVERY: Rule = Rule {
    code: "forecast.recovery",
    severity: Severity::Info,
    asks: Text { en: "Devices have accepted what the Sentry shows all the time." },
    remedy: Text { en: "Nothing needs to be done." },
    ..Rule::library(
        "DESIGN.md, The second certificate; apple-oss-distributions/Security, SecPolicyCheckTemporalValidity",
    )
};

message! {
    pub(super) fn accepted(shown: Slot) {
        en: "Devices can connect again: they accept the {shown}.",
    }
}

pub(super) static NOTICE: Rule = Rule {
    code: "forecast.notice",
    severity: Severity::Info,
    asks: Text { en: "The certificate has more days left than at any step of the schedule of notices." },
    remedy: Text { en: "Have a new certificate issued, and add it as the second certificate." },
    ..Rule::library("Notices::days_before")
};

message! {
    pub(super) fn expires(slot: Slot, name: String, on: Option<DateTime<Utc>>, left: Days) {
        en: "The {slot}, {name}, expires on {on}, in {left}.",
    }
    pub(super) fn has_expired(slot: Slot, name: String, on: Option<DateTime<Utc>>) {
        en: "The {slot}, {name}, expired on {on}.",
    }
}

pub(super) static RENEWAL_LIMIT: Rule = Rule {
    code: "forecast.renewal-limit",
    severity: Severity::Info,
    asks: Text {
        en: "A public certificate can be issued again for as long as before; no device is known to enforce the newer steps.",
    },
    remedy: Text { en: "Plan to renew the certificate more often." },
    ..Rule::apple_document("CA/B Forum ballot SC-081v3; https://support.apple.com/102028")
};

message! {
    pub(super) fn limited(from: DateTime<Utc>, limit: Days, slot: Slot, name: String, period: Days) {
        en: "From {from} on a public certificate may be issued for {limit} at most; the {slot}, {name}, is valid for {period}.",
    }
}

//! The check of the second certificate against the primary.

use chrono::{DateTime, TimeDelta, Utc};

use super::active::{ActiveReason, Period};
use super::names::not_covered;
use super::pair::{BeforePrimary, CertificatePair, Slot};
use crate::device::ServedChain;
use crate::message::Text;
use crate::printable::instant;
use crate::report::{Finding, Rule, Severity, Subject};
use crate::tls::{self, Selection};

pub(super) const RULES: &[&Rule] = &[
    &NONE_VALID,
    &MISSING,
    &EXPIRED,
    &NOT_YET_VALID,
    &EXPIRES_NO_LATER,
    &COVERAGE_GAP,
    &SAME,
    &HOST_NOT_COVERED,
    &NAMES_NOT_COVERED,
    &KEY_WITHOUT_SUITE,
    &PRIMARY_NOT_YET_VALID,
    &SWITCHED,
    &NO_FURTHER,
];

/// Of what is written down nowhere.
const DECIDED: &str = "DESIGN.md, The second certificate";

static NONE_VALID: Rule = Rule {
    code: "second-certificate.none-valid",
    asks: Text { en: "The primary certificate or the second one is valid." },
    remedy: Text { en: "Upload a certificate that is valid now, and select it as the primary certificate." },
    ..Rule::library(DECIDED)
};
static MISSING: Rule = Rule {
    code: "second-certificate.missing",
    severity: Severity::Warning,
    asks: Text { en: "There is a second certificate, so that connections go on when the primary one expires." },
    remedy: Text { en: "Upload a certificate that is valid for longer, and add it as the second certificate." },
    ..Rule::library(DECIDED)
};
static EXPIRED: Rule = Rule {
    code: "second-certificate.expired",
    severity: Severity::Warning,
    asks: Text { en: "The second certificate has not expired." },
    remedy: Text { en: "Replace the second certificate by one that is valid for longer than the primary one." },
    ..Rule::library(DECIDED)
};
static NOT_YET_VALID: Rule = Rule {
    code: "second-certificate.not-yet-valid",
    severity: Severity::Info,
    asks: Text { en: "The second certificate is valid already." },
    remedy: Text { en: "Keep the primary certificate until the second one is valid." },
    ..Rule::library(DECIDED)
};
static EXPIRES_NO_LATER: Rule = Rule {
    code: "second-certificate.expires-no-later",
    severity: Severity::Warning,
    asks: Text { en: "The second certificate expires later than the primary one; otherwise it is never shown." },
    remedy: Text { en: "Replace the second certificate by one that is valid for longer than the primary one." },
    ..Rule::library(DECIDED)
};
static COVERAGE_GAP: Rule = Rule {
    code: "second-certificate.coverage-gap",
    severity: Severity::Warning,
    asks: Text { en: "The second certificate is valid from the moment at which the primary one expires, or earlier." },
    remedy: Text { en: "Have the second certificate issued again so that it begins before the primary one ends." },
    ..Rule::library(DECIDED)
};
static SAME: Rule = Rule {
    code: "second-certificate.same",
    severity: Severity::Warning,
    asks: Text { en: "The second certificate is another certificate than the primary one." },
    remedy: Text { en: "Add a certificate that is valid for longer as the second certificate." },
    ..Rule::library(DECIDED)
};
static HOST_NOT_COVERED: Rule = Rule {
    code: "second-certificate.host-not-covered",
    severity: Severity::Warning,
    asks: Text { en: "The second certificate covers the name by which devices reach the Sentry." },
    remedy: Text {
        en: "Have the second certificate issued again with the external host name among its alternative names.",
    },
    ..Rule::library(DECIDED)
};
static NAMES_NOT_COVERED: Rule = Rule {
    code: "second-certificate.names-not-covered",
    severity: Severity::Warning,
    asks: Text { en: "The second certificate covers every name that the primary one covers." },
    remedy: Text { en: "Have the second certificate issued again with the names of the primary one." },
    ..Rule::library(DECIDED)
};
static KEY_WITHOUT_SUITE: Rule = Rule {
    code: "second-certificate.key-without-suite",
    severity: Severity::Warning,
    asks: Text {
        en: "Below TLS 1.3, at least one usable cipher suite is for the kind of key that the second certificate has.",
    },
    remedy: Text { en: "Select a cipher suite for this kind of key, or use a second certificate with another." },
    ..Rule::library(DECIDED)
};
static PRIMARY_NOT_YET_VALID: Rule = Rule {
    code: "second-certificate.primary-not-yet-valid",
    severity: Severity::Warning,
    asks: Text { en: "The primary certificate is valid already; what a Sentry shows before is documented nowhere." },
    remedy: Text {
        en: "Select the certificate that is valid now as the primary one, and add the other as the second.",
    },
    ..Rule::library(DECIDED)
};
static SWITCHED: Rule = Rule {
    code: "second-certificate.switched",
    severity: Severity::Info,
    asks: Text { en: "The primary certificate has not expired; when it does, the Sentry switches to the second one." },
    remedy: Text { en: "Select the second certificate as the primary one, and add a new second certificate." },
    ..Rule::ivanti_guide("N-MDM Administrator Guide 119, Setting Up AppTunnel")
};
static NO_FURTHER: Rule = Rule {
    code: "second-certificate.no-further",
    severity: Severity::Warning,
    asks: Text { en: "Behind the certificate that the Sentry shows there is another one." },
    remedy: Text { en: "Select the second certificate as the primary one, and add a new second certificate." },
    ..Rule::library(DECIDED)
};

impl CertificatePair {
    /// Checks the pair at one instant: what the Sentry shows, and the reserve against the primary.
    ///
    /// Each of the two is held to the [upload check](crate::upload::check) by the caller; here is only what regards both.
    /// `selection` is what is selected for connections from devices, `None` if that is not known. `pointer` is the JSON
    /// pointer (RFC 6901) to the pair, to which findings add `/primary` or `/reserve`. The most severe finding comes first.
    ///
    /// ```
    /// use apptunnel::Bundle;
    /// use apptunnel::device::ServedChain;
    /// use apptunnel::second_certificate::{CertificatePair, DeviceOptions};
    ///
    /// let open = |file| {
    ///     let bundle = Bundle::open(&std::fs::read(file).unwrap(), Some("sentry")).unwrap();
    ///     ServedChain::new(bundle.certificates()[0].item().clone(), Vec::new())
    /// };
    /// let mut pair = CertificatePair::new(open("examples/files/good.p12"), DeviceOptions::default());
    /// pair.reserve = Some(open("examples/files/expired.p12"));
    /// let findings = pair.check(None, "2026-06-01T00:00:00Z".parse().unwrap(), "/certificates");
    /// assert_eq!(findings[0].code, "second-certificate.expired");
    /// ```
    pub fn check(&self, selection: Option<&Selection>, at: DateTime<Utc>, pointer: &str) -> Vec<Finding> {
        let subject = |slot: Slot| Subject::Field { pointer: format!("{pointer}{}", slot.pointer()) };
        let mut findings = self.now(at, &subject);
        if let Some(reserve) = &self.reserve {
            let of_reserve = self.reserve_now(reserve, at).into_iter().chain(self.reserve_always(reserve, selection));
            findings.extend(of_reserve.map(|(rule, message)| rule.finding(subject(Slot::Reserve), message)));
        }
        findings.sort_by_key(|finding| finding.severity);
        findings
    }

    /// What the decision table says of the instant.
    fn now(&self, at: DateTime<Utc>, subject: &impl Fn(Slot) -> Subject) -> Vec<Finding> {
        let ended = instant(self.primary.leaf.not_after());
        let begins = instant(self.primary.leaf.not_before());
        let reserve = self.reserve.as_ref().map(|reserve| &reserve.leaf);
        let reserve_begins = || instant(reserve.and_then(|reserve| reserve.not_before()));
        let reserve_ends = || instant(reserve.and_then(|reserve| reserve.not_after()));
        let none_valid = |message: String| vec![NONE_VALID.finding(subject(Slot::Primary), message)];
        match self.active_certificate(at).reason {
            ActiveReason::PrimaryValid if reserve.is_none() => {
                let message = format!("There is no second certificate, and the primary one expires on {ended}.");
                vec![MISSING.finding(subject(Slot::Reserve), message)]
            }
            ActiveReason::PrimaryValid => Vec::new(),
            ActiveReason::PrimaryExpired => {
                let ends = reserve_ends();
                let switched =
                    format!("The primary certificate expired on {ended}; the Sentry has switched to the second one.");
                let no_further =
                    format!("The Sentry shows the second certificate, and no other follows when it expires on {ends}.");
                vec![
                    SWITCHED.finding(subject(Slot::Primary), switched),
                    NO_FURTHER.finding(subject(Slot::Reserve), no_further),
                ]
            }
            ActiveReason::NoReserve => none_valid(format!(
                "No certificate is valid: the primary one expired on {ended}, and there is no second one."
            )),
            ActiveReason::BothExpired => none_valid(format!(
                "No certificate is valid: the primary one expired on {ended}, the second one on {}.",
                reserve_ends()
            )),
            ActiveReason::CoverageGap => none_valid(format!(
                "No certificate is valid for {}: the primary one expired on {ended}, and the second one is not valid \
                 before {}.",
                self.coverage_gap().map(length).unwrap_or_default(),
                reserve_begins()
            )),
            ActiveReason::PrimaryNotYetValid => {
                let shown = match self.before_primary {
                    BeforePrimary::Primary => "primary",
                    BeforePrimary::Reserve => "second",
                };
                let message = format!(
                    "The primary certificate is not valid before {begins}; it is assumed that the Sentry shows the {shown} \
                     one until then."
                );
                vec![PRIMARY_NOT_YET_VALID.finding(subject(Slot::Primary), message)]
            }
            ActiveReason::NoneYetValid => none_valid(format!(
                "No certificate is valid: the primary one is not valid before {begins}, and no second one is valid now."
            )),
        }
    }

    /// What is wrong with the reserve while the primary is valid, or is yet to be.
    fn reserve_now(&self, reserve: &ServedChain, at: DateTime<Utc>) -> Vec<(&'static Rule, String)> {
        let (leaf, primary) = (&reserve.leaf, &self.primary.leaf);
        if leaf == primary || Period::of(primary, at) == Period::Expired {
            return Vec::new();
        }
        let (begins, ends) = (instant(leaf.not_before()), instant(leaf.not_after()));
        let primary_ends = instant(primary.not_after());
        let period = Period::of(leaf, at);
        let mut breaches = Vec::new();
        if period == Period::Expired {
            breaches.push((&EXPIRED, format!("The second certificate expired on {ends}.")));
        } else if leaf.not_after() <= primary.not_after() {
            let message = format!(
                "The second certificate expires on {ends}, no later than the primary one on {primary_ends}, and is \
                 useless as a reserve."
            );
            breaches.push((&EXPIRES_NO_LATER, message));
        }
        if let Some(gap) = self.coverage_gap() {
            let message = format!(
                "No certificate is valid for {}: the primary one expires on {primary_ends}, and the second one is not \
                 valid before {begins}.",
                length(gap)
            );
            breaches.push((&COVERAGE_GAP, message));
        }
        if period == Period::NotYetValid {
            breaches.push((&NOT_YET_VALID, format!("The second certificate is not valid before {begins}.")));
        }
        breaches
    }

    /// What is wrong with the reserve at any time.
    fn reserve_always(&self, reserve: &ServedChain, selection: Option<&Selection>) -> Vec<(&'static Rule, String)> {
        let (leaf, primary) = (&reserve.leaf, &self.primary.leaf);
        if leaf == primary {
            return vec![(&SAME, "The second certificate is the primary one.".to_owned())];
        }
        let mut breaches = Vec::new();
        if let Some(host) = self.devices.server_name.as_ref().filter(|host| !host.is_covered_by(leaf)) {
            breaches.push((&HOST_NOT_COVERED, format!("The second certificate does not cover {host}.")));
        }
        let missing = not_covered(primary, leaf);
        if !missing.is_empty() {
            let message = format!(
                "The second certificate does not cover these names of the primary one: {}.",
                missing.join(", ")
            );
            breaches.push((&NAMES_NOT_COVERED, message));
        }
        let of_key = |selection| tls::check(selection, Some(&leaf.key_type()), "");
        if selection.is_some_and(|it| of_key(it).iter().any(|finding| finding.code == "tls.key-without-suite")) {
            let message = format!(
                "None of the selected cipher suites below TLS 1.3 is for the {} key of the second certificate.",
                leaf.key_type()
            );
            breaches.push((&KEY_WITHOUT_SUITE, message));
        }
        breaches
    }
}

/// `2 days and 300 seconds`.
fn length(span: TimeDelta) -> String {
    let days = span.num_days();
    let seconds = span.num_seconds() - days * 86_400;
    let count = |number: i64, unit: &str| format!("{number} {unit}{}", if number == 1 { "" } else { "s" });
    match (days, seconds) {
        (0, seconds) => count(seconds, "second"),
        (days, 0) => count(days, "day"),
        (days, seconds) => format!("{} and {}", count(days, "day"), count(seconds, "second")),
    }
}

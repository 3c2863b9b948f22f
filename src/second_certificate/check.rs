//! The check of the second certificate against the primary.

use chrono::{DateTime, Utc};

use super::active::{ActiveReason, Period};
use super::names::not_covered;
use super::pair::{BeforePrimary, CertificatePair, Slot};
use crate::certificate::KeyType;
use crate::device::ServedChain;
use crate::message::{Message, Seconds, Text, message};
use crate::report::{Finding, Rule, Severity, Subject};
use crate::tls::{self, Selection};
use crate::{Certificate, ServerName};

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

message! {
    fn none_valid_without_second(ended: Option<DateTime<Utc>>) {
        en: "No certificate is valid: the primary one expired on {ended}, and there is no second one.",
    }
    fn both_expired(primary: Option<DateTime<Utc>>, second: Option<DateTime<Utc>>) {
        en: "No certificate is valid: the primary one expired on {primary}, the second one on {second}.",
    }
    fn none_valid_between(gap: Seconds, ended: Option<DateTime<Utc>>, begins: Option<DateTime<Utc>>) {
        en: "No certificate is valid for {gap}: the primary one expired on {ended}, and the second one is not valid before {begins}.",
    }
    fn none_yet_valid(begins: Option<DateTime<Utc>>) {
        en: "No certificate is valid: the primary one is not valid before {begins}, and no second one is valid now.",
    }
}

static MISSING: Rule = Rule {
    code: "second-certificate.missing",
    severity: Severity::Warning,
    asks: Text { en: "There is a second certificate, so that connections go on when the primary one expires." },
    remedy: Text { en: "Upload a certificate that is valid for longer, and add it as the second certificate." },
    ..Rule::library(DECIDED)
};

message! {
    fn no_second(ends: Option<DateTime<Utc>>) {
        en: "There is no second certificate, and the primary one expires on {ends}.",
    }
}

static EXPIRED: Rule = Rule {
    code: "second-certificate.expired",
    severity: Severity::Warning,
    asks: Text { en: "The second certificate has not expired." },
    remedy: Text { en: "Replace the second certificate by one that is valid for longer than the primary one." },
    ..Rule::library(DECIDED)
};

message! {
    fn second_expired(on: Option<DateTime<Utc>>) {
        en: "The second certificate expired on {on}.",
    }
}

static NOT_YET_VALID: Rule = Rule {
    code: "second-certificate.not-yet-valid",
    severity: Severity::Info,
    asks: Text { en: "The second certificate is valid already." },
    remedy: Text { en: "Keep the primary certificate until the second one is valid." },
    ..Rule::library(DECIDED)
};

message! {
    fn second_not_yet_valid(begins: Option<DateTime<Utc>>) {
        en: "The second certificate is not valid before {begins}.",
    }
}

static EXPIRES_NO_LATER: Rule = Rule {
    code: "second-certificate.expires-no-later",
    severity: Severity::Warning,
    asks: Text { en: "The second certificate expires later than the primary one; otherwise it is never shown." },
    remedy: Text { en: "Replace the second certificate by one that is valid for longer than the primary one." },
    ..Rule::library(DECIDED)
};

message! {
    fn useless(ends: Option<DateTime<Utc>>, primary_ends: Option<DateTime<Utc>>) {
        en: "The second certificate expires on {ends}, no later than the primary one on {primary_ends}, and is useless as a reserve.",
    }
}

static COVERAGE_GAP: Rule = Rule {
    code: "second-certificate.coverage-gap",
    severity: Severity::Warning,
    asks: Text { en: "The second certificate is valid from the moment at which the primary one expires, or earlier." },
    remedy: Text { en: "Have the second certificate issued again so that it begins before the primary one ends." },
    ..Rule::library(DECIDED)
};

message! {
    fn none_will_be_valid(gap: Seconds, ends: Option<DateTime<Utc>>, begins: Option<DateTime<Utc>>) {
        en: "No certificate is valid for {gap}: the primary one expires on {ends}, and the second one is not valid before {begins}.",
    }
}

static SAME: Rule = Rule {
    code: "second-certificate.same",
    severity: Severity::Warning,
    asks: Text { en: "The second certificate is another certificate than the primary one." },
    remedy: Text { en: "Add a certificate that is valid for longer as the second certificate." },
    ..Rule::library(DECIDED)
};

message! {
    fn is_primary() {
        en: "The second certificate is the primary one.",
    }
}

static HOST_NOT_COVERED: Rule = Rule {
    code: "second-certificate.host-not-covered",
    severity: Severity::Warning,
    asks: Text { en: "The second certificate covers the name by which devices reach the Sentry." },
    remedy: Text {
        en: "Have the second certificate issued again with the external host name among its alternative names.",
    },
    ..Rule::library(DECIDED)
};

message! {
    fn does_not_cover(host: &ServerName) {
        en: "The second certificate does not cover {host}.",
    }
}

static NAMES_NOT_COVERED: Rule = Rule {
    code: "second-certificate.names-not-covered",
    severity: Severity::Warning,
    asks: Text { en: "The second certificate covers every name that the primary one covers." },
    remedy: Text { en: "Have the second certificate issued again with the names of the primary one." },
    ..Rule::library(DECIDED)
};

message! {
    fn does_not_cover_names(names: Vec<String>) {
        en: "The second certificate does not cover these names of the primary one: {names}.",
    }
}

static KEY_WITHOUT_SUITE: Rule = Rule {
    code: "second-certificate.key-without-suite",
    severity: Severity::Warning,
    asks: Text {
        en: "Below TLS 1.3, at least one usable cipher suite is for the kind of key that the second certificate has.",
    },
    remedy: Text { en: "Select a cipher suite for this kind of key, or use a second certificate with another." },
    ..Rule::library(DECIDED)
};

message! {
    fn no_suite_for_key(key: &KeyType) {
        en: "None of the selected cipher suites below TLS 1.3 is for the {key} key of the second certificate.",
    }
}

static PRIMARY_NOT_YET_VALID: Rule = Rule {
    code: "second-certificate.primary-not-yet-valid",
    severity: Severity::Warning,
    asks: Text { en: "The primary certificate is valid already; what a Sentry shows before is documented nowhere." },
    remedy: Text {
        en: "Select the certificate that is valid now as the primary one, and add the other as the second.",
    },
    ..Rule::library(DECIDED)
};

message! {
    fn primary_shown_before(begins: Option<DateTime<Utc>>) {
        en: "The primary certificate is not valid before {begins}; it is assumed that the Sentry shows the primary one until then.",
    }
    fn second_shown_before(begins: Option<DateTime<Utc>>) {
        en: "The primary certificate is not valid before {begins}; it is assumed that the Sentry shows the second one until then.",
    }
}

static SWITCHED: Rule = Rule {
    code: "second-certificate.switched",
    severity: Severity::Info,
    asks: Text { en: "The primary certificate has not expired; when it does, the Sentry switches to the second one." },
    remedy: Text { en: "Select the second certificate as the primary one, and add a new second certificate." },
    ..Rule::ivanti_guide("N-MDM Administrator Guide 119, Setting Up AppTunnel")
};

message! {
    fn switched(on: Option<DateTime<Utc>>) {
        en: "The primary certificate expired on {on}; the Sentry has switched to the second one.",
    }
}

static NO_FURTHER: Rule = Rule {
    code: "second-certificate.no-further",
    severity: Severity::Warning,
    asks: Text { en: "Behind the certificate that the Sentry shows there is another one." },
    remedy: Text { en: "Select the second certificate as the primary one, and add a new second certificate." },
    ..Rule::library(DECIDED)
};

message! {
    fn none_follows(ends: Option<DateTime<Utc>>) {
        en: "The Sentry shows the second certificate, and no other follows when it expires on {ends}.",
    }
}

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
    /// let pair = CertificatePair::new(open("examples/files/good.p12"), DeviceOptions::default())
    ///     .with_reserve(open("examples/files/expired.p12"));
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
        let primary = &self.primary.leaf;
        let reserve = self.reserve.as_ref().map(|reserve| &reserve.leaf);
        let reserve_begins = reserve.and_then(Certificate::not_before);
        let reserve_ends = reserve.and_then(Certificate::not_after);
        let none_valid = |message| vec![NONE_VALID.finding(subject(Slot::Primary), message)];
        match self.active_certificate(at).reason {
            ActiveReason::PrimaryValid if reserve.is_none() => {
                vec![MISSING.finding(subject(Slot::Reserve), no_second(primary.not_after()))]
            }
            ActiveReason::PrimaryValid => Vec::new(),
            ActiveReason::PrimaryExpired => vec![
                SWITCHED.finding(subject(Slot::Primary), switched(primary.not_after())),
                NO_FURTHER.finding(subject(Slot::Reserve), none_follows(reserve_ends)),
            ],
            ActiveReason::NoReserve => none_valid(none_valid_without_second(primary.not_after())),
            ActiveReason::BothExpired => none_valid(both_expired(primary.not_after(), reserve_ends)),
            ActiveReason::CoverageGap => {
                let gap = self.coverage_gap().unwrap_or_default();
                none_valid(none_valid_between(Seconds(gap.num_seconds()), primary.not_after(), reserve_begins))
            }
            ActiveReason::PrimaryNotYetValid => {
                let message = match self.before_primary {
                    BeforePrimary::Primary => primary_shown_before(primary.not_before()),
                    BeforePrimary::Reserve => second_shown_before(primary.not_before()),
                };
                vec![PRIMARY_NOT_YET_VALID.finding(subject(Slot::Primary), message)]
            }
            ActiveReason::NoneYetValid => none_valid(none_yet_valid(primary.not_before())),
        }
    }

    /// What is wrong with the reserve while the primary is valid, or is yet to be.
    fn reserve_now(&self, reserve: &ServedChain, at: DateTime<Utc>) -> Vec<(&'static Rule, Message)> {
        let (leaf, primary) = (&reserve.leaf, &self.primary.leaf);
        if leaf == primary || Period::of(primary, at) == Period::Expired {
            return Vec::new();
        }
        let (begins, ends, primary_ends) = (leaf.not_before(), leaf.not_after(), primary.not_after());
        let period = Period::of(leaf, at);
        let mut breaches: Vec<(&'static Rule, Message)> = Vec::new();
        if period == Period::Expired {
            breaches.push((&EXPIRED, second_expired(ends)));
        } else if ends <= primary_ends {
            breaches.push((&EXPIRES_NO_LATER, useless(ends, primary_ends)));
        }
        if let Some(gap) = self.coverage_gap() {
            breaches.push((&COVERAGE_GAP, none_will_be_valid(Seconds(gap.num_seconds()), primary_ends, begins)));
        }
        if period == Period::NotYetValid {
            breaches.push((&NOT_YET_VALID, second_not_yet_valid(begins)));
        }
        breaches
    }

    /// What is wrong with the reserve at any time.
    fn reserve_always(&self, reserve: &ServedChain, selection: Option<&Selection>) -> Vec<(&'static Rule, Message)> {
        let (leaf, primary) = (&reserve.leaf, &self.primary.leaf);
        if leaf == primary {
            return vec![(&SAME, is_primary())];
        }
        let mut breaches: Vec<(&'static Rule, Message)> = Vec::new();
        if let Some(host) = self.devices.server_name.as_ref().filter(|host| !host.is_covered_by(leaf)) {
            breaches.push((&HOST_NOT_COVERED, does_not_cover(host)));
        }
        let missing = not_covered(primary, leaf);
        if !missing.is_empty() {
            breaches.push((&NAMES_NOT_COVERED, does_not_cover_names(missing)));
        }
        let key = leaf.key_type();
        if selection.is_some_and(|selection| tls::check_key(selection, &key, "").is_some()) {
            breaches.push((&KEY_WITHOUT_SUITE, no_suite_for_key(&key)));
        }
        breaches
    }
}

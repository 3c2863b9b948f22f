//! What happens to a pair of certificates between two instants.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::active::{ActiveReason, expiry};
use super::events::{
    self, BECOMES_VALID, CRL_ENDS, EXPIRES, NOTICE, OUTAGE, RECOVERY, RENEWAL_LIMIT, SWITCH, TAKES_OVER,
};
use super::notices::Notices;
use super::pair::{CertificatePair, Slot};
use super::timeline::{DatedState, State, Timeline, whole_second};
use crate::Certificate;
use crate::device::ServedChain;
use crate::device::trust::VALIDITY_SCHEDULE;
use crate::message::{Days, Message};
use crate::path::Crl;
use crate::report::{Finding, Rule, Subject};

/// What a forecast looks at besides the certificates.
///
/// ```
/// use apptunnel::second_certificate::{Notices, ForecastOptions};
///
/// let options = ForecastOptions::default().with_notices(Notices::default().with_days_before(vec![90]));
/// assert!(options.crls.is_empty());
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ForecastOptions {
    /// When an administrator is notified that a certificate expires.
    pub notices: Notices,
    /// CRLs by which the Sentry checks devices. Devices ask for none, so that the Sentry's own certificates do not depend
    /// on them.
    pub crls: Vec<Crl>,
}

/// What happens between two instants: see [`CertificatePair::forecast`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Forecast {
    /// What happens, by time, the most severe first where it is the same.
    pub events: Vec<Event>,
    /// How far it was looked: the end that was asked for, or the last second before the limit
    /// [`Budget::instants`](crate::Budget::instants) was reached.
    pub until: DateTime<Utc>,
}

/// Something that happens at an instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Event {
    /// The first second at which it is so.
    pub at: DateTime<Utc>,
    /// What changes and what to do. The subject is a JSON pointer into the pair, such as `/primary`, `/reserve/others/1` or
    /// `/anchors/0`, or `/crls/0` into the [`ForecastOptions`].
    pub finding: Finding,
    /// What held the second before.
    pub before: State,
    /// What holds from then on.
    pub after: State,
}

impl ForecastOptions {
    /// The same, with these notices.
    #[must_use]
    pub fn with_notices(self, notices: Notices) -> Self {
        Self { notices, ..self }
    }

    /// The same, for a Sentry that checks devices by these CRLs.
    #[must_use]
    pub fn with_crls(self, crls: Vec<Crl>) -> Self {
        Self { crls, ..self }
    }
}

const DAY: i64 = 86_400;

impl CertificatePair {
    /// What happens after `from` and no later than `until`.
    ///
    /// A date of an intermediate or a root is an event if the certificate is on the path that a device uses. Apple's limits
    /// on validity periods go by the date of issue, so that they change nothing for a certificate that exists; there is an
    /// event if a public certificate could not be renewed for as long.
    ///
    /// The same input gives the same forecast.
    ///
    /// ```
    /// use apptunnel::Bundle;
    /// use apptunnel::device::ServedChain;
    /// use apptunnel::second_certificate::{CertificatePair, DeviceOptions, ForecastOptions};
    ///
    /// let file = std::fs::read("examples/files/good.p12").unwrap();
    /// let bundle = Bundle::open(&file, Some("sentry")).unwrap();
    /// let certificates: Vec<_> = bundle.certificates().iter().map(|it| it.item().clone()).collect();
    /// let primary = ServedChain::new(certificates[0].clone(), certificates[1..].to_vec());
    /// let pair = CertificatePair::new(primary, DeviceOptions::default());
    ///
    /// let (from, until) = ("2026-06-01T00:00:00Z".parse().unwrap(), "2030-01-01T00:00:00Z".parse().unwrap());
    /// let forecast = pair.forecast(from, until, &ForecastOptions::default());
    /// let outage = forecast.events.iter().find(|event| event.finding.code == "forecast.outage").unwrap();
    /// assert_eq!(Some(outage.at), pair.outage_at(from));
    /// println!("{}: {} {}", outage.at, outage.finding.message, outage.finding.remedy);
    /// ```
    pub fn forecast(&self, from: DateTime<Utc>, until: DateTime<Utc>, options: &ForecastOptions) -> Forecast {
        let (states, until) = self.states(from, until);
        let mut events = Vec::new();
        for pair in states.windows(2) {
            let [before, after] = pair else { continue };
            events.extend(self.changes(before, after).into_iter().map(|finding| Event {
                at: after.at,
                finding,
                before: before.state.clone(),
                after: after.state.clone(),
            }));
        }
        let dated = self.notices(&options.notices).chain(ends_of(&options.crls)).chain(self.limits(&states));
        events.extend(dated.filter(|(at, _)| *at > from && *at <= until).filter_map(|(at, finding)| {
            let before = &state_at(&states, at.checked_sub_signed(TimeDelta::seconds(1))?)?.state;
            let after = &state_at(&states, at)?.state;
            Some(Event { at, finding, before: before.clone(), after: after.clone() })
        }));
        events.sort_by(Event::order);
        Forecast { events, until }
    }

    /// The state at `from` and at each date up to `until`, and how far that goes within the budget.
    fn states(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> (Vec<DatedState>, DateTime<Utc>) {
        let timeline = Timeline::new(self);
        let mut states = vec![timeline.state(from)];
        for (count, at) in timeline.instants(from).range(..=until).enumerate() {
            if count >= self.devices.budget.instants {
                return (states, at.checked_sub_signed(TimeDelta::seconds(1)).unwrap_or(from));
            }
            states.push(timeline.state(*at));
        }
        (states, until)
    }

    /// What is different at the second of two states.
    fn changes(&self, before: &DatedState, after: &DatedState) -> Vec<Finding> {
        let mut reported = BTreeSet::new();
        let mut findings = Vec::new();
        for (slot, chain) in self.slots() {
            let on_path = |dated: &DatedState| -> Vec<Certificate> {
                let paths = dated.paths.iter().filter(|path| path.slot == slot);
                paths.flat_map(|path| path.certificates.iter().skip(1).cloned()).collect()
            };
            let mut report = |rule: &'static Rule, certificate: &Certificate, of_leaf: Wording, of_ca: Wording| {
                if reported.insert((rule.code, *certificate.sha256())) {
                    let wording = if chain.leaf == *certificate { of_leaf } else { of_ca };
                    let subject = self.subject(slot, chain, certificate);
                    findings.push(rule.finding(subject, wording(slot, named(certificate))));
                }
            };
            for certificate in std::iter::once(chain.leaf.clone()).chain(on_path(before)) {
                if expiry(&certificate) == Some(after.at) {
                    report(&EXPIRES, &certificate, events::expired, events::expired_above);
                }
            }
            for certificate in std::iter::once(chain.leaf.clone()).chain(on_path(after)) {
                if certificate.not_before() == Some(after.at) {
                    report(&BECOMES_VALID, &certificate, events::valid, events::valid_above);
                }
            }
        }
        findings.extend(consequences(&before.state, &after.state));
        findings
    }

    fn notices<'a>(&'a self, notices: &'a Notices) -> impl Iterator<Item = (DateTime<Utc>, Finding)> + 'a {
        self.slots().flat_map(|(slot, ServedChain { leaf, .. })| {
            notices.of(leaf).into_iter().map(move |notice| {
                let message = match notice.days_left {
                    Some(days) => events::expires(slot, named(leaf), leaf.not_after(), Days(days.into())),
                    None => events::has_expired(slot, named(leaf), leaf.not_after()),
                };
                (notice.at, NOTICE.finding(field(slot.pointer().to_owned()), message))
            })
        })
    }

    /// The dates from which a certificate that is valid then could no longer be issued for as long as it was.
    fn limits<'a>(&'a self, states: &'a [DatedState]) -> impl Iterator<Item = (DateTime<Utc>, Finding)> + 'a {
        VALIDITY_SCHEDULE.iter().filter_map(|(at, days)| Some((DateTime::from_timestamp(*at, 0)?, *days))).flat_map(
            move |(at, limit)| {
                self.slots().filter_map(move |(slot, ServedChain { leaf, .. })| {
                    let dated = state_at(states, at)?;
                    let (begins, ends) = (leaf.not_before()?, leaf.not_after()?);
                    // Both ends count, as in the Baseline Requirements.
                    let period = ends.signed_duration_since(begins).num_seconds().saturating_add(1);
                    let applies = begins < at && at <= ends && period > limit.saturating_mul(DAY);
                    if !applies || !dated.paths.iter().any(|path| path.slot == slot && path.is_public) {
                        return None;
                    }
                    let days = Days(period.saturating_add(DAY - 1).div_euclid(DAY));
                    let message = events::limited(at, Days(limit), slot, named(leaf), days);
                    Some((at, RENEWAL_LIMIT.finding(field(slot.pointer().to_owned()), message)))
                })
            },
        )
    }

    /// Where a certificate on the path of another stands in the pair.
    fn subject(&self, slot: Slot, chain: &ServedChain, certificate: &Certificate) -> Subject {
        let pointer = slot.pointer();
        if chain.leaf == *certificate {
            return field(pointer.to_owned());
        }
        let in_file = chain.others.iter().position(|other| other == certificate);
        let anchor = || self.devices.anchors.iter().position(|anchor| anchor.certificate == *certificate);
        field(match (in_file, anchor()) {
            (Some(place), _) => format!("{pointer}/others/{place}"),
            (None, Some(place)) => format!("/anchors/{place}"),
            (None, None) => pointer.to_owned(),
        })
    }
}

/// Words about a certificate, of the slot that it belongs to and its name.
type Wording = fn(Slot, String) -> Message;

impl Event {
    fn order(&self, other: &Self) -> Ordering {
        let (finding, others) = (&self.finding, &other.finding);
        (self.at, finding.severity, &finding.code, &finding.subject)
            .cmp(&(other.at, others.severity, &others.code, &others.subject))
            .then_with(|| finding.message.order(&others.message))
    }
}

/// What a change means for the devices.
fn consequences(before: &State, after: &State) -> Vec<Finding> {
    let mut findings = Vec::new();
    let subject = |slot: Slot| field(slot.pointer().to_owned());
    if after.active.is_valid && before.active.shown != after.active.shown {
        let (rule, shown) = match after.active.reason {
            ActiveReason::PrimaryExpired => (&SWITCH, Slot::Reserve),
            ActiveReason::PrimaryNotYetValid => (&TAKES_OVER, Slot::Reserve),
            _ => (&TAKES_OVER, Slot::Primary),
        };
        findings.push(rule.finding(subject(shown), events::shows(shown)));
    }
    if before.is_working && !after.is_working {
        let outcome = match after.active.shown {
            Some(Slot::Primary) => Some(&after.primary),
            Some(Slot::Reserve) => after.reserve.as_ref(),
            None => None,
        };
        let message = match (after.active.shown, outcome.and_then(|outcome| outcome.os_status.as_ref())) {
            (Some(slot), Some(error)) => events::refused(slot, error),
            (Some(slot), None) => events::refused_without_error(slot),
            (None, _) => events::neither_valid(),
        };
        findings.push(OUTAGE.finding(subject(after.active.shown.unwrap_or(Slot::Primary)), message));
    }
    if let Some(shown) = after.active.shown.filter(|_| !before.is_working && after.is_working) {
        findings.push(RECOVERY.finding(subject(shown), events::accepted(shown)));
    }
    findings
}

/// The first second at which each CRL is no longer current.
fn ends_of(crls: &[Crl]) -> impl Iterator<Item = (DateTime<Utc>, Finding)> + '_ {
    crls.iter().enumerate().filter_map(|(place, crl)| {
        let next_update = crl.next_update()?;
        let at = next_update.checked_add_signed(TimeDelta::seconds(1))?;
        let message = events::crl_ended(crl.issuer(), next_update);
        Some((at, CRL_ENDS.finding(field(format!("/crls/{place}")), message)))
    })
}

/// The last state no later than that. The first one holds for what is before, as no date lies between.
fn state_at(states: &[DatedState], at: DateTime<Utc>) -> Option<&DatedState> {
    let at = whole_second(at);
    states.iter().rev().find(|dated| dated.at <= at).or(states.first())
}

fn field(pointer: String) -> Subject {
    Subject::Field { pointer }
}

fn named(certificate: &Certificate) -> String {
    let name = certificate.subject_or_names();
    if name.is_empty() { certificate.fingerprint() } else { name }
}

//! What happens to a pair of certificates between two instants.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::active::{ActiveReason, expiry};
use super::events::{BECOMES_VALID, CRL_ENDS, EXPIRES, NOTICE, OUTAGE, RECOVERY, RENEWAL_LIMIT, SWITCH, TAKES_OVER};
use super::notices::Notices;
use super::pair::{CertificatePair, Slot};
use super::timeline::{DevicePath, Moment, State, Timeline, whole_second};
use crate::Certificate;
use crate::device::ServedChain;
use crate::device::trust::VALIDITY_SCHEDULE;
use crate::path::Crl;
use crate::printable::instant;
use crate::report::{Finding, Rule, Subject};

/// What a forecast looks at besides the certificates.
///
/// ```
/// use apptunnel::second_certificate::{Notices, ForecastOptions};
///
/// let outlook = ForecastOptions { notices: Notices { days_before: vec![90], on_expiry: false }, ..ForecastOptions::default() };
/// assert!(outlook.crls.is_empty());
/// ```
#[derive(Clone, Debug, Default)]
pub struct ForecastOptions {
    /// When somebody is told that a certificate expires.
    pub notices: Notices,
    /// CRLs by which the Sentry checks devices. Devices ask for none, so that the Sentry's own certificates do not depend
    /// on them.
    pub crls: Vec<Crl>,
}

/// What happens between two instants: see [`CertificatePair::forecast`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Forecast {
    /// What happens, by time, the most severe first where it is the same.
    pub events: Vec<Event>,
    /// How far it was looked: the end that was asked for, or the last second before the limit
    /// [`Budget::instants`](crate::Budget::instants) was reached.
    pub until: DateTime<Utc>,
}

/// Something that happens at an instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
    pub fn forecast(&self, from: DateTime<Utc>, until: DateTime<Utc>, outlook: &ForecastOptions) -> Forecast {
        let (moments, until) = self.moments(from, until);
        let mut events = Vec::new();
        for pair in moments.windows(2) {
            let [before, after] = pair else { continue };
            events.extend(self.changes(before, after).into_iter().map(|finding| Event {
                at: after.at,
                finding,
                before: before.state.clone(),
                after: after.state.clone(),
            }));
        }
        let dated = self.notices(&outlook.notices).chain(ends_of(&outlook.crls)).chain(self.limits(&moments));
        events.extend(dated.filter(|(at, _)| *at > from && *at <= until).filter_map(|(at, finding)| {
            let before = state_at(&moments, at.checked_sub_signed(TimeDelta::seconds(1))?)?;
            let after = state_at(&moments, at)?;
            Some(Event { at, finding, before: before.clone(), after: after.clone() })
        }));
        events.sort_by(Event::order);
        Forecast { events, until }
    }

    /// The state at `from` and at each date up to `until`, and how far that goes within the budget.
    fn moments(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> (Vec<Moment>, DateTime<Utc>) {
        let timeline = Timeline::new(self);
        let mut moments = vec![timeline.moment(from)];
        for (count, at) in timeline.instants(from).range(..=until).enumerate() {
            if count >= self.devices.budget.instants {
                return (moments, at.checked_sub_signed(TimeDelta::seconds(1)).unwrap_or(from));
            }
            moments.push(timeline.moment(*at));
        }
        (moments, until)
    }

    /// What is different at the second of two moments.
    fn changes(&self, before: &Moment, after: &Moment) -> Vec<Finding> {
        let mut told = BTreeSet::new();
        let mut findings = Vec::new();
        let mut tell = |rule: &'static Rule, slot: Slot, certificate: &Certificate, what: &str| {
            if told.insert((rule.code, *certificate.sha256())) {
                let place = self.place(slot, certificate);
                findings.push(rule.finding(field(place.0), format!("{}, {}, {what}.", place.1, named(certificate))));
            }
        };
        for (slot, certificate) in self.slots() {
            let on_path = |moment: &Moment| -> Vec<Certificate> {
                let paths = moment.paths.iter().filter(|(of, _)| *of == slot);
                paths.flat_map(|(_, path)| path.certificates.iter().skip(1).cloned()).collect()
            };
            for expired in std::iter::once(certificate.leaf.clone()).chain(on_path(before)) {
                if expiry(&expired) == Some(after.at) {
                    tell(&EXPIRES, slot, &expired, "has expired");
                }
            }
            for valid in std::iter::once(certificate.leaf.clone()).chain(on_path(after)) {
                if valid.not_before() == Some(after.at) {
                    tell(&BECOMES_VALID, slot, &valid, "becomes valid");
                }
            }
        }
        findings.extend(consequences(&before.state, &after.state));
        findings
    }

    fn notices<'a>(&'a self, notices: &'a Notices) -> impl Iterator<Item = (DateTime<Utc>, Finding)> + 'a {
        self.slots().flat_map(|(slot, ServedChain { leaf, .. })| {
            notices.of(leaf).into_iter().map(move |(at, days)| {
                let ends = instant(leaf.not_after());
                let what = match days {
                    Some(1) => format!("expires on {ends}, in 1 day"),
                    Some(days) => format!("expires on {ends}, in {days} days"),
                    None => format!("expired on {ends}"),
                };
                (at, NOTICE.finding(field(slot.pointer().to_owned()), format!("The {slot}, {}, {what}.", named(leaf))))
            })
        })
    }

    /// The dates from which a certificate that is valid then could no longer be issued for as long as it was.
    fn limits<'a>(&'a self, moments: &'a [Moment]) -> impl Iterator<Item = (DateTime<Utc>, Finding)> + 'a {
        VALIDITY_SCHEDULE.iter().filter_map(|(at, days)| Some((DateTime::from_timestamp(*at, 0)?, *days))).flat_map(
            move |(at, days)| {
                self.slots().filter_map(move |(slot, ServedChain { leaf, .. })| {
                    let moment = moment_at(moments, at)?;
                    let (begins, ends) = (leaf.not_before()?, leaf.not_after()?);
                    // Both ends count, as in the Baseline Requirements.
                    let period = ends.signed_duration_since(begins).num_seconds().saturating_add(1);
                    let is_public = |(of, path): &(Slot, DevicePath)| *of == slot && path.is_public;
                    let applies = begins < at && at <= ends && period > days.saturating_mul(DAY);
                    if !applies || !moment.paths.iter().any(is_public) {
                        return None;
                    }
                    let message = format!(
                        "From {} on a public certificate may be issued for {days} days at most; the {slot}, {}, is valid \
                         for {} days.",
                        instant(Some(at)),
                        named(leaf),
                        period.saturating_add(DAY - 1).div_euclid(DAY)
                    );
                    Some((at, RENEWAL_LIMIT.finding(field(slot.pointer().to_owned()), message)))
                })
            },
        )
    }

    /// JSON pointer and name of a certificate on the path of another.
    fn place(&self, slot: Slot, certificate: &Certificate) -> (String, String) {
        let of_slot = match slot {
            Slot::Primary => Some(&self.primary),
            Slot::Reserve => self.reserve.as_ref(),
        };
        let pointer = slot.pointer();
        if of_slot.is_some_and(|it| it.leaf == *certificate) {
            return (pointer.to_owned(), format!("The {slot}"));
        }
        let name = format!("A certificate above the {slot}");
        let in_file = of_slot.and_then(|it| it.others.iter().position(|other| other == certificate));
        let anchor = || self.devices.anchors.iter().position(|anchor| anchor.certificate == *certificate);
        match (in_file, anchor()) {
            (Some(place), _) => (format!("{pointer}/others/{place}"), name),
            (None, Some(place)) => (format!("/anchors/{place}"), name),
            (None, None) => (pointer.to_owned(), name),
        }
    }
}

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
    let pointer = |slot: Option<Slot>| field(slot.unwrap_or(Slot::Primary).pointer().to_owned());
    if after.active.is_valid && before.active.shown != after.active.shown {
        let (rule, shown) = match after.active.reason {
            ActiveReason::PrimaryExpired => (&SWITCH, Slot::Reserve),
            ActiveReason::PrimaryNotYetValid => (&TAKES_OVER, Slot::Reserve),
            _ => (&TAKES_OVER, Slot::Primary),
        };
        findings.push(rule.finding(pointer(Some(shown)), format!("From then on the Sentry shows the {shown}.")));
    }
    if before.is_working && !after.is_working {
        let outcome = match after.active.shown {
            Some(Slot::Primary) => Some(&after.primary),
            Some(Slot::Reserve) => after.reserve.as_ref(),
            None => None,
        };
        let why = match (after.active.shown, outcome.and_then(|outcome| outcome.os_status.as_ref())) {
            (Some(slot), Some(status)) => format!("the device's error for the {slot} is {status}"),
            (Some(slot), None) => format!("they refuse the {slot}"),
            (None, _) => "neither certificate is valid".to_owned(),
        };
        let message = format!("Devices can no longer connect: {why}.");
        findings.push(OUTAGE.finding(pointer(after.active.shown), message));
    }
    if !before.is_working && after.is_working {
        let shown = after.active.shown.map(|slot| slot.to_string()).unwrap_or_default();
        let message = format!("Devices can connect again: they accept the {shown}.");
        findings.push(RECOVERY.finding(pointer(after.active.shown), message));
    }
    findings
}

/// The first second at which each CRL is no longer current.
fn ends_of(crls: &[Crl]) -> impl Iterator<Item = (DateTime<Utc>, Finding)> + '_ {
    crls.iter().enumerate().filter_map(|(place, crl)| {
        let next_update = crl.next_update()?;
        let message =
            format!("The next update of the CRL of {} was due on {}.", crl.issuer(), instant(Some(next_update)));
        let at = next_update.checked_add_signed(TimeDelta::seconds(1))?;
        Some((at, CRL_ENDS.finding(field(format!("/crls/{place}")), message)))
    })
}

fn state_at(moments: &[Moment], at: DateTime<Utc>) -> Option<&State> {
    moment_at(moments, at).map(|moment| &moment.state)
}

/// The last moment no later than that. The first one holds for what is before, as no date lies between.
fn moment_at(moments: &[Moment], at: DateTime<Utc>) -> Option<&Moment> {
    let at = whole_second(at);
    moments.iter().rev().find(|moment| moment.at <= at).or(moments.first())
}

fn field(pointer: String) -> Subject {
    Subject::Field { pointer }
}

fn named(certificate: &Certificate) -> String {
    let name = certificate.subject_or_names();
    if name.is_empty() { certificate.fingerprint() } else { name }
}

//! Laws that hold for any dates of the two certificates.
//!
//! The cases are the same in every run. `PROPTEST_CASES` makes more of them.

use apptunnel::device::ServedChain;
use apptunnel::second_certificate::{BeforePrimary, CertificatePair, ForecastOptions, Slot};
use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

use super::fixture::{devices, issuing_until, leaf};
use crate::support::choices::{cases, runner};
use crate::support::pki::{GeneralName, Key};
use crate::support::{HOST, at};

const CASES: u32 = 200;

fn start() -> DateTime<Utc> {
    at("20260101000000")
}

/// Small numbers, so that dates of the two often meet.
fn instants() -> impl Strategy<Value = i64> {
    0_i64..24
}

fn digits(second: i64) -> &'static str {
    let text = (start() + TimeDelta::seconds(second)).format("%Y%m%d%H%M%S").to_string();
    Box::leak(text.into_boxed_str())
}

fn server(key: u32, (begin, end): (i64, i64), issuer_end: i64) -> ServedChain {
    let leaf = leaf(&[GeneralName::dns(HOST)], &Key::p256(key), (digits(begin), digits(end)));
    ServedChain::new(leaf, vec![issuing_until(digits(issuer_end))])
}

fn pairs() -> impl Strategy<Value = CertificatePair> {
    let period = || (instants(), instants());
    let reserve = prop::option::of((period(), instants()));
    (period(), instants(), reserve, any::<bool>()).prop_map(|(primary, issuer_end, reserve, shows_primary)| {
        let mut pair = CertificatePair::new(server(4, primary, issuer_end), devices());
        pair.reserve = reserve.map(|(period, issuer_end)| server(6, period, issuer_end));
        pair.before_primary = if shows_primary { BeforePrimary::Primary } else { BeforePrimary::Reserve };
        pair
    })
}

fn for_each_pair(test: impl Fn(CertificatePair) -> Result<(), TestCaseError>) {
    runner(cases(CASES), 1).run(&pairs(), test).unwrap();
}

fn every_second() -> impl Iterator<Item = DateTime<Utc>> {
    (-2..28).map(|second| start() + TimeDelta::seconds(second))
}

#[test]
fn the_active_certificate_changes_at_transitions_only() {
    for_each_pair(|pair| {
        for now in every_second() {
            let active = pair.active_certificate(now);
            let next = pair.next_transition(now);
            for later in every_second().filter(|later| *later > now) {
                let is_before = next.is_none_or(|next| later < next.at);
                prop_assert!(!is_before || pair.active_certificate(later) == active, "{} to {}", now, later);
            }
            if let Some(next) = next {
                prop_assert!(next.at > now && next.active != active);
                prop_assert_eq!(pair.active_certificate(next.at), next.active);
            }
        }
        Ok(())
    });
}

#[test]
fn what_is_valid_is_shown_and_is_in_its_period() {
    for_each_pair(|pair| {
        for now in every_second() {
            let active = pair.active_certificate(now);
            let shown = match active.shown {
                Some(Slot::Primary) => Some(&pair.primary),
                Some(Slot::Reserve) => pair.reserve.as_ref(),
                None => None,
            };
            prop_assert_eq!(active.is_valid, shown.is_some_and(|shown| shown.leaf.is_valid_at(now)));
            let none_valid = !pair.primary.leaf.is_valid_at(now)
                && !pair.reserve.as_ref().is_some_and(|reserve| reserve.leaf.is_valid_at(now));
            prop_assert!(!none_valid || !active.is_valid);
            let errors =
                pair.check(None, now, "").iter().filter(|it| it.code == "second-certificate.none-valid").count();
            prop_assert_eq!(errors, usize::from(none_valid));
        }
        Ok(())
    });
}

#[test]
fn the_outage_is_the_first_second_at_which_devices_refuse() {
    for_each_pair(|pair| {
        let end = start() + TimeDelta::seconds(40);
        let forecast = pair.forecast(start(), end, &ForecastOptions::default());
        let outage = pair.outage_at(start()).unwrap();
        let starts = forecast.events.iter().filter(|event| event.finding.code == "forecast.outage");
        match starts.map(|event| event.at).next() {
            _ if outage == start() => {}
            first => prop_assert_eq!(first, Some(outage)),
        }
        prop_assert_eq!(pair.outage_at(outage), Some(outage));
        Ok(())
    });
}

#[test]
fn a_forecast_is_the_sum_of_its_parts() {
    for_each_pair(|pair| {
        let (first, last) = (start() - TimeDelta::seconds(2), start() + TimeDelta::seconds(40));
        let whole = pair.forecast(first, last, &ForecastOptions::default());
        prop_assert!(whole.events.is_sorted_by_key(|event| event.at));
        prop_assert!(whole.events.iter().all(|event| first < event.at && event.at <= last));
        for middle in every_second().step_by(5) {
            let mut parts = pair.forecast(first, middle, &ForecastOptions::default()).events;
            parts.extend(pair.forecast(middle, last, &ForecastOptions::default()).events);
            prop_assert_eq!(&parts, &whole.events);
        }
        Ok(())
    });
}

#[test]
fn events_join_up() {
    for_each_pair(|pair| {
        let forecast = pair.forecast(start(), start() + TimeDelta::seconds(40), &ForecastOptions::default());
        for events in forecast.events.windows(2) {
            if events[0].at == events[1].at {
                prop_assert_eq!(&events[0].before, &events[1].before);
                prop_assert_eq!(&events[0].after, &events[1].after);
            } else {
                prop_assert_eq!(events[0].after.active, events[1].before.active);
            }
        }
        Ok(())
    });
}

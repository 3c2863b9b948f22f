//! When service breaks: the two certificates, their intermediates and their roots.

use apptunnel::device::{Origin, TrustAnchor};
use chrono::{DateTime, TimeDelta, Utc};

use super::fixture::{END, good_reserve, issuing_until, pair, root_until, seconds};
use crate::support::pki::{Key, Name, Template};
use crate::support::{at, certificate};

#[test]
fn service_ends_with_the_reserve() {
    let now = at("20260601000000");
    assert_eq!(pair(None).outage_at(now), Some(at(END) + seconds(1)));
    assert_eq!(pair(good_reserve()).outage_at(now), Some(at("20271130235959") + seconds(1)));
    assert_eq!(pair(good_reserve()).outage_at(at("20271201000000")), Some(at("20271201000000")));
}

#[test]
fn service_ends_at_a_gap() {
    let pair = pair(Some(("20270103000000", "20271231235959")));
    assert_eq!(pair.outage_at(at("20260601000000")), Some(at(END) + seconds(1)));
    assert_eq!(pair.outage_at(at("20270103000000")), Some(at("20271231235959") + seconds(1)));
}

#[test]
fn a_gap_of_a_second_between_whole_seconds_is_none_for_the_outage() {
    let pair = pair(Some(("20270101000000", "20271231235959")));
    assert_eq!(pair.outage_at(at("20260601000000")), Some(at("20271231235959") + seconds(1)));
}

#[test]
fn an_intermediate_that_expires_ends_service_although_there_is_a_reserve() {
    let mut pair = pair(good_reserve());
    pair.primary.others = vec![issuing_until("20260901000000")];
    assert_eq!(pair.outage_at(at("20260601000000")), Some(at("20260901000001")));
    // The Sentry does not switch before the primary itself expires; then the reserve's own intermediate counts.
    assert_eq!(pair.outage_at(at("20270101000000")), Some(at("20271201000000")));
}

#[test]
fn another_intermediate_takes_the_place_of_one_that_expires() {
    let mut pair = pair(None);
    pair.primary.others = vec![issuing_until("20260901000000"), issuing_until("20431231235959")];
    assert_eq!(pair.outage_at(at("20260601000000")), Some(at(END) + seconds(1)));
}

#[test]
fn a_root_that_expires_ends_service() {
    let mut pair = pair(None);
    pair.devices.anchors = vec![TrustAnchor::new(root_until("20260901000000"), Origin::User)];
    assert_eq!(pair.outage_at(at("20260601000000")), Some(at("20260901000001")));
}

#[test]
fn without_known_roots_the_topmost_certificate_is_taken_for_one() {
    let mut pair = pair(None);
    pair.devices.anchors.clear();
    let now = at("20260601000000");
    assert_eq!(pair.outage_at(now), Some(at(END) + seconds(1)));
    pair.primary.others.push(root_until("20260901000000"));
    assert_eq!(pair.outage_at(now), Some(at("20260901000001")));
    pair.primary.others.clear();
    assert_eq!(pair.outage_at(now), Some(now), "a leaf alone is nothing to trust");
}

#[test]
fn where_the_roots_are_known_no_other_is_taken_for_one() {
    let mut pair = pair(None);
    let name = Name::common("Other Root");
    let other = certificate(&Template::ca(name.clone(), &Key::p256(8), name).signed_by(&Key::p256(8)));
    pair.devices.anchors = vec![TrustAnchor::new(other, Origin::User)];
    let now = at("20260601000000");
    assert_eq!(pair.outage_at(now), Some(now));
}

#[test]
fn a_chain_that_devices_refuse_is_an_outage_from_the_start() {
    let now = at("20260601000000");
    let mut other_host = pair(None);
    other_host.devices.server_name = Some("other.example.com".parse().unwrap());
    assert_eq!(other_host.outage_at(now), Some(now));
    let mut no_issuer = pair(None);
    no_issuer.primary.others.clear();
    assert_eq!(no_issuer.outage_at(now + TimeDelta::milliseconds(500)), Some(now));
}

#[test]
fn days_are_counted_down() {
    let pair = pair(None);
    let days = |now: DateTime<Utc>| pair.days_until_outage(now);
    let outage = at(END) + seconds(1);
    assert_eq!(days(outage - TimeDelta::days(30)), Some(30));
    assert_eq!(days(outage - TimeDelta::days(30) + seconds(1)), Some(29));
    assert_eq!(days(at(END)), Some(0));
    assert_eq!(days(outage + TimeDelta::days(3)), Some(0));
}

#[test]
fn the_budget_ends_the_search() {
    let mut pair = pair(good_reserve());
    pair.devices.budget.instants = 1;
    assert_eq!(pair.outage_at(at("20260601000000")), Some(at(END) + seconds(1)));
    pair.devices.budget.instants = 2;
    assert_eq!(pair.outage_at(at("20260601000000")), Some(at("20271130235959") + seconds(1)));
}

#[test]
fn a_crowd_of_issuers_ends_within_the_budget() {
    let keys: Vec<Key> = (10..40).map(Key::p256).collect();
    let name = Name::common("Issuing CA");
    let mut pair = pair(good_reserve());
    for number in 0..1_000_usize {
        let day = Box::leak(format!("20{}0101000000", 27 + number % 70).into_boxed_str());
        let (key, signer) = (&keys[number % 30], &keys[(number * 7 + 3) % 30]);
        let template = Template { not_after: day, ..Template::ca(name.clone(), key, name.clone()) };
        pair.primary.others.push(certificate(&template.serial(u64::try_from(number).unwrap()).signed_by(signer)));
    }
    let start = std::time::Instant::now();
    assert!(pair.outage_at(at("20260601000000")).is_some());
    assert!(start.elapsed() < std::time::Duration::from_secs(60), "{:?}", start.elapsed());
}

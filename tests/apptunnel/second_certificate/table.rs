//! The decision table, row by row, the transitions between rows, and the gap.

use apptunnel::report::{Basis, Certainty, Severity};
use apptunnel::second_certificate::{ActiveReason, BeforePrimary, Slot};
use chrono::TimeDelta;

use super::fixture::{BEGIN, END, finding, found, good_reserve, pair, seconds, shows};
use crate::support::at;

#[test]
fn primary_valid_reserve_any_shows_the_primary() {
    let expected = (Some(Slot::Primary), true, ActiveReason::PrimaryValid);
    let reserves =
        [None, good_reserve(), Some(("20250101000000", "20250601000000")), Some(("20270601000000", "20280601000000"))];
    for reserve in reserves {
        let pair = pair(reserve);
        for now in [at(BEGIN), at("20260601000000"), at(END), at(END) + TimeDelta::milliseconds(999)] {
            assert_eq!(shows(&pair, now), expected, "{reserve:?} at {now}");
        }
    }
}

#[test]
fn primary_expired_reserve_valid_shows_the_reserve() {
    let pair = pair(good_reserve());
    assert_eq!(shows(&pair, at(END)).0, Some(Slot::Primary));
    let expected = (Some(Slot::Reserve), true, ActiveReason::PrimaryExpired);
    assert_eq!(shows(&pair, at(END) + seconds(1)), expected);
    assert_eq!(shows(&pair, at("20271130235959")), expected);
    assert_eq!(found(&pair, at(END)), Vec::<&str>::new());
    assert_eq!(found(&pair, at(END) + seconds(1)), ["no-further", "switched"]);
    let switched = finding(&pair, at(END) + seconds(1), "switched");
    assert_eq!((switched.severity, switched.basis), (Severity::Info, Basis::IvantiGuide));
    assert_eq!(switched.certainty, Certainty::Documented);
    let no_further = finding(&pair, at(END) + seconds(1), "no-further");
    assert_eq!((no_further.severity, no_further.certainty), (Severity::Warning, Certainty::Decided));
}

#[test]
fn primary_expired_reserve_expired_shows_none_that_is_valid() {
    let pair = pair(good_reserve());
    let after = at("20271130235959") + seconds(1);
    assert_eq!(shows(&pair, after), (Some(Slot::Primary), false, ActiveReason::BothExpired));
    assert_eq!(found(&pair, after), ["none-valid"]);
    let finding = finding(&pair, after, "none-valid");
    assert_eq!((finding.severity, finding.basis), (Severity::Error, Basis::Library));
    assert!(
        finding.message.to_string().contains("2026-12-31T23:59:59Z")
            && finding.message.to_string().contains("2027-11-30T23:59:59Z")
    );
}

#[test]
fn primary_expired_reserve_absent_shows_none_that_is_valid() {
    let pair = pair(None);
    assert_eq!(shows(&pair, at(END) + seconds(1)), (Some(Slot::Primary), false, ActiveReason::NoReserve));
    assert_eq!(found(&pair, at(END)), ["missing"]);
    assert_eq!(found(&pair, at(END) + seconds(1)), ["none-valid"]);
}

#[test]
fn primary_not_yet_valid_reserve_valid_is_as_the_caller_says() {
    let mut pair = pair(Some(("20250601000000", "20260401000000")));
    let before = at(BEGIN) - seconds(1);
    assert_eq!(shows(&pair, before), (Some(Slot::Reserve), true, ActiveReason::PrimaryNotYetValid));
    assert!(finding(&pair, before, "primary-not-yet-valid").message.to_string().contains("shows the second one"));
    pair.before_primary = BeforePrimary::Primary;
    assert_eq!(shows(&pair, before), (Some(Slot::Primary), false, ActiveReason::PrimaryNotYetValid));
    assert_eq!(shows(&pair, at(BEGIN)).2, ActiveReason::PrimaryValid);
    let finding = finding(&pair, before, "primary-not-yet-valid");
    assert_eq!(finding.severity, Severity::Warning);
    assert!(finding.message.to_string().contains("shows the primary one"));
}

#[test]
fn primary_expired_reserve_not_yet_valid_is_a_gap() {
    let pair = pair(Some(("20270103000000", "20271231235959")));
    let (begin, end) = (at(END) + seconds(1), at("20270103000000") - seconds(1));
    for now in [begin, end] {
        assert_eq!(shows(&pair, now), (None, false, ActiveReason::CoverageGap));
        assert_eq!(found(&pair, now), ["none-valid"]);
        assert!(finding(&pair, now, "none-valid").message.to_string().contains("for 2 days and 1 second:"));
    }
    assert_eq!(shows(&pair, end + seconds(1)).2, ActiveReason::PrimaryExpired);
}

#[test]
fn primary_not_yet_valid_without_a_valid_reserve_shows_none_that_is_valid() {
    let before = at(BEGIN) - seconds(1);
    assert_eq!(shows(&pair(None), before), (Some(Slot::Primary), false, ActiveReason::NoneYetValid));
    for reserve in [("20240101000000", "20250101000000"), ("20260601000000", "20270601000000")] {
        let pair = pair(Some(reserve));
        assert_eq!(shows(&pair, before), (None, false, ActiveReason::NoneYetValid));
        assert_eq!(found(&pair, before)[0], "none-valid");
    }
}

#[test]
fn transitions_come_in_order() {
    let pair = pair(Some(("20270103000000", "20271231235959")));
    let mut now = at("20200101000000");
    let mut seen = Vec::new();
    while let Some(transition) = pair.next_transition(now) {
        assert_eq!(transition.active, pair.active_certificate(transition.at));
        seen.push((transition.at, transition.active.reason));
        now = transition.at;
    }
    let expected = [
        (at(BEGIN), ActiveReason::PrimaryValid),
        (at(END) + seconds(1), ActiveReason::CoverageGap),
        (at("20270103000000"), ActiveReason::PrimaryExpired),
        (at("20271231235959") + seconds(1), ActiveReason::BothExpired),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn a_date_that_changes_nothing_is_no_transition() {
    let pair = pair(good_reserve());
    let next = pair.next_transition(at("20261130235959")).unwrap();
    assert_eq!(next.at, at(END) + seconds(1));
}

#[test]
fn the_gap_is_the_reserves_begin_less_the_primarys_end() {
    assert_eq!(pair(Some((END, "20271231235959"))).coverage_gap(), None);
    assert_eq!(pair(Some(("20270101000000", "20271231235959"))).coverage_gap(), Some(seconds(1)));
    assert_eq!(pair(None).coverage_gap(), None);
}

//! The check of a profile takes time that is linear in its size.

use std::time::{Duration, Instant};

use apptunnel::profile::ProfileDraft;

use crate::alone;
use crate::support::profiles::{app_rule, good, http, service};

/// A draft with this many of something.
type Make = fn(usize) -> ProfileDraft;

/// Ten times as much takes about ten times as long: far less than the hundred times of a quadratic check.
#[test]
fn time_is_linear_in_the_input() {
    let _alone = alone();
    let cases: [(&str, Make); 6] = [
        ("services", with_services),
        ("hosts", |count| with_rules(count, |index| format!("h{index}.example.com"))),
        ("suffixes", |count| with_rules(count, |index| format!("*.h{index}.example.com"))),
        ("prefixes", |count| with_rules(count, |index| format!("h{index}.*.example.com"))),
        ("long suffixes", |count| with_rules(count, |index| format!("*{index}.{}a", "a.".repeat(120)))),
        ("suffixes of every length", |count| with_rules(count, suffix_of_every_length)),
    ];
    for (name, make) in cases {
        let time = |count: usize| {
            let draft = make(count);
            (0..5).map(|_| timed(|| assert!(draft.check().profile.is_some()))).min().unwrap()
        };
        let (few, many) = (time(1_000), time(10_000));
        assert!(many < few * 60 + Duration::from_millis(20), "{name}: {few:?}, {many:?}");
    }
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn with_services(count: usize) -> ProfileDraft {
    let mut draft = good();
    draft.services = (0..count).map(|index| http(&format!("S{index}"))).collect();
    draft
}

fn with_rules(count: usize, wildcard: fn(usize) -> String) -> ProfileDraft {
    let mut draft = good();
    draft.services = vec![service("any_http", None, None)];
    draft.app_rules = (0..count).map(|index| app_rule(&wildcard(index), None, "<ANY>")).collect();
    draft
}

/// Wildcards with suffixes of 240 lengths, the longest first, and then hosts that have none of these suffixes.
fn suffix_of_every_length(index: usize) -> String {
    let labels = ".a".repeat(120);
    match labels.get(index..) {
        Some(suffix) if !suffix.is_empty() => format!("*{suffix}"),
        _ => format!("a{labels}{index}"),
    }
}

//! Both sides of each boundary of Apple's rules.
//!
//! What is expected is written from Apple's published source and documents, and not from what this library says.

use apptunnel::device::Origin;

mod certificates;
mod creation;
mod keys;
mod names;
mod paths;
mod rows;
mod transparency;

use crate::support::apple::Chain;

const LATEST: &str = "ios:26";
const DAY: i64 = 86_400;

/// The codes for which the device refuses, without `apple.`.
#[track_caller]
fn expect(what: &str, chain: &Chain, release: &str, expected: &[&str]) {
    let report = chain.report(release);
    let codes: Vec<&str> = report.codes().into_iter().map(|code| code.strip_prefix("apple.").unwrap()).collect();
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(codes, expected, "{what} on {release}: {report:?}");
    assert_eq!(report.result.is_trusted(), expected.is_empty(), "{what} on {release}: {report:?}");
}

/// The same on the latest release, of a chain below a root of this origin that is changed.
#[track_caller]
fn expect_below(origin: Origin, what: &str, change: impl FnOnce(&mut Chain), expected: &[&str]) {
    expect(what, &Chain::below(origin).with(change), LATEST, expected);
}

/// Codes of findings for which no device refuses.
fn advice(chain: &Chain, release: &str) -> Vec<String> {
    let evaluation = chain.evaluate(release);
    let findings = evaluation.best().unwrap().findings.iter().filter(|finding| finding.apple.is_none());
    findings.map(|finding| finding.code.to_string()).collect()
}

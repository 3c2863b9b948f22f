//! The second certificate: each row of the decision table and each finding, a second before and after its boundary.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod fixture;
mod forecast;
mod outage;
mod properties;
mod reserve;
#[path = "../support/mod.rs"]
mod support;
mod table;

#[test]
fn every_rule_has_its_row() {
    for rule in apptunnel::second_certificate::rules() {
        assert!(rule.code.starts_with("second-certificate.") || rule.code.starts_with("forecast."), "{}", rule.code);
        assert!(
            rule.basis != apptunnel::report::Basis::IvantiGuide
                || rule.certainty == apptunnel::report::Certainty::Documented,
            "{}",
            rule.code
        );
    }
}

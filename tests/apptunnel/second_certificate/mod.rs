//! The second certificate: each row of the decision table and each finding, a second before and after its boundary.

mod fixture;
mod forecast;
mod outage;
mod properties;
mod reserve;
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

//! Why the console does not do what it was asked.

use std::fmt;

use serde::Serialize;

use super::pointer::field;
use crate::Report;
use crate::message::Message;
use crate::report::{Finding, Rule, Severity};

/// Why an operation was refused. The fleet is as it was before.
///
/// ```
/// use apptunnel::fleet::{Fleet, SentryName};
///
/// let mut fleet = Fleet::default();
/// let refusal = fleet.delete_sentry(&"sentry-1".parse().unwrap()).unwrap_err();
/// assert_eq!(refusal.findings()[0].code, "fleet.not-found");
/// println!("{refusal}");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    findings: Vec<Finding>,
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<Box<Report>>,
}

impl Refusal {
    pub(super) fn new(rule: &'static Rule, keys: &[&str], message: Message) -> Self {
        Self { findings: vec![rule.finding(field(keys), message)], report: None }
    }

    pub(super) fn of(findings: Vec<Finding>) -> Self {
        Self { findings, report: None }
    }

    pub(super) fn with_report(self, report: Report) -> Self {
        Self { report: Some(Box::new(report)), ..self }
    }

    /// The reasons, at least one. Each is an error whose subject is a JSON pointer (RFC 6901) into the saved fleet.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// What the upload check found, if it was asked.
    pub fn report(&self) -> Option<&Report> {
        self.report.as_deref()
    }
}

impl fmt::Display for Refusal {
    /// The messages and what to do, then the errors and warnings of the upload check.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of_report = self.report.iter().flat_map(|report| &report.findings);
        let shown = of_report.filter(|finding| finding.severity != Severity::Info);
        for (number, finding) in self.findings.iter().chain(shown).enumerate() {
            let space = if number == 0 { "" } else { " " };
            write!(f, "{space}{} {}", finding.message, finding.remedy)?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}

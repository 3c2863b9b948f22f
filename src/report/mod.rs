//! What the library has to say: findings about certificates, files and settings, collected in a [`Report`].
//!
//! This module knows nothing of how a finding comes about; every other module may use it.

mod apple;
mod basis;
mod certificate;
mod finding;
mod list;
mod rule;
mod text;

pub use apple::{AppleCheck, AppleClass, AppleRoot, AppleVerdict, OsStatus, TrustResult};
pub use basis::{Basis, Certainty, Code};
pub use certificate::{CertificateSummary, Role};
pub use finding::{Finding, Severity, Subject};
pub use list::FindingList;
pub use rule::Rule;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The answer to one question: what was looked at, what was found, and the verdict.
///
/// The same input gives the same report, byte for byte in JSON. [`Display`](std::fmt::Display) writes it for people.
///
/// ```
/// use apptunnel::{Bundle, upload};
///
/// let file = std::fs::read("examples/files/leaf-only.p12").unwrap();
/// let bundle = Bundle::open(&file, Some("sentry")).unwrap();
/// let at = "2026-06-01T00:00:00Z".parse().unwrap();
/// let report = upload::check(&bundle, &upload::UploadOptions::default(), at);
/// assert!(!report.is_accepted());
/// assert_eq!(report.findings[0].code, "upload.no-chain");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Report {
    /// Whether the thing may be used.
    pub verdict: Verdict,
    /// The instant the report is about.
    pub at: DateTime<Utc>,
    /// Every certificate that was looked at, in file order. A [`Subject`] points into it by index.
    pub certificates: Vec<CertificateSummary>,
    /// The chain from the leaf up, as indexes into `certificates`. Empty if there is no leaf.
    pub chain: Vec<usize>,
    /// What was found, the most severe first, then by certificate and code.
    pub findings: Vec<Finding>,
    /// What an Apple device says. `None` if it was not asked, as of a certificate that is not for a server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apple: Option<AppleVerdict>,
}

/// Whether the thing a report is about may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// No finding is an error.
    Accepted,
    /// At least one finding is an error.
    Refused,
}

impl Verdict {
    /// The verdict that follows from findings.
    pub(crate) fn of(findings: &[Finding]) -> Self {
        let refused = findings.iter().any(|finding| finding.severity == Severity::Error);
        if refused { Self::Refused } else { Self::Accepted }
    }
}

impl Report {
    /// A report on these certificates. Sorts the findings and draws the verdict from them.
    pub(crate) fn new(
        at: DateTime<Utc>,
        certificates: Vec<CertificateSummary>,
        chain: Vec<usize>,
        mut findings: Vec<Finding>,
        apple: Option<AppleVerdict>,
    ) -> Self {
        findings.sort_by(Finding::order);
        let verdict = Verdict::of(&findings);
        Self { verdict, at, certificates, chain, findings, apple }
    }

    /// Whether no finding is an error.
    pub fn is_accepted(&self) -> bool {
        self.verdict == Verdict::Accepted
    }

    /// The findings of one severity, in report order.
    pub fn of_severity(&self, severity: Severity) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.severity == severity)
    }

    /// The report as JSON, on one line. [`Report::json_schema`] describes it.
    pub fn to_json(&self) -> String {
        // Only maps with keys that are not strings make this fail, and a report has none.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The JSON schema of a report.
    pub fn json_schema() -> serde_json::Value {
        schemars::schema_for!(Report).to_value()
    }
}

//! Findings alone, where nothing else is told with them.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Finding, Verdict};

/// Findings and the verdict that follows from them: of the check of a profile or of TLS settings, of one path, of a refused
/// operation.
///
/// ```
/// use apptunnel::profile::ProfileDraft;
/// use apptunnel::report::FindingList;
///
/// let list = FindingList::new(ProfileDraft::default().check().findings);
/// assert!(!list.is_accepted());
/// println!("{list}");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct FindingList {
    /// Refused if a finding is an error.
    pub verdict: Verdict,
    /// The findings, in the order of the check.
    pub findings: Vec<Finding>,
}

impl FindingList {
    /// A list of these findings.
    pub fn new(findings: Vec<Finding>) -> Self {
        Self { verdict: Verdict::of(&findings), findings }
    }

    /// Whether no finding is an error.
    pub fn is_accepted(&self) -> bool {
        self.verdict == Verdict::Accepted
    }

    /// The list as JSON, on one line. [`FindingList::json_schema`] describes it.
    pub fn to_json(&self) -> String {
        // Only maps with keys that are not strings make this fail, and a list has none.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The JSON schema of a list.
    pub fn json_schema() -> serde_json::Value {
        schemars::schema_for!(FindingList).to_value()
    }
}

impl fmt::Display for FindingList {
    /// The findings, one after the other.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.findings.iter().try_for_each(|finding| finding.fmt(f))
    }
}

//! Profiles and drafts as JSON. A profile in JSON reads as the draft of it, and is checked when it is read.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::{Checked, Profile, ProfileDraft};
use crate::report::{Finding, Severity, Subject};

impl Profile {
    /// The profile as JSON, on one line. [`Profile::json_schema`] describes it, and it reads back as the same.
    pub fn to_json(&self) -> String {
        // Only maps with keys that are not strings make this fail, and a profile has none.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The JSON schema of a profile.
    pub fn json_schema() -> serde_json::Value {
        schemars::schema_for!(Profile).to_value()
    }

    /// What was found when it was checked: warnings, and what is good to know.
    pub fn findings(&self) -> Vec<Finding> {
        ProfileDraft::from(self).check().findings
    }
}

impl ProfileDraft {
    /// The draft as JSON, on one line. [`ProfileDraft::json_schema`] describes it.
    pub fn to_json(&self) -> String {
        // Only maps with keys that are not strings make this fail, and a draft has none.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The JSON schema of a draft.
    pub fn json_schema() -> serde_json::Value {
        schemars::schema_for!(ProfileDraft).to_value()
    }
}

impl From<&Profile> for ProfileDraft {
    fn from(profile: &Profile) -> Self {
        // A field of a profile that a draft does not have makes this fail; a test compares their schemas.
        serde_json::from_str(&profile.to_json()).unwrap_or_default()
    }
}

impl From<Profile> for ProfileDraft {
    fn from(profile: Profile) -> Self {
        Self::from(&profile)
    }
}

/// Reads a draft and checks it.
impl<'de> Deserialize<'de> for Profile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Checked { profile, findings } = ProfileDraft::deserialize(deserializer)?.check();
        profile.ok_or_else(|| {
            let first = findings.iter().find(|finding| finding.severity == Severity::Error);
            D::Error::custom(first.map(one_line).unwrap_or_default())
        })
    }
}

fn one_line(finding: &Finding) -> String {
    match &finding.subject {
        Subject::Field { pointer } => format!("{pointer}: {}", finding.message),
        _ => finding.message.to_string(),
    }
}

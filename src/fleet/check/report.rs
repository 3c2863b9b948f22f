//! What the check of a fleet says.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::fleet::limits;
use crate::fleet::name::{DeviceGroupName, DeviceName};
use crate::fleet::pointer::listed;
use crate::message::{Argument, Language, Message, message};
use crate::printable::instant;
use crate::profile::ProfileName;
use crate::report::{Code, Finding, Severity, Subject, Verdict};

/// The answer of [`Fleet::check`](crate::fleet::Fleet::check).
///
/// [`Display`](fmt::Display) writes it for people, with what is alike put together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct FleetReport {
    /// Refused if a finding is an error.
    pub verdict: Verdict,
    /// The instant the report is about.
    pub at: DateTime<Utc>,
    /// What was found, the most severe first. Subjects are JSON pointers (RFC 6901) into the saved fleet.
    pub findings: Vec<Finding>,
    /// Which devices have no tunnel, or will have none, the earliest first.
    pub losses: Vec<Loss>,
}

/// Devices that lose the tunnel of a profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Loss {
    /// From when on. The instant of the report if they have none now.
    pub from: DateTime<Utc>,
    /// The profile.
    pub profile: ProfileName,
    /// The devices.
    pub devices: Recipient,
    /// The rule that is broken.
    pub code: Code,
    /// Why, in one sentence.
    pub reason: Message,
}

/// A device group, or a device that is named.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Recipient {
    /// Every device of a group.
    DeviceGroup(DeviceGroupName),
    /// One device.
    Device(DeviceName),
}

impl FleetReport {
    pub(super) fn new(at: DateTime<Utc>, mut findings: Vec<Finding>, mut losses: Vec<Loss>) -> Self {
        findings.sort_by(Finding::order);
        findings.dedup();
        losses.sort_by(|a, b| (a.from, &a.profile, &a.devices).cmp(&(b.from, &b.profile, &b.devices)));
        let verdict = Verdict::of(&findings);
        Self { verdict, at, findings, losses }
    }

    /// Whether no finding is an error.
    pub fn is_accepted(&self) -> bool {
        self.verdict == Verdict::Accepted
    }

    /// The findings of one severity, in report order.
    pub fn of_severity(&self, severity: Severity) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.severity == severity)
    }

    /// The report as JSON, on one line. [`FleetReport::json_schema`] describes it.
    pub fn to_json(&self) -> String {
        // Only maps with keys that are not strings make this fail, and a report has none.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The JSON schema of a report.
    pub fn json_schema() -> serde_json::Value {
        schemars::schema_for!(FleetReport).to_value()
    }
}

impl fmt::Display for FleetReport {
    /// Who loses the tunnel, then the findings by rule, then the verdict.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "The fleet at {}:", instant(Some(self.at)))?;
        if !self.losses.is_empty() {
            writeln!(f, "\nDevices without the tunnel:")?;
        }
        for loss in &self.losses {
            let when =
                if loss.from == self.at { "now".to_owned() } else { format!("from {}", instant(Some(loss.from))) };
            writeln!(f, "  {when}, profile {}: {}", loss.profile, loss.devices)?;
            writeln!(f, "          {}", loss.reason)?;
        }
        let mut by_rule: BTreeMap<(Severity, &Code, String), Vec<&Finding>> = BTreeMap::new();
        for finding in &self.findings {
            by_rule.entry((finding.severity, &finding.code, finding.remedy.to_string())).or_default().push(finding);
        }
        if !by_rule.is_empty() {
            writeln!(f, "\nFindings:")?;
        }
        for ((severity, code, remedy), findings) in &by_rule {
            writeln!(f, "  {:7} {code}", severity.as_str())?;
            let mut by_message: BTreeMap<String, Vec<&str>> = BTreeMap::new();
            for finding in findings {
                let place = match &finding.subject {
                    Subject::Field { pointer } => pointer.as_str(),
                    _ => "",
                };
                by_message.entry(finding.message.to_string()).or_default().push(place);
            }
            for (message, places) in by_message.iter().take(limits::NAMED) {
                let places = Argument::from(listed(places.iter().copied()));
                writeln!(f, "          {message}\n            at {}", places.in_language(Language::English))?;
            }
            if let Some(more) = by_message.len().checked_sub(limits::NAMED).filter(|more| *more > 0) {
                writeln!(f, "          and {more} more like these")?;
            }
            if *severity != Severity::Info {
                let reference = findings.first().map(|finding| finding.reference.as_ref()).unwrap_or_default();
                writeln!(f, "          {remedy} ({reference})")?;
            }
        }
        let count = |severity| self.of_severity(severity).count();
        let verdict = if self.is_accepted() { "no error" } else { "errors" };
        writeln!(
            f,
            "\nVerdict: {verdict}; {} errors, {} warnings, {} losses of the tunnel.",
            count(Severity::Error),
            count(Severity::Warning),
            self.losses.len()
        )
    }
}

message! {
    /// One of those in a list.
    fn device_group(name: &DeviceGroupName) {
        en: "device group {name}",
    }
    /// One of those in a list.
    fn device(name: &DeviceName) {
        en: "device {name}",
    }
}

impl From<&Recipient> for Message {
    fn from(devices: &Recipient) -> Self {
        match devices {
            Recipient::DeviceGroup(name) => device_group(name),
            Recipient::Device(name) => device(name),
        }
    }
}

impl From<&Recipient> for Argument {
    fn from(devices: &Recipient) -> Self {
        Message::from(devices).into()
    }
}

impl fmt::Display for Recipient {
    /// In English.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Message::from(self).fmt(f)
    }
}

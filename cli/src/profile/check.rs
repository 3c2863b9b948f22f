//! `apptunnel profile check`.

use apptunnel::Fleet;
use apptunnel::fleet::FleetReport;
use apptunnel::profile::ProfileName;
use apptunnel::report::{Severity, Subject, Verdict};
use apptunnel::upload::Store;

use super::fleet::{FleetFile, Selection};
use crate::answer::{Answer, Failure};
use crate::instant::At;

#[derive(clap::Args)]
pub(crate) struct Options {
    #[command(flatten)]
    fleet: FleetFile,
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    at: At,
}

pub(super) fn run(options: &Options, wants_json: bool) -> Result<Answer, Failure> {
    let fleet = options.fleet.read()?;
    options.selection.of(&fleet)?;
    let mut report = fleet.check(options.at.instant());
    if let Some(profile) = &options.selection.profile {
        keep(&mut report, &fleet, profile);
    }
    let text = if wants_json { report.to_json() + "\n" } else { report.to_string() };
    Ok(Answer { text, is_good: report.is_accepted() })
}

/// Leaves what concerns a profile: takes out what is about other profiles alone, or their Sentrys or certificates.
fn keep(report: &mut FleetReport, fleet: &Fleet, profile: &ProfileName) {
    report.losses.retain(|loss| loss.profile == *profile);
    report.findings.retain(|finding| match &finding.subject {
        Subject::Field { pointer } => concerns(pointer, fleet, profile),
        _ => true,
    });
    let is_refused = report.of_severity(Severity::Error).next().is_some();
    report.verdict = if is_refused { Verdict::Refused } else { Verdict::Accepted };
}

/// Whether the place in the saved fleet is of the profile, or of no profile in particular, such as a root.
fn concerns(pointer: &str, fleet: &Fleet, profile: &ProfileName) -> bool {
    let mut keys = pointer.split('/').skip(1).map(|key| key.replace("~1", "/").replace("~0", "~"));
    let (Some(map), Some(name)) = (keys.next(), keys.next()) else { return true };
    let uses = |store| name.parse().is_ok_and(|name| fleet.profiles_using(store, &name).contains(&profile));
    match map.as_str() {
        "profiles" => name == profile.as_str(),
        "sentrys" => fleet.sentrys_with(profile).any(|sentry| sentry.as_str() == name),
        "tls_server_certificates" => uses(Store::TlsServer),
        "group_certificates" => uses(Store::Group),
        _ => true,
    }
}

//! `apptunnel profile check`.

use super::fleet::FleetFile;
use crate::answer::{Answer, Failure};
use crate::instant::At;

#[derive(clap::Args)]
pub(crate) struct Options {
    #[command(flatten)]
    fleet: FleetFile,
    #[command(flatten)]
    at: At,
}

pub(super) fn run(options: &Options, wants_json: bool) -> Result<Answer, Failure> {
    let report = options.fleet.read()?.check(options.at.instant());
    let text = if wants_json { report.to_json() + "\n" } else { report.to_string() };
    Ok(Answer { text, is_good: report.is_accepted() })
}

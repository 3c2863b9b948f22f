//! `apptunnel profile forecast`.

use std::collections::BTreeMap;

use apptunnel::second_certificate::ForecastOptions;
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};

use super::fleet::{FleetFile, Selection};
use crate::answer::{Answer, Failure, compact};
use crate::instant::{self, At};

#[derive(clap::Args)]
pub(crate) struct Options {
    #[command(flatten)]
    fleet: FleetFile,
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    at: At,
    /// How far the forecast looks, as a day or a time [default: a year]
    #[arg(long, value_name = "TIME", value_parser = instant::parse)]
    until: Option<DateTime<Utc>>,
}

/// Something is wrong if devices are locked out.
pub(super) fn run(options: &Options, wants_json: bool) -> Result<Answer, Failure> {
    let at = options.at.instant();
    let until = options.until.or_else(|| at.checked_add_signed(TimeDelta::days(365)));
    let until = until.ok_or_else(|| Failure::new("usage", "the time is too late"))?;
    let fleet = options.fleet.read()?;
    let (mut forecasts, mut text, mut is_good) = (BTreeMap::new(), String::new(), true);
    for profile in options.selection.of(&fleet)? {
        let Some(pair) = fleet.certificate_pair(profile) else {
            text += &format!("{}: no uploaded certificate\n", profile.name());
            continue;
        };
        let forecast = pair.forecast(at, until, &ForecastOptions::default());
        let outage = pair.outage_at(at).filter(|outage| *outage <= until);
        is_good &= outage.is_none();
        text += &match outage {
            Some(outage) => format!("{}: devices are locked out from {} on\n", profile.name(), time(outage)),
            None => format!("{}: in service until {} at least\n", profile.name(), time(forecast.until)),
        };
        for event in &forecast.events {
            let finding = &event.finding;
            text += &format!("  {}  {:7} {}\n", time(event.at), finding.severity.as_str(), finding.message);
        }
        forecasts.insert(profile.name(), forecast);
    }
    Ok(Answer { text: if wants_json { compact(&forecasts) } else { text }, is_good })
}

fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

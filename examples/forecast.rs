//! What will happen to the certificates of each profile within a year: cargo run --example forecast
#![allow(clippy::print_stdout, reason = "an example prints")]

use apptunnel::Fleet;
use apptunnel::second_certificate::ForecastOptions;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let fleet = Fleet::from_json(&std::fs::read_to_string("examples/files/fleet.json")?)?;
    let (from, until) = ("2026-06-01T00:00:00Z".parse()?, "2027-06-01T00:00:00Z".parse()?);

    for (name, profile) in fleet.profiles() {
        // What the Sentry shows: the first certificate, and the second if there is one.
        let Some(pair) = fleet.certificate_pair(profile) else { continue };
        match pair.outage_at(from) {
            Some(outage) => println!("{name}: no device connects from {outage} on"),
            None => println!("{name}: no outage in sight"),
        }
        for event in pair.forecast(from, until, &ForecastOptions::default()).events {
            println!("  {} {}", event.at, event.finding.message);
        }
    }
    Ok(())
}

//! `apptunnel profile`: what is wrong with a fleet of Sentrys, where a request goes, and what Apple clients negotiate.

mod check;
mod clients;
mod fleet;
mod forecast;
mod route;

use crate::answer::{Answer, Failure};

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Every profile and certificate, and which devices lose the tunnel
    Check(check::Options),
    /// Where a request of an app goes, and why
    Route(route::Options),
    /// What each Apple client negotiates with the Sentrys of a profile
    Clients(clients::Options),
    /// What will happen to the certificates of one profile, or of all
    Forecast(forecast::Options),
}

pub(crate) fn run(command: &Command, wants_json: bool) -> Result<Answer, Failure> {
    match command {
        Command::Check(options) => check::run(options, wants_json),
        Command::Route(options) => route::run(options, wants_json),
        Command::Clients(options) => clients::run(options, wants_json),
        Command::Forecast(options) => forecast::run(options, wants_json),
    }
}

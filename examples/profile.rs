//! Says what is wrong with a fleet of Sentrys, where a request goes, and what Apple clients negotiate.
//!
//! Exit status: 0 nothing is wrong, 1 something is, 2 could not be looked at.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program talks to its user")]

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use apptunnel::fleet::Store;
use apptunnel::profile::{AppId, Host, Port, Request};
use apptunnel::second_certificate::Outlook;
use apptunnel::tls::{self, Connection, Server};
use apptunnel::{Fleet, Profile};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};

const USAGE: &str = "\
usage: profile check FLEET [options]
       profile route FLEET --profile NAME --url URL [--app APP] [options]
       profile clients FLEET --profile NAME [options]
       profile forecast FLEET [--profile NAME] [options]

check    every profile and certificate, and which devices lose the tunnel
route    where a request of an app goes, and why
clients  what each Apple client negotiates with the Sentrys of a profile
forecast what will happen to the certificates of one profile, or of all

FLEET is a saved fleet, by docs/fleet.schema.json.

  --profile NAME        the Sentry profile
  --app APP             the app that makes the request; default: not known, so that only rules for every app match
  --url URL             what it asks for, as https://wiki.example.com/ or wiki.example.com:443
  --tunnel N            how many tunnels of the service came before; default: 0
  --at TIME             instant to check for, as 2026-06-01T00:00:00Z; default: now
  --until TIME          how far the forecast looks; default: a year
  --json                print JSON
";

type Error = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let (text, status) = match Options::parse() {
        Ok(Some(options)) => match run(&options) {
            Ok((text, is_good)) => (text, if is_good { 0 } else { 1 }),
            Err(error) => return failed(&error.to_string()),
        },
        Ok(None) => (USAGE.to_owned(), 0),
        Err(error) => return failed(&format!("{error}\n\n{USAGE}")),
    };
    match std::io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::from(status),
        Err(error) => failed(&error.to_string()),
    }
}

fn failed(message: &str) -> ExitCode {
    eprintln!("profile: {message}");
    ExitCode::from(2)
}

/// What to print, and whether nothing is wrong.
fn run(options: &Options) -> Result<(String, bool), Error> {
    let read = || Ok::<_, Error>(Fleet::from_json(&std::fs::read_to_string(&options.file)?)?);
    let fleet = read().map_err(|error| format!("{}: {error}", options.file.display()))?;
    match &options.command {
        Command::Check => {
            let report = fleet.check(options.at);
            let is_good = report.is_accepted();
            Ok((if options.wants_json { report.to_json() + "\n" } else { report.to_string() }, is_good))
        }
        Command::Route { profile, request } => {
            let route = named(&fleet, profile)?.route(request);
            let json = || serde_json::to_string(&route).map(|json| json + "\n");
            Ok((if options.wants_json { json()? } else { format!("{route}\n") }, true))
        }
        Command::Clients { profile } => clients(&fleet, named(&fleet, profile)?, options.wants_json),
        Command::Forecast { profile, until } => {
            let profiles: Vec<&Profile> = match profile {
                Some(name) => vec![named(&fleet, name)?],
                None => fleet.profiles().values().map(AsRef::as_ref).collect(),
            };
            forecast(&fleet, &profiles, options, *until)
        }
    }
}

fn named<'a>(fleet: &'a Fleet, name: &str) -> Result<&'a Profile, Error> {
    let known: Vec<&str> = fleet.profiles().keys().map(|name| name.as_str()).collect();
    let profile = fleet.profiles().get(&name.parse()?);
    Ok(profile.ok_or_else(|| format!("no profile has the name {name:?}; there are {}", known.join(", ")))?)
}

/// The matrix of the first certificate. Something is wrong if a client cannot connect.
fn clients(fleet: &Fleet, profile: &Profile, wants_json: bool) -> Result<(String, bool), Error> {
    let name =
        profile.tls_certificates().next().ok_or("the profile has no uploaded certificate, so its key is not known")?;
    let stored = fleet.certificates(Store::TlsServer).get(name).ok_or("the certificate is not in the store")?;
    let matrix = tls::matrix(&Server::with_leaf(profile.server().incoming.clone(), stored.leaf().clone()));
    let connects = |connection: &Connection| matches!(connection, Connection::Connected { .. });
    let is_good = matrix.outcomes.iter().all(|outcome| connects(&outcome.connection));
    let text = format!("Profile {}, certificate {name}:\n\n{matrix}", profile.name());
    Ok((if wants_json { matrix.to_json() + "\n" } else { text }, is_good))
}

/// What happens to the certificates of each profile. Something is wrong if devices are locked out.
fn forecast(
    fleet: &Fleet,
    profiles: &[&Profile],
    options: &Options,
    until: DateTime<Utc>,
) -> Result<(String, bool), Error> {
    let (mut forecasts, mut text, mut is_good) = (BTreeMap::new(), String::new(), true);
    for profile in profiles {
        let Some(pair) = fleet.certificate_pair(profile) else {
            text += &format!("{}: no uploaded certificate\n", profile.name());
            continue;
        };
        let forecast = pair.forecast(options.at, until, &Outlook::default());
        let outage = pair.outage_at(options.at).filter(|outage| *outage <= until);
        is_good &= outage.is_none();
        text += &match outage {
            Some(outage) => format!("{}: devices are locked out from {} on\n", profile.name(), time(outage)),
            None => format!("{}: in service until {} at least\n", profile.name(), time(forecast.until)),
        };
        for event in &forecast.events {
            let finding = &event.finding;
            text += &format!("  {}  {:7} {}\n", time(event.at), finding.severity.as_str(), finding.message);
        }
        forecasts.insert(profile.name().to_string(), forecast);
    }
    Ok((if options.wants_json { serde_json::to_string(&forecasts)? + "\n" } else { text }, is_good))
}

fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

struct Options {
    file: PathBuf,
    command: Command,
    at: DateTime<Utc>,
    wants_json: bool,
}

enum Command {
    Check,
    Route { profile: String, request: Request },
    Clients { profile: String },
    Forecast { profile: Option<String>, until: DateTime<Utc> },
}

impl Options {
    /// `None` if help was asked for.
    fn parse() -> Result<Option<Self>, Error> {
        use lexopt::prelude::*;

        let (mut command, mut file, mut profile, mut app, mut url) = (None, None, None, None, None);
        let (mut at, mut until, mut tunnel, mut wants_json) = (None, None, 0, false);
        let mut arguments = lexopt::Parser::from_env();
        while let Some(argument) = arguments.next()? {
            match argument {
                Value(value) if command.is_none() => command = Some(value.string()?),
                Value(value) if file.is_none() => file = Some(PathBuf::from(value)),
                Long("profile") => profile = Some(arguments.value()?.string()?),
                Long("app") => app = Some(arguments.value()?.string()?.parse::<AppId>()?),
                Long("url") => url = Some(arguments.value()?.string()?),
                Long("tunnel") => tunnel = arguments.value()?.parse()?,
                Long("at") => at = Some(arguments.value()?.parse::<DateTime<Utc>>()?),
                Long("until") => until = Some(arguments.value()?.parse::<DateTime<Utc>>()?),
                Long("json") => wants_json = true,
                Long("help") | Short('h') => return Ok(None),
                _ => return Err(argument.unexpected().into()),
            }
        }
        let at = at.unwrap_or_else(now);
        let known_profile = profile.clone();
        let profile = profile.ok_or("which profile? Say --profile NAME");
        let command = match command.as_deref().ok_or("check, route, clients or forecast?")? {
            "check" => Command::Check,
            "route" => {
                let (host, port) = asked(&url.ok_or("which URL? Say --url URL")?)?;
                let request = Request { app, ..Request::new(host, port).tunnel(tunnel) };
                Command::Route { profile: profile?, request }
            }
            "clients" => Command::Clients { profile: profile? },
            "forecast" => {
                let until = until.or_else(|| at.checked_add_signed(TimeDelta::days(365)));
                Command::Forecast { profile: known_profile, until: until.ok_or("the time is too late")? }
            }
            other => return Err(format!("the command is check, route, clients or forecast, not {other:?}").into()),
        };
        let file = file.ok_or("which fleet?")?;
        Ok(Some(Self { file, command, at, wants_json }))
    }
}

/// Host and port of a URL, or of `host:port`.
fn asked(url: &str) -> Result<(Host, Port), Error> {
    let (usual, rest) = match url.split_once("://") {
        Some(("http", rest)) => ("80", rest),
        Some(("https", rest)) => ("443", rest),
        Some((scheme, _)) => return Err(format!("the scheme is http or https, not {scheme:?}").into()),
        None => ("443", url),
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // The colons of an address in brackets are no ports.
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port),
        _ => (authority, usual),
    };
    Ok((host.parse()?, port.parse()?))
}

/// The library has no clock; a program has one.
fn now() -> DateTime<Utc> {
    std::time::SystemTime::now().into()
}

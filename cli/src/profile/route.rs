//! `apptunnel profile route`.

use std::collections::BTreeMap;

use apptunnel::profile::{AppId, Host, Port, ProfileName, Request, Route};
use chrono::{DateTime, Utc};

use super::fleet::{FleetFile, Selection};
use crate::answer::{Answer, Failure};
use crate::instant;

#[derive(clap::Args)]
pub(crate) struct Options {
    #[command(flatten)]
    fleet: FleetFile,
    #[command(flatten)]
    selection: Selection,
    /// What the app asks for, as https://wiki.example.com/ or wiki.example.com:443
    #[arg(long, value_parser = destination)]
    url: (Host, Port),
    /// The app that makes the request [default: not known, so that only rules for every app match]
    #[arg(long)]
    app: Option<AppId>,
    /// How many tunnels of the service came before
    #[arg(long, value_name = "COUNT", default_value_t = 0)]
    tunnel: usize,
    /// Taken as by every command, although the way of a request does not depend on it.
    #[arg(long = "at", hide = true, value_parser = instant::parse)]
    _at: Option<DateTime<Utc>>,
}

pub(super) fn run(options: &Options, wants_json: bool) -> Result<Answer, Failure> {
    let (host, port) = options.url.clone();
    let mut request = Request::new(host, port).with_tunnel(options.tunnel);
    request.app.clone_from(&options.app);
    let fleet = options.fleet.read()?;
    let profiles = options.selection.of(&fleet)?;
    let routes: BTreeMap<&ProfileName, Route> =
        profiles.into_iter().map(|profile| (profile.name(), profile.route(&request))).collect();
    let text = if wants_json {
        options.selection.to_json(&routes)
    } else if options.selection.profile.is_some() {
        routes.values().map(|route| format!("{route}\n")).collect()
    } else {
        let of_each: Vec<_> = routes.iter().map(|(name, route)| format!("Profile {name}:\n{route}\n")).collect();
        of_each.join("\n")
    };
    Ok(Answer { text, is_good: true })
}

/// Host and port of a URL, or of `host:port`.
fn destination(url: &str) -> Result<(Host, Port), String> {
    let (usual, rest) = match url.split_once("://") {
        Some(("http", rest)) => ("80", rest),
        Some(("https", rest)) => ("443", rest),
        Some((scheme, _)) => return Err(format!("the scheme is http or https, not {scheme:?}")),
        None => ("443", url),
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // The colons of an address in brackets are no ports.
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port),
        _ => (authority, usual),
    };
    let host = host.parse().map_err(|error| format!("its host: {error}"))?;
    let port = port.parse().map_err(|error| format!("its port: {error}"))?;
    Ok((host, port))
}

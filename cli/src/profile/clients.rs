//! `apptunnel profile clients`.

use std::collections::BTreeMap;

use apptunnel::device::handshake::{self, HandshakeMatrix, HandshakeResult, Server};
use apptunnel::profile::CertificateName;
use apptunnel::upload::Store;
use apptunnel::{Fleet, Profile};
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
    /// Taken as by every command, although what is negotiated does not depend on it.
    #[arg(long = "at", hide = true, value_parser = instant::parse)]
    _at: Option<DateTime<Utc>>,
}

/// Something is wrong if a client cannot connect.
pub(super) fn run(options: &Options, wants_json: bool) -> Result<Answer, Failure> {
    let fleet = options.fleet.read()?;
    let (mut matrices, mut text) = (BTreeMap::new(), String::new());
    for profile in options.selection.of(&fleet)? {
        match matrix(&fleet, profile) {
            Some((certificate, matrix)) => {
                let gap = if text.is_empty() { "" } else { "\n" };
                text += &format!("{gap}Profile {}, certificate {certificate}:\n\n{matrix}", profile.name());
                matrices.insert(profile.name(), matrix);
            }
            None if options.selection.profile.is_some() => {
                let reason = "the profile has no uploaded certificate, so its key is not known";
                return Err(Failure::new("no-certificate", reason));
            }
            None => text += &format!("Profile {}: no uploaded certificate\n", profile.name()),
        }
    }
    let mut outcomes = matrices.values().flat_map(|matrix: &HandshakeMatrix| &matrix.outcomes);
    let is_good = outcomes.all(|outcome| matches!(outcome.connection, HandshakeResult::Connected { .. }));
    Ok(Answer { text: if wants_json { options.selection.to_json(&matrices) } else { text }, is_good })
}

/// What every client negotiates with the first certificate of a profile. `None` if none is uploaded.
fn matrix<'a>(fleet: &'a Fleet, profile: &'a Profile) -> Option<(&'a CertificateName, HandshakeMatrix)> {
    let name = profile.tls_certificates().next()?;
    let stored = fleet.certificates(Store::TlsServer).get(name)?;
    Some((name, handshake::matrix(&Server::with_leaf(profile.server().incoming.clone(), stored.leaf.clone()))))
}

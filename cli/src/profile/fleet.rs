//! The fleet that a command is about, and the profiles in it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use apptunnel::profile::ProfileName;
use apptunnel::{Fleet, Profile};
use serde::Serialize;

use crate::answer::{Failure, compact, read_text};

#[derive(clap::Args)]
pub(super) struct FleetFile {
    /// A saved fleet, by docs/fleet.schema.json
    #[arg(value_name = "FLEET")]
    file: PathBuf,
}

/// Which profiles of the fleet are meant.
#[derive(clap::Args)]
pub(super) struct Selection {
    /// The Sentry profile [default: all of the fleet]
    #[arg(long, value_name = "NAME")]
    pub(super) profile: Option<ProfileName>,
}

impl FleetFile {
    pub(super) fn read(&self) -> Result<Fleet, Failure> {
        Fleet::from_json(&read_text(&self.file)?).map_err(|error| Failure::of(&self.file, "not-a-fleet", error))
    }
}

impl Selection {
    /// The profile that is named, or all.
    pub(super) fn of<'a>(&self, fleet: &'a Fleet) -> Result<Vec<&'a Profile>, Failure> {
        let all = fleet.profiles();
        match &self.profile {
            None => Ok(all.values().map(AsRef::as_ref).collect()),
            Some(name) => match all.get(name) {
                Some(profile) => Ok(vec![profile]),
                None => {
                    let known: Vec<&str> = all.keys().map(|name| name.as_str()).collect();
                    let known = known.join(", ");
                    Err(Failure::new(
                        "usage",
                        format!("no profile has the name {:?}; there are {known}", name.as_str()),
                    ))
                }
            },
        }
    }

    /// JSON of what was found out about the profile that is named, or of all by name.
    pub(super) fn to_json<T: Serialize>(&self, by_name: &BTreeMap<&ProfileName, T>) -> String {
        match (&self.profile, by_name.values().next()) {
            (Some(_), Some(only)) => compact(only),
            _ => compact(by_name),
        }
    }
}

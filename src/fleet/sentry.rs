//! A Sentry.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::profile::ProfileName;

/// A Sentry that has registered.
///
/// ```
/// use apptunnel::fleet::Fleet;
///
/// let mut fleet = Fleet::default();
/// fleet.register_sentry("sentry-1".parse().unwrap()).unwrap();
/// assert!(fleet.sentrys().values().all(|sentry| sentry.is_unconfigured()));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sentry {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) profile: Option<ProfileName>,
}

impl Sentry {
    /// The profile that is assigned. `None`: it is *Unconfigured*.
    pub fn profile(&self) -> Option<&ProfileName> {
        self.profile.as_ref()
    }

    /// Whether no profile is assigned.
    pub fn is_unconfigured(&self) -> bool {
        self.profile.is_none()
    }

    pub(super) fn rename_profile(&mut self, old: &ProfileName, new: &ProfileName) {
        if self.profile.as_ref() == Some(old) {
            self.profile = Some(new.clone());
        }
    }
}

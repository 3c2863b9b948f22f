//! Device groups and devices: as much of them as is needed to say which would lose the tunnel.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::name::{DeviceGroupName, Space};
use crate::profile::ProfileName;

/// A device group.
///
/// ```
/// use apptunnel::fleet::{DeviceGroup, Space};
///
/// assert_eq!(DeviceGroup::default().space, Space::Default);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct DeviceGroup {
    /// The space that it is in.
    #[serde(default, skip_serializing_if = "Space::is_default")]
    pub space: Space,
    /// The profiles through whose Sentrys its devices work.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub profiles: BTreeSet<ProfileName>,
}

/// A device that is named, because it is ticked by itself or needs a profile of its own.
///
/// ```
/// use apptunnel::fleet::{Device, Fleet};
///
/// let mut fleet = Fleet::default();
/// fleet.set_device("iPhone 7".parse().unwrap(), Device::default()).unwrap();
/// assert_eq!(fleet.devices().len(), 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Device {
    /// The space that it is in.
    #[serde(default, skip_serializing_if = "Space::is_default")]
    pub space: Space,
    /// The groups that it is in, all of the same space.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub groups: BTreeSet<DeviceGroupName>,
    /// The profiles it needs besides those of its groups.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub profiles: BTreeSet<ProfileName>,
}

impl DeviceGroup {
    /// The same, in this space.
    #[must_use]
    pub fn with_space(self, space: Space) -> Self {
        Self { space, ..self }
    }

    /// The same, for devices that work through Sentrys with these profiles.
    #[must_use]
    pub fn with_profiles(self, profiles: BTreeSet<ProfileName>) -> Self {
        Self { profiles, ..self }
    }
}

impl Device {
    /// The same, in this space.
    #[must_use]
    pub fn with_space(self, space: Space) -> Self {
        Self { space, ..self }
    }

    /// The same, in these groups.
    #[must_use]
    pub fn with_groups(self, groups: BTreeSet<DeviceGroupName>) -> Self {
        Self { groups, ..self }
    }

    /// The same, with profiles besides those of its groups.
    #[must_use]
    pub fn with_profiles(self, profiles: BTreeSet<ProfileName>) -> Self {
        Self { profiles, ..self }
    }
}

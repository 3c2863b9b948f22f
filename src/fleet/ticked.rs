//! What is ticked in a distribution.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::name::{DeviceGroupName, DeviceName};

/// The devices and device groups that are ticked in a distribution.
///
/// ```
/// use apptunnel::fleet::Ticked;
///
/// let ticked = Ticked::default().with_device_groups(["Sales".parse().unwrap()].into());
/// assert!(ticked.devices.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Ticked {
    /// Devices.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub devices: BTreeSet<DeviceName>,
    /// Device groups.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub device_groups: BTreeSet<DeviceGroupName>,
}

impl Ticked {
    /// The same, with these devices.
    #[must_use]
    pub fn with_devices(self, devices: BTreeSet<DeviceName>) -> Self {
        Self { devices, ..self }
    }

    /// The same, with these device groups.
    #[must_use]
    pub fn with_device_groups(self, device_groups: BTreeSet<DeviceGroupName>) -> Self {
        Self { device_groups, ..self }
    }
}

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
/// let ticked = Ticked { device_groups: ["Sales".parse().unwrap()].into(), ..Default::default() };
/// assert!(ticked.devices.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ticked {
    /// Devices.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub devices: BTreeSet<DeviceName>,
    /// Device groups.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub device_groups: BTreeSet<DeviceGroupName>,
}

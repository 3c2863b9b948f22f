//! Device groups and devices: as much of them as is needed to say which would lose the tunnel.

use std::collections::{BTreeMap, BTreeSet};

use super::device::{Device, DeviceGroup};
use super::name::{DeviceGroupName, DeviceName, Space};
use super::refusal::Refusal;
use super::rules::{GROUP_IN_USE, NOT_FOUND, OTHER_SPACE, TICKED, TOO_MANY};
use super::{Fleet, limits};
use crate::profile::ProfileName;

/// The key of groups in the saved fleet.
pub(super) const GROUPS: &str = "device_groups";
/// The key of devices.
pub(super) const DEVICES: &str = "devices";

impl Fleet {
    /// Adds a device group, or puts it in the place of the one with this name.
    ///
    /// # Errors
    /// Its space or a profile does not exist; or it moves to another space while it has devices or is ticked.
    ///
    /// ```
    /// use apptunnel::fleet::{DeviceGroup, Fleet};
    ///
    /// let group = DeviceGroup { space: "Europe".parse().unwrap(), ..Default::default() };
    /// let refusal = Fleet::default().set_device_group("Sales".parse().unwrap(), group).unwrap_err();
    /// assert_eq!(refusal.findings()[0].code, "fleet.not-found");
    /// ```
    pub fn set_device_group(&mut self, name: DeviceGroupName, group: DeviceGroup) -> Result<(), Refusal> {
        let keys = [GROUPS, name.as_str()];
        self.has_references(&keys, &group.space, &group.profiles)?;
        match self.device_groups.get(&name) {
            Some(old) if old.space != group.space => self.is_free_group(&name)?,
            None if self.device_groups.len() >= limits::DEVICE_GROUPS => {
                return Err(too_many(&keys, "device groups", self.device_groups.len()));
            }
            _ => {}
        }
        self.device_groups.insert(name, group);
        Ok(())
    }

    /// Deletes a device group.
    ///
    /// # Errors
    /// There is no such group, it has devices, or it is ticked in a distribution.
    pub fn delete_device_group(&mut self, name: &DeviceGroupName) -> Result<(), Refusal> {
        self.has_device_group(name)?;
        self.is_free_group(name)?;
        self.device_groups.remove(name);
        Ok(())
    }

    /// Adds a device, or puts it in the place of the one with this name.
    ///
    /// # Errors
    /// Its space, a group or a profile does not exist; a group is in another space; or it moves to another space while it
    /// is ticked.
    pub fn set_device(&mut self, name: DeviceName, device: Device) -> Result<(), Refusal> {
        let keys = [DEVICES, name.as_str()];
        self.has_references(&keys, &device.space, &device.profiles)?;
        self.has_groups(&keys, &device)?;
        match self.devices.get(&name) {
            Some(old) if old.space != device.space => self.is_unticked_device(&name)?,
            None if self.devices.len() >= limits::DEVICES => {
                return Err(too_many(&keys, "devices", self.devices.len()));
            }
            _ => {}
        }
        self.devices.insert(name, device);
        Ok(())
    }

    /// Deletes a device.
    ///
    /// # Errors
    /// There is no such device, or it is ticked in a distribution.
    pub fn delete_device(&mut self, name: &DeviceName) -> Result<(), Refusal> {
        self.has_device(name)?;
        self.is_unticked_device(name)?;
        self.devices.remove(name);
        Ok(())
    }

    /// The device groups by name.
    pub fn device_groups(&self) -> &BTreeMap<DeviceGroupName, DeviceGroup> {
        &self.device_groups
    }

    /// The devices that are named, by name.
    pub fn devices(&self) -> &BTreeMap<DeviceName, Device> {
        &self.devices
    }

    pub(super) fn has_device_group(&self, name: &DeviceGroupName) -> Result<&DeviceGroup, Refusal> {
        let message = || format!("No device group has the name {name}.");
        let missing = || Refusal::new(&NOT_FOUND, &[GROUPS, name.as_str()], message());
        self.device_groups.get(name).ok_or_else(missing)
    }

    pub(super) fn has_device(&self, name: &DeviceName) -> Result<&Device, Refusal> {
        let missing = || Refusal::new(&NOT_FOUND, &[DEVICES, name.as_str()], format!("No device has the name {name}."));
        self.devices.get(name).ok_or_else(missing)
    }

    /// Whether the space and the profiles of a group or device exist.
    pub(super) fn has_references(
        &self,
        keys: &[&str],
        space: &Space,
        profiles: &BTreeSet<ProfileName>,
    ) -> Result<(), Refusal> {
        self.has_space(space)?;
        if profiles.len() > limits::REFERENCES {
            return Err(too_many(keys, "profiles", profiles.len()));
        }
        profiles.iter().try_for_each(|profile| self.has_profile(profile))
    }

    /// Whether the groups of a device exist and are in its space.
    pub(super) fn has_groups(&self, keys: &[&str], device: &Device) -> Result<(), Refusal> {
        if device.groups.len() > limits::REFERENCES {
            return Err(too_many(keys, "device groups", device.groups.len()));
        }
        device.groups.iter().try_for_each(|name| {
            let space = &self.has_device_group(name)?.space;
            if *space == device.space {
                return Ok(());
            }
            let message = format!("The device group {name} is in {space}, the device in {}.", device.space);
            Err(Refusal::new(&OTHER_SPACE, keys, message))
        })
    }

    fn is_free_group(&self, name: &DeviceGroupName) -> Result<(), Refusal> {
        let keys = [GROUPS, name.as_str()];
        let devices = self.devices.values().filter(|device| device.groups.contains(name)).count();
        if devices > 0 {
            return Err(Refusal::new(&GROUP_IN_USE, &keys, format!("The device group {name} has {devices} devices.")));
        }
        if self.ticks().any(|ticked| ticked.device_groups.contains(name)) {
            return Err(Refusal::new(&TICKED, &keys, format!("The device group {name} is ticked.")));
        }
        Ok(())
    }

    fn is_unticked_device(&self, name: &DeviceName) -> Result<(), Refusal> {
        if self.ticks().any(|ticked| ticked.devices.contains(name)) {
            return Err(Refusal::new(&TICKED, &[DEVICES, name.as_str()], format!("The device {name} is ticked.")));
        }
        Ok(())
    }
}

fn too_many(keys: &[&str], what: &str, count: usize) -> Refusal {
    Refusal::new(&TOO_MANY, keys, format!("There are {count} {what}."))
}

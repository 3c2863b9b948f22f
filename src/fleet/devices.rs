//! Device groups and devices: as much of them as is needed to say which would lose the tunnel.

use std::collections::{BTreeMap, BTreeSet};

use super::device::{Device, DeviceGroup};
use super::name::{DeviceGroupName, DeviceName, Space};
use super::refusal::Refusal;
use super::rules::{self, DEVICE_GROUPS, GROUP_IN_USE, NOT_FOUND, OTHER_SPACE, PROFILES, TICKED, TOO_MANY};
use super::{Fleet, limits};
use crate::message::{Count, Noun};
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
    /// let group = DeviceGroup::default().with_space("Europe".parse().unwrap());
    /// let refusal = Fleet::default().set_device_group("Sales".parse().unwrap(), group).unwrap_err();
    /// assert_eq!(refusal.findings()[0].code, "fleet.not-found");
    /// ```
    pub fn set_device_group(&mut self, name: DeviceGroupName, group: DeviceGroup) -> Result<(), Refusal> {
        let keys = [GROUPS, name.as_str()];
        self.require_references(&keys, &group.space, &group.profiles)?;
        match self.device_groups.get(&name) {
            Some(old) if old.space != group.space => self.require_free_group(&name)?,
            None if self.device_groups.len() >= limits::DEVICE_GROUPS => {
                return Err(too_many(&keys, self.device_groups.len(), &DEVICE_GROUPS));
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
        self.require_device_group(name)?;
        self.require_free_group(name)?;
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
        self.require_references(&keys, &device.space, &device.profiles)?;
        self.require_groups(&keys, &device)?;
        match self.devices.get(&name) {
            Some(old) if old.space != device.space => self.require_unticked_device(&name)?,
            None if self.devices.len() >= limits::DEVICES => {
                return Err(too_many(&keys, self.devices.len(), &rules::DEVICES));
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
        self.require_device(name)?;
        self.require_unticked_device(name)?;
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

    pub(super) fn require_device_group(&self, name: &DeviceGroupName) -> Result<&DeviceGroup, Refusal> {
        let missing = || Refusal::new(&NOT_FOUND, &[GROUPS, name.as_str()], rules::no_device_group(name));
        self.device_groups.get(name).ok_or_else(missing)
    }

    pub(super) fn require_device(&self, name: &DeviceName) -> Result<&Device, Refusal> {
        let missing = || Refusal::new(&NOT_FOUND, &[DEVICES, name.as_str()], rules::no_device(name));
        self.devices.get(name).ok_or_else(missing)
    }

    /// The space and the profiles of a group or device exist.
    pub(super) fn require_references(
        &self,
        keys: &[&str],
        space: &Space,
        profiles: &BTreeSet<ProfileName>,
    ) -> Result<(), Refusal> {
        self.require_space(space)?;
        if profiles.len() > limits::REFERENCES {
            return Err(too_many(keys, profiles.len(), &PROFILES));
        }
        profiles.iter().try_for_each(|profile| self.require_profile(profile))
    }

    /// The groups of a device exist and are in its space.
    pub(super) fn require_groups(&self, keys: &[&str], device: &Device) -> Result<(), Refusal> {
        if device.groups.len() > limits::REFERENCES {
            return Err(too_many(keys, device.groups.len(), &DEVICE_GROUPS));
        }
        device.groups.iter().try_for_each(|name| {
            let space = &self.require_device_group(name)?.space;
            if *space == device.space {
                return Ok(());
            }
            Err(Refusal::new(&OTHER_SPACE, keys, rules::group_elsewhere(name, space, &device.space)))
        })
    }

    fn require_free_group(&self, name: &DeviceGroupName) -> Result<(), Refusal> {
        let keys = [GROUPS, name.as_str()];
        let devices = self.devices.values().filter(|device| device.groups.contains(name)).count();
        if devices > 0 {
            let message = rules::group_has(name, Count(devices, &rules::DEVICES));
            return Err(Refusal::new(&GROUP_IN_USE, &keys, message));
        }
        if self.ticks().any(|ticked| ticked.device_groups.contains(name)) {
            return Err(Refusal::new(&TICKED, &keys, rules::group_is_ticked(name)));
        }
        Ok(())
    }

    fn require_unticked_device(&self, name: &DeviceName) -> Result<(), Refusal> {
        if self.ticks().any(|ticked| ticked.devices.contains(name)) {
            return Err(Refusal::new(&TICKED, &[DEVICES, name.as_str()], rules::device_is_ticked(name)));
        }
        Ok(())
    }
}

fn too_many(keys: &[&str], count: usize, things: &'static Noun) -> Refusal {
    Refusal::new(&TOO_MANY, keys, rules::too_many(Count(count, things)))
}

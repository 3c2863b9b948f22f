//! Device groups and devices.

use std::ffi::c_char;

use super::{FleetHandle, found};
use crate::ffi::arguments::{json, parsed, required};
use crate::ffi::call::{change, make};
use crate::ffi::{ErrorHandle, Status, StringHandle, TextListHandle};
use crate::fleet::{DeviceGroupName, DeviceName};

/// Adds a device group, or puts it in the place of the one with this name. `group` is JSON: a `DeviceGroup` of the published
/// schema `fleet`. Refused if its space or a profile does not exist, or it moves to another space while it has devices or is
/// ticked.
///
/// # Safety
/// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `name` points to `name_length` bytes and `group` to `group_length` bytes, or they are NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_set_device_group(
    fleet: *mut FleetHandle,
    name: *const c_char,
    name_length: usize,
    group: *const c_char,
    group_length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(fleet, "fleet", error, |FleetHandle(fleet)| {
            let name = parsed(name, name_length, "name")?;
            Ok(fleet.set_device_group(name, json(group, group_length, "group")?)?)
        })
    }
}

/// Deletes a device group. Refused if there is no such group, it has devices, or it is ticked in a distribution.
///
/// # Safety
/// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `name` points to `name_length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_delete_device_group(
    fleet: *mut FleetHandle,
    name: *const c_char,
    name_length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(fleet, "fleet", error, |FleetHandle(fleet)| {
            Ok(fleet.delete_device_group(&parsed(name, name_length, "name")?)?)
        })
    }
}

/// The names of the device groups, in order.
///
/// On success `*out` is a list that the caller frees with `apptunnel_text_list_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `fleet` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_device_groups(
    fleet: *const FleetHandle,
    out: *mut *mut TextListHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe { make(out, error, || Ok(TextListHandle::new(required(fleet, "fleet")?.0.device_groups().keys()))) }
}

/// One device group as JSON: a `DeviceGroup` of the published schema `fleet`.
///
/// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `fleet` is live. `name` points to `name_length` bytes, or is NULL and the length is 0. `out` points to memory for one
/// pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_device_group_json(
    fleet: *const FleetHandle,
    name: *const c_char,
    name_length: usize,
    out: *mut *mut StringHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let fleet = &required(fleet, "fleet")?.0;
            let name: DeviceGroupName = parsed(name, name_length, "name")?;
            StringHandle::json(found(fleet.device_groups().get(&name), "device group", &name)?)
        })
    }
}

/// Adds a device, or puts it in the place of the one with this name. `device` is JSON: a `Device` of the published schema `fleet`.
/// Refused if its space, a group or a profile does not exist, a group is in another space, or it moves to another space while
/// it is ticked.
///
/// # Safety
/// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `name` points to `name_length` bytes and `device` to `device_length` bytes, or they are NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_set_device(
    fleet: *mut FleetHandle,
    name: *const c_char,
    name_length: usize,
    device: *const c_char,
    device_length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(fleet, "fleet", error, |FleetHandle(fleet)| {
            let name = parsed(name, name_length, "name")?;
            Ok(fleet.set_device(name, json(device, device_length, "device")?)?)
        })
    }
}

/// Deletes a device. Refused if there is no such device, or it is ticked in a distribution.
///
/// # Safety
/// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `name` points to `name_length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_delete_device(
    fleet: *mut FleetHandle,
    name: *const c_char,
    name_length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(fleet, "fleet", error, |FleetHandle(fleet)| {
            Ok(fleet.delete_device(&parsed(name, name_length, "name")?)?)
        })
    }
}

/// The names of the devices that are named, in order.
///
/// On success `*out` is a list that the caller frees with `apptunnel_text_list_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `fleet` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_devices(
    fleet: *const FleetHandle,
    out: *mut *mut TextListHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe { make(out, error, || Ok(TextListHandle::new(required(fleet, "fleet")?.0.devices().keys()))) }
}

/// One device as JSON: a `Device` of the published schema `fleet`.
///
/// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `fleet` is live. `name` points to `name_length` bytes, or is NULL and the length is 0. `out` points to memory for one
/// pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_device_json(
    fleet: *const FleetHandle,
    name: *const c_char,
    name_length: usize,
    out: *mut *mut StringHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let fleet = &required(fleet, "fleet")?.0;
            let name: DeviceName = parsed(name, name_length, "name")?;
            StringHandle::json(found(fleet.devices().get(&name), "device", &name)?)
        })
    }
}

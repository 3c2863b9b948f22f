//! Spaces, in ranked order.

use std::ffi::c_char;

use super::FleetHandle;
use crate::ffi::arguments::{parsed, required};
use crate::ffi::call::{change, make};
use crate::ffi::{ErrorHandle, Status, TextListHandle};

/// Adds a delegated space at a rank, 0 for the first. Past the end it becomes the last before the Default Space. Refused if the
/// name is taken.
///
/// # Safety
/// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `name` points to `name_length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_add_space(
    fleet: *mut FleetHandle,
    name: *const c_char,
    name_length: usize,
    rank: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(fleet, "fleet", error, |FleetHandle(fleet)| {
            Ok(fleet.add_space(parsed(name, name_length, "name")?, rank)?)
        })
    }
}

/// Gives a delegated space another rank, 0 for the first. Past the end it becomes the last before the Default Space. Refused if
/// there is no such space, or it is the Default Space.
///
/// # Safety
/// As for `apptunnel_fleet_add_space`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_move_space(
    fleet: *mut FleetHandle,
    name: *const c_char,
    name_length: usize,
    rank: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(fleet, "fleet", error, |FleetHandle(fleet)| {
            Ok(fleet.move_space(&parsed(name, name_length, "name")?, rank)?)
        })
    }
}

/// Renames a delegated space. What is in it follows. Refused if there is no such space, it is the Default Space, or the new
/// name is taken.
///
/// # Safety
/// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `name` points to `name_length` bytes and `new_name` to `new_name_length` bytes, or they are NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_rename_space(
    fleet: *mut FleetHandle,
    name: *const c_char,
    name_length: usize,
    new_name: *const c_char,
    new_name_length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(fleet, "fleet", error, |FleetHandle(fleet)| {
            let name = parsed(name, name_length, "name")?;
            Ok(fleet.rename_space(&name, parsed(new_name, new_name_length, "new_name")?)?)
        })
    }
}

/// Deletes a delegated space, and with it what is ticked there. Refused if there is no such space, it is the Default Space, or
/// devices or device groups are in it.
///
/// # Safety
/// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `name` points to `name_length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_delete_space(
    fleet: *mut FleetHandle,
    name: *const c_char,
    name_length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(fleet, "fleet", error, |FleetHandle(fleet)| {
            Ok(fleet.delete_space(&parsed(name, name_length, "name")?)?)
        })
    }
}

/// The names of the spaces in ranked order, the Default Space last.
///
/// On success `*out` is a list that the caller frees with `apptunnel_text_list_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `fleet` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_spaces(
    fleet: *const FleetHandle,
    out: *mut *mut TextListHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe { make(out, error, || Ok(TextListHandle::new(required(fleet, "fleet")?.0.spaces()))) }
}

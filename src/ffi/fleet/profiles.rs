//! The profiles of the console.

use std::ffi::c_char;

use super::{FleetHandle, found};
use crate::Profile;
use crate::ffi::arguments::{parsed, required};
use crate::ffi::call::{change, make};
use crate::ffi::failure::Failure;
use crate::ffi::profile::profile_of;
use crate::ffi::{ErrorHandle, Status, StringHandle, TextListHandle};
use crate::profile::ProfileName;

/// Adds a profile from JSON by the published schema `profile`. It is assigned to no Sentry yet. Refused if it has errors, its
/// name is taken, a certificate that it names is not in its store, or there are too many.
///
/// # Safety
/// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `profile` points to `profile_length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_add_profile(
    fleet: *mut FleetHandle,
    profile: *const c_char,
    profile_length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(fleet, "fleet", error, |FleetHandle(fleet)| {
            Ok(fleet.add_profile(profile_of(profile, profile_length, "profile")?)?)
        })
    }
}

/// Saves a profile again that was edited, as JSON by the published schema `profile`. `name` is the name it had; if that was
/// changed, Sentrys and devices follow. Refused if it has errors, there is no profile of that name, the new name is taken, or a
/// certificate that it names is not in its store.
///
/// # Safety
/// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `name` points to `name_length` bytes and `profile` to `profile_length` bytes, or they are NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_replace_profile(
    fleet: *mut FleetHandle,
    name: *const c_char,
    name_length: usize,
    profile: *const c_char,
    profile_length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(fleet, "fleet", error, |FleetHandle(fleet)| {
            let name = parsed(name, name_length, "name")?;
            Ok(fleet.replace_profile(&name, profile_of(profile, profile_length, "profile")?)?)
        })
    }
}

/// Deletes a profile. Refused if there is none of that name, it is assigned to a Sentry, or devices need it.
///
/// # Safety
/// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `name` points to `name_length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_delete_profile(
    fleet: *mut FleetHandle,
    name: *const c_char,
    name_length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(fleet, "fleet", error, |FleetHandle(fleet)| {
            Ok(fleet.delete_profile(&parsed(name, name_length, "name")?)?)
        })
    }
}

/// The names of the profiles, in order.
///
/// On success `*out` is a list that the caller frees with `apptunnel_text_list_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `fleet` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_profiles(
    fleet: *const FleetHandle,
    out: *mut *mut TextListHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe { make(out, error, || Ok(TextListHandle::new(required(fleet, "fleet")?.0.profiles().keys()))) }
}

/// One profile as JSON by the published schema `profile`.
///
/// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `fleet` is live. `name` points to `name_length` bytes, or is NULL and the length is 0. `out` points to memory for one
/// pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_profile_json(
    fleet: *const FleetHandle,
    name: *const c_char,
    name_length: usize,
    out: *mut *mut StringHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe { make(out, error, || StringHandle::json(profile(fleet, name, name_length)?)) }
}

/// The profile of this name.
///
/// # Safety
/// `fleet` is NULL or live for as long as the reference is used. `name` points to `name_length` bytes, or is NULL and the
/// length is 0.
pub(in crate::ffi) unsafe fn profile<'a>(
    fleet: *const FleetHandle,
    name: *const c_char,
    name_length: usize,
) -> Result<&'a Profile, Failure> {
    // SAFETY: as for this function.
    let fleet = unsafe { &required(fleet, "fleet")?.0 };
    // SAFETY: as for this function.
    let name: ProfileName = unsafe { parsed(name, name_length, "name") }?;
    found(fleet.profiles().get(&name).map(AsRef::as_ref), "profile", &name)
}

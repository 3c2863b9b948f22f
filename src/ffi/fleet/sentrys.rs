//! Sentrys, and which profile each has.

use std::ffi::c_char;

use super::FleetHandle;
use crate::ffi::arguments::{parsed, required};
use crate::ffi::boundary::read;
use crate::ffi::call::{change, make};
use crate::ffi::{ErrorHandle, Status, Text, TextListHandle};
use crate::fleet::Sentry;

/// A Sentry has registered. It is unconfigured. Refused if the name is taken.
///
/// # Safety
/// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `name` points to `name_length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_register_sentry(
    fleet: *mut FleetHandle,
    name: *const c_char,
    name_length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(fleet, "fleet", error, |FleetHandle(fleet)| {
            Ok(fleet.register_sentry(parsed(name, name_length, "name")?)?)
        })
    }
}

/// Assigns a profile to an unconfigured Sentry. Refused if there is no such Sentry or profile, or the Sentry has a profile.
///
/// # Safety
/// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `sentry` points to `sentry_length` bytes and `profile` to `profile_length` bytes, or they are NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_assign(
    fleet: *mut FleetHandle,
    sentry: *const c_char,
    sentry_length: usize,
    profile: *const c_char,
    profile_length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(fleet, "fleet", error, |FleetHandle(fleet)| {
            let sentry = parsed(sentry, sentry_length, "sentry")?;
            Ok(fleet.assign(&sentry, &parsed(profile, profile_length, "profile")?)?)
        })
    }
}

/// Assigns another profile to a configured Sentry, in the place of the one it has. Refused if there is no such Sentry or
/// profile, or the Sentry is unconfigured.
///
/// # Safety
/// As for `apptunnel_fleet_assign`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_reassign(
    fleet: *mut FleetHandle,
    sentry: *const c_char,
    sentry_length: usize,
    profile: *const c_char,
    profile_length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(fleet, "fleet", error, |FleetHandle(fleet)| {
            let sentry = parsed(sentry, sentry_length, "sentry")?;
            Ok(fleet.reassign(&sentry, &parsed(profile, profile_length, "profile")?)?)
        })
    }
}

/// Takes the profile from a Sentry, which becomes unconfigured. Refused if there is no such Sentry, or it is unconfigured
/// already.
///
/// # Safety
/// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `sentry` points to `sentry_length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_unassign(
    fleet: *mut FleetHandle,
    sentry: *const c_char,
    sentry_length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(fleet, "fleet", error, |FleetHandle(fleet)| {
            Ok(fleet.unassign(&parsed(sentry, sentry_length, "sentry")?)?)
        })
    }
}

/// Deletes an unconfigured Sentry. Refused if there is no such Sentry, or it has a profile.
///
/// # Safety
/// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `name` points to `name_length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_delete_sentry(
    fleet: *mut FleetHandle,
    name: *const c_char,
    name_length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(fleet, "fleet", error, |FleetHandle(fleet)| {
            Ok(fleet.delete_sentry(&parsed(name, name_length, "name")?)?)
        })
    }
}

/// The names of the Sentrys, in order.
///
/// On success `*out` is a list that the caller frees with `apptunnel_text_list_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `fleet` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_sentrys(
    fleet: *const FleetHandle,
    out: *mut *mut TextListHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe { make(out, error, || Ok(TextListHandle::new(required(fleet, "fleet")?.0.sentrys().keys()))) }
}

/// The names of the Sentrys that have a profile, in order.
///
/// On success `*out` is a list that the caller frees with `apptunnel_text_list_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `fleet` is live. `profile` points to `profile_length` bytes, or is NULL and the length is 0. `out` points to memory for
/// one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_sentrys_with(
    fleet: *const FleetHandle,
    profile: *const c_char,
    profile_length: usize,
    out: *mut *mut TextListHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let fleet = &required(fleet, "fleet")?.0;
            let profile = parsed(profile, profile_length, "profile")?;
            Ok(TextListHandle::new(fleet.sentrys_with(&profile)))
        })
    }
}

/// The profile that a Sentry has. NULL if it is unconfigured, or there is no such Sentry. Lives until `fleet` is changed or
/// freed.
///
/// # Safety
/// `fleet` is NULL or live. `name` points to `name_length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_sentry_profile(
    fleet: *const FleetHandle,
    name: *const c_char,
    name_length: usize,
) -> Text {
    // SAFETY: as for this function.
    unsafe {
        read(fleet, Text::NONE, |FleetHandle(fleet)| {
            let sentry = parsed(name, name_length, "name").ok().and_then(|name| fleet.sentrys().get(&name));
            sentry.and_then(Sentry::profile).map(|profile| profile.as_str()).into()
        })
    }
}

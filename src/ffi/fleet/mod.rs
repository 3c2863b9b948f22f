//! What the console holds. One file for each kind of thing in it.

pub mod certificate_list;
pub mod check;
pub mod devices;
pub mod distribution;
pub mod profiles;
pub mod sentrys;
pub mod spaces;
pub mod store;

use std::ffi::c_char;
use std::fmt::Display;

use super::arguments::{required, required_text};
use super::boundary::{boxed, free};
use super::call::make;
use super::failure::Failure;
use super::{ErrorHandle, Status, StringHandle};
use crate::Fleet;

/// What the console holds: certificate stores, profiles, Sentrys, spaces, devices, and the distribution of the root. There is
/// no private key in it. May be used by several threads at once, but not while one of them changes it.
///
/// An operation either does what it says, or gives `apptunnel_status_Refused` and leaves the fleet as it was.
#[derive(Debug, Default)]
pub struct FleetHandle(pub(super) Fleet);

/// An empty fleet. NULL if the library failed.
///
/// The caller frees it with `apptunnel_fleet_free`.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_fleet_new() -> *mut FleetHandle {
    boxed(FleetHandle::default)
}

/// Reads a fleet from JSON by the published schema `fleet`, as `apptunnel_fleet_json` writes it. What no operation allows is not
/// read: the message of the error says where it stands, as a JSON pointer (RFC 6901) or as line and column.
///
/// On success `*out` is a fleet that the caller frees with `apptunnel_fleet_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `json` points to `length` bytes, or is NULL and the length is 0. `out` points to memory for one pointer; `error` does
/// too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_from_json(
    json: *const c_char,
    length: usize,
    out: *mut *mut FleetHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe { make(out, error, || Ok(FleetHandle(Fleet::from_json(required_text(json, length, "json")?)?))) }
}

/// The fleet as JSON by the published schema `fleet`, to be kept.
///
/// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `fleet` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_json(
    fleet: *const FleetHandle,
    out: *mut *mut StringHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe { make(out, error, || Ok(StringHandle(required(fleet, "fleet")?.0.to_json()))) }
}

/// The same fleet once more, to try changes on. Certificates and profiles are not copied.
///
/// On success `*out` is a fleet that the caller frees with `apptunnel_fleet_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `fleet` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_clone(
    fleet: *const FleetHandle,
    out: *mut *mut FleetHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe { make(out, error, || Ok(FleetHandle(required(fleet, "fleet")?.0.clone()))) }
}

/// Frees a fleet. NULL is allowed.
///
/// # Safety
/// `fleet` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_free(fleet: *mut FleetHandle) {
    // SAFETY: as for this function.
    unsafe { free(fleet) }
}

/// What is asked for by its name, if it is there.
pub(super) fn found<T>(thing: Option<T>, kind: &str, name: &impl Display) -> Result<T, Failure> {
    thing.ok_or_else(|| Failure::invalid(format!("no {kind} has the name {name}")))
}

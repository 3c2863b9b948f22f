//! The configuration Sentry Root Certificate: which roots, and which devices.

use std::ffi::c_char;

use super::{FleetHandle, found};
use crate::ffi::arguments::{json, optional, parsed, required};
use crate::ffi::boundary::{free, read};
use crate::ffi::call::{change, make};
use crate::ffi::certificate::certificates;
use crate::ffi::failure::Failure;
use crate::ffi::{CertificateHandle, ErrorHandle, Status, StringHandle, Text};
use crate::fleet::{Admin, Change, DelegatedSpace, OtherSpaces, Pending, Space};

/// A change of the distribution that waits for its confirmation. Immutable; may be used by several threads at once.
#[derive(Debug)]
pub struct PendingHandle {
    pending: Pending,
    warning: String,
    summary: Vec<String>,
}

impl PendingHandle {
    fn new(pending: Pending) -> Self {
        let warning = pending.warning().to_string();
        let summary = pending.summary().iter().map(ToString::to_string).collect();
        Self { pending, warning, summary }
    }
}

/// Do not apply to other spaces.
pub const OTHER_SPACES_DO_NOT_APPLY: u32 = 0;
/// Apply to devices in other spaces.
pub const OTHER_SPACES_APPLY: u32 = 1;
/// Apply to devices in other spaces, and allow Space Admin to edit the distribution.
pub const OTHER_SPACES_APPLY_AND_ALLOW_EDIT: u32 = 2;

/// Proposes a change of the distribution. Nothing changes before `apptunnel_fleet_confirm`.
///
/// `admin` is the space in which the administrator has a role; NULL with length 0 is the Default Space, whose administrators
/// change everything. `ticked` is JSON, a `Ticked` of the published schema `fleet`: which devices and device groups, of every
/// space. `other_spaces` is one of `APPTUNNEL_OTHER_SPACES_…`. Refused if the administrator may not make the change, or what is
/// ticked does not exist.
///
/// On success `*out` is a change that the caller frees with `apptunnel_pending_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `fleet` is live. `admin` points to `admin_length` bytes and `ticked` to `ticked_length` bytes, or they are NULL and the
/// length is 0. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_propose(
    fleet: *const FleetHandle,
    admin: *const c_char,
    admin_length: usize,
    ticked: *const c_char,
    ticked_length: usize,
    other_spaces: u32,
    out: *mut *mut PendingHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let fleet = &required(fleet, "fleet")?.0;
            let admin = self::admin(admin, admin_length)?;
            let ticked = json(ticked, ticked_length, "ticked")?;
            let other_spaces = match other_spaces {
                OTHER_SPACES_DO_NOT_APPLY => OtherSpaces::DoNotApply,
                OTHER_SPACES_APPLY => OtherSpaces::Apply { allow_space_admin_to_edit: false },
                OTHER_SPACES_APPLY_AND_ALLOW_EDIT => OtherSpaces::Apply { allow_space_admin_to_edit: true },
                other => return Err(Failure::invalid(format!("there is no choice {other} for other spaces"))),
            };
            Ok(PendingHandle::new(fleet.propose(&admin, Change::Distribution { ticked, other_spaces })?))
        })
    }
}

/// Proposes a change of the distribution in one delegated space. Nothing changes before `apptunnel_fleet_confirm`.
///
/// `admin` is as for `apptunnel_fleet_propose`. `ticked` is JSON, a `Ticked` of the published schema `fleet`: which devices and
/// device groups of this space. NULL with length 0: the space inherits the distribution of the Default Space again. Refused if
/// the administrator may not make the change, what is ticked does not exist or is in another space, or the configuration
/// does not apply to that space.
///
/// On success `*out` is a change that the caller frees with `apptunnel_pending_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `fleet` is live. `admin` points to `admin_length` bytes, `space` to `space_length` bytes and `ticked` to `ticked_length`
/// bytes, or they are NULL and the length is 0. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_propose_in_space(
    fleet: *const FleetHandle,
    admin: *const c_char,
    admin_length: usize,
    space: *const c_char,
    space_length: usize,
    ticked: *const c_char,
    ticked_length: usize,
    out: *mut *mut PendingHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let fleet = &required(fleet, "fleet")?.0;
            let admin = self::admin(admin, admin_length)?;
            let space = parsed(space, space_length, "space")?;
            let ticked = optional(ticked, ticked_length, "ticked", json)?;
            Ok(PendingHandle::new(fleet.propose(&admin, Change::InSpace { space, ticked })?))
        })
    }
}

/// Makes a change that was proposed, now that its warning was answered with yes. Refused if the distribution or the spaces have
/// changed since, or what is ticked no longer exists. `pending` is not freed.
///
/// # Safety
/// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `pending` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_confirm(
    fleet: *mut FleetHandle,
    pending: *const PendingHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(fleet, "fleet", error, |FleetHandle(fleet)| Ok(fleet.confirm(&required(pending, "pending")?.pending)?))
    }
}

/// The text of the warning, for people. Lives as long as `pending`.
///
/// # Safety
/// `pending` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_pending_warning(pending: *const PendingHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(pending, Text::NONE, |pending| pending.warning.as_str().into()) }
}

/// How many lines the summary of the distribution has.
///
/// # Safety
/// `pending` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_pending_summary_count(pending: *const PendingHandle) -> usize {
    // SAFETY: as for this function.
    unsafe { read(pending, 0, |pending| pending.summary.len()) }
}

/// One of them, for people. NULL if there is no such line. Lives as long as `pending`.
///
/// # Safety
/// `pending` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_pending_summary(pending: *const PendingHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { read(pending, Text::NONE, |pending| pending.summary.get(index).map(String::as_str).into()) }
}

/// Frees a change, confirmed or not. NULL is allowed.
///
/// # Safety
/// `pending` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_pending_free(pending: *mut PendingHandle) {
    // SAFETY: as for this function.
    unsafe { free(pending) }
}

/// Sets the roots that the configuration distributes. Doubles are left out. The certificates may be freed afterwards. Refused if
/// there are too many.
///
/// # Safety
/// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `roots` points to `count` certificates that are live, or is NULL and the count is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_set_root_certificates(
    fleet: *mut FleetHandle,
    roots: *const *const CertificateHandle,
    count: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(fleet, "fleet", error, |FleetHandle(fleet)| {
            Ok(fleet.set_root_certificates(&certificates(roots, count, "roots")?)?)
        })
    }
}

/// How many roots the configuration distributes.
///
/// # Safety
/// `fleet` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_root_certificate_count(fleet: *const FleetHandle) -> usize {
    // SAFETY: as for this function.
    unsafe { read(fleet, 0, |fleet| fleet.0.root_configuration().certificates().len()) }
}

/// One of them.
///
/// On success `*out` is a certificate that the caller frees with `apptunnel_certificate_free`. Otherwise `*out` is left
/// alone, and if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `fleet` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_root_certificate(
    fleet: *const FleetHandle,
    index: usize,
    out: *mut *mut CertificateHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let root = required(fleet, "fleet")?.0.root_configuration().certificates().get(index);
            let root = root.ok_or_else(|| Failure::invalid(format!("there is no root certificate {index}")))?;
            Ok(CertificateHandle::new(root.clone()))
        })
    }
}

/// What is ticked in a space as JSON, a `Ticked` of the published schema `fleet`; or `null` if the space inherits the
/// distribution of the Default Space. `space` of NULL with length 0 is the Default Space.
///
/// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `fleet` is live. `space` points to `space_length` bytes, or is NULL and the length is 0. `out` points to memory for one
/// pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_ticked_json(
    fleet: *const FleetHandle,
    space: *const c_char,
    space_length: usize,
    out: *mut *mut StringHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let fleet = &required(fleet, "fleet")?.0;
            match self::space(space, space_length, "space")? {
                Space::Default => StringHandle::json(fleet.root_configuration().ticked()),
                Space::Delegated(name) => {
                    let space = fleet.delegated_spaces().iter().find(|space| *space.name() == name);
                    StringHandle::json(&found(space, "space", &name).map(DelegatedSpace::root_distribution)?)
                }
            }
        })
    }
}

/// What becomes of other spaces: one of `APPTUNNEL_OTHER_SPACES_…`.
///
/// # Safety
/// `fleet` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_other_spaces(fleet: *const FleetHandle) -> u32 {
    // SAFETY: as for this function.
    unsafe {
        read(fleet, OTHER_SPACES_DO_NOT_APPLY, |fleet| match fleet.0.root_configuration().other_spaces() {
            OtherSpaces::DoNotApply => OTHER_SPACES_DO_NOT_APPLY,
            OtherSpaces::Apply { allow_space_admin_to_edit: false } => OTHER_SPACES_APPLY,
            OtherSpaces::Apply { allow_space_admin_to_edit: true } => OTHER_SPACES_APPLY_AND_ALLOW_EDIT,
        })
    }
}

/// Whether the root is distributed to a device group. False if there is no such group.
///
/// # Safety
/// `fleet` is NULL or live. `name` points to `name_length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_is_root_distributed_to_group(
    fleet: *const FleetHandle,
    name: *const c_char,
    name_length: usize,
) -> bool {
    // SAFETY: as for this function.
    unsafe {
        read(fleet, false, |FleetHandle(fleet)| {
            parsed(name, name_length, "name").is_ok_and(|name| fleet.is_root_distributed_to_group(&name))
        })
    }
}

/// Whether the root is distributed to a device, by itself or through a group. False if there is no such device.
///
/// # Safety
/// `fleet` is NULL or live. `name` points to `name_length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_is_root_distributed_to_device(
    fleet: *const FleetHandle,
    name: *const c_char,
    name_length: usize,
) -> bool {
    // SAFETY: as for this function.
    unsafe {
        read(fleet, false, |FleetHandle(fleet)| {
            parsed(name, name_length, "name").is_ok_and(|name| fleet.is_root_distributed_to_device(&name))
        })
    }
}

/// # Safety
/// `admin` points to `length` bytes, or is NULL and the length is 0.
unsafe fn admin(admin: *const c_char, length: usize) -> Result<Admin, Failure> {
    // SAFETY: as for this function.
    Ok(match unsafe { space(admin, length, "admin") }? {
        Space::Default => Admin::Global,
        Space::Delegated(space) => Admin::Space(space),
    })
}

/// # Safety
/// `data` points to `length` bytes, or is NULL and the length is 0.
unsafe fn space(data: *const c_char, length: usize, name: &str) -> Result<Space, Failure> {
    // SAFETY: as for this function.
    Ok(unsafe { optional(data, length, name, parsed) }?.unwrap_or(Space::Default))
}

//! The check of the whole fleet, and the losses in its report.

use std::ffi::c_char;

use super::FleetHandle;
use crate::ffi::arguments::{instant, parsed, required, slice};
use crate::ffi::boundary::{boxed, free, read};
use crate::ffi::call::{change, make};
use crate::ffi::certificate::NO_INSTANT;
use crate::ffi::{BudgetHandle, ErrorHandle, ReportHandle, Status, Text};
use crate::fleet::{CheckOptions, Loss, Recipient};

/// What the check of a fleet asks for. May be used by several threads at once, but not while one of them changes it.
#[derive(Debug, Default)]
pub struct CheckOptionsHandle(CheckOptions);

/// The newest release that is known; notices 60, 45, 30, 14, 7 and 1 days before a certificate expires; the default budget. NULL
/// if the library failed.
///
/// The caller frees them with `apptunnel_check_options_free`.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_check_options_new() -> *mut CheckOptionsHandle {
    boxed(CheckOptionsHandle::default)
}

/// Says whose rules decide: a system and its release, such as `ios:18.4`.
///
/// # Safety
/// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `release` points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_check_options_set_release(
    options: *mut CheckOptionsHandle,
    release: *const c_char,
    length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(options, "options", error, |CheckOptionsHandle(options)| {
            options.release = parsed(release, length, "release")?;
            Ok(())
        })
    }
}

/// Says how many days before a certificate expires that is worth a finding, in any order. The largest is how far the check looks
/// ahead.
///
/// # Safety
/// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `days` points to `count` numbers, or is NULL and the count is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_check_options_set_notices(
    options: *mut CheckOptionsHandle,
    days: *const u32,
    count: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(options, "options", error, |CheckOptionsHandle(options)| {
            options.notices = slice(days, count, "days")?.to_vec();
            Ok(())
        })
    }
}

/// Limits the work for each chain. The budget may be freed afterwards.
///
/// # Safety
/// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `budget` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_check_options_set_budget(
    options: *mut CheckOptionsHandle,
    budget: *const BudgetHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(options, "options", error, |CheckOptionsHandle(options)| {
            options.budget = required(budget, "budget")?.0;
            Ok(())
        })
    }
}

/// Frees options. NULL is allowed.
///
/// # Safety
/// `options` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_check_options_free(options: *mut CheckOptionsHandle) {
    // SAFETY: as for this function.
    unsafe { free(options) }
}

/// Checks everything at one instant, in seconds since 1970-01-01T00:00:00Z: every profile, every certificate, what Apple devices
/// say of each chain, and which devices lose the tunnel. `options` may be NULL: the ones of `apptunnel_check_options_new`.
///
/// On success `*out` is a report that the caller frees with `apptunnel_report_free`; what is wrong is in it, and who loses the
/// tunnel. Otherwise `*out` is left alone, and if `error` is not NULL, `*error` is an error that the caller frees with
/// `apptunnel_error_free`.
///
/// # Safety
/// `fleet` is live, and `options` is NULL or live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_check(
    fleet: *const FleetHandle,
    options: *const CheckOptionsHandle,
    at: i64,
    out: *mut *mut ReportHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let fleet = &required(fleet, "fleet")?.0;
            let at = instant(at)?;
            let report = options.as_ref().map_or_else(|| fleet.check(at), |options| fleet.check_with(&options.0, at));
            Ok(ReportHandle::of_fleet(report))
        })
    }
}

/// How many losses the report of a fleet has: devices that have no tunnel, or will have none, the earliest first. 0 for other
/// reports.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_loss_count(report: *const ReportHandle) -> usize {
    // SAFETY: as for this function.
    unsafe { read(report, 0, |report| report.fleet().map_or(0, |report| report.losses.len())) }
}

/// From when on, in seconds since 1970-01-01T00:00:00Z; the instant of the report if they have none now.
/// `APPTUNNEL_NO_INSTANT` if there is no such loss.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_loss_from(report: *const ReportHandle, index: usize) -> i64 {
    // SAFETY: as for this function.
    unsafe { loss(report, index, NO_INSTANT, |loss| loss.from.timestamp()) }
}

/// The profile whose tunnel they lose. NULL if there is no such loss. Lives as long as `report`.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_loss_profile(report: *const ReportHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { loss(report, index, Text::NONE, |loss| loss.profile.as_str().into()) }
}

/// The name of the device group or device. NULL if there is no such loss. Lives as long as `report`.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_loss_devices(report: *const ReportHandle, index: usize) -> Text {
    let name = |loss: &Loss| match &loss.devices {
        Recipient::DeviceGroup(name) => name.as_str().into(),
        Recipient::Device(name) => name.as_str().into(),
    };
    // SAFETY: as for this function.
    unsafe { loss(report, index, Text::NONE, name) }
}

/// Whether it is a device group, and not one device.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_loss_is_of_group(report: *const ReportHandle, index: usize) -> bool {
    // SAFETY: as for this function.
    unsafe { loss(report, index, false, |loss| matches!(loss.devices, Recipient::DeviceGroup(_))) }
}

/// The stable name of the rule that is broken, such as `fleet.root-not-distributed`. NULL if there is no such loss. Lives as long
/// as `report`.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_loss_code(report: *const ReportHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { loss(report, index, Text::NONE, |loss| loss.code.as_str().into()) }
}

/// Why, in one sentence. NULL if there is no such loss. Lives as long as `report`.
///
/// # Safety
/// `report` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_report_loss_reason(report: *const ReportHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { read(report, Text::NONE, |report| report.loss_reason(index).into()) }
}

/// One field of one loss, or `absent`.
///
/// # Safety
/// `report` is NULL or live.
unsafe fn loss<R: Copy>(report: *const ReportHandle, index: usize, absent: R, field: impl FnOnce(&Loss) -> R) -> R {
    let get = |report: &ReportHandle| report.fleet()?.losses.get(index).map(field);
    // SAFETY: as for this function.
    unsafe { read(report, absent, |report| get(report).unwrap_or(absent)) }
}

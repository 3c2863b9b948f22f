//! Whether a Sentry lets a device in.

use crate::admission::{AdminDecision, Attempt, Decision, Standing, Traffic, authenticate};
use crate::ffi::admission::AdmissionOptionsHandle;
use crate::ffi::arguments::{instant, required};
use crate::ffi::boundary::{free, read};
use crate::ffi::call::make;
use crate::ffi::certificate::certificates;
use crate::ffi::failure::Failure;
use crate::ffi::{CertificateHandle, ErrorHandle, ReportHandle, Status, StringHandle, Text};

/// Whether a device is let in, and why. Immutable; may be used by several threads at once.
#[derive(Debug)]
pub struct AdmissionDecisionHandle {
    decision: Decision,
    report: ReportHandle,
}

/// E-mail by ActiveSync.
pub const TRAFFIC_ACTIVE_SYNC: u32 = 0;
/// A tunnel to a service.
pub const TRAFFIC_APP_TUNNEL: u32 = 1;

/// N-MDM manages the device.
pub const STANDING_MANAGED: u32 = 0;
/// N-MDM does not know the device, and nobody decided about it.
pub const STANDING_UNMANAGED: u32 = 1;
/// N-MDM does not know the device, and an administrator has allowed it.
pub const STANDING_UNMANAGED_ALLOWED: u32 = 2;
/// N-MDM does not know the device, and an administrator has blocked it.
pub const STANDING_UNMANAGED_BLOCKED: u32 = 3;
/// The Sentry has never seen the device, and cannot reach UEM.
pub const STANDING_NEW: u32 = 4;

/// Decides about a device at one instant, in seconds since 1970-01-01T00:00:00Z.
///
/// `presented` are the `count` certificates of the device, its own first; there may be none. `traffic` is what it asks for, one of
/// `APPTUNNEL_TRAFFIC_…`, and `standing` what the Sentry knows of it, one of `APPTUNNEL_STANDING_…`.
///
/// On success `*out` is a decision that the caller frees with `apptunnel_admission_decision_free`. Otherwise `*out` is left alone,
/// and if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `options` is live. `presented` points to `count` certificates that are live, or is NULL and the count is 0. `out` points to
/// memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_admission_authenticate(
    options: *const AdmissionOptionsHandle,
    presented: *const *const CertificateHandle,
    count: usize,
    traffic: u32,
    standing: u32,
    at: i64,
    out: *mut *mut AdmissionDecisionHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let AdmissionOptionsHandle { options, crls } = required(options, "options")?;
            let traffic = match traffic {
                TRAFFIC_ACTIVE_SYNC => Traffic::ActiveSync,
                TRAFFIC_APP_TUNNEL => Traffic::AppTunnel,
                other => return Err(Failure::invalid(format!("there is no traffic {other}"))),
            };
            let standing = self::standing(standing)?;
            let attempt = Attempt { certificates: certificates(presented, count, "presented")?, traffic, standing };
            let decision = authenticate(options, &attempt, instant(at)?, crls);
            let report = ReportHandle::of_findings(decision.findings.clone());
            Ok(AdmissionDecisionHandle { decision, report })
        })
    }
}

/// Whether the device is let in. False if `decision` is NULL.
///
/// # Safety
/// `decision` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_admission_decision_is_admitted(decision: *const AdmissionDecisionHandle) -> bool {
    // SAFETY: as for this function.
    unsafe { read(decision, false, |it| it.decision.is_admitted) }
}

/// The user that the certificate names. NULL if there is none, or the mode does not ask for one. Lives as long as `decision`.
///
/// # Safety
/// `decision` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_admission_decision_user(decision: *const AdmissionDecisionHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(decision, Text::NONE, |it| it.decision.user.as_deref().into()) }
}

/// Every reason, the most severe first. Belongs to `decision` and lives as long.
///
/// # Safety
/// `decision` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_admission_decision_report(
    decision: *const AdmissionDecisionHandle,
) -> *const ReportHandle {
    // SAFETY: as for this function.
    unsafe { read(decision, std::ptr::null(), |it| std::ptr::from_ref(&it.report)) }
}

/// The decision as JSON by the published schema `admission-decision`.
///
/// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `decision` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_admission_decision_json(
    decision: *const AdmissionDecisionHandle,
    out: *mut *mut StringHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe { make(out, error, || StringHandle::json(&required(decision, "decision")?.decision)) }
}

/// Frees a decision. NULL is allowed.
///
/// # Safety
/// `decision` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_admission_decision_free(decision: *mut AdmissionDecisionHandle) {
    // SAFETY: as for this function.
    unsafe { free(decision) }
}

fn standing(standing: u32) -> Result<Standing, Failure> {
    Ok(match standing {
        STANDING_MANAGED => Standing::Managed,
        STANDING_UNMANAGED => Standing::Unmanaged { decision: None },
        STANDING_UNMANAGED_ALLOWED => Standing::Unmanaged { decision: Some(AdminDecision::Allow) },
        STANDING_UNMANAGED_BLOCKED => Standing::Unmanaged { decision: Some(AdminDecision::Block) },
        STANDING_NEW => Standing::New,
        other => return Err(Failure::invalid(format!("there is no standing {other}"))),
    })
}

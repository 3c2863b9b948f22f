//! What is asked of two certificates.

use std::ffi::c_char;

use super::CertificatePairHandle;
use crate::ffi::arguments::{instant, json, optional, required, text};
use crate::ffi::boundary::read;
use crate::ffi::call::{give, make};
use crate::ffi::certificate::NO_INSTANT;
use crate::ffi::{ErrorHandle, ReportHandle, Status, TextListHandle};
use crate::second_certificate::{ActiveCertificate, ActiveReason, Slot};

/// Which of the two certificates. New values may be added.
#[repr(C)]
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotCode {
    /// Neither is valid, and which one is shown is not known; or nothing was asked.
    None = 0,
    /// The primary one.
    Primary = 1,
    /// The second one.
    Reserve = 2,
}

/// Why the Sentry shows what it shows. New values may be added.
#[repr(C)]
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActiveReasonCode {
    /// Nothing was asked.
    None = 0,
    /// The primary certificate is valid.
    PrimaryValid = 1,
    /// The primary one has expired, and the second one is valid: the Sentry has switched.
    PrimaryExpired = 2,
    /// Both have expired.
    BothExpired = 3,
    /// The primary one has expired, and there is no second one.
    NoReserve = 4,
    /// The primary one is not yet valid, and the second one is.
    PrimaryNotYetValid = 5,
    /// The primary one has expired, and the second one is not yet valid.
    CoverageGap = 6,
    /// The primary one is not yet valid, and no second one is.
    NoneYetValid = 7,
}

/// The certificate that the Sentry shows at an instant, in seconds since 1970-01-01T00:00:00Z. `apptunnel_slot_None` too if `pair`
/// is NULL or `at` is not of the years 0 to 9999.
///
/// # Safety
/// `pair` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_pair_shown(pair: *const CertificatePairHandle, at: i64) -> SlotCode {
    let slot = |active: ActiveCertificate| match active.shown {
        Some(Slot::Primary) => SlotCode::Primary,
        Some(Slot::Reserve) => SlotCode::Reserve,
        None => SlotCode::None,
    };
    // SAFETY: as for this function.
    unsafe { active(pair, at, SlotCode::None, slot) }
}

/// Whether the certificate that it shows is in its validity period. False too if `pair` is NULL or `at` is not of the years 0 to
/// 9999.
///
/// # Safety
/// `pair` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_pair_is_valid(pair: *const CertificatePairHandle, at: i64) -> bool {
    // SAFETY: as for this function.
    unsafe { active(pair, at, false, |active| active.is_valid) }
}

/// Why it shows that. `apptunnel_active_reason_None` if `pair` is NULL or `at` is not of the years 0 to 9999.
///
/// # Safety
/// `pair` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_pair_reason(
    pair: *const CertificatePairHandle,
    at: i64,
) -> ActiveReasonCode {
    let reason = |active: ActiveCertificate| match active.reason {
        ActiveReason::PrimaryValid => ActiveReasonCode::PrimaryValid,
        ActiveReason::PrimaryExpired => ActiveReasonCode::PrimaryExpired,
        ActiveReason::BothExpired => ActiveReasonCode::BothExpired,
        ActiveReason::NoReserve => ActiveReasonCode::NoReserve,
        ActiveReason::PrimaryNotYetValid => ActiveReasonCode::PrimaryNotYetValid,
        ActiveReason::CoverageGap => ActiveReasonCode::CoverageGap,
        ActiveReason::NoneYetValid => ActiveReasonCode::NoneYetValid,
    };
    // SAFETY: as for this function.
    unsafe { active(pair, at, ActiveReasonCode::None, reason) }
}

/// The next instant after `at` at which shown certificate, validity or reason change, in seconds since 1970-01-01T00:00:00Z.
///
/// On success `*out` is that instant, or `APPTUNNEL_NO_INSTANT` if all stays as it is. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `pair` is live. `out` points to memory for one number; `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_pair_next_transition(
    pair: *const CertificatePairHandle,
    at: i64,
    out: *mut i64,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        give(out, error, || {
            let transition = required(pair, "pair")?.0.next_transition(instant(at)?);
            Ok(transition.map_or(NO_INSTANT, |transition| transition.at.timestamp()))
        })
    }
}

/// For how many seconds neither certificate is valid between the two. 0 if there is no such gap, or no second certificate.
///
/// # Safety
/// `pair` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_pair_coverage_gap(pair: *const CertificatePairHandle) -> i64 {
    // SAFETY: as for this function.
    unsafe { read(pair, 0, |pair| pair.0.coverage_gap().map_or(0, |gap| gap.num_seconds())) }
}

/// What a client that pins the Sentry's certificate needs: SHA-256 of the DER of both certificates, as lower-case hex.
///
/// On success `*out` is a list that the caller frees with `apptunnel_text_list_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `pair` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_pair_pinned_set(
    pair: *const CertificatePairHandle,
    out: *mut *mut TextListHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe { make(out, error, || Ok(TextListHandle::new(required(pair, "pair")?.0.pinned_set()))) }
}

/// The first second, `from` or later, at which devices do not accept what the Sentry shows, in seconds since
/// 1970-01-01T00:00:00Z.
///
/// On success `*out` is that instant, or `APPTUNNEL_NO_INSTANT` if there is no end in sight. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `pair` is live. `out` points to memory for one number; `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_pair_outage_at(
    pair: *const CertificatePairHandle,
    from: i64,
    out: *mut i64,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        give(out, error, || {
            let outage = required(pair, "pair")?.0.outage_at(instant(from)?);
            Ok(outage.map_or(NO_INSTANT, |at| at.timestamp()))
        })
    }
}

/// Whole days from `now` to that second, rounded down: 0 on the last day and afterwards.
///
/// On success `*out` is that number, or -1 if there is no end in sight. Otherwise `*out` is left alone, and if `error` is not
/// NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `pair` is live. `out` points to memory for one number; `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_pair_days_until_outage(
    pair: *const CertificatePairHandle,
    now: i64,
    out: *mut i64,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        give(out, error, || {
            let days = required(pair, "pair")?.0.days_until_outage(instant(now)?);
            Ok(days.and_then(|days| i64::try_from(days).ok()).unwrap_or(-1))
        })
    }
}

/// Checks the pair at one instant, in seconds since 1970-01-01T00:00:00Z: what the Sentry shows, and the second certificate against
/// the primary one.
///
/// `selection` is what is selected for connections from devices, as JSON: a `Selection` of the published schema `profile`. NULL
/// with length 0: not known. `pointer` is the JSON pointer (RFC 6901) to the pair, to which findings add `/primary` or
/// `/reserve`. NULL with length 0: empty.
///
/// On success `*out` is a report that the caller frees with `apptunnel_report_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `pair` is live. `selection` points to `selection_length` bytes and `pointer` to `pointer_length` bytes, or they are NULL and
/// the length is 0. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_pair_check(
    pair: *const CertificatePairHandle,
    selection: *const c_char,
    selection_length: usize,
    pointer: *const c_char,
    pointer_length: usize,
    at: i64,
    out: *mut *mut ReportHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let pair = &required(pair, "pair")?.0;
            let selection = optional(selection, selection_length, "selection", json)?;
            let pointer = text(pointer, pointer_length, "pointer")?.unwrap_or_default();
            Ok(ReportHandle::of_findings(pair.check(selection.as_ref(), instant(at)?, pointer)))
        })
    }
}

/// One field of what the Sentry shows at an instant, or `absent`.
///
/// # Safety
/// `pair` is NULL or live.
unsafe fn active<R: Copy>(
    pair: *const CertificatePairHandle,
    at: i64,
    absent: R,
    field: impl FnOnce(ActiveCertificate) -> R,
) -> R {
    // SAFETY: as for this function.
    unsafe { read(pair, absent, |pair| instant(at).map_or(absent, |at| field(pair.0.active_certificate(at)))) }
}

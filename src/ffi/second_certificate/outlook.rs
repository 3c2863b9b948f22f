//! What happens to two certificates.

use super::CertificatePairHandle;
use crate::ffi::arguments::{bytes, instant, required, slice};
use crate::ffi::boundary::{boxed, free};
use crate::ffi::call::{change, make};
use crate::ffi::{ErrorHandle, Status, StringHandle};
use crate::path::Crl;
use crate::second_certificate::{ForecastOptions, Notices};

/// What a forecast looks at besides the certificates. May be used by several threads at once, but not while one of them changes
/// it.
#[derive(Debug, Default)]
pub struct OutlookHandle(ForecastOptions);

/// Notices 60, 45, 30, 14, 7 and 1 days before a certificate expires and when it has; no CRLs. NULL if memory for it cannot be
/// had.
///
/// The caller frees it with `apptunnel_outlook_free`.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_outlook_new() -> *mut OutlookHandle {
    boxed(OutlookHandle::default)
}

/// Says how many days before a certificate expires somebody is told, in any order; and whether once more when it has expired.
///
/// # Safety
/// `outlook` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `days` points to `count` numbers, or is NULL and the count is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_outlook_set_notices(
    outlook: *mut OutlookHandle,
    days: *const u32,
    count: usize,
    on_expiry: bool,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(outlook, "outlook", error, |OutlookHandle(outlook)| {
            outlook.notices = Notices { days_before: slice(days, count, "days")?.to_vec(), on_expiry };
            Ok(())
        })
    }
}

/// Adds a CRL in DER (RFC 5280 section 5) by which the Sentry checks devices. The bytes are copied.
///
/// # Safety
/// `outlook` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `der` points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_outlook_add_crl(
    outlook: *mut OutlookHandle,
    der: *const u8,
    length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(outlook, "outlook", error, |OutlookHandle(outlook)| {
            outlook.crls.push(Crl::from_der(bytes(der, length, "der")?)?);
            Ok(())
        })
    }
}

/// Frees an outlook. NULL is allowed.
///
/// # Safety
/// `outlook` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_outlook_free(outlook: *mut OutlookHandle) {
    // SAFETY: as for this function.
    unsafe { free(outlook) }
}

/// What happens after `from` and no later than `until`, in seconds since 1970-01-01T00:00:00Z, as JSON by the published schema
/// `forecast`. `outlook` may be NULL: the one of `apptunnel_outlook_new`.
///
/// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `pair` is live, and `outlook` is NULL or live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_pair_forecast(
    pair: *const CertificatePairHandle,
    from: i64,
    until: i64,
    outlook: *const OutlookHandle,
    out: *mut *mut StringHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let pair = &required(pair, "pair")?.0;
            let (from, until) = (instant(from)?, instant(until)?);
            StringHandle::json(&match outlook.as_ref() {
                Some(outlook) => pair.forecast(from, until, &outlook.0),
                None => pair.forecast(from, until, &ForecastOptions::default()),
            })
        })
    }
}

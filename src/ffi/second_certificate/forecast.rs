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
pub struct ForecastOptionsHandle(ForecastOptions);

/// Notices 60, 45, 30, 14, 7 and 1 days before a certificate expires and when it has; no CRLs. NULL if the library failed.
///
/// The caller frees them with `apptunnel_forecast_options_free`.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_forecast_options_new() -> *mut ForecastOptionsHandle {
    boxed(ForecastOptionsHandle::default)
}

/// Says how many days before a certificate expires somebody is told, in any order; and whether once more when it has expired.
///
/// # Safety
/// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `days` points to `count` numbers, or is NULL and the count is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_forecast_options_set_notices(
    options: *mut ForecastOptionsHandle,
    days: *const u32,
    count: usize,
    on_expiry: bool,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(options, "options", error, |ForecastOptionsHandle(options)| {
            options.notices = Notices { days_before: slice(days, count, "days")?.to_vec(), on_expiry };
            Ok(())
        })
    }
}

/// Adds a CRL in DER (RFC 5280 section 5) by which the Sentry checks devices. The bytes are copied.
///
/// # Safety
/// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `der` points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_forecast_options_add_crl(
    options: *mut ForecastOptionsHandle,
    der: *const u8,
    length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(options, "options", error, |ForecastOptionsHandle(options)| {
            options.crls.push(Crl::from_der(bytes(der, length, "der")?)?);
            Ok(())
        })
    }
}

/// Frees options. NULL is allowed.
///
/// # Safety
/// `options` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_forecast_options_free(options: *mut ForecastOptionsHandle) {
    // SAFETY: as for this function.
    unsafe { free(options) }
}

/// What happens after `from` and no later than `until`, in seconds since 1970-01-01T00:00:00Z, as JSON by the published schema
/// `forecast`. `options` may be NULL: the ones of `apptunnel_forecast_options_new`.
///
/// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `pair` is live, and `options` is NULL or live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_pair_forecast(
    pair: *const CertificatePairHandle,
    from: i64,
    until: i64,
    options: *const ForecastOptionsHandle,
    out: *mut *mut StringHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let pair = &required(pair, "pair")?.0;
            let (from, until) = (instant(from)?, instant(until)?);
            StringHandle::json(&match options.as_ref() {
                Some(options) => pair.forecast(from, until, &options.0),
                None => pair.forecast(from, until, &ForecastOptions::default()),
            })
        })
    }
}

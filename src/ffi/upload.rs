//! The check of an uploaded file.

use std::ffi::c_char;

use super::anchor::origin;
use super::arguments::{instant, optional, parsed, required};
use super::boundary::{boxed, free};
use super::call::{change, make};
use super::failure::Failure;
use super::{BudgetHandle, BundleHandle, CertificateHandle, ErrorHandle, ReportHandle, Status, StringHandle};
use crate::upload::{self, Store, UploadOptions};

/// What an uploaded file is for. May be used by several threads at once, but not while one of them changes it.
#[derive(Debug, Default)]
pub struct UploadOptionsHandle(pub(super) UploadOptions);

/// The store TLS Server Certificates: the Sentry shows the certificate to devices.
pub const STORE_TLS_SERVER: u32 = 0;
/// The store Group Certificates: the Sentry knows devices by the certificate.
pub const STORE_GROUP: u32 = 1;

/// Options for a TLS server certificate, with nothing else known. NULL if the library failed.
///
/// The caller frees them with `apptunnel_upload_options_free`.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_upload_options_new() -> *mut UploadOptionsHandle {
    boxed(UploadOptionsHandle::default)
}

/// Says which store the file goes into: `APPTUNNEL_STORE_TLS_SERVER` or `APPTUNNEL_STORE_GROUP`.
///
/// # Safety
/// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_upload_options_set_store(
    options: *mut UploadOptionsHandle,
    store: u32,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(options, "options", error, |options| {
            options.0.store = self::store(store)?;
            Ok(())
        })
    }
}

/// Says by which name devices reach the Sentry: a DNS name or an IP address in UTF-8. NULL with length 0: not known.
///
/// # Safety
/// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `name` points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_upload_options_set_server_name(
    options: *mut UploadOptionsHandle,
    name: *const c_char,
    length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(options, "options", error, |options| {
            options.0.server_name = optional(name, length, "name", parsed)?;
            Ok(())
        })
    }
}

/// Asks for a warning of certificates with no more than this many days left.
///
/// # Safety
/// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_upload_options_set_expires_within_days(
    options: *mut UploadOptionsHandle,
    days: u32,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(options, "options", error, |options| {
            options.0.expires_within_days = Some(days);
            Ok(())
        })
    }
}

/// Says whose rules decide: a system and its release, such as `ios:18.4`. Without, the newest iOS that is known.
///
/// # Safety
/// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `release` points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_upload_options_set_release(
    options: *mut UploadOptionsHandle,
    release: *const c_char,
    length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(options, "options", error, |options| {
            options.0.release = parsed(release, length, "release")?;
            Ok(())
        })
    }
}

/// Says how the devices came to trust the roots: `APPTUNNEL_ORIGIN_SYSTEM`, `_USER` or `_APP`. Without, Apple's store or, for
/// what is not there, MDM.
///
/// # Safety
/// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_upload_options_set_origin(
    options: *mut UploadOptionsHandle,
    origin: u32,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(options, "options", error, |options| {
            options.0.origin = Some(self::origin(origin)?);
            Ok(())
        })
    }
}

/// Limits the work of the check. The budget may be freed afterwards.
///
/// # Safety
/// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `budget` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_upload_options_set_budget(
    options: *mut UploadOptionsHandle,
    budget: *const BudgetHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(options, "options", error, |options| {
            options.0.budget = required(budget, "budget")?.0;
            Ok(())
        })
    }
}

/// Adds a certificate to the roots that the devices have. It may be freed afterwards.
///
/// # Safety
/// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `anchor` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_upload_options_add_anchor(
    options: *mut UploadOptionsHandle,
    anchor: *const CertificateHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(options, "options", error, |options| {
            options.0.anchors.push(required(anchor, "anchor")?.certificate().clone());
            Ok(())
        })
    }
}

/// Adds every certificate of a bundle to the roots that the devices have. The bundle may be freed afterwards.
///
/// # Safety
/// `options` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `anchors` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_upload_options_add_anchors(
    options: *mut UploadOptionsHandle,
    anchors: *const BundleHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(options, "options", error, |options| {
            let anchors = required(anchors, "anchors")?.bundle.certificates();
            options.0.anchors.extend(anchors.iter().map(|stored| stored.item().clone()));
            Ok(())
        })
    }
}

/// Frees options. NULL is allowed.
///
/// # Safety
/// `options` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_upload_options_free(options: *mut UploadOptionsHandle) {
    // SAFETY: as for this function.
    unsafe { free(options) }
}

/// Checks an opened file at one instant, in seconds since 1970-01-01T00:00:00Z.
///
/// `options` may be NULL: a TLS server certificate with nothing else known. On success `*out` is a report that the
/// caller frees with `apptunnel_report_free`; whether the file may be used is in the report. Otherwise `*out` is left
/// alone, and if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `bundle` is live, and `options` is NULL or live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_upload_check(
    bundle: *const BundleHandle,
    options: *const UploadOptionsHandle,
    at: i64,
    out: *mut *mut ReportHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let bundle = &required(bundle, "bundle")?.bundle;
            let at = instant(at)?;
            let report = match options.as_ref() {
                Some(options) => upload::check(bundle, &options.0, at),
                None => upload::check(bundle, &UploadOptions::default(), at),
            };
            Ok(ReportHandle::of_upload(report))
        })
    }
}

/// What every release of one of Apple's systems says of the chain of an opened file at one instant, as JSON by the published
/// schema `trust-matrix`. The system is that of the options' release.
///
/// `options` may be NULL. On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out`
/// is left alone, and if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`; so it
/// is for a file without a certificate for a server.
///
/// # Safety
/// `bundle` is live, and `options` is NULL or live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_upload_matrix(
    bundle: *const BundleHandle,
    options: *const UploadOptionsHandle,
    at: i64,
    out: *mut *mut StringHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let bundle = &required(bundle, "bundle")?.bundle;
            let matrix = match options.as_ref() {
                Some(options) => upload::matrix(bundle, &options.0, instant(at)?),
                None => upload::matrix(bundle, &UploadOptions::default(), instant(at)?),
            };
            let matrix = matrix.ok_or_else(|| Failure::invalid("bundle has no certificate for a server"))?;
            StringHandle::json(&matrix)
        })
    }
}

pub(super) fn store(store: u32) -> Result<Store, Failure> {
    match store {
        STORE_TLS_SERVER => Ok(Store::TlsServer),
        STORE_GROUP => Ok(Store::Group),
        other => Err(Failure::invalid(format!("there is no store {other}"))),
    }
}

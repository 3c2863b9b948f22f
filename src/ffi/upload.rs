//! The check of an uploaded file.

use std::ffi::c_char;

use chrono::{DateTime, Datelike};

use super::boundary::{free, give, guard, guard_value, reference, text};
use super::{BundleHandle, ErrorHandle, ReportHandle, Status};
use crate::upload::{self, Context, Purpose};

/// What an uploaded file is for. May be used by several threads at once, but not while one of them changes it.
#[derive(Debug, Default)]
pub struct UploadContextHandle(Context);

/// The file is uploaded as TLS server certificate of the Sentry.
pub const PURPOSE_TLS_SERVER: u32 = 0;
/// The file is uploaded as group certificate.
pub const PURPOSE_GROUP: u32 = 1;

/// A context for a TLS server certificate, with nothing else known. NULL if memory for it cannot be had.
///
/// The caller frees it with `apptunnel_upload_context_free`.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_upload_context_new() -> *mut UploadContextHandle {
    guard_value(std::ptr::null_mut(), || Box::into_raw(Box::default()))
}

/// Says what the file is uploaded as: `APPTUNNEL_PURPOSE_TLS_SERVER` or `APPTUNNEL_PURPOSE_GROUP`.
///
/// # Safety
/// `context` is a context that was not freed that no other thread uses. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_upload_context_set_purpose(
    context: *mut UploadContextHandle,
    purpose: u32,
    error: *mut *mut ErrorHandle,
) -> Status {
    let call = || {
        // SAFETY: the caller passes NULL or a context that was not freed that it uses alone.
        let context = unsafe { context.as_mut() }.ok_or_else(|| ErrorHandle::null("context"))?;
        context.0.purpose = match purpose {
            PURPOSE_TLS_SERVER => Purpose::TlsServer,
            PURPOSE_GROUP => Purpose::Group,
            other => return Err(ErrorHandle::invalid(format!("there is no purpose {other}"))),
        };
        Ok(())
    };
    // SAFETY: the caller passes memory for one pointer or NULL.
    unsafe { guard(error, call) }
}

/// Says by which name devices reach the Sentry: a DNS name or an IP address in UTF-8. NULL with length 0: not known.
///
/// # Safety
/// `context` is a context that was not freed that no other thread uses. `name` points to `length` bytes, or is NULL and the length
/// is 0. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_upload_context_set_server_name(
    context: *mut UploadContextHandle,
    name: *const c_char,
    length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    let call = || {
        // SAFETY: the caller passes NULL or a context that was not freed that it uses alone.
        let context = unsafe { context.as_mut() }.ok_or_else(|| ErrorHandle::null("context"))?;
        // SAFETY: the caller passes bytes with their length.
        let name = unsafe { text(name, length, "name") }?;
        let parsed = name.map(|name| name.parse()).transpose();
        context.0.server_name = parsed.map_err(|error| ErrorHandle::invalid(format!("{error}")))?;
        Ok(())
    };
    // SAFETY: the caller passes memory for one pointer or NULL.
    unsafe { guard(error, call) }
}

/// Asks for a warning of certificates with no more than this many days left.
///
/// # Safety
/// `context` is a context that was not freed that no other thread uses. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_upload_context_set_expires_within_days(
    context: *mut UploadContextHandle,
    days: u32,
    error: *mut *mut ErrorHandle,
) -> Status {
    let call = || {
        // SAFETY: the caller passes NULL or a context that was not freed that it uses alone.
        let context = unsafe { context.as_mut() }.ok_or_else(|| ErrorHandle::null("context"))?;
        context.0.expires_within_days = Some(days);
        Ok(())
    };
    // SAFETY: the caller passes memory for one pointer or NULL.
    unsafe { guard(error, call) }
}

/// Adds every certificate of a bundle to the roots that the devices have. The bundle may be freed afterwards.
///
/// # Safety
/// `context` is a context that was not freed that no other thread uses, `anchors` a bundle that was not freed. `error` points to memory for one
/// pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_upload_context_add_anchors(
    context: *mut UploadContextHandle,
    anchors: *const BundleHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    let call = || {
        // SAFETY: the caller passes NULL or a context that was not freed that it uses alone.
        let context = unsafe { context.as_mut() }.ok_or_else(|| ErrorHandle::null("context"))?;
        // SAFETY: the caller passes NULL or a bundle that was not freed.
        let anchors = unsafe { reference(anchors) }.ok_or_else(|| ErrorHandle::null("anchors"))?;
        context.0.anchors.extend(anchors.0.certificates().iter().map(|stored| stored.item().clone()));
        Ok(())
    };
    // SAFETY: the caller passes memory for one pointer or NULL.
    unsafe { guard(error, call) }
}

/// Frees a context. NULL is allowed.
///
/// # Safety
/// `context` is NULL or a context that was not freed, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_upload_context_free(context: *mut UploadContextHandle) {
    // SAFETY: the caller gives up a context that was not freed or NULL.
    guard_value((), || unsafe { free(context) });
}

/// Checks an opened file at one instant, in seconds since 1970-01-01T00:00:00Z.
///
/// `context` may be NULL: a TLS server certificate with nothing else known. On success `*out` is a report that the
/// caller frees with `apptunnel_report_free`; whether the file may be used is in the report. Otherwise `*out` is left
/// alone, and if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `bundle` is a bundle that was not freed and `context` a context that was not freed or NULL. `out` points to memory for one pointer; `error`
/// does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_upload_check(
    bundle: *const BundleHandle,
    context: *const UploadContextHandle,
    at: i64,
    out: *mut *mut ReportHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    let call = || {
        // SAFETY: the caller passes NULL or a bundle that was not freed.
        let bundle = unsafe { reference(bundle) }.ok_or_else(|| ErrorHandle::null("bundle"))?;
        // SAFETY: the caller passes NULL or a context that was not freed.
        let context = unsafe { reference(context) };
        // RFC 3339, in which reports are written, has years of four digits.
        let at = DateTime::from_timestamp(at, 0)
            .filter(|at| (0..=9999).contains(&at.year()))
            .ok_or_else(|| ErrorHandle::invalid(format!("{at} is too far from 1970 to be an instant")))?;
        let report = match context {
            Some(context) => upload::check(&bundle.0, &context.0, at),
            None => upload::check(&bundle.0, &Context::default(), at),
        };
        // SAFETY: the caller passes memory for one pointer or NULL.
        unsafe { give(out, ReportHandle::new(report)) }
    };
    // SAFETY: the caller passes memory for one pointer or NULL.
    unsafe { guard(error, call) }
}

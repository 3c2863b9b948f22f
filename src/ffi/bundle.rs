//! A certificate file, opened.

use std::ffi::c_char;

use super::boundary::{bytes, free, give, guard, guard_value, reference, text};
use super::{ErrorHandle, Status};
use crate::Bundle;

/// A certificate file, opened. Immutable; may be used by several threads at once.
#[derive(Debug)]
pub struct BundleHandle(pub(super) Bundle);

/// Opens a certificate file by its content: .p12, .pfx, .p7b, .pem, .der, .crt or .cer.
///
/// `password` is UTF-8. NULL with length 0 is no password; not NULL with length 0 is the empty password. File and
/// password are copied as far as they are needed; the copy of the password is wiped.
///
/// On success `*out` is a bundle that the caller frees with `apptunnel_bundle_free`. Otherwise `*out` is left alone,
/// and if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `file` points to `file_length` bytes and `password` to `password_length` bytes, or they are NULL and the length is
/// 0. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_bundle_open(
    file: *const u8,
    file_length: usize,
    password: *const c_char,
    password_length: usize,
    out: *mut *mut BundleHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    let call = || {
        if out.is_null() {
            return Err(ErrorHandle::null("out"));
        }
        // SAFETY: the caller passes bytes with their length.
        let file = unsafe { bytes(file, file_length, "file") }?;
        // SAFETY: the caller passes bytes with their length.
        let password = unsafe { text(password, password_length, "password") }?;
        let bundle = Bundle::open(file, password)?;
        // SAFETY: the caller passes memory for one pointer.
        unsafe { give(out, BundleHandle(bundle)) }
    };
    // SAFETY: the caller passes memory for one pointer or NULL.
    unsafe { guard(error, call) }
}

/// The number of certificates in the file, duplicates included. 0 if `bundle` is NULL.
///
/// # Safety
/// `bundle` is NULL or a bundle that was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_bundle_certificate_count(bundle: *const BundleHandle) -> usize {
    guard_value(0, || {
        // SAFETY: the caller passes NULL or a bundle that was not freed.
        unsafe { reference(bundle) }.map_or(0, |bundle| bundle.0.certificates().len())
    })
}

/// Frees a bundle. NULL is allowed.
///
/// # Safety
/// `bundle` is NULL or a bundle that was not freed, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_bundle_free(bundle: *mut BundleHandle) {
    // SAFETY: the caller gives up a bundle that was not freed or NULL.
    guard_value((), || unsafe { free(bundle) });
}

//! The two certificate stores.

use std::ffi::c_char;

use super::FleetHandle;
use super::certificate_list::CertificateListHandle;
use crate::ffi::arguments::{instant, parsed, required, required_mut};
use crate::ffi::call::{change, make};
use crate::ffi::failure::Failure;
use crate::ffi::{BundleHandle, ErrorHandle, ReportHandle, Status, TextListHandle, UploadOptionsHandle, upload};
use crate::fleet::{Place, Upload};

/// On the page Sentry Certificates: .p7b, .p12, .pfx, .pem, .der, .crt and .cer.
pub const PLACE_MAIN_PAGE: u32 = 0;
/// Inside a profile: for a TLS server certificate .p12 only.
pub const PLACE_PROFILE: u32 = 1;

/// Checks an opened file at one instant, in seconds since 1970-01-01T00:00:00Z, and stores its certificates under a name. The
/// private key is not stored.
///
/// `store` is one of `APPTUNNEL_STORE_…`, `place` one of `APPTUNNEL_PLACE_…`; `confirm` says that the administrator has read the
/// warnings and wants the certificate stored all the same. `options` may be NULL; `store` counts instead of theirs, and
/// where they name no roots, those of the fleet are taken. Refused if the check finds an error, or a warning and it is not
/// confirmed; if the file is of a format that cannot be used; if the name is taken. What the check found is in the report of
/// the error.
///
/// On success `*out` is what the check found, which the caller frees with `apptunnel_report_free`. Otherwise `*out` is left
/// alone, and if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `fleet` is live, and no other thread uses it. `bundle` is live, and `options` is NULL or live. `name` points to
/// `name_length` bytes, or is NULL and the length is 0. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_upload(
    fleet: *mut FleetHandle,
    store: u32,
    name: *const c_char,
    name_length: usize,
    place: u32,
    confirm: bool,
    bundle: *const BundleHandle,
    options: *const UploadOptionsHandle,
    at: i64,
    out: *mut *mut ReportHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let fleet = &mut required_mut(fleet, "fleet")?.0;
            let place = match place {
                PLACE_MAIN_PAGE => Place::MainPage,
                PLACE_PROFILE => Place::Profile,
                other => return Err(Failure::invalid(format!("there is no place {other}"))),
            };
            let upload =
                Upload { store: upload::store(store)?, name: parsed(name, name_length, "name")?, place, confirm };
            let bundle = &required(bundle, "bundle")?.bundle;
            let options = options.as_ref().map(|options| options.0.clone()).unwrap_or_default();
            Ok(ReportHandle::of_upload(fleet.upload(&upload, bundle, &options, instant(at)?)?))
        })
    }
}

/// Deletes a certificate. Refused if there is none of that name, or a profile uses it. `store` is one of `APPTUNNEL_STORE_…`.
///
/// # Safety
/// `fleet` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `name` points to `name_length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_delete_certificate(
    fleet: *mut FleetHandle,
    store: u32,
    name: *const c_char,
    name_length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(fleet, "fleet", error, |FleetHandle(fleet)| {
            Ok(fleet.delete_certificate(upload::store(store)?, &parsed(name, name_length, "name")?)?)
        })
    }
}

/// The certificates of a store, one of `APPTUNNEL_STORE_…`, at one instant in seconds since 1970-01-01T00:00:00Z, from which the
/// days that are left are counted.
///
/// On success `*out` is a list that the caller frees with `apptunnel_certificate_list_free`; later changes of the fleet do not
/// change it. Otherwise `*out` is left alone, and if `error` is not NULL, `*error` is an error that the caller frees with
/// `apptunnel_error_free`.
///
/// # Safety
/// `fleet` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_certificates(
    fleet: *const FleetHandle,
    store: u32,
    at: i64,
    out: *mut *mut CertificateListHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            Ok(CertificateListHandle::new(&required(fleet, "fleet")?.0, upload::store(store)?, instant(at)?))
        })
    }
}

/// The names of the profiles that use a certificate, in order: as the first or the second TLS server certificate, or as the
/// group certificate. `store` is one of `APPTUNNEL_STORE_…`.
///
/// On success `*out` is a list that the caller frees with `apptunnel_text_list_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `fleet` is live. `name` points to `name_length` bytes, or is NULL and the length is 0. `out` points to memory for one
/// pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_fleet_profiles_using(
    fleet: *const FleetHandle,
    store: u32,
    name: *const c_char,
    name_length: usize,
    out: *mut *mut TextListHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let fleet = &required(fleet, "fleet")?.0;
            let users = fleet.profiles_using(upload::store(store)?, &parsed(name, name_length, "name")?);
            Ok(TextListHandle::new(users))
        })
    }
}

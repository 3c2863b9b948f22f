//! The list of a certificate store, as the console shows it.

use chrono::{DateTime, Utc};

use crate::Fleet;
use crate::ffi::arguments::required;
use crate::ffi::boundary::{free, read};
use crate::ffi::call::make;
use crate::ffi::certificate::NO_INSTANT;
use crate::ffi::{CertificateHandle, ErrorHandle, Status, StringHandle, Text};
use crate::fleet::ListedCertificate;
use crate::upload::Store;

/// The certificates of a store, in order of their names. Immutable; may be used by several threads at once.
#[derive(Debug)]
pub struct CertificateListHandle {
    lines: Vec<ListedCertificate>,
    /// Of each line, the certificate itself, then the others of its file.
    files: Vec<Vec<CertificateHandle>>,
}

impl CertificateListHandle {
    pub(super) fn new(fleet: &Fleet, store: Store, at: DateTime<Utc>) -> Self {
        let handles = fleet
            .certificates(store)
            .values()
            .map(|stored| stored.certificates().cloned().map(CertificateHandle::new).collect());
        Self { lines: fleet.list(store, at), files: handles.collect() }
    }
}

/// How many certificates there are.
///
/// # Safety
/// `list` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_list_count(list: *const CertificateListHandle) -> usize {
    // SAFETY: as for this function.
    unsafe { read(list, 0, |list| list.lines.len()) }
}

/// The name of a certificate. NULL if there is no such certificate. Lives as long as `list`.
///
/// # Safety
/// `list` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_list_name(list: *const CertificateListHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { read(list, Text::NONE, |list| list.lines.get(index).map(|line| line.name.as_str()).into()) }
}

/// The certificate itself. NULL if there is no such certificate. Belongs to `list` and lives as long.
///
/// # Safety
/// `list` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_list_certificate(
    list: *const CertificateListHandle,
    index: usize,
) -> *const CertificateHandle {
    let first = |list: &CertificateListHandle| list.files.get(index)?.first().map(std::ptr::from_ref);
    // SAFETY: as for this function.
    unsafe { read(list, std::ptr::null(), |list| first(list).unwrap_or(std::ptr::null())) }
}

/// How many other certificates came in its file.
///
/// # Safety
/// `list` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_list_other_count(
    list: *const CertificateListHandle,
    index: usize,
) -> usize {
    // SAFETY: as for this function.
    unsafe { read(list, 0, |list| list.lines.get(index).map_or(0, |line| line.others_sha256.len())) }
}

/// One of them, in file order. NULL if there is no such certificate. Belongs to `list` and lives as long.
///
/// # Safety
/// `list` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_list_other(
    list: *const CertificateListHandle,
    index: usize,
    position: usize,
) -> *const CertificateHandle {
    let other =
        |list: &CertificateListHandle| list.files.get(index)?.iter().skip(1).nth(position).map(std::ptr::from_ref);
    // SAFETY: as for this function.
    unsafe { read(list, std::ptr::null(), |list| other(list).unwrap_or(std::ptr::null())) }
}

/// Whole days that are left, rounded down; less than 0 once it has expired. `APPTUNNEL_NO_INSTANT` if its last instant is not a
/// date of the years 1 to 9999, or there is no such certificate.
///
/// # Safety
/// `list` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_list_days_left(list: *const CertificateListHandle, index: usize) -> i64 {
    let days = |list: &CertificateListHandle| list.lines.get(index)?.days_left;
    // SAFETY: as for this function.
    unsafe { read(list, NO_INSTANT, |list| days(list).unwrap_or(NO_INSTANT)) }
}

/// How many profiles use it.
///
/// # Safety
/// `list` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_list_user_count(
    list: *const CertificateListHandle,
    index: usize,
) -> usize {
    // SAFETY: as for this function.
    unsafe { read(list, 0, |list| list.lines.get(index).map_or(0, |line| line.used_by.len())) }
}

/// The name of one of these profiles, in order. NULL if there is no such profile. Lives as long as `list`.
///
/// # Safety
/// `list` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_list_user(
    list: *const CertificateListHandle,
    index: usize,
    position: usize,
) -> Text {
    let user = |list: &CertificateListHandle| Some(list.lines.get(index)?.used_by.get(position)?.as_str().into());
    // SAFETY: as for this function.
    unsafe { read(list, Text::NONE, |list| user(list).unwrap_or(Text::NONE)) }
}

/// The list as a JSON array of objects with `name`, `subject`, `sha256`, `others_sha256`, `not_after`, `days_left` and
/// `used_by`.
///
/// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `list` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_list_json(
    list: *const CertificateListHandle,
    out: *mut *mut StringHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe { make(out, error, || StringHandle::json(&required(list, "list")?.lines)) }
}

/// Frees a list. NULL is allowed.
///
/// # Safety
/// `list` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_list_free(list: *mut CertificateListHandle) {
    // SAFETY: as for this function.
    unsafe { free(list) }
}

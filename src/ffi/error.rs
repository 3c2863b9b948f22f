//! Why a call failed.

use super::boundary::{free, read};
use super::failure::Failure;
use super::{ReportHandle, Status, Text};

/// Why a call failed. Immutable; may be used by several threads at once.
#[derive(Debug)]
pub struct ErrorHandle {
    status: Status,
    kind: &'static str,
    message: String,
    report: Option<ReportHandle>,
}

impl ErrorHandle {
    pub(super) fn status(&self) -> Status {
        self.status
    }
}

impl From<Failure> for ErrorHandle {
    fn from(Failure { status, kind, message, findings }: Failure) -> Self {
        Self { status, kind, message, report: findings.map(ReportHandle::of_findings) }
    }
}

/// The status of the call that failed. `apptunnel_status_NullArgument` if `error` is NULL.
///
/// # Safety
/// `error` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_error_status(error: *const ErrorHandle) -> Status {
    // SAFETY: as for this function.
    unsafe { read(error, Status::NullArgument, ErrorHandle::status) }
}

/// Stable name of what went wrong, such as `wrong-password`. Lives as long as `error`.
///
/// # Safety
/// `error` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_error_kind(error: *const ErrorHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(error, Text::NONE, |error| error.kind.into()) }
}

/// What is wrong, where, and what to do, for people. Lives as long as `error`.
///
/// # Safety
/// `error` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_error_message(error: *const ErrorHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(error, Text::NONE, |error| error.message.as_str().into()) }
}

/// Why an operation was refused, finding by finding: the reasons first, then what the check of an uploaded file found. NULL
/// unless the status is `apptunnel_status_Refused`. Belongs to `error` and lives as long.
///
/// # Safety
/// `error` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_error_report(error: *const ErrorHandle) -> *const ReportHandle {
    let report = |error: &ErrorHandle| error.report.as_ref().map_or(std::ptr::null(), std::ptr::from_ref);
    // SAFETY: as for this function.
    unsafe { read(error, std::ptr::null(), report) }
}

/// Frees an error. NULL is allowed.
///
/// # Safety
/// `error` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_error_free(error: *mut ErrorHandle) {
    // SAFETY: as for this function.
    unsafe { free(error) }
}

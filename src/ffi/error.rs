//! Why a call failed.

use super::boundary::{free, read};
use super::{ReportHandle, Status, Text};
use crate::OpenError;
use crate::certificate::CertificateError;
use crate::fleet::{LoadError, LoadErrorKind, Refusal};
use crate::path::CrlError;

/// Why a call failed. Immutable; may be used by several threads at once.
#[derive(Debug)]
pub struct ErrorHandle {
    status: Status,
    kind: &'static str,
    message: String,
    report: Option<Box<ReportHandle>>,
}

impl ErrorHandle {
    pub(super) fn new(status: Status, kind: &'static str, message: impl Into<String>) -> Self {
        Self { status, kind, message: message.into(), report: None }
    }

    pub(super) fn null(argument: &str) -> Self {
        Self::new(Status::NullArgument, "null-argument", format!("{argument} must not be NULL"))
    }

    pub(super) fn invalid(message: impl Into<String>) -> Self {
        Self::new(Status::InvalidArgument, "invalid-argument", message)
    }

    pub(super) fn invalid_json(message: impl Into<String>) -> Self {
        Self::new(Status::InvalidJson, "invalid-json", message)
    }

    pub(super) fn refused(message: impl Into<String>, report: ReportHandle) -> Self {
        Self { report: Some(Box::new(report)), ..Self::new(Status::Refused, "refused", message) }
    }

    pub(super) fn status(&self) -> Status {
        self.status
    }

    #[cfg(test)]
    pub(super) fn kind(&self) -> &'static str {
        self.kind
    }
}

impl From<OpenError> for ErrorHandle {
    fn from(error: OpenError) -> Self {
        Self::new(Status::from(&error), error.kind(), error.to_string())
    }
}

impl From<CertificateError> for ErrorHandle {
    fn from(error: CertificateError) -> Self {
        Self::new(Status::Corrupt, "corrupt", error.to_string())
    }
}

impl From<CrlError> for ErrorHandle {
    fn from(error: CrlError) -> Self {
        Self::new(Status::Corrupt, "corrupt", error.to_string())
    }
}

impl From<LoadError> for ErrorHandle {
    fn from(error: LoadError) -> Self {
        let (status, kind) = match error.kind() {
            LoadErrorKind::TooLarge => (Status::LimitExceeded, "limit-exceeded"),
            LoadErrorKind::Json => (Status::InvalidJson, "invalid-json"),
            LoadErrorKind::UnknownVersion => (Status::InvalidJson, "unknown-version"),
            LoadErrorKind::Certificate => (Status::Corrupt, "corrupt"),
            LoadErrorKind::Invalid => (Status::InvalidJson, "inconsistent"),
        };
        Self::new(status, kind, error.to_string())
    }
}

impl From<Refusal> for ErrorHandle {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal.to_string(), ReportHandle::of_refusal(&refusal))
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
    let report = |error: &ErrorHandle| error.report.as_deref().map_or(std::ptr::null(), std::ptr::from_ref);
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

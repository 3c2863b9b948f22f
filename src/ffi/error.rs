//! Why a call failed.

use super::boundary::{guard_value, reference};
use super::{Status, Text};
use crate::OpenError;

/// Why a call failed. Immutable; may be used by several threads at once.
#[derive(Debug)]
pub struct ErrorHandle {
    pub(super) status: Status,
    pub(super) kind: &'static str,
    pub(super) message: String,
}

impl ErrorHandle {
    pub(super) fn null(argument: &str) -> Self {
        Self { status: Status::NullArgument, kind: "null-argument", message: format!("{argument} must not be NULL") }
    }

    pub(super) fn invalid(message: String) -> Self {
        Self { status: Status::InvalidArgument, kind: "invalid-argument", message }
    }
}

impl From<OpenError> for ErrorHandle {
    fn from(error: OpenError) -> Self {
        Self { status: Status::from(&error), kind: error.kind(), message: error.to_string() }
    }
}

/// The status of the call that failed. `apptunnel_status_NullArgument` if `error` is NULL.
///
/// # Safety
/// `error` is NULL or an error that was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_error_status(error: *const ErrorHandle) -> Status {
    guard_value(Status::Panic, || {
        // SAFETY: the caller passes NULL or an error that was not freed.
        unsafe { reference(error) }.map_or(Status::NullArgument, |error| error.status)
    })
}

/// Stable name of what went wrong, such as `wrong-password`. Lives as long as `error`.
///
/// # Safety
/// `error` is NULL or an error that was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_error_kind(error: *const ErrorHandle) -> Text {
    guard_value(Text::NONE, || {
        // SAFETY: the caller passes NULL or an error that was not freed.
        unsafe { reference(error) }.map_or(Text::NONE, |error| error.kind.into())
    })
}

/// What is wrong, where, and what to do, for people. Lives as long as `error`.
///
/// # Safety
/// `error` is NULL or an error that was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_error_message(error: *const ErrorHandle) -> Text {
    guard_value(Text::NONE, || {
        // SAFETY: the caller passes NULL or an error that was not freed.
        unsafe { reference(error) }.map_or(Text::NONE, |error| error.message.as_str().into())
    })
}

/// Frees an error. NULL is allowed.
///
/// # Safety
/// `error` is NULL or an error that was not freed, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_error_free(error: *mut ErrorHandle) {
    // SAFETY: the caller gives up an error that was not freed or NULL.
    guard_value((), || unsafe { super::boundary::free(error) });
}

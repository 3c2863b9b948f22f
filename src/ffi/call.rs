//! A call that can fail: what it makes goes to `out`, why it failed to `error`.

use super::arguments::required_mut;
use super::boundary::caught;
use super::failure::Failure;
use super::{ErrorHandle, Status};

/// Runs a call that can fail. On failure the error goes to `error`, unless that is NULL.
///
/// # Safety
/// `error` is NULL or points to memory for one pointer.
pub(super) unsafe fn guard(error: *mut *mut ErrorHandle, call: impl FnOnce() -> Result<(), Failure>) -> Status {
    let made = match caught(|| call().map_err(|failure| Box::new(ErrorHandle::from(failure)))) {
        Ok(Ok(())) => return Status::Ok,
        Ok(Err(made)) => made,
        Err(_) => {
            let message = "the library failed; please report it with the input";
            Box::new(Failure::new(Status::Panic, "panic", message).into())
        }
    };
    let status = made.status();
    if !error.is_null() {
        // SAFETY: the caller passes memory for one pointer.
        unsafe { error.write(Box::into_raw(made)) };
    }
    status
}

/// Runs a call that makes a handle, which goes to `out`. Nothing is done if `out` is NULL.
///
/// # Safety
/// `out` is NULL or points to memory for one pointer; `error` too.
pub(super) unsafe fn make<T>(
    out: *mut *mut T,
    error: *mut *mut ErrorHandle,
    call: impl FnOnce() -> Result<T, Failure>,
) -> Status {
    // SAFETY: as for this function.
    unsafe { give(out, error, || call().map(|handle| Box::into_raw(Box::new(handle)))) }
}

/// Runs a call that makes a value, which goes to `out`. Nothing is done if `out` is NULL.
///
/// # Safety
/// `out` is NULL or points to memory for one value; `error` is NULL or points to memory for one pointer.
pub(super) unsafe fn give<T>(
    out: *mut T,
    error: *mut *mut ErrorHandle,
    call: impl FnOnce() -> Result<T, Failure>,
) -> Status {
    let call = || {
        if out.is_null() {
            return Err(Failure::null("out"));
        }
        let value = call()?;
        // SAFETY: the caller passes memory for one value.
        unsafe { out.write(value) };
        Ok(())
    };
    // SAFETY: as for this function.
    unsafe { guard(error, call) }
}

/// Runs a call that changes a handle.
///
/// # Safety
/// `handle` is NULL or live, and used by this call alone; `error` is NULL or points to memory for one pointer.
pub(super) unsafe fn change<T>(
    handle: *mut T,
    name: &str,
    error: *mut *mut ErrorHandle,
    call: impl FnOnce(&mut T) -> Result<(), Failure>,
) -> Status {
    // SAFETY: as for this function.
    unsafe { guard(error, || call(required_mut(handle, name)?)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ffi::error::{apptunnel_error_free, apptunnel_error_status};

    #[test]
    fn a_panic_becomes_a_status() {
        let mut error = std::ptr::null_mut();
        // SAFETY: `error` is memory for one pointer.
        let status = unsafe { guard(&raw mut error, || panic!("induced")) };
        assert_eq!(status, Status::Panic);
        // SAFETY: the error was just made, is live and not used afterwards.
        unsafe {
            assert_eq!(apptunnel_error_status(error), Status::Panic);
            apptunnel_error_free(error);
        }
    }
}

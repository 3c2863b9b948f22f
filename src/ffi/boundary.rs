//! The boundary that every exported function passes: pointers become references, panics become a status.

use std::ffi::c_char;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{ErrorHandle, Status};

/// Runs a call that can fail. On failure the error goes to `error`, unless that is NULL.
///
/// # Safety
/// `error` is NULL or points to memory for one pointer.
pub(super) unsafe fn guard(error: *mut *mut ErrorHandle, call: impl FnOnce() -> Result<(), ErrorHandle>) -> Status {
    let failure = match catch_unwind(AssertUnwindSafe(call)) {
        Ok(Ok(())) => return Status::Ok,
        Ok(Err(failure)) => failure,
        Err(_) => ErrorHandle {
            status: Status::Panic,
            kind: "panic",
            message: "the library failed; please report it with the input".to_owned(),
        },
    };
    let status = failure.status;
    if !error.is_null() {
        // SAFETY: the caller passes memory for one pointer.
        unsafe { error.write(Box::into_raw(Box::new(failure))) };
    }
    status
}

/// Runs a call that cannot fail. `on_panic` is what the caller gets if it panics all the same.
pub(super) fn guard_value<T>(on_panic: T, call: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or(on_panic)
}

/// A handle as a reference. `None` for NULL.
///
/// # Safety
/// `handle` is NULL or live for as long as the reference is used.
pub(super) unsafe fn reference<'a, T>(handle: *const T) -> Option<&'a T> {
    // SAFETY: as for this function.
    unsafe { handle.as_ref() }
}

/// Bytes as a slice. NULL with length 0 is the empty slice.
///
/// # Safety
/// `data` is NULL or points to `length` bytes that live as long as the slice is used.
pub(super) unsafe fn bytes<'a>(data: *const u8, length: usize, name: &str) -> Result<&'a [u8], ErrorHandle> {
    if data.is_null() {
        return if length == 0 { Ok(&[]) } else { Err(ErrorHandle::null(name)) };
    }
    if isize::try_from(length).is_err() {
        return Err(ErrorHandle::invalid(format!("the length of {name} is larger than memory can be")));
    }
    // SAFETY: as for this function, and the length fits.
    Ok(unsafe { std::slice::from_raw_parts(data, length) })
}

/// Text as a string. `None` for NULL with length 0.
///
/// # Safety
/// As for [`bytes`].
pub(super) unsafe fn text<'a>(data: *const c_char, length: usize, name: &str) -> Result<Option<&'a str>, ErrorHandle> {
    // SAFETY: as for this function.
    let bytes = unsafe { bytes(data.cast(), length, name) }?;
    if data.is_null() {
        return Ok(None);
    }
    std::str::from_utf8(bytes).map(Some).map_err(|error| ErrorHandle {
        status: Status::InvalidUtf8,
        kind: "invalid-utf8",
        message: format!("{name} is not UTF-8 at byte {}", error.valid_up_to()),
    })
}

/// Gives a new handle to the caller.
///
/// # Safety
/// `out` is NULL or points to memory for one pointer.
pub(super) unsafe fn give<T>(out: *mut *mut T, handle: T) -> Result<(), ErrorHandle> {
    if out.is_null() {
        return Err(ErrorHandle::null("out"));
    }
    // SAFETY: as for this function.
    unsafe { out.write(Box::into_raw(Box::new(handle))) };
    Ok(())
}

/// Takes a handle back and drops it.
///
/// # Safety
/// `handle` is NULL or live, and not used afterwards.
pub(super) unsafe fn free<T>(handle: *mut T) {
    if !handle.is_null() {
        // SAFETY: every handle was made by `give` or `guard`, from a box.
        drop(unsafe { Box::from_raw(handle) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_status() {
        let mut error = std::ptr::null_mut();
        // SAFETY: `error` is memory for one pointer.
        let status = unsafe { guard(&raw mut error, || panic!("induced")) };
        assert_eq!(status, Status::Panic);
        // SAFETY: the error was just made.
        assert_eq!(unsafe { reference(error) }.unwrap().kind, "panic");
        // SAFETY: the error is live and not used afterwards.
        unsafe { free(error) };
        assert_eq!(guard_value(7, || panic!("induced")), 7);
    }

    #[test]
    fn lengths_and_text_are_checked() {
        let null = std::ptr::null();
        // SAFETY: NULL is allowed, and the length is refused before anything is read.
        unsafe {
            assert_eq!(bytes(null, 0, "it").unwrap(), b"");
            assert_eq!(bytes(null, 1, "it").unwrap_err().status, Status::NullArgument);
            assert_eq!(bytes(b"a".as_ptr(), usize::MAX, "it").unwrap_err().status, Status::InvalidArgument);
            assert_eq!(text(null.cast(), 0, "it").unwrap(), None);
            assert_eq!(text(b"a\xff".as_ptr().cast(), 2, "it").unwrap_err().status, Status::InvalidUtf8);
            assert_eq!(text(b"".as_ptr().cast(), 0, "it").unwrap(), Some(""));
        }
    }
}

//! The boundary that every exported function passes: pointers become references, arguments become values, panics become a
//! status.

use std::ffi::c_char;
use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::str::FromStr;

use chrono::{DateTime, Datelike, Utc};
use serde::de::DeserializeOwned;

use super::{ErrorHandle, Status};

/// Runs a call that can fail. On failure the error goes to `error`, unless that is NULL.
///
/// # Safety
/// `error` is NULL or points to memory for one pointer.
pub(super) unsafe fn guard(error: *mut *mut ErrorHandle, call: impl FnOnce() -> Result<(), ErrorHandle>) -> Status {
    let failure = match caught(call) {
        Ok(Ok(())) => return Status::Ok,
        Ok(Err(failure)) => failure,
        Err(_) => ErrorHandle::new(Status::Panic, "panic", "the library failed; please report it with the input"),
    };
    let status = failure.status();
    if !error.is_null() {
        // SAFETY: the caller passes memory for one pointer.
        unsafe { error.write(Box::into_raw(Box::new(failure))) };
    }
    status
}

/// Runs a call that cannot fail. `on_panic` is what the caller gets if it panics all the same.
pub(super) fn guard_value<T>(on_panic: T, call: impl FnOnce() -> T) -> T {
    caught(call).unwrap_or(on_panic)
}

fn caught<T>(call: impl FnOnce() -> T) -> std::thread::Result<T> {
    catch_unwind(AssertUnwindSafe(|| {
        #[cfg(apptunnel_induce_panic)]
        induced::panic_if_asked();
        call()
    }))
}

/// A panic on demand, so that C can see it stay inside. In no build but that for coverage, and in no header.
#[cfg(apptunnel_induce_panic)]
mod induced {
    use std::sync::atomic::{AtomicBool, Ordering};

    static PANICS: AtomicBool = AtomicBool::new(false);

    #[unsafe(no_mangle)]
    extern "C" fn apptunnel_induce_panic(panics: bool) {
        PANICS.store(panics, Ordering::SeqCst);
    }

    pub(super) fn panic_if_asked() {
        assert!(!PANICS.load(Ordering::SeqCst), "induced");
    }
}

/// Runs a call that makes a handle, which goes to `out`. Nothing is done if `out` is NULL.
///
/// # Safety
/// `out` is NULL or points to memory for one pointer; `error` too.
pub(super) unsafe fn make<T>(
    out: *mut *mut T,
    error: *mut *mut ErrorHandle,
    call: impl FnOnce() -> Result<T, ErrorHandle>,
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
    call: impl FnOnce() -> Result<T, ErrorHandle>,
) -> Status {
    let call = || {
        if out.is_null() {
            return Err(ErrorHandle::null("out"));
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
    call: impl FnOnce(&mut T) -> Result<(), ErrorHandle>,
) -> Status {
    // SAFETY: as for this function.
    unsafe { guard(error, || call(required_mut(handle, name)?)) }
}

/// Reads one field of a handle. `absent` is the answer for NULL.
///
/// # Safety
/// `handle` is NULL or live.
pub(super) unsafe fn read<T, R: Copy>(handle: *const T, absent: R, field: impl FnOnce(&T) -> R) -> R {
    // SAFETY: as for this function.
    guard_value(absent, || unsafe { handle.as_ref() }.map_or(absent, field))
}

/// A handle that must not be NULL.
///
/// # Safety
/// `handle` is NULL or live for as long as the reference is used.
pub(super) unsafe fn required<'a, T>(handle: *const T, name: &str) -> Result<&'a T, ErrorHandle> {
    // SAFETY: as for this function.
    unsafe { handle.as_ref() }.ok_or_else(|| ErrorHandle::null(name))
}

/// A handle that must not be NULL and is changed.
///
/// # Safety
/// `handle` is NULL or live for as long as the reference is used, and used by this call alone.
pub(super) unsafe fn required_mut<'a, T>(handle: *mut T, name: &str) -> Result<&'a mut T, ErrorHandle> {
    // SAFETY: as for this function.
    unsafe { handle.as_mut() }.ok_or_else(|| ErrorHandle::null(name))
}

/// An array of handles, none of them NULL. NULL with count 0 is the empty array.
///
/// # Safety
/// `handles` is NULL or points to `count` handles that are NULL or live for as long as the references are used.
pub(super) unsafe fn array<'a, T>(
    handles: *const *const T,
    count: usize,
    name: &str,
) -> Result<Vec<&'a T>, ErrorHandle> {
    // SAFETY: as for this function.
    unsafe { slice(handles, count, name)?.iter().map(|&handle| required(handle, name)).collect() }
}

/// Bytes as a slice. NULL with length 0 is the empty slice.
///
/// # Safety
/// `data` is NULL or points to `length` bytes that live as long as the slice is used.
pub(super) unsafe fn bytes<'a>(data: *const u8, length: usize, name: &str) -> Result<&'a [u8], ErrorHandle> {
    // SAFETY: as for this function.
    unsafe { slice(data, length, name) }
}

/// Values as a slice. NULL with length 0 is the empty slice.
///
/// # Safety
/// `data` is NULL or points to `length` values that live as long as the slice is used.
pub(super) unsafe fn slice<'a, T>(data: *const T, length: usize, name: &str) -> Result<&'a [T], ErrorHandle> {
    if data.is_null() {
        return if length == 0 { Ok(&[]) } else { Err(ErrorHandle::null(name)) };
    }
    if length.checked_mul(size_of::<T>()).is_none_or(|size| isize::try_from(size).is_err()) {
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
    std::str::from_utf8(bytes).map(Some).map_err(|error| {
        let message = format!("{name} is not UTF-8 at byte {}", error.valid_up_to());
        ErrorHandle::new(Status::InvalidUtf8, "invalid-utf8", message)
    })
}

/// Text that must not be NULL.
///
/// # Safety
/// As for [`bytes`].
pub(super) unsafe fn required_text<'a>(data: *const c_char, length: usize, name: &str) -> Result<&'a str, ErrorHandle> {
    // SAFETY: as for this function.
    unsafe { text(data, length, name) }?.ok_or_else(|| ErrorHandle::null(name))
}

/// Text as a value of a type that is written as text. It must not be NULL.
///
/// # Safety
/// As for [`bytes`].
pub(super) unsafe fn parsed<T: FromStr<Err: Display>>(
    data: *const c_char,
    length: usize,
    name: &str,
) -> Result<T, ErrorHandle> {
    // SAFETY: as for this function.
    let text = unsafe { required_text(data, length, name) }?;
    text.parse().map_err(|error| ErrorHandle::invalid(format!("{name}: {error}")))
}

/// JSON as a value. It must not be NULL.
///
/// # Safety
/// As for [`bytes`].
pub(super) unsafe fn json<T: DeserializeOwned>(
    data: *const c_char,
    length: usize,
    name: &str,
) -> Result<T, ErrorHandle> {
    // SAFETY: as for this function.
    let text = unsafe { required_text(data, length, name) }?;
    serde_json::from_str(text).map_err(|error| ErrorHandle::invalid_json(format!("{name}: {error}")))
}

/// What [`parsed`] or [`json`] makes of a text. `None` for NULL with length 0.
///
/// # Safety
/// As for [`bytes`].
pub(super) unsafe fn optional<T>(
    data: *const c_char,
    length: usize,
    name: &str,
    read: unsafe fn(*const c_char, usize, &str) -> Result<T, ErrorHandle>,
) -> Result<Option<T>, ErrorHandle> {
    // SAFETY: as for this function, and `read` is one of those two.
    unsafe { text(data, length, name)?.map(|_| read(data, length, name)).transpose() }
}

/// Seconds since 1970-01-01T00:00:00Z as an instant.
pub(super) fn instant(at: i64) -> Result<DateTime<Utc>, ErrorHandle> {
    // RFC 3339, in which reports are written, has years of four digits.
    DateTime::from_timestamp(at, 0)
        .filter(|at| (0..=9999).contains(&at.year()))
        .ok_or_else(|| ErrorHandle::invalid(format!("{at} is too far from 1970 to be an instant")))
}

/// Gives a new handle to the caller where making it cannot fail.
pub(super) fn boxed<T>(handle: impl FnOnce() -> T) -> *mut T {
    guard_value(std::ptr::null_mut(), || Box::into_raw(Box::new(handle())))
}

/// Takes a handle back and drops it.
///
/// # Safety
/// `handle` is NULL or live, was given to the caller by this module, and is not used afterwards.
pub(super) unsafe fn free<T>(handle: *mut T) {
    if !handle.is_null() {
        // SAFETY: every handle that a caller may free was made here, from a box.
        guard_value((), || drop(unsafe { Box::from_raw(handle) }));
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
        assert_eq!(unsafe { required(error, "error") }.unwrap().kind(), "panic");
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
            assert_eq!(bytes(null, 1, "it").unwrap_err().status(), Status::NullArgument);
            assert_eq!(bytes(b"a".as_ptr(), usize::MAX, "it").unwrap_err().status(), Status::InvalidArgument);
            assert_eq!(text(null.cast(), 0, "it").unwrap(), None);
            assert_eq!(text(b"a\xff".as_ptr().cast(), 2, "it").unwrap_err().status(), Status::InvalidUtf8);
            assert_eq!(text(b"".as_ptr().cast(), 0, "it").unwrap(), Some(""));
        }
    }
}

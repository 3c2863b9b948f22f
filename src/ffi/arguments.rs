//! What a caller passes: pointers become references, and numbers and bytes become values.

use std::ffi::c_char;
use std::fmt::Display;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Utc};
use serde::de::DeserializeOwned;

use super::Status;
use super::failure::Failure;

/// A handle that must not be NULL.
///
/// # Safety
/// `handle` is NULL or live for as long as the reference is used.
pub(super) unsafe fn required<'a, T>(handle: *const T, name: &str) -> Result<&'a T, Failure> {
    // SAFETY: as for this function.
    unsafe { handle.as_ref() }.ok_or_else(|| Failure::null(name))
}

/// A handle that must not be NULL and is changed.
///
/// # Safety
/// `handle` is NULL or live for as long as the reference is used, and used by this call alone.
pub(super) unsafe fn required_mut<'a, T>(handle: *mut T, name: &str) -> Result<&'a mut T, Failure> {
    // SAFETY: as for this function.
    unsafe { handle.as_mut() }.ok_or_else(|| Failure::null(name))
}

/// An array of handles, none of them NULL. NULL with count 0 is the empty array.
///
/// # Safety
/// `handles` is NULL or points to `count` handles that are NULL or live for as long as the references are used.
pub(super) unsafe fn array<'a, T>(handles: *const *const T, count: usize, name: &str) -> Result<Vec<&'a T>, Failure> {
    // SAFETY: as for this function.
    unsafe { slice(handles, count, name)?.iter().map(|&handle| required(handle, name)).collect() }
}

/// Bytes as a slice. NULL with length 0 is the empty slice.
///
/// # Safety
/// `data` is NULL or points to `length` bytes that live as long as the slice is used.
pub(super) unsafe fn bytes<'a>(data: *const u8, length: usize, name: &str) -> Result<&'a [u8], Failure> {
    // SAFETY: as for this function.
    unsafe { slice(data, length, name) }
}

/// Values as a slice. NULL with length 0 is the empty slice.
///
/// # Safety
/// `data` is NULL or points to `length` values that live as long as the slice is used.
pub(super) unsafe fn slice<'a, T>(data: *const T, length: usize, name: &str) -> Result<&'a [T], Failure> {
    if data.is_null() {
        return if length == 0 { Ok(&[]) } else { Err(Failure::null(name)) };
    }
    if length.checked_mul(size_of::<T>()).is_none_or(|size| isize::try_from(size).is_err()) {
        return Err(Failure::invalid(format!("the length of {name} is larger than memory can be")));
    }
    // SAFETY: as for this function, and the length fits.
    Ok(unsafe { std::slice::from_raw_parts(data, length) })
}

/// Text as a string. `None` for NULL with length 0.
///
/// # Safety
/// As for [`bytes`].
pub(super) unsafe fn text<'a>(data: *const c_char, length: usize, name: &str) -> Result<Option<&'a str>, Failure> {
    // SAFETY: as for this function.
    let bytes = unsafe { bytes(data.cast(), length, name) }?;
    if data.is_null() {
        return Ok(None);
    }
    std::str::from_utf8(bytes).map(Some).map_err(|error| {
        let message = format!("{name} is not UTF-8 at byte {}", error.valid_up_to());
        Failure::new(Status::InvalidUtf8, "invalid-utf8", message)
    })
}

/// Text that must not be NULL.
///
/// # Safety
/// As for [`bytes`].
pub(super) unsafe fn required_text<'a>(data: *const c_char, length: usize, name: &str) -> Result<&'a str, Failure> {
    // SAFETY: as for this function.
    unsafe { text(data, length, name) }?.ok_or_else(|| Failure::null(name))
}

/// Text as a value of a type that is written as text. It must not be NULL.
///
/// # Safety
/// As for [`bytes`].
pub(super) unsafe fn parsed<T: FromStr<Err: Display>>(
    data: *const c_char,
    length: usize,
    name: &str,
) -> Result<T, Failure> {
    // SAFETY: as for this function.
    let text = unsafe { required_text(data, length, name) }?;
    text.parse().map_err(|error| Failure::invalid(format!("{name}: {error}")))
}

/// JSON as a value. It must not be NULL.
///
/// # Safety
/// As for [`bytes`].
pub(super) unsafe fn json<T: DeserializeOwned>(data: *const c_char, length: usize, name: &str) -> Result<T, Failure> {
    // SAFETY: as for this function.
    let text = unsafe { required_text(data, length, name) }?;
    serde_json::from_str(text).map_err(|error| Failure::invalid_json(format!("{name}: {error}")))
}

/// What [`parsed`] or [`json`] makes of a text. `None` for NULL with length 0.
///
/// # Safety
/// As for [`bytes`].
pub(super) unsafe fn optional<T>(
    data: *const c_char,
    length: usize,
    name: &str,
    read: unsafe fn(*const c_char, usize, &str) -> Result<T, Failure>,
) -> Result<Option<T>, Failure> {
    // SAFETY: as for this function, and `read` is one of those two.
    unsafe { text(data, length, name)?.map(|_| read(data, length, name)).transpose() }
}

/// Seconds since 1970-01-01T00:00:00Z as an instant.
pub(super) fn instant(at: i64) -> Result<DateTime<Utc>, Failure> {
    // RFC 3339, in which reports are written, has years of four digits.
    DateTime::from_timestamp(at, 0)
        .filter(|at| (0..=9999).contains(&at.year()))
        .ok_or_else(|| Failure::invalid(format!("{at} is too far from 1970 to be an instant")))
}

#[cfg(test)]
mod tests {
    use super::*;

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

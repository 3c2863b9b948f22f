//! Text and bytes: lent to the caller, or owned by it.

use std::ffi::c_char;

use serde::Serialize;

use super::boundary::{free, read};
use super::failure::Failure;

/// UTF-8 text that belongs to the handle it was asked of and lives as long as that. Not terminated by NUL. Its two fields are
/// part of the ABI, and no third is ever added.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// First byte. NULL if there is no such text.
    pub data: *const c_char,
    /// Length in bytes.
    pub length: usize,
}

/// Bytes that belong to the handle they were asked of and live as long as that. The two fields are part of the ABI, and no third
/// is ever added.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Bytes {
    /// First byte. NULL if there are no such bytes.
    pub data: *const u8,
    /// How many.
    pub length: usize,
}

/// Text that the caller owns, mostly JSON. Immutable; may be used by several threads at once.
#[derive(Debug)]
pub struct StringHandle(pub(super) String);

impl Text {
    pub(super) const NONE: Self = Self { data: std::ptr::null(), length: 0 };
}

impl Bytes {
    pub(super) const NONE: Self = Self { data: std::ptr::null(), length: 0 };
}

impl StringHandle {
    /// A value as JSON, on one line: what a call makes.
    pub(super) fn json(value: &impl Serialize) -> Result<Self, Failure> {
        // Only maps with keys that are not strings make this fail, and no value here has one.
        Ok(Self(serde_json::to_string(value).unwrap_or_default()))
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self { data: text.as_ptr().cast(), length: text.len() }
    }
}

impl From<Option<&str>> for Text {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Self::NONE, Self::from)
    }
}

impl From<&[u8]> for Bytes {
    fn from(bytes: &[u8]) -> Self {
        Self { data: bytes.as_ptr(), length: bytes.len() }
    }
}

impl From<Option<&[u8]>> for Bytes {
    fn from(bytes: Option<&[u8]>) -> Self {
        bytes.map_or(Self::NONE, Self::from)
    }
}

/// The text itself. Lives as long as `string`.
///
/// # Safety
/// `string` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_string_text(string: *const StringHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(string, Text::NONE, |string| string.0.as_str().into()) }
}

/// Frees a string. NULL is allowed.
///
/// # Safety
/// `string` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_string_free(string: *mut StringHandle) {
    // SAFETY: as for this function.
    unsafe { free(string) }
}

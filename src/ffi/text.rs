//! Text that is lent to the caller.

use std::ffi::c_char;

/// UTF-8 text that belongs to the handle it was asked of and lives as long as that. Not terminated by NUL.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// First byte. NULL if there is no such text.
    pub data: *const c_char,
    /// Length in bytes.
    pub length: usize,
}

impl Text {
    pub(super) const NONE: Self = Self { data: std::ptr::null(), length: 0 };
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self { data: text.as_ptr().cast(), length: text.len() }
    }
}

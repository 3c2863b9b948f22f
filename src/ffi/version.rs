//! Which library this is.

use std::ffi::c_char;

/// Version of the C ABI. Goes up when a function is removed or changed.
pub const ABI_VERSION: u32 = 1;

/// Major version of the library of the header.
pub const VERSION_MAJOR: u32 = 0;
/// Minor version of the library of the header.
pub const VERSION_MINOR: u32 = 1;
/// Patch version of the library of the header.
pub const VERSION_PATCH: u32 = 0;

/// Version of the library, such as `0.1.0`, terminated by NUL. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_version() -> *const c_char {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}

/// Version of the C ABI that the library was built with. Compare it with `APPTUNNEL_ABI_VERSION` of the header.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_abi_version() -> u32 {
    ABI_VERSION
}

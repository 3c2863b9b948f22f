//! TLS: versions, groups, cipher suites, Apple clients, and what a server negotiates with them.
//!
//! Tables are read by index, or by the numbers of IANA's registries. Their text lives for ever.

pub mod client;
pub mod handshake_matrix;
pub mod server;
pub mod suite;

use std::ffi::c_char;

use super::Text;
use super::arguments::parsed;
use super::boundary::guard_value;
use crate::message::Language;
use crate::tls::{Group, SignatureScheme, Version};

/// The number of protocol versions. They are in order, the oldest first.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_version_count() -> usize {
    guard_value(0, || Version::ALL.len())
}

/// The Java name of a protocol version, such as `TLSv1.2`. NULL if there is no such version. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_version_name(index: usize) -> Text {
    version(index, Version::name)
}

/// How good it is, by this library's own policy: `strong`, `weak` or `broken`. NULL if there is no such version. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_version_strength(index: usize) -> Text {
    version(index, |version| version.strength().as_str())
}

/// Why, as the end of a sentence. NULL if there is no such version. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_version_reason(index: usize) -> Text {
    version(index, |version| version.reason().in_language(Language::English))
}

/// The index of the protocol version with this Java name, in upper or lower case. -1 if there is none.
///
/// # Safety
/// `name` points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_tls_version_find(name: *const c_char, length: usize) -> i64 {
    let find = || {
        // SAFETY: as for this function.
        let version: Version = unsafe { parsed(name, length, "name") }.ok()?;
        i64::try_from(Version::ALL.into_iter().position(|it| it == version)?).ok()
    };
    guard_value(-1, || find().unwrap_or(-1))
}

/// The number of groups for the exchange of keys that the library knows.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_group_count() -> usize {
    guard_value(0, || Group::ALL.len())
}

/// The number of a group in IANA's registry TLS Supported Groups. 0 if there is no such index.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_group(index: usize) -> u16 {
    guard_value(0, || Group::ALL.get(index).map_or(0, |group| group.id()))
}

/// The name of the group with this number, such as `x25519`. NULL if the library does not know it. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_group_name(group: u16) -> Text {
    guard_value(Text::NONE, || Group::from_id(group).map(Group::name).into())
}

/// The number of the group with this name, in upper or lower case. 0 if there is none.
///
/// # Safety
/// `name` points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_tls_group_find(name: *const c_char, length: usize) -> u16 {
    // SAFETY: as for this function.
    guard_value(0, || unsafe { parsed(name, length, "name") }.map_or(0, Group::id))
}

/// The name of the signature scheme with this number in IANA's registry, such as `rsa_pss_rsae_sha256`. NULL if no Apple client
/// offers it. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_signature_scheme_name(scheme: u16) -> Text {
    guard_value(Text::NONE, || {
        SignatureScheme::ALL.into_iter().find(|it| it.id() == scheme).map(SignatureScheme::name).into()
    })
}

fn version(index: usize, field: impl FnOnce(Version) -> &'static str) -> Text {
    guard_value(Text::NONE, || Version::ALL.get(index).map(|version| field(*version)).into())
}

//! Cipher suites, by their numbers in IANA's registry.

use std::ffi::c_char;

use crate::ffi::Text;
use crate::ffi::arguments::parsed;
use crate::ffi::boundary::guard_value;
use crate::message::Language;
use crate::tls::{Suite, suites};

/// The number of cipher suites that the library knows.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_suite_count() -> usize {
    guard_value(0, || suites().count())
}

/// The number of a cipher suite in IANA's registry TLS Cipher Suites. 0 if there is no such index.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_suite(index: usize) -> u16 {
    guard_value(0, || suites().nth(index).map_or(0, Suite::id))
}

/// The number of the cipher suite with this name of IANA, OpenSSL or JSSE, in upper or lower case. 0 if there is none.
///
/// # Safety
/// `name` points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_tls_suite_find(name: *const c_char, length: usize) -> u16 {
    // SAFETY: as for this function.
    guard_value(0, || unsafe { parsed(name, length, "name") }.map_or(0, Suite::id))
}

/// The IANA name of the cipher suite with this number. NULL if the library does not know it. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_suite_name(suite: u16) -> Text {
    text(suite, Suite::name)
}

/// OpenSSL's name of it. NULL if the library does not know it. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_suite_openssl_name(suite: u16) -> Text {
    text(suite, Suite::openssl_name)
}

/// The first protocol version that can use it, such as `TLSv1.2`. NULL if the library does not know it. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_suite_first_version(suite: u16) -> Text {
    text(suite, |suite| suite.versions().0.name())
}

/// The last protocol version that can use it. NULL if the library does not know it. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_suite_last_version(suite: u16) -> Text {
    text(suite, |suite| suite.versions().1.name())
}

/// How the two sides agree on a secret: `any` in TLS 1.3, `dhe`, `ecdh`, `ecdhe` or `rsa`. NULL if the library does not know it.
/// Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_suite_key_exchange(suite: u16) -> Text {
    text(suite, |suite| suite.key_exchange().as_str())
}

/// By which kind of key the server authenticates: `any` in TLS 1.3, `anonymous`, `dss`, `ecdsa` or `rsa`. NULL if the library
/// does not know it. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_suite_authentication(suite: u16) -> Text {
    text(suite, |suite| suite.authentication().as_str())
}

/// How records are encrypted, such as `AES_128_GCM`. NULL if the library does not know it. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_suite_cipher(suite: u16) -> Text {
    text(suite, |suite| suite.cipher().as_str())
}

/// How the integrity of records is kept: `aead`, `md5`, `sha1`, `sha256` or `sha384`. NULL if the library does not know it.
/// Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_suite_mac(suite: u16) -> Text {
    text(suite, |suite| suite.mac().as_str())
}

/// How good it is, by this library's own policy: `strong`, `weak` or `broken`. NULL if the library does not know it. Lives for
/// ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_suite_strength(suite: u16) -> Text {
    text(suite, |suite| suite.strength().as_str())
}

/// Why, as the end of a sentence. NULL if the library does not know it. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_suite_reason(suite: u16) -> Text {
    text(suite, |suite| suite.reason().in_language(Language::English))
}

/// Whether what was recorded stays secret when the certificate's key becomes known. False if the library does not know it.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_suite_is_forward_secret(suite: u16) -> bool {
    guard_value(false, || Suite::from_id(suite).is_some_and(Suite::is_forward_secret))
}

/// Whether a server with a key of this type, such as `RSA-2048` or `EC-P256`, can use it. False if the library does not know
/// the suite or the type.
///
/// # Safety
/// `key_type` points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_tls_suite_fits(suite: u16, key_type: *const c_char, length: usize) -> bool {
    let fits = || {
        // SAFETY: as for this function.
        let key = unsafe { parsed(key_type, length, "key_type") }.ok()?;
        Some(Suite::from_id(suite)?.fits(&key))
    };
    guard_value(false, || fits().unwrap_or(false))
}

fn text(suite: u16, field: impl FnOnce(Suite) -> &'static str) -> Text {
    guard_value(Text::NONE, || Suite::from_id(suite).map(field).into())
}

//! Apple clients, by their places in the table.

use std::ffi::c_char;

use crate::device::handshake::{Client, clients};
use crate::ffi::Text;
use crate::ffi::arguments::required_text;
use crate::ffi::boundary::guard_value;
use crate::tls::{Suite, Version};

/// The number of Apple clients, the oldest first.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_client_count() -> usize {
    guard_value(0, || clients().len())
}

/// The index of the client with this id, such as `ios-26`. -1 if there is none.
///
/// # Safety
/// `id` points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_tls_client_find(id: *const c_char, length: usize) -> i64 {
    let find = || {
        // SAFETY: as for this function.
        let id = unsafe { required_text(id, length, "id") }.ok()?;
        i64::try_from(clients().iter().position(|client| client.id() == id)?).ok()
    };
    guard_value(-1, || find().unwrap_or(-1))
}

/// The stable name of a client: its first release, and the application unless it is Safari. NULL if there is no such client.
/// Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_client_id(client: usize) -> Text {
    text(client, |client| Some(client.id()))
}

/// The releases that it stands for, such as `iOS 15.4-17, macOS 12.3-14`. NULL if there is no such client. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_client_releases(client: usize) -> Text {
    text(client, |client| Some(client.releases()))
}

/// The kind of application: `safari`, `app_transport_security` or `mail`; more may come. NULL if there is no such client. Lives
/// for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_client_application(client: usize) -> Text {
    text(client, |client| Some(client.application().as_str()))
}

/// When it holds the key usage of the server's certificate against the handshake: `not_known`, `tls_1_3_and_curves` or
/// `always`. NULL if there is no such client. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_client_key_usage_check(client: usize) -> Text {
    text(client, |client| Some(client.key_usage_check().as_str()))
}

/// How sure the library is of it: `observed`, `documented` or `probable`. NULL if there is no such client. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_client_certainty(client: usize) -> Text {
    text(client, |client| Some(client.certainty().as_str()))
}

/// Where that is known from. NULL if there is no such client. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_client_source(client: usize) -> Text {
    text(client, |client| Some(client.source()))
}

/// The number of protocol versions that it offers, the preferred first. 0 if there is no such client.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_client_version_count(client: usize) -> usize {
    field(client, 0, |client| Some(client.versions().len()))
}

/// One of them, such as `TLSv1.3`. NULL if there is no such one. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_client_version(client: usize, index: usize) -> Text {
    text(client, |client| client.versions().get(index).copied().map(Version::name))
}

/// The number of cipher suites that it offers, the preferred first. 0 if there is no such client.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_client_suite_count(client: usize) -> usize {
    field(client, 0, |client| Some(client.suites().count()))
}

/// The number of one of them in IANA's registry. 0 if there is no such one.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_client_suite(client: usize, index: usize) -> u16 {
    field(client, 0, |client| client.suites().nth(index).map(Suite::id))
}

/// The number of groups that it offers, the preferred first. 0 if there is no such client.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_client_group_count(client: usize) -> usize {
    field(client, 0, |client| Some(client.groups().len()))
}

/// The number of one of them in IANA's registry. 0 if there is no such one.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_client_group(client: usize, index: usize) -> u16 {
    field(client, 0, |client| client.groups().get(index).map(|group| group.id()))
}

/// The number of signature schemes that it offers, the preferred first. 0 if there is no such client.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_client_signature_count(client: usize) -> usize {
    field(client, 0, |client| Some(client.signatures().len()))
}

/// The number of one of them in IANA's registry. 0 if there is no such one.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_client_signature(client: usize, index: usize) -> u16 {
    field(client, 0, |client| client.signatures().get(index).map(|scheme| scheme.id()))
}

fn text(client: usize, field: impl FnOnce(&'static Client) -> Option<&'static str>) -> Text {
    self::field(client, Text::NONE, |client| field(client).map(Text::from))
}

/// One field of one client, or `absent`.
fn field<R: Copy>(client: usize, absent: R, field: impl FnOnce(&'static Client) -> Option<R>) -> R {
    guard_value(absent, || clients().get(client).and_then(field).unwrap_or(absent))
}

//! A server, and the check of what is selected for it.

use std::ffi::c_char;

use super::handshake_matrix::HandshakeMatrixHandle;
use crate::certificate::KeyType;
use crate::device::handshake::{Groups, Preference, Server};
use crate::ffi::arguments::{json, parsed, required};
use crate::ffi::boundary::{boxed, free};
use crate::ffi::call::{change, make};
use crate::ffi::failure::Failure;
use crate::ffi::{CertificateHandle, ErrorHandle, ReportHandle, Status, StringHandle};
use crate::tls::{Group, Selection, Suite};
use crate::{Certificate, tls};

/// What a server brings to a handshake. May be used by several threads at once, but not while one of them changes it.
#[derive(Debug)]
pub struct TlsServerHandle {
    selection: Selection,
    key: Option<Key>,
    groups: Groups,
    preference: Preference,
}

/// What is known of its certificate.
#[derive(Debug)]
enum Key {
    Type(KeyType),
    Leaf(Certificate),
}

impl TlsServerHandle {
    fn key_type(&self) -> Option<KeyType> {
        self.key.as_ref().map(|key| match key {
            Key::Type(key) => key.clone(),
            Key::Leaf(leaf) => leaf.key_type(),
        })
    }

    fn server(&self) -> Result<Server, Failure> {
        let selection = self.selection.clone();
        let server = match &self.key {
            Some(Key::Type(key)) => Server::with_key(selection, key.clone()),
            Some(Key::Leaf(leaf)) => Server::with_leaf(selection, leaf.clone()),
            None => {
                return Err(Failure::invalid("server has neither a key type nor a certificate; set one of them"));
            }
        };
        Ok(server.with_groups(self.groups.clone()).with_preference(self.preference))
    }
}

/// The order of the client decides among the suites and groups that both sides have. Which of the two a Sentry follows is not
/// known.
pub const PREFERENCE_CLIENT: u32 = 0;
/// The order of the server decides.
pub const PREFERENCE_SERVER: u32 = 1;

/// A server with nothing selected, of whose key and groups nothing is known. NULL if the library failed.
///
/// The caller frees it with `apptunnel_tls_server_free`.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_tls_server_new() -> *mut TlsServerHandle {
    boxed(|| TlsServerHandle {
        selection: Selection { protocols: Vec::new(), suites: Vec::new() },
        key: None,
        groups: Groups::NotKnown,
        preference: Preference::Client,
    })
}

/// Selects what a JSON object says, and nothing else: `protocols` is an array of Java names and `suites` one of names of cipher
/// suites, the preferred first. It has the form of `incoming` and `outgoing` in a profile.
///
/// # Safety
/// `server` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `selection` points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_tls_server_set_selection(
    server: *mut TlsServerHandle,
    selection: *const c_char,
    length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(server, "server", error, |server| {
            server.selection = json(selection, length, "selection")?;
            Ok(())
        })
    }
}

/// Selects one protocol version more, by its Java name such as `TLSv1.2`.
///
/// # Safety
/// `server` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `version` points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_tls_server_add_protocol(
    server: *mut TlsServerHandle,
    version: *const c_char,
    length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(server, "server", error, |server| {
            server.selection.protocols.push(parsed(version, length, "version")?);
            Ok(())
        })
    }
}

/// Selects one cipher suite more, by its number in IANA's registry. The first is the preferred one.
///
/// # Safety
/// `server` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_tls_server_add_suite(
    server: *mut TlsServerHandle,
    suite: u16,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(server, "server", error, |server| {
            let known = Suite::from_id(suite);
            let suite = known.ok_or_else(|| Failure::invalid(format!("suite {suite:#06x} is not known")))?;
            server.selection.suites.push(suite);
            Ok(())
        })
    }
}

/// Selects every strong cipher suite that one of the selected protocol versions can use, and no other suite.
///
/// # Safety
/// `server` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_tls_server_select_strong(
    server: *mut TlsServerHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(server, "server", error, |server| {
            server.selection = Selection::strong(server.selection.protocols.iter().copied());
            Ok(())
        })
    }
}

/// Says what key the certificate has, where no more is known of it: `RSA-2048` or another number, `EC-P256`, `EC-P384`,
/// `EC-P521`, `Ed25519`, `RSASSA-PSS-2048`, or the OID of another algorithm.
///
/// # Safety
/// `server` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `key_type` points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_tls_server_set_key_type(
    server: *mut TlsServerHandle,
    key_type: *const c_char,
    length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(server, "server", error, |server| {
            server.key = Some(Key::Type(parsed(key_type, length, "key_type")?));
            Ok(())
        })
    }
}

/// Says which certificate it shows, whose key usage clients check too. The certificate may be freed afterwards.
///
/// # Safety
/// `server` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `leaf` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_tls_server_set_leaf(
    server: *mut TlsServerHandle,
    leaf: *const CertificateHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(server, "server", error, |server| {
            server.key = Some(Key::Leaf(required(leaf, "leaf")?.certificate().clone()));
            Ok(())
        })
    }
}

/// Says that it accepts one group more for the exchange of keys, by its number in IANA's registry. The first is the preferred
/// one. With none, its groups are not known and count as any that a client offers.
///
/// # Safety
/// `server` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_tls_server_add_group(
    server: *mut TlsServerHandle,
    group: u16,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(server, "server", error, |server| {
            let known = Group::from_id(group);
            let group = known.ok_or_else(|| Failure::invalid(format!("group {group:#06x} is not known")))?;
            match &mut server.groups {
                Groups::Only(groups) => groups.push(group),
                Groups::NotKnown => server.groups = Groups::Only(vec![group]),
            }
            Ok(())
        })
    }
}

/// Says whose order decides: `APPTUNNEL_PREFERENCE_CLIENT`, as at first, or `APPTUNNEL_PREFERENCE_SERVER`.
///
/// # Safety
/// `server` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_tls_server_set_preference(
    server: *mut TlsServerHandle,
    preference: u32,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(server, "server", error, |server| {
            server.preference = match preference {
                PREFERENCE_CLIENT => Preference::Client,
                PREFERENCE_SERVER => Preference::Server,
                other => return Err(Failure::invalid(format!("there is no preference {other}"))),
            };
            Ok(())
        })
    }
}

/// What is selected, as JSON of the form that `apptunnel_tls_server_set_selection` takes.
///
/// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `server` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_tls_server_selection_json(
    server: *const TlsServerHandle,
    out: *mut *mut StringHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe { make(out, error, || StringHandle::json(&required(server, "server")?.selection)) }
}

/// Checks what is selected, against the key too if that is known. Findings have the JSON pointers of the selection.
///
/// On success `*out` is a report that the caller frees with `apptunnel_report_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `server` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_tls_server_check(
    server: *const TlsServerHandle,
    out: *mut *mut ReportHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let server = required(server, "server")?;
            Ok(ReportHandle::of_findings(tls::check(&server.selection, server.key_type().as_ref(), "")))
        })
    }
}

/// What is worth knowing of the server although connections come about, whichever client it is. The key or the certificate
/// has to be set.
///
/// On success `*out` is a report that the caller frees with `apptunnel_report_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `server` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_tls_server_advice(
    server: *const TlsServerHandle,
    out: *mut *mut ReportHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            Ok(ReportHandle::of_findings(crate::device::advice(&required(server, "server")?.server()?, "")))
        })
    }
}

/// Lets it negotiate with every Apple client. The key or the certificate has to be set.
///
/// On success `*out` is a matrix that the caller frees with `apptunnel_handshake_matrix_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `server` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_tls_server_negotiate(
    server: *const TlsServerHandle,
    out: *mut *mut HandshakeMatrixHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            Ok(HandshakeMatrixHandle::new(crate::device::handshake::matrix(&required(server, "server")?.server()?)))
        })
    }
}

/// Frees a server. NULL is allowed.
///
/// # Safety
/// `server` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_tls_server_free(server: *mut TlsServerHandle) {
    // SAFETY: as for this function.
    unsafe { free(server) }
}

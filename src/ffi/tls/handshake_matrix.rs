//! What each Apple client gets from a server.

use std::sync::OnceLock;

use crate::device::handshake::{HandshakeMatrix, HandshakeResult};
use crate::ffi::boundary::{free, read};
use crate::ffi::{ReportHandle, Text};
use crate::tls::{Group, SignatureScheme, Suite, Version};

/// What each Apple client gets from a server. Immutable; may be used by several threads at once.
#[derive(Debug)]
pub struct HandshakeMatrixHandle {
    matrix: HandshakeMatrix,
    findings: ReportHandle,
    /// Why each client fails. Written when it is first asked for.
    failures: OnceLock<Vec<Option<String>>>,
    /// Written when it is first asked for.
    json: OnceLock<String>,
    /// Written when it is first asked for.
    text: OnceLock<String>,
}

impl HandshakeMatrixHandle {
    pub(super) fn new(matrix: HandshakeMatrix) -> Self {
        let findings = ReportHandle::of_findings(matrix.findings.clone());
        Self { matrix, findings, failures: OnceLock::new(), json: OnceLock::new(), text: OnceLock::new() }
    }

    fn failure(&self, client: usize) -> Option<&str> {
        let written = |result: &HandshakeResult| match result {
            HandshakeResult::Failed { message, .. } => Some(message.to_string()),
            HandshakeResult::Connected { .. } => None,
        };
        let outcomes = || self.matrix.outcomes.iter().map(|outcome| written(&outcome.connection)).collect();
        self.failures.get_or_init(outcomes).get(client)?.as_deref()
    }
}

/// Whether the client connects: `client` is its index in the table of clients. False if there is no such client.
///
/// # Safety
/// `matrix` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_handshake_matrix_is_connected(
    matrix: *const HandshakeMatrixHandle,
    client: usize,
) -> bool {
    // SAFETY: as for this function.
    unsafe { connection(matrix, client, false, |it| Some(matches!(it, HandshakeResult::Connected { .. }))) }
}

/// The protocol version of the connection, such as `TLSv1.3`. NULL if there is none. Lives for ever.
///
/// # Safety
/// `matrix` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_handshake_matrix_version(
    matrix: *const HandshakeMatrixHandle,
    client: usize,
) -> Text {
    let version = |it: &HandshakeResult| match it {
        HandshakeResult::Connected { version, .. } => Some(Version::name(*version).into()),
        HandshakeResult::Failed { .. } => None,
    };
    // SAFETY: as for this function.
    unsafe { connection(matrix, client, Text::NONE, version) }
}

/// The number of its cipher suite in IANA's registry. 0 if there is no connection.
///
/// # Safety
/// `matrix` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_handshake_matrix_suite(matrix: *const HandshakeMatrixHandle, client: usize) -> u16 {
    let suite = |it: &HandshakeResult| match it {
        HandshakeResult::Connected { suite, .. } => Some(Suite::id(*suite)),
        HandshakeResult::Failed { .. } => None,
    };
    // SAFETY: as for this function.
    unsafe { connection(matrix, client, 0, suite) }
}

/// The number of the group of its key exchange. 0 if there is no connection, if the suite has none, and if the server's groups
/// are not known.
///
/// # Safety
/// `matrix` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_handshake_matrix_group(matrix: *const HandshakeMatrixHandle, client: usize) -> u16 {
    let group = |it: &HandshakeResult| match it {
        HandshakeResult::Connected { group, .. } => group.map(Group::id),
        HandshakeResult::Failed { .. } => None,
    };
    // SAFETY: as for this function.
    unsafe { connection(matrix, client, 0, group) }
}

/// The number of the signature scheme of the server. 0 if there is no connection, and where none is negotiated.
///
/// # Safety
/// `matrix` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_handshake_matrix_signature(
    matrix: *const HandshakeMatrixHandle,
    client: usize,
) -> u16 {
    let signature = |it: &HandshakeResult| match it {
        HandshakeResult::Connected { signature, .. } => signature.map(SignatureScheme::id),
        HandshakeResult::Failed { .. } => None,
    };
    // SAFETY: as for this function.
    unsafe { connection(matrix, client, 0, signature) }
}

/// The code of the rule because of which the client does not connect. NULL if it does. Lives as long as `matrix`.
///
/// # Safety
/// `matrix` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_handshake_matrix_failure_code(
    matrix: *const HandshakeMatrixHandle,
    client: usize,
) -> Text {
    let code = |it: &HandshakeResult| match it {
        HandshakeResult::Failed { code, .. } => Some(code.as_str().into()),
        HandshakeResult::Connected { .. } => None,
    };
    // SAFETY: as for this function.
    unsafe { connection(matrix, client, Text::NONE, code) }
}

/// How sure the library is of that rule. NULL if the client connects. Lives for ever.
///
/// # Safety
/// `matrix` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_handshake_matrix_failure_certainty(
    matrix: *const HandshakeMatrixHandle,
    client: usize,
) -> Text {
    let certainty = |it: &HandshakeResult| match it {
        HandshakeResult::Failed { certainty, .. } => Some(certainty.as_str().into()),
        HandshakeResult::Connected { .. } => None,
    };
    // SAFETY: as for this function.
    unsafe { connection(matrix, client, Text::NONE, certainty) }
}

/// Why the client does not connect, as a clause without a full stop. NULL if it does. Lives as long as `matrix`.
///
/// # Safety
/// `matrix` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_handshake_matrix_failure_message(
    matrix: *const HandshakeMatrixHandle,
    client: usize,
) -> Text {
    // SAFETY: as for this function.
    unsafe { read(matrix, Text::NONE, |it| it.failure(client).into()) }
}

/// What is worth knowing of the server besides, as `apptunnel_tls_server_advice` has it. NULL if `matrix` is. Belongs to
/// `matrix` and lives as long.
///
/// # Safety
/// `matrix` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_handshake_matrix_report(
    matrix: *const HandshakeMatrixHandle,
) -> *const ReportHandle {
    // SAFETY: as for this function.
    unsafe { read(matrix, std::ptr::null(), |it| std::ptr::from_ref(&it.findings)) }
}

/// The whole matrix as JSON, by the published schema `handshake-matrix`. Lives as long as `matrix`.
///
/// # Safety
/// `matrix` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_handshake_matrix_json(matrix: *const HandshakeMatrixHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(matrix, Text::NONE, |it| it.json.get_or_init(|| it.matrix.to_json()).as_str().into()) }
}

/// The whole matrix for people: a table with a line for each client. Lives as long as `matrix`.
///
/// # Safety
/// `matrix` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_handshake_matrix_text(matrix: *const HandshakeMatrixHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(matrix, Text::NONE, |it| it.text.get_or_init(|| it.matrix.to_string()).as_str().into()) }
}

/// Frees a matrix. NULL is allowed.
///
/// # Safety
/// `matrix` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_handshake_matrix_free(matrix: *mut HandshakeMatrixHandle) {
    // SAFETY: as for this function.
    unsafe { free(matrix) }
}

/// One field of what one client gets, or `absent`.
///
/// # Safety
/// `matrix` is NULL or live.
unsafe fn connection<R: Copy>(
    matrix: *const HandshakeMatrixHandle,
    client: usize,
    absent: R,
    field: impl FnOnce(&HandshakeResult) -> Option<R>,
) -> R {
    let field = |it: &HandshakeMatrixHandle| field(&it.matrix.outcomes.get(client)?.connection);
    // SAFETY: as for this function.
    unsafe { read(matrix, absent, |it| field(it).unwrap_or(absent)) }
}

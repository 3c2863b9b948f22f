//! One certificate, field by field.

use std::sync::OnceLock;

use super::arguments::{array, bytes, instant, required};
use super::boundary::{free, read};
use super::call::make;
use super::failure::Failure;
use super::{Bytes, ErrorHandle, Status, Text};
use crate::Certificate;
use crate::printable::hex;

/// One certificate. Immutable; may be used by several threads at once.
#[derive(Debug)]
pub struct CertificateHandle {
    certificate: Certificate,
    /// Written when one of them is first asked for.
    texts: OnceLock<Texts>,
}

/// What the certificate does not hold as text, so that it can be lent.
#[derive(Debug)]
struct Texts {
    sha256: String,
    subject: String,
    issuer: String,
    serial: String,
    key: String,
    signature_algorithm: String,
    names: Vec<String>,
    ca_issuers: Vec<String>,
}

impl CertificateHandle {
    pub(super) fn new(certificate: Certificate) -> Self {
        Self { certificate, texts: OnceLock::new() }
    }

    fn texts(&self) -> &Texts {
        let certificate = &self.certificate;
        self.texts.get_or_init(|| Texts {
            sha256: certificate.fingerprint(),
            subject: certificate.subject(),
            issuer: certificate.issuer(),
            serial: hex(certificate.serial()),
            key: certificate.key_type().to_string(),
            signature_algorithm: certificate.signature_algorithm(),
            names: certificate.alternative_name_texts(),
            ca_issuers: certificate.ca_issuers().map(str::to_owned).collect(),
        })
    }

    pub(super) fn certificate(&self) -> &Certificate {
        &self.certificate
    }
}

/// Stands for a date that is not of the years 1 to 9999.
pub const NO_INSTANT: i64 = -0x4000_0000_0000_0000;

/// Reads one certificate in DER (RFC 5280 section 4.1). The bytes are copied.
///
/// On success `*out` is a certificate that the caller frees with `apptunnel_certificate_free`. Otherwise `*out` is left
/// alone, and if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `der` points to `length` bytes, or is NULL and the length is 0. `out` points to memory for one pointer; `error` does
/// too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_from_der(
    der: *const u8,
    length: usize,
    out: *mut *mut CertificateHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe { make(out, error, || Ok(CertificateHandle::new(Certificate::from_der(bytes(der, length, "der")?)?))) }
}

/// The same certificate once more, for a caller that needs it longer than the handle it was lent from.
///
/// On success `*out` is a certificate that the caller frees with `apptunnel_certificate_free`. Otherwise `*out` is left
/// alone, and if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `certificate` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_clone(
    certificate: *const CertificateHandle,
    out: *mut *mut CertificateHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || Ok(CertificateHandle::new(required(certificate, "certificate")?.certificate.clone())))
    }
}

/// The certificate in DER, as it was read. Lives as long as `certificate`.
///
/// # Safety
/// `certificate` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_der(certificate: *const CertificateHandle) -> Bytes {
    // SAFETY: as for this function.
    unsafe { read(certificate, Bytes::NONE, |it| it.certificate.der().into()) }
}

/// SHA-256 of its DER, as lower-case hex. Lives as long as `certificate`.
///
/// # Safety
/// `certificate` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_sha256(certificate: *const CertificateHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(certificate, Text::NONE, |it| it.texts().sha256.as_str().into()) }
}

/// Subject in the form of RFC 4514, empty if the certificate has none. Lives as long as `certificate`.
///
/// # Safety
/// `certificate` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_subject(certificate: *const CertificateHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(certificate, Text::NONE, |it| it.texts().subject.as_str().into()) }
}

/// Issuer in the form of RFC 4514. Lives as long as `certificate`.
///
/// # Safety
/// `certificate` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_issuer(certificate: *const CertificateHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(certificate, Text::NONE, |it| it.texts().issuer.as_str().into()) }
}

/// Serial number as lower-case hex, as it is encoded. Lives as long as `certificate`.
///
/// # Safety
/// `certificate` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_serial(certificate: *const CertificateHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(certificate, Text::NONE, |it| it.texts().serial.as_str().into()) }
}

/// First instant of validity, in seconds since 1970-01-01T00:00:00Z. `APPTUNNEL_NO_INSTANT` if it is not a date of the years
/// 1 to 9999, or `certificate` is NULL.
///
/// # Safety
/// `certificate` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_not_before(certificate: *const CertificateHandle) -> i64 {
    // SAFETY: as for this function.
    unsafe { read(certificate, NO_INSTANT, |it| it.certificate.not_before().map_or(NO_INSTANT, |at| at.timestamp())) }
}

/// Last instant of validity, in seconds since 1970-01-01T00:00:00Z. `APPTUNNEL_NO_INSTANT` if it is not a date of the years
/// 1 to 9999, or `certificate` is NULL.
///
/// # Safety
/// `certificate` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_not_after(certificate: *const CertificateHandle) -> i64 {
    // SAFETY: as for this function.
    unsafe { read(certificate, NO_INSTANT, |it| it.certificate.not_after().map_or(NO_INSTANT, |at| at.timestamp())) }
}

/// Whether the instant, in seconds since 1970-01-01T00:00:00Z, is within the validity period, both ends included. False if
/// `certificate` is NULL or `at` is not of the years 0 to 9999.
///
/// # Safety
/// `certificate` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_is_valid_at(certificate: *const CertificateHandle, at: i64) -> bool {
    // SAFETY: as for this function.
    unsafe { read(certificate, false, |it| instant(at).is_ok_and(|at| it.certificate.is_valid_at(at))) }
}

/// Key type and size, such as `RSA-2048` or `EC-P256`. Lives as long as `certificate`.
///
/// # Safety
/// `certificate` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_key(certificate: *const CertificateHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(certificate, Text::NONE, |it| it.texts().key.as_str().into()) }
}

/// The SubjectPublicKeyInfo in DER. Lives as long as `certificate`.
///
/// # Safety
/// `certificate` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_spki(certificate: *const CertificateHandle) -> Bytes {
    // SAFETY: as for this function.
    unsafe { read(certificate, Bytes::NONE, |it| it.certificate.spki().into()) }
}

/// Signature algorithm, such as `sha256WithRSAEncryption`, or its OID. Lives as long as `certificate`.
///
/// # Safety
/// `certificate` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_signature_algorithm(certificate: *const CertificateHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(certificate, Text::NONE, |it| it.texts().signature_algorithm.as_str().into()) }
}

/// The number of subject alternative names: DNS names and IP addresses.
///
/// # Safety
/// `certificate` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_name_count(certificate: *const CertificateHandle) -> usize {
    // SAFETY: as for this function.
    unsafe { read(certificate, 0, |it| it.texts().names.len()) }
}

/// One of them. NULL if there is no such name. Lives as long as `certificate`.
///
/// # Safety
/// `certificate` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_name(certificate: *const CertificateHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { read(certificate, Text::NONE, |it| it.texts().names.get(index).map(String::as_str).into()) }
}

/// The number of places where the certificate of the issuer is published (RFC 5280 section 4.2.2.1).
///
/// # Safety
/// `certificate` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_ca_issuer_count(certificate: *const CertificateHandle) -> usize {
    // SAFETY: as for this function.
    unsafe { read(certificate, 0, |it| it.texts().ca_issuers.len()) }
}

/// One of them. NULL if there is no such place. Lives as long as `certificate`.
///
/// # Safety
/// `certificate` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_ca_issuer(certificate: *const CertificateHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { read(certificate, Text::NONE, |it| it.texts().ca_issuers.get(index).map(String::as_str).into()) }
}

/// Whether its basic constraints make it a CA certificate.
///
/// # Safety
/// `certificate` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_is_ca(certificate: *const CertificateHandle) -> bool {
    // SAFETY: as for this function.
    unsafe { read(certificate, false, |it| it.certificate.is_ca()) }
}

/// Whether subject and issuer are the same name.
///
/// # Safety
/// `certificate` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_is_self_issued(certificate: *const CertificateHandle) -> bool {
    // SAFETY: as for this function.
    unsafe { read(certificate, false, |it| it.certificate.is_self_issued()) }
}

/// Whether its extended key usage names server authentication.
///
/// # Safety
/// `certificate` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_has_server_auth(certificate: *const CertificateHandle) -> bool {
    // SAFETY: as for this function.
    unsafe { read(certificate, false, |it| it.certificate.has_server_auth()) }
}

/// Subject key identifier. NULL if there is none. Lives as long as `certificate`.
///
/// # Safety
/// `certificate` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_subject_key_id(certificate: *const CertificateHandle) -> Bytes {
    // SAFETY: as for this function.
    unsafe { read(certificate, Bytes::NONE, |it| it.certificate.subject_key_id().into()) }
}

/// Key identifier of the authority key identifier. NULL if there is none. Lives as long as `certificate`.
///
/// # Safety
/// `certificate` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_authority_key_id(certificate: *const CertificateHandle) -> Bytes {
    // SAFETY: as for this function.
    unsafe { read(certificate, Bytes::NONE, |it| it.certificate.authority_key_id().into()) }
}

/// Frees a certificate. NULL is allowed. A certificate that belongs to another handle is not freed.
///
/// # Safety
/// `certificate` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_certificate_free(certificate: *mut CertificateHandle) {
    // SAFETY: as for this function.
    unsafe { free(certificate) }
}

/// The certificates of an array of handles.
///
/// # Safety
/// As for [`array`].
pub(super) unsafe fn certificates(
    handles: *const *const CertificateHandle,
    count: usize,
    name: &str,
) -> Result<Vec<Certificate>, Failure> {
    // SAFETY: as for this function.
    let handles = unsafe { array(handles, count, name) }?;
    Ok(handles.into_iter().map(|it| it.certificate.clone()).collect())
}

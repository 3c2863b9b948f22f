//! What an evaluation under Apple's rules is asked besides: the user's decisions, the app's demands, and Apple's lists.

use std::ffi::c_char;

use crate::device::trust::transparency::LogList;
use crate::device::trust::{DateLimit, TrustSetting};
use crate::ffi::anchor::origin;
use crate::ffi::arguments::{bytes, instant, required, required_text};
use crate::ffi::call::change;
use crate::ffi::certificate::NO_INSTANT;
use crate::ffi::failure::Failure;
use crate::ffi::{CertificateHandle, ErrorHandle, EvaluatorHandle, Status};

/// Trusted, if it is self-signed.
pub const TRUST_SETTING_TRUST_ROOT: u32 = 0;
/// Trusted, if it is not self-signed.
pub const TRUST_SETTING_TRUST_AS_ROOT: u32 = 1;
/// Refused wherever it stands on a path.
pub const TRUST_SETTING_DENY: u32 = 2;
/// Neither trusted nor refused.
pub const TRUST_SETTING_UNSPECIFIED: u32 = 3;

/// A key that needs no Certificate Transparency.
pub const HASH_EXCEPTED_KEY: u32 = 0;
/// A key of which the app asks that a CA has it, or another such key.
pub const HASH_PINNED_CA_KEY: u32 = 1;
/// A key of which the app asks that the leaf has it, or another such key.
pub const HASH_PINNED_LEAF_KEY: u32 = 2;
/// A key on Apple's revoked list.
pub const HASH_REVOKED_KEY: u32 = 3;
/// A key on Apple's distrusted list, which can be overridden.
pub const HASH_DISTRUSTED_KEY: u32 = 4;
/// A leaf certificate on the allow list of a listed CA.
pub const HASH_ALLOWED_LEAF: u32 = 5;
/// A certificate that the Valid database or a stapled OCSP response calls revoked.
pub const HASH_REVOKED_CERTIFICATE: u32 = 6;

/// Says what the user or an administrator decided about a certificate: one of `APPTUNNEL_TRUST_SETTING_…`. Only Apple's rules ask.
/// The certificate may be freed afterwards.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `certificate` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_add_trust_setting(
    evaluator: *mut EvaluatorHandle,
    certificate: *const CertificateHandle,
    setting: u32,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            let setting = match setting {
                TRUST_SETTING_TRUST_ROOT => TrustSetting::TrustRoot,
                TRUST_SETTING_TRUST_AS_ROOT => TrustSetting::TrustAsRoot,
                TRUST_SETTING_DENY => TrustSetting::Deny,
                TRUST_SETTING_UNSPECIFIED => TrustSetting::Unspecified,
                other => return Err(Failure::invalid(format!("there is no trust setting {other}"))),
            };
            let certificate = required(certificate, "certificate")?.certificate().clone();
            settings.knowledge.trust_settings.push((certificate, setting));
            Ok(())
        })
    }
}

/// Says how a root is trusted that stands above the certificates at hand, where they end below it: `APPTUNNEL_ORIGIN_SYSTEM`,
/// `_USER` or `_APP`. Only Apple's rules ask.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_set_missing_root(
    evaluator: *mut EvaluatorHandle,
    origin: u32,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            settings.knowledge.missing_root = Some(self::origin(origin)?);
            Ok(())
        })
    }
}

/// Says which key usage the app asks of the leaf: bit n is bit n of KeyUsage (RFC 5280 section 4.2.1.3). Only Apple's rules ask.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_set_key_usage(
    evaluator: *mut EvaluatorHandle,
    bits: u16,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            settings.knowledge.key_usage = Some(bits);
            Ok(())
        })
    }
}

/// Says that the device asks for no Certificate Transparency, or that it does. Only Apple's rules ask.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_set_transparency_off(
    evaluator: *mut EvaluatorHandle,
    is_off: bool,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            settings.knowledge.transparency.is_off = is_off;
            Ok(())
        })
    }
}

/// Says which Certificate Transparency logs the device knows: a log list in JSON, Apple's or Google's. Only Apple's rules ask.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `json` points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_set_log_list(
    evaluator: *mut EvaluatorHandle,
    json: *const c_char,
    length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            let list = LogList::from_json(required_text(json, length, "json")?.as_bytes());
            let list = list.map_err(|error| Failure::invalid_json(error.to_string()))?;
            settings.knowledge.transparency.log_list = Some(list);
            Ok(())
        })
    }
}

/// Gives the timestamps that the server sends: the extension_data of the TLS extension signed_certificate_timestamp, and, from
/// the stapled OCSP response, the content of the OCTET STRING inside the extension 1.3.6.1.4.1.11129.2.4.5. The bytes are copied.
/// Only Apple's rules ask.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `tls` points to `tls_length` bytes and `ocsp` to `ocsp_length` bytes, or they are NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_set_served_timestamps(
    evaluator: *mut EvaluatorHandle,
    tls: *const u8,
    tls_length: usize,
    ocsp: *const u8,
    ocsp_length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            let (tls, ocsp) = (bytes(tls, tls_length, "tls")?, bytes(ocsp, ocsp_length, "ocsp")?);
            settings.knowledge.transparency.served.tls = tls.to_vec();
            settings.knowledge.transparency.served.ocsp = ocsp.to_vec();
            Ok(())
        })
    }
}

/// Excepts a domain from Certificate Transparency: a name, or with a leading dot a domain and all names below it. Only Apple's
/// rules ask.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `domain` points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_add_excepted_domain(
    evaluator: *mut EvaluatorHandle,
    domain: *const c_char,
    length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            let domain = required_text(domain, length, "domain")?.to_owned();
            settings.knowledge.transparency.excepted_domains.push(domain);
            Ok(())
        })
    }
}

/// Adds a SHA-256 to a list: `list` is one of `APPTUNNEL_HASH_…`. That of a key is the SHA-256 of its SubjectPublicKeyInfo. Only
/// Apple's rules ask.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `sha256` points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_add_hash(
    evaluator: *mut EvaluatorHandle,
    list: u32,
    sha256: *const u8,
    length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            let sha256 = sha256_of(bytes(sha256, length, "sha256")?)?;
            let apple = &mut settings.knowledge;
            let hashes = match list {
                HASH_EXCEPTED_KEY => &mut apple.transparency.excepted_keys,
                HASH_PINNED_CA_KEY => &mut apple.pins.ca_keys,
                HASH_PINNED_LEAF_KEY => &mut apple.pins.leaf_keys,
                HASH_REVOKED_KEY => &mut apple.distrust.revoked_keys,
                HASH_DISTRUSTED_KEY => &mut apple.distrust.distrusted_keys,
                HASH_ALLOWED_LEAF => &mut apple.distrust.allowed_leaves,
                HASH_REVOKED_CERTIFICATE => &mut apple.distrust.revoked,
                other => return Err(Failure::invalid(format!("there is no list of hashes {other}"))),
            };
            hashes.push(sha256);
            Ok(())
        })
    }
}

/// Says whether the app takes no server that is not pinned by Apple's own database. Only Apple's rules ask.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_set_pinning_required(
    evaluator: *mut EvaluatorHandle,
    required: bool,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            settings.knowledge.pins.required = required;
            Ok(())
        })
    }
}

/// Limits notBefore of the leafs below a CA, as the Valid database does: not earlier than `not_before` and not later than
/// `not_after`, in seconds since 1970-01-01T00:00:00Z; `APPTUNNEL_NO_INSTANT` is no limit. `ca` is the SHA-256 of the CA
/// certificate. Only Apple's rules ask.
///
/// # Safety
/// `evaluator` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL.
/// `ca` points to `ca_length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_evaluator_add_date_limit(
    evaluator: *mut EvaluatorHandle,
    ca: *const u8,
    ca_length: usize,
    not_before: i64,
    not_after: i64,
    overridable: bool,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(evaluator, "evaluator", error, |EvaluatorHandle(settings)| {
            let limit = |at| if at == NO_INSTANT { Ok(None) } else { instant(at).map(Some) };
            let ca = sha256_of(bytes(ca, ca_length, "ca")?)?;
            let (not_before, not_after) = (limit(not_before)?, limit(not_after)?);
            settings.knowledge.distrust.date_limits.push(DateLimit { ca, not_before, not_after, overridable });
            Ok(())
        })
    }
}

fn sha256_of(bytes: &[u8]) -> Result<[u8; 32], Failure> {
    bytes.try_into().map_err(|_| Failure::invalid(format!("a SHA-256 has 32 bytes, not {}", bytes.len())))
}

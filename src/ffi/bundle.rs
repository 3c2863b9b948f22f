//! A certificate file, opened.

use std::ffi::c_char;

use super::arguments::{bytes, required, text};
use super::boundary::{free, read};
use super::call::make;
use super::{BudgetHandle, Bytes, CertificateHandle, ErrorHandle, Status, StringHandle, Text};
use crate::Bundle;
use crate::container::{BundleSummary, Dropped, KeySummary, Stored};

/// A certificate file, opened. Immutable; may be used by several threads at once.
#[derive(Debug)]
pub struct BundleHandle {
    pub(super) bundle: Bundle,
    certificates: Vec<CertificateHandle>,
    summary: BundleSummary,
    /// What was not taken and why, for each part.
    dropped: Vec<[String; 2]>,
}

impl BundleHandle {
    fn new(bundle: Bundle) -> Self {
        let certificates = bundle.certificates().iter().map(|it| CertificateHandle::new(it.item().clone())).collect();
        let written = |part: &Dropped| [part.what.to_string(), part.reason.to_string()];
        let dropped = bundle.dropped().iter().map(written).collect();
        Self { certificates, summary: bundle.summary(), dropped, bundle }
    }
}

/// Opens a certificate file by its content: .p12, .pfx, .p7b, .pem, .der, .crt or .cer.
///
/// `password` is UTF-8. NULL with length 0 is no password; not NULL with length 0 is the empty password. File and
/// password are copied as far as they are needed; the copy of the password is wiped. `budget` limits the work; NULL is the
/// default one.
///
/// On success `*out` is a bundle that the caller frees with `apptunnel_bundle_free`. Otherwise `*out` is left alone,
/// and if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`. The status tells a
/// wrong password from a missing one, an unsupported algorithm, damage, another kind of file, and a limit of the budget.
///
/// # Safety
/// `file` points to `file_length` bytes and `password` to `password_length` bytes, or they are NULL and the length is
/// 0. `budget` is NULL or live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_bundle_open(
    file: *const u8,
    file_length: usize,
    password: *const c_char,
    password_length: usize,
    budget: *const BudgetHandle,
    out: *mut *mut BundleHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let file = bytes(file, file_length, "file")?;
            let password = text(password, password_length, "password")?;
            let budget = budget.as_ref().map(|budget| budget.0).unwrap_or_default();
            Ok(BundleHandle::new(Bundle::open_within(file, password, &budget)?))
        })
    }
}

/// What kind of file it is: a word of `Format` in the published schema `bundle`, such as `pkcs12`. More may come. Lives as long as `bundle`.
///
/// # Safety
/// `bundle` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_bundle_format(bundle: *const BundleHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(bundle, Text::NONE, |it| it.bundle.format().as_str().into()) }
}

/// How the bytes are written: `der`, `ber`, `pem` or `base64`; more may come. Lives as long as `bundle`.
///
/// # Safety
/// `bundle` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_bundle_encoding(bundle: *const BundleHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(bundle, Text::NONE, |it| it.bundle.encoding().as_str().into()) }
}

/// How the certificates are encrypted, such as `PBES2/PBKDF2-HMAC-SHA256/AES-256-CBC`, or `none`. NULL if there are none.
/// Lives as long as `bundle`.
///
/// # Safety
/// `bundle` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_bundle_certificate_encryption(bundle: *const BundleHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(bundle, Text::NONE, |it| it.summary.encryption.certs.as_deref().into()) }
}

/// How the first private key is encrypted, in the same words. NULL if there is none. Lives as long as `bundle`.
///
/// # Safety
/// `bundle` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_bundle_key_encryption(bundle: *const BundleHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(bundle, Text::NONE, |it| it.summary.encryption.key.as_deref().into()) }
}

/// How the integrity of the file is protected, such as `HMAC-SHA256`. NULL if it is not. Lives as long as `bundle`.
///
/// # Safety
/// `bundle` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_bundle_mac(bundle: *const BundleHandle) -> Text {
    // SAFETY: as for this function.
    unsafe { read(bundle, Text::NONE, |it| it.summary.mac.as_deref().into()) }
}

/// The number of certificates in the file, duplicates included. 0 if `bundle` is NULL.
///
/// # Safety
/// `bundle` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_bundle_certificate_count(bundle: *const BundleHandle) -> usize {
    // SAFETY: as for this function.
    unsafe { read(bundle, 0, |it| it.certificates.len()) }
}

/// One certificate, in file order. NULL if there is no such certificate. Belongs to `bundle` and lives as long.
///
/// # Safety
/// `bundle` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_bundle_certificate(
    bundle: *const BundleHandle,
    index: usize,
) -> *const CertificateHandle {
    let certificate = |it: &BundleHandle| it.certificates.get(index).map_or(std::ptr::null(), std::ptr::from_ref);
    // SAFETY: as for this function.
    unsafe { read(bundle, std::ptr::null(), certificate) }
}

/// The name of a certificate in the file (PKCS#9 friendlyName). NULL if it has none. Lives as long as `bundle`.
///
/// # Safety
/// `bundle` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_bundle_certificate_friendly_name(bundle: *const BundleHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { read(bundle, Text::NONE, |it| it.bundle.certificates().get(index).and_then(Stored::friendly_name).into()) }
}

/// The number of private keys in the file. The first is the one that counts.
///
/// # Safety
/// `bundle` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_bundle_key_count(bundle: *const BundleHandle) -> usize {
    // SAFETY: as for this function.
    unsafe { read(bundle, 0, |it| it.summary.keys.len()) }
}

/// Type and size of a key, such as `RSA-2048` or `EC-P256`. NULL if there is no such key. Lives as long as `bundle`.
///
/// # Safety
/// `bundle` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_bundle_key_type(bundle: *const BundleHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { read(bundle, Text::NONE, |it| key(it, index).map(|it| it.key_type.as_str()).into()) }
}

/// SHA-256 of the SubjectPublicKeyInfo of its public key, as lower-case hex. NULL if there is no such key. Lives as long as `bundle`.
///
/// # Safety
/// `bundle` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_bundle_key_spki_sha256(bundle: *const BundleHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { read(bundle, Text::NONE, |it| key(it, index).map(|it| it.spki_sha256.as_str()).into()) }
}

/// The index of the first certificate with the public key of this private key. -1 if there is none.
///
/// # Safety
/// `bundle` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_bundle_key_owner(bundle: *const BundleHandle, index: usize) -> i64 {
    let owner = |it: &BundleHandle| {
        let key = it.bundle.keys().get(index)?.item();
        i64::try_from(it.bundle.owner_of(key)?).ok()
    };
    let owner = |it: &BundleHandle| owner(it).unwrap_or(-1);
    // SAFETY: as for this function.
    unsafe { read(bundle, -1, owner) }
}

/// The private key itself, a PrivateKeyInfo in DER (RFC 5208). NULL if there is no such key. Lives as long as `bundle`.
/// It is wiped when the bundle is freed; a copy is for the caller to wipe.
///
/// # Safety
/// `bundle` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_bundle_key_secret_der(bundle: *const BundleHandle, index: usize) -> Bytes {
    // SAFETY: as for this function.
    unsafe { read(bundle, Bytes::NONE, |it| it.bundle.keys().get(index).map(|it| it.item().secret_der()).into()) }
}

/// The number of parts of the file that were not taken.
///
/// # Safety
/// `bundle` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_bundle_dropped_count(bundle: *const BundleHandle) -> usize {
    // SAFETY: as for this function.
    unsafe { read(bundle, 0, |it| it.dropped.len()) }
}

/// What such a part is and where, as in `CRL bag`. NULL if there is no such part. Lives as long as `bundle`.
///
/// # Safety
/// `bundle` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_bundle_dropped_what(bundle: *const BundleHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { read(bundle, Text::NONE, |it| it.dropped.get(index).map(|[what, _]| what.as_str()).into()) }
}

/// Why it was not taken. NULL if there is no such part. Lives as long as `bundle`.
///
/// # Safety
/// `bundle` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_bundle_dropped_reason(bundle: *const BundleHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { read(bundle, Text::NONE, |it| it.dropped.get(index).map(|[_, reason]| reason.as_str()).into()) }
}

/// The bundle as JSON without its bytes and secrets, by the published schema `bundle`.
///
/// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `bundle` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_bundle_json(
    bundle: *const BundleHandle,
    out: *mut *mut StringHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe { make(out, error, || StringHandle::json(&required(bundle, "bundle")?.summary)) }
}

/// Frees a bundle and wipes its keys. NULL is allowed.
///
/// # Safety
/// `bundle` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_bundle_free(bundle: *mut BundleHandle) {
    // SAFETY: as for this function.
    unsafe { free(bundle) }
}

fn key(bundle: &BundleHandle, index: usize) -> Option<&KeySummary> {
    bundle.summary.keys.get(index)
}

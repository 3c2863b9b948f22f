//! Key usages: Baseline Requirements sections 7.1.2.7.11 and 7.1.2.10.7.

use x509_parser::extensions::KeyUsage;

use crate::certificate::KeyType;
use crate::path::in_path::{InPath, Position, when};

/// cRLSign is not asked for, although the requirements do: a private CA may sign no CRLs.
pub(super) fn ca(in_path: &InPath<'_>) -> Option<String> {
    if in_path.position == Position::Leaf {
        return None;
    }
    let usage = key_usage(in_path)?;
    let has_other = usage.non_repudiation()
        || usage.key_encipherment()
        || usage.data_encipherment()
        || usage.key_agreement()
        || usage.encipher_only()
        || usage.decipher_only();
    let is_breach = has_other || !usage.key_cert_sign();
    when(is_breach, "The key usage of the CA lacks keyCertSign, or has more than cRLSign and digitalSignature besides.")
}

/// keyCertSign and cRLSign are for no server, whatever its key.
pub(super) fn subscriber(in_path: &InPath<'_>) -> Option<String> {
    if in_path.position != Position::Leaf {
        return None;
    }
    let usage = key_usage(in_path)?;
    let is_ca_usage = usage.key_cert_sign() || usage.crl_sign() || usage.encipher_only() || usage.decipher_only();
    let is_breach = match in_path.certificate.key_type() {
        KeyType::Rsa { .. } => is_ca_usage || usage.key_agreement() || usage.non_repudiation(),
        KeyType::Ec(_) => {
            let encrypts = usage.key_encipherment() || usage.data_encipherment();
            is_ca_usage || encrypts || usage.non_repudiation() || !usage.digital_signature()
        }
        _ => is_ca_usage,
    };
    when(is_breach, "The key usage has a bit that a server's key may not have, or lacks digitalSignature.")
}

fn key_usage<'a>(in_path: &InPath<'a>) -> Option<&'a KeyUsage> {
    Some(in_path.certificate.x509().key_usage().ok().flatten()?.value)
}

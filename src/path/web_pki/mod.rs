//! The CA/Browser Forum's profile for TLS server certificates (Baseline Requirements section 7).
//!
//! What a CA must do and a certificate cannot show is not asked for, nor what public CAs alone can meet: public logs,
//! policy identifiers, addresses of CRLs and responders, and the length of validity.

mod extensions;
mod key_usage;
mod keys;
mod names;
mod signatures;
#[cfg(test)]
mod tests;

use crate::path::in_path::{ProfileRule, row};

/// The rows, by section.
#[rustfmt::skip]
pub(crate) const RULES: &[ProfileRule] = &[
    row!(CabForum, Documented, extensions::version, "cab-forum.version",
        "Every certificate has version 3.",
        "Have the certificate issued again with version 3.", "Baseline Requirements section 7.1.1"),
    row!(CabForum, Documented, extensions::root_eku, "cab-forum.root-eku",
        "A root has no extended key usage.",
        "Have the root made again without an extended key usage.", "Baseline Requirements section 7.1.2.1.2"),
    row!(CabForum, Documented, extensions::root_authority_key, "cab-forum.root-aki-ski",
        "The authority key identifier of a root, if it has one, is its own subject key identifier.",
        "Have the root made again with one key identifier.", "Baseline Requirements section 7.1.2.1.3"),
    row!(CabForum, Documented, extensions::authority_issuer, "cab-forum.aki-fields",
        "The authority key identifier has neither an issuer nor a serial number.",
        "Have the certificate issued again with the keyIdentifier alone.", "Baseline Requirements sections 7.1.2.1.3 and 7.1.2.11.1"),
    row!(CabForum, Documented, key_usage::ca, "cab-forum.ca-key-usage",
        "The key usage of a CA has keyCertSign, and besides it at most cRLSign and digitalSignature.",
        "Have the CA certificate issued again with keyCertSign and cRLSign.", "Baseline Requirements section 7.1.2.10.7"),
    row!(CabForum, Documented, extensions::subscriber_ca, "cab-forum.subscriber-ca",
        "A server certificate is not a CA certificate.",
        "Have a certificate issued that is not a CA's.", "Baseline Requirements section 7.1.2.7.8"),
    row!(CabForum, Documented, extensions::server_auth, "cab-forum.server-auth",
        "The extended key usage of a server certificate is there and contains id-kp-serverAuth.",
        "Have the certificate issued again with the extended key usage serverAuth.", "Baseline Requirements section 7.1.2.7.10"),
    row!(CabForum, Documented, extensions::any_eku, "cab-forum.any-eku",
        "The extended key usage of a server certificate does not contain anyExtendedKeyUsage.",
        "Have the certificate issued again with the extended key usage serverAuth alone.", "Baseline Requirements section 7.1.2.7.10"),
    row!(CabForum, Documented, extensions::eku_critical, "cab-forum.eku-critical",
        "The extended key usage is not critical.",
        "Have the certificate issued again with the extension not critical.", "Baseline Requirements sections 7.1.2.7.6 and 7.1.2.6.1"),
    row!(CabForum, Documented, key_usage::subscriber, "cab-forum.subscriber-key-usage",
        "The key usage of a server certificate has only bits that its kind of key may have, and digitalSignature for an EC key.",
        "Have the certificate issued again with the key usage digitalSignature.", "Baseline Requirements section 7.1.2.7.11"),
    row!(CabForum, Documented, extensions::access_form, "cab-forum.aia-form",
        "Authority information access has OCSP responders and issuers' certificates, and each by an HTTP URL.",
        "Have the certificate issued again with HTTP URLs.", "Baseline Requirements section 7.1.2.7.7"),
    row!(CabForum, Documented, extensions::distribution_points, "cab-forum.crl-distribution-points",
        "CRL distribution points are not critical, and each is a full name of HTTP URLs and nothing else.",
        "Have the certificate issued again with the HTTP URL of the CRL.", "Baseline Requirements section 7.1.2.11.2"),
    row!(CabForum, Documented, names::missing, "cab-forum.san-missing",
        "A server certificate has a subject alternative name.",
        "Have the certificate issued again with its DNS names in the subject alternative name.", "Baseline Requirements section 7.1.2.7.12"),
    row!(CabForum, Documented, names::critical, "cab-forum.san-critical",
        "The subject alternative name of a server certificate with a subject is not critical.",
        "Have the certificate issued again with the extension not critical.", "Baseline Requirements section 7.1.2.7.12"),
    row!(CabForum, Documented, names::form, "cab-forum.san-form",
        "The subject alternative name of a server certificate has only dNSName and iPAddress.",
        "Have the certificate issued again without other names.", "Baseline Requirements section 7.1.2.7.12"),
    row!(CabForum, Documented, names::reserved_label, "cab-forum.reserved-label",
        "A label with hyphens in the third and fourth place is a P-label, which starts with xn--.",
        "Have the certificate issued again with names in Punycode.", "Baseline Requirements section 7.1.2.7.12"),
    row!(CabForum, Documented, names::wildcard, "cab-forum.wildcard",
        "A star is the whole left-most label, and a domain name follows it.",
        "Have the certificate issued again with the star as the whole left-most label.", "Baseline Requirements sections 1.6.1 and 7.1.2.7.12"),
    #[cfg(feature = "psl")]
    row!(CabForum, Documented, names::public_suffix, "cab-forum.wildcard-public-suffix",
        "No wildcard stands directly below a public suffix.",
        "Have the certificate issued again with the star below a domain of its own.", "Baseline Requirements section 3.2.2.6"),
    row!(CabForum, Documented, keys::algorithm, "cab-forum.key-algorithm",
        "Keys are RSA, or EC on P-256, P-384 or P-521.",
        "Have the certificate issued again for a key on P-256.", "Baseline Requirements section 6.1.5"),
    row!(CabForum, Documented, keys::rsa_size, "cab-forum.rsa-size",
        "The modulus of an RSA key has 2,048 bits or more.",
        "Make an RSA key of 2,048 bits and have the certificate issued again.", "Baseline Requirements section 6.1.5"),
    row!(CabForum, Documented, keys::rsa_multiple_of_8, "cab-forum.rsa-multiple-of-8",
        "The length in bits of the modulus of an RSA key is divisible by 8.",
        "Make an RSA key of 2,048 bits and have the certificate issued again.", "Baseline Requirements section 6.1.5"),
    row!(CabForum, Documented, keys::rsa_exponent, "cab-forum.rsa-exponent",
        "The public exponent of an RSA key is an odd number of 3 or more.",
        "Make an RSA key with the exponent 65,537 and have the certificate issued again.", "Baseline Requirements section 6.1.6"),
    row!(CabForum, Documented, keys::encoding, "cab-forum.key-encoding",
        "The algorithm of a key is encoded byte for byte as the requirements list it.",
        "Have the certificate issued again by software that encodes the key correctly.", "Baseline Requirements section 7.1.3.1"),
    row!(CabForum, Documented, signatures::algorithm, "cab-forum.signature-algorithm",
        "The signature algorithm is one of those with SHA-2 that the requirements list, byte for byte.",
        "Have the certificate issued again with SHA-256.", "Baseline Requirements section 7.1.3.2"),
    row!(CabForum, Documented, signatures::curve, "cab-forum.signature-hash",
        "A key on P-256 signs with SHA-256, one on P-384 with SHA-384, and one on P-521 with SHA-512.",
        "Have the certificate issued again with the hash that belongs to the CA's key.", "Baseline Requirements section 7.1.3.2.2"),
    row!(CabForum, Documented, names::common_name, "cab-forum.common-name",
        "The commonName of a server certificate is one of its alternative names, character for character.",
        "Have the certificate issued again without a commonName, or with one of its names there.", "Baseline Requirements section 7.1.4.3"),
];

//! The limits on what untrusted input may cost.

/// How much work and memory one call may spend on its input.
///
/// Every loop over untrusted input has its limit here. What goes over a limit is refused before the work is done.
///
/// ```
/// let budget = apptunnel::Budget::default().with_kdf_iterations(1_000_000);
/// let file = std::fs::read("examples/files/good.p12").unwrap();
/// assert!(apptunnel::Bundle::open_within(&file, Some("sentry"), &budget).is_ok());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Budget {
    /// Bytes of one input file. Default 16 MiB: a bundle of every root in use is under 1 MiB.
    pub input_bytes: usize,
    /// Certificates taken from one file. Default 4,096: the largest root bundles hold a few hundred.
    pub certificates: usize,
    /// Private keys read from one file, each of which costs a key derivation. Default 16.
    pub private_keys: usize,
    /// Levels of ASN.1 nesting. Default 64: a PKCS#12 file in BER needs about 20.
    pub asn1_depth: usize,
    /// Levels of SafeContents inside SafeContents in a PKCS#12 file. Default 8: no exporter writes more than two. More than 64
    /// are never read.
    pub safe_contents_depth: usize,
    /// Key derivation iterations spent on one file, all derivations together.
    /// Default 10,000,000: NSS and GnuTLS write 600,000 for each of MAC, certificates and key.
    pub kdf_iterations: u64,
    /// Bytes of memory that scrypt may ask for. Default 32 MiB, as in OpenSSL.
    pub scrypt_memory: u64,
    /// scrypt's cost N·r·p spent on one file, all derivations together. Default 2^20, eight times what OpenSSL writes for
    /// one of them.
    pub scrypt_cost: u64,
    /// Parts of one file that are decrypted: safes of a PKCS#12 file and private keys. Default 64: exporters encrypt the
    /// certificates once and each key once.
    pub decryptions: u64,
    /// Signature checks in one evaluation. Default 100, as in rustls-webpki.
    pub signatures: usize,
    /// Certificates put on candidate paths in one evaluation. Default 20,000: enough to fill `paths`.
    pub path_steps: usize,
    /// Candidate paths looked at in one evaluation. Default 100, as Apple's MAX_NUM_CHAINS.
    pub paths: usize,
    /// Certificates on one path, leaf and anchor included. Default 32: the longest chains in use have six.
    pub path_length: usize,
    /// Comparisons of names with name constraints in one evaluation. Default 250,000, as in rustls-webpki.
    pub name_comparisons: usize,
    /// Nodes of the policy graph of one path. Default 20,000: 20 certificates of 1,000 policies are within it.
    pub policy_nodes: usize,
    /// Dates of certificates at which a forecast asks a device. Default 64: two chains of six with two cross-signed
    /// certificates each have 32.
    pub instants: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            input_bytes: 16 << 20,
            certificates: 4_096,
            private_keys: 16,
            asn1_depth: 64,
            safe_contents_depth: 8,
            kdf_iterations: 10_000_000,
            scrypt_memory: 32 << 20,
            scrypt_cost: 1 << 20,
            decryptions: 64,
            signatures: 100,
            path_steps: 20_000,
            paths: 100,
            path_length: 32,
            name_comparisons: 250_000,
            policy_nodes: 20_000,
            instants: 64,
        }
    }
}

/// A method for each limit.
macro_rules! with {
    ($($method:ident: $field:ident, $kind:ty;)*) => {
        impl Budget {$(
            #[doc = concat!("The same, with another limit [`", stringify!($field), "`](Self::", stringify!($field), ").")]
            #[must_use]
            pub fn $method(self, $field: $kind) -> Self {
                Self { $field, ..self }
            }
        )*}
    };
}
with! {
    with_input_bytes: input_bytes, usize;
    with_certificates: certificates, usize;
    with_private_keys: private_keys, usize;
    with_asn1_depth: asn1_depth, usize;
    with_safe_contents_depth: safe_contents_depth, usize;
    with_kdf_iterations: kdf_iterations, u64;
    with_scrypt_memory: scrypt_memory, u64;
    with_scrypt_cost: scrypt_cost, u64;
    with_decryptions: decryptions, u64;
    with_signatures: signatures, usize;
    with_path_steps: path_steps, usize;
    with_paths: paths, usize;
    with_path_length: path_length, usize;
    with_name_comparisons: name_comparisons, usize;
    with_policy_nodes: policy_nodes, usize;
    with_instants: instants, usize;
}

//! The SCTs that a server sends.

/// SCTs that the server sends beside its certificate (RFC 6962 section 3.3).
///
/// Each is one `SignedCertificateTimestampList` as it is sent, its own length of two bytes first; empty means none. What
/// cannot be read is no error: it does not count.
///
/// ```
/// use apptunnel::device::trust::transparency::ServedTimestamps;
///
/// let from_handshake: Vec<u8> = Vec::new();
/// let mut served = ServedTimestamps::default();
/// served.tls = from_handshake;
/// assert!(served.ocsp.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServedTimestamps {
    /// The extension_data of the TLS extension signed_certificate_timestamp (18).
    pub tls: Vec<u8>,
    /// From the stapled OCSP response: the content of the OCTET STRING inside the extension 1.3.6.1.4.1.11129.2.4.5.
    pub ocsp: Vec<u8>,
}

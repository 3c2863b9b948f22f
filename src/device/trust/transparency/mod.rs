//! Certificate Transparency (RFC 6962) as Apple devices ask for it: signed certificate timestamps (SCTs), the logs that
//! sign them, and how many of them a certificate needs.
//!
//! Whether a chain needs them at all is for the rule that asks; here is only whether they suffice.
//! Sources: `CertificateTransparency.m` of Apple's Security framework, and <https://support.apple.com/103214>.

mod entry;
mod log;
mod log_list;
mod qualify;
mod required;
mod sct;
#[cfg(test)]
mod testing;
mod validate;

pub use log::{Log, LogState, TemporalInterval};
pub use log_list::{LogList, LogListError};
pub(crate) use qualify::{Judgement, Question, judge};

/// SCTs that the server sends beside its certificate (RFC 6962 section 3.3).
///
/// Each is one `SignedCertificateTimestampList` as it is sent, its own length of two bytes first; empty means none. What
/// cannot be read is no error: it does not count.
///
/// ```
/// use apptunnel::device::trust::transparency::ServedTimestamps;
///
/// let from_handshake: Vec<u8> = Vec::new();
/// let served = ServedTimestamps { tls: from_handshake, ..Default::default() };
/// assert!(served.ocsp.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServedTimestamps {
    /// The extension_data of the TLS extension signed_certificate_timestamp (18).
    pub tls: Vec<u8>,
    /// From the stapled OCSP response: the content of the OCTET STRING inside the extension 1.3.6.1.4.1.11129.2.4.5.
    pub ocsp: Vec<u8>,
}

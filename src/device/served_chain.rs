//! The certificates that a server shows.

use crate::Certificate;

/// The certificates that a server shows to devices: its own, and the others that came in its file.
///
/// ```
/// use apptunnel::Bundle;
/// use apptunnel::device::ServedChain;
///
/// let file = std::fs::read("examples/files/leaf-only.p12").unwrap();
/// let bundle = Bundle::open(&file, Some("sentry")).unwrap();
/// let leaf = bundle.certificates()[0].item().clone();
/// assert!(ServedChain::new(leaf, Vec::new()).others.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServedChain {
    /// The server's own certificate.
    pub leaf: Certificate,
    /// The other certificates of its file, in any order.
    pub others: Vec<Certificate>,
}

impl ServedChain {
    /// A certificate with what came in its file.
    pub fn new(leaf: Certificate, others: Vec<Certificate>) -> Self {
        Self { leaf, others }
    }

    /// All of them, the server's own certificate first.
    pub fn certificates(&self) -> impl Iterator<Item = &Certificate> {
        std::iter::once(&self.leaf).chain(&self.others)
    }
}

//! One way from a leaf up to an anchor, before it is checked.

use super::checks::CheckOptions;
use super::graph::Node;
use crate::Certificate;
use crate::crypto::SignatureError;
use crate::report::Subject;

/// A path, ready to be checked.
pub(crate) struct CandidatePath<'a> {
    /// The certificates from the leaf up, without the anchor.
    pub(crate) certificates: Vec<&'a Node>,
    /// For each of them, whether the next one's key, or the anchor's, made its signature. `None` if there is none.
    pub(crate) signatures: Vec<Option<Result<(), SignatureError>>>,
    pub(crate) anchor: Option<&'a Node>,
}

impl<'a> CandidatePath<'a> {
    /// The certificate at this index as the subject of a finding; the anchor stands after the others.
    pub(crate) fn subject(&self, index: usize) -> Subject {
        let node = self.certificates.get(index).copied().or(self.anchor);
        subject_of(index, node.map(|node| &node.certificate))
    }

    /// Every certificate with its index, the anchor last.
    pub(crate) fn with_anchor(&self) -> impl Iterator<Item = (usize, &'a Node)> {
        self.certificates.iter().copied().chain(self.anchor).enumerate()
    }

    /// Every certificate whose extensions count, with its index. Those of the anchor count where the rule set says so.
    pub(crate) fn constrained(&self, options: &CheckOptions) -> impl Iterator<Item = (usize, &'a Node)> {
        self.certificates.iter().copied().chain(self.constrained_anchor(options)).enumerate()
    }

    /// The anchor, if its extensions count.
    pub(crate) fn constrained_anchor(&self, options: &CheckOptions) -> Option<&'a Node> {
        self.anchor.filter(|_| options.anchor.constraints())
    }
}

/// The certificate at this index of a path, as the subject of a finding.
pub(crate) fn subject_of(index: usize, certificate: Option<&Certificate>) -> Subject {
    Subject::Certificate { index, sha256: certificate.map(Certificate::fingerprint).unwrap_or_default() }
}

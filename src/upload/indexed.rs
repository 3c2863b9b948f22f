//! A certificate with its place in the file.

use crate::Certificate;
use crate::report::Subject;

/// One certificate of a report, with its place in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Indexed<'a> {
    pub(super) index: usize,
    pub(super) certificate: &'a Certificate,
}

impl Indexed<'_> {
    pub(super) fn subject(&self) -> Subject {
        Subject::Certificate { index: self.index, sha256: self.certificate.fingerprint() }
    }
}

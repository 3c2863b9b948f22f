//! CRLs as input: what a list says (RFC 5280 section 5), and what the lists at hand say about one certificate
//! (section 6.3).
//!
//! Nothing here builds paths or checks signatures: the engine does, behind [`CrlSigners`].

mod check;
#[expect(clippy::module_inception, reason = "the file is named after its type, like its siblings")]
mod crl;
mod entry;
mod extension;
mod fresh;
mod list;
mod point;
mod reader;
mod scope;
mod signer;
mod status;
#[cfg(test)]
mod testing;
mod unknown;

pub use crl::{Crl, CrlError};
pub use entry::RevocationReason;
pub(crate) use signer::CrlSigners;
pub(crate) use status::status;
pub use status::{CrlOptions, RevocationStatus};
pub use unknown::{CrlProblem, UnknownReason};

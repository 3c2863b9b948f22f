//! CRLs as input: what a list says (RFC 5280 section 5), and what the lists at hand say about one certificate
//! (section 6.3).
//!
//! `list`, `entry`, `extension` and `point` read the fields, with the shapes of `reader`. `validation` goes through the CRLs
//! for one certificate in a `check`: which of them cover it (`scope`), are current (`fresh`) and are signed (`signer`).
//! Nothing here builds paths or checks signatures: the evaluator does, behind [`CrlSigners`].

mod check;
#[expect(clippy::module_inception, reason = "the file is named after its type, like its siblings")]
mod crl;
mod entry;
mod extension;
mod fresh;
mod list;
mod options;
mod point;
mod reader;
mod reason;
mod scope;
mod signer;
mod status;
#[cfg(test)]
mod testing;
mod unknown;
mod validation;

pub use crl::{Crl, CrlError};
pub use options::CrlOptions;
pub use reason::RevocationReason;
pub(crate) use signer::CrlSigners;
pub use status::RevocationStatus;
pub(crate) use unknown::sentences;
pub use unknown::{CrlProblem, UnknownReason};
pub(crate) use validation::status;

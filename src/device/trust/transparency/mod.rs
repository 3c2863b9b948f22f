//! Certificate Transparency (RFC 6962) as Apple devices ask for it: signed certificate timestamps (SCTs), the logs that
//! sign them, and how many of them a certificate needs.
//!
//! Whether a chain needs them at all is for the rule that asks; here is only whether they suffice.
//! Sources: `CertificateTransparency.m` of Apple's Security framework, and <https://support.apple.com/103214>.

mod log;
mod log_entry;
mod log_list;
mod qualify;
mod required;
mod sct;
mod served;
#[cfg(test)]
mod testing;
mod validate;

pub use log::{Log, LogState, TemporalInterval};
pub use log_list::{LogList, LogListError};
pub(super) use qualify::{SctEvaluation, SctRequest, evaluate};
pub use served::ServedTimestamps;

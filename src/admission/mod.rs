//! Whether a Sentry lets a device in: the device authentication of a Sentry profile, asked for one device at one instant.
//!
//! The modes, the switch for CRLs and what becomes of unmanaged devices are those of the N-MDM Administrator Guide and the
//! Sentry guide. Paths are held to RFC 5280: a Sentry is a Java server and no Apple device.
//!
//! ```
//! use apptunnel::Bundle;
//! use apptunnel::admission::{Attempt, CrlCheck, Mode, AdmissionOptions, Standing, Traffic, authenticate};
//!
//! let file = std::fs::read("examples/files/group.cer").unwrap();
//! let group = Bundle::open(&file, None).unwrap().certificates()[0].item().clone();
//! let settings = AdmissionOptions::new(Mode::GroupCertificate(group.clone()), CrlCheck::Off);
//!
//! let attempt = Attempt::new(vec![group], Traffic::AppTunnel, Standing::Managed);
//! let decision = authenticate(&settings, &attempt, "2026-06-01T00:00:00Z".parse().unwrap(), &[]);
//! for finding in &decision.findings {
//!     println!("{}: {} {}", finding.code, finding.message, finding.remedy);
//! }
//! ```

mod attempt;
mod certificate;
mod decision;
mod options;
mod revocation;
mod rules;
mod standing;
mod user;

pub use attempt::{AdminDecision, Attempt, Standing, Traffic};
pub use decision::{Decision, authenticate};
pub use options::{AdmissionOptions, CertificateField, CrlCheck, Mode, NewDevices, UnmanagedDevices, WithoutCrl};

use crate::report::Rule;

/// Every rule that [`authenticate`] knows, besides those of the [path](crate::path::rules).
///
/// ```
/// use apptunnel::admission;
///
/// assert!(admission::rules().any(|rule| rule.code == "admission.not-trusted"));
/// ```
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    rules::RULES.iter().copied()
}

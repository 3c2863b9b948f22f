//! What the console holds: certificate stores, profiles, Sentrys, spaces, and to which devices the root is distributed.
//!
//! Administration only. What a profile says is in [`profile`](crate::profile), what a certificate file is worth in
//! [`upload`](crate::upload). Nothing here keeps a private key.
//!
//! An operation either does what it says or gives a [`Refusal`] and leaves the fleet as it was.
//!
//! ```
//! use apptunnel::Bundle;
//! use apptunnel::fleet::{Fleet, Upload};
//! use apptunnel::upload::{Store, UploadOptions};
//!
//! let at = "2026-06-01T00:00:00Z".parse().unwrap();
//! let mut fleet = Fleet::default();
//! for name in ["sentry.example.com 2026", "sentry.example.com 2027"] {
//!     let bundle = Bundle::open(&std::fs::read("examples/files/good.p12").unwrap(), Some("sentry")).unwrap();
//!     let upload = Upload::new(Store::TlsServer, name.parse().unwrap());
//!     fleet.upload(&upload, &bundle, &UploadOptions::default(), at).unwrap();
//! }
//! let profile = std::fs::read_to_string("examples/profile.json").unwrap();
//! fleet.add_profile(serde_json::from_str(&profile).unwrap()).unwrap();
//!
//! let refusal = fleet.delete_certificate(Store::TlsServer, &"sentry.example.com 2027".parse().unwrap()).unwrap_err();
//! assert_eq!(refusal.findings()[0].code, "fleet.certificate-in-use");
//! assert_eq!(Fleet::from_json(&fleet.to_json()).unwrap(), fleet);
//! println!("{}", fleet.check(at));
//! ```

mod admission;
mod check;
mod delegated_space;
mod device;
mod devices;
mod distribution;
#[expect(clippy::module_inception, reason = "the file is named after its type, like its siblings")]
mod fleet;
mod json;
mod limits;
mod name;
mod pair;
mod pointer;
mod profiles;
mod refusal;
mod root_configuration;
mod rules;
mod sentry;
mod sentrys;
mod spaces;
mod store;
mod ticked;
mod upload;

pub use check::{CheckOptions, FleetReport, Loss, Recipient};
pub use delegated_space::DelegatedSpace;
pub use device::{Device, DeviceGroup};
pub use distribution::{Admin, Change, Pending};
pub use fleet::Fleet;
pub use json::{LoadError, LoadErrorKind};
pub use name::{DeviceGroupName, DeviceName, InvalidSpaceName, SentryName, Space, SpaceName};
pub use refusal::Refusal;
pub use root_configuration::{OtherSpaces, RootConfiguration};
pub use sentry::Sentry;
pub use store::ListedCertificate;
pub use ticked::Ticked;
pub use upload::{Place, Upload};

use crate::report::Rule;

/// Every rule of the fleet: of its operations and of its check.
///
/// ```
/// assert!(apptunnel::fleet::rules().any(|rule| rule.code == "fleet.certificate-in-use"));
/// ```
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    rules::RULES.iter().copied().chain(check::rules())
}

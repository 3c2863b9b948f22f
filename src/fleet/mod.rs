//! What the console holds: certificate stores, profiles, Sentrys, spaces, and to which devices the root is distributed.
//!
//! Administration only. What a profile says is in [`profile`](crate::profile), what a certificate file is worth in
//! [`upload`](crate::upload). Nothing here keeps a private key.
//!
//! An operation either does what it says or gives a [`Refusal`] and leaves the fleet as it was.
//!
//! ```
//! use apptunnel::fleet::{Fleet, Store, Upload};
//! use apptunnel::{Bundle, upload};
//!
//! let at = "2026-06-01T00:00:00Z".parse().unwrap();
//! let mut fleet = Fleet::default();
//! for name in ["sentry.example.com 2026", "sentry.example.com 2027"] {
//!     let bundle = Bundle::open(&std::fs::read("examples/files/good.p12").unwrap(), Some("sentry")).unwrap();
//!     let upload = Upload::new(Store::TlsServer, name.parse().unwrap());
//!     fleet.upload(&upload, &bundle, &upload::UploadOptions::default(), at).unwrap();
//! }
//! let profile = std::fs::read_to_string("examples/profile.json").unwrap();
//! fleet.add_profile(serde_json::from_str(&profile).unwrap()).unwrap();
//!
//! let refusal = fleet.delete_certificate(Store::TlsServer, &"sentry.example.com 2027".parse().unwrap()).unwrap_err();
//! assert_eq!(refusal.findings()[0].code, "fleet.certificate-in-use");
//! assert_eq!(Fleet::from_json(&fleet.to_json()).unwrap(), fleet);
//! println!("{}", fleet.check(at));
//! ```

mod authentication;
mod check;
mod devices;
mod distribution;
mod json;
mod limits;
mod name;
mod pair;
mod pointer;
mod profiles;
mod refusal;
mod rules;
mod sentrys;
mod spaces;
mod store;
mod upload;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use check::{CheckOptions, FleetReport, Loss, Recipient};
pub use devices::{Device, DeviceGroup};
pub use distribution::{Admin, Change, OtherSpaces, Pending, RootConfiguration, Ticked};
pub use json::{LoadError, LoadErrorKind};
pub use name::{DeviceGroupName, DeviceName, InvalidSpaceName, SentryName, Space, SpaceName};
pub use refusal::Refusal;
pub use sentrys::Sentry;
pub use spaces::DelegatedSpace;
pub use store::{Listed, Store, StoredCertificate};
pub use upload::{Place, Upload};

use crate::Profile;
use crate::profile::{CertificateName, ProfileName};
use crate::report::Rule;

/// What the console holds. Empty by default.
///
/// Cloning copies names and counts references; certificates and profiles are shared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fleet {
    tls_server_certificates: BTreeMap<CertificateName, StoredCertificate>,
    group_certificates: BTreeMap<CertificateName, StoredCertificate>,
    profiles: BTreeMap<ProfileName, Arc<Profile>>,
    sentrys: BTreeMap<SentryName, Sentry>,
    /// In ranked order. The Default Space comes after them.
    spaces: Vec<DelegatedSpace>,
    device_groups: BTreeMap<DeviceGroupName, DeviceGroup>,
    devices: BTreeMap<DeviceName, Device>,
    root: RootConfiguration,
}

/// Every rule of the fleet: of its operations and of its check.
///
/// ```
/// assert!(apptunnel::fleet::rules().any(|rule| rule.code == "fleet.certificate-in-use"));
/// ```
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    rules::RULES.iter().copied().chain(check::rules())
}

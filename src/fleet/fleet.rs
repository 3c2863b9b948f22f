//! The fleet itself. Its operations are in the files beside this one, each kind in its own.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::delegated_space::DelegatedSpace;
use super::device::{Device, DeviceGroup};
use super::name::{DeviceGroupName, DeviceName, SentryName};
use super::root_configuration::RootConfiguration;
use super::sentry::Sentry;
use crate::Profile;
use crate::device::ServedChain;
use crate::profile::{CertificateName, ProfileName};

/// What the console holds. Empty by default.
///
/// Cloning copies names and counts references; certificates and profiles are shared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fleet {
    pub(super) tls_server_certificates: BTreeMap<CertificateName, Arc<ServedChain>>,
    pub(super) group_certificates: BTreeMap<CertificateName, Arc<ServedChain>>,
    pub(super) profiles: BTreeMap<ProfileName, Arc<Profile>>,
    pub(super) sentrys: BTreeMap<SentryName, Sentry>,
    /// In ranked order. The Default Space comes after them.
    pub(super) spaces: Vec<DelegatedSpace>,
    pub(super) device_groups: BTreeMap<DeviceGroupName, DeviceGroup>,
    pub(super) devices: BTreeMap<DeviceName, Device>,
    pub(super) root: RootConfiguration,
}

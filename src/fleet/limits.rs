//! How many. The console's own limits are not public; these are the library's, so that no input costs more than it is
//! worth. Each is several times what a large company has.

/// Bytes of a saved fleet: 5,000 certificates with a chain of three each take about 30 MiB.
pub(super) const JSON_BYTES: usize = 128 << 20;

/// Certificates in one store: ten times the largest fleet that is measured.
pub(super) const CERTIFICATES: usize = 50_000;

/// Certificates that belong to one upload, leaf included. The longest chains in use have six.
pub(super) const CHAIN: usize = 64;

/// Profiles: ten times the largest fleet that is measured.
pub(super) const PROFILES: usize = 10_000;

/// Sentrys: ten for each profile.
pub(super) const SENTRYS: usize = 100_000;

/// Delegated spaces. They are ranked by hand, one by one.
pub(super) const SPACES: usize = 256;

/// Device groups.
pub(super) const DEVICE_GROUPS: usize = 100_000;

/// Devices that are named one by one. Most are known by their group alone.
pub(super) const DEVICES: usize = 1_000_000;

/// Profiles or device groups that one device or group names.
pub(super) const REFERENCES: usize = 1_000;

/// Certificates in the configuration *Sentry Root Certificate*. Each stands in the evaluation of every chain.
pub(super) const ROOTS: usize = 100;

/// Names that one message repeats; the others are counted.
pub(super) const NAMED: usize = 8;

//! How long and how many. The console's own limits are not public; these are the library's, so that no input costs more
//! than it is worth.

/// Characters of a name. A DNS name and most directory names have at most 255.
pub(crate) const NAME: usize = 255;

/// Characters of a description: about two pages.
pub(super) const DESCRIPTION: usize = 4_096;

/// Servers of one list. The largest mail farms have a few dozen.
pub(super) const SERVERS: usize = 1_000;

/// Services of one profile: more than anybody can maintain in the console.
pub(super) const SERVICES: usize = 10_000;

/// Rules of the apps of one profile: as many as services.
pub(super) const APP_RULES: usize = 10_000;

/// Certificates in one list of names. The largest root stores hold a few hundred.
pub(super) const CERTIFICATES: usize = 1_000;

/// Protocol versions in one selection: there are six.
pub(super) const PROTOCOLS: usize = 16;

/// Cipher suites in one selection: IANA's registry has fewer than 400.
pub(super) const SUITES: usize = 400;

/// Earlier rules with a `*` elsewhere than at the front with which a rule is compared, each of which costs the length of
/// the name. Those with a `*` at the front, and those without one, are looked up and need no limit.
pub(super) const COMPARED_WILDCARDS: usize = 64;

/// Characters of a faulty value that a message repeats: enough to recognise it.
pub(super) const QUOTED: usize = 64;

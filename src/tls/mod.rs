//! Protocol versions, cipher suites, groups and signature schemes, and what a server selects of them.
//!
//! Data and small functions only: no TLS library is used. Nothing here is a default of the Sentry console, whose list of
//! suites is not public; what is strong, weak or broken is this library's own policy. What a server negotiates with an
//! Apple device stands in [`device::handshake`](crate::device::handshake).
//!
//! ```
//! use apptunnel::tls::{self, Selection, Version};
//!
//! let selection = Selection::strong([Version::Tls1_2, Version::Tls1_3]);
//! assert!(tls::check(&selection, None, "").is_empty());
//! ```

mod components;
mod fault;
mod group;
mod name;
mod selection;
mod signature_scheme;
mod strength;
mod suite;
mod suites;
mod version;

pub use components::{Authentication, Cipher, KeyExchange, Mac};
pub use group::Group;
pub use name::UnknownName;
pub(crate) use selection::check_key;
pub use selection::{Selection, check};
pub use signature_scheme::SignatureScheme;
pub use strength::Strength;
pub use suite::{Suite, strong, suites};
pub use version::Version;

use crate::report::Rule;

/// Every rule that [`check`] knows.
///
/// ```
/// use apptunnel::tls;
///
/// assert!(tls::rules().any(|rule| rule.code == "tls.no-suite"));
/// ```
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    selection::RULES.iter().copied()
}

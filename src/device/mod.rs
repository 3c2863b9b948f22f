//! What an Apple device says of a server: whether it trusts the chain, and what the TLS handshake comes to.
//!
//! The rules differ from [`Release`] to release, and by how the root came to be trusted ([`Origin`]).

mod advice;
mod anchor;
pub mod handshake;
mod origin;
mod release;
mod served_chain;
mod store;
pub mod trust;

pub use advice::advice;
pub use anchor::TrustAnchor;
pub use origin::{Origin, UnknownOrigin};
pub use release::{Platform, Release, ReleaseError};
pub use served_chain::ServedChain;

use crate::report::Rule;

/// Every rule of the [handshake] and of [`advice`]. Those of trust are [`trust::rules`].
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    handshake::rules::RULES.iter().chain(advice::RULES).copied()
}

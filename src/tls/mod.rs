//! Protocol versions and cipher suites, what each Apple client offers, and what a server negotiates with it.
//!
//! Data and small functions only: no handshake takes place and no TLS library is used. Nothing here is a default of the
//! Sentry console, whose list of suites is not public; what is strong, weak or broken is this library's own policy.
//!
//! ```
//! use apptunnel::certificate::{Curve, KeyType};
//! use apptunnel::tls::{self, Selection, Server, Version};
//!
//! let selection = Selection::strong([Version::Tls1_2, Version::Tls1_3]);
//! let server = Server::with_key(selection, KeyType::Ec(Curve::P256));
//! println!("{}", tls::matrix(&server));
//!
//! let iphone = tls::client("ios-26").unwrap();
//! assert_eq!(tls::negotiate(&server, iphone).unwrap().version, Version::Tls1_3);
//! ```

mod advice;
mod client;
mod clients;
mod components;
mod group;
mod matrix;
mod name;
mod negotiate;
mod rules;
mod selection;
mod server;
mod signature_scheme;
mod strength;
mod suite;
mod suites;
#[cfg(test)]
mod tests;
mod version;

pub use advice::advice;
pub use client::{Application, Client, KeyUsageCheck};
pub use clients::{client, clients};
pub use components::{Authentication, Cipher, KeyExchange, Mac};
pub use group::Group;
pub use matrix::{Connection, Matrix, Outcome, matrix};
pub use name::UnknownName;
pub use negotiate::{Failure, Negotiated, negotiate};
pub use selection::{Selection, check};
pub use server::{Groups, Preference, Server};
pub use signature_scheme::SignatureScheme;
pub use strength::Strength;
pub use suite::{Suite, strong, suites};
pub use version::Version;

use crate::report::Rule;

/// Every rule that [`check`], [`negotiate`] and [`advice`] know.
///
/// ```
/// use apptunnel::tls;
///
/// assert!(tls::rules().any(|rule| rule.code == "tls.no-suite"));
/// ```
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    [selection::RULES.as_slice(), rules::RULES.as_slice(), advice::RULES.as_slice()].into_iter().flatten()
}

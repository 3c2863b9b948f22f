//! What each Apple client offers in a TLS handshake, and what a server negotiates with it.
//!
//! No handshake takes place: clients are rows of a table, and [`negotiate`] walks through them.
//!
//! ```
//! use apptunnel::certificate::{Curve, KeyType};
//! use apptunnel::device::handshake::{self, Server};
//! use apptunnel::tls::{Selection, Version};
//!
//! let selection = Selection::strong([Version::Tls1_2, Version::Tls1_3]);
//! let server = Server::with_key(selection, KeyType::Ec(Curve::P256));
//! println!("{}", handshake::matrix(&server));
//!
//! let iphone = handshake::client("ios-26").unwrap();
//! assert_eq!(handshake::negotiate(&server, iphone).unwrap().version, Version::Tls1_3);
//! ```

mod client;
mod clients;
mod matrix;
mod negotiate;
pub(super) mod rules;
mod server;
#[cfg(test)]
mod tests;

pub use client::{Application, Client, KeyUsageCheck};
pub use clients::{client, clients};
pub use matrix::{ClientHandshake, HandshakeMatrix, HandshakeResult, matrix};
pub use negotiate::{Failure, Negotiated, negotiate};
pub use server::{Groups, Preference, Server};

//! Reads any uploaded certificate file and says whether it is good, and if not, exactly why.
//!
//! An administrator sets up *AppTunnel*: a Standalone Sentry gateway stands between mobile devices and company servers,
//! and needs a TLS server certificate that Apple devices trust. This crate answers before anything is uploaded: may I
//! upload this file, will my devices trust it, and what do I do if not?
//!
//! Data flows one way: bytes → [`container`] → [`certificate`] → [`path`] and [`device`] → [`upload`] → [`report`].
//! [`path`] holds a chain to RFC 5280 and the CA/Browser Forum; [`device`] says what an Apple device makes of a server, by
//! its chain and by its [`tls`] protocols and cipher suites.
//! [`profile`] is the Sentry profile itself: its settings, their check, and where it sends the request of an app;
//! [`admission`]: whether a Sentry lets a device in; [`second_certificate`]: which of two certificates it shows, and when
//! service breaks; [`fleet`]: all that the console holds.
//! [`catalogue`] lists every rule that a finding may name.
//! All is pure: no network, no files, no clock. Bytes, time and trust anchors come in as arguments; a report comes out.
//!
//! ```
//! use apptunnel::{Bundle, upload};
//!
//! let file = std::fs::read("examples/files/good.p12").unwrap();
//! let bundle = Bundle::open(&file, Some("sentry")).unwrap();
//! let options = upload::UploadOptions::default().with_server_name("sentry.example.com".parse().unwrap());
//! let report = upload::check(&bundle, &options, "2026-06-01T00:00:00Z".parse().unwrap());
//! assert!(report.is_accepted());
//! println!("{report}");
//! ```
//!
//! # Features
//! - `aws-lc-rs` (default): signatures are checked by aws-lc-rs. Needs a C compiler.
//! - `rustcrypto`: signatures are checked in pure Rust, for targets without one.
//! - `psl` (default): the public suffix list, for wildcards directly below a public suffix.

#![deny(unsafe_code)]

pub mod admission;
mod budget;
pub mod catalogue;
pub mod certificate;
pub mod container;
mod crypto;
pub mod device;
pub mod ffi;
pub mod fleet;
pub mod message;
pub mod path;
mod printable;
pub mod profile;
pub mod report;
pub mod second_certificate;
mod server_name;
pub mod tls;
pub mod upload;

pub use budget::Budget;
pub use certificate::Certificate;
pub use container::{Bundle, OpenError};
pub use fleet::Fleet;
pub use profile::Profile;
pub use report::Report;
pub use server_name::{InvalidServerName, ServerName};

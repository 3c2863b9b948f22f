//! What `handshake::negotiate` says is what real TLS stacks do when both sides are set up like the rows.
//!
//! rustls shakes hands in memory, with the suites and groups it has. OpenSSL 3 does on the loopback interface, with the
//! older ones too; where there is no such `openssl` its tests say so and pass.

mod openssl;
mod rustls;

use apptunnel::device::handshake::Negotiated;
use apptunnel::tls::{Group, SignatureScheme, Suite, Version};

/// What two stacks agreed on.
#[derive(Debug, PartialEq, Eq)]
struct Agreed {
    version: Version,
    suite: Suite,
    group: Option<Group>,
    signature: Option<SignatureScheme>,
}

impl From<Negotiated> for Agreed {
    fn from(it: Negotiated) -> Self {
        Self { version: it.version, suite: it.suite, group: it.group, signature: it.signature }
    }
}

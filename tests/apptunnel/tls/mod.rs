//! What `tls::negotiate` says is what real TLS stacks do when both sides are set up like the rows.
//!
//! rustls shakes hands in memory, with the suites and groups it has. OpenSSL 3 does on the loopback interface, with the
//! older ones too; where there is no such `openssl` its tests say so and pass.

mod openssl;
mod rustls;

//! Apple's trust policies.

/// Which of Apple's trust policies a chain is held to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Policy {
    /// `SecPolicyCreateBasicX509`: without the rules for TLS.
    BasicX509,
    /// `SecPolicyCreateSSL` for a server.
    SslServer,
    /// `SecPolicyCreateSSL` for a client.
    SslClient,
}

impl Policy {
    pub(super) fn is_tls(self) -> bool {
        self != Self::BasicX509
    }
}

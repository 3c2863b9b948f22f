//! What a server brings to a handshake.

use crate::Certificate;
use crate::certificate::KeyType;
use crate::tls::{Group, Selection};

/// A server: its protocols and suites, its groups as far as they are known, and its certificate.
///
/// ```
/// use apptunnel::certificate::KeyType;
/// use apptunnel::tls::{Group, Selection, Version};
/// use apptunnel::device::handshake::{Groups, Server};
///
/// let server = Server::with_key(Selection::strong([Version::Tls1_2]), KeyType::Rsa { bits: 2048 })
///     .with_groups(Groups::Only(vec![Group::Secp256r1]));
/// ```
#[derive(Clone, Debug)]
pub struct Server {
    pub(in crate::device) selection: Selection,
    pub(in crate::device) key: KeyType,
    pub(in crate::device) leaf: Option<Certificate>,
    pub(in crate::device) groups: Groups,
    pub(in crate::device) preference: Preference,
}

/// The groups that a server accepts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Groups {
    /// Which ones a Sentry accepts is not known: taken as any that a client offers, and none is named in the outcome.
    #[default]
    NotKnown,
    /// These and no other, the preferred first.
    Only(Vec<Group>),
}

/// Whose order decides among the suites and groups that both sides have.
///
/// ```
/// use apptunnel::certificate::KeyType;
/// use apptunnel::device::handshake::{self, Preference, Server};
/// use apptunnel::tls::{Selection, Version};
///
/// let suites = ["AES128-SHA", "ECDHE-RSA-AES128-SHA"].map(|name| name.parse().unwrap());
/// let selection = Selection::new([Version::Tls1_2], suites);
/// let server = Server::with_key(selection, KeyType::Rsa { bits: 2048 }).with_preference(Preference::Server);
/// let negotiated = handshake::negotiate(&server, handshake::client("ios-26").unwrap()).unwrap();
/// assert_eq!(negotiated.suite.openssl_name(), "AES128-SHA");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Preference {
    /// The client's. Which of the two a Sentry follows is not known.
    #[default]
    Client,
    /// The server's: the order of [`Selection::suites`] and [`Groups::Only`]. In TLS 1.3 a server may all the same take
    /// the group of a key share that the client has sent.
    Server,
}

impl Server {
    /// A server of whose certificate only the key is known. The key usage is not checked.
    pub fn with_key(selection: Selection, key: KeyType) -> Self {
        Self { selection, key, leaf: None, groups: Groups::NotKnown, preference: Preference::Client }
    }

    /// A server with this certificate, whose key usage is checked as the client does.
    pub fn with_leaf(selection: Selection, leaf: Certificate) -> Self {
        Self { leaf: Some(leaf.clone()), ..Self::with_key(selection, leaf.key_type()) }
    }

    /// The same server with these groups.
    #[must_use]
    pub fn with_groups(self, groups: Groups) -> Self {
        Self { groups, ..self }
    }

    /// The same server with this preference.
    #[must_use]
    pub fn with_preference(self, preference: Preference) -> Self {
        Self { preference, ..self }
    }
}

//! The two certificate stores of the console, into which files are uploaded.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::message::Text;

/// A certificate store of *Admin > Sentry > Sentry Certificates*. What is asked of a file depends on the store that it goes
/// into.
///
/// The console has these two and no other.
///
/// ```
/// use apptunnel::upload::Store;
///
/// assert_eq!(Store::Group.to_string(), "Group Certificates");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Store {
    /// *TLS Server Certificates*, which profiles share: a file needs its private key.
    #[default]
    TlsServer,
    /// *Group Certificates*, by which a Sentry knows devices: a file needs no key, and may hold a CA certificate alone.
    Group,
}

impl Store {
    /// Both, in the order of the console.
    pub const ALL: [Self; 2] = [Self::TlsServer, Self::Group];

    /// The label in the console.
    pub fn label(self) -> &'static Text {
        match self {
            Self::TlsServer => &Text { en: "TLS Server Certificates" },
            Self::Group => &Text { en: "Group Certificates" },
        }
    }
}

impl fmt::Display for Store {
    /// The label, in English.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.label().fmt(f)
    }
}

//! How a root came to be trusted, which decides which of Apple's rules hold below it.

use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::message::display_by_word;

/// How a certificate came to be trusted, in Apple's sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Origin {
    /// It is in Apple's store.
    System,
    /// The user, an administrator or MDM installed it (`kSecUserAnchorSource`).
    User,
    /// An app set it for its own connections (`SecTrustSetAnchorCertificates`).
    App,
}

/// Text that names no origin.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the origin of a root is system, user or app, not {0:?}")]
pub struct UnknownOrigin(String);

impl Origin {
    /// The word for it, as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::User => "user",
            Self::App => "app",
        }
    }
}

display_by_word!(Origin);

impl FromStr for Origin {
    type Err = UnknownOrigin;

    fn from_str(text: &str) -> Result<Self, UnknownOrigin> {
        match text {
            "system" => Ok(Self::System),
            "user" => Ok(Self::User),
            "app" => Ok(Self::App),
            other => Err(UnknownOrigin(other.to_owned())),
        }
    }
}

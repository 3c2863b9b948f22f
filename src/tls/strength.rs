//! How good a cipher suite or protocol version is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::message::display_by_word;

/// How good a cipher suite or protocol version is: this library's own policy, since the console's is not public.
///
/// ```
/// use apptunnel::tls::{Strength, Suite};
///
/// let suite: Suite = "ECDHE-RSA-AES128-SHA".parse().unwrap();
/// assert_eq!(suite.strength(), Strength::Weak);
/// assert_eq!(suite.reason().to_string(), "it uses CBC mode and SHA-1");
/// assert!(Strength::Strong < Strength::Broken);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Nothing is known against it.
    Strong,
    /// For older devices only.
    Weak,
    /// It protects nothing, or attacks on it are practical.
    Broken,
}

display_by_word!(Strength);

impl Strength {
    /// The word for it, as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Weak => "weak",
            Self::Broken => "broken",
        }
    }
}

//! Protocol versions by the names of Java, which are those of the Sentry console.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Strength, UnknownName};
use crate::message::{Text, argument_by_display};

/// A protocol version, from the oldest to the newest.
///
/// In text and JSON it has its Java name. That the console offers these is recalled and not verified; TLSv1.3 is known of
/// no release. Ivanti documents TLSv1.2 as the default of a Sentry.
///
/// ```
/// use apptunnel::tls::Version;
///
/// assert_eq!(Version::Tls1_0.to_string(), "TLSv1");
/// assert_eq!("TLSv1.2".parse(), Ok(Version::Tls1_2));
/// assert!(Version::Tls1_2 < Version::Tls1_3);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub enum Version {
    /// Not a protocol: a ClientHello in the format of SSL 2.0 that asks for a later version.
    #[serde(rename = "SSLv2Hello")]
    Ssl2Hello,
    /// SSL 3.0 (RFC 6101).
    #[serde(rename = "SSLv3")]
    Ssl3,
    /// TLS 1.0 (RFC 2246).
    #[serde(rename = "TLSv1")]
    Tls1_0,
    /// TLS 1.1 (RFC 4346).
    #[serde(rename = "TLSv1.1")]
    Tls1_1,
    /// TLS 1.2 (RFC 5246).
    #[serde(rename = "TLSv1.2")]
    Tls1_2,
    /// TLS 1.3 (RFC 8446).
    #[serde(rename = "TLSv1.3")]
    Tls1_3,
}

impl Version {
    /// Every version, the oldest first.
    pub const ALL: [Self; 6] = [Self::Ssl2Hello, Self::Ssl3, Self::Tls1_0, Self::Tls1_1, Self::Tls1_2, Self::Tls1_3];

    /// The Java name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ssl2Hello => "SSLv2Hello",
            Self::Ssl3 => "SSLv3",
            Self::Tls1_0 => "TLSv1",
            Self::Tls1_1 => "TLSv1.1",
            Self::Tls1_2 => "TLSv1.2",
            Self::Tls1_3 => "TLSv1.3",
        }
    }

    /// How good it is, by this library's own policy.
    pub fn strength(self) -> Strength {
        self.assessment().0
    }

    /// Why it is no better than its strength says, or what makes it strong, as the end of a sentence.
    pub fn reason(self) -> &'static Text {
        self.assessment().1
    }

    /// Whether it is TLS, and not one of its forerunners.
    pub fn is_tls(self) -> bool {
        self >= Self::Tls1_0
    }

    fn assessment(self) -> (Strength, &'static Text) {
        match self {
            Self::Ssl2Hello => (Strength::Broken, &Text { en: "RFC 6176 forbids to offer SSL 2.0" }),
            Self::Ssl3 => {
                (Strength::Broken, &Text { en: "RFC 7568 forbids it, because its CBC padding can be forged" })
            }
            Self::Tls1_0 | Self::Tls1_1 => {
                (Strength::Weak, &Text { en: "RFC 8996 deprecates it, because it needs SHA-1 and MD5" })
            }
            Self::Tls1_2 => (Strength::Strong, &Text { en: "RFC 9325 recommends it where TLS 1.3 is not possible" }),
            Self::Tls1_3 => {
                (Strength::Strong, &Text { en: "it has forward secrecy and authenticated encryption only" })
            }
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

argument_by_display!(Version);

impl FromStr for Version {
    type Err = UnknownName;

    /// Reads a Java name, in upper or lower case.
    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let named = Self::ALL.into_iter().find(|version| version.name().eq_ignore_ascii_case(name));
        named.ok_or_else(|| UnknownName::new(&Text { en: "protocol version" }, name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names are those of Java's SSLContext, in JSON too.
    #[test]
    fn names_are_read_back() {
        let names = ["SSLv2Hello", "SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"];
        for (version, name) in Version::ALL.into_iter().zip(names) {
            assert_eq!(version.to_string(), name);
            assert_eq!(name.to_lowercase().parse(), Ok(version));
            assert_eq!(serde_json::to_string(&version).unwrap(), format!("{name:?}"));
            assert_eq!(serde_json::from_str::<Version>(&format!("{name:?}")).unwrap(), version);
        }
        for unknown in ["", "TLS", "TLSv1.0", "TLSv1.2 ", "SSLv2"] {
            assert!(unknown.parse::<Version>().is_err(), "{unknown}");
        }
    }

    #[test]
    fn strength_grows_with_the_version() {
        assert_eq!(Version::Ssl2Hello.strength(), Strength::Broken);
        assert_eq!(Version::Ssl3.strength(), Strength::Broken);
        assert_eq!(Version::Tls1_0.strength(), Strength::Weak);
        assert_eq!(Version::Tls1_1.strength(), Strength::Weak);
        assert_eq!(Version::Tls1_2.strength(), Strength::Strong);
        assert_eq!(Version::Tls1_3.strength(), Strength::Strong);
        assert!(Version::ALL.into_iter().is_sorted());
    }
}

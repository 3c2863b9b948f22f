//! Names and other text that has no form of its own.

use super::limits;
use crate::message::{Argument, Message, message};
use crate::printable::is_hidden;

/// Why text is not taken as a name or a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
#[non_exhaustive]
pub enum InvalidText {
    /// There is nothing in it but space.
    Empty,
    /// It is longer than the library takes. The console's own limit is not known.
    TooLong {
        /// The most characters that are taken.
        limit: usize,
    },
    /// It has a character that cannot be seen, such as a line end.
    Hidden {
        /// The character.
        character: char,
    },
}

message! {
    pub(super) fn empty() {
        en: "it is empty",
    }
    pub(super) fn too_long(limit: usize) {
        en: "it has more than {limit} characters",
    }
    pub(super) fn hidden(character: CodePoint) {
        en: "it has the character {character}, which cannot be seen",
    }
}

impl InvalidText {
    /// What is wrong, as the end of a sentence.
    fn message(self) -> Message {
        match self {
            Self::Empty => empty(),
            Self::TooLong { limit } => too_long(limit),
            Self::Hidden { character } => hidden(CodePoint(character)),
        }
    }
}

impl From<InvalidText> for Message {
    fn from(error: InvalidText) -> Self {
        error.message()
    }
}

/// A character by its number, such as `U+202E`.
pub(super) struct CodePoint(pub(super) char);

impl From<CodePoint> for Argument {
    fn from(CodePoint(character): CodePoint) -> Self {
        format!("U+{:04X}", u32::from(character)).into()
    }
}

/// A type of text with a limit. What is read is kept as it is.
macro_rules! text_type {
    ($(#[$documentation:meta])* $name:ident, $limit:expr, $allowed:expr) => {
        $(#[$documentation])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::profile::InvalidText;

            fn from_str(text: &str) -> Result<Self, $crate::profile::InvalidText> {
                $crate::profile::text::checked(text, $limit, $allowed).map(|text| Self(text.to_owned()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::profile::InvalidText;

            fn try_from(text: String) -> Result<Self, $crate::profile::InvalidText> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0)
            }
        }

        $crate::message::argument_by_display!($name);

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({"type": "string", "minLength": 1, "maxLength": $limit})
            }
        }
    };
}
pub(crate) use text_type;

text_type! {
    /// The name of a Sentry profile. It is required; that it has a limit is the library's decision.
    ///
    /// ```
    /// use apptunnel::profile::ProfileName;
    ///
    /// let name: ProfileName = "Europe".parse().unwrap();
    /// assert_eq!(name.as_str(), "Europe");
    /// assert!("  ".parse::<ProfileName>().is_err());
    /// ```
    ProfileName, limits::NAME, &[]
}

text_type! {
    /// The name under which a certificate was uploaded to the console.
    ///
    /// ```
    /// use apptunnel::profile::CertificateName;
    ///
    /// let name: CertificateName = "sentry.example.com 2026".parse().unwrap();
    /// assert_eq!(serde_json::to_string(&name).unwrap(), "\"sentry.example.com 2026\"");
    /// ```
    CertificateName, limits::NAME, &[]
}

text_type! {
    /// The name of a configuration of the console, such as that of an identity certificate or of an app's AppTunnel.
    ///
    /// ```
    /// assert!("Identity of Docs@Work".parse::<apptunnel::profile::ConfigurationName>().is_ok());
    /// ```
    ConfigurationName, limits::NAME, &[]
}

text_type! {
    /// What identifies an app: the bundle identifier on iOS, the package name on Android.
    ///
    /// ```
    /// assert!("com.example.mail".parse::<apptunnel::profile::AppId>().is_ok());
    /// ```
    AppId, limits::NAME, &[]
}

text_type! {
    /// The Kerberos realm of the servers. Its field in the console is recalled, not verified.
    ///
    /// ```
    /// assert!("CORP.EXAMPLE.COM".parse::<apptunnel::profile::Realm>().is_ok());
    /// ```
    Realm, limits::NAME, &[]
}

text_type! {
    /// The principal as which the Sentry asks for tickets. Its field in the console is recalled, not verified.
    ///
    /// ```
    /// assert!("HTTP/sentry.corp.example.com".parse::<apptunnel::profile::Principal>().is_ok());
    /// ```
    Principal, limits::NAME, &[]
}

text_type! {
    /// What a profile is for. It may have several lines.
    ///
    /// ```
    /// assert!("Devices in Europe.\nOwner: mail team.".parse::<apptunnel::profile::Description>().is_ok());
    /// ```
    Description, limits::DESCRIPTION, &['\n', '\r', '\t']
}

pub(crate) fn checked<'a>(text: &'a str, limit: usize, allowed: &[char]) -> Result<&'a str, InvalidText> {
    // Counts no further than the limit, however long the text is.
    if text.chars().take(limit + 1).count() > limit {
        return Err(InvalidText::TooLong { limit });
    }
    if text.trim().is_empty() {
        return Err(InvalidText::Empty);
    }
    match text.chars().find(|c| is_hidden(*c) && !allowed.contains(c)) {
        Some(character) => Err(InvalidText::Hidden { character }),
        None => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_content_and_a_limit() {
        let longest = "ü".repeat(limits::NAME);
        for good in ["a", " a ", "パスワード", &longest] {
            assert_eq!(good.parse::<CertificateName>().unwrap().to_string(), good);
        }
        let error = |text: &str| text.parse::<CertificateName>().unwrap_err();
        assert_eq!(error(""), InvalidText::Empty);
        assert_eq!(error(" \u{a0} "), InvalidText::Empty);
        assert_eq!(error(&format!("{longest}a")), InvalidText::TooLong { limit: limits::NAME });
        assert_eq!(error("a\nb"), InvalidText::Hidden { character: '\n' });
        assert_eq!(error("a\u{202e}b").to_string(), "it has the character U+202E, which cannot be seen");
        assert!("a\nb".parse::<Description>().is_ok());
        assert!("a\u{0}b".parse::<Description>().is_err());
    }

    #[test]
    fn json_is_text_and_is_checked() {
        assert!(serde_json::from_str::<ProfileName>("\"\"").is_err());
        let name: ProfileName = serde_json::from_str("\"Europe\"").unwrap();
        assert_eq!(serde_json::to_string(&name).unwrap(), "\"Europe\"");
    }
}

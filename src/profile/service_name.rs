//! The name of a service, by which the rules of apps refer to it.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::limits;
use super::text::{CodePoint, empty, hidden, too_long};
use crate::message::{Message, argument_by_display, message};
use crate::printable::is_hidden;

/// The name of a service of the Sentry.
///
/// It is one of the tokens `<ANY>`, `<TCP_ANY>`, `<CIFS_ANY>` and `<IP_ANY>`, or a name without space and `\;*?<>"|`.
/// How it begins says what the service tunnels: [`ServiceName::kind`]. Sources: AppConnect guide, Configuring an AppTunnel
/// service; Sentry Guide, the fields of a TCP service.
///
/// ```
/// use apptunnel::profile::{NameKind, ServiceName};
///
/// let kind = |name: &str| name.parse::<ServiceName>().unwrap().kind();
/// assert_eq!(kind("tcp-mail"), NameKind::Tcp);
/// assert_eq!(kind("CIFS_Files"), NameKind::Cifs);
/// assert_eq!(kind("HumanResources"), NameKind::Free);
/// assert_eq!(kind("<ANY>"), NameKind::AnyHttp);
/// assert!("Human Resources".parse::<ServiceName>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ServiceName(String);

/// What the name of a service says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NameKind {
    /// `<ANY>`: any URL that an app asks for.
    AnyHttp,
    /// `<TCP_ANY>`: any server that an app asks for.
    AnyTcp,
    /// `<CIFS_ANY>`: any share. That this token exists is recalled and seen, not documented.
    AnyCifs,
    /// `<IP_ANY>`: the packets of Ivanti Tunnel.
    AnyIp,
    /// Begins with `TCP`, in upper or lower case.
    Tcp,
    /// Begins with `CIFS_`.
    Cifs,
    /// Any other name: a service of HTTP.
    Free,
}

/// Why text is not the name of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
#[non_exhaustive]
pub enum InvalidServiceName {
    /// There is nothing in it.
    Empty,
    /// It has a character that the guides forbid.
    Forbidden {
        /// The first such character.
        character: char,
    },
    /// It has a character that cannot be seen, such as a line end.
    Hidden {
        /// The first such character.
        character: char,
    },
    /// It is longer than the library takes. The console's own limit is not known.
    TooLong,
}

message! {
    fn has_space() {
        en: "it has a space, which is not allowed",
    }
    fn has_character(character: String) {
        en: "it has the character {character}, which is not allowed",
    }
}

impl InvalidServiceName {
    /// What is wrong, as the end of a sentence.
    fn message(self) -> Message {
        match self {
            Self::Empty => empty(),
            Self::Forbidden { character: ' ' } => has_space(),
            Self::Forbidden { character } => has_character(character.into()),
            Self::Hidden { character } => hidden(CodePoint(character)),
            Self::TooLong => too_long(limits::NAME),
        }
    }
}

impl From<InvalidServiceName> for Message {
    fn from(error: InvalidServiceName) -> Self {
        error.message()
    }
}

/// The characters that no name may have, as the guides list them.
const FORBIDDEN: [char; 9] = [' ', '\\', ';', '*', '?', '<', '>', '"', '|'];

impl ServiceName {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the name says of the service.
    pub fn kind(&self) -> NameKind {
        match self.0.as_str() {
            "<ANY>" => NameKind::AnyHttp,
            "<TCP_ANY>" => NameKind::AnyTcp,
            "<CIFS_ANY>" => NameKind::AnyCifs,
            "<IP_ANY>" => NameKind::AnyIp,
            name if starts_with_ignoring_case(name, "TCP") => NameKind::Tcp,
            name if name.starts_with("CIFS_") => NameKind::Cifs,
            _ => NameKind::Free,
        }
    }

    /// Whether it is one of the four tokens, whose service goes wherever an app asks.
    pub fn is_any(&self) -> bool {
        matches!(self.kind(), NameKind::AnyHttp | NameKind::AnyTcp | NameKind::AnyCifs | NameKind::AnyIp)
    }

    /// Whether it begins with `CIFS_` in upper or lower case. Whether the console heeds case is not known.
    pub(super) fn resembles_cifs(&self) -> bool {
        starts_with_ignoring_case(&self.0, "CIFS_")
    }

    pub(super) fn token(kind: NameKind) -> Option<Self> {
        kind.token().map(|token| Self(token.to_owned()))
    }
}

impl NameKind {
    /// The token, of the kinds that are one.
    pub fn token(self) -> Option<&'static str> {
        match self {
            Self::AnyHttp => Some("<ANY>"),
            Self::AnyTcp => Some("<TCP_ANY>"),
            Self::AnyCifs => Some("<CIFS_ANY>"),
            Self::AnyIp => Some("<IP_ANY>"),
            Self::Tcp | Self::Cifs | Self::Free => None,
        }
    }
}

impl FromStr for ServiceName {
    type Err = InvalidServiceName;

    fn from_str(text: &str) -> Result<Self, InvalidServiceName> {
        if matches!(text, "<ANY>" | "<TCP_ANY>" | "<CIFS_ANY>" | "<IP_ANY>") {
            return Ok(Self(text.to_owned()));
        }
        if text.is_empty() {
            return Err(InvalidServiceName::Empty);
        }
        let mut characters = text.chars();
        for character in characters.by_ref().take(limits::NAME) {
            if FORBIDDEN.contains(&character) {
                return Err(InvalidServiceName::Forbidden { character });
            }
            if is_hidden(character) {
                return Err(InvalidServiceName::Hidden { character });
            }
        }
        if characters.next().is_some() { Err(InvalidServiceName::TooLong) } else { Ok(Self(text.to_owned())) }
    }
}

fn starts_with_ignoring_case(text: &str, start: &str) -> bool {
    text.split_at_checked(start.len()).is_some_and(|(own, _)| own.eq_ignore_ascii_case(start))
}

impl TryFrom<String> for ServiceName {
    type Error = InvalidServiceName;

    fn try_from(text: String) -> Result<Self, InvalidServiceName> {
        text.parse()
    }
}

impl From<ServiceName> for String {
    fn from(name: ServiceName) -> Self {
        name.0
    }
}

impl fmt::Display for ServiceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

argument_by_display!(ServiceName);

impl JsonSchema for ServiceName {
    fn schema_name() -> Cow<'static, str> {
        "ServiceName".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": r#"^(<ANY>|<TCP_ANY>|<CIFS_ANY>|<IP_ANY>|[^ \\;*?<>"|]+)$"#,
            "maxLength": limits::NAME,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(name: &str) -> Result<ServiceName, InvalidServiceName> {
        name.parse()
    }

    #[test]
    fn exactly_nine_characters_are_forbidden() {
        let refused: Vec<char> = (' '..='~').filter(|character| parse(&format!("a{character}b")).is_err()).collect();
        let mut forbidden = FORBIDDEN;
        forbidden.sort_unstable();
        assert_eq!(refused, forbidden);
        for character in FORBIDDEN {
            assert_eq!(parse(&character.to_string()), Err(InvalidServiceName::Forbidden { character }));
        }
        assert_eq!(parse("Human Resources").unwrap_err().to_string(), "it has a space, which is not allowed");
        assert_eq!(parse("a\tb"), Err(InvalidServiceName::Hidden { character: '\t' }));
        assert!(parse("Büro-Süd/é").is_ok());
    }

    #[test]
    fn four_tokens_are_names() {
        for kind in [NameKind::AnyHttp, NameKind::AnyTcp, NameKind::AnyCifs, NameKind::AnyIp] {
            let name = parse(kind.token().unwrap()).unwrap();
            assert_eq!(name.kind(), kind);
            assert!(name.is_any());
            assert_eq!(ServiceName::token(kind), Some(name));
        }
        for unknown in ["<any>", "<ANY", "<UDP_ANY>", "<ANY>x"] {
            assert!(parse(unknown).is_err(), "{unknown}");
        }
    }

    #[test]
    fn the_prefix_says_the_kind() {
        for (name, kind) in [
            ("TCP", NameKind::Tcp),
            ("tcp-mail", NameKind::Tcp),
            ("TCP_Finance", NameKind::Tcp),
            ("tCpx", NameKind::Tcp),
            ("CIFS_Files", NameKind::Cifs),
            ("cifs_Files", NameKind::Free),
            ("CIFS", NameKind::Free),
            ("TC", NameKind::Free),
            ("ÄTCP", NameKind::Free),
        ] {
            assert_eq!(parse(name).unwrap().kind(), kind, "{name}");
        }
        assert!(parse("cifs_Files").unwrap().resembles_cifs());
    }

    #[test]
    fn names_have_a_limit() {
        assert_eq!(parse(""), Err(InvalidServiceName::Empty));
        assert!(parse(&"ü".repeat(limits::NAME)).is_ok());
        assert_eq!(parse(&"ü".repeat(limits::NAME + 1)), Err(InvalidServiceName::TooLong));
    }
}

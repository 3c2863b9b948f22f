//! The service principal names of servers.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::limits;
use crate::message::{Message, message};
use crate::printable::is_hidden;

/// The service principal names of a service's servers, in the order of its server list, separated by semicolons.
///
/// The grammar is recalled from the guides and not verified.
///
/// ```
/// use apptunnel::profile::SpnList;
///
/// let list: SpnList = "HTTP/a.example.com; HTTP/b.example.com".parse().unwrap();
/// assert_eq!(list.to_string(), "HTTP/a.example.com;HTTP/b.example.com");
/// assert_eq!(list.names().len(), 2);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SpnList(Vec<String>);

/// Why text is not a list of service principal names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
#[non_exhaustive]
pub enum InvalidSpnList {
    /// An entry is empty.
    Empty {
        /// Its place in the list, from 0.
        position: usize,
    },
    /// An entry has white space or a character that cannot be seen.
    Character {
        /// Its place in the list, from 0.
        position: usize,
    },
    /// There are more entries than a server list has servers.
    TooMany,
}

message! {
    fn empty_entry(number: usize) {
        en: "entry {number} is empty",
    }
    fn space_in_entry(number: usize) {
        en: "entry {number} has white space or a character that cannot be seen",
    }
    fn too_many(limit: usize) {
        en: "it has more than {limit} entries",
    }
}

impl InvalidSpnList {
    /// What is wrong, as the end of a sentence.
    fn message(self) -> Message {
        match self {
            Self::Empty { position } => empty_entry(position + 1),
            Self::Character { position } => space_in_entry(position + 1),
            Self::TooMany => too_many(limits::SERVERS),
        }
    }
}

impl From<InvalidSpnList> for Message {
    fn from(error: InvalidSpnList) -> Self {
        error.message()
    }
}

impl SpnList {
    /// The names, in order. There is at least one.
    pub fn names(&self) -> &[String] {
        &self.0
    }
}

impl FromStr for SpnList {
    type Err = InvalidSpnList;

    fn from_str(text: &str) -> Result<Self, InvalidSpnList> {
        let text = text.trim();
        let entries = text.strip_suffix(';').unwrap_or(text).split(';').map(str::trim).enumerate();
        let mut names = Vec::new();
        for (position, entry) in entries {
            if names.len() == limits::SERVERS {
                return Err(InvalidSpnList::TooMany);
            }
            if entry.is_empty() {
                return Err(InvalidSpnList::Empty { position });
            }
            if entry.chars().any(|c| c.is_whitespace() || is_hidden(c)) {
                return Err(InvalidSpnList::Character { position });
            }
            names.push(entry.to_owned());
        }
        Ok(Self(names))
    }
}

impl fmt::Display for SpnList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(";"))
    }
}

impl TryFrom<String> for SpnList {
    type Error = InvalidSpnList;

    fn try_from(text: String) -> Result<Self, InvalidSpnList> {
        text.parse()
    }
}

impl From<SpnList> for String {
    fn from(list: SpnList) -> Self {
        list.to_string()
    }
}

impl JsonSchema for SpnList {
    fn schema_name() -> Cow<'static, str> {
        "SpnList".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "minLength": 1})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_names_without_space() {
        let list: SpnList = " HTTP/a;\nHTTP/b; ".parse().unwrap();
        assert_eq!(list.names(), ["HTTP/a", "HTTP/b"]);
        for (text, error) in [
            ("", InvalidSpnList::Empty { position: 0 }),
            ("HTTP/a;;HTTP/b", InvalidSpnList::Empty { position: 1 }),
            ("HTTP/a b", InvalidSpnList::Character { position: 0 }),
        ] {
            assert_eq!(text.parse::<SpnList>(), Err(error), "{text}");
        }
        assert!(vec!["a"; limits::SERVERS].join(";").parse::<SpnList>().is_ok());
        assert_eq!(vec!["a"; limits::SERVERS + 1].join(";").parse::<SpnList>(), Err(InvalidSpnList::TooMany));
    }
}

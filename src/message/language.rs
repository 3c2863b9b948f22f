//! The languages of the library's texts, and the texts that stand by themselves.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

/// A language of the library's texts. JSON, [`Display`](fmt::Display) and the C ABI are in English.
///
/// Adding a variant here makes the compiler name every text that lacks the language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Language {
    /// English.
    #[default]
    English,
}

/// A text without arguments, in every language.
///
/// ```
/// use apptunnel::catalogue;
/// use apptunnel::message::Language;
///
/// let rule = catalogue::rules().iter().find(|entry| entry.rule.code == "upload.no-root").unwrap().rule;
/// assert_eq!(rule.asks.in_language(Language::English), "The file contains a root CA certificate.");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text {
    pub(crate) en: &'static str,
}

/// What is counted: `1 error`, `2 errors`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Noun {
    pub(crate) one: Text,
    pub(crate) many: Text,
}

impl Text {
    /// The text in one language.
    pub const fn in_language(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.en,
        }
    }
}

impl Noun {
    pub(super) fn of(&self, count: i64) -> &Text {
        if count == 1 { &self.one } else { &self.many }
    }
}

impl fmt::Display for Text {
    /// In English.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.en)
    }
}

impl Serialize for Text {
    /// As a string, in English.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.en)
    }
}

impl JsonSchema for Text {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        String::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

//! Messages as data: a wording and its arguments, put together when they are asked for.
//!
//! A message is made by a function that the macro `message!` writes, and the function stands beside the rule that uses
//! it. This module knows nothing of certificates or rules; every other module may use it.

mod language;
mod macros;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

use chrono::{DateTime, Utc};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::printable::{instant, printable};

pub use language::{Language, Noun, Text};
pub(crate) use macros::{argument_by_display, display_by_word, message};

/// What the library has to say: a wording and its arguments.
///
/// [`Display`](fmt::Display) and JSON write it in English. Two messages are equal if they say the same in English.
///
/// A message that was read back from JSON is plain text: it says what was written and equals the message that wrote it,
/// but it has no [`id`](Self::id) and no [`arguments`](Self::arguments), and stays in the language it was written in.
///
/// ```
/// use apptunnel::message::{Argument, Language};
/// use apptunnel::{Bundle, upload};
///
/// let file = std::fs::read("examples/files/expired.p12").unwrap();
/// let bundle = Bundle::open(&file, Some("sentry")).unwrap();
/// let at = "2026-06-01T00:00:00Z".parse().unwrap();
/// let report = upload::check(&bundle, &upload::UploadOptions::default(), at);
/// let message = &report.findings[0].message;
/// assert!(message.in_language(Language::English).to_string().starts_with("The certificate expired on 20"));
/// ```
#[derive(Clone)]
pub struct Message(Said);

#[derive(Clone)]
enum Said {
    Worded {
        wording: &'static Wording,
        arguments: Box<[Argument]>,
    },
    Text(&'static Text),
    /// Read back from JSON.
    Plain(String),
}

/// The words of one message in every language. Made by [`message!`] alone.
pub(crate) struct Wording {
    /// Module and function: `apptunnel::upload::validity::expired`.
    pub(crate) id: &'static str,
    /// Of the arguments.
    pub(crate) names: &'static [&'static str],
    pub(crate) write: fn(Language, &[Argument], &mut fmt::Formatter<'_>) -> fmt::Result,
}

/// What a message tells beside its words. Each language writes each kind in its own way.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Argument {
    /// What is the same in every language: a name, an OID, a release, an algorithm. Nothing in it is hidden.
    Text(Cow<'static, str>),
    /// What somebody wrote, which is shown in quotation marks.
    Quoted(String),
    /// Words of the library that are one of a few.
    Words(&'static Text),
    /// A number.
    Number(i64),
    /// A number of things.
    Count(i64, &'static Noun),
    /// A number of days.
    Days(i64),
    /// A duration in seconds, which is shown as days and what is left over.
    Seconds(i64),
    /// An instant. `None` if it is out of the range of dates.
    Instant(Option<DateTime<Utc>>),
    /// Several things.
    List(Vec<Argument>, Joint),
    /// A message inside the message. The exception: a sentence that is put together is hard to say in other languages.
    Clause(Box<Message>),
}

/// How the parts of a list stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Joint {
    /// `a, b, c`.
    Comma,
    /// `a, b and c`.
    And,
    /// `a nor b nor c`, after a "not".
    Nor,
    /// `a; b; c`: clauses.
    Semicolon,
    /// One sentence after the other.
    Sentences,
}

/// A number of things, as an argument.
pub(crate) struct Count<N>(pub(crate) N, pub(crate) &'static Noun);
/// A number of days, as an argument.
pub(crate) struct Days(pub(crate) i64);
/// A duration in seconds, as an argument.
pub(crate) struct Seconds(pub(crate) i64);
/// What somebody wrote, as an argument.
pub(crate) struct Quoted<'a>(pub(crate) &'a str);
/// `a, b and c`, as an argument.
pub(crate) struct And<T>(pub(crate) Vec<T>);
/// `a nor b nor c`, as an argument.
pub(crate) struct Nor<T>(pub(crate) Vec<T>);
/// Clauses with semicolons between them, as an argument.
pub(crate) struct Clauses(pub(crate) Vec<Message>);
/// Sentences, as an argument.
pub(crate) struct Sentences(pub(crate) Vec<Message>);

impl Message {
    /// What [`message!`] makes.
    pub(crate) fn new(wording: &'static Wording, arguments: impl Into<Box<[Argument]>>) -> Self {
        Self(Said::Worded { wording, arguments: arguments.into() })
    }

    fn plain(text: impl Into<String>) -> Self {
        Self(Said::Plain(text.into()))
    }

    /// Writes the message in one language.
    pub fn in_language(&self, language: Language) -> impl fmt::Display + '_ {
        In(language, self)
    }

    /// The name of its wording, which no other wording has. `None` for a text without arguments and one that was read back.
    ///
    /// It says where in the library the message comes from, and may change with a release; the code of a rule does not.
    pub fn id(&self) -> Option<&'static str> {
        match &self.0 {
            Said::Worded { wording, .. } => Some(wording.id),
            Said::Text(_) | Said::Plain(_) => None,
        }
    }

    /// Its arguments with their names. None of a message that was read back.
    pub fn arguments(&self) -> impl Iterator<Item = (&'static str, &Argument)> {
        let (names, arguments) = match &self.0 {
            Said::Worded { wording, arguments } => (wording.names, arguments.as_ref()),
            Said::Text(_) | Said::Plain(_) => (Default::default(), Default::default()),
        };
        names.iter().copied().zip(arguments)
    }

    /// The order of messages in a report: by wording and arguments, so that it is the same in every language.
    ///
    /// There is no [`Ord`]: two wordings may say the same in English, and are equal.
    pub(crate) fn order(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Said::Worded { wording, arguments }, Said::Worded { wording: other, arguments: others }) => {
                wording.id.cmp(other.id).then_with(|| order_all(arguments, others))
            }
            (Said::Text(text), Said::Text(other)) => text.cmp(other),
            (Said::Plain(text), Said::Plain(other)) => text.cmp(other),
            (Said::Worded { .. }, _) | (Said::Text(_), Said::Plain(_)) => Ordering::Less,
            (_, Said::Worded { .. }) | (Said::Plain(_), Said::Text(_)) => Ordering::Greater,
        }
    }
}

impl Argument {
    /// Writes the argument in one language.
    pub fn in_language(&self, language: Language) -> impl fmt::Display + '_ {
        In(language, self)
    }

    /// By value where both are of one kind, otherwise by kind.
    fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Text(one), Self::Text(other)) => one.cmp(other),
            (Self::Quoted(one), Self::Quoted(other)) => one.cmp(other),
            (Self::Words(one), Self::Words(other)) => one.cmp(other),
            (Self::Number(one), Self::Number(other))
            | (Self::Days(one), Self::Days(other))
            | (Self::Seconds(one), Self::Seconds(other)) => one.cmp(other),
            (Self::Count(one, noun), Self::Count(other, others)) => (one, noun).cmp(&(other, others)),
            (Self::Instant(one), Self::Instant(other)) => one.cmp(other),
            (Self::List(one, joint), Self::List(other, others)) => {
                order_all(one, other).then_with(|| joint.cmp(others))
            }
            (Self::Clause(one), Self::Clause(other)) => one.order(other),
            _ => self.kind().cmp(&other.kind()),
        }
    }

    fn kind(&self) -> u8 {
        match self {
            Self::Text(_) => 0,
            Self::Quoted(_) => 1,
            Self::Words(_) => 2,
            Self::Number(_) => 3,
            Self::Count(..) => 4,
            Self::Days(_) => 5,
            Self::Seconds(_) => 6,
            Self::Instant(_) => 7,
            Self::List(..) => 8,
            Self::Clause(_) => 9,
        }
    }
}

fn order_all(some: &[Argument], others: &[Argument]) -> Ordering {
    let each = some.iter().zip(others).map(|(one, other)| one.order(other));
    each.fold(Ordering::Equal, Ordering::then).then_with(|| some.len().cmp(&others.len()))
}

/// Something in a language.
pub(crate) struct In<'a, T>(pub(crate) Language, pub(crate) &'a T);

impl fmt::Display for In<'_, Message> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(language, message) = *self;
        match &message.0 {
            Said::Worded { wording, arguments } => (wording.write)(language, arguments, f),
            Said::Text(text) => f.write_str(text.in_language(language)),
            Said::Plain(text) => f.write_str(text),
        }
    }
}

impl fmt::Display for In<'_, Argument> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(language, argument) = *self;
        match argument {
            Argument::Text(text) => f.write_str(text),
            Argument::Quoted(text) => match language {
                Language::English => write!(f, "\"{text}\""),
            },
            Argument::Words(text) => f.write_str(text.in_language(language)),
            Argument::Number(number) => write!(f, "{number}"),
            Argument::Count(number, noun) => match language {
                Language::English => write!(f, "{number} {}", noun.of(*number).en),
            },
            Argument::Days(days) => match language {
                Language::English => write_count(f, *days, "day"),
            },
            Argument::Seconds(seconds) => match language {
                Language::English => match (seconds / 86_400, seconds % 86_400) {
                    (0, seconds) => write_count(f, seconds, "second"),
                    (days, 0) => write_count(f, days, "day"),
                    (days, seconds) => {
                        write_count(f, days, "day")?;
                        f.write_str(" and ")?;
                        write_count(f, seconds, "second")
                    }
                },
            },
            Argument::Instant(at) => match (at, language) {
                (None, Language::English) => f.write_str("a date out of range"),
                (Some(_), _) => f.write_str(&instant(*at)),
            },
            Argument::List(items, joint) => {
                for (place, item) in items.iter().enumerate() {
                    if place > 0 {
                        f.write_str(joint.in_language(language, place + 1 == items.len()))?;
                    }
                    In(language, item).fmt(f)?;
                }
                Ok(())
            }
            Argument::Clause(message) => In(language, &**message).fmt(f),
        }
    }
}

/// `1 day`, `2 days`.
fn write_count(f: &mut fmt::Formatter<'_>, count: i64, unit: &str) -> fmt::Result {
    write!(f, "{count} {unit}{}", if count == 1 { "" } else { "s" })
}

impl Joint {
    /// What stands before the next part.
    fn in_language(self, language: Language, is_last: bool) -> &'static str {
        match language {
            Language::English => match self {
                Self::And if is_last => " and ",
                Self::Comma | Self::And => ", ",
                Self::Nor => " nor ",
                Self::Semicolon => "; ",
                Self::Sentences => " ",
            },
        }
    }
}

impl fmt::Display for Message {
    /// In English.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        In(Language::English, self).fmt(f)
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.to_string())
    }
}

impl PartialEq for Message {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Said::Worded { wording, arguments }, Said::Worded { wording: other, arguments: others })
                if std::ptr::eq(*wording, *other) && arguments == others =>
            {
                true
            }
            (Said::Text(text), Said::Text(other)) => text.en == other.en,
            _ => self.to_string() == other.to_string(),
        }
    }
}

impl Eq for Message {}

impl Serialize for Message {
    /// As a string, in English.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Message {
    /// As plain text.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::plain)
    }
}

impl JsonSchema for Message {
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

impl From<&'static Text> for Message {
    fn from(text: &'static Text) -> Self {
        Self(Said::Text(text))
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(Cow::Owned(text.to_owned()))
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<Cow<'static, str>> for Argument {
    fn from(text: Cow<'static, str>) -> Self {
        Self::Text(text)
    }
}

impl From<Quoted<'_>> for Argument {
    fn from(Quoted(text): Quoted<'_>) -> Self {
        Self::Quoted(printable(text))
    }
}

impl From<&'static Text> for Argument {
    fn from(text: &'static Text) -> Self {
        Self::Words(text)
    }
}

/// What does not fit, as no count of things in memory does, is shown as the largest number.
macro_rules! from_numbers {
    ($($number:ty),*) => {$(
        impl From<$number> for Argument {
            fn from(number: $number) -> Self {
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }

        impl From<Count<$number>> for Argument {
            fn from(Count(number, noun): Count<$number>) -> Self {
                Self::Count(i64::try_from(number).unwrap_or(i64::MAX), noun)
            }
        }
    )*};
}
from_numbers!(i64, u16, u32, u64, usize);

impl From<Days> for Argument {
    fn from(Days(days): Days) -> Self {
        Self::Days(days)
    }
}

impl From<Seconds> for Argument {
    fn from(Seconds(seconds): Seconds) -> Self {
        Self::Seconds(seconds)
    }
}

impl From<DateTime<Utc>> for Argument {
    fn from(at: DateTime<Utc>) -> Self {
        Self::Instant(Some(at))
    }
}

impl From<Option<DateTime<Utc>>> for Argument {
    fn from(at: Option<DateTime<Utc>>) -> Self {
        Self::Instant(at)
    }
}

impl From<Message> for Argument {
    fn from(message: Message) -> Self {
        Self::Clause(Box::new(message))
    }
}

impl<T: Into<Self>> From<Vec<T>> for Argument {
    fn from(items: Vec<T>) -> Self {
        Self::list(items, Joint::Comma)
    }
}

impl<T: Into<Self>> From<And<T>> for Argument {
    fn from(And(items): And<T>) -> Self {
        Self::list(items, Joint::And)
    }
}

impl<T: Into<Self>> From<Nor<T>> for Argument {
    fn from(Nor(items): Nor<T>) -> Self {
        Self::list(items, Joint::Nor)
    }
}

impl From<Clauses> for Argument {
    fn from(Clauses(items): Clauses) -> Self {
        Self::list(items, Joint::Semicolon)
    }
}

impl From<Sentences> for Argument {
    fn from(Sentences(items): Sentences) -> Self {
        Self::list(items, Joint::Sentences)
    }
}

impl Argument {
    fn list<T: Into<Self>>(items: Vec<T>, joint: Joint) -> Self {
        Self::List(items.into_iter().map(Into::into).collect(), joint)
    }
}

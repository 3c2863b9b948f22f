//! Collects findings while fields are read.

use std::str::FromStr;

use super::fields;
use super::pointer::At;
use crate::message::{Argument, Message, Quoted, message};
use crate::profile::limits;
use crate::report::{Finding, Rule, Severity};

/// The findings so far.
#[derive(Debug, Default)]
pub(super) struct Findings(Vec<Finding>);

message! {
    /// The fault is a clause: it is that of whatever the field is for, such as a port or a host.
    pub(super) fn cannot_be_used(text: Entered<'_>, fault: Message) {
        en: "{text} cannot be used: {fault}.",
    }
    fn is_empty() {
        en: "The field is empty.",
    }
    fn is_none_of(text: Entered<'_>, words: Vec<&str>) {
        en: "{text} is none of: {words}.",
    }
    fn nothing_is_chosen() {
        en: "Nothing is chosen.",
    }
    fn too_many(count: usize, limit: usize) {
        en: "There are {count}; no more than {limit} are looked at.",
    }
}

impl Findings {
    pub(super) fn add(&mut self, rule: &'static Rule, at: At<'_>, message: Message) {
        self.0.push(rule.finding(at.subject(), message));
    }

    /// Adds a finding if `is_broken`.
    pub(super) fn add_if(&mut self, is_broken: bool, rule: &'static Rule, at: At<'_>, message: fn() -> Message) {
        if is_broken {
            self.add(rule, at, message());
        }
    }

    pub(super) fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.0.extend(findings);
    }

    pub(super) fn has_error(&self) -> bool {
        self.0.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// In the order of a report.
    pub(super) fn sorted(mut self) -> Vec<Finding> {
        self.0.sort_by(Finding::order);
        self.0
    }

    /// Reads a field. `None` if it is left out or faulty; of a fault, a breach of `rule` tells.
    pub(super) fn read<T>(&mut self, text: Option<&str>, at: At<'_>, rule: &'static Rule) -> Option<T>
    where
        T: FromStr<Err: Into<Message>>,
    {
        let text = filled(text)?;
        match text.parse() {
            Ok(value) => Some(value),
            Err(fault) => {
                self.add(rule, at, cannot_be_used(Entered(text), fault.into()));
                None
            }
        }
    }

    /// Reads a field that must not be left out.
    pub(super) fn required<T>(&mut self, text: Option<&str>, at: At<'_>, rule: &'static Rule) -> Option<T>
    where
        T: FromStr<Err: Into<Message>>,
    {
        self.add_if(filled(text).is_none(), &fields::REQUIRED, at, is_empty);
        self.read(text, at, rule)
    }

    /// Reads a field that has one of several words.
    pub(super) fn choice<T: Copy, const N: usize>(
        &mut self,
        text: Option<&str>,
        at: At<'_>,
        values: [T; N],
        word: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let text = filled(text)?;
        let chosen = values.into_iter().find(|value| word(*value) == text);
        if chosen.is_none() {
            self.add(&fields::CHOICE, at, is_none_of(Entered(text), values.map(word).to_vec()));
        }
        chosen
    }

    /// Reads a field that has one of several words and must not be left out.
    pub(super) fn required_choice<T: Copy, const N: usize>(
        &mut self,
        text: Option<&str>,
        at: At<'_>,
        values: [T; N],
        word: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        self.add_if(filled(text).is_none(), &fields::REQUIRED, at, nothing_is_chosen);
        self.choice(text, at, values, word)
    }

    /// Refuses what is filled in where the console has no such field; the message says why it has none.
    pub(super) fn hidden(&mut self, is_filled: bool, at: At<'_>, message: fn() -> Message) {
        self.add_if(is_filled, &fields::HIDDEN, at, message);
    }

    /// Reads every element of a list. `None` if one is faulty.
    pub(super) fn read_all<T>(
        &mut self,
        texts: &[String],
        limit: usize,
        at: At<'_>,
        rule: &'static Rule,
    ) -> Option<Vec<T>>
    where
        T: FromStr<Err: Into<Message>>,
    {
        if !self.is_within(texts.len(), limit, at) {
            return None;
        }
        let read = texts.iter().enumerate().map(|(index, text)| self.required(Some(text), at.index(index), rule));
        // All are read, so that every fault is found.
        read.collect::<Vec<_>>().into_iter().collect()
    }

    /// Whether a list is short enough to be looked at.
    pub(super) fn is_within(&mut self, count: usize, limit: usize, at: At<'_>) -> bool {
        if count > limit {
            self.add(&fields::TOO_MANY, at, too_many(count, limit));
        }
        count <= limit
    }
}

/// Blank text is a field that was left empty.
pub(super) fn filled(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.trim().is_empty())
}

/// What was entered, as a message repeats it: in quotation marks, and of long text the start.
pub(super) struct Entered<'a>(pub(super) &'a str);

impl From<Entered<'_>> for Argument {
    fn from(Entered(text): Entered<'_>) -> Self {
        let mut start: String = text.chars().take(limits::QUOTED).collect();
        if start.len() < text.len() {
            start.push('…');
        }
        Quoted(&start).into()
    }
}

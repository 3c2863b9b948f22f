//! The row of one of Apple's rules, and its breach on a path.

use super::key::CheckKey;
use crate::Certificate;
use crate::device::release::{Generation, IOS_10};
use crate::message::{Message, Text};
use crate::path::candidate::subject_of;
use crate::report::{AppleCheck, AppleClass, Finding, Rule};

/// One row: what every rule has, and what Apple adds to it.
#[derive(Debug)]
#[non_exhaustive]
pub struct AppleRule {
    /// What every rule has.
    pub rule: Rule,
    /// What the device reports. `None` for advice: no device reports it.
    pub key: Option<CheckKey>,
    /// The certificates and anchors that it is about.
    pub scope: Text,
    /// Which certificates it holds for by their dates. Empty if it holds for all.
    pub cut_off: Text,
    /// The first state of Apple's rules that has it.
    pub(super) since: Generation,
}

impl AppleRule {
    /// What a row says only where it is otherwise: advice, since ever, for certificates of every date.
    ///
    /// ```ignore
    /// pub(super) static SYSTEM_398: AppleRule = AppleRule {
    ///     rule: Rule { code: "…", asks: …, remedy: …, ..Rule::apple_source("…") },
    ///     key: Some(CheckKey::SystemTrustValidityPeriod),
    ///     scope: Text { en: "leaf; root in Apple's store" },
    ///     since: IOS_14,
    ///     ..AppleRule::BASE
    /// };
    /// ```
    pub(super) const BASE: Self = Self {
        rule: Rule::apple_source(""),
        key: None,
        scope: Text { en: "" },
        cut_off: Text { en: "" },
        since: IOS_10,
    };

    /// The first releases with the rule, such as `iOS 13, macOS 10.15`. `None`: every release that is known.
    pub fn since(&self) -> Option<String> {
        (self.since > IOS_10).then(|| self.since.text())
    }
}

/// A rule that a path breaks, and where.
#[derive(Clone, Debug)]
pub(super) struct Breach {
    pub(super) row: &'static AppleRule,
    pub(super) index: usize,
    pub(super) message: Message,
    /// Whether nothing overrides it, although the key's own class is a milder one.
    is_fatal: bool,
}

/// Breaches of one path, under the rules of one release.
#[derive(Clone, Debug)]
pub(super) struct Breaches {
    generation: Generation,
    found: Vec<Breach>,
}

impl Breaches {
    pub(super) fn new(generation: Generation) -> Self {
        Self { generation, found: Vec::new() }
    }

    /// Adds a breach of a rule that the release [has](Self::has).
    pub(super) fn push(&mut self, row: &'static AppleRule, index: usize, message: Message) {
        self.add(Breach { row, index, message, is_fatal: false });
    }

    /// The same, of one that nothing overrides.
    pub(super) fn push_fatal(&mut self, row: &'static AppleRule, index: usize, message: Message) {
        self.add(Breach { row, index, message, is_fatal: true });
    }

    fn add(&mut self, breach: Breach) {
        debug_assert!(self.has(breach.row), "the release does not have {}", breach.row.rule.code);
        self.found.push(breach);
    }

    /// Adds all of others.
    pub(super) fn extend(&mut self, others: &Self) {
        self.found.extend_from_slice(&others.found);
    }

    /// Whether the release has the rule. A check of a rule that came with a later release asks before it looks.
    pub(super) fn has(&self, row: &AppleRule) -> bool {
        self.generation >= row.since
    }

    pub(super) fn generation(&self) -> Generation {
        self.generation
    }

    /// Whether none of them makes the device reject the path.
    pub(super) fn is_ok(&self) -> bool {
        self.found.iter().all(|breach| breach.row.key.is_none())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Breach> {
        self.found.iter()
    }
}

impl Breach {
    /// Whether a user or an app may override it. `None` for advice.
    pub(super) fn class(&self) -> Option<AppleClass> {
        self.row.key.map(|key| if self.is_fatal { AppleClass::Fatal } else { key.class() })
    }

    pub(super) fn finding(&self, certificates: &[Certificate]) -> Finding {
        let row = self.row;
        let mut finding = row.rule.finding(subject_of(self.index, certificates.get(self.index)), self.message.clone());
        finding.apple = row.key.zip(self.class()).map(|(key, class)| {
            Box::new(AppleCheck {
                key: key.name().into(),
                class,
                os_status: key.os_status(),
                cssm: key.cssm(),
                chain_index: self.index,
                os_from: row.since(),
            })
        });
        finding
    }
}

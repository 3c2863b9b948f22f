//! Whether the SCTs of a certificate suffice.
//!
//! Either of two ways is enough:
//!
//! 1. SCTs of two logs that are approved, at least one of them delivered in the handshake or the OCSP response.
//! 2. Embedded SCTs of as many logs as the certificate's lifetime asks for, one of them approved today. A log that is
//!    retired counts if the SCT and the certificate are both older than that.
//!
//! Source: find_validating_logs and verify_tls_ct_policy of Apple's `CertificateTransparency.m`.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::ServedTimestamps;
use super::entry::Entry;
use super::log::{Log, LogState, id_text};
use super::log_list::LogList;
use super::required::embedded_logs;
use super::sct::{SCTS, Sct, SctError, SctList};
use super::validate::{Delivery, Objection, Witness, time_of};
use crate::Certificate;

/// What is asked about one certificate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question<'a> {
    pub(crate) leaf: &'a Certificate,
    /// The certificate above the leaf on its path. Without it, embedded SCTs cannot be checked against a list.
    pub(crate) issuer: Option<&'a Certificate>,
    pub(crate) served: &'a ServedTimestamps,
    /// Without a list, every log an SCT names counts as approved and its signature as right.
    pub(crate) list: Option<&'a LogList>,
    /// Fractions of a second are passed over where an SCT is compared with it.
    pub(crate) at: DateTime<Utc>,
    /// Whether certificates from 2021-04-21 on are counted by days: since iOS 14.6 and macOS 11.4.
    pub(crate) table_of_2021: bool,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Judgement {
    pub(crate) qualified: bool,
    /// Logs that count, and logs that are needed: by the first way of this module if it is met, or if SCTs count and none
    /// of them is embedded; otherwise by the second. The second also needs one of its logs to be approved.
    pub(crate) counted: usize,
    pub(crate) required: usize,
    /// One sentence for each SCT or list that does not count. What comes from input in it can be printed.
    pub(crate) reasons: Vec<String>,
    /// The earliest SCT of a log that is approved: when the certificate was issued, as far as logs can tell.
    pub(crate) issuance: Option<DateTime<Utc>>,
}

/// Judges the SCTs of a certificate.
pub(crate) fn judge(question: &Question<'_>) -> Judgement {
    let mut tally = Tally::default();
    for delivery in [Delivery::Embedded, Delivery::Tls, Delivery::Ocsp] {
        match delivery.list(question) {
            None => {}
            Some(Ok(list)) => tally.add(question, delivery, &list),
            Some(Err(error)) => tally.reasons.push(format!("The list of SCTs {delivery} cannot be read: {error}.")),
        }
    }
    tally.judgement(question)
}

/// The logs that count so far.
#[derive(Debug, Default)]
struct Tally<'a> {
    /// Logs that are approved, by their identifier, each with its earliest SCT.
    current: BTreeMap<&'a [u8; 32], DateTime<Utc>>,
    /// Logs that embedded an SCT, approved or retired.
    embedded: BTreeMap<&'a [u8; 32], Vouched<'a>>,
    /// Whether one of the logs that are approved has an SCT outside the certificate.
    has_external: bool,
    reasons: Vec<String>,
}

/// What one log has embedded.
#[derive(Clone, Copy, Debug)]
struct Vouched<'a> {
    /// Its earliest SCT.
    signed_at: DateTime<Utc>,
    /// `None` if there is no list of logs.
    log: Option<&'a Log>,
}

impl<'a> Tally<'a> {
    fn add(&mut self, question: &Question<'a>, delivery: Delivery, list: &SctList<'a>) {
        let witness = question.list.map(|list| {
            let entry = delivery.entry(question);
            Witness { list, leaf: question.leaf, delivery, entry }
        });
        for (index, bytes) in list.scts.iter().enumerate() {
            let sct = match Sct::read(bytes) {
                Ok(sct) => sct,
                Err(error) => {
                    let number = index + 1;
                    self.reasons.push(format!("SCT number {number} {delivery} cannot be read: {error}."));
                    continue;
                }
            };
            let log = question.list.and_then(|list| list.log(sct.log_id));
            let counted = time_of(&sct, question.at).and_then(|signed_at| {
                if let Some(witness) = &witness {
                    witness.check(&sct, signed_at)?;
                }
                self.count(sct.log_id, Vouched { signed_at, log }, delivery)
            });
            if let Err(objection) = counted {
                self.object(sct.log_id, log, delivery, objection);
            }
        }
        if list.left_out > 0 {
            let left_out = list.left_out;
            self.reasons.push(format!("Of the SCTs {delivery}, {left_out} after the first {SCTS} do not count."));
        }
    }

    /// Counts an SCT that is in order.
    ///
    /// # Errors
    /// [`Objection::SameLog`]: no further log comes with it.
    fn count(&mut self, id: &'a [u8; 32], vouched: Vouched<'a>, delivery: Delivery) -> Result<(), Objection> {
        let mut is_new = false;
        if delivery == Delivery::Embedded {
            is_new = !self.embedded.contains_key(id);
            let earliest = self.embedded.entry(id).or_insert(vouched);
            earliest.signed_at = earliest.signed_at.min(vouched.signed_at);
        }
        if vouched.is_approved() {
            is_new |= !self.current.contains_key(id);
            let earliest = self.current.entry(id).or_insert(vouched.signed_at);
            *earliest = vouched.signed_at.min(*earliest);
            self.has_external |= delivery != Delivery::Embedded;
        }
        if is_new { Ok(()) } else { Err(Objection::SameLog) }
    }

    fn object(&mut self, id: &[u8; 32], log: Option<&Log>, delivery: Delivery, objection: Objection) {
        let name = log.map_or_else(|| id_text(id), |log| log.description().to_owned());
        self.reasons.push(match delivery {
            Delivery::Embedded => format!("The SCT of log «{name}» {objection}."),
            _ => format!("The SCT of log «{name}» {delivery} {objection}."),
        });
    }

    fn judgement(mut self, question: &Question<'_>) -> Judgement {
        let issuance = self.current.values().min().copied();
        let current = self.current.len();
        if self.has_external && (current >= 2 || self.embedded.is_empty()) {
            return Judgement {
                qualified: current >= 2,
                counted: current,
                required: 2,
                reasons: self.reasons,
                issuance,
            };
        }
        let required = embedded_logs(question.leaf, question.table_of_2021);
        let has_approved = self.embedded.values().any(Vouched::is_approved);
        let issued_at = issuance.unwrap_or(question.at);
        let mut counted = 0;
        for (id, vouched) in std::mem::take(&mut self.embedded) {
            match vouched.counts(issued_at) {
                Ok(()) => counted += 1,
                Err(objection) => self.object(id, vouched.log, Delivery::Embedded, objection),
            }
        }
        if counted > 0 && !has_approved {
            self.reasons.push("No embedded SCT is of a log that is still approved.".to_owned());
        }
        let qualified = has_approved && counted >= required;
        Judgement { qualified, counted, required, reasons: self.reasons, issuance }
    }
}

impl Vouched<'_> {
    fn is_approved(&self) -> bool {
        self.log.is_none_or(Log::is_approved)
    }

    /// Whether an embedded SCT counts for a certificate of this time.
    fn counts(&self, issued_at: DateTime<Utc>) -> Result<(), Objection> {
        match self.log.and_then(Log::state) {
            Some(LogState::Retired { since }) if self.signed_at >= since => Err(Objection::AfterRetirement(since)),
            Some(LogState::Retired { since }) if issued_at >= since => Err(Objection::IssuedAfterRetirement(since)),
            _ => Ok(()),
        }
    }
}

impl Delivery {
    fn list<'a>(self, question: &Question<'a>) -> Option<Result<SctList<'a>, SctError>> {
        let served = match self {
            Self::Embedded => return SctList::embedded(question.leaf),
            Self::Tls => &question.served.tls,
            Self::Ocsp => &question.served.ocsp,
        };
        (!served.is_empty()).then(|| SctList::read(served))
    }

    fn entry<'a>(self, question: &Question<'a>) -> Result<Entry<'a>, Objection> {
        let entry = match self {
            Self::Embedded => Entry::precert(question.leaf, question.issuer.ok_or(Objection::NoIssuer)?),
            _ => Entry::x509(question.leaf),
        };
        entry.ok_or(Objection::NoEntry)
    }
}

#[cfg(test)]
mod tests;

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
use super::log::{Log, LogState, id_text};
use super::log_entry::LogEntry;
use super::log_list::LogList;
use super::required::embedded_logs;
use super::sct::{SCTS, Sct, SctError, SctList};
use super::validate::{Delivery, NotCounted, SctChecker, time_of};
use crate::Certificate;
use crate::message::{Message, Text, message};

/// One certificate, and what its SCTs are looked at with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SctRequest<'a> {
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

/// Whether the SCTs suffice, and why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SctEvaluation {
    pub(crate) qualified: bool,
    /// Logs that count, and logs that are needed: by the first way of this module if it is met, or if SCTs count and none
    /// of them is embedded; otherwise by the second. The second also needs one of its logs to be approved.
    pub(crate) counted: usize,
    pub(crate) required: usize,
    /// One sentence for each SCT or list that does not count.
    pub(crate) reasons: Vec<Message>,
    /// The earliest SCT of a log that is approved: when the certificate was issued, as far as logs can tell.
    pub(crate) issuance: Option<DateTime<Utc>>,
}

message! {
    fn unreadable_list(place: &'static Text, error: Message) {
        en: "The list of SCTs {place} cannot be read: {error}.",
    }
    fn unreadable_sct(number: usize, place: &'static Text, error: Message) {
        en: "SCT number {number} {place} cannot be read: {error}.",
    }
    fn too_many(place: &'static Text, left_out: usize, first: usize) {
        en: "Of the SCTs {place}, {left_out} after the first {first} do not count.",
    }
    fn none_still_approved() {
        en: "No embedded SCT is of a log that is still approved.",
    }
    fn sct_of(log: String) {
        en: "The SCT of log «{log}»",
    }
    fn served_sct_of(log: String, place: &'static Text) {
        en: "The SCT of log «{log}» {place}",
    }
}

/// Whether the SCTs of a certificate suffice.
pub(crate) fn evaluate(request: &SctRequest<'_>) -> SctEvaluation {
    let mut tally = Tally::default();
    for delivery in [Delivery::Embedded, Delivery::Tls, Delivery::Ocsp] {
        match delivery.list(request) {
            None => {}
            Some(Ok(list)) => tally.add(request, delivery, &list),
            Some(Err(error)) => tally.reasons.push(unreadable_list(delivery.text(), error.message())),
        }
    }
    tally.evaluation(request)
}

/// The logs that count so far.
#[derive(Debug, Default)]
struct Tally<'a> {
    /// Logs that are approved, by their identifier, each with its earliest SCT.
    current: BTreeMap<&'a [u8; 32], DateTime<Utc>>,
    /// Logs that embedded an SCT, approved or retired, each with its earliest.
    embedded: BTreeMap<&'a [u8; 32], LogSct<'a>>,
    /// Whether one of the logs that are approved has an SCT outside the certificate.
    has_external: bool,
    reasons: Vec<Message>,
}

/// An SCT that counts, and its log.
#[derive(Clone, Copy, Debug)]
struct LogSct<'a> {
    signed_at: DateTime<Utc>,
    /// `None` if there is no list of logs.
    log: Option<&'a Log>,
}

impl<'a> Tally<'a> {
    fn add(&mut self, request: &SctRequest<'a>, delivery: Delivery, list: &SctList<'a>) {
        let checker = request.list.map(|list| {
            let entry = delivery.entry(request);
            SctChecker { list, leaf: request.leaf, delivery, entry }
        });
        for (index, bytes) in list.scts.iter().enumerate() {
            let sct = match Sct::read(bytes) {
                Ok(sct) => sct,
                Err(error) => {
                    let number = index + 1;
                    self.reasons.push(unreadable_sct(number, delivery.text(), error.message()));
                    continue;
                }
            };
            let log = request.list.and_then(|list| list.log(sct.log_id));
            let counted = time_of(&sct, request.at).and_then(|signed_at| {
                if let Some(checker) = &checker {
                    checker.check(&sct, signed_at)?;
                }
                self.count(sct.log_id, LogSct { signed_at, log }, delivery)
            });
            if let Err(reason) = counted {
                self.leave_out(sct.log_id, log, delivery, reason);
            }
        }
        if list.left_out > 0 {
            self.reasons.push(too_many(delivery.text(), list.left_out, SCTS));
        }
    }

    /// Counts an SCT that is in order.
    ///
    /// # Errors
    /// [`NotCounted::SameLog`]: no further log comes with it.
    fn count(&mut self, id: &'a [u8; 32], log_sct: LogSct<'a>, delivery: Delivery) -> Result<(), NotCounted> {
        let mut is_new = false;
        if delivery == Delivery::Embedded {
            is_new = !self.embedded.contains_key(id);
            let earliest = self.embedded.entry(id).or_insert(log_sct);
            earliest.signed_at = earliest.signed_at.min(log_sct.signed_at);
        }
        if log_sct.is_approved() {
            is_new |= !self.current.contains_key(id);
            let earliest = self.current.entry(id).or_insert(log_sct.signed_at);
            *earliest = log_sct.signed_at.min(*earliest);
            self.has_external |= delivery != Delivery::Embedded;
        }
        if is_new { Ok(()) } else { Err(NotCounted::SameLog) }
    }

    fn leave_out(&mut self, id: &[u8; 32], log: Option<&Log>, delivery: Delivery, reason: NotCounted) {
        let name = log.map_or_else(|| id_text(id), |log| log.description().to_owned());
        let sct = match delivery {
            Delivery::Embedded => sct_of(name),
            Delivery::Tls | Delivery::Ocsp => served_sct_of(name, delivery.text()),
        };
        self.reasons.push(reason.message(sct));
    }

    fn evaluation(mut self, request: &SctRequest<'_>) -> SctEvaluation {
        let issuance = self.current.values().min().copied();
        let current = self.current.len();
        if self.has_external && (current >= 2 || self.embedded.is_empty()) {
            return SctEvaluation {
                qualified: current >= 2,
                counted: current,
                required: 2,
                reasons: self.reasons,
                issuance,
            };
        }
        let required = embedded_logs(request.leaf, request.table_of_2021);
        let has_approved = self.embedded.values().any(LogSct::is_approved);
        let issued_at = issuance.unwrap_or(request.at);
        let mut counted = 0;
        for (id, log_sct) in std::mem::take(&mut self.embedded) {
            match log_sct.counts(issued_at) {
                Ok(()) => counted += 1,
                Err(reason) => self.leave_out(id, log_sct.log, Delivery::Embedded, reason),
            }
        }
        if counted > 0 && !has_approved {
            self.reasons.push(none_still_approved());
        }
        let qualified = has_approved && counted >= required;
        SctEvaluation { qualified, counted, required, reasons: self.reasons, issuance }
    }
}

impl LogSct<'_> {
    fn is_approved(&self) -> bool {
        self.log.is_none_or(Log::is_approved)
    }

    /// Whether an embedded SCT counts for a certificate of this time.
    fn counts(&self, issued_at: DateTime<Utc>) -> Result<(), NotCounted> {
        match self.log.and_then(Log::state) {
            Some(LogState::Retired { since }) if self.signed_at >= since => Err(NotCounted::AfterRetirement(since)),
            Some(LogState::Retired { since }) if issued_at >= since => Err(NotCounted::IssuedAfterRetirement(since)),
            _ => Ok(()),
        }
    }
}

impl Delivery {
    fn list<'a>(self, request: &SctRequest<'a>) -> Option<Result<SctList<'a>, SctError>> {
        let served = match self {
            Self::Embedded => return SctList::embedded(request.leaf),
            Self::Tls => &request.served.tls,
            Self::Ocsp => &request.served.ocsp,
        };
        (!served.is_empty()).then(|| SctList::read(served))
    }

    fn entry<'a>(self, request: &SctRequest<'a>) -> Result<LogEntry<'a>, NotCounted> {
        let entry = match self {
            Self::Embedded => LogEntry::precert(request.leaf, request.issuer.ok_or(NotCounted::NoIssuer)?),
            _ => LogEntry::x509(request.leaf),
        };
        entry.ok_or(NotCounted::NoEntry)
    }
}

#[cfg(test)]
mod tests;

//! One log: its key, its state, and the certificates it takes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use serde::Deserialize;

/// One log.
///
/// ```
/// # use apptunnel::device::trust::transparency::{Log, LogList};
/// /// What a log would be called in a message.
/// fn title(log: &Log) -> String {
///     format!("{} ({})", log.description(), log.operator())
/// }
/// let list = LogList::from_json(br#"{ "operators": [] }"#).unwrap();
/// assert_eq!(list.logs().map(title).count(), 0);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    pub(super) id: [u8; 32],
    pub(super) key: Vec<u8>,
    pub(super) operator: String,
    pub(super) description: String,
    pub(super) state: Option<LogState>,
    pub(super) temporal_interval: Option<TemporalInterval>,
}

/// What a log is good for today.
///
/// ```
/// # use apptunnel::device::trust::transparency::{LogList, LogState};
/// fn is_open(state: LogState) -> bool {
///     matches!(state, LogState::Qualified | LogState::Usable)
/// }
/// assert!(!is_open(LogState::Pending));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LogState {
    /// Applied, and not approved yet.
    Pending,
    /// Approved, and too new for certificate authorities to rely on.
    Qualified,
    /// Approved.
    Usable,
    /// Approved for the SCTs it has signed; it takes no more certificates.
    ReadOnly {
        /// The last instant of which an SCT may be.
        since: DateTime<Utc>,
    },
    /// Was approved.
    Retired {
        /// SCTs of this instant and later do not count.
        since: DateTime<Utc>,
    },
    /// Never approved, and never will be.
    Rejected,
}

/// A log with an interval takes only certificates whose notAfter lies in it.
///
/// An interval has two ends and nothing else, so that it can be written out.
///
/// ```
/// # use apptunnel::device::trust::transparency::TemporalInterval;
/// let interval = TemporalInterval {
///     start_inclusive: "2026-01-01T00:00:00Z".parse().unwrap(),
///     end_exclusive: "2026-07-01T00:00:00Z".parse().unwrap(),
/// };
/// assert!(interval.contains("2026-06-30T23:59:59Z".parse().unwrap()));
/// assert!(!interval.contains("2026-07-01T00:00:00Z".parse().unwrap()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct TemporalInterval {
    /// The first instant of the interval.
    pub start_inclusive: DateTime<Utc>,
    /// The first instant after the interval.
    pub end_exclusive: DateTime<Utc>,
}

impl Log {
    /// SHA-256 of the key: how an SCT names its log (RFC 6962 section 3.2).
    pub fn id(&self) -> &[u8; 32] {
        &self.id
    }

    /// The SubjectPublicKeyInfo in DER, of an EC or an RSA key.
    pub fn key(&self) -> &[u8] {
        &self.key
    }

    /// Who runs the log. Can be printed as it is.
    pub fn operator(&self) -> &str {
        &self.operator
    }

    /// What the log is called; its identifier in base64 if it has no name. Can be printed as it is.
    pub fn description(&self) -> &str {
        &self.description
    }

    /// Its state. `None` if the list does not say: then it is not approved.
    pub fn state(&self) -> Option<LogState> {
        self.state
    }

    /// Which certificates it takes, by their notAfter. `None` if it takes all.
    pub fn temporal_interval(&self) -> Option<TemporalInterval> {
        self.temporal_interval
    }

    /// Whether the log is approved today: qualified, usable or read-only.
    pub fn is_approved(&self) -> bool {
        matches!(self.state, Some(LogState::Qualified | LogState::Usable | LogState::ReadOnly { .. }))
    }

    /// Whether the log was approved at some time: it is approved today, or retired.
    pub fn was_ever_approved(&self) -> bool {
        self.is_approved() || matches!(self.state, Some(LogState::Retired { .. }))
    }
}

impl TemporalInterval {
    /// Whether `not_after` lies in the interval.
    pub fn contains(&self, not_after: DateTime<Utc>) -> bool {
        self.start_inclusive <= not_after && not_after < self.end_exclusive
    }
}

/// A log identifier as log lists write it.
pub(super) fn id_text(id: &[u8; 32]) -> String {
    STANDARD.encode(id)
}

//! The list of logs and their states, from the JSON that Apple and Google publish.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde::de::IgnoredAny;
use sha2::{Digest, Sha256};

use super::log::{Log, LogState, TemporalInterval};
use crate::crypto::PublicKey;
use crate::printable::printable;

/// The logs a device knows, each with its key and its state.
///
/// ```
/// use apptunnel::device::trust::transparency::{LogList, LogState};
///
/// let json = br#"{
///     "operators": [{
///         "name": "Example",
///         "logs": [{
///             "description": "Example 2026h1",
///             "log_id": "XNJS+wzokyQ2+vjM0QQJgbie5K1rn+niorfnGqyyfNM=",
///             "key": "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==",
///             "state": { "usable": { "timestamp": "2025-06-01T00:00:00Z" } }
///         }]
///     }]
/// }"#;
/// let list = LogList::from_json(json).unwrap();
/// let log = list.logs().next().unwrap();
/// assert_eq!(log.description(), "Example 2026h1");
/// assert_eq!(log.state(), Some(LogState::Usable));
/// assert!(log.is_approved());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogList(Arc<BTreeMap<[u8; 32], Log>>);

/// Why a log list cannot be used.
///
/// ```
/// use apptunnel::device::trust::transparency::{LogList, LogListError};
///
/// let error = LogList::from_json(b"<html>").unwrap_err();
/// assert!(matches!(error, LogListError::Json { .. }));
/// assert_eq!(error.to_string(), "not a log list in JSON: expected value at line 1 column 1");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LogListError {
    /// The JSON is longer than any log list.
    #[error("the log list has {bytes} bytes, more than the {limit} that are read")]
    TooLong {
        /// Length of the JSON in bytes.
        bytes: usize,
        /// The greatest length.
        limit: usize,
    },
    /// It is not JSON, or not of the shape of a log list.
    #[error("not a log list in JSON: {reason}")]
    Json {
        /// What is wrong, with line and column.
        reason: String,
    },
    /// It has more logs than there are.
    #[error("the log list has more than {limit} logs")]
    TooManyLogs {
        /// The greatest number of logs.
        limit: usize,
    },
    /// The name of an operator or the description of a log is too long.
    #[error("a name on the log list has {bytes} bytes, more than {limit}: it begins with {start:?}")]
    NameTooLong {
        /// Its first characters.
        start: String,
        /// Its length in bytes.
        bytes: usize,
        /// The greatest length.
        limit: usize,
    },
    /// A field of a log is not base64.
    #[error("the {field} of log «{log}» is not base64")]
    Base64 {
        /// `log_id` or `key`.
        field: &'static str,
        /// Description of the log.
        log: String,
    },
    /// The key of a log cannot check a signature.
    #[error("the key of log «{log}» is neither an EC key nor an RSA key that can be used")]
    UnusableKey {
        /// Description of the log.
        log: String,
    },
    /// The identifier of a log is not that of its key (RFC 6962 section 3.2).
    #[error("the log_id of log «{log}» is not the SHA-256 of its key")]
    WrongId {
        /// Description of the log.
        log: String,
    },
    /// A log stands on the list twice, so that its state is not clear.
    #[error("log «{log}» stands on the list twice")]
    Twice {
        /// Description of the log.
        log: String,
    },
}

/// Bytes of JSON that are read: Google's list of all logs there ever were has about 200 KB.
const LIST_BYTES: usize = 4 << 20;

/// Logs on a list: in ten years there have been about 200.
const LOGS: usize = 2_048;

/// Bytes of a name: it is repeated in a reason for each SCT of the log. The longest in use has about 50.
const NAME_BYTES: usize = 256;

impl LogList {
    /// Reads a log list: Apple's (<https://valid.apple.com/ct/log_list/current_log_list.json>), or Google's in version 3
    /// (<https://www.gstatic.com/ct/log_list/v3/log_list_schema.json>). Unknown fields are passed over. `logs` and
    /// `tiled_logs` are read alike; a device does not ask how a log is read.
    ///
    /// # Errors
    /// It is no log list, or one of its logs is not whole: a list that is read in part would hold something against a
    /// certificate that is the list's own fault.
    pub fn from_json(json: &[u8]) -> Result<Self, LogListError> {
        if json.len() > LIST_BYTES {
            return Err(LogListError::TooLong { bytes: json.len(), limit: LIST_BYTES });
        }
        let list: ListJson<'_> = serde_json::from_slice(json)
            .map_err(|error| LogListError::Json { reason: printable(&error.to_string()) })?;
        let mut logs = BTreeMap::new();
        for operator in &list.operators {
            let name = checked_name(&operator.name)?;
            for log in operator.logs.iter().chain(&operator.tiled_logs) {
                if logs.len() == LOGS {
                    return Err(LogListError::TooManyLogs { limit: LOGS });
                }
                let log = log.read(&name)?;
                if let Some(earlier) = logs.insert(log.id, log) {
                    return Err(LogListError::Twice { log: earlier.description });
                }
            }
        }
        Ok(Self(Arc::new(logs)))
    }

    /// Every log, in the order of its identifier.
    pub fn logs(&self) -> impl ExactSizeIterator<Item = &Log> {
        self.0.values()
    }

    /// The log with this identifier.
    pub fn log(&self, id: &[u8; 32]) -> Option<&Log> {
        self.0.get(id)
    }
}

#[derive(Deserialize)]
struct ListJson<'a> {
    #[serde(borrow)]
    operators: Vec<OperatorJson<'a>>,
}

#[derive(Deserialize)]
struct OperatorJson<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(borrow, default)]
    logs: Vec<LogJson<'a>>,
    #[serde(borrow, default)]
    tiled_logs: Vec<LogJson<'a>>,
}

/// `log_type` is passed over, as by the script with which Apple makes the devices' list from this one.
#[derive(Deserialize)]
struct LogJson<'a> {
    #[serde(borrow)]
    description: Option<Cow<'a, str>>,
    #[serde(borrow)]
    log_id: Cow<'a, str>,
    #[serde(borrow)]
    key: Cow<'a, str>,
    state: Option<StateJson>,
    temporal_interval: Option<TemporalInterval>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum StateJson {
    Pending(IgnoredAny),
    Qualified(IgnoredAny),
    Usable(IgnoredAny),
    ReadOnly(SinceJson),
    Retired(SinceJson),
    Rejected(IgnoredAny),
}

#[derive(Clone, Copy, Deserialize)]
struct SinceJson {
    timestamp: DateTime<Utc>,
}

impl LogJson<'_> {
    fn read(&self, operator: &str) -> Result<Log, LogListError> {
        let description = checked_name(self.description.as_ref().unwrap_or(&self.log_id))?;
        let decode = |field, text: &str| {
            STANDARD.decode(text).map_err(|_| LogListError::Base64 { field, log: description.clone() })
        };
        let id = decode("log_id", &self.log_id)?;
        let key = decode("key", &self.key)?;
        if !matches!(PublicKey::from_der(&key), PublicKey::Ec(..) | PublicKey::Rsa(..)) {
            return Err(LogListError::UnusableKey { log: description });
        }
        let hash: [u8; 32] = Sha256::digest(&key).into();
        if id != hash {
            return Err(LogListError::WrongId { log: description });
        }
        Ok(Log {
            id: hash,
            key,
            operator: operator.to_owned(),
            description,
            state: self.state.map(StateJson::read),
            temporal_interval: self.temporal_interval,
        })
    }
}

impl StateJson {
    fn read(self) -> LogState {
        match self {
            Self::Pending(_) => LogState::Pending,
            Self::Qualified(_) => LogState::Qualified,
            Self::Usable(_) => LogState::Usable,
            Self::ReadOnly(SinceJson { timestamp }) => LogState::ReadOnly { since: timestamp },
            Self::Retired(SinceJson { timestamp }) => LogState::Retired { since: timestamp },
            Self::Rejected(_) => LogState::Rejected,
        }
    }
}

fn checked_name(name: &str) -> Result<String, LogListError> {
    if name.len() > NAME_BYTES {
        let start: String = name.chars().take(20).collect();
        return Err(LogListError::NameTooLong { start: printable(&start), bytes: name.len(), limit: NAME_BYTES });
    }
    Ok(printable(name))
}

#[cfg(test)]
mod tests;

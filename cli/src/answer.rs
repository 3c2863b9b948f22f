//! What a command answers, and why it could not.

use std::fmt::Display;
use std::path::Path;

use serde::Serialize;

/// What a command has to say of what it looked at.
pub(crate) struct Answer {
    /// What is printed.
    pub(crate) text: String,
    /// Whether nothing is wrong with what was looked at.
    pub(crate) is_good: bool,
}

/// Why something could not be looked at.
#[derive(Serialize)]
pub(crate) struct Failure {
    /// That of [`OpenError::kind`](apptunnel::OpenError::kind), `unreadable` when the system could not read a file,
    /// `not-a-fleet`, `no-certificate` when a profile has none, or `usage`.
    kind: &'static str,
    /// What is wrong, where, and what to do.
    pub(crate) message: String,
}

impl Failure {
    pub(crate) fn new(kind: &'static str, message: impl Display) -> Self {
        Self { kind, message: message.to_string() }
    }

    /// About a file.
    pub(crate) fn of(file: &Path, kind: &'static str, reason: impl Display) -> Self {
        Self { kind, message: format!("{}: {reason}", file.display()) }
    }

    /// What `--json` prints in place of an answer.
    pub(crate) fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct Document<'a> {
            error: &'a Failure,
        }
        pretty(&Document { error: self })
    }
}

/// The bytes of a file.
pub(crate) fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(file).map_err(|error| Failure::of(file, "unreadable", error))
}

/// The text of a file.
pub(crate) fn read_text(file: &Path) -> Result<String, Failure> {
    String::from_utf8(read(file)?).map_err(|_| Failure::of(file, "unreadable", "it is not UTF-8"))
}

/// JSON on one line.
pub(crate) fn compact(value: &impl Serialize) -> String {
    // Only a map with keys that are not strings makes this fail, and there is none.
    serde_json::to_string(value).unwrap_or_default() + "\n"
}

/// JSON on many lines.
pub(crate) fn pretty(value: &impl Serialize) -> String {
    // As above.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

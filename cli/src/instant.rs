//! The instant that a command is asked about.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

/// The option that every command takes.
#[derive(clap::Args)]
pub(crate) struct At {
    /// Instant to check for, as 2026-06-01T08:30:00Z, or as 2026-06-01 for the first second of that day in UTC
    /// [default: now]
    #[arg(long, verbatim_doc_comment, value_name = "TIME", value_parser = parse)]
    at: Option<DateTime<Utc>>,
}

impl At {
    /// The library has no clock; a program has one.
    pub(crate) fn instant(&self) -> DateTime<Utc> {
        self.at.unwrap_or_else(|| std::time::SystemTime::now().into())
    }
}

/// Reads an instant. A day alone is its first second in UTC.
pub(crate) fn parse(text: &str) -> Result<DateTime<Utc>, String> {
    let first_second = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
    text.parse()
        .or_else(|_| text.parse().map(first_second))
        .map_err(|_| "it is no day, as 2026-06-01, and no time, as 2026-06-01T08:30:00Z".to_owned())
}

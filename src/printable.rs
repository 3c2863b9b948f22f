//! How things are shown: text from a file stays on its line, and cannot pass for the text around it.

use chrono::{DateTime, SecondsFormat, Utc};

/// The text with control and format characters written out as `\u{..}`: line ends, terminal escapes, and what turns the
/// direction of reading or cannot be seen.
pub(crate) fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) { printable.extend(c.escape_unicode()) } else { printable.push(c) }
    }
    printable
}

/// Unicode's categories Cc and, as far as they are in use, Cf, and the two separators that end a line.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An instant as in reports: RFC 3339, in UTC, to the second.
pub(crate) fn instant(instant: Option<DateTime<Utc>>) -> String {
    instant.map_or_else(|| "a date out of range".to_owned(), |it| it.to_rfc3339_opts(SecondsFormat::Secs, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_written_out() {
        assert_eq!(
            printable("sentry\u{1b}[2J\nbüro\u{202e}moc\u{2028}"),
            "sentry\\u{1b}[2J\\u{a}büro\\u{202e}moc\\u{2028}"
        );
        assert_eq!(printable("パスワード 🔑 é"), "パスワード 🔑 é");
    }
}

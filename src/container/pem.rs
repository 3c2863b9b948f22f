//! Finds the blocks of PEM (RFC 7468) in text as people have it: any line ends, text around, lines glued together.

/// What stands in a text, in order.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    Block {
        label: &'a str,
        /// Everything between the BEGIN and the END line.
        body: &'a [u8],
    },
    /// A BEGIN line that another BEGIN line or the end follows.
    NoEnd { label: &'a str, body: &'a [u8] },
    /// An END line without its BEGIN line.
    NoBegin {
        /// What follows the line before it.
        before: &'a [u8],
    },
    /// What stands before a BEGIN line and in no block.
    Between(&'a [u8]),
    /// What follows the last line.
    Tail(&'a [u8]),
}

const DASHES: &[u8] = b"-----";
/// A label is a few words; what is longer is no label.
const MAX_LABEL: usize = 80;

/// Whether there is a BEGIN or END line at all.
pub(super) fn is_pem(text: &[u8]) -> bool {
    Markers { text, at: 0 }.next().is_some()
}

/// How many BEGIN lines of certificates or keys are meant in a text that has none: in small letters, with other dashes
/// than hyphens or with too few of them, with blanks, as word processors and people leave them.
pub(super) fn lookalikes(text: &[u8]) -> usize {
    const BEGIN: &[u8] = b"BEGIN";
    const THINGS: [&[u8]; 4] = [b"CERT", b"KEY", b"PKCS", b"CMS"];
    let is_meant = |at: &usize| {
        let mut before = text.get(..*at).unwrap_or_default();
        while let [rest @ .., b' ' | b'\t'] = before {
            before = rest;
        }
        let after = text.get(at + BEGIN.len()..).unwrap_or_default();
        // Beyond ASCII the dashes have many encodings, and text that was in UTF-16 has lost them.
        let is_dash = matches!(before.last(), Some(b'-' | b'?' | 0x80..));
        let window = after.get(..after.len().min(MAX_LABEL)).unwrap_or_default();
        let label = window.split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default();
        is_dash
            && matches!(label.first(), Some(b' ' | b'\t' | b'_' | 0xc2))
            && THINGS.iter().any(|thing| label.windows(thing.len()).any(|word| word.eq_ignore_ascii_case(thing)))
    };
    let begins = text.windows(BEGIN.len()).enumerate().filter(|(_, word)| word.eq_ignore_ascii_case(BEGIN));
    begins.map(|(at, _)| at).filter(is_meant).count()
}

/// Goes through a text.
pub(super) fn parts(text: &[u8]) -> impl Iterator<Item = Part<'_>> {
    let mut markers = Markers { text, at: 0 };
    let mut open: Option<Marker<'_>> = None;
    let mut outside = 0;
    let mut done = false;
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        let marker = markers.next();
        done = marker.is_none();
        let (from, to) = (outside, marker.as_ref().map_or(text.len(), |marker| marker.start));
        outside = markers.at;
        let before = text.get(from..to).unwrap_or_default();
        Some(match (open.take(), marker) {
            (None, Some(marker)) if marker.is_begin => {
                open = Some(marker);
                Part::Between(before)
            }
            (None, Some(_)) => Part::NoBegin { before },
            (Some(begin), Some(marker)) if marker.is_begin => {
                open = Some(marker);
                Part::NoEnd { label: begin.label, body: before }
            }
            (Some(begin), Some(_)) => Part::Block { label: begin.label, body: before },
            (Some(begin), None) => Part::NoEnd { label: begin.label, body: before },
            (None, None) => Part::Tail(before),
        })
    })
}

struct Marker<'a> {
    is_begin: bool,
    label: &'a str,
    start: usize,
}

/// Finds BEGIN and END lines from left to right. Never goes back, so that any text takes linear time.
struct Markers<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> Iterator for Markers<'a> {
    type Item = Marker<'a>;

    fn next(&mut self) -> Option<Marker<'a>> {
        let mut start = self.at;
        loop {
            start += self.text.get(start..)?.iter().position(|byte| *byte == b'-')?;
            let rest = self.text.get(start..)?;
            if let Some(rest) = rest.strip_prefix(DASHES) {
                let (is_begin, label) = match (rest.strip_prefix(b"BEGIN "), rest.strip_prefix(b"END ")) {
                    (Some(label), _) => (true, label),
                    (None, Some(label)) => (false, label),
                    (None, None) => {
                        start += 1;
                        continue;
                    }
                };
                if let Some((label, after)) = split_label(label) {
                    self.at = self.text.len().saturating_sub(after.len());
                    return Some(Marker { is_begin, label, start });
                }
            }
            start += 1;
        }
    }
}

/// The label, up to five dashes or, where some of them were lost, up to the end of the line.
fn split_label(text: &[u8]) -> Option<(&str, &[u8])> {
    let window = text.get(..text.len().min(MAX_LABEL)).unwrap_or_default();
    let dashes = window.windows(DASHES.len()).position(|five| five == DASHES);
    let line = window.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
    let (label, after) = match (dashes, line) {
        (Some(dashes), line) if line.is_none_or(|line| dashes < line) => {
            (text.get(..dashes)?, text.get(dashes + DASHES.len()..)?)
        }
        (_, Some(line)) => (text.get(..line)?, text.get(line..)?),
        (_, None) if window.len() == text.len() => (text, &[][..]),
        (_, None) => return None,
    };
    let label = std::str::from_utf8(label).ok()?;
    Some((label.trim_matches(|char: char| char == '-' || char.is_whitespace()), after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block<'a>(label: &'a str, body: &'a str) -> Part<'a> {
        Part::Block { label, body: body.as_bytes() }
    }

    fn all(text: &str) -> Vec<Part<'_>> {
        parts(text.as_bytes()).filter(|part| !matches!(part, Part::Between(_) | Part::Tail(_))).collect()
    }

    #[test]
    fn one_block_with_text_around() {
        let text = "Subject: x\n-----BEGIN A B-----\nAQID\n-----END A B-----\nbye";
        assert_eq!(all(text), [block("A B", "\nAQID\n")]);
        assert_eq!(parts(text.as_bytes()).next(), Some(Part::Between(b"Subject: x\n")));
        assert_eq!(parts(text.as_bytes()).last(), Some(Part::Tail(b"\nbye")));
    }

    #[test]
    fn glued_lines_and_one_line() {
        let text = "-----BEGIN A-----\n1\n-----END A----------BEGIN B----- 2 -----END B-----";
        assert_eq!(all(text), [block("A", "\n1\n"), block("B", " 2 ")]);
    }

    #[test]
    fn lost_lines_are_told() {
        let text = "-----END A-----\n-----BEGIN B-----\n1\n-----BEGIN C-----\n2\n-----END C-----\n-----BEGIN D-----\n";
        assert_eq!(
            all(text),
            [
                Part::NoBegin { before: b"" },
                Part::NoEnd { label: "B", body: b"\n1\n" },
                block("C", "\n2\n"),
                Part::NoEnd { label: "D", body: b"\n" }
            ]
        );
    }

    #[test]
    fn rulers_and_lost_dashes() {
        let text = "----------\n-------BEGIN A---\r1\r-----END A-----";
        assert_eq!(all(text), [block("A", "\r1\r")]);
        assert!(!is_pem(b"-----BEGINNING-----"));
        assert!(!is_pem("–----BEGIN A-----".as_bytes()));
    }
    #[test]
    fn lines_that_are_meant_to_begin_a_block() {
        for line in [
            "–----BEGIN CERTIFICATE–----",
            "----- BEGIN CERTIFICATE -----",
            "-----begin certificate-----",
            "----BEGIN RSA PRIVATE KEY-----",
            "—— Begin pkcs7 ——",
            "?----BEGIN CERTIFICATE?----",
        ] {
            assert_eq!(lookalikes(line.as_bytes()), 1, "{line}");
            assert!(!is_pem(line.as_bytes()), "{line}");
        }
        assert_eq!(lookalikes(b"\x96----BEGIN CERTIFICATE\x96----"), 1, "Windows-1252");
        for line in ["begin certificate", "-- beginning of a key", "----- BEGIN\nCERTIFICATE", "Valid from: begin key"]
        {
            assert_eq!(lookalikes(line.as_bytes()), 0, "{line}");
        }
    }
}

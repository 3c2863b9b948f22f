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
    NoEnd { label: &'a str },
    /// An END line without its BEGIN line.
    NoBegin,
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

/// Goes through a text.
pub(super) fn parts(text: &[u8]) -> impl Iterator<Item = Part<'_>> {
    let mut markers = Markers { text, at: 0 };
    let mut open: Option<Marker<'_>> = None;
    let mut done = false;
    std::iter::from_fn(move || {
        loop {
            if done {
                return None;
            }
            match (open.take(), markers.next()) {
                (None, Some(marker)) if marker.is_begin => open = Some(marker),
                (None, Some(_)) => return Some(Part::NoBegin),
                (Some(begin), Some(marker)) if marker.is_begin => {
                    open = Some(marker);
                    return Some(Part::NoEnd { label: begin.label });
                }
                (Some(begin), Some(end)) => {
                    let body = text.get(begin.end..end.start).unwrap_or_default();
                    return Some(Part::Block { label: begin.label, body });
                }
                (Some(begin), None) => {
                    done = true;
                    return Some(Part::NoEnd { label: begin.label });
                }
                (None, None) => {
                    done = true;
                    return Some(Part::Tail(text.get(markers.at..).unwrap_or_default()));
                }
            }
        }
    })
}

struct Marker<'a> {
    is_begin: bool,
    label: &'a str,
    start: usize,
    end: usize,
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
                    let end = self.text.len().saturating_sub(after.len());
                    self.at = end;
                    return Some(Marker { is_begin, label, start, end });
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
        parts(text.as_bytes()).filter(|part| !matches!(part, Part::Tail(_))).collect()
    }

    #[test]
    fn one_block_with_text_around() {
        let text = "Subject: x\n-----BEGIN A B-----\nAQID\n-----END A B-----\nbye";
        assert_eq!(all(text), [block("A B", "\nAQID\n")]);
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
            [Part::NoBegin, Part::NoEnd { label: "B" }, block("C", "\n2\n"), Part::NoEnd { label: "D" }]
        );
    }

    #[test]
    fn rulers_and_lost_dashes() {
        let text = "----------\n-------BEGIN A---\r1\r-----END A-----";
        assert_eq!(all(text), [block("A", "\r1\r")]);
        assert!(!is_pem(b"-----BEGINNING-----"));
        assert!(!is_pem("–----BEGIN A-----".as_bytes()));
    }
}

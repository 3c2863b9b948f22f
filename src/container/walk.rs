//! Goes through BER or DER element by element, without recursion and never deeper than is allowed.
//!
//! What is done with the elements is for others to say.

use super::OpenError;
use super::asn1::{Header, OCTET_STRING, too_long};
use crate::message::{Text, message};

const CONSTRUCTED: u8 = 0x20;
const CONSTRUCTED_OCTET_STRING: u8 = OCTET_STRING | CONSTRUCTED;

/// How many elements there are in some DER, those inside of strings included, counted up to `limit`.
///
/// A parsed certificate takes memory for each, far more than its bytes.
pub(super) fn count_elements(der: &[u8], depth: usize, limit: usize) -> usize {
    let (mut count, mut strings) = (0, vec![der]);
    while let Some(bytes) = strings.pop() {
        let mut walk = Walk::new(&Text { en: "" }, bytes, depth);
        while let Ok(Some(event)) = walk.next() {
            match event {
                Event::Close => continue,
                Event::Leaf { header: [OCTET_STRING, ..], content } => strings.push(content),
                _ => {}
            }
            count += 1;
            if count >= limit {
                return count;
            }
        }
    }
    count
}

/// One step of the way through an element.
pub(super) enum Event<'a> {
    /// A constructed element begins.
    Open { tag: &'a [u8], header: &'a [u8], indefinite: bool, string: bool },
    /// An element that is not looked into, or bytes that are no element.
    Leaf { header: &'a [u8], content: &'a [u8] },
    /// The innermost constructed element ends.
    Close,
}

/// Goes through an element from left to right without recursion.
pub(super) struct Walk<'a> {
    what: &'static Text,
    bytes: &'a [u8],
    /// Bytes that were gone through.
    pub(super) at: usize,
    open: Vec<Opened>,
    depth: usize,
    started: bool,
}

message! {
    fn levels_of_nesting(what: &'static Text) {
        en: "levels of nesting in {what}",
    }
}

struct Opened {
    /// `None` for an indefinite element.
    end: Option<usize>,
    /// Whether it is a string in pieces.
    is_string: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(what: &'static Text, bytes: &'a [u8], depth: usize) -> Self {
        Self { what, bytes, at: 0, open: Vec::new(), depth, started: false }
    }

    pub(super) fn next(&mut self) -> Result<Option<Event<'a>>, OpenError> {
        match self.open.last().map(|innermost| innermost.end) {
            None if self.started => return Ok(None),
            None => self.started = true,
            Some(Some(end)) if end == self.at => {
                self.open.pop();
                return Ok(Some(Event::Close));
            }
            Some(None) if self.slice(self.at, self.at.saturating_add(2)) == Some(&[0, 0]) => {
                self.at += 2;
                self.open.pop();
                return Ok(Some(Event::Close));
            }
            Some(_) => {}
        }
        match self.element() {
            Ok(event) => Ok(Some(event)),
            Err(error) => match self.open.last().map(|innermost| innermost.end) {
                // Not an element after all. Its end is known, so whoever reads it can tell better what is wrong.
                Some(Some(end)) => {
                    let content = self.slice(self.at, end).unwrap_or_default();
                    self.at = end;
                    Ok(Some(Event::Leaf { header: &[], content }))
                }
                _ => Err(error),
            },
        }
    }

    fn element(&mut self) -> Result<Event<'a>, OpenError> {
        let limit = self.open.iter().rev().find_map(|opened| opened.end).unwrap_or(self.bytes.len());
        let rest = self.slice(self.at, limit).unwrap_or_default();
        let header = Header::read(rest).map_err(|reason| OpenError::corrupt(self.what, self.at, reason))?;
        let body = self.at + header.size;
        let end = match header.length {
            Some(length) => Some(body.checked_add(length).filter(|end| *end <= limit).ok_or_else(|| {
                OpenError::corrupt(self.what, self.at, too_long(length.to_string(), limit.saturating_sub(body)))
            })?),
            None => None,
        };
        let is_constructed = header.tag & CONSTRUCTED != 0;
        let raw_header = self.slice(self.at, body).unwrap_or_default();
        let is_deep = self.open.len() >= self.depth;
        match end {
            None if !is_constructed => Err(OpenError::corrupt(
                self.what,
                self.at,
                &Text { en: "an indefinite length on an element without parts" },
            )),
            _ if is_deep && is_constructed && self.open.last().is_some_and(|innermost| innermost.is_string) => {
                Err(OpenError::limit(levels_of_nesting(self.what), self.depth + 1, self.depth))
            }
            None if is_deep => {
                let end = self.skip(body, limit)?;
                self.at = end;
                Ok(Event::Leaf { header: raw_header, content: self.slice(body, end).unwrap_or_default() })
            }
            Some(end) if !is_constructed || is_deep => {
                self.at = end;
                Ok(Event::Leaf { header: raw_header, content: self.slice(body, end).unwrap_or_default() })
            }
            end => {
                self.at = body;
                let is_string = header.tag == CONSTRUCTED_OCTET_STRING;
                self.open.push(Opened { end, is_string });
                Ok(Event::Open {
                    tag: raw_header.get(..1).unwrap_or_default(),
                    header: raw_header,
                    indefinite: end.is_none(),
                    string: is_string,
                })
            }
        }
    }

    /// Finds the end of an indefinite element that is not looked into. A count is enough for that.
    fn skip(&self, from: usize, limit: usize) -> Result<usize, OpenError> {
        let (mut at, mut open) = (from, 1usize);
        while open > 0 {
            let rest = self.slice(at, limit).unwrap_or_default();
            if let [0, 0, ..] = rest {
                at += 2;
                open -= 1;
                continue;
            }
            let header = Header::read(rest).map_err(|reason| OpenError::corrupt(self.what, at, reason))?;
            at = match header.length {
                Some(length) => (at + header.size)
                    .checked_add(length)
                    .filter(|end| *end <= limit)
                    .ok_or_else(|| OpenError::corrupt(self.what, at, &Text { en: "an element that does not end" }))?,
                None => {
                    open += 1;
                    at + header.size
                }
            };
        }
        Ok(at)
    }

    fn slice(&self, from: usize, to: usize) -> Option<&'a [u8]> {
        self.bytes.get(from..to)
    }
}

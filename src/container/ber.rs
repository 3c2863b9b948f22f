//! Makes definite lengths of indefinite ones and whole strings of pieces (X.690 sections 8.1.3.6 and 8.7.3), as PKCS#12
//! and CMS writers that stream use them.
//!
//! What needs no change keeps its bytes: a certificate inside comes out as it was signed.

use std::ops::Deref;

use zeroize::Zeroizing;

use super::OpenError;
use super::asn1::{OCTET_STRING, push_length, tag_size};
use super::walk::{Event, Walk};
use crate::message::Text;

/// Bytes that were rewritten, or did not have to be. A copy is wiped: there may be a key in it.
pub(super) enum Definite<'a> {
    AsItWas(&'a [u8]),
    Rewritten(Zeroizing<Vec<u8>>),
}

impl Deref for Definite<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::AsItWas(bytes) => bytes,
            Self::Rewritten(bytes) => bytes,
        }
    }
}

/// The first element of some bytes.
pub(super) struct Outermost<'a> {
    /// The element, with definite lengths only.
    pub(super) element: Definite<'a>,
    /// What follows it.
    pub(super) rest: &'a [u8],
}

impl Outermost<'_> {
    pub(super) fn is_ber(&self) -> bool {
        matches!(self.element, Definite::Rewritten(_))
    }
}

/// Reads the first element of `bytes`.
///
/// What lies `depth` levels deep is left as it is: no reader goes there. Strings in pieces as deep are refused.
///
/// # Errors
/// The element does not end within `bytes`, or a string in pieces nests too deeply.
pub(super) fn outermost<'a>(what: &'static Text, bytes: &'a [u8], depth: usize) -> Result<Outermost<'a>, OpenError> {
    let mut scan = Walk::new(what, bytes, depth);
    let mut plain = true;
    while let Some(event) = scan.next()? {
        plain &= !matches!(event, Event::Open { indefinite: true, .. } | Event::Open { string: true, .. });
    }
    let (element, rest) = bytes.split_at_checked(scan.at).unwrap_or((bytes, &[]));
    if plain {
        return Ok(Outermost { element: Definite::AsItWas(element), rest });
    }
    let mut walk = Walk::new(what, bytes, depth);
    // A long definite length may take more room than the indefinite form; secrets must not be left behind in an old buffer.
    // Each level that is open has two bytes at least.
    let room = element.len().saturating_add(depth.min(element.len()).saturating_mul(8));
    let mut rewriter = Rewriter { out: Vec::with_capacity(room), frames: Vec::new() };
    while let Some(event) = walk.next()? {
        rewriter.take(event);
    }
    Ok(Outermost { element: Definite::Rewritten(Zeroizing::new(rewriter.out)), rest })
}

/// Writes the element anew. The length of a changed element is put in when it closes.
struct Rewriter {
    out: Vec<u8>,
    frames: Vec<Frame>,
}

struct Frame {
    /// Where its length is written.
    length_at: usize,
    content_at: usize,
    changed: bool,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Plain,
    String,
    /// A string in pieces that is itself a piece.
    Piece,
}

impl Rewriter {
    fn take(&mut self, event: Event<'_>) {
        let in_string = self.frames.last().is_some_and(|frame| frame.kind != Kind::Plain);
        match event {
            Event::Open { tag, header, indefinite, string } => {
                let kind = match (string, in_string) {
                    (true, true) => Kind::Piece,
                    (true, false) => Kind::String,
                    (false, _) => Kind::Plain,
                };
                match kind {
                    Kind::Piece => {}
                    Kind::String => self.out.extend_from_slice(&[OCTET_STRING, 0]),
                    // High tag numbers do not occur with indefinite lengths in the files read here, but must not be cut.
                    Kind::Plain if indefinite => {
                        self.out.extend_from_slice(header.split_last().map_or(tag, |(_, tag)| tag));
                        self.out.push(0);
                    }
                    Kind::Plain => self.out.extend_from_slice(header),
                }
                let written = match kind {
                    Kind::Plain => header.len() - header.len().min(tag_size(header)),
                    Kind::String | Kind::Piece => 1,
                };
                self.frames.push(Frame {
                    length_at: self.out.len().saturating_sub(written),
                    content_at: self.out.len(),
                    changed: indefinite || string,
                    kind,
                });
            }
            Event::Leaf { header, content } => {
                if !in_string || header.first() != Some(&OCTET_STRING) {
                    self.out.extend_from_slice(header);
                }
                self.out.extend_from_slice(content);
            }
            Event::Close => {
                let Some(frame) = self.frames.pop() else { return };
                if !frame.changed {
                    return;
                }
                if let Some(parent) = self.frames.last_mut() {
                    parent.changed = true;
                }
                if frame.kind != Kind::Piece {
                    let mut length = Vec::with_capacity(9);
                    push_length(&mut length, self.out.len().saturating_sub(frame.content_at));
                    self.out.splice(frame.length_at..frame.content_at, length);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEST: &Text = &Text { en: "the test" };

    fn rewritten(bytes: &[u8]) -> Vec<u8> {
        outermost(TEST, bytes, 16).unwrap().element.to_vec()
    }

    #[test]
    fn der_is_borrowed_and_what_follows_is_kept() {
        let bytes = [0x30, 3, 2, 1, 5, 0, 0];
        let read = outermost(TEST, &bytes, 16).unwrap();
        assert!(!read.is_ber());
        assert_eq!(*read.element, bytes[..5]);
        assert_eq!(read.rest, [0, 0]);
    }

    #[test]
    fn indefinite_lengths_become_definite() {
        let bytes = [0x30, 0x80, 0xa0, 0x80, 2, 1, 5, 0, 0, 0, 0, 9];
        let read = outermost(TEST, &bytes, 16).unwrap();
        assert!(read.is_ber());
        assert_eq!(*read.element, [0x30, 5, 0xa0, 3, 2, 1, 5]);
        assert_eq!(read.rest, [9]);
    }

    #[test]
    fn strings_in_pieces_become_whole_at_any_depth() {
        let definite = [0x24, 6, 4, 1, 1, 4, 1, 2];
        assert_eq!(rewritten(&definite), [4, 2, 1, 2]);
        let nested = [0x24, 0x80, 4, 1, 1, 0x24, 0x80, 4, 1, 2, 0x24, 3, 4, 1, 3, 0, 0, 4, 0, 0, 0];
        assert_eq!(rewritten(&nested), [4, 3, 1, 2, 3]);
    }

    #[test]
    fn long_lengths_are_written_where_they_grow() {
        let mut bytes = vec![0x30, 0x80, 0x24, 0x80];
        for _ in 0..3 {
            bytes.extend_from_slice(&[4, 100]);
            bytes.extend_from_slice(&[7; 100]);
        }
        bytes.extend_from_slice(&[0, 0, 0, 0]);
        let out = rewritten(&bytes);
        assert_eq!(out.get(..8), Some([0x30, 0x82, 1, 0x30, 4, 0x82, 1, 0x2c].as_slice()));
        assert_eq!(out.len(), 308);
    }

    #[test]
    fn unchanged_parts_keep_their_bytes() {
        // The inner sequence has a length that is longer than it need be.
        let bytes = [0x30, 0x80, 0x30, 0x82, 0, 3, 2, 1, 5, 0, 0];
        assert_eq!(rewritten(&bytes), [0x30, 7, 0x30, 0x82, 0, 3, 2, 1, 5]);
    }

    #[test]
    fn deep_nests_are_left_alone_or_refused() {
        let mut definite = Vec::new();
        for _ in 0..200 {
            definite = crate::container::asn1::element(0x30, &[&definite]);
        }
        assert!(!outermost(TEST, &definite, 16).unwrap().is_ber());
        let indefinite = [[0x30, 0x80].repeat(20_000), vec![0; 40_000]].concat();
        let read = outermost(TEST, &indefinite, 16).unwrap();
        assert!(read.is_ber() && read.rest.is_empty());
        let open = [0x30, 0x80].repeat(20_000);
        assert_eq!(outermost(TEST, &open, 16).err().unwrap().kind(), "corrupt");
        let pieces = [[0x24, 0x80].repeat(20), vec![0; 40]].concat();
        assert_eq!(outermost(TEST, &pieces, 16).err().unwrap().kind(), "limit-exceeded");
    }

    #[test]
    fn an_element_that_does_not_end_is_corrupt() {
        for bytes in [&[0x30u8, 0x80, 2, 1, 5][..], &[0x30, 0x82, 0xff, 0xff, 1], &[0x30], &[0x04, 0x80]] {
            assert_eq!(outermost(TEST, bytes, 16).err().unwrap().kind(), "corrupt");
        }
    }

    #[test]
    fn bytes_that_are_no_element_stay() {
        let bytes = [0x30, 0x80, 0xa0, 3, 0x82, 0xff, 0xff, 0, 0];
        assert_eq!(rewritten(&bytes), [0x30, 5, 0xa0, 3, 0x82, 0xff, 0xff]);
    }
}

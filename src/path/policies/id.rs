//! Names of certificate policies.

use std::fmt;
use std::str::FromStr;

use crate::message::argument_by_display;
use crate::printable::hex;

/// A certificate policy: the CertPolicyId of RFC 5280 section 4.2.1.4, which is an object identifier.
///
/// Written with dots, such as `2.16.840.1.101.3.2.1.48.1`. Text may have arcs of up to 128 bits, enough for the UUIDs
/// under 2.25 (X.667); a longer arc of a certificate makes [`Display`](fmt::Display) write the encoding as `#` and hex.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PolicyId(Box<[u8]>);

/// The text is not an object identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an object identifier: give at least two numbers with dots between them, such as 2.5.29.32.0")]
#[non_exhaustive]
pub struct PolicyIdError;

/// The content octets of anyPolicy, 2.5.29.32.0.
pub(super) const ANY_POLICY: &[u8] = &[0x55, 0x1d, 0x20, 0x00];

impl PolicyId {
    /// anyPolicy, 2.5.29.32.0, which stands for every policy (RFC 5280 section 4.2.1.4).
    pub fn any_policy() -> Self {
        Self::from_content(ANY_POLICY)
    }

    /// The policy with this encoding, tag and length not included.
    pub(super) fn from_content(content: &[u8]) -> Self {
        Self(content.into())
    }

    /// Whether this is anyPolicy.
    pub fn is_any_policy(&self) -> bool {
        self.content() == ANY_POLICY
    }

    /// The DER encoding without tag and length.
    pub fn content(&self) -> &[u8] {
        &self.0
    }

    /// The arcs, unless one of them has more than 128 bits.
    fn arcs(&self) -> Option<Vec<u128>> {
        let mut arcs = Vec::new();
        let mut arc: u128 = 0;
        for byte in self.content() {
            arc = arc.checked_mul(128)?.checked_add(u128::from(byte & 0x7f))?;
            if byte & 0x80 == 0 {
                // The first subidentifier holds two arcs, 40 times the first one and the second (X.690 clause 8.19.4).
                if arcs.is_empty() {
                    let first = (arc / 40).min(2);
                    arcs.push(first);
                    arc -= 40 * first;
                }
                arcs.push(arc);
                arc = 0;
            }
        }
        Some(arcs)
    }
}

impl FromStr for PolicyId {
    type Err = PolicyIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut arcs = text.split('.').map(arc);
        let (first, second) = (arcs.next().flatten(), arcs.next().flatten());
        let (Some(first @ 0..=2), Some(second)) = (first, second) else { return Err(PolicyIdError) };
        if first < 2 && second >= 40 {
            return Err(PolicyIdError);
        }
        let mut content = Vec::new();
        push_base128(second.checked_add(40 * first).ok_or(PolicyIdError)?, &mut content);
        for arc in arcs {
            push_base128(arc.ok_or(PolicyIdError)?, &mut content);
        }
        Ok(Self(content.into()))
    }
}

impl fmt::Display for PolicyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.arcs() {
            Some(arcs) => f.write_str(&arcs.iter().map(u128::to_string).collect::<Vec<_>>().join(".")),
            None => write!(f, "#{}", hex(self.content())),
        }
    }
}

argument_by_display!(PolicyId);

impl fmt::Debug for PolicyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PolicyId({self})")
    }
}

/// One number without sign or leading zero, so that each object identifier has one text.
fn arc(text: &str) -> Option<u128> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    if is_number { text.parse().ok() } else { None }
}

fn push_base128(mut arc: u128, content: &mut Vec<u8>) {
    let start = content.len();
    let mut more = 0;
    loop {
        let [low, ..] = arc.to_le_bytes();
        content.insert(start, low & 0x7f | more);
        more = 0x80;
        arc >>= 7;
        if arc == 0 {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ANY_POLICY, PolicyId};

    #[test]
    fn text_and_encoding_agree() {
        let cases: [(&str, &[u8]); 5] = [
            ("2.5.29.32.0", ANY_POLICY),
            ("0.0", &[0]),
            ("1.39.127.128", &[79, 127, 0x81, 0]),
            // The second arc goes past 39 under 2 only.
            ("2.999.3", &[0x88, 0x37, 3]),
            ("2.48.16384", &[0x81, 0x00, 0x81, 0x80, 0x00]),
        ];
        for (text, content) in cases {
            assert_eq!(text.parse::<PolicyId>().unwrap().content(), content, "{text}");
            assert_eq!(PolicyId::from_content(content).to_string(), text);
        }
    }

    #[test]
    fn arcs_may_be_as_long_as_a_uuid() {
        let text = "2.25.340282366920938463463374607431768211455";
        assert_eq!(text.parse::<PolicyId>().unwrap().to_string(), text);
    }

    #[test]
    fn an_arc_too_long_for_text_is_shown_as_hex() {
        let mut content = vec![0x2a];
        content.extend([0xff; 19]);
        content.push(0x7f);
        assert_eq!(PolicyId::from_content(&content).to_string(), format!("#2a{}7f", "ff".repeat(19)));
    }

    #[test]
    fn other_text_is_refused() {
        let too_long = "2.340282366920938463463374607431768211455";
        for text in ["", "2", "3.1", "1.40", "0.40", "2.5.", ".2.5", "2..5", "2.05", "2.+5", "2.-5", "2.5.x", too_long]
        {
            assert!(text.parse::<PolicyId>().is_err(), "{text}");
        }
    }
}

//! The hosts that a rule of an app is for.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Host;
use super::text::empty;
use crate::message::{Message, argument_by_display, message};

/// The *URL Wildcard* of a rule: a host, or a pattern of one in which `*` stands for any run of characters, the empty one
/// included. It has no scheme, port or path. The grammar is recalled from the guides and not verified.
///
/// Patterns are equal without regard to case.
///
/// ```
/// use apptunnel::profile::{StarMatch, UrlWildcard};
///
/// let pattern: UrlWildcard = "*.example.com".parse().unwrap();
/// assert!(pattern.matches(&"a.b.example.com".parse().unwrap(), StarMatch::Any));
/// assert!(!pattern.matches(&"a.b.example.com".parse().unwrap(), StarMatch::Label));
/// assert!("https://*.example.com".parse::<UrlWildcard>().is_err());
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UrlWildcard {
    text: String,
    /// In lower case.
    pattern: String,
}

/// What a `*` stands for: dots are part of it or they are not. Which of the two a device follows is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StarMatch {
    /// Any run of characters, dots included.
    #[default]
    Any,
    /// Any run of characters but dots: `*.example.com` does not stand for `a.b.example.com`.
    Label,
}

/// Why text is not a URL wildcard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
#[non_exhaustive]
pub enum InvalidWildcard {
    /// There is nothing in it.
    Empty,
    /// It begins with a scheme, such as `https://`.
    Scheme,
    /// It ends in a port.
    Port,
    /// It goes on after the host.
    Path,
    /// It is neither a DNS name nor an address, with or without `*`.
    Host,
}

message! {
    fn has_scheme() {
        en: "it has a scheme; give the host alone",
    }
    fn has_port() {
        en: "it has a port; the port has a field of its own",
    }
    fn has_path() {
        en: "it has a path; give the host alone",
    }
    fn not_a_host() {
        en: "it is neither a DNS name nor an IP address, with or without *",
    }
}

impl InvalidWildcard {
    /// What is wrong, as the end of a sentence.
    fn message(self) -> Message {
        match self {
            Self::Empty => empty(),
            Self::Scheme => has_scheme(),
            Self::Port => has_port(),
            Self::Path => has_path(),
            Self::Host => not_a_host(),
        }
    }
}

impl From<InvalidWildcard> for Message {
    fn from(error: InvalidWildcard) -> Self {
        error.message()
    }
}

/// The longest DNS name.
const LENGTH: usize = 255;

impl UrlWildcard {
    /// The text, as it was read.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it has a `*`.
    pub fn is_wildcard(&self) -> bool {
        self.pattern.contains('*')
    }

    /// Whether the host is one that the pattern stands for, without regard to case.
    pub fn matches(&self, host: &Host, star: StarMatch) -> bool {
        self.matches_lower_case(&host.as_str().to_ascii_lowercase(), star)
    }

    pub(super) fn matches_lower_case(&self, host: &str, star: StarMatch) -> bool {
        matched(&self.pattern, host, star)
    }

    /// Whether every host of `other` is one of this pattern.
    ///
    /// A `*` of `other` stands for itself: nothing else than a `*` of this pattern matches it.
    pub(super) fn covers(&self, other: &Self, star: StarMatch) -> bool {
        matched(&self.pattern, &other.pattern, star)
    }

    /// The pattern in lower case.
    pub(super) fn pattern(&self) -> &str {
        &self.pattern
    }
}

fn matched(pattern: &str, host: &str, star: StarMatch) -> bool {
    match star {
        StarMatch::Any => matched_run(pattern, host),
        StarMatch::Label => {
            let (mut patterns, mut labels) = (pattern.split('.'), host.split('.'));
            loop {
                match (patterns.next(), labels.next()) {
                    (Some(pattern), Some(label)) if matched_run(pattern, label) => {}
                    (None, None) => return true,
                    _ => return false,
                }
            }
        }
    }
}

/// Takes each piece between two stars where it is found first, which is the best place for what follows.
fn matched_run(pattern: &str, text: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == text };
    let (middle, end) = rest.rsplit_once('*').unwrap_or(("", rest));
    let Some(mut text) = text.strip_prefix(start).and_then(|text| text.strip_suffix(end)) else { return false };
    for piece in middle.split('*') {
        match text.split_once(piece) {
            Some((_, rest)) => text = rest,
            None => return false,
        }
    }
    true
}

impl FromStr for UrlWildcard {
    type Err = InvalidWildcard;

    fn from_str(text: &str) -> Result<Self, InvalidWildcard> {
        if text.trim().is_empty() {
            return Err(InvalidWildcard::Empty);
        }
        // An address in brackets loses them, as in a request.
        let text = match text.parse::<Host>() {
            Ok(host) => host.as_str().to_owned(),
            Err(_) if is_pattern(text) => text.to_owned(),
            Err(_) => return Err(fault(text)),
        };
        let pattern = text.to_ascii_lowercase();
        Ok(Self { text, pattern })
    }
}

/// A DNS name in which some characters may have been replaced by stars.
fn is_pattern(text: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.*".contains(&byte);
    let has_empty_label = text.starts_with('.') || text.ends_with('.') || text.contains("..");
    text.contains('*') && text.len() <= LENGTH && text.bytes().all(is_allowed) && !has_empty_label
}

fn fault(text: &str) -> InvalidWildcard {
    let ends_in_port = |(_, port): (&str, &str)| port == "*" || port.bytes().all(|byte| byte.is_ascii_digit());
    if text.contains("://") {
        InvalidWildcard::Scheme
    } else if text.contains(['/', '?', '#']) {
        InvalidWildcard::Path
    } else if text.rsplit_once(':').is_some_and(ends_in_port) {
        InvalidWildcard::Port
    } else {
        InvalidWildcard::Host
    }
}

impl TryFrom<String> for UrlWildcard {
    type Error = InvalidWildcard;

    fn try_from(text: String) -> Result<Self, InvalidWildcard> {
        text.parse()
    }
}

impl From<UrlWildcard> for String {
    fn from(wildcard: UrlWildcard) -> Self {
        wildcard.text
    }
}

impl PartialEq for UrlWildcard {
    fn eq(&self, other: &Self) -> bool {
        self.pattern == other.pattern
    }
}

impl Eq for UrlWildcard {}

impl fmt::Display for UrlWildcard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

argument_by_display!(UrlWildcard);

impl JsonSchema for UrlWildcard {
    fn schema_name() -> Cow<'static, str> {
        "UrlWildcard".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "minLength": 1, "maxLength": LENGTH})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> UrlWildcard {
        text.parse().unwrap()
    }

    #[test]
    fn a_star_stands_for_any_run() {
        for (pattern, host, any, label) in [
            ("*.example.com", "a.example.com", true, true),
            ("*.example.com", "A.EXAMPLE.COM", true, true),
            ("*.example.com", "a.b.example.com", true, false),
            ("*.example.com", "example.com", false, false),
            ("*example.com", "example.com", true, true),
            ("*", "a.b", true, false),
            ("*", "a", true, true),
            ("a*c.example.com", "abc.example.com", true, true),
            ("a*c.example.com", "ac.example.com", true, true),
            ("a*c.example.com", "ab.c.example.com", true, false),
            ("a*a.b", "a.b", false, false),
            ("*a*b*.c", "xaybz.c", true, true),
            ("*a*b*.c", "xbya.c", false, false),
            ("*ab*ab", "xabab", true, true),
            ("*ab*ab", "xab", false, false),
            ("mail.*.com", "mail.example.com", true, true),
            ("mail.*.com", "mail.a.b.com", true, false),
            ("Example.com", "example.COM", true, true),
            ("example.com", "a.example.com", false, false),
            ("10.0.0.1", "10.0.0.1", true, true),
            ("10.0.*", "10.0.0.1", true, false),
            ("[::1]", "::1", true, true),
        ] {
            let host: Host = host.parse().unwrap();
            assert_eq!(parse(pattern).matches(&host, StarMatch::Any), any, "{pattern} {host}");
            assert_eq!(parse(pattern).matches(&host, StarMatch::Label), label, "{pattern} {host}");
        }
    }

    #[test]
    fn a_wildcard_is_a_host_alone() {
        for (text, fault) in [
            ("", InvalidWildcard::Empty),
            (" ", InvalidWildcard::Empty),
            ("http://a.example", InvalidWildcard::Scheme),
            ("https://*.example.com/", InvalidWildcard::Scheme),
            ("a.example/path", InvalidWildcard::Path),
            ("a.example?x", InvalidWildcard::Path),
            ("*.example.com:443", InvalidWildcard::Port),
            ("a.example:*", InvalidWildcard::Port),
            ("a b", InvalidWildcard::Host),
            ("*..example", InvalidWildcard::Host),
            ("*.bücher.example", InvalidWildcard::Host),
            (".example.com", InvalidWildcard::Host),
        ] {
            assert_eq!(text.parse::<UrlWildcard>().unwrap_err(), fault, "{text}");
        }
        assert_eq!(parse("*.myCompany.com").to_string(), "*.myCompany.com");
        assert_eq!(parse("*.A"), parse("*.a"));
    }

    #[test]
    fn covering_is_of_every_host() {
        for (wide, narrow, any, label) in [
            ("*", "*.example.com", true, false),
            ("*.example.com", "a.example.com", true, true),
            ("*.example.com", "*.b.example.com", true, false),
            ("*.b.example.com", "*.example.com", false, false),
            ("*a*", "*ab*", true, true),
            ("*ab*", "*a*b*", false, false),
            ("a.example", "a.example", true, true),
            ("a.example", "*.example", false, false),
        ] {
            assert_eq!(parse(wide).covers(&parse(narrow), StarMatch::Any), any, "{wide} {narrow}");
            assert_eq!(parse(wide).covers(&parse(narrow), StarMatch::Label), label, "{wide} {narrow}");
        }
    }
}

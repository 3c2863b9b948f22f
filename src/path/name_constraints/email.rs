//! rfc822Name: mailboxes, and the subtrees that hold one, those of a host, or those of a domain.

use super::dns;

/// A mailbox, `local@host` (RFC 5321 section 4.1.2).
#[derive(Clone, Copy, Debug)]
pub(super) struct Mailbox<'a> {
    local: &'a str,
    host: &'a str,
}

/// RFC 5280 section 4.2.1.10: a particular mailbox, all addresses at a particular host, or all mailboxes in a domain.
#[derive(Clone, Copy, Debug)]
pub(super) enum Subtree<'a> {
    /// The empty constraint, which NSS and Go take for every mailbox: RFC 5280 gives it no meaning.
    All,
    Mailbox(Mailbox<'a>),
    Host(&'a str),
    /// With its leading dot.
    Domain(&'a str),
}

impl<'a> Mailbox<'a> {
    /// `None` if this is not a mailbox.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let mailbox = match text.strip_prefix('"') {
            Some(quoted) => {
                let end = closing_quote(quoted)?;
                let local = quoted.get(..end)?;
                Self { local, host: quoted.get(end..)?.strip_prefix("\"@")? }
            }
            None => Self::split(text).filter(|mailbox| is_dot_string(mailbox.local))?,
        };
        (dns::is_host(mailbox.host) || is_address_literal(mailbox.host)).then_some(mailbox)
    }

    /// What stands before and after the first `@`, whatever it is.
    pub(super) fn split(text: &'a str) -> Option<Self> {
        text.split_once('@').map(|(local, host)| Self { local, host })
    }

    /// The local part as it is meant, without the quoting: `"a\b"@host` is `ab@host`.
    fn local(&self) -> impl Iterator<Item = char> {
        let mut escaped = false;
        self.local.chars().filter(move |c| {
            escaped = *c == '\\' && !escaped;
            !escaped
        })
    }
}

impl<'a> Subtree<'a> {
    /// `None` if this is none of the three kinds.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let subtree = Self::split(text);
        let is_valid = match subtree {
            Self::All => true,
            Self::Mailbox(_) => return Mailbox::parse(text).map(Self::Mailbox),
            Self::Host(host) => dns::is_host(host),
            Self::Domain(domain) => domain.strip_prefix('.').is_some_and(dns::is_host),
        };
        is_valid.then_some(subtree)
    }

    /// The kind by its first character and by whether there is an `@`; the rest may be anything.
    pub(super) fn split(text: &'a str) -> Self {
        match Mailbox::split(text) {
            Some(mailbox) => Self::Mailbox(mailbox),
            None if text.is_empty() => Self::All,
            None if text.starts_with('.') => Self::Domain(text),
            None => Self::Host(text),
        }
    }

    /// The host is compared without regard to case, the local part with it (RFC 5280 section 7.5), unless
    /// `fold_local_part`. A `*` is a character like any other.
    pub(super) fn contains(&self, name: &Mailbox<'_>, fold_local_part: bool) -> bool {
        match self {
            Self::All => true,
            Self::Mailbox(mailbox) => {
                let same =
                    |(left, right): (char, char)| left == right || fold_local_part && left.eq_ignore_ascii_case(&right);
                mailbox.host.eq_ignore_ascii_case(name.host)
                    && mailbox.local().count() == name.local().count()
                    && mailbox.local().zip(name.local()).all(same)
            }
            Self::Host(host) => host.eq_ignore_ascii_case(name.host),
            Self::Domain(domain) => name.host.len() > domain.len() && dns::is_within(name.host, domain),
        }
    }
}

/// Where the quoted string ends that starts before `text`. `None` if it does not end or is not printable ASCII.
fn closing_quote(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' if !escaped => return Some(at),
            b' '..=b'~' => escaped = byte == b'\\' && !escaped,
            _ => return None,
        }
    }
    None
}

fn is_dot_string(local: &str) -> bool {
    let is_atext = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
    local.split('.').all(|atom| !atom.is_empty() && atom.bytes().all(is_atext))
}

/// `[192.0.2.1]` or `[IPv6:2001:db8::1]`: a mailbox at no host name, so only a constraint that names it whole holds it.
fn is_address_literal(host: &str) -> bool {
    host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).is_some_and(|address| {
        !address.is_empty() && address.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b':'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contains(subtree: &str, mailbox: &str) -> bool {
        Subtree::parse(subtree).unwrap().contains(&Mailbox::parse(mailbox).unwrap(), false)
    }

    #[test]
    fn a_mailbox_a_host_or_a_domain() {
        for (subtree, mailbox, expected) in [
            ("root@example.com", "root@example.com", true),
            ("root@example.com", "root@EXAMPLE.com", true),
            ("root@example.com", "Root@example.com", false),
            ("root@example.com", "roo@example.com", false),
            ("root@example.com", "root@a.example.com", false),
            ("example.com", "root@Example.com", true),
            ("example.com", "root@a.example.com", false),
            (".example.com", "root@a.Example.com", true),
            (".example.com", "root@a.b.example.com", true),
            (".example.com", "root@example.com", false),
            (".example.com", "root@badexample.com", false),
            ("", "root@example.com", true),
            ("*@example.com", "*@example.com", true),
            ("*@example.com", "a@example.com", false),
            ("**@example.com", "*@example.com", false),
            ("example.com", "root@[192.0.2.1]", false),
        ] {
            assert_eq!(contains(subtree, mailbox), expected, "{mailbox} in {subtree}");
        }
    }

    #[test]
    fn quoting_does_not_hide_a_mailbox() {
        assert!(contains("root@example.com", "\"root\"@example.com"));
        assert!(contains("root@example.com", "\"r\\oot\"@example.com"));
        assert!(contains("example.com", "\"a@b\"@example.com"));
        assert!(!contains("example.com", "\"a@example.com\"@b.example"));
        assert!(!contains("root@example.com", "\"root\\\\\"@example.com"));
    }

    #[test]
    fn the_local_part_can_be_folded() {
        let subtree = Subtree::parse("root@example.com").unwrap();
        assert!(subtree.contains(&Mailbox::parse("ROOT@example.com").unwrap(), true));
    }

    #[test]
    fn what_is_no_mailbox_is_not_taken() {
        for bad in [
            "",
            "@",
            "a",
            "a@",
            "@b",
            "a@b@c",
            "a b@c",
            "a..b@c",
            ".a@b",
            "a@.b",
            "a@b.",
            "a@*.b",
            "\"a@b",
            "\"a\"b@c",
            "\"a\n\"@b",
            "ü@b",
            "a@ü",
            "a@[]",
            "a@[b",
            "a@[b@c]",
        ] {
            assert!(Mailbox::parse(bad).is_none(), "{bad}");
        }
        for bad in [".", "..a", "a@b@c", "@", "a b", "*.example.com", "a.", "a@"] {
            assert!(Subtree::parse(bad).is_none(), "{bad}");
        }
    }
}

//! The name a client asks for, and whether a certificate covers it.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use crate::Certificate;
use crate::message::argument_by_display;

/// The name by which devices reach a server: a DNS name or an IP address.
///
/// ```
/// use apptunnel::ServerName;
///
/// assert!("sentry.example.com".parse::<ServerName>().is_ok());
/// assert!("[2001:db8::1]".parse::<ServerName>().is_ok());
/// assert!("https://sentry.example.com/".parse::<ServerName>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ServerName(Name);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Name {
    /// Without a trailing dot.
    Dns(String),
    Ip(IpAddr),
}

/// Whether a certificate covers a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Match {
    None,
    /// Only by a wildcard directly below a public suffix.
    BelowPublicSuffix,
    Found,
}

/// The text is neither a DNS name nor an IP address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is neither a DNS name nor an IP address: give the bare name, without scheme, port or path")]
pub struct InvalidServerName(String);

impl ServerName {
    /// Whether the subject alternative name of the certificate covers this name, as Apple compares it
    /// (`SecPolicyCheckCertSSLHostname`): an IP address with iPAddress entries, byte for byte; a DNS name with
    /// dNSName entries, without regard to case, where a leftmost label `*` stands for exactly one label and at least
    /// two more follow. The common name is never used.
    pub fn is_covered_by(&self, certificate: &Certificate) -> bool {
        self.matched_in(certificate.dns_names(), certificate.ip_addresses()) != Match::None
    }

    /// The same, of names that need not be those of a certificate.
    pub(crate) fn matched_in<'a>(
        &self,
        dns_names: impl IntoIterator<Item = &'a str>,
        addresses: impl IntoIterator<Item = IpAddr>,
    ) -> Match {
        match &self.0 {
            Name::Ip(address) => match addresses.into_iter().any(|entry| entry == *address) {
                true => Match::Found,
                false => Match::None,
            },
            Name::Dns(host) => dns_names.into_iter().map(|pattern| matched(pattern, host)).max().unwrap_or(Match::None),
        }
    }

    pub(crate) fn is_ip_address(&self) -> bool {
        matches!(self.0, Name::Ip(_))
    }
}

impl FromStr for ServerName {
    type Err = InvalidServerName;

    fn from_str(text: &str) -> Result<Self, InvalidServerName> {
        let unbracketed = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        if let Ok(address) = unbracketed.unwrap_or(text).parse() {
            return Ok(Self(Name::Ip(address)));
        }
        let host = text.strip_suffix('.').unwrap_or(text);
        if is_dns_name(host) && !host.contains('*') {
            Ok(Self(Name::Dns(host.to_owned())))
        } else {
            Err(InvalidServerName(text.to_owned()))
        }
    }
}

argument_by_display!(ServerName);

impl fmt::Display for ServerName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Name::Dns(host) => f.write_str(host),
            Name::Ip(address) => address.fmt(f),
        }
    }
}

fn matched(pattern: &str, host: &str) -> Match {
    if !is_dns_name(pattern) {
        return Match::None;
    }
    let labels = pattern.split('.').count();
    if labels != host.split('.').count() {
        return Match::None;
    }
    let wildcard_allowed = labels > 2;
    let is_covered = pattern.split('.').zip(host.split('.')).enumerate().all(|(position, (wanted, label))| {
        wanted.eq_ignore_ascii_case(label) || (wanted == "*" && position == 0 && wildcard_allowed)
    });
    match pattern.strip_prefix("*.") {
        _ if !is_covered => Match::None,
        Some(parent) if is_public_suffix(parent) => Match::BelowPublicSuffix,
        _ => Match::Found,
    }
}

/// Whether registries sell names directly below this domain. The private part of the list, of hosting companies, does not
/// count: their certificates are for all of their customers.
#[cfg(feature = "psl")]
fn is_public_suffix(domain: &str) -> bool {
    let domain = domain.to_ascii_lowercase();
    psl::suffix(domain.as_bytes())
        .is_some_and(|suffix| suffix.as_bytes() == domain.as_bytes() && suffix.typ() == Some(psl::Type::Icann))
}

#[cfg(not(feature = "psl"))]
fn is_public_suffix(_: &str) -> bool {
    false
}

/// What Apple takes for a DNS name (`SecFrameworkIsDNSName`): at most 255 characters, labels of 1 to 63 letters,
/// digits, `-`, `_` or `*` that neither start nor end with `-`, and a letter in the last label.
pub(crate) fn is_dns_name(name: &str) -> bool {
    let label_is_valid = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_*".contains(&byte))
    };
    name.len() <= 255
        && name.split('.').all(label_is_valid)
        && name.rsplit('.').next().is_some_and(|last| last.bytes().any(|byte| byte.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wildcard_stands_for_one_leftmost_label() {
        for (pattern, host, expected) in [
            ("sentry.example.com", "sentry.example.com", true),
            ("sentry.example.com", "SENTRY.Example.COM", true),
            ("*.example.com", "sentry.example.com", true),
            ("*.example.com", "a.sentry.example.com", false),
            ("*.example.com", "example.com", false),
            ("*.com", "example.com", false),
            ("s*.example.com", "sentry.example.com", false),
            ("*entry.example.com", "sentry.example.com", false),
            ("sentry.*.com", "sentry.example.com", false),
            ("my_host.example.com", "my_host.example.com", true),
            ("sentry.example.com.", "sentry.example.com", false),
            ("example.com", "sentry.example.com", false),
        ] {
            assert_eq!(matched(pattern, host) == Match::Found, expected, "{pattern} against {host}");
        }
    }

    #[test]
    fn names_are_checked_when_they_come_in() {
        for good in
            ["a", "sentry.example.com", "sentry.example.com.", "10.0.0.1", "::1", "[::1]", "xn--bcher-kva.example"]
        {
            assert!(good.parse::<ServerName>().is_ok(), "{good}");
        }
        let long_label = format!("{}.example", "a".repeat(64));
        for bad in [
            "",
            ".",
            "a..b",
            "-a.example",
            "a-.example",
            "1.2.3",
            "a b",
            "host:443",
            "*.example.com",
            "bücher.example",
            &long_label,
        ] {
            assert!(bad.parse::<ServerName>().is_err(), "{bad}");
        }
        assert_eq!("sentry.example.com.".parse::<ServerName>().unwrap().to_string(), "sentry.example.com");
    }
}

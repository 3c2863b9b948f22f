//! The name a client asks for, and whether a certificate covers it.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use crate::Certificate;

/// The name by which devices reach a server: a DNS name or an IP address.
///
/// ```
/// use apptunnel::rules::ServerName;
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
        match &self.0 {
            Name::Ip(address) => certificate.ip_addresses().any(|entry| entry == *address),
            Name::Dns(host) => certificate.dns_names().any(|pattern| matches(pattern, host)),
        }
    }
}

impl ServerName {
    pub(super) fn is_ip_address(&self) -> bool {
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

impl fmt::Display for ServerName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Name::Dns(host) => f.write_str(host),
            Name::Ip(address) => address.fmt(f),
        }
    }
}

fn matches(pattern: &str, host: &str) -> bool {
    if !is_dns_name(pattern) {
        return false;
    }
    let labels = pattern.split('.').count();
    if labels != host.split('.').count() {
        return false;
    }
    let wildcard_allowed = labels > 2;
    pattern.split('.').zip(host.split('.')).enumerate().all(|(position, (wanted, label))| {
        wanted.eq_ignore_ascii_case(label) || (wanted == "*" && position == 0 && wildcard_allowed)
    })
}

/// What Apple takes for a DNS name (`SecFrameworkIsDNSName`): at most 255 characters, labels of 1 to 63 letters,
/// digits, `-`, `_` or `*` that neither start nor end with `-`, and a letter in the last label.
pub(super) fn is_dns_name(name: &str) -> bool {
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
            assert_eq!(matches(pattern, host), expected, "{pattern} against {host}");
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

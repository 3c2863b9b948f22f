//! The name by which devices reach a server.

use std::borrow::Cow;
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ServerName;
use crate::message::{Message, argument_by_display, message};

/// The DNS name or IP address by which devices reach a Sentry, or that an app asks for. The rule is that of
/// [`ServerName`].
///
/// Hosts are equal without regard to case.
///
/// ```
/// use apptunnel::profile::Host;
///
/// let host: Host = "Sentry.example.com".parse().unwrap();
/// assert_eq!(host, "sentry.EXAMPLE.com".parse().unwrap());
/// assert!("https://sentry.example.com".parse::<Host>().is_err());
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Host {
    name: ServerName,
    text: String,
}

/// The text is neither a DNS name nor an IP address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", not_a_host())]
#[non_exhaustive]
pub struct InvalidHost;

message! {
    fn not_a_host() {
        en: "it is neither a DNS name nor an IP address; give the bare name, without scheme, port or path",
    }
}

impl Host {
    /// The same as the name that certificates are checked against.
    pub fn server_name(&self) -> &ServerName {
        &self.name
    }

    /// The text, without brackets and without a trailing dot.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The address, if it is one.
    pub fn ip_address(&self) -> Option<IpAddr> {
        self.text.parse().ok()
    }
}

impl FromStr for Host {
    type Err = InvalidHost;

    fn from_str(text: &str) -> Result<Self, InvalidHost> {
        let name: ServerName = text.parse().map_err(|_| InvalidHost)?;
        let text = name.to_string();
        Ok(Self { name, text })
    }
}

impl From<InvalidHost> for Message {
    fn from(_: InvalidHost) -> Self {
        not_a_host()
    }
}

impl TryFrom<String> for Host {
    type Error = InvalidHost;

    fn try_from(text: String) -> Result<Self, InvalidHost> {
        text.parse()
    }
}

impl From<Host> for String {
    fn from(host: Host) -> Self {
        host.text
    }
}

impl PartialEq for Host {
    fn eq(&self, other: &Self) -> bool {
        self.text.eq_ignore_ascii_case(&other.text)
    }
}

impl Eq for Host {}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

argument_by_display!(Host);

impl JsonSchema for Host {
    fn schema_name() -> Cow<'static, str> {
        "Host".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "minLength": 1, "maxLength": 255})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_names_or_addresses() {
        for (text, shown) in
            [("a", "a"), ("A.example.", "A.example"), ("[2001:DB8::1]", "2001:db8::1"), ("10.0.0.1", "10.0.0.1")]
        {
            let host: Host = text.parse().unwrap();
            assert_eq!(host.to_string(), shown);
            assert_eq!(host, shown.parse().unwrap());
        }
        for bad in ["", "a:443", "https://a", "a/b", "*.a", "a b"] {
            assert!(bad.parse::<Host>().is_err(), "{bad}");
        }
        assert_eq!("::1".parse::<Host>().unwrap().ip_address(), Some("::1".parse().unwrap()));
        assert!(serde_json::from_str::<Host>("\"a/b\"").is_err());
    }
}

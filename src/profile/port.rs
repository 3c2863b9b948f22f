//! A TCP port.

use std::borrow::Cow;
use std::fmt;
use std::num::NonZeroU16;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::message::{Message, message};

/// A TCP port from 1 to 65535. In JSON it is a number.
///
/// ```
/// use apptunnel::profile::Port;
///
/// let port: Port = "443".parse().unwrap();
/// assert_eq!(port, Port::HTTPS);
/// assert!("0".parse::<Port>().is_err());
/// assert!("65536".parse::<Port>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Port(NonZeroU16);

/// The text is not a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", not_a_port())]
#[non_exhaustive]
pub struct InvalidPort;

message! {
    fn not_a_port() {
        en: "a port is a whole number from 1 to 65535",
    }
}

impl Port {
    /// 443, which the Sentry guide says to enter for the external port.
    pub const HTTPS: Self = Self(NonZeroU16::MIN.saturating_add(442));

    /// The port with this number. `None` for 0.
    pub fn new(number: u16) -> Option<Self> {
        NonZeroU16::new(number).map(Self)
    }

    /// Its number.
    pub fn number(self) -> u16 {
        self.0.get()
    }
}

impl FromStr for Port {
    type Err = InvalidPort;

    /// Reads decimal digits only, without a sign.
    fn from_str(text: &str) -> Result<Self, InvalidPort> {
        let is_decimal = text.bytes().all(|byte| byte.is_ascii_digit());
        if is_decimal { text.parse().map(Self).map_err(|_| InvalidPort) } else { Err(InvalidPort) }
    }
}

impl From<InvalidPort> for Message {
    fn from(_: InvalidPort) -> Self {
        not_a_port()
    }
}

impl fmt::Display for Port {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl JsonSchema for Port {
    fn schema_name() -> Cow<'static, str> {
        "Port".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "integer", "minimum": 1, "maximum": 65535})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_are_from_1_to_65535() {
        for (text, number) in [("1", 1), ("443", 443), ("0080", 80), ("65535", 65535)] {
            assert_eq!(text.parse::<Port>().unwrap().number(), number);
        }
        for bad in ["", "0", "65536", "-1", "+443", "443 ", "443.0", "４４３", "99999999999999999999"] {
            assert_eq!(bad.parse::<Port>(), Err(InvalidPort), "{bad}");
        }
        assert_eq!(Port::HTTPS.number(), 443);
        assert_eq!(serde_json::to_string(&Port::HTTPS).unwrap(), "443");
        assert!(serde_json::from_str::<Port>("0").is_err());
    }
}

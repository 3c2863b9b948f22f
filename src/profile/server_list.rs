//! The servers behind a service.

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::text::empty;
use super::{Port, limits};
use crate::message::{Message, Quoted, message};

/// The servers of a service, in order: `host:port` or, for several, `host:port;host:port`.
///
/// Source: Sentry Guide, the fields of a TCP service. White space around an entry, such as the line end after a
/// semicolon in the guide's example, and a semicolon at the end do no harm. A list has at least one server.
///
/// ```
/// use apptunnel::profile::ServerList;
///
/// let list: ServerList = "mail1.example.com:443;\nmail2.example.com:443".parse().unwrap();
/// assert_eq!(list.to_string(), "mail1.example.com:443;mail2.example.com:443");
/// assert_eq!(list.server_for(3).to_string(), "mail2.example.com:443");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ServerList {
    first: Endpoint,
    others: Vec<Endpoint>,
}

/// One server: `host:port`.
///
/// The host is an IP address, or labels of letters, digits and hyphens that begin with a letter or digit. An IPv6 address
/// stands in brackets, which is the library's decision: the guide only says that addresses are allowed.
///
/// ```
/// use apptunnel::profile::Endpoint;
///
/// let server: Endpoint = "10.0.0.7:8443".parse().unwrap();
/// assert_eq!(server.port().number(), 8443);
/// assert!("files_1.example.com:443".parse::<Endpoint>().is_err());
/// assert!("files.example.com".parse::<Endpoint>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Endpoint {
    host: EndpointHost,
    port: Port,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum EndpointHost {
    Name(Box<str>),
    V4(Ipv4Addr),
    V6(Ipv6Addr),
}

/// Why text is not a list of servers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
#[non_exhaustive]
pub enum InvalidServerList {
    /// There is no server in it.
    Empty,
    /// One entry is faulty.
    Entry {
        /// Its place in the list, from 0.
        position: usize,
        /// What is wrong with it.
        reason: InvalidEndpoint,
    },
    /// It has more servers than the library takes. The console's own limit is not known.
    TooMany,
}

/// Why text is not `host:port`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message())]
#[non_exhaustive]
pub enum InvalidEndpoint {
    /// There is nothing between two semicolons.
    Empty,
    /// There is no port.
    NoPort,
    /// The port is not a number from 1 to 65535.
    Port,
    /// There is an address of IPv6 without brackets.
    Brackets,
    /// A character is none of letter, digit, hyphen and dot.
    Character {
        /// The character.
        character: char,
    },
    /// A label does not begin with a letter or digit, ends with a hyphen, or is empty or longer than 63 characters; or the
    /// host has more than 253.
    Label,
    /// The host looks like an IP address and is none.
    Address,
}

message! {
    fn names_no_server() {
        en: "it names no server",
    }
    /// The reason is a clause: an entry can be faulty in itself.
    fn faulty_server(number: usize, reason: Message) {
        en: "server {number} is faulty: {reason}",
    }
    fn too_many(limit: usize) {
        en: "it names more than {limit} servers",
    }
    fn no_port() {
        en: "the port is missing",
    }
    fn not_a_port() {
        en: "its port is not a whole number from 1 to 65535",
    }
    fn no_brackets() {
        en: "an IPv6 address needs brackets, as in [2001:db8::1]:443",
    }
    fn has_character(character: Quoted<'_>) {
        en: "its host has the character {character}; letters, digits, hyphens and dots are allowed",
    }
    fn not_a_label() {
        en: "each part of its host begins with a letter or digit, does not end with a hyphen, and has 1 to 63 characters",
    }
    fn not_an_address() {
        en: "its host ends in a number and is not an IP address",
    }
}

impl InvalidServerList {
    /// What is wrong, as the end of a sentence.
    fn message(&self) -> Message {
        match self {
            Self::Empty => names_no_server(),
            Self::Entry { position, reason } => faulty_server(position + 1, reason.message()),
            Self::TooMany => too_many(limits::SERVERS),
        }
    }
}

impl InvalidEndpoint {
    /// What is wrong, as the end of a sentence.
    fn message(&self) -> Message {
        match self {
            Self::Empty => empty(),
            Self::NoPort => no_port(),
            Self::Port => not_a_port(),
            Self::Brackets => no_brackets(),
            Self::Character { character } => has_character(Quoted(character.encode_utf8(&mut [0; 4]))),
            Self::Label => not_a_label(),
            Self::Address => not_an_address(),
        }
    }
}

impl From<InvalidServerList> for Message {
    fn from(error: InvalidServerList) -> Self {
        error.message()
    }
}

impl ServerList {
    /// The servers, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Endpoint> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// How many there are, at least one.
    #[allow(clippy::len_without_is_empty, reason = "a list is never empty")]
    pub fn len(&self) -> usize {
        1 + self.others.len()
    }

    /// The first server.
    pub fn first(&self) -> &Endpoint {
        &self.first
    }

    /// The server of tunnel `n`, counted from 0: server `n` mod count, which is round-robin.
    pub fn server_for(&self, tunnel: usize) -> &Endpoint {
        match tunnel.checked_rem(self.len()).and_then(|position| position.checked_sub(1)) {
            Some(position) => self.others.get(position).unwrap_or(&self.first),
            None => &self.first,
        }
    }
}

impl Endpoint {
    /// The name or the address, the latter without brackets.
    pub fn host(&self) -> Cow<'_, str> {
        match &self.host {
            EndpointHost::Name(name) => Cow::Borrowed(name),
            EndpointHost::V4(address) => Cow::Owned(address.to_string()),
            EndpointHost::V6(address) => Cow::Owned(address.to_string()),
        }
    }

    /// The address, if the host is one.
    pub fn ip_address(&self) -> Option<IpAddr> {
        match self.host {
            EndpointHost::Name(_) => None,
            EndpointHost::V4(address) => Some(address.into()),
            EndpointHost::V6(address) => Some(address.into()),
        }
    }

    /// The port.
    pub fn port(&self) -> Port {
        self.port
    }
}

impl FromStr for ServerList {
    type Err = InvalidServerList;

    fn from_str(text: &str) -> Result<Self, InvalidServerList> {
        let text = text.trim();
        let text = text.strip_suffix(';').unwrap_or(text);
        if text.trim().is_empty() {
            return Err(InvalidServerList::Empty);
        }
        let mut servers = text.split(';').enumerate().map(|(position, entry)| {
            entry.trim().parse().map_err(|reason| InvalidServerList::Entry { position, reason })
        });
        let first = servers.next().unwrap_or(Err(InvalidServerList::Empty))?;
        let others = servers.by_ref().take(limits::SERVERS - 1).collect::<Result<_, _>>()?;
        match servers.next() {
            Some(_) => Err(InvalidServerList::TooMany),
            None => Ok(Self { first, others }),
        }
    }
}

impl FromStr for Endpoint {
    type Err = InvalidEndpoint;

    fn from_str(text: &str) -> Result<Self, InvalidEndpoint> {
        if text.is_empty() {
            return Err(InvalidEndpoint::Empty);
        }
        let port_of = |text: &str| text.parse().map_err(|_| InvalidEndpoint::Port);
        if let Some((address, rest)) = text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            let address = address.parse().map_err(|_| InvalidEndpoint::Address)?;
            let port = rest.strip_prefix(':').ok_or(InvalidEndpoint::NoPort)?;
            return Ok(Self { host: EndpointHost::V6(address), port: port_of(port)? });
        }
        if text.parse::<Ipv6Addr>().is_ok() {
            return Err(InvalidEndpoint::Brackets);
        }
        let (host, port) = text.rsplit_once(':').ok_or(InvalidEndpoint::NoPort)?;
        if host.contains(':') && host.parse::<Ipv6Addr>().is_ok() {
            return Err(InvalidEndpoint::Brackets);
        }
        let host = if host.starts_with(|c: char| c.is_ascii_digit())
            && let Ok(address) = host.parse()
        {
            EndpointHost::V4(address)
        } else {
            EndpointHost::Name(checked_name(host)?.into())
        };
        Ok(Self { host, port: port_of(port)? })
    }
}

/// The documented rule, and RFC 1123 section 2.1 where it is silent.
fn checked_name(host: &str) -> Result<&str, InvalidEndpoint> {
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    if let Some(character) = host.chars().find(|c| !is_allowed(*c)) {
        return Err(InvalidEndpoint::Character { character });
    }
    let is_label = |label: &str| (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-');
    if host.len() > 253 || !host.split('.').all(is_label) {
        return Err(InvalidEndpoint::Label);
    }
    let ends_in_number = host.rsplit('.').next().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
    if ends_in_number { Err(InvalidEndpoint::Address) } else { Ok(host) }
}

impl fmt::Display for ServerList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.first.fmt(f)?;
        self.others.iter().try_for_each(|server| {
            f.write_char(';')?;
            server.fmt(f)
        })
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.host {
            EndpointHost::Name(name) => write!(f, "{name}:{}", self.port),
            EndpointHost::V4(address) => write!(f, "{address}:{}", self.port),
            EndpointHost::V6(address) => write!(f, "[{address}]:{}", self.port),
        }
    }
}

impl TryFrom<String> for ServerList {
    type Error = InvalidServerList;

    fn try_from(text: String) -> Result<Self, InvalidServerList> {
        text.parse()
    }
}

impl From<ServerList> for String {
    fn from(list: ServerList) -> Self {
        list.to_string()
    }
}

impl TryFrom<String> for Endpoint {
    type Error = InvalidEndpoint;

    fn try_from(text: String) -> Result<Self, InvalidEndpoint> {
        text.parse()
    }
}

impl From<Endpoint> for String {
    fn from(server: Endpoint) -> Self {
        server.to_string()
    }
}

impl JsonSchema for ServerList {
    fn schema_name() -> Cow<'static, str> {
        "ServerList".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "description": "host:port, several separated by semicolons", "minLength": 3})
    }
}

impl JsonSchema for Endpoint {
    fn schema_name() -> Cow<'static, str> {
        "Endpoint".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "description": "host:port", "minLength": 3})
    }
}

//! The outcome for every Apple client at once.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Application, Client, Server, clients, negotiate};
use crate::device::advice;
use crate::message::Message;
use crate::report::{Certainty, Code, Finding};
use crate::tls::{Group, SignatureScheme, Suite, Version};

/// What each Apple client gets from one server. [`Display`](fmt::Display) writes it as a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct HandshakeMatrix {
    /// One outcome for each client, the oldest client first.
    pub outcomes: Vec<ClientHandshake>,
    /// What is worth knowing of the server besides, as [`advice`](crate::device::advice) has it, with pointers into the server.
    pub findings: Vec<Finding>,
}

/// What one client gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ClientHandshake {
    /// [`Client::id`].
    pub client: String,
    /// [`Client::application`].
    pub application: Application,
    /// [`Client::releases`].
    pub releases: String,
    /// [`Client::certainty`].
    pub client_certainty: Certainty,
    /// What comes of the handshake.
    pub connection: HandshakeResult,
}

/// What comes of a handshake: it succeeds or fails, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "result")]
pub enum HandshakeResult {
    /// They connect.
    #[non_exhaustive]
    Connected {
        /// The protocol version.
        version: Version,
        /// The cipher suite.
        suite: Suite,
        /// The group of the key exchange, if there is one and the server's are known.
        group: Option<Group>,
        /// How the server signs, where that is negotiated.
        signature: Option<SignatureScheme>,
    },
    /// They do not.
    #[non_exhaustive]
    Failed {
        /// The rule that the server breaks.
        code: Code,
        /// How sure that rule is.
        certainty: Certainty,
        /// Why, as a clause without a full stop.
        message: Message,
    },
}

/// Negotiates with every client.
///
/// ```
/// use apptunnel::certificate::KeyType;
/// use apptunnel::device::handshake::{self, HandshakeResult, Server};
/// use apptunnel::tls::{Selection, Version};
///
/// let server = Server::with_key(Selection::strong([Version::Tls1_3]), KeyType::Rsa { bits: 2048 });
/// let matrix = handshake::matrix(&server);
/// let mail = matrix.outcomes.iter().find(|outcome| outcome.client == "mail-16").unwrap();
/// assert!(matches!(&mail.connection, HandshakeResult::Failed { code, .. } if *code == "apple.tls.tls-13-only"));
/// ```
pub fn matrix(server: &Server) -> HandshakeMatrix {
    let outcomes = clients().iter().map(|client| ClientHandshake::new(server, client)).collect();
    HandshakeMatrix { outcomes, findings: advice(server, "") }
}

impl HandshakeMatrix {
    /// The matrix as JSON, on one line. [`HandshakeMatrix::json_schema`] describes it.
    pub fn to_json(&self) -> String {
        // Only maps with keys that are not strings make this fail, and a matrix has none.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The JSON schema of a matrix.
    pub fn json_schema() -> serde_json::Value {
        schemars::schema_for!(HandshakeMatrix).to_value()
    }
}

impl ClientHandshake {
    fn new(server: &Server, client: &Client) -> Self {
        let connection = match negotiate(server, client) {
            Ok(it) => HandshakeResult::Connected {
                version: it.version,
                suite: it.suite,
                group: it.group,
                signature: it.signature,
            },
            Err(failure) => HandshakeResult::Failed {
                code: failure.rule().code(),
                certainty: failure.certainty(),
                message: failure.message(),
            },
        };
        Self {
            client: client.id().to_owned(),
            application: client.application(),
            releases: client.releases().to_owned(),
            client_certainty: client.certainty(),
            connection,
        }
    }

    /// The cells of its line.
    fn cells(&self) -> [String; 6] {
        let client = [self.application.to_string(), self.releases.clone()];
        let rest = match &self.connection {
            HandshakeResult::Connected { version, suite, group, signature } => [
                version.to_string(),
                suite.to_string(),
                group.map_or_else(|| "-".to_owned(), |group| group.to_string()),
                signature.map_or_else(|| "-".to_owned(), |signature| signature.to_string()),
            ],
            HandshakeResult::Failed { certainty, message, .. } => {
                ["fails".to_owned(), format!("{message} ({})", certainty.as_str()), String::new(), String::new()]
            }
        };
        let [application, releases] = client;
        let [version, suite, group, signature] = rest;
        [application, releases, version, suite, group, signature]
    }
}

impl fmt::Display for HandshakeMatrix {
    /// A line for each client under a line of headings, then the findings.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headings = ["Client", "Releases", "Version", "Cipher suite", "Group", "Signature"].map(str::to_owned);
        let lines: Vec<[String; 6]> =
            std::iter::once(headings).chain(self.outcomes.iter().map(ClientHandshake::cells)).collect();
        let mut widths = [0; 6];
        for line in &lines {
            // The reason of a failure runs over the columns after it.
            let ends = line.iter().rposition(|cell| !cell.is_empty()).unwrap_or(0);
            for (width, cell) in widths.iter_mut().zip(line).take(ends) {
                *width = cell.len().max(*width);
            }
        }
        for line in &lines {
            let cells: Vec<String> = line.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
            writeln!(f, "{}", cells.join("  ").trim_end())?;
        }
        if !self.findings.is_empty() {
            writeln!(f, "\nFindings:")?;
        }
        self.findings.iter().try_for_each(|finding| finding.fmt(f))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificate::{Curve, KeyType};
    use crate::tls::Selection;

    fn example() -> HandshakeMatrix {
        matrix(&Server::with_key(Selection::strong([Version::Tls1_3]), KeyType::Ec(Curve::P256)))
    }

    #[test]
    fn there_is_an_outcome_for_every_client() {
        let ids: Vec<_> = example().outcomes.into_iter().map(|outcome| outcome.client).collect();
        assert_eq!(ids, clients().iter().map(Client::id).collect::<Vec<_>>());
    }

    #[test]
    fn json_is_read_back() {
        let matrix = example();
        assert_eq!(serde_json::from_str::<HandshakeMatrix>(&matrix.to_json()).unwrap(), matrix);
        let value: serde_json::Value = serde_json::from_str(&matrix.to_json()).unwrap();
        let last = &value["outcomes"][clients().len() - 1];
        assert_eq!(last["client"], "macos-27-ats");
        assert_eq!(last["connection"]["result"], "connected");
        assert_eq!(last["connection"]["version"], "TLSv1.3");
        assert_eq!(last["connection"]["suite"], "TLS_AES_256_GCM_SHA384");
        assert_eq!(value["outcomes"][0]["connection"]["result"], "failed");
        assert_eq!(value["outcomes"][0]["connection"]["code"], "apple.tls.tls-13-only");
    }

    #[test]
    fn columns_are_aligned() {
        let text = example().to_string();
        let lines: Vec<&str> = text.lines().take(clients().len() + 1).collect();
        let column = lines[0].find("Version").unwrap();
        let suite = lines[0].find("Cipher suite").unwrap();
        for line in &lines[1..] {
            let cell = line.get(column..).unwrap();
            assert!(cell.starts_with("TLSv1.3 ") || cell.starts_with("fails "), "{line}");
            assert_eq!(line.as_bytes()[suite - 1], b' ', "{line}");
            assert_ne!(line.as_bytes()[suite], b' ', "{line}");
            assert_eq!(line.trim_end(), *line);
        }
        assert!(text.contains("\nFindings:\n"));
    }
}

//! What comes of a handshake between a server and an Apple client.

use thiserror::Error;

use super::{Application, Client, Groups, KeyUsageCheck, Preference, Server, rules};
use crate::certificate::{Curve, KeyType};
use crate::message::{Message, message};
use crate::report::{Certainty, Rule};
use crate::tls::{Authentication, Cipher, Group, KeyExchange, Mac, SignatureScheme, Suite, Version};

/// What both sides agreed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Negotiated {
    /// The protocol version.
    pub version: Version,
    /// The cipher suite.
    pub suite: Suite,
    /// The group of the key exchange. `None` if the suite has none, or if the server's groups are not known.
    pub group: Option<Group>,
    /// How the server signs: by the scheme of its curve, or the client's first choice for RSA. `None` before TLS 1.2, which
    /// leaves no choice, and with [`KeyExchange::Rsa`], where the server signs nothing.
    pub signature: Option<SignatureScheme>,
}

/// Why there is no connection. [`Display`](std::fmt::Display) says it in one clause, without a full stop.
///
/// ```
/// use apptunnel::device::handshake::Failure;
///
/// assert_eq!(Failure::P521.rule().code, "apple.tls.p521");
/// println!("{}. {}", Failure::P521, Failure::P521.rule().remedy);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[error("{}", self.message())]
#[non_exhaustive]
pub enum Failure {
    /// The server's newest version is TLS 1.1 or older, and the client wants TLS 1.2.
    OldVersionsOnly,
    /// The server speaks TLS 1.3 alone, and the client ends with TLS 1.2.
    Tls13Only,
    /// No version is common in another way, or none of the server's has a suite.
    NoCommonVersion,
    /// All suites exchange keys by RSA, and App Transport Security wants forward secrecy.
    NoForwardSecrecy,
    /// All suites use finite-field Diffie-Hellman.
    DheOnly,
    /// All suites use CBC with SHA-256 or SHA-384.
    CbcSha2Only,
    /// All suites use 3DES.
    TripleDesOnly,
    /// No suite is common for several reasons.
    NoCommonSuite,
    /// Below TLS 1.3 no suite of the server is for its key.
    KeyWithoutSuite,
    /// The key is on P-521, and the client offers no signature for it.
    P521,
    /// The client offers no signature of such a key in any version.
    KeyNotOffered,
    /// No group is common.
    NoCommonGroup,
    /// The client offers no PSS, which TLS 1.3 needs with an RSA key.
    NoPss,
    /// The key usage lacks digitalSignature, as this client is known to check.
    NoDigitalSignature,
    /// The same, where it is inferred that this client checks it.
    ProbablyNoDigitalSignature,
    /// The key usage lacks keyEncipherment, and keys are exchanged by RSA.
    NoKeyEncipherment,
}

message! {
    fn old_versions_only() {
        en: "the server speaks nothing newer than TLS 1.1, and this client begins with TLS 1.2",
    }
    fn tls_1_3_only() {
        en: "the server speaks TLS 1.3 alone, and this client ends with TLS 1.2",
    }
    fn no_common_version() {
        en: "server and client have no version in common for which the server has a suite",
    }
    fn no_forward_secrecy() {
        en: "all suites of the server lack forward secrecy, which App Transport Security requires",
    }
    fn dhe_only() {
        en: "all suites of the server use DHE, which no Apple client offers",
    }
    fn cbc_sha2_only() {
        en: "all suites of the server use CBC with SHA-256 or SHA-384, which this client does not offer",
    }
    fn triple_des_only() {
        en: "all suites of the server use 3DES, which this client does not offer",
    }
    fn no_common_suite_for_key() {
        en: "server and client have no suite in common that the server's key can use",
    }
    fn key_without_suite() {
        en: "the server has no suite for its kind of key",
    }
    fn p521_not_offered() {
        en: "the server's key is on P-521, for which this client offers no signature of TLS 1.3",
    }
    fn key_not_offered() {
        en: "no Apple client offers signatures of such a key",
    }
    fn no_common_group() {
        en: "server and client have no group in common for the key exchange",
    }
    fn no_pss() {
        en: "this client offers no signature with PSS, which TLS 1.3 needs with an RSA key",
    }
    fn no_digital_signature() {
        en: "the key usage of the certificate lacks digitalSignature, and the server signs",
    }
    fn no_key_encipherment() {
        en: "the key usage of the certificate lacks keyEncipherment, and keys are exchanged by RSA",
    }
}

/// Lets server and client negotiate.
///
/// The highest version that both have is taken, of the server's those for which it has a suite. Within it the order of
/// the client decides, unless the server has [`Preference::Server`]; an older version is not tried, as no server does.
///
/// # Errors
/// [`Failure`] if no connection comes about, with the reason.
///
/// ```
/// use apptunnel::certificate::KeyType;
/// use apptunnel::report::Certainty;
/// use apptunnel::device::handshake::{self, Failure, Server};
/// use apptunnel::tls::{Selection, Version};
///
/// let selection = Selection::new([Version::Tls1_2], ["AES128-GCM-SHA256".parse().unwrap()]);
/// let server = Server::with_key(selection, KeyType::Rsa { bits: 2048 });
/// assert!(handshake::negotiate(&server, handshake::client("ios-26").unwrap()).is_ok());
/// let failure = handshake::negotiate(&server, handshake::client("ios-26-ats").unwrap()).unwrap_err();
/// assert_eq!(failure, Failure::NoForwardSecrecy);
/// assert_eq!(failure.certainty(), Certainty::Documented);
/// ```
pub fn negotiate(server: &Server, client: &Client) -> Result<Negotiated, Failure> {
    if !matches!(server.key, KeyType::Rsa { .. } | KeyType::Ec(_)) {
        return Err(Failure::KeyNotOffered);
    }
    let version = version(server, client)?;
    let suites = suites(server, client, version)?;
    let (suite, group) = suite_and_group(server, client, version, suites)?;
    let signature = signature(server, client, version, suite)?;
    key_usage(server, client, version, suite)?;
    Ok(Negotiated { version, suite, group, signature })
}

impl Failure {
    /// The rule that the server breaks.
    pub fn rule(self) -> &'static Rule {
        match self {
            Self::OldVersionsOnly => &rules::OLD_VERSIONS,
            Self::Tls13Only => &rules::TLS_1_3_ONLY,
            Self::NoCommonVersion => &rules::NO_COMMON_VERSION,
            Self::NoForwardSecrecy => &rules::NO_FORWARD_SECRECY,
            Self::DheOnly => &rules::DHE_ONLY,
            Self::CbcSha2Only => &rules::CBC_SHA2_ONLY,
            Self::TripleDesOnly => &rules::TRIPLE_DES_ONLY,
            Self::NoCommonSuite => &rules::NO_COMMON_SUITE,
            Self::KeyWithoutSuite => &rules::KEY_WITHOUT_SUITE,
            Self::P521 => &rules::P521,
            Self::KeyNotOffered => &rules::KEY_NOT_OFFERED,
            Self::NoCommonGroup => &rules::GROUPS,
            Self::NoPss => &rules::NO_PSS,
            Self::NoDigitalSignature | Self::NoKeyEncipherment => &rules::KEY_USAGE,
            Self::ProbablyNoDigitalSignature => &rules::KEY_USAGE_INFERRED,
        }
    }

    /// Why, in one clause without a full stop.
    pub fn message(self) -> Message {
        match self {
            Self::OldVersionsOnly => old_versions_only(),
            Self::Tls13Only => tls_1_3_only(),
            Self::NoCommonVersion => no_common_version(),
            Self::NoForwardSecrecy => no_forward_secrecy(),
            Self::DheOnly => dhe_only(),
            Self::CbcSha2Only => cbc_sha2_only(),
            Self::TripleDesOnly => triple_des_only(),
            Self::NoCommonSuite => no_common_suite_for_key(),
            Self::KeyWithoutSuite => key_without_suite(),
            Self::P521 => p521_not_offered(),
            Self::KeyNotOffered => key_not_offered(),
            Self::NoCommonGroup => no_common_group(),
            Self::NoPss => no_pss(),
            Self::NoDigitalSignature => no_digital_signature(),
            Self::ProbablyNoDigitalSignature => no_digital_signature(),
            Self::NoKeyEncipherment => no_key_encipherment(),
        }
    }

    /// How sure it is. What is [`Certainty::Probable`] is probable and no more.
    pub fn certainty(self) -> Certainty {
        self.rule().certainty
    }
}

fn version(server: &Server, client: &Client) -> Result<Version, Failure> {
    // A version without a suite is as good as not selected.
    let spoken: Vec<Version> =
        Version::ALL.into_iter().filter(|version| server.selection.usable(*version).next().is_some()).collect();
    let offered = client.versions();
    if let Some(version) = spoken.iter().filter(|version| offered.contains(version)).max() {
        return Ok(*version);
    }
    Err(match spoken.iter().max() {
        Some(newest) if *newest < Version::Tls1_2 => Failure::OldVersionsOnly,
        Some(Version::Tls1_3) if spoken.len() == 1 => Failure::Tls13Only,
        _ => Failure::NoCommonVersion,
    })
}

/// The suites that are common and for the server's key, in the order of who decides.
fn suites(server: &Server, client: &Client, version: Version) -> Result<Vec<Suite>, Failure> {
    let fitting: Vec<Suite> = server.selection.usable(version).filter(|suite| suite.fits(&server.key)).collect();
    if fitting.is_empty() {
        return Err(Failure::KeyWithoutSuite);
    }
    let common: Vec<Suite> = match server.preference {
        Preference::Client => {
            client.suites().filter(|suite| suite.is_usable_with(version) && fitting.contains(suite)).collect()
        }
        Preference::Server => {
            let offered: Vec<Suite> = client.suites().collect();
            fitting.iter().copied().filter(|suite| offered.contains(suite)).collect()
        }
    };
    if common.is_empty() { Err(no_common_suite(client, &fitting)) } else { Ok(common) }
}

fn no_common_suite(client: &Client, fitting: &[Suite]) -> Failure {
    // Anonymous suites do not count: no client has them, and they would hide the reason.
    let all = |is: fn(&Suite) -> bool| {
        let mut named = fitting.iter().filter(|suite| suite.authentication() != Authentication::Anonymous).peekable();
        named.peek().is_some() && named.all(is)
    };
    if all(|suite| suite.key_exchange() == KeyExchange::Dhe) {
        Failure::DheOnly
    } else if all(|suite| suite.cipher() == Cipher::TripleDesCbc) {
        Failure::TripleDesOnly
    } else if client.application() == Application::AppTransportSecurity && all(|suite| !suite.is_forward_secret()) {
        Failure::NoForwardSecrecy
    } else if all(|suite| matches!(suite.mac(), Mac::Sha256 | Mac::Sha384)) {
        Failure::CbcSha2Only
    } else {
        Failure::NoCommonSuite
    }
}

/// The first suite for which there is a group, if it needs one.
fn suite_and_group(
    server: &Server,
    client: &Client,
    version: Version,
    suites: Vec<Suite>,
) -> Result<(Suite, Option<Group>), Failure> {
    let group = match &server.groups {
        Groups::NotKnown => Ok(None),
        Groups::Only(accepted) => {
            common_group(accepted, client.groups(), server.preference, version).map(Some).ok_or(Failure::NoCommonGroup)
        }
    };
    let mut result = Err(Failure::NoCommonSuite);
    for suite in suites {
        result = match suite.key_exchange() {
            KeyExchange::Any | KeyExchange::Ecdhe => group.map(|group| (suite, group)),
            KeyExchange::Dhe | KeyExchange::Ecdh | KeyExchange::Rsa => Ok((suite, None)),
        };
        if result.is_ok() {
            break;
        }
    }
    result
}

fn common_group(accepted: &[Group], offered: &[Group], preference: Preference, version: Version) -> Option<Group> {
    let (first, second) = match preference {
        Preference::Client => (offered, accepted),
        Preference::Server => (accepted, offered),
    };
    first.iter().copied().find(|group| second.contains(group) && group.is_usable_for_ecdhe(version))
}

fn signature(
    server: &Server,
    client: &Client,
    version: Version,
    suite: Suite,
) -> Result<Option<SignatureScheme>, Failure> {
    if version < Version::Tls1_2 || matches!(suite.key_exchange(), KeyExchange::Rsa | KeyExchange::Ecdh) {
        return Ok(None);
    }
    let first = |fits: fn(&SignatureScheme) -> bool| client.signatures().iter().copied().find(fits);
    let signature = match &server.key {
        KeyType::Ec(curve) => {
            let own = SignatureScheme::of_curve(*curve);
            let of_curve = client.signatures().contains(&own).then_some(own);
            // In TLS 1.2 the hash is not tied to the curve, but servers prefer that it is.
            let any = if version < Version::Tls1_3 { first(|scheme| scheme.is_ecdsa()) } else { None };
            let failure = if *curve == Curve::P521 { Failure::P521 } else { Failure::KeyNotOffered };
            of_curve.or(any).ok_or(failure)?
        }
        _ if version == Version::Tls1_3 => first(|scheme| scheme.is_rsa_pss()).ok_or(Failure::NoPss)?,
        _ => first(|scheme| scheme.is_rsa()).ok_or(Failure::KeyNotOffered)?,
    };
    Ok(Some(signature))
}

/// The checks of the key usage that the TLS stack makes beside the evaluation of trust.
fn key_usage(server: &Server, client: &Client, version: Version, suite: Suite) -> Result<(), Failure> {
    let Some(usage) = server.leaf.as_ref().and_then(|leaf| leaf.x509().key_usage().ok().flatten()) else {
        return Ok(());
    };
    let is_rsa_before_1_3 = version < Version::Tls1_3 && matches!(server.key, KeyType::Rsa { .. });
    match client.key_usage_check() {
        KeyUsageCheck::NotKnown => Ok(()),
        KeyUsageCheck::Tls13AndCurves if is_rsa_before_1_3 => Ok(()),
        KeyUsageCheck::Always if is_rsa_before_1_3 && suite.key_exchange() == KeyExchange::Rsa => {
            if usage.value.key_encipherment() { Ok(()) } else { Err(Failure::NoKeyEncipherment) }
        }
        _ if usage.value.digital_signature() => Ok(()),
        KeyUsageCheck::Always if is_rsa_before_1_3 => Err(Failure::NoDigitalSignature),
        _ => Err(Failure::ProbablyNoDigitalSignature),
    }
}

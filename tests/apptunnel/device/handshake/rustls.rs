//! rustls on both sides, in memory.

use std::sync::{Arc, Mutex};

use super::Agreed;
use apptunnel::certificate::{Curve, KeyType};
use apptunnel::device::handshake::{self, Client, Groups, Preference, Server};
use apptunnel::tls::{self, Group, Selection, Suite, Version};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, SupportedKxGroup, WebPkiSupportedAlgorithms, aws_lc_rs};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName, UnixTime};
use rustls::{
    ClientConfig, ClientConnection, DigitallySignedStruct, Error, ServerConfig, ServerConnection, SignatureScheme,
    SupportedProtocolVersion,
};

use crate::support::pki::{Key, Name, Template};

/// The groups that rustls has and clients offer, in an order that is also the clients'.
const GROUPS: [Group; 4] = [Group::X25519MlKem768, Group::X25519, Group::Secp256r1, Group::Secp384r1];
const PROTOCOLS: [&[Version]; 3] = [&[Version::Tls1_2], &[Version::Tls1_3], &[Version::Tls1_2, Version::Tls1_3]];

#[test]
fn rustls_negotiates_the_same() {
    let mut connected = 0;
    for (preference, groups, protocols) in cases() {
        let selection = selection(protocols);
        let server = Server::with_key(selection.clone(), KeyType::Ec(Curve::P256))
            .with_groups(Groups::Only(groups.clone()))
            .with_preference(preference);
        let config = server_config(&selection, &groups, preference);
        for client in handshake::clients() {
            let expected = handshake::negotiate(&server, client).ok().map(Agreed::from);
            let actual = shake_hands(config.clone(), client);
            assert_eq!(actual, expected, "{client} with {protocols:?}, {groups:?}, {preference:?}");
            connected += usize::from(actual.is_some());
        }
    }
    assert!(connected > 5 * handshake::clients().len(), "{connected} connections are too few to prove anything");
}

fn cases() -> Vec<(Preference, Vec<Group>, &'static [Version])> {
    let group_lists = [GROUPS.to_vec()].into_iter().chain(GROUPS.map(|group| vec![group]));
    let mut cases = Vec::new();
    for groups in group_lists {
        for protocols in PROTOCOLS {
            for preference in [Preference::Client, Preference::Server] {
                cases.push((preference, groups.clone(), protocols));
            }
        }
    }
    cases
}

/// Every suite of rustls that one of the versions can use, in an order that no client has.
fn selection(protocols: &[Version]) -> Selection {
    let known = aws_lc_rs::ALL_CIPHER_SUITES.iter().rev().filter_map(|suite| Suite::from_id(suite.suite().into()));
    let is_usable = |suite: &Suite| protocols.iter().any(|version| suite.is_usable_with(*version));
    Selection::new(protocols.iter().copied(), known.filter(is_usable))
}

/// What was negotiated, as the client sees it.
fn shake_hands(config: Arc<ServerConfig>, client: &Client) -> Option<Agreed> {
    let seen = Arc::new(Mutex::new(None));
    let config_of_client = client_config(client, seen.clone());
    let mut client =
        ClientConnection::new(config_of_client, ServerName::try_from("sentry.example.com").unwrap()).unwrap();
    let mut server = ServerConnection::new(config).unwrap();
    while client.is_handshaking() || server.is_handshaking() {
        let mut bytes = Vec::new();
        client.write_tls(&mut bytes).unwrap();
        server.read_tls(&mut bytes.as_slice()).unwrap();
        server.process_new_packets().ok()?;
        bytes.clear();
        server.write_tls(&mut bytes).unwrap();
        client.read_tls(&mut bytes.as_slice()).unwrap();
        client.process_new_packets().ok()?;
    }
    let id_of_group = u16::from(client.negotiated_key_exchange_group().unwrap().name());
    let scheme = seen.lock().unwrap().take().unwrap();
    let id_of_version = u16::from(client.protocol_version().unwrap());
    Some(Agreed {
        version: if id_of_version == 0x0304 { Version::Tls1_3 } else { Version::Tls1_2 },
        suite: Suite::from_id(client.negotiated_cipher_suite().unwrap().suite().into()).unwrap(),
        group: Group::ALL.into_iter().find(|group| group.id() == id_of_group),
        signature: tls::SignatureScheme::ALL.into_iter().find(|it| it.id() == u16::from(scheme)),
    })
}

fn client_config(client: &Client, seen: Arc<Mutex<Option<SignatureScheme>>>) -> Arc<ClientConfig> {
    let suites: Vec<Suite> = client.suites().collect();
    let provider = provider(&suites, client.groups());
    let algorithms = provider.signature_verification_algorithms;
    let offered = client.signatures().iter().map(|scheme| SignatureScheme::from(scheme.id())).collect();
    let verifier = Arc::new(AnyCertificate { algorithms, offered, seen });
    let builder = ClientConfig::builder_with_provider(Arc::new(provider));
    let builder = builder.with_protocol_versions(&versions(client.versions())).unwrap();
    Arc::new(builder.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth())
}

fn server_config(selection: &Selection, groups: &[Group], preference: Preference) -> Arc<ServerConfig> {
    let key = Key::p256(7);
    let name = Name::common("sentry.example.com");
    let certificate = CertificateDer::from(Template::new(name.clone(), &key, name).signed_by(&key));
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.pkcs8()));
    let builder = ServerConfig::builder_with_provider(Arc::new(provider(&selection.suites, groups)));
    let builder = builder.with_protocol_versions(&versions(&selection.protocols)).unwrap();
    let mut config = builder.with_no_client_auth().with_single_cert(vec![certificate], key).unwrap();
    config.ignore_client_order = preference == Preference::Server;
    Arc::new(config)
}

/// These suites and groups in this order, without those that rustls lacks.
fn provider(suites: &[Suite], groups: &[Group]) -> CryptoProvider {
    let suite =
        |wanted: &Suite| aws_lc_rs::ALL_CIPHER_SUITES.iter().copied().find(|it| u16::from(it.suite()) == wanted.id());
    let group = |wanted: &Group| -> Option<&'static dyn SupportedKxGroup> {
        aws_lc_rs::ALL_KX_GROUPS.iter().copied().find(|it| u16::from(it.name()) == wanted.id())
    };
    CryptoProvider {
        cipher_suites: suites.iter().filter_map(suite).collect(),
        kx_groups: groups.iter().filter_map(group).collect(),
        ..aws_lc_rs::default_provider()
    }
}

fn versions(versions: &[Version]) -> Vec<&'static SupportedProtocolVersion> {
    let known = [(Version::Tls1_3, &rustls::version::TLS13), (Version::Tls1_2, &rustls::version::TLS12)];
    known.into_iter().filter(|(version, _)| versions.contains(version)).map(|(_, it)| it).collect()
}

/// Trusts every certificate, checks the signature of the handshake, and remembers its scheme.
#[derive(Debug)]
struct AnyCertificate {
    algorithms: WebPkiSupportedAlgorithms,
    offered: Vec<SignatureScheme>,
    seen: Arc<Mutex<Option<SignatureScheme>>>,
}

impl ServerCertVerifier for AnyCertificate {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        *self.seen.lock().unwrap() = Some(signature.scheme);
        rustls::crypto::verify_tls12_signature(message, certificate, signature, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        *self.seen.lock().unwrap() = Some(signature.scheme);
        rustls::crypto::verify_tls13_signature(message, certificate, signature, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.offered.clone()
    }
}

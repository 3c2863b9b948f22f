//! Any selection of a server and every client: what they agree on, both have.

use apptunnel::certificate::{Curve, KeyType};
use apptunnel::device::handshake;
use apptunnel::device::handshake::{Failure, Groups, Preference, Server, clients, negotiate};
use apptunnel::tls::{Group, Selection, SignatureScheme, Suite, Version, suites};
use apptunnel::{device, tls};

/// Key, preference, protocols and groups in a byte each or two, and suites in two bytes each.
pub fn check(input: &[u8]) {
    let [key, flags, protocols, groups @ ..] = input else { return };
    let [low, high, chosen @ ..] = groups else { return };
    let keys = [
        KeyType::Rsa { bits: 2048 },
        KeyType::RsaPss { bits: 2048 },
        KeyType::Ec(Curve::P256),
        KeyType::Ec(Curve::P384),
        KeyType::Ec(Curve::P521),
        KeyType::Ed25519,
    ];
    let key = keys[usize::from(*key) % keys.len()].clone();
    let protocols: Vec<Version> =
        Version::ALL.into_iter().enumerate().filter(|(bit, _)| protocols >> bit & 1 == 1).map(|it| it.1).collect();
    let bits = u16::from_be_bytes([*high, *low]);
    let accepted: Vec<Group> =
        Group::ALL.into_iter().enumerate().filter(|(bit, _)| bits >> bit & 1 == 1).map(|it| it.1).collect();
    let all: Vec<Suite> = suites().collect();
    let suites: Vec<Suite> = chosen.iter().map(|byte| all[usize::from(*byte) % all.len()]).collect();
    let selection = Selection::new(protocols, suites);
    let preference = if flags & 1 == 0 { Preference::Client } else { Preference::Server };
    let known = if flags & 2 == 0 { Groups::NotKnown } else { Groups::Only(accepted.clone()) };
    let server = Server::with_key(selection.clone(), key.clone()).with_preference(preference).with_groups(known);

    let _ = (tls::check(&selection, Some(&key), ""), device::advice(&server, ""));
    let matrix = handshake::matrix(&server);
    assert_eq!(matrix.to_json(), handshake::matrix(&server).to_json());
    assert_eq!(matrix.outcomes.len(), clients().len());
    for client in clients() {
        let agreed = match negotiate(&server, client) {
            Ok(agreed) => agreed,
            Err(failure) => {
                assert!(failure != Failure::NoCommonGroup || flags & 2 != 0, "{}", client.id());
                continue;
            }
        };
        assert!(selection.protocols.contains(&agreed.version) && client.versions().contains(&agreed.version));
        assert!(selection.suites.contains(&agreed.suite) && client.suites().any(|suite| suite == agreed.suite));
        assert!(agreed.suite.is_usable_with(agreed.version) && agreed.suite.fits(&key));
        assert!(agreed.group.is_none_or(|it| accepted.contains(&it) && client.groups().contains(&it)));
        assert!(agreed.signature.is_none_or(|it| client.signatures().contains(&it)));
        assert!(agreed.signature.is_none_or(|it| it.is_ecdsa() == matches!(key, KeyType::Ec(_))));
        assert!(
            agreed.version < Version::Tls1_3
                || agreed.signature.is_some_and(|it: SignatureScheme| !it.is_rsa() || it.is_rsa_pss())
        );
        // No newer version was possible, and it does not matter who is asked twice.
        let newer = |version: &&Version| **version > agreed.version && client.versions().contains(version);
        let mut newer = selection.protocols.iter().filter(newer);
        assert!(!newer.any(|version| selection.suites.iter().any(|suite| suite.is_usable_with(*version))));
    }
}

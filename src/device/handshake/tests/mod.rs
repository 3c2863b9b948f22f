//! Clients and rules on both sides of each, and what the cases share.

mod clients;
mod key_usage;
mod rules;

use super::*;
use crate::certificate::{Curve, KeyType};
use crate::device::advice;
use crate::tls::*;

const RSA: KeyType = KeyType::Rsa { bits: 2048 };
const P256: KeyType = KeyType::Ec(Curve::P256);
const P384: KeyType = KeyType::Ec(Curve::P384);
const P521: KeyType = KeyType::Ec(Curve::P521);

const TLS13: &str = "TLS_AES_128_GCM_SHA256";
const GCM: &str = "ECDHE-RSA-AES128-GCM-SHA256";
const EC_GCM: &str = "ECDHE-ECDSA-AES128-GCM-SHA256";

fn server(protocols: &[Version], suites: &[&str], key: KeyType) -> Server {
    let suites = suites.iter().map(|name| name.parse().unwrap()).collect();
    Server::with_key(Selection { protocols: protocols.to_vec(), suites }, key)
}

fn with(id: &str, server: &Server) -> Result<Negotiated, Failure> {
    negotiate(server, client(id).unwrap())
}

/// The ids of the clients that fail so.
fn failing(server: &Server, failure: Failure) -> Vec<&'static str> {
    clients().iter().filter(|client| negotiate(server, client) == Err(failure)).map(Client::id).collect()
}

fn connecting(server: &Server) -> Vec<&'static str> {
    clients().iter().filter(|client| negotiate(server, client).is_ok()).map(Client::id).collect()
}

fn is_ats(id: &&str) -> bool {
    id.ends_with("-ats")
}

fn codes(server: &Server) -> Vec<String> {
    advice(server, "").into_iter().map(|finding| finding.code.to_string()).collect()
}

//! What Apple publishes for TLS server certificates since iOS 13 and macOS 10.15: article 103769, once HT210176.
//!
//! The rules are those of the article, word for word. Where Apple's code differs, the article is what is checked here.

use chrono::{DateTime, TimeDelta, Utc};

use crate::ServerName;
use crate::certificate::KeyType;
use crate::crypto::Hash;
use crate::message::{Seconds, Text, message};
use crate::report::{Finding, Rule};
use crate::server_name::is_dns_name;
use crate::upload::indexed::Indexed;

/// The rules of the article, in its order.
pub(super) const RULES: &[&Rule] = &[&KEY_SIZE, &SIGNATURE_HASH, &DNS_NAME, &SERVER_AUTH, &VALIDITY_PERIOD];

/// The shortest RSA key, in bits.
const RSA_BITS: usize = 2048;

/// The longest validity period. A day is 86,400 seconds.
const VALIDITY: TimeDelta = TimeDelta::days(825);

/// 2019-07-01T00:00:00Z. The last two rules hold for certificates whose notBefore is this or later.
const JULY_2019: DateTime<Utc> = match DateTime::from_timestamp(1_561_939_200, 0) {
    Some(instant) => instant,
    None => DateTime::UNIX_EPOCH,
};

/// A chain as the article sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chain<'a> {
    /// The server's certificate.
    pub(super) leaf: Indexed<'a>,
    /// The CA certificates above it that are not self-signed, and the root if there is one.
    pub(super) issuers: &'a [Indexed<'a>],
    /// Whether the last issuer is self-signed.
    pub(super) ends_in_root: bool,
    /// The name that devices use, if it is known.
    pub(super) server_name: Option<&'a ServerName>,
}

/// Every breach of the article's rules.
pub(super) fn check(chain: &Chain<'_>) -> Vec<Finding> {
    [key_size, signature_hash, dns_name, server_auth, validity_period].iter().flat_map(|rule| rule(chain)).collect()
}

pub(super) static KEY_SIZE: Rule = Rule {
    code: "article-103769.key-size",
    asks: Text { en: "RSA keys of the server certificate and its CAs are at least 2,048 bits long." },
    remedy: Text {
        en: "Make a new RSA key of 2,048 bits or more, or an EC key on P-256, and have the certificate issued again.",
    },
    ..Rule::apple_article()
};

message! {
    fn rsa_key_too_short(bits: usize, least: usize) {
        en: "The RSA key has {bits} bits; Apple devices ask for {least} or more.",
    }
}

fn key_size(chain: &Chain<'_>) -> Vec<Finding> {
    let certificates = std::iter::once(&chain.leaf).chain(chain.issuers);
    certificates
        .filter_map(|it| match it.certificate.key_type() {
            KeyType::Rsa { bits } | KeyType::RsaPss { bits } if bits < RSA_BITS => {
                Some(KEY_SIZE.finding(it.subject(), rsa_key_too_short(bits, RSA_BITS)))
            }
            _ => None,
        })
        .collect()
}

pub(super) static SIGNATURE_HASH: Rule = Rule {
    code: "article-103769.signature-hash",
    asks: Text {
        en: "The server certificate and its CAs are signed with a hash of the SHA-2 family; a self-signed root is exempt.",
    },
    remedy: Text { en: "Have the certificate issued again with SHA-256." },
    ..Rule::apple_article()
};

message! {
    fn weak_hash(hash: &Hash) {
        en: "The certificate is signed with {hash}; Apple devices ask for SHA-256 or another of the SHA-2 family.",
    }
}

/// The signature of a self-signed root proves nothing and is not looked at.
fn signature_hash(chain: &Chain<'_>) -> Vec<Finding> {
    let root = usize::from(chain.ends_in_root);
    let signed = std::iter::once(&chain.leaf).chain(chain.issuers).take(1 + chain.issuers.len().saturating_sub(root));
    signed
        .filter_map(|it| match it.certificate.signature_hash() {
            Some(hash @ (Hash::Md2 | Hash::Md4 | Hash::Md5 | Hash::Sha1)) => {
                Some(SIGNATURE_HASH.finding(it.subject(), weak_hash(&hash)))
            }
            _ => None,
        })
        .collect()
}

pub(super) static DNS_NAME: Rule = Rule {
    code: "article-103769.dns-name",
    asks: Text {
        en: "The DNS name of the server is in the subject alternative name; the common name no longer counts.",
    },
    remedy: Text {
        en: "Have the certificate issued again with the server's DNS name in the subject alternative name.",
    },
    ..Rule::apple_article()
};

message! {
    fn no_dns_name() {
        en: "The certificate has no DNS name in the subject alternative name; Apple devices do not look at the common name.",
    }
}

/// A server that is reached by IP address needs no DNS name. An entry that is not a DNS name does not count.
fn dns_name(chain: &Chain<'_>) -> Vec<Finding> {
    let leaf = chain.leaf.certificate;
    if leaf.dns_names().any(is_dns_name) || chain.server_name.is_some_and(ServerName::is_ip_address) {
        return Vec::new();
    }
    vec![DNS_NAME.finding(chain.leaf.subject(), no_dns_name())]
}

pub(super) static SERVER_AUTH: Rule = Rule {
    code: "article-103769.server-auth",
    asks: Text {
        en: "The extended key usage of a server certificate issued after 1 July 2019 contains id-kp-serverAuth.",
    },
    remedy: Text {
        en: "Have the certificate issued again with the extended key usage serverAuth (1.3.6.1.5.5.7.3.1).",
    },
    ..Rule::apple_article()
};

message! {
    fn no_server_auth() {
        en: "The extended key usage does not contain id-kp-serverAuth; Apple devices ask for it since 1 July 2019.",
    }
}

fn server_auth(chain: &Chain<'_>) -> Vec<Finding> {
    if !issued_since_july_2019(&chain.leaf) || chain.leaf.certificate.has_server_auth() {
        return Vec::new();
    }
    vec![SERVER_AUTH.finding(chain.leaf.subject(), no_server_auth())]
}

pub(super) static VALIDITY_PERIOD: Rule = Rule {
    code: "article-103769.validity-period",
    asks: Text {
        en: "A server certificate issued after 1 July 2019 is valid for 825 days or fewer, from notBefore to notAfter.",
    },
    remedy: Text {
        en: "Have the certificate issued again for a shorter time; 397 days pass every Apple rule for private CAs and public ones of before 2026.",
    },
    ..Rule::apple_article()
};

message! {
    fn valid_too_long(period: Seconds) {
        en: "The certificate is valid for {period}; Apple devices take 825 days at most.",
    }
}

fn validity_period(chain: &Chain<'_>) -> Vec<Finding> {
    let certificate = chain.leaf.certificate;
    let (Some(not_before), Some(not_after)) = (certificate.not_before(), certificate.not_after()) else {
        return Vec::new();
    };
    let period = not_after - not_before;
    if !issued_since_july_2019(&chain.leaf) || period <= VALIDITY {
        return Vec::new();
    }
    vec![VALIDITY_PERIOD.finding(chain.leaf.subject(), valid_too_long(Seconds(period.num_seconds())))]
}

fn issued_since_july_2019(leaf: &Indexed<'_>) -> bool {
    leaf.certificate.not_before().is_none_or(|not_before| not_before >= JULY_2019)
}

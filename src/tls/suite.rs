//! One cipher suite: what it is made of, and how good it is.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::suites::{ROWS, Row};
use super::{Authentication, Cipher, KeyExchange, Mac, Strength, UnknownName, Version, fault};
use crate::certificate::KeyType;
use crate::message::{Text, argument_by_display};

/// A cipher suite of IANA's registry. In text and JSON it has its IANA name.
///
/// [`FromStr`] also reads OpenSSL's name and JSSE's older one, which begins with `SSL_`, in upper or lower case. For DHE it
/// reads `EDH-` as well, with which names began before OpenSSL 1.1.
///
/// ```
/// use apptunnel::tls::{Strength, Suite};
///
/// let suite: Suite = "SSL_RSA_WITH_3DES_EDE_CBC_SHA".parse().unwrap();
/// assert_eq!(suite.name(), "TLS_RSA_WITH_3DES_EDE_CBC_SHA");
/// assert_eq!(suite, "des-cbc3-sha".parse().unwrap());
/// assert_eq!(suite, Suite::from_id(0x000a).unwrap());
/// assert_eq!(suite.strength(), Strength::Broken);
/// ```
#[derive(Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
pub struct Suite(&'static Row);

/// Every suite the library knows, by number.
///
/// ```
/// use apptunnel::tls;
///
/// assert!(tls::suites().any(|suite| suite.openssl_name() == "ECDHE-RSA-AES128-GCM-SHA256"));
/// ```
pub fn suites() -> impl Iterator<Item = Suite> {
    ROWS.iter().map(Suite)
}

/// The suites to select where nothing speaks against it: those that are [`Strength::Strong`].
///
/// ```
/// use apptunnel::tls;
///
/// assert!(tls::strong().any(|suite| suite.name() == "TLS_AES_128_GCM_SHA256"));
/// assert!(tls::strong().all(|suite| !suite.name().contains("CBC")));
/// ```
pub fn strong() -> impl Iterator<Item = Suite> {
    suites().filter(|suite| suite.strength() == Strength::Strong)
}

impl Suite {
    /// The suite with this number, if the library knows it.
    pub fn from_id(id: u16) -> Option<Self> {
        ROWS.binary_search_by_key(&id, |row| row.id).ok().and_then(|index| ROWS.get(index)).map(Self)
    }

    /// Its number in IANA's registry.
    pub fn id(self) -> u16 {
        self.0.id
    }

    /// Its name in IANA's registry.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// OpenSSL's name.
    pub fn openssl_name(self) -> &'static str {
        self.0.openssl_name
    }

    /// The first and the last version that can use it.
    pub fn versions(self) -> (Version, Version) {
        (self.0.first, self.0.last)
    }

    /// How the two sides agree on a secret.
    pub fn key_exchange(self) -> KeyExchange {
        self.0.key_exchange
    }

    /// By which kind of key the server authenticates.
    pub fn authentication(self) -> Authentication {
        self.0.authentication
    }

    /// How records are encrypted.
    pub fn cipher(self) -> Cipher {
        self.0.cipher
    }

    /// How the integrity of records is kept.
    pub fn mac(self) -> Mac {
        self.0.mac
    }

    /// Whether connections of this version can use it.
    pub fn is_usable_with(self, version: Version) -> bool {
        (self.0.first..=self.0.last).contains(&version)
    }

    /// Whether what was recorded stays secret when the certificate's key becomes known.
    pub fn is_forward_secret(self) -> bool {
        matches!(self.0.key_exchange, KeyExchange::Any | KeyExchange::Dhe | KeyExchange::Ecdhe)
    }

    /// Whether a server with such a key can use it. In TLS 1.3 every key that signs fits every suite.
    pub fn fits(self, key: &KeyType) -> bool {
        match (self.0.key_exchange, self.0.authentication) {
            (_, Authentication::Any | Authentication::Anonymous) => true,
            (KeyExchange::Ecdh, _) => matches!(key, KeyType::Ec(_)),
            // RFC 8422 section 5.10 lets Ed25519 in.
            (_, Authentication::Ecdsa) => matches!(key, KeyType::Ec(_) | KeyType::Ed25519),
            // A key of id-RSASSA-PSS signs and does nothing else.
            (KeyExchange::Rsa, _) => matches!(key, KeyType::Rsa { .. }),
            (_, Authentication::Rsa) => matches!(key, KeyType::Rsa { .. } | KeyType::RsaPss { .. }),
            (_, Authentication::Dss) => matches!(key, KeyType::Other(oid) if oid == DSA),
        }
    }

    /// How good it is.
    pub fn strength(self) -> Strength {
        fault::worst(self.0).map_or(Strength::Strong, |(strength, _)| strength)
    }

    /// Why it is no better than its strength says, or what makes it strong, as the end of a sentence.
    pub fn reason(self) -> &'static Text {
        fault::worst(self.0).map_or(&STRONG, |(_, reason)| reason)
    }
}

static STRONG: Text = Text { en: "it has forward secrecy and authenticated encryption" };

/// id-dsa (RFC 3279 section 2.3.2).
const DSA: &str = "1.2.840.10040.4.1";

/// Whether the name is the known one but for how it begins.
fn is_alias(name: &str, start: &str, known: &str, known_start: &str) -> bool {
    let rests = name.split_at_checked(start.len()).zip(known.strip_prefix(known_start));
    rests.is_some_and(|((own, rest), known)| own.eq_ignore_ascii_case(start) && rest.eq_ignore_ascii_case(known))
}

impl FromStr for Suite {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let is_named = |row: &Row| {
            row.name.eq_ignore_ascii_case(name)
                || row.openssl_name.eq_ignore_ascii_case(name)
                // TLS 1.3 came after JSSE gave up the older names.
                || row.last < Version::Tls1_3 && is_alias(name, "SSL_", row.name, "TLS_")
                || is_alias(name, "EDH-", row.openssl_name, "DHE-")
        };
        let named = ROWS.iter().find(|row| is_named(row));
        named.map(Self).ok_or_else(|| UnknownName::new(&Text { en: "cipher suite" }, name))
    }
}

impl fmt::Display for Suite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0.name)
    }
}

argument_by_display!(Suite);

impl fmt::Debug for Suite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0.name)
    }
}

impl PartialEq for Suite {
    fn eq(&self, other: &Self) -> bool {
        self.0.id == other.0.id
    }
}

impl Eq for Suite {}

impl PartialOrd for Suite {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Suite {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.id.cmp(&other.0.id)
    }
}

impl Hash for Suite {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.id.hash(state);
    }
}

impl TryFrom<String> for Suite {
    type Error = UnknownName;

    fn try_from(name: String) -> Result<Self, UnknownName> {
        name.parse()
    }
}

impl From<Suite> for String {
    fn from(suite: Suite) -> Self {
        suite.name().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suite(name: &str) -> Suite {
        name.parse().unwrap()
    }

    #[test]
    fn the_table_is_sorted_and_no_name_stands_twice() {
        assert!(ROWS.is_sorted_by(|a, b| a.id < b.id));
        let mut names: Vec<String> =
            suites().flat_map(|it| [it.name().to_lowercase(), it.openssl_name().to_lowercase()]).collect();
        names.sort();
        let all = names.len();
        names.dedup();
        // Suites of TLS 1.3 have one name for both.
        assert_eq!(names.len(), all - suites().filter(|it| it.versions().0 == Version::Tls1_3).count());
    }

    /// The columns say what the name says.
    #[test]
    fn columns_agree_with_the_name() {
        for it in suites() {
            let Some((key, rest)) = it.name().split_once("_WITH_") else {
                assert_eq!((it.key_exchange(), it.versions().0), (KeyExchange::Any, Version::Tls1_3), "{it}");
                continue;
            };
            let key = key.strip_prefix("TLS_").unwrap().replace("_EXPORT", "");
            let expected = match key.as_str() {
                "RSA" => (KeyExchange::Rsa, Authentication::Rsa),
                "DHE_RSA" => (KeyExchange::Dhe, Authentication::Rsa),
                "DHE_DSS" => (KeyExchange::Dhe, Authentication::Dss),
                "DH_anon" => (KeyExchange::Dhe, Authentication::Anonymous),
                "ECDH_anon" => (KeyExchange::Ecdhe, Authentication::Anonymous),
                "ECDH_RSA" => (KeyExchange::Ecdh, Authentication::Rsa),
                "ECDH_ECDSA" => (KeyExchange::Ecdh, Authentication::Ecdsa),
                "ECDHE_RSA" => (KeyExchange::Ecdhe, Authentication::Rsa),
                "ECDHE_ECDSA" => (KeyExchange::Ecdhe, Authentication::Ecdsa),
                other => panic!("{other}"),
            };
            assert_eq!((it.key_exchange(), it.authentication()), expected, "{it}");
            let cipher = it.cipher().as_str();
            assert!(rest.starts_with(cipher), "{it}: {cipher}");
            let mac = match it.mac() {
                Mac::Aead => ["GCM", "CCM", "POLY1305"].iter().any(|mode| cipher.contains(mode)),
                Mac::Md5 => rest.ends_with("_MD5"),
                Mac::Sha1 => rest.ends_with("_SHA"),
                Mac::Sha256 => rest.ends_with("_SHA256"),
                Mac::Sha384 => rest.ends_with("_SHA384"),
            };
            assert!(mac, "{it}");
        }
    }

    #[test]
    fn versions_are_those_of_the_rfcs() {
        let range = |name| suite(name).versions();
        assert_eq!(range("AES128-SHA"), (Version::Ssl3, Version::Tls1_2));
        assert_eq!(range("ECDHE-RSA-AES128-SHA"), (Version::Tls1_0, Version::Tls1_2));
        assert_eq!(range("AES128-SHA256"), (Version::Tls1_2, Version::Tls1_2));
        assert_eq!(range("DES-CBC-SHA"), (Version::Ssl3, Version::Tls1_1));
        assert_eq!(range("EXP-RC4-MD5"), (Version::Ssl3, Version::Tls1_0));
        assert_eq!(range("TLS_AES_128_GCM_SHA256"), (Version::Tls1_3, Version::Tls1_3));
    }

    #[test]
    fn every_name_finds_its_suite() {
        for it in suites() {
            assert_eq!(Suite::from_id(it.id()), Some(it));
            assert_eq!(suite(&it.name().to_lowercase()), it);
            assert_eq!(suite(&it.openssl_name().to_lowercase()), it);
            let old = it.name().replacen("TLS_", "SSL_", 1);
            assert_eq!(old.parse().ok(), (it.versions().0 < Version::Tls1_3).then_some(it), "{old}");
        }
        assert_eq!(suite("edh-rsa-des-cbc3-sha"), suite("DHE-RSA-DES-CBC3-SHA"));
        assert_eq!(suite("EDH-RSA-DES-CBC-SHA").name(), "TLS_DHE_RSA_WITH_DES_CBC_SHA");
        for unknown in ["", "SSL_", "TLS_", "TLS_EMPTY_RENEGOTIATION_INFO_SCSV", "SSLéRSA_WITH_NULL_MD5"] {
            assert!(unknown.parse::<Suite>().is_err(), "{unknown}");
        }
        assert_eq!(Suite::from_id(0x5600), None);
    }

    #[test]
    fn json_has_the_name_and_reads_any() {
        let it = suite("AES128-SHA");
        assert_eq!(serde_json::to_string(&it).unwrap(), "\"TLS_RSA_WITH_AES_128_CBC_SHA\"");
        assert_eq!(serde_json::from_str::<Suite>("\"SSL_RSA_WITH_AES_128_CBC_SHA\"").unwrap(), it);
        assert!(serde_json::from_str::<Suite>("\"X\"").is_err());
    }

    #[test]
    fn keys_fit_suites_of_their_kind() {
        use crate::certificate::Curve;
        let rsa = KeyType::Rsa { bits: 2048 };
        let pss = KeyType::RsaPss { bits: 2048 };
        let ec = KeyType::Ec(Curve::P256);
        let dsa = KeyType::Other(DSA.to_owned());
        let fitting = |name: &str| [&rsa, &pss, &ec, &KeyType::Ed25519, &dsa].map(|key| suite(name).fits(key));
        assert_eq!(fitting("AES128-SHA"), [true, false, false, false, false]);
        assert_eq!(fitting("ECDHE-RSA-AES128-SHA"), [true, true, false, false, false]);
        assert_eq!(fitting("ECDHE-ECDSA-AES128-SHA"), [false, false, true, true, false]);
        assert_eq!(fitting("ECDH-RSA-AES128-SHA"), [false, false, true, false, false]);
        assert_eq!(fitting("DHE-DSS-AES128-SHA"), [false, false, false, false, true]);
        assert_eq!(fitting("TLS_AES_128_GCM_SHA256"), [true; 5]);
        assert_eq!(fitting("ADH-AES128-SHA"), [true; 5]);
    }
}

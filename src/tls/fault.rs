//! What speaks against a cipher suite, by this library's own policy.

use super::suites::Row;
use super::{Authentication, Cipher, KeyExchange, Mac, Strength};
use crate::message::Text;

/// The worst that is to be said of a suite, as the end of a sentence. `None` if it is strong.
pub(super) fn worst(suite: &Row) -> Option<(Strength, &'static Text)> {
    let Row { key_exchange, authentication, cipher, mac, .. } = *suite;
    // Every suite with MD5 is broken for one of these reasons too.
    let fault = if cipher == Cipher::Null {
        (Strength::Broken, &Text { en: "it does not encrypt" })
    } else if authentication == Authentication::Anonymous {
        (Strength::Broken, &Text { en: "it does not authenticate the server" })
    } else if matches!(cipher, Cipher::Des40Cbc | Cipher::Rc2Cbc40 | Cipher::Rc4_40) {
        (Strength::Broken, &Text { en: "its key has 40 bits, for export under rules of the 1990s" })
    } else if cipher == Cipher::DesCbc {
        (Strength::Broken, &Text { en: "a DES key of 56 bits can be searched for" })
    } else if matches!(cipher, Cipher::Rc4_128) {
        (Strength::Broken, &Text { en: "RFC 7465 forbids RC4" })
    } else if cipher == Cipher::TripleDesCbc {
        (Strength::Broken, &Text { en: "blocks of 64 bits repeat in long connections (SWEET32)" })
    } else if matches!(key_exchange, KeyExchange::Rsa | KeyExchange::Ecdh) {
        (Strength::Weak, &Text { en: "it has no forward secrecy" })
    } else if mac == Mac::Sha1 {
        (Strength::Weak, &Text { en: "it uses CBC mode and SHA-1" })
    } else if mac != Mac::Aead {
        (Strength::Weak, &Text { en: "it uses CBC mode" })
    } else {
        return None;
    };
    Some(fault)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tls::{Suite, suites};

    #[test]
    fn strength_follows_the_policy() {
        let cases = [
            ("TLS_AES_256_GCM_SHA384", Strength::Strong),
            ("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", Strength::Strong),
            ("TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", Strength::Strong),
            ("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", Strength::Weak),
            ("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", Strength::Weak),
            ("TLS_RSA_WITH_AES_128_GCM_SHA256", Strength::Weak),
            ("TLS_ECDH_RSA_WITH_AES_128_GCM_SHA256", Strength::Weak),
            ("TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA", Strength::Broken),
            ("TLS_ECDHE_RSA_WITH_RC4_128_SHA", Strength::Broken),
            ("TLS_RSA_WITH_RC4_128_MD5", Strength::Broken),
            ("TLS_RSA_WITH_DES_CBC_SHA", Strength::Broken),
            ("TLS_RSA_EXPORT_WITH_DES40_CBC_SHA", Strength::Broken),
            ("TLS_RSA_WITH_NULL_SHA256", Strength::Broken),
            ("TLS_DH_anon_WITH_AES_256_GCM_SHA384", Strength::Broken),
        ];
        for (name, strength) in cases {
            assert_eq!(name.parse::<Suite>().unwrap().strength(), strength, "{name}");
        }
        let has_word =
            |it: &Suite| ["NULL", "anon", "RC4", "DES", "EXPORT", "MD5"].iter().any(|w| it.name().contains(w));
        assert!(suites().all(|it| (it.strength() == Strength::Broken) == has_word(&it)));
    }
}

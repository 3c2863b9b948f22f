//! Names that clients ask for, and names in certificates: read and matched as rustls does, but for the known differences.

use std::net::IpAddr;

use apptunnel::{Certificate, ServerName};
use rustls_pki_types::{CertificateDer, ServerName as TheirName};
use webpki::EndEntityCert;

use super::support::der;
use super::support::pki::{self, KEYS, Name, Template};

/// A way in which both may differ about a name that a client asks for.
struct Difference {
    #[expect(dead_code, reason = "it is for who reads this")]
    reason: &'static str,
    applies: fn(&str) -> bool,
}

/// Of what both read, nothing is known that they match otherwise.
static READING: [Difference; 4] = [
    Difference {
        reason: "A URL has an IPv6 address in brackets; rustls takes it bare.",
        applies: |asked| asked.starts_with('['),
    },
    Difference {
        reason: "Apple asks for a letter in the last label; rustls for anything but a number.",
        applies: |asked| !last_label(asked).contains(|char: char| char.is_ascii_alphabetic()),
    },
    Difference {
        reason: "Browsers take a name that ends in a hexadecimal number for an IPv4 address, and so does rustls.",
        applies: |asked| last_label(asked).to_ascii_lowercase().starts_with("0x"),
    },
    Difference {
        reason: "Apple takes 255 characters, as RFC 1035 counts octets of the encoding; rustls 253.",
        applies: |asked| asked.len() > 253,
    },
];

fn last_label(name: &str) -> &str {
    name.trim_end_matches('.').rsplit('.').next().unwrap_or_default()
}

/// The name that a client asks for on the first line, and those of the certificate on the others: DNS names, or IP
/// addresses.
pub fn check(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let mut lines = text.lines();
    let asked = lines.next().unwrap_or_default();
    let names: Vec<&str> = lines.filter(|line| line.is_ascii()).collect();
    let (ours, theirs) = (asked.parse::<ServerName>(), TheirName::try_from(asked));
    if ours.is_ok() != theirs.is_ok() {
        let known = READING.iter().any(|difference| (difference.applies)(asked));
        assert!(known, "{asked:?}: {ours:?}, rustls: {theirs:?}");
    }
    let (Ok(ours), Ok(theirs)) = (ours, theirs) else { return };
    assert_eq!(ours.to_string().parse::<ServerName>().as_ref(), Ok(&ours));

    let Ok(certificate) = Certificate::from_der(&certificate(&names)) else { return };
    let is_covered = ours.is_covered_by(&certificate);
    assert_eq!(is_covered, asked.to_ascii_uppercase().parse::<ServerName>().unwrap().is_covered_by(&certificate));
    let der = CertificateDer::from(certificate.der());
    let Ok(leaf) = EndEntityCert::try_from(&der) else { return };
    let accepted = leaf.verify_is_valid_for_subject_name(&theirs);
    assert_eq!(is_covered, accepted.is_ok(), "{asked:?} of {names:?}: rustls: {accepted:?}");
}

fn certificate(names: &[&str]) -> Vec<u8> {
    let general = |name: &&str| match name.parse() {
        Ok(IpAddr::V4(address)) => der::implicit(7, &address.octets()),
        Ok(IpAddr::V6(address)) => der::implicit(7, &address.octets()),
        Err(_) => der::implicit(2, name.as_bytes()),
    };
    let names: Vec<Vec<u8>> = names.iter().map(general).collect();
    let names = pki::extension("2.5.29.17", false, &der::sequence(&names));
    let tbs = Template::new(Name::common("Leaf"), &KEYS[1], Name::common("CA")).with(names).tbs(&KEYS[1]);
    // Nobody looks at the signature.
    der::sequence(&[tbs, der::sequence(&[der::oid("1.3.101.112")]), der::bit_string(&[0; 64])])
}

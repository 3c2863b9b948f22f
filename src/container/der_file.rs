//! Takes what is in a binary file: tells the kinds apart by their first few elements, and reads each.

use super::asn1::{
    BIT_STRING, GENERALIZED_TIME, Header, INTEGER, OBJECT_IDENTIFIER, OCTET_STRING, Reader, SEQUENCE, SET, UTC_TIME,
    constructed,
};
use super::ber::{self, Definite};
use super::bundle::{Encoding, Format};
use super::collector::{Attributes, Collector, Protection};
use super::encrypted_key::{self, Decrypted};
use super::{OpenError, PrivateKey, pkcs7, pkcs12};
use crate::Certificate;
use crate::message::{Text, message};

const FILE: &Text = &Text { en: "the file" };
const CERTIFICATE: &Text = &Text { en: "the certificate" };
const KEY: &Text = &Text { en: "the private key" };

/// What some bytes look like.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Certificate,
    Key,
    EncryptedKey,
    /// What holds others, and its reader.
    Container(Format, ReadContainer),
    /// Something else: what it is, in a sentence.
    Other(&'static Text),
}

/// Takes everything from a container with definite lengths, and says whether anything inside was BER.
type ReadContainer = fn(Definite<'_>, &mut Collector<'_>) -> Result<bool, OpenError>;

message! {
    fn after_the_end(bytes: usize) {
        en: "{bytes} bytes after the end",
    }
}

/// Reads a file that begins with a SEQUENCE.
pub(super) fn read(bytes: &[u8], contents: &mut Collector<'_>) -> Result<(Format, Encoding), OpenError> {
    let outer = ber::outermost(FILE, bytes, contents.budget().asn1_depth)?;
    let mut is_ber = outer.is_ber();
    let mut rest = outer.rest;
    let element = outer.element;
    let format = match kind(&element) {
        Kind::Certificate => {
            rest = read_certificates(bytes, contents)?;
            is_ber = false;
            Format::DerCert
        }
        Kind::Container(format, read) => {
            is_ber |= read(element, contents)?;
            format
        }
        Kind::Key => {
            contents.expect_key()?;
            let key = PrivateKey::read(KEY, &element)?;
            contents.key(KEY, Ok(key), Attributes::default(), Some(&Protection::none()))?;
            Format::DerKey
        }
        Kind::EncryptedKey => {
            contents.expect_key()?;
            let Decrypted { plaintext, protection } = encrypted_key::decrypt(KEY, &element, contents)?;
            let key = encrypted_key::read_plain(KEY, &plaintext, contents.budget().asn1_depth)?;
            contents.key(KEY, Ok(key), Attributes::default(), Some(&protection))?;
            Format::DerKey
        }
        Kind::Other(what) => {
            check_elements(&element)?;
            return Err(OpenError::not_a_certificate_file(what));
        }
    };
    contents.note_trailing(rest.len(), after_the_end)?;
    Ok((format, if is_ber { Encoding::Ber } else { Encoding::Der }))
}

/// Damage may make a certificate look like something else: then its elements do not fit into it.
fn check_elements(bytes: &[u8]) -> Result<(), OpenError> {
    let mut inside = Reader::new(FILE, bytes).next()?.reader(FILE);
    while !inside.is_empty() {
        inside.next()?;
    }
    Ok(())
}

/// Takes certificates in a row, and gives what follows them.
fn read_certificates<'a>(bytes: &'a [u8], contents: &mut Collector<'_>) -> Result<&'a [u8], OpenError> {
    let mut rest = bytes;
    if first_element(rest).is_none() {
        let reason = &Text { en: "its length is indefinite, which DER does not allow" };
        return Err(OpenError::corrupt(CERTIFICATE, 0, reason));
    }
    while let Some((der, after)) = first_element(rest) {
        contents.meter.certificate(der)?;
        match Certificate::from_der(der) {
            Ok(certificate) => contents.push_certificate(certificate, Attributes::default(), None)?,
            Err(_) if rest.len() < bytes.len() => break,
            Err(error) => return Err(OpenError::not_a_certificate(CERTIFICATE, error)),
        }
        rest = after;
    }
    Ok(rest)
}

fn first_element(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let header = Header::read(bytes).ok().filter(|header| header.tag == SEQUENCE)?;
    bytes.split_at_checked(header.size.checked_add(header.length?)?)
}

const PKCS12: Kind = Kind::Container(Format::Pkcs12, pkcs12::read);
const UNKNOWN: Kind = Kind::Other(&Text { en: "it is an ASN.1 value of no kind that is known here" });

/// Tells the kinds apart. The bytes may be cut off or BER: only tags at the beginning count.
pub(super) fn kind(bytes: &[u8]) -> Kind {
    let Some(Peeked { tag: SEQUENCE, content: outer, .. }) = peek(bytes) else {
        return UNKNOWN;
    };
    let Some(first) = peek(outer) else {
        return Kind::Other(&Text { en: "it is an empty ASN.1 sequence" });
    };
    let second = peek(first.after);
    match (first.tag, second.as_ref().map(|second| second.tag)) {
        (OBJECT_IDENTIFIER, Some(tag)) if tag == constructed(0) => Kind::Container(Format::Pkcs7, pkcs7::read),
        (OBJECT_IDENTIFIER, _) => Kind::Other(&Text { en: "it is an algorithm or the parameters of a key" }),
        (INTEGER, Some(OCTET_STRING)) => Kind::Key,
        (INTEGER, Some(SET)) => {
            Kind::Other(&Text { en: "it is PKCS#7 SignedData without the ContentInfo that belongs around it" })
        }
        (INTEGER, Some(INTEGER)) => match tags(outer).filter(|tag| *tag == INTEGER).count() {
            9.. => Kind::Key,
            6 => Kind::Other(&Text { en: "it is a DSA private key" }),
            2 => Kind::Other(&Text { en: "it is an RSA public key or Diffie-Hellman parameters" }),
            _ => Kind::Other(&Text { en: "it is the parameters of a key" }),
        },
        (INTEGER, Some(SEQUENCE)) => {
            let inner = second.map_or(&[][..], |second| second.content);
            let is_content_info = tags(inner).eq([OBJECT_IDENTIFIER, constructed(0)]);
            // A version that only PFX has, for files cut so short that nothing else is left.
            if is_content_info || first.content == [3] { PKCS12 } else { Kind::Key }
        }
        (INTEGER, None) if first.content == [3] => PKCS12,
        (SEQUENCE, Some(OCTET_STRING)) => Kind::EncryptedKey,
        (SEQUENCE, Some(BIT_STRING)) => Kind::Other(&Text { en: "it is a public key without its certificate" }),
        (SEQUENCE, _) => signed(first.content),
        _ => UNKNOWN,
    }
}

/// Certificate, certificate request and revocation list are signed alike; what is signed differs.
fn signed(content: &[u8]) -> Kind {
    let mut tags = tags(content).peekable();
    let is_time = |tag: Option<u8>| matches!(tag, Some(UTC_TIME | GENERALIZED_TIME));
    let has_integer = tags.next_if_eq(&INTEGER).is_some();
    let mut next = || tags.next();
    match (has_integer, next(), next(), next()) {
        // CertificationRequestInfo: version, subject, public key, attributes (RFC 2986 section 4.1).
        (true, Some(SEQUENCE), Some(SEQUENCE), tag) if tag.is_none() || tag == Some(constructed(0)) => {
            Kind::Other(&Text {
                en: "it is a certificate signing request, and the certificate is what the authority sends back",
            })
        }
        // TBSCertList: version, signature, issuer, thisUpdate (RFC 5280 section 5.1).
        (_, Some(SEQUENCE), Some(SEQUENCE), tag) if is_time(tag) => {
            Kind::Other(&Text { en: "it is a certificate revocation list" })
        }
        _ => Kind::Certificate,
    }
}

/// An element, as far as it is there.
struct Peeked<'a> {
    tag: u8,
    content: &'a [u8],
    after: &'a [u8],
}

/// The first element.
fn peek(bytes: &[u8]) -> Option<Peeked<'_>> {
    let header = Header::read(bytes).ok()?;
    let body = bytes.get(header.size..)?;
    let length = header.length.unwrap_or(body.len()).min(body.len());
    let (content, after) = body.split_at_checked(length)?;
    Some(Peeked { tag: header.tag, content, after })
}

/// Tags of elements one after another.
fn tags(mut bytes: &[u8]) -> impl Iterator<Item = u8> {
    std::iter::from_fn(move || {
        let first = peek(bytes)?;
        bytes = first.after;
        Some(first.tag)
    })
}

#[cfg(test)]
mod tests {
    use super::super::asn1::element;
    use super::*;

    #[test]
    fn kinds_by_their_first_elements() {
        let seq = |parts: &[&[u8]]| element(SEQUENCE, parts);
        let one: &[u8] = &[INTEGER, 1, 1];
        let oid: &[u8] = &[OBJECT_IDENTIFIER, 1, 42];
        let octets: &[u8] = &[OCTET_STRING, 1, 0];
        assert!(matches!(kind(&seq(&[one, octets])), Kind::Key));
        assert!(matches!(kind(&seq(&[one; 9])), Kind::Key));
        assert!(matches!(kind(&seq(&[one, &seq(&[oid]), octets])), Kind::Key));
        assert!(matches!(kind(&seq(&[&seq(&[oid]), octets])), Kind::EncryptedKey));
        assert!(matches!(kind(&seq(&[oid, &[0xa0, 0]])), Kind::Container(Format::Pkcs7, _)));
        assert!(matches!(kind(&seq(&[one, &seq(&[oid, &[0xa0, 0]])])), Kind::Container(Format::Pkcs12, _)));
        assert!(matches!(kind(&seq(&[one, one])), Kind::Other(_)));
        assert!(matches!(kind(&[2, 1, 5]), Kind::Other(_)));
    }
}

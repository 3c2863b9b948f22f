//! The bags of a PKCS#12 file (RFC 7292 section 4.2).
//!
//! ```asn1
//! SafeContents ::= SEQUENCE OF SafeBag
//! SafeBag ::= SEQUENCE {
//!     bagId OBJECT IDENTIFIER,
//!     bagValue [0] EXPLICIT ANY DEFINED BY bagId,
//!     bagAttributes SET OF PKCS12Attribute OPTIONAL }
//! CertBag ::= SEQUENCE { certId OBJECT IDENTIFIER, certValue [0] EXPLICIT ANY DEFINED BY certId }
//! PKCS12Attribute ::= SEQUENCE { attrId OBJECT IDENTIFIER, attrValues SET OF ANY }
//! ```

use der::asn1::ObjectIdentifier;

use crate::container::asn1::{BMP_STRING, Element, OCTET_STRING, Reader, SEQUENCE, SET, UTF8_STRING, constructed};
use crate::container::collector::{Attributes, Collector, Protection};
use crate::container::encryption::Scheme;
use crate::container::meter::Cost;
use crate::container::{OpenError, PrivateKey, ber, encrypted_key};

const WHAT: &str = "the contents of the PKCS#12 file";
const KEY: &str = "the private key in the PKCS#12 file";
/// SafeContents that are read inside one another whatever the budget says: each needs stack.
const MAX_NESTED: usize = 64;

const KEY_BAG: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.1");
const SHROUDED_KEY_BAG: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.2");
const CERT_BAG: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.3");
const CRL_BAG: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.4");
const SECRET_BAG: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.5");
const SAFE_CONTENTS_BAG: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.6");

const X509_CERTIFICATE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.22.1");
const SDSI_CERTIFICATE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.22.2");

const FRIENDLY_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.20");
const LOCAL_KEY_ID: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.21");

/// Takes everything from a SafeContents, and says whether it was BER.
pub(super) fn read(safe: &[u8], protection: &Protection, contents: &mut Collector<'_>) -> Result<bool, OpenError> {
    let depth = contents.budget().asn1_depth;
    let outer = ber::outermost(WHAT, safe, depth)?;
    let is_ber = outer.is_ber();
    let rest = outer.rest.len();
    let safe_contents = Reader::new(WHAT, &outer.element).expect(SEQUENCE, "SafeContents")?;
    read_contents(&safe_contents, 1, protection, contents)?;
    contents.drop_trailing(rest, "after the contents of a safe")?;
    Ok(is_ber)
}

/// What the encrypted keys of a SafeContents in the clear ask for, as far as they can be read.
pub(super) fn planned_cost(safe: &[u8]) -> Cost {
    let cost = |bag: Element<'_>| {
        let mut fields = bag.reader(KEY);
        if fields.oid("").ok()? != SHROUDED_KEY_BAG {
            return None;
        }
        let value = fields.expect(constructed(0), "").ok()?;
        let mut key = value.reader(KEY).expect(SEQUENCE, "").ok()?.reader(KEY);
        Some(Scheme::read(KEY, &key.expect(SEQUENCE, "").ok()?).ok()?.cost())
    };
    let Ok(contents) = Reader::new(WHAT, safe).expect(SEQUENCE, "") else {
        return Cost::default();
    };
    let mut bags = contents.reader(WHAT);
    let mut planned = Cost::default();
    while let Ok(Some(bag)) = bags.optional(SEQUENCE) {
        planned = planned.and(cost(bag).unwrap_or_default());
    }
    planned
}

fn read_contents(
    safe_contents: &Element<'_>,
    depth: usize,
    protection: &Protection,
    contents: &mut Collector<'_>,
) -> Result<(), OpenError> {
    let limit = contents.budget().safe_contents_depth.min(MAX_NESTED);
    if depth > limit {
        return Err(OpenError::limit("levels of SafeContents", depth, limit));
    }
    let mut bags = safe_contents.reader(WHAT);
    while !bags.is_empty() {
        let bag = bags.expect(SEQUENCE, "a bag")?;
        read_bag(&bag, depth, protection, contents)?;
    }
    Ok(())
}

fn read_bag(
    bag: &Element<'_>,
    depth: usize,
    protection: &Protection,
    contents: &mut Collector<'_>,
) -> Result<(), OpenError> {
    let mut fields = bag.reader(WHAT);
    let bag_type = fields.oid("the type of a bag")?;
    let value = fields.expect(constructed(0), "the value of a bag")?;
    // Attributes that cannot be read are no reason to lose the bag; they are bytes that belong to nothing.
    let mut after = fields.clone();
    let (attributes, after_bag) = match after.optional(SET) {
        Ok(set) => (set.map(read_attributes).unwrap_or_default(), after.left()),
        Err(_) => (Attributes::default(), fields.left()),
    };
    let mut after_value = value.reader(WHAT);
    let after_value = after_value.next().map_or(0, |_| after_value.left());
    match bag_type {
        CERT_BAG => read_certificate(&value, attributes, protection, contents)?,
        KEY_BAG => {
            contents.expect_key()?;
            let key = PrivateKey::read(KEY, value.content);
            let protection = Protection { is_clear: protection.is_clear, ..Protection::none() };
            contents.key(&|| "key bag".to_owned(), key, attributes, Some(&protection))?;
        }
        SHROUDED_KEY_BAG => {
            contents.expect_key()?;
            let (key, protection) = encrypted_key::read(KEY, value.content, contents)?;
            contents.key(&|| "shrouded key bag".to_owned(), key, attributes, Some(&protection))?;
        }
        SAFE_CONTENTS_BAG => {
            let inner = value.reader(WHAT).expect(SEQUENCE, "SafeContents")?;
            read_contents(&inner, depth + 1, protection, contents)?;
        }
        CRL_BAG => contents.drop("CRL bag", "not a certificate or key")?,
        SECRET_BAG => contents.drop("secret bag", "secret key is not a certificate or private key")?,
        other => contents.drop(format!("bag of type {other}"), "unknown bag type")?,
    }
    contents.drop_trailing(after_value, "after the value of a bag")?;
    contents.drop_trailing(after_bag, "after the attributes of a bag")
}

fn read_certificate(
    value: &Element<'_>,
    attributes: Attributes,
    protection: &Protection,
    contents: &mut Collector<'_>,
) -> Result<(), OpenError> {
    let mut fields = value.reader(WHAT).expect(SEQUENCE, "a certificate bag")?.reader(WHAT);
    let kind = fields.oid("the type of a certificate")?;
    if kind != X509_CERTIFICATE {
        let name = if kind == SDSI_CERTIFICATE { "sdsiCertificate".to_owned() } else { kind.to_string() };
        return contents.drop(format!("certificate bag of type {name}"), "not X.509");
    }
    let mut inner = fields.expect(constructed(0), "a certificate")?.reader(WHAT);
    let der = inner.expect(OCTET_STRING, "a certificate")?;
    contents.certificate(&|| "certificate bag".to_owned(), der.content, attributes, Some(protection))?;
    contents.drop_trailing(inner.left().saturating_add(fields.left()), "after the certificate in a certificate bag")
}

/// Names and identifiers that cannot be read are no reason to lose what they belong to.
fn read_attributes(set: Element<'_>) -> Attributes {
    let mut attributes = Attributes::default();
    let mut list = set.reader(WHAT);
    while let Ok(Some(attribute)) = list.optional(SEQUENCE) {
        let mut fields = attribute.reader(WHAT);
        let Ok(kind) = fields.oid("the type of an attribute") else {
            continue;
        };
        let Ok(Some(values)) = fields.optional(SET) else {
            continue;
        };
        let Ok(value) = values.reader(WHAT).next() else {
            continue;
        };
        match kind {
            FRIENDLY_NAME => attributes.friendly_name = text(&value),
            LOCAL_KEY_ID if value.tag == OCTET_STRING => attributes.local_key_id = Some(value.content.to_vec()),
            _ => {}
        }
    }
    attributes
}

/// BMPString as RFC 2985 section 5.5.1 has it, or UTF-8 as some writers do.
fn text(value: &Element<'_>) -> Option<String> {
    match value.tag {
        BMP_STRING => {
            let units = value.content.chunks_exact(2).map(|unit| match unit {
                [high, low] => u16::from_be_bytes([*high, *low]),
                _ => 0,
            });
            let text: String =
                char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
            // Some writers end it as they end a password.
            Some(text.trim_end_matches('\0').to_owned())
        }
        UTF8_STRING => Some(String::from_utf8_lossy(value.content).into_owned()),
        _ => None,
    }
}

//! The certificate that `SecCertificateCreateWithData` makes of DER, and why it makes none (`SecCertificateParse`).
//!
//! x509-parser reads what RFC 5280 asks for. Here stands what Apple asks for, which is less in some places and more in
//! others. Nothing here judges a certificate that can be created.

mod der;
mod extensions;
mod time;

use std::collections::BTreeSet;

use x509_parser::oid_registry::Oid;

use self::der::{Field, Item, Tag, items};
use super::created::Created;
use crate::Certificate;
use crate::message::{Message, Text, message};

/// Why Apple makes no certificate of the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotCreated<'a> {
    /// Not the DER of a certificate: what cannot be read.
    Encoding(&'static Text),
    /// The version is written, and not 2 or 3.
    Version,
    /// The serial number does not have 1 to 37 octets.
    Serial(usize),
    /// A date has none of the forms that Apple reads.
    Time(&'static str),
    /// An extensions field without extensions, or with 10,000 or more.
    Extensions(usize),
    /// A critical extension that Apple knows cannot be read.
    CriticalExtension(&'a [u8]),
}

/// Most extensions, plus one.
const MAX_EXTENSIONS: usize = 10_000;

/// Longest serial number, in octets. RFC 5280 has 20; Apple warns of more in a log.
const MAX_SERIAL: usize = 37;

impl<'a> Created<'a> {
    /// What Apple makes of the certificate.
    pub(super) fn of(certificate: &'a Certificate) -> Result<Self, NotCreated<'a>> {
        Self::from_der(certificate.der())
    }

    /// Bytes after the certificate are not looked at.
    pub(super) fn from_der(bytes: &'a [u8]) -> Result<Self, NotCreated<'a>> {
        const CERTIFICATE: [Field; 3] =
            [Field::Required(Tag::SEQUENCE), Field::Required(Tag::SEQUENCE), Field::Required(Tag::BIT_STRING)];
        const TBS: [Field; 10] = [
            Field::Optional(Tag::context_constructed(0)),
            Field::Required(Tag::INTEGER),
            Field::Required(Tag::SEQUENCE),
            Field::Required(Tag::SEQUENCE),
            Field::Required(Tag::SEQUENCE),
            Field::Required(Tag::SEQUENCE),
            Field::Required(Tag::SEQUENCE),
            Field::Optional(Tag::context(1)),
            Field::Optional(Tag::context(2)),
            Field::Optional(Tag::context_constructed(3)),
        ];
        let [Some(tbs), Some(outer_algorithm), Some(signature)] =
            der::sequence(bytes, CERTIFICATE).ok_or(NotCreated::Encoding(&Text { en: "the certificate" }))?
        else {
            return Err(NotCreated::Encoding(&Text { en: "the certificate" }));
        };
        let [
            version,
            Some(serial),
            Some(algorithm),
            Some(issuer),
            Some(validity),
            Some(subject),
            Some(key),
            _,
            _,
            extensions,
        ] = der::fields(tbs.content, TBS).ok_or(NotCreated::Encoding(&Text { en: "the signed part" }))?
        else {
            return Err(NotCreated::Encoding(&Text { en: "the signed part" }));
        };
        let outer =
            algorithm_oid(&outer_algorithm).ok_or(NotCreated::Encoding(&Text { en: "the signature algorithm" }))?;
        let inner = algorithm_oid(&algorithm).ok_or(NotCreated::Encoding(&Text { en: "the signature algorithm" }))?;
        der::bit_string(signature.content).ok_or(NotCreated::Encoding(&Text { en: "the signature" }))?;
        if serial.content.is_empty() || serial.content.len() > MAX_SERIAL {
            return Err(NotCreated::Serial(serial.content.len()));
        }
        subject_public_key(&key).ok_or(NotCreated::Encoding(&Text { en: "the public key" }))?;
        let (not_before, not_after) = times(&validity)?;
        let mut created = Self {
            version: version_number(version)?,
            subject: subject.whole,
            issuer: issuer.whole,
            spki: key.whole,
            has_subject: !subject.content.is_empty(),
            not_before,
            not_after,
            signature_algorithm: inner,
            algorithms_agree: inner == outer,
            ..Self::default()
        };
        if let Some(extensions) = extensions.filter(|extensions| !extensions.content.is_empty()) {
            created.read_extensions(extensions.content)?;
        }
        Ok(created)
    }

    fn read_extensions(&mut self, explicit: &'a [u8]) -> Result<(), NotCreated<'a>> {
        const EXTENSION: [Field; 3] = [
            Field::Required(Tag::OBJECT_IDENTIFIER),
            Field::Optional(Tag::BOOLEAN),
            Field::Required(Tag::OCTET_STRING),
        ];
        let unreadable = NotCreated::Encoding(&Text { en: "the extensions" });
        let (list, _) = der::first(explicit).filter(|(item, _)| item.tag == Tag::SEQUENCE).ok_or(unreadable)?;
        let count = items(list.content).take(MAX_EXTENSIONS).count();
        if !(1..MAX_EXTENSIONS).contains(&count) {
            return Err(NotCreated::Extensions(count));
        }
        let mut seen = Seen::default();
        for extension in items(list.content) {
            let extension = extension.filter(|it| it.tag == Tag::SEQUENCE).ok_or(unreadable)?;
            let [Some(id), critical, Some(value)] = der::fields(extension.content, EXTENSION).ok_or(unreadable)? else {
                return Err(unreadable);
            };
            let critical = der::boolean(critical).ok_or(unreadable)?;
            let (oid, value) = (id.content, value.content);
            if !seen.is_new(oid) {
                self.duplicate = Some(oid);
            }
            match extensions::parser(oid) {
                Some(parse) if parse(self, value).is_some() => {
                    self.alternative_name_is_critical |= critical && oid == SUBJECT_ALT_NAME;
                }
                Some(_) if critical => return Err(NotCreated::CriticalExtension(oid)),
                Some(_) => self.unparseable = Some(oid),
                None if critical && !extensions::is_tolerated(oid) => self.unknown_critical = Some(oid),
                None => {}
            }
        }
        Ok(())
    }
}

/// The OIDs of the extensions so far: as many as certificates have in a list, which is the fastest, and more in a tree.
#[derive(Default)]
struct Seen<'a> {
    few: [&'a [u8]; 16],
    count: usize,
    many: BTreeSet<&'a [u8]>,
}

impl<'a> Seen<'a> {
    fn is_new(&mut self, oid: &'a [u8]) -> bool {
        if self.few.iter().take(self.count).any(|earlier| *earlier == oid) {
            return false;
        }
        match self.few.get_mut(self.count) {
            Some(place) => {
                *place = oid;
                self.count += 1;
                true
            }
            None => self.many.insert(oid),
        }
    }
}

const SUBJECT_ALT_NAME: &[u8] = &[0x55, 0x1d, 17];

/// The OID of an AlgorithmIdentifier.
fn algorithm_oid<'a>(algorithm: &Item<'a>) -> Option<&'a [u8]> {
    let [oid, _] = der::fields(algorithm.content, [Field::Required(Tag::OBJECT_IDENTIFIER), Field::OptionalAny])?;
    oid.map(|oid| oid.content)
}

fn subject_public_key(key: &Item<'_>) -> Option<()> {
    let [algorithm, bits] =
        der::fields(key.content, [Field::Required(Tag::SEQUENCE), Field::Required(Tag::BIT_STRING)])?;
    algorithm_oid(&algorithm?)?;
    der::bit_string(bits?.content).map(|_| ())
}

/// Absent is 1.
fn version_number<'a>(version: Option<Item<'_>>) -> Result<u8, NotCreated<'a>> {
    let Some(version) = version.filter(|version| !version.content.is_empty()) else { return Ok(1) };
    match der::first(version.content) {
        Some((number, _)) if number.tag == Tag::INTEGER => match number.content {
            [1] => Ok(2),
            [2] => Ok(3),
            _ => Err(NotCreated::Version),
        },
        _ => Err(NotCreated::Encoding(&Text { en: "the version" })),
    }
}

fn times<'a>(validity: &Item<'_>) -> Result<(i64, i64), NotCreated<'a>> {
    let [not_before, not_after] = der::fields(validity.content, [Field::Any, Field::Any])
        .ok_or(NotCreated::Encoding(&Text { en: "the validity period" }))?;
    let not_before = not_before.and_then(|it| time::seconds(&it)).ok_or(NotCreated::Time("notBefore"))?;
    let not_after = not_after.and_then(|it| time::seconds(&it)).ok_or(NotCreated::Time("notAfter"))?;
    Ok((not_before, not_after))
}

/// An OID in dotted decimal, of its content.
pub(super) fn dotted(oid: &[u8]) -> String {
    Oid::new(oid.into()).to_id_string()
}

message! {
    fn not_der(part: &'static Text) {
        en: "{part} cannot be read as DER",
    }
    fn other_version() {
        en: "its version is neither 1, 2 nor 3 as DER writes them",
    }
    fn serial_length(octets: usize, most: usize) {
        en: "its serial number has {octets} octets, not 1 to {most}",
    }
    fn unreadable_date(field: &str) {
        en: "its {field} is not a date that Apple reads",
    }
    fn no_extensions() {
        en: "its list of extensions is empty",
    }
    fn too_many_extensions(limit: usize) {
        en: "it has {limit} extensions or more",
    }
    fn unreadable_critical_extension(oid: String) {
        en: "its critical extension {oid} cannot be read",
    }
}

impl NotCreated<'_> {
    /// As part of a sentence.
    pub(super) fn message(&self) -> Message {
        match *self {
            Self::Encoding(part) => not_der(part),
            Self::Version => other_version(),
            Self::Serial(octets) => serial_length(octets, MAX_SERIAL),
            Self::Time(field) => unreadable_date(field),
            Self::Extensions(0) => no_extensions(),
            Self::Extensions(_) => too_many_extensions(MAX_EXTENSIONS),
            Self::CriticalExtension(oid) => unreadable_critical_extension(dotted(oid)),
        }
    }
}

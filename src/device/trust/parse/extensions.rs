//! The extensions that Apple recognises, and how each is read (`SecCEP…` in `SecCertificate.c`).
//!
//! One that cannot be read makes the whole certificate unreadable if it is critical, and is reported if it is not.

use super::der::{self, Field, Item, Tag, items};
use crate::device::trust::created::{BasicConstraints, Created};

/// Reads an extension into what is known of the certificate. `None` if it cannot be read.
pub(super) type Parser = for<'a> fn(&mut Created<'a>, value: &'a [u8]) -> Option<()>;

/// The parser of an extension that Apple recognises, by the content of its OID.
pub(super) fn parser(oid: &[u8]) -> Option<Parser> {
    KNOWN.iter().find(|(known, _)| *known == oid).map(|(_, parser)| *parser)
}

/// Whether Apple tolerates this extension when it is critical, although nothing reads it.
pub(super) fn is_tolerated(oid: &[u8]) -> bool {
    /// 1.2.840.113635.100: Apple's own arcs for extensions, components, signing, and two for encryption.
    const APPLE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x63, 0x64];
    /// 1.3.6.1.4.1.41577.5: the Car Connectivity Consortium, for vehicles and their CAs.
    const CCC: &[u8] = &[0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0xc4, 0x69, 0x05];
    /// 1.0.18013.5: mobile driving licences.
    const MDL: &[u8] = &[0x28, 0x81, 0x8c, 0x5d, 0x05];
    /// 2.23.148.1: Qi, of the Wireless Power Consortium.
    const QI: &[u8] = &[0x67, 0x81, 0x14, 0x01];
    match (oid.strip_prefix(APPLE), oid.strip_prefix(CCC)) {
        (Some([6 | 11 | 12 | 13 | 15, _, ..]), _) => true,
        (_, Some([1 | 8 | 9])) => true,
        _ => oid.starts_with(MDL) || oid.starts_with(QI),
    }
}

/// Most policies, mappings, distribution points and access descriptions of one certificate, plus one.
const MAX_ENTRIES: usize = 1_024;

/// Most extended key usages of one certificate, plus one.
const MAX_USAGES: usize = 8_192;

#[rustfmt::skip]
static KNOWN: [(&[u8], Parser); 20] = [
    (&[0x55, 0x1d, 14], subject_key_identifier),
    (&[0x55, 0x1d, 15], key_usage),
    (&[0x55, 0x1d, 16], not_looked_at), // privateKeyUsagePeriod
    (&[0x55, 0x1d, 17], subject_alternative_name),
    (&[0x55, 0x1d, 18], not_looked_at), // issuerAltName
    (&[0x55, 0x1d, 19], basic_constraints),
    (&[0x55, 0x1d, 30], name_constraints),
    (&[0x55, 0x1d, 31], crl_distribution_points),
    (&[0x55, 0x1d, 32], certificate_policies),
    (&[0x55, 0x1d, 33], policy_mappings),
    (&[0x55, 0x1d, 35], authority_key_identifier),
    (&[0x55, 0x1d, 36], policy_constraints),
    (&[0x55, 0x1d, 37], extended_key_usage),
    (&[0x55, 0x1d, 54], inhibit_any_policy),
    (&[0x2b, 6, 1, 5, 5, 7, 1, 1], authority_info_access),
    (&[0x2b, 6, 1, 5, 5, 7, 1, 3], qc_statements),
    (&[0x2b, 6, 1, 5, 5, 7, 1, 11], not_looked_at), // subjectInfoAccess
    (&[0x2b, 6, 1, 5, 5, 7, 48, 1, 5], not_looked_at), // id-pkix-ocsp-nocheck
    (&[0x60, 0x86, 0x48, 0x01, 0x86, 0xf8, 0x42, 1, 1], not_looked_at), // netscape-cert-type
    (&[0x2a, 0x86, 0x48, 0x86, 0xf6, 0x7d, 7, 65, 0], not_looked_at), // entrustVersInfo
];

fn not_looked_at(_: &mut Created<'_>, _: &[u8]) -> Option<()> {
    Some(())
}

fn subject_key_identifier<'a>(created: &mut Created<'a>, value: &'a [u8]) -> Option<()> {
    let (id, _) = der::first(value).filter(|(item, _)| item.tag == Tag::OCTET_STRING)?;
    created.subject_key_id = Some(id.content).filter(|id| !id.is_empty());
    Some(())
}

/// One or two octets of bits, and nothing after them.
fn key_usage<'a>(created: &mut Created<'a>, value: &'a [u8]) -> Option<()> {
    let (bits, rest) = der::first(value).filter(|(item, _)| item.tag == Tag::BIT_STRING)?;
    let (&unused, octets) = bits.content.split_first()?;
    let (first, second) = match octets {
        [first] => (*first, 0),
        [first, second] => (*first, *second),
        _ => return None,
    };
    if !rest.is_empty() || unused > 7 {
        return None;
    }
    let used = u16::from_be_bytes([first, second]) & (u16::MAX << (16 - 8 * octets.len() + usize::from(unused)));
    created.key_usage = Some(used.reverse_bits());
    Some(())
}

fn subject_alternative_name<'a>(created: &mut Created<'a>, value: &'a [u8]) -> Option<()> {
    let names = list(value)?;
    names.iter().all(is_general_name).then_some(())?;
    created.has_alternative_name = true;
    Some(())
}

fn basic_constraints<'a>(created: &mut Created<'a>, value: &'a [u8]) -> Option<()> {
    let [ca, path_length] = der::sequence(value, [Field::Optional(Tag::BOOLEAN), Field::Optional(Tag::INTEGER)])?;
    let is_ca = der::boolean(ca)?;
    let path_length = match path_length.filter(|item| !item.content.is_empty()) {
        Some(item) => Some(der::integer(item.content)?),
        None => None,
    };
    created.basic_constraints = Some(BasicConstraints { is_ca, path_length });
    Some(())
}

/// Minimum 0 and no maximum, and a base of whatever kind.
fn name_constraints<'a>(_: &mut Created<'a>, value: &'a [u8]) -> Option<()> {
    const BOTH: [Field; 2] =
        [Field::Optional(Tag::context_constructed(0)), Field::Optional(Tag::context_constructed(1))];
    const SUBTREE: [Field; 3] = [Field::Any, Field::Optional(Tag::context(0)), Field::Optional(Tag::context(1))];
    for subtree in der::sequence(value, BOTH)?.into_iter().flatten().flat_map(|list| items(list.content)) {
        let subtree = subtree.filter(|item| item.tag == Tag::SEQUENCE)?;
        let [base, minimum, maximum] = der::fields(subtree.content, SUBTREE)?;
        let is_from_0 = minimum.is_none_or(|it| it.content.is_empty() || der::integer(it.content) == Some(0));
        let is_unbounded = maximum.is_none_or(|it| it.content.is_empty());
        (base.is_some() && is_from_0 && is_unbounded).then_some(())?;
    }
    Some(())
}

fn crl_distribution_points<'a>(_: &mut Created<'a>, value: &'a [u8]) -> Option<()> {
    const POINT: [Field; 3] = [
        Field::Optional(Tag::context_constructed(0)),
        Field::Optional(Tag::context(1)),
        Field::Optional(Tag::context_constructed(2)),
    ];
    let points = list(value).filter(|points| points.len() < MAX_ENTRIES)?;
    for point in &points {
        let [name, _, issuer] = der::fields(sequence_content(point)?, POINT)?;
        (name.is_some() || issuer.is_some()).then_some(())?;
        if let Some(name) = name {
            let (choice, _) = der::first(name.content)?;
            match choice.tag {
                tag if tag == Tag::context_constructed(0) => are_general_names(choice.content).then_some(())?,
                tag if tag == Tag::context_constructed(1) => {}
                _ => return None,
            }
        }
        issuer.is_none_or(|issuer| are_general_names(issuer.content)).then_some(())?;
    }
    Some(())
}

fn certificate_policies<'a>(_: &mut Created<'a>, value: &'a [u8]) -> Option<()> {
    const POLICY: [Field; 2] = [Field::Required(Tag::OBJECT_IDENTIFIER), Field::Optional(Tag::SEQUENCE)];
    let policies = list(value).filter(|policies| policies.len() < MAX_ENTRIES)?;
    policies.iter().try_for_each(|policy| der::fields(sequence_content(policy)?, POLICY).map(|_| ()))
}

fn policy_mappings<'a>(_: &mut Created<'a>, value: &'a [u8]) -> Option<()> {
    const MAPPING: [Field; 2] = [Field::Required(Tag::OBJECT_IDENTIFIER), Field::Required(Tag::OBJECT_IDENTIFIER)];
    let mappings = list(value).filter(|mappings| mappings.len() < MAX_ENTRIES)?;
    mappings.iter().try_for_each(|mapping| der::fields(sequence_content(mapping)?, MAPPING).map(|_| ()))
}

/// Issuer and serial number come together.
fn authority_key_identifier<'a>(created: &mut Created<'a>, value: &'a [u8]) -> Option<()> {
    const IDENTIFIER: [Field; 3] = [
        Field::Optional(Tag::context(0)),
        Field::Optional(Tag::context_constructed(1)),
        Field::Optional(Tag::context(2)),
    ];
    let [id, issuer, serial] = der::sequence(value, IDENTIFIER)?;
    let content = |item: Option<Item<'a>>| item.map(|item| item.content).filter(|content| !content.is_empty());
    created.authority_key_id = content(id);
    (content(issuer).is_some() == content(serial).is_some()).then_some(())
}

fn policy_constraints<'a>(_: &mut Created<'a>, value: &'a [u8]) -> Option<()> {
    let counts = der::sequence(value, [Field::Optional(Tag::context(0)), Field::Optional(Tag::context(1))])?;
    let is_count = |count: Item<'_>| count.content.is_empty() || der::integer(count.content).is_some();
    counts.into_iter().flatten().all(is_count).then_some(())
}

fn extended_key_usage<'a>(created: &mut Created<'a>, value: &'a [u8]) -> Option<()> {
    let usages = list(value).filter(|usages| usages.len() < MAX_USAGES)?;
    usages.iter().all(|usage| usage.tag == Tag::OBJECT_IDENTIFIER).then_some(())?;
    created.extended_key_usage = Some(usages.iter().map(|usage| usage.content).collect());
    Some(())
}

fn inhibit_any_policy<'a>(_: &mut Created<'a>, value: &'a [u8]) -> Option<()> {
    let (count, _) = der::first(value).filter(|(item, _)| item.tag == Tag::INTEGER)?;
    der::integer(count.content).map(|_| ())
}

/// Of the methods OCSP and caIssuers, the location is a URI.
fn authority_info_access<'a>(_: &mut Created<'a>, value: &'a [u8]) -> Option<()> {
    const ACCESS: [Field; 2] = [Field::Required(Tag::OBJECT_IDENTIFIER), Field::Any];
    const METHODS: [&[u8]; 2] = [&[0x2b, 6, 1, 5, 5, 7, 48, 1], &[0x2b, 6, 1, 5, 5, 7, 48, 2]];
    let accesses = list(value).filter(|accesses| accesses.len() < MAX_ENTRIES)?;
    for access in &accesses {
        let [method, location] = der::fields(sequence_content(access)?, ACCESS)?;
        let is_looked_at = method.is_some_and(|method| METHODS.contains(&method.content));
        let is_uri = location.is_some_and(|location| location.tag == Tag::context(6));
        (!is_looked_at || is_uri).then_some(())?;
    }
    Some(())
}

/// ```text
/// QCStatements ::= SEQUENCE OF SEQUENCE {
///     statementId   OBJECT IDENTIFIER,
///     statementInfo ANY DEFINED BY statementId OPTIONAL }
/// ```
/// RFC 3739 section 3.2.6.
fn qc_statements<'a>(_: &mut Created<'a>, value: &'a [u8]) -> Option<()> {
    const STATEMENT: [Field; 2] = [Field::Required(Tag::OBJECT_IDENTIFIER), Field::OptionalAny];
    list(value)?.iter().try_for_each(|statement| der::fields(sequence_content(statement)?, STATEMENT).map(|_| ()))
}

/// The elements of a sequence that is not empty. What follows the sequence is not looked at.
fn list(value: &[u8]) -> Option<Vec<Item<'_>>> {
    let (sequence, _) = der::first(value).filter(|(item, _)| item.tag == Tag::SEQUENCE)?;
    let elements: Vec<Item<'_>> = items(sequence.content).collect::<Option<_>>()?;
    (!elements.is_empty()).then_some(elements)
}

fn sequence_content<'a>(item: &Item<'a>) -> Option<&'a [u8]> {
    (item.tag == Tag::SEQUENCE).then_some(item.content)
}

fn are_general_names(content: &[u8]) -> bool {
    items(content).all(|name| name.is_some_and(|name| is_general_name(&name)))
}

/// Any of the nine kinds. A URI may be constructed, around an IA5String: some old CAs wrote that.
fn is_general_name(name: &Item<'_>) -> bool {
    let kinds = [1, 2, 6, 7, 8].map(Tag::context).into_iter().chain([0, 3, 4, 5].map(Tag::context_constructed));
    kinds.into_iter().any(|kind| kind == name.tag)
        || name.tag == Tag::context_constructed(6)
            && der::first(name.content).is_some_and(|(uri, _)| uri.tag == Tag::IA5_STRING)
}

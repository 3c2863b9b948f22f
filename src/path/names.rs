//! When two distinguished names are the same name.
//!
//! A name is brought into a normal form once; after that every comparison is one of bytes, and the form can be the key
//! of a map. Nothing here asks what a name is used for.

use std::borrow::Cow;

use x509_parser::asn1_rs::{Any, Class, FromDer, Tag};

/// How names are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameComparison {
    /// RFC 5280 section 7.1: string types are converted to Unicode, case and insignificant spaces do not count, and
    /// the attributes of an RDN have no order.
    Rfc5280,
    /// The DER must be the same, byte for byte.
    Binary,
    /// As Apple chains names (`SecCertificateGetNormalizedSubjectContent`): case and insignificant spaces do not count
    /// in PrintableString; every other value, its string type included, must be the same. A name with an empty RDN
    /// cannot be compared.
    Apple,
}

/// First byte of the normal form of a name that cannot be read. Another form starts with a length, and so with 0.
const UNREADABLE: u8 = 0xff;
/// In the form of an attribute, before a value that was prepared as text.
const TEXT: u8 = 0;
/// In the form of an attribute, before a value that stays as it is encoded.
const ENCODED: u8 = 1;

/// The bytes that stand for a name: two names match if and only if theirs are the same.
///
/// `name` is a Name in DER, with tag and length. A name that cannot be read matches only itself.
pub(crate) fn normal_form(name: &[u8], comparison: NameComparison) -> Cow<'_, [u8]> {
    if comparison == NameComparison::Binary {
        return Cow::Borrowed(name);
    }
    rdn_forms(name, comparison).unwrap_or_else(|| {
        let mut form = Vec::with_capacity(name.len().saturating_add(1));
        form.push(UNREADABLE);
        form.extend_from_slice(name);
        Cow::Owned(form)
    })
}

/// Whether a normal form is that of a name that could be read.
pub(crate) fn is_readable(form: &[u8]) -> bool {
    form.first() != Some(&UNREADABLE)
}

/// The normal forms of the RDNs of a name, one after the other. Each says where it ends, so that one name starts with
/// the RDNs of another if and only if its forms start with those of the other.
///
/// `None` if this is not a Name.
pub(crate) fn rdn_forms(name: &[u8], comparison: NameComparison) -> Option<Cow<'_, [u8]>> {
    let rdns = only_value(name).filter(|name| is_universal(name, Tag::Sequence))?.data;
    if comparison == NameComparison::Binary {
        return Some(Cow::Borrowed(rdns));
    }
    let mut forms = Vec::with_capacity(name.len().saturating_mul(2));
    for rdn in values(rdns) {
        let rdn = rdn.filter(|rdn| is_universal(rdn, Tag::Set))?;
        push_counted(&mut forms, |forms| push_rdn(forms, rdn.data, comparison))?;
    }
    Some(Cow::Owned(forms))
}

/// Whether the name has no RDN. `name` is a Name in DER.
pub(crate) fn is_empty_name(name: &[u8]) -> bool {
    only_value(name).is_some_and(|name| is_universal(&name, Tag::Sequence) && name.data.is_empty())
}

/// The DER values that stand one after the other. One that cannot be read is `None` and the last.
pub(super) fn values(content: &[u8]) -> impl Iterator<Item = Option<Any<'_>>> {
    let mut rest = content;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let read = Any::from_der(rest).ok();
        rest = read.as_ref().map_or(&[], |(after, _)| *after);
        Some(read.map(|(_, value)| value))
    })
}

/// The DER value that is all of `content`.
pub(super) fn only_value(content: &[u8]) -> Option<Any<'_>> {
    match Any::from_der(content) {
        Ok(([], value)) => Some(value),
        _ => None,
    }
}

pub(super) fn is_universal(value: &Any<'_>, tag: Tag) -> bool {
    value.class() == Class::Universal && value.tag() == tag
}

fn push_rdn(forms: &mut Vec<u8>, rdn: &[u8], comparison: NameComparison) -> Option<()> {
    if rdn.is_empty() && comparison == NameComparison::Apple {
        return None;
    }
    let attributes = values(rdn).map(|attribute| attribute.filter(|it| is_universal(it, Tag::Sequence)));
    if comparison == NameComparison::Rfc5280 && values(rdn).nth(1).is_some() {
        let form = |attribute: Option<Any<'_>>| {
            let mut form = Vec::new();
            push_attribute(&mut form, attribute?.data, comparison).map(|()| form)
        };
        let mut sorted = attributes.map(form).collect::<Option<Vec<_>>>()?;
        sorted.sort_unstable();
        forms.extend(sorted.iter().flatten());
    } else {
        for attribute in attributes {
            push_attribute(forms, attribute?.data, comparison)?;
        }
    }
    Some(())
}

/// The form of an AttributeTypeAndValue: its type, and its value.
fn push_attribute(form: &mut Vec<u8>, attribute: &[u8], comparison: NameComparison) -> Option<()> {
    let (encoded, kind) = Any::from_der(attribute).ok()?;
    let value = only_value(encoded)?;
    if !is_universal(&kind, Tag::Oid) {
        return None;
    }
    push_counted(form, |form| {
        form.extend_from_slice(kind.data);
        Some(())
    })?;
    let text = text(&value, comparison);
    form.push(if text.is_some() { TEXT } else { ENCODED });
    push_counted(form, |form| {
        match text {
            Some(text) if comparison == NameComparison::Apple => push_prepared_printable(form, &text),
            Some(text) => push_prepared(form, &text),
            None => form.extend_from_slice(encoded),
        }
        Some(())
    })
}

/// Appends what is written, after its length. `None` if it could not be written.
fn push_counted(forms: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>) -> Option<()>) -> Option<()> {
    let length_at = forms.len();
    forms.extend_from_slice(&usize::MAX.to_be_bytes());
    let start = forms.len();
    write(forms)?;
    let length = forms.len() - start;
    forms.get_mut(length_at..start)?.copy_from_slice(&length.to_be_bytes());
    Some(())
}

/// The value as text that is to be prepared. `None` for a value that is compared as it is encoded.
fn text<'a>(value: &Any<'a>, comparison: NameComparison) -> Option<Cow<'a, str>> {
    if value.class() != Class::Universal {
        return None;
    }
    match (comparison, value.tag()) {
        (NameComparison::Rfc5280, _) => to_unicode(value),
        (NameComparison::Apple, Tag::PrintableString) => std::str::from_utf8(value.data).ok().map(Cow::Borrowed),
        _ => None,
    }
}

/// The value of one of the string types of DirectoryString, or of another whose characters are ASCII. `None` for any
/// other type, and for bytes that are no text of their type.
fn to_unicode<'a>(value: &Any<'a>) -> Option<Cow<'a, str>> {
    match value.tag() {
        Tag::Utf8String | Tag::PrintableString | Tag::Ia5String | Tag::NumericString | Tag::VisibleString => {
            std::str::from_utf8(value.data).ok().map(Cow::Borrowed)
        }
        // T61String is Latin-1 in practice.
        Tag::T61String => Some(value.data.iter().map(|byte| char::from(*byte)).collect()),
        Tag::BmpString => {
            let (units, []) = value.data.as_chunks() else { return None };
            char::decode_utf16(units.iter().map(|unit| u16::from_be_bytes(*unit))).collect::<Result<_, _>>().ok()
        }
        Tag::UniversalString => {
            let (units, []) = value.data.as_chunks() else { return None };
            units.iter().map(|unit| char::from_u32(u32::from_be_bytes(*unit))).collect()
        }
        _ => None,
    }
}

/// String preparation of RFC 4518 as far as names need it: characters that are not seen are dropped (section 2.2), case
/// is folded, white space is trimmed and runs of it become one space (section 2.6.1). Without the normalization of
/// section 2.3: CAs copy their own name, and do not compose its characters anew.
fn push_prepared(form: &mut Vec<u8>, text: &str) {
    let start = form.len();
    let mut space_before = false;
    for c in text.chars().filter(|c| !is_mapped_to_nothing(*c)) {
        if c.is_whitespace() {
            space_before = true;
            continue;
        }
        if space_before && form.len() > start {
            form.push(b' ');
        }
        space_before = false;
        // Upper case first: it takes the two forms of sigma, and ß and SS, together.
        for c in c.to_uppercase().flat_map(char::to_lowercase) {
            form.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
}

/// As [`push_prepared`], of spaces, tabs and ASCII letters alone.
fn push_prepared_printable(form: &mut Vec<u8>, text: &str) {
    for (place, word) in text.split([' ', '\t']).filter(|word| !word.is_empty()).enumerate() {
        if place > 0 {
            form.push(b' ');
        }
        form.extend(word.bytes().map(|byte| byte.to_ascii_lowercase()));
    }
}

/// RFC 4518 section 2.2.
fn is_mapped_to_nothing(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{8}'
            | '\u{e}'..='\u{1f}'
            | '\u{7f}'..='\u{84}'
            | '\u{86}'..='\u{9f}'
            | '\u{ad}'
            | '\u{34f}'
            | '\u{6dd}'
            | '\u{70f}'
            | '\u{1806}'
            | '\u{180b}'..='\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2063}'
            | '\u{206a}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffc}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0001}'
            | '\u{e0020}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificate::test_der::*;

    const CN: &[u8] = &[0x55, 4, 3];
    const O: &[u8] = &[0x55, 4, 10];

    fn same(left: &[u8], right: &[u8], comparison: NameComparison) -> bool {
        normal_form(left, comparison) == normal_form(right, comparison)
    }

    #[test]
    fn case_and_inner_and_outer_spaces_do_not_count() {
        let plain = name(&[&[(CN, PRINTABLE, b"Good CA")]]);
        for variant in ["good ca", "GOOD CA", "  Good   CA ", "Good\tCA"] {
            assert!(
                same(&plain, &name(&[&[(CN, PRINTABLE, variant.as_bytes())]]), NameComparison::Rfc5280),
                "{variant}"
            );
        }
        for other in ["GoodCA", "Good CB", "Good CA 2", ""] {
            assert!(!same(&plain, &name(&[&[(CN, PRINTABLE, other.as_bytes())]]), NameComparison::Rfc5280), "{other}");
        }
    }

    #[test]
    fn string_types_are_compared_as_unicode() {
        let utf8 = name(&[&[(CN, UTF8, "Zürich Σ".as_bytes())]]);
        let bmp: Vec<u8> = "ZÜRICH ς".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let universal: Vec<u8> = "zürich σ".chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
        assert!(same(&utf8, &name(&[&[(CN, BMP, &bmp)]]), NameComparison::Rfc5280));
        assert!(same(&utf8, &name(&[&[(CN, UNIVERSAL, &universal)]]), NameComparison::Rfc5280));
        let latin = name(&[&[(CN, T61, b"Z\xfcrich")]]);
        assert!(same(&latin, &name(&[&[(CN, UTF8, "ZÜRICH".as_bytes())]]), NameComparison::Rfc5280));
        assert!(same(
            &name(&[&[(CN, PRINTABLE, b"example")]]),
            &name(&[&[(CN, IA5, b"EXAMPLE")]]),
            NameComparison::Rfc5280
        ));
    }

    #[test]
    fn bytes_that_are_no_text_match_only_themselves() {
        for (tag, bytes) in
            [(UTF8, &b"A\xff"[..]), (BMP, b"\0A\0"), (BMP, b"\xd8\0"), (UNIVERSAL, b"\0\x11\0\0"), (4, b"A")]
        {
            let value = name(&[&[(CN, tag, bytes)]]);
            assert!(same(&value, &value.clone(), NameComparison::Rfc5280));
            let lower = bytes.to_ascii_lowercase();
            assert_eq!(same(&value, &name(&[&[(CN, tag, &lower)]]), NameComparison::Rfc5280), lower == bytes);
        }
        assert!(!same(&name(&[&[(CN, 4, b"a")]]), &name(&[&[(CN, UTF8, b"a")]]), NameComparison::Rfc5280));
    }

    #[test]
    fn text_does_not_look_like_an_encoding() {
        let text = format!("0 {}", "a".repeat(32));
        let printable = name(&[&[(CN, PRINTABLE, text.as_bytes())]]);
        let sequence = name(&[&[(CN, 0x30, &[b'a'; 32])]]);
        for comparison in [NameComparison::Rfc5280, NameComparison::Apple] {
            assert!(!same(&printable, &sequence, comparison));
        }
    }

    #[test]
    fn the_attribute_type_counts() {
        assert!(!same(&name(&[&[(CN, UTF8, b"a")]]), &name(&[&[(O, UTF8, b"a")]]), NameComparison::Rfc5280));
    }

    #[test]
    fn the_order_counts_between_rdns_but_not_inside_one() {
        let (cn, o): (Attribute<'_>, Attribute<'_>) = ((CN, UTF8, b"a"), (O, UTF8, b"b"));
        assert!(same(&name(&[&[cn, o]]), &name(&[&[o, cn]]), NameComparison::Rfc5280));
        assert!(!same(&name(&[&[cn], &[o]]), &name(&[&[o], &[cn]]), NameComparison::Rfc5280));
        assert!(!same(&name(&[&[cn, o]]), &name(&[&[cn], &[o]]), NameComparison::Rfc5280));
        assert!(!same(&name(&[&[cn, o]]), &name(&[&[o, cn]]), NameComparison::Apple));
    }

    #[test]
    fn invisible_characters_do_not_count() {
        let soft_hyphen = name(&[&[(CN, UTF8, "Ex\u{ad}ample\u{200b}".as_bytes())]]);
        assert!(same(&soft_hyphen, &name(&[&[(CN, UTF8, b"example")]]), NameComparison::Rfc5280));
    }

    #[test]
    fn apple_folds_printable_strings_only() {
        let printable = |text: &[u8]| name(&[&[(CN, PRINTABLE, text)]]);
        let utf8 = |text: &[u8]| name(&[&[(CN, UTF8, text)]]);
        assert!(same(&printable(b"Good CA"), &printable(b" good  ca"), NameComparison::Apple));
        assert!(same(&utf8(b"Good CA"), &utf8(b"Good CA"), NameComparison::Apple));
        assert!(!same(&utf8(b"Good CA"), &utf8(b"good CA"), NameComparison::Apple));
        assert!(!same(&utf8(b"good ca"), &printable(b"good ca"), NameComparison::Apple));
        // What UTF8String has must not look like what PrintableString was made into.
        assert!(!same(&utf8(b"good ca"), &printable(b"GOOD CA"), NameComparison::Apple));
    }

    #[test]
    fn binary_is_byte_for_byte() {
        let a = name(&[&[(CN, PRINTABLE, b"a")]]);
        assert!(same(&a, &a.clone(), NameComparison::Binary));
        assert!(!same(&a, &name(&[&[(CN, PRINTABLE, b"A")]]), NameComparison::Binary));
    }

    #[test]
    fn values_cannot_run_into_each_other() {
        let one = name(&[&[(CN, UTF8, b"ab")], &[(CN, UTF8, b"c")]]);
        let other = name(&[&[(CN, UTF8, b"a")], &[(CN, UTF8, b"bc")]]);
        assert!(!same(&one, &other, NameComparison::Rfc5280));
    }

    #[test]
    fn a_name_that_cannot_be_read_matches_only_itself() {
        let broken: &[u8] = &[0x30, 3, 0x31, 5, 0];
        assert!(same(broken, broken, NameComparison::Rfc5280));
        assert!(!same(broken, &[0x30, 0], NameComparison::Rfc5280));
        let name = name(&[&[(CN, UTF8, b"a")]]);
        let disguised = normal_form(&name, NameComparison::Rfc5280);
        assert!(!same(&disguised, &name, NameComparison::Rfc5280));
        assert_eq!(rdn_forms(broken, NameComparison::Rfc5280), None);
        assert_eq!(rdn_forms(&[0x31, 0], NameComparison::Binary), None);
    }

    #[test]
    fn a_prefix_of_rdns_is_a_prefix_of_forms() {
        let parent = name(&[&[(O, PRINTABLE, b"Example")]]);
        let child = name(&[&[(O, UTF8, b"EXAMPLE")], &[(CN, UTF8, b"a")]]);
        let sibling = name(&[&[(O, PRINTABLE, b"Example 2")], &[(CN, UTF8, b"a")]]);
        let forms = |name: &[u8]| rdn_forms(name, NameComparison::Rfc5280).unwrap().into_owned();
        assert!(forms(&child).starts_with(&forms(&parent)));
        assert!(!forms(&sibling).starts_with(&forms(&parent)));
        assert!(!forms(&parent).starts_with(&forms(&child)));
    }

    #[test]
    fn a_name_without_rdns_is_empty() {
        assert!(is_empty_name(&[0x30, 0]));
        assert!(!is_empty_name(&name(&[&[(CN, UTF8, b"")]])));
        assert!(!is_empty_name(&[]));
    }
}

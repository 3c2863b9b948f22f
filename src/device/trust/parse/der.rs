//! DER as Apple's `libDER` reads it: definite and shortest lengths, and sequences held to a list of fields.

/// One value: its tag, its content, and all of its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Item<'a> {
    pub(super) tag: Tag,
    pub(super) content: &'a [u8],
    pub(super) whole: &'a [u8],
}

/// Class and form in the upper three bits of the first octet, and the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag(u8, u64);

impl Tag {
    pub(super) const BOOLEAN: Self = Self(0, 1);
    pub(super) const INTEGER: Self = Self(0, 2);
    pub(super) const BIT_STRING: Self = Self(0, 3);
    pub(super) const OCTET_STRING: Self = Self(0, 4);
    pub(super) const OBJECT_IDENTIFIER: Self = Self(0, 6);
    pub(super) const IA5_STRING: Self = Self(0, 22);
    pub(super) const UTC_TIME: Self = Self(0, 23);
    pub(super) const GENERALIZED_TIME: Self = Self(0, 24);
    pub(super) const SEQUENCE: Self = Self(0x20, 16);

    /// A context-specific tag of something primitive.
    pub(super) const fn context(number: u64) -> Self {
        Self(0x80, number)
    }

    /// A context-specific tag of something constructed.
    pub(super) const fn context_constructed(number: u64) -> Self {
        Self(0xa0, number)
    }
}

/// A field that a sequence may have at its place.
#[derive(Clone, Copy, Debug)]
pub(super) enum Field {
    Required(Tag),
    Optional(Tag),
    /// Of any tag.
    Any,
    /// Of any tag, or absent.
    OptionalAny,
}

/// The first value of `bytes`, and what follows it. `None` if it is not DER.
pub(super) fn first(bytes: &[u8]) -> Option<(Item<'_>, &[u8])> {
    let (&octet, mut rest) = bytes.split_first()?;
    let number = match octet & 0x1f {
        0x1f => high_tag_number(&mut rest)?,
        low => u64::from(low),
    };
    let length = length(&mut rest)?;
    let (content, after) = rest.split_at_checked(length)?;
    let whole = bytes.get(..bytes.len().checked_sub(after.len())?)?;
    Some((Item { tag: Tag(octet & 0xe0, number), content, whole }, after))
}

/// The values that stand one after the other. One that is not DER is `None` and the last.
pub(super) fn items(content: &[u8]) -> impl Iterator<Item = Option<Item<'_>>> {
    let mut rest = content;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let read = first(rest);
        rest = read.map_or(&[], |(_, after)| after);
        Some(read.map(|(item, _)| item))
    })
}

/// The fields of a sequence's content: those that are absent are `None`. `None` if others are there.
pub(super) fn fields<'a, const N: usize>(content: &'a [u8], wanted: [Field; N]) -> Option<[Option<Item<'a>>; N]> {
    let mut found = [None; N];
    let mut places = wanted.into_iter().zip(found.iter_mut());
    for item in items(content) {
        let item = item?;
        let (_, place) = loop {
            let (field, place) = places.next()?;
            match field {
                Field::Any | Field::OptionalAny => break (field, place),
                Field::Required(tag) | Field::Optional(tag) if tag == item.tag => break (field, place),
                Field::Optional(_) => {}
                Field::Required(_) => return None,
            }
        };
        *place = Some(item);
    }
    places.all(|(field, _)| matches!(field, Field::Optional(_) | Field::OptionalAny)).then_some(found)
}

/// The fields of a sequence. What follows the sequence is not looked at.
pub(super) fn sequence<'a, const N: usize>(der: &'a [u8], wanted: [Field; N]) -> Option<[Option<Item<'a>>; N]> {
    let (item, _) = first(der).filter(|(item, _)| item.tag == Tag::SEQUENCE)?;
    fields(item.content, wanted)
}

/// The bytes of a bit string's content. Bits that are not used must be zero.
pub(super) fn bit_string(content: &[u8]) -> Option<&[u8]> {
    let (&unused, bytes) = content.split_first()?;
    match bytes.last() {
        None => (unused == 0).then_some(bytes),
        Some(last) => (unused < 8 && u32::from(*last).trailing_zeros() >= u32::from(unused)).then_some(bytes),
    }
}

/// A BOOLEAN's content, false if it is absent.
pub(super) fn boolean(item: Option<Item<'_>>) -> Option<bool> {
    match item.map(|item| item.content) {
        None | Some([0]) => Some(false),
        Some([0xff]) => Some(true),
        Some(_) => None,
    }
}

/// An INTEGER's content, if it is in shortest form, not negative and below 2^32.
pub(super) fn integer(content: &[u8]) -> Option<u32> {
    let digits = match content {
        [0, rest @ ..] if rest.first().is_some_and(|next| *next >= 0x80) => rest,
        [first, ..] if *first < 0x80 && (*first != 0 || content.len() == 1) => content,
        _ => return None,
    };
    (digits.len() <= 4).then(|| digits.iter().fold(0, |value, digit| value << 8 | u32::from(*digit)))
}

fn high_tag_number(rest: &mut &[u8]) -> Option<u64> {
    let mut number: u64 = 0;
    let is_shortest = rest.first().is_some_and(|first| *first != 0x80 && *first >= 0x1f);
    loop {
        let (&octet, after) = rest.split_first()?;
        *rest = after;
        number = number.checked_mul(0x80)? | u64::from(octet & 0x7f);
        if octet < 0x80 {
            return is_shortest.then_some(number);
        }
    }
}

fn length(rest: &mut &[u8]) -> Option<usize> {
    let (&octet, after) = rest.split_first()?;
    *rest = after;
    if octet < 0x80 {
        return Some(usize::from(octet));
    }
    let (digits, after) = after.split_at_checked(usize::from(octet & 0x7f))?;
    *rest = after;
    let is_shortest = match digits {
        [] | [0, ..] => false,
        [only] => *only >= 0x80,
        _ => digits.len() <= size_of::<usize>(),
    };
    is_shortest.then(|| digits.iter().fold(0, |value, digit| value << 8 | usize::from(*digit)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_definite_and_shortest() {
        for (bytes, content) in
            [(&[4, 0][..], Some(&[][..])), (&[4, 1, 7], Some(&[7])), (&[0x1f, 0x1f, 1, 7], Some(&[7]))]
        {
            assert_eq!(first(bytes).map(|(item, _)| item.content), content, "{bytes:?}");
        }
        for bytes in [
            &[][..],
            &[4],
            &[4, 1],
            &[4, 0x80, 0, 0],
            &[4, 0x81, 1, 7],
            &[4, 0x82, 0, 1, 7],
            &[4, 0x89, 1, 0, 0, 0, 0, 0, 0, 0, 0],
            &[4, 0x88, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
            &[0x1f, 0x1e, 0],
            &[0x1f, 0x80, 0x1f, 0],
            &[0x1f, 0xff],
        ] {
            assert_eq!(first(bytes), None, "{bytes:?}");
        }
        let long = [&[4, 0x81, 0x80][..], &[0; 0x80]].concat();
        assert_eq!(first(&long).map(|(item, _)| item.content.len()), Some(0x80));
    }

    #[test]
    fn fields_stand_in_their_order_and_no_others() {
        let wanted = [Field::Required(Tag::INTEGER), Field::Optional(Tag::BOOLEAN), Field::OptionalAny];
        let present = |content| fields(content, wanted).map(|found| found.map(|item| item.is_some()));
        assert_eq!(present(&[2, 1, 1]), Some([true, false, false]));
        assert_eq!(present(&[2, 1, 1, 1, 1, 0]), Some([true, true, false]));
        assert_eq!(present(&[2, 1, 1, 5, 0]), Some([true, false, true]));
        for bad in [&[][..], &[1, 1, 0], &[2, 1, 1, 5, 0, 5, 0], &[2, 1, 1, 5]] {
            assert_eq!(present(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn primitive_values() {
        assert_eq!(bit_string(&[0]), Some(&[][..]));
        assert_eq!(bit_string(&[3, 0xf8]), Some(&[0xf8][..]));
        for bad in [&[][..], &[1], &[8, 0], &[3, 0xfc]] {
            assert_eq!(bit_string(bad), None, "{bad:?}");
        }
        for (content, expected) in [
            (&[0][..], Some(0)),
            (&[0x7f], Some(0x7f)),
            (&[0, 0x80], Some(0x80)),
            (&[0, 0xff, 0xff, 0xff, 0xff], Some(u32::MAX)),
            (&[1, 0, 0, 0, 0], None),
            (&[0, 1], None),
            (&[0x80], None),
            (&[], None),
        ] {
            assert_eq!(integer(content), expected, "{content:?}");
        }
    }
}

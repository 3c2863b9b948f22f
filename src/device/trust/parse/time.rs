//! Times as `SecAbsoluteTimeFromDateContent` reads them.

use chrono::{NaiveDate, TimeDelta};

use super::der::{Item, Tag};

/// 2001-01-01T00:00:00Z, from which Apple counts. It stands for the times that Apple cannot place.
const REFERENCE_DATE: i64 = 978_307_200;

/// Seconds since 1970 of a UTCTime or GeneralizedTime.
///
/// UTCTime with or without seconds, `Z` or an offset `±hhmm`; GeneralizedTime with seconds. A year of two digits is one
/// of 1970 to 2049; where it would be one of the twenty before, the time is the start of 2001, whatever else it says. A
/// second 60 is the first of the next minute.
pub(super) fn seconds(item: &Item<'_>) -> Option<i64> {
    let is_utc_time = item.tag == Tag::UTC_TIME;
    let (digits, zone) = match (is_utc_time, item.content.len()) {
        (true, 11) => item.content.split_at_checked(10)?,
        (true, 13 | 17) => item.content.split_at_checked(12)?,
        (false, 15 | 19) if item.tag == Tag::GENERALIZED_TIME => item.content.split_at_checked(14)?,
        _ => return None,
    };
    let mut pairs = pairs(digits)?;
    let year = match pairs.next()? {
        year @ 0..50 if is_utc_time => 2000 + year,
        50..70 if is_utc_time => return Some(REFERENCE_DATE),
        year if is_utc_time => 1900 + year,
        century => 100 * century + pairs.next()?,
    };
    let (month, day) = (pairs.next()?, pairs.next()?);
    let (hour, minute, second) = (pairs.next()?, pairs.next()?, pairs.next().unwrap_or(0));
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    let local = date.and_hms_opt(hour, minute, 0)?.checked_add_signed(TimeDelta::seconds(i64::from(second)))?;
    Some(local.and_utc().timestamp() - offset(zone)?)
}

/// The offset of a zone from UTC, in seconds.
fn offset(zone: &[u8]) -> Option<i64> {
    let (sign, rest) = zone.split_first()?;
    let sign = match (sign, rest) {
        (b'Z', []) => return Some(0),
        (b'+', _) => 1,
        (b'-', _) => -1,
        _ => return None,
    };
    let mut pairs = pairs(rest)?;
    let (hours, minutes) = (i64::from(pairs.next()?), i64::from(pairs.next()?));
    Some(sign * 60 * (60 * hours + minutes))
}

/// Numbers of two decimal digits. `None` if there is anything else.
fn pairs(digits: &[u8]) -> Option<impl Iterator<Item = u32>> {
    let (pairs, []) = digits.as_chunks::<2>() else { return None };
    let value = |digit: u8| u32::from(digit - b'0');
    let are_digits = digits.iter().all(u8::is_ascii_digit);
    are_digits.then(|| pairs.iter().map(move |[tens, ones]| 10 * value(*tens) + value(*ones)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(tag: Tag, text: &str) -> Option<i64> {
        seconds(&Item { tag, content: text.as_bytes(), whole: &[] })
    }

    #[test]
    fn the_forms_that_apple_takes() {
        let new_year = 1_767_225_600; // 2026-01-01T00:00:00Z
        for (tag, text, expected) in [
            (Tag::UTC_TIME, "260101000000Z", new_year),
            (Tag::UTC_TIME, "2601010000Z", new_year),
            (Tag::UTC_TIME, "260101010000+0100", new_year),
            (Tag::UTC_TIME, "251231193000-0430", new_year),
            (Tag::UTC_TIME, "251231235960Z", new_year),
            (Tag::UTC_TIME, "700101000000Z", 0),
            (Tag::UTC_TIME, "491231235959Z", 2_524_607_999),
            (Tag::UTC_TIME, "500101000000Z", REFERENCE_DATE),
            (Tag::UTC_TIME, "691231235959Z", REFERENCE_DATE),
            (Tag::GENERALIZED_TIME, "20260101000000Z", new_year),
            (Tag::GENERALIZED_TIME, "20260101010000+0100", new_year),
            (Tag::GENERALIZED_TIME, "20240229000000Z", 1_709_164_800),
        ] {
            assert_eq!(read(tag, text), Some(expected), "{text}");
        }
    }

    #[test]
    fn the_forms_that_apple_does_not_take() {
        for (tag, text) in [
            (Tag::UTC_TIME, "260101000000"),
            (Tag::UTC_TIME, "2601010000z"),
            (Tag::UTC_TIME, "20260101000000Z"),
            (Tag::UTC_TIME, "260101000000*0100"),
            (Tag::UTC_TIME, "26010100000aZ"),
            (Tag::UTC_TIME, "260230000000Z"),
            (Tag::UTC_TIME, "261301000000Z"),
            (Tag::UTC_TIME, "260101240000Z"),
            (Tag::UTC_TIME, "260101006000Z"),
            (Tag::UTC_TIME, "260101000061Z"),
            (Tag::GENERALIZED_TIME, "202601010000Z"),
            (Tag::GENERALIZED_TIME, "260101000000Z"),
            (Tag::GENERALIZED_TIME, "20230229000000Z"),
            (Tag::IA5_STRING, "20260101000000Z"),
        ] {
            assert_eq!(read(tag, text), None, "{text}");
        }
    }
}

//! How many embedded SCTs a certificate needs, by its age and its lifetime.

use chrono::{DateTime, Datelike, Months, Utc};

use crate::Certificate;

/// Logs that must have embedded an SCT.
///
/// `table_of_2021` is whether the system knows the table by days: since iOS 14.6 and macOS 11.4. The lifetime is notAfter
/// minus notBefore, without the second of notAfter itself.
pub(super) fn embedded_logs(leaf: &Certificate, table_of_2021: bool) -> usize {
    let validity = leaf.x509().validity();
    let (not_before, not_after) = (validity.not_before.timestamp(), validity.not_after.timestamp());
    if table_of_2021 && not_before >= TABLE_OF_2021 {
        return by_seconds(not_after.saturating_sub(not_before));
    }
    match (leaf.not_before(), leaf.not_after()) {
        (Some(not_before), Some(not_after)) => by_months(whole_months(not_before, not_after)),
        _ => by_months(i32::MAX),
    }
}

/// The table for certificates that begin earlier, and the only one of older systems.
fn by_months(lifetime: i32) -> usize {
    match lifetime {
        ..15 => 2,
        15..=27 => 3,
        28..=39 => 4,
        _ => 5,
    }
}

fn by_seconds(lifetime: i64) -> usize {
    if lifetime <= 180 * DAY {
        2
    } else if lifetime <= 825 * DAY {
        3
    } else {
        4
    }
}

/// Calendar months that are over, as CFCalendar counts them in UTC: the last day of a month stands for those it has not.
fn whole_months(from: DateTime<Utc>, to: DateTime<Utc>) -> i32 {
    let month = |at: DateTime<Utc>| i32::try_from(at.month0()).map_or(0, |month| at.year() * 12 + month);
    let months = month(to) - month(from);
    let is_over = u32::try_from(months)
        .ok()
        .and_then(|months| from.checked_add_months(Months::new(months)))
        .is_some_and(|end| end <= to);
    if is_over { months } else { months - 1 }
}

const DAY: i64 = 86_400;

/// 2021-04-21T00:00:00Z, from which on a certificate is counted by days (`apr_21_2021` in Apple's source).
const TABLE_OF_2021: i64 = 1_618_963_200;

#[cfg(test)]
mod tests {
    use super::super::testing::Template;
    use super::*;

    fn required(not_before: &'static str, not_after: &'static str) -> [usize; 2] {
        let leaf = Template::new(not_before, not_after).finish();
        [embedded_logs(&leaf, false), embedded_logs(&leaf, true)]
    }

    #[test]
    fn since_2021_days_count() {
        // 180 and 825 days after 2022-01-01 are 2022-06-30 and 2024-04-05.
        for (not_after, expected) in [
            ("20220630000000Z", 2),
            ("20220630000001Z", 3),
            ("20240405000000Z", 3),
            ("20240405000001Z", 4),
            ("20990101000000Z", 4),
            ("20210101000000Z", 2),
        ] {
            assert_eq!(required("20220101000000Z", not_after)[1], expected, "{not_after}");
        }
    }

    #[test]
    fn before_2021_months_count() {
        for (not_after, expected) in [
            ("20210331235959Z", 2),
            ("20210401000000Z", 3),
            ("20220430235959Z", 3),
            ("20220501000000Z", 4),
            ("20230430235959Z", 4),
            ("20230501000000Z", 5),
            ("20190101000000Z", 2),
        ] {
            assert_eq!(required("20200101000000Z", not_after), [expected; 2], "{not_after}");
        }
    }

    #[test]
    fn the_last_day_of_a_month_stands_for_those_it_has_not() {
        // Fifteen months after 2018-11-30 is 2020-02-29.
        assert_eq!(required("20181130120000Z", "20200229115959Z"), [2; 2]);
        assert_eq!(required("20181130120000Z", "20200229120000Z"), [3; 2]);
    }

    #[test]
    fn the_table_turns_on_2021_04_21() {
        // 190 days: six months, but more than 180 days.
        assert_eq!(required("20210420235959Z", "20211027235959Z"), [2, 2]);
        assert_eq!(required("20210421000000Z", "20211028000000Z"), [2, 3]);
    }
}

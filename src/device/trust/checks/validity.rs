//! Validity: the instant, and how long a leaf may be valid.

use chrono::{DateTime, Utc};

use super::examined_path::ExaminedPath;
use crate::device::release::{IOS_13, IOS_14, IOS_15_5};
use crate::device::store::StoreRoot;
use crate::device::trust::key::CheckKey;
use crate::device::trust::rule::{AppleRule, Breaches};
use crate::message::{Seconds, Text, message};
use crate::report::Rule;

pub(super) const RULES: &[&AppleRule] = &[&EXPIRED, &NOT_YET_VALID, &SYSTEM_825, &SYSTEM_398, &OTHER_825];

const DAY: i64 = 86_400;
/// 825 days and an hour, in seconds.
const DAYS_825: i64 = 825 * DAY + 3_600;
/// 398 days, in seconds.
const DAYS_398: i64 = 398 * DAY;
/// 2018-03-01T00:00:00Z.
const MARCH_2018: i64 = 1_519_862_400;
/// 2019-06-30T23:00:00Z: an hour before the date in Apple's comment and article.
pub(super) const JULY_2019: i64 = 1_561_935_600;
/// 2020-09-01T00:00:00Z.
pub(super) const SEPTEMBER_2020: i64 = 1_598_918_400;

pub(super) static EXPIRED: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.validity.expired",
        asks: Text {
            en: "No certificate has expired: the instant is not later than notAfter, to the fraction of a second.",
        },
        remedy: Text { en: "Renew the certificate; an expired root must be replaced on every device." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPolicyCheckTemporalValidity")
    },
    key: Some(CheckKey::TemporalValidity),
    scope: Text { en: "every certificate, the root included but for Apple's own; all anchors" },
    ..AppleRule::BASE
};
pub(super) static NOT_YET_VALID: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.validity.not-yet-valid",
        asks: Text { en: "Every certificate is valid already: the instant is not earlier than notBefore." },
        remedy: Text { en: "Wait until the certificate is valid, or check the clock." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPolicyCheckTemporalValidity")
    },
    key: Some(CheckKey::TemporalValidity),
    scope: Text { en: "every certificate, the root included but for Apple's own; all anchors" },
    ..AppleRule::BASE
};
pub(super) static SYSTEM_825: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.validity.system-825d",
        asks: Text { en: "A leaf below a root of Apple's store is valid for 825 days and one hour at most." },
        remedy: Text { en: "Have the certificate issued again for a shorter time." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPolicyCheckSystemTrustValidityPeriodMaximums")
    },
    key: Some(CheckKey::SystemTrustValidityPeriod),
    scope: Text { en: "leaf; root in Apple's store" },
    cut_off: Text { en: "notBefore from 2018-03-01T00:00:00Z" },
    since: IOS_13,
    ..AppleRule::BASE
};
pub(super) static SYSTEM_398: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.validity.system-398d",
        asks: Text { en: "A leaf below a root of Apple's store is valid for 398 days at most." },
        remedy: Text { en: "Have the certificate issued again for 397 days or fewer." },
        ..Rule::apple_source(
            "apple-oss-distributions/Security, SecPolicyCheckSystemTrustValidityPeriodMaximums; https://support.apple.com/102028",
        )
    },
    key: Some(CheckKey::SystemTrustValidityPeriod),
    scope: Text { en: "leaf; root in Apple's store" },
    cut_off: Text { en: "notBefore from 2020-09-01T00:00:00Z" },
    since: IOS_14,
    ..AppleRule::BASE
};
pub(super) static OTHER_825: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.validity.other-825d",
        asks: Text { en: "A leaf is valid for 825 days and one hour at most, whoever trusts its root." },
        remedy: Text {
            en: "Have the certificate issued again for a shorter time; 397 days pass every rule of Apple's for private CAs.",
        },
        ..Rule::apple_source(
            "apple-oss-distributions/Security, SecPolicyCheckOtherTrustValidityPeriodMaximums; https://support.apple.com/103769",
        )
    },
    key: Some(CheckKey::OtherTrustValidityPeriod),
    scope: Text {
        en: "leaf, unless it is trusted itself by the user; all anchors, those of Apple's store since iOS 15.5",
    },
    cut_off: Text { en: "notBefore from 2019-06-30T23:00:00Z" },
    since: IOS_13,
    ..AppleRule::BASE
};

message! {
    fn expired(at: Option<DateTime<Utc>>) {
        en: "The certificate expired on {at}.",
    }
    fn not_valid_before(from: Option<DateTime<Utc>>) {
        en: "The certificate is not valid before {from}.",
    }
    fn longer_than_398_days(period: Seconds) {
        en: "The certificate is valid for {period}; the device takes 398 days at most.",
    }
    fn longer_than_825_days(period: Seconds) {
        en: "The certificate is valid for {period}; the device takes 825 days and an hour at most.",
    }
}

pub(super) fn validity(path: &ExaminedPath<'_>, index: usize, breaches: &mut Breaches) {
    let Some(created) = path.created(index) else { return };
    // Apple's own anchors never expire.
    if path.is_trusted_anchor(index) && path.root().and_then(|root| root.store_root).is_some_and(StoreRoot::is_apples) {
        return;
    }
    let at = path.evaluator.at;
    let date = |seconds| DateTime::from_timestamp(seconds, 0);
    if created.is_expired_at(at) {
        breaches.push(&EXPIRED, index, expired(date(created.not_after)));
    } else if !created.is_valid_at(at) {
        breaches.push(&NOT_YET_VALID, index, not_valid_before(date(created.not_before)));
    }
}

/// How long the leaf is valid.
pub(super) fn periods(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    let Some((_, leaf)) = path.leaf() else { return };
    let (from, period) = (leaf.not_before, leaf.not_after.saturating_sub(leaf.not_before));
    let is_system = path.ends_in_system_root();
    if is_system && from >= SEPTEMBER_2020 && breaches.has(&SYSTEM_398) {
        if period > DAYS_398 {
            breaches.push(&SYSTEM_398, 0, longer_than_398_days(Seconds(period)));
        }
    } else if is_system && from >= MARCH_2018 && period > DAYS_825 && breaches.has(&SYSTEM_825) {
        breaches.push(&SYSTEM_825, 0, longer_than_825_days(Seconds(period)));
    }
    // Since iOS 15.5 the limit holds below roots of Apple's store too, and from that second of June 2019 itself.
    let is_limited = if breaches.generation() >= IOS_15_5 { from >= JULY_2019 } else { from > JULY_2019 && !is_system };
    if is_limited && period > DAYS_825 && breaches.has(&OTHER_825) && !path.is_user_anchor(0) {
        breaches.push(&OTHER_825, 0, longer_than_825_days(Seconds(period)));
    }
}

//! The catalogue of rules: every code that a finding may have.

use std::ffi::c_char;

use super::arguments::required_text;
use super::boundary::guard_value;
use super::call::make;
use super::{ErrorHandle, SeverityCode, Status, StringHandle, Text};
use crate::catalogue::{self, AppleEntry, AppleReport, CatalogueEntry};

/// The number of rules in the catalogue.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_rule_count() -> usize {
    guard_value(0, || catalogue::rules().len())
}

/// The index of the rule with this code, such as `upload.no-chain`. -1 if there is none.
///
/// # Safety
/// `code` points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_rule_find(code: *const c_char, length: usize) -> i64 {
    let find = || {
        // SAFETY: as for this function.
        let code = unsafe { required_text(code, length, "code") }.ok()?;
        i64::try_from(catalogue::rules().iter().position(|entry| entry.rule.code == code)?).ok()
    };
    guard_value(-1, || find().unwrap_or(-1))
}

/// The code of a rule. NULL if there is no such rule. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_rule_code(index: usize) -> Text {
    text(index, |entry| Some(entry.rule.code))
}

/// The part of the catalogue that it stands in, such as `The upload check`. NULL if there is no such rule. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_rule_section(index: usize) -> Text {
    text(index, |entry| Some(entry.section))
}

/// How bad a breach is. `apptunnel_severity_None` if there is no such rule.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_rule_severity(index: usize) -> SeverityCode {
    field(index, SeverityCode::None, |entry| Some(entry.rule.severity.into()))
}

/// Whose rule it is, in the words of `apptunnel_report_finding_basis`. NULL if there is no such rule. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_rule_basis(index: usize) -> Text {
    text(index, |entry| Some(entry.rule.basis.as_str()))
}

/// How sure the library is of it, in the words of `apptunnel_report_finding_certainty`. NULL if there is no such rule. Lives
/// for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_rule_certainty(index: usize) -> Text {
    text(index, |entry| Some(entry.rule.certainty.as_str()))
}

/// What it asks for, in one sentence. NULL if there is no such rule. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_rule_summary(index: usize) -> Text {
    text(index, |entry| Some(entry.rule.asks.en))
}

/// What to do about a breach, in one sentence. NULL if there is no such rule. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_rule_remedy(index: usize) -> Text {
    text(index, |entry| Some(entry.rule.remedy.en))
}

/// Where it is written down. NULL if there is no such rule. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_rule_reference(index: usize) -> Text {
    text(index, |entry| Some(entry.rule.reference))
}

/// The certificates and anchors that a rule of Apple devices is about. NULL for the others. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_rule_apple_scope(index: usize) -> Text {
    text(index, |entry| Some(apple(entry)?.scope.en))
}

/// Which certificates a rule of Apple devices holds for by their dates; empty for all. NULL for the others. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_rule_apple_cut_off(index: usize) -> Text {
    text(index, |entry| Some(apple(entry)?.cut_off.en))
}

/// The first releases with a rule of Apple devices, such as `iOS 13, macOS 10.15`. NULL if every release that is known has it,
/// and for the others. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_rule_apple_since(index: usize) -> Text {
    text(index, |entry| apple(entry)?.since.as_deref())
}

/// The key that an Apple device reports in the details of a trust, such as `SSLHostname`. NULL if it reports none, and for
/// other rules. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_rule_apple_key(index: usize) -> Text {
    text(index, |entry| Some(check(entry)?.key))
}

/// Whether a user or an app may override the device: `recoverable`, `fatal` or `deny`. NULL if the rule has no key. Lives for
/// ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_rule_apple_class(index: usize) -> Text {
    text(index, |entry| Some(check(entry)?.class.as_str()))
}

/// The error that the device gives (`OSStatus`), if no other is ranked before it. 0 if the rule has no key.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_rule_apple_os_status(index: usize) -> i32 {
    field(index, 0, |entry| Some(check(entry)?.os_status.number))
}

/// The name of that error in Apple's headers, such as `errSecNotTrusted`. NULL if the rule has no key. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_rule_apple_os_status_name(index: usize) -> Text {
    text(index, |entry| Some(check(entry)?.os_status.name.as_ref()))
}

/// The status code of the certificate that the device gives (`CSSMERR_…`). 0 if the rule has no key.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_rule_apple_cssm(index: usize) -> u32 {
    field(index, 0, |entry| Some(check(entry)?.cssm))
}

/// The whole catalogue as JSON, by the published schema `rules`.
///
/// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_rule_catalogue_json(
    out: *mut *mut StringHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe { make(out, error, || StringHandle::json(&catalogue::rules())) }
}

fn apple(entry: &CatalogueEntry) -> Option<&AppleEntry> {
    entry.apple.as_deref()
}

fn check(entry: &CatalogueEntry) -> Option<&AppleReport> {
    apple(entry)?.check.as_ref()
}

fn text(index: usize, field: impl FnOnce(&'static CatalogueEntry) -> Option<&'static str>) -> Text {
    self::field(index, Text::NONE, |entry| field(entry).map(Text::from))
}

/// One field of one rule, or `absent`.
fn field<R: Copy>(index: usize, absent: R, field: impl FnOnce(&'static CatalogueEntry) -> Option<R>) -> R {
    guard_value(absent, || catalogue::rules().get(index).and_then(field).unwrap_or(absent))
}

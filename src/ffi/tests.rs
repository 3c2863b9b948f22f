//! What Miri looks at: handles that are made, lent from, outlived and freed. What the calls answer is for the tests in C.

use std::ptr::null_mut;

use super::bundle::{apptunnel_bundle_certificate, apptunnel_bundle_free, apptunnel_bundle_open};
use super::certificate::{
    apptunnel_certificate_clone, apptunnel_certificate_free, apptunnel_certificate_name, apptunnel_certificate_subject,
};
use super::error::{apptunnel_error_free, apptunnel_error_message, apptunnel_error_report};
use super::fleet::spaces::{apptunnel_fleet_add_space, apptunnel_fleet_spaces};
use super::fleet::{apptunnel_fleet_free, apptunnel_fleet_new};
use super::profile_draft::{
    apptunnel_profile_draft_check, apptunnel_profile_draft_free, apptunnel_profile_draft_new,
    apptunnel_profile_draft_set_text, apptunnel_profile_draft_visible_field,
};
use super::report::{
    apptunnel_report_finding_code, apptunnel_report_finding_count, apptunnel_report_free, apptunnel_report_json,
};
use super::text_list::{apptunnel_text_list_free, apptunnel_text_list_text};
use super::{Status, Text};

/// # Safety
/// The text is live.
unsafe fn read<'a>(text: Text) -> &'a str {
    // SAFETY: as for this function.
    std::str::from_utf8(unsafe { std::slice::from_raw_parts(text.data.cast(), text.length) }).unwrap()
}

#[test]
fn a_copy_of_a_certificate_outlives_its_bundle() {
    let file = include_bytes!("../../examples/files/chain.pem");
    let (mut bundle, mut copy) = (null_mut(), null_mut());
    // SAFETY: the pointers are to bytes with their length and to memory for one pointer; handles are live until freed.
    unsafe {
        let status =
            apptunnel_bundle_open(file.as_ptr(), file.len(), null_mut(), 0, null_mut(), &raw mut bundle, null_mut());
        assert_eq!(status, Status::Ok);
        let lent = apptunnel_bundle_certificate(bundle, 0);
        assert_eq!(read(apptunnel_certificate_name(lent, 0)), "sentry.example.com");
        assert_eq!(apptunnel_certificate_clone(lent, &raw mut copy, null_mut()), Status::Ok);
        apptunnel_bundle_free(bundle);
        assert_eq!(read(apptunnel_certificate_subject(copy)), "CN=sentry.example.com");
        apptunnel_certificate_free(copy);
    }
}

#[test]
fn a_report_outlives_the_draft_that_was_checked() {
    let (mut report, mut profile) = (null_mut(), null_mut());
    // SAFETY: as above.
    unsafe {
        let draft = apptunnel_profile_draft_new();
        let (pointer, name) = ("/global/name", "Europe");
        let set = apptunnel_profile_draft_set_text(
            draft,
            pointer.as_ptr().cast(),
            pointer.len(),
            name.as_ptr().cast(),
            name.len(),
            null_mut(),
        );
        assert_eq!(set, Status::Ok);
        assert!(read(apptunnel_profile_draft_visible_field(draft, 0)).starts_with('/'));
        let checked = apptunnel_profile_draft_check(draft, &raw mut report, &raw mut profile, null_mut());
        assert_eq!(checked, Status::Ok);
        assert!(profile.is_null());
        apptunnel_profile_draft_free(draft);
        assert!(apptunnel_report_finding_count(report) > 0);
        assert!(read(apptunnel_report_json(report)).contains(read(apptunnel_report_finding_code(report, 0))));
        apptunnel_report_free(report);
    }
}

#[test]
fn an_error_lends_the_report_of_a_refusal() {
    let (mut error, mut spaces) = (null_mut(), null_mut());
    // SAFETY: as above.
    unsafe {
        let fleet = apptunnel_fleet_new();
        let add = |error| apptunnel_fleet_add_space(fleet, "Europe".as_ptr().cast(), 6, 0, error);
        assert_eq!(add(null_mut()), Status::Ok);
        assert_eq!(add(&raw mut error), Status::Refused);
        assert_eq!(apptunnel_fleet_spaces(fleet, &raw mut spaces, null_mut()), Status::Ok);
        apptunnel_fleet_free(fleet);
        assert_eq!(read(apptunnel_text_list_text(spaces, 0)), "Europe");
        apptunnel_text_list_free(spaces);
        assert_eq!(read(apptunnel_report_finding_code(apptunnel_error_report(error), 0)), "fleet.name-taken");
        assert!(read(apptunnel_error_message(error)).contains("Europe"));
        apptunnel_error_free(error);
    }
}

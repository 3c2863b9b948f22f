//! A Sentry profile as it is typed in, and its check.

use std::ffi::c_char;
use std::sync::OnceLock;

use super::arguments::{json, required, required_text};
use super::boundary::{boxed, free, read};
use super::call::{change, guard, make};
use super::failure::Failure;
use super::{ErrorHandle, ProfileHandle, ReportHandle, Status, StringHandle, Text};
use crate::profile::{Checked, EditError, ProfileDraft, visible_fields};

/// A Sentry profile as it is typed in: any text in any field. May be used by several threads at once, but not while one of them
/// changes it.
#[derive(Debug)]
pub struct ProfileDraftHandle {
    draft: ProfileDraft,
    /// Found when it is first asked for.
    visible: OnceLock<Vec<String>>,
}

impl ProfileDraftHandle {
    fn new(draft: ProfileDraft) -> Self {
        Self { draft, visible: OnceLock::new() }
    }

    fn edit(&mut self, edit: impl FnOnce(&mut ProfileDraft) -> Result<(), EditError>) -> Result<(), Failure> {
        edit(&mut self.draft)?;
        self.visible = OnceLock::new();
        Ok(())
    }

    fn visible(&self) -> &[String] {
        self.visible.get_or_init(|| visible_fields(&self.draft).into_iter().collect())
    }
}

impl From<EditError> for Failure {
    fn from(error: EditError) -> Self {
        match error {
            EditError::Shape(error) => Self::invalid_json(error.to_string()),
            other => Self::invalid(other.to_string()),
        }
    }
}

/// An empty draft. NULL if the library failed.
///
/// The caller frees it with `apptunnel_profile_draft_free`.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_profile_draft_new() -> *mut ProfileDraftHandle {
    boxed(|| ProfileDraftHandle::new(ProfileDraft::default()))
}

/// Reads a draft from JSON of the published schema `profile-draft`, or a profile of the schema `profile`. Whether its fields
/// are right is for `apptunnel_profile_draft_check` to say.
///
/// On success `*out` is a draft that the caller frees with `apptunnel_profile_draft_free`. Otherwise `*out` is left alone, and
/// if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `json` points to `length` bytes, or is NULL and the length is 0. `out` points to memory for one pointer; `error` does
/// too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_draft_from_json(
    json: *const c_char,
    length: usize,
    out: *mut *mut ProfileDraftHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe { make(out, error, || Ok(ProfileDraftHandle::new(self::json(json, length, "json")?))) }
}

/// A profile as it would be typed in, so that it can be changed. The profile may be freed afterwards.
///
/// On success `*out` is a draft that the caller frees with `apptunnel_profile_draft_free`. Otherwise `*out` is left alone, and
/// if `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `profile` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_draft_from_profile(
    profile: *const ProfileHandle,
    out: *mut *mut ProfileDraftHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe { make(out, error, || Ok(ProfileDraftHandle::new(required(profile, "profile")?.profile().into()))) }
}

/// Sets one field, or everything below it, to a JSON value. What stands above it in the pointer is made. An element of a list is
/// replaced, or added at the index after the last or at `-`. `null` leaves a field out.
///
/// `pointer` is a JSON pointer (RFC 6901) such as `/global/name` or `/services/0/server_list`. If the draft has no such
/// field, or the field does not hold such a value, the status is `apptunnel_status_InvalidJson` and the draft is as before.
///
/// # Safety
/// `draft` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL. `pointer`
/// points to `pointer_length` bytes and `json` to `json_length` bytes, or they are NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_draft_set(
    draft: *mut ProfileDraftHandle,
    pointer: *const c_char,
    pointer_length: usize,
    json: *const c_char,
    json_length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(draft, "draft", error, |draft| {
            let pointer = required_text(pointer, pointer_length, "pointer")?;
            let value = self::json(json, json_length, "json")?;
            draft.edit(|draft| draft.set(pointer, value))
        })
    }
}

/// Sets one field to a text, as it was typed in. Numbers are taken as text too.
///
/// All else is as in `apptunnel_profile_draft_set`.
///
/// # Safety
/// `draft` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL. `pointer`
/// points to `pointer_length` bytes and `text` to `text_length` bytes, or they are NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_draft_set_text(
    draft: *mut ProfileDraftHandle,
    pointer: *const c_char,
    pointer_length: usize,
    text: *const c_char,
    text_length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(draft, "draft", error, |draft| {
            let pointer = required_text(pointer, pointer_length, "pointer")?;
            let text = required_text(text, text_length, "text")?;
            draft.edit(|draft| draft.set(pointer, text.into()))
        })
    }
}

/// Leaves one field out, or takes one element out of a list: those after it move up. An empty pointer empties the draft.
///
/// # Safety
/// `draft` is NULL or live, and no other thread uses it. `error` points to memory for one pointer, or is NULL. `pointer`
/// points to `length` bytes, or is NULL and the length is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_draft_clear(
    draft: *mut ProfileDraftHandle,
    pointer: *const c_char,
    length: usize,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        change(draft, "draft", error, |draft| {
            let pointer = required_text(pointer, length, "pointer")?;
            draft.edit(|draft| draft.clear(pointer))
        })
    }
}

/// What a field holds, as JSON; `null` if it is left out. With an empty pointer the whole draft, by the published schema
/// `profile-draft`.
///
/// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `draft` is live. `pointer` points to `length` bytes, or is NULL and the length is 0. `out` points to memory for one
/// pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_draft_get(
    draft: *const ProfileDraftHandle,
    pointer: *const c_char,
    length: usize,
    out: *mut *mut StringHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        make(out, error, || {
            let draft = &required(draft, "draft")?.draft;
            StringHandle::json(&draft.get(required_text(pointer, length, "pointer")?)?)
        })
    }
}

/// The whole draft as JSON, by the published schema `profile-draft`.
///
/// On success `*out` is a string that the caller frees with `apptunnel_string_free`. Otherwise `*out` is left alone, and if
/// `error` is not NULL, `*error` is an error that the caller frees with `apptunnel_error_free`.
///
/// # Safety
/// `draft` is live. `out` points to memory for one pointer; `error` does too, or is NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_draft_json(
    draft: *const ProfileDraftHandle,
    out: *mut *mut StringHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe { make(out, error, || StringHandle::json(&required(draft, "draft")?.draft)) }
}

/// Checks every field, and the fields against each other. Each finding has the JSON pointer of its field.
///
/// On success `*out_report` is a report that the caller frees with `apptunnel_report_free`, and `*out_profile` is a profile
/// that the caller frees with `apptunnel_profile_free`, or NULL if a finding is an error. Either of the two may be NULL where
/// it is of no use. Otherwise both are left alone, and if `error` is not NULL, `*error` is an error that the caller frees with
/// `apptunnel_error_free`.
///
/// # Safety
/// `draft` is live. `out_report`, `out_profile` and `error` each point to memory for one pointer, or are NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_draft_check(
    draft: *const ProfileDraftHandle,
    out_report: *mut *mut ReportHandle,
    out_profile: *mut *mut ProfileHandle,
    error: *mut *mut ErrorHandle,
) -> Status {
    // SAFETY: as for this function.
    unsafe {
        guard(error, || {
            let Checked { profile, findings } = required(draft, "draft")?.draft.check();
            let (report, profile) = (ReportHandle::of_findings(findings), profile.map(ProfileHandle::new));
            if !out_report.is_null() {
                out_report.write(Box::into_raw(Box::new(report)));
            }
            if !out_profile.is_null() {
                out_profile.write(profile.map_or(std::ptr::null_mut(), |profile| Box::into_raw(Box::new(profile))));
            }
            Ok(())
        })
    }
}

/// The number of fields that the console shows for this draft. 0 if `draft` is NULL.
///
/// # Safety
/// `draft` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_draft_visible_field_count(draft: *const ProfileDraftHandle) -> usize {
    // SAFETY: as for this function.
    unsafe { read(draft, 0, |it| it.visible().len()) }
}

/// The JSON pointer of one of these fields, in alphabetical order. NULL if there are fewer. Lives until `draft` is changed or
/// freed.
///
/// # Safety
/// `draft` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_draft_visible_field(draft: *const ProfileDraftHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { read(draft, Text::NONE, |it| it.visible().get(index).map(String::as_str).into()) }
}

/// Frees a draft. NULL is allowed.
///
/// # Safety
/// `draft` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_profile_draft_free(draft: *mut ProfileDraftHandle) {
    // SAFETY: as for this function.
    unsafe { free(draft) }
}

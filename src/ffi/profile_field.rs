//! The table of the fields of a profile.

use super::Text;
use super::boundary::guard_value;
use crate::profile::{Field, fields};

/// The number of fields that a profile can have.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_profile_field_count() -> usize {
    guard_value(0, || fields().len())
}

/// The JSON pointer of a field into a draft or a profile, in which `*` stands for any index. NULL if there is no such field.
/// Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_profile_field_pointer(index: usize) -> Text {
    text(index, |field| Some(field.pointer))
}

/// Its label in the console, as far as it is known. NULL if there is no such field. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_profile_field_label(index: usize) -> Text {
    text(index, |field| Some(field.label))
}

/// What is asked of it, in one sentence. NULL if there is no such field. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_profile_field_constraint(index: usize) -> Text {
    text(index, |field| Some(field.constraint))
}

/// When the console shows it, in one sentence. NULL if there is no such field. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_profile_field_visibility(index: usize) -> Text {
    text(index, |field| Some(field.visibility))
}

/// What it is if nothing is entered. NULL if it stays empty or has to be entered. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_profile_field_default(index: usize) -> Text {
    text(index, |field| field.default)
}

/// How sure the library is of what is asked, in the words of `apptunnel_report_finding_certainty`. NULL if there is no such
/// field. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_profile_field_certainty(index: usize) -> Text {
    text(index, |field| Some(field.certainty.as_str()))
}

/// Where it is written down. NULL if there is no such field. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn apptunnel_profile_field_source(index: usize) -> Text {
    text(index, |field| Some(field.source))
}

fn text(index: usize, text: impl FnOnce(&'static Field) -> Option<&'static str>) -> Text {
    guard_value(Text::NONE, || fields().get(index).and_then(text).into())
}

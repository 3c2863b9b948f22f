//! Several texts, mostly names.

use super::Text;
use super::boundary::{free, read};

/// Texts that the caller owns. Immutable; may be used by several threads at once.
#[derive(Debug)]
pub struct TextListHandle(Vec<String>);

impl TextListHandle {
    pub(super) fn new(texts: impl IntoIterator<Item: ToString>) -> Self {
        Self(texts.into_iter().map(|text| text.to_string()).collect())
    }
}

/// How many there are.
///
/// # Safety
/// `list` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_text_list_count(list: *const TextListHandle) -> usize {
    // SAFETY: as for this function.
    unsafe { read(list, 0, |list| list.0.len()) }
}

/// One of them. NULL if there is no such text. Lives as long as `list`.
///
/// # Safety
/// `list` is NULL or live.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_text_list_text(list: *const TextListHandle, index: usize) -> Text {
    // SAFETY: as for this function.
    unsafe { read(list, Text::NONE, |list| list.0.get(index).map(String::as_str).into()) }
}

/// Frees texts. NULL is allowed.
///
/// # Safety
/// `list` is NULL or live, and is not used afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn apptunnel_text_list_free(list: *mut TextListHandle) {
    // SAFETY: as for this function.
    unsafe { free(list) }
}

//! Apple's log list in JSON.

use apptunnel::device::trust::transparency::LogList;

/// A list in JSON.
pub fn check(json: &[u8]) {
    let Ok(list) = LogList::from_json(json) else { return };
    assert!(list.logs().is_sorted_by_key(|log| *log.id()));
    for log in list.logs() {
        assert_eq!(list.log(log.id()), Some(log));
        assert!(log.was_ever_approved() || !log.is_approved());
    }
    // White space does not count. What is passed over need not be JSON in all: text that is not UTF-8, a number like 1e400.
    let Ok(value) = serde_json::from_slice::<serde_json::Value>(json) else { return };
    let again = LogList::from_json(serde_json::to_string_pretty(&value).unwrap().as_bytes());
    assert_eq!(again.as_ref(), Ok(&list));
}

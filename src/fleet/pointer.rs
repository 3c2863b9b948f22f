//! Where in the fleet something stands, as JSON pointers, and how names are listed.

use std::fmt;

use super::limits;
use crate::report::{Finding, Subject};

/// The JSON pointer (RFC 6901) of these keys.
pub(super) fn pointer(keys: &[&str]) -> String {
    let mut pointer = String::new();
    for key in keys {
        pointer.push('/');
        pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
    }
    pointer
}

/// What a finding about that place is about.
pub(super) fn field(keys: &[&str]) -> Subject {
    Subject::Field { pointer: pointer(keys) }
}

/// The finding, with the pointer of its field under that of something.
pub(super) fn below(keys: &[&str], mut finding: Finding) -> Finding {
    if let Subject::Field { pointer: place } = &mut finding.subject {
        place.insert_str(0, &pointer(keys));
    }
    finding
}

/// `a`, `a and b`, `a, b and 3 others`.
pub(super) fn listed(names: &[impl fmt::Display]) -> String {
    let mut shown: Vec<String> = names.iter().take(limits::NAMED).map(ToString::to_string).collect();
    match names.len().saturating_sub(limits::NAMED) {
        0 => {}
        1 => shown.push("1 other".to_owned()),
        more => shown.push(format!("{more} others")),
    }
    match shown.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_escape_and_lists_end() {
        assert_eq!(pointer(&["profiles", "a/b~c"]), "/profiles/a~1b~0c");
        assert_eq!(listed(&["a"]), "a");
        assert_eq!(listed(&["a", "b"]), "a and b");
        assert_eq!(listed(&[1; 10]), "1, 1, 1, 1, 1, 1, 1, 1 and 2 others");
    }
}

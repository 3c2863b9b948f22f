//! Where in the fleet something stands, as JSON pointers, and how names are listed.

use super::limits;
use crate::message::{And, Argument, Count, Noun, Text};
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

/// The finding of a part of the fleet, with the pointer to that part in front of its own.
pub(super) fn below(keys: &[&str], mut finding: Finding) -> Finding {
    if let Subject::Field { pointer: place } = &mut finding.subject {
        place.insert_str(0, &pointer(keys));
    }
    finding
}

static OTHERS: Noun = Noun { one: Text { en: "other" }, many: Text { en: "others" } };

/// `a`, `a and b`, `a, b and 3 others`.
pub(super) fn listed<T: Into<Argument>>(names: impl ExactSizeIterator<Item = T>) -> And<Argument> {
    let more = names.len().saturating_sub(limits::NAMED);
    let mut shown: Vec<Argument> = names.take(limits::NAMED).map(Into::into).collect();
    if more > 0 {
        shown.push(Count(more, &OTHERS).into());
    }
    And(shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Language;

    #[test]
    fn pointers_escape_and_lists_end() {
        assert_eq!(pointer(&["profiles", "a/b~c"]), "/profiles/a~1b~0c");
        let listed =
            |names: &[&str]| Argument::from(listed(names.iter().copied())).in_language(Language::English).to_string();
        assert_eq!(listed(&["a"]), "a");
        assert_eq!(listed(&["a", "b"]), "a and b");
        assert_eq!(listed(&["a"; 9]), "a, a, a, a, a, a, a, a and 1 other");
        assert_eq!(listed(&["a"; 10]), "a, a, a, a, a, a, a, a and 2 others");
    }
}

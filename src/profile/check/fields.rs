//! What is asked of any field: that it is filled in, and that it can be read.

use std::fmt;
use std::str::FromStr;

use super::row::{Text, decided};
use crate::report::Rule;
use crate::report::Severity::Error;

pub(super) const RULES: [Rule; 7] = [REQUIRED, CHOICE, TEXT, PORT, NUMBER, HIDDEN, TOO_MANY];

pub(super) const REQUIRED: Rule = decided(
    "profile.required",
    Error,
    Text {
        summary: "A field without which the profile cannot work is filled in.",
        remedy: "Fill the field in.",
        reference: "ProfileDraft::check",
    },
);

pub(super) const CHOICE: Rule = decided(
    "profile.choice",
    Error,
    Text {
        summary: "Where the console has a choice, one of its options is chosen.",
        remedy: "Choose one of the options.",
        reference: "ProfileDraft",
    },
);

pub(super) const TEXT: Rule = decided(
    "profile.text",
    Error,
    Text {
        summary: "Names have no characters that cannot be seen, and are not longer than the library takes.",
        remedy: "Give a shorter name, on one line.",
        reference: "profile::InvalidText",
    },
);

pub(super) const PORT: Rule = decided(
    "profile.port",
    Error,
    Text {
        summary: "A port is a whole number from 1 to 65535.",
        remedy: "Enter the number of the port.",
        reference: "RFC 6335 section 6",
    },
);

pub(super) const NUMBER: Rule = decided(
    "profile.number",
    Error,
    Text {
        summary: "A number is whole and from 0 to 4294967295.",
        remedy: "Enter a whole number, or leave the field empty.",
        reference: "ProfileDraft",
    },
);

pub(super) const HIDDEN: Rule = decided(
    "profile.hidden-field",
    Error,
    Text {
        summary: "Fields that the console does not show for what is chosen are empty.",
        remedy: "Empty the field, or choose what it belongs to.",
        reference: "profile::visible_fields",
    },
);

pub(super) const TOO_MANY: Rule = decided(
    "profile.too-many",
    Error,
    Text {
        summary: "Lists are not longer than the library looks at.",
        remedy: "Split the profile.",
        reference: "ProfileDraft::check",
    },
);

/// A whole number, in decimal digits alone.
pub(super) struct Number(pub(super) u32);

/// The text is not one.
#[derive(Debug)]
pub(super) struct InvalidNumber;

impl FromStr for Number {
    type Err = InvalidNumber;

    fn from_str(text: &str) -> Result<Self, InvalidNumber> {
        let is_decimal = text.bytes().all(|byte| byte.is_ascii_digit());
        if is_decimal { text.parse().map(Self).map_err(|_| InvalidNumber) } else { Err(InvalidNumber) }
    }
}

impl fmt::Display for InvalidNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it is not a whole number from 0 to 4294967295")
    }
}

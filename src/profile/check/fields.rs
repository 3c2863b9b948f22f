//! What is asked of any field: that it is filled in, and that it can be read.

use std::str::FromStr;

use crate::message::{Message, Text, message};
use crate::report::Rule;

pub(super) const RULES: &[&Rule] = &[&REQUIRED, &CHOICE, &TEXT, &HOST, &PORT, &NUMBER, &HIDDEN, &TOO_MANY];

pub(super) static REQUIRED: Rule = Rule {
    code: "profile.required",
    asks: Text { en: "A field without which the profile cannot work is filled in." },
    remedy: Text { en: "Fill the field in." },
    ..Rule::library("ProfileDraft::check")
};

pub(super) static CHOICE: Rule = Rule {
    code: "profile.choice",
    asks: Text { en: "Where the console has a choice, one of its options is chosen." },
    remedy: Text { en: "Choose one of the options." },
    ..Rule::library("ProfileDraft")
};

pub(super) static TEXT: Rule = Rule {
    code: "profile.text",
    asks: Text { en: "Names have no characters that cannot be seen, and are not longer than the library takes." },
    remedy: Text { en: "Give a shorter name, on one line." },
    ..Rule::library("profile::InvalidText")
};

pub(super) static HOST: Rule = Rule {
    code: "profile.host",
    asks: Text { en: "The host of another server is a DNS name or an IP address." },
    remedy: Text { en: "Enter the bare name, without scheme, port or path." },
    ..Rule::library("profile::Host")
};

pub(super) static PORT: Rule = Rule {
    code: "profile.port",
    asks: Text { en: "A port is a whole number from 1 to 65535." },
    remedy: Text { en: "Enter the number of the port." },
    ..Rule::library("RFC 6335 section 6")
};

pub(super) static NUMBER: Rule = Rule {
    code: "profile.number",
    asks: Text { en: "A number is whole and from 0 to 4294967295." },
    remedy: Text { en: "Enter a whole number, or leave the field empty." },
    ..Rule::library("ProfileDraft")
};

pub(super) static HIDDEN: Rule = Rule {
    code: "profile.hidden-field",
    asks: Text { en: "Fields that the console does not show for what is chosen are empty." },
    remedy: Text { en: "Empty the field, or choose what it belongs to." },
    ..Rule::library("profile::visible_fields")
};

pub(super) static TOO_MANY: Rule = Rule {
    code: "profile.too-many",
    asks: Text { en: "Lists are not longer than the library looks at." },
    remedy: Text { en: "Split the profile." },
    ..Rule::library("ProfileDraft::check")
};

/// A whole number, in decimal digits alone.
pub(super) struct Number(pub(super) u32);

/// The text is not one.
pub(super) struct InvalidNumber;

message! {
    fn not_a_number() {
        en: "it is not a whole number from 0 to 4294967295",
    }
}

impl FromStr for Number {
    type Err = InvalidNumber;

    fn from_str(text: &str) -> Result<Self, InvalidNumber> {
        let is_decimal = text.bytes().all(|byte| byte.is_ascii_digit());
        if is_decimal { text.parse().map(Self).map_err(|_| InvalidNumber) } else { Err(InvalidNumber) }
    }
}

impl From<InvalidNumber> for Message {
    fn from(_: InvalidNumber) -> Self {
        not_a_number()
    }
}

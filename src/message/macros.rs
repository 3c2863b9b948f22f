//! The macro that makes messages.

/// Functions that make a [`Message`](crate::message::Message) each, from arguments that can be made an
/// [`Argument`](crate::message::Argument).
///
/// The words of every language name every argument. One that a language leaves out, and one that there is not, is an error
/// of the compiler.
///
/// ```ignore
/// message! {
///     pub(super) fn expired(on: Option<DateTime<Utc>>) {
///         en: "The certificate expired on {on}.",
///     }
///     fn no_key() {
///         en: "The file holds no private key.",
///     }
/// }
/// ```
macro_rules! message {
    ($(
        $(#[$attribute:meta])*
        $vis:vis fn $name:ident($($argument:ident: $kind:ty),* $(,)?) { en: $en:literal $(,)? }
    )+) => {$(
        $(#[$attribute])*
        $vis fn $name($($argument: $kind),*) -> $crate::message::Message {
            static WORDING: $crate::message::Wording = $crate::message::Wording {
                id: concat!(module_path!(), "::", stringify!($name)),
                names: &[$(stringify!($argument)),*],
                write: |language, arguments, f| {
                    // Always as many as there are names: both are made here.
                    let [$($argument),*] = arguments else { return Ok(()) };
                    match language {
                        $crate::message::Language::English => {
                            write!(f, $en $(, $argument = $crate::message::In(language, $argument))*)
                        }
                    }
                },
            };
            $crate::message::Message::new(&WORDING, [$($crate::message::Argument::from($argument)),*])
        }
    )+};
}
pub(crate) use message;

/// Types whose values are the same in every language become arguments by reference.
macro_rules! argument_by_display {
    ($($kind:ty),+ $(,)?) => {$(
        impl From<&$kind> for $crate::message::Argument {
            fn from(value: &$kind) -> Self {
                value.to_string().into()
            }
        }
    )+};
}
pub(crate) use argument_by_display;

/// Types whose values are one of a few words, as `as_str` gives them, are displayed as that word.
macro_rules! display_by_word {
    ($($kind:ty),+ $(,)?) => {$(
        impl std::fmt::Display for $kind {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    )+};
}
pub(crate) use display_by_word;

//! Each language writes each kind of argument; order, equality and JSON.

use std::cmp::Ordering;

use super::*;

static CERTIFICATES: Noun = Noun { one: Text { en: "certificate" }, many: Text { en: "certificates" } };
static FIRST: Text = Text { en: "it comes first" };

message! {
    fn tells(what: Argument) {
        en: "Told: {what}.",
    }
    fn tells_two(one: &str, other: usize) {
        en: "{other} of {one}",
    }
    fn says_nothing_else() {
        en: "Nothing else {{braces}}.",
    }
}

fn told(what: impl Into<Argument>) -> String {
    tells(what.into()).in_language(Language::English).to_string()
}

#[test]
fn english_writes_each_kind_of_argument() {
    let at: DateTime<Utc> = "2026-06-01T00:00:00Z".parse().unwrap();
    let cases = [
        (told("CN=a"), "CN=a"),
        (told(Quoted("a\nb")), "\"a\\u{a}b\""),
        (told(&FIRST), "it comes first"),
        (told(2048_u32), "2048"),
        (told(Count(1_usize, &CERTIFICATES)), "1 certificate"),
        (told(Count(0_usize, &CERTIFICATES)), "0 certificates"),
        (told(Days(1)), "1 day"),
        (told(Days(30)), "30 days"),
        (told(Seconds(1)), "1 second"),
        (told(Seconds(0)), "0 seconds"),
        (told(Seconds(86_400)), "1 day"),
        (told(Seconds(825 * 86_400 + 3_601)), "825 days and 3601 seconds"),
        (told(at), "2026-06-01T00:00:00Z"),
        (told(None), "a date out of range"),
        (told(vec!["a", "b", "c"]), "a, b, c"),
        (told(And(vec!["a", "b", "c"])), "a, b and c"),
        (told(And(vec!["a", "b"])), "a and b"),
        (told(Nor(vec!["a", "b", "c"])), "a nor b nor c"),
        (told(Vec::<String>::new()), ""),
        (told(Clauses(vec![says_nothing_else(), tells_two("b", 1)])), "Nothing else {braces}.; 1 of b"),
        (
            told(Sentences(vec![says_nothing_else(), says_nothing_else()])),
            "Nothing else {braces}. Nothing else {braces}.",
        ),
        (told(tells_two("b", 1)), "1 of b"),
    ];
    for (told, expected) in cases {
        assert_eq!(told, format!("Told: {expected}."));
    }
}

#[test]
fn a_number_that_does_not_fit_is_the_largest() {
    assert_eq!(Argument::from(u64::MAX), Argument::Number(i64::MAX));
}

#[test]
fn a_message_tells_its_arguments_by_name() {
    let message = tells_two("b", 1);
    let arguments: Vec<_> = message.arguments().collect();
    assert_eq!(arguments, [("one", &Argument::from("b")), ("other", &Argument::Number(1))]);
    assert_eq!(message.id(), Some("apptunnel::message::tests::tells_two"));
}

#[test]
fn the_order_is_by_wording_and_arguments() {
    let in_order = [
        says_nothing_else(),
        tells(Argument::from("10")),
        tells(Argument::from("9")),
        tells(Argument::from(9_u32)),
        tells(Argument::from(10_u32)),
        tells(Argument::from(vec![9_u32])),
        tells(Argument::from(vec![9_u32, 1])),
        tells(Argument::from(vec![10_u32])),
        tells(Argument::from(And(vec![10_u32]))),
        tells(Argument::from(says_nothing_else())),
        tells_two("a", 2),
        tells_two("b", 1),
        Message::from(&FIRST),
        Message::plain("Nothing else {braces}."),
    ];
    for (place, one) in in_order.iter().enumerate() {
        for (other_place, other) in in_order.iter().enumerate() {
            assert_eq!(one.order(other), place.cmp(&other_place), "{one:?} and {other:?}");
        }
    }
}

#[test]
fn what_was_read_back_says_the_same_and_has_no_arguments() {
    let message = tells_two("b", 1);
    let json = serde_json::to_string(&message).unwrap();
    assert_eq!(json, "\"1 of b\"");
    let read: Message = serde_json::from_str(&json).unwrap();
    assert_eq!(read, message);
    assert_eq!((read.id(), read.arguments().count()), (None, 0));
    assert_ne!(read.order(&message), Ordering::Equal);
    assert_eq!(serde_json::to_string(&read).unwrap(), json);
    let schema = |schema: Schema| serde_json::to_string(&schema).unwrap();
    assert_eq!(schema(schemars::schema_for!(Message)), schema(schemars::schema_for!(String)));
    assert_eq!(schema(schemars::schema_for!(Text)), schema(schemars::schema_for!(String)));
}

#[test]
fn messages_are_equal_if_they_say_the_same() {
    assert_eq!(tells(Argument::from("1")), tells(Argument::from(1_u32)));
    assert_ne!(tells(Argument::from("1")), tells(Argument::from("2")));
    assert_eq!(Message::from(&FIRST), Message::plain("it comes first"));
    assert_ne!(Message::from(&FIRST), says_nothing_else());
}

#[test]
fn a_message_is_no_larger_than_it_was_measured_to_be() {
    assert!(size_of::<Message>() <= 32 && size_of::<Argument>() <= 32);
}

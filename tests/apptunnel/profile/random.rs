//! Profiles that a generator makes, and drafts of anything.

use crate::support::profiles::{drafts, is_consistent, profiles};
use apptunnel::profile::{Profile, ProfileDraft, visible_fields};
use proptest::prelude::*;
use serde_json::{Value, json};

proptest! {
    /// Its JSON reads back as the same, as a profile and as a draft; and so does its draft.
    #[test]
    fn a_profile_survives_json_and_draft(profile in profiles()) {
        let json = profile.to_json();
        prop_assert_eq!(&serde_json::from_str::<Profile>(&json).unwrap(), &profile);
        let read: ProfileDraft = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&read.check().profile.unwrap(), &profile);
        let draft = ProfileDraft::from(&profile);
        prop_assert_eq!(&draft.check().profile.unwrap(), &profile);
        prop_assert_eq!(serde_json::from_str::<ProfileDraft>(&draft.to_json()).unwrap(), draft);
    }

    #[test]
    fn every_field_of_a_good_draft_is_shown(draft in drafts()) {
        let visible = visible_fields(&draft);
        let value = serde_json::to_value(&draft).unwrap();
        let mut filled = Vec::new();
        leaves(&value, String::new(), &mut filled);
        for pointer in filled {
            prop_assert!(visible.contains(&pointer), "{} of {}", pointer, draft.to_json());
        }
    }

    #[test]
    fn a_faulty_field_costs_the_profile_and_nothing_else(
        draft in drafts(),
        index in any::<prop::sample::Index>(),
        junk in junk(),
    ) {
        let mut value = serde_json::to_value(&draft).unwrap();
        let mut pointers = Vec::new();
        leaves(&value, String::new(), &mut pointers);
        let pointer: &String = index.get(&pointers);
        *value.pointer_mut(pointer).unwrap() = junk;
        if let Ok(draft) = serde_json::from_value::<ProfileDraft>(value) {
            is_consistent(&draft);
        }
    }

    #[test]
    fn text_of_any_kind_is_looked_at(texts in prop::collection::vec(junk(), 40)) {
        let mut texts = texts.into_iter();
        let mut next = || texts.next().unwrap();
        let value = json!({
            "kind": next(),
            "global": {"name": next(), "external_host": next(), "external_port": next(),
                "device_authentication": {"mode": next(), "group_certificate": next(), "trusted_cas": [next()]},
                "explicit_proxy": {"host": next(), "port": next()}},
            "server": {"listener": next(), "https_port": next(), "certificate": next(),
                "incoming": {"protocols": [next()], "suites": [next()]}},
            "services": [{"type": next(), "name": next(), "server_list": next(), "spn_list": next()},
                {"type": "custom_tcp", "name": next(), "server_list": next()},
                {"type": "custom_http", "name": next(), "server_list": next(), "server_auth": next()}],
            "app_rules": [{"name": next(), "sentry": next(), "url_wildcard": next(), "port": next(), "service": next()}],
        });
        if let Ok(draft) = serde_json::from_value::<ProfileDraft>(value) {
            is_consistent(&draft);
        }
    }

    #[test]
    fn json_of_any_kind_is_read_or_refused(value in any_json()) {
        if let Ok(draft) = serde_json::from_value::<ProfileDraft>(value) {
            is_consistent(&draft);
        }
    }
}

/// The fields that are filled in, where a list of names is one field.
fn leaves(value: &Value, at: String, pointers: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| leaves(value, format!("{at}/{name}"), pointers));
        }
        Value::Array(items) if items.iter().all(Value::is_object) => {
            items.iter().enumerate().for_each(|(index, value)| leaves(value, format!("{at}/{index}"), pointers));
        }
        _ => pointers.push(at),
    }
}

fn junk() -> impl Strategy<Value = Value> {
    prop_oneof![
        "\\PC{0,12}".prop_map(Value::from),
        "[a-z<>_*;: .]{0,12}".prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        Just(Value::Null),
        prop::sample::select(vec![
            "kerberos",
            "certificates",
            "active_sync_basic",
            "<ANY>",
            "<IP_ANY>",
            "TCP",
            "a:1",
            "a:1;b:2",
            "[::1]:1",
            "443",
            "*",
            "*.a",
            "a.example",
            "https_only",
            "group_certificate",
            "TLSv1.2",
            "ip",
            "any_cifs",
            ";",
            ":",
        ])
        .prop_map(Value::from),
    ]
}

fn any_json() -> impl Strategy<Value = Value> {
    let names = prop::sample::select(vec!["kind", "global", "server", "services", "app_rules", "name", "trust", "x"]);
    junk().prop_recursive(4, 32, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(names.clone().prop_map(str::to_owned), inner, 0..5)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

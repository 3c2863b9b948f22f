//! What the console shows.

use apptunnel::profile::{self, ProfileDraft, visible_fields};

use crate::support::profiles::{app_rule, basic, good, kerberos, text};

#[test]
fn before_a_kind_is_chosen_there_is_nothing_else() {
    for kind in [None, text("x")] {
        let draft = ProfileDraft { kind, ..good() };
        assert_eq!(visible_fields(&draft).into_iter().collect::<Vec<_>>(), ["/kind"]);
    }
}

#[test]
fn the_listener_decides_which_ports_are_shown() {
    for (listener, https, http) in [
        (Some("https_only"), true, false),
        (Some("http_only"), false, true),
        (Some("https_and_http"), true, true),
        (None, true, true),
    ] {
        let mut draft = good();
        draft.server.listener = listener.and_then(text);
        let visible = visible_fields(&draft);
        assert_eq!(visible.contains("/server/https_port"), https, "{listener:?}");
        assert_eq!(visible.contains("/server/http_port"), http, "{listener:?}");
        // Nothing says that the certificate is hidden.
        assert!(visible.contains("/server/certificate") && visible.contains("/server/self_signed"));
    }
}

#[test]
fn certificates_are_shown_when_self_signed_is_not_ticked() {
    let shown = |self_signed: Option<bool>, tick: Option<bool>, second: Option<&str>| {
        let mut draft = good();
        draft.server.self_signed = self_signed;
        draft.server.add_second_certificate = tick;
        draft.server.second_certificate = second.and_then(text);
        let visible = visible_fields(&draft);
        ["certificate", "add_second_certificate", "second_certificate"]
            .map(|field| visible.contains(&format!("/server/{field}")))
    };
    assert_eq!(shown(Some(true), Some(true), Some("b")), [false, false, false]);
    for unticked in [None, Some(false)] {
        assert_eq!(shown(unticked, None, None), [true, true, false]);
        assert_eq!(shown(unticked, Some(true), None), [true, true, true]);
        assert_eq!(shown(unticked, Some(false), Some("b")), [true, true, false]);
        assert_eq!(shown(unticked, None, Some("b")), [true, true, true]);
    }
}

#[test]
fn the_kind_decides_what_is_shown_of_device_authentication() {
    let shown = |draft: &ProfileDraft| {
        let visible = visible_fields(draft);
        let names = ["mode", "group_certificate", "trusted_cas", "check_crl", "kerberos/realm"];
        names.map(|name| visible.contains(&format!("/global/device_authentication/{name}")))
    };
    assert_eq!(shown(&basic()), [false; 5]);
    assert_eq!(shown(&kerberos()), [false, false, true, true, true]);
    assert_eq!(shown(&good()), [true, false, true, true, false]);
    let mut group = good();
    group.global.device_authentication.mode = text("group_certificate");
    assert_eq!(shown(&group), [true, true, false, true, false]);
    group.global.device_authentication.mode = None;
    assert_eq!(shown(&group), [true, true, true, true, false]);
}

#[test]
fn app_tunnel_is_shown_in_the_kinds_that_have_it() {
    for (draft, is_shown) in [(basic(), false), (good(), true), (kerberos(), true)] {
        let draft = ProfileDraft { app_rules: vec![app_rule("a.example", None, "Wiki")], ..draft };
        let visible = visible_fields(&draft);
        for pointer in [
            "/global/add_context_headers",
            "/global/advanced_traffic_control",
            "/global/explicit_proxy/host",
            "/app_rules/0/service",
        ] {
            assert_eq!(visible.contains(pointer), is_shown, "{pointer}");
        }
    }
}

/// The table has a row for every field of a draft, and no other.
#[test]
fn every_field_has_its_row() {
    let mut pointers = Vec::new();
    let schema = ProfileDraft::json_schema();
    leaves(&schema, &schema, String::new(), &mut pointers);
    pointers.sort();
    let mut rows: Vec<&str> = profile::fields().iter().map(|field| field.pointer).collect();
    rows.sort_unstable();
    assert_eq!(rows, pointers);
}

fn leaves(schema: &serde_json::Value, node: &serde_json::Value, at: String, pointers: &mut Vec<String>) {
    if let Some(reference) = node["$ref"].as_str().or_else(|| node["anyOf"][0]["$ref"].as_str()) {
        let target = schema.pointer(reference.trim_start_matches('#')).unwrap();
        return leaves(schema, target, at, pointers);
    }
    if let Some(properties) = node["properties"].as_object() {
        for (name, property) in properties {
            leaves(schema, property, format!("{at}/{name}"), pointers);
        }
    } else if node["items"]["$ref"].is_string() {
        leaves(schema, &node["items"], format!("{at}/*"), pointers);
    } else {
        pointers.push(at);
    }
}

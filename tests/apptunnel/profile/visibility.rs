//! What the console shows.

use std::collections::BTreeSet;

use apptunnel::profile::{self, Profile, ProfileDraft, visible_fields};
use serde_json::Value;

use crate::support::profiles::{app_rule, basic, good, kerberos, text};

#[test]
fn before_a_kind_is_chosen_there_is_nothing_else() {
    for kind in [None, text("x")] {
        let mut draft = good();
        draft.kind = kind;
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
    for (mut draft, is_shown) in [(basic(), false), (good(), true), (kerberos(), true)] {
        draft.app_rules = vec![app_rule("a.example", None, "Wiki")];
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
    let rows: BTreeSet<String> = profile::fields().iter().map(|field| field.pointer.to_owned()).collect();
    assert_eq!(rows, fields_of(&ProfileDraft::json_schema()));
    assert_eq!(rows.len(), profile::fields().len());
}

/// A draft has every field of a profile, so that a profile in JSON reads as a draft.
#[test]
fn every_field_of_a_profile_is_one_of_a_draft() {
    let of_a_profile = fields_of(&Profile::json_schema());
    let of_a_draft = fields_of(&ProfileDraft::json_schema());
    assert!(of_a_profile.is_subset(&of_a_draft), "{of_a_profile:#?}");
    // The draft alone has a tick for the second certificate, which a profile has or has not.
    let missing: Vec<_> = of_a_draft.difference(&of_a_profile).collect();
    assert_eq!(missing, ["/server/add_second_certificate"]);
}

/// The fields that a schema describes, as JSON pointers in which `*` stands for any index. A list of names is one field.
fn fields_of(schema: &Value) -> BTreeSet<String> {
    let mut pointers = BTreeSet::new();
    leaves(schema, schema, "", &mut pointers);
    pointers
}

fn leaves(schema: &Value, node: &Value, at: &str, pointers: &mut BTreeSet<String>) {
    let target = node["$ref"].as_str().map(|reference| schema.pointer(reference.trim_start_matches('#')).unwrap());
    let list = |name: &str| node[name].as_array().into_iter().flatten();
    let alternatives = list("oneOf").chain(list("anyOf")).filter(|it| it["type"] != "null");
    let same: Vec<&Value> = target.into_iter().chain(alternatives).collect();
    same.iter().for_each(|node| leaves(schema, node, at, pointers));
    if let Some(properties) = node["properties"].as_object() {
        properties.iter().for_each(|(name, node)| leaves(schema, node, &format!("{at}/{name}"), pointers));
    } else if node["items"].is_object() {
        let element = format!("{at}/*");
        leaves(schema, &node["items"], &element, pointers);
        if pointers.remove(&element) {
            pointers.insert(at.to_owned());
        }
    } else if same.is_empty() {
        pointers.insert(at.to_owned());
    }
}

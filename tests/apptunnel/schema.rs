//! The published JSON schemas are those of the types.

use std::collections::BTreeSet;

use apptunnel::catalogue::CatalogueEntry;
use apptunnel::container::BundleSummary;
use apptunnel::device::{handshake, trust};
use apptunnel::fleet::FleetReport;
use apptunnel::profile::{Profile, ProfileDraft, Route};
use apptunnel::report::FindingList;
use apptunnel::{Fleet, Report, admission, path, second_certificate};
use serde_json::Value;

use super::docs::is_current;

#[test]
fn published_schemas_are_current() {
    for (name, schema) in schemas() {
        let current = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        is_current(&format!("{name}.schema.json"), &current, "UPDATE_SCHEMAS");
    }
}

/// The comments of the header say "schema `fleet`", and of a part of it "`Device` of the published schema `fleet`".
#[test]
fn the_header_names_every_published_schema_and_no_other() {
    let header = std::fs::read_to_string("include/apptunnel.h").unwrap();
    let comments = header.replace("\n// ", " ");
    let parts: Vec<&str> = comments.split(" schema `").collect();
    let named: BTreeSet<&str> = parts.iter().skip(1).filter_map(|part| Some(part.split_once('`')?.0)).collect();
    let schemas = schemas();
    assert_eq!(named, schemas.iter().map(|(name, _)| *name).collect());

    for (before, after) in parts.iter().zip(parts.iter().skip(1)) {
        let Some(definition) = before.strip_suffix("` of the published").and_then(|it| it.rsplit('`').next()) else {
            continue;
        };
        let name = after.split('`').next().unwrap();
        let (_, schema) = schemas.iter().find(|(schema, _)| *schema == name).unwrap();
        assert!(schema["$defs"].get(definition).is_some(), "the schema {name} has no {definition}");
    }
}

fn schemas() -> [(&'static str, Value); 15] {
    [
        ("report", Report::json_schema()),
        ("bundle", schemars::schema_for!(BundleSummary).to_value()),
        ("evaluation", schemars::schema_for!(path::EvaluationSummary).to_value()),
        ("trust-evaluation", schemars::schema_for!(trust::TrustSummary).to_value()),
        ("trust-matrix", schemars::schema_for!(trust::TrustMatrix).to_value()),
        ("handshake-matrix", handshake::HandshakeMatrix::json_schema()),
        ("profile", Profile::json_schema()),
        ("profile-draft", ProfileDraft::json_schema()),
        ("route", schemars::schema_for!(Route).to_value()),
        ("forecast", schemars::schema_for!(second_certificate::Forecast).to_value()),
        ("admission-decision", schemars::schema_for!(admission::Decision).to_value()),
        ("rules", schemars::schema_for!(Vec<CatalogueEntry>).to_value()),
        ("finding-list", FindingList::json_schema()),
        ("fleet", Fleet::json_schema()),
        ("fleet-report", FleetReport::json_schema()),
    ]
}

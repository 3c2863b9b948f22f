//! The published JSON schemas are those of the types.

use apptunnel::catalogue::CatalogueEntry;
use apptunnel::container::BundleSummary;
use apptunnel::device::{handshake, trust};
use apptunnel::fleet::FleetReport;
use apptunnel::profile::{Profile, ProfileDraft, Route};
use apptunnel::report::FindingList;
use apptunnel::{Fleet, Report, admission, path, second_certificate};

#[test]
fn published_schemas_are_current() {
    let schemas = [
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
    ];
    for (name, schema) in schemas {
        let path = format!("{}/docs/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
        let current = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::env::var_os("UPDATE_SCHEMAS").is_some() {
            std::fs::write(&path, &current).unwrap();
        }
        let published = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(published == current, "{path} is stale; run: UPDATE_SCHEMAS=1 cargo test schema");
    }
}

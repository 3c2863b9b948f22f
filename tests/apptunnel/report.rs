//! Reports as text and JSON.

use apptunnel::upload::{self, UploadOptions};

use crate::support::{HOST, files, now};
use apptunnel::Report;

fn report(file: &str) -> Report {
    upload::check(&files::open(file), &UploadOptions::default(), now())
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for file in ["good.p12", "wrong-root.p12", "two-leaves.p12", "duplicates.p12"] {
        assert_eq!(report(file).to_json(), report(file).to_json());
        assert_eq!(report(file).to_string(), report(file).to_string());
    }
}

#[test]
fn json_reads_back_as_the_same_report() {
    let report = report("wrong-root.p12");
    assert_eq!(serde_json::from_str::<Report>(&report.to_json()).unwrap(), report);
}

#[test]
fn json_says_everything_of_a_finding() {
    let json: serde_json::Value = serde_json::from_str(&report("leaf-only.p12").to_json()).unwrap();
    assert_eq!(json["verdict"], "refused");
    assert_eq!(json["at"], "2026-06-01T00:00:00Z");
    assert_eq!(json["chain"], serde_json::json!([0]));
    let finding = &json["findings"][0];
    assert_eq!(finding["code"], "upload.no-chain");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["basis"], "ivanti-table");
    assert_eq!(finding["certainty"], "documented");
    assert_eq!(finding["subject"]["kind"], "certificate");
    assert_eq!(finding["subject"]["index"], 0);
    assert_eq!(finding["subject"]["sha256"], json["certificates"][0]["sha256"]);
    for text in ["message", "remedy", "reference"] {
        assert!(finding[text].as_str().unwrap().len() > 10, "{text}");
    }
}

#[test]
fn errors_come_first() {
    let report = report("leaf.cer");
    let severities: Vec<_> = report.findings.iter().map(|finding| finding.severity).collect();
    assert!(severities.is_sorted() && severities.len() > 2, "{severities:?}");
}

#[test]
fn text_shows_the_chain_as_a_tree_with_the_root_on_top() {
    let text = report("good.p12").to_string();
    let line =
        |part: &str| text.lines().position(|line| line.contains(part)).unwrap_or_else(|| panic!("{part} in {text}"));
    assert!(line("[2] root: CN=Example Root CA") < line("└─ [1] intermediate: CN=Example Issuing CA"));
    assert!(line("└─ [1] intermediate: CN=Example Issuing CA") < line("   └─ [0] leaf: CN=sentry.example.com"));
    assert!(text.ends_with("Verdict: accepted, with 0 errors and 0 warnings.\n"), "{text}");
}

#[test]
fn a_certificate_cannot_write_into_the_report() {
    let context = UploadOptions::default().with_server_name(HOST.parse().unwrap());
    let report = upload::check(&files::chain("san-escapes.pem"), &context, now());
    let text = report.to_string();
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
    assert_eq!(text.lines().filter(|line| line.trim_start().starts_with("Verdict:")).count(), 1, "{text}");
}

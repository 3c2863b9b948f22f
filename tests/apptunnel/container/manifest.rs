//! Every file of two suites of certificate files is opened as its manifest says: the tree's own, and a shared one.
//!
//! The shared suite lies beside the checkout, or where `APPTUNNEL_SHARED` points. Known differences are data with a reason,
//! in `exceptions.json`; one that is no longer a difference fails too.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use apptunnel::container::{Bundle, BundleSummary, OpenError};
use serde_json::{Value, json};

#[test]
fn every_file_of_the_tree_opens_as_the_manifest_says() {
    let suite = Path::new("tests/fixtures/containers");
    assert!(suite.join("manifest.json").exists(), "{} is not there", suite.display());
    opens_as_the_manifest_says(suite, "{}");
}

#[test]
fn every_file_of_the_shared_suite_opens_as_the_manifest_says() {
    let shared = std::env::var_os("APPTUNNEL_SHARED").map_or_else(|| "../shared".into(), PathBuf::from);
    opens_as_the_manifest_says(&shared.join("containers"), include_str!("exceptions.json"));
}

fn opens_as_the_manifest_says(suite: &Path, exceptions: &str) {
    let Ok(manifest) = std::fs::read_to_string(suite.join("manifest.json")) else {
        // Written past the capture of test output: a run that checked nothing must not look like one that did.
        let message = format!("the suite of certificate files is absent from {}\n", suite.display());
        std::io::stderr().write_all(message.as_bytes()).unwrap();
        return;
    };
    let manifest: Vec<Value> = serde_json::from_str(&manifest).unwrap();
    let exceptions: BTreeMap<String, String> = serde_json::from_str(exceptions).unwrap();

    let (mut exact, mut acceptable, mut failures) = (0, Vec::new(), Vec::new());
    for (entry, answer) in manifest.iter().zip(answers(&manifest, suite)) {
        let name = text(entry, "file");
        match (answer, exceptions.get(name)) {
            (Answer::Exact, None) => exact += 1,
            (Answer::Exact, Some(_)) => {
                failures.push(format!("{name}: listed as an exception, and as the manifest says"))
            }
            (_, Some(_)) => {}
            (Answer::Acceptable(differences), None) => acceptable.push(format!("{name}: {differences}")),
            (Answer::Wrong(differences), None) => failures.push(format!("{name}: {differences}")),
        }
    }
    for name in exceptions.keys().filter(|name| manifest.iter().all(|entry| text(entry, "file") != name.as_str())) {
        failures.push(format!("{name}: listed as an exception, and not in the manifest"));
    }
    println!(
        "{} files: {exact} exact, {} otherwise acceptable, {} excepted",
        manifest.len(),
        acceptable.len(),
        exceptions.len()
    );
    println!("{}", acceptable.join("\n"));
    assert!(failures.is_empty(), "{} of {} files:\n{}", failures.len(), manifest.len(), failures.join("\n"));
}

enum Answer {
    Exact,
    /// Another answer that the manifest allows, and how it differs.
    Acceptable(String),
    Wrong(String),
}

/// The answer for each entry. The files are opened by two threads: some have millions of iterations.
fn answers(manifest: &[Value], suite: &Path) -> Vec<Answer> {
    let half = manifest.len().div_ceil(2).max(1);
    std::thread::scope(|scope| {
        let halves: Vec<_> = manifest
            .chunks(half)
            .map(|entries| scope.spawn(|| entries.iter().map(|entry| answer(entry, suite)).collect::<Vec<_>>()))
            .collect();
        halves
            .into_iter()
            .flat_map(|half| half.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

fn answer(entry: &Value, suite: &Path) -> Answer {
    let Ok(file) = std::fs::read(suite.join(text(entry, "file"))) else {
        return Answer::Wrong("the file is absent".to_owned());
    };
    let opened = Bundle::open(&file, entry["password"].as_str());
    let differences = differences(entry, &opened);
    match differences.is_empty() {
        true => Answer::Exact,
        false if is_acceptable(entry, &opened) => Answer::Acceptable(differences.join("; ")),
        false => Answer::Wrong(differences.join("; ")),
    }
}

/// What differs from the answer that the manifest prefers.
fn differences(entry: &Value, opened: &Result<Bundle, OpenError>) -> Vec<String> {
    let mut differences = Vec::new();
    let mut compare = |what: &str, expected: &Value, found: Value| {
        if *expected != found {
            differences.push(format!("{what}: {expected} expected, {found} found"));
        }
    };
    compare("outcome", &entry["outcome"], json!(outcome(opened)));
    compare("error kind", &entry["error_kind"], json!(opened.as_ref().err().map(OpenError::kind)));
    if let (Ok(bundle), true) = (opened, entry["outcome"] != "error") {
        let summary = bundle.summary();
        compare("certificates", &entry["certificates"], json!(fingerprints(bundle)));
        compare("key type", &entry["key_type"], json!(bundle.private_key().map(|key| key.key_type().to_string())));
        let owner = bundle.key_owner().and_then(|index| bundle.certificates().get(index));
        let owner = owner.map(|certificate| certificate.item().fingerprint());
        compare("key matches", &entry["key_matches"], json!(owner));
        compare("keys", entry.get("keys").unwrap_or(&json!([])), keys(&summary));
        compare("dropped", entry.get("dropped").unwrap_or(&json!([])), json!(summary.dropped));
        compare("format", &entry["format"], json!(summary.format));
        if let Some(encoding) = entry.get("encoding").filter(|encoding| encoding.is_string()) {
            compare("encoding", encoding, json!(summary.encoding));
        }
        if let Some(ber) = entry.get("ber").filter(|ber| ber.is_boolean()) {
            compare("BER", ber, json!(json!(summary.encoding) == "ber"));
        }
        if entry["format"] == "pkcs12" {
            compare("encryption", &entry["encryption"], json!(summary.encryption));
            compare("MAC", &entry["mac"], json!(summary.mac));
            compare("iterations", &entry["iterations"], json!(summary.iterations));
        } else if let Some(key) = entry["encryption"].get("key").filter(|key| key.is_string()) {
            compare("encryption", key, json!(summary.encryption.key));
        }
    }
    differences
}

fn is_acceptable(entry: &Value, opened: &Result<Bundle, OpenError>) -> bool {
    let is_listed = entry["also_acceptable"].as_array().into_iter().flatten().any(|other| {
        let kind = &other["error_kind"];
        other["outcome"] == outcome(opened)
            && (kind.is_null() || *kind == json!(opened.as_ref().err().map(OpenError::kind)))
    });
    let certificates = match entry["outcome"].as_str() {
        Some("error") => entry.get("contained_if_accepted"),
        _ => entry.get("certificates"),
    };
    is_listed
        && opened.as_ref().ok().is_none_or(|bundle| certificates.is_none_or(|all| *all == json!(fingerprints(bundle))))
}

fn outcome(opened: &Result<Bundle, OpenError>) -> &'static str {
    match opened {
        Err(_) => "error",
        Ok(bundle) if bundle.dropped().is_empty() => "ok",
        Ok(_) => "partial",
    }
}

fn fingerprints(bundle: &Bundle) -> Vec<String> {
    bundle.certificates().iter().map(|certificate| certificate.item().fingerprint()).collect()
}

fn keys(summary: &BundleSummary) -> Value {
    let key = |key: &apptunnel::container::KeySummary| json!({ "type": key.key_type, "spki_sha256": key.spki_sha256, "matches": key.matches });
    summary.keys.iter().map(key).collect()
}

fn text<'a>(entry: &'a Value, key: &str) -> &'a str {
    entry[key].as_str().unwrap_or_default()
}

//! `docs/rules.md` lists every rule of the catalogue.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use apptunnel::report::{AppleClass, Rule};
use apptunnel::rules::apple::{self, AppleRule};
use apptunnel::{device_auth, fleet, profile, rules, second_certificate, tls, upload};

#[test]
#[cfg_attr(not(feature = "psl"), ignore = "one rule of the catalogue needs the feature")]
fn the_published_catalogue_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");
    let current = catalogue();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &current).unwrap();
    }
    let published = std::fs::read_to_string(path).unwrap_or_default();
    assert!(published == current, "{path} is stale; run: UPDATE_DOCS=1 cargo test --test rules_doc");
}

#[test]
fn the_published_table_of_fields_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/profile-fields.md");
    let current = fields();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &current).unwrap();
    }
    let published = std::fs::read_to_string(path).unwrap_or_default();
    assert!(published == current, "{path} is stale; run: UPDATE_DOCS=1 cargo test --test rules_doc");
}

#[test]
fn no_two_rules_have_the_same_code() {
    let mut codes = BTreeSet::new();
    let later = profile::rules().chain(second_certificate::rules()).chain(device_auth::rules()).chain(fleet::rules());
    let earlier = rules::rows().chain(tls::rules()).chain(upload::rules().filter(|rule| !is_apples(rule)));
    for rule in earlier.chain(later) {
        assert!(codes.insert(rule.code), "{} stands twice", rule.code);
    }
}

fn is_apples(rule: &Rule) -> bool {
    apple::rows().any(|row| row.rule.code == rule.code)
}

fn catalogue() -> String {
    let mut text = String::from(
        "# The rules\n\n\
         Every rule that a finding may name, made from the rows beside the code that decides them. Whose rule it is and how \
         sure the library is of it stand after the severity.\n",
    );
    text += "\n## The upload check\n";
    upload::rules().filter(|rule| !is_apples(rule)).for_each(|rule| entry(&mut text, rule, None));
    text += "\n## RFC 5280 and the CA/Browser Forum\n";
    rules::rows().filter(|rule| !is_apples(rule)).for_each(|rule| entry(&mut text, rule, None));
    text += "\n## TLS\n";
    tls::rules().for_each(|rule| entry(&mut text, rule, None));
    text += "\n## The Sentry profile\n";
    profile::rules().for_each(|rule| entry(&mut text, rule, None));
    text += "\n## The second certificate\n\nThe rules named `forecast` are about what will happen.\n";
    second_certificate::rules().for_each(|rule| entry(&mut text, rule, None));
    text += "\n## Device authentication\n";
    device_auth::rules().for_each(|rule| entry(&mut text, rule, None));
    text += "\n## The fleet\n";
    fleet::rules().for_each(|rule| entry(&mut text, rule, None));
    text += "\n## Apple devices\n\n\
             Apple's name is the key in the details of a trust, as in `kSecPolicyCheckSSLHostname`. Advice has none: no device \
             rejects a chain for it.\n";
    apple::rows().for_each(|row| entry(&mut text, &row.rule, Some(row)));
    text
}

fn entry(text: &mut String, rule: &Rule, apple: Option<&AppleRule>) {
    let Rule { code, summary, remedy, reference, .. } = rule;
    let (severity, basis, certainty) = (rule.severity.as_str(), rule.basis.as_str(), rule.certainty.as_str());
    writeln!(text, "\n### `{code}`\n\n{summary}\n\n- {severity}, `{basis}`, {certainty}").unwrap();
    if let Some(row) = apple {
        writeln!(text, "- Scope: {}", row.scope).unwrap();
        if !row.cut_off.is_empty() {
            writeln!(text, "- Dates: {}", row.cut_off).unwrap();
        }
        writeln!(text, "- Since: {}", row.since().unwrap_or_else(|| "every release that is known".to_owned())).unwrap();
        if let Some(key) = row.key {
            let class = match key.class() {
                AppleClass::Recoverable => "recoverable",
                AppleClass::Fatal => "fatal",
                AppleClass::Deny => "deny",
            };
            writeln!(text, "- Apple: `{}`, {class}, {}", key.name(), key.os_status()).unwrap();
        }
    }
    writeln!(text, "- Remedy: {remedy}\n- Source: {reference}").unwrap();
}

fn fields() -> String {
    let mut text = String::from(
        "# The fields of a Sentry profile\n\n\
         Each field by its JSON pointer, in which `*` stands for any index. How sure the library is of what is asked of it stands \
         before the source. A field without a default stays empty, or has to be entered: none is known.\n\n\
         | field | label | what is asked | shown | default | certainty | source |\n|---|---|---|---|---|---|---|\n",
    );
    for field in profile::fields() {
        let cells = [
            field.label,
            field.constraint,
            field.visibility,
            field.default.unwrap_or("none"),
            field.certainty.as_str(),
            field.source,
        ];
        let cells = cells.map(|cell| cell.replace('|', "\\|").replace('<', "\\<")).join(" | ");
        writeln!(text, "| `{}` | {cells} |", field.pointer).unwrap();
    }
    text
}

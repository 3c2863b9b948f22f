//! What is published in `docs` is made of the rows as they are. The schemas are made of the types, in `schema`.

use std::fmt::Write as _;

use apptunnel::catalogue::{self, CatalogueEntry};
use apptunnel::profile;
use apptunnel::report::Rule;

#[test]
#[cfg_attr(not(feature = "psl"), ignore = "one rule of the catalogue needs the feature")]
fn the_published_catalogue_is_current() {
    is_current("rules.md", &rules(), "UPDATE_DOCS");
}

#[test]
fn the_published_table_of_fields_is_current() {
    is_current("profile-fields.md", &fields(), "UPDATE_DOCS");
}

/// Compares a file of `docs`, or with the switch in the environment writes it.
#[track_caller]
pub(super) fn is_current(file: &str, current: &str, switch: &str) {
    let path = format!("docs/{file}");
    if std::env::var_os(switch).is_some() {
        std::fs::write(&path, current).unwrap();
    }
    let published = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(published == current, "{path} is stale; run: {switch}=1 cargo test --test apptunnel current");
}

fn rules() -> String {
    let mut text = String::from(
        "# The rules\n\n\
         Every rule that a finding may name, made from the rows beside the code that decides them. Whose rule it is and how \
         sure the library is of it stand after the severity.\n",
    );
    let mut section = "";
    for entry in catalogue::rules() {
        if entry.section != section {
            section = entry.section;
            write!(text, "\n## {section}\n{}", preface(section)).unwrap();
        }
        write_entry(&mut text, entry);
    }
    text
}

/// What stands before the rules of a section.
fn preface(section: &str) -> &'static str {
    match section {
        "The second certificate" => "\nThe rules named `forecast` are about what will happen.\n",
        "Apple devices" => {
            "\nApple's name is the key in the details of a trust, as in `kSecPolicyCheckSSLHostname`. Advice has none: no device \
             rejects a chain for it.\n"
        }
        _ => "",
    }
}

fn write_entry(text: &mut String, entry: &CatalogueEntry) {
    let Rule { code, asks, remedy, reference, .. } = entry.rule;
    let (severity, basis, certainty) =
        (entry.rule.severity.as_str(), entry.rule.basis.as_str(), entry.rule.certainty.as_str());
    writeln!(text, "\n### `{code}`\n\n{asks}\n\n- {severity}, `{basis}`, {certainty}").unwrap();
    if let Some(apple) = &entry.apple {
        writeln!(text, "- Scope: {}", apple.scope).unwrap();
        if !apple.cut_off.to_string().is_empty() {
            writeln!(text, "- Dates: {}", apple.cut_off).unwrap();
        }
        writeln!(text, "- Since: {}", apple.since.as_deref().unwrap_or("every release that is known")).unwrap();
        if let Some(check) = &apple.check {
            writeln!(text, "- Apple: `{}`, {}, {}", check.key, check.class.as_str(), check.os_status).unwrap();
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

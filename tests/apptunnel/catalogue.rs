//! `docs/rules.md` lists every rule of the catalogue.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use apptunnel::catalogue::{self, CatalogueEntry};
use apptunnel::profile;
use apptunnel::report::Rule;

#[test]
#[cfg_attr(not(feature = "psl"), ignore = "one rule of the catalogue needs the feature")]
fn the_published_catalogue_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");
    let current = rules();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &current).unwrap();
    }
    let published = std::fs::read_to_string(path).unwrap_or_default();
    assert!(published == current, "{path} is stale; run: UPDATE_DOCS=1 cargo test catalogue");
}

#[test]
fn the_published_table_of_fields_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/profile-fields.md");
    let current = fields();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &current).unwrap();
    }
    let published = std::fs::read_to_string(path).unwrap_or_default();
    assert!(published == current, "{path} is stale; run: UPDATE_DOCS=1 cargo test catalogue");
}

#[test]
fn no_two_rules_have_the_same_code() {
    let mut codes = BTreeSet::new();
    for entry in catalogue::rules() {
        assert!(codes.insert(entry.rule.code), "{} stands twice", entry.rule.code);
    }
}

/// A rule that is in no list is found where it is written down: `code: "…"`.
#[test]
fn every_rule_of_the_source_is_in_the_catalogue() {
    let sources = sources();
    let written: BTreeSet<&str> = sources.iter().flat_map(|(_, text)| text.split("\n").filter_map(code)).collect();
    let listed: BTreeSet<&str> = catalogue::rules().iter().map(|entry| entry.rule.code).collect();
    let missing: Vec<_> = written.difference(&listed).collect();
    assert!(missing.is_empty(), "not in the catalogue: {missing:?}");
    let unwritten: Vec<_> = listed.difference(&written).collect();
    assert!(unwritten.is_empty(), "not in the source: {unwritten:?}");
}

/// The code of a row that begins on this line, outside of comments. The base of a row has an empty one.
fn code(line: &str) -> Option<&str> {
    let (before, after) = line.split_once("code: \"")?;
    let code = after.split('"').next().unwrap();
    (!before.contains("//") && !code.is_empty()).then_some(code)
}

#[test]
fn every_rule_says_all_of_itself() {
    for entry in catalogue::rules() {
        let rule = entry.rule;
        for text in [rule.code, &rule.asks.to_string(), &rule.remedy.to_string(), rule.reference] {
            assert!(!text.is_empty(), "{rule:?} is incomplete");
        }
        if let Some(apple) = &entry.apple {
            assert!(!apple.scope.to_string().is_empty(), "{rule:?} has no scope");
        }
    }
}

/// A wording is known by its module and function, so no function that makes a message stands inside another one, where
/// the module has no say.
#[test]
fn no_two_wordings_have_the_same_id() {
    let mut ids = BTreeSet::new();
    let sources = sources();
    for (file, text) in &sources {
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            if line.trim() != "message! {" {
                continue;
            }
            assert!(line.starts_with("message!"), "{file} has a message inside of something");
            for line in lines.by_ref().take_while(|line| *line != "}") {
                if let Some((_, function)) = line.split_once("fn ") {
                    let name = function.split('(').next().unwrap().to_owned();
                    assert!(ids.insert((file, name.clone())), "{file} has two messages {name}");
                }
            }
        }
    }
    assert!(ids.len() > 40, "{ids:?}");
}

/// Every file of the library with its path.
fn sources() -> BTreeMap<String, String> {
    let mut sources = BTreeMap::new();
    let mut directories = vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
    while let Some(directory) = directories.pop() {
        for entry in std::fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                directories.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                sources.insert(path.display().to_string(), std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    sources
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

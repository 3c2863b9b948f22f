//! The catalogue has every rule, once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use apptunnel::catalogue;

#[test]
fn no_two_rules_have_the_same_code() {
    let mut codes = BTreeSet::new();
    for entry in catalogue::rules() {
        assert!(codes.insert(entry.rule.code), "{} stands twice", entry.rule.code);
    }
}

/// A rule that is in no list is found where it is written down: `code: "…"`.
#[test]
#[cfg_attr(not(feature = "psl"), ignore = "one rule of the catalogue needs the feature")]
fn every_rule_of_the_source_is_in_the_catalogue() {
    let sources = sources();
    let written: BTreeSet<&str> = sources.values().flat_map(|text| text.split("\n").filter_map(code)).collect();
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
    let mut directories = vec![PathBuf::from("src")];
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

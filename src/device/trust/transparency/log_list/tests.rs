use super::super::log::TemporalInterval;
use super::super::testing::{Key, time};
use super::*;

const USABLE: &str = r#"{"usable":{"timestamp":"2025-06-01T00:00:00Z"}}"#;

fn list(logs: &str) -> Result<LogList, LogListError> {
    LogList::from_json(format!(r#"{{"operators":[{{"name":"Operator","logs":[{logs}]}}]}}"#).as_bytes())
}

#[test]
fn a_list_as_google_publishes_it() {
    let (one, two) = (Key::new(1), Key::new(2));
    let encode = |bytes: &[u8]| STANDARD.encode(bytes);
    let json = format!(
        r#"{{
            "version": "62.14",
            "log_list_timestamp": "2025-11-20T12:54:31Z",
            "operators": [
                {{
                    "name": "First",
                    "email": ["ct@first.example"],
                    "logs": [{{
                        "description": "First 'Shard2026h1'",
                        "log_id": "{}",
                        "key": "{}",
                        "url": "https://ct.first.example/2026h1/",
                        "mmd": 86400,
                        "state": {{ "readonly": {{
                            "timestamp": "2026-02-01T10:00:00Z",
                            "final_tree_head": {{ "sha256_root_hash": "AAAA", "tree_size": 7 }}
                        }} }},
                        "temporal_interval": {{
                            "start_inclusive": "2026-01-01T00:00:00Z",
                            "end_exclusive": "2026-07-01T00:00:00Z"
                        }}
                    }}],
                    "tiled_logs": []
                }},
                {{
                    "name": "Second",
                    "email": [],
                    "logs": [],
                    "tiled_logs": [{{
                        "description": "Second tiled",
                        "log_id": "{}",
                        "key": "{}",
                        "submission_url": "https://write.second.example/",
                        "monitoring_url": "https://read.second.example/",
                        "mmd": 60,
                        "state": {{ "usable": {{ "timestamp": "2025-06-01T00:00:00Z" }} }}
                    }}]
                }}
            ]
        }}"#,
        encode(&one.id),
        encode(&one.spki),
        encode(&two.id),
        encode(&two.spki),
    );
    let list = LogList::from_json(json.as_bytes()).unwrap();
    assert_eq!(list.logs().len(), 2);

    let first = list.log(&one.id).unwrap();
    assert_eq!((first.operator(), first.description()), ("First", "First 'Shard2026h1'"));
    assert_eq!((first.id(), first.key()), (&one.id, &one.spki[..]));
    assert_eq!(first.state(), Some(LogState::ReadOnly { since: time("2026-02-01T10:00:00Z") }));
    let interval =
        TemporalInterval { start_inclusive: time("2026-01-01T00:00:00Z"), end_exclusive: time("2026-07-01T00:00:00Z") };
    assert_eq!(first.temporal_interval(), Some(interval));

    let second = list.log(&two.id).unwrap();
    assert_eq!((second.operator(), second.description()), ("Second", "Second tiled"));
    assert_eq!((second.state(), second.temporal_interval()), (Some(LogState::Usable), None));
}

#[test]
fn a_list_as_apple_publishes_it() {
    let log = Key::new(1).json("Log", USABLE, r#","log_type":"prod","tls_only":true"#);
    let json = format!(
        r#"{{
            "$schema": "https://valid.apple.com/ct/log_list/schema_versions/log_list_schema_v4.json",
            "version": "4",
            "assetVersion": 375,
            "assetVersionV2": 1013,
            "logListTimestamp": "2026-01-01T00:00:00Z",
            "operators": [{{ "name": "Operator", "email": ["a@b.example"], "logs": [{log}] }}, {{ "name": "Gone" }}]
        }}"#
    );
    let list = LogList::from_json(json.as_bytes()).unwrap();
    assert!(list.log(&Key::new(1).id).unwrap().is_approved());
}

#[test]
fn every_state_is_read() {
    let since = time("2026-03-01T00:00:00Z");
    for (state, expected, is_approved, was_ever_approved) in [
        ("pending", LogState::Pending, false, false),
        ("qualified", LogState::Qualified, true, true),
        ("usable", LogState::Usable, true, true),
        ("readonly", LogState::ReadOnly { since }, true, true),
        ("retired", LogState::Retired { since }, false, true),
        ("rejected", LogState::Rejected, false, false),
    ] {
        let state = format!(r#"{{"{state}":{{"timestamp":"2026-03-01T00:00:00Z"}}}}"#);
        let list = list(&Key::new(1).json("Log", &state, "")).unwrap();
        let log = list.logs().next().unwrap();
        assert_eq!(log.state(), Some(expected));
        assert_eq!((log.is_approved(), log.was_ever_approved()), (is_approved, was_ever_approved), "{expected:?}");
    }
}

#[test]
fn a_log_without_state_or_name() {
    let key = Key::new(1);
    let (id, spki) = (STANDARD.encode(key.id), STANDARD.encode(&key.spki));
    let list = list(&format!(r#"{{"log_id":"{id}","key":"{spki}"}}"#)).unwrap();
    let log = list.logs().next().unwrap();
    assert_eq!((log.description(), log.state(), log.was_ever_approved()), (id.as_str(), None, false));
}

#[test]
fn what_is_not_the_json_of_a_list() {
    for json in [
        "",
        "[]",
        "{}",
        r#"{"operators":{}}"#,
        r#"{"operators":[{"logs":[]}]}"#,
        r#"{"operators":[]} {}"#,
        r#"{"operators":[{"name":"Operator","logs":[{"log_id":"AA=="}]}]}"#,
    ] {
        assert!(matches!(LogList::from_json(json.as_bytes()), Err(LogListError::Json { .. })), "{json}");
    }
    for state in [r#"{"frozen":{}}"#, r#"{"retired":{}}"#, r#"{"readonly":{"timestamp":"yesterday"}}"#, "{}", "7"] {
        let error = list(&Key::new(1).json("Log", state, "")).unwrap_err();
        assert!(error.to_string().contains("at line 1 column "), "{error}");
    }
    let half_an_interval = r#","temporal_interval":{"start_inclusive":"2026-01-01T00:00:00Z"}"#;
    assert!(list(&Key::new(1).json("Log", USABLE, half_an_interval)).is_err());
}

#[test]
fn fields_of_a_log_that_are_wrong() {
    let log = || "Log".to_owned();
    let key = Key::new(1);
    let good = key.json("Log", USABLE, "");
    let (id, spki) = (STANDARD.encode(key.id), STANDARD.encode(&key.spki));
    let changed = |from: &str, to: &str| list(&good.replace(from, to));
    assert_eq!(changed(&id, "?"), Err(LogListError::Base64 { field: "log_id", log: log() }));
    assert_eq!(changed(&spki, "AA"), Err(LogListError::Base64 { field: "key", log: log() }));
    assert_eq!(changed(&id, "AAAA"), Err(LogListError::WrongId { log: log() }));
    assert_eq!(changed(&id, &STANDARD.encode(Key::new(2).id)), Err(LogListError::WrongId { log: log() }));
    assert_eq!(changed(&spki, "AAAA"), Err(LogListError::UnusableKey { log: log() }));
    // Ed25519: no log may have it.
    let ed25519 = STANDARD.encode([&[0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0][..], &[1; 32]].concat());
    assert_eq!(changed(&spki, &ed25519), Err(LogListError::UnusableKey { log: log() }));
    let twice = format!("{good},{}", key.json("Again", USABLE, ""));
    assert_eq!(list(&twice), Err(LogListError::Twice { log: log() }));
    assert_eq!(
        LogListError::WrongId { log: log() }.to_string(),
        "the log_id of log «Log» is not the SHA-256 of its key"
    );
}

#[test]
fn lists_are_bounded() {
    let padded = |length: usize| {
        let mut json = br#"{"operators":[]}"#.to_vec();
        json.resize(length, b' ');
        LogList::from_json(&json)
    };
    assert!(padded(LIST_BYTES).is_ok());
    assert_eq!(padded(LIST_BYTES + 1), Err(LogListError::TooLong { bytes: LIST_BYTES + 1, limit: LIST_BYTES }));

    let named = |length: usize| list(&Key::new(1).json(&"n".repeat(length), USABLE, ""));
    assert!(named(NAME_BYTES).is_ok());
    assert!(matches!(named(NAME_BYTES + 1), Err(LogListError::NameTooLong { bytes: 257, .. })));
    let deep = format!(r#"{{"operators":{}"#, "[".repeat(100_000));
    assert!(matches!(LogList::from_json(deep.as_bytes()), Err(LogListError::Json { .. })));
}

#[test]
fn logs_are_counted() {
    // Only the form of a point is looked at, so that any bytes will do.
    let logs: Vec<String> = (0..=LOGS)
        .map(|number| {
            let mut key = Key::new(1).spki;
            let length = key.len();
            key[length - 8..].copy_from_slice(&u64::try_from(number).unwrap().to_be_bytes());
            let id = STANDARD.encode(Sha256::digest(&key));
            format!(r#"{{"log_id":"{id}","key":"{}"}}"#, STANDARD.encode(&key))
        })
        .collect();
    assert_eq!(list(&logs[..LOGS].join(",")).unwrap().logs().len(), LOGS);
    assert_eq!(list(&logs.join(",")), Err(LogListError::TooManyLogs { limit: LOGS }));
}

#[test]
fn names_can_be_printed() {
    let list = list(&Key::new(1).json("Log\\n\\u202e1", USABLE, "")).unwrap();
    assert_eq!(list.logs().next().unwrap().description(), "Log\\u{a}\\u{202e}1");
}

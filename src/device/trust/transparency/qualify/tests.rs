use chrono::TimeDelta;

use super::super::testing::{Key, Stamp, Template, issuer, list, sct_list, time};
use super::*;

const USABLE: &str = r#"{"usable":{"timestamp":"2020-01-01T00:00:00Z"}}"#;
const RETIRED: &str = r#"{"retired":{"timestamp":"2026-03-01T00:00:00Z"}}"#;

/// One certificate of CA 200 with its SCTs, each of a log by its number.
struct Case {
    template: Template,
    embedded: Vec<(u8, Stamp)>,
    tls: Vec<(u8, Stamp)>,
    ocsp: Vec<(u8, Stamp)>,
    /// The list of logs, in JSON.
    logs: Vec<String>,
    at: DateTime<Utc>,
    table_of_2021: bool,
}

impl Case {
    /// A certificate of 100 days without SCTs, and the logs 1 to 5, all usable.
    fn new() -> Self {
        Self {
            template: Template::new("20260201000000Z", "20260512000000Z"),
            embedded: Vec::new(),
            tls: Vec::new(),
            ocsp: Vec::new(),
            logs: (1..=5).map(|number| log(number, USABLE)).collect(),
            at: time("2026-04-01T00:00:00Z"),
            table_of_2021: true,
        }
    }

    fn lifetime(mut self, not_before: &'static str, not_after: &'static str) -> Self {
        self.template = Template::new(not_before, not_after);
        self
    }

    fn embedded(mut self, log: u8, at: &str) -> Self {
        self.embedded.push((log, Stamp::at(time(at))));
        self
    }

    fn tls(mut self, log: u8, at: &str) -> Self {
        self.tls.push((log, Stamp::at(time(at))));
        self
    }

    fn ocsp(mut self, log: u8, at: &str) -> Self {
        self.ocsp.push((log, Stamp::at(time(at))));
        self
    }

    fn state(mut self, number: u8, state: &str) -> Self {
        self.logs[usize::from(number) - 1] = log(number, state);
        self
    }

    fn interval(mut self, number: u8, start: &str, end: &str) -> Self {
        let interval = format!(r#","temporal_interval":{{"start_inclusive":"{start}","end_exclusive":"{end}"}}"#);
        self.logs[usize::from(number) - 1] = Key::new(number).json(&format!("Log {number}"), USABLE, &interval);
        self
    }

    fn leaf(&self) -> Certificate {
        if self.embedded.is_empty() {
            return self.template.finish();
        }
        let tbs = self.template.tbs();
        let sign = |(log, stamp): &(u8, Stamp)| stamp.over_precertificate(&Key::new(*log), &Key::new(200).spki, &tbs);
        let scts: Vec<Vec<u8>> = self.embedded.iter().map(sign).collect();
        self.template.with_scts(&sct_list(&scts)).finish()
    }

    fn served(&self, leaf: &Certificate) -> ServedTimestamps {
        let list = |scts: &[(u8, Stamp)]| {
            let scts: Vec<Vec<u8>> =
                scts.iter().map(|(log, stamp)| stamp.over_certificate(&Key::new(*log), leaf)).collect();
            if scts.is_empty() { Vec::new() } else { sct_list(&scts) }
        };
        ServedTimestamps { tls: list(&self.tls), ocsp: list(&self.ocsp) }
    }

    fn evaluate(&self) -> SctEvaluation {
        let leaf = self.leaf();
        self.evaluate_with(&leaf, &self.served(&leaf), Some(&issuer(&Key::new(200))), Some(&list(&self.logs)))
    }

    fn evaluate_without_list(&self) -> SctEvaluation {
        let leaf = self.leaf();
        self.evaluate_with(&leaf, &self.served(&leaf), None, None)
    }

    fn evaluate_with(
        &self,
        leaf: &Certificate,
        served: &ServedTimestamps,
        issuer: Option<&Certificate>,
        list: Option<&LogList>,
    ) -> SctEvaluation {
        evaluate(&SctRequest { leaf, issuer, served, list, at: self.at, table_of_2021: self.table_of_2021 })
    }

    #[track_caller]
    fn qualifies(&self) {
        let evaluation = self.evaluate();
        assert!(evaluation.qualified, "{evaluation:?}");
    }

    /// Does not qualify, and the one reason says so.
    #[track_caller]
    fn fails(&self, part_of_reason: &str) {
        let evaluation = self.evaluate();
        assert!(!evaluation.qualified, "{evaluation:?}");
        assert!(
            evaluation.reasons.len() == 1 && evaluation.reasons[0].to_string().contains(part_of_reason),
            "{evaluation:?}"
        );
    }
}

fn log(number: u8, state: &str) -> String {
    Key::new(number).json(&format!("Log {number}"), state, "")
}

const FEBRUARY: &str = "2026-02-01T00:00:00Z";

#[test]
fn two_embedded_scts_suffice_and_one_does_not() {
    let one = Case::new().embedded(1, FEBRUARY);
    let evaluation = one.evaluate();
    assert!(!evaluation.qualified);
    assert_eq!((evaluation.counted, evaluation.required), (1, 2));
    assert!(evaluation.reasons.is_empty(), "{evaluation:?}");

    let evaluation = one.embedded(2, "2026-01-31T00:00:00Z").evaluate();
    assert!(evaluation.qualified);
    assert_eq!((evaluation.counted, evaluation.required), (2, 2));
    assert_eq!(evaluation.issuance, Some(time("2026-01-31T00:00:00Z")));
}

#[test]
fn no_sct_is_no_reason() {
    let expected = SctEvaluation { qualified: false, counted: 0, required: 2, reasons: Vec::new(), issuance: None };
    assert_eq!(Case::new().evaluate(), expected);
}

#[test]
fn served_scts_need_two_logs_and_no_table() {
    let long = Case::new().lifetime("20260201000000Z", "20360201000000Z").tls(1, FEBRUARY);
    let evaluation = long.evaluate();
    assert_eq!((evaluation.qualified, evaluation.counted, evaluation.required), (false, 1, 2));
    let evaluation = long.tls(2, FEBRUARY).evaluate();
    assert_eq!((evaluation.qualified, evaluation.counted, evaluation.required), (true, 2, 2));
    assert_eq!(evaluation.issuance, Some(time(FEBRUARY)));
    Case::new().ocsp(1, FEBRUARY).tls(2, FEBRUARY).qualifies();
    Case::new().ocsp(1, FEBRUARY).ocsp(2, FEBRUARY).qualifies();
}

#[test]
fn one_served_and_one_embedded_sct_of_two_logs_suffice() {
    let long = || Case::new().lifetime("20260201000000Z", "20360201000000Z").embedded(1, FEBRUARY);
    assert_eq!((long().evaluate().counted, long().evaluate().required), (1, 4));
    long().tls(2, FEBRUARY).qualifies();
    long().tls(1, FEBRUARY).fails("«Log 1» in the TLS handshake counts together with another of the same log");
    // The embedded SCT of a retired log is no second one.
    let retired = Case::new().state(1, RETIRED).embedded(1, FEBRUARY).tls(2, FEBRUARY).evaluate();
    assert_eq!((retired.qualified, retired.counted, retired.required), (false, 1, 2));
}

#[test]
fn a_log_counts_once_with_its_earliest_sct() {
    let twice = || Case::new().embedded(1, FEBRUARY).embedded(1, "2026-02-02T00:00:00Z");
    twice().fails("«Log 1» counts together with another of the same log.");
    let earlier_second = Case::new().embedded(1, "2026-02-02T00:00:00Z").embedded(1, FEBRUARY).evaluate();
    assert_eq!(earlier_second.issuance, Some(time(FEBRUARY)));
    assert_eq!(twice().evaluate().issuance, Some(time(FEBRUARY)));
    Case::new().tls(1, FEBRUARY).ocsp(1, FEBRUARY).fails("«Log 1» in the OCSP response counts together");
    // A retired log's earliest SCT decides, too.
    let retired = Case::new().state(1, RETIRED).embedded(2, FEBRUARY).embedded(1, "2026-03-02T00:00:00Z");
    retired.fails("is not earlier than 2026-03-01T00:00:00Z");
    retired.embedded(1, FEBRUARY).qualifies();
}

#[test]
fn the_lifetime_decides_how_many_are_needed() {
    let embedded = |count: u8| {
        (1..=count)
            .fold(Case::new().lifetime("20260201000000Z", "20260731000000Z"), |it, log| it.embedded(log, FEBRUARY))
    };
    embedded(2).qualifies();
    let longer = |count| embedded(count).lifetime("20260201000000Z", "20260731000001Z");
    assert!(!longer(2).evaluate().qualified);
    longer(3).qualifies();
    let mut older_system = embedded(2);
    older_system.template = longer(2).template;
    older_system.table_of_2021 = false;
    older_system.qualifies();
}

#[test]
fn an_sct_of_the_future_does_not_count() {
    let at = time("2026-02-01T00:00:00Z");
    let mut case = Case::new().embedded(1, FEBRUARY).embedded(2, FEBRUARY);
    case.at = at;
    case.qualifies();
    case.embedded[1].1.milliseconds += 1;
    case.fails("«Log 2» is later than the time of the check.");
    // The instant of the request is cut to seconds.
    case.at = at + TimeDelta::milliseconds(999);
    case.fails("«Log 2» is later than the time of the check.");
    case.at = at + TimeDelta::seconds(1);
    case.qualifies();
    case.embedded[1].1.milliseconds = u64::MAX;
    case.fails("«Log 2» is later than the time of the check.");
    case.at = DateTime::<Utc>::MAX_UTC;
    case.fails("«Log 2» is later than the time of the check.");
    case.at = time("1960-01-01T00:00:00Z");
    assert_eq!(case.evaluate().reasons.len(), 2);
}

#[test]
fn a_read_only_log_vouches_until_its_date() {
    let state = r#"{"readonly":{"timestamp":"2026-03-01T00:00:00Z"}}"#;
    let mut case = Case::new().state(2, state).embedded(1, FEBRUARY).embedded(2, "2026-03-01T00:00:00Z");
    case.qualifies();
    // SCTs are compared by whole seconds.
    case.embedded[1].1.milliseconds += 999;
    case.qualifies();
    case.embedded[1].1.milliseconds += 1;
    case.fails("«Log 2» is later than 2026-03-01T00:00:00Z, the date on which the log became read-only.");
    let served = Case::new().state(2, state).tls(1, FEBRUARY).tls(2, "2026-03-01T00:00:01Z");
    served.fails("«Log 2» in the TLS handshake is later than 2026-03-01T00:00:00Z");
}

#[test]
fn a_retired_log_vouches_for_what_was_embedded_before() {
    let case = |embedded: &str, issued: &str| Case::new().state(1, RETIRED).embedded(1, embedded).embedded(2, issued);
    case("2026-02-28T23:59:59Z", FEBRUARY).qualifies();
    case("2026-03-01T00:00:00Z", FEBRUARY).fails("«Log 1» is not earlier than 2026-03-01T00:00:00Z");
    case(FEBRUARY, "2026-02-28T23:59:59Z").qualifies();
    case(FEBRUARY, "2026-03-01T00:00:00Z").fails("no SCT of an approved log is earlier than 2026-03-01T00:00:00Z");
    // A served SCT of an approved log shows the age as well, though a log that embeds is needed.
    let aged = case(FEBRUARY, "2026-03-01T00:00:00Z").tls(2, FEBRUARY).evaluate();
    assert_eq!((aged.qualified, aged.counted, aged.issuance), (true, 2, Some(time(FEBRUARY))));
}

#[test]
fn retired_logs_alone_do_not_suffice() {
    let retired = Case::new().state(1, RETIRED).state(2, RETIRED).embedded(1, FEBRUARY).embedded(2, FEBRUARY);
    let evaluation = retired.evaluate();
    assert!(!evaluation.qualified);
    assert_eq!((evaluation.counted, evaluation.required, evaluation.issuance), (0, 2, None));
    // A retirement of the future: devices go by the state, not by its date.
    let future = r#"{"retired":{"timestamp":"2027-01-01T00:00:00Z"}}"#;
    let retired = retired.state(1, future).state(2, future);
    retired.fails("No embedded SCT is of a log that is still approved.");
    assert_eq!(retired.evaluate().counted, 2);
    retired.embedded(3, FEBRUARY).qualifies();
}

#[test]
fn a_retired_log_does_not_vouch_from_outside() {
    Case::new().state(1, RETIRED).tls(1, FEBRUARY).tls(2, FEBRUARY).fails(
        "The SCT of log «Log 1» in the TLS handshake does not count outside the certificate, because the log is retired.",
    );
    let ocsp = Case::new().state(1, RETIRED).embedded(2, FEBRUARY).ocsp(1, FEBRUARY);
    ocsp.fails("«Log 1» in the OCSP response does not count outside");
}

#[test]
fn a_shard_vouches_for_its_interval() {
    // The leaf ends on 2026-05-12T00:00:00Z.
    let case = |start: &str, end: &str| Case::new().interval(1, start, end).embedded(1, FEBRUARY).embedded(2, FEBRUARY);
    case("2026-05-12T00:00:00Z", "2026-05-12T00:00:01Z").qualifies();
    case("2026-05-12T00:00:01Z", "2026-07-01T00:00:00Z")
        .fails("expire from 2026-05-12T00:00:01Z on and before 2026-07");
    case("2026-01-01T00:00:00Z", "2026-05-12T00:00:00Z").fails("on and before 2026-05-12T00:00:00Z");
}

#[test]
fn only_approved_logs_vouch() {
    for state in ["qualified", "usable", "readonly"] {
        let state = format!(r#"{{"{state}":{{"timestamp":"2026-03-01T00:00:00Z"}}}}"#);
        Case::new().state(2, &state).embedded(1, FEBRUARY).embedded(2, FEBRUARY).qualifies();
    }
    for state in ["pending", "rejected"] {
        let state = format!(r#"{{"{state}":{{"timestamp":"2026-01-01T00:00:00Z"}}}}"#);
        let case = || Case::new().state(2, &state);
        case()
            .embedded(1, FEBRUARY)
            .embedded(2, FEBRUARY)
            .fails("«Log 2» does not count, because the log is not approved.");
        case().tls(1, FEBRUARY).tls(2, FEBRUARY).fails("because the log is not approved.");
    }
    Case::new().state(2, "null").embedded(1, FEBRUARY).embedded(2, FEBRUARY).fails("is not approved");
}

#[test]
fn a_log_must_be_on_the_list() {
    let mut case = Case::new().embedded(1, FEBRUARY).embedded(2, FEBRUARY);
    case.logs.remove(1);
    let id = id_text(&Key::new(2).id);
    case.fails(&format!("The SCT of log «{id}» does not count, because the log is not on the list."));
    case.logs.clear();
    assert_eq!(case.evaluate().reasons.len(), 2);
}

#[test]
fn every_byte_that_is_signed_counts() {
    let case = Case::new().embedded(1, FEBRUARY).embedded(2, FEBRUARY);
    let (logs, authority) = (list(&case.logs), issuer(&Key::new(200)));
    let served = ServedTimestamps::default();
    let leaf = case.leaf();
    assert!(case.evaluate_with(&leaf, &served, Some(&authority), Some(&logs)).qualified);

    let other_issuer = case.evaluate_with(&leaf, &served, Some(&issuer(&Key::new(201))), Some(&logs));
    assert_eq!((other_issuer.qualified, other_issuer.reasons.len()), (false, 2));
    assert!(other_issuer.reasons[0].to_string().contains("not the log's for this certificate and issuer"));
    let no_issuer = case.evaluate_with(&leaf, &served, None, Some(&logs));
    assert!(no_issuer.reasons[0].to_string().contains("cannot be checked without the certificate of the issuer"));

    let tbs = case.template.tbs();
    let good = |log: u8| Stamp::at(time(FEBRUARY)).over_precertificate(&Key::new(log), &Key::new(200).spki, &tbs);
    for position in 0..good(2).len() {
        let mut damaged = good(2);
        damaged[position] ^= 1;
        let leaf = case.template.with_scts(&sct_list(&[good(1), damaged])).finish();
        let evaluation = case.evaluate_with(&leaf, &served, Some(&authority), Some(&logs));
        assert!(!evaluation.qualified && evaluation.reasons.len() == 1, "byte {position}: {evaluation:?}");
    }
    let mut other_leaf = case.template.clone();
    other_leaf.not_after = "20260511000000Z";
    let leaf = other_leaf.with_scts(&sct_list(&[good(1), good(2)])).finish();
    assert!(!case.evaluate_with(&leaf, &served, Some(&authority), Some(&logs)).qualified);
}

#[test]
fn the_two_entries_are_not_confused() {
    let case = Case::new();
    let leaf = case.leaf();
    let stamp = Stamp::at(time(FEBRUARY));
    let embedded_kind = |log: u8| stamp.over_precertificate(&Key::new(log), &Key::new(200).spki, &case.template.tbs());
    let tls = sct_list(&[embedded_kind(1), embedded_kind(2)]);
    let served = ServedTimestamps { tls, ocsp: Vec::new() };
    let evaluation = case.evaluate_with(&leaf, &served, Some(&issuer(&Key::new(200))), Some(&list(&case.logs)));
    assert_eq!((evaluation.qualified, evaluation.reasons.len()), (false, 2));
}

#[test]
fn extensions_of_an_sct_are_signed_with_it() {
    let mut case = Case::new().embedded(1, FEBRUARY).embedded(2, FEBRUARY).tls(3, FEBRUARY);
    for (_, stamp) in case.embedded.iter_mut().chain(&mut case.tls) {
        stamp.extensions = b"leaf_index".to_vec();
    }
    let evaluation = case.evaluate();
    assert!(evaluation.reasons.is_empty(), "{evaluation:?}");
}

#[test]
fn version_and_algorithm_must_be_known() {
    let case = |change: fn(&mut Stamp)| {
        let mut case = Case::new().embedded(1, FEBRUARY).embedded(2, FEBRUARY);
        change(&mut case.embedded[1].1);
        case
    };
    case(|_| ()).qualifies();
    case(|stamp| stamp.version = 1).fails("SCT number 2 in the certificate cannot be read: its version is 1");
    for algorithm in [[2, 3], [5, 3], [4, 2], [4, 0], [0, 3]] {
        let mut case = case(|_| ());
        case.embedded[1].1.algorithm = algorithm;
        case.fails("another algorithm than SHA-256 with ECDSA or RSA");
    }
    case(|stamp| stamp.algorithm = [4, 1]).fails("not the log's for this certificate and issuer");
}

#[test]
fn without_a_list_every_log_counts() {
    let case = Case::new().embedded(1, FEBRUARY).embedded(9, FEBRUARY);
    assert!(!case.evaluate().qualified);
    let evaluation = case.evaluate_without_list();
    assert_eq!((evaluation.qualified, evaluation.counted), (true, 2));
    assert!(!Case::new().embedded(9, FEBRUARY).embedded(9, FEBRUARY).evaluate_without_list().qualified);
    assert!(Case::new().tls(8, FEBRUARY).tls(9, FEBRUARY).evaluate_without_list().qualified);
    let future = Case::new().embedded(1, FEBRUARY).embedded(2, "2026-04-01T00:00:01Z").evaluate_without_list();
    assert_eq!((future.qualified, future.reasons.len()), (false, 1));
}

#[test]
fn a_list_that_is_cut_anywhere_is_a_reason() {
    let case = Case::new().tls(1, FEBRUARY).tls(2, FEBRUARY);
    let leaf = case.leaf();
    let whole = case.served(&leaf).tls;
    let logs = list(&case.logs);
    for length in 0..whole.len() {
        let served = ServedTimestamps { tls: whole[..length].to_vec(), ocsp: whole.clone() };
        let evaluation = case.evaluate_with(&leaf, &served, None, Some(&logs));
        let expected = usize::from(length > 0);
        assert!(evaluation.qualified && evaluation.reasons.len() == expected, "{length}: {evaluation:?}");
    }
    for length in 0..whole.len() {
        let embedded = case.template.with_scts(&whole[..length]).finish();
        let evaluation = case.evaluate_with(&embedded, &ServedTimestamps::default(), None, Some(&logs));
        assert!(!evaluation.qualified && evaluation.reasons.len() == 1, "{length}: {evaluation:?}");
        assert!(evaluation.reasons[0].to_string().starts_with("The list of SCTs in the certificate cannot be read: "));
    }
}

#[test]
fn no_more_than_32_scts_of_a_list_are_looked_at() {
    let case = Case::new();
    let leaf = case.leaf();
    let sct = |log: u8| Stamp::at(time(FEBRUARY)).over_certificate(&Key::new(log), &leaf);
    let evaluate = |scts: &[Vec<u8>]| {
        let served = ServedTimestamps { tls: sct_list(scts), ocsp: Vec::new() };
        case.evaluate_with(&leaf, &served, None, Some(&list(&case.logs)))
    };
    let mut scts = vec![sct(1); 31];
    scts.push(sct(2));
    assert!(evaluate(&scts).qualified);
    scts.insert(0, sct(1));
    let evaluation = evaluate(&scts);
    assert!(!evaluation.qualified);
    assert_eq!(
        evaluation.reasons.last().unwrap().to_string(),
        "Of the SCTs in the TLS handshake, 1 after the first 32 do not count."
    );
    assert_eq!(evaluation.reasons.len(), 32);
    // As many as two bytes of length can say.
    let evaluation = evaluate(&vec![Vec::new(); 32_767]);
    assert_eq!(evaluation.reasons.len(), 33);
}

#[test]
fn names_from_the_list_stay_on_their_line() {
    let mut case = Case::new().embedded(1, FEBRUARY).embedded(2, FEBRUARY);
    case.logs[1] = Key::new(2).json("Log\\n2", r#"{"rejected":{}}"#, "");
    case.fails("The SCT of log «Log\\u{a}2» does not count");
}

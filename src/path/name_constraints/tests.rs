//! Paths of certificates against the constraints in them.

use super::general_name::Form;
use super::*;
use crate::certificate::test_der::*;

/// The default of the budget.
const COMPARISONS: usize = 250_000;
const EMAIL_ADDRESS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 1];

/// Adds the CAs from the anchor down, and checks the leaf against them.
fn check(dialect: Dialect, cas: &[Certificate], leaf: &Certificate) -> Result<(), Violation> {
    let mut left = COMPARISONS;
    let mut constraints = NameConstraints::new(dialect);
    for (index, ca) in cas.iter().enumerate() {
        constraints.add(index, ca, &mut left).unwrap();
    }
    constraints.check(leaf, &mut left)
}

fn add(dialect: Dialect, ca: &Certificate) -> Result<(), ConstraintsError> {
    NameConstraints::new(dialect).add(0, ca, &mut COMPARISONS.clone())
}

fn permits(subtrees: &[Vec<u8>]) -> Certificate {
    Draft::new(&["CA"]).constraints(subtrees, &[]).finish()
}

fn excludes(subtrees: &[Vec<u8>]) -> Certificate {
    Draft::new(&["CA"]).constraints(&[], subtrees).finish()
}

fn leaf(names: &[Vec<u8>]) -> Certificate {
    Draft::new(&[]).alternative_names(names).finish()
}

fn is_permitted(subtree: Vec<u8>, name: Vec<u8>) -> bool {
    check(Dialect::rfc5280(), &[permits(&[subtree])], &leaf(&[name])).is_ok()
}

fn is_excluded(subtree: Vec<u8>, name: Vec<u8>) -> bool {
    check(Dialect::rfc5280(), &[excludes(&[subtree])], &leaf(&[name])).is_err()
}

#[test]
fn every_form_is_permitted_and_excluded() {
    for (subtree, inside, outside) in [
        (dns("example.com"), dns("a.example.com"), dns("example.org")),
        (email("example.com"), email("a@example.com"), email("a@b.example.com")),
        (uri(".example.com"), uri("https://a.example.com/"), uri("https://example.com/")),
        (ip(&[192, 0, 2, 0, 255, 255, 255, 0]), ip(&[192, 0, 2, 1]), ip(&[192, 0, 3, 1])),
        (directory(&organizations(&["A"])), directory(&organizations(&["A", "B"])), directory(&organizations(&["B"]))),
    ] {
        assert!(is_permitted(subtree.clone(), inside.clone()), "{inside:?}");
        assert!(!is_permitted(subtree.clone(), outside.clone()), "{outside:?}");
        assert!(is_excluded(subtree.clone(), inside.clone()), "{inside:?}");
        assert!(!is_excluded(subtree, outside.clone()), "{outside:?}");
    }
}

#[test]
fn forms_do_not_constrain_each_other() {
    let unconstrained = leaf(&[dns("example.org"), email("a@example.org"), ip(&[1, 2, 3, 4])]);
    let ca = permits(&[uri("example.com"), directory(&organizations(&["A"]))]);
    assert_eq!(check(Dialect::rfc5280(), &[ca], &unconstrained), Ok(()));
    // All of iPAddress is one form.
    assert!(!is_permitted(ip(&[0; 32]), ip(&[192, 0, 2, 1])));
}

#[test]
fn every_name_counts() {
    let ca = permits(&[dns("example.com"), dns("example.net")]);
    let good = leaf(&[dns("a.example.com"), dns("example.net")]);
    assert_eq!(check(Dialect::rfc5280(), std::slice::from_ref(&ca), &good), Ok(()));
    let bad = leaf(&[dns("a.example.com"), dns("example.org")]);
    let violation = check(Dialect::rfc5280(), &[ca], &bad).unwrap_err();
    assert_eq!(
        violation.message().to_string(),
        "dNSName \"example.org\" is not within \"example.com\", \"example.net\"."
    );
    let Violation::NotPermitted { name, certificate: 0, permitted } = violation else { panic!("{violation:?}") };
    assert_eq!((name.form, &*name.text, permitted.count), (Form::DnsName, "example.org", 2));
}

#[test]
fn permitted_subtrees_of_successive_cas_intersect() {
    let wide = || permits(&[dns("foo.example.com"), dns("bar.example.com")]);
    let narrow = || permits(&[dns("bar.example.com")]);
    let (foo, bar) = (leaf(&[dns("foo.example.com")]), leaf(&[dns("a.bar.example.com")]));
    for cas in [[wide(), narrow()], [narrow(), wide()]] {
        assert_eq!(check(Dialect::rfc5280(), &cas, &bar), Ok(()));
        assert!(check(Dialect::rfc5280(), &cas, &foo).is_err());
    }
    let violation = check(Dialect::rfc5280(), &[wide(), narrow()], &foo).unwrap_err();
    assert!(matches!(violation, Violation::NotPermitted { certificate: 1, .. }), "{violation:?}");
    // Nothing is left of two that share nothing.
    let disjoint = [permits(&[dns("foo.example.com")]), narrow()];
    assert!(check(Dialect::rfc5280(), &disjoint, &foo).is_err());
    assert!(check(Dialect::rfc5280(), &disjoint, &bar).is_err());
}

#[test]
fn a_form_that_one_ca_leaves_open_stays_as_another_closed_it() {
    let cas = [permits(&[dns("example.com")]), permits(&[ip(&[0; 8])])];
    assert_eq!(check(Dialect::rfc5280(), &cas, &leaf(&[dns("example.com")])), Ok(()));
    assert!(check(Dialect::rfc5280(), &cas, &leaf(&[dns("example.org")])).is_err());
}

#[test]
fn excluded_subtrees_of_successive_cas_add_up_and_win() {
    let cas = [excludes(&[dns("a.example.com")]), excludes(&[dns("b.example.com")]), permits(&[dns("example.com")])];
    for bad in ["a.example.com", "b.example.com"] {
        let violation = check(Dialect::rfc5280(), &cas, &leaf(&[dns(bad)])).unwrap_err();
        assert!(matches!(&violation, Violation::Excluded { subtree, .. } if subtree == bad), "{violation:?}");
    }
    assert_eq!(check(Dialect::rfc5280(), &cas, &leaf(&[dns("c.example.com")])), Ok(()));
}

#[test]
fn a_wildcard_must_be_wholly_permitted_and_not_even_partly_excluded() {
    assert!(is_permitted(dns("example.com"), dns("*.example.com")));
    assert!(!is_permitted(dns("bar.example.com"), dns("*.example.com")));
    assert!(is_excluded(dns("foo.example.com"), dns("*.example.com")));
    assert!(!is_excluded(dns("a.foo.example.com"), dns("*.example.com")));
    let violation = check(Dialect::rfc5280(), &[excludes(&[dns("foo.example.com")])], &leaf(&[dns("*.example.com")]));
    let message = "dNSName \"*.example.com\" stands for names within \"foo.example.com\", which is excluded.";
    assert_eq!(violation.unwrap_err().message().to_string(), message);
    let literal = Dialect { expand_wildcards: false, ..Dialect::rfc5280() };
    let ca = excludes(&[dns("foo.example.com")]);
    assert_eq!(check(literal, &[ca], &leaf(&[dns("*.example.com")])), Ok(()));
}

#[test]
fn a_leading_dot_in_a_dns_constraint_depends_on_the_dialect() {
    let ca = permits(&[dns(".example.com")]);
    let error = add(Dialect::rfc5280(), &ca).unwrap_err();
    let text = ".example.com".to_owned();
    assert_eq!(error, ConstraintsError::Malformed(Malformed::Subtree { form: Form::DnsName, text }));
    for dialect in [Dialect::web_pki(), Dialect::apple()] {
        let ca = std::slice::from_ref(&ca);
        assert_eq!(check(dialect, ca, &leaf(&[dns("a.example.com")])), Ok(()));
        assert!(check(dialect, ca, &leaf(&[dns("example.com")])).is_err());
    }
}

#[test]
fn invalid_names_of_a_constrained_form_are_violations() {
    for (permitted, excluded, invalid) in [
        (dns("example.com"), dns("example.org"), dns(".example.com")),
        (dns("example.com"), dns("example.org"), tlv(0x82, b"\xff.example.com")),
        (email("example.com"), email("example.org"), email("a@b@example.com")),
        (email("example.com"), email("example.org"), email("example.com")),
        (uri("example.com"), uri("example.org"), uri("https://192.0.2.1/")),
        (uri("example.com"), uri("example.org"), uri("urn:a")),
        (ip(&[0; 8]), ip(&[1, 1, 1, 1, 255, 255, 255, 255]), ip(&[0; 8])),
        (directory(&[0x30, 0]), directory(&organizations(&["A"])), directory(&[0x31, 0])),
    ] {
        let invalid = leaf(&[invalid]);
        for ca in [permits(&[permitted]), excludes(&[excluded])] {
            let violation = check(Dialect::rfc5280(), &[ca], &invalid).unwrap_err();
            assert!(matches!(violation, Violation::InvalidName { certificate: 0, .. }), "{violation:?}");
        }
        let unrelated = permits(&[tlv(0x88, &[0x2a, 3])]);
        assert_eq!(check(Dialect::rfc5280(), &[unrelated], &invalid), Ok(()));
    }
}

#[test]
fn directory_names_are_prefixes_by_rdn() {
    let within = |subtree: &[&str], name: &[&str]| {
        is_permitted(directory(&organizations(subtree)), directory(&organizations(name)))
    };
    assert!(within(&["A"], &["A"]));
    assert!(within(&["A"], &["a", "B"]));
    assert!(within(&[], &["A"]));
    assert!(!within(&["A", "B"], &["A"]));
    assert!(!within(&["A"], &["AB"]));
    assert!(!within(&["B"], &["A", "B"]));
}

#[test]
fn the_subject_is_a_directory_name_unless_it_is_empty() {
    let ca = || permits(&[directory(&organizations(&["A"]))]);
    let good = Draft::new(&["A", "B"]).finish();
    let bad = Draft::new(&["B"]).alternative_names(&[directory(&organizations(&["A"]))]).finish();
    let empty = Draft::new(&[]).alternative_names(&[dns("a")]).finish();
    assert_eq!(check(Dialect::rfc5280(), &[ca()], &good), Ok(()));
    assert!(check(Dialect::rfc5280(), &[ca()], &bad).is_err());
    assert_eq!(check(Dialect::rfc5280(), &[ca()], &empty), Ok(()));
}

#[test]
fn email_in_the_subject_counts_when_there_is_no_alternative_name() {
    let ca = || permits(&[email("example.com")]);
    let draft = |address: &str| Draft::new(&[]).subject(name(&[&[(EMAIL_ADDRESS, IA5, address.as_bytes())]]));
    assert_eq!(check(Dialect::rfc5280(), &[ca()], &draft("a@example.com").finish()), Ok(()));
    assert!(check(Dialect::rfc5280(), &[ca()], &draft("a@example.org").finish()).is_err());
    let with_names = || draft("a@example.org").alternative_names(&[dns("a")]).finish();
    assert_eq!(check(Dialect::rfc5280(), &[ca()], &with_names()), Ok(()));
    assert!(check(Dialect::apple(), &[ca()], &with_names()).is_err());
}

#[test]
fn a_form_that_is_not_supported_rejects_its_names_only() {
    let ca = Draft::new(&["CA"]).constraints(&[dns("example.com")], &[other()]).finish();
    let ca = std::slice::from_ref(&ca);
    assert_eq!(check(Dialect::rfc5280(), ca, &leaf(&[dns("example.com")])), Ok(()));
    let violation = check(Dialect::rfc5280(), ca, &leaf(&[dns("example.com"), other()])).unwrap_err();
    assert!(matches!(violation, Violation::UnsupportedForm { certificate: 0, .. }), "{violation:?}");
    // Only critical constraints must be processed.
    let not_critical = Draft::new(&["CA"]).extension(30, false, &constraints(&[], &[other()])).finish();
    assert_eq!(check(Dialect::rfc5280(), &[not_critical], &leaf(&[other()])), Ok(()));
}

#[test]
fn apple_holds_unsupported_forms_against_the_ca() {
    let (permitted, excluded) = ([dns("example.com")], [other()]);
    let critical = Draft::new(&["CA"]).constraints(&permitted, &excluded).finish();
    let mut constraints_of_path = NameConstraints::new(Dialect::apple());
    let error = constraints_of_path.add(0, &critical, &mut COMPARISONS.clone());
    assert_eq!(error, Err(ConstraintsError::UnsupportedForm(Form::OtherName)));
    // The rest was added all the same, for an anchor whose error does not count.
    let check = |leaf: &Certificate| constraints_of_path.check(leaf, &mut COMPARISONS.clone());
    assert_eq!(check(&leaf(&[dns("example.com"), other()])), Ok(()));
    assert!(check(&leaf(&[dns("example.org")])).is_err());
    let not_critical = Draft::new(&["CA"]).extension(30, false, &constraints(&permitted, &excluded)).finish();
    assert_eq!(add(Dialect::apple(), &not_critical), Ok(()));
}

#[test]
fn malformed_constraints_are_errors() {
    let base = dns("example.com");
    let subtree = sequence(&[&base]);
    let with = |fields: &[&[u8]]| sequence(&[&tlv(0xa0, &sequence(&[&[&base[..]], fields].concat()))]);
    let ca = |value: &[u8]| Draft::new(&["CA"]).extension(30, true, value).finish();
    for good in [
        sequence(&[&tlv(0xa0, &subtree)]),
        sequence(&[&tlv(0xa1, &subtree)]),
        sequence(&[&tlv(0xa0, &subtree), &tlv(0xa1, &subtree)]),
        with(&[&tlv(0x80, &[0])]),
        sequence(&[]),
    ] {
        assert_eq!(add(Dialect::rfc5280(), &ca(&good)), Ok(()), "{good:?}");
    }
    for (bad, expected) in [
        (sequence(&[&tlv(0xa0, &[])]), "a list of subtrees is empty"),
        (sequence(&[&tlv(0xa0, &[]), &tlv(0xa1, &[])]), "a list of subtrees is empty"),
        (sequence(&[&tlv(0xa1, &subtree), &tlv(0xa0, &subtree)]), "it is not the encoding of name constraints"),
        (sequence(&[&tlv(0xa0, &subtree), &tlv(0xa0, &subtree)]), "it is not the encoding of name constraints"),
        (sequence(&[&tlv(0xa2, &subtree)]), "it is not the encoding of name constraints"),
        (sequence(&[&tlv(0xa0, &base)]), "it is not the encoding of name constraints"),
        (sequence(&[&tlv(0xa0, &sequence(&[]))]), "it is not the encoding of name constraints"),
        (sequence(&[&tlv(0xa0, &[0x30, 9])]), "it is not the encoding of name constraints"),
        (sequence(&[&tlv(0xa0, &sequence(&[&tlv(0xa2, b"a")]))]), "it is not the encoding of name constraints"),
        (tlv(0x31, &[]), "it is not the encoding of name constraints"),
        ([sequence(&[]), vec![5, 0]].concat(), "it is not the encoding of name constraints"),
        (with(&[&tlv(0x80, &[1])]), "the minimum of dNSName \"example.com\" is not 0, or it has a maximum"),
        (with(&[&tlv(0x81, &[0])]), "the minimum of dNSName \"example.com\" is not 0, or it has a maximum"),
    ] {
        let error = add(Dialect::rfc5280(), &ca(&bad)).unwrap_err();
        assert_eq!(error.message().to_string(), format!("The name constraints are malformed: {expected}."), "{bad:?}");
    }
    let twice = Draft::new(&["CA"]).constraints(&[dns("a")], &[]).constraints(&[dns("a")], &[]).finish();
    assert_eq!(add(Dialect::rfc5280(), &twice), Err(Malformed::Twice.into()));
}

#[test]
fn a_subtree_must_be_one_of_its_form() {
    for bad in [
        dns("*.example.com"),
        dns("example.com."),
        tlv(0x82, b"\xfc.example"),
        email("invalid@invalid@example.com"),
        uri("https://example.com"),
        uri("192.0.2.1"),
        ip(&[192, 0, 2, 1]),
        ip(&[192, 0, 2, 0, 255, 0, 255, 0]),
        directory(&[5, 0]),
    ] {
        let ca = permits(&[bad]);
        let error = add(Dialect::rfc5280(), &ca).unwrap_err();
        assert!(matches!(error, ConstraintsError::Malformed(Malformed::Subtree { .. })), "{error:?}");
        assert_eq!(add(Dialect::apple(), &ca), Ok(()));
    }
}

#[test]
fn nothing_is_added_of_malformed_constraints() {
    let ca = Draft::new(&["CA"]).constraints(&[dns("example.com")], &[dns("*.example.com")]).finish();
    let mut constraints = NameConstraints::new(Dialect::rfc5280());
    assert!(constraints.add(0, &ca, &mut COMPARISONS.clone()).is_err());
    assert!(constraints.is_empty());
}

#[test]
fn empty_constraints_are_told() {
    let empty = Draft::new(&["CA"]).constraints(&[], &[]).finish();
    assert!(NameConstraintsExtension::of(&empty).unwrap().unwrap().is_empty());
    let full = permits(&[dns("a")]);
    let extension = NameConstraintsExtension::of(&full).unwrap().unwrap();
    assert!(!extension.is_empty() && extension.is_critical());
    assert!(NameConstraintsExtension::of(&Draft::new(&["CA"]).finish()).unwrap().is_none());
}

#[test]
fn an_alternative_name_that_cannot_be_read_is_a_violation() {
    let ca = || permits(&[email("example.com")]);
    for broken in
        [tlv(0x31, &[]), sequence(&[&tlv(0x8a, b"a")]), sequence(&[&[0x82, 9]]), sequence(&[&tlv(0xa2, b"a")])]
    {
        let leaf = Draft::new(&["A"]).extension(17, false, &broken).finish();
        assert_eq!(check(Dialect::rfc5280(), &[ca()], &leaf), Err(Violation::UnreadableNames), "{broken:?}");
        assert_eq!(check(Dialect::rfc5280(), &[], &leaf), Ok(()));
    }
}

#[test]
fn apple_adds_permitted_subtrees_that_do_not_intersect() {
    let first = || permits(&[dns("a.example"), directory(&organizations(&["A"]))]);
    let second = || permits(&[dns("b.example"), directory(&organizations(&["B"]))]);
    let is_good = |subject: &str, host: &str| {
        let leaf = Draft::new(&[subject, "Leaf"]).alternative_names(&[dns(host)]).finish();
        check(Dialect::apple(), &[first(), second()], &leaf).is_ok()
    };
    assert!(is_good("A", "a.example") && is_good("B", "b.example") && is_good("A", "b.example"));
    assert!(!is_good("C", "a.example") && !is_good("A", "c.example"));
}

#[test]
fn apple_narrows_permitted_subtrees_that_do() {
    let wide = || permits(&[dns("example.com")]);
    let narrow = || permits(&[dns("a.example.com")]);
    let (outside, inside) = (leaf(&[dns("b.example.com")]), leaf(&[dns("a.example.com")]));
    for cas in [[wide(), narrow()], [narrow(), wide()]] {
        assert_eq!(check(Dialect::apple(), &cas, &inside), Ok(()));
        assert!(check(Dialect::apple(), &cas, &outside).is_err());
    }
}

#[test]
fn apple_wants_a_directory_name_longer_than_its_subtree_and_the_same_bytes() {
    let ca = || permits(&[directory(&organizations(&["A"]))]);
    let excluding = || excludes(&[directory(&organizations(&["A"]))]);
    let named = |organizations: &[&str]| Draft::new(organizations).finish();
    assert_eq!(check(Dialect::apple(), &[ca()], &named(&["A", "B"])), Ok(()));
    assert!(check(Dialect::apple(), &[ca()], &named(&["A"])).is_err());
    assert!(check(Dialect::apple(), &[ca()], &named(&["a", "B"])).is_err());
    assert!(check(Dialect::apple(), &[excluding()], &named(&["A", "B"])).is_err());
    assert_eq!(check(Dialect::apple(), &[excluding()], &named(&["A"])), Ok(()));
}

#[test]
fn apple_takes_names_as_they_are() {
    let passes = |ca: Certificate, name: Vec<u8>| check(Dialect::apple(), &[ca], &leaf(&[name])).is_ok();
    assert!(passes(excludes(&[dns("foo.example.com")]), dns("*.example.com")));
    assert!(passes(permits(&[dns("example.com")]), dns(".example.com")));
    assert!(passes(excludes(&[email("example.com")]), email("nobody")));
    assert!(!passes(permits(&[email("example.com")]), email("nobody")));
    assert!(!passes(permits(&[email(".example.com")]), email("root@.example.com")));
    assert!(passes(permits(&[email("root@example.com")]), email("ROOT@example.com")));
    assert!(!passes(permits(&[ip(&[0; 8])]), ip(&[0; 5])));
}

#[test]
fn apple_rejects_a_certificate_without_any_name() {
    let nameless = Draft::new(&[]).finish();
    assert_eq!(check(Dialect::apple(), &[permits(&[dns("a")])], &nameless), Err(Violation::Nameless));
    assert_eq!(check(Dialect::apple(), &[], &nameless), Ok(()));
    assert_eq!(check(Dialect::rfc5280(), &[permits(&[dns("a")])], &nameless), Ok(()));
}

#[test]
fn apple_takes_fewer_than_1024_subtrees() {
    let hosts =
        |count: usize| -> Vec<Vec<u8>> { (0..count).map(|number| dns(&format!("h{number}.example"))).collect() };
    let two = |dialect: Dialect, second: usize| {
        let (first, second) = (excludes(&hosts(1_000)), permits(&hosts(second)));
        let mut constraints = NameConstraints::new(dialect);
        constraints.add(0, &first, &mut COMPARISONS.clone()).unwrap();
        constraints.add(1, &second, &mut COMPARISONS.clone())
    };
    assert_eq!(two(Dialect::apple(), 23), Ok(()));
    assert_eq!(two(Dialect::apple(), 24), Err(ConstraintsError::TooManySubtrees(1_023)));
    assert_eq!(two(Dialect { max_subtrees: None, ..Dialect::apple() }, 24), Ok(()));
    assert_eq!(two(Dialect::rfc5280(), 24), Ok(()));
}

#[test]
fn comparisons_are_counted_by_form() {
    let ca = Draft::new(&["CA"]).constraints(&[dns("a"), dns("b"), ip(&[0; 8])], &[dns("c")]).finish();
    let mut left = COMPARISONS;
    let mut constraints = NameConstraints::new(Dialect::rfc5280());
    constraints.add(0, &ca, &mut left).unwrap();
    assert_eq!(left, COMPARISONS - 4);
    // Two permitted, one excluded for the first; one permitted, one excluded for the second; no e-mail is constrained.
    let leaf = leaf(&[dns("b"), dns("a"), email("a@b")]);
    for (budget, expected) in [(5, Ok(())), (4, Err(Violation::BudgetSpent))] {
        let mut left = budget;
        assert_eq!(constraints.check(&leaf, &mut left), expected);
        assert_eq!(left, 0);
    }
}

#[test]
fn long_names_cost_more() {
    let ca = excludes(&[email(&format!("{}@example.com", "a".repeat(640)))]);
    let mut constraints = NameConstraints::new(Dialect::rfc5280());
    constraints.add(0, &ca, &mut COMPARISONS.clone()).unwrap();
    let leaf = leaf(&[email(&format!("{}@example.org", "a".repeat(640)))]);
    let mut left = 100;
    assert_eq!(constraints.check(&leaf, &mut left), Ok(()));
    assert_eq!(left, 100 - 11);
}

#[test]
fn many_names_against_many_subtrees_end_with_the_budget() {
    let hosts = |prefix: &str| -> Vec<Vec<u8>> {
        (0..10_000).map(|number| dns(&format!("{prefix}{number}.example"))).collect()
    };
    let (ca, leaf) = (Draft::new(&["CA"]).constraints(&[], &hosts("x")).finish(), leaf(&hosts("t")));
    for dialect in [Dialect::rfc5280(), Dialect { max_subtrees: None, ..Dialect::apple() }] {
        assert_eq!(check(dialect, std::slice::from_ref(&ca), &leaf), Err(Violation::BudgetSpent));
    }
    let permitting = permits(&hosts("x"));
    let mut constraints = NameConstraints::new(Dialect { max_subtrees: None, ..Dialect::apple() });
    let mut left = COMPARISONS;
    constraints.add(0, &permitting, &mut left).unwrap();
    assert_eq!(constraints.add(1, &permits(&hosts("t")), &mut left), Err(ConstraintsError::BudgetSpent));
    let mut left = 9_999;
    assert_eq!(
        NameConstraints::new(Dialect::rfc5280()).add(0, &permitting, &mut left),
        Err(ConstraintsError::BudgetSpent)
    );
}

#[test]
fn messages_stay_short_and_on_one_line() {
    let long = "a.".repeat(200);
    let violation = check(Dialect::apple(), &[permits(&[dns("b")])], &leaf(&[dns(&format!("\n{long}"))])).unwrap_err();
    let message = violation.message().to_string();
    assert!(message.len() < 400 && !message.contains('\n'), "{message}");
    let many = permits(&[dns("a"), dns("b"), dns("c"), dns("d"), dns("e"), dns("f"), dns("g")]);
    let message = check(Dialect::rfc5280(), &[many], &leaf(&[dns("x")])).unwrap_err().message().to_string();
    assert!(message.ends_with("\"e\" and 2 more."), "{message}");
}

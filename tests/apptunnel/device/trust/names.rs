//! Names: of hosts, of issuers, and within constraints.

use apptunnel::device::Origin::User;

use super::{LATEST, expect, expect_below};
use crate::support::apple::Chain;
use crate::support::pki::{self, GeneralName, Name};
use crate::support::{HOST, der};

#[test]
fn host_names() {
    let ipv6 = |text: &str| GeneralName::Raw(0x87, text.parse::<std::net::Ipv6Addr>().unwrap().octets().to_vec());
    let dns = GeneralName::dns;
    for (name, host, is_covered) in [
        (dns("sentry.example.com"), "SENTRY.example.COM", true),
        (dns("sentry.example.com"), "sentry.example.com.", true),
        (dns("sentry.example.com."), "sentry.example.com", false),
        (dns("sentry.example.com"), "example.com", false),
        (dns("*.example.com"), "sentry.example.com", true),
        (dns("*.example.com"), "_sentry.example.com", true),
        (dns("*.example.com"), "example.com", false),
        (dns("*.example.com"), "a.sentry.example.com", false),
        (dns("*.com"), "example.com", false),
        (dns("*"), "localhost", false),
        (dns("s*.example.com"), "sentry.example.com", false),
        (dns("*y.example.com"), "sentry.example.com", false),
        (dns("sentry.*.com"), "sentry.example.com", false),
        (dns("a_b.example.com"), "a_b.example.com", true),
        (dns("xn--bcher-kva.example"), "xn--bcher-kva.example", true),
        (dns("bücher.example"), "xn--bcher-kva.example", false),
        (dns("192.0.2.1"), "192.0.2.1", false),
        (GeneralName::Ip([192, 0, 2, 1]), "192.0.2.1", true),
        (GeneralName::Ip([192, 0, 2, 1]), "192.0.2.2", false),
        (GeneralName::Ip([192, 0, 2, 1]), "::ffff:192.0.2.1", false),
        (ipv6("::ffff:192.0.2.1"), "192.0.2.1", false),
        (ipv6("2001:db8::1"), "[2001:db8::1]", true),
    ] {
        let change = |c: &mut Chain| {
            c.leaf().put(pki::alternative_names(&[dns("unrelated.example"), name.clone()]));
            c.host = Some(host);
        };
        let expected = if is_covered { &[][..] } else { &["name.no-san-match"] };
        expect_below(User, &format!("{name:?} for {host}"), change, expected);
    }
    // One name that cannot be read, and there are none. The other form of x400Address can be read by others.
    for tag in [der::UTF8_STRING, 0x83] {
        let odd = GeneralName::Raw(tag, b"x".to_vec());
        let change = |c: &mut Chain| c.leaf().put(pki::alternative_names(&[dns(HOST), odd]));
        expect_below(User, "a name that is none", change, &["name.no-san-match", "ext.unparseable"]);
    }
    expect_below(User, "no name is asked for", |c| (c.host, _) = (None, c.leaf().remove("2.5.29.17")), &[]);
    let common_name = Chain::below(User).with(|c| {
        c.leaf().subject = Name::common(HOST);
        c.leaf().remove("2.5.29.17");
    });
    expect("common name", &common_name, "ios:12.4", &[]);
    expect("common name", &common_name, "ios:13", &["name.no-san-match"]);
}

#[test]
fn name_constraints() {
    let dns = GeneralName::dns;
    let email = |text: &str| GeneralName::Raw(0x81, text.into());
    let uri = |text: &str| GeneralName::Raw(0x86, text.into());
    let directory = |string, rdns: &[(&str, &str)]| GeneralName::Directory(Name::typed(string, rdns));
    let (o, cn) = (("2.5.4.10", "Example"), ("2.5.4.3", "Leaf"));
    let utf8 = der::UTF8_STRING;
    let net = GeneralName::Net([192, 0, 2, 0], [255, 255, 255, 0]);
    let no_names: &[GeneralName] = &[];
    // Permitted, excluded, a name that the leaf has besides its own.
    for (permitted, excluded, name, is_within) in [
        (&[dns("example.com")][..], no_names, dns("a.b.example.com"), true),
        (&[dns(".example.com")], &[], dns("a.b.example.com"), true),
        (&[dns("example.com")], &[], dns("badexample.com"), false),
        (&[], &[dns("a.example.com")], dns("b.a.example.com"), false),
        // A wildcard is a name like any other.
        (&[], &[dns("a.example.com")], dns("*.example.com"), true),
        (&[dns("example.com")], &[], dns("*.example.com"), true),
        // A directory name is longer than its subtree, and starts with its bytes.
        (&[directory(utf8, &[o])], &[], dns("a.example"), true),
        (&[directory(utf8, &[o, cn])], &[], dns("a.example"), false),
        (&[], &[directory(utf8, &[o, cn])], dns("a.example"), true),
        (&[directory(der::PRINTABLE_STRING, &[o])], &[], dns("a.example"), false),
        (&[directory(utf8, &[("2.5.4.10", "EXAMPLE")])], &[], dns("a.example"), false),
        (&[directory(utf8, &[o])], &[], directory(utf8, &[("2.5.4.10", "Other"), cn]), false),
        (&[email("example.com")], &[], email("a@example.com"), true),
        (&[email("example.com")], &[], email("a@example.org"), false),
        (&[uri(".example.com")], &[], uri("https://a.example.com/"), true),
        (&[uri(".example.com")], &[], uri("https://a.example.org/"), false),
        (std::slice::from_ref(&net), &[], GeneralName::Ip([192, 0, 2, 1]), true),
        (std::slice::from_ref(&net), &[], GeneralName::Ip([192, 0, 3, 1]), false),
    ] {
        for critical in [true, false] {
            let change = |c: &mut Chain| {
                let value = pki::name_constraints_value(permitted, excluded);
                c.ca().put(pki::extension("2.5.29.30", critical, &value));
                c.leaf().put(pki::alternative_names(std::slice::from_ref(&name)));
                c.host = None;
            };
            let what = format!("{name:?} in {permitted:?} and not in {excluded:?}");
            expect_below(User, &what, change, if is_within { &[] } else { &["nc.name"] });
        }
    }
    // The subject: its common name is no DNS name, its address one of email.
    for (attribute, permitted, expected) in [
        (("2.5.4.3", "other.example.org"), dns("example.com"), &[][..]),
        (("1.2.840.113549.1.9.1", "a@example.org"), email("example.com"), &["nc.name"]),
        (("1.2.840.113549.1.9.1", "a@example.com"), email("example.com"), &[]),
    ] {
        let change = |c: &mut Chain| {
            c.leaf().subject = Name::typed(0x16, &[attribute]);
            c.ca().put(pki::name_constraints(&[permitted], &[]));
        };
        expect_below(User, attribute.1, change, expected);
    }
    let nameless = |c: &mut Chain| {
        c.ca().put(pki::name_constraints(&[dns("example.com")], &[]));
        c.leaf().subject = Name::of(&[]);
        c.leaf().remove("2.5.29.17");
        c.host = None;
    };
    expect_below(User, "a leaf without any name", nameless, &["nc.name", "name.empty-subject"]);
}

#[test]
fn name_constraints_of_several_certificates() {
    let dns = GeneralName::dns;
    // The anchor's own count since iOS 13.
    let excluded = Chain::below(User).with(|c| c.root().put(pki::name_constraints(&[], &[dns(HOST)])));
    expect("root", &excluded, "ios:12.4", &[]);
    expect("root", &excluded, "ios:13", &["nc.name"]);
    // Subtrees that do not intersect are added.
    for (name, expected) in [("a.example.com", &[][..]), ("a.example.org", &[]), ("a.example.net", &["nc.name"])] {
        let change = |c: &mut Chain| {
            c.root().put(pki::name_constraints(&[dns("example.com")], &[]));
            c.ca().put(pki::name_constraints(&[dns("example.org")], &[]));
            c.leaf().put(pki::alternative_names(&[dns(name)]));
            c.host = None;
        };
        expect_below(User, name, change, expected);
    }
    for (count, expected) in [(511, &[][..]), (512, &["nc.too-many"])] {
        let many = |count| -> Vec<_> { (0..count).map(|number| dns(&format!("{number}.example.org"))).collect() };
        let change = |c: &mut Chain| {
            c.root().put(pki::name_constraints(&[], &many(512)));
            c.ca().put(pki::name_constraints(&[], &many(count)));
        };
        expect_below(User, "subtrees of two", change, expected);
    }
    // A CA that issued itself anew is passed over.
    for (is_self_issued, expected) in [(true, &[][..]), (false, &["nc.name"])] {
        let renewed = |c: &mut Chain| {
            c.insert_ca();
            let example = Name::of(&[("2.5.4.10", "Example")]);
            c.links[2].template.put(pki::name_constraints(&[], &[GeneralName::Directory(example)]));
            c.leaf().subject = Name::of(&[("2.5.4.10", "Other")]);
            if is_self_issued {
                c.links[1].template.subject = Name::common("CA");
                c.leaf().issuer = Name::common("CA");
            }
        };
        expect_below(User, "a CA below a CA", renewed, expected);
    }
    // Forms and fields that Apple does not process.
    let other_form = pki::name_constraints_value(&[GeneralName::Raw(0x88, vec![0x2a, 3])], &[]);
    let dns_base = dns("example.com").to_der();
    let from_1 = der::sequence(&[der::tagged(0, &der::sequence(&[dns_base.clone(), der::implicit(0, &[1])]))]);
    let up_to_1 = der::sequence(&[der::tagged(0, &der::sequence(&[dns_base, der::implicit(1, &[1])]))]);
    for (value, critical, expected) in [
        (&other_form, true, &["nc.unsupported-form"][..]),
        (&other_form, false, &[]),
        (&from_1, true, &["chain.missing-issuer"]),
        (&from_1, false, &["ext.unparseable"]),
        (&up_to_1, false, &["ext.unparseable"]),
    ] {
        expect_below(User, "CA", |c| c.ca().put(pki::extension("2.5.29.30", critical, value)), expected);
    }
}

#[test]
fn names_chain_by_their_encoding() {
    let name = |string, text| Name::typed(string, &[("2.5.4.3", text)]);
    let (printable, utf8) = (der::PRINTABLE_STRING, der::UTF8_STRING);
    let common_name = der::sequence(&[der::oid("2.5.4.3"), der::value(printable, b"Good CA")]);
    let empty_rdn = || Name::raw(der::sequence(&[der::set(&[]), der::set(std::slice::from_ref(&common_name))]));
    for (issuer, subject, chains) in [
        (name(printable, "Good CA"), name(printable, "Good CA"), true),
        (name(printable, " good   CA "), name(printable, "Good CA"), true),
        (name(printable, "Good\tCA"), name(printable, "Good CA"), true),
        (name(printable, "GoodCA"), name(printable, "Good CA"), false),
        (name(utf8, "Good CA"), name(utf8, "Good CA"), true),
        (name(utf8, "good CA"), name(utf8, "Good CA"), false),
        (name(utf8, "Good  CA"), name(utf8, "Good CA"), false),
        (name(printable, "Good CA"), name(utf8, "Good CA"), false),
        (name(utf8, "good ca"), name(printable, "Good CA"), false),
        (empty_rdn(), empty_rdn(), false),
    ] {
        let chain = Chain::below(User).with(|c| {
            c.leaf().issuer = issuer.clone();
            c.ca().subject = subject.clone();
        });
        let status = chain.report(LATEST).os_status.map(|status| status.number);
        assert_eq!(status, (!chains).then_some(-25318), "{issuer:?} and {subject:?}");
    }
}

/// What is left unread counts against the certificate, and says that the limit is the library's own.
#[test]
fn names_are_compared_within_the_budget() {
    let limited = |comparisons| {
        Chain::below(User).with(|c| {
            c.ca().put(pki::name_constraints(&[GeneralName::dns("example.com")], &[]));
            c.budget.name_comparisons = comparisons;
        })
    };
    expect("enough", &limited(100), LATEST, &[]);
    expect("none", &limited(0), LATEST, &["nc.not-compared"]);
}

//! The names of a server: Baseline Requirements sections 7.1.2.7.12 and 7.1.4.3.

use x509_parser::extensions::{GeneralName, ParsedExtension};
use x509_parser::oid_registry::OID_X509_EXT_SUBJECT_ALT_NAME;

use crate::Certificate;
use crate::message::{Message, Quoted, Text, message};
use crate::path::in_path::{InPath, ProfileRule};
use crate::path::names::is_empty_name;
use crate::report::Rule;

pub(super) static MISSING: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.san-missing",
        asks: Text { en: "A server certificate has a subject alternative name." },
        remedy: Text { en: "Have the certificate issued again with its DNS names in the subject alternative name." },
        ..Rule::cab_forum("Baseline Requirements section 7.1.2.7.12")
    },
    applies: |it| it.is_leaf(),
    breach: missing,
};

message! {
    fn has_no_alternative_name() {
        en: "The server certificate has no subject alternative name.",
    }
}

fn missing(in_path: &InPath<'_>) -> Option<Message> {
    (!in_path.has(&OID_X509_EXT_SUBJECT_ALT_NAME)).then(has_no_alternative_name)
}

pub(super) static CRITICAL: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.san-critical",
        asks: Text { en: "The subject alternative name of a server certificate with a subject is not critical." },
        remedy: Text { en: "Have the certificate issued again with the extension not critical." },
        ..Rule::cab_forum("Baseline Requirements section 7.1.2.7.12")
    },
    applies: |it| it.is_leaf() && !is_empty_name(it.certificate.raw_subject()),
    breach: critical,
};

message! {
    fn is_critical_beside_subject() {
        en: "The subject alternative name is critical, and there is a subject.",
    }
}

fn critical(in_path: &InPath<'_>) -> Option<Message> {
    in_path.is_critical(&OID_X509_EXT_SUBJECT_ALT_NAME).then(is_critical_beside_subject)
}

pub(super) static FORM: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.san-form",
        asks: Text { en: "The subject alternative name of a server certificate has only dNSName and iPAddress." },
        remedy: Text { en: "Have the certificate issued again without other names." },
        ..Rule::cab_forum("Baseline Requirements section 7.1.2.7.12")
    },
    applies: has_alternative_names,
    breach: form,
};

message! {
    fn has_other_entry() {
        en: "The subject alternative name has an entry that is no DNS name and no IP address.",
    }
}

fn form(in_path: &InPath<'_>) -> Option<Message> {
    let is_other = |name: &GeneralName<'_>| !matches!(name, GeneralName::DNSName(_) | GeneralName::IPAddress(_));
    alternative_names(in_path).any(is_other).then(has_other_entry)
}

pub(super) static RESERVED_LABEL: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.reserved-label",
        asks: Text { en: "A label with hyphens in the third and fourth place is a P-label, which starts with xn--." },
        remedy: Text { en: "Have the certificate issued again with names in Punycode." },
        ..Rule::cab_forum("Baseline Requirements section 7.1.2.7.12")
    },
    applies: has_alternative_names,
    breach: reserved_label,
};

message! {
    fn has_reserved_label(name: Quoted<'_>) {
        en: "{name} has a reserved label that is no P-label.",
    }
}

fn reserved_label(in_path: &InPath<'_>) -> Option<Message> {
    let is_reserved = |label: &str| {
        label.get(2..4) == Some("--") && !label.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("xn"))
    };
    let name = dns_names(in_path).find(|name| name.split('.').any(is_reserved))?;
    Some(has_reserved_label(Quoted(name)))
}

pub(super) static WILDCARD: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.wildcard",
        asks: Text { en: "A star is the whole left-most label, and a domain name follows it." },
        remedy: Text { en: "Have the certificate issued again with the star as the whole left-most label." },
        ..Rule::cab_forum("Baseline Requirements sections 1.6.1 and 7.1.2.7.12")
    },
    applies: has_alternative_names,
    breach: wildcard,
};

message! {
    fn has_stray_star(name: Quoted<'_>) {
        en: "{name} has a star that is not the whole left-most label.",
    }
}

fn wildcard(in_path: &InPath<'_>) -> Option<Message> {
    let is_wrong = |name: &str| match name.strip_prefix("*.") {
        Some(domain) => domain.is_empty() || domain.contains('*'),
        None => name.contains('*'),
    };
    let name = dns_names(in_path).find(|name| is_wrong(name))?;
    Some(has_stray_star(Quoted(name)))
}

#[cfg(feature = "psl")]
pub(super) static PUBLIC_SUFFIX: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.wildcard-public-suffix",
        asks: Text { en: "No wildcard stands directly below a public suffix." },
        remedy: Text { en: "Have the certificate issued again with the star below a domain of its own." },
        ..Rule::cab_forum("Baseline Requirements section 3.2.2.6")
    },
    applies: has_alternative_names,
    breach: public_suffix,
};

#[cfg(feature = "psl")]
message! {
    fn is_below_public_suffix(name: Quoted<'_>) {
        en: "{name} is a wildcard directly below a public suffix.",
    }
}

/// Both sections of the public suffix list count, and a top-level domain that is not on the list is a suffix by its
/// default rule.
#[cfg(feature = "psl")]
fn public_suffix(in_path: &InPath<'_>) -> Option<Message> {
    let is_suffix = |domain: &str| {
        let domain = domain.to_ascii_lowercase();
        psl::suffix(domain.as_bytes()).is_some_and(|suffix| suffix.as_bytes() == domain.as_bytes())
    };
    let name = dns_names(in_path).find(|name| name.strip_prefix("*.").is_some_and(is_suffix))?;
    Some(is_below_public_suffix(Quoted(name)))
}

pub(super) static COMMON_NAME: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.common-name",
        asks: Text {
            en: "The commonName of a server certificate is one of its alternative names, character for character.",
        },
        remedy: Text { en: "Have the certificate issued again without a commonName, or with one of its names there." },
        ..Rule::cab_forum("Baseline Requirements section 7.1.4.3")
    },
    applies: |it| it.is_leaf(),
    breach: common_name,
};

message! {
    fn common_name_is_unreadable() {
        en: "The commonName cannot be read.",
    }
    fn is_not_repeated(name: Quoted<'_>) {
        en: "The commonName {name} is not among the alternative names.",
    }
}

/// An IP address is repeated as text: dotted decimals, or the form of RFC 5952.
fn common_name(in_path: &InPath<'_>) -> Option<Message> {
    let leaf = in_path.certificate;
    let is_repeated = |name: &str| {
        leaf.dns_names().any(|dns| dns == name)
            || name.parse().is_ok_and(|address: std::net::IpAddr| {
                address.to_string() == name && leaf.ip_addresses().any(|known| known == address)
            })
    };
    match common_names(leaf).find(|name| !name.is_ok_and(is_repeated))? {
        Ok(name) => Some(is_not_repeated(Quoted(name))),
        Err(()) => Some(common_name_is_unreadable()),
    }
}

/// The subject's commonNames, or whatever stands in them.
fn common_names(certificate: &Certificate) -> impl Iterator<Item = Result<&str, ()>> {
    certificate.x509().subject().iter_common_name().map(|name| name.as_str().map_err(|_| ()))
}

fn dns_names<'a>(in_path: &InPath<'a>) -> impl Iterator<Item = &'a str> {
    alternative_names(in_path).filter_map(|name| match name {
        GeneralName::DNSName(name) => Some(*name),
        _ => None,
    })
}

/// Of the leaf alone: the section is about subscribers.
fn has_alternative_names(in_path: &InPath<'_>) -> bool {
    in_path.is_leaf() && in_path.has(&OID_X509_EXT_SUBJECT_ALT_NAME)
}

fn alternative_names<'a>(in_path: &InPath<'a>) -> impl Iterator<Item = &'a GeneralName<'a>> {
    let names = match in_path.parsed(&OID_X509_EXT_SUBJECT_ALT_NAME) {
        Some(ParsedExtension::SubjectAlternativeName(names)) => names.general_names.as_slice(),
        _ => &[],
    };
    names.iter()
}

//! Sentry Server Configuration.

use super::collector::{Entered, Findings, filled};
use super::fields;
use super::pointer::At;
use crate::message::{Text, message};
use crate::profile::draft::{DirectionDraft, NumberDraft, SelectionDraft, ServerDraft, TrustDraft};
use crate::profile::server::Protocol;
use crate::profile::{
    CertificateChoice, CertificateName, Direction, DirectionTrust, Listener, Port, ServerConfiguration, Trust, limits,
    source,
};
use crate::report::{Rule, Severity};
use crate::tls::{self, Selection, Version};

pub(super) const RULES: &[&Rule] = &[
    &PORT_HIDDEN,
    &PORT_MISSING,
    &SAME_PORT,
    &HTTP_ONLY,
    &NO_CERTIFICATE,
    &NOT_SELECTABLE,
    &SELF_SIGNED,
    &SAME_CERTIFICATE,
    &TLS_NAME,
    &STRICT_TLS_OFF,
    &UNTRUSTED_ALLOWED,
    &NOTHING_TRUSTED,
];

/// All fields are read before the first that is missing ends it, so that every fault is found.
pub(super) fn check(draft: &ServerDraft, at: At<'_>, findings: &mut Findings) -> Option<ServerConfiguration> {
    let listener = listener(draft, at, findings);
    let certificate = certificate(draft, at, findings);
    let second_certificate = second_certificate(draft, at, findings);
    if let (Some(CertificateChoice::Uploaded(first)), Some(second)) = (&certificate, &second_certificate)
        && first == second
    {
        findings.add(&SAME_CERTIFICATE, at.field("second_certificate"), second_is_first(Entered(second.as_str())));
    }
    let incoming = selection(&draft.incoming, at.field("incoming"), findings);
    let outgoing = selection(&draft.outgoing, at.field("outgoing"), findings);
    let trust = trust(&draft.trust, at.field("trust"), findings);
    Some(ServerConfiguration {
        listener: listener?,
        certificate,
        second_certificate,
        incoming: incoming?,
        outgoing: outgoing?,
        trust: trust?,
    })
}

static SAME_PORT: Rule = Rule {
    code: "profile.same-port",
    asks: Text { en: "HTTPS and HTTP have different ports." },
    remedy: Text { en: "Give HTTP another port." },
    ..Rule::library("profile::Listener")
};

static HTTP_ONLY: Rule = Rule {
    code: "profile.http-only",
    severity: Severity::Warning,
    asks: Text { en: "Devices reach the Sentry by HTTPS." },
    remedy: Text { en: "Choose HTTPS, unless something in front of the Sentry ends TLS." },
    ..Rule::library("profile::Listener")
};

message! {
    fn no_encryption() {
        en: "Devices reach the Sentry without encryption.",
    }
    fn both_have_port(port: u16) {
        en: "HTTPS and HTTP both have port {port}.",
    }
}

fn listener(draft: &ServerDraft, at: At<'_>, findings: &mut Findings) -> Option<Listener> {
    let chosen = draft.listener.as_deref();
    let protocol = findings.required_choice(chosen, at.field("listener"), Protocol::ALL, Protocol::as_str);
    let https = port(&draft.https_port, protocol.map(Protocol::has_https), at.field("https_port"), findings);
    let http = port(&draft.http_port, protocol.map(Protocol::has_http), at.field("http_port"), findings);
    match protocol? {
        Protocol::HttpsOnly => Some(Listener::HttpsOnly { https_port: https? }),
        Protocol::HttpOnly => {
            findings.add(&HTTP_ONLY, at.field("listener"), no_encryption());
            Some(Listener::HttpOnly { http_port: http? })
        }
        Protocol::HttpsAndHttp => {
            let (https_port, http_port) = (https?, http?);
            if https_port == http_port {
                findings.add(&SAME_PORT, at.field("http_port"), both_have_port(http_port.number()));
            }
            Some(Listener::HttpsAndHttp { https_port, http_port })
        }
    }
}

static PORT_HIDDEN: Rule = Rule {
    code: "profile.listener-port-hidden",
    asks: Text { en: "There is no HTTPS port with HTTP Only, and no HTTP port with HTTPS Only." },
    remedy: Text { en: "Empty the field, or choose another listener protocol." },
    ..Rule::ivanti_guide(source::SET_UP)
};

static PORT_MISSING: Rule = Rule {
    code: "profile.listener-port-missing",
    asks: Text { en: "Each listener protocol that is chosen has its port." },
    remedy: Text { en: "Enter the port: 443 for HTTPS." },
    ..Rule::library("profile::Listener")
};

message! {
    fn no_such_port() {
        en: "The listener protocol has no such port.",
    }
    fn port_missing() {
        en: "The port of the listener is missing.",
    }
}

/// `is_shown` is `None` where the listener protocol is not known.
fn port(typed: &Option<NumberDraft>, is_shown: Option<bool>, at: At<'_>, findings: &mut Findings) -> Option<Port> {
    let text = typed.as_ref().map(NumberDraft::as_str);
    let is_filled = filled(text).is_some();
    if is_shown == Some(false) {
        findings.add_if(is_filled, &PORT_HIDDEN, at, no_such_port);
        return None;
    }
    findings.add_if(!is_filled && is_shown.is_some(), &PORT_MISSING, at, port_missing);
    findings.read(text, at, &fields::PORT)
}

static NO_CERTIFICATE: Rule = Rule {
    code: "profile.no-certificate",
    asks: Text { en: "A listener of HTTPS has a TLS server certificate." },
    remedy: Text { en: "Choose an uploaded certificate, or tick the self-signed one." },
    ..Rule::library("profile::ServerConfiguration")
};

static NOT_SELECTABLE: Rule = Rule {
    code: "profile.certificate-with-self-signed",
    asks: Text { en: "An uploaded certificate is selected only when the self-signed one is not ticked." },
    remedy: Text { en: "Untick the self-signed certificate, or select none." },
    ..Rule::ivanti_guide(source::SET_UP)
};

static SELF_SIGNED: Rule = Rule {
    code: "profile.self-signed",
    severity: Severity::Warning,
    asks: Text { en: "The Sentry has a publicly trusted certificate instead of its self-signed one." },
    remedy: Text { en: "Upload a certificate of a public CA and select it." },
    ..Rule::ivanti_guide(source::SET_UP)
};

message! {
    fn none_selected() {
        en: "No TLS server certificate is selected.",
    }
    fn both_selected() {
        en: "An uploaded certificate is selected besides the self-signed one.",
    }
    fn self_signed_selected() {
        en: "The Sentry uses its self-signed certificate.",
    }
}

fn certificate(draft: &ServerDraft, at: At<'_>, findings: &mut Findings) -> Option<CertificateChoice> {
    let text = draft.certificate.as_deref();
    let name = findings.read(text, at.field("certificate"), &fields::TEXT);
    if draft.self_signed == Some(true) {
        findings.add_if(filled(text).is_some(), &NOT_SELECTABLE, at.field("certificate"), both_selected);
        findings.add(&SELF_SIGNED, at.field("self_signed"), self_signed_selected());
        return Some(CertificateChoice::SelfSigned);
    }
    let is_http_only = draft.listener.as_deref() == Some(Protocol::HttpOnly.as_str());
    let is_missing = filled(text).is_none() && !is_http_only;
    findings.add_if(is_missing, &NO_CERTIFICATE, at.field("certificate"), none_selected);
    name.map(CertificateChoice::Uploaded)
}

static SAME_CERTIFICATE: Rule = Rule {
    code: "profile.same-certificate",
    severity: Severity::Warning,
    asks: Text { en: "The second certificate is another than the first." },
    remedy: Text { en: "Select a certificate that expires later." },
    ..Rule::library("profile::ServerConfiguration")
};

message! {
    fn second_is_first(name: Entered<'_>) {
        en: "The second certificate, {name}, is the first one.",
    }
    fn self_signed_is_ticked() {
        en: "The console does not show this field: the self-signed certificate is ticked.",
    }
    fn second_is_not_ticked() {
        en: "The console does not show this field: \"Add second certificate\" is not ticked.",
    }
}

fn second_certificate(draft: &ServerDraft, at: At<'_>, findings: &mut Findings) -> Option<CertificateName> {
    let text = draft.second_certificate.as_deref();
    let is_filled = filled(text).is_some();
    let at_name = at.field("second_certificate");
    if draft.self_signed == Some(true) {
        findings.hidden(is_filled, at_name, self_signed_is_ticked);
        let is_ticked = draft.add_second_certificate == Some(true);
        findings.hidden(is_ticked, at.field("add_second_certificate"), self_signed_is_ticked);
        return None;
    }
    match draft.add_second_certificate {
        Some(false) => {
            findings.hidden(is_filled, at_name, second_is_not_ticked);
            None
        }
        Some(true) => findings.required(text, at_name, &fields::TEXT),
        None => findings.read(text, at_name, &fields::TEXT),
    }
}

static TLS_NAME: Rule = Rule {
    code: "profile.tls-name",
    asks: Text { en: "Protocols and cipher suites are named as in Java, by IANA or by OpenSSL." },
    remedy: Text { en: "Correct the name; those that the library knows are in tls::suites and tls::Version." },
    ..Rule::library("IANA's registry TLS Cipher Suites")
};

/// What is left out is TLSv1.2, the documented default, with every strong suite.
fn selection(draft: &SelectionDraft, at: At<'_>, findings: &mut Findings) -> Option<Selection> {
    let protocols = match &draft.protocols {
        Some(names) => findings.read_all(names, limits::PROTOCOLS, at.field("protocols"), &TLS_NAME),
        None => Some(vec![Version::Tls1_2]),
    };
    let suites = match &draft.suites {
        Some(names) => findings.read_all(names, limits::SUITES, at.field("suites"), &TLS_NAME),
        None => protocols.clone().map(|protocols| Selection::strong(protocols).suites),
    };
    let selection = Selection { protocols: protocols?, suites: suites? };
    findings.extend(tls::check(&selection, None, &at.to_string()));
    Some(selection)
}

fn trust(draft: &TrustDraft, at: At<'_>, findings: &mut Findings) -> Option<Trust> {
    let outgoing = direction(&draft.outgoing, Direction::Outgoing, at.field("outgoing"), findings);
    let uem = direction(&draft.uem, Direction::Uem, at.field("uem"), findings);
    let access = direction(&draft.access, Direction::Access, at.field("access"), findings);
    Some(Trust { outgoing: outgoing?, uem: uem?, access: access? })
}

static STRICT_TLS_OFF: Rule = Rule {
    code: "profile.strict-tls-off",
    severity: Severity::Warning,
    asks: Text { en: "Strict TLS is on towards the UEM server and Access, as by default." },
    remedy: Text { en: "Turn strict TLS on." },
    ..Rule::ivanti_guide(source::SSL)
};

static UNTRUSTED_ALLOWED: Rule = Rule {
    code: "profile.untrusted-allowed",
    severity: Severity::Warning,
    asks: Text { en: "The Sentry does not connect to servers that it does not trust." },
    remedy: Text {
        en: "Turn \"Allow and Log untrusted servers\" off, and add the CA certificate to the custom trust store.",
    },
    ..Rule::ivanti_guide(source::SSL)
};

static NOTHING_TRUSTED: Rule = Rule {
    code: "profile.nothing-trusted",
    severity: Severity::Warning,
    asks: Text { en: "Where TLS is strict, some CA is trusted." },
    remedy: Text { en: "Turn the Java trust store on, or add CA certificates to the custom trust store." },
    ..Rule::library("profile::DirectionTrust")
};

message! {
    fn strict_tls_off() {
        en: "Strict TLS is turned off, so certificates are not checked.",
    }
    fn untrusted_allowed() {
        en: "Servers that are not trusted are connected to all the same.",
    }
    fn nothing_trusted() {
        en: "TLS is strict and no CA is trusted, so no connection comes about.",
    }
}

fn direction(
    draft: &DirectionDraft,
    direction: Direction,
    at: At<'_>,
    findings: &mut Findings,
) -> Option<DirectionTrust> {
    let strict_tls = draft.strict_tls.unwrap_or(direction.is_strict_by_default());
    let java_trust_store = draft.java_trust_store.unwrap_or(strict_tls);
    let allow_untrusted = draft.allow_untrusted.unwrap_or_default();
    if direction.is_strict_by_default() && !strict_tls {
        findings.add(&STRICT_TLS_OFF, at.field("strict_tls"), strict_tls_off());
    }
    findings.add_if(allow_untrusted, &UNTRUSTED_ALLOWED, at.field("allow_untrusted"), untrusted_allowed);
    let trusts_nothing = strict_tls && !java_trust_store && draft.custom_trust_store.is_empty();
    let connects_never = trusts_nothing && !allow_untrusted;
    findings.add_if(connects_never, &NOTHING_TRUSTED, at.field("java_trust_store"), nothing_trusted);
    let at_store = at.field("custom_trust_store");
    let custom = findings.read_all(&draft.custom_trust_store, limits::CERTIFICATES, at_store, &fields::TEXT);
    Some(DirectionTrust { strict_tls, java_trust_store, custom_trust_store: custom?, allow_untrusted, sni: draft.sni })
}

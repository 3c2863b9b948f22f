//! One service.

use super::collector::{Entered, Findings, cannot_be_used, filled};
use super::context::Context;
use super::fields;
use super::pointer::At;
use crate::message::{Text, message};
use crate::profile::draft::ServiceDraft;
use crate::profile::{
    ActiveSyncService, AnyCifsService, AnyHttpService, AnyTcpService, CifsService, HttpService, InvalidServerList,
    InvalidServiceName, IpService, Kind, NameKind, ServerAuthentication, ServerList, Service, ServiceName, ServiceType,
    SpnList, TcpService, source,
};
use crate::report::{Certainty, Rule, Severity};

pub(super) const RULES: &[&Rule] = &[
    &APP_TUNNEL_IN_BASIC,
    &NAME_CHARACTERS,
    &TCP_PREFIX,
    &CIFS_PREFIX,
    &HTTP_PREFIX,
    &TOKEN,
    &SERVER_LIST,
    &NO_SERVER_LIST,
    &SERVER_LIST_OF_ANY,
    &SERVER_LIST_UNUSED,
    &PASS_THROUGH_ONLY,
    &TCP_PASS_THROUGH,
    &IP_PASS_THROUGH,
    &TCP_FIELD,
    &SPN,
    &SPN_UNUSED,
    &SPN_COUNT,
    &PROXY_NOT_CONFIGURED,
    &PROXY_WITHOUT_APP_TUNNEL,
    &CONTEXT_HTTP_ONLY,
];

/// All fields are read before the first that is missing ends it, so that every fault is found.
pub(super) fn check(draft: &ServiceDraft, context: &Context, at: At<'_>, findings: &mut Findings) -> Option<Service> {
    let chosen = draft.service_type.as_deref();
    let service_type = findings.required_choice(chosen, at.field("type"), ServiceType::ALL, ServiceType::as_str)?;
    if context.kind == Some(Kind::ActiveSyncBasic) && service_type.is_app_tunnel() {
        findings.add(&APP_TUNNEL_IN_BASIC, at.field("type"), is_app_tunnel(&service_type));
    }
    let name = name(draft, service_type, at.field("name"), findings);
    let server_list = server_list(draft, service_type, at.field("server_list"), findings);
    let authentication = authentication(draft, service_type, server_list.as_ref(), context, at, findings);
    let tls_enabled = tls(draft, service_type, at.field("tls_enabled"), findings);
    let proxy_enabled = proxy(draft, service_type, context, at.field("proxy_enabled"), findings);
    let context_headers = context_headers(draft, service_type, at.field("context_headers"), findings);
    Some(match service_type {
        ServiceType::ActiveSync => Service::ActiveSync(ActiveSyncService {
            server_list: server_list?,
            server_authentication: authentication?,
            tls_enabled,
        }),
        ServiceType::CustomHttp => Service::CustomHttp(HttpService {
            name: name?,
            server_list: server_list?,
            server_authentication: authentication?,
            tls_enabled,
            proxy_enabled,
            context_headers,
        }),
        ServiceType::AnyHttp => Service::AnyHttp(AnyHttpService {
            name: name?,
            server_authentication: authentication?,
            tls_enabled,
            proxy_enabled,
            context_headers,
        }),
        ServiceType::Cifs => Service::Cifs(CifsService {
            name: name?,
            server_list: server_list?,
            server_authentication: authentication?,
            proxy_enabled,
        }),
        ServiceType::AnyCifs => {
            Service::AnyCifs(AnyCifsService { name: name?, server_authentication: authentication?, proxy_enabled })
        }
        ServiceType::CustomTcp => {
            Service::CustomTcp(TcpService { name: name?, server_list: server_list?, proxy_enabled })
        }
        ServiceType::AnyTcp => Service::AnyTcp(AnyTcpService { name: name?, proxy_enabled }),
        ServiceType::Ip => Service::Ip(IpService { name: name? }),
    })
}

/// The name that the rules of apps use: what was typed in or, where that is nothing, the token of the type.
pub(super) fn name_of(draft: &ServiceDraft) -> Option<&str> {
    let token = || {
        let chosen = draft.service_type.as_deref()?;
        let service_type = ServiceType::ALL.into_iter().find(|it| it.as_str() == chosen)?;
        service_type.name_kind().and_then(NameKind::token)
    };
    filled(draft.name.as_deref()).or_else(token)
}

pub(super) static APP_TUNNEL_IN_BASIC: Rule = Rule {
    code: "profile.app-tunnel-in-basic",
    asks: Text { en: "A profile with basic auth has ActiveSync alone." },
    remedy: Text { en: "Choose a kind of profile with certificates or Kerberos, or leave AppTunnel out." },
    ..Rule::ivanti_guide(source::AUTHENTICATION)
};

message! {
    fn is_app_tunnel(service_type: &ServiceType) {
        en: "A service of the type {service_type} is AppTunnel.",
    }
}

static NAME_CHARACTERS: Rule = Rule {
    code: "profile.service-name-characters",
    asks: Text {
        en: "The name of a service has no space and none of \\ ; * ? < > \" |, unless it is a token such as <ANY>.",
    },
    remedy: Text { en: "Leave the character out. An example of the guides, Human Resources, breaks their own rule." },
    ..Rule::ivanti_guide(source::SERVICE)
};

static TCP_PREFIX: Rule = Rule {
    code: "profile.tcp-prefix",
    asks: Text { en: "The name of a TCP service begins with TCP, in upper or lower case." },
    remedy: Text { en: "Begin the name with TCP." },
    ..Rule::ivanti_guide(source::TCP)
};

static CIFS_PREFIX: Rule = Rule {
    code: "profile.cifs-prefix",
    asks: Text { en: "The name of a CIFS service begins with CIFS_." },
    remedy: Text { en: "Begin the name with CIFS_, in upper case." },
    ..Rule::ivanti_guide(source::SERVICE)
};

static HTTP_PREFIX: Rule = Rule {
    code: "profile.http-prefix",
    asks: Text {
        en: "The name of an HTTP service begins neither with TCP nor with CIFS_, which would make it one of those.",
    },
    remedy: Text { en: "Give the service another name, or choose the type that the name says." },
    ..Rule::library("profile::ServiceName")
};

static TOKEN: Rule = Rule {
    code: "profile.service-token",
    asks: Text { en: "A service that goes wherever an app asks is named by its token, and no other service is." },
    remedy: Text { en: "Leave the name to the console, or choose the type that it says." },
    ..Rule::ivanti_guide(source::SERVICE)
};

message! {
    fn active_sync_has_no_name() {
        en: "The console does not show this field: ActiveSync has no name.",
    }
    fn no_name() {
        en: "The service has no name.",
    }
    fn not_a_name_of(name: Entered<'_>, service_type: &ServiceType) {
        en: "{name} is not the name of a service of the type {service_type}.",
    }
}

/// ActiveSync has none.
fn name(draft: &ServiceDraft, service_type: ServiceType, at: At<'_>, findings: &mut Findings) -> Option<ServiceName> {
    let Some(wanted) = service_type.name_kind() else {
        findings.hidden(filled(draft.name.as_deref()).is_some(), at, active_sync_has_no_name);
        return None;
    };
    let Some(text) = filled(draft.name.as_deref()) else {
        let token = ServiceName::token(wanted);
        findings.add_if(token.is_none(), &fields::REQUIRED, at, no_name);
        return token;
    };
    let name = match text.parse::<ServiceName>() {
        Ok(name) => name,
        Err(fault) => {
            let is_forbidden = matches!(fault, InvalidServiceName::Forbidden { .. });
            let rule = if is_forbidden { &NAME_CHARACTERS } else { &fields::TEXT };
            findings.add(rule, at, cannot_be_used(Entered(text), fault.into()));
            return None;
        }
    };
    if let Some(rule) = misnamed(&name, wanted) {
        findings.add(rule, at, not_a_name_of(Entered(text), &service_type));
        return None;
    }
    Some(name)
}

/// The rule by which a service of the kind cannot have the name.
fn misnamed(name: &ServiceName, wanted: NameKind) -> Option<&'static Rule> {
    match wanted {
        _ if name.kind() == wanted && wanted != NameKind::Free => None,
        NameKind::AnyIp if name.as_str().starts_with("IP_") => None,
        NameKind::AnyHttp | NameKind::AnyTcp | NameKind::AnyCifs | NameKind::AnyIp => Some(&TOKEN),
        _ if name.is_any() => Some(&TOKEN),
        NameKind::Tcp => Some(&TCP_PREFIX),
        NameKind::Cifs => Some(&CIFS_PREFIX),
        NameKind::Free => (name.kind() != NameKind::Free || name.resembles_cifs()).then_some(&HTTP_PREFIX),
    }
}

static SERVER_LIST: Rule = Rule {
    code: "profile.server-list",
    asks: Text {
        en: "A server list is host:port, several separated by semicolons. A host is an IP address, or of letters, digits, hyphens and dots and begins with a letter or digit.",
    },
    remedy: Text { en: "Correct the entry." },
    ..Rule::ivanti_guide(source::TCP)
};

static NO_SERVER_LIST: Rule = Rule {
    code: "profile.no-server-list",
    asks: Text { en: "A service that is named has a server list." },
    remedy: Text { en: "Enter the servers, or choose a type that goes wherever an app asks." },
    ..Rule::ivanti_guide(source::TCP)
};

static SERVER_LIST_OF_ANY: Rule = Rule {
    code: "profile.server-list-of-any",
    asks: Text { en: "<ANY> and <TCP_ANY> have no server list: the Sentry goes to the host that the app asks for." },
    remedy: Text { en: "Empty the server list, or choose a type with servers." },
    ..Rule::ivanti_guide(source::SERVICE)
};

static SERVER_LIST_UNUSED: Rule = Rule {
    code: "profile.server-list-unused",
    severity: Severity::Warning,
    certainty: Certainty::Recalled,
    asks: Text { en: "<CIFS_ANY> and <IP_ANY> have no server list." },
    remedy: Text { en: "Empty the server list, which is left out of the profile." },
    ..Rule::ivanti_guide(source::RECALLED)
};

message! {
    fn no_server_list() {
        en: "The service has no server list.",
    }
    fn has_server_list() {
        en: "The service has a server list.",
    }
    fn server_list_left_out() {
        en: "The server list is left out of the profile.",
    }
}

fn server_list(
    draft: &ServiceDraft,
    service_type: ServiceType,
    at: At<'_>,
    findings: &mut Findings,
) -> Option<ServerList> {
    let text = filled(draft.server_list.as_deref());
    match service_type {
        ServiceType::AnyHttp | ServiceType::AnyTcp => {
            findings.add_if(text.is_some(), &SERVER_LIST_OF_ANY, at, has_server_list);
            return None;
        }
        ServiceType::AnyCifs | ServiceType::Ip => {
            findings.add_if(text.is_some(), &SERVER_LIST_UNUSED, at, server_list_left_out);
            return None;
        }
        _ => findings.add_if(text.is_none(), &NO_SERVER_LIST, at, no_server_list),
    }
    let text = text?;
    match text.parse() {
        Ok(list) => Some(list),
        Err(fault) => {
            let rule = if fault == InvalidServerList::TooMany { &fields::TOO_MANY } else { &SERVER_LIST };
            findings.add(rule, at, cannot_be_used(Entered(text), fault.into()));
            None
        }
    }
}

static PASS_THROUGH_ONLY: Rule = Rule {
    code: "profile.pass-through-only",
    asks: Text { en: "Only a profile with Kerberos has services whose server authentication is Kerberos." },
    remedy: Text { en: "Choose Pass Through, or a profile with Kerberos." },
    ..Rule::ivanti_guide(source::AUTHENTICATION)
};

static TCP_PASS_THROUGH: Rule = Rule {
    code: "profile.tcp-pass-through",
    asks: Text { en: "Server authentication of a TCP service is Pass Through." },
    remedy: Text { en: "Choose Pass Through." },
    ..Rule::ivanti_guide(source::TCP)
};

static IP_PASS_THROUGH: Rule = Rule {
    code: "profile.ip-pass-through",
    severity: Severity::Warning,
    certainty: Certainty::Recalled,
    asks: Text { en: "Server authentication of an IP service is Pass Through." },
    remedy: Text { en: "Choose Pass Through, which the profile has." },
    ..Rule::ivanti_guide(source::RECALLED)
};

message! {
    fn kerberos_chosen() {
        en: "Server authentication is Kerberos.",
    }
    fn kerberos_left_out() {
        en: "Kerberos is left out of the profile.",
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ServerAuth {
    PassThrough,
    Kerberos,
}

fn authentication(
    draft: &ServiceDraft,
    service_type: ServiceType,
    server_list: Option<&ServerList>,
    context: &Context,
    at: At<'_>,
    findings: &mut Findings,
) -> Option<ServerAuthentication> {
    let (chosen, at_auth) = (draft.server_auth.as_deref(), at.field("server_auth"));
    let modes = [ServerAuth::PassThrough, ServerAuth::Kerberos];
    let must_choose = service_type.has_server_authentication() && context.kind == Some(Kind::Kerberos);
    let mode = if must_choose {
        findings.required_choice(chosen, at_auth, modes, ServerAuth::as_str)
    } else {
        findings.choice(chosen, at_auth, modes, ServerAuth::as_str)
    };
    let is_kerberos = mode == Some(ServerAuth::Kerberos);
    if service_type == ServiceType::Ip {
        findings.add_if(is_kerberos, &IP_PASS_THROUGH, at_auth, kerberos_left_out);
    } else if !service_type.has_server_authentication() {
        findings.add_if(is_kerberos, &TCP_PASS_THROUGH, at_auth, kerberos_chosen);
    } else if context.kind.is_some_and(|kind| kind != Kind::Kerberos) {
        findings.add_if(is_kerberos, &PASS_THROUGH_ONLY, at_auth, kerberos_chosen);
    }
    let spn_list = spn_list(draft, service_type, is_kerberos, server_list, at.field("spn_list"), findings);
    if must_choose && mode.is_none() {
        return None;
    }
    Some(if is_kerberos { ServerAuthentication::Kerberos { spn_list } } else { ServerAuthentication::PassThrough })
}

static TCP_FIELD: Rule = Rule {
    code: "profile.tcp-field",
    asks: Text { en: "TLS Enabled, Server SPN List and context headers do not apply to a TCP service." },
    remedy: Text { en: "Empty the field: TCP is passed through untouched." },
    ..Rule::ivanti_guide(source::TCP)
};

static SPN: Rule = Rule {
    code: "profile.spn-list",
    asks: Text { en: "Service principal names are separated by semicolons and have no white space." },
    remedy: Text { en: "Correct the entry, as in HTTP/mail.example.com." },
    ..Rule::library("profile::SpnList")
};

static SPN_UNUSED: Rule = Rule {
    code: "profile.spn-list-unused",
    severity: Severity::Warning,
    certainty: Certainty::Recalled,
    asks: Text { en: "Only services with Kerberos and a server list have service principal names." },
    remedy: Text { en: "Empty the list, which is left out of the profile." },
    ..Rule::ivanti_guide(source::RECALLED)
};

static SPN_COUNT: Rule = Rule {
    code: "profile.spn-count",
    severity: Severity::Warning,
    certainty: Certainty::Recalled,
    asks: Text { en: "There are as many service principal names as servers, in the same order, or none." },
    remedy: Text { en: "Give each server its name, or empty the list if they follow from the names of the servers." },
    ..Rule::ivanti_guide(source::RECALLED)
};

message! {
    fn tcp_has_spns() {
        en: "A TCP service has service principal names.",
    }
    fn spns_left_out() {
        en: "The service principal names are left out of the profile.",
    }
    fn counts_differ(names: usize, servers: usize) {
        en: "Service principal names: {names}; servers: {servers}.",
    }
}

fn spn_list(
    draft: &ServiceDraft,
    service_type: ServiceType,
    is_kerberos: bool,
    server_list: Option<&ServerList>,
    at: At<'_>,
    findings: &mut Findings,
) -> Option<SpnList> {
    let text = filled(draft.spn_list.as_deref())?;
    if service_type.is_tcp() {
        findings.add(&TCP_FIELD, at, tcp_has_spns());
        return None;
    }
    if !is_kerberos || !service_type.has_server_list() {
        findings.add(&SPN_UNUSED, at, spns_left_out());
        return None;
    }
    let list: SpnList = findings.read(Some(text), at, &SPN)?;
    let (names, servers) = (list.names().len(), server_list.map(ServerList::len));
    if let Some(servers) = servers.filter(|servers| *servers != names) {
        findings.add(&SPN_COUNT, at, counts_differ(names, servers));
    }
    Some(list)
}

message! {
    fn tcp_has_tls() {
        en: "A TCP service has TLS enabled.",
    }
    fn type_has_no_tls() {
        en: "The console does not show this field: only HTTP and ActiveSync have TLS.",
    }
}

fn tls(draft: &ServiceDraft, service_type: ServiceType, at: At<'_>, findings: &mut Findings) -> bool {
    let is_on = draft.tls_enabled.unwrap_or_default();
    if service_type.is_tcp() {
        findings.add_if(is_on, &TCP_FIELD, at, tcp_has_tls);
    } else if !service_type.has_tls() {
        findings.hidden(is_on, at, type_has_no_tls);
    }
    is_on
}

static PROXY_NOT_CONFIGURED: Rule = Rule {
    code: "profile.proxy-not-configured",
    asks: Text { en: "A service uses a proxy only where an explicit proxy or Advanced Traffic Control is set up." },
    remedy: Text { en: "Set the explicit proxy up in Global Settings, or turn the proxy off in the service." },
    ..Rule::ivanti_guide(source::TCP)
};

static PROXY_WITHOUT_APP_TUNNEL: Rule = Rule {
    code: "profile.proxy-without-app-tunnel",
    asks: Text { en: "The explicit proxy is for AppTunnel alone." },
    remedy: Text { en: "Turn the proxy off in the service." },
    ..Rule::ivanti_guide(source::PROXY)
};

message! {
    fn no_proxy_is_set_up() {
        en: "The service uses a proxy, and none is set up.",
    }
    fn active_sync_uses_proxy() {
        en: "ActiveSync uses the proxy.",
    }
    fn ip_has_no_proxy() {
        en: "The console does not show this field: an IP service has none.",
    }
}

fn proxy(
    draft: &ServiceDraft,
    service_type: ServiceType,
    context: &Context,
    at: At<'_>,
    findings: &mut Findings,
) -> bool {
    let is_on = draft.proxy_enabled.unwrap_or_default();
    match service_type {
        ServiceType::ActiveSync => {
            findings.add_if(is_on, &PROXY_WITHOUT_APP_TUNNEL, at, active_sync_uses_proxy);
        }
        ServiceType::Ip => findings.hidden(is_on, at, ip_has_no_proxy),
        _ => {
            findings.add_if(is_on && !context.has_proxy, &PROXY_NOT_CONFIGURED, at, no_proxy_is_set_up);
        }
    }
    is_on
}

static CONTEXT_HTTP_ONLY: Rule = Rule {
    code: "profile.context-headers-http-only",
    asks: Text { en: "Only HTTP services add context headers." },
    remedy: Text { en: "Turn context headers off in the service." },
    ..Rule::ivanti_guide(source::CONTEXT)
};

message! {
    fn tcp_adds_headers() {
        en: "A TCP service adds context headers.",
    }
    fn not_http() {
        en: "The service is not one of HTTP.",
    }
}

fn context_headers(draft: &ServiceDraft, service_type: ServiceType, at: At<'_>, findings: &mut Findings) -> bool {
    let is_on = draft.context_headers.unwrap_or_default();
    if service_type.is_tcp() {
        findings.add_if(is_on, &TCP_FIELD, at, tcp_adds_headers);
    } else if !service_type.has_context_headers() {
        findings.add_if(is_on, &CONTEXT_HTTP_ONLY, at, not_http);
    }
    is_on
}

impl ServerAuth {
    fn as_str(self) -> &'static str {
        match self {
            Self::PassThrough => "pass_through",
            Self::Kerberos => "kerberos",
        }
    }
}

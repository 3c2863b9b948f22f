//! A profile as it would be typed in.

use super::draft::{
    AppRuleDraft, DeviceAuthenticationDraft, DirectionDraft, ExplicitProxyDraft, GlobalDraft, HealthCheckDraft,
    KerberosDraft, ProfileDraft, SelectionDraft, ServerDraft, ServiceDraft, TimeoutsDraft, TrustDraft,
};
use super::{
    AppRule, CertificateChoice, CertificateName, DeviceAuthentication, DirectionTrust, GlobalSettings,
    KerberosSettings, Profile, ServerAuthentication, ServerConfiguration, Service,
};
use crate::tls::Selection;

impl From<&Profile> for ProfileDraft {
    fn from(profile: &Profile) -> Self {
        Self {
            kind: text(profile.kind.as_str()),
            global: global(&profile.global),
            server: server(&profile.server),
            services: profile.services.iter().map(service).collect(),
            app_rules: profile.app_rules.iter().map(app_rule).collect(),
        }
    }
}

impl From<Profile> for ProfileDraft {
    fn from(profile: Profile) -> Self {
        Self::from(&profile)
    }
}

fn global(global: &GlobalSettings) -> GlobalDraft {
    GlobalDraft {
        name: text(&global.name),
        description: global.description.as_ref().and_then(text),
        external_host: text(&global.external_host),
        external_port: text(global.external_port),
        device_authentication: device_authentication(&global.device_authentication),
        allow_unmanaged_devices: Some(global.allow_unmanaged_devices),
        health_check: HealthCheckDraft {
            dead_threshold: global.health_check.dead_threshold.and_then(text),
            failure_window_ms: global.health_check.failure_window_ms.and_then(text),
            dead_time_ms: global.health_check.dead_time_ms.and_then(text),
        },
        scheduling: global.scheduling.and_then(|it| text(it.as_str())),
        timeouts: TimeoutsDraft {
            http_ms: global.timeouts.http_ms.and_then(text),
            tcp_ms: global.timeouts.tcp_ms.and_then(text),
        },
        add_context_headers: global.add_context_headers,
        advanced_traffic_control: Some(global.advanced_traffic_control),
        explicit_proxy: global
            .explicit_proxy
            .as_ref()
            .map(|it| ExplicitProxyDraft { host: text(&it.host), port: text(it.port) }),
    }
}

fn device_authentication(from: &DeviceAuthentication) -> DeviceAuthenticationDraft {
    let kerberos = match from {
        DeviceAuthentication::IdentityCertificate { kerberos, .. } => kerberos.as_ref(),
        DeviceAuthentication::PassThrough | DeviceAuthentication::GroupCertificate { .. } => None,
    };
    let has_certificates = *from != DeviceAuthentication::PassThrough;
    DeviceAuthenticationDraft {
        mode: text(from.as_str()),
        group_certificate: from.group_certificate().and_then(text),
        trusted_cas: names(from.trusted_cas()),
        check_crl: has_certificates.then(|| from.checks_crl()),
        kerberos: kerberos.map(kerberos_draft).unwrap_or_default(),
    }
}

fn kerberos_draft(from: &KerberosSettings) -> KerberosDraft {
    KerberosDraft {
        realm: from.realm.as_ref().and_then(text),
        service_principal: from.service_principal.as_ref().and_then(text),
        kdc: from.kdc.as_ref().and_then(text),
        user_upn: from.user_upn.and_then(|it| text(it.as_str())),
    }
}

fn server(server: &ServerConfiguration) -> ServerDraft {
    ServerDraft {
        listener: text(server.listener.as_str()),
        https_port: server.listener.https_port().and_then(text),
        http_port: server.listener.http_port().and_then(text),
        self_signed: server.certificate.as_ref().map(|it| *it == CertificateChoice::SelfSigned),
        certificate: server.certificate.as_ref().and_then(CertificateChoice::name).and_then(text),
        add_second_certificate: None,
        second_certificate: server.second_certificate.as_ref().and_then(text),
        incoming: selection(&server.incoming),
        outgoing: selection(&server.outgoing),
        trust: TrustDraft {
            outgoing: direction(&server.trust.outgoing),
            uem: direction(&server.trust.uem),
            access: direction(&server.trust.access),
        },
    }
}

fn selection(selection: &Selection) -> SelectionDraft {
    SelectionDraft {
        protocols: Some(selection.protocols.iter().map(ToString::to_string).collect()),
        suites: Some(selection.suites.iter().map(ToString::to_string).collect()),
    }
}

fn direction(trust: &DirectionTrust) -> DirectionDraft {
    DirectionDraft {
        strict_tls: Some(trust.strict_tls),
        java_trust_store: Some(trust.java_trust_store),
        custom_trust_store: names(&trust.custom_trust_store),
        allow_untrusted: Some(trust.allow_untrusted),
        sni: trust.sni,
    }
}

fn service(service: &Service) -> ServiceDraft {
    let service_type = service.service_type();
    let authentication = service.server_authentication();
    let spn_list = match authentication {
        ServerAuthentication::Kerberos { spn_list } => spn_list.as_ref(),
        ServerAuthentication::PassThrough => None,
    };
    ServiceDraft {
        service_type: text(service_type.as_str()),
        name: service.name().and_then(text),
        server_list: service.server_list().and_then(text),
        server_auth: service_type.has_server_authentication().then(|| authentication.as_str().to_owned()),
        spn_list: spn_list.and_then(text),
        tls_enabled: service.tls_enabled(),
        proxy_enabled: service_type.has_proxy().then(|| service.proxy_enabled()),
        context_headers: service_type.has_context_headers().then(|| service.context_headers()),
    }
}

fn app_rule(rule: &AppRule) -> AppRuleDraft {
    AppRuleDraft {
        name: text(&rule.name),
        app: rule.app.as_ref().and_then(text),
        sentry: rule.sentry.as_ref().and_then(text),
        url_wildcard: text(&rule.url_wildcard),
        port: rule.port.and_then(text),
        service: text(&rule.service),
        identity_certificate: rule.identity_certificate.as_ref().and_then(text),
    }
}

fn names(names: &[CertificateName]) -> Vec<String> {
    names.iter().map(ToString::to_string).collect()
}

/// The text of a field that is filled in.
fn text<T: From<String>>(value: impl ToString) -> Option<T> {
    Some(value.to_string().into())
}

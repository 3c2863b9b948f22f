//! Where a request of an app goes, and why.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

use super::{AppId, AppRule, Host, Port, Profile, Scheduling, Service, ServiceName, ServiceType, StarMatch};

/// What an app asks for.
///
/// ```
/// use apptunnel::profile::{Port, Request, StarMatch};
///
/// let request = Request::new("wiki.example.com".parse().unwrap(), Port::HTTPS).with_tunnel(7).with_star(StarMatch::Label);
/// assert_eq!(request.tunnel, 7);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Request {
    /// The app. `None`: not known, so that only the rules for every app match.
    pub app: Option<AppId>,
    /// The host that it asks for.
    pub host: Host,
    /// The port that it asks for.
    pub port: Port,
    /// How many tunnels of the service came before.
    pub tunnel: usize,
    /// What a `*` in a rule stands for.
    pub star: StarMatch,
}

/// Where a request goes, and why.
///
/// [`Display`](fmt::Display) says it in sentences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Route {
    /// Where it goes.
    pub destination: Destination,
    /// The rules before the one that matched, each with the reason why it did not. All of them, if none matched.
    pub passed: Vec<Passed>,
}

/// Where a request goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "to")]
#[non_exhaustive]
pub enum Destination {
    /// No rule matches, so it is not tunneled.
    Direct,
    /// Through the Sentry of the profile.
    #[non_exhaustive]
    Tunnel {
        /// Index of the rule.
        rule: usize,
        /// The service that the rule names.
        service: ServiceName,
        /// The server behind the Sentry.
        backend: Backend,
    },
    /// Through another Sentry, of which this profile says nothing.
    #[non_exhaustive]
    OtherSentry {
        /// Index of the rule.
        rule: usize,
        /// The Sentry that the rule names.
        sentry: Host,
        /// The service that the rule names.
        service: ServiceName,
    },
}

/// A server behind the Sentry, and why it is the one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Backend {
    /// Its name or address, without brackets.
    pub host: String,
    /// Its port.
    pub port: Port,
    /// Why this one.
    pub chosen: Chosen,
}

/// Why a server is the one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Chosen {
    /// The app asks for it, and the service goes wherever the app asks.
    Requested,
    /// It is the only one.
    Only,
    /// It is its turn: tunnel n goes to server n mod count.
    RoundRobin,
    /// It is the first, and the profile schedules by priority.
    Priority,
}

/// A rule that did not match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Passed {
    /// Its index.
    pub rule: usize,
    /// Why.
    pub reason: Mismatch,
}

/// Why a rule does not match a request: the first reason in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Mismatch {
    /// It is for another app.
    App,
    /// Its URL wildcard does not stand for the host.
    Host,
    /// It is for another port.
    Port,
}

impl Request {
    /// The first request for this host and port, by an app that is not known.
    pub fn new(host: Host, port: Port) -> Self {
        Self { app: None, host, port, tunnel: 0, star: StarMatch::default() }
    }

    /// The same request, of this app.
    #[must_use]
    pub fn with_app(self, app: AppId) -> Self {
        Self { app: Some(app), ..self }
    }

    /// The same request, after this many tunnels of its service.
    #[must_use]
    pub fn with_tunnel(self, tunnel: usize) -> Self {
        Self { tunnel, ..self }
    }

    /// The same request, where a `*` in a rule stands for this.
    #[must_use]
    pub fn with_star(self, star: StarMatch) -> Self {
        Self { star, ..self }
    }
}

impl Profile {
    /// Where a request goes: by the first rule that matches, and directly if none does.
    ///
    /// That the first rule wins is recalled from the guides. That TCP takes turns is documented; that HTTP and CIFS do,
    /// unless the profile says otherwise, is the library's decision. No server is taken for dead.
    ///
    /// ```
    /// use apptunnel::Profile;
    /// use apptunnel::profile::{Destination, Port, Request};
    ///
    /// let json = std::fs::read_to_string("examples/profile.json").unwrap();
    /// let profile: Profile = serde_json::from_str(&json).unwrap();
    /// let route = profile.route(&Request::new("wiki.example.com".parse().unwrap(), Port::HTTPS).with_tunnel(1));
    /// let Destination::Tunnel { service, backend, .. } = &route.destination else { panic!("{route}") };
    /// assert_eq!(service.as_str(), "Wiki");
    /// assert_eq!(backend.host, "wiki2.corp.example.com");
    /// println!("{route}");
    /// ```
    pub fn route(&self, request: &Request) -> Route {
        let host = request.host.as_str().to_ascii_lowercase();
        let mut passed = Vec::new();
        for (rule, it) in self.app_rules.iter().enumerate() {
            match mismatch(it, request, &host) {
                Some(reason) => passed.push(Passed { rule, reason }),
                None => return Route { destination: self.destination(rule, it, request), passed },
            }
        }
        Route { destination: Destination::Direct, passed }
    }

    fn destination(&self, index: usize, rule: &AppRule, request: &Request) -> Destination {
        let service = rule.service.clone();
        match (&rule.sentry, self.service(&service)) {
            (Some(sentry), _) if *sentry != self.global.external_host => {
                Destination::OtherSentry { rule: index, sentry: sentry.clone(), service }
            }
            (_, Some(it)) => {
                let backend = self.backend(it, request);
                Destination::Tunnel { rule: index, service, backend }
            }
            // The check of a profile lets no such rule pass.
            (_, None) => Destination::Direct,
        }
    }

    /// The service with this name.
    pub fn service(&self, name: &ServiceName) -> Option<&Service> {
        self.services.iter().find(|service| service.name() == Some(name))
    }

    fn backend(&self, service: &Service, request: &Request) -> Backend {
        let Some(list) = service.server_list() else {
            return Backend { host: request.host.to_string(), port: request.port, chosen: Chosen::Requested };
        };
        let by_priority =
            self.global.scheduling == Some(Scheduling::Priority) && service.service_type() != ServiceType::CustomTcp;
        let (server, chosen) = match list.len() {
            1 => (list.first(), Chosen::Only),
            _ if by_priority => (list.first(), Chosen::Priority),
            _ => (list.server_for(request.tunnel), Chosen::RoundRobin),
        };
        Backend { host: server.host().into_owned(), port: server.port(), chosen }
    }
}

/// `host` is that of the request in lower case.
fn mismatch(rule: &AppRule, request: &Request, host: &str) -> Option<Mismatch> {
    if rule.app.is_some() && rule.app != request.app {
        Some(Mismatch::App)
    } else if !rule.url_wildcard.matches_lower_case(host, request.star) {
        Some(Mismatch::Host)
    } else if rule.port.is_some_and(|port| port != request.port) {
        Some(Mismatch::Port)
    } else {
        None
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Passed { rule, reason } in &self.passed {
            writeln!(f, "Rule {rule} does not match: {reason}.")?;
        }
        self.destination.fmt(f)
    }
}

impl fmt::Display for Destination {
    /// One sentence.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Direct => f.write_str("No rule matches, so the request goes directly."),
            Self::Tunnel { rule, service, backend } => {
                write!(f, "Rule {rule} matches: through the service {service} to {backend}.")
            }
            Self::OtherSentry { rule, sentry, service } => {
                write!(f, "Rule {rule} matches: through the service {service} of another Sentry, {sentry}.")
            }
        }
    }
}

impl fmt::Display for Backend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self.chosen {
            Chosen::Requested => "which the app asks for",
            Chosen::Only => "its only server",
            Chosen::RoundRobin => "whose turn it is",
            Chosen::Priority => "which has priority",
        };
        if self.host.contains(':') {
            write!(f, "[{}]:{}, {reason}", self.host, self.port)
        } else {
            write!(f, "{}:{}, {reason}", self.host, self.port)
        }
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::App => "it is for another app",
            Self::Host => "its URL wildcard does not stand for the host",
            Self::Port => "it is for another port",
        })
    }
}

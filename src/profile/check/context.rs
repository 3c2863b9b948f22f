//! What the check of one part of a profile needs to know of the others.

use crate::profile::draft::ProfileDraft;
use crate::profile::{Host, Kind};

/// What services and the rules of apps are checked against.
pub(super) struct Context {
    pub(super) kind: Option<Kind>,
    pub(super) has_proxy: bool,
    pub(super) external_host: Option<Host>,
    pub(super) add_context_headers: Option<bool>,
    pub(super) has_explicit_proxy: bool,
}

impl Context {
    pub(super) fn new(draft: &ProfileDraft, kind: Option<Kind>) -> Self {
        let has_explicit_proxy = draft.global.explicit_proxy.is_some();
        Self {
            kind,
            has_proxy: has_explicit_proxy || draft.global.advanced_traffic_control == Some(true),
            external_host: draft.global.external_host.as_deref().and_then(|host| host.parse().ok()),
            add_context_headers: draft.global.add_context_headers,
            has_explicit_proxy,
        }
    }
}

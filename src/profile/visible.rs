//! Which fields the console shows for what has been chosen so far.

use std::collections::BTreeSet;

use super::draft::ProfileDraft;
use super::field::Choices;
use super::fields::fields;
use super::limits;

/// The fields that the console shows for this draft, as JSON pointers (RFC 6901) into it.
///
/// Before a kind is chosen there is nothing but that choice. A choice that cannot be read counts as not made; where the
/// fields depend on it, none of them is hidden. What is hidden and filled in all the same is an error of the check.
///
/// The guide documents that the two ports depend on the listener protocol, and the certificate on the self-signed one. The
/// rest follows from which fields apply to what.
///
/// ```
/// use apptunnel::profile::{ProfileDraft, visible_fields};
///
/// let json = r#"{"kind": "certificates", "server": {"listener": "https_only"}}"#;
/// let draft: ProfileDraft = serde_json::from_str(json).unwrap();
/// let visible = visible_fields(&draft);
/// assert!(visible.contains("/server/https_port"));
/// assert!(!visible.contains("/server/http_port"));
/// ```
pub fn visible_fields(draft: &ProfileDraft) -> BTreeSet<String> {
    let Some(choices) = Choices::of(draft) else { return BTreeSet::from(["/kind".to_owned()]) };
    let services = draft.services.iter().take(limits::SERVICES).map(|service| choices.with_service(service));
    let services: Vec<Choices<'_>> = services.collect();
    let app_rules = vec![choices; draft.app_rules.len().min(limits::APP_RULES)];
    let mut visible = BTreeSet::new();
    for field in fields() {
        let is_shown = |choices: &Choices<'_>| (field.is_shown)(choices);
        match field.pointer.split_once('*') {
            None => visible.extend(is_shown(&choices).then(|| field.pointer.to_owned())),
            Some((list, rest)) => {
                let elements = if list == "/services/" { &services } else { &app_rules };
                let shown = elements.iter().enumerate().filter(|(_, choices)| is_shown(choices));
                visible.extend(shown.map(|(index, _)| format!("{list}{index}{rest}")));
            }
        }
    }
    visible
}

//! A Sentry profile in JSON, as typed in and as checked.

use apptunnel::profile::{Port, Profile, ProfileDraft, Request, StarMatch, check_change};

use super::support::profiles::{good, is_consistent};

/// A profile or a draft in JSON.
pub fn check(json: &[u8]) {
    let profile = serde_json::from_slice::<Profile>(json);
    let Ok(draft) = serde_json::from_slice::<ProfileDraft>(json) else {
        assert!(profile.is_err(), "a profile is a draft too");
        return;
    };
    assert_eq!(serde_json::from_str::<ProfileDraft>(&draft.to_json()).unwrap(), draft);
    is_consistent(&draft);
    let checked = draft.check().profile;
    assert_eq!(profile.is_ok(), checked.is_some());
    let Some(checked) = checked else { return };
    assert_eq!(serde_json::from_str::<Profile>(&checked.to_json()).unwrap(), checked);
    assert_eq!(ProfileDraft::from(&checked).check().profile.as_ref(), Some(&checked));
    assert!(check_change(&checked, &checked).is_empty());
    check_change(&good().check().profile.unwrap(), &checked);
    routes(&checked);
}

fn routes(profile: &Profile) {
    for span in [StarMatch::Any, StarMatch::Label] {
        let shadowed = profile.shadowed_rules(span);
        for host in ["wiki.example.com", "a.b.example.com", "example.com", "10.0.0.1", "[2001:db8::1]"] {
            let request = Request::new(host.parse().unwrap(), Port::HTTPS).with_tunnel(3).with_star(span);
            let route = profile.route(&request);
            let tried = route.passed.len();
            if tried < profile.app_rules().len() {
                // The rule that takes a request is not shadowed by one before it.
                assert_eq!(shadowed[tried], None, "{host} by rule {tried}: {route}");
            }
        }
    }
}

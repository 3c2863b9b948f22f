//! A saved fleet: what loads is saved as the same, and checked.

use apptunnel::Fleet;

use super::now;

/// A fleet in JSON.
pub fn check(json: &[u8]) {
    let Ok(json) = std::str::from_utf8(json) else { return };
    match Fleet::from_json(json) {
        Ok(fleet) => {
            assert_eq!(Fleet::from_json(&fleet.to_json()).unwrap(), fleet);
            assert_eq!(fleet.check(now()), fleet.check(now()));
        }
        Err(error) => assert!(!error.to_string().chars().any(char::is_control), "{error:?}"),
    }
}

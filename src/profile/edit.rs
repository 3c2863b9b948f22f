//! Fields of a draft by their JSON pointers, as findings and [`visible_fields`](super::visible_fields) name them.

use serde_json::{Map, Value};

use super::ProfileDraft;
use crate::printable::printable;

/// Why a field of a draft cannot be set.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EditError {
    /// A JSON pointer is empty or begins with `/` (RFC 6901).
    #[error("\"{0}\" is not a JSON pointer, which begins with /")]
    NotAPointer(String),
    /// A list has fewer elements. The next one is added at the index that is its length, or at `-`.
    #[error("there is no element \"{0}\" in a list of {1}")]
    NoElement(String, usize),
    /// The pointer goes on below a field that has no parts.
    #[error("\"{0}\" stands below a field that has no parts")]
    NoPart(String),
    /// The draft has no such field, or the field holds no such value.
    #[error(transparent)]
    Shape(#[from] serde_json::Error),
}

impl ProfileDraft {
    /// What a field holds. `None` if it is left out, and if there is no such field.
    ///
    /// # Errors
    /// [`EditError::NotAPointer`].
    pub fn get(&self, pointer: &str) -> Result<Option<Value>, EditError> {
        tokens(pointer)?;
        Ok(serde_json::to_value(self)?.pointer(pointer).cloned())
    }

    /// Sets one field, or everything below it. What stands above it in the pointer is made; an element of a list is replaced,
    /// or added at the end. `null` leaves the field out again.
    ///
    /// # Errors
    /// [`EditError`], and the draft is as before.
    ///
    /// ```
    /// use apptunnel::profile::ProfileDraft;
    /// use serde_json::json;
    ///
    /// let mut draft = ProfileDraft::default();
    /// draft.set("/global/external_port", json!(443)).unwrap();
    /// draft.set("/services/-", json!({"type": "custom_http"})).unwrap();
    /// draft.set("/services/0/name", json!("Wiki")).unwrap();
    /// assert_eq!(draft.services[0].name.as_deref(), Some("Wiki"));
    /// assert!(draft.set("/global/nmae", json!("Europe")).is_err());
    /// ```
    pub fn set(&mut self, pointer: &str, value: Value) -> Result<(), EditError> {
        let mut all = serde_json::to_value(&*self)?;
        let mut place = &mut all;
        for token in tokens(pointer)? {
            place = part(place, &token)?;
        }
        *place = value;
        *self = serde_json::from_value(all)?;
        Ok(())
    }

    /// Leaves one field out, or takes one element out of a list: those after it move up.
    ///
    /// # Errors
    /// [`EditError`], and the draft is as before. A field that is left out already is none.
    ///
    /// ```
    /// use apptunnel::profile::ProfileDraft;
    ///
    /// let json = r#"{"services": [{"type": "ip"}, {"type": "any_tcp"}]}"#;
    /// let mut draft: ProfileDraft = serde_json::from_str(json).unwrap();
    /// draft.clear("/services/0").unwrap();
    /// assert_eq!(draft.services[0].service_type.as_deref(), Some("any_tcp"));
    /// draft.clear("").unwrap();
    /// assert_eq!(draft, ProfileDraft::default());
    /// ```
    pub fn clear(&mut self, pointer: &str) -> Result<(), EditError> {
        let Some(last) = tokens(pointer)?.pop() else {
            *self = Self::default();
            return Ok(());
        };
        let parent = pointer.rsplit_once('/').map_or("", |(parent, _)| parent);
        let mut all = serde_json::to_value(&*self)?;
        match all.pointer_mut(parent) {
            Some(Value::Object(fields)) => drop(fields.remove(&last)),
            Some(Value::Array(elements)) => match index(&last, elements.len()) {
                Some(index) if index < elements.len() => drop(elements.remove(index)),
                _ => return Err(EditError::NoElement(printable(&last), elements.len())),
            },
            _ => {}
        }
        *self = serde_json::from_value(all)?;
        Ok(())
    }
}

/// The fields that are lists.
const LISTS: [&str; 6] = ["services", "app_rules", "trusted_cas", "protocols", "suites", "custom_trust_store"];

/// More parts than the pointer of any field has.
const DEPTH: usize = 8;

/// The parts of a JSON pointer, unescaped.
fn tokens(pointer: &str) -> Result<Vec<String>, EditError> {
    let tokens: Vec<String> = match pointer.strip_prefix('/') {
        Some(rest) => rest.split('/').map(|token| token.replace("~1", "/").replace("~0", "~")).collect(),
        None if pointer.is_empty() => Vec::new(),
        None => return Err(EditError::NotAPointer(printable(pointer))),
    };
    match tokens.get(DEPTH) {
        Some(token) => Err(EditError::NoPart(printable(token))),
        None => Ok(tokens),
    }
}

/// A part of a value, which is made if it is left out.
fn part<'a>(value: &'a mut Value, token: &str) -> Result<&'a mut Value, EditError> {
    if value.is_null() {
        *value = Value::Object(Map::new());
    }
    match value {
        Value::Object(fields) => {
            let empty = || if LISTS.contains(&token) { Value::Array(Vec::new()) } else { Value::Null };
            Ok(fields.entry(token).or_insert_with(empty))
        }
        Value::Array(elements) => {
            let length = elements.len();
            let index = index(token, length).filter(|index| *index <= length);
            let missing = || EditError::NoElement(printable(token), length);
            let index = index.ok_or_else(missing)?;
            if index == length {
                elements.push(Value::Null);
            }
            elements.get_mut(index).ok_or_else(missing)
        }
        _ => Err(EditError::NoPart(printable(token))),
    }
}

/// The index that a token is, in a list of this length. `-` is the one after the last (RFC 6901 section 4).
fn index(token: &str, length: usize) -> Option<usize> {
    match token {
        "-" => Some(length),
        _ => token.parse().ok().filter(|index: &usize| index.to_string() == token),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn draft() -> ProfileDraft {
        serde_json::from_value(json!({"global": {"name": "Europe"}, "services": [{"type": "ip"}]})).unwrap()
    }

    #[test]
    fn what_is_set_is_got() {
        let mut draft = draft();
        for (pointer, value) in [
            ("/kind", json!("certificates")),
            ("/global/health_check/dead_threshold", json!("3")),
            ("/global/explicit_proxy/host", json!("proxy")),
            ("/global/device_authentication/trusted_cas/-", json!("Device CA")),
            ("/server/trust/uem/custom_trust_store/0", json!("CA")),
            ("/services/0/name", json!("<IP_ANY>")),
            ("/services/1", json!({"type": "any_tcp"})),
            ("/app_rules/0/port", json!("443")),
        ] {
            draft.set(pointer, value.clone()).unwrap();
            let index = pointer.replace('-', "0");
            assert_eq!(draft.get(&index).unwrap(), Some(value), "{pointer}");
        }
        assert_eq!(draft.get("/global/name").unwrap(), Some(json!("Europe")));
        assert_eq!(draft.services.len(), 2);
        let all = draft.get("").unwrap().unwrap();
        let mut copy = ProfileDraft::default();
        copy.set("", all).unwrap();
        assert_eq!(copy, draft);
        assert_eq!(draft.get("/global/description").unwrap(), None);
        draft.set("/kind", Value::Null).unwrap();
        assert_eq!(draft.kind, None);
    }

    #[test]
    fn what_is_cleared_is_left_out() {
        let mut draft = draft();
        for pointer in ["/global/name", "/global/health_check/dead_threshold", "/services/0", "/app_rules"] {
            draft.clear(pointer).unwrap();
        }
        assert_eq!(draft, ProfileDraft::default());
        assert!(matches!(draft.clear("services"), Err(EditError::NotAPointer(_))));
    }

    #[test]
    fn a_failed_edit_changes_nothing() {
        let mut draft = draft();
        let before = draft.clone();
        let deep = "/services".repeat(100_000);
        for (pointer, value) in [
            ("kind", json!("certificates")),
            ("/knd", json!("certificates")),
            ("/kind", json!(1)),
            ("/kind/x", json!("certificates")),
            ("/global", Value::Null),
            ("/global/0", json!("x")),
            ("/global/name/x", json!("x")),
            ("/services/2", json!({})),
            ("/services/01", json!({})),
            ("/services/+0", json!({})),
            ("/services/x", json!({})),
            ("/services/0/nme", json!("x")),
            ("/services/99999999999999999999", json!({})),
            ("", json!(1)),
            ("/server/0", json!("https_only")),
            (&deep, json!({})),
        ] {
            assert!(draft.set(pointer, value).is_err(), "{pointer}");
            assert_eq!(draft, before, "{pointer}");
        }
        for pointer in ["/services/1", "/services/-", "/services/x"] {
            assert!(matches!(draft.clear(pointer), Err(EditError::NoElement(..))), "{pointer}");
            assert_eq!(draft, before, "{pointer}");
        }
    }
}

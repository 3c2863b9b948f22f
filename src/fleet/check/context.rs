//! What the parts of the check look up.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::options::CheckOptions;
use crate::fleet::Fleet;
use crate::profile::ProfileName;

/// What every part of the check needs to know, found out once.
pub(super) struct Context<'a> {
    pub(super) fleet: &'a Fleet,
    pub(super) options: &'a CheckOptions,
    pub(super) at: DateTime<Utc>,
    /// The profiles that a Sentry has.
    pub(super) assigned: HashSet<&'a ProfileName>,
}

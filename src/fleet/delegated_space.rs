//! A delegated space.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::name::SpaceName;
use super::ticked::Ticked;

/// A delegated space.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DelegatedSpace {
    pub(super) name: SpaceName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) root_distribution: Option<Ticked>,
}

impl DelegatedSpace {
    /// Its name.
    pub fn name(&self) -> &SpaceName {
        &self.name
    }

    /// What is ticked in this space in the distribution of the Sentry Root Certificate. `None`: it inherits that of the
    /// Default Space.
    pub fn root_distribution(&self) -> Option<&Ticked> {
        self.root_distribution.as_ref()
    }
}

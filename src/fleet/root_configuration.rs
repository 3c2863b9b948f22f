//! The ready-made configuration *Sentry Root Certificate*.

use schemars::JsonSchema;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::ticked::Ticked;
use crate::Certificate;

/// The configuration *Sentry Root Certificate*: which roots, and which devices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RootConfiguration {
    pub(super) certificates: Vec<Certificate>,
    pub(super) ticked: Ticked,
    pub(super) other_spaces: OtherSpaces,
}

/// The choice in the *Distribution Summary*, which offers these two.
///
/// ```
/// use apptunnel::fleet::OtherSpaces;
///
/// assert!(!OtherSpaces::default().offers_space_admin_edit());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "choice", deny_unknown_fields)]
pub enum OtherSpaces {
    /// *Do not apply to other spaces*. Stands here until an administrator chooses.
    #[default]
    DoNotApply,
    /// *Apply to devices in other spaces*.
    Apply {
        /// *Allow Space Admin to Edit the Distribution*, which is offered with this choice only.
        allow_space_admin_to_edit: bool,
    },
}

impl RootConfiguration {
    /// The roots, each once.
    pub fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }

    /// What is ticked in the Default Space, of every space.
    pub fn ticked(&self) -> &Ticked {
        &self.ticked
    }

    /// What becomes of other spaces.
    pub fn other_spaces(&self) -> OtherSpaces {
        self.other_spaces
    }
}

impl OtherSpaces {
    /// Whether *Allow Space Admin to Edit the Distribution* is offered.
    pub fn offers_space_admin_edit(self) -> bool {
        matches!(self, Self::Apply { .. })
    }
}

/// Of its own, because serde lets fields stand beside the tag of a variant that has none.
impl<'de> Deserialize<'de> for OtherSpaces {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Fields {
            choice: Choice,
            allow_space_admin_to_edit: Option<bool>,
        }

        #[derive(Deserialize)]
        #[serde(rename_all = "snake_case")]
        enum Choice {
            DoNotApply,
            Apply,
        }

        let fields = Fields::deserialize(deserializer)?;
        match (fields.choice, fields.allow_space_admin_to_edit) {
            (Choice::DoNotApply, None) => Ok(Self::DoNotApply),
            (Choice::DoNotApply, Some(_)) => {
                Err(D::Error::custom("allow_space_admin_to_edit is offered only where the choice is apply"))
            }
            (Choice::Apply, Some(allow_space_admin_to_edit)) => Ok(Self::Apply { allow_space_admin_to_edit }),
            (Choice::Apply, None) => Err(D::Error::missing_field("allow_space_admin_to_edit")),
        }
    }
}

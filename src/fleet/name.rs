//! The names of what the console holds besides certificates and profiles.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::message::argument_by_display;
use crate::profile::text::text_type;
use crate::profile::{ConfigurationName, InvalidText, limits};

text_type! {
    /// The name of a Sentry that has registered.
    ///
    /// ```
    /// assert!("sentry-1.example.com".parse::<apptunnel::fleet::SentryName>().is_ok());
    /// ```
    SentryName, limits::NAME, &[]
}

text_type! {
    /// The name of a device group.
    ///
    /// ```
    /// assert!(" ".parse::<apptunnel::fleet::DeviceGroupName>().is_err());
    /// ```
    DeviceGroupName, limits::NAME, &[]
}

text_type! {
    /// What tells one device from the others.
    ///
    /// ```
    /// assert!("iPhone of the night shift".parse::<apptunnel::fleet::DeviceName>().is_ok());
    /// ```
    DeviceName, limits::NAME, &[]
}

/// The name of a delegated space. *Default Space* is not one.
///
/// ```
/// use apptunnel::fleet::SpaceName;
///
/// assert!("Europe".parse::<SpaceName>().is_ok());
/// assert!("Default Space".parse::<SpaceName>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SpaceName(String);

/// Why text is not the name of a delegated space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidSpaceName {
    /// It is no name.
    #[error(transparent)]
    Text(#[from] InvalidText),
    /// It is that of the Default Space.
    #[error("it is the name of the Default Space")]
    Default,
}

/// A space: the Default Space, or one that is delegated; there is no third kind. In JSON it is the name.
///
/// ```
/// use apptunnel::fleet::Space;
///
/// assert_eq!("Default Space".parse(), Ok(Space::Default));
/// assert_eq!("Europe".parse::<Space>().unwrap().to_string(), "Europe");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Space {
    /// *Default Space*: it has the lowest priority and can be neither edited nor deleted.
    #[default]
    Default,
    /// One of the others.
    Delegated(SpaceName),
}

/// What the console calls it.
const DEFAULT: &str = "Default Space";

impl SpaceName {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for SpaceName {
    type Err = InvalidSpaceName;

    fn from_str(text: &str) -> Result<Self, InvalidSpaceName> {
        let name = text.parse::<ConfigurationName>()?;
        if text.trim().eq_ignore_ascii_case(DEFAULT) { Err(InvalidSpaceName::Default) } else { Ok(Self(name.into())) }
    }
}

impl TryFrom<String> for SpaceName {
    type Error = InvalidSpaceName;

    fn try_from(text: String) -> Result<Self, InvalidSpaceName> {
        text.parse()
    }
}

impl From<SpaceName> for String {
    fn from(name: SpaceName) -> Self {
        name.0
    }
}

argument_by_display!(SpaceName);

impl fmt::Display for SpaceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl JsonSchema for SpaceName {
    fn schema_name() -> Cow<'static, str> {
        "SpaceName".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        ConfigurationName::json_schema(generator)
    }
}

impl Space {
    /// Its name.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Default => DEFAULT,
            Self::Delegated(name) => name.as_str(),
        }
    }

    /// Its name, if it is delegated.
    pub fn delegated(&self) -> Option<&SpaceName> {
        match self {
            Self::Default => None,
            Self::Delegated(name) => Some(name),
        }
    }

    pub(super) fn is_default(&self) -> bool {
        *self == Self::Default
    }
}

impl From<SpaceName> for Space {
    fn from(name: SpaceName) -> Self {
        Self::Delegated(name)
    }
}

impl FromStr for Space {
    type Err = InvalidText;

    fn from_str(text: &str) -> Result<Self, InvalidText> {
        match text.parse() {
            Ok(name) => Ok(Self::Delegated(name)),
            Err(InvalidSpaceName::Default) => Ok(Self::Default),
            Err(InvalidSpaceName::Text(error)) => Err(error),
        }
    }
}

impl TryFrom<String> for Space {
    type Error = InvalidText;

    fn try_from(text: String) -> Result<Self, InvalidText> {
        text.parse()
    }
}

impl From<Space> for String {
    fn from(space: Space) -> Self {
        space.as_str().to_owned()
    }
}

argument_by_display!(Space);

impl fmt::Display for Space {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl JsonSchema for Space {
    fn schema_name() -> Cow<'static, str> {
        "Space".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        ConfigurationName::json_schema(generator)
    }
}

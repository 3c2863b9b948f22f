//! Systems and releases: which of Apple's rules a device has.
//!
//! Apple's rules live in the Security framework, whose source is published by tag. A [`Generation`] is the state of the
//! rules from one tag on to the next at which a rule changed; every release of every system has one.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::message::argument_by_display;

/// A release of one of Apple's systems, such as iOS 18.4.
///
/// ```
/// use apptunnel::device::{Platform, Release};
///
/// let release: Release = "ios:18.4".parse().unwrap();
/// assert_eq!(release.platform(), Platform::Ios);
/// assert_eq!(release.to_string(), "iOS 18.4");
/// assert!("ios:9".parse::<Release>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Release {
    platform: Platform,
    version: Version,
}

/// One of Apple's systems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Platform {
    /// iOS.
    Ios,
    /// iPadOS, which has the rules of the iOS of the same number.
    IpadOs,
    /// tvOS.
    TvOs,
    /// watchOS.
    WatchOs,
    /// visionOS.
    VisionOs,
    /// macOS.
    MacOs,
}

/// Major, minor and patch number.
pub(super) type Version = (u16, u16, u16);

/// The text names no release whose rules are known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReleaseError {
    /// The name before the colon is none of a [`Platform`].
    #[error("{0:?} is not a system: give ios, ipados, tvos, watchos, visionos or macos, and a release, as in ios:18.4")]
    UnknownPlatform(String),
    /// The part after the colon is not one to three numbers with dots between them.
    #[error("{0:?} is not a release: give up to three numbers, as in ios:18.4")]
    InvalidVersion(String),
    /// Apple's rules of this release are not known.
    #[error("the rules of {platform} are known from {platform} {} on", version_text(*.first))]
    TooOld {
        /// The system.
        platform: Platform,
        /// The first release whose rules are known.
        first: (u16, u16, u16),
    },
}

/// A state of Apple's rules, by the release of iOS that brought it. Later ones are greater.
///
/// `generation >= IOS_13` is true of iOS 13 and later, and of the releases of the other systems with the same source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Generation(Version);

pub(super) const IOS_10: Generation = Generation((10, 0, 0));
pub(super) const IOS_10_2_1: Generation = Generation((10, 2, 1));
pub(super) const IOS_11: Generation = Generation((11, 0, 0));
pub(super) const IOS_11_3: Generation = Generation((11, 3, 0));
pub(super) const IOS_12_1_1: Generation = Generation((12, 1, 1));
pub(super) const IOS_12_3: Generation = Generation((12, 3, 0));
pub(super) const IOS_13: Generation = Generation((13, 0, 0));
pub(super) const IOS_13_6: Generation = Generation((13, 6, 0));
pub(super) const IOS_14: Generation = Generation((14, 0, 0));
pub(super) const IOS_14_6: Generation = Generation((14, 6, 0));
pub(super) const IOS_15: Generation = Generation((15, 0, 0));
pub(super) const IOS_15_5: Generation = Generation((15, 5, 0));
pub(super) const IOS_16: Generation = Generation((16, 0, 0));
pub(super) const IOS_17: Generation = Generation((17, 0, 0));
pub(super) const IOS_18: Generation = Generation((18, 0, 0));
pub(super) const IOS_18_4: Generation = Generation((18, 4, 0));
pub(super) const IOS_26: Generation = Generation((26, 0, 0));

/// A generation and the first release that has it, by system. iPadOS has the numbers of iOS.
struct Row {
    generation: Generation,
    tvos: Version,
    watchos: Version,
    visionos: Option<Version>,
    macos: Version,
}

/// Oldest first. Behind each stands the tag of `apple-oss-distributions/Security` at which rules changed; which release has
/// which tag is inferred from the numbers of both.
#[rustfmt::skip]
static GENERATIONS: [Row; 17] = [
    row(IOS_10,     (10, 0, 0),  (3, 0, 0),   None,              (10, 12, 0)), // Security-57740
    row(IOS_10_2_1, (10, 1, 1),  (3, 1, 3),   None,              (10, 12, 3)), // Security-57740.31
    row(IOS_11,     (11, 0, 0),  (4, 0, 0),   None,              (10, 13, 0)), // Security-58286.1
    row(IOS_11_3,   (11, 3, 0),  (4, 3, 0),   None,              (10, 13, 4)), // Security-58286.51
    row(IOS_12_1_1, (12, 1, 1),  (5, 1, 2),   None,              (10, 14, 2)), // Security-58286.230
    row(IOS_12_3,   (12, 3, 0),  (5, 2, 1),   None,              (10, 14, 5)), // Security-58286.260
    row(IOS_13,     (13, 0, 0),  (6, 0, 0),   None,              (10, 15, 0)), // Security-59306
    row(IOS_13_6,   (13, 4, 8),  (6, 2, 8),   None,              (10, 15, 6)), // Security-59306.140
    row(IOS_14,     (14, 0, 0),  (7, 0, 0),   None,              (11, 0, 0)),  // Security-59754.41
    row(IOS_14_6,   (14, 6, 0),  (7, 5, 0),   None,              (11, 4, 0)),  // Security-59754.120
    row(IOS_15,     (15, 0, 0),  (8, 0, 0),   None,              (12, 0, 0)),  // Security-60157
    row(IOS_15_5,   (15, 5, 0),  (8, 6, 0),   None,              (12, 4, 0)),  // Security-60158.120
    row(IOS_16,     (16, 0, 0),  (9, 0, 0),   None,              (13, 0, 0)),  // Security-60420
    row(IOS_17,     (17, 0, 0),  (10, 0, 0),  Some((1, 0, 0)),   (14, 0, 0)),  // Security-61040
    row(IOS_18,     (18, 0, 0),  (11, 0, 0),  Some((2, 0, 0)),   (15, 0, 0)),  // Security-61439.1
    row(IOS_18_4,   (18, 4, 0),  (11, 4, 0),  Some((2, 4, 0)),   (15, 4, 0)),  // Security-61439.101
    row(IOS_26,     (26, 0, 0),  (26, 0, 0),  Some((26, 0, 0)),  (26, 0, 0)),  // Security-61901
];

const fn row(
    generation: Generation,
    tvos: Version,
    watchos: Version,
    visionos: Option<Version>,
    macos: Version,
) -> Row {
    Row { generation, tvos, watchos, visionos, macos }
}

impl Release {
    /// A release by its numbers: `new(Platform::Ios, 18, 4, 0)` is iOS 18.4.
    ///
    /// A release that is newer than the newest published source, that of 26.0, has its rules.
    ///
    /// # Errors
    /// The release is older than the first whose rules are known: iOS 10, tvOS 10, watchOS 3, iPadOS 13, visionOS 1,
    /// macOS 10.12.
    pub fn new(platform: Platform, major: u16, minor: u16, patch: u16) -> Result<Self, ReleaseError> {
        let release = Self { platform, version: (major, minor, patch) };
        match platform.first() {
            first if release.version < first => Err(ReleaseError::TooOld { platform, first }),
            _ => Ok(release),
        }
    }

    /// iOS 26, the newest release whose source is published.
    pub fn latest() -> Self {
        Self { platform: Platform::Ios, version: (26, 0, 0) }
    }

    /// The system.
    pub fn platform(self) -> Platform {
        self.platform
    }

    /// Major, minor and patch number.
    pub fn version(self) -> (u16, u16, u16) {
        self.version
    }

    /// The first release of each generation that the system has, oldest first: where its rules may change.
    pub fn milestones(platform: Platform) -> impl Iterator<Item = Self> {
        GENERATIONS
            .iter()
            .filter_map(move |row| row.first_on(platform))
            .filter(move |version| *version >= platform.first())
            .map(move |version| Self { platform, version })
    }

    pub(super) fn generation(self) -> Generation {
        let has = |row: &&Row| row.first_on(self.platform).is_some_and(|first| first <= self.version);
        GENERATIONS.iter().rev().find(has).map_or(IOS_10, |row| row.generation)
    }
}

impl Default for Release {
    fn default() -> Self {
        Self::latest()
    }
}

impl Platform {
    /// Every system.
    pub const ALL: [Self; 6] = [Self::Ios, Self::IpadOs, Self::TvOs, Self::WatchOs, Self::VisionOs, Self::MacOs];

    /// The name in lower case, as in `ios:18.4`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Ios => "ios",
            Self::IpadOs => "ipados",
            Self::TvOs => "tvos",
            Self::WatchOs => "watchos",
            Self::VisionOs => "visionos",
            Self::MacOs => "macos",
        }
    }

    /// The first release whose rules are known. iPadOS begins with 13.
    fn first(self) -> Version {
        match self {
            Self::Ios | Self::TvOs => (10, 0, 0),
            Self::IpadOs => (13, 0, 0),
            Self::WatchOs => (3, 0, 0),
            Self::VisionOs => (1, 0, 0),
            Self::MacOs => (10, 12, 0),
        }
    }
}

impl Generation {
    /// The first release of the system that has this generation's rules. `None` if the system is younger.
    pub(super) fn first_on(self, platform: Platform) -> Option<Version> {
        GENERATIONS.iter().find(|row| row.generation == self)?.first_on(platform)
    }

    /// As a finding names it: `iOS 13, macOS 10.15`.
    pub(super) fn text(self) -> String {
        let on = |platform: Platform| {
            self.first_on(platform).map(|version| format!("{platform} {}", version_text(version))).unwrap_or_default()
        };
        format!("{}, {}", on(Platform::Ios), on(Platform::MacOs))
    }
}

impl Row {
    fn first_on(&self, platform: Platform) -> Option<Version> {
        match platform {
            Platform::Ios | Platform::IpadOs => Some(self.generation.0),
            Platform::TvOs => Some(self.tvos),
            Platform::WatchOs => Some(self.watchos),
            Platform::VisionOs => self.visionos,
            Platform::MacOs => Some(self.macos),
        }
    }
}

impl FromStr for Platform {
    type Err = ReleaseError;

    fn from_str(text: &str) -> Result<Self, ReleaseError> {
        let named = |platform: &Self| platform.id().eq_ignore_ascii_case(text);
        Self::ALL.into_iter().find(named).ok_or_else(|| ReleaseError::UnknownPlatform(text.to_owned()))
    }
}

impl FromStr for Release {
    type Err = ReleaseError;

    fn from_str(text: &str) -> Result<Self, ReleaseError> {
        let (name, version) = text.split_once(':').unwrap_or((text, ""));
        let platform: Platform = name.parse()?;
        let invalid = || ReleaseError::InvalidVersion(version.to_owned());
        let mut numbers = [0; 3];
        let mut places = numbers.iter_mut();
        for part in version.split('.') {
            *places.next().ok_or_else(invalid)? = part.parse().map_err(|_| invalid())?;
        }
        let [major, minor, patch] = numbers;
        Self::new(platform, major, minor, patch)
    }
}

impl TryFrom<String> for Release {
    type Error = ReleaseError;

    fn try_from(text: String) -> Result<Self, ReleaseError> {
        text.parse()
    }
}

impl From<Release> for String {
    fn from(release: Release) -> Self {
        format!("{}:{}", release.platform.id(), version_text(release.version))
    }
}

argument_by_display!(Release);

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.platform, version_text(self.version))
    }
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ios => "iOS",
            Self::IpadOs => "iPadOS",
            Self::TvOs => "tvOS",
            Self::WatchOs => "watchOS",
            Self::VisionOs => "visionOS",
            Self::MacOs => "macOS",
        })
    }
}

/// `18.4`: without a patch number, and without a minor number, that is 0.
fn version_text(version: Version) -> String {
    match version {
        (major, 0, 0) => format!("{major}"),
        (major, minor, 0) => format!("{major}.{minor}"),
        (major, minor, patch) => format!("{major}.{minor}.{patch}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generations_only_grow() {
        for platform in Platform::ALL {
            let rows: Vec<_> = GENERATIONS.iter().filter_map(|row| row.first_on(platform)).collect();
            assert!(rows.is_sorted() && rows.windows(2).all(|pair| pair[0] != pair[1]), "{platform}");
        }
        assert!(GENERATIONS.iter().map(|row| row.generation).is_sorted());
    }

    #[test]
    fn a_release_has_the_rules_of_the_last_change_before_it() {
        for (text, expected) in [
            ("ios:10", IOS_10),
            ("ios:10.2.1", IOS_10_2_1),
            ("ios:12.1", IOS_11_3),
            ("ios:12.1.1", IOS_12_1_1),
            ("ios:13.5.1", IOS_13),
            ("tvos:13.4.8", IOS_13_6),
            ("macos:10.15.7", IOS_13_6),
            ("macos:11", IOS_14),
            ("watchos:11.4", IOS_18_4),
            ("visionos:1.3", IOS_17),
            ("ipados:26.1", IOS_26),
            ("macos:27", IOS_26),
        ] {
            assert_eq!(text.parse::<Release>().unwrap().generation(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_release_says_why() {
        for (text, expected) in [
            ("linux:6", ReleaseError::UnknownPlatform("linux".to_owned())),
            ("ios", ReleaseError::InvalidVersion(String::new())),
            ("ios:1.2.3.4", ReleaseError::InvalidVersion("1.2.3.4".to_owned())),
            ("ios:x", ReleaseError::InvalidVersion("x".to_owned())),
            ("ios:9.3.5", ReleaseError::TooOld { platform: Platform::Ios, first: (10, 0, 0) }),
            ("ipados:12", ReleaseError::TooOld { platform: Platform::IpadOs, first: (13, 0, 0) }),
        ] {
            assert_eq!(text.parse::<Release>(), Err(expected), "{text}");
        }
    }

    #[test]
    fn text_reads_back() {
        for release in Platform::ALL.into_iter().flat_map(Release::milestones) {
            assert_eq!(String::from(release).parse(), Ok(release));
        }
        assert_eq!(IOS_13_6.text(), "iOS 13.6, macOS 10.15.6");
    }
}

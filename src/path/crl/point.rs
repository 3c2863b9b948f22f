//! Distribution points: in the certificate, the CRLs that cover it; in the CRL, the certificates that it covers.

use std::fmt;

use der::Tag;

use super::reader::{Defect, Element, Fields, Problem, context};

/// Names of one GeneralNames. PKITS has three; CAs list one name per place of publication.
const MAX_NAMES: usize = 64;
/// Points of one certificate. RFC 5280 has a use for one per reason, and each costs a look at every CRL.
const MAX_POINTS: usize = 32;

/// `DistributionPoint ::= SEQUENCE { distributionPoint [0], reasons [1], cRLIssuer [2] }`, all OPTIONAL
/// (RFC 5280 section 4.2.1.13).
#[derive(Clone, Default)]
pub(super) struct DistributionPoint<'a> {
    pub(super) name: Option<PointName<'a>>,
    pub(super) reasons: Option<Reasons>,
    pub(super) crl_issuer: Option<GeneralNames<'a>>,
}

/// ```asn1
/// IssuingDistributionPoint ::= SEQUENCE {
///     distributionPoint          [0] DistributionPointName OPTIONAL,
///     onlyContainsUserCerts      [1] BOOLEAN DEFAULT FALSE,
///     onlyContainsCACerts        [2] BOOLEAN DEFAULT FALSE,
///     onlySomeReasons            [3] ReasonFlags OPTIONAL,
///     indirectCRL                [4] BOOLEAN DEFAULT FALSE,
///     onlyContainsAttributeCerts [5] BOOLEAN DEFAULT FALSE }
/// ```
/// RFC 5280 section 5.2.5.
pub(super) struct IssuingDistributionPoint<'a> {
    /// All of it in DER: a delta CRL has the scope of its base if these bytes are the same.
    pub(super) raw: &'a [u8],
    pub(super) name: Option<PointName<'a>>,
    pub(super) only_user_certs: bool,
    pub(super) only_ca_certs: bool,
    pub(super) only_some_reasons: Option<Reasons>,
    pub(super) indirect: bool,
    pub(super) only_attribute_certs: bool,
}

/// `DistributionPointName ::= CHOICE { fullName [0] GeneralNames, nameRelativeToCRLIssuer [1] RDN }`.
#[derive(Clone)]
pub(super) enum PointName<'a> {
    Full(GeneralNames<'a>),
    /// The attributes of the RDN, without its tag and length.
    Relative(&'a [u8]),
}

/// One or more names.
#[derive(Clone)]
pub(super) struct GeneralNames<'a>(Vec<GeneralName<'a>>);

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum GeneralName<'a> {
    /// directoryName: the Name in DER.
    Directory(&'a [u8]),
    /// Any other kind, tag included.
    Other(&'a [u8]),
}

/// A set of reasons to revoke, as the bits of ReasonFlags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reasons(u16);

/// The bits 1 to 8 of ReasonFlags. Bit 0 is unused.
const REASON_FLAGS: [&str; 8] = [
    "keyCompromise",
    "cACompromise",
    "affiliationChanged",
    "superseded",
    "cessationOfOperation",
    "certificateHold",
    "privilegeWithdrawn",
    "aACompromise",
];

impl<'a> DistributionPoint<'a> {
    /// Reads `CRLDistributionPoints ::= SEQUENCE SIZE (1..MAX) OF DistributionPoint`.
    pub(super) fn read_all(value: &'a [u8]) -> Result<Vec<Self>, Defect> {
        const FIELD: &str = "cRLDistributionPoints";
        let mut value = Fields::new(value, 0);
        let sequence = value.expect(FIELD, Tag::Sequence)?;
        value.finish(FIELD)?;
        let mut fields = sequence.fields();
        let mut points = Vec::new();
        while !fields.is_empty() {
            if points.len() == MAX_POINTS {
                return Err(fields.defect(FIELD, Problem::TooMany));
            }
            points.push(Self::read(fields.expect(FIELD, Tag::Sequence)?)?);
        }
        if points.is_empty() { Err(sequence.defect(FIELD, Problem::Empty)) } else { Ok(points) }
    }

    fn read(element: Element<'a>) -> Result<Self, Defect> {
        let mut fields = element.fields();
        let name = PointName::read_optional(&mut fields)?;
        let reasons = match fields.optional("reasons", context(1, false))? {
            Some(flags) => Some(Reasons::read(flags)?),
            None => None,
        };
        let crl_issuer = match fields.optional("cRLIssuer", context(2, true))? {
            Some(names) => Some(GeneralNames::read(&names, "cRLIssuer")?),
            None => None,
        };
        fields.finish("DistributionPoint")?;
        Ok(Self { name, reasons, crl_issuer })
    }

    /// The point that a certificate has without saying so: its issuer's name, for all reasons (RFC 5280 section 6.3.3,
    /// the paragraph after step l).
    pub(super) fn implied(issuer: &'a [u8]) -> Self {
        let names = GeneralNames(vec![GeneralName::Directory(issuer)]);
        Self { name: Some(PointName::Full(names)), ..Default::default() }
    }
}

impl<'a> IssuingDistributionPoint<'a> {
    pub(super) fn read(mut value: Fields<'a>) -> Result<Self, Defect> {
        const FIELD: &str = "issuingDistributionPoint";
        let element = value.expect(FIELD, Tag::Sequence)?;
        value.finish(FIELD)?;
        let mut fields = element.fields();
        if fields.is_empty() {
            return Err(element.defect(FIELD, Problem::Empty));
        }
        let name = PointName::read_optional(&mut fields)?;
        let only_user_certs = flag(&mut fields, "onlyContainsUserCerts", 1)?;
        let only_ca_certs = flag(&mut fields, "onlyContainsCACerts", 2)?;
        let only_some_reasons = match fields.optional("onlySomeReasons", context(3, false))? {
            Some(flags) => Some(Reasons::read(flags)?),
            None => None,
        };
        let indirect = flag(&mut fields, "indirectCRL", 4)?;
        let only_attribute_certs = flag(&mut fields, "onlyContainsAttributeCerts", 5)?;
        fields.finish(FIELD)?;
        // "at most one of onlyContainsUserCerts, onlyContainsCACerts, and onlyContainsAttributeCerts may be TRUE"
        if [only_user_certs, only_ca_certs, only_attribute_certs].into_iter().filter(|only| *only).count() > 1 {
            return Err(element.defect(FIELD, Problem::Invalid));
        }
        let raw = element.raw;
        Ok(Self { raw, name, only_user_certs, only_ca_certs, only_some_reasons, indirect, only_attribute_certs })
    }
}

fn flag(fields: &mut Fields<'_>, field: &'static str, number: u32) -> Result<bool, Defect> {
    fields.optional(field, context(number, false))?.map_or(Ok(false), |flag| flag.boolean(field))
}

impl<'a> PointName<'a> {
    /// Reads `[0] DistributionPointName`, explicit because it is a CHOICE.
    fn read_optional(fields: &mut Fields<'a>) -> Result<Option<Self>, Defect> {
        const FIELD: &str = "distributionPoint";
        let Some(outer) = fields.optional(FIELD, context(0, true))? else { return Ok(None) };
        let mut choice = outer.fields();
        let name = match choice.optional(FIELD, context(0, true))? {
            Some(names) => Self::Full(GeneralNames::read(&names, "fullName")?),
            None => {
                let rdn = choice.expect("nameRelativeToCRLIssuer", context(1, true))?;
                rdn.check_rdn("nameRelativeToCRLIssuer")?;
                Self::Relative(rdn.content)
            }
        };
        choice.finish(FIELD)?;
        Ok(Some(name))
    }
}

impl<'a> GeneralNames<'a> {
    /// Reads the names inside a SEQUENCE or a tag that stands for it.
    pub(super) fn read(element: &Element<'a>, field: &'static str) -> Result<Self, Defect> {
        let mut fields = element.fields();
        let mut names = Vec::new();
        while !fields.is_empty() {
            if names.len() == MAX_NAMES {
                return Err(element.defect(field, Problem::TooMany));
            }
            names.push(GeneralName::read(fields.any(field)?, field)?);
        }
        if names.is_empty() { Err(element.defect(field, Problem::Empty)) } else { Ok(Self(names)) }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &GeneralName<'a>> {
        self.0.iter()
    }

    /// The names that are distinguished names, in DER.
    pub(super) fn directory_names(&self) -> impl Iterator<Item = &'a [u8]> {
        self.0.iter().filter_map(|name| match name {
            GeneralName::Directory(name) => Some(*name),
            GeneralName::Other(_) => None,
        })
    }
}

impl<'a> GeneralName<'a> {
    fn read(element: Element<'a>, field: &'static str) -> Result<Self, Defect> {
        if element.tag == context(4, true) {
            let mut name = element.fields();
            let directory = name.name(field)?;
            name.finish(field)?;
            return Ok(Self::Directory(directory));
        }
        match element.tag {
            Tag::ContextSpecific { number, .. } if number.value() <= 8 => Ok(Self::Other(element.raw)),
            _ => Err(element.defect(field, Problem::Invalid)),
        }
    }
}

impl Reasons {
    pub(super) const ALL: Self = Self(0b1_1111_1110);

    /// Reads the BIT STRING ReasonFlags.
    fn read(element: Element<'_>) -> Result<Self, Defect> {
        let invalid = element.defect("ReasonFlags", Problem::Encoding);
        let (unused, bits) = element.content.split_first().ok_or(invalid)?;
        if *unused > 7 || (bits.is_empty() && *unused != 0) {
            return Err(invalid);
        }
        let is_set = |bit: usize| bits.get(bit / 8).is_some_and(|byte| byte & (0x80 >> (bit % 8)) != 0);
        let flags = (0..=8).filter(|bit| is_set(*bit)).fold(0, |flags, bit| flags | (1 << bit));
        Ok(Self(flags & Self::ALL.0))
    }

    pub(super) fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl fmt::Display for Reasons {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = REASON_FLAGS.iter().enumerate().filter(|(bit, _)| self.0 & (2 << bit) != 0).map(|(_, name)| *name);
        f.write_str(&names.collect::<Vec<_>>().join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    fn scope(parts: &[&[u8]]) -> Result<(bool, bool), Defect> {
        let der = sequence(parts);
        IssuingDistributionPoint::read(Fields::new(&der, 0)).map(|scope| (scope.only_user_certs, scope.indirect))
    }

    fn flags(content: &[u8]) -> Option<String> {
        let der = tlv(0x81, content);
        let element = Fields::new(&der, 0).any("flags").unwrap();
        Reasons::read(element).ok().map(|reasons| reasons.to_string())
    }

    #[test]
    fn flags_are_read_by_their_tags() {
        assert_eq!(scope(&[&tlv(0x81, &[0xff])]), Ok((true, false)));
        assert_eq!(scope(&[&tlv(0x84, &[0xff])]), Ok((false, true)));
        assert_eq!(scope(&[&tlv(0x81, &[0]), &tlv(0x84, &[0xff])]), Ok((false, true)));
        assert!(scope(&[&tlv(0x81, &[1])]).is_err());
        assert!(scope(&[&tlv(0x84, &[0xff]), &tlv(0x81, &[0xff])]).is_err(), "out of order");
    }

    #[test]
    fn a_scope_is_not_empty_and_does_not_contradict_itself() {
        assert_eq!(scope(&[]).unwrap_err().problem, Problem::Empty);
        let both = scope(&[&tlv(0x81, &[0xff]), &tlv(0x82, &[0xff])]);
        assert_eq!(both.unwrap_err().problem, Problem::Invalid);
    }

    #[test]
    fn the_choice_of_a_name_is_one() {
        let uri = uri("u");
        assert!(scope(&[&full_name(&[&uri])]).is_ok());
        assert!(scope(&[&relative_name("cn")]).is_ok());
        let two = tlv(0xa0, &[tlv(0xa0, &uri), tlv(0xa1, &common_name("cn"))].concat());
        assert_eq!(scope(&[&two]).unwrap_err().problem, Problem::Trailing);
        assert!(scope(&[&tlv(0xa0, &tlv(0xa0, &[]))]).is_err(), "no name");
    }

    #[test]
    fn reason_flags_are_numbered_from_the_first_bit() {
        assert_eq!(flags(&[5, 0x60]).as_deref(), Some("keyCompromise, cACompromise"));
        assert_eq!(flags(&[7, 0x00, 0x80]).as_deref(), Some("aACompromise"));
        assert_eq!(flags(&[7, 0x80]).as_deref(), Some(""), "bit 0 is unused");
        assert_eq!(flags(&[0]).as_deref(), Some(""));
        assert_eq!(flags(&[]), None);
        assert_eq!(flags(&[8, 0]), None);
        assert_eq!(Reasons::ALL.to_string(), REASON_FLAGS.join(", "));
    }

    #[test]
    fn points_and_names_are_counted() {
        let point = sequence(&[&full_name(&[&uri("u")])]);
        let points = |count: usize| DistributionPoint::read_all(&tlv(0x30, &point.repeat(count))).map(|all| all.len());
        assert_eq!(points(32), Ok(32));
        assert_eq!(points(33).unwrap_err().problem, Problem::TooMany);
        assert_eq!(points(0).unwrap_err().problem, Problem::Empty);
        let names = |count: usize| scope(&[&full_name(&[&uri("u").repeat(count)])]);
        assert!(names(64).is_ok());
        assert_eq!(names(65).unwrap_err().problem, Problem::TooMany);
    }
}

//! The entries of a CRL, and the way from a serial number to its entry.

use chrono::{DateTime, Utc};
use der::Tag;

use super::extension::Extension;
use super::point::GeneralNames;
use super::reader::{Defect, Element, Fields, Problem};
use super::reason::RevocationReason;

/// id-ce-cRLReasons, RFC 5280 section 5.3.1.
const REASON_CODE: &[u8] = &[0x55, 0x1d, 0x15];
/// id-ce-invalidityDate, section 5.3.2.
const INVALIDITY_DATE: &[u8] = &[0x55, 0x1d, 0x18];
/// id-ce-certificateIssuer, section 5.3.3.
const CERTIFICATE_ISSUER: &[u8] = &[0x55, 0x1d, 0x1d];

/// ```asn1
/// SEQUENCE {
///     userCertificate     CertificateSerialNumber,
///     revocationDate      Time,
///     crlEntryExtensions  Extensions OPTIONAL }
/// ```
/// RFC 5280 sections 5.1.2.6 and 5.3.
pub(super) struct CrlEntry<'a> {
    /// Big-endian, without redundant leading bytes.
    pub(super) serial: &'a [u8],
    pub(super) revoked_at: DateTime<Utc>,
    /// `None` if the entry does not say, or says a number that has no meaning.
    pub(super) reason: Option<RevocationReason>,
    /// removeFromCRL (8): the certificate is no longer revoked.
    pub(super) is_removal: bool,
    /// Whose certificates this entry and those after it are about.
    certificate_issuer: Option<GeneralNames<'a>>,
    unknown_critical: Option<&'a [u8]>,
}

/// revokedCertificates, with an index by serial number. The entries stay where they are.
pub(super) struct CrlEntries<'a> {
    content: &'a [u8],
    /// Sorted by serial number.
    slots: Vec<Slot>,
    /// The certificateIssuer extensions, in the order of the entries that have one.
    issuers: Vec<GeneralNames<'a>>,
    /// OID of a critical entry extension that is not known, of any entry.
    pub(super) unknown_critical: Option<&'a [u8]>,
}

#[derive(Clone, Copy)]
struct Slot {
    /// Offset in the content.
    at: u32,
    /// Which of `issuers` counts here; the CRL's own issuer if none.
    issuer: Option<u32>,
}

impl<'a> CrlEntries<'a> {
    pub(super) fn none() -> Self {
        Self { content: &[], slots: Vec::new(), issuers: Vec::new(), unknown_critical: None }
    }

    /// Reads every entry of the SEQUENCE and keeps where each one is.
    pub(super) fn read(element: &Element<'a>, is_v2: bool) -> Result<Self, Defect> {
        const FIELD: &str = "revokedCertificates";
        let mut fields = element.fields();
        if fields.is_empty() {
            // "When there are no revoked certificates, the revoked certificates list MUST be absent."
            return Err(element.defect(FIELD, Problem::Empty));
        }
        let start = fields.position();
        let mut entries = Self { content: element.content, ..Self::none() };
        let mut by_serial = Vec::new();
        while !fields.is_empty() {
            let at = u32::try_from(fields.position().saturating_sub(start));
            let at = at.map_err(|_| fields.defect(FIELD, Problem::TooMany))?;
            let entry = CrlEntry::read(&fields.expect(FIELD, Tag::Sequence)?, is_v2)?;
            entries.unknown_critical = entries.unknown_critical.or(entry.unknown_critical);
            // "If this extension is not present on subsequent entries, the certificate issuer for the entry is the same
            // as that for the preceding entry." (RFC 5280 section 5.3.3)
            entries.issuers.extend(entry.certificate_issuer);
            let issuer = entries.issuers.len().checked_sub(1).and_then(|last| u32::try_from(last).ok());
            by_serial.push((entry.serial, Slot { at, issuer }));
        }
        by_serial.sort_by_key(|(serial, _)| *serial);
        entries.slots = by_serial.into_iter().map(|(_, slot)| slot).collect();
        Ok(entries)
    }

    /// The entries with this serial number in the order of the CRL, each with the names of the issuer of its certificate
    /// if it is not the CRL's.
    pub(super) fn find(&self, serial: &[u8]) -> impl Iterator<Item = (CrlEntry<'a>, Option<&GeneralNames<'a>>)> {
        let serial = shortest(serial).to_vec();
        let first = self.slots.partition_point(|slot| serial_at(self.content, slot.at) < serial.as_slice());
        self.slots.iter().skip(first).map_while(move |slot| {
            let entry = entry_at(self.content, slot.at).filter(|entry| entry.serial == serial)?;
            let issuer = slot.issuer.and_then(|issuer| self.issuers.get(usize::try_from(issuer).ok()?));
            Some((entry, issuer))
        })
    }
}

/// The entry at this offset. `None` cannot happen: all have been read before.
fn entry_at(content: &[u8], at: u32) -> Option<CrlEntry<'_>> {
    let rest = content.get(usize::try_from(at).ok()?..)?;
    CrlEntry::read(&Fields::new(rest, 0).expect("entry", Tag::Sequence).ok()?, true).ok()
}

fn serial_at(content: &[u8], at: u32) -> &[u8] {
    let read = || {
        let rest = content.get(usize::try_from(at).ok()?..)?;
        let entry = Fields::new(rest, 0).expect("entry", Tag::Sequence).ok()?;
        entry.fields().integer("userCertificate").ok()
    };
    read().map(shortest).unwrap_or_default()
}

/// A number in two's complement without redundant leading bytes, so that a serial number that a CA pads is found in either
/// form.
fn shortest(mut number: &[u8]) -> &[u8] {
    while let [first, second, ..] = number
        && matches!((first, second & 0x80), (0, 0) | (0xff, 0x80))
    {
        number = number.get(1..).unwrap_or_default();
    }
    number
}

impl<'a> CrlEntry<'a> {
    fn read(element: &Element<'a>, is_v2: bool) -> Result<Self, Defect> {
        let mut fields = element.fields();
        let serial = shortest(fields.integer("userCertificate")?);
        let revoked_at = fields.time("revocationDate")?;
        let mut entry = Self {
            serial,
            revoked_at,
            reason: None,
            is_removal: false,
            certificate_issuer: None,
            unknown_critical: None,
        };
        if !fields.is_empty() {
            const FIELD: &str = "crlEntryExtensions";
            if !is_v2 {
                return Err(fields.defect(FIELD, Problem::NeedsVersion2));
            }
            for extension in Extension::read_all(&mut fields, FIELD)? {
                entry.take(extension)?;
            }
        }
        fields.finish("crlEntryExtensions")?;
        Ok(entry)
    }

    fn take(&mut self, extension: Extension<'a>) -> Result<(), Defect> {
        let mut value = extension.value;
        match extension.oid {
            REASON_CODE => {
                let code = value.expect("reasonCode", Tag::Enumerated)?;
                match code.content {
                    [8] => self.is_removal = true,
                    [code] => self.reason = RevocationReason::from_code(*code),
                    _ => return Err(code.defect("reasonCode", Problem::Invalid)),
                }
                value.finish("reasonCode")
            }
            INVALIDITY_DATE => {
                value.time("invalidityDate")?;
                value.finish("invalidityDate")
            }
            CERTIFICATE_ISSUER => {
                let names = value.expect("certificateIssuer", Tag::Sequence)?;
                let read = GeneralNames::read(&names, "certificateIssuer")?;
                // It holds "one or more names from the issuer field", and an entry that is about nobody would be taken
                // for one about nobody's certificates.
                if read.directory_names().next().is_none() {
                    return Err(names.defect("certificateIssuer", Problem::Invalid));
                }
                self.certificate_issuer = Some(read);
                value.finish("certificateIssuer")
            }
            oid => {
                if extension.critical {
                    self.unknown_critical = Some(oid);
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Crl;
    use super::super::testing::*;
    use super::*;

    /// The dates are the same everywhere; what differs is the reason.
    fn reasons(crl: &Crl, serial: &[u8]) -> Vec<Option<RevocationReason>> {
        crl.list().entries.find(serial).map(|(entry, _)| entry.reason).collect()
    }

    #[test]
    fn a_serial_number_is_found_wherever_it_stands() {
        let serials: [&[u8]; 6] = [&[9], &[1, 0], &[0x80], &[3], &[0, 0xff], &[2; 20]];
        let spec = serials.iter().fold(CrlSpec::default(), |spec, serial| spec.listing(entry(serial, &[])));
        let crl = spec.build();
        for serial in serials {
            assert_eq!(reasons(&crl, serial), [None], "{serial:02x?}");
        }
        for serial in [&[1][..], &[0xff], &[], &[0], &[2; 19], &[2; 21]] {
            assert_eq!(reasons(&crl, serial), [], "{serial:02x?}");
        }
    }

    #[test]
    fn padding_does_not_hide_a_serial_number() {
        let crl = CrlSpec::default().listing(entry(&[0, 0, 5], &[])).listing(entry(&[0, 0x85], &[])).build();
        assert_eq!(reasons(&crl, &[5]).len(), 1);
        assert_eq!(reasons(&crl, &[0, 5]).len(), 1);
        assert_eq!(reasons(&crl, &[0, 0x85]).len(), 1);
        assert_eq!(reasons(&crl, &[0x85]).len(), 0, "a negative number is another one");
    }

    #[test]
    fn a_reason_is_read() {
        use RevocationReason::*;
        let of = |code| reasons(&CrlSpec::default().listing(entry(&[5], &[&reason_code(code)])).build(), &[5]);
        assert_eq!(of(0), [Some(Unspecified)]);
        assert_eq!(of(1), [Some(KeyCompromise)]);
        assert_eq!(of(6), [Some(CertificateHold)]);
        assert_eq!(of(10), [Some(AaCompromise)]);
        assert_eq!(of(7), [None], "not a reason, but revoked all the same");
    }

    #[test]
    fn the_certificate_issuer_goes_on_to_the_next_entries() {
        let crl = CrlSpec::default()
            .listing(entry(&[1], &[]))
            .listing(entry(&[2], &[&certificate_issuer("other")]))
            .listing(entry(&[3], &[]))
            .listing(entry(&[4], &[&certificate_issuer("third")]))
            .build();
        let issuer = |serial| {
            let entries = &crl.list().entries;
            let (_, names) = entries.find(&[serial]).next().unwrap();
            names.map(|names| names.directory_names().next().unwrap().to_vec())
        };
        assert_eq!(issuer(1), None);
        assert_eq!(issuer(2), Some(name("other")));
        assert_eq!(issuer(3), Some(name("other")));
        assert_eq!(issuer(4), Some(name("third")));
    }

    #[test]
    fn a_certificate_issuer_is_a_distinguished_name() {
        let nobody = extension(29, true, &sequence(&[&uri("http://ca")]));
        let error = CrlSpec::default().listing(entry(&[5], &[&nobody])).read().unwrap_err();
        assert_eq!(error.field(), "certificateIssuer");
    }
}

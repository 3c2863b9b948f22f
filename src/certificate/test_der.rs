//! Certificates written by hand for tests: names and extensions as the test wants them, and no real key or signature.

use crate::Certificate;

pub(crate) const UTF8: u8 = 0x0c;
pub(crate) const PRINTABLE: u8 = 0x13;
pub(crate) const T61: u8 = 0x14;
pub(crate) const IA5: u8 = 0x16;
pub(crate) const UNIVERSAL: u8 = 0x1c;
pub(crate) const BMP: u8 = 0x1e;

const CONSTRUCTED: u8 = 0xa0;

/// OID content, tag of the value, content of the value.
pub(crate) type Attribute<'a> = (&'a [u8], u8, &'a [u8]);

pub(crate) fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut der = vec![tag];
    match u8::try_from(content.len()) {
        Ok(length) if length < 0x80 => der.push(length),
        _ => {
            let length = u32::try_from(content.len()).unwrap().to_be_bytes();
            let significant: Vec<u8> = length.into_iter().skip_while(|byte| *byte == 0).collect();
            der.push(0x80 | u8::try_from(significant.len()).unwrap());
            der.extend(significant);
        }
    }
    der.extend_from_slice(content);
    der
}

pub(crate) fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    tlv(0x30, &parts.concat())
}

/// A Name of RDNs of attributes.
pub(crate) fn name(rdns: &[&[Attribute<'_>]]) -> Vec<u8> {
    let rdns: Vec<Vec<u8>> = rdns
        .iter()
        .map(|rdn| {
            let attributes: Vec<Vec<u8>> =
                rdn.iter().map(|(oid, tag, value)| sequence(&[&tlv(6, oid), &tlv(*tag, value)])).collect();
            tlv(0x31, &attributes.concat())
        })
        .collect();
    tlv(0x30, &rdns.concat())
}

/// A Name of one organizationName in UTF-8 after the other.
pub(crate) fn organizations(names: &[&str]) -> Vec<u8> {
    let attributes: Vec<[Attribute<'_>; 1]> =
        names.iter().map(|name| [(&[0x55, 4, 10][..], UTF8, name.as_bytes())]).collect();
    let rdns: Vec<&[Attribute<'_>]> = attributes.iter().map(|rdn| &rdn[..]).collect();
    name(&rdns)
}

pub(crate) fn dns(host: &str) -> Vec<u8> {
    tlv(0x82, host.as_bytes())
}

pub(crate) fn email(address: &str) -> Vec<u8> {
    tlv(0x81, address.as_bytes())
}

pub(crate) fn uri(uri: &str) -> Vec<u8> {
    tlv(0x86, uri.as_bytes())
}

pub(crate) fn ip(bytes: &[u8]) -> Vec<u8> {
    tlv(0x87, bytes)
}

pub(crate) fn directory(name: &[u8]) -> Vec<u8> {
    tlv(0xa4, name)
}

/// An otherName of a type that nobody knows.
pub(crate) fn other() -> Vec<u8> {
    tlv(0xa0, &[&tlv(6, &[0x2a, 3])[..], &tlv(0xa0, &[5, 0])].concat())
}

/// A NameConstraints whose subtrees have no minimum and no maximum.
pub(crate) fn constraints(permitted: &[Vec<u8>], excluded: &[Vec<u8>]) -> Vec<u8> {
    let subtrees = |number: u8, bases: &[Vec<u8>]| {
        let subtrees: Vec<Vec<u8>> = bases.iter().map(|base| tlv(0x30, base)).collect();
        if bases.is_empty() { Vec::new() } else { tlv(CONSTRUCTED | number, &subtrees.concat()) }
    };
    sequence(&[&subtrees(0, permitted), &subtrees(1, excluded)])
}

/// A certificate under construction.
pub(crate) struct Draft {
    subject: Vec<u8>,
    issuer: Vec<u8>,
    version: Vec<u8>,
    serial: Vec<u8>,
    validity: [Vec<u8>; 2],
    algorithm: Vec<u8>,
    key: Vec<u8>,
    unique_identifiers: Vec<u8>,
    /// OID content, and the whole extension.
    extensions: Vec<(Vec<u8>, Vec<u8>)>,
}

impl Draft {
    /// A certificate with a subject, an empty one for `&[]`.
    pub(crate) fn new(organizations_of_subject: &[&str]) -> Self {
        let time = tlv(0x17, b"260101000000Z");
        Self {
            subject: organizations(organizations_of_subject),
            issuer: organizations(&["Issuer"]),
            version: tlv(0xa0, &tlv(2, &[2])),
            serial: vec![1],
            validity: [time.clone(), time],
            algorithm: sequence(&[&tlv(6, &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2])]),
            key: sequence(&[&sequence(&[&tlv(6, &[0x2b, 0x65, 0x70])]), &tlv(3, &[0; 33])]),
            unique_identifiers: Vec::new(),
            extensions: Vec::new(),
        }
    }

    pub(crate) fn subject(mut self, name: Vec<u8>) -> Self {
        self.subject = name;
        self
    }

    pub(crate) fn issuer(mut self, name: Vec<u8>) -> Self {
        self.issuer = name;
        self
    }

    /// Version 1, 2 or 3.
    pub(crate) fn version(mut self, version: u8) -> Self {
        self.version = if version == 1 { Vec::new() } else { tlv(0xa0, &tlv(2, &[version - 1])) };
        self
    }

    pub(crate) fn serial(mut self, octets: &[u8]) -> Self {
        self.serial = octets.to_vec();
        self
    }

    /// Tag and text of notBefore.
    pub(crate) fn not_before(mut self, tag: u8, text: &str) -> Self {
        self.validity[0] = tlv(tag, text.as_bytes());
        self
    }

    /// Tag and text of notAfter.
    pub(crate) fn not_after(mut self, tag: u8, text: &str) -> Self {
        self.validity[1] = tlv(tag, text.as_bytes());
        self
    }

    /// The AlgorithmIdentifier of the signature, in DER.
    pub(crate) fn algorithm(mut self, algorithm: &[u8]) -> Self {
        self.algorithm = algorithm.to_vec();
        self
    }

    /// The AlgorithmIdentifier of the key in DER, and the key.
    pub(crate) fn key(mut self, algorithm: &[u8], key: &[u8]) -> Self {
        self.key = sequence(&[algorithm, &tlv(3, &[&[0], key].concat())]);
        self
    }

    pub(crate) fn unique_identifier(mut self) -> Self {
        self.unique_identifiers = tlv(0x81, &[0, 1]);
        self
    }

    pub(crate) fn alternative_names(self, names: &[Vec<u8>]) -> Self {
        self.extension(17, false, &tlv(0x30, &names.concat()))
    }

    /// Critical name constraints.
    pub(crate) fn constraints(self, permitted: &[Vec<u8>], excluded: &[Vec<u8>]) -> Self {
        self.extension(30, true, &constraints(permitted, excluded))
    }

    /// The extension id-ce `number`.
    pub(crate) fn extension(self, number: u8, critical: bool, value: &[u8]) -> Self {
        self.extension_of(&[0x55, 0x1d, number], critical, value)
    }

    /// The extension with this OID content.
    pub(crate) fn extension_of(mut self, oid: &[u8], critical: bool, value: &[u8]) -> Self {
        let is_critical: &[u8] = if critical { &[1, 1, 0xff] } else { &[] };
        self.extensions.push((oid.to_vec(), sequence(&[&tlv(6, oid), is_critical, &tlv(4, value)])));
        self
    }

    /// Without the extension id-ce `number`.
    pub(crate) fn without(mut self, number: u8) -> Self {
        self.extensions.retain(|(oid, _)| *oid != [0x55, 0x1d, number]);
        self
    }

    /// With another extension id-ce `number` than before.
    pub(crate) fn instead(self, number: u8, critical: bool, value: &[u8]) -> Self {
        self.without(number).extension(number, critical, value)
    }

    pub(crate) fn finish(self) -> Certificate {
        let extensions: Vec<u8> = self.extensions.iter().flat_map(|(_, extension)| extension.clone()).collect();
        let extensions = if extensions.is_empty() { Vec::new() } else { tlv(0xa3, &tlv(0x30, &extensions)) };
        let tbs = sequence(&[
            &self.version,
            &tlv(2, &self.serial),
            &self.algorithm,
            &self.issuer,
            &tlv(0x30, &self.validity.concat()),
            &self.subject,
            &self.key,
            &self.unique_identifiers,
            &extensions,
        ]);
        Certificate::from_der(&sequence(&[&tbs, &self.algorithm, &tlv(3, &[0, 1])])).unwrap()
    }
}

//! The named curves of elliptic-curve keys.

/// A named curve of RFC 5480: those that TLS certificates use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Curve {
    /// secp256r1.
    P256,
    /// secp384r1.
    P384,
    /// secp521r1.
    P521,
}

impl Curve {
    /// The curve with this OID, in the content bytes of its encoding (RFC 5480, section 2.1.1.1).
    pub(crate) fn from_oid(oid: &[u8]) -> Option<Self> {
        match oid {
            [0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7] => Some(Self::P256),
            [0x2b, 0x81, 4, 0, 34] => Some(Self::P384),
            [0x2b, 0x81, 4, 0, 35] => Some(Self::P521),
            _ => None,
        }
    }

    /// Bits of the field.
    pub(crate) fn bits(self) -> usize {
        match self {
            Self::P256 => 256,
            Self::P384 => 384,
            Self::P521 => 521,
        }
    }

    /// Bytes of a scalar, and of a coordinate.
    pub(super) fn scalar_length(self) -> usize {
        self.bits().div_ceil(8)
    }
}

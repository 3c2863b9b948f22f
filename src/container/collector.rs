//! What has been taken from a file so far, and what has not.

use super::bundle::{Dropped, Encoding, Encryption, Format, Iterations, Stored};
use super::encryption::Scheme;
use super::meter::Meter;
use super::password::Password;
use super::{Bundle, OpenError, PrivateKey};
use crate::message::{Message, Text, message};
use crate::{Budget, Certificate};

/// Why a part was not taken.
pub(super) const NOT_A_CERTIFICATE_OR_KEY: &Text = &Text { en: "not a certificate or key" };
pub(super) const NOT_A_CERTIFICATE: &Text = &Text { en: "not a parsable certificate" };
pub(super) const NOT_A_PRIVATE_KEY: &Text = &Text { en: "not a parsable private key" };
pub(super) const TRAILING_DATA: &Text = &Text { en: "trailing data" };

pub(super) struct Collector<'a> {
    pub(super) password: Password,
    pub(super) meter: Meter<'a>,
    encryption: Encryption,
    pub(super) mac: Option<String>,
    pub(super) iterations: Iterations,
    certificates: Vec<Stored<Certificate>>,
    keys: Vec<Stored<PrivateKey>>,
    /// Whether the first key can be read without the password.
    key_is_clear: bool,
    dropped: Vec<Dropped>,
    /// The first part that was damaged. It is the answer if nothing else can be shown.
    damage: Option<OpenError>,
    /// Keys met, readable or not.
    keys_seen: usize,
}

/// What goes with a certificate or key in the file.
#[derive(Clone, Default)]
pub(super) struct Attributes {
    pub(super) friendly_name: Option<String>,
    pub(super) local_key_id: Option<Vec<u8>>,
}

/// How something was encrypted: the name of the scheme and its iterations.
#[derive(Clone)]
pub(super) struct Protection {
    pub(super) name: String,
    pub(super) iterations: Option<u64>,
    /// Whether it can be read without the password.
    pub(super) is_clear: bool,
}

impl Protection {
    pub(super) fn none() -> Self {
        Self { name: "none".to_owned(), iterations: None, is_clear: true }
    }

    pub(super) fn by(scheme: &Scheme<'_>) -> Self {
        Self { name: scheme.name().to_owned(), iterations: scheme.iterations(), is_clear: false }
    }
}

impl<'a> Collector<'a> {
    pub(super) fn new(password: Option<&str>, budget: &'a Budget) -> Self {
        Self {
            password: Password::new(password),
            meter: Meter::new(budget),
            encryption: Encryption::default(),
            mac: None,
            iterations: Iterations::default(),
            certificates: Vec::new(),
            keys: Vec::new(),
            key_is_clear: false,
            dropped: Vec::new(),
            damage: None,
            keys_seen: 0,
        }
    }

    pub(super) fn budget(&self) -> &'a Budget {
        self.meter.budget
    }

    pub(super) fn is_empty(&self) -> bool {
        self.certificates.is_empty() && self.keys.is_empty()
    }

    pub(super) fn has_dropped(&self) -> bool {
        !self.dropped.is_empty()
    }

    /// Takes a certificate, or notes it as `what` if it cannot be parsed. Says whether it was taken.
    pub(super) fn certificate(
        &mut self,
        what: impl FnOnce() -> Message,
        der: &[u8],
        attributes: Attributes,
        protection: Option<&Protection>,
    ) -> Result<bool, OpenError> {
        self.meter.certificate(der)?;
        match Certificate::from_der(der) {
            Ok(certificate) => self.push_certificate(certificate, attributes, protection)?,
            Err(error) => {
                let what = what();
                self.note_damaged(what.clone(), NOT_A_CERTIFICATE, OpenError::not_a_certificate(what, error))?;
                return Ok(false);
            }
        }
        Ok(true)
    }

    pub(super) fn push_certificate(
        &mut self,
        certificate: Certificate,
        attributes: Attributes,
        protection: Option<&Protection>,
    ) -> Result<(), OpenError> {
        let limit = self.budget().certificates;
        if self.certificates.len() >= limit {
            return Err(OpenError::limit(&Text { en: "certificates" }, limit + 1, limit));
        }
        if let (true, Some(protection)) = (self.certificates.is_empty(), protection) {
            self.encryption.certs = Some(protection.name.clone());
            self.iterations.certs = protection.iterations;
        }
        let Attributes { friendly_name, local_key_id } = attributes;
        self.certificates.push(Stored { item: certificate, friendly_name, local_key_id });
        Ok(())
    }

    /// Announces a key, before anything is done to read it.
    pub(super) fn expect_key(&mut self) -> Result<(), OpenError> {
        let limit = self.budget().private_keys;
        if self.keys_seen >= limit {
            return Err(OpenError::limit(&Text { en: "private keys" }, limit + 1, limit));
        }
        self.keys_seen += 1;
        Ok(())
    }

    /// Takes a key, or notes it as `what` if it cannot be read. A key after the first is taken and noted.
    pub(super) fn key(
        &mut self,
        what: impl Into<Message>,
        key: Result<PrivateKey, OpenError>,
        attributes: Attributes,
        protection: Option<&Protection>,
    ) -> Result<(), OpenError> {
        let key = match key {
            Ok(key) => key,
            Err(error) => return self.note_damaged(what, NOT_A_PRIVATE_KEY, error),
        };
        let copies = self.keys.iter().filter(|known| known.item.is_same(&key)).count();
        if copies > 0 {
            self.note_dropped(copy_of_the_key(ordinal(copies + 1)), &Text { en: "duplicate" })?;
        } else if !self.keys.is_empty() {
            self.note_dropped(another_key(ordinal(self.keys.len() + 1)), &Text { en: "additional-private-key" })?;
        } else if let Some(protection) = protection {
            self.encryption.key = Some(protection.name.clone());
            self.iterations.key = protection.iterations;
            self.key_is_clear = protection.is_clear;
        }
        let Attributes { friendly_name, local_key_id } = attributes;
        self.keys.push(Stored { item: key, friendly_name, local_key_id });
        Ok(())
    }

    /// Notes what is not taken.
    pub(super) fn note_dropped(&mut self, what: impl Into<Message>, reason: &'static Text) -> Result<(), OpenError> {
        let limit = self.budget().certificates;
        if self.dropped.len() >= limit {
            const PARTS: &Text = &Text { en: "parts that are neither certificates nor keys" };
            return Err(OpenError::limit(PARTS, limit + 1, limit));
        }
        self.dropped.push(Dropped { what: what.into(), reason: reason.into() });
        Ok(())
    }

    /// Notes bytes that belong to nothing, if there are any.
    pub(super) fn note_trailing(
        &mut self,
        length: usize,
        what: impl FnOnce(usize) -> Message,
    ) -> Result<(), OpenError> {
        if length == 0 { Ok(()) } else { self.note_dropped(what(length), TRAILING_DATA) }
    }

    /// Notes a part that is damaged.
    pub(super) fn note_damaged(
        &mut self,
        what: impl Into<Message>,
        reason: &'static Text,
        error: OpenError,
    ) -> Result<(), OpenError> {
        self.damage.get_or_insert(error);
        self.note_dropped(what, reason)
    }

    /// The file, read to its end. `nothing` is the answer if it holds neither a certificate nor a key, and nothing in it
    /// was damaged.
    pub(super) fn finish(self, format: Format, encoding: Encoding, nothing: OpenError) -> Result<Bundle, OpenError> {
        if self.is_empty() {
            return Err(self.damage.unwrap_or(nothing));
        }
        Ok(Bundle {
            format,
            encoding,
            encryption: self.encryption,
            mac: self.mac,
            iterations: self.iterations,
            certificates: self.certificates,
            keys: self.keys,
            key_is_clear: self.key_is_clear,
            dropped: self.dropped,
        })
    }
}

message! {
    fn copy_of_the_key(ordinal: Message) {
        en: "{ordinal} copy of the private key",
    }
    fn another_key(ordinal: Message) {
        en: "{ordinal} private key",
    }
    fn number(number: usize) {
        en: "{number}th",
    }
}

/// A word up to the ninth, then a number.
fn ordinal(place: usize) -> Message {
    static WORDS: [Text; 10] = [
        Text { en: "zeroth" },
        Text { en: "first" },
        Text { en: "second" },
        Text { en: "third" },
        Text { en: "fourth" },
        Text { en: "fifth" },
        Text { en: "sixth" },
        Text { en: "seventh" },
        Text { en: "eighth" },
        Text { en: "ninth" },
    ];
    WORDS.get(place).map_or_else(|| number(place), Message::from)
}

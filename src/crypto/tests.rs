//! The table of known answers, held against every backend that is on.

use std::borrow::Cow;

use super::algorithm::{Hash, PssParameters, Scheme, SignatureAlgorithm};
use super::backend::{self, Backend};
use super::public_key::{EcPublicKey, PublicKey};
use super::{Curve, SignatureError, ec_public_point, ed25519_public_key, verify_signature};

const TABLE: &str = include_str!("vectors/signatures.txt");
const MESSAGE: &[u8] = b"sample";

/// One signature of the table.
struct Row {
    name: &'static str,
    key: &'static str,
    expected: Result<(), SignatureError>,
    algorithm: Vec<u8>,
    signature: Vec<u8>,
}

fn verdict(word: &str) -> Result<(), SignatureError> {
    match word {
        "valid" => Ok(()),
        "invalid" => Err(SignatureError::Invalid),
        "unsuitable" => Err(SignatureError::UnsuitableKey),
        "unsupported" => Err(SignatureError::UnsupportedAlgorithm),
        word => panic!("{word} is no verdict"),
    }
}

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u32> = text.chars().map(|digit| digit.to_digit(16).unwrap()).collect();
    assert!(digits.len().is_multiple_of(2));
    digits.chunks(2).map(|pair| u8::try_from(pair[0] << 4 | pair[1]).unwrap()).collect()
}

fn rows() -> Vec<Row> {
    let rows: Vec<Row> = TABLE
        .lines()
        .filter_map(|line| line.strip_prefix("signature "))
        .map(|line| match line.split(' ').collect::<Vec<_>>()[..] {
            [name, key, expected, algorithm, signature] => {
                Row { name, key, expected: verdict(expected), algorithm: hex(algorithm), signature: hex(signature) }
            }
            _ => panic!("{line}"),
        })
        .collect();
    assert!(rows.len() > 100);
    rows
}

fn spki(name: &str) -> Vec<u8> {
    let mut keys = TABLE.lines().filter_map(|line| line.strip_prefix("key ")?.split_once(' '));
    hex(keys.find(|(key, _)| *key == name).unwrap().1)
}

/// The key of a row, with the parameters that it inherits.
fn public_key(name: &str) -> PublicKey {
    match name.split_once('+') {
        None => PublicKey::from_der(&spki(name)),
        Some((key, issuer)) => {
            PublicKey::from_der(&spki(key)).with_inherited_parameters(&public_key(issuer)).into_owned()
        }
    }
}

fn check<B: Backend>(
    algorithm: &[u8],
    key: &PublicKey,
    message: &[u8],
    signature: &[u8],
) -> Result<(), SignatureError> {
    let algorithm = SignatureAlgorithm::from_der(algorithm).ok_or(SignatureError::UnsupportedAlgorithm)?;
    backend::verify::<B>(algorithm.scheme(), key, message, signature)
}

/// Every row as it stands; the valid ones also with a changed signature, another message, and keys of other kinds.
fn table<B: Backend>() {
    for row in rows() {
        let (name, key_of_row) = (row.name, public_key(row.key));
        let check_row =
            |key: &PublicKey, message: &[u8], signature: &[u8]| check::<B>(&row.algorithm, key, message, signature);
        assert_eq!(check_row(&key_of_row, MESSAGE, &row.signature), row.expected, "{name}");
        // The neutral point of Ed25519 signs every message at once.
        if row.expected.is_err() || name == "ed25519-neutral" {
            continue;
        }
        for at in [0, row.signature.len() / 2, row.signature.len() - 1] {
            let mut changed = row.signature.clone();
            changed[at] ^= 1;
            assert_eq!(
                check_row(&key_of_row, MESSAGE, &changed),
                Err(SignatureError::Invalid),
                "{name}, bit of byte {at}"
            );
        }
        let cut = &row.signature[..row.signature.len() - 1];
        let extended = [&row.signature[..], &[0]].concat();
        for signature in [cut, &extended, &[]] {
            assert_eq!(check_row(&key_of_row, MESSAGE, signature), Err(SignatureError::Invalid), "{name}, length");
        }
        assert_eq!(check_row(&key_of_row, b"simple", &row.signature), Err(SignatureError::Invalid), "{name}, message");
        let other_kinds = match SignatureAlgorithm::from_der(&row.algorithm).unwrap().scheme() {
            Scheme::RsaPkcs1(_) => ["p256", "p384", "p521", "secp256k1", "ed25519", "dsa1024", "pss2048"].as_slice(),
            Scheme::RsaPss(_) => &["p256", "p384", "p521", "secp256k1", "ed25519", "dsa1024"],
            Scheme::Ecdsa(_) => &["rsa2048", "pss2048", "secp256k1", "ed25519", "dsa1024"],
            Scheme::Dsa(_) => {
                &["rsa2048", "pss2048", "p256", "p384", "p521", "secp256k1", "ed25519", "dsa1024-inherits"]
            }
            _ => &["rsa2048", "pss2048", "p256", "p384", "p521", "secp256k1", "dsa1024"],
        };
        for other in other_kinds {
            let verdict = check_row(&public_key(other), MESSAGE, &row.signature);
            assert_eq!(verdict, Err(SignatureError::UnsuitableKey), "{name} with {other}");
        }
    }
}

/// What belongs to the backend but is not a row of the table.
fn answers<B: Backend>() {
    // RFC 8032, section 7.1, tests 1 to 3: seed, public key, message, signature.
    let ed25519 = [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ),
    ];
    for (seed, key, message, signature) in ed25519 {
        let (seed, key) = (hex(seed).try_into().unwrap(), hex(key).try_into().unwrap());
        assert_eq!(B::ed25519_public_key(&seed), Some(key));
        assert_eq!(B::ed25519(&key, &hex(message), &hex(signature)), Ok(()));
        assert_eq!(B::ed25519(&key, b"other", &hex(signature)), Err(SignatureError::Invalid));
    }
    // y = 2 has no x: no point of the curve.
    let mut off_curve = [0; 32];
    off_curve[0] = 2;
    assert_eq!(B::ed25519(&off_curve, MESSAGE, &[0; 64]), Err(SignatureError::Invalid));

    for (curve, scalar, point, order) in EC {
        let point_of = |scalar: &[u8]| B::ec_public_point(curve, &backend::scalar_of_full_length(curve, scalar)?);
        let point = [vec![4], hex(point)].concat();
        assert_eq!(point_of(&hex(scalar)), Some(point.clone()));
        assert_eq!(point_of(&[&[0; 3][..], &hex(scalar)].concat()), Some(point.clone()));
        assert_eq!(point_of(&[&[1][..], &vec![0; point.len() / 2]].concat()), None, "longer than the curve's");
        assert_eq!(point_of(&[]), None);
        assert_eq!(point_of(&[0; 66]), None);
        assert_eq!(point_of(&hex(order)), None);
        let mut last = hex(order);
        *last.last_mut().unwrap() -= 1;
        let mut first = point_of(&[1]).unwrap();
        let negated = point_of(&last).unwrap();
        let coordinate = first.len() / 2;
        assert_eq!(first[..=coordinate], negated[..=coordinate], "(n-1)G is -G");
        assert_ne!(first, negated);

        // A point beside the curve is no key, whether the hash is the curve's own or not.
        *first.last_mut().unwrap() ^= 1;
        for hash in [Hash::Sha1, Hash::Sha256, Hash::Sha384, Hash::Sha512] {
            let key = EcPublicKey::new(curve, first.clone());
            assert_eq!(B::ecdsa(hash, &key, MESSAGE, &[]), Err(SignatureError::UnsuitableKey));
        }
        let key = PublicKey::Ec(EcPublicKey::new(curve, point));
        let scheme = Scheme::Ecdsa(Hash::Md5);
        assert_eq!(backend::verify::<B>(scheme, &key, MESSAGE, &[]), Err(SignatureError::UnsupportedAlgorithm));
    }
}

/// Scalars and points of RFC 6979, appendices A.2.5 to A.2.7, with the orders of the curves.
#[rustfmt::skip]
const EC: [(Curve, &str, &str, &str); 3] = [
    (
        Curve::P256,
        "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721",
        "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB67903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299",
        "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
    ),
    (
        Curve::P384,
        "6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D896D5724E4C70A825F872C9EA60D2EDF5",
        "EC3A4E415B4E19A4568618029F427FA5DA9A8BC4AE92E02E06AAE5286B300C64DEF8F0EA9055866064A254515480BC138015D9B72D7D57244EA8EF9AC0C621896708A59367F9DFB9F54CA84B3F1C9DB1288B231C3AE0D4FE7344FD2533264720",
        "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973",
    ),
    (
        Curve::P521,
        "FAD06DAA62BA3B25D2FB40133DA757205DE67F5BB0018FEE8C86E1B68C7E75CAA896EB32F1F47C70855836A6D16FCC1466F6D8FBEC67DB89EC0C08B0E996B83538",
        "01894550D0785932E00EAA23B694F213F8C3121F86DC97A04E5A7167DB4E5BCD371123D46E45DB6B5D5370A7F20FB633155D38FFA16D2BD761DCAC474B9A2F5023A400493101C962CD4D2FDDF782285E64584139C2F91B47F87FF82354D6630F746A28A0DB25741B5B34A828008B22ACC23F924FAAFBD4D33F81EA66956DFEAA2BFDFCF5",
        "01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFA51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409",
    ),
];

#[cfg(feature = "aws-lc-rs")]
#[test]
fn aws_lc_rs() {
    table::<super::aws_lc_rs::AwsLcRs>();
    answers::<super::aws_lc_rs::AwsLcRs>();
}

#[cfg(feature = "rustcrypto")]
#[test]
fn rustcrypto() {
    table::<super::rustcrypto::RustCrypto>();
    answers::<super::rustcrypto::RustCrypto>();
}

#[test]
fn public_functions_ask_the_chosen_backend() {
    for row in rows().iter().filter(|row| !row.key.contains('+')) {
        let verdict = verify_signature(&row.algorithm, &spki(row.key), MESSAGE, &row.signature);
        assert_eq!(verdict, row.expected, "{}", row.name);
    }
    let (curve, scalar, point, _) = EC[0];
    assert_eq!(ec_public_point(curve, &hex(scalar)).unwrap()[1..], hex(point));
    assert_ne!(ed25519_public_key(&[1; 32]), ed25519_public_key(&[2; 32]));
}

#[test]
fn cut_and_changed_bytes_are_refused_without_panic() {
    for row in rows().iter().filter(|row| {
        ["rsa2048-sha256", "pss-key-of-sha256", "p384-sha384", "ed25519", "dsa512-160-sha1"].contains(&row.name)
    }) {
        let key = spki(row.key);
        assert_eq!(verify_signature(&row.algorithm, &key, MESSAGE, &row.signature), Ok(()));
        for end in 0..key.len() {
            let verdict = verify_signature(&row.algorithm, &key[..end], MESSAGE, &row.signature);
            assert_eq!(verdict, Err(SignatureError::UnsuitableKey), "{} key[..{end}]", row.name);
        }
        for end in 0..row.algorithm.len() {
            let verdict = verify_signature(&row.algorithm[..end], &key, MESSAGE, &row.signature);
            assert_eq!(verdict, Err(SignatureError::UnsupportedAlgorithm), "{} algorithm[..{end}]", row.name);
        }
        let longer = |bytes: &[u8]| [bytes, &[5, 0]].concat();
        let verdict = verify_signature(&row.algorithm, &longer(&key), MESSAGE, &row.signature);
        assert_eq!(verdict, Err(SignatureError::UnsuitableKey));
        let verdict = verify_signature(&longer(&row.algorithm), &key, MESSAGE, &row.signature);
        assert_eq!(verdict, Err(SignatureError::UnsupportedAlgorithm));
        for at in 0..key.len() {
            for bit in 0..8 {
                let mut changed = key.clone();
                changed[at] ^= 1 << bit;
                let _ = verify_signature(&row.algorithm, &changed, MESSAGE, &row.signature);
            }
        }
        for at in 0..row.algorithm.len() {
            for bit in 0..8 {
                let mut changed = row.algorithm.clone();
                changed[at] ^= 1 << bit;
                let _ = verify_signature(&changed, &key, MESSAGE, &row.signature);
            }
        }
    }
}

#[test]
fn a_key_in_a_key_is_no_key() {
    // aws-lc-rs alone would take a SubjectPublicKeyInfo where a point or an RSAPublicKey belongs.
    let inner = spki("p256");
    let mut body = hex("301306072a8648ce3d020106082a8648ce3d030107");
    body.extend([3, u8::try_from(inner.len() + 1).unwrap(), 0]);
    body.extend(&inner);
    let outer = [&[0x30, u8::try_from(body.len()).unwrap()][..], &body].concat();
    assert!(body.len() < 0x80);
    assert_eq!(PublicKey::from_der(&inner), PublicKey::Ec(EcPublicKey::new(Curve::P256, inner[26..].to_vec())));
    assert_eq!(PublicKey::from_der(&outer), PublicKey::Unusable);
}

#[test]
fn keys_have_a_size() {
    let bits = |name: &str| public_key(name).bits();
    assert_eq!(bits("rsa512"), Some(512));
    assert_eq!(bits("rsa2047"), Some(2047));
    assert_eq!(bits("pss2048"), Some(2048));
    assert_eq!(bits("rsa8200"), None);
    assert_eq!([bits("p256"), bits("p384"), bits("p521")], [Some(256), Some(384), Some(521)]);
    assert_eq!(bits("secp256k1"), None);
    assert_eq!(bits("ed25519"), Some(256));
    assert_eq!(bits("dsa3072-256"), Some(3072));
    assert_eq!(bits("dsa1024-inherits"), None);
    assert_eq!(bits("dsa1024-inherits+dsa1024"), Some(1024));
}

#[test]
fn parameters_are_inherited_by_dsa_keys_alone() {
    let issuer = public_key("dsa1024");
    for name in ["rsa2048", "p256", "ed25519", "dsa1024", "secp256k1"] {
        let key = public_key(name);
        assert!(matches!(key.with_inherited_parameters(&issuer), Cow::Borrowed(same) if *same == key), "{name}");
    }
    assert_eq!(public_key("dsa1024-inherits+dsa1024"), issuer);
}

#[test]
fn algorithms_are_named_even_if_they_cannot_be_checked() {
    let named = |oid: &str| {
        let algorithm = SignatureAlgorithm::from_der(&hex(oid)).unwrap();
        (algorithm.name(), algorithm.hash())
    };
    assert_eq!(named("300d06092a864886f70d01010b0500"), ("sha256WithRSAEncryption", Some(Hash::Sha256)));
    assert_eq!(named("300d06092a864886f70d0101020500"), ("md2WithRSAEncryption", Some(Hash::Md2)));
    assert_eq!(named("300906072a8648ce380403"), ("id-dsa-with-sha1", Some(Hash::Sha1)));
    assert_eq!(named("300706052b0e03021d"), ("sha1WithRSASignature", Some(Hash::Sha1)));
    assert_eq!(named("300506032b6571"), ("id-Ed448", None));
    assert_eq!(named("300b0609608648016503040312"), ("id-ml-dsa-65", None));
    assert_eq!(named("300b06092a864886f70d01010a"), ("id-RSASSA-PSS", None));
    assert_eq!(SignatureAlgorithm::from_der(&hex("300406022a03")), None);

    // An empty sequence of parameters is all defaults (RFC 4055, section 3.1).
    let defaults = SignatureAlgorithm::from_der(&hex("300d06092a864886f70d01010a3000")).unwrap();
    let expected = PssParameters { hash: Hash::Sha1, mask_hash: Hash::Sha1, salt_length: 20 };
    assert_eq!(defaults.scheme(), Scheme::RsaPss(Some(expected)));
    assert_eq!(Hash::Sha384.to_string(), "SHA-384");
}

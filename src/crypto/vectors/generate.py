#!/usr/bin/env python3
"""Writes signatures.txt, the known answers for the checks of signatures.

    python3 generate.py > signatures.txt

Needs the package `cryptography` (48 or later) for ECDSA and Ed25519. The output is the same each time: RSA primes come from a
seeded generator, PSS salts from a hash, ECDSA nonces from RFC 6979. No key here is used for anything else.
"""

import hashlib
import math
import random

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

MESSAGE = b"sample"  # as in RFC 6979, appendix A.2

# ASN.1 in DER


def tlv(tag, *parts):
    body = b"".join(parts)
    if len(body) < 0x80:
        return bytes([tag, len(body)]) + body
    length = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + body


def seq(*parts):
    return tlv(0x30, *parts)


def integer(value):
    return tlv(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def oid(dotted):
    first, second, *rest = map(int, dotted.split("."))
    out = b""
    for arc in [first * 40 + second, *rest]:
        digits = [arc & 0x7F]
        while arc := arc >> 7:
            digits.append(0x80 | arc & 0x7F)
        out += bytes(reversed(digits))
    return tlv(0x06, out)


NULL = tlv(0x05)
HASHES = {
    "md5": "1.2.840.113549.2.5",
    "sha1": "1.3.14.3.2.26",
    "sha224": "2.16.840.1.101.3.4.2.4",
    "sha256": "2.16.840.1.101.3.4.2.1",
    "sha384": "2.16.840.1.101.3.4.2.2",
    "sha512": "2.16.840.1.101.3.4.2.3",
}
PKCS1 = "1.2.840.113549.1.1."
RSA_SIGNATURES = {"md5": "4", "sha1": "5", "sha224": "14", "sha256": "11", "sha384": "12", "sha512": "13"}
ECDSA_SIGNATURES = {"sha1": "1", "sha224": "3.1", "sha256": "3.2", "sha384": "3.3", "sha512": "3.4"}

# RSA (RFC 8017)


SMALL_PRIMES = [n for n in range(3, 2000, 2) if all(n % d for d in range(3, math.isqrt(n) + 1, 2))]


def is_prime(n, rng):
    if any(n % small == 0 for small in SMALL_PRIMES):
        return False
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for _ in range(8):
        x = pow(rng.randrange(2, n - 1), d, n)
        if x not in (1, n - 1) and not any((x := x * x % n) == n - 1 for _ in range(s - 1)):
            return False
    return True


class Rsa:
    """An RSA key of `bits`, of as many primes as make it quick to find: a check does not notice."""

    def __init__(self, bits, e=65537, seed=""):
        rng = random.Random(f"apptunnel rsa {bits} {e} {seed}")
        count = max(2, bits // 1024)
        while True:
            sizes = [bits // count + (1 if i < bits % count else 0) for i in range(count)]
            primes = [self.prime(size, e, rng) for size in sizes]
            self.n, self.e = math.prod(primes), e
            if self.n.bit_length() == bits and len(set(primes)) == count:
                self.primes, self.bits = primes, bits
                return

    @staticmethod
    def prime(size, e, rng):
        while True:
            p = rng.getrandbits(size) | 3 << (size - 2) | 1
            if math.gcd(p - 1, e) == 1 and is_prime(p, rng):
                return p

    def spki(self, algorithm=seq(oid(PKCS1 + "1"), NULL), n=None, e=None):
        return seq(algorithm, tlv(0x03, b"\0", seq(integer(n or self.n), integer(e or self.e))))

    def raw(self, encoded):
        message, signature = int.from_bytes(encoded, "big"), 0
        for p in self.primes:  # by the Chinese remainder theorem: one power of 8192 bits takes seconds
            others = self.n // p
            signature += pow(message, pow(self.e, -1, p - 1), p) * others * pow(others, -1, p)
        return (signature % self.n).to_bytes((self.bits + 7) // 8, "big")

    def pkcs1(self, hash):
        info = seq(seq(oid(HASHES[hash]), NULL), tlv(0x04, hashlib.new(hash, MESSAGE).digest()))
        return self.raw(b"\0\1" + b"\xff" * ((self.bits + 7) // 8 - len(info) - 3) + b"\0" + info)

    def pss(self, hash, mask_hash, salt_length):
        length = (self.bits + 6) // 8
        salt = hashlib.shake_256(b"apptunnel salt").digest(salt_length)
        digest = hashlib.new(hash, bytes(8) + hashlib.new(hash, MESSAGE).digest() + salt).digest()
        db = b"\1" + salt
        db = bytes(length - len(digest) - 1 - len(db)) + db
        mask = b""
        while len(mask) < len(db):
            mask += hashlib.new(mask_hash, digest + (len(mask) // len(hashlib.new(mask_hash).digest())).to_bytes(4, "big")).digest()
        masked = bytearray(a ^ b for a, b in zip(db, mask))
        masked[0] &= 0xFF >> (8 * length - (self.bits - 1))
        return self.raw(bytes(masked) + digest + b"\xbc")


def pss_algorithm(hash, mask_hash, salt_length, trailer=None):
    parts = []
    if hash != "sha1":
        parts.append(tlv(0xA0, seq(oid(HASHES[hash]), NULL)))
    if mask_hash != "sha1":
        parts.append(tlv(0xA1, seq(oid(PKCS1 + "8"), seq(oid(HASHES[mask_hash]), NULL))))
    if salt_length != 20:
        parts.append(tlv(0xA2, integer(salt_length)))
    if trailer:
        parts.append(tlv(0xA3, integer(trailer)))
    return seq(oid(PKCS1 + "10"), seq(*parts))


def pkcs1_algorithm(hash):
    return seq(oid(PKCS1 + RSA_SIGNATURES[hash]), NULL)


# EC: the keys of RFC 6979, appendices A.2.5 to A.2.7.

SCALARS = {
    "p256": "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721",
    "p384": "6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D896D5724E4C70A825F872C9EA60D2EDF5",
    "p521": "FAD06DAA62BA3B25D2FB40133DA757205DE67F5BB0018FEE8C86E1B68C7E75CAA896EB32F1F47C70855836A6D16FCC1466F6D8FBEC67DB89EC0C08B0E996B83538",
}
CURVES = {"p256": ec.SECP256R1(), "p384": ec.SECP384R1(), "p521": ec.SECP521R1()}
EC = {name: ec.derive_private_key(int(scalar, 16), CURVES[name]) for name, scalar in SCALARS.items()}
SHA = {"sha1": hashes.SHA1(), "sha224": hashes.SHA224(), "sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}


def ecdsa(curve, hash):
    return EC[curve].sign(MESSAGE, ec.ECDSA(SHA[hash], deterministic_signing=True))


def ecdsa_algorithm(hash, *parameters):
    return seq(oid("1.2.840.10045.4." + ECDSA_SIGNATURES[hash]), *parameters)


def compressed(key):
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    algorithm = seq(oid("1.2.840.10045.2.1"), oid("1.2.840.10045.3.1.7"))
    return seq(algorithm, tlv(0x03, b"\0", point))


# That ECDSA here is that of RFC 6979, appendix A.2.5.
assert decode_dss_signature(ecdsa("p256", "sha256"))[0] == 0xEFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716

# Ed25519: the key of RFC 8032, section 7.1, test 1.

ED25519 = ed25519.Ed25519PrivateKey.from_private_bytes(
    bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
)
ED25519_ALGORITHM = seq(oid("1.3.101.112"))


def spki(key):
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


# The table


def key(name, spki):
    print("key", name, spki.hex())


def row(name, key, aws_lc_rs, rustcrypto, algorithm, signature):
    print("signature", name, key, aws_lc_rs, rustcrypto, algorithm.hex(), signature.hex())


def same(name, key, expected, algorithm, signature):
    row(name, key, expected, expected, algorithm, signature)


def main():
    print("# Known answers for the checks of signatures. Written by generate.py.")
    print("# key <name> <SubjectPublicKeyInfo>")
    print("# signature <name> <key> <verdict of aws-lc-rs> <verdict of rustcrypto> <AlgorithmIdentifier> <signature>")
    print(f"# Each signature is over the bytes \"{MESSAGE.decode()}\".")

    rsa = {bits: Rsa(bits) for bits in (1023, 1024, 1536, 2047, 2048, 2049, 3072, 4096, 8192, 8200)}
    e3 = Rsa(2048, 3)
    large_e = Rsa(2048, (1 << 33) + 15)
    id_pss = seq(oid(PKCS1 + "10"))
    for bits, rsa_key in rsa.items():
        key(f"rsa{bits}", rsa_key.spki())
    key("rsa2048-e3", e3.spki())
    key("rsa2048-large-e", large_e.spki())
    key("rsa2048-e1", rsa[2048].spki(e=1))
    key("rsa2048-even-e", rsa[2048].spki(e=65536))
    key("rsa2048-even-n", rsa[2048].spki(n=rsa[2048].n - 1))
    key("rsa2048-no-null", rsa[2048].spki(seq(oid(PKCS1 + "1"))))
    key("pss2048", rsa[2048].spki(id_pss))
    key("pss2048-sha256", rsa[2048].spki(pss_algorithm("sha256", "sha256", 32)))
    for name, ec_key in EC.items():
        key(name, spki(ec_key))
    key("p256-compressed", compressed(EC["p256"]))
    key("secp256k1", spki(ec.derive_private_key(1, ec.SECP256K1())))
    key("ed25519", spki(ED25519))

    for bits, rsa_key in rsa.items():
        for hash in ("sha1", "sha224", "sha256", "sha384", "sha512"):
            if bits in (1023, 8200):
                verdicts = ("unsuitable", "unsuitable")
            elif hash == "sha224" or (hash == "sha384" and bits < 2048):
                verdicts = ("unsupported", "valid")
            else:
                verdicts = ("valid", "valid")
            row(f"rsa{bits}-{hash}", f"rsa{bits}", *verdicts, pkcs1_algorithm(hash), rsa_key.pkcs1(hash))
    rsa2048 = rsa[2048]
    sha256 = rsa2048.pkcs1("sha256")
    same("rsa-no-parameters", "rsa2048", "valid", seq(oid(PKCS1 + "11")), sha256)
    same("rsa-odd-parameters", "rsa2048", "unsupported", seq(oid(PKCS1 + "11"), integer(1)), sha256)
    same("rsa-oiw-sha1", "rsa2048", "valid", seq(oid("1.3.14.3.2.29")), rsa2048.pkcs1("sha1"))
    same("rsa-md5", "rsa2048", "unsupported", pkcs1_algorithm("md5"), rsa2048.pkcs1("md5"))
    same("rsa-hash-of-another", "rsa2048", "invalid", pkcs1_algorithm("sha512"), sha256)
    same("rsa-e3", "rsa2048-e3", "valid", pkcs1_algorithm("sha256"), e3.pkcs1("sha256"))
    same("rsa-large-e", "rsa2048-large-e", "unsuitable", pkcs1_algorithm("sha256"), large_e.pkcs1("sha256"))
    same("rsa-e1", "rsa2048-e1", "unsuitable", pkcs1_algorithm("sha256"), sha256)
    same("rsa-even-e", "rsa2048-even-e", "unsuitable", pkcs1_algorithm("sha256"), sha256)
    same("rsa-even-n", "rsa2048-even-n", "unsuitable", pkcs1_algorithm("sha256"), sha256)
    same("rsa-key-without-null", "rsa2048-no-null", "valid", pkcs1_algorithm("sha256"), sha256)
    same("rsa-pss-key", "pss2048", "unsuitable", pkcs1_algorithm("sha256"), sha256)

    for bits in (1024, 2047, 2048, 2049, 4096, 8192):
        for hash in ("sha1", "sha224", "sha256", "sha384", "sha512"):
            salt = hashlib.new(hash).digest_size
            if 8 * (2 * salt + 2) > bits - 1:
                continue
            supported = bits >= 2048 and hash not in ("sha1", "sha224")
            row(f"pss{bits}-{hash}", f"rsa{bits}", "valid" if supported else "unsupported", "valid",
                pss_algorithm(hash, hash, salt), rsa[bits].pss(hash, hash, salt))
    for salt in (0, 20, 222):
        same(f"pss-salt-{salt}", "rsa2048", "valid", pss_algorithm("sha256", "sha256", salt), rsa2048.pss("sha256", "sha256", salt))
    pss = rsa2048.pss("sha256", "sha256", 32)
    usual = pss_algorithm("sha256", "sha256", 32)
    same("pss-salt-longer-than-said", "rsa2048", "invalid", pss_algorithm("sha256", "sha256", 31), pss)
    same("pss-salt-shorter-than-said", "rsa2048", "invalid", pss_algorithm("sha256", "sha256", 33), pss)
    same("pss-salt-too-long-for-key", "rsa2048", "invalid", pss_algorithm("sha256", "sha256", 223), pss)
    same("pss-salt-65535", "rsa2048", "invalid", pss_algorithm("sha256", "sha256", 65535), pss)
    same("pss-salt-65536", "rsa2048", "unsupported", pss_algorithm("sha256", "sha256", 65536), pss)
    same("pss-mask-sha1", "rsa2048", "unsupported", pss_algorithm("sha256", "sha1", 32), rsa2048.pss("sha256", "sha1", 32))
    same("pss-trailer-1", "rsa2048", "valid", pss_algorithm("sha256", "sha256", 32, trailer=1), pss)
    same("pss-trailer-2", "rsa2048", "unsupported", pss_algorithm("sha256", "sha256", 32, trailer=2), pss)
    same("pss-no-parameters", "rsa2048", "unsupported", id_pss, pss)
    same("pss-null-parameters", "rsa2048", "unsupported", seq(oid(PKCS1 + "10"), NULL), pss)
    same("pss-key", "pss2048", "valid", usual, pss)
    same("pss-key-of-sha256", "pss2048-sha256", "valid", usual, pss)
    same("pss-key-longer-salt", "pss2048-sha256", "valid", pss_algorithm("sha256", "sha256", 48), rsa2048.pss("sha256", "sha256", 48))
    same("pss-key-shorter-salt", "pss2048-sha256", "unsuitable", pss_algorithm("sha256", "sha256", 20), rsa2048.pss("sha256", "sha256", 20))
    same("pss-key-of-another-hash", "pss2048-sha256", "unsuitable", pss_algorithm("sha512", "sha512", 64), rsa2048.pss("sha512", "sha512", 64))

    for curve in EC:
        for hash in SHA:
            same(f"{curve}-{hash}", curve, "valid", ecdsa_algorithm(hash), ecdsa(curve, hash))
    same("ecdsa-null", "p256", "valid", ecdsa_algorithm("sha256", NULL), ecdsa("p256", "sha256"))
    same("ecdsa-compressed-key", "p256-compressed", "valid", ecdsa_algorithm("sha256"), ecdsa("p256", "sha256"))
    same("ecdsa-other-curve", "p384", "invalid", ecdsa_algorithm("sha256"), ecdsa("p256", "sha256"))
    same("ecdsa-other-curve-legacy", "p384", "invalid", ecdsa_algorithm("sha1"), ecdsa("p256", "sha1"))
    same("ecdsa-zero", "p256", "invalid", ecdsa_algorithm("sha256"), seq(integer(0), integer(0)))
    same("ecdsa-secp256k1", "secp256k1", "unsuitable", ecdsa_algorithm("sha256"), ecdsa("p256", "sha256"))

    same("ed25519", "ed25519", "valid", ED25519_ALGORITHM, ED25519.sign(MESSAGE))
    same("ed448", "ed25519", "unsupported", seq(oid("1.3.101.113")), ED25519.sign(MESSAGE))
    same("dsa-sha1", "rsa2048", "unsupported", seq(oid("1.2.840.10040.4.3")), b"\0")
    same("ml-dsa-65", "rsa2048", "unsupported", seq(oid("2.16.840.1.101.3.4.3.18")), b"\0")
    same("unknown", "rsa2048", "unsupported", seq(oid("1.2.3.4")), b"\0")


if __name__ == "__main__":
    main()

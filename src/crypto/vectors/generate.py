#!/usr/bin/env python3
"""Writes signatures.txt, the known answers for the checks of signatures.

    python3 generate.py > signatures.txt

Needs the package `cryptography` (48 or later) for ECDSA and Ed25519. The output is the same each time: primes come from a
seeded generator, PSS salts from a hash, nonces of DSA and ECDSA from RFC 6979. No key here is used for anything else.
"""

import hashlib
import hmac
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


# DSA (FIPS 186-4)


class Dsa:
    """A DSA key: the private x, and y if it is known from elsewhere."""

    def __init__(self, p, q, g, x, y=None):
        self.p, self.q, self.g, self.x, self.y = p, q, g, x, pow(g, x, p)
        assert y in (None, self.y) and pow(self.y, q, p) == 1

    @classmethod
    def of_bits(cls, p_bits, q_bits):
        rng = random.Random(f"apptunnel dsa {p_bits} {q_bits}")
        q = cls.prime(q_bits, rng)
        while True:
            p = rng.getrandbits(p_bits) | 1 << (p_bits - 1)
            p += 1 - p % (2 * q)
            if p.bit_length() == p_bits and is_prime(p, rng):
                return cls(p, q, pow(2, (p - 1) // q, p), rng.randrange(1, q))

    @staticmethod
    def prime(bits, rng):
        while True:
            q = rng.getrandbits(bits) | 1 << (bits - 1) | 1
            if is_prime(q, rng):
                return q

    def algorithm(self, p=None, q=None, g=None):
        numbers = [own if other is None else other for own, other in ((self.p, p), (self.q, q), (self.g, g))]
        return seq(oid(ID_DSA), seq(*map(integer, numbers)))

    def spki(self, algorithm=None, y=None):
        return seq(algorithm or self.algorithm(), tlv(0x03, b"\0", integer(self.y if y is None else y)))

    def nonce(self, hash, digest):
        """RFC 6979, section 3.2."""
        length = (self.q.bit_length() + 7) // 8
        mac = lambda key, data: hmac.new(key, data, hash).digest()
        fixed = self.x.to_bytes(length, "big") + (self.leftmost(digest) % self.q).to_bytes(length, "big")
        v, k = b"\1" * len(digest), bytes(len(digest))
        for step in (b"\0", b"\1"):
            k = mac(k, v + step + fixed)
            v = mac(k, v)
        while True:
            t = b""
            while len(t) < length:
                v = mac(k, v)
                t += v
            if 0 < (nonce := self.leftmost(t)) < self.q:
                return nonce
            k = mac(k, v + b"\0")
            v = mac(k, v)

    def leftmost(self, octets):
        return int.from_bytes(octets, "big") >> max(0, 8 * len(octets) - self.q.bit_length())

    def numbers(self, hash):
        digest = hashlib.new(hash, MESSAGE).digest()
        nonce = self.nonce(hash, digest)
        r = pow(self.g, nonce, self.p) % self.q
        return r, pow(nonce, -1, self.q) * (self.leftmost(digest) + self.x * r) % self.q

    def sign(self, hash):
        return seq(*map(integer, self.numbers(hash)))


ID_DSA = "1.2.840.10040.4.1"
DSA_SIGNATURES = {"sha1": "1.2.840.10040.4.3", "sha224": "2.16.840.1.101.3.4.3.1", "sha256": "2.16.840.1.101.3.4.3.2"}


def dsa_algorithm(hash, *parameters):
    return seq(oid(DSA_SIGNATURES[hash]), *parameters)


def number(text):
    return int("".join(text.split()), 16)


# The keys of RFC 6979, appendices A.2.1 and A.2.2.
DSA1024 = Dsa(
    p=number(
        """
        86F5CA03DCFEB225063FF830A0C769B9DD9D6153AD91D7CE27F787C43278B447
        E6533B86B18BED6E8A48B784A14C252C5BE0DBF60B86D6385BD2F12FB763ED88
        73ABFD3F5BA2E0A8C0A59082EAC056935E529DAF7C610467899C77ADEDFC846C
        881870B7B19B2B58F9BE0521A17002E3BDD6B86685EE90B3D9A1B02B782B1779
        """
    ),
    q=number("996F967F6C8E388D9E28D01E205FBA957A5698B1"),
    g=number(
        """
        07B0F92546150B62514BB771E2A0C0CE387F03BDA6C56B505209FF25FD3C133D
        89BBCD97E904E09114D9A7DEFDEADFC9078EA544D2E401AEECC40BB9FBBF78FD
        87995A10A1C27CB7789B594BA7EFB5C4326A9FE59A070E136DB77175464ADCA4
        17BE5DCE2F40D10A46A3A3943F26AB7FD9C0398FF8C76EE0A56826A8A88F1DBD
        """
    ),
    x=number("411602CB19A6CCC34494D79D98EF1E7ED5AF25F7"),
    y=number(
        """
        5DF5E01DED31D0297E274E1691C192FE5868FEF9E19A84776454B100CF16F653
        92195A38B90523E2542EE61871C0440CB87C322FC4B4D2EC5E1E7EC766E1BE8D
        4CE935437DC11C3C8FD426338933EBFE739CB3465F4D3668C5E473508253B1E6
        82F65CBDC4FAE93C2EA212390E54905A86E2223170B44EAA7DA5DD9FFCFB7F3B
        """
    ),
)
DSA2048 = Dsa(
    p=number(
        """
        9DB6FB5951B66BB6FE1E140F1D2CE5502374161FD6538DF1648218642F0B5C48
        C8F7A41AADFA187324B87674FA1822B00F1ECF8136943D7C55757264E5A1A44F
        FE012E9936E00C1D3E9310B01C7D179805D3058B2A9F4BB6F9716BFE6117C6B5
        B3CC4D9BE341104AD4A80AD6C94E005F4B993E14F091EB51743BF33050C38DE2
        35567E1B34C3D6A5C0CEAA1A0F368213C3D19843D0B4B09DCB9FC72D39C8DE41
        F1BF14D4BB4563CA28371621CAD3324B6A2D392145BEBFAC748805236F5CA2FE
        92B871CD8F9C36D3292B5509CA8CAA77A2ADFC7BFD77DDA6F71125A7456FEA15
        3E433256A2261C6A06ED3693797E7995FAD5AABBCFBE3EDA2741E375404AE25B
        """
    ),
    q=number("F2C3119374CE76C9356990B465374A17F23F9ED35089BD969F61C6DDE9998C1F"),
    g=number(
        """
        5C7FF6B06F8F143FE8288433493E4769C4D988ACE5BE25A0E24809670716C613
        D7B0CEE6932F8FAA7C44D2CB24523DA53FBE4F6EC3595892D1AA58C4328A06C4
        6A15662E7EAA703A1DECF8BBB2D05DBE2EB956C142A338661D10461C0D135472
        085057F3494309FFA73C611F78B32ADBB5740C361C9F35BE90997DB2014E2EF5
        AA61782F52ABEB8BD6432C4DD097BC5423B285DAFB60DC364E8161F4A2A35ACA
        3A10B1C4D203CC76A470A33AFDCBDD92959859ABD8B56E1725252D78EAC66E71
        BA9AE3F1DD2487199874393CD4D832186800654760E1E34C09E4D155179F9EC0
        DC4473F996BDCE6EED1CABED8B6F116F7AD9CF505DF0F998E34AB27514B0FFE7
        """
    ),
    x=number("69C7548C21D0DFEA6B9A51C9EAD4E27C33D3B3F180316E5BCAB92C933F0E4DBC"),
    y=number(
        """
        667098C654426C78D7F8201EAC6C203EF030D43605032C2F1FA937E5237DBD94
        9F34A0A2564FE126DC8B715C5141802CE0979C8246463C40E6B6BDAA2513FA61
        1728716C2E4FD53BC95B89E69949D96512E873B9C8F8DFD499CC312882561ADE
        CB31F658E934C0C197F2C4D96B05CBAD67381E7B768891E4DA3843D24D94CDFB
        5126E9B8BF21E8358EE0E0A30EF13FD6A664C0DCE3731F7FB49A4845A4FD8254
        687972A2D382599C9BAC4E0ED7998193078913032558134976410B89D2C171D1
        23AC35FD977219597AA7D15C1A9A428E59194F75C721EBCBCFAE44696A499AFA
        74E04299F132026601638CB87AB79190D4A0986315DA8EEC6561C938996BEADF
        """
    ),
)

# That DSA here is that of RFC 6979, appendix A.2.1.
assert DSA1024.numbers("sha1") == (0x2E1A0C2562B2912CAAF89186FB0F42001585DA55, 0x29EFB6B0AFF2D7A68EB70CA313022253B9A88DF5)

# Keys with numbers out of bounds, and some within them but of no use: those accept no signature.
BAD_DSA_NUMBERS = {
    "dsa-composite-q": DSA1024.spki(DSA1024.algorithm(q=3**100 | 1 << 159)),
    "dsa-composite-p": DSA1024.spki(DSA1024.algorithm(p=DSA1024.p + 2)),
    "dsa-short-g": DSA1024.spki(DSA1024.algorithm(g=2)),
    "dsa-short-y": DSA1024.spki(y=2),
}
BAD_DSA_KEYS = BAD_DSA_NUMBERS | {
    "dsa-short-p": DSA1024.spki(DSA1024.algorithm(p=(1 << 510) + 1, g=2), y=3),
    "dsa-long-p": DSA1024.spki(DSA1024.algorithm(p=(1 << 3072) + 1)),
    "dsa-very-long-p": DSA1024.spki(DSA1024.algorithm(p=(1 << 65536) + 1)),
    "dsa-even-p": DSA1024.spki(DSA1024.algorithm(p=DSA1024.p + 1)),
    "dsa-short-q": DSA1024.spki(DSA1024.algorithm(q=DSA1024.q >> 1 | 1)),
    "dsa-odd-size-of-q": DSA1024.spki(DSA1024.algorithm(q=(1 << 160) + 1)),
    "dsa-long-q": DSA1024.spki(DSA1024.algorithm(q=(1 << 256) + 1)),
    "dsa-even-q": DSA1024.spki(DSA1024.algorithm(q=DSA1024.q + 1)),
    "dsa-zero-g": DSA1024.spki(DSA1024.algorithm(g=0)),
    "dsa-one-g": DSA1024.spki(DSA1024.algorithm(g=1)),
    "dsa-g-of-p": DSA1024.spki(DSA1024.algorithm(g=DSA1024.p)),
    "dsa-zero-y": DSA1024.spki(y=0),
    "dsa-one-y": DSA1024.spki(y=1),
    "dsa-y-of-p": DSA1024.spki(y=DSA1024.p),
    "dsa-long-y": DSA1024.spki(y=1 << 65536),
    "dsa-negative-y": seq(DSA1024.algorithm(), tlv(0x03, b"\0", tlv(0x02, b"\xff"))),
    "dsa-four-parameters": DSA1024.spki(seq(oid(ID_DSA), seq(*[integer(n) for n in (DSA1024.p, DSA1024.q, DSA1024.g, 1)]))),
    "dsa-other-parameters": DSA1024.spki(seq(oid(ID_DSA), integer(1))),
}

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
ED25519_PRIME = 2**255 - 19
ED25519_BASE = 4 * pow(5, -1, ED25519_PRIME) % ED25519_PRIME
ED25519_POINTS = {
    "ed25519-neutral": 1,
    "ed25519-neutral-of-sign": 1 | 1 << 255,
    "ed25519-neutral-and-prime": 1 + ED25519_PRIME,
    "ed25519-order-2-of-sign": ED25519_PRIME - 1 | 1 << 255,
    "ed25519-prime": ED25519_PRIME,
}


def spki(key):
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


# The table


def key(name, spki):
    print("key", name, spki.hex())


def row(name, key, verdict, algorithm, signature):
    print("signature", name, key, verdict, algorithm.hex(), signature.hex())


def main():
    print("# Known answers for the checks of signatures. Written by generate.py.")
    print("# key <name> <SubjectPublicKeyInfo>")
    print("# signature <name> <key> <verdict> <AlgorithmIdentifier> <signature>")
    print("# A key <a+b> is the key a with the parameters that it inherits from b.")
    print(f"# Each signature is over the bytes \"{MESSAGE.decode()}\".")

    rsa = {bits: Rsa(bits) for bits in (511, 512, 1023, 1024, 1536, 2047, 2048, 2049, 3072, 4096, 8192, 8200)}
    e3 = Rsa(2048, 3)
    largest_e = Rsa(8192, (1 << 33) - 1)
    large_e = Rsa(2048, (1 << 33) + 15)
    dsa = {"dsa1024": DSA1024, "dsa2048": DSA2048}
    dsa |= {f"dsa{p}-{q}": Dsa.of_bits(p, q) for p, q in ((512, 160), (2048, 224), (3072, 256))}
    id_pss = seq(oid(PKCS1 + "10"))
    for bits, rsa_key in rsa.items():
        key(f"rsa{bits}", rsa_key.spki())
    key("rsa2048-e3", e3.spki())
    key("rsa8192-largest-e", largest_e.spki())
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
    for name, dsa_key in dsa.items():
        key(name, dsa_key.spki())
    key("dsa1024-inherits", DSA1024.spki(seq(oid(ID_DSA))))
    key("dsa1024-inherits-null", DSA1024.spki(seq(oid(ID_DSA), NULL)))
    key("dsa2048-inherits", DSA2048.spki(seq(oid(ID_DSA))))
    for name, bad in BAD_DSA_KEYS.items():
        key(name, bad)
    for name, point in ED25519_POINTS.items():
        key(name, seq(ED25519_ALGORITHM, tlv(0x03, b"\0", point.to_bytes(32, "little"))))

    for bits, rsa_key in rsa.items():
        for hash in RSA_SIGNATURES:
            if bits < 600 and hash in ("sha384", "sha512"):
                continue  # the digest is too long for the key
            verdict = "unsuitable" if bits in (511, 8200) else "valid"
            row(f"rsa{bits}-{hash}", f"rsa{bits}", verdict, pkcs1_algorithm(hash), rsa_key.pkcs1(hash))
    row("rsa512-sha512", "rsa512", "invalid", pkcs1_algorithm("sha512"), rsa[512].pkcs1("sha256"))
    rsa2048 = rsa[2048]
    sha256 = rsa2048.pkcs1("sha256")
    row("rsa-no-parameters", "rsa2048", "valid", seq(oid(PKCS1 + "11")), sha256)
    row("rsa-odd-parameters", "rsa2048", "unsupported", seq(oid(PKCS1 + "11"), integer(1)), sha256)
    row("rsa-oiw-sha1", "rsa2048", "valid", seq(oid("1.3.14.3.2.29")), rsa2048.pkcs1("sha1"))
    row("rsa-oiw-md5", "rsa2048", "valid", seq(oid("1.3.14.3.2.3")), rsa2048.pkcs1("md5"))
    row("rsa-md4", "rsa2048", "unsupported", seq(oid(PKCS1 + "3"), NULL), rsa2048.pkcs1("md5"))
    row("rsa-md2", "rsa2048", "unsupported", seq(oid(PKCS1 + "2"), NULL), rsa2048.pkcs1("md5"))
    row("rsa-hash-of-another", "rsa2048", "invalid", pkcs1_algorithm("sha512"), sha256)
    row("rsa-e3", "rsa2048-e3", "valid", pkcs1_algorithm("sha256"), e3.pkcs1("sha256"))
    row("rsa-largest-e", "rsa8192-largest-e", "valid", pkcs1_algorithm("sha256"), largest_e.pkcs1("sha256"))
    row("rsa-largest-e-sha224", "rsa8192-largest-e", "valid", pkcs1_algorithm("sha224"), largest_e.pkcs1("sha224"))
    row("rsa-large-e", "rsa2048-large-e", "unsuitable", pkcs1_algorithm("sha256"), large_e.pkcs1("sha256"))
    row("rsa-e1", "rsa2048-e1", "unsuitable", pkcs1_algorithm("sha256"), sha256)
    row("rsa-even-e", "rsa2048-even-e", "unsuitable", pkcs1_algorithm("sha256"), sha256)
    row("rsa-even-n", "rsa2048-even-n", "unsuitable", pkcs1_algorithm("sha256"), sha256)
    row("rsa-key-without-null", "rsa2048-no-null", "valid", pkcs1_algorithm("sha256"), sha256)
    row("rsa-pss-key", "pss2048", "unsuitable", pkcs1_algorithm("sha256"), sha256)

    for bits in (512, 1024, 2047, 2048, 2049, 4096, 8192):
        for hash in ("sha1", "sha224", "sha256", "sha384", "sha512"):
            salt = hashlib.new(hash).digest_size
            if 8 * (2 * salt + 2) > bits - 1:
                continue
            row(f"pss{bits}-{hash}", f"rsa{bits}", "valid", pss_algorithm(hash, hash, salt), rsa[bits].pss(hash, hash, salt))
    row("pss512-sha512", "rsa512", "invalid", pss_algorithm("sha512", "sha512", 0), rsa[512].pss("sha256", "sha256", 0))
    row("pss-md5", "rsa2048", "unsupported", pss_algorithm("md5", "md5", 16), rsa2048.pss("md5", "md5", 16))
    for salt in (0, 20, 222):
        row(f"pss-salt-{salt}", "rsa2048", "valid", pss_algorithm("sha256", "sha256", salt), rsa2048.pss("sha256", "sha256", salt))
    pss = rsa2048.pss("sha256", "sha256", 32)
    usual = pss_algorithm("sha256", "sha256", 32)
    row("pss-salt-longer-than-said", "rsa2048", "invalid", pss_algorithm("sha256", "sha256", 31), pss)
    row("pss-salt-shorter-than-said", "rsa2048", "invalid", pss_algorithm("sha256", "sha256", 33), pss)
    row("pss-salt-too-long-for-key", "rsa2048", "invalid", pss_algorithm("sha256", "sha256", 223), pss)
    row("pss-salt-65535", "rsa2048", "invalid", pss_algorithm("sha256", "sha256", 65535), pss)
    row("pss-salt-65536", "rsa2048", "unsupported", pss_algorithm("sha256", "sha256", 65536), pss)
    row("pss-mask-sha1", "rsa2048", "unsupported", pss_algorithm("sha256", "sha1", 32), rsa2048.pss("sha256", "sha1", 32))
    row("pss-trailer-1", "rsa2048", "valid", pss_algorithm("sha256", "sha256", 32, trailer=1), pss)
    row("pss-trailer-2", "rsa2048", "unsupported", pss_algorithm("sha256", "sha256", 32, trailer=2), pss)
    row("pss-no-parameters", "rsa2048", "unsupported", id_pss, pss)
    row("pss-null-parameters", "rsa2048", "unsupported", seq(oid(PKCS1 + "10"), NULL), pss)
    row("pss-key", "pss2048", "valid", usual, pss)
    row("pss-key-of-sha256", "pss2048-sha256", "valid", usual, pss)
    row("pss-key-longer-salt", "pss2048-sha256", "valid", pss_algorithm("sha256", "sha256", 48), rsa2048.pss("sha256", "sha256", 48))
    row("pss-key-shorter-salt", "pss2048-sha256", "unsuitable", pss_algorithm("sha256", "sha256", 20), rsa2048.pss("sha256", "sha256", 20))
    row("pss-key-of-another-hash", "pss2048-sha256", "unsuitable", pss_algorithm("sha512", "sha512", 64), rsa2048.pss("sha512", "sha512", 64))

    for curve in EC:
        for hash in SHA:
            row(f"{curve}-{hash}", curve, "valid", ecdsa_algorithm(hash), ecdsa(curve, hash))
    row("ecdsa-null", "p256", "valid", ecdsa_algorithm("sha256", NULL), ecdsa("p256", "sha256"))
    row("ecdsa-compressed-key", "p256-compressed", "valid", ecdsa_algorithm("sha256"), ecdsa("p256", "sha256"))
    row("ecdsa-other-curve", "p384", "invalid", ecdsa_algorithm("sha256"), ecdsa("p256", "sha256"))
    row("ecdsa-other-curve-legacy", "p384", "invalid", ecdsa_algorithm("sha1"), ecdsa("p256", "sha1"))
    row("ecdsa-zero", "p256", "invalid", ecdsa_algorithm("sha256"), seq(integer(0), integer(0)))
    row("ecdsa-secp256k1", "secp256k1", "unsuitable", ecdsa_algorithm("sha256"), ecdsa("p256", "sha256"))

    row("ed25519", "ed25519", "valid", ED25519_ALGORITHM, ED25519.sign(MESSAGE))
    row("ed448", "ed25519", "unsupported", seq(oid("1.3.101.113")), ED25519.sign(MESSAGE))
    # The neutral point signs everything with R = sB, here s = 1: a key like any other, if it is encoded as it must be.
    neutral = ED25519_BASE.to_bytes(32, "little") + (1).to_bytes(32, "little")
    for name in ED25519_POINTS:
        row(name, name, "valid" if name == "ed25519-neutral" else "unsuitable", ED25519_ALGORITHM, neutral)

    for name, dsa_key in dsa.items():
        for hash in DSA_SIGNATURES:
            row(f"{name}-{hash}", name, "valid", dsa_algorithm(hash), dsa_key.sign(hash))
    sha1 = DSA1024.sign("sha1")
    r, s = DSA1024.numbers("sha1")
    row("dsa-null", "dsa1024", "valid", dsa_algorithm("sha1", NULL), sha1)
    row("dsa-oiw-sha1", "dsa1024", "valid", seq(oid("1.3.14.3.2.27")), sha1)
    row("dsa-hash-of-another", "dsa1024", "invalid", dsa_algorithm("sha256"), sha1)
    row("dsa-key-of-another", "dsa2048", "invalid", dsa_algorithm("sha1"), sha1)
    row("dsa-inherited", "dsa1024-inherits+dsa1024", "valid", dsa_algorithm("sha1"), sha1)
    row("dsa-inherited-null", "dsa1024-inherits-null+dsa1024", "valid", dsa_algorithm("sha1"), sha1)
    row("dsa-inherited-twice", "dsa1024-inherits+dsa1024-inherits+dsa1024", "valid", dsa_algorithm("sha1"), sha1)
    row("dsa-own-parameters-stay", "dsa1024+dsa2048", "valid", dsa_algorithm("sha1"), sha1)
    row("dsa-inherited-from-another", "dsa1024-inherits+dsa2048", "invalid", dsa_algorithm("sha1"), sha1)
    row("dsa-inherited-too-small", "dsa2048-inherits+dsa1024", "unsuitable", dsa_algorithm("sha256"), DSA2048.sign("sha256"))
    row("dsa-inherited-from-none", "dsa1024-inherits+dsa2048-inherits", "unsuitable", dsa_algorithm("sha1"), sha1)
    row("dsa-inherited-from-rsa", "dsa1024-inherits+rsa2048", "unsuitable", dsa_algorithm("sha1"), sha1)
    row("dsa-without-parameters", "dsa1024-inherits", "unsuitable", dsa_algorithm("sha1"), sha1)
    numbers = {
        "zero-r": (0, s), "zero-s": (r, 0), "r-of-q": (DSA1024.q, s), "s-of-q": (r, DSA1024.q),
        "r-and-q": (r + DSA1024.q, s), "s-and-q": (r, s + DSA1024.q), "long-r": (r + (1 << 8192), s),
        "long-s": (r, s + (1 << 8192)),
    }
    for name, (bad_r, bad_s) in numbers.items():
        row(f"dsa-{name}", "dsa1024", "invalid", dsa_algorithm("sha1"), seq(integer(bad_r), integer(bad_s)))
    row("dsa-negative-r", "dsa1024", "invalid", dsa_algorithm("sha1"), seq(tlv(0x02, b"\xff"), integer(s)))
    row("dsa-three-numbers", "dsa1024", "invalid", dsa_algorithm("sha1"), seq(integer(r), integer(s), integer(s)))
    for name in BAD_DSA_KEYS:
        row(name, name, "invalid" if name in BAD_DSA_NUMBERS else "unsuitable", dsa_algorithm("sha1"), sha1)
    row("ml-dsa-65", "rsa2048", "unsupported", seq(oid("2.16.840.1.101.3.4.3.18")), b"\0")
    row("unknown", "rsa2048", "unsupported", seq(oid("1.2.3.4")), b"\0")


if __name__ == "__main__":
    main()

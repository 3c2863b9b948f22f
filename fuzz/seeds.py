"""Makes the seeds of the corpora again, from the fixtures and examples of the tree.

    python3 fuzz/seeds.py

What fuzzers found stands beside them, under names that begin with `found-`, and stays.
"""

import base64
import json
import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests" / "fixtures"
sys.path.insert(0, str(FIXTURES))

import der  # noqa: E402

PEM = """lf crlf cr bom text-around indented utf-16-le-bom key-and-chain encrypted-aes-256 encrypted-des-ede3 encrypted-scrypt
    encrypted-pbe-rc4-128 proc-type-aes-256-cbc-ec key-ec-parameters key-pkcs8-ed25519-leaf key-sec1-no-public-p384-leaf trusted
    two-in-one-block second-lost-line glued csr-and-crl""".split()
PKCS12 = """aes-256 aes-128-cbc des-ede3-cbc rsa all-plain no-mac no-mac-plain no-mac-plain-password certs-plain key-plain
    key-only certs-only mac-sha1 mac-sha512 nested-2 ber-nested ber-indefinite ber-chunks pbmac1-sha256 scrypt pbe-3des pbe-rc2-40
    pbe-rc4-128 crl name-emoji huge-pbe iterations-1""".split()
CHAINS = """good ed25519-all p384-all rsa-2048-all pss-leaf san-ipv6 san-other san-escapes name-constraints-excluded
    path-length-1 eku-any-before-july-2019 generalized-time leaf-damaged subject-empty sha1-leaf""".split()
HOSTS = [
    ("sentry.example.com", "*.example.com"),
    ("Sentry.Example.COM.", "sentry.example.com", "other.example.com"),
    ("192.0.2.1", "192.0.2.1", "192.0.2.2"),
    ("[2001:db8::1]", "2001:db8::1"),
    ("my_host.example.com", "my_host.example.com"),
    ("example.co.uk", "*.co.uk"),
    ("a.example.com", "a*.example.com", "*a.example.com"),
    ("xn--bcher-kva.example", "*.example", "xn--*.example"),
    ("-a.example", "-a.example"),
    ("1.2.3", "1.2.3"),
]
# The name of an issuer in the tests: O=Example, CN=CA.
ISSUER = der.seq(
    *(der.tlv(0x31, der.seq(der.oid(f"2.5.4.{kind}"), der.tlv(0x0C, text))) for kind, text in ((10, b"Example"), (3, b"CA")))
)


def main():
    seeds = {
        "c_abi": choices(8, 800),
        "certificate": certificates(),
        "crl": crls(),
        "fleet": choices(8, 400),
        "fleet_json": fleets(),
        "hostname": {lines[0].strip("[]").lower(): "\n".join(lines).encode() for lines in HOSTS},
        "log_list": log_lists(),
        "name_constraints": name_constraints(),
        "pem": copies("pem-{}.pem", PEM),
        "pkcs12": copies("p12-{}.p12", PKCS12),
        "pkcs7": copied(sorted((FIXTURES / "containers").glob("p7-*"))),
        "pki": choices(12, 300),
        "policies": policies(),
        "profile": profiles(),
        "timestamps": timestamps(),
        "tls": choices(8, 24),
        "upload": copied(
            FIXTURES / "containers" / name
            for name in ("p12-aes-256.p12", "p12-no-mac-plain.p12", "p7-der.p7b", "pem-lf.pem", "der-leaf.cer", "base64-leaf.cer")
        ),
    }
    for target, files in seeds.items():
        corpus = ROOT / "fuzz" / "corpus" / target
        corpus.mkdir(parents=True, exist_ok=True)
        for file in corpus.iterdir():
            if not file.name.startswith("found-"):
                file.unlink()
        for name, content in files.items():
            (corpus / name.replace(":", "-")).write_bytes(content)


def copied(files):
    return {file.name: file.read_bytes() for file in files}


def copies(pattern, names):
    return copied(FIXTURES / "containers" / pattern.format(name) for name in names)


def choices(count, length):
    """Bytes that a target takes for its choices."""
    chance = random.Random(5280)
    return {f"choices-{number}": chance.randbytes(length >> number % 4) for number in range(count)}


def certificates():
    """Each certificate of a few chains."""
    blocks = set()
    for chain in CHAINS:
        bodies = (FIXTURES / "chains" / f"{chain}.pem").read_text().split("-----BEGIN CERTIFICATE-----")[1:]
        blocks |= {base64.b64decode(body.split("-----END")[0]) for body in bodies}
    version_1 = copied([FIXTURES / "containers" / "der-v1.cer"])
    return {f"{number:02}.der": block for number, block in enumerate(sorted(blocks))} | version_1


def parts(*values):
    """Values one after another, as the targets cut them."""
    *first, last = values
    return b"".join(len(value).to_bytes(2, "big") + value for value in first) + last


def extension(oid, critical, value):
    return der.seq(der.oid(oid), *([der.boolean(True)] if critical else []), der.tlv(0x04, value))


def crls():
    """TBSCertLists of the CA that the target knows, which it signs."""

    def tbs(*entries, extensions=(), version=True):
        listed = [der.seq(*entries)] if entries else []
        after = [der.explicit(0, der.seq(*extensions))] if extensions else []
        dates = (der.tlv(0x17, date) for date in (b"260101000000Z", b"261231235959Z"))
        algorithm = der.seq(der.oid("1.3.101.112"))
        return der.seq(*([der.integer(1)] if version else []), algorithm, ISSUER, *dates, *listed, *after)

    def entry(serial, *extensions):
        after = [der.seq(*extensions)] if extensions else []
        return der.seq(der.integer(serial), der.tlv(0x17, b"260301000000Z"), *after)

    number = extension("2.5.29.20", False, der.integer(5))
    reason = extension("2.5.29.21", False, der.tlv(0x0A, b"\x01"))
    removed = extension("2.5.29.21", False, der.tlv(0x0A, b"\x08"))
    directory = der.explicit(4, ISSUER)
    of_issuer = extension("2.5.29.29", True, der.seq(directory))
    point = der.explicit(0, der.explicit(0, der.implicit(6, b"http://example.com/ca.crl")))
    scope = extension("2.5.29.28", True, der.seq(point, der.implicit(1, b"\xff")))
    indirect = extension("2.5.29.28", True, der.seq(der.implicit(4, b"\xff")))
    some = extension("2.5.29.28", True, der.seq(der.implicit(3, b"\x05\x60")))
    delta = extension("2.5.29.27", True, der.integer(4))
    key = extension("2.5.29.35", False, der.seq(der.implicit(0, b"Ed25519 key 1")))
    return copied([FIXTURES / "containers" / "der-crl.crl", FIXTURES / "containers" / "pem-crl.pem"]) | {
        "empty": tbs(),
        "version-1": tbs(entry(7), version=False),
        "revoked": tbs(entry(7, reason), extensions=[number, key]),
        "other": tbs(entry(8, reason), entry(9), extensions=[number]),
        "scope": tbs(entry(7), extensions=[number, scope]),
        "indirect": tbs(entry(7, of_issuer), extensions=[number, indirect]),
        "some-reasons": tbs(entry(7, reason), extensions=[number, some]),
        "delta": tbs(entry(7, removed), extensions=[number, delta]),
    }


def fleets():
    example = (ROOT / "examples" / "files" / "fleet.json").read_bytes()
    fleet = json.loads(example)
    smaller = {key: value for key, value in fleet.items() if "certificate" not in key}
    return {
        "example.json": json.dumps(fleet, separators=(",", ":")).encode(),
        "no-certificates.json": json.dumps(smaller, separators=(",", ":")).encode(),
        "empty.json": b'{"version":1}',
    }


def log_lists():
    key = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q=="
    log = {"description": "Example 2026h1", "log_id": "XNJS+wzokyQ2+vjM0QQJgbie5K1rn+niorfnGqyyfNM=", "key": key}
    at = {"timestamp": "2025-06-01T00:00:00Z"}
    interval = {"start_inclusive": "2026-01-01T00:00:00Z", "end_exclusive": "2026-07-01T00:00:00Z"}

    def a_list(kind="logs", **more):
        return json.dumps({"operators": [{"name": "Example", kind: [log | more]}]}).encode()

    return {
        "usable.json": a_list(state={"usable": at}),
        "retired.json": a_list(state={"retired": at}, temporal_interval=interval),
        "read-only.json": a_list(state={"readonly": at | {"final_tree_head": {"tree_size": 1}}}),
        "tiled.json": a_list("tiled_logs", state={"qualified": at}, submission_url="https://log.example.com/"),
        "no-state.json": a_list(),
        "empty.json": b'{"operators":[]}',
    }


def name_constraints():
    def constraints(permitted=(), excluded=()):
        lists = ((0, permitted), (1, excluded))
        return der.seq(*(der.explicit(number, *(der.seq(name) for name in names)) for number, names in lists if names))

    dns, email, uri = (lambda text, number=number: der.implicit(number, text) for number in (2, 1, 6))
    net, host = der.implicit(7, bytes((192, 0, 2, 0, 255, 255, 255, 0))), der.implicit(7, bytes((192, 0, 2, 1)))
    directory = der.explicit(4, ISSUER)
    other = der.explicit(0, der.oid("1.3.6.1.4.1.311.20.2.3"), der.explicit(0, der.tlv(0x0C, b"user@example.com")))
    name = dns(b"sentry.example.com")
    return {
        "dns": parts(constraints([dns(b"example.com")], [dns(b"other.example.com")]), der.seq(name), b""),
        "dot": parts(constraints([dns(b".example.com")]), der.seq(name, dns(b"*.example.com")), b""),
        "empty": parts(constraints([], [dns(b"")]), der.seq(name), b""),
        "email": parts(constraints([email(b"example.com")], [email(b"a@example.com")]), der.seq(email(b"b@example.com")), b""),
        "uri": parts(constraints([uri(b".example.com")]), der.seq(uri(b"https://a.example.com:443/x")), b""),
        "ip": parts(constraints([net]), der.seq(host), b""),
        "directory": parts(constraints([directory]), der.seq(name), ISSUER),
        "other": parts(constraints([other]), der.seq(name, other), b""),
        "bounds": parts(der.seq(der.explicit(0, der.seq(dns(b"a"), der.implicit(0, b"\0"), der.implicit(1, b"\x05")))), der.seq(name), b""),
    }


def policies():
    one, two, every = (der.oid(oid) for oid in ("1.3.6.1.4.1.99999.1", "1.3.6.1.4.1.99999.2", "2.5.29.32.0"))

    def named(*oids):
        return der.seq(*map(der.seq, oids))

    qualified = der.seq(der.seq(one, der.seq(der.seq(der.oid("1.3.6.1.5.5.7.2.1"), der.tlv(0x16, b"https://example.com/cps")))))
    mapping = der.seq(der.seq(one, two))
    explicit, no_mapping = (der.seq(der.implicit(number, b"\0")) for number in (0, 1))
    return {
        "one": parts(named(one), b"", b"", b"", named(one)),
        "none": parts(b"", b"", explicit, b"", b""),
        "mapped": parts(named(one), mapping, explicit, b"", named(two)),
        "not-mapped": parts(named(one), mapping, no_mapping, b"", named(two)),
        "any": parts(named(every), b"", explicit, b"", named(one, two)),
        "any-inhibited": parts(named(every), b"", explicit, der.integer(0), named(every)),
        "qualified": parts(qualified, b"", explicit, b"", qualified),
        "twice": parts(named(one, one), der.seq(der.seq(every, two)), b"", b"", named(one)),
    }


def profiles():
    profile = json.loads((ROOT / "examples" / "profile.json").read_bytes())
    fleet = json.loads((ROOT / "examples" / "files" / "fleet.json").read_bytes())
    profiles = {"example": profile} | {f"fleet-{number}": it for number, it in enumerate(fleet["profiles"].values())}
    basic = {
        "kind": "active_sync_basic",
        "global": {"name": "Mail", "external_host": "mail.example.com", "external_port": "443", "device_authentication": {"mode": "pass_through"}},
        "server": {"listener": "https_and_http", "https_port": 443, "http_port": "8080", "self_signed": True},
        "services": [{"type": "active_sync", "server_list": "mail1.example.com:443;[2001:db8::1]:443"}],
    }
    profiles |= {"basic": basic, "empty": {}}
    return {f"{name}.json": json.dumps(it, separators=(",", ":")).encode() for name, it in profiles.items()}


def timestamps():
    def opaque(content):
        return len(content).to_bytes(2, "big") + content

    def sct(log, version=0):
        at = (1_767_225_600_000).to_bytes(8, "big")
        signature = der.seq(der.integer(1), der.integer(1))
        return opaque(bytes([version]) + log + at + opaque(b"") + bytes([4, 3]) + opaque(signature))

    unknown, one, two = bytes(32), b"\x01" * 32, b"\x02" * 32
    return {
        "served": parts(opaque(sct(one) + sct(two)), b"", b""),
        "stapled": parts(b"", opaque(sct(one)), b""),
        "embedded": parts(b"", b"", der.tlv(0x04, opaque(sct(one) + sct(two)))[2:]),
        "mixed": parts(opaque(sct(unknown)), opaque(sct(two, version=1)), opaque(sct(one))),
        "none": parts(b"", b"", b""),
    }


if __name__ == "__main__":
    main()

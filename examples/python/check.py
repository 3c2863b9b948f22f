"""Says whether a certificate file may be uploaded: check.py FILE PASSWORD SECONDS

PASSWORD is '-' for none, SECONDS the instant to check for, since 1970-01-01T00:00:00Z. Takes the shared library that
`cargo build --release` leaves in the checkout, or the one that APPTUNNEL_LIBRARY names.
Exit status: 0 accepted, 1 refused, 2 could not be looked at.
"""

import json
import os
import sys
from ctypes import CDLL, Structure, byref, c_int64, c_size_t, c_void_p, string_at
from pathlib import Path


class Text(Structure):
    _fields_ = [("data", c_void_p), ("length", c_size_t)]

    def __str__(self):
        return string_at(self.data, self.length).decode()


library = CDLL(os.environ.get("APPTUNNEL_LIBRARY") or Path(__file__).resolve().parents[2] / "target/release/libapptunnel.so")
library.apptunnel_report_json.restype = library.apptunnel_error_message.restype = Text


def check(file: bytes, password: bytes | None, at: int) -> dict:
    """The report, as docs/report.schema.json has it. ValueError if the file could not be looked at."""
    bundle, report, error = c_void_p(), c_void_p(), c_void_p()
    password_length = c_size_t(len(password or b""))
    try:
        if library.apptunnel_bundle_open(
            file, c_size_t(len(file)), password, password_length, None, byref(bundle), byref(error)
        ) or library.apptunnel_upload_check(bundle, None, c_int64(at), byref(report), byref(error)):
            raise ValueError(str(library.apptunnel_error_message(error)))
        return json.loads(str(library.apptunnel_report_json(report)))
    finally:
        library.apptunnel_report_free(report)
        library.apptunnel_bundle_free(bundle)
        library.apptunnel_error_free(error)


if __name__ == "__main__":
    path, password, at = sys.argv[1:]
    try:
        found = check(Path(path).read_bytes(), None if password == "-" else password.encode(), int(at))
    except ValueError as error:
        print(f"{path}: {error}", file=sys.stderr)
        sys.exit(2)
    for finding in found["findings"]:
        print(f"{finding['severity']:7} {finding['code']}: {finding['message']}")
    print(found["verdict"])
    sys.exit(found["verdict"] != "accepted")

"""Time stamps by a real authority, made with `openssl ts`, and what openssl says of the same replies."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sayso.custody.openssl import openssl_opinion
from sayso.custody.stamp_check import check_stamp
from sayso.custody.stamp_reply import read_reply

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="openssl is not installed")

DATA = b"the head of an invented log\n"
CONFIG = """
[ tsa ]
default_tsa = main
[ main ]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
other_policies = 1.2.3.4.5
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[ signer ]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[ authority ]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
[ req ]
distinguished_name = name
[ name ]
"""


@dataclass(frozen=True)
class Desk:
    """A folder with an authority in it."""

    folder: Path

    def openssl(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """Run openssl in the folder."""
        assert OPENSSL is not None
        return subprocess.run([OPENSSL, *arguments], cwd=self.folder, capture_output=True, check=False)

    def done(self, *arguments: str) -> None:
        """Run openssl, which must succeed."""
        finished = self.openssl(*arguments)
        assert finished.returncode == 0, finished.stderr.decode()

    def stamp(self, *query: str, reply: tuple[str, ...] = ()) -> tuple[bytes, bytes]:
        """Return a request, and the authority's reply to it."""
        self.done("ts", "-query", "-data", "data", "-out", "q", "-cert", *query)
        self.done("ts", "-reply", "-config", "ts.cnf", "-section", "main", "-queryfile", "q", "-inkey",
                  "signer.key", "-signer", "signer.pem", "-out", "r", *reply)  # fmt: skip
        return (self.folder / "q").read_bytes(), (self.folder / "r").read_bytes()

    def openssl_accepts(self, at: datetime, *, data: str = "data") -> bool:
        """Tell whether openssl takes the last reply, at the moment of the stamp."""
        moment = str(int(at.timestamp()))
        done = self.openssl(
            "ts", "-verify", "-in", "r", "-data", data, "-CAfile", "root.pem", "-attime", moment
        )
        return done.returncode == 0


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    made = Desk(tmp_path_factory.mktemp("authority"))
    (made.folder / "ts.cnf").write_text(CONFIG)
    (made.folder / "serial").write_text("01\n")
    (made.folder / "data").write_bytes(DATA)
    (made.folder / "other").write_bytes(b"other")
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-config", "ts.cnf")
    made.done("req", "-x509", *key, "-keyout", "root.key", "-out", "root.pem", "-subj", "/CN=Invented Root",
              "-extensions", "authority", "-days", "3650")  # fmt: skip
    request = ("-out", "signer.csr", "-subj", "/CN=Invented")
    made.done("req", "-new", *key, "-keyout", "signer.key", *request)
    issuer = ("-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial")
    made.done("x509", "-req", "-in", "signer.csr", *issuer, "-out", "signer.pem", "-days", "365",
              "-extfile", "ts.cnf", "-extensions", "signer")  # fmt: skip
    return made


def roots(desk: Desk) -> list[bytes]:
    return [(desk.folder / "root.pem").read_bytes()]


@pytest.mark.parametrize("digest", ["-sha256", "-sha384", "-sha512"])
def test_a_reply_of_openssl_is_accepted_by_both(desk: Desk, digest: str) -> None:
    query, reply = desk.stamp(digest)

    check = check_stamp(reply, DATA, roots(desk), query)

    assert check.accepted, check
    token = read_reply(reply).token
    assert token is not None
    assert desk.openssl_accepts(token.info.at)


def test_a_reply_with_its_chain_in_any_order_is_accepted(desk: Desk) -> None:
    query, reply = desk.stamp("-sha256", reply=("-chain", "root.pem"))

    assert check_stamp(reply, DATA, roots(desk), query).accepted


def test_a_reply_without_a_certificate_needs_the_signers(desk: Desk) -> None:
    desk.done("ts", "-query", "-data", "data", "-out", "q", "-sha256")
    desk.done("ts", "-reply", "-config", "ts.cnf", "-section", "main", "-queryfile", "q", "-inkey",
              "signer.key", "-signer", "signer.pem", "-out", "r")  # fmt: skip
    reply, signer = (desk.folder / "r").read_bytes(), (desk.folder / "signer.pem").read_bytes()

    assert check_stamp(reply, DATA, roots(desk)).verdict == "unknown"
    assert check_stamp(reply, DATA, [signer + roots(desk)[0]]).accepted


def test_a_token_alone_is_accepted(desk: Desk) -> None:
    desk.stamp("-sha256", reply=("-token_out",))

    assert check_stamp((desk.folder / "r").read_bytes(), DATA, roots(desk)).accepted


def test_other_bytes_are_rejected_by_both(desk: Desk) -> None:
    query, reply = desk.stamp("-sha256")
    token = read_reply(reply).token
    assert token is not None

    assert check_stamp(reply, b"other", roots(desk), query).verdict == "reject"
    assert not desk.openssl_accepts(token.info.at, data="other")


def test_a_second_opinion_is_had(desk: Desk) -> None:
    query, reply = desk.stamp("-sha256")
    data, other = desk.folder / "data", desk.folder / "other"

    assert openssl_opinion(reply, data, roots(desk), query) == (
        "openssl, asked at the stamp's time, accepts it too"
    )
    assert "does not accept it" in str(openssl_opinion(reply, other, roots(desk), query))
    assert openssl_opinion(b"no reply", data, roots(desk)) is None


def test_years_later_it_is_accepted_with_a_note(desk: Desk) -> None:
    query, reply = desk.stamp("-sha256")

    check = check_stamp(reply, DATA, roots(desk), query, datetime(2099, 1, 1, tzinfo=UTC))

    assert check.accepted
    assert any("has expired since" in note for note in check.notes)


def test_a_policy_that_is_refused_is_no_stamp(desk: Desk) -> None:
    query, reply = desk.stamp("-sha256", "-tspolicy", "1.2.3.9")

    check = check_stamp(reply, DATA, roots(desk), query)

    assert check.verdict == "reject"
    assert any("no stamp was granted: rejection" in reason for reason in check.reasons)

"""Time stamps (RFC 3161): right replies in their variety, and each way in which one can be wrong."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from sayso.custody import der
from sayso.custody.stamp_check import check_stamp
from sayso.testing.authority import (
    Answering,
    Authority,
    encoded,
    integer,
    make_authority,
    make_request,
    octets,
    oid,
    pem,
    sequence,
    tagged,
)
from sayso.values import Check

START = datetime(2024, 1, 1, tzinfo=UTC)
AT = datetime(2024, 6, 1, 12, tzinfo=UTC)
NOW = datetime(2024, 6, 2, tzinfo=UTC)
DATA = b"the head of an invented log\n"

RIGHT = Answering(at=AT)
AUTHORITY = make_authority(start=START)
OTHER = make_authority(start=START, name="Other")
WITH_RSA = make_authority(start=START, kind="rsa")
WITH_PSS = make_authority(start=START, kind="rsa-pss")
CHAINED = make_authority(start=START, between=2, name="Chained")


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A reply, and what it is checked against."""

    verdict: str
    authority: Authority = AUTHORITY
    answering: Answering = RIGHT
    data: bytes = DATA
    request: bytes = field(default_factory=lambda: make_request(DATA))
    query: bytes | None = None  # None: the request
    without_query: bool = False
    roots: tuple[bytes, ...] | None = None  # None: the authority's own root
    now: datetime = NOW
    change: Callable[[bytes], bytes] = bytes

    def parts(self) -> tuple[bytes, bytes | None, tuple[bytes, ...]]:
        """Return the reply, the request beside it, and the certificates that are trusted."""
        reply = self.change(self.authority.answer(self.request, self.answering))
        roots = (pem(self.authority.root),) if self.roots is None else self.roots
        return reply, None if self.without_query else self.query or self.request, roots

    def check(self) -> Check:
        """Check it."""
        reply, query, roots = self.parts()
        return check_stamp(reply, self.data, roots, query, self.now)


def flipped(place: int, bit: int = 0) -> Callable[[bytes], bytes]:
    """Return a change of one bit."""

    def change(reply: bytes) -> bytes:
        changed = bytearray(reply)
        changed[place] ^= 1 << bit
        return bytes(changed)

    return change


def without_status(reply: bytes) -> bytes:
    """Return the token that a reply holds."""
    start = reply.index(b"\x30\x03\x02\x01\x00") + 5
    return reply[start:]


def armoured(reply: bytes) -> bytes:
    """Return a reply as text, as some tools keep it."""
    return b"-----BEGIN TIMESTAMP-----\n" + base64.encodebytes(reply) + b"-----END TIMESTAMP-----\n"


def signed_until(when: datetime) -> Authority:
    """Return an authority whose signer's certificate ends then."""
    return make_authority(start=START, signer_until=when)


ACCURACY = sequence(integer(1), tagged(0x80, b"\x01\xf4"), tagged(0x81, b"\x64"))


def named(certificate: x509.Certificate) -> bytes:
    """Return the field of a stamp that names its authority, as a certificate does."""
    return tagged(0xA0, tagged(0xA4, certificate.subject.public_bytes()))


def extended(*, critical: bool) -> bytes:
    """Return the field of a stamp that holds a further part of a kind that nobody knows."""
    mark = [tagged(der.BOOLEAN, b"\xff")] if critical else []
    return tagged(0xA1, sequence(oid("1.3.6.1.4.1.55555.9"), *mark, octets(b"\x05\x00")))


SAMPLES = {
    # right
    "with request": Sample(verdict="accept"),
    "without request": Sample(verdict="accept", without_query=True),
    "SHA-512": Sample(verdict="accept", request=make_request(DATA, hash_name="sha512")),
    "SHA-1, as a note": Sample(verdict="accept", request=make_request(DATA, hash_name="sha1")),
    "an RSA signer": Sample(verdict="accept", authority=WITH_RSA),
    "certificate marked by SHA-1": Sample(verdict="accept", answering=Answering(at=AT, mark_v1=True)),
    "root as DER": Sample(verdict="accept", roots=(encoded(AUTHORITY.root),)),
    "chain that came along, out of order": Sample(
        verdict="accept",
        authority=CHAINED,
        answering=Answering(at=AT, embed=(*reversed(CHAINED.between), CHAINED.root, CHAINED.signer)),
    ),
    "chain given with the root": Sample(
        verdict="accept", authority=CHAINED, roots=(pem(*CHAINED.between, CHAINED.root),)
    ),
    "chain given as DER": Sample(
        verdict="accept",
        authority=CHAINED,
        roots=(b"".join(map(encoded, (*CHAINED.between, CHAINED.root))),),
    ),
    "no certificate in it, signer given": Sample(
        verdict="accept",
        answering=Answering(at=AT, embed=()),
        roots=(pem(AUTHORITY.signer, AUTHORITY.root),),
    ),
    "certificate expired since": Sample(
        verdict="accept",
        authority=signed_until(datetime(2024, 7, 1, tzinfo=UTC)),
        now=datetime(2034, 1, 1, tzinfo=UTC),
    ),
    "the token alone": Sample(verdict="accept", change=without_status),
    "armoured as text": Sample(verdict="accept", change=armoured),
    "granted with changes": Sample(verdict="accept", answering=Answering(at=AT, status=1)),
    "a P-384 signer, all by SHA-384": Sample(
        verdict="accept",
        authority=make_authority(start=START, kind="p384"),
        request=make_request(DATA, hash_name="sha384"),
        answering=Answering(at=AT, hash_name="sha384", mark_hash="sha384"),
    ),
    "an RSA signer by SHA-512": Sample(
        verdict="accept",
        authority=WITH_RSA,
        answering=Answering(at=AT, hash_name="sha512", mark_hash="sha512"),
    ),
    "an RSA-PSS signer": Sample(verdict="accept", authority=WITH_PSS),
    "an RSA-PSS signer by SHA-512": Sample(
        verdict="accept", authority=WITH_PSS, answering=Answering(at=AT, hash_name="sha512")
    ),
    "an RSA-PSS signer whose mask rests on another hash": Sample(
        verdict="accept", authority=WITH_PSS, answering=Answering(at=AT, pss_mask="sha1")
    ),
    "an Ed25519 signer": Sample(
        verdict="accept",
        authority=make_authority(start=START, kind="ed25519"),
        answering=Answering(at=AT, hash_name="sha512"),
    ),
    "certificate marked by SHA-512": Sample(verdict="accept", answering=Answering(at=AT, mark_hash="sha512")),
    "accuracy and order": Sample(
        verdict="accept", answering=Answering(at=AT, fields=(ACCURACY, tagged(der.BOOLEAN, b"\xff")))
    ),
    "a fraction of a second": Sample(
        verdict="accept", answering=Answering(at=AT, time=b"20240601120000.123456Z")
    ),
    "a leap second": Sample(
        verdict="accept",
        authority=make_authority(start=datetime(2016, 1, 1, tzinfo=UTC)),
        answering=Answering(at=AT, time=b"20161231235960Z"),
    ),
    "the authority's name": Sample(
        verdict="accept", answering=Answering(at=AT, name_fields=(named(AUTHORITY.signer),))
    ),
    "another authority's name, as a note": Sample(
        verdict="accept", answering=Answering(at=AT, name_fields=(named(OTHER.signer),))
    ),
    "a part that may be passed over": Sample(
        verdict="accept", answering=Answering(at=AT, name_fields=(extended(critical=False),))
    ),
    # wrong
    "a part that nobody may pass over": Sample(
        verdict="reject", answering=Answering(at=AT, name_fields=(extended(critical=True),))
    ),
    "an accuracy that is none": Sample(
        verdict="reject", answering=Answering(at=AT, fields=(sequence(octets(b"1")),))
    ),
    "a time without its zone": Sample(verdict="reject", answering=Answering(at=AT, time=b"20240601120000")),
    "a day that is none": Sample(verdict="reject", answering=Answering(at=AT, time=b"20240631120000Z")),
    "a signature by another key": Sample(verdict="reject", authority=replace(AUTHORITY, key=OTHER.key)),
    "a signature of another kind": Sample(
        verdict="reject",
        authority=replace(AUTHORITY, key=WITH_RSA.key, kind="rsa"),
    ),
    "an RSA-PSS signature by MD5": Sample(
        verdict="reject", authority=WITH_PSS, answering=Answering(at=AT, pss_hash="md5")
    ),
    "an RSA-PSS signature by another hash than it names": Sample(
        verdict="reject", authority=WITH_PSS, answering=Answering(at=AT, pss_hash="sha1")
    ),
    "an RSA-PSS signature whose mask rests on MD5": Sample(
        verdict="reject", authority=WITH_PSS, answering=Answering(at=AT, pss_mask="md5")
    ),
    "other bytes": Sample(verdict="reject", data=b"other bytes"),
    "nonce of another request": Sample(verdict="reject", query=make_request(DATA, nonce=8)),
    "no nonce": Sample(verdict="reject", answering=Answering(at=AT, nonce=None)),
    "another policy": Sample(verdict="reject", query=make_request(DATA, policy="1.2.3")),
    "another digest than asked for": Sample(
        verdict="reject", answering=Answering(at=AT, imprint=("sha256", hashlib.sha256(b"else").digest()))
    ),
    "another hash than asked for": Sample(
        verdict="reject", answering=Answering(at=AT, imprint=("sha512", hashlib.sha512(DATA).digest()))
    ),
    "MD5": Sample(verdict="reject", request=make_request(DATA, hash_name="md5")),
    "digest cut short": Sample(verdict="reject", answering=Answering(at=AT, imprint=("sha256", b"short"))),
    "refused": Sample(verdict="reject", answering=Answering(at=AT, status=2)),
    "waiting": Sample(verdict="reject", answering=Answering(at=AT, status=3)),
    "granted without a token": Sample(verdict="reject", change=lambda _: sequence(sequence(integer(0)))),
    "another root": Sample(verdict="reject", roots=(pem(OTHER.root),)),
    "another root of the same name": Sample(verdict="reject", roots=(pem(make_authority(start=START).root),)),
    "the authority between is missing": Sample(verdict="reject", authority=CHAINED),
    "an issuer that may issue none": Sample(
        verdict="reject",
        authority=(bad := make_authority(start=START, between=1, between_is_authority=False)),
        roots=(pem(*bad.between, bad.root),),
    ),
    "a certificate of no stated purpose": Sample(
        verdict="reject", authority=make_authority(start=START, purposes=None)
    ),
    "a certificate for other things": Sample(
        verdict="reject", authority=make_authority(start=START, purposes=(ExtendedKeyUsageOID.CODE_SIGNING,))
    ),
    "a certificate for other things too": Sample(
        verdict="reject",
        authority=make_authority(
            start=START, purposes=(ExtendedKeyUsageOID.TIME_STAMPING, ExtendedKeyUsageOID.CODE_SIGNING)
        ),
    ),
    "a purpose that is not critical": Sample(
        verdict="reject", authority=make_authority(start=START, critical=False)
    ),
    "another certificate marked": Sample(verdict="reject", answering=Answering(at=AT, marked=OTHER.signer)),
    "no certificate marked": Sample(verdict="reject", answering=Answering(at=AT, without_mark=True)),
    "certificate expired before": Sample(
        verdict="reject", authority=signed_until(datetime(2024, 5, 1, tzinfo=UTC))
    ),
    "certificate not valid yet": Sample(verdict="reject", answering=Answering(at=START - timedelta(days=1))),
    "root expired before": Sample(
        verdict="reject",
        authority=make_authority(start=START, root_until=datetime(2024, 5, 1, tzinfo=UTC)),
    ),
    "signature changed": Sample(verdict="reject", change=flipped(-3)),
    "signed over another stamp": Sample(verdict="reject", answering=Answering(at=AT, digest_of=b"other")),
    "signed as something else": Sample(
        verdict="reject", answering=Answering(at=AT, content_type="1.2.840.113549.1.7.1")
    ),
    "two signatures": Sample(verdict="reject", answering=Answering(at=AT, signatures=2)),
    "no signature": Sample(verdict="reject", answering=Answering(at=AT, signatures=0)),
    "a stamp of an unknown version": Sample(verdict="reject", answering=Answering(at=AT, version=2)),
    "bytes behind the reply": Sample(verdict="reject", change=lambda reply: reply + b"\x00"),
    "cut off": Sample(verdict="reject", change=lambda reply: reply[:-20]),
    "a page of HTML": Sample(verdict="reject", change=lambda _: b"<html>502 Bad Gateway</html>"),
    "nothing": Sample(verdict="reject", change=lambda _: b""),
    "a request that is none": Sample(verdict="reject", query=b"nonsense"),
    # not to be looked at
    "no certificate anywhere": Sample(verdict="unknown", answering=Answering(at=AT, embed=())),
    "roots that are none": Sample(verdict="unknown", roots=(b"nonsense",)),
    "no roots": Sample(verdict="unknown", roots=()),
}

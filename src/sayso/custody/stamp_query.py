"""Asking for a time stamp: the request, and what is shown of a stamp's certificates.

Source: RFC 3161, section 2.4.1; RFC 5280, section 4.1.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sayso.custody import der
from sayso.custody.der import NotDer, Value
from sayso.custody.stamp_reply import StampToken

SHA256 = "2.16.840.1.101.3.4.2.1"
UTC_TIME = 0x17
VERSION = 0xA0  # the tag of a certificate's version
_SHORT_TIME = re.compile(rb"(\d{12})Z")
_OID = re.compile(r"[012](?:\.(?:0|[1-9][0-9]{0,17}))+")


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateSpan:
    """Whose certificate it is, and how long it holds."""

    issuer: bytes  # a Name, encoded
    serial: int
    not_before: datetime
    not_after: datetime


def write_query(data: bytes, nonce: int, policy: str | None = None) -> bytes:
    """Write a request for a stamp over the SHA-256 of `data`, with the signer's certificate in the reply.

    Raises:
        ValueError: when `policy` is no object identifier.
    """
    return write_query_over(hashlib.sha256(data).digest(), nonce, policy)


def write_query_over(digest: bytes, nonce: int, policy: str | None = None) -> bytes:
    """Write a request for a stamp over a SHA-256; errors as for `write_query`."""
    algorithm = _sequence([write_oid(SHA256), _value(der.NULL, b"")])
    parts = [_integer(1), _sequence([algorithm, _value(der.OCTET_STRING, digest)])]
    if policy:
        parts.append(write_oid(policy))
    return _sequence([*parts, _integer(nonce), _value(der.BOOLEAN, b"\xff")])


def write_oid(dotted: str) -> bytes:
    """Write an object identifier.

    Raises:
        ValueError: when the text is none.
    """
    arcs = [int(arc) for arc in dotted.split(".")] if _OID.fullmatch(dotted) else []
    if not arcs or (arcs[0] < 2 and arcs[1] >= 40):
        raise ValueError(f"not an object identifier: {dotted[:80]!r}")
    return _value(der.OID, b"".join(_base128(arc) for arc in (40 * arcs[0] + arcs[1], *arcs[2:])))


def signed_until(token: StampToken) -> datetime | None:
    """Return when the signer's certificate ends; None where the token does not carry it in a form we read."""
    for encoded in token.certificates:
        try:
            found = read_certificate(encoded)
        except NotDer:
            continue
        if (found.issuer, found.serial) == (token.signature.issuer, token.signature.serial):
            return found.not_after
    return None


def read_certificate(data: bytes) -> CertificateSpan:
    """Read a certificate in DER.

    Raises:
        NotDer: when it is none.
    """
    whole = der.read_one(data, "the certificate").expect(der.SEQUENCE, "the certificate").parts()
    body = whole.take(der.SEQUENCE, "what the certificate says").parts()
    body.take_if(VERSION)
    serial = der.integer(body.take(der.INTEGER, "the certificate's number"))
    body.take(der.SEQUENCE, "the certificate's algorithm")
    issuer = body.take(der.SEQUENCE, "the certificate's issuer").encoded
    span = body.take(der.SEQUENCE, "the certificate's time").parts()
    ends = [span.take_if(UTC_TIME, der.GENERALIZED_TIME) for _ in range(2)]
    not_before, not_after = (_moment(end) for end in ends)
    return CertificateSpan(issuer=issuer, serial=serial, not_before=not_before, not_after=not_after)


def _moment(value: Value | None) -> datetime:
    if value is None:
        raise NotDer("the certificate's time is missing")
    if value.tag == der.GENERALIZED_TIME:
        return der.generalized_time(value)
    found = _SHORT_TIME.fullmatch(value.content)
    if found is None:
        raise NotDer("a time is malformed")
    century = "19" if found[1][:2] >= b"50" else "20"
    try:
        return datetime.strptime(century + found[1].decode("ascii"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError as error:
        raise NotDer("a time is none") from error


def _value(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def _sequence(parts: Iterable[bytes]) -> bytes:
    return _value(der.SEQUENCE, b"".join(parts))


def _integer(number: int) -> bytes:
    return _value(der.INTEGER, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def _base128(number: int) -> bytes:
    digits = [number & 0x7F]
    while number := number >> 7:
        digits.append(number & 0x7F | 0x80)
    return bytes(reversed(digits))

"""What a time-stamp authority was asked and what it answered: requests and replies, taken apart.

Nothing is verified here (`sayso.custody.stamp_check` does that). A bare token, as some tools
keep it, is taken for a reply that granted it.

Source: RFC 3161 and 5816; RFC 5652 for the signed data.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sayso.custody import der
from sayso.custody.der import NotDer, Parts, Value
from sayso.custody.stamp_signature import Signature, read_signature

MAX_BYTES = 1 << 20  # of a reply or request; real ones have 1 to 10 kB

SIGNED_DATA = "1.2.840.113549.1.7.2"
TST_INFO = "1.2.840.113549.1.9.16.1.4"

HASHES = {  # object identifier: hashlib's name
    "1.2.840.113549.2.5": "md5",
    "1.3.14.3.2.26": "sha1",
    "2.16.840.1.101.3.4.2.4": "sha224",
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
    "2.16.840.1.101.3.4.2.8": "sha3_256",
    "2.16.840.1.101.3.4.2.9": "sha3_384",
    "2.16.840.1.101.3.4.2.10": "sha3_512",
}

WEAK_HASHES = {"sha1"}  # for which two files with one digest can be made
BROKEN_HASHES = {"md5"}  # which can be forged

GRANTED, GRANTED_WITH_MODS = 0, 1
_ARMOUR = re.compile(rb"\s*-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----\s*")
STATUSES = ("granted", "granted with changes", "rejection", "waiting", "revocation warning", "revoked")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """The digest that is stamped."""

    algorithm: str  # object identifier
    digest: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class StampRequest:
    """What an authority was asked."""

    imprint: Imprint
    policy: str | None
    nonce: int | None
    wants_certificate: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StampInfo:
    """What the authority signed."""

    policy: str
    imprint: Imprint
    serial: int
    at: datetime
    accuracy_s: float | None  # seconds, as stated
    nonce: int | None
    authority: bytes | None  # a GeneralName, encoded
    critical: tuple[str, ...]  # object identifiers of parts that nobody may pass over


@dataclass(frozen=True, slots=True, kw_only=True)
class StampToken:
    """A token: what was signed, by whom, and the certificates that came along."""

    info: StampInfo
    info_bytes: bytes
    signature: Signature
    certificates: tuple[bytes, ...]
    encoded: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class StampReply:
    """What an authority answered."""

    status: int
    status_text: str
    token: StampToken | None
    is_bare_token: bool = False


def read_request(data: bytes) -> StampRequest:
    """Read a TimeStampReq.

    Raises:
        NotDer: when it is none.
    """
    data = _plain(data)
    parts = der.read_one(data, "the request").expect(der.SEQUENCE, "the request").parts()
    if der.integer(parts.take(der.INTEGER, "the request's version")) != 1:
        raise NotDer("the request has an unknown version")
    imprint = _imprint(parts.take(der.SEQUENCE, "the request's digest"))
    policy, nonce, wants = (parts.take_if(tag) for tag in (der.OID, der.INTEGER, der.BOOLEAN))
    parts.take_if(0xA0)  # extensions ask for something, and state nothing
    parts.end("the request")
    return StampRequest(
        imprint=imprint,
        policy=der.oid(policy) if policy else None,
        nonce=der.integer(nonce) if nonce else None,
        wants_certificate=der.boolean(wants) if wants else False,
    )


def read_reply(data: bytes) -> StampReply:
    """Read a TimeStampResp, or a bare token.

    Raises:
        NotDer: when it is neither.
    """
    data = _plain(data)
    if data[:1] != bytes([der.SEQUENCE]):
        raise NotDer("it is no reply of a time-stamping authority")
    whole = der.read_one(data, "the reply").expect(der.SEQUENCE, "the reply")
    parts = whole.parts()
    first = parts.peek()
    if first is not None and first.tag == der.OID:
        return StampReply(status=GRANTED, status_text="", token=read_token(whole), is_bare_token=True)
    status, text = _status(parts.take(der.SEQUENCE, "the reply's status"))
    token = parts.take_if(der.SEQUENCE)
    parts.end("the reply")
    return StampReply(status=status, status_text=text, token=read_token(token) if token else None)


def read_token(value: Value) -> StampToken:
    """Read a token: a ContentInfo with signed data over a TSTInfo.

    Raises:
        NotDer: when it is none.
    """
    parts = value.parts()
    if der.oid(parts.take(der.OID, "the token's type")) != SIGNED_DATA:
        raise NotDer("the token is no signed data")
    explicit = parts.take(0xA0, "the token's signed data").parts()
    parts.end("the token")
    signed = explicit.take(der.SEQUENCE, "the token's signed data").parts()
    explicit.end("the token")
    if der.integer(signed.take(der.INTEGER, "the signed data's version")) not in (1, 3, 4, 5):
        raise NotDer("the signed data has an unknown version")
    hashes = signed.take(der.SET, "the list of hashes").parts().rest()
    info_bytes = _content(signed.take(der.SEQUENCE, "what is signed"))
    certificates = signed.take_if(0xA0)
    signed.take_if(0xA1)  # lists of revoked certificates
    signers = signed.take(der.SET, "the signatures").parts().rest()
    signed.end("the signed data")
    if len(signers) != 1:
        raise NotDer(f"it has {len(signers)} signatures instead of 1")
    signature = read_signature(signers[0])
    if signature.hash_algorithm not in {der.algorithm(value)[0] for value in hashes}:
        raise NotDer("the signature's hash is not in the list of hashes")
    return StampToken(
        info=read_info(info_bytes),
        info_bytes=info_bytes,
        signature=signature,
        certificates=tuple(
            part.encoded
            for part in (certificates.parts().rest() if certificates else ())
            if part.tag == der.SEQUENCE
        ),
        encoded=value.encoded,
    )


def read_info(data: bytes) -> StampInfo:
    """Read a TSTInfo.

    Raises:
        NotDer: when it is none.
    """
    parts = der.read_one(data, "what is signed").expect(der.SEQUENCE, "what is signed").parts()
    if der.integer(parts.take(der.INTEGER, "the stamp's version")) != 1:
        raise NotDer("the stamp has an unknown version")
    policy = der.oid(parts.take(der.OID, "the stamp's policy"))
    imprint = _imprint(parts.take(der.SEQUENCE, "the stamp's digest"))
    serial = der.integer(parts.take(der.INTEGER, "the stamp's number"))
    at = der.generalized_time(parts.take(der.GENERALIZED_TIME, "the stamp's time"))
    accuracy, ordering, nonce, authority, extensions = (
        parts.take_if(tag) for tag in (der.SEQUENCE, der.BOOLEAN, der.INTEGER, 0xA0, 0xA1)
    )
    parts.end("the stamp")
    if ordering is not None:
        der.boolean(ordering)
    return StampInfo(
        policy=policy,
        imprint=imprint,
        serial=serial,
        at=at,
        accuracy_s=_accuracy(accuracy) if accuracy else None,
        nonce=der.integer(nonce) if nonce else None,
        authority=authority.content if authority else None,
        critical=tuple(_critical_in(extensions.parts())) if extensions else (),
    )


def _plain(data: bytes) -> bytes:
    """Return DER as it is, and what is armoured as text (PEM) without its armour."""
    if len(data) > MAX_BYTES:
        raise NotDer(f"it is larger than the {MAX_BYTES:,} bytes that are read")
    armoured = _ARMOUR.fullmatch(data)
    if armoured is None:
        return data
    try:
        return base64.b64decode(b"".join(armoured[2].split()), validate=True)
    except ValueError as error:
        raise NotDer("its text is no base64") from error


def _imprint(value: Value) -> Imprint:
    parts = value.parts()
    algorithm, parameters = der.algorithm(parts.take(der.SEQUENCE, "the hash"))
    if parameters is not None and parameters.encoded != b"\x05\x00":
        raise NotDer("the hash has parameters")
    digest = parts.take(der.OCTET_STRING, "the digest").content
    parts.end("the digest")
    return Imprint(algorithm=algorithm, digest=digest)


def _status(value: Value) -> tuple[int, str]:
    parts = value.parts()
    status = der.integer(parts.take(der.INTEGER, "the reply's status"))
    texts = parts.take_if(der.SEQUENCE)
    parts.take_if(der.BIT_STRING)
    parts.end("the reply's status")
    said = [part.content.decode("utf-8", "replace") for part in (texts.parts().rest() if texts else ())]
    return status, "; ".join(said)


def _content(value: Value) -> bytes:
    parts = value.parts()
    if der.oid(parts.take(der.OID, "the type of what is signed")) != TST_INFO:
        raise NotDer("what is signed is no time stamp")
    explicit = parts.take(0xA0, "what is signed").parts()
    parts.end("what is signed")
    content = explicit.take(der.OCTET_STRING, "what is signed").content
    explicit.end("what is signed")
    return content


def _critical_in(parts: Parts) -> Iterator[str]:
    """Give the identifiers of those extensions that are marked as critical."""
    for value in parts.rest():
        extension = value.expect(der.SEQUENCE, "an extension of the stamp").parts()
        name = der.oid(extension.take(der.OID, "an extension's name"))
        marked = extension.take_if(der.BOOLEAN)
        extension.take(der.OCTET_STRING, "an extension's value")
        extension.end("an extension of the stamp")
        if marked is not None and der.boolean(marked):
            yield name


def _accuracy(value: Value) -> float:
    parts = value.parts()
    seconds, millis, micros = (parts.take_if(tag) for tag in (der.INTEGER, 0x80, 0x81))
    parts.end("the accuracy")
    total = float(der.integer(seconds)) if seconds else 0.0
    for part, scale in ((millis, 1e-3), (micros, 1e-6)):
        total += int.from_bytes(part.content, "big") * scale if part else 0
    return total

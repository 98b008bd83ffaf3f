"""The signature in a time stamp's token, taken apart: who is said to have signed, and what.

Nothing is verified here (`sayso.custody.stamp_signer` does that).

Source: RFC 5652, section 5.3; RFC 5035 for the mark of the signer's certificate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.custody import der
from sayso.custody.der import NotDer, Parts, Value

CONTENT_TYPE = "1.2.840.113549.1.9.3"
MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12"
SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47"


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateMark:
    """What tells the signer's certificate (an ESSCertID)."""

    algorithm: str  # object identifier of the hash
    digest: bytes
    serial: int | None
    issuer: bytes | None  # a Name, encoded


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The one signature of a token."""

    issuer: bytes | None  # of the signer's certificate: a Name, encoded; or None, and
    serial: int | None
    key_id: bytes | None  # the identifier of its key
    hash_algorithm: str  # object identifier
    signed_attributes: bytes  # as they are signed
    attributes: Mapping[str, Value]  # each attribute's one value
    algorithm: str  # object identifier
    algorithm_parameters: Value | None
    signature: bytes


def read_signature(value: Value) -> Signature:
    """Read a signature (SignerInfo).

    Raises:
        NotDer: when it is none.
    """
    parts = value.expect(der.SEQUENCE, "the signature").parts()
    version = der.integer(parts.take(der.INTEGER, "the signature's version"))
    key = parts.take_if(0x80)
    if version != (1 if key is None else 3):
        raise NotDer("the signature has an unknown version")
    issuer = serial = None
    if key is None:
        named = parts.take(der.SEQUENCE, "the signer").parts()
        issuer = named.take(der.SEQUENCE, "the signer's issuer").encoded
        serial = der.integer(named.take(der.INTEGER, "the signer's number"))
        named.end("the signer")
    hash_algorithm, _ = der.algorithm(parts.take(der.SEQUENCE, "the signature's hash"))
    signed = parts.take(0xA0, "the list of what is signed")
    algorithm, parameters = der.algorithm(parts.take(der.SEQUENCE, "the signature's algorithm"))
    signature = parts.take(der.OCTET_STRING, "the signature").content
    parts.take_if(0xA1)  # unsigned attributes prove nothing
    parts.end("the signature")
    return Signature(
        issuer=issuer,
        serial=serial,
        key_id=key.content if key else None,
        hash_algorithm=hash_algorithm,
        signed_attributes=bytes([der.SET]) + signed.encoded[1:],
        attributes=_attributes(signed.parts()),
        algorithm=algorithm,
        algorithm_parameters=parameters,
        signature=signature,
    )


def _attributes(parts: Parts) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for value in parts.rest():
        attribute = value.expect(der.SEQUENCE, "an attribute").parts()
        name = der.oid(attribute.take(der.OID, "an attribute's name"))
        values = attribute.take(der.SET, "an attribute's value").parts().rest()
        attribute.end("an attribute")
        if name in found:
            raise NotDer("an attribute is signed twice")
        if len(values) != 1:
            raise NotDer("an attribute has not one value")
        found[name] = values[0]
    return found


def read_marks(attributes: Mapping[str, Value]) -> list[CertificateMark]:
    """Return what the signed attributes say of the signer's certificate: the first mark of each list.

    Raises:
        NotDer: when they are malformed, or there is none.
    """
    marks = []
    for name, default in (
        (SIGNING_CERTIFICATE, "1.3.14.3.2.26"),
        (SIGNING_CERTIFICATE_V2, "2.16.840.1.101.3.4.2.1"),
    ):
        if name in attributes:
            certificates = attributes[name].expect(der.SEQUENCE, "the mark of the certificate").parts()
            first = certificates.take(der.SEQUENCE, "the mark of the certificate").parts()
            mark = first.take(der.SEQUENCE, "the mark of the certificate")
            marks.append(_mark(mark.parts(), default, is_v2=name == SIGNING_CERTIFICATE_V2))
    if not marks:
        raise NotDer("what was signed does not name the signer's certificate")
    return marks


def _mark(parts: Parts, default: str, *, is_v2: bool) -> CertificateMark:
    algorithm = default
    if is_v2 and (hashed := parts.take_if(der.SEQUENCE)):
        algorithm, _ = der.algorithm(hashed)
    digest = parts.take(der.OCTET_STRING, "the mark of the certificate").content
    named = parts.take_if(der.SEQUENCE)
    parts.end("the mark of the certificate")
    if named is None:
        return CertificateMark(algorithm=algorithm, digest=digest, serial=None, issuer=None)
    inner = named.parts()
    names = inner.take(der.SEQUENCE, "the issuer").parts().rest()
    serial = der.integer(inner.take(der.INTEGER, "the certificate's number"))
    directory = [name.content for name in names if name.tag == 0xA4]
    return CertificateMark(
        algorithm=algorithm, digest=digest, serial=serial, issuer=directory[0] if len(directory) == 1 else b""
    )

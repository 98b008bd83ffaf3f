"""A time-stamp authority in this process, for tests: right by default, and wrong in one named way.

It signs as RFC 3161 and 5816 say, with a root, an authority between where that is asked for,
and a signer, all made here. Nothing listens anywhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from sayso.custody import der
from sayso.custody.stamp_reply import SIGNED_DATA, TST_INFO, StampRequest, read_request
from sayso.custody.stamp_signature import (
    CONTENT_TYPE,
    MESSAGE_DIGEST,
    SIGNING_CERTIFICATE,
    SIGNING_CERTIFICATE_V2,
)

POLICY = "1.3.6.1.4.1.55555.1"
OIDS = {
    "md5": "1.2.840.113549.2.5",
    "sha1": "1.3.14.3.2.26",
    "sha256": "2.16.840.1.101.3.4.2.1",
    "sha384": "2.16.840.1.101.3.4.2.2",
    "sha512": "2.16.840.1.101.3.4.2.3",
}
_RSA_WITH = {
    "sha256": "1.2.840.113549.1.1.11",
    "sha384": "1.2.840.113549.1.1.12",
    "sha512": "1.2.840.113549.1.1.13",
}
_ECDSA_WITH = {
    "sha256": "1.2.840.10045.4.3.2",
    "sha384": "1.2.840.10045.4.3.3",
    "sha512": "1.2.840.10045.4.3.4",
}
_RSA_PSS, _MGF1 = "1.2.840.113549.1.1.10", "1.2.840.113549.1.1.8"
_ED25519 = "1.3.101.112"
_HASHES: dict[str, Callable[[], hashes.HashAlgorithm]] = {
    "md5": hashes.MD5,
    "sha1": hashes.SHA1,
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
_YEAR = timedelta(days=365)

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey
Kind = Literal["p256", "p384", "rsa", "rsa-pss", "ed25519"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """How an authority answers; each field is right unless it is changed."""

    at: datetime
    status: int = 0
    embed: tuple[x509.Certificate, ...] | None = None  # None: the signer's alone; () none
    policy: str = POLICY
    nonce: int | None = -1  # -1: that of the request
    imprint: tuple[str, bytes] | None = None  # None: that of the request
    marked: x509.Certificate | None = None  # None: the signer's own
    mark_v1: bool = False  # mark the certificate by SHA-1, as before RFC 5816
    mark_hash: str = "sha256"  # by which it is marked since
    hash_name: str = "sha256"  # that the signature rests on
    pss_hash: str | None = None  # that an RSA-PSS signature rests on, where it is another
    pss_mask: str | None = None  # that its mask rests on, likewise
    fields: tuple[bytes, ...] = ()  # of the stamp, behind its time: accuracy and order, encoded
    name_fields: tuple[
        bytes, ...
    ] = ()  # of the stamp, behind its nonce: the authority's name and further parts
    time: bytes | None = None  # None: `at`, in seconds
    without_mark: bool = False
    content_type: str = TST_INFO
    digest_of: bytes | None = None  # None: what is signed
    signatures: int = 1
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A signer of time stamps with its certificates."""

    root: x509.Certificate
    between: tuple[x509.Certificate, ...]
    signer: x509.Certificate
    key: Key
    kind: Kind = "p256"

    def answer(self, request: bytes, answering: Answering) -> bytes:
        """Answer a TimeStampReq with a TimeStampResp."""
        asked = read_request(request)
        status = sequence(sequence(integer(answering.status)))
        if answering.status not in (0, 1):
            return status
        return sequence(sequence(integer(answering.status)), self.token(asked, answering))

    def token(self, asked: StampRequest, answering: Answering) -> bytes:
        """Return a signed token."""
        info = _info(asked, answering)
        embedded = (self.signer,) if answering.embed is None else answering.embed
        parts = [
            integer(3),
            tagged(der.SET, algorithm(OIDS[answering.hash_name])),
            sequence(oid(TST_INFO), tagged(0xA0, tagged(der.OCTET_STRING, info))),
        ]
        if embedded:
            parts.append(tagged(0xA0, *(encoded(certificate) for certificate in embedded)))
        signature = self._signature(info, answering)
        parts.append(tagged(der.SET, *[signature] * answering.signatures))
        return sequence(oid(SIGNED_DATA), tagged(0xA0, sequence(*parts)))

    def _signature(self, info: bytes, answering: Answering) -> bytes:
        signed = info if answering.digest_of is None else answering.digest_of
        attributes = [
            attribute(CONTENT_TYPE, oid(answering.content_type)),
            attribute(MESSAGE_DIGEST, octets(hashlib.new(answering.hash_name, signed).digest())),
        ]
        if not answering.without_mark:
            marked = answering.marked or self.signer
            attributes.append(_mark(marked, None if answering.mark_v1 else answering.mark_hash))
        attributes.sort()
        name, made = self._sign(tagged(der.SET, *attributes), answering)
        return sequence(
            integer(1),
            sequence(self.signer.issuer.public_bytes(), integer(self.signer.serial_number)),
            algorithm(OIDS[answering.hash_name]),
            tagged(0xA0, *attributes),
            name,
            tagged(der.OCTET_STRING, made),
        )

    def _sign(self, data: bytes, answering: Answering) -> tuple[bytes, bytes]:
        """Return the signature's algorithm, encoded, and the signature."""
        hash_name = answering.hash_name
        digest = _HASHES[hash_name]()
        if isinstance(self.key, ed25519.Ed25519PrivateKey):
            return algorithm(_ED25519), self.key.sign(data)
        if isinstance(self.key, ec.EllipticCurvePrivateKey):
            return algorithm(_ECDSA_WITH[hash_name]), self.key.sign(data, ec.ECDSA(digest))
        if self.kind == "rsa":
            return algorithm(_RSA_WITH[hash_name]), self.key.sign(data, padding.PKCS1v15(), digest)
        hash_name = answering.pss_hash or hash_name
        mask_name = answering.pss_mask or hash_name
        digest = _HASHES[hash_name]()
        scheme = padding.PSS(padding.MGF1(_HASHES[mask_name]()), digest.digest_size)
        return _pss(hash_name, mask_name, digest.digest_size), self.key.sign(data, scheme, digest)


def _pss(hash_name: str, mask_name: str, salt_bytes: int) -> bytes:
    hashed = algorithm(OIDS[hash_name])
    mask = sequence(oid(_MGF1), algorithm(OIDS[mask_name]))
    parameters = sequence(tagged(0xA0, hashed), tagged(0xA1, mask), tagged(0xA2, integer(salt_bytes)))
    return sequence(oid(_RSA_PSS), parameters)


def make_authority(
    *,
    start: datetime,
    signer_until: datetime | None = None,
    root_until: datetime | None = None,
    purposes: tuple[ObjectIdentifier, ...] | None = (ExtendedKeyUsageOID.TIME_STAMPING,),
    critical: bool = True,
    between: int = 0,
    between_is_authority: bool = True,
    name: str = "Invented",
    kind: Kind = "p256",
) -> Authority:
    """Make an authority whose certificates are valid from `start` on, for ten years unless said."""
    root_key = _new_key(kind)
    until = root_until or start + 10 * _YEAR
    root = _certificate(
        f"{name} Root", None, root_key, (start, until), issuer_key=root_key, is_authority=True
    )
    issuer, issuer_key = root, root_key
    chain: list[x509.Certificate] = []
    for number in range(between):
        key = _new_key(kind)
        issuer = _certificate(
            f"{name} Authority {number + 1}",
            issuer,
            key,
            (start, until),
            issuer_key=issuer_key,
            is_authority=between_is_authority,
        )
        issuer_key = key
        chain.insert(0, issuer)
    key = _new_key(kind)
    signer = _certificate(
        f"{name} Stamps",
        issuer,
        key,
        (start, signer_until or start + 10 * _YEAR),
        issuer_key=issuer_key,
        purposes=purposes,
        critical=critical,
    )
    return Authority(root=root, between=tuple(chain), signer=signer, key=key, kind=kind)


def make_request(
    data: bytes, *, hash_name: str = "sha256", nonce: int | None = 7, policy: str | None = None
) -> bytes:
    """Make a TimeStampReq over some bytes."""
    imprint = sequence(algorithm(OIDS[hash_name], null=True), octets(hashlib.new(hash_name, data).digest()))
    parts = [integer(1), imprint]
    if policy is not None:
        parts.append(oid(policy))
    if nonce is not None:
        parts.append(integer(nonce))
    return sequence(*parts, tagged(der.BOOLEAN, b"\xff"))


def pem(*certificates: x509.Certificate) -> bytes:
    """Return certificates as one PEM file."""
    return b"".join(certificate.public_bytes(Encoding.PEM) for certificate in certificates)


def encoded(certificate: x509.Certificate) -> bytes:
    """Return a certificate as DER."""
    return certificate.public_bytes(Encoding.DER)


def tagged(tag: int, *contents: bytes) -> bytes:
    """Encode a value."""
    content = b"".join(contents)
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(digits)]) + digits + content


def sequence(*parts: bytes) -> bytes:
    """Encode a SEQUENCE."""
    return tagged(der.SEQUENCE, *parts)


def octets(data: bytes) -> bytes:
    """Encode an OCTET STRING."""
    return tagged(der.OCTET_STRING, data)


def integer(value: int) -> bytes:
    """Encode an INTEGER."""
    return tagged(der.INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True))


def oid(name: str) -> bytes:
    """Encode an OBJECT IDENTIFIER."""
    first, second, *arcs = map(int, name.split("."))
    content = b""
    for arc in (40 * first + second, *arcs):
        digits = [arc & 0x7F]
        while arc := arc >> 7:
            digits.insert(0, 0x80 | arc & 0x7F)
        content += bytes(digits)
    return tagged(der.OID, content)


def algorithm(name: str, *, null: bool = False) -> bytes:
    """Encode an AlgorithmIdentifier."""
    return sequence(oid(name), *([b"\x05\x00"] if null else []))


def attribute(name: str, value: bytes) -> bytes:
    """Encode an attribute with one value."""
    return sequence(oid(name), tagged(der.SET, value))


def _info(asked: StampRequest, answering: Answering) -> bytes:
    if answering.imprint is None:
        imprint = sequence(algorithm(asked.imprint.algorithm), octets(asked.imprint.digest))
    else:
        imprint = sequence(algorithm(OIDS[answering.imprint[0]]), octets(answering.imprint[1]))
    nonce = asked.nonce if answering.nonce == -1 else answering.nonce
    return sequence(
        integer(answering.version),
        oid(answering.policy),
        imprint,
        integer(1),
        tagged(
            der.GENERALIZED_TIME, answering.time or answering.at.strftime("%Y%m%d%H%M%SZ").encode("ascii")
        ),
        *answering.fields,
        *([integer(nonce)] if nonce is not None else []),
        *answering.name_fields,
    )


def _mark(certificate: x509.Certificate, hash_name: str | None) -> bytes:
    """Mark a certificate by a hash; None marks it by SHA-1, in the older way."""
    digest = octets(hashlib.new(hash_name or "sha1", encoded(certificate)).digest())
    name = SIGNING_CERTIFICATE_V2 if hash_name else SIGNING_CERTIFICATE
    named = [] if hash_name in (None, "sha256") else [algorithm(OIDS[hash_name])]
    return attribute(name, sequence(sequence(sequence(*named, digest))))


def _new_key(kind: Kind) -> Key:
    if kind == "ed25519":
        return ed25519.Ed25519PrivateKey.generate()
    if kind in ("rsa", "rsa-pss"):
        return rsa.generate_private_key(65537, 2048)
    return ec.generate_private_key(ec.SECP384R1() if kind == "p384" else ec.SECP256R1())


def _certificate(
    name: str,
    issuer: x509.Certificate | None,
    key: Key,
    valid: tuple[datetime, datetime],
    *,
    issuer_key: Key,
    is_authority: bool = False,
    purposes: tuple[ObjectIdentifier, ...] | None = None,
    critical: bool = True,
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer is not None else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid[0])
        .not_valid_after(valid[1])
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if is_authority:
        builder = builder.add_extension(_key_usage(key_cert_sign=True, crl_sign=True), critical=True)
    elif purposes is not None:
        builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=critical)
    return builder.sign(
        issuer_key, None if isinstance(issuer_key, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    )


def _key_usage(**used: bool) -> x509.KeyUsage:
    names = (
        *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment"),
        *("key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
    )
    values: dict[str, Any] = {name: used.get(name, False) for name in names}
    return x509.KeyUsage(**values)

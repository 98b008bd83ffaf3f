"""Who signed a time stamp: the signature, the signer's certificate, and the way from it to a root.

Source: RFC 3161, section 2.4.2; RFC 5035 and 5816 for the mark of the signer's certificate.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sayso.custody.der import NotDer
from sayso.custody.stamp_reply import (
    BROKEN_HASHES,
    HASHES,
    TST_INFO,
    WEAK_HASHES,
    StampInfo,
    StampToken,
    read_reply,
)
from sayso.custody.stamp_signature import CONTENT_TYPE, MESSAGE_DIGEST, CertificateMark, read_marks
from sayso.values import Findings

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

    from sayso.custody.certificates import Roots

DIRECTORY_NAME = 0xA4  # the tag of a name of the kind that certificates have


def check_signed(token: StampToken, roots: Roots, now: datetime, findings: Findings) -> None:
    """Check who signed a stamp, and that a way leads from there to a root.

    Args:
        token: whose contents were held against what was asked.
        roots: whom somebody trusts.
        now: the moment that "has expired since" is said for.

    Raises:
        NotDer, BadCertificate: when it is malformed, or signed by another.
    """
    from sayso.custody.certificate_chains import check_signer, way_to_root
    from sayso.custody.certificates import NotKnownHere
    from sayso.custody.key_signatures import check_signature

    _check_attributes(token, findings)
    embedded = _embedded(token, findings)
    signer = _signer(token, [*embedded, *roots.others, *roots.trusted])
    if signer is None:
        if embedded:
            findings.fault("the signer's certificate is not among those that came along or were given")
        else:
            findings.not_seen(
                "no certificate came along, and the signer's is not among those that were given: "
                "add it before the root"
            )
        return
    try:
        check_signature(signer, token.signature)
        for why in check_signer(signer):
            findings.fault(why)
        way = way_to_root(signer, embedded, roots, token.info.at)
    except NotKnownHere as error:
        findings.not_seen(str(error))
        return
    _note_authority(token.info, signer, findings)
    _note_way(way, now, findings)


def ends_first(reply: bytes, roots: bytes) -> tuple[datetime, str] | None:
    """Return when the first certificate ends on the way from a stamp's signer to a root, and its name.

    From then on nobody answers for one of the keys by which stamps of any date could be made. The name is ""
    where it is the signer's own; None where the way cannot be followed here.

    Args:
        reply: an authority's, with a stamp in it.
        roots: whom somebody trusts; the contents of a file of certificates.

    Raises:
        NotDer, BadCertificate: when there is no way.
    """
    from sayso.custody.certificate_chains import way_to_root
    from sayso.custody.certificates import NotKnownHere, name_of, read_roots

    token, trusted = read_reply(reply).token, read_roots([roots])
    embedded = _embedded(token, Findings()) if token else []
    signer = _signer(token, [*embedded, *trusted.others, *trusted.trusted]) if token else None
    if token is None or signer is None:
        return None
    try:
        way = way_to_root(signer, embedded, trusted, token.info.at)
    except NotKnownHere:
        return None
    first = min(way, key=lambda one: one.not_valid_after_utc)
    return first.not_valid_after_utc, "" if first is way[0] else name_of(first)


def _check_attributes(token: StampToken, findings: Findings) -> None:
    attributes = token.signature.attributes
    kind = attributes.get(CONTENT_TYPE)
    if kind is None or _oid_or_none(kind.encoded) != TST_INFO:
        findings.fault("what was signed is not said to be a time stamp")
    digest = attributes.get(MESSAGE_DIGEST)
    name = HASHES.get(token.signature.hash_algorithm)
    if name is None:
        findings.not_seen(f"the signature's hash {token.signature.hash_algorithm} is not known here")
    elif digest is None or digest.content != hashlib.new(name, token.info_bytes).digest():
        findings.fault("the stamp was changed: the signature is over another one")
    elif name in WEAK_HASHES:
        findings.note(f"the signature rests on {name.upper()}, which is weak")


def _oid_or_none(encoded: bytes) -> str | None:
    from sayso.custody import der

    try:
        return der.oid(der.read_one(encoded, "the type"))
    except NotDer:
        return None


def _embedded(token: StampToken, findings: Findings) -> list[Certificate]:
    from sayso.custody.certificates import BadCertificate, read_certificates

    found: list[Certificate] = []
    for encoded in token.certificates:
        try:
            found += read_certificates(encoded)
        except BadCertificate:
            findings.note("a certificate that came along cannot be read")
    return found


def _signer(token: StampToken, among: Sequence[Certificate]) -> Certificate | None:
    """Return the certificate that the signature names; None when it is not there.

    Raises:
        BadCertificate: when it is there, and what was signed marks another one.
    """
    from sayso.custody.certificates import BadCertificate

    marks = read_marks(token.signature.attributes)
    named = [certificate for certificate in among if _is_named(certificate, token)]
    for certificate in named:
        if all(_is_marked(certificate, mark) for mark in marks):
            return certificate
    if named:
        raise BadCertificate("the signer's certificate is not the one that was signed for: it was exchanged")
    return None


def _is_named(certificate: Certificate, token: StampToken) -> bool:
    from sayso.custody.certificates import issuer_bytes

    signature = token.signature
    if signature.key_id is not None:
        return signature.key_id == _key_id(certificate)
    return certificate.serial_number == signature.serial and issuer_bytes(certificate) == signature.issuer


def _key_id(certificate: Certificate) -> bytes | None:
    from cryptography.x509 import SubjectKeyIdentifier

    from sayso.custody.certificates import extension_of

    found = extension_of(certificate, SubjectKeyIdentifier)
    return found.value.digest if found is not None else None


def _is_marked(certificate: Certificate, mark: CertificateMark) -> bool:
    from cryptography.hazmat.primitives.serialization import Encoding

    from sayso.custody.certificates import issuer_bytes

    name = HASHES.get(mark.algorithm)
    if name is None or name in BROKEN_HASHES:
        return False
    encoded = certificate.public_bytes(Encoding.DER)
    if hashlib.new(name, encoded).digest() != mark.digest:
        return False
    if mark.serial is None:
        return True
    return mark.serial == certificate.serial_number and mark.issuer == issuer_bytes(certificate)


def _note_authority(info: StampInfo, signer: Certificate, findings: Findings) -> None:
    """Say where the stamp gives the authority another name than the signer's certificate does."""
    from sayso.custody import der

    if info.authority is None or info.authority[:1] != bytes([DIRECTORY_NAME]):
        return
    named = der.read_one(info.authority, "the authority's name").content
    if named != signer.subject.public_bytes():
        findings.note("the stamp gives the authority another name than the signer's certificate")


def _note_way(way: Sequence[Certificate], now: datetime, findings: Findings) -> None:
    from sayso.custody.certificates import is_self_issued, name_of, sha256_of, weakness_of

    findings.note(
        f"it is signed by {name_of(way[0])}, and the way from there ends at the root {name_of(way[-1])}, "
        f"whose SHA-256 is {sha256_of(way[-1])}"
    )
    for certificate in way:
        if (end := certificate.not_valid_after_utc) < now:
            findings.note(
                f"the certificate of {name_of(certificate)} has expired since ({end:%Y-%m-%d}); "
                "it was valid when the stamp was made"
            )
        weakness, is_broken = weakness_of(certificate)
        if weakness is not None:
            (findings.fault if is_broken else findings.note)(weakness)
    if not is_self_issued(way[-1]):
        findings.note(
            f"the root that was given, {name_of(way[-1])}, is not the last of its chain; it was trusted"
        )
    findings.note("whether a certificate was revoked was not looked up")

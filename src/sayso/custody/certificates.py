"""Certificates of time-stamp authorities: reading them, and what they say of themselves.

This, `certificate_chains` and `key_signatures` ask `cryptography`, and `sayso.custody.keys` does, and only
when they are called: verifying the log itself needs the standard library alone. Nothing is fetched, so
whether a certificate was revoked is not known here.

Source: RFC 5280.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sayso.custody import der

if TYPE_CHECKING:
    from cryptography.x509 import Certificate, Extension

MAX_BYTES = 4 << 20  # of one file of certificates
MAX_CERTIFICATES = 500  # in one; all that systems trust are some 150
LEAST_RSA_BITS = 2048  # below, a note; below half of it a fault


class BadCertificate(ValueError):
    """A certificate, or a signature with its key, does not do what it is used for."""


class NotKnownHere(Exception):
    """A key or algorithm that cannot be checked here; that is no fault of it."""


@dataclass(frozen=True, slots=True)
class Roots:
    """Certificates that are trusted, and others that may lie between."""

    trusted: tuple[Certificate, ...]
    others: tuple[Certificate, ...]


def read_certificates(data: bytes) -> list[Certificate]:
    """Read certificates, as PEM or as DER, one or several.

    Raises:
        BadCertificate: when there is none, or one cannot be read.
        ModuleNotFoundError: when `cryptography` is not installed.
    """
    from cryptography.x509 import (
        DuplicateExtension,
        InvalidVersion,
        load_der_x509_certificate,
        load_pem_x509_certificate,
    )

    if len(data) > MAX_BYTES:
        raise BadCertificate(f"there are more than the {MAX_BYTES:,} bytes of certificates that are read")
    blocks = _armoured(data)
    if len(blocks) > MAX_CERTIFICATES:
        raise BadCertificate(f"there are more than the {MAX_CERTIFICATES} certificates that are read")
    try:
        with warnings.catch_warnings():  # of oddities that a later release will refuse
            warnings.simplefilter("ignore")
            if blocks or b"-----BEGIN" in data:
                found = [load_pem_x509_certificate(block) for block in blocks]
            else:
                found = [load_der_x509_certificate(value.encoded) for value in der.values_in(data)]
            for certificate in found:  # parts are read when asked for, and may be malformed then
                _ = (
                    certificate.subject,
                    certificate.issuer,
                    certificate.extensions,
                    issuer_bytes(certificate),
                )
    except (ValueError, TypeError, DuplicateExtension, InvalidVersion) as error:
        raise BadCertificate("what is given as a certificate is none, PEM or DER, or is damaged") from error
    if not found:
        raise BadCertificate("there is no certificate in it")
    return found


def read_roots(files: Sequence[bytes]) -> Roots:
    """Read the certificates that somebody trusts: of each file the last, and each that issued itself.

    Raises:
        BadCertificate: when a file holds none.
    """
    trusted: list[Certificate] = []
    others: list[Certificate] = []
    for data in files:
        found = read_certificates(data)
        for certificate in found:
            is_root = certificate is found[-1] or (is_self_issued(certificate) and _is_authority(certificate))
            (trusted if is_root else others).append(certificate)
    return Roots(tuple(trusted), tuple(others))


def is_self_issued(certificate: Certificate) -> bool:
    """Tell whether a certificate names itself as its issuer."""
    return certificate.issuer.public_bytes() == certificate.subject.public_bytes()


def issuer_bytes(certificate: Certificate) -> bytes:
    """Return a certificate's issuer as it stands in it.

    Raises:
        NotDer: when it is malformed.
    """
    parts = der.read_one(certificate.tbs_certificate_bytes, "a certificate").parts()
    parts.take_if(0xA0)
    parts.take(der.INTEGER, "a certificate's number")
    parts.take(der.SEQUENCE, "a certificate's algorithm")
    return parts.take(der.SEQUENCE, "a certificate's issuer").encoded


def name_of(certificate: Certificate) -> str:
    """Return a certificate's subject, for people."""
    return repr(certificate.subject.rfc4514_string()[:200])


def sha256_of(certificate: Certificate) -> str:
    """Return the SHA-256 of a certificate's DER, in hexadecimal digits, as its publisher states it."""
    from cryptography.hazmat.primitives.serialization import Encoding

    return hashlib.sha256(certificate.public_bytes(Encoding.DER)).hexdigest()


def domains_of(certificate: Certificate) -> list[str]:
    """Return the domains that a certificate is of."""
    from cryptography.x509 import DNSName, SubjectAlternativeName
    from cryptography.x509.oid import NameOID

    names = [str(name.value) for name in certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)]
    others = extension_of(certificate, SubjectAlternativeName)
    return names + (others.value.get_values_for_type(DNSName) if others is not None else [])


def was_valid(certificate: Certificate, at: datetime) -> bool:
    """Tell whether a certificate was valid at a moment."""
    return outside_validity(certificate, at) is None


def weakness_of(certificate: Certificate) -> tuple[str | None, bool]:
    """Return what is weak about a certificate's key, and whether it is too weak to be believed."""
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    key = certificate.public_key()
    if isinstance(key, RSAPublicKey) and key.key_size < LEAST_RSA_BITS:
        return (
            f"the key of {name_of(certificate)} has {key.key_size} bits",
            key.key_size < LEAST_RSA_BITS // 2,
        )
    return None, False


def _armoured(data: bytes) -> list[bytes]:
    """Return the certificates among other text (PEM)."""
    blocks = []
    for part in data.split(b"-----BEGIN ")[1:]:
        body, end, _ = part.partition(b"-----END ")
        label, _, text = body.partition(b"-----")
        if end and label.endswith(b"CERTIFICATE"):
            blocks.append(b"-----BEGIN CERTIFICATE-----" + text + b"-----END CERTIFICATE-----\n")
    return blocks


def outside_validity(certificate: Certificate, at: datetime) -> str | None:
    """Return why a certificate was not valid at a moment; None where it was."""
    start, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    whose = f"when the stamp was made, the certificate of {name_of(certificate)}"
    if at < start:
        return f"{whose} was not valid yet: it starts at {start:%Y-%m-%d %H:%M} UTC"
    if at > end:
        return f"{whose} had expired: it ended at {end:%Y-%m-%d %H:%M} UTC"
    return None


def extension_of(certificate: Certificate, kind: type) -> Extension | None:  # type: ignore[type-arg]
    """Return an extension of a certificate; None where it has none of this kind."""
    from cryptography.x509 import ExtensionNotFound

    try:
        return certificate.extensions.get_extension_for_class(kind)
    except ExtensionNotFound:
        return None


def _is_authority(certificate: Certificate) -> bool:
    from cryptography.x509 import BasicConstraints

    found = extension_of(certificate, BasicConstraints)
    return found is not None and found.value.ca

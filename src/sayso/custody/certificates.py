"""Certificates of time-stamp authorities: reading them, and the way from a signer to a root.

The one place, with `sayso.custody.keys`, that asks `cryptography`, and only when it is called:
verifying the log itself needs the standard library alone. Nothing is fetched, so whether a
certificate was revoked is not known here.

Source: RFC 5280, section 6; RFC 3161, section 2.3 for the signer's own certificate.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sayso.custody import der
from sayso.custody.der import NotDer, Value
from sayso.custody.stamp_reply import HASHES, Signature

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.padding import AsymmetricPadding
    from cryptography.hazmat.primitives.hashes import HashAlgorithm
    from cryptography.x509 import Certificate, Extension

MAX_BYTES = 4 << 20  # of one file of certificates
MAX_CERTIFICATES = 500  # in one; all that systems trust are some 150
MAX_CHAIN = 10  # certificates from signer to root
MAX_TRIES = 200  # pairs of certificates that are tried for one way
TIME_STAMPING = "1.3.6.1.5.5.7.3.8"
LEAST_RSA_BITS = 2048  # below, a note; below half of it a fault

_RSA_PREFIX = "1.2.840.113549.1.1"
_RSA, _RSA_PSS = "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.10"
_MGF1 = "1.2.840.113549.1.1.8"
_RSA_WITH = {"4": "md5", "5": "sha1", "14": "sha224", "11": "sha256", "12": "sha384", "13": "sha512"}
_ECDSA_WITH = {
    "1.2.840.10045.4.1": "sha1",
    "1.2.840.10045.4.3.1": "sha224",
    "1.2.840.10045.4.3.2": "sha256",
    "1.2.840.10045.4.3.3": "sha384",
    "1.2.840.10045.4.3.4": "sha512",
}
_ECDSA = "1.2.840.10045.2.1"
_EDWARDS = {"1.3.101.112", "1.3.101.113"}
_UNDERSTOOD = {"2.5.29.15", "2.5.29.19", "2.5.29.37"}  # key usage, basic constraints, extended key usage
_WITHOUT_MEANING_HERE = {"2.5.29.32", "2.5.29.17", "2.5.29.36"}  # policies and other names bind nothing here


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
        raise BadCertificate(f"a certificate cannot be read: {error}") from error
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


def check_signer(certificate: Certificate) -> Iterator[str]:
    """Give what keeps a certificate from signing time stamps."""
    from cryptography.x509 import ExtendedKeyUsage, KeyUsage

    usage = _extension(certificate, ExtendedKeyUsage)
    if usage is None:
        yield "the signer's certificate is not meant for time stamps: it names no purpose"
    else:
        purposes = [purpose.dotted_string for purpose in usage.value]
        if TIME_STAMPING not in purposes:
            yield "the signer's certificate is not meant for time stamps"
        elif purposes != [TIME_STAMPING]:
            yield "the signer's certificate is meant for other things than time stamps too"
        if not usage.critical:
            yield "the purpose of the signer's certificate is not marked as critical"
    key_usage = _extension(certificate, KeyUsage)
    if key_usage is not None:
        value = key_usage.value
        if not (value.digital_signature or value.content_commitment):
            yield "the signer's key is not meant for signatures"
        if (
            value.key_cert_sign
            or value.crl_sign
            or value.key_encipherment
            or value.key_agreement
            or value.data_encipherment
        ):
            yield "the signer's key is meant for other things than signatures too"
    yield from (f"the signer's certificate: {why}" for why in _not_understood(certificate))


def way_to_root(
    signer: Certificate, between: Sequence[Certificate], roots: Roots, at: datetime
) -> list[Certificate]:
    """Return the certificates from the signer's to a trusted one, all valid at a moment.

    Raises:
        BadCertificate: when there is no such way, with what was nearest to one.
        NotKnownHere: when a certificate on the only way has a signature that cannot be checked.
    """
    search = _Search([*between, *roots.others], roots.trusted, at)
    way = search.onward([signer])
    if way is not None:
        return way
    if search.not_known is not None:
        raise NotKnownHere(search.not_known)
    raise BadCertificate(
        search.nearest or "no way leads from the signer's certificate to a root that was given"
    )


def check_signature(certificate: Certificate, signature: Signature) -> None:
    """Check a signature over its signed attributes with a certificate's key.

    Raises:
        BadCertificate: when it is not by this key.
        NotKnownHere: when its algorithm is not known here.
    """
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    try:
        _verify(certificate.public_key(), signature, _hash_of(signature))
        return
    except InvalidSignature:
        pass
    except (UnsupportedAlgorithm, TypeError) as error:
        raise NotKnownHere(f"the signature's algorithm is not known here: {error}") from error
    except ValueError as error:
        raise BadCertificate(f"the signature or its key is malformed: {error}") from error
    raise BadCertificate("the signature does not hold: what was signed was changed, or another key signed it")


def check_issued(certificate: Certificate, issuer: Certificate) -> None:
    """Check that a certificate is signed by another's key, whatever either says of itself.

    Raises:
        BadCertificate: when it is not.
        NotKnownHere: when its algorithm is not known here.
    """
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    try:
        certificate.verify_directly_issued_by(issuer)
    except UnsupportedAlgorithm as error:
        raise NotKnownHere(
            f"the signature on {name_of(certificate)} cannot be checked here: {error}"
        ) from error
    except (InvalidSignature, ValueError, TypeError) as error:
        raise BadCertificate(f"{name_of(certificate)} is not signed by {name_of(issuer)}") from error


def check_text_signature(key: object, signature: bytes, text: str) -> None:
    """Check an ECDSA signature with SHA-256 over a text, in either of the two ways to write one.

    Raises:
        BadCertificate: when it is not by this key.
        NotKnownHere: when the key is of another kind.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise NotKnownHere("its key is of a kind that is not known here")
    number_bytes = (key.curve.key_size + 7) // 8
    written = [signature]
    if len(signature) == 2 * number_bytes:
        numbers = (signature[:number_bytes], signature[number_bytes:])
        written.append(encode_dss_signature(*(int.from_bytes(number, "big") for number in numbers)))
    for form in written:
        try:
            key.verify(form, text.encode("utf-8"), ec.ECDSA(_hash("sha256")))
        except InvalidSignature:
            continue
        return
    raise BadCertificate("it does not hold: what was signed was changed, or another key signed it")


def read_public_key(data: bytes) -> object:
    """Read a public key (SubjectPublicKeyInfo, DER).

    Raises:
        BadCertificate: when it is none.
        NotKnownHere: when it is of a kind that is not known here.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        return load_der_public_key(data)
    except UnsupportedAlgorithm as error:
        raise NotKnownHere(f"its key is of a kind that is not known here: {error}") from error
    except ValueError as error:
        raise BadCertificate("its key cannot be read") from error


def domains_of(certificate: Certificate) -> list[str]:
    """Return the domains that a certificate is of."""
    from cryptography.x509 import DNSName, SubjectAlternativeName
    from cryptography.x509.oid import NameOID

    names = [str(name.value) for name in certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)]
    others = _extension(certificate, SubjectAlternativeName)
    return names + (others.value.get_values_for_type(DNSName) if others is not None else [])


def was_valid(certificate: Certificate, at: datetime) -> bool:
    """Tell whether a certificate was valid at a moment."""
    return _outside_validity(certificate, at) is None


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


class _Search:
    """The search for a way to a root, deepest first."""

    def __init__(self, between: Sequence[Certificate], trusted: Sequence[Certificate], at: datetime) -> None:
        self._between, self._trusted, self._at = between, trusted, at
        self._tries = 0
        self.nearest: str | None = None
        self.not_known: str | None = None

    def onward(self, way: list[Certificate]) -> list[Certificate] | None:
        last = way[-1]
        if (why := _outside_validity(last, self._at)) is not None:
            self._note(why, certain=True)
            return None
        if last in self._trusted:
            return way
        for issuer in [*self._trusted, *self._between]:
            self._tries += 1
            if self._tries > MAX_TRIES or len(way) >= MAX_CHAIN or issuer in way:
                continue
            if self._issued(last, issuer, len(way)) and (found := self.onward([*way, issuer])) is not None:
                return found
        return None

    def _issued(self, certificate: Certificate, issuer: Certificate, depth: int) -> bool:
        """Tell whether `issuer` issued it; `depth` certificates, the signer's too, stand below the issuer."""
        if certificate.issuer.public_bytes() != issuer.subject.public_bytes():
            return False
        try:
            certificate.verify_directly_issued_by(issuer)
        except Exception as error:  # noqa: BLE001 - told apart below; the library names many
            return self._not_issued(certificate, issuer, error)
        for why in _not_an_issuer(issuer, depth, is_trusted=issuer in self._trusted):
            self._note(f"{name_of(issuer)}: {why}", certain=True)
            return False
        return True

    def _not_issued(self, certificate: Certificate, issuer: Certificate, error: Exception) -> bool:
        from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

        if isinstance(error, UnsupportedAlgorithm):
            self.not_known = f"the signature on {name_of(certificate)} cannot be checked here: {error}"
        elif isinstance(error, InvalidSignature | ValueError | TypeError):
            self._note(f"{name_of(certificate)} names {name_of(issuer)} as its issuer, which did not sign it")
        else:
            raise error
        return False

    def _note(self, why: str, *, certain: bool = False) -> None:
        if self.nearest is None or certain:
            self.nearest = why


def _outside_validity(certificate: Certificate, at: datetime) -> str | None:
    start, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    whose = f"when the stamp was made, the certificate of {name_of(certificate)}"
    if at < start:
        return f"{whose} was not valid yet: it starts at {start:%Y-%m-%d %H:%M} UTC"
    if at > end:
        return f"{whose} had expired: it ended at {end:%Y-%m-%d %H:%M} UTC"
    return None


def _not_an_issuer(issuer: Certificate, depth: int, *, is_trusted: bool) -> Iterator[str]:
    from cryptography.x509 import BasicConstraints, ExtendedKeyUsage, KeyUsage

    constraints = _extension(issuer, BasicConstraints)
    if constraints is None and not (is_trusted and issuer.version.name == "v1"):
        yield "it is no authority's certificate, and may issue none"
    if constraints is not None:
        if not constraints.value.ca:
            yield "it is no authority's certificate, and may issue none"
        most = constraints.value.path_length
        if most is not None and depth - 1 > most:
            yield f"no more than {most} authorities may stand below it"
    key_usage = _extension(issuer, KeyUsage)
    if key_usage is not None and not key_usage.value.key_cert_sign:
        yield "its key may sign no certificates"
    purposes = _extension(issuer, ExtendedKeyUsage)
    if purposes is not None and not is_trusted:
        names = {purpose.dotted_string for purpose in purposes.value}
        if not names & {TIME_STAMPING, "2.5.29.37.0"}:
            yield "it is not meant for time stamps"
    yield from _not_understood(issuer)


def _not_understood(certificate: Certificate) -> Iterator[str]:
    for extension in certificate.extensions:
        name = extension.oid.dotted_string
        if extension.critical and name not in _UNDERSTOOD | _WITHOUT_MEANING_HERE:
            yield f"it has a critical part that is not understood here ({name})"


def _extension(certificate: Certificate, kind: type) -> Extension | None:  # type: ignore[type-arg]
    from cryptography.x509 import ExtensionNotFound

    try:
        return certificate.extensions.get_extension_for_class(kind)
    except ExtensionNotFound:
        return None


def _is_authority(certificate: Certificate) -> bool:
    from cryptography.x509 import BasicConstraints

    found = _extension(certificate, BasicConstraints)
    return found is not None and found.value.ca


def _hash_of(signature: Signature) -> str:
    """Return the hash that a signature rests on; its algorithm and its signer must not name two."""
    prefix, _, last = signature.algorithm.rpartition(".")
    named = _RSA_WITH.get(last) if prefix == _RSA_PREFIX else _ECDSA_WITH.get(signature.algorithm)
    stated = HASHES.get(signature.hash_algorithm)
    if stated is None:
        raise NotKnownHere(f"the signature's hash {signature.hash_algorithm} is not known here")
    if "md5" in (named, stated):
        raise BadCertificate("the signature rests on MD5, which can be forged")
    if named is not None and named != stated:
        raise BadCertificate("the signature names two hashes")
    return stated


def _verify(key: object, signature: Signature, hash_name: str) -> None:
    from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa

    data, digest, algorithm = signature.signed_attributes, _hash(hash_name), signature.algorithm
    if isinstance(key, rsa.RSAPublicKey) and algorithm == _RSA_PSS:
        scheme, digest = _pss(signature.algorithm_parameters)
        key.verify(signature.signature, data, scheme, digest)
    elif isinstance(key, rsa.RSAPublicKey) and algorithm.rpartition(".")[0] == _RSA_PREFIX:
        if algorithm != _RSA and algorithm.rpartition(".")[2] not in _RSA_WITH:
            raise NotKnownHere(f"the signature's algorithm {algorithm} is not known here")
        key.verify(signature.signature, data, padding.PKCS1v15(), digest)
    elif isinstance(key, ec.EllipticCurvePublicKey) and algorithm in {*_ECDSA_WITH, _ECDSA}:
        key.verify(signature.signature, data, ec.ECDSA(digest))
    elif isinstance(key, ed25519.Ed25519PublicKey | ed448.Ed448PublicKey) and algorithm in _EDWARDS:
        key.verify(signature.signature, data)
    elif isinstance(key, (rsa.RSAPublicKey, ec.EllipticCurvePublicKey, ed25519.Ed25519PublicKey)):
        raise BadCertificate("the signature is of another kind than the signer's key")
    else:
        raise NotKnownHere("the signer's key is of a kind that is not known here")


def _pss(parameters: Value | None) -> tuple[AsymmetricPadding, HashAlgorithm]:
    from cryptography.hazmat.primitives.asymmetric import padding

    if parameters is None:
        raise NotDer("the signature's parameters are missing")
    parts = parameters.expect(der.SEQUENCE, "the signature's parameters").parts()
    hashed, masked, salt, trailer = (parts.take_if(tag) for tag in (0xA0, 0xA1, 0xA2, 0xA3))
    parts.end("the signature's parameters")
    digest, mask = _hash("sha1"), _hash("sha1")
    if hashed is not None:
        digest = _hash(_hash_name(hashed.parts().take(der.SEQUENCE, "the signature's hash")))
    if masked is not None:
        name, inner = der.algorithm(masked.parts().take(der.SEQUENCE, "the signature's mask"))
        if name != _MGF1 or inner is None:
            raise NotKnownHere("the signature's mask is not known here")
        mask = _hash(_hash_name(inner))
    salt_bytes = der.integer(salt.parts().take(der.INTEGER, "the signature's salt")) if salt else 20
    if trailer is not None and der.integer(trailer.parts().take(der.INTEGER, "the trailer")) != 1:
        raise NotKnownHere("the signature's trailer is not known here")
    return padding.PSS(padding.MGF1(mask), salt_bytes), digest


def _hash_name(value: Value) -> str:
    name, _ = der.algorithm(value)
    if name not in HASHES:
        raise NotKnownHere(f"the signature's hash {name} is not known here")
    return HASHES[name]


def _hash(name: str) -> HashAlgorithm:
    from cryptography.hazmat.primitives import hashes

    made: HashAlgorithm = getattr(hashes, name.upper())()
    return made

"""The way from a signer's certificate to a root that somebody trusts, at a moment.

Source: RFC 5280, section 6; RFC 3161, section 2.3 for the signer's own certificate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sayso.custody.certificates import (
    BadCertificate,
    NotKnownHere,
    Roots,
    extension_of,
    name_of,
    outside_validity,
)
from sayso.custody.key_signatures import check_issued

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

MAX_CHAIN = 10  # certificates from signer to root
MAX_TRIES = 200  # pairs of certificates that are tried for one way
TIME_STAMPING = "1.3.6.1.5.5.7.3.8"

_UNDERSTOOD = {"2.5.29.15", "2.5.29.19", "2.5.29.37"}  # key usage, basic constraints, extended key usage
_WITHOUT_MEANING_HERE = {"2.5.29.32", "2.5.29.17", "2.5.29.36"}  # policies and other names bind nothing here


def check_signer(certificate: Certificate) -> Iterator[str]:
    """Give what keeps a certificate from signing time stamps."""
    from cryptography.x509 import ExtendedKeyUsage, KeyUsage

    usage = extension_of(certificate, ExtendedKeyUsage)
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
    key_usage = extension_of(certificate, KeyUsage)
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


class _Search:
    """The search for a way to a root, deepest first."""

    def __init__(self, between: Sequence[Certificate], trusted: Sequence[Certificate], at: datetime) -> None:
        self._between, self._trusted, self._at = between, trusted, at
        self._tries = 0
        self.nearest: str | None = None
        self.not_known: str | None = None

    def onward(self, way: list[Certificate]) -> list[Certificate] | None:
        last = way[-1]
        if (why := outside_validity(last, self._at)) is not None:
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
            check_issued(certificate, issuer)
        except NotKnownHere as error:
            self.not_known = str(error)
            return False
        except BadCertificate:
            self._note(f"{name_of(certificate)} names {name_of(issuer)} as its issuer, which did not sign it")
            return False
        for why in _not_an_issuer(issuer, depth, is_trusted=issuer in self._trusted):
            self._note(f"{name_of(issuer)}: {why}", certain=True)
            return False
        return True

    def _note(self, why: str, *, certain: bool = False) -> None:
        if self.nearest is None or certain:
            self.nearest = why


def _not_an_issuer(issuer: Certificate, depth: int, *, is_trusted: bool) -> Iterator[str]:
    from cryptography.x509 import BasicConstraints, ExtendedKeyUsage, KeyUsage

    constraints = extension_of(issuer, BasicConstraints)
    if constraints is None and not (is_trusted and issuer.version.name == "v1"):
        yield "it is no authority's certificate, and may issue none"
    if constraints is not None:
        if not constraints.value.ca:
            yield "it is no authority's certificate, and may issue none"
        most = constraints.value.path_length
        if most is not None and depth - 1 > most:
            yield f"no more than {most} authorities may stand below it"
    key_usage = extension_of(issuer, KeyUsage)
    if key_usage is not None and not key_usage.value.key_cert_sign:
        yield "its key may sign no certificates"
    purposes = extension_of(issuer, ExtendedKeyUsage)
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

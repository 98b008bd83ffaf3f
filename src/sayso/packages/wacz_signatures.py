"""Signatures of web archives: by a key that names nobody, or by one that a certificate gives to a domain.

Only what came along can be checked: that the signature is over the archive's list of files,
that certificates sign one another down to the signer's, and that an authority stamped the
signature near the time that it states. Whether their roots deserve trust is for people to say.

Source: Webrecorder, "WACZ Signing and Verification", 0.1.0.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from sayso.custody.certificates import (
    BadCertificate,
    NotKnownHere,
    domains_of,
    name_of,
    read_certificates,
    was_valid,
)
from sayso.custody.der import NotDer
from sayso.custody.key_signatures import check_issued, check_text_signature, read_public_key
from sayso.custody.stamp_check import check_stamp
from sayso.custody.stamp_reply import read_reply
from sayso.values import Findings

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

CLOCKS_APART = timedelta(minutes=10)  # between the stated time and the stamp's, by the format


def check_signature(signed: Mapping[str, str], findings: Findings) -> None:
    """Check the `signedData` of a WACZ, whose hash is known to be that of its list of files."""
    try:
        if "domainCert" in signed:
            _check_domain(signed, findings)
        elif "publicKey" in signed:
            key = read_public_key(_decoded(signed, "publicKey"))
            check_text_signature(key, _decoded(signed, "signature"), signed.get("hash", ""))
            findings.note("it is signed by a key that names nobody: compare the key with one that you know")
        else:
            findings.fault("the signature holds neither a key nor a certificate")
    except BadCertificate as error:
        findings.fault(f"the signature: {error}")
    except ModuleNotFoundError as error:
        findings.not_seen(f"signatures cannot be checked here: {error}. Install `cryptography`")
    except NotKnownHere as error:
        findings.not_seen(f"the signature: {error}")


def _check_domain(signed: Mapping[str, str], findings: Findings) -> None:
    certificates = _certificates(signed, "domainCert")
    signer = certificates[0]
    check_text_signature(signer.public_key(), _decoded(signed, "signature"), signed.get("hash", ""))
    domain = signed.get("domain", "")
    if domain.casefold() not in {name.casefold() for name in domains_of(signer)}:
        findings.fault(f"the signature says {domain[:200]!r}, and its certificate is of {name_of(signer)}")
    if "crossSignedCert" in signed:
        other = _certificates(signed, "crossSignedCert")[0]
        check_text_signature(other.public_key(), _decoded(signed, "signature"), signed.get("hash", ""))
    created = _moment(signed.get("created", ""))
    if created is None:
        findings.fault(f"the signature states no time: {signed.get('created', '')[:60]!r}")
    elif not was_valid(signer, created):
        findings.fault("the certificate was not valid at the time that the signature states")
    findings.note(
        f"it is signed for {domain[:200]!r}; the certificates lead to {name_of(certificates[-1])}, "
        "which was not held against any list of roots"
    )
    if "timeSignature" in signed:
        _check_time(signed, created, findings)
    else:
        findings.note("the signature is not stamped: its time is only stated")


def _check_time(signed: Mapping[str, str], created: datetime | None, findings: Findings) -> None:
    reply = _decoded(signed, "timeSignature")
    chain = signed.get("timestampCert", "").encode("utf-8", "replace")
    check = check_stamp(reply, signed.get("signature", "").encode("utf-8", "replace"), [chain])
    for reason in check.reasons:
        say = findings.fault if check.verdict == "reject" else findings.not_seen
        say(f"the stamp of the signature: {reason}")
    if not check.accepted:
        return
    for note in check.notes:
        findings.note(f"the stamp of the signature: {note}")
    findings.note(
        f"the stamp's certificates lead to {name_of(read_certificates(chain)[-1])}, "
        "which was not held against any list of roots"
    )
    at = _stamped_at(reply)
    if created is not None and at is not None and abs(at - created) > CLOCKS_APART:
        findings.fault(
            f"the signature was stamped at {at:%Y-%m-%d %H:%M:%S} UTC, over 10 minutes from its stated time"
        )


def _stamped_at(reply: bytes) -> datetime | None:
    try:
        token = read_reply(reply).token
    except NotDer:
        return None
    return token.info.at if token is not None else None


def _certificates(signed: Mapping[str, str], field: str) -> list[Certificate]:
    """Return a chain whose every certificate is signed by the next."""
    chain = read_certificates(signed[field].encode("utf-8", "replace"))
    for certificate, issuer in pairwise(chain):
        check_issued(certificate, issuer)
    return chain


def _decoded(signed: Mapping[str, str], field: str) -> bytes:
    try:
        return base64.b64decode("".join(signed[field].split()), validate=True)
    except KeyError:
        raise BadCertificate(f"{field} is missing") from None
    except (ValueError, binascii.Error) as error:
        raise BadCertificate(f"{field} is no base64") from error


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)

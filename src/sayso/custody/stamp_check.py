"""Checking a time stamp (RFC 3161): that an authority saw these bytes no later than it says.

Every part that the authority signed is held against what was asked, against the bytes, and
against the certificates that somebody trusts. Certificates are judged at the moment of the
stamp, so that one which has expired since stays good; it is said that it has. What is not
signed (the reply's status, further certificates) can be changed by anybody, so keep the
SHA-256 of a reply beside it.

Source: RFC 3161, section 2.4.2; RFC 5816.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.custody.der import NotDer
from sayso.custody.stamp_reply import (
    BROKEN_HASHES,
    GRANTED,
    GRANTED_WITH_MODS,
    HASHES,
    STATUSES,
    WEAK_HASHES,
    Imprint,
    StampInfo,
    StampReply,
    StampRequest,
    StampToken,
    read_reply,
    read_request,
)
from sayso.custody.stamp_signer import check_signed
from sayso.custody.stamps import CLOCKS_APART
from sayso.values import Check, Digest, Findings, could_not_look

if TYPE_CHECKING:
    from sayso.custody.certificates import Roots


def check_stamp(
    reply: bytes,
    data: bytes | Digest | Path,
    roots: Sequence[bytes],
    query: bytes | None = None,
    at: datetime | None = None,
) -> Check:
    """Check a time-stamp authority's reply.

    Args:
        reply: the whole reply (TimeStampResp), or the token within it; DER.
        data: what was stamped, its SHA-256, or a file that holds it, which is read in pieces.
        roots: the contents of certificate files, PEM or DER: each holds one certificate, or a
            chain whose last is the root. Only roots are trusted; others help to find a way to one.
        query: the request (TimeStampReq), when it was kept: digest, policy and nonce must agree.
        at: the moment that "has expired since" is said for; now when None.
    """
    try:
        from sayso.custody.certificates import BadCertificate, read_roots

        trusted = read_roots(roots)
    except ModuleNotFoundError as error:
        return could_not_look(f"certificates cannot be read here: {error}. Install `cryptography`")
    except ValueError as error:
        return could_not_look(f"the roots cannot be used: {error}")
    if not trusted.trusted:
        return could_not_look("no root was given, so there is nobody to trust")
    findings = Findings()
    case = _Case(reply, data, query, trusted, at or datetime.now(UTC))
    try:
        with warnings.catch_warnings():  # of oddities of certificates that a later release will refuse
            warnings.simplefilter("ignore")
            _check_reply(case, findings)
    except (NotDer, BadCertificate) as error:
        findings.fault(str(error))
    return findings.check()


class _Case:
    """What is checked, and against what."""

    def __init__(
        self, reply: bytes, data: bytes | Digest | Path, query: bytes | None, roots: Roots, now: datetime
    ) -> None:
        self.reply, self.data, self.roots, self.now = reply, data, roots, now
        self.query = query


def _check_reply(case: _Case, findings: Findings) -> None:
    request = _request(case, findings)
    reply = read_reply(case.reply)
    if reply.is_bare_token:
        findings.note("this is the token alone, without the reply that it came in")
    if not _was_granted(reply, findings) or reply.token is None:
        return
    info = reply.token.info
    _check_imprint(info.imprint, case.data, "the stamp", findings)
    if request is not None:
        _check_against_request(info, request, findings)
        _note_certificates(reply.token, request, findings)
    if info.at - case.now > CLOCKS_APART:
        findings.note(f"the stamp's time lies ahead: {info.at:%Y-%m-%d %H:%M:%S} UTC")
    for name in info.critical:
        findings.fault(f"the stamp has a critical part that is not understood here ({name})")
    check_signed(reply.token, case.roots, case.now, findings)


def _request(case: _Case, findings: Findings) -> StampRequest | None:
    if case.query is None:
        return None
    try:
        request = read_request(case.query)
    except NotDer as error:
        findings.fault(f"the request cannot be read: {error}")
        return None
    _check_imprint(request.imprint, case.data, "the request", findings)
    return request


def _was_granted(reply: StampReply, findings: Findings) -> bool:
    status = STATUSES[reply.status] if 0 <= reply.status < len(STATUSES) else str(reply.status)
    said = f" ({reply.status_text!r})" if reply.status_text else ""
    granted = reply.status in (GRANTED, GRANTED_WITH_MODS)
    if not granted:
        findings.fault(f"no stamp was granted: {status}{said}")
        if reply.token is not None:
            findings.fault("there is a token all the same, which no authority may send")
        return False
    if reply.token is None:
        findings.fault("the reply says granted, and has no token")
        return False
    if reply.status == GRANTED_WITH_MODS:
        findings.note(f"the stamp was granted with changes to what was asked{said}")
    return True


def _check_imprint(imprint: Imprint, data: bytes | Digest | Path, what: str, findings: Findings) -> None:
    name = HASHES.get(imprint.algorithm)
    if name is None:
        findings.not_seen(f"{what} is over a hash that is not known here ({imprint.algorithm})")
        return
    if name in BROKEN_HASHES:
        findings.fault(f"{what} is over {name.upper()}, which can be forged")
        return
    if name in WEAK_HASHES:
        findings.note(f"{what} is over {name.upper()}, for which two files with one digest can be made")
    if len(imprint.digest) != hashlib.new(name).digest_size:
        findings.fault(f"{what} holds a digest of the wrong length")
        return
    if isinstance(data, str) and name != "sha256":
        findings.not_seen(f"{what} is over {name}, and only the SHA-256 of the data is at hand")
        return
    try:
        expected = _digest_of(data, name)
    except OSError as error:
        findings.not_seen(f"what was stamped cannot be read: {error.strerror}")
        return
    if imprint.digest != expected:
        findings.fault(f"{what} is over other bytes than these")


def _digest_of(data: bytes | Digest | Path, name: str) -> bytes:
    if isinstance(data, str):
        return bytes.fromhex(data)
    if isinstance(data, bytes):
        return hashlib.new(name, data).digest()
    with data.open("rb") as stream:
        return hashlib.file_digest(stream, name).digest()


def _check_against_request(info: StampInfo, request: StampRequest, findings: Findings) -> None:
    if info.imprint.algorithm != request.imprint.algorithm:
        findings.fault("the stamp is over another hash than was asked for")
    elif info.imprint.digest != request.imprint.digest:
        findings.fault("the stamp is over another digest than was asked for")
    if request.nonce is not None and info.nonce is None:
        findings.fault("the stamp lacks the nonce of the request")
    elif request.nonce is not None and info.nonce != request.nonce:
        findings.fault("the stamp has another nonce than the request: it answers another one")
    elif request.nonce is None and info.nonce is not None:
        findings.note("the stamp has a nonce, and the request has none")
    if request.policy is not None and info.policy != request.policy:
        findings.fault(f"the stamp follows policy {info.policy}, and {request.policy} was asked for")


def _note_certificates(token: StampToken, request: StampRequest, findings: Findings) -> None:
    if request.wants_certificate and not token.certificates:
        findings.note("the signer's certificate was asked for, and did not come along")
    elif token.certificates and not request.wants_certificate:
        findings.note("certificates came along, and were not asked for")

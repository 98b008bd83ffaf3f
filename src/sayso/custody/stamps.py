"""Stamps as the log names them, and what a reply must say to be one.

A stamp covers the bytes of a head's file, and through the head every entry before it. Request
and reply lie in `stamps/` as they were sent and came; their digests stand in the log, since
a reply can be changed in some bits and still verify.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from sayso.custody.der import NotDer
from sayso.custody.entries import Entry
from sayso.custody.stamp_query import SHA256
from sayso.custody.stamp_reply import (
    GRANTED,
    GRANTED_WITH_MODS,
    STATUSES,
    StampReply,
    StampToken,
    read_reply,
    read_request,
)
from sayso.values import Check, Digest, digest_bytes, instant_text, is_digest, read_instant

ACT = "stamp"
SET_ASIDE = "set-aside"  # the act that says of a stamp that it is not to count
REQUEST, REPLY = "tsq", "tsr"
MOST_TEXT = 4096  # characters of a text in an entry that is kept: who writes a log must not fill the memory
MOST_NAME = 200  # of the name of a file
CLOCKS_APART = timedelta(minutes=10)  # how far an authority's clock and ours may differ

# Checks who signed a reply: given the reply, what was stamped, root certificates, and the request.
SignerCheck: TypeAlias = Callable[[bytes, bytes, Sequence[bytes], bytes], Check]

TroubleKind: TypeAlias = Literal[
    "down",  # nobody answers at the address
    "slow",  # no whole answer in time
    "http-error",  # an answer that is an HTTP error
    "no-reply",  # an answer that is no time-stamp reply, such as a web page
    "refused",  # a reply that gives no stamp
    "wrong-digest",  # a stamp over other bytes
    "wrong-nonce",  # an answer to another request
    "wrong-policy",  # a stamp under another policy than the one asked for
    "wrong-time",  # older than what it covers, or of a time that has not come: one of both clocks is wrong
    "untrusted",  # a signature that does not hold, or leads to none of the roots
    "not-checked",  # whose signature could not be looked at
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why there is no stamp yet, or none that counts."""

    kind: TroubleKind
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A stamp, as its entry in the log says it."""

    seq: int  # of that entry
    size: int  # of the head: the entries that the stamp covers
    head_sha256: Digest  # of the head's file
    authority: str  # its address
    policy: str
    stamped_at: datetime  # by the authority's clock
    certificate_until: datetime | None  # of the signer; None where the reply carries no certificate
    roots: Digest  # the object with the root certificates
    request: Digest
    reply: Digest
    name: str  # of both files in `stamps/`, without the ending
    kept_at: datetime | None = None  # by this machine's clock; None while it is not kept

    @property
    def was_ahead(self) -> bool:
        """Whether its time had not come when it was kept, by the clock of the archive's machine."""
        return self.kept_at is not None and self.stamped_at - self.kept_at > CLOCKS_APART

    def file_names(self) -> tuple[str, str]:
        """Return the names of request and reply in `stamps/`."""
        return f"{self.name}.{REQUEST}", f"{self.name}.{REPLY}"


def stamp_name(size: int, authority_id: str) -> str:
    """Return what request and reply over the head of this size are called, without the ending."""
    return f"{size}-{authority_id}"


def stamp_body(stamp: Stamp, sizes_bytes: tuple[int, int]) -> dict[str, object]:
    """Return the body of a stamp's entry.

    Args:
        stamp: whose `seq` and `kept_at` are not looked at.
        sizes_bytes: of request and reply.
    """
    request, reply = stamp.file_names()
    body: dict[str, object] = {
        "authority": stamp.authority,
        "files": {
            request: {"sha256": stamp.request, "size_bytes": sizes_bytes[0]},
            reply: {"sha256": stamp.reply, "size_bytes": sizes_bytes[1]},
        },
        "head": {"sha256": stamp.head_sha256, "size": stamp.size},
        "policy": stamp.policy,
        "roots": stamp.roots,
        "stamped_at": instant_text(stamp.stamped_at),
    }
    if stamp.certificate_until is not None:
        body["certificate_until"] = instant_text(stamp.certificate_until)
    return body


def read_stamp(entry: Entry) -> Stamp:
    """Read a stamp from its entry.

    Raises:
        ValueError: when the entry does not say what a stamp's must.
    """
    body = entry.body
    head, files = _mapping(body, "head"), _mapping(body, "files")
    name = next(iter(sorted(files)), "").rpartition(".")[0]
    until = body.get("certificate_until")
    size = head.get("size")
    if type(size) is not int or size < 1:
        raise ValueError("it names no head")
    return Stamp(
        seq=entry.seq,
        size=size,
        head_sha256=_digest(head, "sha256"),
        authority=_text(body, "authority"),
        policy=_text(body, "policy"),
        stamped_at=read_instant(_text(body, "stamped_at")),
        certificate_until=read_instant(until) if isinstance(until, str) else None,
        roots=_digest(body, "roots"),
        request=_digest(_mapping(files, f"{name}.{REQUEST}"), "sha256"),
        reply=_digest(_mapping(files, f"{name}.{REPLY}"), "sha256"),
        name=_plain_name(name),
        kept_at=entry.at,
    )


@dataclass(frozen=True, slots=True)
class NoStamp:
    """An entry on a stamp that does not say what a stamp's must."""

    seq: int
    why: str


def stamp_or_why(entry: Entry) -> Stamp | NoStamp:
    """Read a stamp from its entry, or say why there is none; nothing else of the entry is kept."""
    try:
        return read_stamp(entry)
    except ValueError as error:
        return NoStamp(entry.seq, str(error)[:MOST_TEXT])


@dataclass(frozen=True, slots=True)
class SetAside:
    """That a stamp is not to count."""

    seq: int  # of the entry that says so
    at: datetime
    reason: str

    def __str__(self) -> str:
        return (
            f"it was set aside with entry {self.seq}, on {self.at:%Y-%m-%d}, with the reason {self.reason!r}"
        )


def set_aside_in(entries: Iterable[Entry]) -> dict[int, SetAside]:
    """Return the stamps that entries set aside, by the numbers of their own entries, which come before."""
    found: dict[int, SetAside] = {}
    for entry in entries:
        if (said := set_aside_by(entry)) is not None:
            found.setdefault(*said)
    return found


def set_aside_by(entry: Entry) -> tuple[int, SetAside] | None:
    """Return the stamp that an entry sets aside, by the number of its own entry; None for any other entry."""
    stamp, reason = entry.body.get("stamp"), entry.body.get("reason")
    if entry.act == SET_ASIDE and type(stamp) is int and stamp < entry.seq and isinstance(reason, str):
        return stamp, SetAside(entry.seq, entry.at, reason[:MOST_TEXT])
    return None


def examine(reply: bytes, query: bytes, head: bytes) -> StampToken | Trouble:
    """Return the stamp in a reply to `query` over a head's bytes, or why it is none.

    Whose signature it bears is not looked at.
    """
    try:
        asked = read_request(query)
        read = read_reply(reply)
    except NotDer as error:
        return Trouble(kind="no-reply", why=f"its answer is no time-stamp reply ({error})")
    token = read.token
    if read.status not in (GRANTED, GRANTED_WITH_MODS) or token is None or read.is_bare_token:
        return Trouble(kind="refused", why=f"it gave no stamp ({_status_words(read)})")
    said = token.info
    digest = hashlib.sha256(head).digest()
    if (said.imprint.algorithm, said.imprint.digest) != (SHA256, digest) or asked.imprint != said.imprint:
        return Trouble(kind="wrong-digest", why="its stamp is over other bytes than those sent")
    if said.nonce != asked.nonce:
        return Trouble(kind="wrong-nonce", why="its stamp answers another request than the one sent")
    if asked.policy is not None and said.policy != asked.policy:
        why = f"its stamp is under the policy {said.policy}, and {asked.policy} was asked for"
        return Trouble(kind="wrong-policy", why=why)
    return token


def fault_of(stamp: Stamp, request: bytes, reply: bytes, head: bytes) -> str | None:
    """Return what keeps files from being those of a stamp's entry; None when nothing does."""
    if digest_bytes(head) != stamp.head_sha256:
        return f"the head over {stamp.size} entries is not the one that was stamped"
    if digest_bytes(request) != stamp.request:
        return f"{stamp.file_names()[0]} is not the request that entry {stamp.seq} names"
    if digest_bytes(reply) != stamp.reply:
        return f"{stamp.file_names()[1]} is not the reply that entry {stamp.seq} names"
    found = examine(reply, request, head)
    if isinstance(found, Trouble):
        return found.why
    if found.info.at != stamp.stamped_at:
        return f"its stamp says {instant_text(found.info.at)}, and entry {stamp.seq} says another time"
    return None


def fault_of_time(stamp: Stamp, newest: datetime) -> str | None:
    """Return what speaks against a stamp's time: it cannot be older than what it covers.

    Args:
        stamp: whose files hold.
        newest: the time of the newest entry that it covers, of those at hand.
    """
    if newest - stamp.stamped_at <= CLOCKS_APART:
        return None
    return (
        f"it says {instant_text(stamp.stamped_at)}, which is before what it covers was written, by the clock "
        f"of the archive's machine at {instant_text(newest)}"
    )


def said_ahead(stamp: Stamp, now: datetime) -> str | None:
    """Return what is to be known of a stamp whose time has not come; None where it has."""
    if stamp.stamped_at - now <= CLOCKS_APART:
        return None
    return (
        f"it says {stamp.stamped_at:%Y-%m-%d %H:%M:%S} UTC, which lies ahead of this machine's clock: that, "
        "or the authority's, is wrong, and until it is known which, the stamp dates nothing"
    )


def _status_words(reply: StampReply) -> str:
    known = STATUSES[reply.status] if 0 <= reply.status < len(STATUSES) else f"status {reply.status}"
    said = "".join(letter if letter.isprintable() else " " for letter in reply.status_text)[:400]
    return f"{known}: {said}" if said else known


def _mapping(body: Mapping[str, object], name: str) -> Mapping[str, object]:
    value = body.get(name)
    if not isinstance(value, Mapping):
        raise ValueError(f"it says nothing of {name!r}")
    return value


def _text(body: Mapping[str, object], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str):
        raise ValueError(f"it says nothing of {name!r}")
    if len(value) > MOST_TEXT:
        raise ValueError(f"its {name!r} is longer than any")
    return value


def _digest(body: Mapping[str, object], name: str) -> Digest:
    value = _text(body, name)
    if not is_digest(value):
        raise ValueError(f"its {name!r} is no digest")
    return Digest(value)


def _plain_name(name: str) -> str:
    if not 0 < len(name) <= MOST_NAME or not all(
        letter.isascii() and (letter.isalnum() or letter == "-") for letter in name
    ):
        raise ValueError("its files have no names that we give")
    return name

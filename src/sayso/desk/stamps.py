"""Have heads stamped by authorities (RFC 3161): now, or what waits in the queue.

Nothing that takes material in ever waits for an authority. What is to be stamped is the newest
head, as long as the log has gone on since an authority's last stamp (`sayso.desk.stamp_states`).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from sayso.custody.asking import ask
from sayso.custody.authorities import Authority
from sayso.custody.disk import make_folder, read_file, reading, reason_of, sync_folder, write_synced
from sayso.custody.entries import Act, Entry
from sayso.custody.errors import CouldNotWrite
from sayso.custody.heads import Head
from sayso.custody.layout import ArchiveFiles
from sayso.custody.stamp_check import check_stamp
from sayso.custody.stamp_query import signed_until, write_query
from sayso.custody.stamp_reply import StampToken
from sayso.custody.stamps import (
    ACT,
    SET_ASIDE,
    Stamp,
    Trouble,
    TroubleKind,
    examine,
    fault_of_time,
    read_stamp,
    said_ahead,
    set_aside_in,
    stamp_body,
    stamp_name,
)
from sayso.desk.authorities import authorities
from sayso.desk.erasure import refuse_empty
from sayso.desk.stamp_queue import note_attempt
from sayso.desk.stamp_states import newest_stamp, stamp_states
from sayso.store.archive import Archive
from sayso.values import AskedWrongly, digest_bytes, utc_now

PATIENCE_S = 20.0  # for one authority
NONCE_BITS = 64

Ask: TypeAlias = Callable[..., bytes | Trouble]


class NoAuthority(AskedWrongly):
    """Stamps were asked for, and no authority is named."""

    def __init__(self, archive: str) -> None:
        super().__init__(archive)
        self.archive = archive

    def __str__(self) -> str:
        return (
            f"The archive {self.archive} names no time-stamping authority, so stamping is off. "
            "Name one with `sayso authorities --add URL --roots CERTIFICATES`."
        )


class NoSuchStamp(AskedWrongly):
    """A stamp was to be set aside that is none, or was before."""

    def __init__(self, seq: int, before: int | None) -> None:
        super().__init__(seq, before)
        self.seq, self.before = seq, before

    def __str__(self) -> str:
        if self.before is not None:
            return f"The stamp of entry {self.seq} was set aside before, with entry {self.before}."
        return f"Entry {self.seq} is none on a stamp. `sayso log` lists the entries with their numbers."


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamped:
    """What an attempt gave: a stamp, or why there is none, or both where its time has not come."""

    authority: str
    stamp: Stamp | None
    trouble: Trouble | None
    notes: tuple[str, ...] = ()


def stamp_now(
    archive: Archive,
    *,
    actor: str,
    only_due: bool = False,
    patience_s: float = PATIENCE_S,
    ask: Ask = ask,
    clock: Callable[[], datetime] = utc_now,
) -> tuple[Stamped, ...]:
    """Have the newest head stamped by every authority whose last stamp does not cover all.

    Args:
        only_due: leave out those that failed a short while ago, as a timer does.
        patience_s: for each authority.

    Raises:
        NoAuthority: when the archive names none.
    """
    named = {one.url: one for one in authorities(archive)}
    if not named:
        raise NoAuthority(str(archive.files.root))
    waiting = [state for state in stamp_states(archive.files, now=clock()) if state.state == "waiting"]
    if only_due:
        waiting = [state for state in waiting if not state.attempts or state.attempts.next_at <= clock()]
    if not waiting:
        return ()
    head = archive.seal()
    teller = _Teller(archive=archive, actor=actor, patience_s=patience_s, ask=ask, clock=clock)
    done = []
    for state in waiting:
        authority = named[state.authority]
        answer = teller.attempt(authority, head)
        note_attempt(archive.files, authority, state.attempts, answer.trouble, clock())
        done.append(answer)
    return tuple(done)


def set_stamp_aside(archive: Archive, seq: int, reason: str, *, actor: str) -> Entry:
    """Log that a stamp is not to count, such as one that does not hold, and return that entry.

    Its files, where they are there, stay; nothing rests on them any more, and exports name it as set aside.

    Args:
        seq: the number of the stamp's entry.
        reason: stands in the log for good.

    Raises:
        NoReason: when there is no reason.
        NoSuchStamp: when the entry is none on a stamp, or it was set aside before.
    """
    refuse_empty(reason, "a reason")
    with archive.writing():
        entries = [entry for entry in archive.log.entries() if entry.act in (ACT, SET_ASIDE)]
        before = set_aside_in(entries).get(seq)
        if before is not None or seq not in {entry.seq for entry in entries if entry.act == ACT}:
            raise NoSuchStamp(seq, before.seq if before else None)
        act = Act(SET_ASIDE, {"stamp": seq, "reason": reason}, {"operator": actor})
        return archive.record_locked([act])[0]


def stamps_of(archive: Archive) -> tuple[Stamp, ...]:
    """Return all stamps that the log names, in its order; reads the whole log.

    Raises:
        LogBroken, ArchiveUnreadable: when the log cannot be read to its end.
    """
    return tuple(read_stamp(entry) for entry in archive.log.entries() if entry.act == ACT)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Teller:
    """Asks for stamps, and keeps those that it gets."""

    archive: Archive
    actor: str
    patience_s: float
    ask: Ask
    clock: Callable[[], datetime]

    def attempt(self, authority: Authority, head: Head) -> Stamped:
        """Ask one authority for a stamp over a head."""
        data = _head_bytes(self.archive.files, head)
        query = write_query(data, secrets.randbits(NONCE_BITS), authority.policy)
        reply = self.ask(authority.url, query, patience_s=self.patience_s)
        if isinstance(reply, Trouble):
            return Stamped(authority=authority.url, stamp=None, trouble=reply)
        token = examine(reply, query, data)
        if isinstance(token, Trouble):
            return Stamped(authority=authority.url, stamp=None, trouble=token)
        roots = self.archive.objects.read(authority.roots)
        check = check_stamp(reply, data, [roots], query, self.clock())
        if check.verdict != "accept":
            kind: TroubleKind = "untrusted" if check.verdict == "reject" else "not-checked"
            trouble = Trouble(kind=kind, why=f"its stamp was not taken: {'; '.join(check.reasons)}")
            return Stamped(authority=authority.url, stamp=None, trouble=trouble, notes=check.notes)
        stamp = _stamp_over(data, head.size, authority, (query, reply), token)
        early = fault_of_time(stamp, next(self.archive.log.entries(after=head.size - 1)).at)
        if early is not None:
            trouble = Trouble(
                kind="wrong-time",
                why=f"its stamp was not taken: {early}. {_CLOCK}",
            )
            return Stamped(authority=authority.url, stamp=None, trouble=trouble, notes=check.notes)
        kept = self._keep(authority, stamp, (query, reply))
        ahead = said_ahead(kept, self.clock())
        late = Trouble(kind="wrong-time", why=f"its stamp was kept, but {ahead}") if ahead else None
        return Stamped(authority=authority.url, stamp=kept, trouble=late, notes=check.notes)

    def _keep(self, authority: Authority, stamp: Stamp, files: tuple[bytes, bytes]) -> Stamp:
        """Write request and reply, log them, and return the stamp; one that came first meanwhile stands."""
        with self.archive.writing():
            other = newest_stamp(self.archive.files, authority)
            if other is not None and other.size >= stamp.size:
                return other
            _write(self.archive.files, dict(zip(stamp.file_names(), files, strict=True)))
            body = stamp_body(stamp, (len(files[0]), len(files[1])))
            entry = self.archive.record_locked([Act(ACT, body, {"operator": self.actor})])[0]
        return replace(stamp, seq=entry.seq)


_CLOCK = (
    "Look whether this machine's clock is right. Where it is, and an entry was made while it was ahead, "
    "stamps are taken again once that time has come"
)


def _stamp_over(
    head: bytes, size: int, authority: Authority, files: tuple[bytes, bytes], token: StampToken
) -> Stamp:
    return Stamp(
        seq=0,
        size=size,
        head_sha256=digest_bytes(head),
        authority=authority.url,
        policy=token.info.policy,
        stamped_at=token.info.at,
        certificate_until=signed_until(token),
        roots=authority.roots,
        request=digest_bytes(files[0]),
        reply=digest_bytes(files[1]),
        name=stamp_name(size, authority.id),
    )


def _write(files: ArchiveFiles, contents: dict[str, bytes]) -> None:
    """Write files that no entry names yet; what an interrupted attempt left in their place goes."""
    try:
        make_folder(files.stamps)
        write_synced({files.stamps / name: data for name, data in contents.items()})
        sync_folder(files.stamps)
    except OSError as error:
        raise CouldNotWrite("a stamp", str(files.stamps), reason_of(error)) from error


def _head_bytes(files: ArchiveFiles, head: Head) -> bytes:
    with reading("a head", files.head_path(head.size)):
        return read_file(files.head_path(head.size))

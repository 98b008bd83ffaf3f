"""How it stands with the stamps of each authority, as the log and the files of stamps tell."""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from sayso.custody.authorities import Authority, authorities_in
from sayso.custody.disk import read_file, reading
from sayso.custody.entries import Entry
from sayso.custody.found import read_settings
from sayso.custody.head_check import contradicted_sizes
from sayso.custody.layout import ArchiveFiles
from sayso.custody.log import CustodyLog
from sayso.custody.stamp_signer import ends_first
from sayso.custody.stamps import (
    ACT,
    REPLY,
    SET_ASIDE,
    Stamp,
    read_stamp,
    said_ahead,
    set_aside_in,
    stamp_name,
)
from sayso.desk.stamp_queue import Attempts, read_queue
from sayso.exhibits.objects import ObjectStore
from sayso.values import SaysoError, digest_bytes, utc_now

# Once the signer's certificate has ended, or one above it, its key may have fallen into other hands: only a
# later stamp, which covers the entry on the earlier one, shows that that was there before. So one is had some
# time ahead.
RENEW_AHEAD = timedelta(days=90)
RENEW_APART = timedelta(days=30)  # at most; of a certificate that ends sooner, half of what it had left
_REPLY = re.compile(rf"([1-9][0-9]{{0,17}})-([0-9a-f]+)\.{REPLY}")

State: TypeAlias = Literal["stamped", "waiting", "nothing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityState:
    """How it stands with one authority."""

    authority: str
    state: State  # "waiting": the log went on since its last stamp, that is to be renewed, or there is none
    stamp: Stamp | None  # the newest whose time has come; None while there is none
    certificate_expired: bool  # whether a certificate has expired since on the way from its signer to a root
    renewal_due: (
        bool  # whether it has, or does so soon: `stamp_now` has another then, though the log did not go on
    )
    waiting_since: datetime | None  # the time of the first entry that no stamp covers
    entries_waiting: int
    attempts: Attempts | None  # None when the last one did not fail
    other_logs: tuple[int, ...] = ()  # sizes of its stamps whose heads the log here contradicts: over another
    lost_size: int | None = None  # of a head whose stamp came later, and is damaged or missing here
    ends: datetime | None = None  # when the first of those certificates does; None where that is not known
    ends_with: str = ""  # whose that is; "" where it is the signer's own
    ahead: Stamp | None = None  # the newest behind it, where its time has not come: it dates nothing


def stamp_states(files: ArchiveFiles, *, now: datetime | None = None) -> tuple[AuthorityState, ...]:
    """Return how it stands with each authority; () where stamping is off. Needs no index.

    Raises:
        LogBroken, ArchiveUnreadable: when the log cannot be read.
    """
    at = now or utc_now()
    queue = read_queue(files)
    named = authorities_in(read_settings(files).settings)
    last = CustodyLog(files).tail()[0]
    others = contradicted_sizes(files, {size for size, _ in _replies(files) if size <= last})
    return tuple(_state(files, one, queue.get(one.id), at, others) for one in named)


def _state(
    files: ArchiveFiles, authority: Authority, attempts: Attempts | None, now: datetime, others: set[int]
) -> AuthorityState:
    stamp, ahead = None, dict[int, Stamp]()
    for one in kept_stamps(files, authority, but=others):
        if said_ahead(one, now) is None:
            stamp = one
            break
        ahead[one.seq] = one
    behind = _Behind.walk(files, stamp.size if stamp else 0, authority, ahead)
    until, whose = _ends_first(files, stamp) if stamp else (None, "")
    is_due = stamp is not None and until is not None and _is_due(stamp, until, now)
    return AuthorityState(
        authority=authority.url,
        state="waiting" if behind.count or is_due else ("stamped" if stamp else "nothing"),
        stamp=stamp,
        certificate_expired=until is not None and until < now,
        renewal_due=is_due,
        waiting_since=behind.first_at,
        entries_waiting=behind.count,
        attempts=attempts if behind.count or is_due else None,
        other_logs=tuple(sorted(others.intersection(_sizes_kept(files, authority)))),
        lost_size=behind.lost_size if behind.lost_size not in others else None,
        ends=until,
        ends_with=whose,
        ahead=next(iter(ahead.values()), None),
    )


def _ends_first(files: ArchiveFiles, stamp: Stamp) -> tuple[datetime | None, str]:
    """Return when the first certificate behind a stamp ends, and whose it is; "" for the signer's.

    Where the way to a root cannot be gone here, it is the signer's, as the stamp's entry says.
    """
    try:
        reply = read_file(files.stamps / stamp.file_names()[1])
        with warnings.catch_warnings():  # of oddities of certificates that a later release will refuse
            warnings.simplefilter("ignore")
            found = ends_first(reply, ObjectStore(files).read(stamp.roots))
    except (OSError, ValueError, SaysoError, ModuleNotFoundError):
        found = None
    return found or (stamp.certificate_until, "")


def _is_due(stamp: Stamp, until: datetime, now: datetime) -> bool:
    """Tell whether a certificate behind a stamp ends so soon that the log is to be stamped anew.

    An authority may sign with the same certificate again, so not at each turn; yet always before it ends.
    """
    if until - now >= RENEW_AHEAD:
        return False
    return min(RENEW_APART, (until - stamp.stamped_at) / 2) < now - stamp.stamped_at


def newest_stamp(files: ArchiveFiles, authority: Authority) -> Stamp | None:
    """Find an authority's newest stamp whose files are kept; its time may be still to come."""
    return next(kept_stamps(files, authority), None)


def kept_stamps(files: ArchiveFiles, authority: Authority, but: Collection[int] = ()) -> Iterator[Stamp]:
    """Find an authority's stamps by their files, and the entries that name them behind their heads.

    Args:
        but: sizes of stamps that do not count.

    Yields:
        the newest first.
    """
    for size in reversed([size for size in _sizes_kept(files, authority) if size not in but]):
        behind = list(_on_stamps(files, after=size))
        aside = set_aside_in(behind)
        for entry in behind:
            stamp = _stamp_in(entry)
            if stamp is None or stamp.name != stamp_name(size, authority.id) or stamp.seq in aside:
                continue
            if _is_kept(files, stamp):
                yield stamp
                break


def _on_stamps(files: ArchiveFiles, after: int = 0) -> Iterator[Entry]:
    return (entry for entry in CustodyLog(files).entries(after=after) if entry.act in (ACT, SET_ASIDE))


def _sizes_kept(files: ArchiveFiles, authority: Authority) -> list[int]:
    """Return the sizes that replies are called by, as far as the log goes; a name can say any number."""
    found = [size for size, authority_id in _replies(files) if authority_id == authority.id]
    last = CustodyLog(files).tail()[0] if found else 0
    return sorted(size for size in found if size <= last)


def _replies(files: ArchiveFiles) -> list[tuple[int, str]]:
    """Return size and authority's id by the names of the replies in `stamps/`; others are none of ours."""
    with reading("the stamps", files.stamps):
        names = [_REPLY.fullmatch(path.name) for path in files.stamps.glob(f"*.{REPLY}")]
    return [(int(match[1]), match[2]) for match in names if match]


def stamps_of_others(files: ArchiveFiles) -> int:
    """Return how many stamps the log names by authorities that the settings do not name, or no longer.

    Raises:
        LogBroken, ArchiveUnreadable: when the log cannot be read.
    """
    named = authorities_in(read_settings(files).settings)
    if {authority_id for _, authority_id in _replies(files)} <= {one.id for one in named}:
        return 0
    urls = {one.url for one in named}
    entries = list(_on_stamps(files))
    aside = set_aside_in(entries)
    stamps = (_stamp_in(entry) for entry in entries if entry.seq not in aside)
    return sum(stamp is not None and stamp.authority not in urls for stamp in stamps)


def _is_kept(files: ArchiveFiles, stamp: Stamp) -> bool:
    """Tell whether head, request and reply are those that the stamp's entry names."""
    paths = (files.head_path(stamp.size), *(files.stamps / name for name in stamp.file_names()))
    try:
        kept = [digest_bytes(read_file(path)) for path in paths]
    except OSError:
        return False
    return kept == [stamp.head_sha256, stamp.request, stamp.reply]


def _stamp_in(entry: Entry) -> Stamp | None:
    try:
        return read_stamp(entry) if entry.act == ACT else None
    except ValueError:  # `sayso verify` says so
        return None


def _size_by(authority: Authority, entry: Entry) -> int:
    """Return the size of the head that an authority stamped, as an entry says; 0 for another's."""
    stamp = _stamp_in(entry)
    return stamp.size if stamp and stamp.authority == authority.url else 0


@dataclass(slots=True)
class _Behind:
    """The entries behind an authority's newest stamp."""

    first_at: datetime | None = None  # of the first that is no stamp; a stamp needs none itself
    count: int = 0  # of those that are no stamps
    lost_size: int | None = None  # of a stamp among them, whose files were lost or damaged since

    @classmethod
    def walk(cls, files: ArchiveFiles, size: int, authority: Authority, ahead: Collection[int]) -> _Behind:
        """Look at the entries behind a head of this size; `ahead` are those on stamps that are to come."""
        found = cls()
        lost: dict[int, int] = {}  # sizes of stamps whose files are not as they were, by their entries
        on_stamps: list[Entry] = []
        for entry in CustodyLog(files).entries(after=size):
            if entry.act != ACT:
                found.first_at = found.first_at or entry.at
                found.count += 1
            elif (lost_size := _size_by(authority, entry)) > size and entry.seq not in ahead:
                lost[entry.seq] = lost_size
            if entry.act == SET_ASIDE:
                on_stamps.append(entry)
        aside = set_aside_in(on_stamps)
        found.lost_size = max((one for seq, one in lost.items() if seq not in aside), default=None)
        return found

"""Attempts to get a stamp that failed, and when the queue tries again: a file that can be thrown away."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sayso.custody.authorities import Authority
from sayso.custody.disk import make_folder, read_file, reason_of, write_synced
from sayso.custody.errors import CouldNotWrite
from sayso.custody.layout import ArchiveFiles
from sayso.custody.stamps import Trouble, TroubleKind
from sayso.values import instant_text, read_instant

BACKOFF_S = (60, 300, 900, 3600, 4 * 3600, 12 * 3600)  # after the first failure, the second, …
QUEUE = "stamp-queue.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempts:
    """The attempts that failed since the last stamp."""

    count: int
    last_at: datetime
    next_at: datetime  # when the queue tries again
    kind: TroubleKind
    why: str


def read_queue(files: ArchiveFiles) -> dict[str, Attempts]:
    """Return the failed attempts by the authorities' ids; {} where nothing is known of any."""
    try:
        kept = json.loads(read_file(files.indexes / QUEUE))
        return {str(name): _attempts(fields) for name, fields in kept.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _attempts(fields: Any) -> Attempts:
    return Attempts(
        count=int(fields["count"]),
        last_at=read_instant(fields["last_at"]),
        next_at=read_instant(fields["next_at"]),
        kind=fields["kind"],
        why=str(fields["why"]),
    )


def note_attempt(
    files: ArchiveFiles, authority: Authority, before: Attempts | None, trouble: Trouble | None, at: datetime
) -> None:
    """Keep how an attempt went, and when to try again.

    Args:
        before: the attempts that had failed until then.
        trouble: why it failed; None when it did not.

    Raises:
        CouldNotWrite: when the disk refuses.
    """
    queue = read_queue(files)
    queue.pop(authority.id, None)
    if trouble is not None:
        count = before.count + 1 if before else 1
        wait = timedelta(seconds=BACKOFF_S[min(count, len(BACKOFF_S)) - 1])
        queue[authority.id] = Attempts(
            count=count, last_at=at, next_at=at + wait, kind=trouble.kind, why=trouble.why
        )
    shown = {
        name: {**asdict(one), "last_at": instant_text(one.last_at), "next_at": instant_text(one.next_at)}
        for name, one in queue.items()
    }
    try:
        make_folder(files.indexes)
        write_synced({files.indexes / QUEUE: json.dumps(shown).encode("ascii")})
    except OSError as error:
        raise CouldNotWrite("the queue of stamps", str(files.indexes), reason_of(error)) from error

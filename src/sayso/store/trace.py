"""What an index tells of a log that was cut off or put back: kept when the index is made anew.

The index follows the log as it stands, so that the entry which it had come to would be forgotten with the
first listing after that.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from sayso.custody.disk import make_folder, read_file, reason_of, write_synced
from sayso.custody.entries import entry_line
from sayso.custody.erasure import TRACE
from sayso.custody.errors import CouldNotWrite
from sayso.custody.layout import ArchiveFiles
from sayso.custody.log import CustodyLog
from sayso.values import digest_bytes


@dataclass(frozen=True, slots=True)
class Trace:
    """An entry that an index had followed the log to, and that the log did not have any more."""

    seq: int
    line_digest: str
    entries: int  # that the log had then


def keep_trace(files: ArchiveFiles, trace: Trace) -> None:
    """Keep the trace of the longest log; the caller holds the writer's lock.

    Raises:
        CouldNotWrite: when the disk refuses.
    """
    kept = _kept(files)
    if kept is not None and kept.seq >= trace.seq:
        return
    value = {"seq": trace.seq, "line": trace.line_digest, "entries": trace.entries}
    try:
        make_folder(files.indexes)
        write_synced({files.indexes / TRACE: json.dumps(value).encode("ascii")})
    except OSError as error:
        raise CouldNotWrite("what the index had followed", str(files.indexes), reason_of(error)) from error


def words_of_trace(files: ArchiveFiles) -> str:
    """Say what an index once told of entries that are not there; "" where it told nothing, or they are again.

    Raises:
        SaysoError: when the log cannot be read.
    """
    trace = _kept(files)
    if trace is None:
        return ""
    there = next(CustodyLog(files).entries(after=trace.seq - 1), None)
    if there is not None and digest_bytes(entry_line(there)) == trace.line_digest:
        return ""
    return (
        f"the index had followed the log to an entry {trace.seq} that is not there any more, when the log "
        f"ended with entry {trace.entries}: it was cut off, put back to an earlier copy, or written anew, or "
        "the index was of another archive. A head that was kept elsewhere shows which (--against). Once that "
        "is known, the file can be removed"
    )


def _kept(files: ArchiveFiles) -> Trace | None:
    try:
        value = json.loads(read_file(files.indexes / TRACE))
        return Trace(int(value["seq"]), str(value["line"]), int(value["entries"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None

"""Changing a log as somebody would who knows how it is made: all links behind the change are made anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from sayso.custody.entries import GENESIS, Entry, entry_line, line_digest
from sayso.custody.layout import ArchiveFiles
from sayso.custody.log import CustodyLog


def rewrite(files: ArchiveFiles, change: Callable[[list[Entry]], list[Entry]]) -> None:
    """Let a log of one segment have other entries, numbered and linked as they should be; heads stay."""
    lines, prev = [], GENESIS
    for seq, entry in enumerate(change(list(CustodyLog(files).entries())), start=1):
        lines.append(entry_line(replace(entry, seq=seq, prev=prev)))
        prev = line_digest(lines[-1])
    files.segment_path(1).write_bytes(b"".join(line + b"\n" for line in lines))


def antedate(files: ArchiveFiles, seq: int, days: int = 3) -> None:
    """Let an entry say that it was made some days before."""

    def earlier(entries: list[Entry]) -> list[Entry]:
        return [
            replace(entry, at=entry.at - timedelta(days=days)) if entry.seq == seq else entry
            for entry in entries
        ]

    rewrite(files, earlier)

"""Holding the stamps in an archive against the log's entries on them, and against the heads."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

from sayso.custody.damage import STAMP, Reports
from sayso.custody.disk import reason_of
from sayso.custody.entries import Entry
from sayso.custody.layout import ArchiveFiles
from sayso.custody.stamps import Stamp, fault_of, read_stamp

_COPY = "Take it from a backup; the entries that it covers stand without it."


def check_stamps(
    files: ArchiveFiles, entries: Sequence[Entry], damaged: Collection[int], now: datetime
) -> Reports:
    """Report what is wrong with stamps, and which certificates have expired since.

    Args:
        files: the archive.
        entries: all on stamps that the log holds.
        damaged: the numbers of entries that are in doubt themselves, which are passed over.
        now: what certificates are held against.

    Who signed a stamp is not looked at here.
    """
    reports = Reports()
    named: set[str] = set()
    for entry in entries:
        try:
            stamp = read_stamp(entry)
        except ValueError as error:
            reports.damage(STAMP, f"entry {entry.seq}", "log", f"it is on a stamp, but {error}. {_COPY}")
            continue
        named.update(stamp.file_names())
        if entry.seq not in damaged:
            _check(files, stamp, now, reports)
    _remark_others(files, named, reports)
    return reports


def _check(files: ArchiveFiles, stamp: Stamp, now: datetime, reports: Reports) -> None:
    what = f"stamp over {stamp.size} entries"
    paths = [files.head_path(stamp.size), *(files.stamps / name for name in stamp.file_names())]
    contents = [_bytes_of(files, path, what, reports) for path in paths]
    if any(content is None for content in contents):
        return
    head, request, reply = (content or b"" for content in contents)
    fault = fault_of(stamp, request, reply, head)
    where = files.name_of(files.stamps / stamp.file_names()[1])
    if fault is not None:
        reports.damage(STAMP, what, where, f"{fault}. {_COPY}")
    elif stamp.certificate_until is not None and stamp.certificate_until < now:
        reports.remark(
            "certificate-expired",
            what,
            where,
            f"the certificate that signed it has expired since, on {stamp.certificate_until:%Y-%m-%d}; "
            "`openssl ts -verify` then needs `-attime`",
        )


def _bytes_of(files: ArchiveFiles, path: Path, what: str, reports: Reports) -> bytes | None:
    where = files.name_of(path)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        reports.damage(STAMP, what, where, f"{path.name} is missing. {_COPY}")
    except OSError as error:
        reports.could_not_read(what, where, reason_of(error))
    return None


def _remark_others(files: ArchiveFiles, named: Collection[str], reports: Reports) -> None:
    try:
        others = sorted(path.name for path in files.stamps.iterdir() if path.name not in named)
    except FileNotFoundError:  # backups may leave empty folders out
        return
    except OSError as error:
        reports.could_not_read("the stamps", files.name_of(files.stamps), reason_of(error))
        return
    for name in others:
        reports.remark("stray-file", name, "stamps", "no entry of the log names it")

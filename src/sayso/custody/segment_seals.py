"""Sealing a segment of the log: once it takes no further entry it is compressed, and its digest is logged.

First the compressed file is written beside the segment, then the entry that names its digest, and
only then the segment itself goes. Whatever comes between, every line is still there.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from sayso.custody.damage import LOG_SEGMENT, Reports
from sayso.custody.disk import open_file, reason_of, sync_folder, write_all
from sayso.custody.entries import Act, Entry
from sayso.custody.errors import CouldNotWrite
from sayso.custody.layout import ArchiveFiles
from sayso.custody.packing import PackDamaged, pack, unpack
from sayso.values import Digest, digest_stream, is_digest

ACT = "seal"
KEEP = "Keep the archive as it is, and take the segment from a backup."


@dataclass(frozen=True, slots=True)
class Seal:
    """What an entry says of a sealed segment."""

    seq: int  # of the entry
    segment: int
    sha256: str  # of the compressed file
    size_bytes: int


def unsealed(files: ArchiveFiles, newest: int, full_bytes: int) -> list[int]:
    """List the segments before the newest that are full, and not sealed.

    Raises:
        OSError: when the folder cannot be read.
    """
    older = (number for number in files.segment_numbers() if number < newest)
    return [number for number in older if _size_of(files.segment_path(number)) >= full_bytes]


def write_sealed(files: ArchiveFiles, segment: int) -> Act:
    """Write the compressed form of a segment, read it back, and return the act that is to be logged.

    Raises:
        CouldNotWrite: when the disk refuses, or gives back other lines.
    """
    path = files.sealed_path(segment)
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        digest, lines = _write_packed(files.segment_path(segment), beside)
        if not _is_packed_of(beside, files.segment_path(segment)):
            raise PackDamaged("it reads otherwise than it was written")
        beside.replace(path)
        sync_folder(files.log)
    except (OSError, PackDamaged, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise CouldNotWrite("a sealed segment of the log", str(path), reason) from error
    finally:
        beside.unlink(missing_ok=True)
    return Act(
        ACT,
        {
            "segment": segment,
            "file": files.name_of(path),
            "sha256": digest,
            "size_bytes": path.stat().st_size,
            "lines": lines,
        },
    )


def drop_plain(files: ArchiveFiles, segment: int) -> None:
    """Remove the plain form of a segment whose sealed form is named in the log.

    Raises:
        CouldNotWrite: when the disk refuses.
    """
    path = files.segment_path(segment)
    try:
        path.unlink()
        sync_folder(files.log)
    except OSError as error:
        raise CouldNotWrite("the custody log", str(path), reason_of(error)) from error


def seal_of(entry: Entry) -> Seal | None:
    """Return what an entry says of a sealed segment; None where it says nothing that can be understood."""
    segment, sha256, size_bytes = (entry.body.get(name) for name in ("segment", "sha256", "size_bytes"))
    if entry.act != ACT or not isinstance(segment, int) or not is_digest(str(sha256)):
        return None
    return Seal(entry.seq, segment, str(sha256), size_bytes) if isinstance(size_bytes, int) else None


def check_seals(files: ArchiveFiles, seals: dict[int, Seal], damaged: set[int]) -> Reports:
    """Hold sealed segments against what the log says of them; their lines are checked by the walk.

    Args:
        seals: what the log says last of each, by its number.
        damaged: entries that are damaged themselves, whose word is not taken.
    """
    reports = Reports()
    try:
        segments = files.segment_numbers()
    except OSError:  # the walk says so
        return reports
    for segment in segments:
        path, seal = files.sealed_path(segment), seals.get(segment)
        where = files.name_of(path)
        if not path.exists():
            continue
        if files.segment_path(segment).exists():
            _hold_against_plain(files, segment, seal, reports)
        elif seal is None:
            why = "no entry names it; its lines were held against the chain like all others"
            reports.remark("unnamed-seal", where, where, why)
        elif seal.seq not in damaged:
            _hold(path, seal, where, reports)
    return reports


def _hold_against_plain(files: ArchiveFiles, segment: int, seal: Seal | None, reports: Reports) -> None:
    """Tell a sealing that was interrupted from a file that somebody put beside the segment."""
    plain, sealed = files.segment_path(segment), files.sealed_path(segment)
    where = files.name_of(sealed)
    try:
        is_same = _is_packed_of(sealed, plain)
        is_true = seal is not None and _digest_of(sealed) == seal.sha256
    except OSError as error:
        reports.could_not_read(where, where, reason_of(error))
        return
    if is_same:
        reports.remark("left-over", where, where, "sealing was interrupted; the next write goes on with it")
    elif is_true:
        why = f"its lines are not, or not all of, those of {where} beside it, whose digest the log names"
        other = files.name_of(plain)
        reports.damage(LOG_SEGMENT, other, other, f"{why}. {_KEEP_BOTH}")
    else:
        other = f"as its lines are not those of {files.name_of(plain)} beside it"
        why = f"it is no part of the log that was read, {other}, and no entry that could be read names it"
        reports.damage(LOG_SEGMENT, where, where, f"{why}. {_KEEP_BOTH}")


def _is_packed_of(sealed: Path, plain: Path) -> bool:
    try:
        with open_file(plain) as lines:
            return all(one == other for one, other in zip_longest(unpack(sealed), lines))
    except PackDamaged:
        return False


def _hold(path: Path, seal: Seal, where: str, reports: Reports) -> None:
    try:
        digest = _digest_of(path)
    except OSError as error:
        reports.could_not_read(where, where, reason_of(error))
        return
    if digest != seal.sha256:
        why = f"its bytes are not those that entry {seal.seq} names. {KEEP}"
        reports.damage(LOG_SEGMENT, f"segment {seal.segment} of the log", where, why)


def _digest_of(path: Path) -> Digest:
    with open_file(path) as stream:
        return digest_stream(stream)


_KEEP_BOTH = "Keep both, and compare them with a backup before anything is taken away."


def _write_packed(plain: Path, to: Path) -> tuple[Digest, int]:
    sha256, lines = hashlib.sha256(), 0
    descriptor = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o644)
    try:
        with plain.open("rb") as stream:
            lines = sum(1 for _ in stream)
            stream.seek(0)
            for member in pack(stream):
                sha256.update(member)
                write_all(descriptor, member)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return Digest(sha256.hexdigest()), lines


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return -1

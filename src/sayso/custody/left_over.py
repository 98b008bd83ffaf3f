"""What interrupted writes left of withheld values: files that no entry of the log is about.

What is withheld is on disk before its line is, so a write that ends in between leaves values of people and
machines that nothing binds. A log whose end was cut off leaves the same, and then they may be all that is
left of who did what. So the next writer logs their numbers, and sets them aside, for somebody to decide.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sayso.custody.clock_watch import ACT as CLOCK
from sayso.custody.disk import make_folder, open_file, reason_of, sync_folders
from sayso.custody.entries import Entry
from sayso.custody.errors import CouldNotWrite
from sayso.custody.layout import WITHHELD_A_FOLDER, ArchiveFiles, withheld_in
from sayso.custody.segment_seals import ACT as SEAL

REPAIR = "repair"
_DROPPED, _SET_ASIDE = "dropped_withheld", "set_aside_withheld"  # what the entry says of them
ASIDE = "set-aside"  # the folder in `withheld/` for what may belong to entries that were cut off
OWN_ACTS = (REPAIR, CLOCK, SEAL)  # logged unasked, with nothing withheld: one may stand where a line was torn
HALF_WRITTEN = re.compile(r"\.[0-9]{9,}\.json\.[0-9]+\.new")
_OWN_LINE = re.compile(rb'\{"act":"(?:%s)",.*"seq":([0-9]+)\}\n?' % "|".join(OWN_ACTS).encode())


def left_behind(files: ArchiveFiles, last: Entry) -> list[int]:
    """Return the numbers of withheld files that stand for no line: behind the last entry, or at its own.

    The caller holds the writer's lock: a write that is under way looks the same.

    Raises:
        OSError: when a folder cannot be read.
    """
    first = last.seq + 1 if last.withheld else last.seq
    return sorted(seq for seq, _ in _kept(files, first // WITHHELD_A_FOLDER) if seq >= first)


@dataclass(frozen=True, slots=True)
class Left:
    """Withheld files that no entry is about, by their numbers."""

    behind: Sequence[int] = ()  # of entries that the log does not have: they may have been cut off
    within: Sequence[int] = ()  # of entries that withhold nothing

    def to_body(self) -> dict[str, object]:
        """Return what an entry says of them."""
        named = {_DROPPED: list(self.within), _SET_ASIDE: list(self.behind)}
        return {name: numbers for name, numbers in named.items() if numbers}

    def are_named_by(self, entry: Entry | None) -> bool:
        """Tell whether an entry says what became of them."""
        return named_by(entry).issuperset((*self.behind, *self.within))


def left_within(files: ArchiveFiles) -> list[int]:
    """Return those that stand at entries which sayso logs unasked, as older versions left them.

    Sealed segments are not looked at: that would be to read the whole log before each write.

    Raises:
        OSError: when a segment cannot be read.
    """
    return [seq for seq in _own_entries(files) if os.path.lexists(files.withheld_path(seq))]


def named_by(entry: Entry | None) -> set[int]:
    """Return the numbers that an entry says were dropped or set aside."""
    return {*dropped_by(entry), *set_aside_by(entry)}


def dropped_by(entry: Entry | None) -> list[int]:
    """Return the numbers of the withheld files that an entry says were dropped."""
    return _numbers(entry, _DROPPED)


def set_aside_by(entry: Entry | None) -> list[int]:
    """Return the numbers of the withheld files that an entry says were set aside."""
    return _numbers(entry, _SET_ASIDE)


def _numbers(entry: Entry | None, name: str) -> list[int]:
    named = entry.body.get(name) if entry is not None and entry.act == REPAIR else None
    return [seq for seq in named if isinstance(seq, int)] if isinstance(named, list) else []


def aside_folder(files: ArchiveFiles, repair: int) -> Path:
    """Return where the entry of this number set withheld files aside."""
    return files.withheld / ASIDE / f"{repair:09d}"


def set_aside(files: ArchiveFiles, numbers: Sequence[int], repair: int) -> None:
    """Move withheld files to where nothing reads them, once that is logged, and return when that is on disk.

    Raises:
        CouldNotWrite: when the disk refuses; the next write tries again.
    """
    paths = [path for path in (files.withheld_path(seq) for seq in numbers) if os.path.lexists(path)]
    if not paths:
        return
    folder = aside_folder(files, repair)
    try:
        for made in (folder.parent, folder):
            make_folder(made)
        for path in paths:
            path.rename(folder / path.name)
        sync_folders(sorted({folder, *(path.parent for path in paths)}))
    except OSError as error:
        raise CouldNotWrite("what is withheld from the log", str(files.withheld), reason_of(error)) from error


def drop_left(files: ArchiveFiles, numbers: Iterable[int]) -> None:
    """Remove withheld files, once that is logged, and return when they are gone from the disk's names.

    Raises:
        CouldNotWrite: when the disk refuses; the next write tries again.
    """
    paths = [files.withheld_path(seq) for seq in numbers]
    try:
        for path in paths:
            path.unlink(missing_ok=True)
        sync_folders(sorted({path.parent for path in paths}))
    except OSError as error:
        raise CouldNotWrite("what is withheld from the log", str(files.withheld), reason_of(error)) from error


def drop_half_written(files: ArchiveFiles, last: int) -> None:
    """Remove what was being written beside the newest withheld files; it never had a name of its own."""
    for folder in _folders(files, last // WITHHELD_A_FOLDER):
        for name in os.listdir(folder):
            if HALF_WRITTEN.fullmatch(name):
                with suppress(OSError):  # told by a verification, and tried again
                    (folder / name).unlink()


def withheld_number(files: ArchiveFiles, path: Path) -> int | None:
    """Return the entry that a file is named for; None where it is no file of withheld values."""
    return withheld_in(files.name_of(path))


def _kept(files: ArchiveFiles, first_folder: int) -> Iterator[tuple[int, Path]]:
    for folder in _folders(files, first_folder):
        for name in os.listdir(folder):
            seq = withheld_number(files, folder / name)
            if seq is not None:
                yield seq, folder / name


def _folders(files: ArchiveFiles, first: int) -> list[Path]:
    """Return the folders of withheld files from this number on; [] where `withheld/` was lost."""
    try:
        names = os.listdir(files.withheld)
    except FileNotFoundError:
        return []
    numbered = (name for name in names if name.isascii() and name.isdigit() and int(name) >= first)
    return [files.withheld / name for name in numbered if (files.withheld / name).is_dir()]


def _own_entries(files: ArchiveFiles) -> Iterator[int]:
    for segment in files.segment_numbers():
        try:
            with open_file(files.segment_path(segment)) as stream:
                for line in stream:
                    if (own := _OWN_LINE.fullmatch(line)) is not None:
                        yield int(own[1])
        except FileNotFoundError:  # it is sealed
            continue


def words_of_repair(entry: Entry) -> str:
    """Return in a sentence what an entry says was cleared away."""
    dropped, aside = entry.body["dropped_bytes"], set_aside_by(entry)
    parts = [f"its unfinished last line ({dropped} bytes) was dropped"] if dropped else []
    if aside:
        parts.append(f"{_withheld_from(aside)} that it does not have was set aside in withheld/{ASIDE}")
    if left := dropped_by(entry):
        parts.append(f"{_withheld_from(left)} that withhold nothing was dropped")
    return (
        f"The last write to the log was interrupted, or the log was cut since: {' and '.join(parts)} "
        f"(entry {entry.seq} says so). A head that was kept elsewhere shows which (sayso verify --against)."
    )


def _withheld_from(numbers: Sequence[int]) -> str:
    return f"what had been withheld from {len(numbers)} entr{'y' if len(numbers) == 1 else 'ies'}"

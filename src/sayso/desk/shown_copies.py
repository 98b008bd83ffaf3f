"""Copies as a dossier shows them: frames side by side, and when each recording is known to have appeared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.custody.errors import ArchiveUnreadable
from sayso.desk.appearances import appearances
from sayso.desk.copies import CaseCopies
from sayso.desk.documents import NotLooked
from sayso.desk.fingerprints import footage_among, read_prints
from sayso.desk.known_errors import known_errors, sort_of
from sayso.desk.mislabelled import is_footage
from sayso.desk.results import find_result
from sayso.desk.stills import plays
from sayso.exhibits.objects import ObjectDamaged, ObjectMissing
from sayso.footage.comparable import reading_notes as notes_of
from sayso.footage.fingerprinting import fingerprint_method
from sayso.footage.listening import NO_SOUND, SILENT, TOO_SHORT
from sayso.footage.networks import Network
from sayso.footage.types import Copy, FramePair
from sayso.parsers import CouldNotRead, encode_jpeg, frames_at, read_picture
from sayso.publish.dossier import Appearance, Frame, ReadingNotes, ShownCopy, ShownPair
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.store.queries import ItemInfo
from sayso.values import Digest, Progress, silent

SHOWN_SIDE_PX = 480  # the longer side of a frame in the dossier
SHOWN_PAIRS = 3  # frame pairs a copy
JPEG_QUALITY = 80
MISSING = "its file is missing from the archive, as `sayso verify` says"
DAMAGED = "its file in the archive is no longer what came in, as `sayso verify` says"
UNREADABLE = "its file in the archive could not be read, as `sayso verify` says"
HARM = (MISSING, DAMAGED, UNREADABLE)
NOT_THERE = "nothing can be read there"
HARMLESS = (NO_SOUND, SILENT, TOO_SHORT)  # notes that say nothing of how well a recording could be read


def shown_copies(archive: Archive, copies: CaseCopies, progress: Progress = silent) -> list[ShownCopy]:
    """Return each finding once, with frames to look at, surest first."""
    standing, files = copies.standing, _Files(archive, queries.items())
    shown = []
    for done, copy in enumerate(standing):
        progress(done, len(standing), "frames of what was found")
        shown.append(_shown_copy(files, copy, copies))
    progress(len(standing), len(standing), "frames of what was found")
    return shown


def kept_again(items: Sequence[ItemInfo], copies: CaseCopies) -> list[Appearance]:
    """Return the footage among the items of a case whose very bytes are kept more than once."""
    footage = {item.exhibit for item in items if is_footage(item.media_type)}
    slug = items[0].case if items else ""
    known = appearances(footage, copies.durations_s, stills=copies.stills, case=slug)
    return [seen for seen in known.values() if len(seen.kept) > 1]


def footage_notes(
    archive: Archive, items: Sequence[ItemInfo], descriptor: Path | None = None
) -> tuple[dict[Digest, tuple[str, ...]], list[NotLooked]]:
    """Return what was noted when the footage among these items was read, also that it has no sound.

    And of what that is not known, as its fingerprint does not hold.
    """
    method = fingerprint_method(None if descriptor is None else Network(descriptor))
    noted: dict[Digest, tuple[str, ...]] = {}
    left: list[NotLooked] = []
    runs = {
        item.exhibit: find_result(archive, "fingerprint", method, {"exhibit": [item.exhibit]})
        for item in footage_among(items)
    }
    records = {exhibit: run.output for exhibit, run in runs.items() if run is not None}
    for exhibit, read in read_prints(archive, records, items):
        if isinstance(read, NotLooked):
            left.append(read)
        else:
            noted[exhibit] = notes_of(read)
    return noted, left


def reading_notes(items: Sequence[ItemInfo], noted: Mapping[Digest, tuple[str, ...]]) -> list[ReadingNotes]:
    """Return what of these items could not be read as it should; that there is no sound is no such note."""
    return [
        ReadingNotes(exhibit=exhibit, name=item.file_name, notes=told)
        for exhibit, item in {item.exhibit: item for item in items}.items()
        if (told := telling(noted.get(exhibit, ())))
    ]


def telling(notes: Iterable[str]) -> tuple[str, ...]:
    """Return the notes that tell how well a recording could be read; that it has no sound does not."""
    return tuple(note for note in notes if note not in HARMLESS)


def _shown_copy(files: _Files, copy: Copy, copies: CaseCopies) -> ShownCopy:
    both = {copy.query, copy.found}
    seen = appearances(both, copies.durations_s, stills=copies.stills, case=copies.case.slug)
    method = next(iter(search.method for search in copies.searches if search.query == copy.query))
    moments = _spread(copy.evidence, SHOWN_PAIRS)
    query = files.frames(copy.query, [moment.query_s for moment in moments])
    found = files.frames(copy.found, [moment.found_s for moment in moments])
    return ShownCopy(
        copy=copy,
        query=seen[copy.query],
        found=seen[copy.found],
        pairs=tuple(
            ShownPair(
                query=left,
                found=right,
                technique=moment.technique,
                distance_bits=moment.distance_bits,
            )
            for moment, left, right in zip(moments, query.frames, found.frames, strict=True)
            if left is not None and right is not None
        ),
        error_rate=known_errors(method.name + sort_of(copy), method.version),
        method=f"{method.name} {method.version}",
        unshown=tuple(_unshown(copy, (query, seen[copy.query]), (found, seen[copy.found]))),
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """Frames of a recording, and why not all that were asked for could be read."""

    frames: list[Frame | None]
    why: str = ""


def _unshown(copy: Copy, *sides: tuple[_Read, Appearance]) -> Iterator[str]:
    """Say of which recording which frames are not shown, and why; found by sound it may have none."""
    for read, seen in sides:
        count, asked = read.frames.count(None), len(read.frames)
        if count and (copy.kind != "same-sound" or read.why in HARM):
            some = "no frame is" if count == asked else f"{count} of {asked} frames are not"
            yield f"of {seen.name} {some} shown: {read.why.rstrip('.') or NOT_THERE}"


def _spread(evidence: Sequence[FramePair], most: int) -> list[FramePair]:
    """Choose moments from all over the recording: the first, the last, and some between."""
    ordered = sorted(evidence, key=lambda pair: pair.query_s)
    if len(ordered) <= most:
        return ordered
    return [ordered[round(step * (len(ordered) - 1) / (most - 1))] for step in range(most)]


class _Files:
    """The files of what was found, each held against its digest once before frames of it are read."""

    def __init__(self, archive: Archive, everywhere: Iterable[ItemInfo]) -> None:
        self._objects = archive.objects
        self._media_types = {item.exhibit: item.media_type for item in everywhere}
        self._harmed: dict[Digest, str] = {}  # by exhibit, why no frame is read; "" where its bytes hold

    def frames(self, exhibit: Digest, seconds: Sequence[float]) -> _Read:
        """Read frames of an exhibit; none of bytes that are not its own."""
        if seconds and exhibit not in self._harmed:
            self._harmed[exhibit] = self._harm_to(exhibit)
        if harm := self._harmed.get(exhibit):
            return _Read([None for _ in seconds], harm)
        try:
            return _Read(self._read(exhibit, seconds))
        except CouldNotRead as problem:
            return _Read([None for _ in seconds], problem.reason)

    def _harm_to(self, exhibit: Digest) -> str:
        try:
            self._objects.check(exhibit)
        except ObjectMissing:
            return MISSING
        except ObjectDamaged:
            return DAMAGED
        except (ArchiveUnreadable, OSError):
            return UNREADABLE
        return ""

    def _read(self, exhibit: Digest, seconds: Sequence[float]) -> list[Frame | None]:
        if not seconds:
            return []
        path = self._objects.path(exhibit)
        if not plays(self._media_types[exhibit]):
            jpeg = encode_jpeg(read_picture(path, max_side=SHOWN_SIDE_PX).rgb, JPEG_QUALITY)
            return [Frame(at_s=0.0, jpeg=jpeg) for _ in seconds]
        found = frames_at(path, seconds, max_side=SHOWN_SIDE_PX)
        return [
            Frame(at_s=at, jpeg=encode_jpeg(frame.rgb, JPEG_QUALITY)) if frame is not None else None
            for at, frame in zip(seconds, found, strict=True)
        ]

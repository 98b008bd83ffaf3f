"""The index of an archive's footage in files: opened rather than made, and made anew where it is not true.

`index.json` names the parts in order, and of each the stored fingerprints that it was made from and the
SHA-256 of its files. What is not what is asked for, or not as it was written, is
made anew from the fingerprints: these are kept for good, the index is not.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
import os
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from sayso.footage.comparable import Facts
from sayso.footage.features import PATCH_BYTES, bits_of
from sayso.footage.hits import Packed
from sayso.footage.index import LISTS_FROM, middles_of
from sayso.footage.parts import Part, PartDamaged, Sums, join_parts, read_part, write_part
from sayso.footage.prints import PrintUnreadable
from sayso.footage.search import CopyIndex
from sayso.footage.types import CopySearch, FootagePrint
from sayso.values import Digest, Progress, canonical_json, silent

FORMAT = "sayso.footage.index/7"  # to be raised with every change of what a part holds: a test tells
MANIFEST, MIDDLES, LOCK = "index.json", "middles.bin", "lock"
MOST_CODES = 8_000_000  # of local features in one part; about 18 hours of video
GROWS_BY = 4  # a part is put together with the one before once that is no more than so many times as large

Read = Callable[[Digest], FootagePrint]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Written:
    """A part as the manifest names it."""

    name: str
    prints: list[Digest]
    codes: int
    sums: Sums


@dataclass(frozen=True, slots=True)
class _Manifest:
    parts: list[_Written]
    fitted_to: int  # stored fingerprints, the first ones, that lists' middles were fitted to; 0 without lists
    middles: str | None  # SHA-256

    def to_json(self) -> dict[str, object]:
        return {"format": FORMAT, **asdict(self)}


class KeptIndex:
    """An index of stored fingerprints in a folder, ready to be searched."""

    why_in_memory: str | None = None  # why it could not be kept in files, and is made anew each time

    def __init__(
        self, folder: Path, prints: Sequence[Digest], read: Read, *, progress: Progress = silent
    ) -> None:
        """Open the index in a folder, and bring it level with what is stored.

        Args:
            folder: for the index alone; it is made if it is not there, and may be removed at any time.
            prints: the digests of the stored fingerprints, those that came first in front.
            read: gives a stored fingerprint.
            progress: hears how many fingerprints are in, where some are put into it.

        Where no files can be written it is made in memory: `why_in_memory` says why, as does a warning.
        """
        self._folder, self._wanted, self._read = folder, list(prints), read
        self._progress = progress
        self.index = self._opened()

    def search(
        self, query: FootagePrint, *, exclude: Collection[Digest] = (), progress: Progress = silent
    ) -> CopySearch:
        """Do what `CopyIndex.search` does; a part that turns out to be damaged is made anew first."""
        try:
            return self.index.search(query, exclude=exclude, progress=progress)
        except PrintUnreadable:
            self._clear()
            self.index = self._opened()
            return self.index.search(query, exclude=exclude, progress=progress)

    def print_of(self, exhibit: Digest) -> FootagePrint | None:
        """Return an exhibit's fingerprint; None where it is not in the index."""
        try:
            return self.index.print_of(exhibit)
        except PrintUnreadable:
            self._clear()
            self.index = self._opened()
            return self.index.print_of(exhibit)

    @property
    def facts(self) -> Sequence[Facts]:
        """What is in the index, in short."""
        return self.index.facts

    def _opened(self) -> CopyIndex:
        try:
            with _locked(self._folder):
                return self._from_files()
        except (OSError, PartDamaged) as error:  # memory serves as well, but takes longer each time
            why = (isinstance(error, OSError) and error.strerror) or str(error)
            self.why_in_memory = f"its files cannot be kept ({why})"
            log.warning(
                "Note: the index of footage is made in memory, anew for each search: %s. "
                "What is found is the same; to keep it, let %s be a folder that can be written to.",
                self.why_in_memory,
                self._folder,
            )
            return CopyIndex(self._told(self._wanted, 0))

    def _from_files(self) -> CopyIndex:
        stored = _read_manifest(self._folder)
        manifest, middles, parts = self._usable(stored)
        is_behind = sum(len(part.prints) for part in manifest.parts) < len(self._wanted)
        if is_behind:
            manifest, middles = self._grown(manifest, middles, parts)
        if manifest != stored:
            self._write(manifest)
        if is_behind:
            parts = [read_part(self._folder / part.name, part.sums) for part in manifest.parts]
        index = CopyIndex()
        for part in parts:
            index.add_part(part, middles)
        return index

    def _usable(self, manifest: _Manifest | None) -> tuple[_Manifest, Packed | None, list[Part]]:
        """Return the parts from the first on that are whole and hold what is asked for."""
        nothing = _Manifest([], 0, None)
        middles = None if manifest is None else _read_middles(self._folder, manifest.middles)
        if manifest is None or (manifest.middles is not None and middles is None):
            return nothing, None, []
        parts, count = [], 0
        for written in manifest.parts:
            end = count + len(written.prints)
            if self._wanted[count:end] != written.prints:
                break
            try:
                parts.append(read_part(self._folder / written.name, written.sums))
            except PartDamaged:
                break
            count = end
        if count < manifest.fitted_to:
            return nothing, None, []
        kept = _Manifest(manifest.parts[: len(parts)], manifest.fitted_to, manifest.middles)
        return kept, middles, parts

    def _grown(
        self, manifest: _Manifest, middles: Packed | None, parts: Sequence[Part]
    ) -> tuple[_Manifest, Packed | None]:
        """Write parts of what is not in the index yet."""
        count = sum(len(part.prints) for part in manifest.parts)
        if middles is None:
            fitted_to, middles = self._fitted(parts, count)
            if middles is not None:
                manifest, count = _Manifest([], fitted_to, _write_middles(self._folder, middles)), 0
        written = list(manifest.parts)
        left = zip(self._wanted[count:], self._told(self._wanted[count:], count), strict=True)
        while part := self._next_part(left, middles):
            written.append(part)
            while len(written) > 1 and _belong_together(*written[-2:]):
                written[-2:] = [self._joined(written[-2:])]
        return _Manifest(written, manifest.fitted_to, manifest.middles), middles

    def _fitted(self, parts: Sequence[Part], count: int) -> tuple[int, Packed | None]:
        """Return to how many fingerprints lists' middles are fitted, and these; none while codes are few.

        Args:
            parts: those there are, which hold the first `count` fingerprints, and no lists.
        """
        codes = [np.empty((0, PATCH_BYTES), dtype=np.uint8), *(np.asarray(part.codes) for part in parts)]
        total = sum(map(len, codes))
        for number, footage in enumerate(self._told(self._wanted[count:], count), start=count + 1):
            codes.append(bits_of(footage.locals))
            total += len(codes[-1])
            if total > LISTS_FROM:
                return number, middles_of(np.concatenate(codes))
        return 0, None

    def _told(self, digests: Sequence[Digest], count: int) -> Iterator[FootagePrint]:
        """Yield stored fingerprints, and say of each how many are done; `count` came before them."""
        for done, digest in enumerate(digests, start=count):
            self._progress(done, len(self._wanted), "fingerprints put into the index")
            yield self._read(digest)

    def _next_part(
        self, left: Iterator[tuple[Digest, FootagePrint]], middles: Packed | None
    ) -> _Written | None:
        """Write a part of as many fingerprints as belong into one; None where none are left."""
        taken: list[Digest] = []
        codes = 0

        def some() -> Iterator[FootagePrint]:
            nonlocal codes
            for digest, footage in left:
                taken.append(digest)
                codes += len(bits_of(footage.locals))
                yield footage
                if codes >= MOST_CODES:
                    return

        incoming = self._incoming()
        sums = write_part(incoming, some(), middles)
        return self._placed(incoming, taken, codes, sums) if taken else None

    def _joined(self, parts: Sequence[_Written]) -> _Written:
        incoming = self._incoming()
        sums = join_parts(incoming, [self._folder / part.name for part in parts])
        prints = [digest for part in parts for digest in part.prints]
        return self._placed(incoming, prints, sum(part.codes for part in parts), sums)

    def _incoming(self) -> Path:
        incoming = self._folder / "incoming"
        shutil.rmtree(incoming, ignore_errors=True)
        return incoming

    def _placed(self, incoming: Path, prints: list[Digest], codes: int, sums: Sums) -> _Written:
        name = "part-" + hashlib.sha256(canonical_json([prints, sums])).hexdigest()[:32]
        shutil.rmtree(self._folder / name, ignore_errors=True)
        incoming.rename(self._folder / name)
        return _Written(name, prints, codes, sums)

    def _write(self, manifest: _Manifest) -> None:
        """Name the parts that hold, and only then remove those that do not any more."""
        value = manifest.to_json()
        _replace(self._folder / MANIFEST, canonical_json({**value, "sum": _sum_of(canonical_json(value))}))
        kept = {MANIFEST, MIDDLES, LOCK, *(part.name for part in manifest.parts)}
        for path in self._folder.iterdir():
            if path.name not in kept and path.is_dir():
                shutil.rmtree(path, ignore_errors=True)

    def _clear(self) -> None:
        with _locked(self._folder):
            (self._folder / MANIFEST).unlink(missing_ok=True)


def _belong_together(before: _Written, last: _Written) -> bool:
    return before.codes <= GROWS_BY * last.codes and before.codes + last.codes <= MOST_CODES


def _read_manifest(folder: Path) -> _Manifest | None:
    """Return what a folder's index says that it is, or None where it says nothing that can be believed."""
    try:
        value = json.loads((folder / MANIFEST).read_bytes())
        expected = value.pop("sum")
        if value.pop("format") != FORMAT or _sum_of(canonical_json({"format": FORMAT, **value})) != expected:
            return None
        parts = [_Written(**part) for part in value["parts"]]
        return _Manifest(parts, value["fitted_to"], value["middles"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _read_middles(folder: Path, expected: str | None) -> Packed | None:
    if expected is None:
        return None
    try:
        data = (folder / MIDDLES).read_bytes()
    except OSError:
        return None
    return np.frombuffer(data, np.uint8).reshape(-1, PATCH_BYTES) if _sum_of(data) == expected else None


def _write_middles(folder: Path, middles: Packed) -> str:
    data = middles.tobytes()
    _replace(folder / MIDDLES, data)
    return _sum_of(data)


def _replace(path: Path, data: bytes) -> None:
    written = path.with_name(path.name + ".new")
    written.write_bytes(data)
    os.replace(written, path)


def _sum_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold a folder's index alone: two processes that find it behind must not both write."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

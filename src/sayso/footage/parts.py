"""Parts of an index in files: the fingerprints of some exhibits in order, and the columns that are searched.

A part is a folder that is never changed. Its columns are `.npy` files, mapped when they are used; whoever
reads it hands over the SHA-256 of each. `prints.bin` holds the packed fingerprints one
after the other, each with a sum of its own that is checked when it is taken out.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.footage.comparable import Facts, facts_of
from sayso.footage.features import PATCH_BYTES, bits_of
from sayso.footage.hits import Packed
from sayso.footage.index import Lists, in_lists, joined_lists
from sayso.footage.listening import track_of
from sayso.footage.packing import pack, unpack
from sayso.footage.prints import PrintUnreadable
from sayso.footage.shelf import Take
from sayso.footage.sound import Track
from sayso.footage.types import FootagePrint

PRINTS, FACTS = "prints.bin", "facts.json"
HASH_BYTES = 32
SUM_BYTES = 16
COPIED = 1 << 24  # bytes at a time

Array = NDArray[Any]
Sums = dict[str, str]  # file name -> SHA-256


class PartDamaged(Exception):
    """A part of an index that is not in its files as it was written."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A part of an index, mapped from its files."""

    facts: list[Facts]  # of its exhibits, in order, as are the counts
    takes: list[Take]  # what takes each fingerprint out
    hashes: Packed
    hash_places: NDArray[np.int32]  # which keyframe of its exhibit each is
    hash_counts: NDArray[np.int64]
    codes: Packed | Lists
    code_counts: NDArray[np.int64]
    tracks: list[Track]


def hashes_of(footage: FootagePrint) -> tuple[NDArray[np.int32], Packed]:
    """Return which keyframes have a hash, and those hashes, (n, 32)."""
    usable = [(place, frame.hash) for place, frame in enumerate(footage.keyframes) if frame.hash is not None]
    joined = b"".join(hash_ for _, hash_ in usable)
    places = np.array([place for place, _ in usable], dtype=np.int32)
    return places, np.frombuffer(joined, dtype=np.uint8).reshape(len(usable), HASH_BYTES)


def write_part(folder: Path, prints: Iterable[FootagePrint], middles: Packed | None) -> Sums:
    """Write a part into a new folder, and return the SHA-256 of its files.

    Args:
        middles: of the lists into which codes are put; None leaves them in their order.
    """
    folder.mkdir(parents=True)
    columns = _Columns()
    with (folder / PRINTS).open("xb") as out:
        for footage in prints:
            data = pack(footage)
            out.write(data)
            columns.add(footage, data)
    return _write(folder, columns.facts, columns.arrays(middles))


def join_parts(folder: Path, parts: Sequence[Path]) -> Sums:
    """Write one part of several that follow each other; all have codes in lists, or none has."""
    folder.mkdir(parents=True)
    with (folder / PRINTS).open("xb") as out:
        for part in parts:
            with (part / PRINTS).open("rb") as prints:
                shutil.copyfileobj(prints, out, COPIED)
    columns = [_load_all(part) for part in parts]
    together = {
        name: np.concatenate([each[name] for each in columns])
        for name in columns[0]
        if name not in ("codes", "rows", "starts", "print_ends")
    }
    ends = [each["print_ends"] for each in columns]
    firsts = np.cumsum([0, *(int(end[-1]) if len(end) else 0 for end in ends)])[:-1]
    together["print_ends"] = np.concatenate([end + first for end, first in zip(ends, firsts, strict=True)])
    if "starts" in columns[0]:
        lists = joined_lists([Lists(each["starts"], each["codes"], each["rows"]) for each in columns])
        together |= {"starts": lists.starts, "codes": lists.codes, "rows": lists.rows}
    else:
        together["codes"] = np.concatenate([each["codes"] for each in columns])
    facts = [fact for part in parts for fact in _read_facts(part)]
    return _write(folder, facts, together)


def read_part(folder: Path, sums: Sums) -> Part:
    """Map a part's files, after all but the fingerprints themselves have been checked.

    Raises:
        PartDamaged: when a file is not as it was written, or not there.
    """
    try:
        for name, expected in sums.items():
            if name != PRINTS and _sum_of(folder / name) != expected:
                raise PartDamaged(f"{name} is not as it was written")
        arrays, facts = _load_all(folder), _read_facts(folder)
        return _part(folder, arrays, facts)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PartDamaged(str(error)) from error


def _part(folder: Path, arrays: dict[str, Array], facts: list[Facts]) -> Part:
    ends, sums = arrays["print_ends"].tolist(), arrays["print_sums"]
    size = (folder / PRINTS).stat().st_size
    if size != (ends[-1] if ends else 0) or len(ends) != len(facts):
        raise PartDamaged(f"{PRINTS} has {size} bytes")
    data = np.memmap(folder / PRINTS, dtype=np.uint8, mode="r") if size else np.empty(0, dtype=np.uint8)
    spans = zip([0, *ends], ends, sums, strict=False)
    takes: list[Take] = [partial(_take, data, first, last, sum_.tobytes()) for first, last, sum_ in spans]
    sound_ends = np.cumsum(arrays["sound_counts"])[:-1]
    sounds = zip(
        np.split(arrays["sound_codes"], sound_ends), np.split(arrays["sound_usable"], sound_ends), strict=True
    )
    codes: Packed | Lists = arrays["codes"]
    if "starts" in arrays:
        codes = Lists(arrays["starts"], arrays["codes"], arrays["rows"])
    return Part(
        facts=facts,
        takes=takes,
        hashes=arrays["hashes"],
        hash_places=arrays["hash_places"],
        hash_counts=arrays["hash_counts"],
        codes=codes,
        code_counts=arrays["code_counts"],
        tracks=[Track(each, usable) for each, usable in sounds],
    )


def _take(data: NDArray[np.uint8], first: int, last: int, expected: bytes) -> FootagePrint:
    packed = data[first:last]
    if _print_sum(packed.data) != expected:
        raise PrintUnreadable("its copy in the index is not as it was written")
    return unpack(packed.data)


class _Columns:
    """The columns of a part that is being written."""

    def __init__(self) -> None:
        self.facts: list[Facts] = []
        self._sizes: list[int] = []
        self._sums: list[bytes] = []
        self._hashes: list[tuple[NDArray[np.int32], Packed]] = []
        self._codes: list[Packed] = []
        self._tracks: list[Track] = []

    def add(self, footage: FootagePrint, data: bytes) -> None:
        self.facts.append(facts_of(footage))
        self._sizes.append(len(data))
        self._sums.append(_print_sum(data))
        self._hashes.append(hashes_of(footage))
        self._codes.append(bits_of(footage.locals))
        self._tracks.append(track_of(footage.sound))

    def arrays(self, middles: Packed | None) -> dict[str, Array]:
        none = np.empty((0, PATCH_BYTES), dtype=np.uint8)
        codes = np.concatenate([none, *self._codes])
        lists = None if middles is None else in_lists(middles, codes)
        return {
            "print_ends": np.cumsum(self._sizes, dtype=np.int64),
            "print_sums": np.frombuffer(b"".join(self._sums), dtype=np.uint8).reshape(-1, SUM_BYTES),
            "hashes": np.concatenate(
                [np.empty((0, HASH_BYTES), np.uint8), *(hashes for _, hashes in self._hashes)]
            ),
            "hash_places": np.concatenate([np.empty(0, np.int32), *(places for places, _ in self._hashes)]),
            "hash_counts": _counts(hashes for _, hashes in self._hashes),
            "code_counts": _counts(self._codes),
            "sound_counts": _counts(track.codes for track in self._tracks),
            "sound_codes": np.concatenate([np.empty(0, np.uint32), *(track.codes for track in self._tracks)]),
            "sound_usable": np.concatenate([np.empty(0, np.bool_), *(each.usable for each in self._tracks)]),
            **(
                {"codes": codes}
                if lists is None
                else {"codes": lists.codes, "rows": lists.rows, "starts": lists.starts}
            ),
        }


def _counts(arrays: Iterable[Array]) -> NDArray[np.int64]:
    return np.array([len(array) for array in arrays], dtype=np.int64)


def _write(folder: Path, facts: list[Facts], arrays: dict[str, Array]) -> Sums:
    (folder / FACTS).write_text(json.dumps([asdict(each) for each in facts]), "utf-8")
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)
    return {path.name: _sum_of(path) for path in sorted(folder.iterdir()) if path.name != PRINTS}


def _read_facts(folder: Path) -> list[Facts]:
    stored = json.loads((folder / FACTS).read_text("utf-8"))
    return [Facts(**{**each, "made_by": tuple(each["made_by"])}) for each in stored]


def _load_all(folder: Path) -> dict[str, Array]:
    return dict(_load(path) for path in sorted(folder.glob("*.npy")))


def _load(path: Path) -> tuple[str, Array]:
    array = np.load(path, mmap_mode="r", allow_pickle=False)
    return path.stem, np.asarray(array)


def _sum_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _print_sum(data: bytes | memoryview) -> bytes:
    return hashlib.blake2b(data, digest_size=SUM_BYTES).digest()

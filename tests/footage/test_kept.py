"""An index in files finds what one in memory finds, grows, and is never believed when it is not true."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from fractions import Fraction
from functools import cache, partial
from pathlib import Path

import numpy as np
import pytest

from sayso.footage import doors, kept
from sayso.footage.hits import Packed
from sayso.footage.index import PatchIndex, middles_of
from sayso.footage.kept import KeptIndex
from sayso.footage.listening import UNREAD
from sayso.footage.packing import pack, unpack
from sayso.footage.parts import write_part
from sayso.footage.prints import PrintUnreadable
from sayso.footage.search import CopyIndex
from sayso.footage.types import (
    Box,
    CopySearch,
    Described,
    FootagePrint,
    KeyframePrint,
    LocalPrint,
    SoundCodes,
    Thumbs,
)
from sayso.values import Digest, MediaTime, Method, digest_bytes

STEP = Fraction(1, 4)
FRAMES = 24


@cache
def made(number: int, features: int = 20) -> FootagePrint:
    """Return the fingerprint of an exhibit that was never filmed; odd ones with sound."""
    chance = np.random.default_rng(number)
    silent = KeyframePrint(at=MediaTime(FRAMES, STEP), hash=None, quality=0, unusable="near-black")
    return FootagePrint(
        exhibit=digest_bytes(b"%d" % number),
        method=Method(name="footage.print", version="9", parameters={"x": 1}, packages={}, models={}),
        is_still=False,
        duration_s=(FRAMES + 1) / 4,
        width=640,
        height=360,
        keyframes=(
            *(
                KeyframePrint(
                    at=MediaTime(n, STEP),
                    hash=chance.bytes(32),
                    quality=80,
                    inside=Box(left=0.1, top=0.0, right=0.9, bottom=1.0) if n < 9 else None,
                )
                for n in range(FRAMES)
            ),
            silent,
        ),
        notes=("the file is cut short",),
        locals=tuple(
            LocalPrint(
                at=MediaTime(n, STEP),
                places=chance.bytes(6 * features),
                bits=chance.bytes(16 * features),
            )
            for n in range(0, FRAMES, 4)
        ),
        thumbs=Thumbs(columns=8, rows=5, cells=chance.bytes(40 * (FRAMES + 1))),
        sound=SoundCodes(
            technique="chroma",
            version="1",
            start_s=0.123,
            step=Fraction(1, 8),
            span=Fraction(1),
            codes=chance.bytes(4 * 40),
            silent=((3, 5),),
        )
        if number % 2
        else None,
        described=Described(model=digest_bytes(b"net"), near=0.8, keyframes=(0, 4), vectors=chance.bytes(16))
        if number % 3 == 0
        else None,
    )


class Stored:
    """Stored fingerprints, and how many of them were read."""

    def __init__(self, count: int) -> None:
        self.digests = [digest_bytes(b"print %d" % number) for number in range(count)]
        self.read_count = 0

    def read(self, digest: Digest) -> FootagePrint:
        self.read_count += 1
        return made(self.digests.index(digest))

    def opened(self, folder: Path, count: int | None = None) -> KeptIndex:
        return KeptIndex(folder, self.digests[:count], self.read)


def answers(index: KeptIndex | CopyIndex, count: int) -> list[CopySearch]:
    """Return what is found of each exhibit under another name."""
    asked = [replace(made(number), exhibit=digest_bytes(b"query %d" % number)) for number in range(count)]
    return [index.search(query) for query in asked]


def in_memory(count: int, asked: int | None = None) -> list[CopySearch]:
    return answers(CopyIndex(made(number) for number in range(count)), count if asked is None else asked)


@pytest.mark.parametrize("number", range(4))
def test_a_packed_fingerprint_is_unpacked_as_it_was(number: int) -> None:
    assert unpack(pack(made(number))) == made(number)


def test_a_packed_fingerprint_that_is_cut_short_is_refused() -> None:
    packed = pack(made(1))

    for length in (0, 5, 40, len(packed) - 1):
        with pytest.raises(PrintUnreadable):
            unpack(packed[:length])


def test_an_index_in_files_finds_what_one_in_memory_finds(tmp_path: Path) -> None:
    stored = Stored(5)
    stored.opened(tmp_path)

    reopened = stored.opened(tmp_path)

    assert answers(reopened, 5) == in_memory(5)
    assert all(search.copies for search in answers(reopened, 5))


def test_only_what_is_new_is_read_when_it_grows(tmp_path: Path) -> None:
    stored = Stored(8)
    stored.opened(tmp_path, 6)
    before = stored.read_count

    grown = stored.opened(tmp_path)
    read_to_grow = stored.read_count - before
    again = stored.opened(tmp_path)

    assert read_to_grow <= 4  # each once to see whether lists are worth it, and once to be written
    assert stored.read_count == before + read_to_grow
    assert answers(grown, 2) == answers(again, 2) == in_memory(8, 2)


def test_nothing_stored_gives_an_index_that_finds_nothing(tmp_path: Path) -> None:
    assert Stored(0).opened(tmp_path).search(made(0)).searched == 0
    assert Stored(0).opened(tmp_path).search(made(0)).copies == ()


def flipped(path: Path) -> None:
    """Turn one bit over in the middle of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)


def test_whatever_is_damaged_is_made_anew(tmp_path: Path) -> None:
    stored, expected = Stored(3), in_memory(3)
    stored.opened(tmp_path)
    files = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.*") if path.is_file())

    for name in files:
        flipped(tmp_path / name)
        assert answers(stored.opened(tmp_path), 3) == expected, name
    for name in files:
        (tmp_path / name).unlink()
        assert answers(stored.opened(tmp_path), 3) == expected, name
    before = stored.read_count
    assert answers(stored.opened(tmp_path), 3) == expected
    assert stored.read_count == before
    assert len(files) > 10


def test_what_is_not_asked_for_any_more_leaves_the_files(tmp_path: Path) -> None:
    stored = Stored(4)
    stored.opened(tmp_path)

    fewer = stored.opened(tmp_path, 2)

    assert answers(fewer, 2) == in_memory(2)
    gone = made(3).locals[0].bits
    assert all(gone not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_an_index_is_made_in_memory_where_no_file_can_be_written_and_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "taken").write_bytes(b"a file where the folder should be")

    index = Stored(3).opened(tmp_path / "taken")

    assert answers(index, 3) == in_memory(3)
    assert "File exists" in index.why_in_memory
    assert "made in memory" in caplog.text


def test_it_is_said_how_many_fingerprints_are_in_and_a_stopped_making_is_taken_up_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stored, told = Stored(5), []

    def stop(done: int, total: int | None, note: str = "") -> None:
        told.append((done, total))
        if len(told) == 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        KeptIndex(tmp_path, stored.digests, stored.read, progress=stop)
    index = stored.opened(tmp_path)

    assert told == [*((done, 5) for done in range(5)), (0, 5), (1, 5), (2, 5)]
    assert answers(index, 5) == in_memory(5)
    assert index.why_in_memory is None
    assert caplog.text == ""


# What the files of a small index are, by format. Where this test fails, what is written has changed: give
# `FORMAT` in `kept.py` a new number, and put the new digest here beside it. Never change a digest alone.
LAYOUTS = {"sayso.footage.index/7": "69ca558d01aab4518e34370c4716fd1f"}
# And those of one whose picture and sound cannot be searched with, by format.
UNUSABLE_LAYOUTS = {"sayso.footage.index/7": "1442319784e9573d502ff00c35b416be"}


def test_what_is_written_has_not_changed_under_one_format(tmp_path: Path) -> None:
    plain, in_lists = Stored(3), tmp_path / "lists"
    plain.opened(tmp_path / "plain")
    write_part(in_lists, (made(number) for number in range(3)), made_middles())

    assert {kept.FORMAT: written_in(tmp_path)} == LAYOUTS


def test_what_is_written_of_one_that_cannot_be_searched_with_has_not_changed_either(tmp_path: Path) -> None:
    write_part(tmp_path / "part", [unusable()], None)

    assert {kept.FORMAT: written_in(tmp_path)} == UNUSABLE_LAYOUTS


def test_why_one_cannot_be_searched_with_is_said_from_files_as_from_memory(tmp_path: Path) -> None:
    digest = digest_bytes(b"print of nothing")

    def opened() -> KeptIndex:
        return KeptIndex(tmp_path, [digest], lambda _: unusable())

    in_files = [index.search(made(1)).skipped for index in (opened(), opened())]

    assert in_files == [CopyIndex([unusable()]).search(made(1)).skipped] * 2
    assert [skip.reason for skip in in_files[0]] == ["its picture is black throughout"]
    assert opened().facts[0].why_unheard == "its sound could not be read: the codec is not known"


def unusable() -> FootagePrint:
    """Return the fingerprint of a recording that is black throughout, and whose sound cannot be read."""
    return replace(
        made(0),
        keyframes=made(0).keyframes[-1:],
        locals=(),
        described=None,
        notes=(f"{UNREAD}: the codec is not known",),
        unheard=f"{UNREAD}: the codec is not known",
    )


def written_in(folder: Path) -> str:
    """Return a digest of an index's files, but for the one that names them."""
    written = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*.*") if path.is_file() and path.name != "index.json"):
        written.update(path.name.encode() + b" " + path.read_bytes())
    return written.hexdigest()[:32]


def made_middles() -> Packed:
    return np.random.default_rng(9).integers(0, 256, (4, 16), dtype=np.uint8)


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put local features in lists from 300 on, and at most 400 in a part."""
    monkeypatch.setattr(kept, "LISTS_FROM", 300)
    monkeypatch.setattr(kept, "MOST_CODES", 400)
    monkeypatch.setattr(kept, "middles_of", partial(middles_of, lists=16))
    monkeypatch.setattr(doors, "PatchIndex", partial(PatchIndex, lists_from=300, lists=16))


@pytest.mark.usefixtures("few_are_many")
def test_large_indexes_find_the_same_however_they_grew(tmp_path: Path) -> None:
    stored, expected = Stored(9), in_memory(9, 3)

    at_once = stored.opened(tmp_path / "at once")
    for count in (1, 2, 3, 5, 6, 8):
        stored.opened(tmp_path / "by and by", count)
    grown = stored.opened(tmp_path / "by and by")

    assert not grown.index.is_exact
    assert answers(at_once, 3) == expected
    assert answers(grown, 3) == expected
    assert answers(stored.opened(tmp_path / "by and by"), 3) == expected


@pytest.mark.usefixtures("few_are_many")
def test_lists_are_fitted_anew_when_what_they_were_fitted_to_is_gone(tmp_path: Path) -> None:
    stored = Stored(9)
    stored.opened(tmp_path)

    index = KeptIndex(tmp_path, stored.digests[1:], stored.read)

    expected = CopyIndex(made(number) for number in range(1, 9))
    assert answers(index, 3) == answers(expected, 3)

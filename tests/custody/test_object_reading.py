from __future__ import annotations

import os
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from sayso.custody import Act, ArchiveFiles, CustodyLog, object_reading, verify
from sayso.custody.object_reading import GROUP_BYTES, GROUP_OBJECTS, MOST_HANDED_ON, Look, Wanted, look_at_all
from sayso.values import digest_bytes

MANY = 3 * GROUP_OBJECTS + 1


@pytest.fixture
def many(tmp_path: Path) -> list[Wanted]:
    """More small objects than go to a thread together, and one that is larger than a chunk."""
    return [wanted(tmp_path, number, 3 << 20 if number == 5 else number) for number in range(MANY)]


def wanted(folder: Path, number: int, size_bytes: int) -> Wanted:
    path = folder / f"{number}"
    path.write_bytes(data := bytes([number % 251]) * size_bytes)
    return Wanted(str(path), digest_bytes(data), size_bytes)


def looked(items: list[Wanted], *, read_bytes: bool = True) -> list[Look]:
    with closing(look_at_all(items, read_bytes=read_bytes)) as looks:
        return list(looks)


def test_what_was_found_is_told_in_the_order_that_was_asked_for(many: list[Wanted]) -> None:
    assert looked(many) == [Look(item, item.size_bytes) for item in many]


def test_a_long_object_does_not_change_the_order(many: list[Wanted], monkeypatch: pytest.MonkeyPatch) -> None:
    read = object_reading.digest_on_disk
    last_is_read = Event()

    def first_waits_for_last(path: str, buffer: memoryview, stop: Event) -> str:
        if path == many[0].path:
            assert last_is_read.wait(30)
        elif path == many[-1].path:
            last_is_read.set()
        return read(path, buffer, stop)

    monkeypatch.setattr(object_reading, "_processors", lambda: 2)
    monkeypatch.setattr(object_reading, "digest_on_disk", first_waits_for_last)

    assert [look.wanted for look in looked(many)] == many


def test_all_kinds_of_damage_are_told_apart(many: list[Wanted], tmp_path: Path) -> None:
    Path(many[1].path).unlink()
    Path(many[2].path).write_bytes(b"longer")
    Path(many[5].path).write_bytes(bytes(3 << 20))
    (tmp_path / "folder").mkdir()
    many[7] = Wanted(str(tmp_path / "folder"), many[7].digest, (tmp_path / "folder").stat().st_size)

    looks = looked(many)

    assert isinstance(looks[1].error, FileNotFoundError)
    assert looks[2] == Look(many[2], 6)
    assert looks[5] == Look(many[5], 3 << 20, is_same=False)
    assert looks[7].odd == "it is a folder, and no file"
    sound = [item for item, look in zip(many, looks, strict=True) if look == Look(item, item.size_bytes)]
    assert sound == [item for number, item in enumerate(many) if number not in (1, 2, 5, 7)]


def test_no_object_is_no_look() -> None:
    assert looked([]) == []


def test_without_bytes_only_the_size_is_looked_at(many: list[Wanted]) -> None:
    Path(many[3].path).write_bytes(b"abc")
    assert looked(many, read_bytes=False) == [Look(item, item.size_bytes) for item in many]


def test_what_is_read_on_is_handed_on_where_it_is_small(tmp_path: Path) -> None:
    sizes = [0, 1, MOST_HANDED_ON, MOST_HANDED_ON + 1]
    items = [replace(wanted(tmp_path, size, size), is_read_on=True) for size in sizes]

    assert [look.data for look in looked(items)] == [
        *(Path(item.path).read_bytes() for item in items[:3]),
        None,
    ]
    assert all(look.is_same and not look.is_unsteady for look in looked(items))


def test_what_is_handed_on_has_its_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    item = replace(wanted(tmp_path, 7, 70), is_read_on=True)
    Path(item.path).write_bytes(bytes(70))
    assert looked([item]) == [Look(item, 70, is_same=False)]

    Path(item.path).write_bytes(bytes([7]) * 70)
    monkeypatch.setattr(object_reading, "bytes_on_disk", lambda _path: bytes(70))
    assert looked([item]) == [Look(item, 70, is_unsteady=True)]


@pytest.mark.parametrize("is_read_on", [False, True])
def test_what_was_read_is_forgotten_so_that_the_next_look_is_at_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_read_on: bool
) -> None:
    items = [replace(wanted(tmp_path, size, size), is_read_on=is_read_on) for size in (1, MOST_HANDED_ON)]
    forgotten: set[int] = set()

    def note(descriptor: int, start: int, length: int, how: int) -> None:
        assert (start, length, how) == (0, 0, os.POSIX_FADV_DONTNEED)
        forgotten.add(os.fstat(descriptor).st_ino)

    monkeypatch.setattr(os, "posix_fadvise", note)

    assert all(look.is_same for look in looked(items))

    assert forgotten == {Path(item.path).stat().st_ino for item in items}


def test_who_stops_listening_stops_the_threads_in_the_middle_of_an_object(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [wanted(tmp_path, 0, 10), wanted(tmp_path, 1, GROUP_BYTES), wanted(tmp_path, 2, GROUP_BYTES)]
    read = object_reading.digest_on_disk
    began: list[str] = []
    read_whole: list[str] = []

    def last_waits_for_the_stop(path: str, buffer: memoryview, stop: Event) -> str:
        began.append(path)
        if path == items[2].path:
            assert stop.wait(30)
        digest = read(path, buffer, stop)
        read_whole.append(path)
        return digest

    monkeypatch.setattr(object_reading, "digest_on_disk", last_waits_for_the_stop)
    with closing(look_at_all(items, read_bytes=True)) as looks:
        next(looks)

    assert items[2].path not in read_whole
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("objects")]


def test_an_interruption_while_progress_is_told_comes_through(files: ArchiveFiles) -> None:
    data = b"The bytes."
    path = files.object_path(digest_bytes(data))
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    CustodyLog(files).append([Act("import", {"objects": {digest_bytes(data): len(data)}})])

    def interrupt(done: int, total: int | None, note: str = "") -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        verify(files, progress=interrupt)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("objects")]

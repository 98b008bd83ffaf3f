from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.custody import (
    Act,
    ArchiveFiles,
    ArchiveUnreadable,
    CouldNotWrite,
    CustodyLog,
    LogBroken,
    Signer,
    verify,
    write_head,
)
from sayso.custody import log as log_module
from sayso.custody.entries import GENESIS, entry_line, line_digest
from sayso.testing.full_disk import files_no_larger_than
from sayso.values import utc_now


def notes(count: int, first: int = 0) -> list[Act]:
    return [Act("note", {"number": number}) for number in range(first, first + count)]


def refused(*_: object) -> list[int]:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def numbers(log: CustodyLog) -> list[object]:
    return [entry.body["number"] for entry in log.entries(after=1)]


def test_entries_come_back_as_they_were_logged(files: ArchiveFiles, clock: Callable[[], datetime]) -> None:
    log = CustodyLog(files, clock=clock)

    logged = log.append(notes(3))

    assert list(log.entries(after=1)) == logged
    assert [entry.seq for entry in log.entries()] == [1, 2, 3, 4]
    assert [entry.at.second for entry in logged] == [8, 9, 10]


def test_each_entry_names_the_line_before_it(files: ArchiveFiles) -> None:
    log = CustodyLog(files)
    log.append(notes(2))

    first, second, third = log.entries()

    assert first.prev == GENESIS
    assert second.prev == line_digest(entry_line(first))
    assert third.prev == line_digest(entry_line(second))
    assert log.tail() == (3, line_digest(entry_line(third)))


def test_logging_nothing_changes_nothing(files: ArchiveFiles) -> None:
    before = files.segment_path(1).read_bytes()

    assert CustodyLog(files).append([]) == []
    assert files.segment_path(1).read_bytes() == before


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_changing_any_entry_but_the_last_breaks_the_chain(files: ArchiveFiles, data: st.DataObject) -> None:
    log = CustodyLog(files)
    while log.tail()[0] < 6:
        log.append(notes(1))
    path = files.segment_path(1)
    lines = path.read_bytes().splitlines(keepends=True)
    changed = data.draw(st.integers(1, len(lines) - 2))
    was = lines[changed]
    lines[changed] = was.replace(b'"note"', b'"mote"')
    path.write_bytes(b"".join(lines))

    with pytest.raises(LogBroken) as broken:
        list(log.entries())

    lines[changed] = was
    path.write_bytes(b"".join(lines))
    assert broken.value.seq == changed + 2
    assert broken.value.where == f"log/000001.jsonl line {changed + 2}"


def test_an_act_that_cannot_be_logged_leaves_the_log_as_it_was(files: ArchiveFiles) -> None:
    log = CustodyLog(files)
    before = files.segment_path(1).read_bytes()

    with pytest.raises(TypeError):
        log.append([Act("note", {"share": 0.5})])
    with pytest.raises(ValueError, match="cannot be logged"):
        log.append([Act("note", {"objects": {"no digest": 1}})])

    assert files.segment_path(1).read_bytes() == before


def test_a_write_that_the_disk_refuses_leaves_the_log_as_it_was(files: ArchiveFiles) -> None:
    log = CustodyLog(files)
    log.append(notes(2))
    before = files.segment_path(1).read_bytes()

    with files_no_larger_than(len(before) + 100), pytest.raises(CouldNotWrite) as refused:
        log.append(notes(3, first=2))

    assert "File too large" in str(refused.value)
    assert files.segment_path(1).read_bytes() == before
    log.append(notes(1, first=2))
    assert numbers(log) == [0, 1, 2]
    assert verify(files).holds


@pytest.mark.parametrize("left", [1, 50, -1])
def test_a_line_that_was_never_finished_is_dropped_and_said_so(files: ArchiveFiles, left: int) -> None:
    told: list[str] = []
    log = CustodyLog(files, on_repair=told.append)
    log.append(notes(2))
    whole = files.segment_path(1).read_bytes()
    cut = whole.splitlines(keepends=True)[-1][:left]
    with files.segment_path(1).open("ab") as stream:
        stream.write(cut)

    assert numbers(log) == [0, 1]
    assert verify(files).holds
    logged = log.append(notes(1, first=2))

    assert files.segment_path(1).read_bytes().startswith(whole)
    repair = next(log.entries(after=3))
    assert (repair.act, repair.body["dropped_bytes"]) == ("repair", len(cut))
    assert [entry.seq for entry in logged] == [5]
    assert f"{len(cut)} bytes" in told[0]
    assert verify(files).holds


def test_a_finished_line_whose_newline_was_changed_is_no_unfinished_one(files: ArchiveFiles) -> None:
    log = CustodyLog(files)
    log.append(notes(2))
    data = files.segment_path(1).read_bytes()
    files.segment_path(1).write_bytes(data[:-1] + b"\x0b")

    with pytest.raises(LogBroken):
        list(log.entries())
    with pytest.raises(LogBroken):
        log.append(notes(1))

    assert files.segment_path(1).read_bytes() == data[:-1] + b"\x0b"


def test_nothing_is_written_behind_an_end_that_was_cut_off(files: ArchiveFiles, signer: Signer) -> None:
    CustodyLog(files).append(notes(2))
    write_head(files, signer)
    lines = files.segment_path(1).read_bytes().splitlines(keepends=True)
    files.segment_path(1).write_bytes(b"".join(lines[:-1]))

    with pytest.raises(LogBroken) as broken:
        CustodyLog(files).append(notes(1))

    assert broken.value.seq == 3


def test_nothing_is_written_behind_a_damaged_last_line(files: ArchiveFiles) -> None:
    data = files.segment_path(1).read_bytes()
    files.segment_path(1).write_bytes(data.replace(b'"seq":1}', b'"seq":x}'))

    with pytest.raises(LogBroken):
        CustodyLog(files).append(notes(1))


def test_the_log_goes_on_in_a_new_segment(files: ArchiveFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_module, "SEGMENT_BYTES", 1000)
    log = CustodyLog(files)
    for number in range(30):
        log.append(notes(1, first=number))

    assert len(files.segment_numbers()) == 7
    assert [entry.body["number"] for entry in log.entries() if entry.act == "note"] == list(range(30))
    last = log.tail()[0]
    for after in range(1, last + 1):
        assert [entry.seq for entry in log.entries(after=after)] == list(range(after + 1, last + 1))
    assert verify(files).holds


@pytest.mark.parametrize("begun", [b"", b'{"act":"no'])
def test_a_segment_that_was_only_begun_is_gone_on_with(files: ArchiveFiles, begun: bytes) -> None:
    log = CustodyLog(files)
    log.append(notes(2))
    files.segment_path(2).write_bytes(begun)

    assert log.tail()[0] == 3
    log.append(notes(1, first=2))

    expected = ["note", "note", "repair", "note"] if begun else ["note", "note", "note"]
    assert [entry.act for entry in log.entries(after=1)] == expected
    assert [entry.seq for entry in log.entries(after=3)] == list(range(4, len(expected) + 2))
    assert verify(files).holds


def test_a_missing_segment_breaks_the_log(files: ArchiveFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_module, "SEGMENT_BYTES", 1000)
    log = CustodyLog(files)
    for number in range(12):
        log.append(notes(1, first=number))
    files.sealed_path(2).unlink()

    with pytest.raises(LogBroken, match="stands in its place"):
        list(log.entries())


def test_a_clock_that_is_set_back_keeps_the_order(files: ArchiveFiles) -> None:
    times = iter([datetime(2031, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC)])
    log = CustodyLog(files, clock=lambda: next(times))
    log.append(notes(2))

    assert [entry.at.year for entry in log.entries(after=1)] == [2031, 2020]
    found = verify(files)
    assert found.holds
    (note,) = found.notes
    assert (note.kind, note.what) == ("clock", "entry 3, behind entries 1 to 2")
    assert "2020-01-01 00:00:00 UTC, and entry 2 2031-01-01" in note.explanation


def test_all_entries_that_were_dated_ahead_are_named_with_the_next_that_shows_it(files: ArchiveFiles) -> None:
    now = utc_now()
    years = iter([now + timedelta(days=360), now + timedelta(days=365), now])
    log = CustodyLog(files, clock=lambda: next(years))
    for number in range(3):
        log.append(notes(1, first=number))

    assert [note.what for note in verify(files).notes] == ["entry 4, behind entries 2 to 3"]


def test_last_entries_that_are_dated_ahead_are_named_before_any_shows_it(files: ArchiveFiles) -> None:
    ahead = utc_now() + timedelta(days=365)
    CustodyLog(files, clock=lambda: ahead).append(notes(2))

    found = verify(files)

    assert found.holds
    assert [(note.kind, note.what) for note in found.notes] == [("clock", "entries 2 to 3")]
    assert f"up to {ahead:%Y-%m-%d}" in found.notes[0].explanation
    assert verify(files, now=lambda: ahead).notes == ()


def test_the_end_is_found_without_reading_the_log(files: ArchiveFiles) -> None:
    log = CustodyLog(files)
    log.append([Act("note", {"number": 0, "text": "x" * 200_000}), *notes(1, first=1)])

    assert log.tail()[0] == 3

    with files.segment_path(1).open("r+b") as stream:  # damage far from the end does not show there
        stream.seek(1000)
        stream.write(b"\n\n\n")
    assert log.tail()[0] == 3


def test_the_log_of_a_copied_archive_goes_on(files: ArchiveFiles, tmp_path: Path) -> None:
    CustodyLog(files).append(notes(2))
    shutil.copytree(files.root, tmp_path / "copy")
    copy = ArchiveFiles(tmp_path / "copy")

    CustodyLog(copy).append(notes(1, first=2))

    assert numbers(CustodyLog(copy)) == [0, 1, 2]
    assert os.path.getsize(copy.segment_path(1)) > os.path.getsize(files.segment_path(1))


def test_a_log_that_the_system_refuses_to_read_is_named(files: ArchiveFiles) -> None:
    path = files.segment_path(1)
    path.unlink()
    path.symlink_to(path)

    with pytest.raises(ArchiveUnreadable, match="custody log"):
        list(CustodyLog(files).entries())
    with pytest.raises(ArchiveUnreadable, match="says nothing of its content"):
        CustodyLog(files).append(notes(1))


def test_a_folder_that_cannot_be_listed_before_sealing_is_unreadable_and_nothing_is_logged(
    files: ArchiveFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = CustodyLog(files)
    before = log.tail()
    monkeypatch.setattr(log_module, "unsealed", refused)

    with pytest.raises(ArchiveUnreadable, match="custody log"):
        log.append(notes(1))

    assert log.tail() == before


def test_the_end_of_an_interrupted_write_can_be_dropped_on_its_own(files: ArchiveFiles) -> None:
    told: list[str] = []
    log = CustodyLog(files, on_repair=told.append)
    with files.segment_path(1).open("ab") as stream:
        stream.write(b'{"act":')

    repaired = log.repair()

    assert repaired is not None
    assert (repaired.seq, repaired.act, len(told)) == (2, "repair", 1)
    assert log.repair() is None
    assert log.append(notes(1))[0].seq == 3

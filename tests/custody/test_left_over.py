"""What is left where a write of entries with withheld values ends, at each moment that it can end."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.custody import Act, ArchiveFiles, CouldNotWrite, CustodyLog, Entry, look_beside, verify
from sayso.custody.entries import Entry as AnEntry
from sayso.custody.entries import entry_line
from sayso.custody.left_over import ASIDE
from sayso.testing.full_disk import files_no_larger_than

SECRET = "m.tarn"
BATCH = [Act("import", {"number": number}, {"operator": SECRET}) for number in range(3)]
AFTER = Act("import", {"number": 9}, {"operator": "r.osk"})

Moment = Callable[[ArchiveFiles, ArchiveFiles], None]  # given the archive, and a copy that wrote the batch


def untold(_: str) -> None:
    """Hear of a repair, and say nothing."""


def written(files: ArchiveFiles, beside: Path) -> ArchiveFiles:
    """Return a copy of an archive in which the batch was written to its end."""
    copy = ArchiveFiles(beside)
    shutil.copytree(files.root, copy.root)
    CustodyLog(copy).append(BATCH)
    return copy


def lines(files: ArchiveFiles) -> list[bytes]:
    return files.segment_path(1).read_bytes().splitlines(keepends=True)


def withhold(files: ArchiveFiles, copy: ArchiveFiles, count: int = 3) -> None:
    for seq in range(3, 3 + count):
        shutil.copy(copy.withheld_path(seq), files.withheld_path(seq))


def add(files: ArchiveFiles, data: bytes) -> None:
    with files.segment_path(1).open("ab") as stream:
        stream.write(data)


def torn(whole: int, count: int, *, withheld: int = 3) -> Moment:
    """The write ended `count` bytes into a line, behind some that are whole."""

    def end(files: ArchiveFiles, copy: ArchiveFiles) -> None:
        withhold(files, copy, withheld)
        ours = lines(copy)[2:]
        add(files, b"".join(ours[:whole]) + (ours[whole][:count] if count else b""))

    return end


def half_written(files: ArchiveFiles, copy: ArchiveFiles) -> None:
    beside = files.withheld_path(3).with_name(".000000003.json.411.new")
    beside.write_bytes(copy.withheld_path(3).read_bytes()[:60])


def repairing(*, line: int | None, removed: int = 0) -> Moment:
    """The repair ended once the torn line was gone: its own line has this many bytes (None: all)."""

    def end(files: ArchiveFiles, copy: ArchiveFiles) -> None:
        torn(0, 90)(files, copy)
        before = files.root.with_name("unrepaired")
        shutil.copytree(files.root, before)
        CustodyLog(files, on_repair=untold).repair()
        own = lines(files)[-1]
        shutil.rmtree(files.root)
        shutil.copytree(before, files.root)
        files.segment_path(1).write_bytes(b"".join(lines(files)[:2]) + own[:line])
        for seq in range(3, 3 + removed):
            files.withheld_path(seq).unlink()

    return end


MOMENTS = {
    "one withheld file of three, half written": half_written,
    "one withheld file of three": torn(0, 0, withheld=1),
    "all withheld files, no line": torn(0, 0),
    "a byte of the first line": torn(0, 1),
    "half of the first line": torn(0, 90),
    "the first line without its newline": torn(0, -1),
    "the first line, and half of the second": torn(1, 90),
    "two lines, and nothing of the third": torn(2, 0),
    "two lines, and all but the newline of the third": torn(2, -1),
    "the torn line is gone, nothing is logged of it": repairing(line=0),
    "a byte of the repair's line": repairing(line=1),
    "half of the repair's line": repairing(line=90),
    "the repair's line without its newline": repairing(line=-1),
    "the repair is logged, nothing removed": repairing(line=None),
    "the repair is logged, one of three removed": repairing(line=None, removed=1),
    "the repair is logged, all removed": repairing(line=None, removed=3),
}


@pytest.fixture
def files(files: ArchiveFiles) -> ArchiveFiles:
    CustodyLog(files).append([Act("case", {"case": "quay"}, {"operator": "r.osk"})])
    return files


def unbound(files: ArchiveFiles) -> list[str]:
    """Name the files in `withheld/` that are of no entry, and not set aside either."""
    entries = {entry.seq: entry for entry in CustodyLog(files).entries()}
    bound = {files.withheld_path(seq) for seq, entry in entries.items() if entry.withheld}
    there = [path for path in files.withheld.rglob("*") if path.is_file() and path not in bound]
    return [path.name for path in there if not path.is_relative_to(files.withheld / ASIDE)]


def aside(files: ArchiveFiles) -> dict[str, bytes]:
    """Return what was set aside, by its path there."""
    folder = files.withheld / ASIDE
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_write_that_ends_at_any_moment_leaves_no_damage_and_no_value_of_nobody_but_set_aside(
    files: ArchiveFiles, tmp_path: Path, moment: str
) -> None:
    MOMENTS[moment](files, written(files, tmp_path / "copy"))
    assert verify(files).damages == ()
    before = sorted(path.read_bytes() for path in files.withheld.rglob("[0-9]*.json"))

    logged = CustodyLog(files, on_repair=untold).append([AFTER])

    found = verify(files)
    assert found.holds
    assert not {note.kind for note in found.notes} & {"left-over", "stray-file", "unfinished-line"}
    assert unbound(files) == []
    assert look_beside(files, logged[0]).texts() == {"operator": "r.osk"}
    files.withheld_path(logged[0].seq).unlink()
    assert sorted(path.read_bytes() for path in files.withheld.rglob("[0-9]*.json")) == before
    acts = [(entry.act, entry.body.get("number")) for entry in CustodyLog(files).entries(after=2)]
    kept = [number for act, number in acts if act == "import"]
    assert kept == [*range(len(kept) - 1), 9]


@pytest.mark.parametrize(
    "moment", [name for name in MOMENTS if "removed" not in name and "half w" not in name]
)
def test_the_repair_names_the_withheld_files_that_it_sets_aside(
    files: ArchiveFiles, tmp_path: Path, moment: str
) -> None:
    MOMENTS[moment](files, written(files, tmp_path / "copy"))
    whole = len(lines(files)) - (not files.segment_path(1).read_bytes().endswith(b"\n"))
    behind = [seq for seq in range(whole + 1, 6) if files.withheld_path(seq).exists()]

    repaired = CustodyLog(files, on_repair=untold).repair()

    assert repaired is not None
    assert repaired.body["set_aside_withheld"] == behind
    assert sorted(aside(files)) == [f"{repaired.seq:09d}/{seq:09d}.json" for seq in behind]
    assert CustodyLog(files).repair() is None


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_next_writer_may_be_one_that_withholds_nothing(
    files: ArchiveFiles, tmp_path: Path, moment: str
) -> None:
    MOMENTS[moment](files, written(files, tmp_path / "copy"))

    CustodyLog(files, on_repair=untold).append([Act("note", {})] * 4)

    assert verify(files).holds
    assert unbound(files) == []


def older_repair(files: ArchiveFiles, copy: ArchiveFiles) -> Entry:
    """Repair as older versions did: under the number of the torn line, with its withheld file left there."""
    withhold(files, copy, 1)
    line = lines(copy)[2]
    body = {"dropped_bytes": len(line) - 9, "dropped_sha256": "ab" * 32}
    seq, prev = CustodyLog(files).tail()
    entry = AnEntry(seq=seq + 1, at=next(CustodyLog(files).entries()).at, act="repair", body=body, prev=prev)
    add(files, entry_line(entry) + b"\n")
    return entry


def test_what_an_older_repair_left_is_told_for_what_it_is_and_the_next_writer_clears_it_away(
    files: ArchiveFiles, tmp_path: Path
) -> None:
    older_repair(files, written(files, tmp_path / "copy"))
    files_behind = files.withheld_path(3).read_bytes()
    CustodyLog(files).append([Act("case", {"case": "weir"}, {"operator": "r.osk"})])
    files.withheld_path(3).write_bytes(files_behind)  # as that version would have left it

    found = verify(files)
    assert found.holds
    (note,) = [note for note in found.notes if note.kind == "left-over"]
    assert "it had withheld" in note.explanation

    CustodyLog(files, on_repair=untold).append([AFTER])

    assert unbound(files) == []
    repairs = [entry for entry in CustodyLog(files).entries(after=3) if entry.act == "repair"]
    assert [entry.body.get("set_aside_withheld") for entry in repairs] == [[3], None]
    assert [entry.body.get("dropped_withheld") for entry in repairs] == [None, [3]]
    assert verify(files).holds


def test_a_file_for_an_entry_that_somebody_made_and_that_withholds_nothing_is_still_damage(
    files: ArchiveFiles, tmp_path: Path
) -> None:
    CustodyLog(files).append([Act("note", {}), Act("note", {})])
    shutil.copy(files.withheld_path(2), files.withheld_path(3))

    (damage,) = verify(files).damages

    assert "nothing is withheld from entry 3" in str(damage)


def test_what_was_withheld_goes_where_the_disk_refuses_the_line(files: ArchiveFiles) -> None:
    with files_no_larger_than(files.segment_path(1).stat().st_size + 100), pytest.raises(CouldNotWrite):
        CustodyLog(files).append(BATCH)

    assert unbound(files) == []
    assert not any(SECRET in path.read_text() for path in files.withheld.rglob("*.json"))


def test_a_torn_line_stays_where_a_full_disk_refuses_the_repair(files: ArchiveFiles, tmp_path: Path) -> None:
    torn(0, 90)(files, written(files, tmp_path / "copy"))
    before = files.segment_path(1).read_bytes()

    with files_no_larger_than(len(before)), pytest.raises(CouldNotWrite):
        CustodyLog(files, on_repair=untold).append([AFTER])

    assert files.segment_path(1).read_bytes() == before
    assert verify(files).holds
    CustodyLog(files, on_repair=untold).append([AFTER])
    repaired = next(CustodyLog(files).entries(after=2))
    assert (repaired.act, repaired.body["dropped_bytes"]) == ("repair", 90)
    assert unbound(files) == []


def test_a_torn_tail_behind_a_sealed_segment_is_dropped_like_any_other(files: ArchiveFiles) -> None:
    log = CustodyLog(files, segment_bytes=900, on_repair=untold)
    log.append(BATCH)
    while not files.sealed_path(1).exists():
        log.append([AFTER])
    newest = files.segment_path(max(files.segment_numbers()))
    last = log.tail()[0]
    whole = newest.read_bytes()
    newest.write_bytes(whole + whole.splitlines()[-1][:70])
    shutil.copy(files.withheld_path(2), files.withheld_path(last + 1))

    CustodyLog(files, segment_bytes=900, on_repair=untold).append([AFTER])

    found = verify(files)
    assert found.holds
    assert unbound(files) == []
    repaired = next(CustodyLog(files).entries(after=last))
    assert repaired.body["set_aside_withheld"] == [last + 1]


def cut(files: ArchiveFiles, keep: int) -> None:
    """Cut entries off the log, and take away every head that would tell."""
    files.segment_path(1).write_bytes(b"".join(lines(files)[:keep]))
    for path in files.heads.iterdir():
        path.unlink()


def test_what_was_withheld_from_entries_that_were_cut_off_is_kept_and_named(
    files: ArchiveFiles, tmp_path: Path
) -> None:
    whole = written(files, tmp_path / "copy")
    files = ArchiveFiles(Path(shutil.copytree(whole.root, tmp_path / "cut")))
    cut(files, 2)
    told: list[str] = []

    CustodyLog(files, on_repair=told.append).append([AFTER])

    kept = {seq: whole.withheld_path(seq).read_bytes() for seq in (3, 4, 5)}
    assert aside(files) == {f"000000003/{seq:09d}.json": data for seq, data in kept.items()}
    assert "withheld from 3 entries that it does not have was set aside in withheld/set-aside" in told[0]
    found = verify(files)
    assert found.holds
    (note,) = [note for note in found.notes if note.kind == "set-aside"]
    assert note.what == "what was withheld from entries 3 to 5"
    assert note.where == "withheld/set-aside/000000003"
    assert "sayso erase --entry 3" in note.explanation


def test_what_was_set_aside_makes_a_log_whole_that_is_put_back(files: ArchiveFiles, tmp_path: Path) -> None:
    whole = written(files, tmp_path / "copy")
    files = ArchiveFiles(Path(shutil.copytree(whole.root, tmp_path / "cut")))
    cut(files, 2)
    CustodyLog(files, on_repair=untold).append([AFTER])

    shutil.copy(whole.segment_path(1), files.segment_path(1))
    for path in (files.withheld / ASIDE).rglob("*.json"):
        path.rename(files.withheld_path(int(path.stem)))
    shutil.rmtree(files.withheld / ASIDE)

    assert verify(files).holds
    assert verify(files).notes == ()


def test_two_repairs_set_aside_apart(files: ArchiveFiles, tmp_path: Path) -> None:
    copy = written(files, tmp_path / "copy")
    for _ in range(2):
        end = CustodyLog(files).tail()[0]
        shutil.copy(copy.withheld_path(3), files.withheld_path(end + 1))
        CustodyLog(files, on_repair=untold).append([AFTER])

    assert sorted(aside(files)) == ["000000003/000000003.json", "000000005/000000005.json"]


def test_what_somebody_put_among_what_was_set_aside_is_named(files: ArchiveFiles) -> None:
    (files.withheld / ASIDE / "notes").mkdir(parents=True)
    (files.withheld / ASIDE / "notes" / "a.txt").write_text("mine")

    assert [note.kind for note in verify(files).notes] == ["stray-file"]

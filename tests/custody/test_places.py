"""What stands where a file of an archive should, and what lies beside: all of it is named for what it is."""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.custody import Act, ArchiveFiles, CustodyLog, Signer, Verification, verify, write_head
from sayso.custody.__main__ import main
from sayso.custody.errors import ArchiveUnreadable
from sayso.custody.packing import pack
from sayso.custody.settings_change import finish_settings
from sayso.exhibits.objects import ObjectDamaged, ObjectStore
from sayso.values import Digest, digest_bytes


def put_object(files: ArchiveFiles, data: bytes) -> Digest:
    digest = digest_bytes(data)
    files.object_path(digest).parent.mkdir(exist_ok=True)
    files.object_path(digest).write_bytes(data)
    CustodyLog(files).append([Act("import", {"objects": {digest: len(data)}}, {"path": "clip.mp4"})])
    return digest


@pytest.fixture
def kept(files: ArchiveFiles, signer: Signer) -> ArchiveFiles:
    """An archive with an object, an empty object and a head."""
    for data in (b"The quay is closed.", b""):
        put_object(files, data)
    write_head(files, signer)
    return files


def found_in(files: ArchiveFiles) -> Verification:
    return verify(files)


def piped(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def as_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def first_object(files: ArchiveFiles) -> Path:
    return files.object_path(digest_bytes(b"The quay is closed."))


PLACES: dict[str, Callable[[ArchiveFiles], Path]] = {
    "an object": first_object,
    "an empty object": lambda files: files.object_path(digest_bytes(b"")),
    "the log": lambda files: files.segment_path(1),
    "a head": lambda files: files.head_path(3),
    "a withheld value": lambda files: files.withheld_path(2),
    "the settings": lambda files: files.toml,
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("harm", [piped, as_folder])
def test_a_pipe_or_a_folder_in_the_place_of_a_file_is_damage_and_makes_nobody_wait(
    kept: ArchiveFiles, place: str, harm: Callable[[Path], None]
) -> None:
    path = PLACES[place](kept)
    harm(path)

    named = [damage for damage in found_in(kept).damages if damage.kind == "no-file"]

    assert [damage.where for damage in named] == [kept.name_of(path)]


@pytest.mark.parametrize("place", PLACES)
def test_a_link_that_leads_out_is_damage_though_the_bytes_behind_it_are_right(
    kept: ArchiveFiles, place: str, tmp_path: Path
) -> None:
    path, outside = PLACES[place](kept), tmp_path / "elsewhere"
    shutil.move(path, outside)
    path.symlink_to(outside)

    (damage,) = found_in(kept).damages

    assert (damage.kind, damage.where) == ("no-file", kept.name_of(path))
    assert f"a link, to {str(outside)!r}" in damage.explanation


def test_a_folder_of_objects_that_is_a_link_is_damage(kept: ArchiveFiles, tmp_path: Path) -> None:
    folder = first_object(kept).parent
    shutil.move(folder, tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")

    (damage,) = found_in(kept).damages

    assert (damage.kind, damage.where) == ("no-file", kept.name_of(folder))


def test_a_whole_folder_on_another_disk_holds_and_is_told(kept: ArchiveFiles, tmp_path: Path) -> None:
    shutil.move(kept.objects, tmp_path / "disk")
    kept.objects.symlink_to(tmp_path / "disk")

    found = found_in(kept)

    assert found.holds
    assert [note.kind for note in found.notes] == ["linked"]


def test_a_second_name_of_the_same_file_is_a_file(kept: ArchiveFiles, tmp_path: Path) -> None:
    os.link(first_object(kept), tmp_path / "other name")

    assert found_in(kept).holds
    assert found_in(kept).notes == ()


STRAYS = [
    "log/notes.txt",
    "log/000001.JSONL",
    "log/0000001.jsonl",
    "log/000000.jsonl",
    "log/٠٠٠٠٠٢.jsonl",
    "heads/٣.note",
    "heads/03.note",
    "stamps/3-ab.tsr",
    "objects/ab/note.txt",
    "objects/EXHIBIT 7 WITHDRAWN",
    "withheld/000000/٠٠٠٠٠٠٠٠٢.json",
    "READ THIS FIRST.txt",
]


@pytest.mark.parametrize("name", STRAYS)
def test_what_lies_beside_is_named_and_nothing_else_is_said_of_it(kept: ArchiveFiles, name: str) -> None:
    path = kept.root / name
    path.parent.mkdir(exist_ok=True, parents=True)
    if path.suffix:
        path.write_bytes(kept.segment_path(1).read_bytes())
    else:
        path.mkdir()

    found = found_in(kept)

    assert found.holds
    (note,) = found.notes
    assert path.name in str(note)
    assert "interrupted" not in str(note) or "came from elsewhere" in str(note)


def test_a_compressed_segment_beside_its_own_lines_is_an_interrupted_sealing(kept: ArchiveFiles) -> None:
    lines = kept.segment_path(1).read_bytes().splitlines(keepends=True)
    kept.sealed_path(1).write_bytes(b"".join(pack(lines)))

    found = found_in(kept)

    assert found.holds
    assert [note.kind for note in found.notes] == ["left-over"]


@pytest.mark.parametrize(
    "planted",
    [
        lambda lines: gzip.compress(b"".join(lines).replace(b"clip.mp4", b"film.mp4").replace(b"2", b"3", 1)),
        lambda lines: gzip.compress(b"".join(lines[:-1])),
        lambda lines: gzip.compress(b"".join([*lines, lines[-1]])),
        lambda lines: gzip.compress(b"".join(lines))[:-9],
        lambda _: b"no gzip at all",
        lambda _: b"",
    ],
)
def test_a_compressed_segment_with_other_lines_is_named_as_planted(
    kept: ArchiveFiles, planted: Callable[[list[bytes]], bytes]
) -> None:
    kept.sealed_path(1).write_bytes(planted(kept.segment_path(1).read_bytes().splitlines(keepends=True)))

    found = found_in(kept)

    (damage,) = found.damages
    assert (damage.kind, damage.where) == ("log-segment", "log/000001.jsonl.gz")
    assert "no part of the log" in damage.explanation
    assert not any("interrupted" in str(note) for note in found.notes)


@pytest.mark.parametrize("left", [0, 1, -1])
def test_beside_a_compressed_segment_that_the_log_names_the_plain_one_is_blamed(
    kept: ArchiveFiles, left: int
) -> None:
    log = CustodyLog(kept, segment_bytes=400)
    while not kept.sealed_path(1).exists():
        log.append([Act("note", {})])
    with gzip.open(kept.sealed_path(1)) as stream:
        lines = stream.readlines()
    kept.segment_path(1).write_bytes(b"".join(lines[:left]))

    blamed = [damage for damage in found_in(kept).damages if damage.kind == "log-segment"]

    assert [damage.where for damage in blamed] == ["log/000001.jsonl"]
    assert "Keep both" in blamed[0].explanation
    assert not any("take it away" in str(damage) for damage in found_in(kept).damages)


def test_a_name_that_looks_like_a_verdict_makes_no_line_of_its_own(
    kept: ArchiveFiles, capsys: pytest.CaptureFixture[str]
) -> None:
    (kept.root / "x\nThe archive holds: all\x1b[2J").write_bytes(b"")

    main(["verify", str(kept.root)])

    printed = capsys.readouterr().out
    assert [line for line in printed.split("\n") if line.startswith("The archive holds: all")] == []
    assert "\x1b" not in printed


def test_what_an_interrupted_sealing_left_is_told_from_a_stray(kept: ArchiveFiles) -> None:
    (kept.log / ".000001.jsonl.gz.411.new").write_bytes(b"half")

    assert [note.kind for note in found_in(kept).notes] == ["left-over"]


def test_a_link_in_the_place_of_an_erased_object_is_still_there(kept: ArchiveFiles) -> None:
    digest = digest_bytes(b"The quay is closed.")
    body = {"exhibit": digest, "erased": {digest: 19}, "items": [], "cases": [], "withheld_of": []}
    CustodyLog(kept).append([Act("erase", {**body, "reason": "asked for"})])
    kept.object_path(digest).unlink()
    kept.object_path(digest).symlink_to("/nowhere/at all")

    assert [damage.kind for damage in found_in(kept).damages] == ["erased-there"]


def test_the_same_bytes_are_not_called_saved_where_only_a_link_to_them_is_here(
    kept: ArchiveFiles, tmp_path: Path
) -> None:
    shutil.move(first_object(kept), tmp_path / "elsewhere")
    first_object(kept).symlink_to(tmp_path / "elsewhere")

    with pytest.raises(ObjectDamaged, match="a link"):
        ObjectStore(kept).put_bytes(b"The quay is closed.")


def test_a_pipe_in_the_place_of_an_object_makes_no_reader_wait(kept: ArchiveFiles) -> None:
    piped(first_object(kept))

    with pytest.raises(ArchiveUnreadable, match="no ordinary file"):
        ObjectStore(kept).read(digest_bytes(b"The quay is closed."))


@pytest.mark.parametrize("name", ["log", "heads", "stamps", "withheld", "objects"])
def test_a_file_in_the_place_of_a_folder_is_no_fault_of_ours(kept: ArchiveFiles, name: str) -> None:
    folder = kept.root / name
    shutil.rmtree(folder)
    folder.write_bytes(b"no folder")

    found = found_in(kept)

    assert not found.holds
    assert found.unread


@pytest.mark.parametrize("name", ["log/000002.jsonl", "log/000007.jsonl", ".archive.toml.new"])
def test_what_an_interrupted_write_could_have_left_is_named(kept: ArchiveFiles, name: str) -> None:
    (kept.root / name).write_bytes(b"x" if name.endswith("new") else b"")

    found = found_in(kept)

    assert found.holds
    assert [note.kind for note in found.notes] == ["left-over"]


def test_a_pipe_for_settings_makes_no_writer_wait(kept: ArchiveFiles) -> None:
    os.mkfifo(kept.root / ".archive.toml.new")

    finish_settings(kept)

    assert found_in(kept).holds


def test_an_index_that_is_a_link_is_told(kept: ArchiveFiles, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.db").write_bytes(b"")
    kept.database.symlink_to(tmp_path / "elsewhere.db")

    assert [note.kind for note in found_in(kept).notes] == ["linked"]

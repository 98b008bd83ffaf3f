"""What no entry names is erased by its digest, and the log says so."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.capture.types import Description
from sayso.custody.found import found_archive
from sayso.custody.verification import verify
from sayso.desk.describing import keep_description
from sayso.desk.erasure import erase
from sayso.desk.intake import import_paths
from sayso.desk.status import log_lines
from sayso.store import queries
from sayso.store.archive import Archive, open_archive
from sayso.values import Digest

ACTOR = "Ada Tester"
LEFT = b"Marvellia Quent saw the boats come in."


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An archive with a log book."""
    (tmp_path / "book.txt").write_bytes(b"Four boats came in.")
    root = found_archive(tmp_path / "archive", "Test", tmp_path / "keys").root
    with open_archive(root, keys=tmp_path / "keys") as opened:
        import_paths(opened, [tmp_path / "book.txt"], "The Quay", actor=ACTOR)
        yield opened


@pytest.fixture
def left(archive: Archive) -> Digest:
    """What an import left that was interrupted."""
    return archive.objects.put_bytes(LEFT).digest


def erase_by_order(archive: Archive, exhibit: str) -> int:
    return erase(archive, exhibit, reason="by order of a court", by="The Registrar", actor=ACTOR).seq


@pytest.mark.parametrize("length", [4, 12, 64])
def test_it_goes_and_the_log_says_that_no_entry_named_it(archive: Archive, left: Digest, length: int) -> None:
    seq = erase_by_order(archive, left[:length])

    assert not archive.objects.has(left)
    (line,) = [line for line in log_lines(archive) if line.entry.seq == seq]
    assert line.words == f"object {left[:10]}, which no entry named, was erased: by order of a court"
    assert line.entry.body["erased"] == {left: len(LEFT)}
    assert line.entry.body["cases"] == []
    found = verify(archive.files)
    assert not found.damages
    assert [str(one.what) for one in found.notes if one.kind == "erased"] == [f"object {left}"]


def test_verify_names_the_command_that_removes_it(archive: Archive, left: Digest) -> None:
    (remark,) = [one for one in verify(archive.files).notes if one.kind == "orphans"]

    assert left in remark.explanation
    assert "`sayso erase DIGEST`" in remark.explanation


def test_the_index_can_be_made_anew_and_is_the_same(archive: Archive, left: Digest) -> None:
    erase_by_order(archive, left)

    archive.rebuild()

    archive.index_was_held = False
    archive.hold_index()
    assert [stone.exhibit for stone in queries.tombstones()] == [left]
    assert queries.tombstones("the-quay") == []


def test_what_an_entry_names_is_not_taken_for_it(archive: Archive, left: Digest) -> None:
    (item,) = queries.items()

    with pytest.raises(queries.NoSuchItem):
        erase_by_order(archive, item.description_digest)

    assert archive.objects.has(item.description_digest)
    with pytest.raises(queries.NoSuchItem):
        erase_by_order(archive, "no such")


def test_of_several_that_begin_alike_none_goes(archive: Archive) -> None:
    begun: dict[str, Digest] = {}
    number = 0
    while True:
        digest = archive.objects.put_bytes(b"%d" % number).digest
        if digest[:4] in begun:
            break
        begun[digest[:4]] = digest
        number += 1

    with pytest.raises(queries.NoSuchItem) as refused:
        erase_by_order(archive, digest[:4])

    assert set(refused.value.candidates) == {digest, begun[digest[:4]]}
    assert archive.objects.has(digest)


def test_what_came_back_after_an_erasure_and_was_not_logged_goes_again(archive: Archive) -> None:
    (item,) = queries.items()
    erase_by_order(archive, item.exhibit)
    archive.objects.put_bytes(b"Four boats came in.")
    assert [damage.kind for damage in verify(archive.files).damages] == ["erased-there"]

    erase_by_order(archive, item.exhibit)

    assert not verify(archive.files).damages
    with pytest.raises(queries.ItemErased):
        erase_by_order(archive, item.exhibit)


def test_what_is_erased_so_may_come_in_afterwards(archive: Archive, left: Digest, tmp_path: Path) -> None:
    erase_by_order(archive, left)
    (tmp_path / "notice.txt").write_bytes(LEFT)

    import_paths(archive, [tmp_path / "notice.txt"], "The Quay", actor=ACTOR)

    assert left in {item.exhibit for item in queries.items()}
    assert not verify(archive.files).damages


@pytest.mark.parametrize("has_heads", [True, False])
def test_what_was_recorded_of_exhibits_whose_lines_are_missing_stays_and_is_named(
    archive: Archive, tmp_path: Path, has_heads: bool
) -> None:
    (tmp_path / "notice.txt").write_bytes(LEFT)
    (tmp_path / "notice.meta.json").write_text('{"author": "Marvellia Quent"}', "utf-8")
    before = archive.files.segment_path(1).read_bytes()
    import_paths(archive, [tmp_path / "notice.txt"], "The Quay", actor=ACTOR)
    whole = archive.files.segment_path(1).read_bytes()
    (*_, lost) = archive.log.entries()
    archive.seal()
    archive.files.segment_path(1).write_bytes(before)  # as when the log is put back to an older copy
    if not has_heads:
        archive.files.head_path(lost.seq).unlink()
    archive.rebuild()

    done = erase(archive, "book.txt", reason="by order of a court", by="The Registrar", actor=ACTOR)

    recorded = {Digest(str(lost.body["description"])), Digest(str(lost.body["sidecar"]))}
    assert set(done.left) == recorded
    assert all(archive.objects.has(digest) for digest in recorded)
    archive.files.segment_path(1).write_bytes(whole)
    assert not [one for one in verify(archive.files).damages if one.what.removeprefix("object ") in recorded]


def test_what_an_interrupted_import_left_of_the_very_exhibit_goes_though_lines_may_be_missing(
    archive: Archive,
) -> None:
    (item,) = queries.items()
    described = keep_description(
        archive, item.exhibit, Description(author="Marvellia Quent"), file_name="book.txt", gaps=[]
    )
    (archive.files.withheld / "set-aside" / "000000007").mkdir(parents=True)

    done = erase(archive, "book.txt", reason="by order of a court", by="The Registrar", actor=ACTOR)

    assert done.left == ()
    assert not archive.objects.has(described.stored.digest)


@pytest.mark.parametrize("what", ["a folder", "a pipe", "a link to nothing"])
def test_what_is_no_file_stops_no_erasure_and_is_not_said_to_be_one(archive: Archive, what: str) -> None:
    place = archive.files.object_path("ab" * 32)
    place.parent.mkdir(exist_ok=True)
    if what == "a folder":
        place.mkdir()
    elif what == "a pipe":
        os.mkfifo(place)
    else:
        place.symlink_to("nowhere")

    erase_by_order(archive, "book.txt")
    with pytest.raises(queries.NoSuchItem):
        erase_by_order(archive, "ab" * 32)

    assert queries.items() == []
    kinds = {note.kind for note in verify(archive.files).notes}
    assert "left-over" in kinds
    assert "orphans" not in kinds

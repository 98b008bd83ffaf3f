"""An archive that only is read, with an unfinished line at the end of its log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.custody import Act, ArchiveFiles, found_archive
from sayso.desk.verification import verify_archive
from sayso.store.archive import open_archive


@pytest.fixture
def root(tmp_path: Path) -> Path:
    found_archive(tmp_path / "archive", "Halvar Desk", tmp_path / "keys", withheld={"operator": "r.osk"})
    for slug in ("quay", "weir"):
        with open_archive(tmp_path / "archive") as archive:
            archive.record([Act("case", {"case": slug, "title": slug}, {"operator": "r.osk"})])
    return tmp_path / "archive"


def cut(root: Path) -> bytes:
    """Cut the last entry in two, and take the heads away that would tell; return what is left."""
    files = ArchiveFiles(root)
    for head in files.heads.iterdir():
        head.unlink()
    path = files.segment_path(1)
    path.write_bytes(path.read_bytes()[:-100])
    return path.read_bytes()


def test_opening_an_archive_to_read_leaves_an_unfinished_line_as_it_is(root: Path) -> None:
    left = cut(root)
    told: list[str] = []

    with open_archive(root, on_wait=told.append) as archive:
        assert archive.log.tail()[0] == 2

    assert ArchiveFiles(root).segment_path(1).read_bytes() == left
    (sentence,) = told
    assert "followed the log to entry 3, and it now ends with entry 2" in sentence


def test_who_writes_next_drops_it_and_does_not_say_that_nothing_of_it_was_saved(root: Path) -> None:
    cut(root)
    told: list[str] = []

    with open_archive(root, on_wait=told.append) as archive:
        archive.record([Act("case", {"case": "lock", "title": "Lock"}, {"operator": "r.osk"})])

    assert any("interrupted, or the log was cut" in sentence for sentence in told)
    assert not any("acknowledged" in sentence for sentence in told)
    assert verify_archive(root).holds


def test_a_verification_tells_that_the_index_had_followed_further(root: Path) -> None:
    cut(root)

    notes = {note.kind: note.explanation for note in verify_archive(root).notes}

    assert "interrupted before this entry was whole, or the log was cut here" in notes["unfinished-line"]
    assert "to entry 3, and that ends with entry 2 now" in notes["index-anew"]


def test_that_the_index_had_followed_further_is_told_after_it_was_made_anew_and_until_the_log_is_whole(
    root: Path,
) -> None:
    segment = ArchiveFiles(root).segment_path(1)
    whole = segment.read_bytes()
    cut(root)
    for _ in range(2):
        with open_archive(root) as archive:
            archive.rebuild()

    notes = {note.kind: note.explanation for note in verify_archive(root).notes}
    assert "to an entry 3 that is not there any more, when the log ended with entry 2" in notes["index-ahead"]
    with open_archive(root) as archive:
        for slug in ("lock", "weir"):
            archive.record([Act("case", {"case": slug, "title": slug})])
    assert "index-ahead" in {note.kind for note in verify_archive(root).notes}

    segment.write_bytes(whole)
    assert "index-ahead" not in {note.kind for note in verify_archive(root).notes}


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    from django.db import connections

    for alias in connections:
        connections[alias].close()

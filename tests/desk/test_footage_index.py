"""The index of footage is kept beside the archive, opened by the next search, and forgets what is erased."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sayso.desk import copies
from sayso.desk.copies import find_case_copies, find_clip_copies
from sayso.desk.erasure import erase
from sayso.desk.intake import import_paths
from sayso.store import queries
from sayso.store.archive import Archive

ACTOR = "Ada Tester"


def test_footage_is_found_through_the_kept_index_without_its_fingerprints_being_read_again(
    archive: Archive, material: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_paths(archive, [material / "ferry.mp4"], "Last year", actor=ACTOR)
    first = find_clip_copies(archive, material / "repost.mp4", actor=ACTOR)
    read = []
    monkeypatch.setattr(copies, "read_result", lambda *asked: read.append(asked))

    again = find_clip_copies(archive, material / "repost.mp4", actor=ACTOR)

    assert read == []
    assert again.search == first.search
    assert len(again.search.copies) == 1


def test_what_was_searched_before_is_told_without_the_index(
    archive: Archive, material: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_paths(archive, [material / "ferry.mp4", material / "repost.mp4"], "Clips", actor=ACTOR)
    first = find_case_copies(archive, "clips", actor=ACTOR)
    monkeypatch.setattr(copies, "KeptIndex", None)

    again = find_case_copies(archive, "clips", actor=ACTOR)

    assert again == first
    assert again.durations_s.keys() == {search.query for search in again.searches}


def test_it_is_said_how_far_the_index_and_the_search_are(archive: Archive, material: Path) -> None:
    import_paths(archive, [material / "ferry.mp4", material / "repost.mp4"], "Clips", actor=ACTOR)
    told: list[str] = []

    def hear(done: int, total: int | None, note: str = "") -> None:
        assert total is None or done <= total
        told.append(note)

    find_case_copies(archive, "clips", actor=ACTOR, progress=hear)

    assert "fingerprints put into the index" in told
    assert "searching for ferry.mp4" in told


def test_what_is_erased_is_not_searched_any_more(archive: Archive, material: Path) -> None:
    import_paths(archive, [material / "ferry.mp4", material / "repost.mp4"], "Clips", actor=ACTOR)
    find_case_copies(archive, "clips", actor=ACTOR)

    erase(archive, "ferry.mp4", reason="court order 12/31", by="District court", actor=ACTOR)
    [left] = find_case_copies(archive, "clips", actor=ACTOR).searches

    assert (left.searched, left.copies) == (0, ())


@pytest.mark.parametrize("harm", ["flipped", "lost"])
def test_a_fingerprint_that_is_damaged_stops_no_search_for_other_footage(
    archive: Archive, material: Path, harm: str
) -> None:
    import_paths(archive, [material / "ferry.mp4"], "Last year", actor=ACTOR)
    import_paths(archive, [material / "repost.mp4"], "Clips", actor=ACTOR)
    find_case_copies(archive, "last-year", actor=ACTOR)
    (ferry,) = queries.items("last-year")
    made = next(
        run for run in queries.derivatives() if run.kind == "fingerprint" and ferry.exhibit in run.exhibits
    )
    place = archive.files.object_path(made.output)
    shutil.rmtree(archive.files.indexes / "footage")
    if harm == "lost":
        place.unlink()
    else:
        data = bytearray(place.read_bytes())
        data[len(data) // 2] ^= 1
        place.chmod(0o644)
        place.write_bytes(data)

    found = find_case_copies(archive, "clips", actor=ACTOR)
    clip = find_clip_copies(archive, material / "ferry.mp4", actor=ACTOR)

    assert len(found.searches) == 1
    if harm == "flipped":
        for missed in (found.not_looked, clip.not_looked):
            assert [one.item.exhibit for one in missed] == [ferry.exhibit]
            assert "its fingerprint is damaged" in missed[0].reason
    assert find_case_copies(archive, "clips", actor=ACTOR).searches == found.searches

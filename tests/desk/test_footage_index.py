"""The index of footage is kept beside the archive, opened by the next search, and forgets what is erased."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sayso.desk import fingerprints, footage_index
from sayso.desk.copies import find_case_copies, find_clip_copies
from sayso.desk.erasure import erase
from sayso.desk.fingerprints import fingerprint_archive, print_of
from sayso.desk.footage_index import FOLDER, VERSION
from sayso.desk.intake import import_paths
from sayso.desk.verification import verify_archive
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.testing.frames import patchwork
from sayso.testing.pictures import make_picture
from sayso.values import Digest

ACTOR = "Ada Tester"


def test_footage_is_found_through_the_kept_index_without_its_fingerprints_being_read_again(
    archive: Archive, material: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_paths(archive, [material / "ferry.mp4"], "Last year", actor=ACTOR)
    first = find_clip_copies(archive, material / "repost.mp4", actor=ACTOR)
    read = []
    monkeypatch.setattr(footage_index, "print_of", lambda *asked: read.append(asked))

    again = find_clip_copies(archive, material / "repost.mp4", actor=ACTOR)

    assert read == []
    assert again.search == first.search
    assert len(again.search.copies) == 1


def test_the_index_has_its_version_in_its_name_and_takes_the_place_of_earlier_ones(
    archive: Archive, material: Path
) -> None:
    import_paths(archive, [material / "ferry.mp4"], "Last year", actor=ACTOR)
    later, other = f"footage-{VERSION + 1}", "footage-notes"
    for name in ("footage", f"footage-{VERSION - 1}", later, other):
        (archive.files.indexes / name / "plain").mkdir(parents=True)

    found = find_clip_copies(archive, material / "repost.mp4", actor=ACTOR)

    assert len(found.search.copies) == 1
    assert {path.name for path in archive.files.indexes.glob("footage*")} == {FOLDER, later, other}


def fingerprint_of(exhibit: Digest) -> Digest:
    """Return the record of an exhibit's fingerprint."""
    runs = (run for run in queries.derivatives() if run.kind == "fingerprint")
    return next(run.output for run in runs if exhibit in run.exhibits)


def flip(place: Path) -> None:
    """Change one bit of a kept object."""
    data = bytearray(place.read_bytes())
    data[len(data) // 2] ^= 1
    place.chmod(0o644)
    place.write_bytes(data)


def test_what_was_searched_before_is_told_without_the_index(
    archive: Archive, material: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_paths(archive, [material / "ferry.mp4", material / "repost.mp4"], "Clips", actor=ACTOR)
    first = find_case_copies(archive, "clips", actor=ACTOR)
    monkeypatch.setattr(footage_index, "KeptIndex", None)

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
    place = archive.files.object_path(fingerprint_of(ferry.exhibit))
    shutil.rmtree(archive.files.indexes / FOLDER)
    if harm == "lost":
        place.unlink()
    else:
        flip(place)

    found = find_case_copies(archive, "clips", actor=ACTOR)
    clip = find_clip_copies(archive, material / "ferry.mp4", actor=ACTOR)

    assert len(found.searches) == 1
    if harm == "flipped":
        for missed in (found.not_looked, clip.not_looked):
            assert [one.item.exhibit for one in missed] == [ferry.exhibit]
            assert "its fingerprint is damaged" in missed[0].reason
    assert find_case_copies(archive, "clips", actor=ACTOR).searches == found.searches


def test_while_a_fingerprint_is_damaged_nothing_is_kept_that_no_entry_names(
    archive: Archive, material: Path
) -> None:
    import_paths(archive, [material / "ferry.mp4"], "Clips", actor=ACTOR)
    find_case_copies(archive, "clips", actor=ACTOR)
    damaged = fingerprint_of(queries.items("clips")[0].exhibit)
    flip(archive.files.object_path(damaged))
    shutil.rmtree(archive.files.indexes / FOLDER)
    import_paths(archive, [material / "repost.mp4"], "Clips", actor=ACTOR)

    found = find_case_copies(archive, "clips", actor=ACTOR)

    assert [one.record for one in found.not_looked] == [damaged]
    assert [one.what for one in verify_archive(archive.files.root).notes] == []


def test_however_many_fingerprints_are_damaged_each_is_read_three_times_at_most(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stills = [
        make_picture(tmp_path / f"{seed}.png", next(iter(patchwork(1, seed=seed)))) for seed in range(8)
    ]
    import_paths(archive, stills, "Stills", actor=ACTOR)
    records, _ = fingerprint_archive(archive, actor=ACTOR)
    for record in list(records.values())[1:6]:
        flip(archive.files.object_path(record))
    read: list[Digest] = []

    def counted(of: Archive, record: Digest) -> object:
        read.append(record)
        return print_of(of, record)

    monkeypatch.setattr(footage_index, "print_of", counted)
    monkeypatch.setattr(fingerprints, "print_of", counted)
    found = find_case_copies(archive, "stills", actor=ACTOR)

    assert len(found.searches) == 3
    assert len(found.not_looked) == 5
    assert len(read) <= 3 * len(stills)


def test_a_kept_search_that_is_damaged_is_made_anew_and_named_and_nothing_is_written_over_it(
    archive: Archive, material: Path
) -> None:
    import_paths(archive, [material / "ferry.mp4", material / "repost.mp4"], "Clips", actor=ACTOR)
    first = find_case_copies(archive, "clips", actor=ACTOR)
    assert first.record is not None
    place = archive.files.object_path(first.record)
    flip(place)
    harmed = place.read_bytes()

    anew = find_case_copies(archive, "clips", actor=ACTOR)

    assert (anew.searches, anew.durations_s, anew.stills) == (first.searches, first.durations_s, first.stills)
    assert (first.unread_records, anew.unread_records) == ([], [first.record])
    assert place.read_bytes() == harmed
    place.unlink()
    again = find_case_copies(archive, "clips", actor=ACTOR)
    assert (again.record, again.unread_records) == (first.record, [])
    assert verify_archive(archive.files.root).damages == ()


def test_a_part_of_the_index_that_is_damaged_with_its_fingerprint_stops_no_search_for_the_rest(
    archive: Archive, material: Path
) -> None:
    import_paths(archive, [material / "ferry.mp4", material / "repost.mp4"], "Clips", actor=ACTOR)
    find_case_copies(archive, "clips", actor=ACTOR)
    ferry = next(item for item in queries.items("clips") if item.file_name == "ferry.mp4")
    flip(archive.files.object_path(fingerprint_of(ferry.exhibit)))
    for packed in (archive.files.indexes / FOLDER).rglob("prints.bin"):
        packed.write_bytes(bytes(packed.stat().st_size))

    clip = find_clip_copies(archive, material / "repost.mp4", actor=ACTOR)
    import_paths(
        archive, [make_picture(material / "new.png", next(iter(patchwork(1, seed=5))))], "Clips", actor=ACTOR
    )
    found = find_case_copies(archive, "clips", actor=ACTOR)

    for missed in (clip.not_looked, found.not_looked):
        assert [one.item.exhibit for one in missed] == [ferry.exhibit]
    assert clip.search.not_looked is None
    assert len(found.searches) == 2


def test_what_is_a_still_is_told_by_its_fingerprint(archive: Archive, material: Path) -> None:
    still = make_picture(material / "still.png", next(iter(patchwork(1, seed=5))))
    import_paths(archive, [still, material / "ferry.mp4"], "Clips", actor=ACTOR)

    found = find_case_copies(archive, "clips", actor=ACTOR)
    clip = find_clip_copies(archive, still, actor=ACTOR)

    names = {item.exhibit: item.file_name for item in queries.items("clips")}
    assert [names[one] for one in found.stills] == ["still.png"]
    assert clip.stills == found.stills
    assert find_case_copies(archive, "clips", actor=ACTOR).stills == found.stills

"""A search of a case that is stopped is taken up again with what it had found, where that still holds."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from sayso.desk import begun_searches
from sayso.desk.begun_searches import FOLDER
from sayso.desk.copies import CaseCopies, find_case_copies
from sayso.desk.erasure import erase
from sayso.desk.intake import import_paths
from sayso.footage.kept import KeptIndex
from sayso.store.archive import Archive
from sayso.testing.frames import patchwork
from sayso.testing.pictures import make_picture
from sayso.values import Digest, Method, digest_file

ACTOR = "Ada Tester"


class Searches:
    """What is searched for, and when that is stopped."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.done: list[Digest] = []
        self.stops_at: int | None = 1
        real = KeptIndex.search

        def search(index: KeptIndex, query: Any, **named: Any) -> Any:
            if len(self.done) == self.stops_at:
                raise KeyboardInterrupt
            self.done.append(query.exhibit)
            return real(index, query, **named)

        monkeypatch.setattr(KeptIndex, "search", search)


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> Searches:
    return Searches(monkeypatch)


def stop(archive: Archive, material: Path) -> Path:
    """Stop the search of a case after its first recording, and return what is kept of that."""
    import_paths(archive, [material / "ferry.mp4", material / "repost.mp4"], "Clips", actor=ACTOR)
    with pytest.raises(KeyboardInterrupt):
        find_case_copies(archive, "clips", actor=ACTOR)
    [kept] = kept_in(archive)
    return kept


def go_on(archive: Archive, searches: Searches) -> tuple[CaseCopies, int]:
    """Search again; return what was found, and how many recordings were searched for anew."""
    searches.stops_at, before = None, len(searches.done)
    return find_case_copies(archive, "clips", actor=ACTOR), len(searches.done) - before


def kept_in(archive: Archive) -> list[Path]:
    return [path for path in (archive.files.indexes / FOLDER).rglob("*") if path.is_file()]


def test_what_was_found_is_taken_up_again_and_says_the_same_as_if_never_stopped(
    archive: Archive, material: Path, searches: Searches, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop(archive, material)

    found, anew = go_on(archive, searches)
    again, none = go_on(archive, searches)
    monkeypatch.setattr("sayso.desk.copies.known_search", lambda *_: None)
    whole, both = go_on(archive, searches)

    assert (anew, none, both) == (1, 0, 2)
    assert [copy.kind for copy in found.standing] == ["same-footage"]
    assert found.record == again.record == whole.record
    assert kept_in(archive) == []


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[:-20],
        lambda data: data.replace(b'"searched":1', b'"searched":7'),
        lambda _: b"",
        lambda _: b"\xff\xfe",
        lambda _: begun_searches._sum_of(b"{}") + b"\n{}",
    ],
)
def test_what_is_not_as_it_was_written_is_searched_for_anew(
    archive: Archive, material: Path, searches: Searches, harm: Any
) -> None:
    kept = stop(archive, material)
    assert harm(kept.read_bytes()) != kept.read_bytes()
    kept.write_bytes(harm(kept.read_bytes()))

    found, anew = go_on(archive, searches)

    assert anew == 2
    assert [search.searched for search in found.searches] == [1, 1]


def test_what_was_found_of_another_recording_is_not_taken_for_it(
    archive: Archive, material: Path, searches: Searches
) -> None:
    kept = stop(archive, material)
    both = {digest_file(material / name) for name in ("ferry.mp4", "repost.mp4")}
    [other] = both - {kept.name}
    kept.rename(kept.with_name(other))

    assert go_on(archive, searches)[1] == 2


def test_with_other_footage_in_the_archive_it_is_searched_anew(
    archive: Archive, material: Path, searches: Searches
) -> None:
    kept = stop(archive, material)
    picture = make_picture(material / "quay.png", next(patchwork(1, seed=8)))
    import_paths(archive, [picture], "Other", actor=ACTOR)
    searches.stops_at = 2
    with pytest.raises(KeyboardInterrupt):
        find_case_copies(archive, "clips", actor=ACTOR)
    [later] = kept_in(archive)

    found, anew = go_on(archive, searches)

    assert later.parent != kept.parent
    assert [search.searched for search in found.searches] == [2, 2]
    assert anew == 1


def test_by_another_method_it_is_searched_anew(
    archive: Archive, material: Path, searches: Searches, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop(archive, material)
    monkeypatch.setattr(begun_searches, "search_method", lambda: Method(name="footage.search", version="0"))

    assert go_on(archive, searches)[1] == 2


def test_where_it_cannot_be_kept_that_is_said_once_and_the_search_goes_on(
    archive: Archive, material: Path, searches: Searches, caplog: pytest.LogCaptureFixture
) -> None:
    import_paths(archive, [material / "ferry.mp4", material / "repost.mp4"], "Clips", actor=ACTOR)
    archive.files.indexes.mkdir(exist_ok=True)
    (archive.files.indexes / FOLDER).write_bytes(b"a file where the folder should be")

    with caplog.at_level(logging.WARNING):
        found, anew = go_on(archive, searches)

    assert (len(found.searches), anew) == (2, 2)
    assert sum("begins anew" in record.getMessage() for record in caplog.records) == 1


def test_what_is_erased_is_forgotten_here_too(archive: Archive, material: Path, searches: Searches) -> None:
    stop(archive, material)

    erase(archive, "ferry.mp4", reason="court order 12/31", by="District court", actor=ACTOR)

    assert kept_in(archive) == []

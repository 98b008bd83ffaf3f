"""Corrections of what was recorded are logged acts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.desk.amend import BadCorrection, amend
from sayso.desk.intake import import_paths
from sayso.store import queries, rows
from sayso.store.archive import Archive

ACTOR = "Ada Tester"


def test_a_correction_shows_and_the_log_keeps_what_stood_before(archive: Archive, material: Path) -> None:
    import_paths(archive, [material], "The ferry", actor=ACTOR)
    before = queries.find_item("notice")

    amended = amend(archive, "notice", ["publisher=Port of Ostwick", "cites=wire, local"], actor=ACTOR)

    assert amended.changed == ("publisher", "cites")
    assert queries.find_item("notice").description.publisher == "Port of Ostwick"
    assert queries.find_item("notice").description.cites == ("wire", "local")
    *_, last = archive.log.entries()
    assert last.act == "amend"
    assert last.body["before"] == before.description_digest


def test_a_correction_that_changes_nothing_is_not_logged(archive: Archive, material: Path) -> None:
    import_paths(archive, [material], "The ferry", actor=ACTOR)
    seq, _ = archive.log.tail()

    assert amend(archive, "notice", ["kind=statement"], actor=ACTOR).changed == ()
    assert archive.log.tail()[0] == seq


@pytest.mark.parametrize(
    "correction", ["publisher", "colour=red", "kind=rumour", "doc_id=", "published=yesterday", "title=\udcff"]
)
def test_a_bad_correction_changes_nothing(archive: Archive, material: Path, correction: str) -> None:
    import_paths(archive, [material], "The ferry", actor=ACTOR)
    seq, _ = archive.log.tail()

    with pytest.raises(BadCorrection):
        amend(archive, "notice", ["publisher=Someone", correction], actor=ACTOR)

    assert archive.log.tail()[0] == seq


@pytest.mark.parametrize(
    ("given", "published"),
    [("May 2020", "2020-05"), ("6 May 2021", "2021-05-06"), ("2019", "2019"), ("", None)],
)
def test_a_date_is_corrected_in_the_forms_that_an_import_reads(
    archive: Archive, material: Path, given: str, published: str | None
) -> None:
    import_paths(archive, [material], "The ferry", actor=ACTOR)

    amend(archive, "notice", [f"published={given}"], actor=ACTOR)

    assert queries.find_item("notice").description.published == published


@pytest.mark.parametrize(("stated", "notes"), [("2999-11-30", 1), ("2999", 1), ("2001-11-30", 0), ("", 0)])
def test_a_date_after_it_came_in_is_recorded_and_said_to_be_one(
    archive: Archive, material: Path, stated: str, notes: int
) -> None:
    import_paths(archive, [material], "The ferry", actor=ACTOR)

    amended = amend(archive, "notice", [f"published={stated}"], actor=ACTOR)

    assert amended.after.description.published == (stated or None)
    assert len(amended.notes) == notes
    assert all(f"{stated} lies after it came in here" in note for note in amended.notes)
    assert not amend(archive, "notice", ["style=notice"], actor=ACTOR).notes


def test_an_unknown_exhibit_is_said(archive: Archive, material: Path) -> None:
    import_paths(archive, [material], "The ferry", actor=ACTOR)

    with pytest.raises(queries.NoSuchItem, match="sayso status"):
        amend(archive, "no such thing", ["kind=post"], actor=ACTOR)


def test_an_ambiguous_name_is_said_with_the_candidates(archive: Archive, material: Path) -> None:
    import_paths(archive, [material], "The ferry", actor=ACTOR)
    import_paths(archive, [material], "Again", actor=ACTOR)

    with pytest.raises(queries.NoSuchItem, match="could be any of 2"):
        amend(archive, "notice", ["kind=post"], actor=ACTOR)

    assert amend(archive, "notice", ["kind=post"], actor=ACTOR, case="Again").changed == ("kind",)


def test_a_correction_stands_when_the_same_material_comes_in_again(archive: Archive, material: Path) -> None:
    import_paths(archive, [material], "The ferry", actor=ACTOR)
    corrected = amend(archive, "quayside", ["publisher=Port of Ostwick", "doc_id=post"], actor=ACTOR).after

    import_paths(archive, [material], "The ferry", actor=ACTOR)

    again = queries.find_item("post")
    assert again.id == corrected.id
    assert again.captures == 2
    assert again.description == corrected.description
    assert again.description_digest == corrected.description_digest
    assert len(queries.items("the-ferry")) == 6


def test_what_a_source_says_anew_is_taken_and_other_corrections_stand(
    archive: Archive, material: Path
) -> None:
    import_paths(archive, [material], "The ferry", actor=ACTOR)
    amend(archive, "quayside", ["publisher=Port of Ostwick", "style=notice"], actor=ACTOR)
    sidecar = material / "quayside.meta.json"
    sidecar.write_text(json.dumps({**json.loads(sidecar.read_text()), "publisher": "Quayside Daily"}))

    import_paths(archive, [material], "The ferry", actor=ACTOR)

    item = queries.find_item("quayside")
    assert (item.description.publisher, item.description.style) == ("Quayside Daily", "notice")
    before = rows.everything()
    archive.rebuild()
    assert rows.everything() == before


def test_the_same_bytes_keep_two_names_apart(archive: Archive, tmp_path: Path) -> None:
    for name in ("first.txt", "second.txt"):
        (tmp_path / name).write_text("Ferry burning off Ostwick right now.")
    import_paths(archive, [tmp_path / "first.txt", tmp_path / "second.txt"], "The ferry", actor=ACTOR)

    with pytest.raises(BadCorrection, match="go by this name"):
        amend(archive, "second", ["doc_id=first"], actor=ACTOR)

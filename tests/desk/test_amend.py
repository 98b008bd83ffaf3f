"""Corrections of what was recorded are logged acts."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.desk.amend import BadCorrection, amend
from sayso.desk.intake import import_paths
from sayso.store import queries
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


@pytest.mark.parametrize("correction", ["publisher", "colour=red", "kind=rumour", "doc_id="])
def test_a_bad_correction_changes_nothing(archive: Archive, material: Path, correction: str) -> None:
    import_paths(archive, [material], "The ferry", actor=ACTOR)
    seq, _ = archive.log.tail()

    with pytest.raises(BadCorrection):
        amend(archive, "notice", ["publisher=Someone", correction], actor=ACTOR)

    assert archive.log.tail()[0] == seq


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

"""From material to dossier: each method runs once, its result is kept, and a rebuild gives the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.desk.amend import amend
from sayso.desk.claims import extract_case_claims
from sayso.desk.compare import compare_case
from sayso.desk.copies import find_case_copies, find_clip_copies
from sayso.desk.dossier import ExhibitsDamaged, publish_dossier
from sayso.desk.intake import import_paths
from sayso.desk.status import case_status, log_lines
from sayso.desk.verification import verify_archive
from sayso.publish.placing import WouldOverwrite
from sayso.store import queries, rows
from sayso.store.archive import Archive

ACTOR = "Ada Tester"


def derive_count(archive: Archive) -> int:
    return sum(entry.act == "derive" for entry in archive.log.entries())


def test_claims_of_a_case_are_found_and_lead_to_their_words(archive: Archive, material: Path) -> None:
    import_paths(archive, [material], "The ferry", actor=ACTOR)

    found = extract_case_claims(archive, "the-ferry", actor=ACTOR)

    assert found.not_read == ()
    assert {one.source.document.doc_id for one in found.documents} == {"wire", "notice", "local", "quayside"}
    speakers = {claim.speaker for one in found.documents for claim in one.claims}
    assert "Harbour Office of Ostwick" in speakers
    assert "Ines Varga" in speakers
    for one in found.documents:
        for claim in one.claims:
            assert all(span.of(one.source.document.text) for span in claim.content)


def test_a_second_run_has_nothing_to_do(archive: Archive, material: Path) -> None:
    import_paths(archive, [material], "The ferry", actor=ACTOR)
    first = compare_case(archive, "the-ferry", actor=ACTOR)
    count = derive_count(archive)

    second = compare_case(archive, "the-ferry", actor=ACTOR)

    assert derive_count(archive) == count
    assert second.comparison == first.comparison


def test_a_correction_makes_only_what_rests_on_it_run_again(archive: Archive, material: Path) -> None:
    import_paths(archive, [material], "The ferry", actor=ACTOR)
    compare_case(archive, "the-ferry", actor=ACTOR)
    count = derive_count(archive)

    amend(archive, "notice", ["publisher=Port of Ostwick"], actor=ACTOR)
    found = compare_case(archive, "the-ferry", actor=ACTOR)

    assert derive_count(archive) == count + 2  # claims of one document, and the comparison
    assert "Port of Ostwick" in {claim.speaker for claim in found.all_claims}


def test_a_clip_is_found_mirrored_across_cases(archive: Archive, material: Path) -> None:
    import_paths(archive, [material / "ferry.mp4"], "Last year", actor=ACTOR)
    import_paths(archive, [material / "repost.mp4"], "This year", actor=ACTOR)

    [copy] = find_case_copies(archive, "this-year", actor=ACTOR).copies

    assert copy.kind == "same-footage"
    assert copy.mirror
    assert copy.found == queries.find_item("ferry.mp4").exhibit
    [segment] = copy.segments
    assert abs(segment.query_start_s - segment.found_start_s) < 0.5


def test_a_clip_that_is_only_looked_at_leaves_nothing(archive: Archive, material: Path) -> None:
    import_paths(archive, [material / "ferry.mp4"], "Last year", actor=ACTOR)
    find_case_copies(archive, "last-year", actor=ACTOR)
    before = archive.log.tail()

    found = find_clip_copies(archive, material / "repost.mp4", actor=ACTOR)

    assert len(found.search.copies) == 1
    assert archive.log.tail() == before


def test_footage_that_cannot_be_read_is_said_and_the_rest_is_searched(
    archive: Archive, material: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes((material / "ferry.mp4").read_bytes()[:40])
    import_paths(archive, [material / "ferry.mp4", material / "repost.mp4", broken], "Clips", actor=ACTOR)

    found = find_case_copies(archive, "clips", actor=ACTOR)

    assert len(found.copies) == 2  # from both sides
    names = {missing.item.file_name for missing in found.not_looked}
    unsearched = {search.query for search in found.searches if search.not_looked}
    assert names == {"broken.mp4"} or queries.find_item("broken.mp4").exhibit in unsearched


def test_the_index_made_anew_gives_the_same_answers_and_runs_no_method(
    archive: Archive, material: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_paths(archive, [material], "The ferry", actor=ACTOR)
    amend(archive, "notice", ["style=notice"], actor=ACTOR)
    compared = compare_case(archive, "the-ferry", actor=ACTOR)
    before, log = rows.everything(), archive.log.tail()
    monkeypatch.setattr("sayso.claims.extraction.extract_claims", None)
    monkeypatch.setattr("sayso.desk.claims.extract_claims", None)
    monkeypatch.setattr("sayso.desk.copies.KeptIndex.search", None)
    monkeypatch.setattr("sayso.desk.compare.compare_claims", None)

    archive.rebuild()

    assert rows.everything() == before
    assert archive.log.tail() == log
    assert compare_case(archive, "the-ferry", actor=ACTOR).comparison == compared.comparison


def test_a_dossier_is_written_logged_and_never_over_another(
    archive: Archive, material: Path, tmp_path: Path
) -> None:
    import_paths(archive, [material], "The ferry", actor=ACTOR)

    published = publish_dossier(archive, "The ferry", tmp_path / "ferry.html", actor=ACTOR)

    page = (tmp_path / "ferry.html").read_text("utf-8")
    assert "Harbour Office of Ostwick" in page
    assert str(tmp_path) not in page
    assert ACTOR not in page
    assert len(published.dossier.copies) == 1
    *_, last = archive.log.entries()
    assert last.act == "publish"
    with pytest.raises(WouldOverwrite):
        publish_dossier(archive, "The ferry", tmp_path / "ferry.html", actor=ACTOR)


def test_a_dossier_says_what_was_not_looked_at(archive: Archive, material: Path, tmp_path: Path) -> None:
    (material / "odd.xyz").write_bytes(bytes(range(256)))
    import_paths(archive, [material], "The ferry", actor=ACTOR)

    published = publish_dossier(archive, "The ferry", tmp_path / "ferry.json", actor=ACTOR, export="json")

    missing = {(one.what, one.name) for one in published.dossier.not_looked}
    assert ("text in the picture", "ferry.mp4") in missing
    assert ("speech", "ferry.mp4") not in missing  # it has no sound
    assert ("text in the picture", "repost.mp4") in missing
    assert ("everything", "odd.xyz") in missing
    assert json.loads((tmp_path / "ferry.json").read_text())


def test_after_all_this_the_archive_verifies(
    archive: Archive, root: Path, material: Path, tmp_path: Path
) -> None:
    import_paths(archive, [material], "The ferry", actor=ACTOR)
    publish_dossier(archive, "The ferry", tmp_path / "ferry.html", actor=ACTOR)

    result = verify_archive(root)

    assert result.damages == ()
    assert not any("no entry names" in str(note) for note in result.notes)
    assert result.objects_checked > 20


def test_an_interrupted_run_keeps_what_it_found(archive: Archive, material: Path) -> None:
    import_paths(archive, [material], "The ferry", actor=ACTOR)

    def stop_at_the_third(done: int, total: int | None, note: str = "") -> None:
        reading_claims = derive_count(archive) >= 4  # the four texts were kept
        if reading_claims and done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract_case_claims(archive, "the-ferry", actor=ACTOR, progress=stop_at_the_third)

    assert derive_count(archive) == 6  # four texts, and the claims of two of them
    assert len(extract_case_claims(archive, "the-ferry", actor=ACTOR).documents) == 4
    assert derive_count(archive) == 8


def test_an_interrupted_reading_keeps_the_texts_that_it_read(archive: Archive, material: Path) -> None:
    import_paths(archive, [material], "The ferry", actor=ACTOR)

    def stop_at_the_third(done: int, total: int | None, note: str = "") -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract_case_claims(archive, "the-ferry", actor=ACTOR, progress=stop_at_the_third)

    assert derive_count(archive) == 2


def test_each_of_two_cases_with_the_same_material_has_its_own_runs(archive: Archive, material: Path) -> None:
    for title in ("The ferry", "Again"):
        import_paths(archive, [material / "wire.txt", material / "ferry.mp4"], title, actor=ACTOR)
        compare_case(archive, title, actor=ACTOR)

    for slug in ("the-ferry", "again"):
        assert all(case_status(archive, slug).work.values())


def test_what_is_not_searched_has_the_name_that_it_has_in_the_case(
    archive: Archive, material: Path, tmp_path: Path
) -> None:
    for name, title in (("theirs.mp4", "Theirs"), ("mine.mp4", "Mine"), ("last.mp4", "Last")):
        (tmp_path / name).write_bytes((material / "ferry.mp4").read_bytes()[:40])
        import_paths(archive, [tmp_path / name], title, actor=ACTOR)

    [missing] = find_case_copies(archive, "mine", actor=ACTOR).not_looked

    assert missing.item.file_name == "mine.mp4"


def test_a_case_without_footage_does_not_wait_for_the_footage_of_others(
    archive: Archive, material: Path
) -> None:
    import_paths(archive, [material / "ferry.mp4"], "Clips", actor=ACTOR)
    import_paths(archive, [material / "wire.txt"], "Texts", actor=ACTOR)

    assert find_case_copies(archive, "texts", actor=ACTOR).searches == ()

    assert derive_count(archive) == 0


def test_the_custody_sheet_of_a_case_names_every_run_that_its_claims_rest_on(
    archive: Archive, material: Path
) -> None:
    import_paths(archive, [material], "The ferry", actor=ACTOR)
    import_paths(archive, [material / "ferry.mp4"], "Another", actor=ACTOR)
    compare_case(archive, "the-ferry", actor=ACTOR)

    words = [line.words for line in log_lines(archive, "the-ferry")]

    assert sum(line.startswith("Finds claims in texts") and line.endswith(".txt") for line in words) == 4
    assert sum(line.startswith("Reads the text") for line in words) == 4
    assert sum("came in" in line for line in words) == 6
    assert not any("Another" in line for line in words)


@pytest.mark.parametrize("harm", ["altered", "missing"])
def test_no_dossier_is_written_over_an_exhibit_that_does_not_hold(
    archive: Archive, material: Path, tmp_path: Path, harm: str
) -> None:
    import_paths(archive, [material], "The ferry", actor=ACTOR)
    place = archive.objects.path(queries.find_item("ferry.mp4").exhibit)
    place.chmod(0o644)
    if harm == "altered":
        place.write_bytes(place.read_bytes()[:-1] + b"?")
    else:
        place.unlink()

    with pytest.raises(ExhibitsDamaged, match=r"ferry\.mp4"):
        publish_dossier(archive, "the-ferry", tmp_path / "ferry.html", actor=ACTOR)

    assert not (tmp_path / "ferry.html").exists()


def test_where_a_dossier_was_written_names_nobody_in_the_log(
    archive: Archive, material: Path, tmp_path: Path
) -> None:
    import_paths(archive, [material / "wire.txt"], "The ferry", actor=ACTOR)

    publish_dossier(archive, "The ferry", tmp_path / "for-mara-finch.json", actor=ACTOR, export="json")

    *_, last = archive.log.entries()
    assert list(last.body["files"]) == ["dossier.json"]  # type: ignore[call-overload]
    assert "finch" not in json.dumps(dict(last.body))


def test_a_place_that_is_taken_is_said_before_any_work(
    archive: Archive, material: Path, tmp_path: Path
) -> None:
    import_paths(archive, [material / "wire.txt"], "The ferry", actor=ACTOR)

    with pytest.raises(WouldOverwrite):
        publish_dossier(archive, "The ferry", tmp_path, actor=ACTOR)

    assert derive_count(archive) == 0

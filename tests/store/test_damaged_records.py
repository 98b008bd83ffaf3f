"""One description that is damaged or lost stops nothing but what it is about, and is named there."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from sayso.custody.found import found_archive
from sayso.custody.layout import ArchiveFiles
from sayso.custody.log import CustodyLog
from sayso.desk.amend import BadCorrection, amend
from sayso.desk.compare import compare_case
from sayso.desk.disclosing import disclose
from sayso.desk.dossier import gather
from sayso.desk.erasure import erase
from sayso.desk.export import export_case
from sayso.desk.intake import NothingTaken, import_paths
from sayso.desk.recorded import DescriptionsDamaged
from sayso.desk.status import archive_status, case_status, log_lines
from sayso.desk.verification import verify_archive, verify_export
from sayso.exhibits.objects import ObjectDamaged, ObjectMissing
from sayso.store import queries
from sayso.store.archive import open_archive
from sayso.store.errors import IndexDiffers
from sayso.store.index_check import check_index

ACTOR = "Ada Tester"
QUAY = '"The quay is closed," said Ilva Brandt, the harbour master.'
PIER = '"The pier is open," said Otto Vane, the mayor of Lower Saltmere, on Friday.'


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with two cases of one article each; that on the quay has an author."""
    folder = tmp_path_factory.mktemp("worked")
    made = found_archive(folder / "archive", "Test", folder / "keys").root
    for name, words in (("quay", QUAY), ("pier", PIER)):
        (folder / f"{name}.txt").write_text(words, "utf-8")
        (folder / f"{name}.meta.json").write_text(json.dumps({"author": f"Rita of the {name}"}), "utf-8")
    with open_archive(made) as archive:
        for name in ("quay", "pier"):
            import_paths(archive, [folder / f"{name}.txt"], f"The {name}", actor=ACTOR)
            compare_case(archive, f"The {name}", actor=ACTOR)
    return made


@pytest.fixture
def files(worked: Path, tmp_path: Path) -> ArchiveFiles:
    """A copy of it."""
    return ArchiveFiles(Path(shutil.copytree(worked, tmp_path / "archive")))


def described(files: ArchiveFiles, act: str = "import") -> Path:
    """Return where the description of the first such act, on the quay, lies."""
    entry = next(one for one in CustodyLog(files).entries() if one.act == act)
    return files.object_path(str(entry.body["description"]))


def flip(place: Path) -> None:
    data = bytearray(place.read_bytes())
    data[len(data) // 2] ^= 1
    place.chmod(0o644)
    place.write_bytes(data)


HARMS: dict[str, Callable[[Path], None]] = {"flipped": flip, "lost": Path.unlink}


def drop_index(files: ArchiveFiles) -> None:
    for path in files.root.glob("index.db*"):
        path.unlink()


@pytest.mark.parametrize("has_index", [True, False], ids=["with its index", "without"])
@pytest.mark.parametrize("harm", HARMS)
def test_work_on_other_cases_goes_on(files: ArchiveFiles, tmp_path: Path, harm: str, has_index: bool) -> None:
    place = described(files)
    HARMS[harm](place)
    if not has_index:
        drop_index(files)

    with open_archive(files.root) as archive:
        assert len(archive_status(archive).cases) == 2
        assert case_status(archive, "The pier").damages == ()
        assert [line for line in log_lines(archive, "The pier") if "pier.txt" in line.words]
        assert gather(archive, "The pier", actor=ACTOR).claims
        export_case(archive, "The pier", tmp_path / "bag", actor=ACTOR, unsigned=True)

    found = verify_archive(files.root)
    assert [(one.what, one.kind) for one in found.damages] == [
        (f"object {place.name}", "object-bytes" if harm == "flipped" else "object-missing")
    ]
    assert found.index_was_compared
    assert not found.unread


@pytest.mark.parametrize("harm", HARMS)
def test_the_exhibit_is_named_wherever_it_is_shown(files: ArchiveFiles, harm: str) -> None:
    place = described(files)
    HARMS[harm](place)
    drop_index(files)

    with open_archive(files.root) as archive:
        status = case_status(archive, "The quay")
        [item] = status.items
        dossier = gather(archive, "The quay", actor=ACTOR)
        words = [line.words for line in log_lines(archive, "The quay")]

    assert [one.what for one in status.damages] == [f"object {place.name}"]
    assert not item.is_described
    assert (
        f"its description is damaged: what was recorded of it, such as author and date, cannot be read "
        f"(object {place.name[:10]})" in item.gaps[0]
    )
    assert dossier.material[0].gaps == item.gaps
    assert dossier.claims == ()
    assert [missed.reason for missed in dossier.not_looked if missed.what == "text"] == list(item.gaps)
    assert any(f"exhibit {item.exhibit[:10]} (its description is damaged) came in" in one for one in words)


@pytest.mark.parametrize("harm", HARMS)
def test_an_index_that_is_made_anew_keeps_the_words_that_it_had(files: ArchiveFiles, harm: str) -> None:
    HARMS[harm](described(files))

    with open_archive(files.root) as archive:
        archive.rebuild()
        [item] = queries.items("the-quay")

    assert item.is_described
    assert item.description.author == "Rita of the quay"
    assert check_index(files).differences == ()


def test_other_words_in_the_place_of_a_damaged_description_are_found_out(files: ArchiveFiles) -> None:
    flip(described(files))
    with closing(sqlite3.connect(files.database)) as index:
        index.execute("UPDATE store_item SET description = replace(description, 'Rita', 'Olga')")
        index.commit()

    assert "says otherwise in description" in check_index(files).differences[0]
    with open_archive(files.root), pytest.raises(IndexDiffers):
        queries.items("the-quay")


def test_what_is_there_again_is_shown_again(files: ArchiveFiles) -> None:
    place = described(files)
    sound = place.read_bytes()
    flip(place)
    drop_index(files)
    with open_archive(files.root):
        assert not queries.items("the-quay")[0].is_described
    place.write_bytes(sound)

    assert verify_archive(files.root).holds
    with open_archive(files.root):
        [item] = queries.items("the-quay")

    assert (item.is_described, item.file_name, item.doc_id) == (True, "quay.txt", "quay")
    assert check_index(files).differences == ()


@pytest.mark.parametrize("harm", HARMS)
def test_an_earlier_description_that_is_damaged_leaves_the_later_one(files: ArchiveFiles, harm: str) -> None:
    with open_archive(files.root) as archive:
        amend(archive, "quay", ["title=Closed"], actor=ACTOR)
    HARMS[harm](described(files))
    assert check_index(files).differences == ()
    drop_index(files)

    with open_archive(files.root) as archive:
        [item] = queries.items("the-quay")
        assert (item.file_name, item.doc_id, item.description.title) == ("quay.txt", "quay", "Closed")
        assert item.is_described
        archive.hold_index()


@pytest.mark.parametrize("harm", HARMS)
def test_a_later_description_that_is_damaged_leaves_the_names(files: ArchiveFiles, harm: str) -> None:
    with open_archive(files.root) as archive:
        amend(archive, "quay", ["title=Closed"], actor=ACTOR)
    HARMS[harm](described(files, "amend"))
    drop_index(files)

    with open_archive(files.root):
        [item] = queries.items("the-quay")

    assert (item.file_name, item.doc_id, item.is_described) == ("quay.txt", "quay", False)


@pytest.mark.parametrize("harm", HARMS)
def test_the_exhibit_can_be_erased_by_its_digest(files: ArchiveFiles, harm: str) -> None:
    HARMS[harm](described(files))
    drop_index(files)

    with open_archive(files.root) as archive:
        with pytest.raises(queries.NoSuchItem, match="Ask for it by its digest"):
            erase(archive, "quay.txt", reason="A court order.", by="Court", actor=ACTOR)
        [item] = queries.items("the-quay")
        erase(archive, item.exhibit[:12], reason="A court order.", by="Court", actor=ACTOR)

    assert verify_archive(files.root).holds
    assert not files.object_path(item.exhibit).exists()
    with open_archive(files.root):
        assert queries.items("the-quay") == []


def test_the_original_can_be_exported_without_descriptions_and_not_with_them(
    files: ArchiveFiles, worked: Path, tmp_path: Path
) -> None:
    flip(described(files))
    drop_index(files)

    with open_archive(files.root, keys=worked.parent / "keys") as archive:
        [item] = queries.items("the-quay")
        for left in ([], ["author"]):
            with pytest.raises(DescriptionsDamaged, match=item.exhibit[:10]):
                export_case(archive, "The quay", tmp_path / "no", actor=ACTOR, leave_out=left)
        export_case(archive, "The quay", tmp_path / "bag", actor=ACTOR, leave_out=["description"])

    assert not (tmp_path / "no").exists()
    [original] = (tmp_path / "bag" / "data").iterdir()
    assert original.read_text("utf-8") == QUAY
    assert verify_export(tmp_path / "bag").verdict == "accept"


def test_what_is_recorded_of_others_in_the_case_is_handed_over(files: ArchiveFiles, tmp_path: Path) -> None:
    (tmp_path / "lock.txt").write_text("The lock is shut.", "utf-8")
    (tmp_path / "lock.meta.json").write_text('{"author": "Bo Lindqvist"}', "utf-8")
    with open_archive(files.root) as archive:
        import_paths(archive, [tmp_path / "lock.txt"], "The quay", actor=ACTOR)
    place = described(files)
    flip(place)

    with open_archive(files.root) as archive:
        done = disclose(archive, "The quay", ["author"], tmp_path / "author.json", actor=ACTOR)

    assert "Bo Lindqvist" in (tmp_path / "author.json").read_text("utf-8")
    assert [damage.what for damage in done.damages] == [f"object {place.name}"]
    assert done.without == ()


@pytest.mark.parametrize(("harm", "error"), [("flipped", ObjectDamaged), ("lost", ObjectMissing)])
def test_who_asks_for_what_only_a_damaged_description_has_is_told_that(
    files: ArchiveFiles, tmp_path: Path, harm: str, error: type[Exception]
) -> None:
    HARMS[harm](described(files))

    with open_archive(files.root) as archive:
        with pytest.raises(error):
            disclose(archive, "The quay", ["author"], tmp_path / "author.json", actor=ACTOR)
        done = disclose(archive, "The quay", ["operator"], tmp_path / "who.json", actor=ACTOR)

    assert done.damages == ()


def test_no_correction_is_made_of_what_cannot_be_read(files: ArchiveFiles) -> None:
    flip(described(files))
    drop_index(files)

    with open_archive(files.root) as archive:
        [item] = queries.items("the-quay")
        before = archive.log.tail()
        with pytest.raises(BadCorrection, match="its description is damaged"):
            amend(archive, item.id, ["title=Closed"], actor=ACTOR)
        assert archive.log.tail() == before


def test_the_same_bytes_under_a_name_that_cannot_be_read_are_not_taken_for_another_item(
    files: ArchiveFiles, tmp_path: Path
) -> None:
    flip(described(files))
    drop_index(files)
    (tmp_path / "copy.txt").write_text(QUAY, "utf-8")
    (tmp_path / "new.txt").write_text("The weir is dry.", "utf-8")

    with open_archive(files.root) as archive:
        intake = import_paths(archive, [tmp_path / "copy.txt", tmp_path / "new.txt"], "The quay", actor=ACTOR)
        with pytest.raises(NothingTaken):
            import_paths(archive, [tmp_path / "none.txt"], "The quay", actor=ACTOR)

    assert [taken.name for taken in intake.taken] == ["new.txt"]
    assert "whose description is damaged" in intake.not_taken[0].reason


def test_a_lost_description_that_comes_in_again_is_the_same_one(files: ArchiveFiles, worked: Path) -> None:
    place = described(files)
    place.unlink()
    drop_index(files)

    with open_archive(files.root) as archive:
        import_paths(archive, [worked.parent / "quay.txt"], "The quay", actor=ACTOR)

    assert place.exists()
    assert verify_archive(files.root).holds
    with open_archive(files.root):
        assert [item.captures for item in queries.items("the-quay")] == [2]


def test_a_damaged_sidecar_that_comes_in_again_is_not_said_to_be_kept(
    files: ArchiveFiles, worked: Path, tmp_path: Path
) -> None:
    entry = next(one for one in CustodyLog(files).entries() if one.act == "import")
    place = files.object_path(str(entry.body["sidecar"]))
    flip(place)
    (tmp_path / "new.txt").write_text("The weir is dry.", "utf-8")

    with open_archive(files.root) as archive:
        last = archive.log.tail()[0]
        material = [worked.parent / "quay.txt", tmp_path / "new.txt"]
        intake = import_paths(archive, material, "The quay", actor=ACTOR)

    assert [taken.name for taken in intake.taken] == ["new.txt"]
    assert f"whose sidecar is damaged ({files.name_of(place)}: " in intake.not_taken[0].reason
    later = [one for one in CustodyLog(files).entries(after=last) if one.act == "import"]
    assert [one.body.get("sidecar") for one in later] == [None]
    flip(place)  # as from a backup
    with open_archive(files.root) as archive:
        assert import_paths(archive, material[:1], "The quay", actor=ACTOR).not_taken == ()
    assert verify_archive(files.root).holds


@pytest.mark.parametrize("case", ["The quay", "The pier"])
def test_a_damaged_description_that_comes_in_again_is_not_said_to_be_kept(
    files: ArchiveFiles, worked: Path, case: str
) -> None:
    flip(described(files))

    with open_archive(files.root) as archive:
        intake = import_paths(archive, [worked.parent / "quay.txt"], case, actor=ACTOR)

    assert [taken.name for taken in intake.taken] == []
    assert "whose description is damaged" in intake.not_taken[0].reason


@pytest.mark.parametrize("harm", HARMS)
def test_rows_of_a_result_that_is_damaged_are_not_called_forged(files: ArchiveFiles, harm: str) -> None:
    claims = next(one for one in CustodyLog(files).entries() if one.body.get("kind") == "claims")
    HARMS[harm](files.object_path(str(claims.body["output"])))

    assert check_index(files).differences == ()
    with open_archive(files.root) as archive:
        assert gather(archive, "The pier", actor=ACTOR).claims

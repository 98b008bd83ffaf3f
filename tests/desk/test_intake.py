"""A folder of material becomes a case: everything is kept, and what is not is said."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from sayso.capture.sources.folder import LINKED
from sayso.custody import CouldNotWrite
from sayso.custody.described import sidecar_as_it_came
from sayso.custody.verification import verify
from sayso.desk.intake import BadTitle, InsideTheArchive, NothingTaken, NothingThere, import_paths
from sayso.desk.keeping import Taken, log_batch
from sayso.desk.status import log_lines
from sayso.store import queries
from sayso.store.archive import Archive

ACTOR = "Ada Tester"


def test_every_file_of_a_folder_is_kept_byte_for_byte(archive: Archive, material: Path) -> None:
    intake = import_paths(archive, [material], "The ferry", actor=ACTOR)

    assert intake.not_taken == ()
    assert len(intake.taken) == 6
    for taken in intake.taken:
        assert archive.objects.read(taken.exhibit) == (material / taken.name).read_bytes()


def test_a_sidecar_describes_its_document_and_is_kept_too(archive: Archive, material: Path) -> None:
    import_paths(archive, [material], "The ferry", actor=ACTOR)

    item = queries.find_item("quayside")

    assert item.description.kind == "post"
    assert item.description.publisher == "Quayside"
    assert item.description.attachments == ("ferry.mp4",)
    assert item.sidecar_digest is not None
    kept = archive.objects.read(item.sidecar_digest)
    assert sidecar_as_it_came(kept) == (material / "quayside.meta.json").read_bytes()


def test_the_same_bytes_twice_are_one_object_and_two_events(archive: Archive, material: Path) -> None:
    import_paths(archive, [material / "notice.txt"], "The ferry", actor=ACTOR)
    again = import_paths(archive, [material / "notice.txt"], "The ferry", actor=ACTOR)

    assert [taken.is_new_object for taken in again.taken] == [False]
    assert not again.case_is_new
    assert queries.find_item("notice").captures == 2
    assert sum(entry.act == "import" for entry in archive.log.entries()) == 2


def test_the_same_bytes_under_two_names_are_two_items(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "posts"
    folder.mkdir()
    for name in ("first.txt", "second.txt"):
        (folder / name).write_text("Ferry burning off Ostwick right now.")

    intake = import_paths(archive, [folder], "The ferry", actor=ACTOR)

    assert len({taken.exhibit for taken in intake.taken}) == 1
    assert len({taken.item for taken in intake.taken}) == 2
    assert [item.doc_id for item in queries.items("the-ferry")] == ["first", "second"]


def test_one_exhibit_may_stand_in_two_cases(archive: Archive, material: Path) -> None:
    import_paths(archive, [material / "ferry.mp4"], "Last year", actor=ACTOR)
    import_paths(archive, [material / "ferry.mp4"], "This year", actor=ACTOR)

    assert [case.slug for case in queries.cases()] == ["last-year", "this-year"]
    assert queries.counts()["exhibits"] == 1


def test_what_cannot_be_taken_does_not_stop_the_rest(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "good.txt").write_text("The mayor said the bridge was open.")
    os.mkfifo(folder / "pipe")
    (folder / "gone.txt").symlink_to(folder / "nowhere")

    intake = import_paths(archive, [folder, tmp_path / "absent"], "Mixed", actor=ACTOR)

    assert [taken.name for taken in intake.taken] == ["good.txt"]
    assert len(intake.not_taken) == 3
    assert all(missing.reason for missing in intake.not_taken)


def test_a_type_that_no_reader_knows_is_kept_and_listed(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "odd.xyz").write_bytes(bytes(range(256)))

    intake = import_paths(archive, [tmp_path / "odd.xyz"], "Odd", actor=ACTOR)

    assert [taken.name for taken in intake.unknown] == ["odd.xyz"]


def test_a_name_that_is_not_utf8_comes_in(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "names"
    folder.mkdir()
    odd = os.fsencode(folder) + b"/caf\xe9.txt"
    with open(odd, "wb") as stream:
        stream.write(b"The ferry was late, the mayor said.")

    intake = import_paths(archive, [folder], "Names", actor=ACTOR)

    assert len(intake.taken) == 1
    assert intake.taken[0].name.isprintable()
    assert archive.objects.read(intake.taken[0].exhibit).startswith(b"The ferry")


def test_an_empty_folder_opens_no_case(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(NothingThere):
        import_paths(archive, [tmp_path / "empty"], "Empty", actor=ACTOR)

    assert queries.cases() == []


def test_a_path_that_is_not_there_opens_no_case(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(NothingTaken, match="no such file"):
        import_paths(archive, [tmp_path / "absent"], "Absent", actor=ACTOR)

    assert queries.cases() == []


def test_an_archive_does_not_take_in_itself(archive: Archive, root: Path) -> None:
    with pytest.raises(InsideTheArchive):
        import_paths(archive, [root / "log"], "Itself", actor=ACTOR)


def test_a_folder_around_the_archive_comes_in_without_it(
    archive: Archive, root: Path, tmp_path: Path
) -> None:
    (tmp_path / "note.txt").write_text("The ferry was late.")

    intake = import_paths(archive, [tmp_path], "Around", actor=ACTOR)

    assert "note.txt" in [Path(taken.name).name for taken in intake.taken]
    assert not any("000001.jsonl" in taken.name for taken in intake.taken)


def test_the_actor_and_the_path_stand_in_the_log_only_salted(
    archive: Archive, root: Path, material: Path
) -> None:
    import_paths(archive, [material / "notice.txt"], "The ferry", actor=ACTOR)

    lines = (root / "log" / "000001.jsonl").read_text()

    assert ACTOR not in lines
    assert str(material) not in lines


@pytest.mark.parametrize("title", ["", "  ", "\udcff", "two\nlines", "x" * 301])
def test_a_title_that_no_case_can_have_changes_nothing(archive: Archive, material: Path, title: str) -> None:
    seq, _ = archive.log.tail()

    with pytest.raises(BadTitle, match="Nothing was changed"):
        import_paths(archive, [material], title, actor=ACTOR)

    assert archive.log.tail()[0] == seq


def test_a_loop_of_links_does_not_stop_the_rest(archive: Archive, material: Path, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")

    intake = import_paths(archive, [tmp_path / "loop", material / "wire.txt"], "The ferry", actor=ACTOR)

    assert [taken.name for taken in intake.taken] == ["wire.txt"]
    assert [missing.name for missing in intake.not_taken] == ["loop"]


def test_a_file_that_is_named_by_a_link_comes_in_with_both_the_link_and_what_it_led_to(
    archive: Archive, material: Path, tmp_path: Path
) -> None:
    link = tmp_path / "latest.txt"
    link.symlink_to(material / "wire.txt")

    intake = import_paths(archive, [link], "The ferry", actor=ACTOR)

    (taken,) = intake.taken
    assert (taken.name, taken.gaps[0]) == ("latest.txt", LINKED)
    (came,) = [line for line in log_lines(archive) if line.entry.act == "import"]
    assert came.disclosed["path"] == f"{link} -> {(material / 'wire.txt').resolve()}"


def test_a_hidden_file_is_left_out_by_rule_and_a_pipe_is_a_failure(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "good.txt").write_text("The mayor said the bridge was open.")
    (folder / ".DS_Store").write_bytes(b"\0")
    os.mkfifo(folder / "pipe")

    intake = import_paths(archive, [folder], "Mixed", actor=ACTOR)

    assert len(intake.not_taken) == 2
    assert [missing.name for missing in intake.failed] == ["pipe"]


def test_trouble_on_the_way_says_what_was_saved_before(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the disk is full: a batch is in, and the next cannot be written."""
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Statement {number} of the harbour office.")
    monkeypatch.setattr("sayso.desk.intake.BATCH_FILES", 2)
    batches = iter([log_batch])

    def full_at_the_second(*given: Any) -> list[Taken]:
        for really in batches:
            return really(*given)
        raise CouldNotWrite("the log", "log", "No space left on device")

    monkeypatch.setattr("sayso.desk.intake.log_batch", full_at_the_second)
    paths = [tmp_path / f"{number}.txt" for number in range(3)]

    with pytest.raises(CouldNotWrite) as stopped:
        import_paths(archive, paths, "The ferry", actor=ACTOR)

    assert stopped.value.__notes__ == [
        "Before that, the case 'The ferry' was opened, and took in 2 files: that much is saved."
    ]
    assert queries.counts()["exhibits"] == 2


def test_the_same_bytes_under_one_name_in_two_folders_are_said_to_be_one_item(
    archive: Archive, tmp_path: Path
) -> None:
    for folder, publisher in (("north", "Harbour Office"), ("south", "Quay Watch")):
        (tmp_path / "in" / folder).mkdir(parents=True)
        (tmp_path / "in" / folder / "notice.txt").write_bytes(b"The quay is closed.")
        (tmp_path / "in" / folder / "notice.meta.json").write_text(json.dumps({"publisher": publisher}))

    intake = import_paths(archive, [tmp_path / "in"], "The ferry", actor=ACTOR)

    assert len(intake.taken) == 2
    assert [count for _, count in intake.several] == [2]
    assert queries.find_item("notice").captures == 2


@pytest.mark.parametrize("size", [19, 3_000_000])
def test_bytes_that_are_kept_and_damaged_are_not_said_to_be_kept(
    archive: Archive, tmp_path: Path, size: int
) -> None:
    (tmp_path / "notice.bin").write_bytes(b"q" * size)
    other(tmp_path)
    import_paths(archive, [tmp_path / "notice.bin"], "The Quay", actor=ACTOR)
    (item,) = queries.items()
    spoil(archive.files.object_path(item.exhibit), b"x" * size)

    intake = import_paths(archive, [tmp_path / "notice.bin", tmp_path / "other.txt"], "The Quay", actor=ACTOR)

    assert [taken.name for taken in intake.taken] == ["other.txt"]
    (missed,) = intake.not_taken
    assert f"objects/{item.exhibit[:2]}/{item.exhibit}" in missed.reason
    assert str(tmp_path / "notice.bin") in missed.reason


@pytest.mark.parametrize("size", [19, 3_000_000])
def test_once_a_damaged_object_is_moved_away_taking_the_file_in_again_puts_the_right_bytes_there(
    archive: Archive, tmp_path: Path, size: int
) -> None:
    given = tmp_path / "notice.bin"
    given.write_bytes(b"q" * size)
    import_paths(archive, [given], "The Quay", actor=ACTOR)
    (item,) = queries.items()
    place = archive.files.object_path(item.exhibit)
    spoil(place, b"x" * size)
    import_paths(archive, [given, other(tmp_path)], "The Quay", actor=ACTOR)

    assert place.parent.stat().st_mode & 0o200  # which is all that moving asks of whoever is not root
    place.rename(tmp_path / "damaged")
    again = import_paths(archive, [given], "The Quay", actor=ACTOR)

    assert [taken.item for taken in again.taken] == [item.id]
    assert place.read_bytes() == given.read_bytes()
    assert place.stat().st_mode & 0o777 == 0o444
    assert verify(archive.files).holds


def other(folder: Path) -> Path:
    (folder / "other.txt").write_bytes(b"The pier is open.")
    return folder / "other.txt"


def spoil(place: Path, data: bytes) -> None:
    """Change an object as a disk does: it stays read-only."""
    place.chmod(0o644)
    place.write_bytes(data)
    place.chmod(0o444)

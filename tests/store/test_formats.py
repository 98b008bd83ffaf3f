"""An archive of an earlier format stays readable, and says from when on it is of this one."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.custody import found
from sayso.custody.described import NOT_DESCRIBING
from sayso.custody.entries import Act, Entry
from sayso.custody.errors import UnknownFormat
from sayso.custody.found import FORMAT, found_archive, open_files, read_settings
from sayso.custody.layout import ArchiveFiles
from sayso.custody.log import CustodyLog
from sayso.custody.settings_change import finish_settings, is_as_logged, stage_change
from sayso.desk.amend import BadCorrection, amend
from sayso.desk.erasure import erase
from sayso.desk.export import export_case
from sayso.desk.intake import import_paths
from sayso.desk.verification import verify_archive, verify_export
from sayso.desk.words import in_words
from sayso.store import queries
from sayso.store.archive import open_archive

ACTOR = "Ada Tester"


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ArchiveFiles:
    """An archive of format 1 with a case of one text in it, described as it was then."""
    with monkeypatch.context() as then:
        then.setattr(found, "FORMAT", 1)
        files = found_archive(tmp_path / "archive", "Quay Desk", tmp_path / "keys")
    text = b"The quay is closed."
    described = json.dumps({"doc_id": "notice", "file_name": "notice.txt"}, separators=(",", ":")).encode()
    for data in (text, described):
        place = files.object_path(sha256(data))
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(data)
    body = {
        "case": "quay", "item": "0123456789ab", "exhibit": sha256(text), "size_bytes": len(text),
        "media_type": "text/plain", "description": sha256(described), "gaps": [],
        "source": {"name": "folder", "version": "1", "parameters": {}},
        "started_at": "2031-05-06T10:00:00+00:00",
        "objects": {sha256(text): len(text), sha256(described): len(described)},
    }  # fmt: skip
    acts = [Act("case", {"case": "quay", "title": "The Quay"}), Act("import", body)]
    CustodyLog(files).append(acts)
    return files


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def entries(files: ArchiveFiles) -> list[Entry]:
    return list(CustodyLog(files).entries())


def bring_in(files: ArchiveFiles, folder: Path, told: list[str]) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "later.txt").write_text("The quay is open again.", "utf-8")
    with open_archive(files.root, on_wait=told.append) as archive:
        import_paths(archive, [folder], "The Quay", actor=ACTOR)


def test_an_older_archive_is_read_and_nothing_of_it_changes(older: ArchiveFiles) -> None:
    before, lines = older.toml.read_bytes(), entries(older)

    with open_archive(older.root):
        assert [item.doc_id for item in queries.items("quay")] == ["notice"]

    assert verify_archive(older.root).holds
    assert (older.toml.read_bytes(), entries(older)) == (before, lines)
    assert read_settings(older).format == 1


def test_it_is_of_this_format_from_the_first_write_on_and_that_is_an_entry(
    older: ArchiveFiles, tmp_path: Path
) -> None:
    told: list[str] = []
    before = len(entries(older))

    bring_in(older, tmp_path / "in", told)
    bring_in(older, tmp_path / "in", told)

    raised = [entry for entry in entries(older) if entry.act == "settings"]
    assert [(entry.seq, entry.body["format"]) for entry in raised] == [(before + 1, FORMAT)]
    assert f"of format {FORMAT} from here on" in in_words(raised[0])
    (said,) = (words for words in told if "format" in words)
    assert f"was of format 1, and is of format {FORMAT} from entry {before + 1} on: " in said
    assert said.endswith("cannot be read by earlier versions of sayso, which refuse the archive.")
    assert read_settings(older).format == FORMAT
    assert read_settings(older).name == "Quay Desk"
    assert verify_archive(older.root).holds


def test_a_command_that_is_refused_leaves_it_of_the_earlier_format(older: ArchiveFiles) -> None:
    before = entries(older)

    with open_archive(older.root) as archive:
        with pytest.raises(BadCorrection):
            amend(archive, "notice", ["doc_id="], actor=ACTOR)
        with pytest.raises(queries.NoSuchItem):
            erase(archive, "nothing", reason="a slip", by="The desk", actor=ACTOR)

    assert entries(older) == before
    assert read_settings(older).format == 1


@pytest.mark.parametrize("how", ["erased", "settings"])
def test_it_is_raised_before_whatever_is_written_first(older: ArchiveFiles, how: str) -> None:
    before = len(entries(older))

    with open_archive(older.root) as archive:
        if how == "erased":
            erase(archive, "notice", reason="by order", by="The desk", actor=ACTOR)
        else:
            with archive.writing():
                named = replace(read_settings(older), name="Pier Desk")
                archive.change_settings_locked(named, objects={}, withheld={})

    acts = [(entry.act, entry.body.get("format")) for entry in entries(older)[before:]]
    assert acts[0] == ("settings", FORMAT)
    assert acts[1][0] == ("erase" if how == "erased" else "settings")
    assert read_settings(older).format == FORMAT
    assert verify_archive(older.root).holds


def test_a_sayso_of_the_earlier_format_refuses_it_from_then_on(
    older: ArchiveFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(older, tmp_path / "in", [])
    monkeypatch.setattr(found, "FORMAT", 1)

    with pytest.raises(UnknownFormat, match="format 2; this sayso knows formats up to 1"):
        open_files(older.root)
    with pytest.raises(UnknownFormat):
        verify_archive(older.root)


def test_what_came_in_before_and_since_is_exported_together(older: ArchiveFiles, tmp_path: Path) -> None:
    bring_in(older, tmp_path / "in", [])

    with open_archive(older.root, keys=tmp_path / "keys") as archive:
        export_case(archive, "The Quay", tmp_path / "bag", actor=ACTOR)

    assert verify_export(tmp_path / "bag").verdict == "accept"


def test_settings_that_were_changed_by_hand_are_not_made_ours(older: ArchiveFiles, tmp_path: Path) -> None:
    older.toml.write_bytes(older.toml.read_bytes().replace(b"Quay Desk", b"Pier Desk"))

    bring_in(older, tmp_path / "in", [])

    assert read_settings(older).format == 1
    assert [damage.kind for damage in verify_archive(older.root).damages] == ["archive-toml"]


def test_a_raise_that_was_interrupted_is_finished_or_dropped(older: ArchiveFiles, tmp_path: Path) -> None:
    settings = read_settings(older)
    act = stage_change(older, replace(settings, format=FORMAT), objects={}, withheld={})
    finish_settings(older)
    assert read_settings(older).format == 1  # it was not logged

    stage_change(older, replace(settings, format=FORMAT), objects={}, withheld={})
    CustodyLog(older).append([act])
    bring_in(older, tmp_path / "in", [])

    assert read_settings(older).format == FORMAT
    assert is_as_logged(older)
    assert [entry.act for entry in entries(older)].count("settings") == 1


@pytest.mark.parametrize("number", ["0", "3", "true", "1.0", '"2"'])
def test_no_other_number_is_taken(older: ArchiveFiles, number: str) -> None:
    older.toml.write_bytes(older.toml.read_bytes().replace(b"format = 1", f"format = {number}".encode()))

    with pytest.raises(UnknownFormat):
        open_files(older.root)


def test_what_stands_in_a_description_belongs_to_the_format() -> None:
    """Where this fails, earlier versions fail at the new key: `FORMAT` rises, as `docs/archive.md` says."""
    assert (FORMAT, sorted(NOT_DESCRIBING)) == (2, ["file_name", "gaps", "pad", "salts"])

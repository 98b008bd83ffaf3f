"""Commands that show a damaged archive say that it is one, and end with its exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from sayso.custody import Act
from sayso.custody.layout import ArchiveFiles
from sayso.custody.log import CustodyLog
from sayso.testing.rewriting import antedate

SHOWING = [("log",), ("log", "harbour-fire"), ("log", "--last", "1"), ("status",), ("status", "harbour-fire")]


@pytest.fixture
def files(run: Run, material: Path, tmp_path: Path) -> ArchiveFiles:
    assert run("import", material, "--case", "Harbour fire").code == 0
    return ArchiveFiles(tmp_path / "archive")


def described(files: ArchiveFiles, name: str) -> tuple[Path, str]:
    """Return where what was recorded of an exhibit lies, and the exhibit's digest."""
    for entry in CustodyLog(files).entries():
        if entry.act == "import":
            path = files.object_path(str(entry.body["description"]))
            if json.loads(path.read_bytes())["file_name"] == name:
                return path, str(entry.body["exhibit"])
    raise AssertionError(name)


def overwrite(path: Path, data: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(data)


@pytest.mark.parametrize("words", SHOWING, ids=" ".join)
def test_what_is_shown_of_a_sound_archive_names_no_damage(
    run: Run, files: ArchiveFiles, words: tuple[str, ...]
) -> None:
    said = run(*words)

    assert said.code == 0
    assert "DAMAGE" not in said.out
    assert "!" not in said.out


@pytest.mark.parametrize("as_json", [False, True])
@pytest.mark.parametrize("words", SHOWING, ids=" ".join)
def test_what_is_shown_of_a_log_that_was_rewritten_says_so(
    run: Run, files: ArchiveFiles, words: tuple[str, ...], as_json: bool
) -> None:
    antedate(files, 4)

    said = run(*words, *(["--json"] if as_json else []))

    assert said.code == 4
    assert "was made over another log" in (said.out + said.err)
    if not as_json:
        assert "DAMAGE" in said.out
    elif words[0] == "log":
        assert all(line["contradicted"] for line in said.json)
    else:
        assert [damage["kind"] for damage in said.json["damages"]] == ["log-rewritten"]


def test_the_log_marks_all_entries_that_a_head_contradicts_and_no_others(
    run: Run, files: ArchiveFiles, material: Path
) -> None:
    before = CustodyLog(files).tail()[0]
    antedate(files, before)
    CustodyLog(files).append([Act("case", {"case": "lock", "title": "Lock"})])

    lines = [line for line in run("log").out.splitlines() if " UTC  " in line]

    assert [line.startswith("!") for line in lines] == [True] * before + [False]
    assert "NOT borne out" in run("log").out


@pytest.mark.parametrize("words", SHOWING, ids=" ".join)
def test_a_log_whose_end_was_cut_off_says_so(run: Run, files: ArchiveFiles, words: tuple[str, ...]) -> None:
    path = files.segment_path(1)
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))

    said = run(*words)

    assert said.code == 4
    assert "cut off" in said.out


def test_status_names_the_exhibit_whose_record_was_flipped(run: Run, files: ArchiveFiles) -> None:
    path, _ = described(files, "notice.txt")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    overwrite(path, bytes(data))

    said = run("status", "harbour-fire")

    assert said.code == 4
    assert "what was recorded of the exhibit 'notice.txt'" in said.out
    assert "Next: sayso verify" in said.out
    assert [one["kind"] for one in run("status", "harbour-fire", "--json").json["damages"]] == [
        "object-bytes"
    ]


@pytest.mark.parametrize("harm", ["gone", "shorter"])
def test_status_names_an_exhibit_that_is_not_there_in_its_size(
    run: Run, files: ArchiveFiles, harm: str
) -> None:
    _, exhibit = described(files, "wire.txt")
    path = files.object_path(exhibit)
    if harm == "gone":
        path.unlink()
    else:
        overwrite(path, path.read_bytes()[:-1])

    said = run("status", "harbour-fire")

    assert said.code == 4
    assert "the exhibit 'wire.txt' of case 'harbour-fire'" in said.out


def test_who_asks_for_a_name_whose_record_is_damaged_is_told_which_it_may_be(
    run: Run, files: ArchiveFiles
) -> None:
    path, exhibit = described(files, "notice.txt")
    overwrite(path, b"{}")

    said = run("prove", "notice")

    assert said.code == 2
    assert f"What is recorded of {exhibit[:10]} is missing or damaged" in said.err
    assert run("prove", exhibit[:10]).code == 0


HARM: dict[str, Callable[[ArchiveFiles], object]] = {
    "rewritten": lambda files: antedate(files, 2),
    "a head changed": lambda files: max(files.heads.iterdir(), key=lambda path: int(path.stem)).write_bytes(
        b"none"
    ),
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
def test_verbs_that_rest_on_the_log_end_alike(
    run: Run, files: ArchiveFiles, harm: Callable[[ArchiveFiles], object]
) -> None:
    harm(files)

    assert {run(*words).code for words in (("log",), ("status",), ("receipt",), ("prove", "wire"))} == {4}


def test_a_file_whose_bytes_are_kept_and_damaged_ends_an_import_with_4(
    run: Run, files: ArchiveFiles, material: Path
) -> None:
    exhibit = run("status", "harbour-fire", "--json").json["items"][0]
    overwrite(files.object_path(exhibit["exhibit"]), b"other bytes")

    said, told = (
        run("import", material, "--case", "Harbour fire"),
        run("import", material, "--case", "Harbour fire", "--json"),
    )

    assert (said.code, told.code) == (4, 4)
    assert "NOT taken in: 1 file" in said.out
    assert [one["is_damage"] for one in told.json["not_taken"]] == [True]


def test_a_file_that_is_not_there_ends_an_import_with_1(
    run: Run, files: ArchiveFiles, material: Path
) -> None:
    said = run("import", material, material / "none.txt", "--case", "Harbour fire")

    assert said.code == 1
    assert "NOT taken in: 1 file" in said.out

"""The verbs, as a person types them."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]  # the `run` fixture of this folder


def test_a_folder_becomes_a_case_and_a_dossier(run: Run, material: Path, tmp_path: Path) -> None:
    assert run("import", material, "--case", "The ferry").code == 0

    said = run("dossier", "The ferry")

    assert said.code == 0
    assert "the-ferry.html" in said.out
    assert (tmp_path / "the-ferry.html").is_file()
    assert run("verify").code == 0


def test_every_verb_answers_in_json(run: Run, material: Path, tmp_path: Path) -> None:
    taken = run("import", material, "--case", "The ferry", "--json").json
    assert len(taken["taken"]) == 6
    assert run("amend", "notice", "style=notice", "--json").json["changed"] == ["style"]
    assert "Note on notice: 2999 lies after it came in here" in run("amend", "notice", "published=2999").out
    [claims] = run("claims", "the-ferry", "--json").json
    assert all(claim["content_text"] for claim in claims["claims"])
    copies = run("copies", "the-ferry", "--json").json
    assert len(copies["searches"]) == 2
    compared = run("compare", "the-ferry", "--json").json
    assert {"claims", "findings", "questions", "origins"} <= set(compared)
    assert run("dossier", "the-ferry", "--json").json["size_bytes"] > 10_000
    assert run("status", "--json").json["counts"]["cases"] == 1
    assert len(run("status", "the-ferry", "--json").json["items"]) == 6
    assert [line["act"] for line in run("log", "--json").json][:3] == ["init", "case", "import"]
    assert run("verify", "--json").json["holds"] is True
    assert run("reindex", "--json").json["entries"] > 10


def test_json_and_words_name_the_same_claims(run: Run, material: Path) -> None:
    [found] = run("claims", material / "wire.txt", "--json").json

    words = " ".join(run("claims", material / "wire.txt").out.split())

    assert found["claims"]
    for claim in found["claims"]:
        assert claim["speaker"].split()[0] in words


def test_a_file_that_is_only_looked_at_is_not_kept(run: Run, material: Path) -> None:
    assert "not kept" in run("claims", material / "wire.txt").out
    assert "Nothing found" in run("copies", material / "ferry.mp4").out
    assert run("status", "--json").json["counts"]["exhibits"] == 0


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    run: Run, material: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing more")

    both = run("claims", broken, material / "wire.txt")

    assert both.code == 0
    assert "NOT read" in both.out
    assert "not kept" in both.out
    alone = run("claims", broken, "--json")
    assert alone.code == 1
    assert alone.json[0]["not_read"]


def test_copies_name_seconds_mirror_and_the_earliest_appearance(run: Run, material: Path) -> None:
    run("import", material, "--case", "The ferry")

    said = run("copies", material / "repost.mp4")

    assert said.code == 0
    flat = " ".join(said.out.split())
    assert "same-footage" in flat
    assert "mirrored" in flat
    assert "0:00.0" in flat
    assert "Quayside" in flat


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("status", "nothing"), 2, "There is no case"),
        (("import", "nowhere", "--case", "X"), 1, "no such file"),
        (("import", "--case", "X"), 2, "PATH"),
        (("import", "", "--case", "X"), 2, "empty"),
        (("claims", "nothing"), 2, "There is no case"),
        (("claims", "n" * 299), 2, "There is no case"),
        (("copies", "n" * 299), 2, "There is no case"),
        (("claims", "the case", "--extractor", "none"), 2, "There is no"),
        (("amend", "nothing", "kind=post"), 2, "No exhibit"),
        (("dossier", "nothing"), 2, "There is no case"),
        (("init", "archive"), 2, "archive"),
        (("frobnicate",), 2, "No such command"),
    ],
)
def test_a_wrong_question_gets_a_clear_answer(run: Run, words: tuple[str, ...], code: int, says: str) -> None:
    said = run(*words)

    assert said.code == code
    assert says in said.out + said.err


def test_an_error_is_told_to_programs_by_its_name(run: Run) -> None:
    said = run("status", "nothing", "--json")

    assert said.code == 2
    assert (said.json["error"], said.json["exit_code"]) == ("NoSuchCase", 2)
    assert "[NoSuchCase]" in said.err


def test_without_an_archive_the_answer_says_how_to_make_one(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SAYSO_ARCHIVE")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")

    said = run("status")

    assert said.code == 2
    assert "sayso init" in said.err


def test_the_nearest_archive_above_is_used(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SAYSO_ARCHIVE")
    (tmp_path / "archive" / "notes").mkdir()
    monkeypatch.chdir(tmp_path / "archive" / "notes")

    assert run("status").code == 0


def test_one_flipped_bit_in_an_object_is_named(run: Run, material: Path, tmp_path: Path) -> None:
    run("import", material / "notice.txt", "--case", "The ferry")
    digest = run("status", "the-ferry", "--json").json["items"][0]["exhibit"]
    flip_a_bit(tmp_path / "archive" / "objects" / digest[:2] / digest, 100)

    said = run("verify")

    assert said.code == 4
    assert digest in said.out


def test_a_quick_check_does_not_vouch_for_bytes_that_it_did_not_read(
    run: Run, material: Path, tmp_path: Path
) -> None:
    run("import", material / "notice.txt", "--case", "The ferry")
    digest = run("status", "the-ferry", "--json").json["items"][0]["exhibit"]
    flip_a_bit(tmp_path / "archive" / "objects" / digest[:2] / digest, 100)

    said, answer = run("verify", "--quick"), run("verify", "--quick", "--json").json

    assert "NOT read again" in said.out
    assert "Integrity holds" not in said.out
    assert (answer["objects_checked"], answer["bytes_checked"]) == (0, 0)
    assert answer["objects_were_read"] is False
    assert len(answer["head"]["root"]) == 64


def test_one_flipped_bit_in_the_log_is_named_by_its_line(run: Run, material: Path, tmp_path: Path) -> None:
    run("import", material / "notice.txt", "--case", "The ferry")
    log = tmp_path / "archive" / "log" / "000001.jsonl"
    second_line = log.read_bytes().index(b"\n") + 40
    flip_a_bit(log, second_line)

    said = run("verify")

    assert said.code == 4
    assert "line 2" in said.out


def test_an_interrupted_command_exits_130(run: Run, material: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*arguments: object, **named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sayso.desk.intake.import_paths", stop)

    said = run("import", material, "--case", "The ferry")

    assert said.code == 130
    assert "goes on from there" in said.err

    told = run("import", material, "--case", "The ferry", "--json")

    assert (told.json["error"], told.json["exit_code"]) == ("Interrupted", 130)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.mp4", b""),
        ("utf16.txt", "The mayor said the bridge was open.".encode("utf-16")),
        ("nul.txt", b"The mayor said\x00 the bridge was open."),
        ("noise.mp4", bytes(range(256)) * 40),
        ("broken.pdf", b"%PDF-1.7\nnothing more"),
        ("broken.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40),
        ("page.html", b"<html><p>The mayor said the bridge was open."),
    ],
)
def test_odd_files_come_in_and_never_stop_the_dossier(
    run: Run, material: Path, tmp_path: Path, name: str, data: bytes
) -> None:
    (material / name).write_bytes(data)

    taken = run("import", material, "--case", "The ferry", "--json").json
    said = run("dossier", "the-ferry", "--json")

    assert len(taken["taken"]) == 7
    assert said.code == 0
    assert run("verify").code == 0


def test_a_truncated_video_comes_in_and_is_searched_or_said(run: Run, material: Path) -> None:
    clip = material / "ferry.mp4"
    (material / "cut.mp4").write_bytes(clip.read_bytes()[: clip.stat().st_size // 2])

    run("import", material, "--case", "The ferry")
    said = run("copies", "the-ferry", "--json")

    assert said.code == 0
    assert len(said.json["searches"]) + len(said.json["not_looked"]) == 3


def flip_a_bit(path: Path, position: int) -> None:
    """Flip one bit of a file that may be read-only."""
    os.chmod(path, 0o644)
    data = bytearray(path.read_bytes())
    data[position % len(data)] ^= 1
    path.write_bytes(data)


def test_an_import_that_did_not_take_all_in_says_so_at_its_end_and_in_its_exit_code(
    run: Run, material: Path
) -> None:
    (material / "away.txt").symlink_to("nowhere")

    said = run("import", material, "--case", "The ferry")
    told = run("import", material, "--case", "The ferry", "--json")

    assert (said.code, told.code) == (1, 1)
    assert said.out.splitlines()[-2:] == [
        "NOT taken in: 1 file:",
        "  away.txt: it is a link that leads nowhere",
    ]
    assert len(told.json["taken"]) > 3
    assert [missing["name"] for missing in told.json["not_taken"]] == ["away.txt"]


def test_hidden_files_that_are_left_out_make_no_import_fail(run: Run, material: Path) -> None:
    (material / ".notes.swp").write_text("half a note")

    said = run("import", material, "--case", "The ferry")

    assert said.code == 0
    assert "Left out: 1 file:" in said.out
    assert "NOT taken in" not in said.out


def test_files_whose_names_say_something_else_than_their_bytes_are_named_in_one_line(
    run: Run, material: Path
) -> None:
    (material / "letter.mp4").write_text("To whom it may concern: the gate was shut.")

    said = run("import", material, "--case", "Harbour").out

    assert (
        "Kept as what their bytes are, and not what their names say: letter.mp4 is a text (text/plain)"
        in " ".join(said.split())
    )


def test_a_link_that_is_named_is_said_to_be_one(run: Run, material: Path, tmp_path: Path) -> None:
    (tmp_path / "latest.txt").symlink_to(material / "notice.txt")

    said = run("import", tmp_path / "latest.txt", "--case", "The ferry")

    assert said.code == 0
    assert f"latest.txt is a link: what was taken is {material / 'notice.txt'}" in said.out


def test_what_was_saved_before_trouble_is_said_with_it(
    run: Run, material: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*given: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("sayso.desk.intake.log_batch", full)

    said = run("import", material, "--case", "The ferry")

    assert said.code == 1
    assert "Nothing was taken in; the case 'The ferry' was opened, and is empty." in said.err
    assert "0 files" not in said.err
    assert "othing of it" not in said.err


def test_an_option_whose_file_was_forgotten_does_not_swallow_the_next(run: Run, material: Path) -> None:
    run("import", material, "--case", "The ferry")

    said = run("prove", "notice.txt", "--with-verifier", "--against", "receipt.txt")

    assert said.code == 2
    assert "--against, which follows, is an option" in said.err
    assert not Path("--against").exists()


def test_the_program_that_checks_a_proof_is_named_with_the_command(run: Run, material: Path) -> None:
    run("import", material, "--case", "The ferry")

    said = run("prove", "notice.txt", "--to", "p.json", "--with-verifier", "verify.py")

    assert said.code == 0
    assert "python3 verify.py --proof p.json --file EXHIBIT" in said.out
    assert Path("verify.py").exists()


def test_a_name_that_no_disk_holds_does_not_stop_the_rest(run: Run, material: Path) -> None:
    said = run("import", "x" * 1000 + ".txt", material / "notice.txt", "--case", "The ferry")

    assert said.code == 1
    assert "1 file in" in said.out
    assert "there is no such file or folder" in said.out


def test_a_pipe_that_was_named_is_not_waited_for(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "note").write_bytes(b"The quay is closed.")

    checked = run("check-stamp", "pipe", "--data", "note", "--roots", "note")
    inspected = run("inspect", "pipe")

    assert (checked.code, inspected.code) == (1, 2)
    assert "pipe cannot be read: it is no ordinary file" in checked.out
    assert "it is no ordinary file" in inspected.err


def test_two_files_of_one_short_name_are_told_apart_and_the_import_says_so(run: Run, tmp_path: Path) -> None:
    for folder, words in (("monday", "The quay is shut."), ("tuesday", "The quay is open.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{folder}.txt").write_text(words, "utf-8")
        (tmp_path / folder / f"{folder}.meta.json").write_text(json.dumps({"doc_id": "notice"}), "utf-8")

    first = run("import", tmp_path / "monday", "--case", "The quay")
    second = run("import", tmp_path / "tuesday", "--case", "The quay")
    status, kept = " ".join(run("status", "the-quay").out.split()), run("status", "the-quay", "--json").json

    names = [f"notice~{item['id'][:4]}" for item in kept["items"]]
    assert "short name" not in first.out
    told = f"told apart as {names[0]} (monday.txt), {names[1]} (tuesday.txt)"
    assert f"2 items of the case have the short name notice and are {told}" in " ".join(second.out.split())
    assert all(name in status for name in names)

    item = kept["items"][1]["id"]
    assert run("amend", item, "doc_id=second notice").code == 0
    again = run("import", tmp_path / "monday", "--case", "The quay")

    assert "short name" not in again.out
    assert "notice~" not in run("status", "the-quay").out

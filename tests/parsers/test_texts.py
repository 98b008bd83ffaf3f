"""Text files come out as their code points, and what was not plain is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.parsers import CouldNotRead, read_text
from sayso.parsers.text import decode

LETTER = "Der Bürgermeister von Ostwick sagte: „Die Brücke ist offen.“\r\n\r\nDie Fähre fährt nicht.\n"


def written(folder: Path, data: bytes, name: str = "letter.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_plain_utf8_file_gives_exactly_its_code_points(tmp_path: Path) -> None:
    path = written(tmp_path, LETTER.encode())

    read = read_text(path, "text/plain")

    with path.open(encoding="utf-8", newline="") as stream:
        assert read.text == stream.read()
    assert read.notes == ()
    assert read.title is None


def test_markdown_stays_as_it_is(tmp_path: Path) -> None:
    source = "# Ostwick\n\n* nine hurt\n* _sixty_ safe\n"

    read = read_text(written(tmp_path, source.encode(), "note.md"), "text/markdown")

    assert read.text == source
    assert read.media_type == "text/markdown"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(tmp_path: Path, encoding: str) -> None:
    read = read_text(written(tmp_path, LETTER.encode(encoding)), "text/plain")

    assert read.text == LETTER
    assert "byte order mark" in read.notes[0]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_characters_without_a_mark_are_known_by_their_zeros(tmp_path: Path, encoding: str) -> None:
    read = read_text(written(tmp_path, LETTER.encode(encoding)), "text/plain")

    assert read.text == LETTER
    assert encoding.upper() in read.notes[0]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", LETTER * 4),
        ("cp1252", "The mayor, René Brûlé, said the café had burned – “totally”."),
        ("cp1252", "Zoë Müller and Søren Núñez met in Besançon."),
        ("cp1250", "Most jest zamknięty, powiedział burmistrz. Łódź płynęła wciąż pod śluzę. " * 6),
        ("cp1251", "Мэр города заявил, что мост открыт. Паром сегодня не ходит, сообщили в порту.\n" * 4),
    ],
)
def test_other_encodings_are_guessed_and_the_guess_is_said(tmp_path: Path, encoding: str, text: str) -> None:
    read = read_text(written(tmp_path, text.encode(encoding)), "text/plain")

    assert read.text == text
    assert "guess" in read.notes[0]


def test_damage_in_a_utf8_file_costs_only_the_damaged_places(tmp_path: Path) -> None:
    data = LETTER.encode()[:-3] + b"\xff" + LETTER.encode()

    read = read_text(written(tmp_path, data), "text/plain")

    assert read.text.count("\ufffd") == 1
    assert read.text.endswith(LETTER)
    assert "1 places are not UTF-8" in read.notes[0]


def test_nuls_become_marks_one_for_one_so_that_spans_hold(tmp_path: Path) -> None:
    read = read_text(written(tmp_path, b"The bridge\0was open,\0he said."), "text/plain")

    assert read.text == "The bridge\ufffdwas open,\ufffdhe said."
    assert read.notes == ("2 NUL characters stand as U+FFFD, one for one",)


def test_an_empty_file_was_read_and_has_no_text(tmp_path: Path) -> None:
    read = read_text(written(tmp_path, b""), "text/plain")

    assert read.text == ""
    assert read.notes == ("the file is empty",)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CouldNotRead, match="it is no text"):
        read_text(written(tmp_path, bytes(range(256)) * 64), "text/plain")


def test_a_type_that_is_no_text_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(CouldNotRead, match="application/zip is no type of text"):
        read_text(written(tmp_path, b"PK"), "application/zip")


def test_other_kinds_of_text_are_read_as_they_are(tmp_path: Path) -> None:
    assert read_text(written(tmp_path, b"a,b\r\n1,2\r\n"), "text/csv").text == "a,b\r\n1,2\r\n"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CouldNotRead, match=r"gone\.txt could not be read: No such file"):
        read_text(tmp_path / "gone.txt", "text/plain")


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1))
def test_every_utf8_text_survives(text: str) -> None:
    if text.startswith("\ufeff"):
        return
    data = text.encode()

    decoded, notes = decode(data)

    assert decoded == text or "zero bytes" in notes[0]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_become_some_text_that_can_be_written_down(data: bytes) -> None:
    text, _ = decode(data)

    assert "\0" not in text
    text.encode("utf-8")

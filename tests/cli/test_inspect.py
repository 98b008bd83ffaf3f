"""`sayso inspect` works on a file without an archive, and on an exhibit in one."""

from __future__ import annotations

import hashlib
import io
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from sayso.cli.inspect import _time_lines
from sayso.parsers.metadata import ClaimedTime
from sayso.testing.credentials import Signing, make_signing, sign_picture
from sayso.testing.videos import make_video

Run = Callable[..., Any]  # the `run` fixture of this folder


@pytest.fixture(scope="module")
def signing() -> Signing:
    return make_signing()


@pytest.fixture
def signed(signing: Signing, tmp_path: Path) -> Path:
    made = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(made, "JPEG")
    path = tmp_path / "quay.jpg"
    path.write_bytes(sign_picture(made.getvalue(), signing))
    return path


def test_a_file_is_inspected_without_an_archive(
    run: Run, signed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SAYSO_ARCHIVE")

    said = run("inspect", signed, "--json")

    assert said.code == 0
    assert said.json["c2pa"] == "intact-unknown"
    assert said.json["parts"] == []
    assert said.json["media_type"] == "image/jpeg"
    assert said.json["read_by"]
    assert said.json["metadata"]["times"] == []
    assert said.json["metadata"]["notes"]


def test_an_exhibit_is_inspected_by_its_name_in_the_archive(run: Run, signed: Path, tmp_path: Path) -> None:
    run("import", signed, "--case", "The ferry")
    signed.unlink()

    said = run("inspect", "quay.jpg", "--json")

    assert said.code == 0
    assert (said.json["name"], said.json["c2pa"]) == ("quay.jpg", "intact-unknown")


def swap_objects(archive: Path, one: str, other: str) -> None:
    paths = [archive / "objects" / digest[:2] / digest for digest in (one, other)]
    contents = [path.read_bytes() for path in paths]
    for path, data in zip(paths, reversed(contents), strict=True):
        path.unlink()
        path.write_bytes(data)


def swap_in_index(archive: Path, one: str, other: str) -> None:
    with closing(sqlite3.connect(archive / "index.db")) as index, index:
        index.execute("UPDATE store_item SET exhibit_id = ? WHERE exhibit_id = ?", (other, one))


@pytest.mark.parametrize(
    ("mix_up", "said_of_it"), [(swap_objects, "is damaged"), (swap_in_index, "The index ")]
)
def test_other_bytes_are_not_shown_as_an_exhibit(
    run: Run, tmp_path: Path, mix_up: Callable[[Path, str, str], None], said_of_it: str
) -> None:
    texts = {"quay.txt": b"On the quay.\n", "pier.txt": b"On the pier.\n"}
    for name, data in texts.items():
        (tmp_path / name).write_bytes(data)
    run("import", *texts, "--case", "The ferry")
    for name in texts:
        (tmp_path / name).unlink()
    one, other = (hashlib.sha256(data).hexdigest() for data in texts.values())
    mix_up(tmp_path / "archive", one, other)

    said = run("inspect", "quay.txt")

    assert said.code == 4
    assert said_of_it in said.err
    assert other not in said.out


def test_of_an_exhibit_in_whose_place_no_file_stands_nothing_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "quay.txt").write_bytes(b"On the quay.\n")
    run("import", "quay.txt", "--case", "The ferry")
    (tmp_path / "quay.txt").unlink()
    digest = hashlib.sha256(b"On the quay.\n").hexdigest()
    place = tmp_path / "archive" / "objects" / digest[:2] / digest
    place.unlink()
    os.mkfifo(place)

    said = run("inspect", "quay.txt")

    assert (said.code, said.out) == (1, "")
    assert "no ordinary file" in said.err


def test_signers_are_trusted_as_far_as_anchors_say_that_are_named_here_or_in_the_settings(
    run: Run, signed: Path, signing: Signing, tmp_path: Path
) -> None:
    anchors = tmp_path / "anchors.pem"
    anchors.write_text(signing.anchors, "ascii")
    assert run("inspect", signed, "--anchors", anchors, "--json").json["c2pa"] == "intact-trusted"

    settings = tmp_path / "config" / "sayso" / "settings.toml"
    settings.write_text(f'[c2pa]\nanchors = "{anchors}"\n', "utf-8")

    assert run("inspect", signed, "--json").json["c2pa"] == "intact-trusted"
    assert "vouched for" in run("inspect", signed).out


def test_broken_credentials_are_said_loudly(run: Run, signed: Path) -> None:
    data = bytearray(signed.read_bytes())
    data[-40] ^= 1
    signed.write_bytes(data)

    said = run("inspect", signed)

    assert said.code == 0  # what was asked for was found out
    assert "BROKEN" in said.out
    assert "content: assertion.dataHash.mismatch" in said.out


@pytest.mark.parametrize("words", [("gone.jpg",), (".",)])
def test_what_is_no_file_and_no_exhibit_is_named(run: Run, words: tuple[str, ...]) -> None:
    assert run("inspect", *words).code == 2


def test_anchors_that_are_none_are_refused(run: Run, signed: Path, tmp_path: Path) -> None:
    (tmp_path / "anchors.pem").write_text("no certificate", "ascii")

    said = run("inspect", signed, "--anchors", tmp_path / "anchors.pem")

    assert said.code == 2
    assert "PEM" in said.err


def test_a_text_is_not_said_to_have_no_credentials(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notice.txt").write_text("The ferry left at six.\n", "utf-8")

    said = run("inspect", tmp_path / "notice.txt", "--json")

    assert said.json["c2pa"] == "could-not-look"
    assert said.json["c2pa_reason"]


def test_a_file_that_claims_nothing_is_said_to(run: Run, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("The quay is closed.", "utf-8")

    assert "no time, place, device or program" in run("inspect", "note.txt").out


def test_it_is_said_where_exiftool_is_not_installed(
    run: Run, signed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.parsers.exiftool.exiftool_path", lambda: None)

    said = run("inspect", signed)

    assert "exiftool, which reads far more than these, is not installed" in said.out
    assert "NOT READ" not in said.out


def test_of_a_recording_that_is_cut_short_nothing_is_said_to_be_absent(run: Run, tmp_path: Path) -> None:
    frames = [np.full((32, 32, 3), 8 * number, dtype=np.uint8) for number in range(20)]
    whole = make_video(tmp_path / "ferry.mp4", frames).path.read_bytes()
    (tmp_path / "ferry.mp4").write_bytes(whole[: len(whole) // 2])

    said, shown = run("inspect", "ferry.mp4", "--json").json, run("inspect", "ferry.mp4").out

    assert said["c2pa"] == "could-not-look"
    assert said["metadata"]["times"] is None
    assert said["metadata"]["not_known"]
    assert "bytes before the end that it states" in shown
    assert "NOT KNOWN whether there is one" in shown


def test_what_several_tags_state_alike_stands_in_one_line() -> None:
    def claimed(tag: str, what: str, at: str | None) -> ClaimedTime:
        return ClaimedTime(tag=tag, what=what, stated=at or "0000", at=at, zone="not stated", notes=())

    times = [
        claimed("CreateDate", "made", None),
        claimed("ModifyDate", "changed", None),
        claimed("TrackCreateDate", "made", "2031-05-04T10:00:00"),
        claimed("TrackModifyDate", "changed", "2031-05-04T10:00:00"),
    ]

    lines = _time_lines(times)

    assert len(lines) == 3
    assert lines[0].startswith("made, changed: 0000,")
    assert "CreateDate, ModifyDate" in lines[0]

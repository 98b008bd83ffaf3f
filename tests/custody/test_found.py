from __future__ import annotations

import errno
import inspect
import os
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.custody import (
    ArchiveDamaged,
    ArchiveExists,
    ArchiveFiles,
    BadName,
    CouldNotWrite,
    CustodyLog,
    FolderNotEmpty,
    NotAnArchive,
    UnknownFormat,
    VerifierKey,
    found_archive,
    open_files,
    read_settings,
    read_signer,
    verify,
    write_head,
)
from sayso.custody.found import FORMAT, Settings, parse_settings, render_settings
from sayso.values import digest_file

setting_values = st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text() | st.lists(st.text()).map(tuple)
setting_names = st.from_regex(r"[a-z][a-z0-9_-]{0,10}", fullmatch=True)


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_new_archive_says_what_it_is(tmp_path: Path) -> None:
    files = found_archive(
        tmp_path / "new" / "archive", "Halvar Desk", tmp_path / "keys", settings={"actor": "r.osk"}
    )

    table = tomllib.loads(files.toml.read_text("utf-8"))
    assert (table["format"], table["name"], table["settings"]) == (2, "Halvar Desk", {"actor": "r.osk"})
    settings = read_settings(open_files(files.root))
    assert settings.public_key.name == "sayso/halvar-desk"
    assert settings.settings == {"actor": "r.osk"}


def test_the_first_entry_names_the_digest_of_archive_toml(files: ArchiveFiles) -> None:
    first = next(CustodyLog(files).entries())

    assert first.act == "init"
    assert first.body["archive_toml"] == digest_file(files.toml)
    assert first.body["public_key"] == read_settings(files).public_key.text
    assert set(first.withheld) == {"operator"}
    assert verify(files).holds


def test_the_private_key_is_outside_and_for_its_owner_only(files: ArchiveFiles, keys: Path) -> None:
    (key,) = keys.iterdir()

    assert key.stat().st_mode & 0o777 == 0o600
    secret = key.read_text().strip().split("+", 4)[4].encode()  # base64 may hold a "+" of its own
    assert len(secret) > 40
    assert not any(secret in data for data in everything_in(files.root).values())


def test_an_archive_is_not_founded_twice(files: ArchiveFiles, tmp_path: Path) -> None:
    before = everything_in(files.root)

    with pytest.raises(ArchiveExists, match="stays as it is"):
        found_archive(files.root, "Another", tmp_path / "keys")

    assert everything_in(files.root) == before


def test_an_archive_is_not_founded_among_other_files(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"...")

    with pytest.raises(FolderNotEmpty):
        found_archive(tmp_path, "Halvar Desk", tmp_path / "keys")
    with pytest.raises(FolderNotEmpty):
        found_archive(tmp_path / "holiday.jpg", "Halvar Desk", tmp_path / "keys")

    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


def test_a_founding_that_was_interrupted_can_be_done_again(files: ArchiveFiles, keys: Path) -> None:
    (files.root / ".archive.toml.77.new").write_bytes(b"form")
    files.toml.unlink()  # it is written last
    with pytest.raises(NotAnArchive):
        open_files(files.root)

    again = found_archive(files.root, "Halvar Desk", keys)

    assert len(list(CustodyLog(again).entries())) == 1
    assert verify(again).holds


def test_a_folder_with_a_longer_log_is_not_founded_anew(files: ArchiveFiles, keys: Path) -> None:
    line = files.segment_path(1).read_bytes()
    files.segment_path(1).write_bytes(line * 2)
    files.toml.unlink()

    with pytest.raises(FolderNotEmpty):
        found_archive(files.root, "Halvar Desk", keys)

    assert files.segment_path(1).read_bytes() == line * 2


@pytest.mark.parametrize("place", ["log", "withheld", "objects", "lock"])
def test_a_folder_with_links_is_no_place_for_a_new_archive(
    files: ArchiveFiles, keys: Path, tmp_path: Path, place: str
) -> None:
    before = everything_in(files.root)
    new = tmp_path / "new"
    new.mkdir()
    (new / place).symlink_to(files.root / place)

    with pytest.raises(FolderNotEmpty):
        found_archive(new, "Halvar Desk", keys)

    assert everything_in(files.root) == before


def test_folders_of_any_depth_stop_no_founding(tmp_path: Path, keys: Path) -> None:
    os.makedirs(tmp_path / "new" / "log" / "/".join("d" * 400))
    allowed = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 300)
    try:
        files = found_archive(tmp_path / "new", "Halvar Desk", keys)
    finally:
        sys.setrecursionlimit(allowed)

    assert verify(files).holds


@pytest.mark.parametrize("name", ["log/000001.jsonl", "log/other", "objects/incoming/other"])
def test_a_pipe_is_none_of_what_an_interrupted_founding_left(tmp_path: Path, keys: Path, name: str) -> None:
    path = tmp_path / "new" / name
    path.parent.mkdir(parents=True)
    os.mkfifo(path)

    with pytest.raises(FolderNotEmpty):
        found_archive(tmp_path / "new", "Halvar Desk", keys)


@pytest.mark.parametrize("name", ["", "   ", "two\nlines", "bell\x07"])
def test_names_that_cannot_be_shown_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadName):
        found_archive(tmp_path / "archive", name, tmp_path / "keys")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "origin"),
    [
        ("Halvar Desk", "sayso/halvar-desk"),
        ("Кхорн 2025", "sayso/кхорн-2025"),
        ("أرشيف", "sayso/أرشيف"),
        ("a+b/../c", "sayso/a-b-..-c"),
        ("!!!", "sayso/archive"),
    ],
)
def test_the_origin_of_heads_is_made_from_the_name(tmp_path: Path, name: str, origin: str) -> None:
    files = found_archive(tmp_path / "archive", name, tmp_path / "keys")

    settings = read_settings(files)
    assert (settings.name, settings.public_key.name) == (name, origin)
    assert read_signer(settings.public_key, tmp_path / "keys").verifier_key == settings.public_key


def test_a_folder_that_is_no_archive_is_named(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing"):
        with pytest.raises(NotAnArchive, match="sayso init"):
            open_files(path)
    (tmp_path / "archive.toml").write_text("")
    with pytest.raises(UnknownFormat):
        open_files(tmp_path)


def test_an_archive_without_its_log_is_no_archive(files: ArchiveFiles) -> None:
    files.log.rename(files.root / "elsewhere")

    with pytest.raises(NotAnArchive, match="no log"):
        open_files(files.root)


def test_a_newer_format_is_refused_and_not_guessed_at(files: ArchiveFiles) -> None:
    files.toml.write_bytes(files.toml.read_bytes().replace(b"format = 2", b"format = 3"))

    with pytest.raises(UnknownFormat, match="format 3; this sayso knows formats up to 2"):
        open_files(files.root)


@pytest.mark.parametrize(
    ("was", "is_now"), [(b"name", b"game"), (b"= ", b"  "), (b"+A", b"+B"), (b"[settings]", b""), (b"Z", b"")]
)
def test_a_damaged_archive_toml_is_named(files: ArchiveFiles, was: bytes, is_now: bytes) -> None:
    files.toml.write_bytes(files.toml.read_bytes().replace(was, is_now))

    with pytest.raises(ArchiveDamaged, match=r"archive\.toml"):
        open_files(files.root)


def test_keys_that_cannot_be_written_stop_the_founding(tmp_path: Path) -> None:
    (tmp_path / "keys").write_bytes(b"a file")

    with pytest.raises(CouldNotWrite, match="private key"):
        found_archive(tmp_path / "archive", "Halvar Desk", tmp_path / "keys")
    with pytest.raises(NotAnArchive):
        open_files(tmp_path / "archive")


@given(st.text(), st.dictionaries(setting_names, setting_values, max_size=4))
def test_settings_read_as_they_were_written(
    name: str, values: dict[str, bool | int | str | tuple[str, ...]]
) -> None:
    settings = Settings(
        format=FORMAT,
        name=name,
        created=datetime(2025, 3, 4, 5, 6, 7, tzinfo=UTC),
        public_key=VerifierKey("sayso/halvar-desk", bytes(32)),
        settings=values,
    )

    assert parse_settings(render_settings(settings), "archive.toml") == settings


def test_a_setting_with_a_name_that_toml_would_read_otherwise_is_refused() -> None:
    key = VerifierKey("sayso/halvar-desk", bytes(32))
    settings = Settings(format=1, name="x", created=datetime.now(UTC), public_key=key, settings={"a.b": 1})

    with pytest.raises(ValueError, match="letters"):
        render_settings(settings)


def test_an_archive_stands_on_a_disk_that_knows_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(source: object, place: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr("os.link", no_links)
    files = found_archive(tmp_path / "archive", "Halvar Desk", tmp_path / "keys")

    write_head(files, None)

    assert verify(files).damages == ()
    with pytest.raises(ArchiveExists):
        found_archive(tmp_path / "archive", "Halvar Desk", tmp_path / "keys")

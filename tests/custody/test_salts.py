"""Salts of descriptions: the secret that they are made with, and what a description with salts is."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import pytest

from sayso.custody.disk import write_new
from sayso.custody.errors import CouldNotWrite
from sayso.custody.found import found_archive
from sayso.custody.layout import ArchiveFiles
from sayso.custody.salt_key import KEY_BYTES, salt_key

WRITE_NEW = "sayso.custody.salt_key.write_new"


@pytest.fixture
def files(tmp_path: Path) -> ArchiveFiles:
    return ArchiveFiles(found_archive(tmp_path / "archive", "Test", tmp_path / "keys").root)


def test_the_secret_is_made_once_and_for_nobody_else(files: ArchiveFiles) -> None:
    made = salt_key(files)

    assert len(made) == KEY_BYTES
    assert salt_key(files) == made
    assert files.salt_key.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("there", [b"", b"short", b"x" * (KEY_BYTES + 1)])
def test_a_damaged_secret_is_replaced(files: ArchiveFiles, there: bytes) -> None:
    files.salt_key.write_bytes(there)

    made = salt_key(files)

    assert len(made) == KEY_BYTES
    assert files.salt_key.read_bytes() == made


def test_a_secret_that_an_erasure_removes_as_it_is_made_is_none_that_anybody_knows(
    files: ArchiveFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    def then_erased(path: Path, data: bytes, *, mode: int) -> None:
        write_new(path, data, mode=mode)
        path.unlink()

    monkeypatch.setattr(WRITE_NEW, then_erased)
    first, second = salt_key(files), salt_key(files)

    assert len(first) == len(second) == KEY_BYTES
    assert first != second


def test_a_secret_that_another_process_makes_meanwhile_is_taken(
    files: ArchiveFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = secrets.token_bytes(KEY_BYTES)

    def quicker(path: Path, data: bytes, *, mode: int) -> None:
        path.write_bytes(theirs)
        raise FileExistsError(os.fspath(path))

    monkeypatch.setattr(WRITE_NEW, quicker)

    assert salt_key(files) == theirs


def test_a_secret_that_can_neither_be_read_nor_made_is_an_error(
    files: ArchiveFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vanishes(path: Path, data: bytes, *, mode: int) -> None:
        raise FileExistsError(os.fspath(path))

    monkeypatch.setattr(WRITE_NEW, vanishes)

    with pytest.raises(CouldNotWrite):
        salt_key(files)

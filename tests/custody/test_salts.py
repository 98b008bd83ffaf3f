"""Salts of descriptions: the secret that they are made with, and what a description with salts is."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Any

import pytest

from sayso.custody.described import digests_of, fields_in, with_salts
from sayso.custody.disk import write_new
from sayso.custody.errors import CouldNotWrite
from sayso.custody.found import found_archive
from sayso.custody.layout import ArchiveFiles
from sayso.custody.salt_key import KEY_BYTES, salt_key
from sayso.custody.withheld import Salted
from sayso.values import canonical_json

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


# -- descriptions ---------------------------------------------------------------------------------

Told = dict[str, Any]
FIELDS: Told = {
    "title": "The quay by night",
    "author": "Ivo Rask",
    "cites": ["a", "b"],
    "file_name": "quay.txt",
}


def test_a_description_gives_its_fields_back() -> None:
    fields = fields_in(canonical_json(with_salts(FIELDS, b"k" * KEY_BYTES, "e" * 64)))

    assert {name: field.value for name, field in fields.items()} == FIELDS
    assert len({field.salt for field in fields.values()}) == len(FIELDS)


def test_one_digest_is_not_that_of_two_values() -> None:
    """A salt that takes the beginning of the value in leaves the rest with the same digest."""
    real = Salted(secrets.token_bytes(32), 'Ivo "Rask')
    written = canonical_json(real.value)
    at = written.index(b'\\"') + 1
    taken, rest = real.salt + written[:at], json.loads(written[at:])
    record = canonical_json({"author": rest, "salts": {"author": taken.hex()}})

    assert Salted(taken, rest).digest() == real.digest()
    assert rest == "Rask"
    assert fields_in(record) == {}


@pytest.mark.parametrize(
    "change",
    [
        {"publisher": "Harbour Office"},  # without a salt
        {"salts": {}},
        {"salts": "none"},
        {"pad": "Harbour Office"},
        {"author": 7},
        {"author": {"name": "Ivo Rask"}},
    ],
)
def test_a_description_that_is_more_than_its_salted_fields_is_none(change: Told) -> None:
    described = with_salts(FIELDS, b"k" * KEY_BYTES, "e" * 64)

    assert fields_in(canonical_json({**described, **change})) == {}


def test_a_salt_without_a_field_or_a_field_that_stands_twice_is_none() -> None:
    described: Told = with_salts(FIELDS, b"k" * KEY_BYTES, "e" * 64)
    doubled = canonical_json(described).replace(b'"author":', b'"author":"Ada Quent","author":', 1)
    del described["author"]

    assert fields_in(doubled) == {}
    assert fields_in(canonical_json(described)) == {}
    assert digests_of(fields_in(b"\xff")) == {}

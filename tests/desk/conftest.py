"""A small case of invented material, and an archive of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.custody.found import found_archive
from sayso.store.archive import Archive, open_archive
from sayso.testing.material import write_small_case

ACTOR = "Ada Tester"


@pytest.fixture
def material(tmp_path: Path) -> Path:
    """A folder with two articles, a statement, a post, a clip and a mirrored copy of it."""
    return write_small_case(tmp_path / "material")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive's folder."""
    return found_archive(tmp_path / "archive", "Test", tmp_path / "keys").root


@pytest.fixture
def archive(root: Path) -> Iterator[Archive]:
    """An open archive."""
    with open_archive(root) as opened:
        yield opened

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sayso.custody import ArchiveFiles, Signer, found_archive, read_settings, read_signer


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    return tmp_path / "keys"


@pytest.fixture
def files(tmp_path: Path, keys: Path) -> ArchiveFiles:
    """A new archive."""
    return found_archive(tmp_path / "archive", "Halvar Desk", keys, withheld={"operator": "r.osk"})


@pytest.fixture
def signer(files: ArchiveFiles, keys: Path) -> Signer:
    return read_signer(read_settings(files).public_key, keys)


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A clock that goes on by one second each time it is looked at."""
    at = datetime(2025, 3, 4, 5, 6, 7, tzinfo=UTC)

    def tick() -> datetime:
        nonlocal at
        at += timedelta(seconds=1)
        return at

    return tick

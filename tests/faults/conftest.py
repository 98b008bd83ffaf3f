"""The full versions, with more of each fault, are in benchmarks/evidence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.evidence.figures import workplace


@pytest.fixture
def work() -> Iterator[Path]:
    """A folder in memory, where there is such a place."""
    with workplace(in_memory=True) as folder:
        yield folder

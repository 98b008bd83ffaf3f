"""What lies under a folder is listed however deep it lies."""

from __future__ import annotations

import inspect
import os
import sys
from pathlib import Path

from sayso.custody.disk import files_under


def test_folders_lie_deeper_than_calls_may(tmp_path: Path) -> None:
    deep = "/".join(["a"] * 200)
    os.makedirs(tmp_path / deep)
    allowed = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 100)
    try:
        found = [entry.path for entry in files_under(tmp_path)]
    finally:
        sys.setrecursionlimit(allowed)

    assert found == [str(tmp_path / deep)]

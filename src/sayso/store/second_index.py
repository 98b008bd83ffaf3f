"""A second index beside an archive's, made anew from log and objects: to compare it, or how it is laid out,
or to ask it where the archive's own may not be written and does not say what its log says.

It holds what was read from the material, so it lies in no folder: its file loses its name before anything is
written into it. Nobody else can open it, and it goes when this process ends, however it ends.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sayso.custody.layout import ArchiveFiles
from sayso.store.django_setup import ANEW, KEPT, asking, point_at_both, point_at_passing
from sayso.store.index_tables import Layout, layout, make_tables

_one_at_a_time = threading.Lock()


@contextmanager
def second_index(files: ArchiveFiles) -> Iterator[None]:
    """Let `asking(ANEW)` ask an empty database, and `asking(KEPT)` the archive's, which is only read.

    Raises:
        OSError: when there is no room for it.
        DatabaseError: when it cannot be made.
    """
    from django.db import connections

    with _one_at_a_time:
        try:
            with TemporaryDirectory(prefix="sayso-") as folder:
                point_at_both(files.database, Path(folder) / "index.db")
                connections[ANEW].ensure_connection()
            yield
        finally:
            for alias in (KEPT, ANEW):
                connections[alias].close()


def ask_passing_index() -> None:
    """Let the models be asked of an empty database, until Django's connection is closed.

    Raises:
        OSError: when there is no room for it.
        DatabaseError: when it cannot be made.
    """
    from django.db import connections

    with TemporaryDirectory(prefix="sayso-") as folder:
        point_at_passing(Path(folder) / "index.db")
        connections["default"].ensure_connection()
    make_tables()


def layout_anew(files: ArchiveFiles) -> Layout:
    """Return how this version lays an index out; errors as for `second_index`."""
    with second_index(files), asking(ANEW):
        make_tables()
        return layout()

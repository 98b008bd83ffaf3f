"""Settings for Django; an archive's path is put in when it is opened, one archive a process at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

# A second writer waits this long for SQLite's own lock. Ours (`custody.lock`) is
# taken first, so this only bridges the moments of a checkpoint.
SQLITE_TIMEOUT_S = 20

# The index as it lies in an archive, and one made anew beside it, where the two are compared.
KEPT, ANEW = "kept", "anew"
_chosen: ContextVar[str] = ContextVar("index", default="default")


class AsChosen:
    """Sends what is asked of the models to the database that `asking` chose, else to the archive's."""

    def db_for_read(self, _model: Any, **_hints: Any) -> str:
        """Name the database to read from, as Django's routers do."""
        return _chosen.get()

    def db_for_write(self, _model: Any, **_hints: Any) -> str:
        """Name the database to write to, as Django's routers do."""
        return _chosen.get()


@contextmanager
def asking(alias: str) -> Iterator[None]:
    """Ask another database within: the same functions then read and fill that one."""
    before = _chosen.set(alias)
    try:
        yield
    finally:
        _chosen.reset(before)


def chosen() -> str:
    """Name the database that is asked here."""
    return _chosen.get()


def prepare_django() -> None:
    """Configure Django without an archive, unless somebody has (the type checker does)."""
    import django
    from django.conf import settings

    if settings.configured or "DJANGO_SETTINGS_MODULE" in os.environ:
        return
    settings.configure(
        DATABASES={
            "default": _database(),
            KEPT: _compared({"timeout": SQLITE_TIMEOUT_S, "init_command": "PRAGMA synchronous=OFF;"}),
            ANEW: _compared(_passing_options()),
        },
        DATABASE_ROUTERS=["sayso.store.django_setup.AsChosen"],
        INSTALLED_APPS=["sayso.store.apps.StoreConfig"],
        USE_TZ=True,
        TIME_ZONE="UTC",
        LOGGING_CONFIG=None,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    django.setup()


def point_django_at(database: Path, *, may_write: bool = True) -> None:
    """Let Django's one connection open `database` when it is next used.

    Where nothing may be written, not even SQLite's files beside the database, only
    reading is asked for.
    """
    from django.db import connections

    connections["default"].close()
    settings = connections["default"].settings_dict
    settings["NAME"] = str(database) if may_write else read_only_uri(database)
    settings["OPTIONS"] = _options() if may_write else {"timeout": SQLITE_TIMEOUT_S}


def point_at_passing(database: Path) -> None:
    """Let Django's one connection open a database that is thrown away when it is closed."""
    from django.db import connections

    connections["default"].close()
    settings = connections["default"].settings_dict
    settings["NAME"], settings["OPTIONS"] = str(database), _passing_options()


def point_at_both(kept: Path, anew: Path) -> None:
    """Let the two databases that are compared be these; the first is only read, and must be there."""
    from django.db import connections

    is_left = wal_bytes(kept) > 0  # by a command that was killed: whoever may write would fold it in
    is_ours = may_be_written(kept) and not is_left
    names = {
        KEPT: f"{kept.absolute().as_uri()}?mode=rw" if is_ours else read_only_uri(kept),
        ANEW: str(anew),
    }
    for alias, name in names.items():
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


def may_be_written(database: Path) -> bool:
    """Tell whether a database may be written, and files beside it.

    Reading alone then makes SQLite's own files, and removes them at the end; where only the files beside it
    may be made, they would stay.
    """
    is_free = os.access(database.parent, os.W_OK)
    return is_free and (os.access(database, os.W_OK) or not database.exists())


def wal_bytes(database: Path) -> int:
    """Return how much lies in a database's write-ahead log, which stands beside it while it is in use."""
    try:
        return _wal_of(database).stat().st_size
    except OSError:
        return 0


def _wal_of(database: Path) -> Path:
    return database.with_name(database.name + "-wal")


def read_only_uri(database: Path) -> str:
    """Return how SQLite is told to open a database and to write nothing, not even beside it."""
    # Without its write-ahead log, a database whose folder cannot be written opens only as immutable.
    is_there = _wal_of(database).exists()
    return f"{database.absolute().as_uri()}?mode=ro" + ("" if is_there else "&immutable=1")


def _database() -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": "",  # none is open yet
        "OPTIONS": _options(),
    }


def _compared(options: dict[str, object]) -> dict[str, object]:
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": "", "OPTIONS": options}


def _passing_options() -> dict[str, object]:
    # What is thrown away at once needs to survive no power cut.
    return {
        "timeout": SQLITE_TIMEOUT_S,
        "init_command": "PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY;",
    }


def _options() -> dict[str, object]:
    # IMMEDIATE: a transaction that reads and then writes must not lose to another
    # one in between ("database is locked" is not cured by waiting there).
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": SQLITE_TIMEOUT_S,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }

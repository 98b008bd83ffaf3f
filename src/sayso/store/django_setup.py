"""Settings for Django; an archive's path is put in when it is opened, one archive a process at a time."""

from __future__ import annotations

import os
from pathlib import Path

# A second writer waits this long for SQLite's own lock. Ours (`custody.lock`) is
# taken first, so this only bridges the moments of a checkpoint.
SQLITE_TIMEOUT_S = 20


def prepare_django() -> None:
    """Configure Django without an archive, unless somebody has (the type checker does)."""
    import django
    from django.conf import settings

    if settings.configured or "DJANGO_SETTINGS_MODULE" in os.environ:
        return
    settings.configure(
        DATABASES={"default": _database()},
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
    settings["NAME"] = str(database) if may_write else _read_only(database)
    settings["OPTIONS"] = _options() if may_write else {"timeout": SQLITE_TIMEOUT_S}


def _read_only(database: Path) -> str:
    # Without its write-ahead log, a database whose folder cannot be written opens only as immutable.
    wal = database.with_name(database.name + "-wal")
    return f"{database.absolute().as_uri()}?mode=ro" + ("" if wal.exists() else "&immutable=1")


def _database() -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": "",  # none is open yet
        "OPTIONS": _options(),
    }


def _options() -> dict[str, object]:
    # IMMEDIATE: a transaction that reads and then writes must not lose to another
    # one in between ("database is locked" is not cured by waiting there).
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": SQLITE_TIMEOUT_S,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }

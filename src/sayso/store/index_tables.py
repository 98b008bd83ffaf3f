"""The index as a database: which version its rows are of, how far they follow the log, if it is sound."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from sayso.custody.entries import GENESIS
from sayso.store.django_setup import chosen

# Rises with every change of the models or of `projection`: an archive whose
# index was made by another version is projected anew when it is opened.
PROJECTION_VERSION = 4


Layout: TypeAlias = dict[str, tuple[object, ...]]  # such as "index item_case" -> what it is made of


def tables_version() -> int:
    """Return the version of which the rows are; 0 where there are none yet."""
    from django.db import connections

    with connections[chosen()].cursor() as cursor:
        cursor.execute("PRAGMA user_version")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def mark_version() -> None:
    """Say which version the rows are of, in the transaction that made them: no reader takes half for all."""
    from django.db import connections

    with connections[chosen()].cursor() as cursor:
        cursor.execute(f"PRAGMA user_version = {PROJECTION_VERSION}")


def followed_to() -> tuple[int, str]:
    """Return the entry that the projection came to, and its line's digest."""
    from sayso.store import models

    mark = models.Applied.objects.filter(id=1).first()
    return (mark.seq, mark.line_digest) if mark else (0, GENESIS)


def sweep_index() -> None:
    """Write the database anew, so that nothing of deleted rows is left in it."""
    from django.db import connections

    with connections[chosen()].cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def acting_parts() -> list[str]:
    """Name the triggers and views there: we make none, and they would change what we write or read."""
    from django.db import connections

    with connections[chosen()].cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY name")
        return [str(name) for (name,) in cursor.fetchall()]


def layout() -> Layout:
    """Return what the database is made of: tables with their columns, indexes with theirs, all else by name.

    How a column is declared is left to what SQLite makes of it, as versions write the same one otherwise.
    """
    return dict(_parts())


def _parts() -> Iterator[tuple[str, tuple[object, ...]]]:
    from django.db import connections

    with connections[chosen()].cursor() as cursor:
        cursor.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
        for kind, name, table, sql in cursor.fetchall():
            if name == "sqlite_sequence":  # SQLite's own, of tables that number their rows
                continue
            pragma = {"table": "table_xinfo", "index": "index_xinfo"}.get(kind)
            cursor.execute(f"SELECT * FROM pragma_{pragma}(%s)" if pragma else "SELECT %s", [name])
            words = str(sql or "").upper()
            orders = tuple(words.count(word) for word in ("COLLATE", "UNIQUE", "WHERE", "GENERATED"))
            yield f"{kind} {name}", (table, orders, *(tuple(row) for row in cursor.fetchall()))


def index_is_sound() -> bool:
    """Tell whether the database is whole, and of no later version than this one."""
    from django.db import DatabaseError, connections

    try:
        if tables_version() > PROJECTION_VERSION or acting_parts():
            return False
        with connections[chosen()].cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            return bool(cursor.fetchone() == ("ok",))
    except DatabaseError:
        return False


def make_tables() -> None:
    """Make the tables, or bring them to the models of this version."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False, database=chosen())

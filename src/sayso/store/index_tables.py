"""The index as a database: which version its rows are of, how far they follow the log, if it is sound."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

from sayso.custody.entries import GENESIS
from sayso.store.django_setup import chosen
from sayso.values import Digest

# Rises with every change of the models or of `projection`, and where another Django declares a table in other
# words: an archive whose index was made by another version is projected anew when it is opened.
PROJECTION_VERSION = 5

# A name or text in quotes, a word or number, or one sign.
_SQL_PART = re.compile(r"""["](?:[^"]|"")*"|'(?:[^']|'')*'|`[^`]*`|\[[^]]*\]|\w+|[^\w\s]""")

Layout: TypeAlias = dict[str, tuple[str, str]]  # "index item_case" -> its table, and how it is declared


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


def unread_records() -> set[Digest]:
    """Return the records that could not be read when the rows on them were made."""
    from sayso.store import models

    return {Digest(digest) for digest in models.Unread.objects.values_list("digest", flat=True)}


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


def words_of_acting(parts: Iterable[str]) -> str:
    """Say that an index holds triggers or views."""
    return f"it holds what we never put there, and would act on it: {', '.join(parts)}"


def layout() -> Layout:
    """Return what the database is made of: tables, indexes and all else by name, each as it was declared.

    That is the whole of it, such as what a column takes, and what becomes of a row whose case goes. White
    space and the case of SQL's own words do not count.
    """
    from django.db import connections

    with connections[chosen()].cursor() as cursor:
        cursor.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
        return {
            f"{kind} {name}": (table, _as_declared(str(sql or "")))
            for kind, name, table, sql in cursor.fetchall()
            if name != "sqlite_sequence"  # SQLite's own, of tables that number their rows
        }


def _as_declared(sql: str) -> str:
    return " ".join(part if part[0] in "\"'`[" else part.upper() for part in _SQL_PART.findall(sql))


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

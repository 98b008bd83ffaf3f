"""All rows of the index as plain values, to hold one index against another."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Generator, Iterable
from contextlib import closing
from itertools import zip_longest
from typing import Any

from django.db import connections
from django.db.models import Model

from sayso.store import models
from sayso.store.records import TOGETHER
from sayso.values import Digest, digest_bytes

TABLES: dict[str, type[Model]] = {
    "cases": models.Case,
    "exhibits": models.Exhibit,
    "items": models.Item,
    "events": models.ItemEvent,
    "tombstones": models.Tombstone,
    "results": models.Derivative,
    "claims": models.ClaimRow,
    "copies": models.CopyRow,
    "judgements": models.JudgementRow,
}


def everything() -> dict[str, list[dict[str, Any]]]:
    """Return every row of the projection as JSON values, to compare one index with another."""
    return {kind: [json.loads(row) for row in sorted(rows_of(kind))] for kind in TABLES}


def sums() -> dict[str, tuple[int, int]]:
    """Return for each kind of thing how many rows the projection has of it, and a sum over them.

    Equal rows have equal sums, in whatever order they stand; memory does not grow with them.
    """
    return {kind: sum_over(rows_of(kind)) for kind in TABLES}


def rows_of(kind: str) -> Generator[str, None, None]:
    """Yield a table's rows as JSON; a row's own number is left out where nothing is called by it."""
    fields = [field.attname for field in _fields_of(kind)]
    for row in TABLES[kind]._default_manager.values(*fields).iterator():
        yield json.dumps(row, default=str, sort_keys=True)


def are_stored_alike(kind: str, one: str, other: str, progress: Callable[[int], object]) -> bool:
    """Tell whether a table of two SQLite databases has the same rows in the same order, as they are stored.

    Much quicker than to read what they say. Where it is false, they can still say the same.

    Args:
        one, other: the databases, by Django's names.
        progress: told in rows.
    """
    done = 0
    with closing(_stored(kind, one)) as rows, closing(_stored(kind, other)) as others:
        for batch, beside in zip_longest(rows, others):
            if batch != beside:
                return False
            progress(done := done + len(batch))
    return True


def _stored(kind: str, database: str) -> Generator[list[tuple[Any, ...]], None, None]:
    quoted = connections[database].ops.quote_name
    names = ", ".join(quoted(field.column) for field in _fields_of(kind))
    table = quoted(TABLES[kind]._meta.db_table)
    with connections[database].cursor() as cursor:
        # Not by a key: an index of the database need not be about all that is in its table.
        cursor.execute(f"SELECT {names} FROM {table} NOT INDEXED ORDER BY rowid")
        while batch := cursor.fetchmany(TOGETHER):
            yield batch


def _fields_of(kind: str) -> list[Any]:
    table = TABLES[kind]
    return [field for field in table._meta.fields if field.attname != "id" or table is models.Item]


def results_with_output(records: Collection[Digest]) -> set[int]:
    """Return the runs of methods whose results these records are, by their entries' numbers."""
    return {
        seq
        for seq, output in models.Derivative.objects.values_list("seq", "output").iterator()
        if output in records
    }


def count_of(kind: str) -> int:
    """Return how many rows of a kind there are."""
    return TABLES[kind]._default_manager.count()


def sum_over(rows: Iterable[str]) -> tuple[int, int]:
    """Return how many rows there are, and a sum over them."""
    count = total = 0
    for row in rows:
        count += 1
        total += int(digest_bytes(row.encode()), 16)
    return count, total

"""Putting many rows into the index at once, as Django's `bulk_create` does, in a third of its time.

What `bulk_create` spends most on is to ask each value anew whether it is one for its column. The values of
a log's entries are texts and whole numbers nearly all, which every database takes as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connections, models
from django.db.models.constants import OnConflict

from sayso.store.django_setup import chosen

_TEXTS = (models.CharField, models.TextField)


def insert_rows(
    table: type[models.Model], rows: Iterable[Mapping[str, Any]], *, update: Sequence[str] = ()
) -> None:
    """Put rows into a table, inside the caller's transaction.

    Args:
        rows: the value of each column, by the attribute that Django has it under; what else a row holds is
            not looked at.
        update: the fields that change where a row of its key is there; () where none is to be.

    Raises:
        ValueError, TypeError: when a value is none for its column.
        IntegrityError: when a row is there already, or breaks another rule of its table.
    """
    about: Any = table._meta
    fields = [field for field in about.concrete_fields if not isinstance(field, models.AutoField)]
    connection = connections[chosen()]
    columns = [_Column(field, connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.executemany(
            _statement(connection, about, fields, update),
            [[column.stored(row[column.name]) for column in columns] for row in rows],
        )


class _Column:
    """A column, and what is stored in it of a value."""

    def __init__(self, field: Any, connection: Any) -> None:
        self.name = field.attname
        self._field, self._connection = field, connection
        target = field.target_field if field.is_relation else field
        self._plain: type | None = None  # values of this type are stored as they are
        if isinstance(target, _TEXTS):
            self._plain = str
        elif isinstance(target, models.IntegerField):
            self._plain = int

    def stored(self, value: Any) -> Any:
        if type(value) is self._plain:
            return value
        return self._field.get_db_prep_save(value, connection=self._connection)


def _statement(connection: Any, about: Any, fields: Sequence[Any], update: Sequence[str]) -> str:
    quoted = connection.ops.quote_name
    names = ", ".join(quoted(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    conflict = connection.ops.on_conflict_suffix_sql(
        fields,
        OnConflict.UPDATE if update else None,
        [about.get_field(name).column for name in update],
        [about.pk.column],
    )
    return f"INSERT INTO {quoted(about.db_table)} ({names}) VALUES ({places}) {conflict}".rstrip()

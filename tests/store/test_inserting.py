from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sayso.custody.found import found_archive
from sayso.store.archive import open_archive

AT = datetime(2031, 5, 6, 10, 0, 0, 120, tzinfo=UTC)


@pytest.fixture(autouse=True)
def opened(tmp_path: Path) -> Iterator[None]:
    with open_archive(found_archive(tmp_path / "archive", "Test", tmp_path / "keys").root):
        from sayso.store import models

        models.Case.objects.create(slug="quay", title="Quay", opened_seq=1, opened_at=AT)
        models.Exhibit.objects.create(digest="a" * 64, size_bytes=1, media_type="text/plain", first_seq=2)
        yield


def item(number: int, **fields: Any) -> dict[str, Any]:
    return {
        "id": f"{number:012x}",
        "case_id": "quay",
        "exhibit_id": "a" * 64,
        "doc_id": f"file {number}",
        "file_name": "a.txt",
        "description": {"title": "Pier \u00e9", "tags": ["b", "a"]},
        "description_digest": "b" * 64,
        "sidecar_digest": "",
        "gaps": [],
        "first_seq": number,
        "first_at": AT,
        **fields,
    }


def stored(table: str) -> list[tuple[Any, ...]]:
    from django.db import connection

    with connection.cursor() as cursor:
        names = [column.name for column in connection.introspection.get_table_description(cursor, table)]
        shown = ", ".join(f"{name}, typeof({name})" for name in names)
        cursor.execute(f"SELECT {shown} FROM {table} ORDER BY rowid")
        return list(cursor.fetchall())


ODD: dict[str, dict[str, Any]] = {
    "as the log has them": {},
    "a number for a text": {"file_name": 7},
    "a number that is written as a text": {"first_seq": "12"},
    "nothing in an object": {"description": {"title": None}},
    "a truth for a number": {"first_seq": True},
}


@pytest.mark.parametrize("odd", ODD)
def test_rows_are_stored_as_bulk_create_stores_them(odd: str) -> None:
    from sayso.store import models
    from sayso.store.inserting import insert_rows

    rows = [item(1), item(2, **ODD[odd])]
    models.Item.objects.bulk_create(models.Item(**row) for row in rows)
    expected = stored("store_item")
    models.Item.objects.all().delete()

    insert_rows(models.Item, rows)

    assert stored("store_item") == expected


def test_the_database_gives_a_number_where_that_is_automatic() -> None:
    from sayso.store import models
    from sayso.store.inserting import insert_rows

    insert_rows(models.Item, [item(1)])
    rows = [{"item_id": f"{1:012x}", "seq": seq, "at": AT, "act": "import"} for seq in (4, 5)]
    insert_rows(models.ItemEvent, [{**row, "description_digest": "b" * 64} for row in rows])

    assert list(models.ItemEvent.objects.values_list("seq", "at")) == [(4, AT), (5, AT)]
    assert len({event.id for event in models.ItemEvent.objects.all()}) == 2


def test_only_what_is_to_change_does_where_a_row_is_there() -> None:
    from sayso.store import models
    from sayso.store.inserting import insert_rows

    insert_rows(models.Item, [item(1)])
    insert_rows(models.Item, [item(1, file_name="b.txt", first_seq=9), item(2)], update=["file_name"])

    found = models.Item.objects.values_list("file_name", "first_seq")
    assert list(found) == [("b.txt", 1), ("a.txt", 2)]


@pytest.mark.parametrize("wrong", [{"first_seq": "many"}, {"first_seq": [1]}, {"first_seq": {"a": 1}}])
def test_what_is_no_value_for_a_column_is_refused(wrong: dict[str, Any]) -> None:
    from sayso.store import models
    from sayso.store.inserting import insert_rows

    with pytest.raises((ValueError, TypeError)):
        insert_rows(models.Item, [item(1, **wrong)])

    assert stored("store_item") == []


def test_no_row_is_no_statement() -> None:
    from sayso.store import models
    from sayso.store.inserting import insert_rows

    insert_rows(models.Item, [])
    insert_rows(models.Item, iter(()), update=["file_name"])

    assert stored("store_item") == []

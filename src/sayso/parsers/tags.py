"""Tags as readers give them, such as `ExifIFD:CreateDate`: their parts, and values that can be shown."""

from __future__ import annotations

from sayso.parsers.errors import printable

MOST_TAGS = 3000
LONGEST_VALUE = 2000  # code points
DEEPEST = 6


def plain(value: object, depth: int = 0) -> object:
    """Return a tag's value as one that can be shown."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return printable(value, LONGEST_VALUE)
    if depth < DEEPEST and isinstance(value, list):
        return [plain(item, depth + 1) for item in value[:MOST_TAGS]]
    if depth < DEEPEST and isinstance(value, dict):
        return {printable(str(name), 120): plain(value[name], depth + 1) for name in list(value)[:MOST_TAGS]}
    return "…"


def group_of(tag: str) -> str:
    """Return the group that a tag stands in."""
    return tag.partition(":")[0]


def name_of(tag: str) -> str:
    """Return a tag's name without its group."""
    return tag.rpartition(":")[2]

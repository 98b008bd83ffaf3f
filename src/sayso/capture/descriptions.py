"""Descriptions that come with material: `<document>.meta.json` -> Description, and what was wrong with it.

A description is somebody's word. What of it cannot be taken is said as a gap,
field by field, and never keeps the document out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from sayso.capture.types import DOCUMENT_KINDS, Description
from sayso.values import lies_after, read_date

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SUFFIX = ".meta.json"
MAX_BYTES = 1 << 20  # of a description; one with a thousand attachments has 50 kB
_LONGEST_QUOTE = 40  # code points of what is quoted in a gap
DATE_FORMS = "2024, 2024-09, 2024-09-22, 2024-09-22T09:12:00Z or 22 September 2024"  # some that are read
_FORMS = {"cites": "a list of texts", "attachments": "a list of texts"}  # of the other fields: a text


def read_description(data: bytes, came_in: datetime | None = None) -> tuple[Description, tuple[str, ...]]:
    """Read a description's bytes.

    Args:
        came_in: when what it describes came in; a date after that is kept, and said to be one.

    Returns:
        what could be taken, and for all that could not a sentence that says why.
    """
    try:
        given = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return Description(), ("its description is no JSON and was not read",)
    if not isinstance(given, dict):
        return Description(), ("its description is no JSON object and was not read",)
    description, gaps = _taken(given)
    return description, (*gaps, *_ahead(description.published, came_in))


def is_writable(text: str) -> bool:
    """Tell whether a text can be written down: no NUL, no half of a surrogate pair."""
    return "\0" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


def _ahead(published: str | None, came_in: datetime | None) -> Iterator[str]:
    if published is not None and came_in is not None and lies_after(published, came_in):
        yield f"its description says it was published {published}, after it came in here; kept as stated"


def _taken(given: Mapping[str, object]) -> tuple[Description, tuple[str, ...]]:
    known = [field.name for field in fields(Description)]
    present = {name: given[name] for name in known if given.get(name) is not None}
    if type(present.get("published")) is int:  # a year, as JSON writes one
        present["published"] = str(present["published"])
    wrong = _wrong_types(present)
    gaps = [
        f"`{name}` in its description is not {_FORMS.get(name, 'a text')} and was left out" for name in wrong
    ]
    kept = {name: value for name, value in present.items() if name not in wrong}
    for name, reason in _impossible(kept).items():
        del kept[name]
        gaps.append(reason)
    if "published" in kept:
        kept["published"] = read_date(str(kept["published"]))
    unknown = sorted(str(name) for name in given if name not in known)
    if unknown:
        gaps.append(f"its description says more than is read: {', '.join(map(_quoted, unknown))}")
    return _adapter().validate_python(kept), tuple(gaps)


def _wrong_types(present: Mapping[str, object]) -> list[str]:
    """Return the names of fields whose values have another form than a description's."""
    from pydantic import ValidationError

    wrong: set[str] = set()
    try:
        _adapter().validate_json(json.dumps(present), strict=True)
    except ValidationError as error:
        wrong = {str(problem["loc"][0]) for problem in error.errors() if problem["loc"]}
    return [name for name in present if name in wrong or not _has_form(name, present[name])]


def _has_form(name: str, value: object) -> bool:
    texts = value if isinstance(value, list) and name in _FORMS else [value]
    return all(isinstance(text, str) and is_writable(text) for text in texts)


def _impossible(kept: Mapping[str, object]) -> dict[str, str]:
    """Return the fields whose words cannot be what they stand for, with the sentence that says so."""
    found = {}
    kind, published = kept.get("kind"), kept.get("published")
    if kind is not None and kind not in DOCUMENT_KINDS:
        kinds = ", ".join(DOCUMENT_KINDS)
        found["kind"] = f"its description calls it {_quoted(str(kind))}, which is none of {kinds}"
    if published is not None and read_date(str(published)) is None:
        found["published"] = (
            f"its description says it was published {_quoted(str(published))}, which is not read as a date; "
            f"write {DATE_FORMS}"
        )
    return found


def _quoted(text: str) -> str:
    clean = "".join(char if char.isprintable() else " " for char in text)
    return f'"{clean}"' if len(clean) <= _LONGEST_QUOTE else f'"{clean[:_LONGEST_QUOTE]}…"'


@cache
def _adapter() -> TypeAdapter[Description]:
    from pydantic import TypeAdapter

    return TypeAdapter(Description)

"""What entries say of exhibits that are not there any more; needs nothing of the archive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.custody.entries import Entry

ERASE = "erase"  # bytes went, and what was made from them
REDACT = "redact"  # only names of people and machines went


def erased_in(entries: Iterable[Entry]) -> dict[str, int]:
    """Return the objects that entries say were erased, as the law asks for, with the entry's number."""
    found = {}
    for entry in entries:
        erased = entry.body.get("erased") if entry.act == ERASE else None
        if isinstance(erased, Mapping):
            found.update({str(digest): entry.seq for digest in erased})
    return found


def removed_in(entries: Iterable[Entry]) -> set[int]:
    """Return the entries of which later ones say that what was withheld from them was removed."""
    acts = [entry for entry in entries if entry.act in (ERASE, REDACT)]
    told = ((entry.seq, seq) for entry in acts for seq in _numbers(entry.body.get("withheld_of")))
    return {seq for by, seq in told if isinstance(seq, int) and seq < by}


def erasures_among(entries: Sequence[Entry]) -> list[str]:
    """Return in words what was erased of exhibits, and whether it came in again since; [] for nothing."""
    return [words for entry in entries if (words := _words(entry, entries)) is not None]


def _words(entry: Entry, entries: Sequence[Entry]) -> str | None:
    if entry.act not in (ERASE, REDACT):
        return None
    exhibit = entry.body.get("exhibit")
    when = f"{entry.at:%Y-%m-%d %H:%M:%S} UTC, with the reason {str(entry.body.get('reason', ''))!r}"
    if entry.act == REDACT and exhibit is None:
        of = ", ".join(str(seq) for seq in _numbers(entry.body.get("withheld_of")))
        return (
            f"who made the entries {of}, and on which machine, was removed with entry {entry.seq}, at {when}"
        )
    if entry.act == REDACT:
        return f"who brought the exhibit {exhibit} in was removed with entry {entry.seq}, at {when}"
    again = [
        one.seq
        for one in entries
        if one.act == "import" and one.body.get("exhibit") == exhibit and one.seq > entry.seq
    ]
    since = f"; it came in again with entry {again[0]}" if again else ""
    return f"the exhibit {exhibit} was erased with entry {entry.seq}, at {when}{since}"


def _numbers(value: object) -> list[object]:
    return value if isinstance(value, list) else []

"""Values with their salts, as they are handed over: checked against the salted digests in the log.

The same form serves what an export shows, and what is handed over later to whoever has the export. Nobody
who is given one value learns anything of another.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any

from sayso.custody.described import DESCRIBING
from sayso.custody.disk import read_file, reason_of
from sayso.custody.entries import Entry
from sayso.custody.form_numbers import LaterForm, read_form
from sayso.custody.withheld import Salted, salted_from, shown_salted
from sayso.values import Findings
from sayso.values.canonical import read_json_object

_NUMBER = re.compile(r"[1-9][0-9]{0,17}")
FORM = 1
Opened = Mapping[int, Mapping[str, Salted]]  # the number of an entry -> field -> value and salt


def write_opened(opened: Opened) -> bytes:
    """Write values with their salts: the same values, the same bytes."""
    value = {str(seq): shown_salted(fields) for seq, fields in opened.items()}
    return json.dumps(value, indent=1, ensure_ascii=True).encode("ascii") + b"\n"


def read_opened(data: bytes) -> dict[int, dict[str, Salted]]:
    """Read what `write_opened` writes.

    Raises:
        ValueError: when it is none.
    """
    try:
        value: Any = read_json_object(data)
        opened = {_number(seq): salted_from(fields) for seq, fields in value.items()}
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"it lacks a part ({error})") from error
    if not all(field.is_one() for fields in opened.values() for field in fields.values()):
        raise ValueError("a value in it is none, or its salt is of another length")
    return opened


def write_opening(opened: Opened) -> bytes:
    """Write the file that is handed over later, to whoever has an export that leaves the values out."""
    value = {"sayso_opening": FORM, "entries": json.loads(write_opened(opened))}
    return json.dumps(value, indent=1, ensure_ascii=True).encode("ascii") + b"\n"


def check_openings(paths: Sequence[Path], entries: Sequence[Entry], findings: Findings) -> None:
    """Hold files that were handed over against the entries of an export, and say what they open together.

    Args:
        paths: from outside; what one of them corrects may be opened by another.
        entries: proven to be in the log.
        findings: gets what is wrong with them, and each value that its entry was written with.
    """
    right: dict[tuple[int, str], Salted] = {}
    for path in paths:
        mine = _here(path, _opened_by(path, findings), entries, findings)
        held = hold_opened(mine, entries, findings, f"opened by {path.name}")
        right |= {(seq, name): field for seq, name, field in held}
    for (seq, name), field in sorted(right.items(), key=itemgetter(0)):
        findings.note(f"opened: entry {seq} was written with {name!r}: {_shown(field.value)}")
        for later in _recorded_since(seq, name, entries):
            if later.described and name not in later.described:
                findings.note(f"entry {later.seq} recorded the item of entry {seq} anew, without {name!r}")
            elif (later.seq, name) not in right:
                findings.note(
                    f"not opened: entry {later.seq} recorded {name!r} of the item of entry {seq} anew, and "
                    f"what was handed over ({', '.join(path.name for path in paths)}) does not say as what"
                )


def _opened_by(path: Path, findings: Findings) -> Opened:
    """Read a file that was handed over; {} where it opens nothing, which is said."""
    try:
        value = read_json_object(read_file(path))
        read_form(value.get("sayso_opening"), (FORM,), "what opens values")
        if set(value) != {"sayso_opening", "entries"}:
            raise ValueError("it holds more than values")
        opened = read_opened(json.dumps(value["entries"]).encode("ascii"))
    except OSError as error:
        findings.not_seen(f"{path.name} cannot be read: {reason_of(error)}")
        return {}
    except LaterForm as error:
        findings.not_seen(f"{path.name} was not looked at: {error}")
        return {}
    except ValueError as error:
        findings.fault(f"{path.name} opens nothing: {error}")
        return {}
    if not any(opened.values()):
        findings.not_seen(f"{path.name} opens nothing: there is no value in it")
        return {}
    return opened


def _here(path: Path, opened: Opened, entries: Sequence[Entry], findings: Findings) -> Opened:
    """Return what is opened of the entries that are here; it may be for several exports, older and newer."""
    here = {entry.seq for entry in entries}
    if elsewhere := sorted(set(opened) - here):
        say = findings.note if here & set(opened) else findings.not_seen
        numbers = ", ".join(map(str, elsewhere))
        say(f"not checked: {path.name} opens values of the entries {numbers}, which are not in this export")
    return {seq: fields for seq, fields in opened.items() if seq in here}


def _recorded_since(seq: int, name: str, entries: Sequence[Entry]) -> list[Entry]:
    """Return the later entries that put something else in the place of what an entry recorded of an item."""
    then = next(entry for entry in entries if entry.seq == seq)
    if name not in then.described:  # what is withheld from an entry is about that entry alone
        return []
    return [
        entry
        for entry in entries
        if entry.seq > seq
        and entry.act in DESCRIBING
        and entry.body.get("item") == then.body.get("item")
        and entry.described.get(name) != then.described[name]
    ]


def hold_opened(
    opened: Opened, entries: Sequence[Entry], findings: Findings, how: str
) -> list[tuple[int, str, Salted]]:
    """Hold values against the salted digests in entries, and return those that are what was logged."""
    known = {entry.seq: entry for entry in entries}
    right: list[tuple[int, str, Salted]] = []
    for seq, fields in opened.items():
        for name, field in fields.items():
            if seq not in known:
                findings.fault(f"{name!r} is {how} of entry {seq}, which is not here to hold it against")
            elif known[seq].salted.get(name) != field.digest():
                findings.fault(
                    f"what is {how} as {name!r} of entry {seq} is not what its entry was written with"
                )
            else:
                right.append((seq, name, field))
    return right


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text):  # "1" and "01" would be two of one
        raise ValueError(f"{text[:40]!r} is no number of an entry")
    return int(text)


def _shown(value: str | list[str]) -> str:
    return repr(value) if isinstance(value, str) else ", ".join(map(repr, value))

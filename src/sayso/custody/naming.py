"""What objects are to people: which entry brought one in, as what, and under which name.

The log is walked for that only where there is something to say, so that nothing of it is kept meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sayso.custody.damage import Damage, Reports, Unread
from sayso.custody.disk import read_file
from sayso.custody.entries import Entry, read_line
from sayso.custody.errors import NotAnEntry
from sayso.custody.export_form import name_in
from sayso.custody.layout import ArchiveFiles
from sayso.custody.segments import lines_of
from sayso.values import digest_bytes, is_digest

OBJECT = "object "  # how a report on one begins
MOST_BYTES = 8 << 20  # of a record that a name is taken from


def legible_entries(files: ArchiveFiles) -> Iterator[Entry]:
    """Give the entries that can be read, whatever is wrong with others.

    Raises:
        OSError: when the log cannot be read.
    """
    for line in lines_of(files, on_damage=lambda _: None):  # the verification says so itself
        try:
            yield read_line(line.data)
        except NotAnEntry:
            continue


def sound_record(files: ArchiveFiles, digest: object) -> bytes:
    """Return the bytes of a record that the log names; b"" where it is gone, too large, or another by now."""
    if not isinstance(digest, str) or not is_digest(digest):
        return b""
    try:
        data = read_file(files.object_path(digest), most_bytes=MOST_BYTES + 1)
    except OSError:
        return b""
    return data if len(data) <= MOST_BYTES and digest_bytes(data) == digest else b""


def say_what_they_are(
    files: ArchiveFiles, reports: Reports, names: Mapping[str, str] | None = None
) -> tuple[list[Damage], list[Unread]]:
    """Return damages and what was not read, with what is known of the objects among them.

    Args:
        names: what items are called elsewhere, by their ids, where no record here says it any more.
    """
    whats = [one.what for one in reports.damages] + [one.what for one in reports.unread]
    wanted = {what.removeprefix(OBJECT) for what in whats}
    known = _known(files, {digest for digest in wanted if is_digest(digest)}, dict(names or {}))
    damages = [replace(one, explanation=_said(one.explanation, one.what, known)) for one in reports.damages]
    unread = [replace(one, reason=_said(one.reason, one.what, known)) for one in reports.unread]
    return damages, unread


def _said(text: str, what: str, known: dict[str, str]) -> str:
    words = known.get(what.removeprefix(OBJECT))
    first, stop, rest = text.partition(". ")
    return f"{first}; it is {words}{stop}{rest}" if words else text


def _known(files: ArchiveFiles, digests: set[str], names: dict[str, str]) -> dict[str, str]:
    brought: dict[str, Entry] = {}
    if not digests:
        return {}
    try:
        for entry in legible_entries(files):
            for digest in digests & set(entry.objects):
                brought.setdefault(digest, entry)
        _find_names(files, brought.values(), names)
    except OSError:  # the verification says so itself
        pass
    return {digest: _role(entry, digest, names) for digest, entry in brought.items()}


def _find_names(files: ArchiveFiles, entries: Iterable[Entry], names: dict[str, str]) -> None:
    """Find what items are called: by the record of their entry, else by any that is left of them."""
    items = set()
    for entry in entries:
        if name := _recorded(files, entry):
            names[_item(entry)] = name
        elif "description" in entry.body:
            items.add(_item(entry))
    if items - names.keys():
        for entry in legible_entries(files):
            if _item(entry) in items and (name := _recorded(files, entry)):
                names.setdefault(_item(entry), name)


def _recorded(files: ArchiveFiles, entry: Entry) -> str:
    return name_in(sound_record(files, entry.body.get("description")))


def _item(entry: Entry) -> str:
    return str(entry.body.get("item", entry.body.get("exhibit")))


def _role(entry: Entry, digest: str, names: Mapping[str, str]) -> str:
    body, by = entry.body, f"entry {entry.seq}"
    case = f" of case {body['case']!r}" if isinstance(body.get("case"), str) else ""
    if digest == body.get("exhibit"):
        return f"the exhibit {_name(entry, names)}{case}, which came in with {by}"
    if digest in (body.get("description"), body.get("sidecar")):
        return f"what was recorded of the exhibit {_name(entry, names)}{case} with {by}"
    if digest == body.get("output"):
        return f"what was made by {by} ({str(body.get('kind', entry.act))[:40]}{case})"
    return f"what {by} ({entry.act}) names"


def _name(entry: Entry, names: Mapping[str, str]) -> str:
    """Return an exhibit's name as it was recorded, in quotes; its record may be what is damaged."""
    if not is_digest(str(entry.body.get("description"))):
        return "(whose name was not recorded)"
    name = names.get(_item(entry))
    return repr(name) if name else f"{str(entry.body.get('exhibit'))[:10]} (whose name is lost)"

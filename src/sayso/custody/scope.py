"""Which entries a verification is about: those since a head, those of a case, those of one exhibit.

Each function gives what begins the question anew, since a log may be walked twice.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from sayso.custody.entries import MADE_FROM, Entry
from sayso.custody.erased import ERASE
from sayso.custody.layout import ArchiveFiles
from sayso.custody.log_facts import Concerns
from sayso.custody.naming import legible_entries, sound_record
from sayso.values import AskedWrongly, Digest, is_digest

Scope = Callable[[], Concerns]

SHORTEST_PREFIX = 4  # hexadecimal digits


class NotInTheLog(AskedWrongly):
    """A verification was to be about something that the log does not name, or about one of several things."""

    def __init__(
        self, kind: str, asked: str, found: tuple[str, ...], erased: int = 0, nameless: tuple[str, ...] = ()
    ) -> None:
        super().__init__(kind, asked, found, erased, nameless)
        self.kind, self.asked, self.found, self.erased = kind, asked, found, erased
        self.nameless = nameless  # exhibits whose records are missing or damaged

    def __str__(self) -> str:
        if self.found:
            return f"{self.asked!r} could be any {self.kind} of {', '.join(self.found[:8])}. Say more of it."
        gone = " What was erased has no name any more: ask for it by its digest." if self.erased else ""
        return (
            f"The log names no {self.kind} {self.asked!r}. `sayso status` lists what there is.{gone}"
            f"{words_of_nameless(self.nameless)}"
        )


def words_of_nameless(exhibits: Sequence[str]) -> str:
    """Say that a name may be one of these exhibits', whose records are missing or damaged; "" for none."""
    if not exhibits:
        return ""
    digests = ", ".join(digest[:10] for digest in exhibits[:8])
    more = f" and {len(exhibits) - 8} more" if len(exhibits) > 8 else ""
    return (
        f" What is recorded of {digests}{more} is missing or damaged, names included, as `sayso verify` "
        "says: it may be among these. Ask for it by its digest."
    )


def since(size: int) -> Scope:
    """Take the entries behind the first `size`."""
    return lambda: lambda entry: entry.seq > size


def of_case(slug: str) -> Scope:
    """Take the entries of a case, and those on what was made from its exhibits."""

    def is_of_it(entry: Entry) -> bool:
        several = entry.body.get("cases")  # as of an exhibit that was erased from all its cases
        return entry.body.get("case") == slug or (isinstance(several, list) and slug in several)

    return lambda: _Following(
        is_of_it, ("derive",)
    )  # a judgement is of one case, also where it shares exhibits


def of_exhibit(digest: Digest) -> Scope:
    """Take the entries on an exhibit, in any case, and those on what was made from it or judged of it."""
    return lambda: _Following(lambda entry: entry.body.get("exhibit") == digest, MADE_FROM)


def of_both(one: Scope, other: Scope) -> Scope:
    """Take the entries that both take."""

    def begin() -> Concerns:
        first, second = one(), other()
        return lambda entry: bool(first(entry) & second(entry))  # both are asked of every entry

    return begin


def find_case(files: ArchiveFiles, asked: str) -> str:
    """Return the slug of the case of this slug or title, from the log alone.

    Raises:
        NotInTheLog: when there is none.
        OSError: when the log cannot be read.
    """
    wanted = asked.casefold()
    for entry in legible_entries(files):
        if entry.act == "case" and wanted in (
            str(entry.body.get(name)).casefold() for name in ("case", "title")
        ):
            return str(entry.body["case"])
    raise NotInTheLog("case", asked, ())


def find_exhibit(files: ArchiveFiles, asked: str) -> Digest:
    """Return the exhibit of this digest or beginning, item's id or name, from log and descriptions alone.

    Raises:
        NotInTheLog: when there is none, or more than one.
        OSError: when the log cannot be read.
    """
    named: dict[str, set[str]] = {}  # exhibit -> what it goes by
    erased, nameless = 0, dict[str, None]()
    for entry in legible_entries(files):
        erased += entry.act == ERASE
        exhibit = entry.body.get("exhibit")
        if isinstance(exhibit, str) and is_digest(exhibit):
            names, recorded = named.setdefault(exhibit, {exhibit}), entry.body.get("description")
            names.add(str(entry.body.get("item")))
            names.update(known := _names_in(files, recorded))
            if entry.act == ERASE:
                nameless.pop(exhibit, None)
            elif recorded is not None and not known:
                nameless[exhibit] = None
    exact = [exhibit for exhibit, names in named.items() if asked in names]
    begun = [
        exhibit for exhibit in named if len(asked) >= SHORTEST_PREFIX and exhibit.startswith(asked.lower())
    ]
    found = exact or begun
    if len(found) != 1:
        raise NotInTheLog("exhibit", asked, tuple(found), erased, tuple(nameless))
    return Digest(found[0])


def _names_in(files: ArchiveFiles, description: object) -> list[str]:
    try:
        recorded = json.loads(sound_record(files, description))
        return [str(recorded[name]) for name in ("doc_id", "file_name") if name in recorded]
    except (ValueError, TypeError, RecursionError):  # it goes by its digest then
        return []


class _Following:
    """Takes what a question is about, and what methods made from that."""

    def __init__(self, is_about: Concerns, acts: Sequence[str]) -> None:
        self._is_about, self._acts = is_about, acts
        self._made: set[str] = set()

    def __call__(self, entry: Entry) -> bool:
        body = entry.body
        is_made = entry.act in self._acts and not self._made.isdisjoint(_inputs(body))
        if not is_made and not self._is_about(entry):
            return False
        self._made.update(str(body[name]) for name in ("exhibit", "output") if name in body)
        return True


def _inputs(body: Mapping[str, object]) -> Iterable[str]:
    inputs = body.get("inputs")
    if isinstance(inputs, Mapping):
        for digests in inputs.values():
            yield from (str(digest) for digest in digests)

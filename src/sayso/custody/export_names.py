"""What entries say of the originals of a case, and whether an export's list of names says the same.

Whoever makes an export and whoever checks one replay the entries in the same way. So nobody can put the name,
the description or the type of one original beside another: also not with the archive's key, which could sign
any list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.custody import export_form as form
from sayso.custody.described import DESCRIBING
from sayso.custody.entries import Entry
from sayso.values import Findings

_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the entries say of an item, in the end."""

    item: str
    first_entry: int
    entry: Entry  # the last that describes it
    body: Mapping[str, object]  # of all that describe it: what a later one says stands in the place of it

    @property
    def exhibit(self) -> str:
        """The digest of the original."""
        return str(self.body.get("exhibit"))

    @property
    def description(self) -> str:
        """The digest of what is recorded of it."""
        return str(self.body.get("description"))

    @property
    def media_type(self) -> str:
        """What its bytes were taken for."""
        return str(self.body.get("media_type"))


def said_of_items(entries: Iterable[Entry], case: str) -> dict[str, Said]:
    """Replay what came into a case.

    Args:
        entries: in the order of the log.
        case: its slug.

    Returns:
        The items by their ids, in the order in which they first came in.
    """
    found: dict[str, Said] = {}
    for entry in entries:
        if entry.act in DESCRIBING and entry.body.get("case") == case:
            item = str(entry.body.get("item"))
            before = found.get(item)
            found[item] = Said(
                item=item,
                first_entry=before.first_entry if before else entry.seq,
                entry=entry,
                body={**(before.body if before else {}), **entry.body},
            )
    return found


def title_of(entries: Iterable[Entry], case: str) -> str | None:
    """Return the title that a case was opened with; None where no entry opens it."""
    opened = (entry for entry in entries if entry.act == "case" and entry.body.get("case") == case)
    return next((str(entry.body.get("title")) for entry in opened), None)


def ending_of(name: str) -> str:
    """Return what an original of this name ends in where it lies in a bag; "" where that is not safe."""
    ending = _ENDING.search(name, max(name.rfind("."), 0)) if "." in name else None
    return ending[0].lower() if ending and ending.end() == len(name) else ""


@dataclass(frozen=True, slots=True)
class NamesCheck:
    """Holds an export's list of names against its entries."""

    case: form.Case
    entries: Sequence[Entry]
    originals: Mapping[str, tuple[str, int]]  # digest and size, by the name in the export
    recorded_name: Callable[[Entry], str | None]  # as the export shows it; None where it does not
    findings: Findings

    def check(self) -> None:
        """Hold title, items and their names against what the entries say."""
        title = title_of(self.entries, self.case.slug)
        if title is None:
            self._fault(f"no entry opens the case {self.case.slug!r}")
        elif title != self.case.title:
            self._fault(f"the case is called {self.case.title!r}, and it was opened as {title!r}")
        said = said_of_items(self.entries, self.case.slug)
        listed: set[str] = set()
        for file in self.case.files:
            if file.item in listed:
                self._fault(f"the item {file.item!r} stands in it twice")
            listed.add(file.item)
            self._check_file(file, said.get(file.item))
        self._check_paths()
        here = {digest for digest, _ in self.originals.values()}
        for one in said.values():
            if one.item not in listed and one.exhibit in here:
                self._fault(
                    f"the item {one.item!r}, as which entry {one.first_entry} brought in {one.exhibit}, "
                    "is not in it"
                )

    def _check_file(self, file: form.File, said: Said | None) -> None:
        if said is None:
            self._fault(f"no entry brought in an item {file.item!r}, as which it names {file.path!r}")
            return
        for what, listed, logged in (
            ("the exhibit", file.exhibit, said.exhibit),
            ("the description", file.description, said.description),
            ("the media type", file.media_type, said.media_type),
            ("the first entry", file.first_entry, said.first_entry),
        ):
            if listed != logged:
                self._fault(
                    f"{what} of {file.path!r} is {listed!r}, and by entry {said.entry.seq} of that item "
                    f"it is {logged!r}"
                )
        name = file.path.removeprefix(form.PAYLOAD) if self._is_nameless else self.recorded_name(said.entry)
        if name is not None and name != file.name:
            self._fault(f"{file.path!r} is called {file.name!r}, and what was recorded does not call it so")

    @property
    def _is_nameless(self) -> bool:
        return not form.left_of_descriptions(self.case.left_out).isdisjoint(form.NAMES)

    def _check_paths(self) -> None:
        """An original is called by its digest; in a bag it ends as the first name that it came in with."""
        wanted: dict[str, str] = {}
        for file in self.case.files:
            ending = "" if self._is_nameless else ending_of(file.name)
            path = wanted.setdefault(file.exhibit, f"{form.PAYLOAD}{file.exhibit}{ending}")
            as_warc = form.WARC_ORIGINAL.fullmatch(file.path) and file.path.startswith(
                f"archive/{file.exhibit}."
            )
            if file.path not in (path, f"{form.URN}{file.exhibit}") and not as_warc:
                self._fault(f"{file.path!r} is not what an export calls {file.exhibit}")

    def _fault(self, words: str) -> None:
        self.findings.fault(f"{form.CASE} is not what the entries say: {words}")

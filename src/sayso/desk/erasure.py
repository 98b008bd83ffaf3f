"""Erase an exhibit, and all that was made from it, where the law asks for that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sayso.custody.beside import look_beside
from sayso.custody.entries import MADE_FROM, Act, Entry
from sayso.custody.erased import ERASE, REDACT
from sayso.custody.erasure import Erasure
from sayso.desk.came_packed import BESIDE, Package, Packages, brought_by_itself, names_beside
from sayso.desk.unlogged import named_now, unlogged_meant, unlogged_records
from sayso.exhibits.objects import ObjectDamaged, ObjectMissing
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.store.queries import ItemInfo
from sayso.values import AskedWrongly, Digest

LONGEST_REASON = 1000  # characters
HANDED_ON = ("publish", "export", "disclose")  # acts that gave something of a case away


class NoReason(AskedWrongly):
    """Something was to be erased, and it was not said why or on whose word."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what

    def __str__(self) -> str:
        return (
            f"Nothing was erased: {self.what}. The log keeps for good who erased something, when and why; "
            "say it in up to 1,000 printable characters, without the names that are to go."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What went, and what is out of reach."""

    exhibit: Digest
    seq: int  # the entry that says so
    items: tuple[str, ...]  # what the exhibit was called in its cases; none where no entry named it
    objects: int  # removed, the exhibit among them
    size_bytes: int  # of those
    packages: tuple[Package, ...]  # what it came in and went as well, of those objects
    kept: int  # objects that belong to other material as well
    handed_on: tuple[int, ...]  # entries on dossiers and exports that were made while it was there
    left: tuple[Digest, ...]  # descriptions and sidecars that no entry names: of whatever was cut off the log


def erase(
    archive: Archive,
    exhibit: str,
    *,
    reason: str,
    by: str,
    actor: str,
    case: str | None = None,
    only_names: bool = False,
) -> Erased:
    """Remove an exhibit's bytes from the archive, from all its cases, with all that was made from them.

    What was kept of a package that it came in goes, too, as its bytes are in there; other exhibits that
    came in it have bytes of their own, and stay. So do descriptions and sidecars go that no entry names: an
    import that was interrupted may have left the same names in them.

    What no entry names at all, as an import left it that was interrupted, is removed by its digest.

    The log still holds: its lines, and so the exhibit's digest, size and type, stay. What stays, too, is an
    entry that says what went, when, why and on whose word.

    Args:
        exhibit: an item's id, a digest or its beginning, a short name or a file name; or the digest, or its
            beginning, of an object that no entry names.
        reason: stands in the log for good.
        by: who decided it; like the operator it stands in the log as a salted digest.
        only_names: leave the bytes, and remove only what is withheld from the log: who brought them in,
            on which machine, from where.

    Raises:
        NoReason: when it is not said why, or on whose word.
        queries.NoSuchItem: when `exhibit` means none, or more than one.
        queries.ItemErased: when it means one that is not here any more.
    """
    refuse_empty(reason, "a reason")
    refuse_empty(by, "who decided it")
    archive.hold_index()  # what goes is found by it
    with archive.writing():
        slug = queries.find_case(case).slug if case else None
        try:
            item = queries.find_item(exhibit, slug)
        except (queries.NoSuchItem, queries.ItemErased):
            orphans = [] if only_names or slug else unlogged_meant(archive, exhibit)
            if not orphans:
                raise
            return _erase_unlogged(archive, exhibit, orphans, reason=reason, by=by, actor=actor)
        items = [one for one in queries.items() if one.exhibit == item.exhibit]
        traces = _Traces.in_log(archive, item.exhibit)
        unlogged = unlogged_records(archive, traces.sizes, item.exhibit)
        objects = {} if only_names else {**traces.to_erase(), **unlogged.to_erase}
        erasure = Erasure(objects, traces.withheld)
        body = _body(item.exhibit, items, erasure, reason)
        act = Act(REDACT if only_names else ERASE, body, {"operator": actor, "by": by})
        (entry,) = archive.erase_locked(act, erasure)
    return Erased(
        exhibit=item.exhibit,
        seq=entry.seq,
        items=tuple(one.file_name for one in items),
        objects=len(objects),
        size_bytes=sum(objects.values()),
        packages=traces.packages.among(objects),
        kept=0 if only_names else len(traces.shared()),
        handed_on=tuple(seq for seq, slug in traces.handed_on if slug in {one.case for one in items}),
        left=unlogged.others,
    )


def _erase_unlogged(
    archive: Archive, asked: str, orphans: Sequence[Digest], *, reason: str, by: str, actor: str
) -> Erased:
    """Remove an object that no entry names, with the descriptions that lie there likewise."""
    if len(orphans) > 1:
        raise queries.NoSuchItem(asked, tuple(orphans))
    (orphan,) = orphans
    size_bytes = archive.objects.path(orphan).stat().st_size
    unlogged = unlogged_records(archive, named_now(archive), orphan)
    objects = {**unlogged.to_erase, orphan: size_bytes}
    erasure = Erasure(objects, [])
    body = _body(orphan, [], erasure, reason)
    (entry,) = archive.erase_locked(Act(ERASE, body, {"operator": actor, "by": by}), erasure)
    return Erased(
        exhibit=orphan,
        seq=entry.seq,
        items=(),
        objects=len(objects),
        size_bytes=sum(objects.values()),
        packages=(),
        kept=0,
        handed_on=(),
        left=tuple(one for one in unlogged.others if one != orphan),
    )


def refuse_empty(text: str, what: str) -> None:
    """Refuse a reason or a name that is none, or could not stand in the log for good.

    Raises:
        NoReason: saying what is missing.
    """
    if not text.strip():
        raise NoReason(f"{what} is missing")
    if len(text) > LONGEST_REASON or not text.isprintable():
        raise NoReason(f"{what} is too long, or cannot be shown")


def _body(exhibit: Digest, items: Sequence[ItemInfo], erasure: Erasure, reason: str) -> dict[str, object]:
    return {
        "exhibit": exhibit,
        "items": [item.id for item in items],
        "cases": sorted({item.case for item in items}),
        "reason": reason,
        **erasure.to_body(),
    }


@dataclass(slots=True)
class _Run:
    """A derive entry."""

    inputs: set[str]
    output: str
    lists: set[str]  # its other objects: lists of further inputs, what a service was asked and answered


@dataclass(slots=True)
class _Traces:
    """What the log says of an exhibit, and of what was made from it."""

    archive: Archive
    exhibit: Digest
    packages: Packages
    sizes: dict[str, int] = field(default_factory=dict)
    withheld: list[int] = field(default_factory=list)
    handed_on: list[tuple[int, str]] = field(default_factory=list)  # entry, case
    own: set[str] = field(default_factory=set)  # objects that entries on the exhibit brought in
    others: set[str] = field(default_factory=set)  # objects that entries on other material brought in
    runs: list[_Run] = field(default_factory=list)

    @classmethod
    def in_log(cls, archive: Archive, exhibit: Digest) -> _Traces:
        """Read the whole log."""
        traces = cls(archive, exhibit, Packages(exhibit))
        for entry in archive.log.entries():
            traces.take(entry)
        with_it, without = traces.packages.split()
        traces.own |= with_it
        traces.others |= without
        return traces

    def take(self, entry: Entry) -> None:
        """Take in one entry, in the order of the log."""
        body: Any = entry.body
        objects: dict[str, int] = {str(digest): size for digest, size in entry.objects.items()}
        self.sizes.update(objects)
        if entry.act in MADE_FROM:
            inputs = {one for role in body["inputs"].values() for one in role}
            self.runs.append(_Run(inputs, body["output"], set(objects) - {body["output"]}))
        elif entry.act in HANDED_ON:
            if self.own:
                self.handed_on.append((entry.seq, str(body.get("case", ""))))
        elif entry.act in (ERASE, REDACT):
            self.packages.drop(body["erased"])
        elif body.get("exhibit") == self.exhibit:
            self.own |= brought_by_itself(body, objects)
            self.withheld += [entry.seq] if entry.withheld else []
        else:
            self.others |= brought_by_itself(body, objects)
        if entry.act == "import":
            self.packages.take(body, self._names_beside(entry))

    def _names_beside(self, entry: Entry) -> list[str]:
        return (
            names_beside(look_beside(self.archive.files, entry).texts()) if BESIDE in entry.withheld else []
        )

    def to_erase(self) -> dict[Digest, int]:
        """Return what goes: the exhibit, what came in with it, and what was made from it alone."""
        kept: set[str] = set()
        while True:
            gone, more = self._reached(kept)
            if more <= kept:
                return {Digest(one): self.sizes[one] for one in gone if one in self.sizes}
            kept |= more

    def shared(self) -> set[str]:
        """Return the objects of the exhibit that stay, because other material has the very same."""
        return (self.own & self.others) - {self.exhibit}

    def _reached(self, kept: set[str]) -> tuple[set[str], set[str]]:
        """Return what the exhibit leads to, and which of that is made from something else as well."""
        gone = (self.own - self.others - kept) | {self.exhibit}
        elsewhere: set[str] = set()
        for run in self.runs:
            is_reached = bool(run.inputs & gone)
            lists = {one for one in run.lists if is_reached or self._names_any(one, gone)}
            if is_reached or lists:
                gone |= ({run.output} | lists) - kept - self.others
            else:
                elsewhere |= {run.output, *run.lists}
        return gone, gone & elsewhere - {self.exhibit}

    def _names_any(self, listed: str, gone: Iterable[str]) -> bool:
        """Tell whether a list names what goes; of a damaged one nobody knows, and it goes as well."""
        try:
            data = self.archive.objects.read(Digest(listed))
        except ObjectMissing:
            return False
        except ObjectDamaged:
            return True
        return any(one.encode("ascii") in data for one in gone)

"""Checking what an export says of its originals: descriptions, sidecars, and what may be kept back.

A description comes along whole, or field by field with the salts, where some of its fields are left out:
each that is shown must be what its entry was written with, and each that is not must be said to be left out.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.custody import export_form as form
from sayso.custody.described import DESCRIBING, FILE_NAME, digests_of, fields_in
from sayso.custody.entries import Entry
from sayso.custody.erased import erased_in, removed_in
from sayso.custody.export_names import NamesCheck
from sayso.custody.export_reading import ReadExport
from sayso.custody.openings import Opened, hold_opened, read_opened, write_opened
from sayso.values import Findings

# Their lines have sizes, and digests without salts, of files that may show what is left out elsewhere.
SHOWING_ACTS = ("export", "publish")
SHOWN = 5  # entries that are named of many of which the same is told


def check_records(read: ReadExport, entries: Sequence[Entry], case: form.Case, findings: Findings) -> None:
    """Hold all that is said of the originals against the entries."""
    withheld = read.kept.get(form.WITHHELD)
    try:
        shown = read_opened(withheld) if withheld is not None else {}
        if withheld is not None and write_opened(shown) != withheld:
            raise ValueError("it is not in the form in which it was written")
    except ValueError as error:
        findings.fault(f"{form.WITHHELD} cannot be read: {error}")
        return
    hold_opened(shown, entries, findings, "disclosed")
    _Records(read, entries, case, shown, findings).check()


def objects_named(entries: Sequence[Entry]) -> dict[str, int]:
    """Return the objects that entries name, with their sizes in bytes."""
    return {str(digest): size for entry in entries for digest, size in entry.objects.items()}


@dataclass(frozen=True, slots=True)
class _Records:
    """The records of an export, and what they are held against."""

    read: ReadExport
    entries: Sequence[Entry]
    case: form.Case
    shown: Opened
    findings: Findings

    def check(self) -> None:
        """Hold each record against its entry, each entry against its records, and names against both."""
        self._check_bytes()
        erased = erased_in(self.entries)
        for entry in self._describing():
            if erased.get(str(entry.body.get("description")), 0) < entry.seq:
                self._check_description(entry)
            sidecar = entry.body.get("sidecar")
            if sidecar is not None and not self._left_out and erased.get(str(sidecar), 0) < entry.seq:
                self._check_there(str(sidecar), entry)
        self._check_left_out()
        NamesCheck(self.case, self.entries, self.read.originals, self._name, self.findings).check()
        self._say_what_is_left_out()

    @property
    def _left_out(self) -> frozenset[str]:
        """What of the descriptions is left out."""
        return form.left_of_descriptions(self.case.left_out)

    def _describing(self) -> Iterator[Entry]:
        return (entry for entry in self.entries if entry.act in DESCRIBING and "description" in entry.body)

    def _record(self, digest: object) -> bytes | None:
        return self.read.kept.get(f"{form.RECORDS}{digest}")

    def _check_bytes(self) -> None:
        named = objects_named(self.entries)
        for name in self.read.digests:
            digest = name.removeprefix(form.RECORDS)
            if digest == name:
                continue
            if self.read.digests[name][0] != digest:
                self.findings.fault(f"{name!r} is damaged: its SHA-256 is {self.read.digests[name][0]}")
            elif digest not in named:
                self.findings.fault(f"no entry names the record {digest}")
            if self._left_out:
                self.findings.fault(f"{name!r} is in it, and {form.CASE} says that such was left out")

    def _check_there(self, digest: str, entry: Entry) -> None:
        if f"{form.RECORDS}{digest}" not in self.read.digests:
            self.findings.fault(f"the record {digest}, which entry {entry.seq} names, is missing")

    def _check_description(self, entry: Entry) -> None:
        record = self._record(entry.body["description"])
        if record is not None:
            self._check_whole(record, entry)
        elif not self._left_out:
            self._check_there(str(entry.body["description"]), entry)
        else:
            missing = set(entry.described) - set(self.shown.get(entry.seq, {})) - self._left_out
            for name in sorted(missing):
                self.findings.fault(
                    f"what entry {entry.seq} recorded as {name!r} is missing, and not said to be left out"
                )

    def _check_whole(self, record: bytes, entry: Entry) -> None:
        """Hold a description against the salted digests of its fields, where its entry has such."""
        if entry.described and digests_of(fields_in(record)) != entry.described:
            self.findings.fault(
                f"the salted digests in entry {entry.seq} are not those of the description that it names"
            )

    def _check_left_out(self) -> None:
        """Hold what is said to be left out against what is shown."""
        for name in self.case.left_out:
            if name not in form.LEAVABLE:
                self.findings.fault(f"{form.CASE} says that {name!r} was left out, which nothing is called")
        said = form.with_beside(self.case.left_out) | self._left_out
        for seq, fields in self.shown.items():
            for name in sorted(said & set(fields)):
                self.findings.fault(
                    f"{form.WITHHELD} shows {name!r} of entry {seq}, which {form.CASE} says was left out"
                )

    def _name(self, entry: Entry) -> str | None:
        """Return an original's name as the export shows it was recorded; None where it does not."""
        record = self._record(entry.body["description"])
        if record is not None:
            return form.name_in(record)
        shown = self.shown.get(entry.seq, {}).get(FILE_NAME)
        return None if shown is None else str(shown.value)

    def _say_what_is_left_out(self) -> None:
        for words in [*left_out_words(self.case.left_out), *untold_in(self.entries, self.shown, self.case)]:
            self.findings.note(words)
        for words in standing_in_clear(self.entries, self.case.left_out):
            self.findings.note(words)


def left_out_words(left_out: Collection[str]) -> list[str]:
    """Say what an export leaves out, as it says itself; [] for nothing."""
    told = []
    if form.DESCRIPTION in left_out:
        told.append("what was recorded of the originals, and their names, were left out")
    if singly := [name for name in left_out if name != form.DESCRIPTION]:
        told.append(f"left out, and standing in the log as salted digests only: {', '.join(singly)}")
    return told


def untold_in(entries: Sequence[Entry], shown: Opened, case: form.Case) -> list[str]:
    """Say what is withheld from entries, and neither shown nor said to be left out or removed; else [].

    It was lost or damaged in the archive, or somebody kept it back without a word.
    """
    said, removed = form.with_beside(case.left_out), removed_in(entries)
    untold: dict[str, list[Entry]] = {}
    for entry in entries:
        for name in sorted(entry.withheld.keys() - shown.get(entry.seq, {}).keys() - said):
            if entry.seq not in removed:
                untold.setdefault(name, []).append(entry)
    return [
        f"{name!r} is withheld from {_first_numbers(of)}, and is neither shown here nor said to be left out: "
        "it was lost, or kept back; the log has its salted digest"
        for name, of in sorted(untold.items())
    ]


def standing_in_clear(entries: Sequence[Entry], left_out: Collection[str]) -> list[str]:
    """Say which entries show, or let one guess, what was left out; [] for none.

    Args:
        entries: of an export.
        left_out: of `LEAVABLE`.
    """
    told = _of_descriptions(entries) if form.left_of_descriptions(left_out) else []
    showing = [entry for entry in entries if left_out and entry.act in SHOWING_ACTS]
    if showing:
        told.append(
            f"{_numbers(showing)} {_verb(showing, 'names')} by sizes and by digests without salts what was "
            "published or exported before: whoever has that, but for what is left out here, can see whether "
            "a guess at it is right"
        )
    return told


def _of_descriptions(entries: Sequence[Entry]) -> list[str]:
    """Say which entries show, or let one guess, what was left out of descriptions.

    Those are entries from before each field had a salted digest, and names were withheld; those that name a
    package; and those on an erasure, which list what was made of the material.
    """
    told = []
    without = [entry for entry in entries if entry.act in DESCRIBING and not entry.described]
    first = min((entry.seq for entry in entries if entry.described), default=sys.maxsize)
    if late := [entry for entry in without if entry.seq > first]:
        told.append(
            f"what {_numbers(late)} recorded is left out whole: there are no salted digests of it, though "
            "entries before have such of theirs: an older sayso wrote it, or somebody else; whoever can "
            "guess every word of it can see that he is right"
        )
    if older := [entry for entry in without if entry.seq < first]:
        told.append(
            f"what {_numbers(older)} recorded is left out whole: that is from before each field had a salted "
            "digest of its own, and whoever can guess every word of it can see that he is right"
        )
    if naming := [entry for entry in without if _names_in_clear(entry)]:
        told.append(
            f"{_numbers(naming)} may say in clear what was left out: entries cannot be changed, and these "
            "hold names of files in the package that it came in, or words of what could not be taken"
        )
    if packed := [entry for entry in entries if entry.act in DESCRIBING and "beside" in entry.body]:
        told.append(
            f"{_numbers(packed)} {_verb(packed, 'names')} by digests without salts which package an exhibit "
            "came in: whoever has that package, or can guess all of it, can see that it is the one"
        )
    if listing := _listing_results(entries):
        told.append(
            f"{_numbers(listing)} {_verb(listing, 'lists')} by digests without salts what was erased, some "
            "of which may have been made of the material: whoever has that and the same sayso can try what "
            "may have been recorded of it"
        )
    return told


def _listing_results(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries on an erasure that list more than came in with the material that is told of here."""
    came = set(objects_named([entry for entry in entries if entry.act in DESCRIBING]))
    return [entry for entry in entries if not erased_in([entry]).keys() <= came]


def _names_in_clear(entry: Entry) -> bool:
    source = entry.body.get("source")
    parameters = source.get("parameters") if isinstance(source, Mapping) else None
    has_member = isinstance(parameters, Mapping) and "member" in parameters
    return has_member or bool(entry.body.get("gaps")) or isinstance(entry.body.get("beside"), Mapping)


def _numbers(entries: Sequence[Entry]) -> str:
    return f"{'entry' if len(entries) == 1 else 'entries'} {_joined(entries)}"


def _first_numbers(entries: Sequence[Entry]) -> str:
    more = f" and {len(entries) - SHOWN} more" if len(entries) > SHOWN else ""
    return f"{'entry' if len(entries) == 1 else 'entries'} {_joined(entries[:SHOWN])}{more}"


def _joined(entries: Sequence[Entry]) -> str:
    return ", ".join(str(entry.seq) for entry in entries)


def _verb(entries: Sequence[Entry], singular: str) -> str:
    return singular if len(entries) == 1 else singular.removesuffix("s")


def shown_record(entry: Entry, shown: Opened) -> Mapping[str, object]:
    """Return what of a description an export shows field by field."""
    return {name: field.value for name, field in shown.get(entry.seq, {}).items() if name in entry.described}

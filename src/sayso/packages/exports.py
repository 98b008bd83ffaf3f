"""Packages that sayso wrote itself: they carry proofs, and are held against these too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sayso.custody import export_form as form
from sayso.custody.export_check import check_export, check_members
from sayso.parsers.bags import based
from sayso.parsers.packed import open_packed
from sayso.parsers.trees import Damaged, NotReadable, Tree
from sayso.values import Check, Findings, could_not_look

MARKS = (form.ENTRIES, form.PROOFS, form.HEAD, form.CONTENTS, form.SEAL)


def with_proofs(check: Check, path: Path) -> Check:
    """Hold a package of ours that is whole against the proofs in it, and return both verdicts as one.

    A packed one is read here, not in a child: that it is no archive that does harm was seen before.
    """
    if not check.accepted:
        return check
    proven = check_export(path) if path.is_dir() else _check_packed(path)
    notes = (*check.notes, *(note for note in proven.notes if note not in check.notes))
    return Check(verdict=proven.verdict, reasons=proven.reasons, notes=notes)


def _check_packed(path: Path) -> Check:
    findings = Findings()
    try:
        with path.open("rb") as stream:
            whole = open_packed(stream, findings)
            if form.WARC in whole.members:
                return check_members((form.deep(name), chunks) for name, chunks in _files_in(whole))
            return check_members(_files_in(based(whole, findings) or whole))
    except Damaged as error:
        findings.fault(str(error))
    except NotReadable as error:
        findings.not_seen(str(error))
    except OSError as error:
        return could_not_look(f"it cannot be read: {error.strerror}")
    return findings.check()


def _files_in(tree: Tree) -> Iterator[tuple[str, Iterator[bytes]]]:
    return tree.read_each([member.name for member in tree.members.values() if member.kind == "file"])

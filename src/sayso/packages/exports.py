"""Packages that sayso wrote itself: they carry proofs, and are held against these too."""

from __future__ import annotations

from pathlib import Path

from sayso.custody import export_form as form
from sayso.custody.export_check import check_export
from sayso.values import Check

_OTHER_ZIP = "the zip is not as it was written"  # how `check_export` says that sayso did not pack it
MARKS = (form.ENTRIES, form.PROOFS, form.HEAD, form.CONTENTS, form.SEAL)


def with_proofs(check: Check, path: Path) -> Check:
    """Hold a package of ours that is whole against the proofs in it, and return both verdicts as one."""
    if not check.accepted:
        return check
    if not path.is_dir() and not _is_zip(path):
        return _unproven(check)
    proven = check_export(path)
    if not path.is_dir() and all(reason.startswith(_OTHER_ZIP) for reason in proven.reasons or ("",)):
        return _unproven(check)  # somebody packed it again, which changes nothing in it
    notes = (*check.notes, *(note for note in proven.notes if note not in check.notes))
    return Check(verdict=proven.verdict, reasons=proven.reasons, notes=notes)


def _unproven(check: Check) -> Check:
    why = "it is an export of sayso that was packed by others: unpack it, and check the folder for its proofs"
    return Check(verdict="unknown", reasons=(why,), notes=check.notes)


def _is_zip(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(2) == b"PK"

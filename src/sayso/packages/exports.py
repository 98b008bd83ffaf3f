"""Packages that sayso wrote itself: they carry proofs, and are held against these too."""

from __future__ import annotations

from pathlib import Path

from sayso.custody import export_form as form
from sayso.custody.export_check import check_export
from sayso.custody.stamp_check import check_stamp
from sayso.values import Check

MARKS = (form.ENTRIES, form.PROOFS, form.HEAD, form.CONTENTS, form.SEAL)


def with_proofs(check: Check, path: Path) -> Check:
    """Hold a package of ours that is whole against the proofs in it, and return both verdicts as one.

    A packed one is read here, not in a child: that it is no archive that does harm was seen before.
    """
    if not check.accepted:
        return check
    proven = check_export(path, signers=check_stamp)
    notes = (*check.notes, *(note for note in proven.notes if note not in check.notes))
    return Check(verdict=proven.verdict, reasons=proven.reasons, notes=notes)

"""Having a package read in a child process, and taking its answer for a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sayso.parsers import CouldNotRead, printable
from sayso.parsers.child import own_child
from sayso.parsers.limits import PACKAGE_LIMITS
from sayso.values import Check, Findings, could_not_look

MOST_CHARS = 1000  # of one finding; it can carry words of the package


def ask_for(reader: str, path: Path, request: Mapping[str, object]) -> dict[str, object] | Check:
    """Return the answer of a reader of packages, or the verdict `unknown` where there is none."""
    try:
        with own_child(PACKAGE_LIMITS) as child:
            child.ask(reader, path, request)
            heads = [head for head, _ in child.answers()]
    except CouldNotRead as error:
        return could_not_look(f"{error.name} cannot be read: {error.reason}")
    return heads[0] if len(heads) == 1 else could_not_look(f"its reader gave {len(heads)} answers")


def findings_in(answer: Mapping[str, object]) -> Findings:
    """Return the findings of an answer; the child has seen hostile bytes, so its words are made harmless."""
    faults, unseen, notes = (_texts(answer.get(kind)) for kind in ("faults", "unseen", "notes"))
    return Findings(faults, unseen, notes)


def _texts(value: object) -> list[str]:
    return [printable(str(text), MOST_CHARS) for text in value] if isinstance(value, list) else []

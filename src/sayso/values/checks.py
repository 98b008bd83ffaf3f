"""What a checker says of something that was handed to it: accept, reject, or that it could not look."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Verdict = Literal["accept", "reject", "unknown"]

MOST_FINDINGS = 1000  # of a kind; a hostile file can have any number of faults
LONGEST_FINDING = 1000  # code points; it can carry words of the file


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The verdict of a checker, and what it rests on."""

    verdict: Verdict
    reasons: tuple[str, ...] = ()  # of a rejection, or why it could not look; none where it accepts
    notes: tuple[str, ...] = ()  # what a person should know, and what rejects nothing

    @property
    def accepted(self) -> bool:
        """Tell whether it was accepted."""
        return self.verdict == "accept"


@dataclass(slots=True)
class Findings:
    """What a checker found so far; a fault weighs more than what could not be looked at."""

    faults: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _left_off: dict[str, int] = field(default_factory=dict)

    def fault(self, text: str) -> None:
        """Add what is wrong: it will be rejected."""
        self._add("faults", self.faults, text)

    def not_seen(self, text: str) -> None:
        """Add what could not be looked at: it will not be accepted."""
        self._add("unseen", self.unseen, text)

    def note(self, text: str) -> None:
        """Add what a person should know."""
        self._add("notes", self.notes, text)

    def check(self) -> Check:
        """Return the verdict."""
        faults, unseen, notes = (tuple(found) for found in self.listed().values())
        if faults:
            not_seen = (f"not looked at: {text}" for text in unseen)
            return Check(verdict="reject", reasons=faults, notes=(*notes, *not_seen))
        if unseen:
            return Check(verdict="unknown", reasons=unseen, notes=notes)
        return Check(verdict="accept", notes=notes)

    def listed(self) -> dict[str, list[str]]:
        """Return all that was found, by kind, each list with how many more there were."""
        kinds = {"faults": self.faults, "unseen": self.unseen, "notes": self.notes}
        return {kind: [*found, *self._and_more(kind)] for kind, found in kinds.items()}

    def _add(self, kind: str, found: list[str], text: str) -> None:
        text = text if len(text) <= LONGEST_FINDING else text[: LONGEST_FINDING - 1] + "…"
        if text in found[-8:]:  # the same thing said by two readers in a row
            return
        if len(found) < MOST_FINDINGS:
            found.append(text)
        else:
            self._left_off[kind] = self._left_off.get(kind, 0) + 1

    def _and_more(self, kind: str) -> tuple[str, ...]:
        count = self._left_off.get(kind, 0)
        return (f"and {count:,} more",) if count else ()


def could_not_look(why: str) -> Check:
    """Return the verdict of a checker that did not get to see what it should check."""
    return Check(verdict="unknown", reasons=(why,))

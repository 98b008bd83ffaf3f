"""Reading what is withheld from entries where some of it may be damaged: the rest goes on without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sayso.custody.damage import WITHHELD, Damage
from sayso.custody.disk import reading
from sayso.custody.entries import Entry
from sayso.custody.errors import WithheldDamaged
from sayso.custody.layout import ArchiveFiles
from sayso.custody.withheld import Salted, kept_beside


@dataclass(frozen=True, slots=True)
class Beside:
    """What is kept beside an entry."""

    fields: Mapping[str, Salted] = field(default_factory=dict)  # as logged, and still there
    error: WithheldDamaged | None = None  # why nothing of it can be read; `fields` is empty then

    def texts(self) -> dict[str, str]:
        """Return the values without their salts."""
        return {name: str(kept.value) for name, kept in self.fields.items()}

    def damages(self) -> tuple[Damage, ...]:
        """Return what is damaged of it."""
        return () if self.error is None else (withheld_damage(self.error),)


def look_beside(files: ArchiveFiles, entry: Entry) -> Beside:
    """Return what is kept beside an entry, or that it is damaged.

    Raises:
        ArchiveUnreadable: when it is there, and the system refuses to read it.
    """
    if not entry.withheld:
        return Beside()
    try:
        with reading("what is withheld", files.withheld_path(entry.seq)):
            return Beside(kept_beside(files, entry))
    except WithheldDamaged as error:
        return Beside(error=error)


def withheld_damage(error: WithheldDamaged) -> Damage:
    """Return as damage that what is withheld from an entry is not what was logged."""
    explanation = f"{error.why}. The log stands without it: take the file from a backup."
    return Damage(WITHHELD, f"what is withheld from entry {error.seq}", error.where, explanation)

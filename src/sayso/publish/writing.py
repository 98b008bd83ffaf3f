"""What every export promises, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sayso.publish.dossier import Dossier
from sayso.values import Digest, SaysoError


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFile:
    """One file of an export; its name is relative to the export's folder, or the file's own."""

    name: str
    digest: Digest
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What an export wrote."""

    path: Path  # the file, or the folder where it became several files
    files: tuple[WrittenFile, ...]

    @property
    def size_bytes(self) -> int:
        """All files together."""
        return sum(file.size_bytes for file in self.files)


class Export(Protocol):
    """A form that a dossier can be written in: one file in `publish/exports/`, one line in its table."""

    name: str
    version: str
    media_type: str

    def write(self, dossier: Dossier, to: Path) -> Written:
        """Write the dossier to `to`, a path that does not exist yet; the same dossier gives the same bytes.

        Raises:
            LooseEnds: where the dossier points at what it does not hold.
            WouldOverwrite: where something is at `to` already.
        """


class WouldOverwrite(SaysoError):
    """Something is already where an export was to be written."""

    exit_code = 2

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return f"There is already something at {self.path}. Choose another place, or move it away first."

"""How commands tell of damage, and the exit codes that go with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from sayso.cli.console import as_plain, tell

if TYPE_CHECKING:
    from sayso.custody.damage import Damage, Unread

    Harm = tuple[Sequence[Damage], Sequence[Unread]]  # what is damaged, and what could not be looked at

EXIT_COULD_NOT = 1
EXIT_INTEGRITY = 4


def tell_damage(damages: Sequence[Damage], unread: Sequence[Unread]) -> None:
    """Print what is damaged, and what could not be looked at, a line for each."""
    for damage in damages:
        tell(f"DAMAGE  {damage}", hang=8)
    for one in unread:
        tell(f"NOT CHECKED  {one}", hang=8)


def harm_as_json(damages: Sequence[Damage], unread: Sequence[Unread]) -> dict[str, object]:
    """Return the same as two fields of an answer for programs."""
    return {"damages": as_plain(damages), "unread": as_plain(unread)}


def leave_by(damages: Sequence[Damage], unread: Sequence[Unread]) -> None:
    """End the command with the exit code that damage has, or what could not be looked at; else go on."""
    if damages:
        raise typer.Exit(EXIT_INTEGRITY)
    if unread:
        raise typer.Exit(EXIT_COULD_NOT)

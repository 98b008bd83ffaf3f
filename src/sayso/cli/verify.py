"""`sayso verify`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.console import as_plain, emit_json, plural, shown_progress
from sayso.cli.options import ArchiveOption, JsonOption, resolve_archive

if TYPE_CHECKING:
    from sayso.custody.verification import Verification

EXIT_COULD_NOT = 1
EXIT_INTEGRITY = 4


def verify(
    archive: ArchiveOption = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Only log, heads and withheld fields; do not re-read the objects.")
    ] = False,
    heads: Annotated[
        list[Path] | None,
        typer.Option("--head", metavar="FILE", help="A head that was kept elsewhere; can be repeated."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Check every object and every line of the log, and list all damage."""
    from sayso.desk.verification import verify_archive

    with shown_progress("verify") as progress:
        result = verify_archive(
            resolve_archive(archive), objects=not quick, heads=heads or [], progress=progress
        )
    if json:
        emit_json({"holds": result.holds, "objects_were_read": not quick, **as_plain(result)})
    else:
        _show(result, quick=quick)
    if not result.holds:
        raise typer.Exit(EXIT_INTEGRITY if result.damages else EXIT_COULD_NOT)


def _show(result: Verification, *, quick: bool) -> None:
    entries = plural(result.entries, "log entry", "log entries")
    if quick:
        present = plural(result.objects_present, "object")
        typer.echo(f"Checked {entries}. {present} are there in their size; their bytes were NOT read again.")
    else:
        objects = plural(result.objects_checked, "object")
        typer.echo(f"Checked {entries} and {objects} ({result.bytes_checked:,} bytes).")
    for note in result.notes:
        typer.echo(f"Note: {note}")
    for damage in result.damages:
        typer.echo(f"DAMAGE  {damage}")
    for unread in result.unread:
        typer.echo(f"NOT CHECKED  {unread}")
    if result.damages:
        typer.echo(f"Integrity does NOT hold: {plural(len(result.damages), 'damage')}.")
    elif result.unread:
        typer.echo(f"No damage found, but {plural(len(result.unread), 'thing')} could not be read.")
    elif quick:
        typer.echo("The log holds. Whether the objects do is shown by sayso verify without --quick.")
    else:
        typer.echo("Integrity holds.")

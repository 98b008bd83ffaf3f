"""`sayso verify`."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.console import as_plain, complain, emit_json, plural, shown_progress
from sayso.cli.options import ArchiveOption, JsonOption, resolve_archive

EXIT_INTEGRITY = 4


def verify(
    archive: ArchiveOption = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Only log, heads and withheld fields; do not re-read the objects.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Check every object and every line of the log, and list all damage."""
    from sayso.desk.verification import verify_archive

    with shown_progress("verify") as progress:
        result = verify_archive(resolve_archive(archive), objects=not quick, progress=progress)
    if json:
        emit_json({"holds": not result.damages, **as_plain(result)})
    else:
        typer.echo(
            f"Checked {plural(result.entries, 'log entry', 'log entries')} and "
            f"{plural(result.objects_checked, 'object')} ({result.bytes_checked:,} bytes)."
        )
        for note in result.notes:
            typer.echo(f"Note: {note}")
        for damage in result.damages:
            complain(f"DAMAGE  {damage}")
        typer.echo(
            "Integrity holds."
            if not result.damages
            else f"Integrity does NOT hold: {plural(len(result.damages), 'damage')}."
        )
    if result.damages:
        raise typer.Exit(EXIT_INTEGRITY)

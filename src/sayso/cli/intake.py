"""`sayso import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.console import as_plain, emit_json, one_line, plural, shown_progress
from sayso.cli.options import ActorOption, ArchiveOption, JsonOption, opened, resolve_actor

if TYPE_CHECKING:
    from sayso.desk.intake import Intake


def import_(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files and folders to take in.")],
    case: Annotated[
        str, typer.Option("--case", metavar="TITLE", help="The case: a title or slug; opened if new.")
    ],
    unopened: Annotated[
        bool,
        typer.Option(
            "--unopened", help="Take a bag or web archive as the file that it is, whether it holds or not."
        ),
    ] = False,
    archive: ArchiveOption = None,
    actor: ActorOption = None,
    json: JsonOption = False,
) -> None:
    """Take files and folders into a case; the originals are kept as they are."""
    from sayso.desk.intake import NothingThere, import_paths

    if "" in paths:  # an unset variable in a script; as a path it would mean this folder
        raise NothingThere(("a path that is empty",))
    with opened(archive) as open_, shown_progress("import") as progress:
        intake = import_paths(
            open_,
            [Path(path) for path in paths],
            case,
            actor=resolve_actor(actor),
            unopened=unopened,
            progress=progress,
        )
    if json:
        emit_json(as_plain(intake))
    else:
        _show(intake)


def _show(intake: Intake) -> None:
    new = sum(taken.is_new_object for taken in intake.taken)
    opened_ = " (opened now)" if intake.case_is_new else ""
    typer.echo(f"{plural(len(intake.taken), 'file')} in, case {intake.case.title!r}{opened_}.")
    typer.echo(f"{plural(new, 'new object')}; {len(intake.taken) - new} already kept, logged again.")
    for taken in intake.taken:
        for gap in taken.gaps:
            typer.echo(f"  {one_line(taken.name)}: {one_line(gap)}")
    if intake.unknown:
        typer.echo(f"Kept, but no reader knows the type of {plural(len(intake.unknown), 'file')}:")
        for taken in intake.unknown:
            typer.echo(f"  {one_line(taken.name)} ({taken.media_type})")
    if intake.not_taken:
        typer.echo(f"NOT taken in: {plural(len(intake.not_taken), 'file')}:")
        for missing in intake.not_taken:
            typer.echo(f"  {one_line(missing.name)}: {one_line(missing.reason)}")
    typer.echo(f"Next: sayso dossier {intake.case.slug}")

"""`sayso import`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.console import as_plain, emit_json, one_line, plural, shown_progress, tell
from sayso.cli.damage import EXIT_INTEGRITY
from sayso.cli.options import ActorOption, ArchiveOption, JsonOption, opened, resolve_actor

if TYPE_CHECKING:
    from sayso.capture.types import NotTaken
    from sayso.desk.intake import Intake

EXIT_NOT_ALL = 1  # some of what was named is not in; what is, is saved


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
    links = [Path(path) for path in paths if os.path.islink(path) and os.path.exists(path)]
    if json:
        emit_json(as_plain(intake))
    else:
        _show(intake, links)
    if intake.failed:
        raise typer.Exit(EXIT_INTEGRITY if any(one.is_damage for one in intake.failed) else EXIT_NOT_ALL)


def _show(intake: Intake, links: Sequence[Path]) -> None:
    new = sum(taken.is_new_object for taken in intake.taken)
    opened_ = " (opened now)" if intake.case_is_new else ""
    if intake.taken:
        tell(f"{plural(len(intake.taken), 'file')} in, case {intake.case.title!r}{opened_}.")
        tell(f"{plural(new, 'new object')}; {len(intake.taken) - new} already kept, logged again.")
    else:
        tell(f"Nothing was taken in, case {intake.case.title!r}{opened_}.")
    for name, times in intake.several:
        tell(
            f"{one_line(name)} came {times} times, the same bytes under the same name: one item with as many "
            "entries in the log, and what was recorded last",
            indent=2,
        )
    for shared in intake.one_name:
        called = ", ".join(f"{one_line(name)} ({one_line(file, 40)})" for name, file in shared.called)
        told = f"{len(shared.called)} items of the case have the short name {one_line(shared.doc_id)}"
        amend = "sayso amend ITEM doc_id=NAME gives one another"
        tell(f"{told} and are told apart as {called}; {amend}", indent=2)
    for link in links:
        tell(
            f"{one_line(str(link))} is a link: what was taken is {one_line(os.path.realpath(link))}", indent=2
        )
    for taken in intake.taken:
        for gap in taken.gaps:
            tell(f"{one_line(taken.name)}: {one_line(gap)}", indent=2)
    if otherwise := ", ".join(_otherwise(intake)):
        tell(f"Kept as what their bytes are, and not what their names say: {otherwise}")
    if intake.unknown:
        tell(f"Kept, but no reader knows the type of {plural(len(intake.unknown), 'file')}:")
        for taken in intake.unknown:
            what = taken.media_type if taken.size_bytes else "the file is empty"
            tell(f"{one_line(taken.name)} ({what})", indent=2)
    for words in intake.clock:
        tell(f"Note on the clock: {words}.")
    tell(f"Next: sayso dossier {intake.case.slug}")
    _show_missing("Left out", [missing for missing in intake.not_taken if missing.is_by_rule])
    _show_missing("NOT taken in", intake.failed)


def _otherwise(intake: Intake) -> Iterator[str]:
    """Name what came in under a name that says another kind of file than its bytes are."""
    from sayso.desk.mislabelled import is_otherwise

    for name, media_type in dict.fromkeys((taken.name, taken.media_type) for taken in intake.taken):
        what = is_otherwise(name, media_type)
        if what:
            yield f"{one_line(name)} is {what}"


def _show_missing(what: str, missing: Sequence[NotTaken]) -> None:
    if missing:
        tell(f"{what}: {plural(len(missing), 'file')}:")
    for one in missing:
        tell(f"{one_line(one.name)}: {one_line(one.reason)}", indent=2)

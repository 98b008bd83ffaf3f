"""`sayso verify`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.checks import answer
from sayso.cli.console import as_plain, emit_json, plural, shown_progress, tell
from sayso.cli.damage import leave_by, tell_damage
from sayso.cli.options import ArchiveOption, JsonOption, resolve_archive
from sayso.cli.stamp import state_lines

if TYPE_CHECKING:
    from sayso.custody.verification import Verification

NOT_COVERED = (
    "Note: no head here covers {}: whether the last was changed, or others behind it were cut off, "
    "only a head that was kept elsewhere shows (--against)."
)
INDEX_LOOKED_AT = (
    "The index, which lists and dossiers are made from, says nothing else than log and objects do."
)
INDEX_NOT_LOOKED_AT = "There is no index here that could be compared; one is made anew when it is next asked."


def verify(
    exhibit: Annotated[
        str | None, typer.Argument(metavar="[EXHIBIT]", help="Only this one's objects.", show_default=False)
    ] = None,
    case: Annotated[
        str | None, typer.Option("--case", metavar="CASE", help="Only the objects of this case.")
    ] = None,
    since: Annotated[
        Path | None,
        typer.Option("--since", metavar="HEAD", help="Only the objects that came in after this head."),
    ] = None,
    against: Annotated[
        list[Path] | None,
        typer.Option(
            "--against", metavar="RECEIPT", help="A receipt or head that was kept elsewhere; can be repeated."
        ),
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Only log, heads, stamps and withheld fields; no object's bytes.")
    ] = False,
    export: Annotated[
        Path | None, typer.Option("--export", metavar="PATH", help="Check an export instead of an archive.")
    ] = None,
    opened: Annotated[
        list[Path] | None,
        typer.Option(
            "--opened",
            metavar="FILE",
            help="With --export: what was left out of it, and was handed over since (sayso disclose).",
        ),
    ] = None,
    archive: ArchiveOption = None,
    json: JsonOption = False,
) -> None:
    """Check every object and every line of the log, and list all damage; or only what is asked for."""
    if export is not None:
        _verify_export(export, against or [], opened or [], json)
        return
    if opened:
        raise typer.BadParameter("--opened goes with --export: it is held against what that holds")
    from sayso.desk.verification import stamps_as_they_are, verify_archive

    root = resolve_archive(archive)
    with shown_progress("verify") as progress:
        result = verify_archive(
            root,
            objects=not quick,
            against=against or [],
            since_head=since,
            case=case,
            exhibit=exhibit,
            progress=progress,
        )
    is_part = bool(exhibit or case or since)
    if json:
        stamps = stamps_as_they_are(root)
        emit_json(
            {
                "holds": result.holds,
                "objects_were_read": not quick,
                "only_a_part": is_part,
                "stamps": as_plain(stamps[0]) if stamps is not None else None,
                **as_plain(result),
            }
        )
    else:
        _show(result, quick=quick, is_part=is_part)
        stamps = stamps_as_they_are(root)  # behind the verdict, which must not hang on it
        for line in state_lines(*stamps) if stamps is not None else ():
            tell(line)
    leave_by(result.damages, result.unread)


def _verify_export(path: Path, against: list[Path], opened: list[Path], json: bool) -> None:
    from sayso.desk.verification import verify_export

    answer(verify_export(path, against=against, opened=opened), json)


def _show(result: Verification, *, quick: bool, is_part: bool) -> None:
    for line in _looked_at(result, quick=quick, is_part=is_part):
        tell(line)
    tell_damage(result.damages, result.unread)
    for line in _verdict(result, quick=quick, is_part=is_part):
        tell(line)


def _looked_at(result: Verification, *, quick: bool, is_part: bool) -> Iterator[str]:
    """Say what was looked at, and what is to be known of it."""
    from sayso.custody.log_facts import entries_text

    entries = plural(result.entries, "log entry", "log entries")
    if quick:
        present = plural(result.objects_present, "object")
        yield f"Checked {entries}. {present} are there in their size; their bytes were NOT read again."
    else:
        objects = plural(result.objects_checked, "object")
        yield f"Checked {entries} and {objects} ({result.bytes_checked:,} bytes)."
    if is_part:
        yield "The log was checked whole; of the objects, only those asked for."
    yield from (f"Note: {note}" for note in result.notes)
    for kept in result.agrees_with:
        yield f"The log agrees with the {kept}: of that, nothing was changed or cut off since."
    if result.covered < result.entries and not result.damages:
        yield NOT_COVERED.format(entries_text(result.covered + 1, result.entries))


def _verdict(result: Verification, *, quick: bool, is_part: bool) -> Iterator[str]:
    """Say what it comes to."""
    if result.damages:
        yield f"Integrity does NOT hold: {plural(len(result.damages), 'damage')}."
    elif result.unread:
        yield f"No damage found, but {plural(len(result.unread), 'thing')} could not be looked at."
    elif quick:
        yield "The log holds. Whether the objects do is shown by sayso verify without --quick."
    elif is_part:
        yield "What was asked for holds. Whether all else does is shown by sayso verify alone."
    else:
        yield "Integrity holds."
        yield INDEX_LOOKED_AT if result.index_was_compared else INDEX_NOT_LOOKED_AT

"""`sayso dossier`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.claims.extraction import DEFAULT_EXTRACTOR
from sayso.cli.console import as_plain, emit_json, one_line, plural, say, shown_progress
from sayso.cli.damage import leave_by, tell_damage
from sayso.cli.extractors import chosen_extractor
from sayso.cli.options import (
    ActorOption,
    ArchiveOption,
    CaseArgument,
    ExtractorOption,
    JsonOption,
    opened,
    resolve_actor,
    resolve_descriptor,
)

if TYPE_CHECKING:
    from sayso.publish.dossier import Dossier

UNREAD_NAMED = 5  # exhibits that were not looked at; more are counted, and all are in the dossier


def dossier(
    case: CaseArgument,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="PATH", help="Where to write it; else CASE.html in this folder."),
    ] = None,
    export: Annotated[str, typer.Option("--form", metavar="FORM", help="html or json.")] = "html",
    extractor: ExtractorOption = DEFAULT_EXTRACTOR,
    archive: ArchiveOption = None,
    actor: ActorOption = None,
    json: JsonOption = False,
) -> None:
    """Write a case's dossier, after running whatever has not been run yet."""
    from sayso.desk.dossier import publish_dossier
    from sayso.store.queries import find_case

    with opened(archive) as open_, shown_progress("dossier") as progress:
        place = to or free_place(Path(f"{find_case(case).slug}.{export}"))
        published = publish_dossier(
            open_,
            case,
            place,
            actor=resolve_actor(actor),
            export=export,
            extractor=chosen_extractor(extractor),
            descriptor=resolve_descriptor(),
            progress=progress,
        )
    shown, written = published.dossier, published.written
    if json:
        emit_json(
            {
                "case": shown.sheet.slug,
                "dossier": str(written.path),
                "size_bytes": written.size_bytes,
                "files": {file.name: file.digest for file in written.files},
                "claims": len(shown.claims),
                "copies": len(shown.copies),
                "findings": len(shown.comparison.findings) if shown.comparison else None,
                "not_looked": len(shown.not_looked),
                "frames_not_shown": _unshown(shown),
                "damages": as_plain(published.damages),
                "unread": as_plain(published.unread),
            }
        )
    else:
        _tell(shown)
        typer.echo(f"The dossier is {written.path} ({written.size_bytes:,} bytes); it opens offline.")
        tell_damage(published.damages, published.unread)
    leave_by(published.damages, published.unread)


def _tell(shown: Dossier) -> None:
    from sayso.publish.footage_words import found_words

    footage = found_words(one.copy.kind for one in shown.copies) or "no finding about footage"
    typer.echo(
        f"{_contested(shown)}. {plural(len(shown.claims), 'claim')} in "
        f"{plural(len(shown.material), 'exhibit')}; {footage}."
    )
    if unread := sorted(_unread(shown)):
        more = len(unread) - UNREAD_NAMED
        named = ", ".join(unread[:UNREAD_NAMED]) + (f" and {more} more" if more > 0 else "")
        say(f"NOT looked at, or not by every method: {named}.")
    if unshown := _unshown(shown):
        say(f"Frames that are NOT shown: {one_line('; '.join(unshown))}.")
    if not shown.sheet.head_note:
        typer.echo("Its head is NOT signed: the archive's key is not in the configuration folder.")


def _contested(shown: Dossier) -> str:
    from sayso.publish.pages.labels import shelve
    from sayso.publish.pages.questions import contested_of
    from sayso.publish.words import conflicts_words

    if shown.comparison is None:
        return "Nothing was compared"
    return conflicts_words(contested_of(shown.comparison, shelve(shown)))


def _unshown(shown: Dossier) -> list[str]:
    """Say of which recordings which frames are not shown, each once."""
    return list(dict.fromkeys(words for one in shown.copies for words in one.unshown))


def _unread(shown: Dossier) -> set[str]:
    """Name what some method could have looked at and did not; what none can do yet the dossier says."""
    from sayso.publish.dossier import NO_METHOD_YET

    missed = (one for one in shown.not_looked if one.what not in NO_METHOD_YET)
    return {one_line(one.name or f"exhibit {str(one.exhibit)[:10]}") for one in missed}


def free_place(wanted: Path) -> Path:
    """Return `wanted`, or the first of its numbered kind where nothing is yet."""
    place, number = wanted, 1
    while place.exists():
        number += 1
        place = wanted.with_stem(f"{wanted.stem}-{number}")
    return place

"""`sayso erase`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.console import as_plain, emit_json, one_line, plural, tell
from sayso.cli.options import ActorOption, ArchiveOption, JsonOption, WhichCaseOption, opened, resolve_actor

if TYPE_CHECKING:
    from sayso.desk.came_packed import Package
    from sayso.desk.erasure import Erased


def erase(
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why; stands in the log for good, so name nobody.")
    ],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who decided it.")],
    exhibit: Annotated[
        str | None, typer.Argument(metavar="[EXHIBIT]", help="An id, a digest or its beginning, or a name.")
    ] = None,
    entry: Annotated[
        list[int] | None,
        typer.Option(
            "--entry", metavar="N", help="Remove only what is withheld from this entry; can be repeated."
        ),
    ] = None,
    only_names: Annotated[
        bool,
        typer.Option(
            "--only-names", help="Leave the bytes; remove who brought them in, on which machine, from where."
        ),
    ] = False,
    case: WhichCaseOption = None,
    archive: ArchiveOption = None,
    actor: ActorOption = None,
    json: JsonOption = False,
) -> None:
    """Remove an exhibit for good, from all cases, with all that was made from it; the log says so."""
    from sayso.desk import erasure

    if (exhibit is None) == (not entry) or (entry and case):
        raise typer.BadParameter("name one exhibit (with --case where needed), or entries by --entry")
    if exhibit is None:
        _redact(entry or [], reason=reason, by=by, archive=archive, actor=resolve_actor(actor), json=json)
        return
    with opened(archive) as open_:
        erased = erasure.erase(
            open_,
            exhibit,
            reason=reason,
            by=by,
            actor=resolve_actor(actor),
            case=case,
            only_names=only_names,
        )
    if json:
        emit_json(as_plain(erased))
    else:
        _show(erased, only_names=only_names)


def _redact(
    entries: list[int], *, reason: str, by: str, archive: Path | None, actor: str, json: bool
) -> None:
    from sayso.desk.redaction import redact_entries

    with opened(archive) as open_:
        done = redact_entries(open_, entries, reason=reason, by=by, actor=actor)
    if json:
        emit_json(as_plain(done))
        return
    of = ", ".join(str(seq) for seq in done.entries)
    tell(f"Erased of the entries {of}: {', '.join(done.fields)}. Their lines stay.")
    tell(f"Entry {done.seq} of the log says so, and why; the log still verifies.")
    tell("Out of reach: backups, exports, and what the disk keeps of removed files.")


def _show(erased: Erased, *, only_names: bool) -> None:
    names = ", ".join(one_line(name) for name in dict.fromkeys(erased.items))
    if only_names:
        tell(f"Who brought {names} in, and from where, is erased. Its bytes stay.")
    else:
        tell(f"Erased {names or erased.exhibit}{_with_it(erased)}.")
    for package in erased.packages:
        tell(f"Erased as well: {_in_words(package)}: what else came in it stays.")
    tell(f"Entry {erased.seq} of the log says so, and why; the log still verifies.")
    if erased.kept:
        tell(f"Kept: {plural(erased.kept, 'object')} that other material has as well.")
    if erased.left:
        named = ", ".join(digest[:10] for digest in erased.left[:8])
        count = plural(len(erased.left), "description or sidecar", "descriptions or sidecars")
        tell(
            f"Kept: {count} that no entry names ({named}): the end of the log may have been cut off, and "
            "they may belong to what is missing. Where that is for good, sayso erase DIGEST removes each."
        )
    if erased.handed_on:
        entries = ", ".join(str(seq) for seq in erased.handed_on)
        tell(f"Out of reach: dossiers and exports that were written before (entries {entries}).")
    tell("Out of reach: backups and copies of this archive, and what the disk keeps of removed files.")


def _with_it(erased: Erased) -> str:
    size = f"{plural(erased.objects, 'object')}, {erased.size_bytes:,} bytes"
    if not erased.items:
        return f", which no entry named: {size}"
    return f": {size}, what was made from it included"


def _in_words(package: Package) -> str:
    first, *more = package.names
    named = one_line(first) + (f" and {plural(len(more), 'more file')} of it" if more else "")
    return f"the package it came in, {named}, {package.size_bytes:,} bytes"

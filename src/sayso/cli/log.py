"""`sayso log`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.console import complain, emit_json, one_line, shown_progress, tell
from sayso.cli.damage import leave_by, tell_damage
from sayso.cli.options import ArchiveOption, JsonOption, opened

if TYPE_CHECKING:
    from sayso.desk.status import LogLine

NOT_BORNE_OUT = (
    "What stands behind ! is NOT borne out, times included: a head was made when it was another. "
    "sayso verify lists all that is damaged."
)


def log(
    case: Annotated[str | None, typer.Argument(metavar="CASE", help="Only what concerns this case.")] = None,
    last: Annotated[int, typer.Option("--last", metavar="N", min=0, help="Only the last N entries.")] = 0,
    archive: ArchiveOption = None,
    json: JsonOption = False,
) -> None:
    """Show the custody log: what was done to the archive, in order."""
    from sayso.desk.status import log_lines, standing

    with opened(archive, needs_index=False) as open_, shown_progress("log") as progress:
        lines = list(log_lines(open_, case, last=last or None))
        found = standing(open_, progress)
    damages = (*found.damages, *(damage for line in lines for damage in line.damages))
    unread = (*found.unread, *(one for line in lines for one in line.unread))
    if json:
        emit_json([_plain(line, found.contradicted) for line in lines])
        for damage in (*damages, *unread):
            complain(str(damage))
    else:
        for line in lines:
            tell(_in_words(line, found.contradicted), hang=8)
        tell_damage(damages, unread)
        if found.contradicted:
            tell(NOT_BORNE_OUT)
    leave_by(damages, unread)


def _plain(line: LogLine, contradicted: range) -> dict[str, object]:
    from sayso.values import instant_text

    return {
        "seq": line.entry.seq,
        "at": instant_text(line.entry.at),
        "act": line.entry.act,
        "body": dict(line.entry.body),
        "words": line.words,
        "disclosed": line.disclosed,
        "withheld_damaged": bool(line.damages),
        "withheld_unread": bool(line.unread),
        "contradicted": line.entry.seq in contradicted,
    }


def _in_words(line: LogLine, contradicted: range) -> str:
    who = line.disclosed.get("operator", _nobody_said(line))
    at = line.entry.at.strftime("%Y-%m-%d %H:%M:%S UTC")
    acted = f"{line.entry.act:<8} {one_line(who, 16):<16} {one_line(line.words)}"
    mark = "!" if line.entry.seq in contradicted else " "
    return f"{mark}{line.entry.seq:>5}  {at}  {acted}"


def _nobody_said(line: LogLine) -> str:
    if line.damages or line.unread:
        return "(damaged)" if line.damages else "(not read)"
    return "(withheld)" if line.entry.withheld else "(sayso)"

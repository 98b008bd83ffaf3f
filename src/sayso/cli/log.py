"""`sayso log`."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.console import emit_json, one_line, tell
from sayso.cli.options import ArchiveOption, JsonOption, opened


def log(
    case: Annotated[str | None, typer.Argument(metavar="CASE", help="Only what concerns this case.")] = None,
    last: Annotated[int, typer.Option("--last", metavar="N", min=0, help="Only the last N entries.")] = 0,
    archive: ArchiveOption = None,
    json: JsonOption = False,
) -> None:
    """Show the custody log: what was done to the archive, in order."""
    from collections import deque

    from sayso.desk.status import log_lines
    from sayso.values import instant_text

    with opened(archive) as open_:
        lines = deque(log_lines(open_, case), maxlen=last or None)
    if json:
        emit_json(
            [
                {
                    "seq": line.entry.seq,
                    "at": instant_text(line.entry.at),
                    "act": line.entry.act,
                    "body": dict(line.entry.body),
                    "words": line.words,
                    "disclosed": line.disclosed,
                }
                for line in lines
            ]
        )
        return
    for line in lines:
        who = line.disclosed.get("operator", "(withheld)" if line.entry.withheld else "(sayso)")
        at = line.entry.at.strftime("%Y-%m-%d %H:%M:%S UTC")
        acted = f"{line.entry.act:<8} {one_line(who, 16):<16} {one_line(line.words)}"
        tell(f"{line.entry.seq:>6}  {at}  {acted}", hang=8)

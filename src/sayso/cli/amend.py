"""`sayso amend`."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.console import as_plain, emit_json, one_line, tell
from sayso.cli.options import ActorOption, ArchiveOption, JsonOption, WhichCaseOption, opened, resolve_actor


def amend(
    exhibit: Annotated[
        str, typer.Argument(metavar="EXHIBIT", help="An id, a digest or its beginning, or a name.")
    ],
    corrections: Annotated[
        list[str], typer.Argument(metavar="FIELD=VALUE", help="An empty value takes the record away.")
    ],
    case: WhichCaseOption = None,
    archive: ArchiveOption = None,
    actor: ActorOption = None,
    json: JsonOption = False,
) -> None:
    """Correct what was recorded about an exhibit; the log keeps what stood before."""
    from sayso.desk import amend as desk

    with opened(archive) as open_:
        amended = desk.amend(open_, exhibit, corrections, actor=resolve_actor(actor), case=case)
    if json:
        emit_json(as_plain(amended))
        return
    if not amended.changed:
        tell("Nothing changed: that is what is recorded already.")
    for name in amended.changed:
        before, after = (getattr(one.description, name) for one in (amended.before, amended.after))
        tell(f"{amended.after.doc_id}: {name}: {_shown(before)} -> {_shown(after)}")
    for note in amended.notes:
        tell(f"Note on {one_line(amended.after.doc_id)}: {one_line(note)}.")


def _shown(value: object) -> str:
    return "nothing recorded" if value is None else one_line(str(value))

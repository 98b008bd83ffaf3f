"""`sayso disclose`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.console import as_plain, complain, emit_json, plural, tell
from sayso.cli.damage import leave_by, tell_damage
from sayso.cli.options import (
    ActorOption,
    ArchiveOption,
    CaseArgument,
    JsonOption,
    no_option,
    opened,
    resolve_actor,
)

if TYPE_CHECKING:
    from sayso.desk.disclosing import Disclosed


def disclose(
    case: CaseArgument,
    fields: Annotated[
        list[str],
        typer.Option(
            "--field", metavar="FIELD", help="What an export can leave out, such as author; can be repeated."
        ),
    ],
    to: Annotated[
        Path, typer.Option("--to", metavar="FILE", help="A file that is not there yet.", callback=no_option)
    ],
    exhibit: Annotated[
        str | None, typer.Option("--exhibit", metavar="EXHIBIT", help="Only what is about this one.")
    ] = None,
    archive: ArchiveOption = None,
    actor: ActorOption = None,
    json: JsonOption = False,
) -> None:
    """Hand over values that an export of the case left out, so that whoever has it can check them."""
    from sayso.desk.disclosing import disclose as hand_over

    with opened(archive) as open_:
        done = hand_over(open_, case, fields, to, actor=resolve_actor(actor), exhibit=exhibit)
    if json:
        emit_json(as_plain(done))
        for damage in done.damages:
            complain(str(damage))
    else:
        _show(done)
    leave_by(done.damages, ())


def _show(done: Disclosed) -> None:
    tell(
        f"Wrote {plural(done.values, 'value')} of {plural(len(done.entries), 'entry', 'entries')} to "
        f"{done.path}: {', '.join(done.fields)}."
    )
    if done.without:
        tell(
            f"Of {plural(len(done.without), 'other entry', 'other entries')} there is nothing to hand over: "
            f"{', '.join(map(str, done.without))}."
        )
    tell_damage(done.damages, ())
    if done.damages:
        tell("What is damaged was NOT handed over.")
    tell(f"Whoever has an export checks it: python3 verify.py --opened {done.path}")

"""`sayso export`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.console import as_plain, complain, emit_json, one_line, plural, shown_progress, tell
from sayso.cli.damage import leave_by, tell_damage
from sayso.cli.options import (
    ActorOption,
    ArchiveOption,
    CaseArgument,
    JsonOption,
    heads_given,
    opened,
    resolve_actor,
)

if TYPE_CHECKING:
    from sayso.desk.export import Exported
    from sayso.store.archive import Archive

WACZ = ".wacz"
STAMP_PATIENCE_S = 5.0  # an export is better with a stamp, and not worth a long wait


def export(
    case: CaseArgument,
    to: Annotated[
        Path, typer.Option("--to", metavar="PATH", help="A new folder, or a new file that ends in .zip.")
    ],
    leave_out: Annotated[
        list[str] | None,
        typer.Option(
            "--leave-out",
            metavar="FIELD",
            help="operator, host, path, by, description, or a field of it, such as author; can be repeated.",
        ),
    ] = None,
    against: Annotated[
        list[Path] | None,
        typer.Option("--against", metavar="RECEIPT", help="A head that the reader keeps; can be repeated."),
    ] = None,
    wacz: Annotated[
        bool, typer.Option("--wacz", help="A web archive instead of a bag: one file that ends in .wacz.")
    ] = False,
    unsigned: Annotated[
        bool, typer.Option("--unsigned", help="Go on where the archive's key is not at hand.")
    ] = False,
    no_stamp: Annotated[
        bool, typer.Option("--no-stamp", help="Ask no time-stamping authority before.")
    ] = False,
    archive: ArchiveOption = None,
    actor: ActorOption = None,
    json: JsonOption = False,
) -> None:
    """Write a case so that others can check it without us: a bag with proofs, stamps and a verifier."""
    from sayso.desk.export import export_case
    from sayso.desk.wacz import export_wacz

    if wacz != (to.suffix.lower() == WACZ):
        raise typer.BadParameter(f"--wacz writes a file that ends in {WACZ}, and nothing else does")
    if wacz and against:
        raise typer.BadParameter("--against goes with a bag")
    heads = heads_given(against or [])
    who = resolve_actor(actor)
    with opened(archive) as open_, shown_progress("export") as progress:
        if not no_stamp:
            _stamp(open_, who)
        if wacz:
            done = export_wacz(
                open_, case, to, actor=who, leave_out=leave_out or (), unsigned=unsigned, progress=progress
            )
        else:
            done = export_case(
                open_,
                case,
                to,
                actor=who,
                leave_out=leave_out or (),
                unsigned=unsigned,
                against=heads,
                progress=progress,
            )
    if json:
        emit_json({**as_plain(done), "head": done.head.to_bytes().decode("utf-8")})
        for damage in done.damages:
            complain(str(damage))
    else:
        _show(done)
    leave_by(done.damages, ())


def _stamp(archive: Archive, who: str) -> None:
    """Have the log stamped where authorities are named; an export goes on without."""
    from sayso.desk.authorities import authorities
    from sayso.desk.stamps import stamp_now

    if not authorities(archive):
        return
    for attempt in stamp_now(archive, actor=who, only_due=True, patience_s=STAMP_PATIENCE_S):
        if attempt.trouble:
            complain(f"No stamp by {attempt.authority}: {one_line(attempt.trouble.why)}.")


def _show(done: Exported) -> None:
    from sayso.custody.export_form import left_of_descriptions

    originals = len({file.path for file in done.case.files})
    tell(
        f"Exported {one_line(done.case.title)!r} to {done.path}: {plural(originals, 'original')}, "
        f"{plural(done.files, 'file')}, {done.size_bytes:,} bytes, {plural(done.stamps, 'stamp')}."
    )
    if done.discloses:
        tell(f"It says who or what these are: {', '.join(done.discloses)}. --leave-out keeps them back.")
    if done.damages:
        tell_damage(done.damages, ())
        tell("What is damaged is NOT in it; the rest is, and was checked.")
    if not left_of_descriptions(done.case.left_out):
        tell(
            "What is recorded about the material is in it, such as authors and file names; "
            "--leave-out description keeps that back, and --leave-out author only that."
        )
    if done.case.left_out:
        tell(f"Left out, and to be handed over by sayso disclose: {', '.join(done.case.left_out)}.")
    for words in done.in_clear:
        tell(f"Note: {one_line(words)}.")
    for words in done.erased:
        tell(f"Note: {one_line(words)}.")
    if not done.is_signed:
        tell("It bears NO signature: anybody could have made it up.")
    if done.path.suffix.lower() == WACZ:
        tell(f"Check: sayso verify --export {done.path}, or any reader of WACZ for the package alone.")
        return
    inside = "unpack it, and in it" if done.path.suffix.lower() == ".zip" else f"in {done.path}"
    tell(f"Whoever gets it: {inside} run python3 verify.py; CHECK.txt has all commands.")

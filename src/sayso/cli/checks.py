"""`sayso check-bag`, `check-wacz`, `check-stamp`: for anyone who was handed something; no archive is needed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.console import as_plain, emit_json, visible
from sayso.cli.options import JsonOption

if TYPE_CHECKING:
    from sayso.values import Check

EXIT_CODES = {"accept": 0, "unknown": 1, "reject": 4}

PackageArgument = Annotated[Path, typer.Argument(metavar="PATH", show_default=False)]


def check_bag(
    path: PackageArgument,
    sealed: Annotated[
        bool,
        typer.Option("--sealed", help="Demand that tag manifests list every file, as in sayso's own bags."),
    ] = False,
    json: JsonOption = False,
) -> None:
    """Check a bag (BagIt 0.93 to 1.0): a folder, or a zip or tar that holds one."""
    from sayso.packages import check_bag

    _answer(check_bag(path, sealed=sealed), json)


def _answer(check: Check, json: bool) -> None:
    if json:
        emit_json(as_plain(check))
    else:
        typer.echo(check.verdict)
        for reason in check.reasons:
            typer.echo(f"  {visible(reason, keep_lines=False)}")
        for note in check.notes:
            typer.echo(f"  note: {visible(note, keep_lines=False)}")
    raise typer.Exit(EXIT_CODES[check.verdict])

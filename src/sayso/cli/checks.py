"""`sayso check-bag`, `check-wacz`, `check-stamp`: for whoever was handed something, without an archive."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from sayso.cli.console import as_plain, emit_json, tell, visible
from sayso.cli.options import JsonOption

if TYPE_CHECKING:
    from sayso.values import Check

MOST_BYTES = 8 << 20  # of a reply, a request or certificates; more is none of them
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

    answer(check_bag(path, sealed=sealed), json)


def check_wacz(path: PackageArgument, json: JsonOption = False) -> None:
    """Check a web archive (WACZ): its files, indexes, records, pages and signature."""
    from sayso.packages import check_wacz

    answer(check_wacz(path), json)


def check_stamp(
    reply: Annotated[Path, typer.Argument(metavar="REPLY", show_default=False)],
    data: Annotated[
        Path, typer.Option("--data", metavar="FILE", help="What was stamped.", show_default=False)
    ],
    roots: Annotated[
        list[Path],
        typer.Option(
            "--roots",
            metavar="CERTS",
            help="Whom you trust: a certificate, or a chain whose last is the root; can be repeated.",
            show_default=False,
        ),
    ],
    query: Annotated[
        Path | None, typer.Option("--query", metavar="QUERY", help="The request that it answers.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Check a time stamp (RFC 3161): an authority's reply over a file."""
    from dataclasses import replace

    from sayso.custody.disk import open_file
    from sayso.custody.openssl import openssl_opinion
    from sayso.custody.stamp_check import check_stamp

    try:
        files = [_read(path) for path in (reply, *roots, *([query] if query else []))]
        with open_file(data):
            pass
    except OSError as error:
        answer(_could_not_read(error), json)
    asked = files.pop() if query else None
    check = check_stamp(files[0], data, files[1:], asked)
    opinion = None if check.verdict == "unknown" else openssl_opinion(files[0], data, files[1:], asked)
    answer(replace(check, notes=(*check.notes, opinion)) if opinion else check, json)


def _read(path: Path) -> bytes:
    from sayso.custody.disk import open_file

    with open_file(path) as stream:
        return stream.read(MOST_BYTES)


def _could_not_read(error: OSError) -> Check:
    from sayso.values import could_not_look

    return could_not_look(f"{error.filename} cannot be read: {error.strerror or error}")


def answer(check: Check, json: bool) -> NoReturn:
    """Print a verdict with its reasons and notes, and exit as it says."""
    if json:
        emit_json(as_plain(check))
    else:
        typer.echo(check.verdict)
        for line in (*check.reasons, *(f"note: {note}" for note in check.notes)):
            tell(visible(line, keep_lines=False), indent=2)
    raise typer.Exit(EXIT_CODES[check.verdict])

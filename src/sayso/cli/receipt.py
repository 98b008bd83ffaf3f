"""`sayso receipt`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.console import complain, emit_json, plural
from sayso.cli.options import ArchiveOption, JsonOption, no_option, opened


def receipt(
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE", help="Write the text to a new file, too.", callback=no_option),
    ] = None,
    qr: Annotated[
        Path | None,
        typer.Option(
            "--qr",
            metavar="FILE",
            help="Write the QR code to a new picture, .svg or .png.",
            callback=no_option,
        ),
    ] = None,
    archive: ArchiveOption = None,
    json: JsonOption = False,
) -> None:
    """Print the head of the log, as text and as a QR code, to keep away from the archive."""
    from sayso.cli.qr import qr_lines, qr_picture
    from sayso.desk.receipt import receipt as made
    from sayso.publish.writing import write_files

    with opened(archive, needs_index=False) as open_:
        kept = made(open_)
    note = kept.head.to_bytes().decode("utf-8")
    if to is not None:
        write_files(to, {"receipt": kept.text.encode("utf-8")}, folder=False, what="the receipt")
    if qr is not None:
        write_files(qr, {"qr": qr_picture(note, qr.name)}, folder=False, what="the QR code")
    if kept.entries_behind:
        entries = plural(kept.entries_behind, "entry", "entries")
        complain(f"The archive may not be written here, so this head leaves out the last {entries}.")
    if json:
        emit_json(
            {
                "head": note,
                "size": kept.head.size,
                "signed": kept.head.is_signed,
                "entries_behind": kept.entries_behind,
                "text": kept.text,
            }
        )
        return
    typer.echo(kept.text)
    typer.echo(qr_lines(note))

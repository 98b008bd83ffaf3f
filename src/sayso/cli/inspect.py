"""`sayso inspect`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.console import emit_json, one_line
from sayso.cli.options import ArchiveOption, JsonOption, opened, resolve_anchors

if TYPE_CHECKING:
    from sayso.desk.inspect import Inspection

IN_WORDS = {
    "absent": "none in the file",
    "intact-unknown": "intact; who signed them is not known to anybody you named",
    "intact-trusted": "intact; the signer is vouched for by an anchor",
    "broken": "BROKEN",
    "could-not-look": "NOT LOOKED AT",
}
MOST_SHOWN = 12


def inspect(
    target: Annotated[
        str, typer.Argument(metavar="FILE", help="A file; or an exhibit's id, digest or name in the archive.")
    ],
    anchors: Annotated[
        Path | None,
        typer.Option("--anchors", metavar="PEM", help="Certificates of those you trust on signers."),
    ] = None,
    case: Annotated[
        str | None, typer.Option("--case", metavar="CASE", help="Where an exhibit's name stands in several.")
    ] = None,
    archive: ArchiveOption = None,
    json: JsonOption = False,
) -> None:
    """Show what a file claims about itself, and whether its content credentials hold; nothing is fetched."""
    from sayso.desk import inspect as desk

    named = anchors or resolve_anchors()
    trusted = desk.read_anchors(named) if named is not None else ""
    path = Path(target)
    if path.exists():
        found = desk.inspect_file(path, anchors=trusted)
    else:
        with opened(archive) as open_:
            found = desk.inspect_exhibit(open_, target, case=case, anchors=trusted)
    if json:
        emit_json(found.to_json())
    else:
        _show(found)


def _show(found: Inspection) -> None:
    typer.echo(
        f"{one_line(found.name)}: {found.media_type}, {found.size_bytes:,} bytes, sha256 {found.digest}"
    )
    signed, read = found.credentials, found.metadata
    typer.echo(f"Content credentials: {IN_WORDS[signed.state]}")
    if signed.reason:
        typer.echo(f"  {one_line(signed.reason)}")
    for part in signed.parts[:MOST_SHOWN]:
        typer.echo(f"  broken: {one_line(part)}")
    for part in signed.not_looked[:MOST_SHOWN]:
        typer.echo(f"  not looked at: {one_line(part)}")
    for one in signed.claimed[:MOST_SHOWN]:
        typer.echo(
            f"  claimed: signed by {one['signed_by'] or one['issuer'] or 'nobody named'} {one['signed_at']}"
        )
    typer.echo(f"Claimed by the file itself, as read by {', '.join(read.read_by) or 'nobody'}:")
    if not (read.times or read.places or read.devices or read.software):
        typer.echo("  no time, place, device or program")
    for time in read.times[:MOST_SHOWN]:
        notes = f" ({'; '.join(time.notes)})" if time.notes else ""
        typer.echo(f"  {time.what}: {time.at or one_line(time.stated)}, zone {time.zone}, {time.tag}{notes}")
    for place in read.places[:MOST_SHOWN]:
        typer.echo(f"  place: {place.latitude}, {place.longitude}, {place.tag}")
    for tag, value in list({**read.devices, **read.software}.items())[:MOST_SHOWN]:
        typer.echo(f"  {tag}: {one_line(value, 80)}")
    for note in read.notes:
        typer.echo(f"Note: {note}")
    if not any(name.startswith("exiftool") for name in (*read.read_by, *read.not_read)):
        typer.echo("Note: exiftool, which reads far more than these, is not installed here.")
    for reason in read.not_read:
        typer.echo(f"{'Not read by' if read.read_by else 'NOT READ '} {one_line(reason)}")

"""`sayso reindex`."""

from __future__ import annotations

import typer

from sayso.cli.console import emit_json, plural
from sayso.cli.options import ArchiveOption, JsonOption, opened


def reindex(archive: ArchiveOption = None, json: JsonOption = False) -> None:
    """Make the index anew from log and objects; no method is run."""
    with opened(archive) as open_:
        entries = open_.rebuild()
    if json:
        emit_json({"entries": entries})
        return
    typer.echo(f"Made the index anew from {plural(entries, 'log entry', 'log entries')}.")

"""`sayso init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.console import emit_json, tell
from sayso.cli.options import ActorOption, JsonOption, configuration_directory, resolve_actor


def init(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    name: Annotated[str | None, typer.Option("--name", help="The archive's name; else the folder's.")] = None,
    actor: ActorOption = None,
    json: JsonOption = False,
) -> None:
    """Make an archive: a folder that keeps what you give it, with a custody log."""
    from sayso.desk.found import found

    made = found(directory, name, actor=resolve_actor(actor), keys=configuration_directory() / "keys")
    if json:
        emit_json({"archive": str(made.files.root), "name": made.name, "key": str(made.key_path)})
        return
    tell(f"Made the archive {made.name!r} in {made.files.root}.")
    tell(f"Its signing key is {made.key_path}: keep a copy of it apart from the archive.")
    tell('Next: sayso import FOLDER --case "Title"')

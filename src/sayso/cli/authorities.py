"""`sayso authorities`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.console import emit_json, one_line, tell
from sayso.cli.options import ActorOption, ArchiveOption, JsonOption, opened, resolve_actor


def authorities(
    add: Annotated[
        str | None,
        typer.Option("--add", metavar="URL", help="Have heads stamped by the authority at this address."),
    ] = None,
    roots: Annotated[
        Path | None,
        typer.Option(
            "--roots", metavar="FILE", help="With --add: the root certificates of its signers, PEM or DER."
        ),
    ] = None,
    policy: Annotated[
        str | None, typer.Option("--policy", metavar="OID", help="With --add: the policy to ask for.")
    ] = None,
    remove: Annotated[
        str | None, typer.Option("--remove", metavar="URL", help="Ask this authority no more.")
    ] = None,
    archive: ArchiveOption = None,
    actor: ActorOption = None,
    json: JsonOption = False,
) -> None:
    """Show or change whose time stamps the archive's heads are to get; none by default."""
    from sayso.desk.authorities import add_authority, remove_authority
    from sayso.desk.authorities import authorities as named

    if (add is None) != (roots is None):
        raise typer.BadParameter("--add and --roots go together")
    if policy is not None and add is None:
        raise typer.BadParameter("--policy goes with --add")
    with opened(archive, needs_index=add is not None or remove is not None) as open_:
        who = resolve_actor(actor)
        if add is not None and roots is not None:
            add_authority(open_, add, roots, policy=policy, actor=who)
        if remove is not None:
            remove_authority(open_, remove, actor=who)
        found = named(open_)
    if json:
        emit_json([{"url": one.url, "roots": one.roots, "policy": one.policy} for one in found])
        return
    for one in found:
        policy_words = f", policy {one.policy}" if one.policy else ""
        tell(f"{one_line(one.url)} (roots {one.roots[:10]}…{policy_words})")
    tell("Next: sayso stamp" if found else "Stamping is off: no authority is named.")

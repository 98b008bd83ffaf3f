"""`sayso demo`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.console import emit_json, one_line, plural, shown_progress
from sayso.cli.dossier import free_place
from sayso.cli.options import ActorOption, JsonOption, configuration_directory, resolve_actor

if TYPE_CHECKING:
    from sayso.desk.demo import Demo
    from sayso.publish.dossier import Dossier

SHOWN_PER_RELATION = 3
CONTENT_SHOWN = 90  # characters


def demo(
    to: Annotated[
        Path | None, typer.Option("--to", metavar="DIR", help="A new folder; else sayso-demo here.")
    ] = None,
    actor: ActorOption = None,
    json: JsonOption = False,
) -> None:
    """Run the main job on the bundled story, and say what was found and where the dossier is."""
    from sayso.desk.demo import run_demo

    directory = to or free_place(Path("sayso-demo"))
    if not json:
        typer.echo(f"Rendering the story's clips, and taking them in, in {directory} (a minute or two) ...")
    with shown_progress("demo") as progress:
        made = run_demo(
            directory, actor=resolve_actor(actor), keys=configuration_directory() / "keys", progress=progress
        )
    if json:
        _emit(made)
    else:
        _tell(made)


def _emit(made: Demo) -> None:
    from pydantic import TypeAdapter

    from sayso.compare.ledger import comparison_to_json
    from sayso.footage.types import Copy

    comparison = made.dossier.comparison
    emit_json(
        {
            "material": str(made.material),
            "archive": str(made.archive),
            "dossier": str(made.dossier_path),
            "claims": len(made.dossier.claims),
            "copies": [TypeAdapter(Copy).dump_python(one.copy, mode="json") for one in made.dossier.copies],
            "comparison": comparison_to_json(comparison) if comparison else None,
        }
    )


def _tell(made: Demo) -> None:
    from sayso.cli.copies_order import earlier_last
    from sayso.cli.copies_table import copies_table

    shown = made.dossier
    typer.echo(
        f"{plural(len(made.last_year.taken), 'file')} of last year and "
        f"{plural(len(made.this_event.taken), 'file')} of this event are kept in {made.archive}.\n"
    )
    typer.echo("FOOTAGE seen before:")
    turned = [earlier_last((one.copy, one.query, one.found), shown.sheet.title) for one in shown.copies]
    copies_table(turned, {item.digest for item in shown.material}, case=shown.sheet.title)
    _tell_relations(shown)
    _tell_origins(shown)
    typer.echo(f"\nThe dossier: {made.dossier_path} (opens offline, in any browser)")
    typer.echo(f"Next: sayso --help, or: sayso verify --archive {made.archive}")


def _tell_relations(shown: Dossier) -> None:
    if shown.comparison is None:
        return
    claims = {claim.id: claim for claim in shown.claims}
    texts = {item.doc_id: item.text or "" for item in shown.material}
    for relation, heading in (
        ("conflicts", "CONFLICTS"),
        ("updates", "UPDATES"),
        ("different-scope", "OTHER SCOPE"),
    ):
        chosen = [finding for finding in shown.comparison.findings if finding.relation == relation]
        typer.echo(f"\n{heading}: {len(chosen)}")
        for finding in chosen[:SHOWN_PER_RELATION]:
            for claim_id in (finding.left, finding.right):
                claim = claims[claim_id]
                words = " … ".join(span.of(texts[claim.doc_id]) for span in claim.content)
                denies = " denies" if claim.act == "deny" else ""
                typer.echo(f"  {one_line(claim.speaker, 40)}{denies}: {one_line(words, CONTENT_SHOWN)}")
            typer.echo(f"    found: {one_line(finding.reason)}")


def _tell_origins(shown: Dossier) -> None:
    if shown.comparison is None or not shown.comparison.origins:
        return
    where = {claim.id: claim.doc_id for claim in shown.claims}
    typer.echo("\nORIGINS (reports that go back to one source):")
    counted = [
        (len({where[link.claim] for link in origin.group}), origin.name)
        for origin in shown.comparison.origins
        if origin.group
    ]
    for documents, name in sorted(counted, key=lambda pair: -pair[0])[:SHOWN_PER_RELATION]:
        typer.echo(f"  {plural(documents, 'report')}, 1 origin: {one_line(name)}")

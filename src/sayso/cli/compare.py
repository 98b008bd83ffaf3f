"""`sayso compare`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.claims.extraction import DEFAULT_EXTRACTOR
from sayso.cli.console import as_plain, complain, emit_json, lay, shown_progress
from sayso.cli.damage import harm_as_json, leave_by, tell_damage
from sayso.cli.extractors import chosen_extractor
from sayso.cli.options import (
    ActorOption,
    ArchiveOption,
    CaseArgument,
    ExtractorOption,
    JsonOption,
    opened,
    resolve_actor,
    resolve_descriptor,
)
from sayso.values import AskedWrongly

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sayso.claims.endpoint.options import EndpointOptions
    from sayso.cli.damage import Harm
    from sayso.compare.ranges import View
    from sayso.desk.compare import CaseComparison
    from sayso.desk.proposals import CaseProposals

PLAIN = "plain"


class NoSuchView(AskedWrongly):
    """Figures were asked for in a view that there is not."""

    def __init__(self, asked: str, known: tuple[str, ...]) -> None:
        super().__init__(asked, known)
        self.asked, self.known = asked, known

    def __str__(self) -> str:
        return f"There is no view {self.asked!r}. Views are {', '.join(self.known)}, one at a time."


class JsonIsWhole(AskedWrongly):
    """A part of a comparison was asked for as JSON, which has all of it."""

    def __init__(self, options: tuple[str, ...]) -> None:
        super().__init__(options)
        self.options = options

    def __str__(self) -> str:
        return (
            f"`sayso compare --json` gives all of a comparison at once: {' and '.join(self.options)} would "
            "change nothing. Leave it out and take the part from the answer, or leave out --json."
        )


def compare(
    case: CaseArgument,
    question: Annotated[
        str | None,
        typer.Option("--question", metavar="Q", help="One question: its number, or words of it."),
    ] = None,
    origins: Annotated[bool, typer.Option("--origins", help="Who goes back to whom, link by link.")] = False,
    timeline: Annotated[
        bool, typer.Option("--timeline", help="What was said, happened, was revised, withdrawn, edited.")
    ] = False,
    changes: Annotated[
        bool, typer.Option("--changes", help="What was edited between captures of one post or page.")
    ] = False,
    view: Annotated[
        str | None,
        typer.Option("--view", metavar="VIEW", help="Figures as one of: plain, ucdp, acled, airwars."),
    ] = None,
    propose: Annotated[
        bool,
        typer.Option("--propose", help="Ask the language model of the settings what it would say."),
    ] = False,
    extractor: ExtractorOption = DEFAULT_EXTRACTOR,
    archive: ArchiveOption = None,
    actor: ActorOption = None,
    json: JsonOption = False,
) -> None:
    """Set the accounts side by side: who answers what, conflicts first, on how many origins."""
    parts = {"--origins": origins, "--timeline": timeline, "--changes": changes, "--view": view is not None}
    asked = [name for name, is_asked in parts.items() if is_asked]
    _refuse(json, [*["--question"] * (question is not None), *asked])
    chosen, model = _view(view), _model() if propose else None
    answer, proposed, harm = _compared(archive, case, extractor, actor, model)
    if json:
        proposal = {"proposed": as_plain(proposed)} if propose else {}
        emit_json({**_as_json(answer, chosen), **harm_as_json(*harm), **proposal})
    else:
        _show(answer, question, asked, chosen, proposed)
        tell_damage(*harm)
    leave_by(*harm)


def _refuse(json: bool, asked: list[str]) -> None:
    """Refuse what `--json` would pass over; the view it has heard."""
    unheard = tuple(name for name in asked if name != "--view")
    if json and unheard:
        raise JsonIsWhole(unheard)


def _compared(
    archive: Path | None, case: str, extractor: str, actor: str | None, model: EndpointOptions | None
) -> tuple[CaseComparison, CaseProposals | None, Harm]:
    """Compare the case, ask the model where there is one, and say what of all that could not be read."""
    from sayso.desk.compare import compare_case
    from sayso.desk.harm import harm_to
    from sayso.desk.proposals import propose_for

    who, method = resolve_actor(actor), chosen_extractor(extractor)
    with opened(archive) as open_, shown_progress("compare") as progress:
        answer = compare_case(
            open_, case, actor=who, extractor=method, descriptor=resolve_descriptor(), progress=progress
        )
        harm = harm_to(open_, [], others=answer.unread_records)
        if model is None:
            return answer, None, harm
        return answer, propose_for(open_, answer, model, actor=who, progress=progress), harm


def _show(
    answer: CaseComparison,
    question: str | None,
    asked: list[str],
    view: View,
    proposed: CaseProposals | None,
) -> None:
    """Show the parts that were asked for, of the question that was asked for; else all of it."""
    from sayso.cli.compared import Page

    page = Page(answer, question)
    parts: dict[str, Callable[[], None]] = {
        "--origins": page.show_origins,
        "--timeline": page.show_timeline,
        "--changes": page.show_changes,
        "--view": lambda: page.show_ranges(view),
    }
    if question is not None:
        page.show_question(view)
        asked = [name for name in asked if name != "--view"]  # the question's figures are in that view
    for place, name in enumerate(asked):
        if place or question is not None:
            lay("")
            lay(name.removeprefix("--").upper())
        parts[name]()
    if proposed is not None:
        page.show_proposed(proposed)
    if question is None and not asked and proposed is None:
        page.show_all()


def _model() -> EndpointOptions:
    """Return the model of the settings, after saying what it is sent."""
    from sayso.claims.endpoint.options import EndpointUnset
    from sayso.cli.extractors import endpoint_options, what_is_sent

    options = endpoint_options()
    if options is None:
        raise EndpointUnset
    complain(what_is_sent(options, "what the claims say, with who says it and in which document,"))
    return options


def _view(asked: str | None) -> View:
    from sayso.compare.ranges import VIEWS

    for view in VIEWS:
        if view == (asked or PLAIN).lower():
            return view
    raise NoSuchView(asked or "", VIEWS)


def _as_json(answer: CaseComparison, view: View) -> dict[str, object]:
    from sayso.claims.ledger import claim_to_json
    from sayso.compare import ledger
    from sayso.compare.ranges import ranges_of
    from sayso.compare.timeline import timeline
    from sayso.compare.twins import documents_with
    from sayso.compare.views import matrix

    claims, documents, found = answer.all_claims, answer.documents, answer.comparison
    texts = {document.doc_id: document.text for document in documents}
    return {
        "case": answer.case.slug,
        "claims": [claim_to_json(claim, texts[claim.doc_id]) for claim in claims],
        "misread": [claim_to_json(claim, texts[claim.doc_id]) for claim in answer.misread],
        **ledger.comparison_to_json(found),
        "origins": ledger.origins_to_json(found.origins, documents_with(documents, claims)),
        "matrix": ledger.matrix_to_json(matrix(found, claims, documents)),
        "ranges": ledger.ranges_to_json(ranges_of(found, answer.standing_claims, view)),
        "timeline": ledger.timeline_to_json(timeline(claims, documents, found)),
    }

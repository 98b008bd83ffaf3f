"""`sayso judge`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.claims.extraction import DEFAULT_EXTRACTOR
from sayso.cli.console import emit_json, lay, one_line, plural, shown_progress
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
)

if TYPE_CHECKING:
    from sayso.cli.damage import Harm
    from sayso.compare.types import Judgement
    from sayso.desk.judgements import CaseJudgements


def judge(
    case: CaseArgument,
    claims: Annotated[
        list[str] | None,
        typer.Argument(metavar="CLAIM…", help="Claims, by the short names that `sayso claims` shows."),
    ] = None,
    verdict: Annotated[
        str | None,
        typer.Option(
            "--is",
            metavar="VERDICT",
            help="same-question, other-question, one-origin, independent, agrees, conflicts, repeats, "
            "updates (the second updates the first), different-scope, unrelated; or, of one claim, misread.",
        ),
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help="Why; stands in the log for good.")
    ] = None,
    withdraw: Annotated[
        str | None, typer.Option("--withdraw", metavar="J", help="Take back a judgement, such as j41.")
    ] = None,
    all_: Annotated[
        bool, typer.Option("--list", help="Show all judgements, or those on the claims that are named.")
    ] = False,
    extractor: ExtractorOption = DEFAULT_EXTRACTOR,
    archive: ArchiveOption = None,
    actor: ActorOption = None,
    json: JsonOption = False,
) -> None:
    """Say of claims what you know better than the method: it counts from then on, under your name."""
    from sayso.desk import judgements as desk
    from sayso.desk.harm import harm_to
    from sayso.desk.judgement_rows import unread_records

    named, is_act = claims or [], not all_ and (bool(claims) or verdict is not None or reason is not None)
    _refuse(withdraw, named, verdict, reason, all_=all_)
    who, method = resolve_actor(actor), chosen_extractor(extractor)
    with opened(archive) as open_, shown_progress("judge") as progress:
        touched = None
        if withdraw is not None:
            touched = desk.withdraw_judgement(open_, case, withdraw, reason or "", actor=who)
            typer.echo(f"{touched} withdrawn: it stands in the log.", err=json)
        elif is_act:
            said = (named, verdict or "", reason or "")
            touched = desk.judge_claims(open_, case, *said, actor=who, extractor=method, progress=progress)
            typer.echo(f"{touched} judged: it stands in the log.", err=json)
        # What was done is said above, before anything else can fail.
        found = desk.case_judgements(open_, case, actor=who, extractor=method, progress=progress)
        shown = _asked_for(found, touched, named if all_ else [])
        harm = harm_to(open_, [], others=unread_records(shown))
    _answer(found, shown, harm, is_list=touched is None, json=json)
    leave_by(*harm)


def _refuse(
    withdraw: str | None, claims: list[str], verdict: str | None, reason: str | None, *, all_: bool
) -> None:
    """Refuse what does not go together."""
    from sayso.desk.judgements import BadJudgement

    if withdraw is not None and (claims or verdict is not None or all_):
        alone = "a judgement is withdrawn by itself, without claims, --is or --list"
        raise BadJudgement(alone, "withdrawn")
    if all_ and (verdict is not None or reason is not None):
        raise BadJudgement("--list only shows judgements; leave out --is and --reason, or --list")


def _asked_for(found: CaseJudgements, touched: str | None, named: list[str]) -> list[Judgement]:
    """Return the judgement that was made or taken back, or all of them, or those on the claims named.

    One whose record cannot be read may be on any claim.
    """
    from sayso.claims.naming import find_claim

    claims = [claim for part in found.claims.documents for claim in part.claims] if named else []
    ids = {find_claim(one, claims).id for one in named}

    def is_on_them(judgement: Judgement) -> bool:
        return bool(judgement.unread_record or ids & {claim.claim for claim in judgement.claims})

    return [one for one in found.judgements if touched in (None, one.id) and (not ids or is_on_them(one))]


def _answer(found: CaseJudgements, shown: list[Judgement], harm: Harm, *, is_list: bool, json: bool) -> None:
    if json:
        from sayso.compare.ledger import judgement_to_json

        judgements = [judgement_to_json(one) for one in shown]
        emit_json({"case": found.case.slug, "judgements": judgements, **harm_as_json(*harm)})
        return
    for judgement in shown:
        _show(judgement)
        ended = [one.id for one in found.judgements if one.superseded_by == judgement.id]
        if ended and not is_list:
            lay(f"It takes the place of {', '.join(ended)}.", indent=6)
    if is_list:
        counted = sum(judgement.counts for judgement in shown)
        typer.echo(f"{plural(len(shown), 'judgement')}, {counted} of them in force.")
    tell_damage(*harm)
    typer.echo(f"Next: sayso compare {found.case.slug}")


def _show(judgement: Judgement) -> None:
    who = one_line(judgement.by, 40) or "(name removed)"
    lay(
        f"{judgement.id}  {judgement.at:%Y-%m-%d %H:%M}  {who}: {judgement.verdict}{_state(judgement)}",
        hang=6,
    )
    lay(f"because: {one_line(judgement.reason)}", indent=6)
    for claim in judgement.claims:
        name = claim.claim[:8] if claim.claim else "NOT FOUND"
        where = one_line(claim.doc_id, 30) or "gone"
        words = f"{one_line(claim.speaker, 40)} [{where}]: {one_line(claim.words, 100)}"
        lay(f"{name}  {words}", indent=6, hang=10)
        if claim.lost:
            lay(f"{one_line(claim.lost)}; the judgement does not count until it is", indent=16)


def _state(judgement: Judgement) -> str:
    back = judgement.withdrawn
    if back is not None:
        return f" - WITHDRAWN on {back.at:%Y-%m-%d} by {_name(back.by)}: {one_line(back.reason)}"
    if judgement.superseded_by:
        return f" - SUPERSEDED by {judgement.superseded_by}"
    if judgement.erased_with is not None:
        return f" - DOES NOT COUNT, nor does what it ended: {judgement.lost[0]}"
    whole = "; ".join(judgement.lost) if all(one.claim for one in judgement.claims) else ""
    return "" if judgement.counts else f" - DOES NOT COUNT{': ' if whole else ''}{whole}"


def _name(by: str) -> str:
    return one_line(by, 40) or "(name removed)"

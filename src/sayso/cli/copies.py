"""`sayso copies`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.console import one_line, plural, shown_progress, tell
from sayso.cli.copies_answer import Answer, answer_of
from sayso.cli.copies_json import emit_copies
from sayso.cli.copies_left_out import left_out
from sayso.cli.copies_order import at_odds_lines, dated, first_lines, orders_unknown
from sayso.cli.copies_table import copies_table
from sayso.cli.damage import leave_by, tell_damage
from sayso.cli.options import ActorOption, ArchiveOption, JsonOption, opened, resolve_actor

if TYPE_CHECKING:
    from sayso.publish.dossier import Appearance
    from sayso.store.queries import ItemInfo

EXIT_COULD_NOT = 1  # there was something to search for, and none of it could be
SEARCHED_ANEW = (
    "What was found before is damaged in the archive, so all was searched for anew, and not kept. Move that "
    "object (`mv`) out of the archive, and the next search is kept."
)


def copies(
    target: Annotated[
        str, typer.Argument(metavar="CASE|CLIP", help="A case, or a file that is read and not kept.")
    ],
    archive: ArchiveOption = None,
    actor: ActorOption = None,
    not_searched: Annotated[
        bool, typer.Option("--not-searched", help="Name all that could not be searched in, and why.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Find where footage was seen before, in all that the archive holds: which seconds, which part."""
    with opened(archive) as open_, shown_progress("copies") as progress:
        answer = answer_of(open_, target, resolve_actor(actor), progress)
    if json:
        emit_copies(answer)
    else:
        _tell(answer, names=not_searched)
    leave_by(answer.damages, answer.unread)
    if answer.could_not_look:
        raise typer.Exit(EXIT_COULD_NOT)


def _tell(answer: Answer, *, names: bool) -> None:
    for exhibit, items in answer.same.items():
        tell(_same_bytes(answer, items, answer.seen[exhibit]))
    if answer.found:
        _tell_found(answer)
        for line in _how_to_read(answer):
            tell(line)
    tell(_how_much(answer))
    for indent, line in left_out(answer, names=names):
        tell(line, indent=indent, hang=0)
    tell_damage(answer.damages, answer.unread)
    if answer.is_anew:
        tell(SEARCHED_ANEW)
    tell(_next(answer))


def _tell_found(answer: Answer) -> None:
    """Print the table; of two recordings of a case, the one known from earlier is where it is found."""
    shown = answer.shown_rows
    own = {search.query for search in answer.searches}
    if answer.case is None:
        copies_table(shown, own)
        for line in first_lines(answer.rows):
            tell(line)
        return
    copies_table(shown, own, case=answer.case.title)
    told = orders_unknown(shown)
    if told:
        tell(told)
    for line in at_odds_lines(shown, {search.query for search in answer.made}):
        tell(line)


def _how_to_read(answer: Answer) -> Iterator[str]:
    """Say what the number of a finding is, and how to record dates where nobody gave any."""
    yield (
        "The number is a score, 1 the surest. How often such findings are wrong, as measured, stands in the "
        "dossier, in --json and in docs/methods.md (Copies)."
    )
    if not any(seen.stated for _, *both in answer.rows for seen in both):
        yield "Of none of these a date is recorded. To record who published it, and when: sayso amend"


def _how_much(answer: Answer) -> str:
    from sayso.publish.footage_words import found_words

    if answer.could_not_look:
        return "Nothing was searched; why not:"
    if answer.case is not None and not answer.searches:
        return "Nothing was searched: the case holds no footage that could be read as such."
    searched = max((search.searched for search in answer.made), default=0)
    keyframes = max((search.searched_keyframes for search in answer.made), default=0)
    nothing = "Nothing else found" if answer.same and answer.clip else "Nothing found"
    elsewhere = "" if answer.found else " That says nothing of what is not kept here."
    return (
        f"{found_words(copy.kind for copy in answer.found) or nothing}; "
        f"searched {plural(len(answer.made), 'piece')} of footage "
        f"against {plural(searched, 'other exhibit')} ({keyframes:,} keyframes).{elsewhere}"
    )


def _next(answer: Answer) -> str:
    """Name what to do now: look at the frames side by side, or keep what was only looked at."""
    if answer.damages:
        return "Next: sayso verify, which lists all that is damaged"
    if answer.case is not None:
        return f"Next: sayso dossier {answer.case.slug}"
    kept = next((items[0].case for items in answer.same.values()), None)
    return f"Next: sayso dossier {kept}" if kept else 'Next: sayso import CLIP --case "Title", to keep it'


def _same_bytes(answer: Answer, items: Sequence[ItemInfo], seen: Appearance) -> str:
    """Say under which names the very same bytes are kept, and each time since when and on whose word."""
    kept = "; ".join(
        f"{one_line(item.file_name)} in {one_line(answer.titles[item.case])}, "
        f"{one_line(dated(seen.stated_of(once)))}"
        for item, once in zip(items, seen.kept, strict=True)
    )
    asked = "The same bytes" if answer.clip is None else f"The very bytes of {one_line(answer.clip.name)}"
    times = "several times" if answer.clip is None else "already"
    return f"{asked} are kept {times}: {kept}."

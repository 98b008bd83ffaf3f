"""`sayso copies`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.console import one_line, plural, say, shown_progress
from sayso.cli.copies_answer import Answer, answer_of
from sayso.cli.copies_json import emit_copies
from sayso.cli.copies_left_out import left_out
from sayso.cli.copies_order import dated, first_lines, orders_unknown
from sayso.cli.copies_table import copies_table, earlier_last
from sayso.cli.options import ActorOption, ArchiveOption, JsonOption, opened, resolve_actor

if TYPE_CHECKING:
    from sayso.footage.types import Copy
    from sayso.publish.dossier import Appearance
    from sayso.store.queries import ItemInfo


def copies(
    target: Annotated[
        str, typer.Argument(metavar="CASE|CLIP", help="A case, or a file that is read and not kept.")
    ],
    archive: ArchiveOption = None,
    actor: ActorOption = None,
    json: JsonOption = False,
) -> None:
    """Find where footage was seen before, in all that the archive holds: which seconds, which part."""
    with opened(archive) as open_, shown_progress("copies") as progress:
        answer = answer_of(open_, target, resolve_actor(actor), progress)
    if json:
        emit_copies(answer)
    else:
        _tell(answer)


def _tell(answer: Answer) -> None:
    from sayso.desk.shown_copies import each_pair_once

    for exhibit, items in answer.same.items():
        say(_same_bytes(answer.clip, items, answer.seen[exhibit]))
    found = each_pair_once(copy for search in answer.searches for copy in search.copies)
    if found:
        _tell_found(answer, found)
    say(_how_much(answer, len(found)))
    for line in left_out(answer):
        say(line)
    say(_next(answer))


def _tell_found(answer: Answer, found: Sequence[Copy]) -> None:
    """Print the table; of two recordings of a case, the one known from earlier is where it is found."""
    shown = [(copy, answer.seen[copy.query], answer.seen[copy.found]) for copy in found]
    if answer.case is None:
        copies_table(shown)
        for line in first_lines(shown):
            say(line)
        return
    shown = [earlier_last(one, answer.case.title) for one in shown]
    copies_table(shown, case=answer.case.title)
    told = orders_unknown(shown)
    if told:
        say(told)


def _how_much(answer: Answer, found: int) -> str:
    made = [search for search in answer.searches if search.not_looked is None]
    if answer.searches and not made:
        return "Nothing was searched; why not:"
    searched = max((search.searched for search in made), default=0)
    keyframes = max((search.searched_keyframes for search in made), default=0)
    nothing = "Nothing else found" if answer.same and answer.clip else "Nothing found"
    return (
        f"{plural(found, 'finding') if found else nothing}: "
        f"searched {plural(len(made), 'piece')} of footage "
        f"against {plural(searched, 'other exhibit')} ({keyframes:,} keyframes)."
    )


def _next(answer: Answer) -> str:
    """Name what to do now: look at the frames side by side, or keep what was only looked at."""
    if answer.case is not None:
        return f"Next: sayso dossier {answer.case.slug}"
    kept = next((items[0].case for items in answer.same.values()), None)
    return f"Next: sayso dossier {kept}" if kept else 'Next: sayso import CLIP --case "Title", to keep it'


def _same_bytes(clip: Path | None, items: Sequence[ItemInfo], seen: Appearance) -> str:
    """Say under which names the very same bytes are kept, and each time since when and on whose word."""
    kept = "; ".join(
        f"{one_line(item.file_name)} ({one_line(item.case)}), {one_line(dated(seen.stated_of(once)))}"
        for item, once in zip(items, seen.kept, strict=True)
    )
    asked = "The same bytes" if clip is None else f"The very bytes of {one_line(clip.name)}"
    times = "several times" if clip is None else "already"
    return f"{asked} are kept {times}: {kept}."

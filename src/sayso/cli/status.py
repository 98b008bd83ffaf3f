"""`sayso status`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.console import as_plain, console, emit_json, one_line, plural, shown_progress, tell
from sayso.cli.damage import leave_by, tell_damage
from sayso.cli.options import ArchiveOption, JsonOption, opened
from sayso.cli.stamp import state_lines

if TYPE_CHECKING:
    from sayso.desk.status import ArchiveStatus, CaseStatus
    from sayso.publish.dossier import DateOnWord
    from sayso.store.queries import DerivativeInfo

VERBS = {"copies": "copies", "comparison": "compare"}  # what makes each kind of work


def status(
    case: Annotated[str | None, typer.Argument(metavar="CASE", help="A slug or title.")] = None,
    archive: ArchiveOption = None,
    json: JsonOption = False,
) -> None:
    """Show what the archive, or one case, holds, and how far the work on it is."""
    from sayso.desk.status import archive_status, case_status

    with opened(archive) as open_, shown_progress("status") as progress:
        answer = case_status(open_, case, progress) if case else archive_status(open_, progress)
    if json:
        emit_json(as_plain(answer))
    elif case:
        _show_case(answer)  # type: ignore[arg-type]
    else:
        _show_archive(answer)  # type: ignore[arg-type]
    leave_by(answer.damages, answer.unread)


def _show_archive(answer: ArchiveStatus) -> None:
    counts = answer.counts
    tell(
        f"Archive {answer.name!r}: {plural(counts['exhibits'], 'exhibit')}, "
        f"{plural(counts['cases'], 'case')}, "
        f"{plural(answer.log_entries, 'entry', 'entries')} in the custody log."
    )
    for case in answer.cases:
        tell(f"{case.slug}: {one_line(case.title)}", indent=2)
    for line in state_lines(answer.stamps, answer.stamps_of_others):
        tell(line)
    _tell_next(answer, "sayso status CASE" if answer.cases else 'sayso import FOLDER --case "Title"')


def _show_case(answer: CaseStatus) -> None:
    from rich.table import Table

    from sayso.desk.documents import distinct_names

    tell(f"{one_line(answer.case.title)} ({answer.case.slug}): {plural(len(answer.items), 'item')}")
    table = Table(box=None, pad_edge=False)
    for heading in ("name", "exhibit", "type", "kind", "publisher", "published"):
        table.add_column(heading, overflow="fold", no_wrap=heading in ("exhibit", "kind"))
    names = distinct_names(answer.items)
    for item in answer.items:
        known = item.description
        cells = (
            names[item.id],
            item.exhibit[:10],
            item.media_type,
            known.kind,
            known.publisher,
            _dated(answer.dated.get(item.id)),
        )
        none = "–" if item.is_described else "(damaged)"
        table.add_row(*(one_line(cell or none) for cell in cells))
    console().print(table)
    for stone in answer.erased:
        why = one_line(stone.reason)
        tell(f"erased on {stone.at:%Y-%m-%d}: exhibit {stone.exhibit[:10]}: {why} (entry {stone.seq})")
    for kind, run in answer.work.items():
        tell(f"{kind}: {_run_words(run, answer.erased_work.get(kind), answer.case.slug, kind)}")
    _tell_next(answer, f"sayso dossier {answer.case.slug}")


def _tell_next(answer: ArchiveStatus | CaseStatus, command: str) -> None:
    tell_damage(answer.damages, answer.unread)
    if answer.damages:
        tell("What stands above is NOT to be relied on.")
        command = "sayso verify, which lists all that is damaged"
    tell(f"Next: {command}")


def _dated(known: DateOnWord | None) -> str | None:
    """Return the date of an item; that of what carries it is said to be one."""
    if known is None or not known.carrier:
        return known.date if known else None
    return f"{known.date}, in {known.carrier}"


def _run_words(run: DerivativeInfo | None, erased_by: int | None, slug: str, kind: str) -> str:
    if run is not None:
        return f"{run.method.name} {run.method.version}, log entry {run.seq}"
    if erased_by is None:
        return "not run yet"
    verb = VERBS[kind]
    return f"erased with what it was made from (entry {erased_by}); sayso {verb} {slug} makes it anew"

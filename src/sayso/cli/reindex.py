"""`sayso reindex`."""

from __future__ import annotations

from sayso.cli.console import emit_json, plural, shown_progress, tell
from sayso.cli.options import ArchiveOption, JsonOption, opened


def reindex(archive: ArchiveOption = None, json: JsonOption = False) -> None:
    """Make the index anew from log and objects, and say whether it had said anything else."""
    with opened(archive) as open_, shown_progress("reindex") as progress:
        from sayso.store.index_tables import layout
        from sayso.store.rows import sums

        before, laid_out = sums(), layout()
        entries = open_.rebuild(progress)
        differed = [kind for kind, now in sums().items() if before[kind] != now]
        was_other = layout() != laid_out
    if json:
        emit_json({"entries": entries, "differed": differed, "laid_out_otherwise": was_other})
        return
    tell(f"Made the index anew from {plural(entries, 'log entry', 'log entries')}.")
    if differed:
        tell(
            f"The index that was there did NOT say what log and objects say, of: {', '.join(differed)}. "
            "Make dossiers anew that were made from it: sayso dossier CASE"
        )
    else:
        tell("The index that was there said the same.")
    if was_other:
        tell("Its tables were NOT as sayso makes them, and were made anew, too.")

"""`sayso stamp`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.console import as_plain, complain, emit_json, one_line, plural, tell
from sayso.cli.damage import EXIT_INTEGRITY
from sayso.cli.options import ActorOption, ArchiveOption, JsonOption, opened, resolve_actor

if TYPE_CHECKING:
    from sayso.desk.stamp_states import AuthorityState
    from sayso.desk.stamps import Stamped

EXIT_OUTSIDE_FAILED = 3


def stamp(
    queue: Annotated[
        bool, typer.Option("--queue", help="Only what is due: leave out who failed a short while ago.")
    ] = False,
    state: Annotated[bool, typer.Option("--state", help="Ask nobody; only show how it stands.")] = False,
    set_aside: Annotated[
        int | None,
        typer.Option(
            "--set-aside",
            metavar="ENTRY",
            help="Have the stamp of this entry count no more, such as one that does not hold; asks nobody.",
            show_default=False,
        ),
    ] = None,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why it is set aside; stands in the log for good.")
    ] = "",
    archive: ArchiveOption = None,
    actor: ActorOption = None,
    json: JsonOption = False,
) -> None:
    """Have the newest head stamped by the authorities that the archive's settings name (RFC 3161)."""
    from sayso.desk.stamp_states import stamp_states, stamps_of_others
    from sayso.desk.stamps import set_stamp_aside, stamp_now

    with opened(archive, needs_index=not state or set_aside is not None) as open_:
        if set_aside is not None:
            set_stamp_aside(open_, set_aside, reason, actor=resolve_actor(actor))
        done = (
            ()
            if state or set_aside is not None
            else stamp_now(open_, actor=resolve_actor(actor), only_due=queue)
        )
        states, of_others = stamp_states(open_.files), stamps_of_others(open_.files)
    if json:
        emit_json({"attempts": as_plain(done), "states": as_plain(states), "stamps_of_others": of_others})
    else:
        for attempt in done:
            _say(attempt)
        for line in state_lines(states, of_others):
            tell(line)
    if state and any(one.other_logs or one.lost_size is not None for one in states):
        raise typer.Exit(EXIT_INTEGRITY)
    if any(attempt.trouble for attempt in done):
        raise typer.Exit(EXIT_OUTSIDE_FAILED)


def _say(attempt: Stamped) -> None:
    for note in attempt.notes:
        complain(f"Note on {attempt.authority}: {note}")
    if attempt.trouble:
        complain(f"{attempt.authority}: {one_line(attempt.trouble.why)} [{attempt.trouble.kind}]")


def state_lines(states: tuple[AuthorityState, ...], of_others: int = 0) -> list[str]:
    """Return how it stands with each authority, a line for each; one line where stamping is off.

    Args:
        of_others: how many stamps the log names by authorities that are not asked, or no longer.
    """
    held = f"the log holds {plural(of_others, 'stamp')} by authorities that are not asked any more"
    if not states:
        return [f"Stamps: off (no authority is named){f'; {held}' if of_others else ''}."]
    first = sorted(states, key=lambda one: (not one.other_logs, one.lost_size is None))  # what is wrong
    lines = [f"Stamps by {one_line(one.authority)}: {'; '.join(_words(one))}." for one in first]
    return [*lines, f"Stamps by others: {held}."] if of_others else lines


def _words(one: AuthorityState) -> Iterator[str]:
    if one.other_logs:
        sizes = ", ".join(f"{size:,}" for size in one.other_logs)
        yield f"NOT of this log: the stamps over {sizes} entries cover others, as sayso verify says"
    yield from _newest(one)
    if one.lost_size:
        lost = plural(one.lost_size, "entry", "entries")
        yield f"the stamp over {lost} is damaged or missing, as sayso verify says"
    if one.waiting_since:
        waiting = plural(one.entries_waiting, "entry", "entries")
        yield f"{waiting} waiting since {one.waiting_since:%Y-%m-%d %H:%M} UTC"
    if one.attempts:
        yield (
            f"{plural(one.attempts.count, 'attempt')} failed ({one_line(one.attempts.why)}), "
            f"the next is due at {one.attempts.next_at:%Y-%m-%d %H:%M} UTC"
        )


def _newest(one: AuthorityState) -> Iterator[str]:
    """Say what the newest stamp that holds covers, and until when its certificate does."""
    if one.ahead is not None:
        covered = plural(one.ahead.size, "entry", "entries")
        at = f"{one.ahead.stamped_at:%Y-%m-%d %H:%M:%S}"
        yield (
            f"beware: the stamp over {covered} lies ahead of this machine's clock, at {at} UTC: it dates "
            "nothing, as one of both clocks is wrong"
        )
    if one.stamp is None:
        is_none = one.lost_size or one.other_logs or one.ahead
        yield "no stamp that holds" if is_none else "not stamped yet"
        return
    covered = plural(one.stamp.size, "entry", "entries")
    yield f"the first {covered} stamped at {one.stamp.stamped_at:%Y-%m-%d %H:%M:%S} UTC"
    due = ", which sayso stamp does now" if one.renewal_due else ""
    whose = f"the certificate of {one_line(one.ends_with)}, above the signer's," if one.ends_with else _SIGNER
    if one.ends is None:
        yield f"until when {_SIGNER} runs is not known"
    elif one.certificate_expired:
        yield f"{whose} has expired since ({one.ends:%Y-%m-%d}): stamp anew{due}"
    else:
        yield f"{whose} runs to {one.ends:%Y-%m-%d}: stamp anew before then{due}"


_SIGNER = "the signer's certificate"

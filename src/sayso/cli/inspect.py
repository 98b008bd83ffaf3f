"""`sayso inspect`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.console import emit_json, one_line, tell
from sayso.cli.options import ArchiveOption, JsonOption, opened, resolve_anchors

if TYPE_CHECKING:
    from sayso.desk.inspect import Inspection
    from sayso.parsers.credentials import Credentials
    from sayso.parsers.metadata import ClaimedTime, Metadata

IN_WORDS = {
    "absent": "none in the file",
    "intact-unknown": "intact; who signed them is not known to anybody you named",
    "intact-trusted": "intact; the signer is vouched for by an anchor",
    "broken": "BROKEN",
    "could-not-look": "NOT KNOWN, as it could not be looked at",
}
MOST_SHOWN = 12


def inspect(
    target: Annotated[
        str, typer.Argument(metavar="FILE", help="A file; or an exhibit's id, digest or name in the archive.")
    ],
    anchors: Annotated[
        Path | None,
        typer.Option("--anchors", metavar="PEM", help="Certificates of those you trust on signers."),
    ] = None,
    case: Annotated[
        str | None, typer.Option("--case", metavar="CASE", help="Where an exhibit's name stands in several.")
    ] = None,
    archive: ArchiveOption = None,
    json: JsonOption = False,
) -> None:
    """Show what a file claims about itself, and whether its content credentials hold; nothing is fetched."""
    from sayso.desk import inspect as desk

    named = anchors or resolve_anchors()
    trusted = desk.read_anchors(named) if named is not None else ""
    path = Path(target)
    if path.exists():
        found = desk.inspect_file(path, anchors=trusted)
    else:
        with opened(archive) as open_:
            found = desk.inspect_exhibit(open_, target, case=case, anchors=trusted)
    if json:
        emit_json(found.to_json())
    else:
        _show(found)


def _show(found: Inspection) -> None:
    tell(f"{one_line(found.name)}: {found.media_type}, {found.size_bytes:,} bytes, sha256 {found.digest}")
    _show_credentials(found.credentials)
    _show_metadata(found.metadata)


def _show_credentials(signed: Credentials) -> None:
    tell(f"Content credentials: {IN_WORDS[signed.state]}")
    if signed.reason:
        tell(one_line(signed.reason), indent=2)
    _tell_some([f"broken: {one_line(part)}" for part in signed.parts])
    _tell_some([f"not looked at: {one_line(part)}" for part in signed.not_looked])
    _tell_some([_signer(one) for one in signed.claimed])


def _signer(claimed: Mapping[str, object]) -> str:
    who = str(claimed["signed_by"] or claimed["issuer"] or "nobody named")
    return f"claimed: signed by {one_line(who)} {claimed['signed_at']}".rstrip()


def _tell_some(lines: Sequence[str]) -> None:
    """Show the first lines of one sort, and how many more there are."""
    for line in lines[:MOST_SHOWN]:
        tell(line, indent=2)
    if len(lines) > MOST_SHOWN:
        tell(f"and {len(lines) - MOST_SHOWN} more of these: --json has all", indent=2)


def _show_metadata(read: Metadata) -> None:
    by = f", as read by {', '.join(read.read_by)}" if read.read_by else ""
    tell(f"Claimed by the file itself{by}:")
    if not (read.times or read.places or read.devices or read.software):
        nothing = "no time, place, device or program"
        tell(f"{nothing} found, and NOT KNOWN whether there is one" if read.not_known else nothing, indent=2)
    _tell_some(_time_lines(read.times))
    _tell_some([f"place: {place.latitude}, {place.longitude}, {place.tag}" for place in read.places])
    _tell_some([f"{tag}: {one_line(value, 80)}" for tag, value in {**read.devices, **read.software}.items()])
    for reason in read.not_known:
        tell(f"NOT KNOWN whether it claims more: {one_line(reason)}")
    for note in read.notes:
        tell(f"Note: {note}")
    if not any(name.startswith("exiftool") for name in (*read.read_by, *(one[:8] for one in read.not_read))):
        tell("Note: exiftool, which reads far more than these, is not installed here.")
    for reason in read.not_read:
        tell(f"{'Not read by' if read.read_by else 'NOT READ by'} {one_line(reason)}")


def _time_lines(times: Sequence[ClaimedTime]) -> list[str]:
    """Word times, those that several tags state alike in one line."""
    alike: dict[tuple[str, ...], list[ClaimedTime]] = {}
    for time in times:
        what = time.what if time.at else ""  # what is no time is said once, whatever it was to tell
        alike.setdefault((what, time.stated, str(time.at), time.zone, *time.notes), []).append(time)
    return [_time_words(several) for several in alike.values()]


def _time_words(alike: Sequence[ClaimedTime]) -> str:
    first = alike[0]
    what = ", ".join(dict.fromkeys(time.what for time in alike))
    tags = ", ".join(dict.fromkeys(time.tag for time in alike))
    notes = f" ({'; '.join(first.notes)})" if first.notes else ""
    return f"{what}: {first.at or one_line(first.stated)}, zone {first.zone}, {tags}{notes}"

"""Export a case as a web archive (WACZ), with the proofs from the log in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sayso import __version__
from sayso.custody.entries import FOUNDING, Entry
from sayso.custody.heads import Head, head_sizes, read_head
from sayso.custody.scope import of_case
from sayso.custody.stamps import ACT as STAMPED
from sayso.custody.stamps import set_aside_in
from sayso.custody.web_archive_check import told_of
from sayso.desk.export import Exported, export_act, left_out_of, signer_for
from sayso.desk.export_files import Gathered
from sayso.desk.handing_on import ComesAlong, hand_on, only_material, stamps_in
from sayso.desk.receipt import newest_head
from sayso.publish.packages import zip_at
from sayso.publish.wacz import Original, Unfolded, put_wacz
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.values import Progress, silent


def export_wacz(
    archive: Archive,
    case: str,
    to: Path,
    *,
    actor: str,
    leave_out: Sequence[str] = (),
    unsigned: bool = False,
    progress: Progress = silent,
) -> Exported:
    """Write a case's originals as a WACZ, check it, and log that; arguments and errors as for `export_case`.

    The head in it is the first that covers the material and, where there is one, a stamp over it.
    """
    slug = queries.find_case(case).slug
    left_out = left_out_of(archive, slug, leave_out)
    signer = signer_for(archive, unsigned=unsigned)
    head = _head_over(archive, slug)
    handed = hand_on(archive.files, head, only_material(of_case(slug)()), signer=signer)
    gathered = Gathered(archive, slug, handed, left_out=left_out, signer=signer, by_urn=True)
    originals = _originals(gathered, handed.entries)
    with zip_at(to, "") as place:
        progress(0, len(originals), "packing")
        files = put_wacz(
            place,
            originals,
            [Unfolded(gathered.originals[digest], warc) for digest, warc in gathered.warcs.items()],
            gathered.evidence(),
            seal=gathered.sealed,
            title=gathered.case.title,
            software=f"sayso {__version__}",
            created=max(entry.at for entry in handed.entries),
            work_in=to.parent,
        )
    written = Exported.of(to, gathered, handed, head, files=files, size_bytes=to.stat().st_size)
    archive.record([export_act(written, gathered.contents, "wacz", actor)])
    return written


def _originals(gathered: Gathered, entries: Sequence[Entry]) -> list[Original]:
    """Return the originals but WARCs in the order in which they came in, each with its first name."""
    told = told_of(gathered.case, entries, leaving=gathered.warcs)
    return [Original(one, gathered.originals[one.digest].open) for one in told]


def _head_over(archive: Archive, slug: str) -> Head:
    """Return the first head over the case's material and, where there is one, over a stamp that covers it."""
    comes_along = ComesAlong(only_material(of_case(slug)()))
    entries = [entry for entry in archive.log.entries() if comes_along(entry)]
    last = max((entry.seq for entry in entries if entry.act not in (STAMPED, *FOUNDING)), default=0)
    stamps = stamps_in(entries, set_aside_in(entries))
    dating = (stamp.seq for stamp in stamps if stamp.size >= last and not stamp.was_ahead)
    stamped = min(dating, default=0)
    newest = newest_head(archive)
    sizes = [size for size in head_sizes(archive.files) if size >= max(last, stamped)]
    return read_head(archive.files, min(sizes)) if sizes else newest

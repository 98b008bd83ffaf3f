"""Keep what was captured: its bytes in the store, then an entry for each piece in the log.

Which files come in, and into which case, `sayso.desk.intake` sees to.
"""

from __future__ import annotations

import itertools
import json
import secrets
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from sayso.capture.types import Capture, Description, NotTaken
from sayso.custody.entries import DESCRIBED, Act
from sayso.custody.errors import ArchiveUnreadable
from sayso.desk.amend import FIELDS, amend_act
from sayso.desk.came_packed import MEMBER, beside_body, beside_names, without_member
from sayso.desk.describing import Recorded, keep_description, keep_sidecar
from sayso.desk.kept_damaged import KeptDamaged, RecordDamaged, kept_whole, recorded_whole
from sayso.exhibits.objects import (
    FileChanged,
    FileUnreadable,
    NotAFile,
    ObjectDamaged,
    ObjectMissing,
    Stored,
)
from sayso.exhibits.sniff import HEAD_BYTES, family, sniff
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.store.queries import ItemInfo
from sayso.values import Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A file that is in now."""

    name: str
    item: str
    exhibit: Digest
    media_type: str
    size_bytes: int
    is_new_object: bool  # the archive had no such bytes before
    is_new_item: bool  # the case did not have them under this name before
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A capture whose bytes are in the store, not yet in the log."""

    capture: Capture
    original: Stored
    media_type: str
    sidecar: Stored | None
    recorded: Recorded
    doc_id: str
    beside: Mapping[str, Stored]  # what it came in, by name


def keep(archive: Archive, capture: Capture | NotTaken, not_taken: list[NotTaken]) -> Kept | None:
    """Bring a capture into the store; None where that could not be done, which `not_taken` then says."""
    if isinstance(capture, NotTaken):
        not_taken.append(capture)
        return None
    file_name = PurePath(capture.original.name).name
    try:
        original = kept_whole(archive, capture.original.path, _given_as(capture))
        beside = {part.name: kept_whole(archive, part.path, _shown(part.path)) for part in capture.beside}
        with recorded_whole(archive, "sidecar"):
            sidecar = (
                keep_sidecar(archive, original.digest, capture.sidecar, file_name=file_name)
                if capture.sidecar
                else None
            )
        with archive.objects.open(original.digest) as stream:
            media_type = sniff(stream.read(HEAD_BYTES), capture.original.name)
        doc_id = capture.description.doc_id or _doc_id(file_name, media_type)
        with recorded_whole(archive, "description"):
            recorded = keep_description(
                archive,
                original.digest,
                replace(capture.description, doc_id=doc_id),
                file_name=file_name,
                gaps=capture.gaps,
                is_new=original.is_new,
            )
    except _OF_THE_FILE as problem:  # what is the archive's goes on up
        is_damage = isinstance(problem, _OF_THE_ARCHIVE)
        not_taken.append(NotTaken(name=capture.original.name, reason=str(problem), is_damage=is_damage))
        return None
    return Kept(
        capture=capture,
        original=original,
        media_type=media_type,
        sidecar=sidecar,
        recorded=recorded,
        doc_id=doc_id,
        beside=beside,
    )


_OF_THE_ARCHIVE = (KeptDamaged, RecordDamaged)  # what it has of the same bytes
_OF_THE_FILE = (FileChanged, FileUnreadable, NotAFile, *_OF_THE_ARCHIVE)


def _doc_id(file_name: str, media_type: str) -> str:
    """A document goes by its stem, as its sidecar does; footage by its whole name, as attachments do."""
    return PurePath(file_name).stem if family(media_type) in ("text", "pdf") else file_name


def log_batch(
    archive: Archive, case: str, kept: Sequence[Kept], actor: str, not_taken: list[NotTaken]
) -> list[Taken]:
    """Log what was kept, in one go, and return it as taken.

    What an erasure removed since it was kept is kept again; `not_taken` says where that cannot be done.
    """
    if not kept:
        return []
    with archive.writing():
        again = (one if _is_there(archive, one) else keep(archive, one.capture, not_taken) for one in kept)
        kept = [piece for piece in again if piece is not None]
        there = queries.items_of_exhibits(case, {piece.original.digest for piece in kept})
        came = {item.id: _came_as(archive, item) for items in there.values() for item in items}
        new: dict[tuple[Digest, str], str] = {}
        taken: list[Taken] = []
        acts: list[Act] = []
        for piece in kept:
            name = (piece.original.digest, piece.doc_id)
            items = there.get(piece.original.digest, [])
            if nameless := [item.id for item in items if came[item.id] is None]:
                own_name, why = piece.capture.original.name, _why_nameless(nameless)
                not_taken.append(NotTaken(name=own_name, reason=why, is_damage=True))
                continue
            known = _known_item(items, came, piece.doc_id)
            is_new = known is None and name not in new
            item = known.id if known else new.setdefault(name, secrets.token_hex(6))
            taken.append(_taken(piece, item, is_new_item=is_new))
            acts.append(_import_act(case, item, piece, actor))
            if known is not None:
                acts += _corrections_again(archive, known, piece, actor)
        archive.record_locked(acts)
    return taken


def _came_as(archive: Archive, item: ItemInfo) -> str | None:
    """Return the short name that an item last came in with; None where that cannot be read."""
    try:
        return _said(archive, item.came_with).doc_id if item.is_described else None
    except (ObjectMissing, ObjectDamaged, ArchiveUnreadable):
        return None


def _why_nameless(items: Sequence[str]) -> str:
    return (
        f"the case has the same bytes as {', '.join(items)}, whose description is damaged: it cannot be told "
        "whether this is the same again. Put the object that `sayso verify` names back from a backup, or "
        "erase the exhibit"
    )


def _known_item(items: Sequence[ItemInfo], came: Mapping[str, str | None], doc_id: str) -> ItemInfo | None:
    """Return which of some bytes' items has the name that they came in with, or was corrected to it."""
    by_coming = (item for item in items if came[item.id] == doc_id)
    by_correction = (item for item in items if item.doc_id == doc_id)
    return next(itertools.chain(by_coming, by_correction), None)


def _corrections_again(archive: Archive, item: ItemInfo, piece: Kept, actor: str) -> list[Act]:
    """Return the act that lets corrections stand where what came in says nothing new on them."""
    came, now = _said(archive, item.came_with), _said(archive, piece.recorded.stored.digest)
    stands = {
        name: getattr(item.description, name)
        for name in FIELDS
        if getattr(now, name) == getattr(came, name) != getattr(item.description, name)
    }
    if not stands:
        return []
    described = replace(now, **stands)
    archive.hold_index()  # what the index has of it is logged
    before = piece.recorded.stored.digest
    gaps = piece.capture.gaps
    return [amend_act(archive, item, described, tuple(stands), actor=actor, before=before, gaps=gaps)]


def _said(archive: Archive, description: Digest) -> Description:
    return queries.as_description(json.loads(archive.objects.read(description)))


def _objects(piece: Kept) -> list[Stored]:
    own = [piece.original, piece.recorded.stored, *([piece.sidecar] if piece.sidecar else [])]
    return [*own, *piece.beside.values()]


def _is_there(archive: Archive, piece: Kept) -> bool:
    return all(archive.objects.has(one.digest) for one in _objects(piece))


def _import_act(case: str, item: str, piece: Kept, actor: str) -> Act:
    body: dict[str, object] = {
        "case": case,
        "item": item,
        "exhibit": piece.original.digest,
        "size_bytes": piece.original.size_bytes,
        "media_type": piece.media_type,
        "description": piece.recorded.stored.digest,
        DESCRIBED: dict(piece.recorded.described),
        "source": without_member(piece.capture.source).to_json(),
        "started_at": piece.capture.started_at.isoformat(),
        "objects": {one.digest: one.size_bytes for one in _objects(piece)},
    }
    withheld = {"operator": actor, "host": socket.gethostname(), "path": _path_of(piece.capture)}
    if piece.sidecar is not None:
        body["sidecar"] = piece.sidecar.digest
    if piece.beside:
        body |= beside_body([one.digest for one in piece.beside.values()])
        withheld |= beside_names(list(piece.beside))
    return Act(act="import", body=body, withheld=withheld)


def _path_of(capture: Capture) -> str:
    """Return where it lay; within a package, behind the package's own path; behind a link, both ends."""
    member = capture.source.parameters.get(MEMBER)
    if member is not None:
        return f"{capture.target}/{member}"
    led = [path for path in (capture.original.link, capture.original.path) if path is not None]
    return " -> ".join(map(_shown, led))


def _given_as(capture: Capture) -> str:
    """Return what a file is to whoever gave it: a path, or the package and the file in it."""
    member = capture.source.parameters.get(MEMBER)
    return _shown(capture.original.path) if member is None else f"{member} in {capture.target}"


def _shown(path: Path) -> str:
    return str(path).encode("utf-8", "backslashreplace").decode()


def _taken(piece: Kept, item: str, *, is_new_item: bool) -> Taken:
    return Taken(
        name=piece.capture.original.name,
        item=item,
        exhibit=piece.original.digest,
        media_type=piece.media_type,
        size_bytes=piece.original.size_bytes,
        is_new_object=piece.original.is_new,
        is_new_item=is_new_item,
        gaps=piece.capture.gaps,
    )

"""What a file claims about itself, and whether its content credentials hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.custody.disk import open_file, reason_of
from sayso.custody.errors import ArchiveUnreadable
from sayso.exhibits.objects import ObjectDamaged
from sayso.exhibits.sniff import HEAD_BYTES, sniff
from sayso.parsers.credentials import Credentials, read_credentials
from sayso.parsers.metadata import Metadata, read_metadata
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.values import AskedWrongly, Digest, digest_file

_BEGIN = "-----BEGIN CERTIFICATE-----"


class AnchorsUnusable(AskedWrongly):
    """The file that is to say whose word on signers is taken holds no certificates."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(path, why)
        self.path, self.why = path, why

    def __str__(self) -> str:
        return f"{self.path} cannot be used as trust anchors: {self.why}. Name a file of PEM certificates."


class NothingToInspect(AskedWrongly):
    """What was to be inspected is no file."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(path, why)
        self.path, self.why = path, why

    def __str__(self) -> str:
        return f"{self.path} cannot be read: {self.why}. Name a file, or an exhibit of the archive."


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What a file says of itself. Nothing of it was checked against the world."""

    name: str
    digest: Digest
    size_bytes: int
    media_type: str
    metadata: Metadata
    credentials: Credentials

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON values; null where none was found and not all could be looked at."""
        read, signed = self.metadata, self.credentials
        kinds = {
            "times": [{name: _plain(time, name) for name in time.__slots__} for time in read.times],
            "places": [{name: _plain(place, name) for name in place.__slots__} for place in read.places],
            "devices": dict(read.devices),
            "software": dict(read.software),
        }
        return {
            "name": self.name,
            "sha256": self.digest,
            "size_bytes": self.size_bytes,
            "media_type": self.media_type,
            "c2pa": signed.state,
            "c2pa_reason": signed.reason,
            "parts": list(signed.parts),
            "parts_not_looked_at": list(signed.not_looked),
            "c2pa_claimed": [dict(one) for one in signed.claimed],
            "metadata": {
                **{name: found or (None if read.not_known else found) for name, found in kinds.items()},
                "not_known": list(read.not_known),
                "notes": list(read.notes),
                "tags": dict(read.tags),
            },
            "read_by": list(read.read_by),
            "not_read": list(read.not_read),
        }


def inspect_file(path: Path, *, name: str | None = None, anchors: str = "") -> Inspection:
    """Read what a file says of itself, in processes with limits, and with no network.

    Args:
        anchors: PEM certificates of those whose word on a signer is taken.

    Raises:
        NothingToInspect: when there is no such file, or it cannot be read.
    """
    try:
        with open_file(path) as stream:
            media_type = sniff(stream.read(HEAD_BYTES), name or path.name)
        digest, size_bytes = digest_file(path), path.stat().st_size
    except OSError as error:
        raise NothingToInspect(str(path), reason_of(error)) from error
    return Inspection(
        name=name or path.name,
        digest=digest,
        size_bytes=size_bytes,
        media_type=media_type,
        metadata=read_metadata(path),
        credentials=read_credentials(path, media_type, anchors=anchors),
    )


def inspect_exhibit(
    archive: Archive, exhibit: str, *, case: str | None = None, anchors: str = ""
) -> Inspection:
    """Do for an exhibit what `inspect_file` does for a file; its bytes are held against its digest.

    Raises:
        queries.NoSuchItem: when `exhibit` means none, or more than one.
        IndexDiffers, IndexNotChecked: when log and objects do not bear out which exhibit that is.
        ObjectDamaged, ObjectMissing, ArchiveUnreadable: when its bytes are others, gone, or not to be read.
    """
    archive.hold_index()  # which exhibit is meant, it says
    item = queries.find_item(exhibit, queries.find_case(case).slug if case else None)
    path = archive.objects.path(item.exhibit)
    try:
        found = inspect_file(path, name=item.file_name, anchors=anchors)
    except NothingToInspect as error:
        raise ArchiveUnreadable("an object", str(path), error.why) from error
    if found.digest != item.exhibit:
        raise ObjectDamaged(item.exhibit, "its bytes have another digest")
    return found


def read_anchors(path: Path) -> str:
    """Read a file of PEM certificates.

    Raises:
        AnchorsUnusable: when it cannot be read, or holds none.
    """
    try:
        text = path.read_text("ascii")
    except OSError as error:
        raise AnchorsUnusable(str(path), error.strerror or "it cannot be read") from error
    except UnicodeDecodeError as error:
        raise AnchorsUnusable(str(path), "it is no text") from error
    if _BEGIN not in text:
        raise AnchorsUnusable(str(path), "it holds no certificate")
    return text


def _plain(value: object, name: str) -> object:
    found = getattr(value, name)
    return list(found) if isinstance(found, tuple) else found

"""Keep what is recorded of an exhibit, so that each field of it can be shown or kept back by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.capture.types import Description, Part
from sayso.custody.described import (
    FILE_NAME,
    GAPS,
    ROUND_BYTES,
    digests_of,
    fields_in,
    sidecar_as_it_came,
    sidecar_head,
    with_salts,
)
from sayso.custody.salt_key import salt_key
from sayso.exhibits.objects import ObjectDamaged, ObjectMissing, Stored
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.values import Digest, canonical_json, digest_bytes, digest_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A description that is in the store."""

    stored: Stored
    described: Mapping[str, Digest]  # the salted digest of each field, for the entry that names it


def keep_description(
    archive: Archive,
    exhibit: Digest,
    description: Description,
    *,
    file_name: str,
    gaps: Sequence[str],
    is_new: bool = False,
) -> Recorded:
    """Bring into the store what is recorded of an exhibit: the same again, the same object again.

    Args:
        is_new: the archive had none of its bytes, and so nothing that was recorded of them.

    Raises:
        CouldNotWrite: when the disk refuses.
        ObjectDamaged: when the same description is there, and damaged.
        ValueError: when something in it is neither text nor a list of texts: it could not be salted.
    """
    fields = {**description.to_json(), FILE_NAME: file_name, **({GAPS: list(gaps)} if gaps else {})}
    told = canonical_json(fields)
    names = {file_name, description.doc_id or file_name}
    for stored, data in _kept(archive, [] if is_new else queries.records_of(exhibit, names)[0]):
        kept = fields_in(data)
        if canonical_json({name: field.value for name, field in kept.items()}) == told:
            return Recorded(stored=stored, described=digests_of(kept))
    data = canonical_json(with_salts(fields, salt_key(archive.files), exhibit))
    described = digests_of(fields_in(data))
    if described.keys() != fields.keys():
        raise ValueError(f"the description of {exhibit} holds something else than texts and lists of texts")
    stored = archive.objects.put_bytes(data)
    if not stored.is_new:
        archive.objects.check(stored.digest)
    return Recorded(stored=stored, described=described)


def keep_sidecar(archive: Archive, exhibit: Digest, sidecar: Part, *, file_name: str) -> Stored:
    """Bring into the store the file that a description was read from, behind a salt.

    Args:
        file_name: of the exhibit.

    Raises:
        FileChanged, FileUnreadable, NotAFile: when it cannot be read as it was found.
        CouldNotWrite: when the disk refuses.
        ObjectDamaged: when the same sidecar is there, and damaged.
    """
    try:
        own, size_bytes = digest_file(sidecar.path), sidecar.path.stat().st_size
    except OSError:  # reading it to keep it says why
        own, size_bytes = Digest(""), 0
    for stored, data in _kept(archive, queries.records_of(exhibit, {file_name})[1]):
        if stored.digest != own and digest_bytes(sidecar_as_it_came(data)) == own:
            return stored
    head = sidecar_head(salt_key(archive.files), exhibit, own, size_bytes)
    return archive.objects.put_file(sidecar.path, behind=head, hold=True)


def _kept(archive: Archive, digests: Sequence[Digest]) -> Iterator[tuple[Stored, bytes]]:
    """Give those records of an exhibit that are sound: where the secret went, they keep their salts.

    Those of before are left out that are not filled up to a round size: a new line would tell it to the byte.
    """
    for digest in digests:
        try:
            data = archive.objects.read(digest)
        except (ObjectMissing, ObjectDamaged):
            continue
        if len(data) % ROUND_BYTES == 0:
            yield Stored(digest, len(data), is_new=False), data

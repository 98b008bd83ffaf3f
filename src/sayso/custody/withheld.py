"""Fields that name people or machines: salted digests in the log, values beside it.

A value can be removed, or left out of an export, and the line still verifies; whoever
is given value and salt can check them against it. Of an archive, a removal is logged
(`sayso.custody.erasure`): what is missing and in no such entry was lost.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sayso.custody.disk import make_folder, read_file, sync_folders, write_synced
from sayso.custody.entries import Entry
from sayso.custody.errors import WithheldDamaged
from sayso.custody.layout import ArchiveFiles, withheld_name
from sayso.values import Digest, canonical_json, digest_bytes

SALT_BYTES = 32


@dataclass(frozen=True, slots=True)
class Salted:
    """A value, and the random bytes that keep its digest from being guessed."""

    salt: bytes
    value: str | list[str]

    def is_one(self) -> bool:
        """Tell whether value and salt are of the form in which they are written.

        With a salt that takes in the beginning of a value, one digest would be that of two values.
        """
        texts = self.value if isinstance(self.value, list) else [self.value]
        return len(self.salt) == SALT_BYTES and all(isinstance(text, str) for text in texts)

    def digest(self) -> Digest:
        """Return SHA-256 of the salt followed by the value's canonical JSON."""
        return digest_bytes(self.salt + canonical_json(self.value))


def salted(
    values: Mapping[str, str], random_bytes: Callable[[int], bytes] = secrets.token_bytes
) -> dict[str, Salted]:
    """Give each value a salt of its own."""
    return {name: Salted(random_bytes(SALT_BYTES), value) for name, value in values.items()}


def keep_withheld(files: ArchiveFiles, values: Mapping[int, Mapping[str, Salted]]) -> None:
    """Write what is withheld from each entry, by its number, and return when it is on disk."""
    contents = {files.withheld_path(seq): _written(fields) for seq, fields in values.items()}
    folders = {path.parent for path in contents}
    if folders:
        make_folder(files.withheld)  # where it was lost, the log goes on; a verification says what is gone
    for folder in folders:
        make_folder(folder)
    write_synced(contents, mode=0o600)
    sync_folders(folders)


def kept_beside(files: ArchiveFiles, entry: Entry) -> dict[str, Salted]:
    """Return the withheld values with their salts; an export hands them on.

    Raises:
        WithheldDamaged: when the file does not fit the entry.
        OSError: when it is there and cannot be read.
    """
    where, said = withheld_name(entry.seq), entry.withheld
    try:
        kept = _read(read_file(files.place(where)))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise WithheldDamaged(entry.seq, where, str(error)) from error
    for name, value in kept.items():
        if said.get(name) != value.digest():
            raise WithheldDamaged(entry.seq, where, f"{name!r} is not what its digest in the log says")
    return kept


def _written(fields: Mapping[str, Salted]) -> bytes:
    return canonical_json(shown_salted(fields)) + b"\n"


def shown_salted(fields: Mapping[str, Salted]) -> dict[str, dict[str, object]]:
    """Return salted values as JSON values."""
    return {name: {"salt": field.salt.hex(), "value": field.value} for name, field in fields.items()}


def salted_from(fields: Mapping[str, Mapping[str, Any]]) -> dict[str, Salted]:
    """Read what `shown_salted` gives.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: when it is none, or holds more, or other signs.
    """
    read = _salted_in(fields)
    if shown_salted(read) != fields:
        raise ValueError("it holds more than values with their salts, or writes a salt otherwise")
    return read


def _salted_in(fields: Mapping[str, Mapping[str, Any]]) -> dict[str, Salted]:
    return {name: Salted(bytes.fromhex(item["salt"]), item["value"]) for name, item in fields.items()}


def _read(data: bytes) -> dict[str, Salted]:
    try:
        kept = _salted_in(json.loads(data.decode("ascii")))
        is_ours = all(isinstance(field.value, str) and field.is_one() for field in kept.values())
        if is_ours and _written(kept) == data:
            return kept
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        pass
    raise ValueError("it is not in the form in which it was written")

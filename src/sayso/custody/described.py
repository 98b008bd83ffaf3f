"""What was recorded of an exhibit, field by field: each can be shown or kept back by itself, and be checked.

A description is one object of canonical JSON. Beside its fields it holds a salt for each of them, so that
nobody who guesses its words can try them on its digest. The entry that names it has, under `described`, a
salted digest of each field: whoever is given one field with its salt can hold it against the log, and
learns nothing of the others. As the entry has the object's size, too, a description is filled up to a round
one, and so is a sidecar: else the length of what is left out could be reckoned from it. Descriptions that
were made before have no salts, and their entries no such digests.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

from sayso.custody.withheld import Salted
from sayso.values import Digest, canonical_json
from sayso.values.canonical import read_json_object

DESCRIBING = ("import", "amend")  # acts that put a description in place
SALTS = "salts"  # in a description: field -> salt, in hexadecimal
PAD = "pad"  # in a description: fills it up
ROUND_BYTES = 1024  # sizes of descriptions and sidecars are multiples of it
GAPS = "gaps"  # in a description: what belongs to the exhibit and could not be taken
FILE_NAME = "file_name"
NOT_DESCRIBING = (SALTS, PAD, GAPS, FILE_NAME)  # keys that stand beside what was told of the exhibit

_SIDECAR_HEAD = b"sayso sidecar 1\n"


def with_salts(fields: Mapping[str, object], key: bytes, exhibit: str) -> dict[str, object]:
    """Return a description with a salt for each field, filled up to a round size.

    Args:
        fields: texts and lists of texts, by name.
        key: secret; the same key, exhibit and fields give the same salts, and so the same object.
        exhibit: its digest.
    """
    salts = {name: _salt(key, [exhibit, dict(fields), name]) for name in fields}
    described: dict[str, object] = {**fields, SALTS: salts, PAD: ""}
    return {**described, PAD: _pad(len(canonical_json(described)))}


def fields_in(description: bytes) -> dict[str, Salted]:
    """Return the fields of a description with their salts; {} where it has none, or is no description.

    One of which a field has no salt, or a salt another length, is none: with a salt that takes in the
    beginning of a value, one digest would be that of two values.
    """
    try:
        record: dict[str, Any] = read_json_object(description)
        salts = record.pop(SALTS)
        pad = str(record.pop(PAD, ""))
        fields = {name: Salted(bytes.fromhex(salts[name]), value) for name, value in record.items()}
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}
    is_whole = fields.keys() == salts.keys() and not pad.strip("0")
    return fields if is_whole and all(field.is_one() for field in fields.values()) else {}


def digests_of(fields: Mapping[str, Salted]) -> dict[str, Digest]:
    """Return the salted digest of each field."""
    return {name: field.digest() for name, field in fields.items()}


def sidecar_head(key: bytes, exhibit: str, sidecar: str, size_bytes: int) -> bytes:
    """Return what is put before a sidecar's bytes, so that neither digest nor size tells of its words.

    Args:
        key: as for `with_salts`.
        exhibit: the digest of what the sidecar tells of.
        sidecar: the digest of its own bytes.
        size_bytes: of these.
    """
    salt = _salt(key, [exhibit, sidecar])
    pad = _pad(len(_SIDECAR_HEAD) + len(salt) + 1 + size_bytes)
    return _SIDECAR_HEAD + f"{salt}{pad}\n".encode("ascii")


def is_salted_sidecar(data: bytes) -> bool:
    """Tell whether bytes are those of a sidecar behind a salt."""
    return data.startswith(_SIDECAR_HEAD) and data.count(b"\n") > 1


def sidecar_as_it_came(data: bytes) -> bytes:
    """Return a sidecar's own bytes; one that was kept before there were salts is nothing else."""
    return data.split(b"\n", 2)[-1] if is_salted_sidecar(data) else data


def is_record_of(data: bytes, key: bytes, exhibit: str) -> bool:
    """Tell whether a description or sidecar is of an exhibit, by salts that were made with this key.

    False says nothing where it was made with another.
    """
    if is_salted_sidecar(data):
        own = sidecar_as_it_came(data)
        told = [exhibit, hashlib.sha256(own).hexdigest()]
        return data.startswith(_SIDECAR_HEAD + _salt(key, told).encode("ascii"))
    fields = fields_in(data)
    values = {name: field.value for name, field in fields.items()}
    return any(field.salt.hex() == _salt(key, [exhibit, values, name]) for name, field in fields.items())


def _pad(size_bytes: int) -> str:
    return "0" * (-size_bytes % ROUND_BYTES)


def _salt(key: bytes, of: object) -> str:
    return hmac.new(key, canonical_json(of), hashlib.sha256).hexdigest()

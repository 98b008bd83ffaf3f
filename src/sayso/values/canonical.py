"""Canonical JSON: one value, one sequence of bytes.

Digests of values are digests of these bytes. Keys sorted, no spaces, ASCII
only, and NaN refused. A log line also refuses floats (`floats=False`), whose
spelling other languages do not share; the results of methods may hold them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sayso.values.digests import Digest, digest_bytes

_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
_PLAIN = {str, int, bool, type(None)}  # nearly all values are one of these themselves


def canonical_json(value: object, *, floats: bool = True) -> bytes:
    """Write a JSON value in its one canonical form, ASCII bytes without a newline.

    Raises:
        TypeError: when the value holds something that is not JSON, a key that is
            no string, or a float where `floats` is false.
        ValueError: when a float is NaN or infinite.
    """
    _refuse_what_is_not_json(value, floats=floats)
    return _ENCODER.encode(value).encode("ascii")


def without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return the fields of a JSON object, for `object_pairs_hook`: readers differ on which of two counts.

    Raises:
        ValueError: when a field stands twice.
    """
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("a field stands twice")
    return fields


def read_json_object(data: bytes) -> dict[str, object]:
    """Read one JSON object that comes from outside.

    Raises:
        ValueError: when it is no JSON in UTF-8, is nested too deep, is no object, or has a field twice.
    """
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=without_doubles)
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error
    except UnicodeDecodeError as error:
        raise ValueError("it is no text in UTF-8") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"it is no JSON: {error}") from error
    except ValueError as error:
        raise ValueError(why_no_json(error)) from error
    if not isinstance(value, dict):
        raise ValueError("it is no object")
    return value


def why_no_json(error: ValueError | RecursionError) -> str:
    """Return in words what was wrong with JSON, without what Python advises programmers over long numbers."""
    why = str(error)
    return "a number in it has more digits than any that is read" if "set_int_max_str_digits" in why else why


def digest_json(value: object) -> Digest:
    """Return the SHA-256 of a value's canonical JSON."""
    return digest_bytes(canonical_json(value))


def _refuse_what_is_not_json(value: object, *, floats: bool) -> None:
    if type(value) in _PLAIN or isinstance(value, str | int):
        return
    if isinstance(value, float):
        if not floats:
            raise TypeError(f"a float has no place in a log line: {value!r}")
        return
    if isinstance(value, Mapping):
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError(f"a JSON key is a string, not {key!r}")
            _refuse_what_is_not_json(item, floats=floats)
        return
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        for item in value:
            _refuse_what_is_not_json(item, floats=floats)
        return
    raise TypeError(f"not a JSON value: {type(value).__name__}")

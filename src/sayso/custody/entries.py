"""Acts and entries: what is logged, and its one form as a line of bytes.

A line is canonical JSON without floats: `act`, `at`, `body`, `prev`, `seq`. Three keys
of a body have a fixed meaning, which this room checks: `objects` (digest -> size in
bytes, what the act brought into the store), `withheld` (name -> salted digest) and
`described` (field of the description that the act put in place -> salted digest).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from sayso.custody.errors import NotAnEntry
from sayso.values import Digest, canonical_json, digest_bytes, instant_text, is_digest, read_instant
from sayso.values.canonical import why_no_json

GENESIS = Digest("0" * 64)  # stands in `prev` of the first entry
FIELDS = ("act", "at", "body", "prev", "seq")
MOST_LINE_BYTES = 16 << 20  # a line is shorter: whoever reads a log holds one of them at a time
OBJECTS, WITHHELD, DESCRIBED = "objects", "withheld", "described"
SALTED = (WITHHELD, DESCRIBED)  # keys of a body: name -> salted digest


def _refuse_float(text: str) -> float:
    raise ValueError(f"a float has no place in a log line: {text}")


# What `canonical_json` writes, told to the library once: a log is read a million lines at a time.
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
_DECODER = json.JSONDecoder(parse_float=_refuse_float, parse_constant=_refuse_float)
FOUNDING = ("init", "key")  # acts that name the archive's keys; they go along with whatever is handed on
MADE_FROM = ("derive", "judge")  # acts whose output was made from their inputs; a judgement quotes claims


@dataclass(frozen=True, slots=True)
class Act:
    """Something to be logged.

    `body` holds JSON values without floats. `withheld` holds what names people or
    machines: the line gets a salted digest of each, the values are kept beside the log.
    """

    act: str  # such as "import"
    body: Mapping[str, object]
    withheld: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.act:
            raise ValueError("an act needs a name")
        if "withheld" in self.body:
            raise ValueError("what is withheld is given beside the body, not in it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act, and its place in the log. What `read_line` gives has had its body's three keys checked."""

    seq: int  # 1 for the first
    at: datetime  # by this machine's clock, in UTC; order is by seq, not by this
    act: str
    body: Mapping[str, object]
    prev: Digest  # SHA-256 of the line before, without its newline; GENESIS for the first
    line_bytes: int = field(default=0, compare=False)  # of its own line; 0 where it was not read from one

    @property
    def objects(self) -> dict[Digest, int]:
        """The objects that the act brought into the store, with their sizes in bytes."""
        return dict(cast(Mapping[Digest, int], self.body.get(OBJECTS, {})))

    @property
    def withheld(self) -> dict[str, Digest]:
        """The salted digests of what stands beside the log."""
        return dict(cast(Mapping[str, Digest], self.body.get(WITHHELD, {})))

    @property
    def described(self) -> dict[str, Digest]:
        """The salted digests of the fields of its description; {} of an entry from before there were any."""
        return dict(cast(Mapping[str, Digest], self.body.get(DESCRIBED, {})))

    @property
    def salted(self) -> dict[str, Digest]:
        """All salted digests in it: each holds for a value that may be shown or kept back by itself."""
        return self.withheld | self.described


def entry_line(entry: Entry) -> bytes:
    """Write an entry as its line, ASCII bytes without a newline.

    Raises:
        TypeError: when the body holds what is not JSON, or a float.
    """
    return canonical_json(
        {
            "act": entry.act,
            "at": instant_text(entry.at),
            "body": entry.body,
            "prev": entry.prev,
            "seq": entry.seq,
        },
        floats=False,
    )


def line_digest(line: bytes) -> Digest:
    """Return what stands in `prev` of the next line."""
    return digest_bytes(line)


def read_line(line: bytes) -> Entry:
    """Read a line, without its newline.

    Raises:
        NotAnEntry: when it is not, byte for byte, what `entry_line` writes.
    """
    if len(line) >= MOST_LINE_BYTES:
        raise NotAnEntry("it is longer than any line")
    fields = _canonical_object(line)
    if tuple(fields) != FIELDS:
        raise NotAnEntry(f"its fields are not {', '.join(FIELDS)}")
    entry = Entry(
        seq=_seq_of(fields["seq"]),
        at=_instant_of(fields["at"]),
        act=_act_of(fields["act"]),
        body=_body_of(fields["body"]),
        prev=_prev_of(fields["prev"]),
        line_bytes=len(line),
    )
    _check_objects(entry.body)
    for name in SALTED:
        _check_digests(entry.body, name)
    return entry


def _canonical_object(line: bytes) -> dict[str, object]:
    try:
        text = line.decode("ascii")
        value = _DECODER.decode(text)
        written = _ENCODER.encode(value)
    except RecursionError:
        raise NotAnEntry("it is nested too deeply") from None
    except ValueError as error:
        raise NotAnEntry(f"it is no canonical JSON: {why_no_json(error)}") from error
    if written != text:
        raise NotAnEntry("its JSON is not in the canonical form")
    if not isinstance(value, dict):
        raise NotAnEntry("it is no JSON object")
    return value


def _seq_of(value: object) -> int:
    if type(value) is not int or value < 1:
        raise NotAnEntry("its number is no whole number from 1 up")
    return value


def _instant_of(value: object) -> datetime:
    try:
        if isinstance(value, str):
            at = read_instant(value)
            if instant_text(at) == value:
                return at
    except (ValueError, OverflowError):
        pass
    raise NotAnEntry("its time is not written as UTC with microseconds")


def _act_of(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise NotAnEntry("its act has no name")
    return value


def _body_of(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise NotAnEntry("its body is no object")
    return value


def _prev_of(value: object) -> Digest:
    if not isinstance(value, str) or not is_digest(value):
        raise NotAnEntry("its link to the line before is no digest")
    return Digest(value)


def _check_objects(body: Mapping[str, object]) -> None:
    objects = body.get(OBJECTS, {})
    if not isinstance(objects, Mapping):
        raise NotAnEntry("its objects are no object")
    for digest, size_bytes in objects.items():
        if not is_digest(digest) or type(size_bytes) is not int or size_bytes < 0:
            raise NotAnEntry("its objects are not digests with sizes in bytes")


def _check_digests(body: Mapping[str, object], name: str) -> None:
    digests = body.get(name, {})
    if not isinstance(digests, Mapping):
        raise NotAnEntry(f"what is {name} is no object")
    for digest in digests.values():
        if not isinstance(digest, str) or not is_digest(digest):
            raise NotAnEntry(f"what is {name} does not stand as digests")

"""Reading DER: the encoding of time stamps and certificates. Values in, nothing made.

Lengths must be stated and in their shortest form, and nothing may stand behind a value. One
liberty is taken: the parts of a SET may stand in any order, for `openssl ts -reply -chain`
writes certificates in theirs.

Source: ITU-T X.690.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

BOOLEAN, INTEGER, BIT_STRING, OCTET_STRING, NULL, OID = 0x01, 0x02, 0x03, 0x04, 0x05, 0x06
UTF8_STRING, GENERALIZED_TIME = 0x0C, 0x18
SEQUENCE, SET = 0x30, 0x31

_TIME = re.compile(rb"(\d{14})(?:\.(\d{1,9}))?Z")


class NotDer(ValueError):
    """Bytes that are no DER, or no value of the kind that was looked for."""


@dataclass(frozen=True, slots=True)
class Value:
    """One encoded value."""

    tag: int  # its one byte
    content: bytes
    encoded: bytes  # all of it, as it stood

    def expect(self, tag: int, what: str) -> Value:
        """Return the value itself.

        Raises:
            NotDer: when it has another tag.
        """
        if self.tag != tag:
            raise NotDer(f"{what} is missing, or of another kind")
        return self

    def parts(self) -> Parts:
        """Return the values within it."""
        return Parts(self.content)


class Parts:
    """Values one after another, taken in turn."""

    def __init__(self, data: bytes) -> None:
        self._values = list(values_in(data))
        self._next = 0

    def take(self, tag: int, what: str) -> Value:
        """Return the next value, which must be there and have this tag."""
        value = self.peek()
        if value is None:
            raise NotDer(f"{what} is missing")
        self._next += 1
        return value.expect(tag, what)

    def take_if(self, *tags: int) -> Value | None:
        """Return the next value if it has one of these tags; else None, and it stays the next."""
        value = self.peek()
        if value is None or value.tag not in tags:
            return None
        self._next += 1
        return value

    def peek(self) -> Value | None:
        """Return the next value without taking it; None at the end."""
        return self._values[self._next] if self._next < len(self._values) else None

    def rest(self) -> list[Value]:
        """Return all that is left."""
        left, self._next = self._values[self._next :], len(self._values)
        return left

    def end(self, what: str) -> None:
        """Make sure that nothing is left."""
        if self.peek() is not None:
            raise NotDer(f"{what} has more in it than it may")


def read_one(data: bytes, what: str) -> Value:
    """Read the one value that these bytes are.

    Raises:
        NotDer: when they are none, or something stands behind it.
    """
    value, end = _value_at(data, 0)
    if end != len(data):
        raise NotDer(f"{len(data) - end} bytes stand behind {what}")
    return value


def values_in(data: bytes) -> Iterator[Value]:
    """Give the values that stand one after another.

    Raises:
        NotDer: at the first that is none.
    """
    place = 0
    while place < len(data):
        value, place = _value_at(data, place)
        yield value


def integer(value: Value) -> int:
    """Return a whole number."""
    content = value.expect(INTEGER, "a number").content
    if not content or (len(content) > 1 and content[0] in (0, 0xFF) and content[0] >> 7 == content[1] >> 7):
        raise NotDer("a number is not in its shortest form")
    if len(content) > 64:
        raise NotDer("a number is longer than any that is used here")
    return int.from_bytes(content, "big", signed=True)


def oid(value: Value) -> str:
    """Return an object identifier with dots."""
    content = value.expect(OID, "an object identifier").content
    if not content or content[-1] & 0x80 or len(content) > 64:
        raise NotDer("an object identifier is malformed")
    arcs, arc, starts = [], 0, True
    for byte in content:
        if starts and byte == 0x80:
            raise NotDer("an object identifier is malformed")
        arc, starts = arc << 7 | byte & 0x7F, not byte & 0x80
        if starts:
            arcs.append(arc)
            arc = 0
    first = min(arcs[0] // 40, 2)
    return ".".join(map(str, (first, arcs[0] - 40 * first, *arcs[1:])))


def boolean(value: Value) -> bool:
    """Return a truth value."""
    content = value.expect(BOOLEAN, "a truth value").content
    if content not in (b"\x00", b"\xff"):
        raise NotDer("a truth value is malformed")
    return content == b"\xff"


def generalized_time(value: Value) -> datetime:
    """Return a moment in UTC; fractions finer than a microsecond are cut, a leap second is the next one."""
    content = value.expect(GENERALIZED_TIME, "a time").content
    found = _TIME.fullmatch(content)
    if found is None:  # zeros at the end of a fraction are not DER, and some authorities write them
        raise NotDer("a time is malformed")
    digits, is_leap = found[1].decode("ascii"), found[1].endswith(b"60")
    try:
        moment = datetime.strptime(digits[:-2] + "59" if is_leap else digits, "%Y%m%d%H%M%S")
        moment = moment.replace(tzinfo=UTC) + timedelta(seconds=is_leap)
    except (ValueError, OverflowError) as error:
        raise NotDer("a time is none") from error
    return moment.replace(microsecond=int((found[2] or b"0").ljust(6, b"0")[:6]))


def algorithm(value: Value) -> tuple[str, Value | None]:
    """Return an algorithm's object identifier, and its parameters."""
    parts = value.expect(SEQUENCE, "an algorithm").parts()
    name = oid(parts.take(OID, "an algorithm's name"))
    rest = parts.rest()
    if len(rest) > 1:
        raise NotDer("an algorithm has more in it than it may")
    return name, rest[0] if rest else None


def _value_at(data: bytes, place: int) -> tuple[Value, int]:
    if place + 2 > len(data):
        raise NotDer("it is cut off")
    tag, length, start = data[place], data[place + 1], place + 2
    if tag & 0x1F == 0x1F:
        raise NotDer("a value has a tag of several bytes")
    if length & 0x80:
        count = length & 0x7F
        digits = data[start : start + count]
        if not 1 <= count <= 4 or len(digits) != count or not digits[0] or (count == 1 and digits[0] < 0x80):
            raise NotDer("a length is not in its shortest form")
        length, start = int.from_bytes(digits, "big"), start + count
    if start + length > len(data):
        raise NotDer("it is cut off")
    return Value(tag, data[start : start + length], data[place : start + length]), start + length

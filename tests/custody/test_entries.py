from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.custody.entries import GENESIS, Act, Entry, entry_line, read_line
from sayso.custody.errors import NotAnEntry
from sayso.values import canonical_json, digest_bytes

AT = datetime(2025, 3, 4, 5, 6, 7, 890, tzinfo=UTC)
DIGEST = digest_bytes(b"some bytes")

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
bodies = st.dictionaries(
    st.text().filter(lambda key: key not in ("objects", "withheld")), json_values, max_size=4
)
entries = st.builds(
    Entry,
    seq=st.integers(1, 10**12),
    at=st.datetimes(min_value=datetime(1970, 1, 1), timezones=st.just(UTC)),
    act=st.text(min_size=1),
    body=bodies,
    prev=st.binary().map(digest_bytes),
)


def line_with(**changed: Any) -> bytes:
    entry = Entry(seq=1, at=AT, act="import", body={}, prev=GENESIS)
    return canonical_json({**json.loads(entry_line(entry)), **changed})


@given(entries)
def test_a_line_reads_as_the_entry_it_was_written_from(entry: Entry) -> None:
    line = entry_line(entry)

    assert read_line(line) == entry
    assert b"\n" not in line
    assert line.isascii()


@given(entries, st.data())
def test_a_line_with_a_flipped_bit_is_refused_or_another_entry(entry: Entry, data: st.DataObject) -> None:
    line = bytearray(entry_line(entry))
    line[data.draw(st.integers(0, len(line) - 1))] ^= 1 << data.draw(st.integers(0, 7))

    try:
        read = read_line(bytes(line))
    except NotAnEntry:
        return
    assert read != entry
    assert entry_line(read) == line


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(NotAnEntry):
        assert entry_line(read_line(data)) == data


def test_a_line_is_canonical_json_with_sorted_keys() -> None:
    entry = Entry(seq=7, at=AT, act="import", body={"é": 1}, prev=GENESIS)

    assert entry_line(entry) == (
        b'{"act":"import","at":"2025-03-04T05:06:07.000890Z","body":{"\\u00e9":1},'
        b'"prev":"' + b"0" * 64 + b'","seq":7}'
    )


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        line_with() + b" ",
        line_with().replace(b",", b", "),
        line_with().replace(b'"import"', b'"\\u0069mport"'),
        line_with().replace(b'"seq":1', b'"seq":1,"seq":1'),
        line_with().replace(b'"seq":1', b'"seq":1.0'),
        line_with().replace(b'"seq":1', b'"seq":-0'),
        line_with().decode("ascii").encode("utf-16"),
        line_with(seq=0),
        line_with(seq=True),
        line_with(act=""),
        line_with(act=None),
        line_with(body=[]),
        line_with(at="2025-03-04T05:06:07Z"),
        line_with(at="2025-03-04T05:06:07.000890+00:00"),
        line_with(at="2025-03-04T06:06:07.000890+01:00"),
        line_with(prev="0" * 63),
        line_with(prev="A" * 64),
        line_with(more=1),
        line_with(body={"objects": {DIGEST: -1}}),
        line_with(body={"objects": {DIGEST: "7"}}),
        line_with(body={"objects": {"../../etc": 1}}),
        line_with(body={"objects": [DIGEST]}),
        line_with(body={"withheld": {"operator": "r.osk"}}),
        line_with(body={"withheld": "operator"}),
        line_with().replace(b'"body":{}', b'"body":{"share":0.5}'),
        line_with().replace(b'"body":{}', b'"body":{"share":NaN}'),
        b'{"act":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
)
def test_what_is_not_to_the_byte_an_entry_is_refused(line: bytes) -> None:
    with pytest.raises(NotAnEntry):
        read_line(line)


def test_objects_and_withheld_digests_can_be_asked_for() -> None:
    body = {"objects": {DIGEST: 10}, "withheld": {"operator": DIGEST}}
    entry = read_line(line_with(body=body))

    assert entry.objects == {DIGEST: 10}
    assert entry.withheld == {"operator": DIGEST}


def test_a_float_is_not_logged() -> None:
    with pytest.raises(TypeError):
        entry_line(Entry(seq=1, at=AT, act="import", body={"share": 0.5}, prev=GENESIS))


def test_an_act_keeps_what_is_withheld_out_of_its_body() -> None:
    with pytest.raises(ValueError, match="withheld"):
        Act("import", {"withheld": {"operator": "r.osk"}})
    with pytest.raises(ValueError, match="name"):
        Act("", {})

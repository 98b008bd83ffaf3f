"""What was left out of a search is said in a few lines, however much it is."""

from __future__ import annotations

from sayso.cli.copies import _skipped_lines
from sayso.footage.types import CopySearch, Skipped
from sayso.values import Method, digest_bytes


def search_with(*skipped):
    return CopySearch(
        query=digest_bytes(b"query"),
        copies=(),
        searched=0,
        searched_keyframes=0,
        skipped=skipped,
        method=Method(name="footage.search", version="1"),
    )


def test_each_reason_has_one_line_that_counts_what_it_does_not_name():
    many = [Skipped(exhibit=digest_bytes(bytes([n])), reason="it has no picture") for n in range(9)]
    one = Skipped(exhibit=digest_bytes(b"one"), reason="fingerprint it anew")

    lines = _skipped_lines([search_with(*many, one), search_with(*many[:3])])

    assert len(lines) == 2
    assert lines[0] == f"NOT searched: {one.exhibit[:10]}: fingerprint it anew"
    assert lines[1].endswith(" and 4 more: it has no picture")


def test_nothing_left_out_gives_no_line():
    assert _skipped_lines([search_with()]) == []

"""What was left out of a search is said in a few lines, however much it is."""

from __future__ import annotations

from sayso.cli.copies_left_out import skipped_lines
from sayso.footage.types import CopySearch, Skipped
from sayso.values import Method, digest_bytes


def search_by(query, *skipped):
    return CopySearch(
        query=digest_bytes(query),
        copies=(),
        searched=0,
        searched_keyframes=0,
        skipped=skipped,
        method=Method(name="footage.search", version="1"),
    )


NAMES = {digest_bytes(b"dark"): "dark.mp4", digest_bytes(b"quay"): "quay.mp4"}
MANY = [Skipped(exhibit=digest_bytes(bytes([n])), reason="the query has no picture") for n in range(9)]


def test_each_reason_has_one_line_that_counts_what_it_does_not_name():
    one = Skipped(exhibit=digest_bytes(b"one"), reason="fingerprint it anew")

    lines = skipped_lines([search_by(b"dark", *MANY, one), search_by(b"quay", *MANY, one)], NAMES)

    assert len(lines) == 2
    assert lines[0] == f"NOT searched: {one.exhibit[:10]}: fingerprint it anew"
    assert lines[1].endswith(" and 4 more: they have no picture")


def test_what_was_left_out_for_some_footage_only_names_it():
    [line] = skipped_lines([search_by(b"dark", *MANY[:2]), search_by(b"quay")], NAMES)

    assert line.startswith("NOT searched for dark.mp4: ")
    assert line.endswith(": dark.mp4 has no picture")


def test_however_unlike_what_was_left_out_of_each_search_a_reason_has_one_line():
    [line] = skipped_lines([search_by(b"dark", *MANY[:2]), search_by(b"quay", *MANY[1:3])], NAMES)

    assert line.startswith("NOT searched, not all for each: ")


def test_nothing_left_out_gives_no_line():
    assert skipped_lines([search_by(b"dark")], NAMES) == []

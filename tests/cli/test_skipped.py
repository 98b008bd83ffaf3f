"""What was left out of a search is said in a few lines, however much it is."""

from __future__ import annotations

from sayso.cli.copies_left_out import skipped_lines
from sayso.footage.comparable import BY_PICTURE_ONLY
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
MANY = [Skipped(exhibit=digest_bytes(bytes([n])), reason=BY_PICTURE_ONLY) for n in range(9)]


def test_each_reason_has_one_line_with_a_count_and_one_with_names():
    one = Skipped(exhibit=digest_bytes(b"one"), reason="fingerprint it anew")

    lines = list(skipped_lines([search_by(b"dark", *MANY, one), search_by(b"quay", *MANY, one)], NAMES))

    assert lines[:2] == [(0, "NOT searched: 1 exhibit, fingerprint it anew:"), (2, one.exhibit[:10])]
    assert lines[2] == (
        0,
        "NOT searched: 9 exhibits, to be found by picture only, and these have no picture to search with:",
    )
    assert lines[3][1].endswith(" and 4 more")
    assert len(lines) == 4


def test_what_was_left_out_for_some_footage_only_names_it():
    told, whose, which = skipped_lines([search_by(b"dark", *MANY[:2]), search_by(b"quay")], NAMES)

    assert told[1].startswith("NOT searched for 1 of 2 recordings: 2 exhibits, to be found by picture only")
    assert told[1].endswith("and what is searched for has no picture to search with:")
    assert whose == (2, "for dark.mp4")
    assert which[1].startswith("not ")


def test_however_unlike_what_was_left_out_of_each_search_a_reason_has_one_line():
    told, names = skipped_lines([search_by(b"dark", *MANY[:2]), search_by(b"quay", *MANY[1:3])], NAMES)

    assert told[1].startswith("NOT searched: 3 exhibits, not all for each of these, ")
    assert names[1].count(",") == 2


def test_nothing_left_out_gives_no_line():
    assert list(skipped_lines([search_by(b"dark")], NAMES)) == []

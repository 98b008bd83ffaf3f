"""What was left out of a search is counted by reason in one line, and named when that is asked for."""

from __future__ import annotations

from sayso.cli.copies_left_out import in_short, skipped
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
ONE = Skipped(exhibit=digest_bytes(b"one"), reason="fingerprint it anew")


def test_each_reason_has_one_line_with_a_count_and_one_with_all_names():
    first, second = skipped([search_by(b"dark", *MANY, ONE), search_by(b"quay", *MANY, ONE)], NAMES)

    assert list(first.told()) == [
        (0, "NOT searched: 1 exhibit, fingerprint it anew:"),
        (2, ONE.exhibit[:10]),
    ]
    reason, names = second.told()
    assert reason == (
        0,
        "NOT searched: 9 exhibits, to be found by picture only, and these have no picture to search with:",
    )
    assert all(one.exhibit[:10] in names[1] for one in MANY)


def test_one_line_counts_all_by_reason():
    left = list(skipped([search_by(b"dark", *MANY, ONE), search_by(b"quay", ONE)], NAMES))

    assert in_short(left) == (
        "1 exhibit, fingerprint it anew; 9 exhibits for 1 of 2 recordings, to be found by picture only"
    )


def test_reasons_that_say_more_of_each_file_are_counted_together():
    reasons = ("it could not be read: it ends at 3 s", "it could not be read: it is cut short")
    left = [Skipped(exhibit=digest_bytes(one.encode()), reason=one) for one in reasons]

    assert in_short(list(skipped([search_by(b"dark", *left)], NAMES))) == "2 exhibits, it could not be read"


def test_what_was_left_out_for_some_footage_only_names_it():
    [left] = skipped([search_by(b"dark", *MANY[:2]), search_by(b"quay")], NAMES)
    told, whose, which = left.told()

    assert told[1].startswith("NOT searched for 1 of 2 recordings: 2 exhibits, to be found by picture only")
    assert told[1].endswith("and what is searched for has no picture to search with:")
    assert whose == (2, "for dark.mp4")
    assert which[1].startswith("not ")


def test_however_unlike_what_was_left_out_of_each_search_a_reason_has_one_line():
    [left] = skipped([search_by(b"dark", *MANY[:2]), search_by(b"quay", *MANY[1:3])], NAMES)
    told, names = left.told()

    assert told[1].startswith("NOT searched: 3 exhibits, not all for each of these, ")
    assert names[1].count(",") == 2


def test_nothing_left_out_gives_no_line():
    assert list(skipped([search_by(b"dark")], NAMES)) == []

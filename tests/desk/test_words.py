"""What the dossier says of methods and acts."""

from __future__ import annotations

from typing import get_args

import pytest

from sayso.claims.extraction import DEFAULT_EXTRACTOR
from sayso.claims.extractors import EXTRACTORS
from sayso.compare.comparing import METHOD
from sayso.custody.entries import GENESIS, Entry
from sayso.desk.shown_copies import _sort_of as sort_of
from sayso.desk.words import in_words, known_errors
from sayso.footage.search import search_method
from sayso.footage.types import Copy, CopyKind, Segment
from sayso.values import digest_bytes, utc_now


def found(kind: CopyKind, length_s: float) -> Copy:
    """Return a finding of one stretch."""
    return Copy(
        kind=kind,
        query=digest_bytes(b"query"),
        found=digest_bytes(b"found"),
        segments=(
            Segment(query_start_s=0.0, query_end_s=length_s, found_start_s=3.0, found_end_s=3.0 + length_s),
        ),
        query_region=None,
        found_region=None,
        mirror=False,
        speed=1.0,
        score=0.9,
        evidence=(),
        techniques=(),
    )


EXTRACTION = EXTRACTORS.load(DEFAULT_EXTRACTOR)().method()
SEARCH = search_method()
# Every sort of search that a finding is shown under: of stretches, of stills, by sound.
SORTS = sorted({sort_of(found(kind, length_s)) for kind in get_args(CopyKind) for length_s in (0.0, 4.0)})
SHOWN = [
    (EXTRACTION.name, EXTRACTION.version),
    (METHOD.name, METHOD.version),
    *((SEARCH.name + sort, SEARCH.version) for sort in SORTS),
]


@pytest.mark.parametrize(("name", "version"), SHOWN, ids=lambda value: value)
def test_what_is_known_of_a_methods_errors_is_said_for_its_very_version(name: str, version: str) -> None:
    assert known_errors(name, version)
    assert known_errors(name, f"{version}0") == ""


def test_a_finding_of_stills_and_one_by_sound_have_errors_of_their_own() -> None:
    assert len({known_errors(SEARCH.name + sort, SEARCH.version) for sort in SORTS}) == len(SORTS) == 3


def test_an_act_that_is_not_known_is_named_as_it_is() -> None:
    entry = Entry(seq=1, at=utc_now(), act="unheard-of", body={}, prev=GENESIS)

    assert in_words(entry) == "unheard-of"

"""What is known of a method's errors is said wherever its findings are, and everywhere the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from sayso.claims.extraction import DEFAULT_EXTRACTOR
from sayso.claims.extractors import EXTRACTORS
from sayso.compare.comparing import METHOD
from sayso.desk.known_errors import (
    KNOWN_ERRORS,
    all_known_errors,
    known_errors,
    known_errors_in_short,
    sort_of,
)
from sayso.footage.fingerprinting import fingerprint_method
from sayso.footage.search import search_method
from sayso.footage.types import Copy, CopyKind, Segment
from sayso.values import digest_bytes

METHODS_PAGE = Path(__file__).parents[2] / "docs" / "methods.md"


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
SHOWN = [EXTRACTION.name, METHOD.name, fingerprint_method().name, *(SEARCH.name + sort for sort in SORTS)]


@pytest.mark.parametrize("name", SHOWN)
def test_errors_are_known_of_every_method_and_said_plainly_for_the_version_that_was_measured(
    name: str,
) -> None:
    measured = KNOWN_ERRORS[name]

    assert known_errors(name, measured.version) == measured.words


@pytest.mark.parametrize("name", SHOWN)
def test_of_another_version_it_is_said_which_one_was_measured(name: str) -> None:
    measured = KNOWN_ERRORS[name]

    said = known_errors(name, f"{measured.version}0")

    assert said == (
        f"Measured with version {measured.version}, not with {measured.version}0, which is used here: "
        f"{measured.words}"
    )


def test_in_short_a_method_is_told_by_the_error_that_weighs_most_and_the_version_that_was_measured() -> None:
    measured = KNOWN_ERRORS[METHOD.name]

    same, other = (known_errors_in_short(METHOD.name, version) for version in (measured.version, "0"))

    assert same == f"Measured: {measured.in_short}."
    assert other == f"Measured with version {measured.version}: {measured.in_short}."
    assert known_errors_in_short("unheard-of", "1") == known_errors_in_short(SEARCH.name, "1") == ""
    assert set(re.findall(r"\d+", measured.in_short)) <= set(re.findall(r"\d+", measured.words))


def test_of_a_method_that_nobody_measured_nothing_is_known() -> None:
    assert known_errors("unheard-of", "1") == ""
    assert list(all_known_errors("unheard-of", "1")) == []


def test_a_finding_of_stills_and_one_by_sound_have_errors_of_their_own() -> None:
    assert len({known_errors(SEARCH.name + sort, SEARCH.version) for sort in SORTS}) == len(SORTS) == 3


def test_a_method_is_told_with_the_errors_of_each_sort_of_its_findings() -> None:
    version = KNOWN_ERRORS[SEARCH.name].version

    plain, stills, sound = all_known_errors(SEARCH.name, version)

    assert plain == KNOWN_ERRORS[SEARCH.name].words
    assert stills == f"Of stills: {known_errors(f'{SEARCH.name}, of stills', version)}"
    assert stills.startswith("Of stills: On ")
    assert sound.startswith(f"By sound: Measured with version 19, not with {version}, which is used here: ")


@pytest.mark.parametrize("name", [name for name in SHOWN if name.startswith("footage.")])
def test_the_page_of_methods_says_the_same_of_footage(name: str) -> None:
    page = " ".join(METHODS_PAGE.read_text("utf-8").split())

    assert KNOWN_ERRORS[name].words in page

"""What the dossier says of methods and acts."""

from __future__ import annotations

import pytest

from sayso.claims.extraction import DEFAULT_EXTRACTOR
from sayso.claims.extractors import EXTRACTORS
from sayso.compare.comparing import METHOD
from sayso.custody.entries import GENESIS, Entry
from sayso.desk.words import in_words, known_errors
from sayso.footage.search import search_method
from sayso.values import Method, utc_now


@pytest.mark.parametrize(
    "method",
    [EXTRACTORS.load(DEFAULT_EXTRACTOR)().method(), METHOD, search_method()],
    ids=lambda method: method.name,
)
def test_what_is_known_of_a_methods_errors_is_said_for_its_very_version(method: Method) -> None:
    assert known_errors(method.name, method.version)
    assert known_errors(method.name, f"{method.version}0") == ""


def test_an_act_that_is_not_known_is_named_as_it_is() -> None:
    entry = Entry(seq=1, at=utc_now(), act="unheard-of", body={}, prev=GENESIS)

    assert in_words(entry) == "unheard-of"

"""A text twice as long takes about twice as long to read, whatever it is made of."""

from __future__ import annotations

import time

from sayso.claims.attribution import Attribution
from sayso.claims.documents import make_document
from sayso.claims.foreign_words import latin_language
from sayso.claims.reading import read
from sayso.claims.rules.own_voice import find_own_voice
from sayso.values import TextSpan


def quickest(work, times=3):
    """Return the fewest CPU seconds of several runs: a busy machine slows one of them."""

    def seconds():
        start = time.process_time()
        work()
        return time.process_time() - start

    return min(seconds() for _ in range(times))


def test_a_run_without_spaces_takes_no_quadratic_time():
    def seconds(length):
        return quickest(lambda: latin_language("a" * length, str.isalpha))

    assert seconds(80_000) < 3 * seconds(40_000) + 0.2


def test_an_address_within_a_run_is_no_word():
    asked = []
    latin_language(
        "Der Rat schreibt an rat-der-stadt@orrin.example heute", lambda word: asked.append(word) or False
    )
    assert "stadt" not in asked
    assert "rat" not in asked[4:]


def statement_of(lines):
    told = "Mayor Brill said the pump was wet. The old lock was shut."
    text = "\n\n".join([told] * lines)
    reading = read(make_document("doc", text, kind="statement", publisher="Keld Council", language="en"))
    starts = range(0, len(text), len(told) + 2)
    cut = [
        Attribution(
            source=(TextSpan(at, at + 11),),
            cue=(TextSpan(at + 12, at + 16),),
            content=(TextSpan(at + 17, at + 33),),
            kind="verb with a clause",
        )
        for at in starts
    ]
    return reading, cut * 40


def test_an_authors_sentences_are_told_from_others_claims_in_no_quadratic_time():
    few, many = statement_of(100), statement_of(200)
    seconds = [quickest(lambda given=given: list(find_own_voice(*given))) for given in (few, many)]
    assert seconds[1] < 3 * seconds[0] + 0.1


def test_a_claim_that_reaches_over_sentences_is_seen_in_each_of_them():
    text = "We are open. The clerk says: the hall is shut. The yard is shut. The gate is shut. We will wait."
    reading = read(make_document("doc", text, kind="statement", publisher="Keld Council", language="en"))
    start, end = text.index("the hall"), text.index(" We will")
    other = Attribution(
        source=(TextSpan(13, 22),),
        cue=(TextSpan(23, 27),),
        content=(TextSpan(start, end),),
        kind="verb with a clause",
    )
    own = [one.content[0].of(text) for one in find_own_voice(reading, [other])]
    assert own == ["We are open", "We will wait"]

"""Why two claims with one answer go back to one source: a voice, a link, footage, or words in a row."""

from __future__ import annotations

from sayso.compare.copying import shared_words
from sayso.compare.origins import Origins
from sayso.compare.outcomes import Answer
from sayso.compare.reading import Reading

_COPY_WITHOUT_LINK = 8  # words in a row that tell a copy though nothing links the documents


def same_origin(left: Reading, right: Reading, answer: Answer, origins: Origins) -> str | None:
    """Return why two claims with one answer go back to one source; None where nothing says so."""
    voice = origins.same_voice(left, right)
    if voice is not None:
        return voice
    passed_on = origins.passed_on(left, right)
    if passed_on is not None and answer.figures is not None and answer.near:
        return passed_on
    if answer.one_number:
        cited = origins.cited_without_name(left, right)
        if cited is not None:
            return cited
    footage = origins.shared_footage(left, right)
    if footage is not None and "footage" in left.context_concepts & right.context_concepts:
        return footage
    around = origins.copied_around(left, right) if left.claim.doc_id != right.claim.doc_id else None
    copied = around or _copied(left, right, linked=passed_on is not None)
    if copied is None:
        return None
    shared = f"they share the words “{copied}”"
    return shared if passed_on is None else f"{passed_on}, and {shared}"


def _copied(left: Reading, right: Reading, *, linked: bool) -> str | None:
    """Return the words that two claims share, where they are enough to tell a copy."""
    least = 0 if linked else _COPY_WITHOUT_LINK
    if min(len(left.tokens), len(right.tokens)) < least:
        return None
    copied = shared_words(left.tokens, right.tokens)
    return copied if copied is not None and len(copied.split()) >= least else None

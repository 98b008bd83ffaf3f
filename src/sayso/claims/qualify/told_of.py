"""The people of whom a text told last, whom "they" takes up, and whether "they say" may mean anybody."""

from __future__ import annotations

from sayso.claims.parsing import Word
from sayso.claims.qualify.cast import Cast, is_body, is_person
from sayso.claims.qualify.fellows import may_be_people
from sayso.claims.words import word_set
from sayso.values import TextSpan

REACH = 300  # code points back to those of whom the text told
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# One noun for several people; a firm or a ministry is left to the names of bodies.
_COLLECTIVES = word_set(
    """
    family couple pair duo trio crew team staff police squad jury panel crowd gang band group public
    household choir cast audience
    """
)


def people_told_of(cast: Cast, at: int) -> TextSpan | None:
    """Return the mention of the people of whom the text told last: "Two divers came up. They say …"."""
    parsed = cast.reading.parsed
    for noun in reversed(parsed.words_in(TextSpan(max(0, at - REACH), at))):
        last = _last_of_several(cast, noun) if noun.dep in _SUBJECTS else None
        if last is not None:
            before = parsed.kids(noun.index, "nummod", "amod", "compound", "det")
            first = min(w.index for w in (noun, *before))
            return TextSpan(parsed.words[first].start, last.end)
    return None


def _last_of_several(cast: Cast, noun: Word) -> Word | None:
    """Return the last word of a subject that stands for several people; None for any other."""
    joined = [w for w in cast.reading.parsed.kids(noun.index, "conj") if w.pos == "PROPN"]
    if noun.pos == "PROPN" and joined:
        return joined[-1]
    several = (
        (noun.tag == "NNS" and may_be_people(noun))
        or (noun.tag == "NNPS" and noun.entity not in {"GPE", "LOC", "FAC"})
        or (noun.lemma in _COLLECTIVES or noun.text.lower() in _COLLECTIVES)
    )
    return noun if several else None


def may_be_anybody(cast: Cast, at: int) -> bool:
    """Tell "they say", where the text has told of no person before; who "said" it was somebody."""
    parsed = cast.reading.parsed
    words = parsed.words_in(TextSpan(at, at + 1))
    verb = parsed.words[words[0].head] if words else None
    if verb is None or not (verb.tag == "VBP" or _is_going_on(cast, verb)):
        return False
    near = (use for use in cast.names.before(at) if use.span.start >= at - REACH)
    return not any(is_person(cast, use) and not is_body(cast, use) for use in near)


def _is_going_on(cast: Cast, verb: Word) -> bool:
    helpers = {aux.tag for aux in cast.reading.parsed.kids(verb.index, "aux")}
    return verb.tag == "VBG" and "VBP" in helpers

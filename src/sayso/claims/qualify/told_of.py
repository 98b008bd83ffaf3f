"""The people of whom a text told last, whom "they" takes up, and whether "they say" may mean anybody."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.claims.parsing import Word
from sayso.claims.qualify.cast import Cast, is_body, is_person
from sayso.claims.qualify.fellows import may_be_people
from sayso.claims.turns import turn_at
from sayso.claims.words import word_set
from sayso.values import TextSpan

REACH = 300  # code points back to those of whom the text told
_DYING = word_set("kill die drown perish bury execute behead burn slaughter massacre murder")
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# One noun for several people; a firm or a ministry is left to the names of bodies.
_COLLECTIVES = word_set(
    """
    family couple pair duo trio crew team staff police squad jury panel crowd gang band group public
    household choir cast audience
    """
)


def people_told_of(cast: Cast, at: int) -> TextSpan | None:
    """Return the mention of the people of whom the text told last: "Two divers came up. They say …".

    Only the last sentence before that tells of anything is looked at, and nobody in it who was killed.
    """
    parsed = cast.reading.parsed
    last_told: int | None = None
    for noun in _subjects_before(cast, at):
        if last_told not in {None, noun.sentence}:
            return None
        last = None if _has_died(cast, noun) else _last_of_several(cast, noun)
        if last is not None:
            before = parsed.kids(noun.index, "nummod", "amod", "compound", "det")
            first = min(w.index for w in (noun, *before))
            return TextSpan(parsed.words[first].start, last.end)
        if noun.sentence != parsed.words_in(TextSpan(at, at + 1))[0].sentence:
            last_told = noun.sentence
    return None


def _subjects_before(cast: Cast, at: int) -> Iterator[Word]:
    """Give the nouns that are subjects in what the same speaker told and did not ask, the last first."""
    parsed, turns = cast.reading.parsed, cast.reading.layout.turns
    turn = turn_at(turns, at)
    for noun in reversed(parsed.words_in(TextSpan(max(0, at - REACH), at))):
        asked = parsed.words[parsed.sentence_of(noun.index).stop - 1].text == "?"
        if noun.dep in _SUBJECTS and noun.pos != "PRON" and not asked and turn_at(turns, noun.start) == turn:
            yield noun


def _has_died(cast: Cast, noun: Word) -> bool:
    """Tell "two men were killed" and "were found dead", who say nothing any more."""
    verb = cast.reading.parsed.words[noun.head]
    dead = cast.reading.parsed.kids(verb.index, "acomp", "oprd", "xcomp")
    return verb.lemma in _DYING or any(w.lemma == "dead" for w in dead)


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

"""Information as a source: nobody says anything by it but whoever gave it."""

from __future__ import annotations

from sayso.claims.parsing import Word
from sayso.claims.reading import Reading
from sayso.claims.words import word_set
from sayso.values import TextSpan

INFORMATION = word_set("information data datum figure statistic correction clarification")
GIVING = word_set(
    """
    provide publish release supply give issue compile collect gather share present circulate submit send
    """
)


def information_in(words: list[Word]) -> Word | None:
    """Return the head of a mention where that is information, not a paper or a person."""
    inside = {word.index for word in words}
    head = next((word for word in words if word.head not in inside), words[-1])
    return head if head.lemma in INFORMATION else None


def giver_of(reading: Reading, information: Word, words: list[Word]) -> TextSpan | None:
    """Return the mention of whoever gave it: "from the coastguard", "published by", "the bureau's"."""
    parsed, inside = reading.parsed, {word.index for word in words}
    given = [w for w in parsed.kids(information.index, "acl", "relcl") if w.lemma in GIVING]
    by = [by for verb in given for by in parsed.kids(verb.index, "agent")]
    of = [kid for kid in parsed.kids(information.index, "prep") if kid.lemma in {"from", "of", "by"}]
    owners = parsed.kids(information.index, "poss")
    active = [noun for verb in given for noun in parsed.kids(verb.index, "nsubj") if noun.pos != "PRON"]
    for noun in [*owners, *active, *(noun for kid in [*by, *of] for noun in parsed.kids(kid.index, "pobj"))]:
        places = [i for i in parsed.subtree(noun.index) if i in inside and parsed.words[i].dep != "case"]
        if places:
            return reading.span(places[0], places[-1])
    return None

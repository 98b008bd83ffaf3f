"""Whom "another", "the third" and "others" mean: one or some of the people brought in just before."""

from __future__ import annotations

import re

from sayso.claims import lexicon
from sayso.claims.parsing import Word
from sayso.claims.qualify.cast import BODIES, COMPANY_NOUNS, Cast, Speaker
from sayso.claims.words import word_set
from sayso.values import TextSpan

REACH = 500  # code points back to the people one of whom is meant
_ONE = re.compile(r"one|another(?: one)?|(?:a|the) (?:first|second|third|fourth|fifth|last|other)")
_SOME = re.compile(r"(?:the |two |three |many |some )?others|some|several|[a-z]+ of them|\d+ of them")
_PEOPLE = word_set(
    """
    people employee staff passenger patient local villager tenant shopper protester demonstrator migrant
    refugee evacuee commuter tourist guest man woman child friend colleague aide ally insider
    pal mate neighbour neighbor relative
    """
)


def fellow(cast: Cast, words: list[Word], at: int) -> Speaker | None:
    """Return an unnamed person or several, by the noun of those whom the mention takes up."""
    mention = " ".join(word.text.lower() for word in words)
    one, some = _ONE.fullmatch(mention), _SOME.fullmatch(mention)
    noun = _people_before(cast, at) if one or some else None
    if noun is None:
        return None
    kind = _without_count(cast, noun)
    return Speaker(kind + (noun.lemma if one else _plural(noun)), True, "person" if one else "people")


def _plural(noun: Word) -> str:
    return noun.text if noun.tag == "NNS" or noun.lemma in {"people", "staff"} else f"{noun.text}s"


def _people_before(cast: Cast, at: int) -> Word | None:
    """Return the noun of unnamed people that a sentence told of last before an offset: "three welders"."""
    parsed = cast.reading.parsed
    for word in reversed(parsed.words_in(TextSpan(max(0, at - REACH), at))):
        if word.tag not in {"NN", "NNS"} or word.dep not in {"nsubj", "nsubjpass", "pobj", "dobj"}:
            continue
        if not may_be_people(word) or (word.dep == "pobj" and word.tag == "NN") or _is_told_of(cast, word):
            continue
        articles = {w.lemma for w in parsed.kids(word.index, "det", "nummod")}
        if word.tag == "NNS" or articles & {"a", "an", "one", "another"}:
            return word
    return None


_READERS = word_set("subscriber reader follower viewer listener")


def may_be_people(word: Word) -> bool:
    """Tell a noun for people from one for things and bodies."""
    noun = word.lemma
    return noun in _PEOPLE | _READERS or (lexicon.names_a_trade(noun) and noun not in BODIES | COMPANY_NOUNS)


def _is_told_of(cast: Cast, noun: Word) -> bool:
    """Tell whether somebody's words bring the noun in: "a nurse said | two patients had left"."""
    words = cast.reading.parsed.words
    while noun.head != noun.index:
        above = words[noun.head]
        if noun.dep == "ccomp" and above.lemma in lexicon.SPEECH:
            return True
        noun = above
    return cast.reading.quote_at(noun.start) is not None


def _without_count(cast: Cast, noun: Word) -> str:
    """Return what stands before the noun and tells of what sort it is: "airport " of "three airport men"."""
    parsed = cast.reading.parsed
    telling = [w for w in parsed.kids(noun.index, "amod", "compound") if w.lemma not in _COUNTING_WORDS]
    first = min((w.index for w in telling if w.index < noun.index), default=noun.index)
    return cast.reading.text[parsed.words[first].start : noun.start]


_COUNTING_WORDS = word_set("many several few other more further first second third last")

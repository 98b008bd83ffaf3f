"""Where sentences begin, by punctuation.

The parser is given these places and keeps to them: what a statistical parser
takes for a sentence breaks on quotations, which are what we read for.
"""

from __future__ import annotations

import re

from sayso.claims.words import word_set

_END = re.compile(r"(?:\.{3}|[.!?…])+[\"')\]]*(?=\s)\s+|(?<=[;:.!?])\s*\n+\s*")
_ABBREVIATIONS = word_set(
    """
    mr mrs ms dr prof st sr jr gen col lt sgt capt cmdr adm maj rev hon pres gov sen rep supt insp
    det jan feb mar apr jun jul aug sep sept oct nov dec no vs etc inc ltd corp co dept est fig vol
    approx incl excl u.s u.k u.n e.u d.c a.m p.m i.e e.g ph.d b.c a.d
    """
)
_LAST_WORD = re.compile(r"([\w.]+)\.[\"')\]]*\s*$")
_OPENERS = "\"'([-#@*•"


def sentence_starts(text: str) -> list[int]:
    """Return the offsets at which sentences of one paragraph begin, 0 first."""
    starts = [0]
    for match in _END.finditer(text):
        if _ends_sentence(
            text[max(0, starts[-1], match.start() - 40) : match.end()], text[match.end() :][:3]
        ):
            starts.append(match.end())
    return starts


def _ends_sentence(upto: str, after: str) -> bool:
    if not after:
        return False
    body = upto.rstrip()
    if body.endswith((".", '."', ".'", ".)")):
        word = _LAST_WORD.search(upto)
        if word and _is_abbreviation(word.group(1), after):
            return False
    first = after.lstrip(_OPENERS)[:1]
    return not first.islower()


def _is_abbreviation(word: str, after: str) -> bool:
    word = word.casefold()
    if word in {
        "u.s",
        "u.k",
        "u.n",
        "e.u",
        "d.c",
        "a.m",
        "p.m",
        "inc",
        "ltd",
        "co",
        "corp",
        "etc",
        "jr",
        "sr",
    }:
        return after[:1] not in "\"'" and not after[:1].isupper()
    return word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i")

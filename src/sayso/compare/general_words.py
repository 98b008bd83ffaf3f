"""Which body a general word means in a text: "the brigade", after "the Tarn fire brigade".

It is the one of its kind that the text names last before the word, whoever else of that kind
is heard in the case. A state has many ministries: "the ministry" is the only one that the text
names, itself or by its minister, and where it names several or none, nobody knows which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sayso.compare.names import BY_FIELD, Name, in_one_word, read_name, same_body
from sayso.compare.words import STOP_WORDS, Token, tokens_of, words_in

_MOST = 4  # words of a name before its kind
_OPENS = words_in("the a an s its their his her our")  # before the words of a name; "s" is that of "Tarn's"
# They tell no body from another.
_NOT_TELLING = words_in("new old whole entire big small main enemy local same other armed") | STOP_WORDS
_MINISTER = re.compile(r"\bminister\b", re.IGNORECASE)
_BEHIND = re.compile(r" (?:of|for) (?:the )?(?:[A-Z][\w-]+(?: |\b)){1,3}")
_FIELD_BEHIND = re.compile(_BEHIND.pattern + r"| (?:of|for) (?:the )?[a-z]+\b")  # "minister of transport"


def is_general(name: Name) -> bool:
    """Tell whether a speaker is called by a kind of body alone: "the brigade"."""
    return bool(name.kinds) and not name.roots and not name.unnamed


def is_one_of_many(name: Name) -> bool:
    """Tell whether a speaker is called "the ministry" alone, which no other document tells more of."""
    return is_general(name) and name.kinds == {BY_FIELD}


def meant_by(word: Name, text: str, places: Iterable[int]) -> Name | None:
    """Return the body that a general word means wherever it speaks; None where the text names none before.

    Where it means one here and another there, it is unnamed: nobody knows which of them it is.

    Args:
        word: by which a speaker is called.
        text: of the document.
        places: where it is called so, in code points.
    """
    if is_one_of_many(word):
        return _only_ministry(word, text)
    text = in_one_word(text)
    tokens = tokens_of(text)
    named = [_named_before(word, text, tokens, place) for place in sorted(set(places))]
    found = {name.roots: name for name in named if name is not None}
    if len(found) > 1:
        return Name(word.text, word.roots, word.kinds, True, False, word.offices)
    return next(iter(found.values()), None)


def _only_ministry(word: Name, text: str) -> Name | None:
    text = _MINISTER.sub("ministry", text)  # whoever heads it names it: "Energy Minister Ana Pell"
    tokens = tokens_of(text)
    named = [
        read_name(_whole_name(text, tokens, at, _FIELD_BEHIND))
        for at, token in enumerate(tokens)
        if token.lower in word.kinds
    ]
    telling = [name for name in named if name.roots]
    fullest = max(telling, key=lambda name: (len(name.roots), name.text), default=None)
    return fullest if fullest and all(same_body(fullest, name) for name in telling) else None


def _named_before(word: Name, text: str, tokens: Sequence[Token], place: int) -> Name | None:
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].end <= place and tokens[at].lower.replace("-", "") in word.kinds:
            name = read_name(_whole_name(text, tokens, at))
            if name.roots and word.kinds <= name.kinds:
                return name
    return None


def _whole_name(text: str, tokens: Sequence[Token], at: int, further: re.Pattern[str] = _BEHIND) -> str:
    """The name that a word for a kind of body ends, or stands in: "Tarn fire brigade", "Bank of Tarn"."""
    first = at
    while first and at - first < _MOST and _is_of_name(text, tokens[first - 1], tokens[first]):
        first -= 1
    opened = first > 0 and tokens[first - 1].lower in _OPENS
    if not opened:  # "told army officers" names no "told army"
        capitals = (place for place in range(first, at) if tokens[place].text[0].isupper())
        first = next(capitals, at)
    elif tokens[first - 1].lower == "s" and first > 1:
        first -= 2
    behind = further.match(text, tokens[at].end)
    return text[tokens[first].start : behind.end() if behind else tokens[at].end]


def _is_of_name(text: str, before: Token, following: Token) -> bool:
    return text[before.end : following.start] in (" ", "-") and before.lower not in _NOT_TELLING

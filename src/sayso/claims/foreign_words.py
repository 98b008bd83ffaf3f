"""Sentences of another language in Latin letters within an English text, told by their words.

A sentence is foreign where most of its words in small letters are common ones of another language or
unknown to the English parser's vocabulary, and something of it is typical of another language.
Names, which have capitals, tell nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from sayso.claims.languages import ENGLISH_TOO, FUNCTION_WORDS, UNTOLD
from sayso.claims.words import word_set

_WORD = re.compile(r"[^\W\d_]+")
_NO_WORDS = re.compile(r"(?<!\S)\S*@\S+|#\w+|https?://\S+|www\.\S+|t\.me/\S+|['’]s\b")
_POINTED = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.,]\d)\b")  # as English sets no thousands
FEWEST_WORDS = 3  # of a sentence, names counted
FEWEST_FOREIGN = 2
FEWEST_UNKNOWN = 3  # where none of them is a common word: "crème brûlée"
MOST_SHARED = 0.5  # times as many words that English may have, too
# Common in short news, and too rare in prose to tell a text's language by.
_MORE: Mapping[str, frozenset[str]] = {
    "de": word_set(
        "ich wir ihr kann haben wurde wurden zwei drei vier fünf laut tote verletzte gegen kein unter"
    ),
    "fr": word_set(
        "de pas je ils elles deux trois quatre cinq selon après dit mort morts blessés contre depuis où c n"
    ),
    "es": word_set(
        "yo nada nadie dos tres cuatro cinco según dijo muertos heridos cerrado cerrada contra desde hoy tras"
    ),
    "it": word_set("noi due tre quattro cinque secondo detto morti feriti chiuso chiusa contro dopo oggi c"),
    "pt": word_set(
        "desde ontem dois duas três quatro cinco segundo disse mortos feridos fechada fechado contra depois"
    ),
    "nl": word_set(
        "sinds dicht ik wij twee drie vier vijf volgens zei doden gewonden tegen na niets vandaag geen"
    ),
    "pl": word_set("ja my dwa dwie trzy cztery według osoby ranne przeciw po przy dziś nikt nic"),
    "sv": word_set("sedan går vi två tre fyra fem enligt döda skadade mot efter idag ingen"),
    "tr": word_set("biz ben iki üç dört beş göre dedi ölü yaralı kişi bugün yok değil"),
}
_COMMON = {code: (FUNCTION_WORDS[code] | more) - FUNCTION_WORDS["en"] for code, more in _MORE.items()}
_ANY = frozenset().union(*_COMMON.values())
# Words that English sentences have, too, as words or in what they borrow.
_TELL_NOTHING = ENGLISH_TOO | word_set(
    "de la el les los del di da do dos du le van von der den al san y e o c n l we hen"
)
_LETTERS = (  # that no other of these languages has, by which a few words are told
    ("tr", re.compile("[ğış]")),
    ("pl", re.compile("[łąężźćńś]")),
    ("cs", re.compile("[řěů]")),
    ("ro", re.compile("[ășț]")),
    ("de", re.compile("ß")),
    ("es", re.compile("[ñ¿¡]")),
    ("pt", re.compile("[ãõ]")),
)
_ENDING = re.compile(
    r"\w{3}(?:ción|ciones|iendo|aron|ieron|mente|ados|adas|zione|zioni|ções|ung|ungen|keit|heit|lich|isch|"
    r"eaux|euse|aient|ement|ów|ego|ych|owy|ować|ler|lar|yor|ndı|ndi)"
)


def latin_language(sentence: str, is_english: Callable[[str], bool]) -> str | None:
    """Return the language of a sentence by its words; None where they tell of none but English.

    Args:
        sentence: in Latin letters.
        is_english: tells whether the parser's vocabulary has a word, in small letters.

    UNTOLD where its words are none of English, and do not tell which other language's they are.
    """
    words = _WORD.findall(_NO_WORDS.sub(" ", sentence))
    if len(words) < FEWEST_WORDS:
        return None
    small = _in_small_letters(words)
    hits = {code: sum(word in common for word in small) for code, common in _COMMON.items()}
    best = max(hits, key=lambda code: hits[code])
    foreign = [word for word in small if word in _ANY or not is_english(word)]
    english = sum(word in FUNCTION_WORDS["en"] and word not in FUNCTION_WORDS[best] for word in small)
    if not english and _POINTED.search(sentence) and _are_mostly_foreign(words, is_english):
        return _by_letters(words) or (best if _is_alone(hits, best) else UNTOLD)
    if english * 4 > len(foreign) or not any(map(_tells, foreign)):
        return None
    others = len(small) - len(foreign)
    enough = FEWEST_FOREIGN if hits[best] else FEWEST_UNKNOWN
    if len(foreign) < enough or others > len(foreign) * (MOST_SHARED if hits[best] else 0):
        return None
    return _by_letters(foreign) or (best if _is_alone(hits, best) else UNTOLD)


def _are_mostly_foreign(words: list[str], is_english: Callable[[str], bool]) -> bool:
    """Tell whether most words are none of English, nouns in capitals too: "Haushalte ohne Strom"."""
    unknown = sum(word.casefold() in _ANY or not is_english(word.casefold()) for word in words)
    return unknown >= max(FEWEST_FOREIGN, len(words) / 2)


def _in_small_letters(words: list[str]) -> list[str]:
    """Return the words that are no names: those in small letters, and a first one that is a common word."""
    first = words[0].casefold()
    is_common = first in _ANY or first in FUNCTION_WORDS["en"]
    return ([first] if is_common else []) + [word for word in words[is_common:] if word.islower()]


def _tells(word: str) -> bool:
    """Tell whether a word that is not English is typical of another language, not a slip or a name."""
    if word in _ANY:
        return word not in _TELL_NOTHING
    return not word.isascii() or bool(_ENDING.fullmatch(word))


def _by_letters(words: list[str]) -> str | None:
    joined = " ".join(words)
    return next((code for code, letters in _LETTERS if letters.search(joined)), None)


def _is_alone(hits: Mapping[str, int], best: str) -> bool:
    return hits[best] > 0 and list(hits.values()).count(hits[best]) == 1

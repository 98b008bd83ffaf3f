"""Which language a text is in, by its script and its commonest words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from sayso.claims.pasted import without_tables
from sayso.claims.words import word_set

SAMPLE_CHARACTERS = 20_000
FEWEST_WORDS = 2
FUNCTION_WORDS = {
    "en": word_set(
        """
        the of and to in a is that for it was on with as by he at from are be this has have not
        but they his her an or which said says who were been their will its we you i no they
        after near about all our by than so if up out
        """
    ),
    "de": word_set(
        """
        der die und das den von zu mit sich des ist im dem nicht ein eine als auch es an werden
        aus er hat dass sie nach wird bei einer um am sind noch wie einem über so zum war haben
        nur oder aber vor zur bis mehr durch man in wurde seit
        """
    ),
    "fr": word_set(
        """
        le la les des et en un une du que qui dans est pour par sur au plus pas avec ce il ne se
        sont aux ont été mais son cette elle nous vous ou leur d l est
        """
    ),
    "es": word_set(
        """
        el la de que y en los del las por un para con no una su al lo como más pero sus le ya o
        este sí porque esta entre cuando muy sin sobre también me hasta hay donde han es está están fue son
        """
    ),
    "it": word_set(
        """
        di che e la il un a per è in una sono non con del si da come le dei nel alla più anche
        gli ha ma della questo al lo se i dal
        """
    ),
    "pt": word_set(
        """
        de que e o a do da em um para com não uma os no se na por mais as dos como mas ao ele
        das à seu sua ou quando muito nos já foi são
        """
    ),
    "nl": word_set(
        """
        de het een van en in is dat op te zijn met voor niet aan er om door als ook maar bij uit
        naar dan nog wordt werd heeft hij ze over
        """
    ),
    "pl": word_set(
        """
        w i na z się nie do to że jest o od po za jak przez dla są oraz ale który było jego czy
        tym tak już
        """
    ),
    "sv": word_set(
        """
        och att det i en som på är av för med till den har de inte om ett men var jag sig från
        så kan
        """
    ),
    "tr": word_set(
        """
        ve bir bu da için ile de çok olarak daha olan gibi sonra en kadar ne var ama o
        """
    ),
    "ru": word_set(
        """
        и в не на что с по он как это из за от для но его к а у же то они бы мы был так при или
        """
    ),
    "uk": word_set(
        """
        і в не на що з до як це та за від для але його у він про також або які є був ми вони зі
        й після
        """
    ),
}
# Of the words of other languages above and in `foreign_words`, those that English has as well.
ENGLISH_TOO = word_set(
    """
    also ale am come con contra den die dit do door dos due en ha hat hay la ma man me men met non over par
    para plus pour sans si sin son till tote van war
    """
)
_SCRIPTS = (
    ("ARABIC", "ar"),
    ("HEBREW", "he"),
    ("GREEK", "el"),
    ("HANGUL", "ko"),
    ("HIRAGANA", "ja"),
    ("KATAKANA", "ja"),
    ("CJK", "zh"),
    ("DEVANAGARI", "hi"),
    ("THAI", "th"),
    ("GEORGIAN", "ka"),
    ("ARMENIAN", "hy"),
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


LEAST_SHARE = 0.1  # of the words of a text that are common words of its language; prose has 0.2 and more
LEAST_KINDS = 3  # different common words, in a text of more than a sentence
SENTENCE_WORDS = 12
AHEAD = 1.2  # times as many common words as in the language that comes next


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, None where nothing tells.

    Reads the first 20,000 code points, without pasted tables. Lists of numbers or
    single words and short texts without a common word are not guessed at.
    """
    sample = without_tables(text[:SAMPLE_CHARACTERS])
    script = _script(sample)
    if script is not None:
        return script
    words = [word.casefold() for word in _WORD.findall(sample)]
    if len(words) < FEWEST_WORDS:
        return None
    return _by_letters(sample) or _by_common_words(words, sample) or _by_endings(words, sample)


def _by_common_words(words: list[str], sample: str) -> str | None:
    counts = Counter(words)
    hits = {code: sum(counts[w] for w in common) for code, common in FUNCTION_WORDS.items()}
    best, most = max(hits.items(), key=lambda item: item[1])
    kinds = sum(word in counts for word in FUNCTION_WORDS[best])
    if most < len(words) * LEAST_SHARE or most == 0 or kinds < min(LEAST_KINDS, len(words) // SENTENCE_WORDS):
        return None
    near = [code for code, count in hits.items() if count * AHEAD > most]
    if len(near) == 1:
        return best
    if "en" in near and sample.isascii():
        return "en"  # kinsmen share common words; a short text in plain letters is English as a rule
    told = [code for code, count in hits.items() if count == most]
    return told[0] if len(told) == 1 and kinds >= LEAST_KINDS else None


@lru_cache(maxsize=4096)
def _script_of_letter(letter: str) -> str | None:
    named = unicodedata.name(letter, "")
    return next((code for name, code in _SCRIPTS if named.startswith(name)), None)


def _script(sample: str) -> str | None:
    letters = [c for c in sample[:2000] if c.isalpha()]
    if not letters:
        return None
    found = Counter(script for script in map(_script_of_letter, letters) if script)
    if not found:
        return None
    if found["ja"] * 10 > len(letters):
        return "ja"
    code, count = found.most_common(1)[0]
    return code if count * 2 > len(letters) else None


UNTOLD = "und"  # ISO 639-2: a language that only its script tells to be another


def script_of(text: str) -> str | None:
    """Return the language of a text that is mostly in other letters than Latin ones, None for any other.

    UNTOLD where neither its commonest words nor its letters tell which of those of its script it is.
    """
    if text.isascii():
        return None
    script = _script(text)
    if script is not None or not _is_cyrillic(text):
        return script
    found = detect_language(text)
    return found if found in ("ru", "uk") else UNTOLD


def _is_cyrillic(text: str) -> bool:
    letters = [c for c in text[:2000] if c.isalpha()]
    return sum("\u0400" <= c <= "\u052f" for c in letters) * 2 > len(letters)


def _by_letters(sample: str) -> str | None:
    """Tell Ukrainian and Russian by letters that the other lacks."""
    if sample.isascii() or not _is_cyrillic(sample):
        return None
    told = {
        code for code, letters in (("uk", "іїєґ"), ("ru", "ыэъё")) if set(sample.casefold()) & set(letters)
    }
    return told.pop() if len(told) == 1 else None


MOST_TERSE_WORDS = 60  # a longer text of any language has common words


def _by_endings(words: list[str], sample: str) -> str | None:
    """Take a terse plain-letter text for English by its commonest endings ("nine boats lost")."""
    if not sample.isascii() or len(words) > MOST_TERSE_WORDS:
        return None
    english = sum(
        word.endswith(("ed", "ing", "tion", "ly", "ers", "ies")) or word in {"killed", "dead", "says"}
        for word in words
    )
    return "en" if english * 4 >= len(words) else None

"""The words without which an answer would be another.

Nothing here knows how acts or certainties are recognised: words are blanked, the same
function is asked again, and where its answer changes they decided it. So what is shown
stays true whatever the rules become.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sayso.claims.parsing import Word
from sayso.claims.reading import Reading

Judge = Callable[[Reading], object]  # a reading, perhaps with words blanked -> the answer
MOST_WORDS = 80  # of a claim that are tried; each costs one more reading of its fields
BLANK = "_"


def deciding_words(reading: Reading, judge: Judge, words: Sequence[Word]) -> list[Word]:
    """Return the words each of which decides an answer; else the fewest that do together.

    Returns:
        in the order of the text; none where the answer stands without all of them.
    """
    tried = list(words[:MOST_WORDS])
    answer = judge(reading)
    alone = [word for word in tried if judge(without(reading, [word])) != answer]
    return alone or _together(reading, judge, tried, answer)


def _together(reading: Reading, judge: Judge, words: Sequence[Word], answer: object) -> list[Word]:
    """Blank one word after the other until the answer changes, then give back what was not needed."""
    for count in range(2, len(words) + 1):
        if judge(without(reading, words[:count])) != answer:
            break
    else:
        return []
    needed = list(words[:count])
    for word in words[:count]:
        rest = [other for other in needed if other.index != word.index]
        if rest and judge(without(reading, rest)) != answer:
            needed = rest
    return needed


def without(reading: Reading, words: Sequence[Word]) -> Reading:
    """Return a reading with words blanked in text and parse; every place and every branch stays."""
    text = reading.text
    for word in words:
        text = text[: word.start] + BLANK * (word.end - word.start) + text[word.end :]
    blanked = list(reading.parsed.words)
    for word in words:
        is_leaf = not reading.parsed.children[word.index]
        blanked[word.index] = replace(
            word,
            text=BLANK,
            lemma=BLANK,
            pos="X",
            tag="XX",
            entity="",
            dep="dep" if is_leaf else word.dep,
        )
    parsed = replace(reading.parsed, text=text, words=tuple(blanked))
    return replace(reading, text=text, parsed=parsed)

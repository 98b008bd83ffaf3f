"""Whose words stand at a place, where they are not the author's: a transcript's turn, a repost, a forward.

Who says "we" there is whoever speaks there.
"""

from __future__ import annotations

from sayso.claims.posts.passing import passing_at
from sayso.claims.posts.reporters import is_handle
from sayso.claims.qualify.cast import Cast, Speaker, author_of, bare
from sayso.claims.reading import stands_in_forward
from sayso.claims.turns import ANSWERING, ASKING, TITLED, Turn, turn_at
from sayso.values import TextSpan

QUESTIONER = Speaker("questioner", True, "person")
ANSWERER = Speaker("answerer", True, "person")


def speaker_of_turn(cast: Cast, name: TextSpan) -> Speaker:
    """Name the speaker of a turn by its label, as fully as the text names him: "MS HALE", Mara Hale."""
    if not cast.tellers:
        fullest = _fullest(cast)
        turns = cast.reading.layout.turns
        cast.tellers.update({turn.name: _teller(cast, turn, fullest) for turn in turns})
    return cast.tellers.get(name) or Speaker(bare(name.of(cast.reading.text)), False)


def _teller(cast: Cast, turn: Turn, fullest: dict[str, str]) -> Speaker:
    label = turn.name.of(cast.reading.text)
    if ASKING.fullmatch(label):
        return QUESTIONER
    if ANSWERING.fullmatch(label):
        return author_of(cast.reading) if cast.reading.document.kind == "statement" else ANSWERER
    if turn.asks:
        return Speaker(label, False)
    own = _without_titles(label)
    person = Speaker(fullest.get(" ".join(own.lower().split()), own), False, "person")
    return person if own else Speaker(bare(label), True, "person")


def whose_words(cast: Cast, at: int) -> Speaker | None:
    """Return who speaks at an offset, None where it is the author of the document."""
    reading = cast.reading
    turn = turn_at(reading.layout.turns, at)
    if turn is not None:
        return speaker_of_turn(cast, turn.name)
    passing = passing_at(reading.layout.passed_on, at)
    if passing is not None:
        return _passed_on_from(cast, passing.source)
    if stands_in_forward(reading, at):
        name = reading.layout.forward_name
        told = reading.document.forwarded_from or (name.of(reading.text) if name else None)
        return Speaker(bare(told), False) if told else None
    return None


def _passed_on_from(cast: Cast, source: TextSpan) -> Speaker:
    mention = source.of(cast.reading.text)
    person = is_handle(mention)
    return Speaker(mention if person else bare(mention), False, "person" if person else "body")


def _without_titles(label: str) -> str:
    words = label.split(",", maxsplit=1)[0].split()
    return " ".join(word for word in words if word.lower().rstrip(".") not in TITLED | {"the"})


def _fullest(cast: Cast) -> dict[str, str]:
    """Return, for each end of a name in small letters, the longest name of text or labels that ends so."""
    labels = (turn.name.of(cast.reading.text) for turn in cast.reading.layout.turns if not turn.asks)
    known = [_without_titles(label) for label in dict.fromkeys(labels)]
    known += dict.fromkeys(use.text for use in cast.names.uses if not use.is_body)
    longest: dict[str, str] = {}
    for name in sorted(known, key=_length_and_letters, reverse=True):
        words = name.lower().split()
        for start in range(len(words)):
            longest.setdefault(" ".join(words[start:]), name)
    return longest


def _length_and_letters(name: str) -> tuple[int, bool]:
    return len(name.split()), not name.isupper()

"""Groups of claims -> questions that an editor can read, with each claim's answer in short."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sayso.compare.figures import Figure, says_state
from sayso.compare.intervals import spoken_in_full, spoken_with_unit
from sayso.compare.reading import Reading
from sayso.compare.siding import says_not_so, says_not_so_many
from sayso.compare.types import Position, PositionSort, Question
from sayso.compare.words import STOP_WORDS, number_of, stem, tokens_of
from sayso.values import digest_json

_VALUE_WORDS = 8  # words of a claim that stand for its answer where it gives no figure
_HOW_MANY = {
    "death": "How many {who} were killed?", "injury": "How many {who} were hurt?",
    "missing": "How many {who} are missing?", "capture": "How many {who} are held?",
    "release": "How many {who} were released?", "trapped": "How many {who} were trapped?",
    "rescue": "How many {who} were rescued?", "flight": "How many {who} had to leave?",
    "arrival": "How many {who} arrived or were to arrive?", "attendance": "How many {who} came?",
    "illness": "How many {who} fell ill?", "crossing": "How many {who} crossed?",
}  # fmt: skip
_OF_A_KIND = {
    "magnitude": "What was the magnitude?", "time": "How long did it last{about}?",
    "money": "How much money was it{about}?", "percent": "What share was it{about}?",
    "length": "How far or how large was it{about}?",
}  # fmt: skip
_ABOUT_WORDS = 2
_SHORT_WORD = 3  # letters; shorter words seldom say what it is about
_MARKS = re.compile(r"[\"“”]")
_OPENING = re.compile(r"“|(?<!\S)\"")
# Words of a kind that a whole statement has, and a bare name of a matter has not.
_STATEMENT = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|does|did|can|could|may|might|must|\w{3,}ed)\b"
)
_ACCUSED_OF = re.compile(r"^(.{3,80}?) of (?=\w+ing\b)")


def question_of(readings: Sequence[Reading]) -> Question:
    """Return the question that a group of claims answers; its id depends on the claims alone."""
    ordered = sorted(readings, key=lambda reading: (reading.said_at or "", reading.number))
    figure = main_figure(ordered)
    asked = _plainest(ordered) if figure is None else None
    return Question(
        id="q-" + digest_json(sorted(reading.id for reading in ordered))[:16],
        text=_text(ordered, figure),
        positions=tuple(position_of(reading, figure, asked) for reading in ordered),
        unit=_unit(ordered, figure) if figure else None,
    )


def main_figure(readings: Sequence[Reading]) -> Figure | None:
    """Return a figure of the kind that most of the claims give; None where fewer than half give one."""
    kinds: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], Figure] = {}
    for reading in readings:
        for kind, figure in _kinds(reading).items():
            kinds[kind] += 1
            first.setdefault(kind, figure)
    if not kinds:
        return None
    kind, count = min(kinds.items(), key=lambda item: (-item[1], item[0]))
    if 2 * count < len(readings) or count < 2:
        return None
    # "31 killed and injured" speaks of two things; the question is about the one that most claims give.
    return replace(first[kind], topics=frozenset({kind[1]})) if kind[1] else first[kind]


def position_of(reading: Reading, figure: Figure | None, asked: Reading | None) -> Position:
    """Return what a claim answers, in short: with a figure, else to the words of the claim that asks."""
    sort = sort_of(reading)
    own = next((one for one in reading.figures if figure and _fits(one, figure)), None)
    if sort == "says" and (
        (asked and says_not_so(reading, asked)) or (own and says_not_so_many(reading, own))
    ):
        sort = "says-not"
    if sort in ("declines", "neither-confirms-nor-denies", "no-position"):
        value = ""
    elif own is not None:
        value = spoken_in_full(own.quantity) if own.combined else spoken_with_unit(own.quantity)
    else:
        value = _shortened(reading.shown)
    return Position(claim=reading.id, sort=sort, value=value)


def sort_of(reading: Reading) -> PositionSort:
    """Return what kind of answer a claim is."""
    if reading.claim.act == "no-comment":
        return "declines"
    if reading.claim.act == "neither-confirm-nor-deny":
        return "neither-confirms-nor-denies"
    if not reading.takes_position:
        return "no-position"
    if reading.withdraws:
        return "withdraws"
    return "denies" if reading.claim.act in ("deny", "question") else "says"


def _text(readings: Sequence[Reading], figure: Figure | None) -> str:
    if figure is None:
        return _in_words(readings)
    about = _about(readings, figure.quantity.unit)
    if figure.dimension == "people":
        topic = next((topic for topic in _HOW_MANY if topic in figure.topics), None)
        who = _who(readings, figure)
        return _HOW_MANY[topic].format(who=who) if topic else f"How many {who} were there{about}?"
    if figure.dimension in _OF_A_KIND:
        return _OF_A_KIND[figure.dimension].format(about=about)
    return f"How many {figure.quantity.unit or 'of them'} were there{about}?"


def _in_words(readings: Sequence[Reading]) -> str:
    """Ask with the words of the claim that says most plainly what it is about."""
    plainest = _plainest(readings)
    words = plainest.shown
    if plainest.claim.endorsement == "distanced":
        words = _ACCUSED_OF.sub(r"\1 … ", words)
    quoted = _shortened(words, 14).rstrip(".")
    if plainest.claim.act == "demand":
        return f"Is it asked for: “{quoted}”?"
    bare = not plainest.takes_position and not _STATEMENT.search(words)
    return f"What about “{quoted}”?" if bare else f"Is it so: “{quoted}”?"


def _plainest(readings: Sequence[Reading]) -> Reading:
    """The claim that says most plainly what it is about: an assertion with words of its own, not long."""
    return min(
        readings,
        key=lambda reading: (
            not reading.takes_position,
            reading.claim.act == "demand",
            reading.sides.whole < 0,
            len(reading.stems) < 3,
            abs(len(reading.words.split()) - 8),
            reading.number,
        ),
    )


def _who(readings: Sequence[Reading], figure: Figure) -> str:
    """Return the people that most of the claims count; a noun for what became of them counts as "people"."""
    units = [one.quantity.unit for reading in readings for one in reading.figures if _fits(one, figure)]
    named = Counter("people" if says_state(unit) or unit == "persons" else unit for unit in units if unit)
    return max(named, key=lambda unit: named[unit]) if named else "people"


def _unit(readings: Sequence[Reading], figure: Figure) -> str | None:
    return _who(readings, figure) if figure.dimension == "people" else figure.quantity.unit or None


def _about(readings: Sequence[Reading], unit: str) -> str:
    """Return a word or two that most of the claims share, else those of the first, in brackets."""
    counts: Counter[str] = Counter()
    for reading in readings:
        words = (
            token.text if token.text in reading.proper else token.lower for token in tokens_of(reading.words)
        )
        counts.update(dict.fromkeys((word for word in words if _tells(word, unit)), 1))
    chosen = sorted(counts, key=lambda word: -counts[word])[:_ABOUT_WORDS]
    shared = [word for word in chosen if counts[word] > 1]
    return f" ({', '.join(shared or chosen)})" if chosen else ""


def _tells(word: str, unit: str) -> bool:
    plain = word.lower()
    return (
        len(word) > _SHORT_WORD
        and plain not in STOP_WORDS
        and number_of(word) is None
        and stem(plain) not in {stem(part) for part in unit.lower().split()}
    )


def _shortened(words: str, most: int = _VALUE_WORDS) -> str:
    parts = _without_marks(words.removeprefix("that ")).split()
    return " ".join(parts[:most]) + ("…" if len(parts) > most else "")


def _without_marks(words: str) -> str:
    """Leave out quotation marks around the whole, and turn those inside into single ones."""
    whole = len(words) > 1 and words[0] in '"“' and words[-1] in '"”' and not _MARKS.search(words[1:-1])
    return _MARKS.sub("’", _OPENING.sub("‘", words[1:-1] if whole else words))


def _kinds(reading: Reading) -> dict[tuple[str, str], Figure]:
    found: dict[tuple[str, str], Figure] = {}
    for figure in reading.figures:
        for topic in (sorted(figure.topics) or [""]) if not figure.part else ():
            found.setdefault((figure.dimension, topic if figure.dimension == "people" else ""), figure)
    return found


def _fits(one: Figure, other: Figure) -> bool:
    if one.dimension != other.dimension or one.part:
        return False
    return one.dimension != "people" or bool(one.topics & other.topics) or not (one.topics and other.topics)

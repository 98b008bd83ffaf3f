"""Groups of claims -> questions that an editor can read, with each claim's answer in short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sayso.compare.figures import Figure
from sayso.compare.intervals import spoken_with_unit
from sayso.compare.reading import Reading
from sayso.compare.types import Position, PositionSort, Question
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
    "magnitude": "What was the magnitude?", "time": "How long did it last ({about})?",
    "money": "How much money was it ({about})?", "percent": "What share was it ({about})?",
    "length": "How far or how large was it ({about})?", "mass": "How much was it ({about})?",
}  # fmt: skip


def question_of(readings: Sequence[Reading]) -> Question:
    """Return the question that a group of claims answers; its id depends on the claims alone."""
    ordered = sorted(readings, key=lambda reading: (reading.said_at or "", reading.number))
    figure = main_figure(ordered)
    return Question(
        id="q-" + digest_json(sorted(reading.id for reading in ordered))[:16],
        text=_text(ordered, figure),
        positions=tuple(position_of(reading, figure) for reading in ordered),
        unit=figure.quantity.unit or None if figure else None,
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
    return first[kind] if 2 * count >= len(readings) and count > 1 else None


def position_of(reading: Reading, figure: Figure | None) -> Position:
    """Return what a claim answers, in short."""
    sort = sort_of(reading)
    own = next((one for one in reading.figures if figure and _fits(one, figure)), None)
    if sort in ("declines", "neither-confirms-nor-denies", "no-position"):
        value = ""
    elif own is not None:
        value = spoken_with_unit(own.quantity)
    else:
        value = _shortened(reading.words)
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
    about = _about(readings)
    if figure is None:
        words = _shortened(_plainest(readings).words, 14).rstrip(".")
        return f"Is it so: “{words}”?"
    if figure.dimension == "people":
        who = next((one.quantity.unit for r in readings for one in r.figures if _fits(one, figure)), "people")
        for topic, text in _HOW_MANY.items():
            if topic in figure.topics:
                return text.format(
                    who=who if who not in ("dead", "bodies", "deaths", "injured", "missing") else "people"
                )
        return f"How many {who} were there ({about})?"
    if figure.dimension in _OF_A_KIND:
        return _OF_A_KIND[figure.dimension].format(about=about)
    return f"How many {figure.quantity.unit or 'of them'} were there ({about})?"


def _plainest(readings: Sequence[Reading]) -> Reading:
    """The claim that says most plainly what it is about: an assertion with words of its own, not long."""
    return min(
        readings,
        key=lambda reading: (
            reading.sides.whole < 0,
            len(reading.stems) < 3,
            abs(len(reading.words.split()) - 8),
            reading.number,
        ),
    )


def _about(readings: Sequence[Reading]) -> str:
    """Two or three words that the claims share."""
    counts: Counter[str] = Counter()
    for reading in readings:
        counts.update({word.lower() for word in reading.words.split() if word.isalpha() and len(word) > 4})
    common = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3]
    return ", ".join(word for word, _ in common) or "as the claims put it"


def _shortened(words: str, most: int = _VALUE_WORDS) -> str:
    parts = words.removeprefix("that ").split()
    return " ".join(parts[:most]) + ("…" if len(parts) > most else "")


def _kinds(reading: Reading) -> dict[tuple[str, str], Figure]:
    found: dict[tuple[str, str], Figure] = {}
    for figure in reading.figures:
        for topic in sorted(figure.topics) or [""]:
            found.setdefault((figure.dimension, topic if figure.dimension == "people" else ""), figure)
    return found


def _fits(one: Figure, other: Figure) -> bool:
    if one.dimension != other.dimension:
        return False
    return one.dimension != "people" or bool(one.topics & other.topics) or not (one.topics and other.topics)

"""What a question is called: in the words of the case, or by a claim that is quoted without its figure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from sayso.compare.fates import says_state
from sayso.compare.figures import Figure, is_asked_for
from sayso.compare.people import human_group
from sayso.compare.reading import Reading
from sayso.compare.words import quotable, without_marks

_HOW_MANY = {
    "death": "How many {who} were killed", "injury": "How many {who} were hurt",
    "missing": "How many {who} are missing", "capture": "How many {who} are held",
    "release": "How many {who} were released", "trapped": "How many {who} were trapped",
    "rescue": "How many {who} were rescued", "flight": "How many {who} had to leave",
    "arrival": "How many {who} arrived or were to arrive", "attendance": "How many {who} came",
    "illness": "How many {who} fell ill", "crossing": "How many {who} crossed",
}  # fmt: skip
_OF_A_KIND = {
    "magnitude": "What was the magnitude", "time": "How long did it last", "money": "How much money was it",
    "percent": "What share was it", "length": "How far or how large was it",
    "area": "How large an area was it", "speed": "How fast was it",
}  # fmt: skip
_BARE_WORDS = 4  # "it was about 12" leaves to the words around it what was counted
_QUOTED_WORDS = 14  # of a claim that stands for its question
_BEFORE_GAP, _AFTER_GAP = 6, 8  # words on either side of the figure that is left out
_GAP = "…"
# Words of a kind that a whole statement has, and a bare name of a matter has not.
_STATEMENT = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|does|did|can|could|may|might|must|\w{3,}ed)\b"
)
# "Veska's use of the bridge", "the shelling of the town": nobody asks of a name whether it is so, nor of
# "sending drones", which somebody denies, or of a caption that is all in capitals.
_DENIED_DEED = re.compile(r"^(?:having )?\w+ing \w+")
_DEED = re.compile(
    r"^(?:(?:[\w-]+ ){0,4}[\w-]+(?:['’]s|s['’])|the|its|their|his|her|our|your|my|any|this|that)"
    r" (?:[\w-]+ )?(?:use|\w+(?:ing|[st]ion|ment|al|ure)) of\b"
)
# What may stand before a figure that opens a clause, and what a clause of one plain statement has not.
_ONLY_HEDGE = re.compile(
    r"\W*(?:that )?(?:(?:about|around|some|nearly|almost|over|at least|at most|up to|only|"
    r"more than|less than|fewer than|no more than|as many as) )?",
    re.IGNORECASE,
)
_NOT_PLAIN = re.compile(r"[\d.;:,“”\"…]")
_OPENED_WORDS = 12
_ACCUSED_OF = re.compile(r"^(.{3,80}?) of (?=\w+ing\b)")


def titles_of(readings: Sequence[Reading], figure: Figure | None) -> tuple[str, ...]:
    """Return what a question may be called, best first: the later ones tell it from others of its name.

    Args:
        readings: the claims that answer it, in the order of time.
        figure: one of the kind that it asks for; None where it is answered in words.
    """
    if figure is None:
        plain = _in_words(readings)
        return plain, f"{plain} ({_who_answers(readings)})"
    asked, is_clear = _asked(readings, figure)
    opened = None if is_clear or figure.dimension in _OF_A_KIND else next(_opened(readings, figure), None)
    if opened is not None:
        asked, is_clear = opened, True
    quoted = next(_with_gap(readings, figure), "")
    plain = f"{asked}?" if is_clear or not quoted else f"{asked}: {quoted}?"
    clearer = f"{asked}: {quoted}?" if quoted else plain
    return plain, clearer, f"{clearer} ({_who_answers(readings)})"


def counted_as(readings: Sequence[Reading], figure: Figure) -> str:
    """Return the people that claims count, as most call them; "people" where they are of several sorts.

    A noun for what became of them counts as "people".
    """
    units = [
        one.quantity.unit for reading in readings for one in reading.figures if is_asked_for(one, figure)
    ]
    named = Counter("people" if says_state(unit) or unit == "persons" else unit for unit in units if unit)
    if len({human_group(unit) or "people" for unit in named}) > 1:
        return "people"  # of soldiers and villagers nobody asks how many soldiers there were
    return max(named, key=lambda unit: named[unit]) if named else "people"


def plainest(readings: Sequence[Reading]) -> Reading:
    """Return the claim that says most plainly what it is about: an assertion in its own words, not long.

    Where somebody denies the very opposite of that, what he denies is asked: "denies", under a question
    that he says yes to, would turn him round.
    """
    first = _plainest(readings)
    turned = [one for one in readings if one.claim.act == "deny" and _on_one_side(first, one)]
    return _plainest(turned) if turned and first.claim.act != "deny" else first


def _on_one_side(left: Reading, right: Reading) -> bool:
    """Whether two claims say one thing, in what words ever; nobody denies himself."""
    if left.speaker == right.speaker and not (left.unnamed or right.unnamed):
        return True
    matter = left.stems & right.stems or {f"c:{concept}" for concept in left.concepts & right.concepts}
    return bool(matter) and left.sides.on(matter) == right.sides.on(matter)


def _plainest(readings: Sequence[Reading]) -> Reading:
    return min(
        readings,
        key=lambda reading: (
            not reading.takes_position,
            reading.claim.act == "demand",
            reading.sides.whole < 0,
            len(reading.stems) < 3,
            abs(len(reading.words.split()) - 8),
            reading.words,
            reading.number,
        ),
    )


def _asked(readings: Sequence[Reading], figure: Figure) -> tuple[str, bool]:
    """What is asked for, and whether that alone says what the question is about."""
    if figure.dimension == "people":
        topic = next((topic for topic in _HOW_MANY if topic in figure.topics), None)
        topic = None if _told_elsewhere(readings, figure) else topic
        who = counted_as(readings, figure)
        return (_HOW_MANY[topic].format(who=who), True) if topic else (f"How many {who} were there", False)
    if figure.dimension in _OF_A_KIND:
        return _OF_A_KIND[figure.dimension], figure.dimension == "magnitude"
    return f"How many {figure.quantity.unit or 'of them'} were there", False


def _told_elsewhere(readings: Sequence[Reading], figure: Figure) -> bool:
    """Whether what befell those counted stands in the words around the claims alone, and these say more."""
    given = [(one, own) for one in readings for own in one.figures if is_asked_for(own, figure)]
    return all(own.borrowed and len(one.words.split()) > _BARE_WORDS for one, own in given)


def _with_gap(readings: Sequence[Reading], figure: Figure) -> Iterator[str]:
    """Yield claims in quotation marks with a gap where they give the figure, the plainest first."""
    given = [(one, own) for one in readings for own in one.figures if is_asked_for(own, figure)]
    for reading, own in sorted(given, key=lambda pair: _plainness(*pair)):
        around = reading.around(own.quantity.span)
        if around is not None and any(around):
            yield f"“{_gapped(*map(_plain_words, around))}”"


def _opened(readings: Sequence[Reading], figure: Figure) -> Iterator[str]:
    """Yield claims that begin with the figure, as questions: "How many tonnes of wheat had burned"."""
    given = [(one, own) for one in readings for own in one.figures if is_asked_for(own, figure)]
    for reading, own in sorted(given, key=lambda pair: _plainness(*pair)):
        around = reading.around(own.quantity.span)
        if around is None or reading.sides.whole < 0 or not _ONLY_HEDGE.fullmatch(around[0]):
            continue
        rest = _plain_words(around[1])
        words = " ".join(rest).rstrip(".,")
        plain = len(rest) <= _OPENED_WORDS and _STATEMENT.search(words) and not _NOT_PLAIN.search(words)
        if plain and own.quantity.unit and words.startswith(own.quantity.unit):
            yield f"How many {words}"


def _plainness(reading: Reading, figure: Figure) -> tuple[bool, bool, int, int]:
    """Sorts first what reads best with a gap: a whole statement with a number and no "about", not long."""
    hedged = figure.quantity.qualifier != "exact"
    return reading.leans, hedged, abs(len(reading.words.split()) - 8), reading.number


def _plain_words(words: str) -> list[str]:
    return without_marks(words.removeprefix("that ")).split()


def _gapped(before: Sequence[str], after: Sequence[str]) -> str:
    left = before if len(before) <= _BEFORE_GAP else ("…", *before[-_BEFORE_GAP:])
    right = after if len(after) <= _AFTER_GAP else (*after[:_AFTER_GAP], "…")
    return " ".join((*left, _GAP, *right)).rstrip(".,")


def _in_words(readings: Sequence[Reading]) -> str:
    """Ask with the words of the claim that says most plainly what it is about."""
    first = plainest(readings)
    words = first.shown
    if first.claim.endorsement == "distanced":
        words = _ACCUSED_OF.sub(r"\1 … ", words)
    quoted = quotable(words, _QUOTED_WORDS).rstrip(".")
    if first.claim.act == "demand":
        return f"Is it asked for: “{quoted}”?"
    denied = first.claim.act == "deny" and _DENIED_DEED.match(words)
    names = not first.takes_position or denied or _DEED.match(words) or words.isupper()
    bare = names and not _STATEMENT.search(words)
    return f"What about “{quoted}”?" if bare else f"Is it so: “{quoted}”?"


def _who_answers(readings: Sequence[Reading]) -> str:
    named = list(dict.fromkeys(reading.claim.speaker for reading in readings))
    return f"as {named[0]} answers" if len(named) == 1 else f"as {named[0]} and others answer"

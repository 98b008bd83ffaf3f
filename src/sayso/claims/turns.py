"""Who speaks where in a transcript: lines that begin with a label, "MS HALE:", "QUESTION (Orrin TV):"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.claims import lexicon
from sayso.claims.parsing import is_dictionary_word
from sayso.claims.qualify.genders import is_given_name
from sayso.claims.qualify.name_words import LEADING
from sayso.claims.words import word_set
from sayso.values import TextSpan


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says in a transcript, before another does."""

    label: TextSpan  # from the beginning of the line to the colon
    name: TextSpan  # in the label, who speaks; the outlet of "QUESTION (Orrin TV)"
    colon: TextSpan
    stretch: TextSpan  # what is said, from behind the label on
    asks: bool  # a question from those who were there


FEWEST_TURNS = 2  # by labels that are surely speakers
LONG_ENOUGH = 3  # letters of a label in an article
FEWEST_NAMED = 3  # by names as names are written, of which one comes back
TITLED = word_set(
    """
    mr mrs ms miss dr prof professor sir dame gen general col colonel maj major capt captain lt cmdr
    commander adm admiral sgt sergeant amb ambassador minister president secretary governor mayor senator sen
    rep judge justice spokesman spokeswoman spokesperson chairman chairwoman chair chief director moderator
    host interviewer interviewee presenter anchor reporter journalist caller witness counsel prosecutor
    operator speaker chancellor premier king queen bishop
    """
)
# Words before a colon that tell what follows, and no speaker.
_NO_SPEAKERS = word_set(
    """
    transcript statement briefing release press summary subject date time place location venue present
    attendees contact contacts note notes background update correction editor media source sources photo
    video warning alert notice annex appendix table figure re from to cc embargo embargoed deadline issued
    """
)
_QUESTION = r"(?:QUESTION(?:ER)?|Question(?:er)?|Q|JOURNALIST|Journalist|REPORTER|Reporter)\d?"
ASKING = re.compile(_QUESTION)
ANSWERING = re.compile(r"(?:ANSWER|Answer|A)")
_WORD = r"[A-Z][\w.'-]*"
_LABEL = re.compile(
    rf"(?P<name>{_WORD}(?:,? (?:of the|of|the|for|and|{_WORD})){{0,6}})"
    r"(?:,? ?\((?P<of>[^()\n:]{2,50})\))?\s?(?P<colon>:)\s+(?=[\w\"'(\[-])"
)
# A capital within a sentence, as names have.
_WRITTEN_AS_NAME = re.compile(r"(?<![.!?] )(?<!^)(?<!\w)[A-Z](?:[\w-]|'(?!s\b))*", re.MULTILINE)
_SHORT = re.compile(r"(?P<name>[QA])(?P<colon>[.:])\s+(?=[\w\"'])")


def find_turns(text: str, paragraphs: Sequence[TextSpan], *, in_capitals: bool = False) -> list[Turn]:
    """Find the turns of a transcript in reading order, none where a text is no transcript.

    Args:
        text: plain text.
        paragraphs: the lines that may begin with a label.
        in_capitals: whether only labels in capitals count: in articles other words stand before colons, too.
    """
    labels = [(span, match) for span in paragraphs if (match := label_in(text, span)) is not None]
    if in_capitals:
        labels = [(span, match) for span, match in labels if _is_in_capitals(match["name"])]
    often = Counter(match["name"] for _, match in labels if not _tells_what_follows(match["name"]))
    named = _speakers_labels(text, often)
    begun = [(span, match) for span, match in labels if match["name"] in named]
    if in_capitals:  # the line behind a label may be the article's own again
        return [_turn(match, span.end) for span, match in begun]
    bounds = [
        match.start() for _, match in labels if match["name"] in named or _is_in_capitals(match["name"])
    ]
    bounds.append(paragraphs[-1].end if paragraphs else 0)
    return [_turn(match, bounds[bisect_right(bounds, match.start())]) for _, match in begun]


def turn_at(turns: Sequence[Turn], offset: int) -> Turn | None:
    """Return the turn that an offset stands in."""
    place = bisect_right(turns, offset, key=lambda one: one.stretch.start) - 1
    return turns[place] if place >= 0 and offset < turns[place].stretch.end else None


def turn_before(turns: Sequence[Turn], turn: Turn) -> Turn | None:
    """Return the turn that one answers: the one right before it."""
    place = bisect_right(turns, turn.stretch.start, key=lambda one: one.stretch.start) - 2
    return turns[place] if place >= 0 else None


def label_in(text: str, span: TextSpan) -> re.Match[str] | None:
    """Return the label that a line begins with, whether or not it names a speaker."""
    return _SHORT.match(text, span.start, span.end) or _LABEL.match(text, span.start, span.end)


def _turn(match: re.Match[str], end: int) -> Turn:
    asks = bool(ASKING.fullmatch(match["name"]))
    outlet = asks and match.re is _LABEL and match["of"] is not None
    name = TextSpan(*match.span("of" if outlet else "name"))
    label, colon = TextSpan(match.start(), match.end("colon")), TextSpan(*match.span("colon"))
    return Turn(label, name, colon, TextSpan(match.end(), end), asks)


def _tells_what_follows(name: str) -> bool:
    words = name.lower().split()
    return not ASKING.fullmatch(name) and (words[0] in _NO_SPEAKERS or words[-1] in _NO_SPEAKERS)


def _is_in_capitals(name: str) -> bool:
    return name.isupper() and len(name) >= LONG_ENOUGH


def _speakers_labels(text: str, often: Counter[str]) -> set[str]:
    """Return the labels that name speakers, none where they make no transcript."""
    elsewhere = {word for part in _WRITTEN_AS_NAME.findall(text) for word in (part, *re.split("[-']", part))}
    sure = {name for name in often if _is_sure(name, often[name], elsewhere)}
    named = sure | {name for name in often if _is_name(name, often[name])}
    if sum(often[name] for name in sure) >= FEWEST_TURNS:
        return named | {name for name in often if often[name] > 1 and _is_one_word_in_capitals(name)}
    comes_back = any(often[name] > 1 for name in named)
    return named if comes_back and sum(often[name] for name in named) >= FEWEST_NAMED else set()


def _is_one_word_in_capitals(name: str) -> bool:
    return name.isupper() and len(name) >= LONG_ENOUGH and len(name.removeprefix("THE ").split()) == 1


def _is_sure(name: str, often: int, elsewhere: set[str]) -> bool:
    """Tell a speaker's label in capitals from "DAMAGE:", and "QUESTION:", "Q."."""
    if ASKING.fullmatch(name) or ANSWERING.fullmatch(name):
        return True
    letters = [word for word in re.findall(r"[\w'-]+", name) if word.lower() not in TITLED]
    titled = len(letters) < len(name.split())
    if not name.isupper() or (len(name) < 3 and not titled):
        return False
    return titled or _is_known(letters[-1], elsewhere) or (often > 1 and _can_be_a_person(letters))


def _is_known(word: str, elsewhere: set[str]) -> bool:
    """Tell a name by its letters: one that the text has elsewhere, or that is no word."""
    return word.title() in elsewhere or not is_dictionary_word(word.lower())


def _can_be_a_person(words: Sequence[str]) -> bool:
    """Tell "ADA STONE" and "UNION LEADER" from "KEY POINTS" and "WHAT NEXT" by the words themselves."""
    first = words[0].lower()
    given = is_given_name(first.title()) or not (first in LEADING or is_dictionary_word(first))
    return (len(words) > 1 and given) or words[-1].lower() in lexicon.SOURCE_NOUNS


def _is_name(name: str, often: int) -> bool:
    """Tell "Mara Hale", "Hale" and "Spokeswoman Mara Hale" from "Number of dead", once there are others."""
    words = name.replace(",", "").split()
    titled = words[0].lower().rstrip(".") in TITLED
    own = [word for word in words if word.lower().rstrip(".") not in TITLED]
    if not own or any(not word[:1].isupper() for word in own):
        return titled and not own
    no_word = not is_dictionary_word(own[-1].lower())
    several = len(own) > 1 and (no_word or _can_be_a_person(own))
    return titled or sum((several, often > 1, no_word)) > 1

"""Who speaks where in a transcript: lines that begin with a label, "MS HALE:", "QUESTION (Orrin TV):"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.claims import lexicon
from sayso.claims.parsing import is_dictionary_word
from sayso.claims.posts.reporters import is_reporter
from sayso.claims.qualify.genders import is_given_name
from sayso.claims.qualify.name_words import LEADING, RANKS
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
FEWEST_NAMED = 3  # by labels that may be speakers, of which one comes back
TITLED = RANKS | word_set(
    """
    moderator host interviewer interviewee presenter anchor reporter journalist caller witness counsel
    prosecutor operator
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
_TOPICS = word_set(
    """
    fire flood storm quake blast blaze crash strike attack damage cost costs price toll deaths dead injured
    wounded missing casualties rescue search inquiry inquiries investigation cause causes response aftermath
    weather wind rain snow traffic roads road rail trains buses ferries schools school power water gas
    electricity supplies shelter shelters closures outlook forecast advice context analysis opinion exclusive
    breaking latest live north south east west centre center conclusion result results outcome score vote
    findings steps points questions answers facts details timeline measures reason reasons effects impact
    """
)
# What a place is called by: "Upper Tarn", "Tarn Bridge".
_OF_PLACES = word_set(
    """
    upper lower north south east west northern southern eastern western old new bridge road street lane square
    district town city village county region province river lake mount port dam quay harbour valley hill
    island coast beach market station airport mill farm park camp border
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
        interview = {"Q", "A"} <= {match["name"] for _, match in labels if match.re is _SHORT}
        labels = [
            (span, match)
            for span, match in labels
            if _is_in_capitals(match["name"]) or (interview and match.re is _SHORT)
        ]
    often = Counter(match["name"] for _, match in labels if not _tells_what_follows(match["name"]))
    bodies = {name for name in often if in_capitals and is_reporter(name)}  # "POLICE: …" in an article
    speaks = in_capitals or any(_SPEAKS.search(text, match.end(), span.end) for span, match in labels)
    named = bodies | _speakers_labels(text, often, bodies, speaks)
    begun = [(span, match) for span, match in labels if match["name"] in named]
    if in_capitals:  # the line behind a label may be the article's own again
        return [_turn(match, span.end) for span, match in begun]
    bounds = [match.start() for _, match in labels if match["name"] in named or _is_heading(match["name"])]
    bounds.append(_end_of_last(text, paragraphs, [span for span, _ in begun]) if begun else 0)
    return [_turn(match, bounds[bisect_right(bounds, match.start())]) for _, match in begun]


# Who speaks to somebody says so by these, in at least one turn.
_SPEAKS = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Uu]s|[Mm]y|[Oo]ur|[Yy]our)\b|\?")


def _is_heading(name: str) -> bool:
    return _is_in_capitals(name) or _tells_what_follows(name)


def _end_of_last(text: str, paragraphs: Sequence[TextSpan], begun: Sequence[TextSpan]) -> int:
    """Return where the last turn ends: before an empty line, unless an earlier turn has one, too."""
    first, last = begun[0].start, begun[-1].start
    apart = [
        (one.end, later.start)
        for one, later in pairwise(paragraphs)
        if one.start >= first and text.count("\n", one.end, later.start) > 1 and not label_in(text, later)
    ]
    if apart and apart[0][0] > last:
        return apart[0][0]
    return paragraphs[-1].end


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
    words = name.lower().replace(".", "").split()
    if ASKING.fullmatch(name):
        return False
    if words[0] in _NO_SPEAKERS or words[-1] in _NO_SPEAKERS:
        return True
    person = words[0] in TITLED or (len(words) > 1 and is_given_name(words[0].title()))
    return words[-1] in _TOPICS and not person  # "MS SNOW", "Ilka Price"


def _is_in_capitals(name: str) -> bool:
    return name.isupper() and len(name) >= LONG_ENOUGH


def _speakers_labels(text: str, often: Counter[str], bodies: set[str], speaks: bool) -> set[str]:
    """Return the labels that name speakers, none where they make no transcript.

    Once it is one, each label in capitals is a speaker's that can be a name, though it be a word.

    Args:
        often: how often each label begins a line.
        bodies: those that surely name who speaks, by their words.
        speaks: whether somebody speaks to somebody, or must not, as names as they are written must.
    """
    elsewhere = {word for part in _WRITTEN_AS_NAME.findall(text) for word in (part, *re.split("[-']", part))}
    sure = bodies | {name for name in often if _is_sure(name, often[name], elsewhere)}
    may_be = {name for name in often if _can_be_a_speaker(name)}
    named = sure | {name for name in often if speaks and _is_name(name, often[name])}
    if sum(often[name] for name in sure) >= FEWEST_TURNS:
        return named | may_be
    spoken = named | (may_be if speaks else set())
    comes_back = any(often[name] > 1 for name in spoken)
    return spoken if comes_back and sum(often[name] for name in spoken) >= FEWEST_NAMED else set()


def _can_be_a_speaker(name: str) -> bool:
    """Tell "STONE", "THE BAKER" and "KARL YOUNG" from "NEXT STEPS"."""
    words = name.removeprefix("THE ").split()
    return _is_in_capitals(name) and (len(words) == 1 or _can_be_a_person(words))


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
    if not _OF_PLACES.isdisjoint(name.lower().split()) and not is_given_name(own[0].title()):
        return titled
    no_word = not is_dictionary_word(own[-1].lower())
    several = len(own) > 1 and (no_word or _can_be_a_person(own))
    return titled or sum((several, often > 1, no_word)) > 1

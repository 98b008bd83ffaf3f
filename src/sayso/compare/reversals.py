"""How a speaker's later word goes back on his earlier one, though both use the same words.

"The towing has been cancelled" against "will be towed", "on 16 May, not on 15 May" against "on 15
May", "I must correct myself" before something else: neither says that the earlier word was not so.
"""

from __future__ import annotations

import re

from sayso.claims.types import ClaimTime
from sayso.compare.reading import Reading
from sayso.values import StatedTime

_DONE = r"(?:cancell?ed|called off|scrapped|suspended|postponed|put off|shelved)"
_CALLED_OFF = re.compile(
    rf"\b(?:(?:has|have|had|is|are|was|were|been|be|being) (?:now |been |therefore |already )*{_DONE}|"
    rf"(?:we|they|it|he|she|I) (?:have |has |had )?{_DONE}|"
    r"(?:cancels?|calls? off|scraps?|postpones?|puts? off|shelves?)|"
    r"will (?:not|no longer) (?:take place|go ahead|be held))\b",
    re.IGNORECASE,
)
_NOT_CALLED_OFF = re.compile(
    rf"\b(?:not|never|nor|without)\b[^.;,]{{0,20}}\b(?:{_DONE}|cancel\w*|call off)", re.IGNORECASE
)
_CORRECTS_HIMSELF = re.compile(
    r"\b(?:I|we) (?:must|have to|need to|should|want to|would like to) correct\b|"
    r"\b(?:I|we) (?:hereby )?correct (?:myself|ourselves|that|this)\b|"
    r"\b(?:I|we) stand corrected\b",
    re.IGNORECASE,
)
_NOT_AT = re.compile(r"\bnot (?:at|on|in|from) $|\bnot $", re.IGNORECASE)


def goes_back_on(earlier: Reading, later: Reading) -> str | None:
    """Return what a later word does to an earlier one of the same voice, to stand behind who says it.

    None where it goes back on nothing.
    """
    if not earlier.stems & later.stems:
        return None
    if _calls_off(earlier, later):
        return "calls off what was planned"
    denied = _denied_time(earlier, later)
    if denied is not None:
        return f"no longer says “{denied}”"
    return "corrects what was said before" if _corrects_himself(earlier, later) else None


def _calls_off(earlier: Reading, later: Reading) -> bool:
    """Whether the later of two words calls off what the earlier one said was to be."""
    was_to_be = earlier.claim.event_status == "planned" and earlier.sides.whole > 0
    told = _CALLED_OFF.search(later.words) and not _NOT_CALLED_OFF.search(later.words)
    return was_to_be and bool(told) and not _CALLED_OFF.search(earlier.words)


def _corrects_himself(earlier: Reading, later: Reading) -> bool:
    """Whether somebody says that he corrects himself, and the earlier word is by his own name."""
    told = _CORRECTS_HIMSELF.search(later.words) and not _CORRECTS_HIMSELF.search(earlier.words)
    return bool(told and earlier.speaker_roots & later.speaker_roots)


def _denied_time(earlier: Reading, later: Reading) -> str | None:
    """The time in an earlier word that the later one denies: "not on 15 May"."""
    stated = {_as_told(time.stated) for time in earlier.claim.times if not _is_denied(earlier, time)}
    denied = (time.stated for time in later.claim.times if _is_denied(later, time))
    return next((one.text for one in denied if one.start is not None and _as_told(one) in stated), None)


def _is_denied(reading: Reading, time: ClaimTime) -> bool:
    around = reading.around(time.span)
    return around is not None and bool(_NOT_AT.search(around[0]))


def _as_told(stated: StatedTime) -> str | None:
    """A day, or an hour, whose day is that of the text that tells it."""
    return stated.start and stated.start[stated.start.find("T") + 1 :]

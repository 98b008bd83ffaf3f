"""Short mentions that name who says something: "Lusna TV", "hospital sources", "@quay_eye"."""

from __future__ import annotations

import re

from sayso.claims.qualify.numbers import UNITS
from sayso.claims.words import word_set

# Alone before a colon or in brackets they are a source; "office" or "service" alone are a place or a thing.
_ALONE = word_set(
    """
    police army navy military coastguard authorities government ministry mayor governor president premier
    minister spokesman spokeswoman spokesperson officials official source sources witness witnesses eyewitness
    eyewitnesses resident residents locals reader readers subscriber subscribers follower followers survivor
    survivors doctors medics paramedics firefighters rescuers prosecutors prosecutor parliament kremlin media
    neighbours neighbors relatives passengers volunteers activists experts analysts insiders union
    rebels insurgents separatists
    """
)
_WITH_OTHERS = _ALONE | word_set(
    """
    viewer listener officer chief commander general colonel captain agency bureau command staff headquarters
    brigade department administration commission council committee institute observatory embassy operator
    company correspondent correspondents reporter reporters journalist analyst expert diplomat diplomats
    lawyer secretary director manager owner ombudsman regulator charity ngo federation doctor medic
    nurse driver firefighter rescuer commissioner inspector judge bishop editor
    association centre center court authority
    """
)
_MEDIA = word_set(
    "tv radio television news press times post herald courier gazette tribune daily agency channel media live"
)
_NO_OUTLETS = word_set(
    """
    breaking latest good bad fake local sports sport top world other morning evening daily more old new today
    business all great big now going watch is
    """
)
_SERVICES = word_set(
    """
    fire rescue emergency ambulance security press intelligence border weather geological secret state medical
    customs prison seismological meteorological health migration railway
    """
)
_HEADED = word_set(
    """
    regional district provincial county village town city council military union party rebel
    community opposition
    """
)
_LEFT_OUT = re.compile(
    r"^(?:(?:from|by|the|a|an|our|one of our|some|several|many|two|"
    r"three|multiple|local|other|its|their|per) )+",
    re.I,
)
_OF = re.compile(r"\s(?:of|for|in|at|from|on|with|near|to|close)\s.*$", re.I)
_HANDLE = re.compile(r"@\w{2,40}")
_NAME = re.compile(r"[\w@][\w@.'&/-]*(?: [\w@&(][\w@.'&/)-]*){0,7}")
MOST_WORDS = 7


def is_handle(name: str) -> bool:
    """Tell whether a name is an account's, such as "@quay_eye"."""
    return bool(_HANDLE.fullmatch(name))


def is_reporter(name: str) -> bool:
    """Tell whether a few words, alone, name a person, a body or an outlet that says something."""
    if is_handle(name):
        return True
    if not _NAME.fullmatch(name) or len(name.split()) > MOST_WORDS:
        return False
    bare = _LEFT_OUT.sub("", name)
    words = _OF.sub("", bare).split()
    if not words:
        return False
    last, before = words[-1], words[-2].casefold() if len(words) > 1 else ""
    if _is_outlet(last, before):
        return True
    if last.casefold() in ("service", "services", "office"):
        return before in _SERVICES or before.endswith(("'s", "s'"))
    if last.casefold() in {"head", "leader"}:
        return before in _HEADED
    if _is_titled(words):
        return True
    return last.casefold() in (_WITH_OTHERS if len(bare.split()) > 1 else _ALONE)


def is_tally(name: str, said: str) -> bool:
    """Tell "Missing residents: 12", where those counted say nothing, from "Police: 12 dead"."""
    words = re.findall(r"[^\W_]+", said)
    counts = bool(words) and (words[0].isdigit() or words[0].casefold() in UNITS)
    return counts and (len(words) == 1 or not _FATES.isdisjoint(name.casefold().split()))


_FATES = word_set(
    """
    dead killed missing wounded injured hurt arrested detained captured displaced evacuated rescued trapped
    homeless infected
    """
)


def _is_outlet(last: str, before: str) -> bool:
    return last[:1].isupper() and last.casefold() in _MEDIA and bool(before) and before not in _NO_OUTLETS


def _is_titled(words: list[str]) -> bool:
    """Tell "Mayor Edda Koll" and "Harbour chief Tor Lind": a person's role before a name."""
    roles = [place for place, word in enumerate(words[:-1]) if word.casefold() in _WITH_OTHERS]
    if not roles:
        return False
    rest = words[roles[-1] + 1 :]
    return 0 < len(rest) <= 3 and all(word[:1].isupper() and not word.isupper() for word in rest)

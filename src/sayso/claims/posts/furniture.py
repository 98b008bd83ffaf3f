"""Lines and sentences of a page or channel that claim nothing: "Subscribe", "Photo: Ada Brill"."""

from __future__ import annotations

import re
from typing import Literal

from sayso.claims.gazetteer.table import look_up
from sayso.claims.parsing import is_dictionary_word
from sayso.claims.posts.furniture_forms import CALLS, CREDITS, FORMS, NAME
from sayso.claims.posts.reporters import is_reporter
from sayso.claims.qualify.genders import is_given_name

Furniture = Literal["sure", "likely"]  # a likely one has room for words that may claim something
MOST_CHARACTERS = 240  # of a line or sentence; a longer one says something
_EDGES = re.compile(r"^[^\w@#(©]+|[^\w)]+$")
_LINKS = re.compile(r"(?:https?://|www\.|t\.me/)\S+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
# A number or a finite verb: what has one says something.
_TELLS = re.compile(
    r"\d|\b(?:is|are|was|were|has|have|had|will|would|can|could|may|did|does|says?|said|told|died|dies|dead|"
    r"fell|falls|burst|bursts|hit|hits|shot|shoots|fled|flees|left|leaves|lost|loses|found|took|takes|went|"
    r"came|comes|gave|held|holds|broke|breaks|struck|strikes|sank|sinks|won|wins|began|became|got|made|saw|"
    r"kills?|denies|admits|resigns|burns|[a-z]{2,}ed|n't|not|no|dozens|hundreds|thousands)\b|n't\b",
    re.IGNORECASE,
)
_IF_YOU = re.compile(r"if (?:you|u)\b", re.IGNORECASE)
_BYLINE = re.compile(r"(?:[Bb]y|BY|[Ww]ords by|[Ff]rom) (?=[A-Z@])")
_ROLE = re.compile(
    r"(?:additional )?(?:reporting|editing|writing|edited|written|compiled|translated|produced)"
    r"(?: and \w+)? by ",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r"[,;|&/]\s*(?:and )?|\s(?:and|&)\s")
_NAMED = re.compile(rf"(?:in )?{NAME}(?: in {NAME})?")
_BAR = re.compile(r"\s*[|•·●]\s*|\s{3,}")
MOST_ITEM_WORDS = 3  # of one item in a row of links
_CAMERA = re.compile("^\\W{0,2}[📷📸📹🎥🎦]|[📷📸📹🎥🎦]\\W{0,2}$")  # before or behind a name alone, a credit
_ADDRESS = re.compile(r"@\w+|(?:[\w-]{2,}\.)+[a-z]{2,}")
# A line in capitals that only names a place: "KOLVAC BRIDGE".
_SIGN = re.compile(
    r"(?:THE )?(?P<name>[^\W\d_a-z]{2,}) (?:BRIDGE|AIRPORT|STATION|REGION|DISTRICT|CITY|TOWN|VILLAGE|STREET|"
    r"SQUARE|PORT|HARBOUR|HARBOR|DAM|RIVER|ISLAND|COAST|PROVINCE|COUNTY|BORDER|FRONT|HOSPITAL|MARKET|PLANT)"
)


def is_furniture(text: str) -> bool:
    """Tell whether a line or sentence has the form of one that claims nothing."""
    return furniture_in(text) is not None


def furniture_in(text: str) -> Furniture | None:
    """Tell a call to subscribe, a credit, a count or a banner by its form; None for what says something.

    "likely" where the form has room for other words: what is taken for furniture then is to be told.
    """
    if len(text) > MOST_CHARACTERS:
        return None
    core = _core(_LINKS.sub("", text))
    if core and _CAMERA.search(text) and _NAMED.fullmatch(core):
        return _credited_by_a_camera(core)
    if not core:
        return "sure" if _LINKS.search(text) else None
    return _by_forms(core) or _by_names(core) or _row_of_links(core) or _by_sentences(core)


def _credited_by_a_camera(core: str) -> Furniture | None:
    """Tell "📷 Ada Brill" and "📷 Mayor Vane" from "📷 Mayor Fled" and "🎥 Vane Shot Dead"."""
    words = core.split()
    if core.startswith("@") or (is_given_name(words[0]) and not tells_something(core)):
        return "sure"
    named = is_reporter(core) and not tells_something(core) and not is_dictionary_word(words[-1].lower())
    return "likely" if named or not any(is_dictionary_word(word.lower()) for word in words) else None


def is_call(text: str) -> bool:
    """Tell words that may stand before a colon as a call to readers: "Share the word: …", "Related: …"."""
    return any(form.pattern.fullmatch(text) for form in CALLS)


def tells_something(text: str) -> bool:
    """Tell whether words hold a number or a finite verb, so that what they say may be a claim."""
    return bool(_TELLS.search(text))


def _core(text: str) -> str:
    return _EDGES.sub("", " ".join(_EDGES.sub("", text.strip()).split()))


def _by_forms(core: str) -> Furniture | None:
    for form in FORMS:
        match = form.pattern.fullmatch(core)
        slot = match.groupdict().get("slot") if match else None
        if match and not slot:
            return "sure"
        if slot and (_IF_YOU.match(slot) or not tells_something(slot)):
            return "sure" if form in CREDITS and is_reporter(slot) else "likely"
    return None


def _by_names(core: str) -> Furniture | None:
    """Tell what only names people or places: a byline, those who edited, a sign in capitals."""
    sign = _SIGN.fullmatch(core)
    if sign is not None:
        return _named_on_a_sign(sign["name"].casefold())
    byline = _BYLINE.match(core)
    if byline is None and not _ROLE.match(core):
        return None
    items = _BETWEEN_NAMES.split(core[byline.end() :] if byline else _ROLE.sub("|", core))
    names = [item.strip() for item in items if item.strip()]
    by_a_person = bool(names) and " " in names[0]
    return "sure" if by_a_person and all(map(_NAMED.fullmatch, names)) else None


def _named_on_a_sign(name: str) -> Furniture | None:
    """Tell "KOLVAC BRIDGE" from "BOMBED BRIDGE"; a town may have the name of a word."""
    if not is_dictionary_word(name):
        return "sure"
    return "likely" if any(entry.main_name for entry in look_up(name)) else None


def _row_of_links(core: str) -> Furniture | None:
    """Tell a row such as "Subscribe | Chat": short items, of which one is furniture, or all are names."""
    items = [item for item in _BAR.split(core) if item]
    if len(items) < 2:
        return None
    kinds = {_by_forms(_EDGES.sub("", item)) for item in items}
    if None not in kinds:
        return "likely" if "likely" in kinds else "sure"
    if any(len(item.split()) > MOST_ITEM_WORDS for item in items):
        return None
    others = [item for item in items if not _by_forms(item)]
    if len(others) < len(items):
        said = [item for item in others if not _ADDRESS.fullmatch(item)]
        return None if any(map(tells_something, said)) else "likely" if said else "sure"
    named = [item for item in items if not _ADDRESS.fullmatch(item)]
    in_capitals = all(word[:1].isupper() for item in named for word in item.split())
    return "sure" if len(named) < len(items) and in_capitals else None


def _by_sentences(core: str) -> Furniture | None:
    """Tell a line of several sentences, each of which is furniture."""
    sentences = _SENTENCE_END.split(core)
    if len(sentences) < 2:
        return None
    found = [furniture_in(sentence) for sentence in sentences]
    if None in found:
        return None
    return "likely" if "likely" in found else "sure"

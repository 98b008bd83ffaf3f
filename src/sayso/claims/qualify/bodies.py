"""Which body a common noun means: "the company", "the union", "the agency"."""

from __future__ import annotations

import re

from sayso.claims import lexicon
from sayso.claims.qualify.cast import (
    COMPANY_NOUNS,
    GROUP_NOUNS,
    MEDIA_NOUNS,
    STATE_NOUNS,
    Cast,
    Speaker,
    has_role,
    is_body,
    is_person,
    is_state,
)
from sayso.claims.qualify.genders import is_given_name
from sayso.claims.qualify.name_words import COMPANY_WORDS
from sayso.claims.qualify.names import Name
from sayso.claims.qualify.recency import recent
from sayso.claims.words import word_set
from sayso.values import TextSpan

_PAPERS = word_set("times post herald courier gazette messenger tribune review chronicle echo journal")
# Nouns, and the words of names that they can stand for.
KINDS: dict[str, frozenset[str]] = {
    "union": word_set("union unions federation guild syndicate association brotherhood"),
    "hospital": word_set("hospital clinic infirmary"),
    "clinic": word_set("clinic hospital"),
    "plant": word_set("plant works factory chemicals refinery smelter"),
    "factory": word_set("factory works plant mill mills"),
    "agency": word_set("agency bureau service office administration authority"),
    "authority": word_set("authority agency office administration"),
    "bureau": word_set("bureau office"),
    "office": word_set("office bureau"),
    "paper": _PAPERS,
    "newspaper": _PAPERS,
    "station": word_set("radio television tv fm"),
    "broadcaster": word_set("radio television tv fm channel"),
    "brigade": word_set("brigade"),
    "service": word_set("service services"),
    "force": word_set("force police constabulary guard"),
    "inspectorate": word_set("inspectorate bureau office"),
    "regulator": word_set("agency authority office commission bureau regulator"),
    "watchdog": word_set("agency authority office commission bureau watchdog"),
    "institute": word_set("institute observatory laboratory"),
    "party": word_set("party movement front alliance bloc league"),
    "militia": word_set("militia front brigade army"),
}
PUBLIC_WORDS = word_set(
    """
    ministry command agency commission council government office police army navy authority department bureau
    court parliament hospital university party union federation committee service brigade inspectorate
    coastguard mission embassy board district province municipality association
    """
)
OF_PEOPLE = word_set("union party federation committee association council commission mission board group")
GENERAL_NOUNS = (
    GROUP_NOUNS - word_set("union party channel outlet paper newspaper station unit agency militia")
) | word_set("charity ngo institution")
OF_GROUPS = word_set(
    """
    aid relief rights human monitoring protest campaign advocacy environmental militant armed rebel
    activist opposition medical world international local
    """
)
_GROUPS = word_set(
    """
    group militia movement network faction front alliance coalition organisation organization charity ngo
    """
)
BLAMING = word_set("accuse blame sue fault")


def known_body(cast: Cast, at: int, noun: str, extra: list[str]) -> Speaker | None:
    """Return the named body that a definite noun before an offset stands for.

    Args:
        extra: the other words of the mention, such as "aid" in "the aid group".
    """
    if noun in STATE_NOUNS:
        return _recent_state(cast, at)
    if noun in COMPANY_NOUNS:
        return _recent_company(cast, at, noun, extra)
    if not extra and (found := _of_kind(cast, at, noun)) is not None:
        return found
    if noun in MEDIA_NOUNS and (found := _recent_medium(cast, at)) is not None:
        return found
    if noun in GENERAL_NOUNS and set(extra) <= OF_GROUPS:
        return _recent_group(cast, at)
    return None


def _recent_group(cast: Cast, at: int) -> Speaker | None:
    """Return what the text has just called a group, else the body that spoke last, if it may be one."""
    called = next((u for u in reversed(cast.names.before(at)) if is_group(cast, u.text)), None)
    named = Speaker(cast.names.fullest(called.text), False) if called is not None else None
    if called is not None and _sentences_back(cast, called, at) <= 1:
        return named
    group = recent(cast, at, {"body"})
    words = set(group.name.lower().split()) if group else set()
    public = words & (PUBLIC_WORDS - OF_PEOPLE | COMPANY_WORDS)
    return named if group is None or (public and not is_group(cast, group.name)) else group


def is_group(cast: Cast, name: str) -> bool:
    """Tell whether the text calls a name a militia, a network or the like, whatever its words say."""
    return bool(cast.nouns.get(name, frozenset()) & _GROUPS)


def _sentences_back(cast: Cast, use: Name, at: int) -> int:
    parsed = cast.reading.parsed
    there, here = parsed.words_in(use.span), parsed.words_in(TextSpan(at, at + 1))
    return here[0].sentence - there[0].sentence if there and here else 0


def is_publisher(noun: str, publisher: str) -> bool:
    """Tell whether a noun alone can mean the body that publishes a statement."""
    words = set(publisher.lower().split())
    if noun in words or words & KINDS.get(noun, frozenset()):
        return True
    if noun in COMPANY_NOUNS:
        return bool(words & COMPANY_WORDS) or not words & PUBLIC_WORDS
    return noun in GENERAL_NOUNS


def _of_kind(cast: Cast, at: int, noun: str) -> Speaker | None:
    kind = KINDS.get(noun, frozenset())
    for use in reversed(cast.names.before(at)):
        tokens = set(use.text.lower().split())
        if tokens & kind and not _is_a_person(cast, use):
            return Speaker(cast.names.fullest(use.text), False)
    return None


def _is_a_person(cast: Cast, use: Name) -> bool:
    return not is_body(cast, use) and is_person(cast, use)


def _recent_state(cast: Cast, at: int) -> Speaker | None:
    """Return the state last named before an offset: one with a people named after it, else a subject."""
    names = [u for u in cast.names.before(at) if not u.is_body and len(u.text.split()) <= 3]
    peopled = [u for u in names if _has_demonym(cast.reading.text, u.text)]
    states = peopled or [u for u in names if is_state(cast, u) and not is_person(cast, u)]
    chosen = states[-1:]
    return Speaker(cast.names.fullest(chosen[0].text), False) if chosen else None


def _has_demonym(text: str, name: str) -> bool:
    """Tell whether an adjective made from a name stands in the text: Tessia, Tessian."""
    stem = re.escape(name[: max(3, len(name) - 2)])
    return any(
        m.group() != name for m in re.finditer(rf"\b{stem}[a-z]{{0,3}}(?:an|ian|ese|ish|ic|ard)s?\b", text)
    )


MEDIA_WORDS = _PAPERS | word_set(
    "radio television tv fm channel news media live wire press daily weekly monitor"
)


def _recent_medium(cast: Cast, at: int) -> Speaker | None:
    """Return the channel or outlet that posted something last, else the last name of one."""
    best: Name | None = None
    for use in cast.names.before(at):
        posted = _posted(cast, use)
        if not posted and (not _is_medium(cast, use) or _is_a_person(cast, use)):
            continue
        if best is None or posted or not _posted(cast, best):
            best = use
    return Speaker(cast.names.fullest(best.text), False) if best else None


def _is_medium(cast: Cast, use: Name) -> bool:
    called = cast.nouns.get(use.text, frozenset())
    return bool(called & MEDIA_NOUNS or set(use.text.lower().split()) & MEDIA_WORDS)


def _posted(cast: Cast, use: Name) -> bool:
    parsed = cast.reading.parsed
    for word in parsed.words_in(use.span):
        head = parsed.words[word.head]
        if head.lemma == "by" and parsed.words[head.head].lemma in lexicon.POSTING:
            return True
        if word.dep == "nsubj" and head.lemma in lexicon.POSTING:
            return True
    return False


def _recent_company(cast: Cast, at: int, noun: str, extra: list[str]) -> Speaker | None:
    """Return the company named last before an offset; the surer the text is that it is one, the better."""
    uses = cast.names.before(at)
    ranks = [_company_rank(cast, use) for use in uses]
    if extra and noun in _DOING_NOUNS:  # "the port operator" is not the operator of the ferry
        firms = {cast.names.fullest(use.text) for use, rank in zip(uses, ranks, strict=True) if rank}
        ranks = [
            rank if rank and _may_do(cast, use, noun, extra, alone=len(firms) == 1) else 0
            for use, rank in zip(uses, ranks, strict=True)
        ]
    best, place = max(((rank, place) for place, rank in enumerate(ranks)), default=(0, 0))
    return Speaker(cast.names.fullest(uses[place].text), False) if best else None


_DOING_NOUNS = word_set("operator builder manufacturer contractor")


def _may_do(cast: Cast, use: Name, noun: str, extra: list[str], *, alone: bool) -> bool:
    """Tell whether a firm may be "the port operator": by its name, or where it is the only one.

    One that the text tells to run something else is not.
    """
    name = cast.names.fullest(use.text)
    known = [one for one in cast.doers.get(noun, []) if cast.names.fullest(one.use.text) == name]
    return set(extra) <= set(name.lower().split()) or (alone and not known)


def _company_rank(cast: Cast, use: Name) -> int:
    words = set(use.text.lower().split())
    if cast.nouns.get(use.text, frozenset()) & COMPANY_NOUNS:
        return 3
    if is_group(cast, use.text):
        return 0
    return 2 if words & COMPANY_WORDS or _is_blamed(cast, use) else 0


def _is_blamed(cast: Cast, use: Name) -> bool:
    """Tell whether a name without a person's title is that of whom somebody accuses."""
    words = cast.reading.parsed.words
    blamed = (w for w in cast.reading.parsed.words_in(use.span) if w.dep == "dobj")
    person = has_role(cast, use.text) or is_given_name(use.text.split()[0])
    return any(words[w.head].lemma in BLAMING for w in blamed) and not person

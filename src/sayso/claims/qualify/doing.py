"""Who a noun means by what he does, where only one of those named does it: "the ferry operator"."""

from __future__ import annotations

from sayso.claims.qualify.cast import Cast, has_role
from sayso.claims.qualify.doers import PERSONS
from sayso.claims.qualify.genders import is_given_name
from sayso.claims.qualify.name_words import TITLES
from sayso.claims.qualify.names import Name
from sayso.claims.words import word_set

_MOSTLY_BODIES = word_set("operator builder manufacturer maker supplier insurer publisher")


def doers_of(cast: Cast, at: int, noun: str, extra: list[str]) -> list[str]:
    """Return the names of all whom a noun can mean by what they do, told before an offset.

    Args:
        cast: those who appear.
        at: where the mention ends.
        noun: of the mention, as lemma.
        extra: the words before it, each of which must be what is done to something: "ferry".
    """
    fitting = [one for one in cast.doers.get(noun, []) if one.use.span.start < at and one.to >= set(extra)]
    if noun in _MOSTLY_BODIES:
        fitting = [one for one in fitting if one.is_body or not _is_surely_a_person(cast, one.use)]
    elif noun in PERSONS:
        fitting = [one for one in fitting if not one.is_body]
    return list(dict.fromkeys(cast.names.fullest(one.use.text) for one in fitting))


def _is_surely_a_person(cast: Cast, use: Name) -> bool:
    """Tell a person who ran the marathon from what merely has two words, as persons and firms have."""
    titled = use.title[-1:] and use.title[-1] in TITLES
    return bool(titled) or has_role(cast, use.text) or is_given_name(use.text.split()[0])

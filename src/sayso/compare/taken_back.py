"""What a withdrawal that names no figure takes back: on which matter, said on which day, and whose words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Set
from datetime import date, datetime, timedelta

from sayso.compare.concepts import concepts_of
from sayso.compare.reading import Reading
from sayso.compare.words import content_stems, stem, words_in

# They say that something is taken back, or that it was said, and not what it was about.
_NO_MATTER = frozenset(
    stem(word)
    for word in words_in(
        """
        statement announcement sentence remark word claim version account entry post message report release
        bulletin notice communique communiqué briefing figure number toll count information assessment
        estimate assertion allegation denial denied error mistake wrong mistaken false correction correct
        retract withdraw withdrew withdrawn replace superseded revoke recant apology apologise apologize
        apologies regret deleted misquoted misspoke first earlier previous initial original press public
        reporter newspaper paper letter own called wrote written told published issued posted gave
        stated spoke hereby stand
        """
    )
)
_SAYING = (
    r"statements?|announcements?|sentences?|remarks?|words|claims?|version|account|entry|posts?|messages?|"
    r"reports?|releases?|bulletin|notice|communiqu[eé]s?|briefing|figures?|number|toll|count|information|"
    r"assessment|estimate|assertion|denial"
)
_SAID = r"said|wrote|told|gave|put out|published|issued|posted|reported|stated|claimed|announced"
# "Our statement of 4 November", "what I said on Sunday": the day on which it was said.
_SAID_ON = re.compile(
    rf"\b(?:{_SAYING}|{_SAID}|written|given)(?: (?!that\b)[\w'’-]+){{0,5}} ?$", re.IGNORECASE
)
_SORRY = re.compile(r"\b(?:apologi[sz]\w*|sorry)\b[^.;:]*", re.IGNORECASE)
_DENIAL = re.compile(r"\bdenials?\b", re.IGNORECASE)
_COLON = re.compile(r"[”\"’']?\s*:\s")
_OWN = r"(?:own )?(?:[\w-]+ ){0,2}?(?:" + _SAYING + r")\b"
_OWN_WORDS = re.compile(
    rf"\b(?:I|we) (?:had |have )?(?:{_SAID})\b|\b(?:my|our|his|her|its|their) {_OWN}|"
    rf"\bwhat (?:he|she|it|they) (?:had )?(?:{_SAID})\b|"
    r"\b(?:I|we|he|she|it|they) (?:was|were|(?:had|has|have) been) (?:wrong|mistaken)\b",
    re.IGNORECASE,
)
_ONE_PERSONS_WORDS = re.compile(
    rf"\b(?:I|my|me)\b|\b(?:his|her) {_OWN}|\bwhat (?:he|she) (?:had )?(?:{_SAID})\b"
)
_LEAST_SHARE = 0.6  # of the words of a claim, in a text that stands in its place
_SEVERAL = 4  # claims of a speaker, of which some words are more common than others
_A_DAY = timedelta(days=1)


def subject_of(claims: Iterable[Reading]) -> frozenset[str]:
    """Return the stems that most claims of a speaker hold; none of fewer than four claims."""
    own = [claim.stems for claim in claims]
    counts = Counter(root for stems in own for root in stems)
    return frozenset(root for root, count in counts.items() if len(own) >= _SEVERAL and 2 * count > len(own))


def takes_own_words(withdrawal: Reading) -> bool:
    """Tell whether whoever takes something back says that it is his own words, or his body's."""
    return bool(_OWN_WORDS.search(withdrawal.words))


def takes_one_persons_words(withdrawal: Reading) -> bool:
    """Tell whether it is the words of one person, and so not those of others of his body."""
    return bool(_ONE_PERSONS_WORDS.search(withdrawal.words))


def is_on_its_matter(claim: Reading, withdrawal: Reading, subject: Set[str]) -> bool:
    """Tell whether a claim is on the matter that a withdrawal names, itself or by the words around it.

    Where these name none, every claim is.

    Args:
        claim: that may be taken back.
        withdrawal: that takes something back.
        subject: the stems of what its speaker always speaks of, which do not tell one thing from another.
    """
    if _DENIAL.search(withdrawal.words):
        return claim.answers_back
    own, named = _matter(claim.words) - subject, _matter(withdrawal.words)
    named = (named - subject) or named
    if named and (2 * len(named & own) >= len(named) or _concepts(named) & _concepts(own)):
        return True
    instead = _put_instead(withdrawal)
    if instead:
        shared = _matter(claim.words) & instead
        return len(shared) > 1 and len(shared) >= _LEAST_SHARE * len(_matter(claim.words))
    around = withdrawal.context - _NO_MATTER - _speaker(withdrawal) - named - subject
    return bool(around & own) or not (named or around)


def is_of_its_day(claim: Reading, withdrawal: Reading, *, in_own_text: bool) -> bool:
    """Tell whether a claim was made on the day that a withdrawal names for it; true where it names none.

    A paper may report it on the day after, and a date may be that of another zone.

    Args:
        claim: that may be taken back.
        withdrawal: that takes something back.
        in_own_text: its speaker published the text that the claim stands in.
    """
    said = _day(claim.said_at)
    if claim.shares_words(withdrawal):
        return True
    for time in withdrawal.claim.times:
        around = withdrawal.around(time.span)
        first, last = _day(time.stated.start), _day(time.stated.end or time.stated.start)
        if around is None or first is None or last is None or not _SAID_ON.search(around[0]):
            continue
        return said is None or first - _A_DAY <= said <= last + (timedelta(0) if in_own_text else _A_DAY)
    return True


def _put_instead(withdrawal: Reading) -> frozenset[str]:
    """What stands behind a colon in the place of what is taken back: "we correct that: the ship ..."."""
    _, _, rest = withdrawal.sentence.partition(withdrawal.words)
    return _matter(rest) if _COLON.match(rest) else frozenset()


def _matter(words: str) -> frozenset[str]:
    return frozenset(content_stems(_SORRY.sub(" ", words))) - _NO_MATTER


def _concepts(stems: Iterable[str]) -> frozenset[str]:
    return frozenset(concept for root in stems for concept in concepts_of(root))


def _speaker(withdrawal: Reading) -> frozenset[str]:
    return frozenset(content_stems(withdrawal.claim.speaker))


def _day(stamp: str | None) -> date | None:
    try:
        return datetime.fromisoformat(stamp).date() if stamp else None
    except ValueError:
        return None

"""Those who appear in a document: who was named last, who is a person, who a body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sayso.claims import lexicon
from sayso.claims.parsing import is_qualifying_word
from sayso.claims.qualify.called import collect_called
from sayso.claims.qualify.doers import Doing, find_doers
from sayso.claims.qualify.genders import is_given_name
from sayso.claims.qualify.name_words import BODY_WORDS, COMPANY_WORDS, TITLES, names_an_office
from sayso.claims.qualify.names import Name, Names, find_names
from sayso.claims.reading import Reading
from sayso.claims.words import word_set
from sayso.values import TextSpan

HE_SHE = frozenset({"he", "she", "his", "her", "him", "hers"})


THEY = frozenset({"they", "their", "them", "theirs"})


IT = frozenset({"it", "its"})


STATE_NOUNS = frozenset({"nation", "state", "country", "republic", "kingdom", "regime"})


COMPANY_NOUNS = frozenset(
    {"company", "firm", "builder", "manufacturer", "operator", "airline", "contractor", "corporation"}
)


GROUP_NOUNS = frozenset(
    {
        "group",
        "network",
        "organisation",
        "organization",
        "militia",
        "movement",
        "party",
        "channel",
        "outlet",
        "paper",
        "newspaper",
        "station",
        "union",
        "body",
        "agency",
        "unit",
    }
)


BODIES = (
    BODY_WORDS
    | GROUP_NOUNS
    | word_set(
        """
        police army military kremlin intelligence clergy state opposition charity clinic coastguard mission
        ngo airline observatory registry association plant factory regulator watchdog insurer
        utility retailer carrier supplier brewery bakery cooperative consortium subsidiary startup
        refinery smelter shipyard airport prison jail museum zoo foundry terminal mine mill port
        """
    )
)


MEDIA_NOUNS = word_set("channel account outlet page site website blog newspaper paper station broadcaster")


ROLE_NOUNS = word_set(
    """
    director governor mayor minister president chief head leader commissioner chairman chairwoman
    chair manager commander secretary premier clerk spokesman spokeswoman spokesperson ambassador
    executive boss bishop archbishop prosecutor king queen pope patriarch abbot rector dean coroner sheriff
    treasurer founder chancellor ombudsman governess headmaster headmistress principal
    """
)


_ARTICLE = re.compile(
    r"^(?:the|a|an|this|that|these|some|one of|another|"
    r"those(?! (?:who|that|in|on|at|with|behind|near|from|inside|close|of)\b))\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as the document lets one name him."""

    name: str
    anonymous: bool
    sort: str = "body"  # "person", "body", "people", "general"


@dataclass(slots=True)
class Cast:
    """Those who speak in a document, as they come in."""

    reading: Reading
    names: Names
    with_roles: frozenset[str]  # names that the text gives a person's title or trade
    nouns: dict[str, frozenset[str]]  # name -> the nouns that the text calls it by
    doers: dict[str, list[Doing]]  # noun -> those whom it can mean by what they do
    spoken: list[tuple[int, Speaker]] = field(default_factory=list)
    persons: dict[TextSpan, bool] = field(default_factory=dict)  # use of a name -> is it a person's
    described: dict[str, list[tuple[int, Speaker]]] = field(default_factory=dict)
    tellers: dict[TextSpan, Speaker] = field(default_factory=dict)  # name in a turn's label -> its speaker

    def remember(self, at: int, speaker: Speaker) -> None:
        self.spoken.append((at, speaker))

    def describe(self, at: int, noun: str, speaker: Speaker) -> None:
        self.described.setdefault(noun, []).append((at, speaker))


def gather_cast(reading: Reading) -> Cast:
    """Collect the names of a document."""
    names = find_names(reading)
    collect_called(reading, names)
    nouns: dict[str, set[str]] = {}
    for noun, places in names.called.items():
        for _, name in places:
            nouns.setdefault(name, set()).add(noun)
    for use in names.uses:
        nouns.setdefault(use.text, set()).update(use.title)
    said = {name: frozenset(of_it) for name, of_it in nouns.items()}
    return Cast(reading, names, _names_with_roles(names), said, find_doers(reading, names))


def author_of(reading: Reading) -> Speaker:
    """Return who speaks in the document's own voice: the publisher of a statement, the author of a post."""
    document = reading.document
    author, publisher = document.author, document.publisher
    if document.kind == "post" and author and not author.startswith("@"):
        return Speaker(author, False)
    name = publisher or author
    return Speaker(bare(name), False) if name else Speaker("(author)", True)


def is_person(cast: Cast, use: Name) -> bool:
    """Tell whether a use of a name is a person's, by title, entity and given name."""
    if use.span not in cast.persons:
        cast.persons[use.span] = _is_person(cast, use)
    return cast.persons[use.span]


def _is_person(cast: Cast, use: Name) -> bool:
    words = cast.reading.parsed.words_in(use.span)
    if has_role(cast, use.text) or names_an_office(use.text):
        return True
    if _is_named_as_a_firm(use) or cast.nouns.get(use.text, frozenset()) & _THINGS:
        return False
    if any(w.entity in {"GPE", "LOC", "NORP", "DATE"} for w in words) and not any(
        t in TITLES for t in use.title
    ):
        full = cast.names.fullest(use.text)
        return full != use.text and len(full.split()) > 1
    return (
        any(w.entity == "PERSON" for w in words)
        or (len(use.text.split()) == 2 and is_given_name(use.text.split()[0]))
        or (bool(use.title) and _is_human_title(use.title[-1]))
        or (len(use.text.split()) == 2 and not any(w.entity for w in words))
    )


def _is_named_as_a_firm(use: Name) -> bool:
    """Tell "Orsel Lines" from "Ada Lines", whose given name is known."""
    words = use.text.split()
    firm = len(words) > 1 and words[-1].lower() in COMPANY_WORDS
    return firm and not is_given_name(words[0]) and not any(title in TITLES for title in use.title)


def _is_human_title(noun: str) -> bool:
    return noun in TITLES or (lexicon.names_a_trade(noun) and noun not in BODIES)


HUMAN_ROLES = (
    lexicon.SOURCE_NOUNS | ROLE_NOUNS | word_set("man woman driver worker mother father son")
) - BODIES


def has_role(cast: Cast, name: str) -> bool:
    """Tell whether the text gives a name a person's title or trade."""
    return name in cast.with_roles


def _names_with_roles(names: Names) -> frozenset[str]:
    return frozenset(
        name for noun, places in names.called.items() if _is_human_role(noun) for _, name in places
    )


def _is_human_role(noun: str) -> bool:
    """Tell what only a person is called, "pathologist", from what ships and firms are, "tanker", "lender"."""
    trade = lexicon.names_a_trade(noun) and noun not in BODIES | COMPANY_NOUNS | _NAMED_THINGS
    return noun in HUMAN_ROLES or (trade and not is_qualifying_word(noun))  # nor "prominent"


# Nouns that things and firms with names are called by, in the endings of trades.
_THINGS = word_set(
    """
    tanker trawler freighter steamer liner cruiser destroyer bomber cutter tender schooner clipper container
    trailer drifter dredger lighter tower crater volcano chamber theater helicopter newsletter server browser
    ship boat vessel ferry barge tug yacht submarine aircraft train
    """
)
_NAMED_THINGS = _THINGS | word_set(
    """
    fighter rover explorer transporter monitor messenger reader maker lender developer distributor importer
    exporter broadcaster publisher provider vendor dealer brewer shipper producer refiner printer grower
    trader recycler
    """
)


def is_body(cast: Cast, use: Name) -> bool:
    """Tell whether a name is a body's, by its words or by what the text calls it."""
    called = cast.nouns.get(use.text, frozenset())
    if names_an_office(use.text):
        return False
    return use.is_body or (bool(called & (BODIES | COMPANY_NOUNS)) and not has_role(cast, use.text))


def is_state(cast: Cast, use: Name) -> bool:
    return any(w.entity in {"GPE", "ORG"} for w in cast.reading.parsed.words_in(use.span))


def bare(name: str) -> str:
    return re.sub(r"'s?$", "", _ARTICLE.sub("", name).strip(" ,;:\n"))

"""Those who appear in a document: who was named last, who is a person, who a body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sayso.claims import lexicon
from sayso.claims.parsing import Word
from sayso.claims.qualify.names import BODY_WORDS, TITLES, Name, Names, find_names
from sayso.claims.reading import Reading
from sayso.claims.words import word_set
from sayso.values import TextSpan

FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "mine", "ours", "myself", "ourselves"})


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
        """
    )
)


MEDIA_NOUNS = word_set("channel account outlet page site website blog newspaper paper station broadcaster")


POSTING = word_set("post share publish release upload put broadcast air circulate film forward")


ROLE_NOUNS = word_set(
    """
    director governor mayor minister president chief head leader commissioner chairman chairwoman
    chair manager commander secretary premier clerk spokesman spokeswoman spokesperson ambassador
    """
)


_ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those|some|one of|another)\s+", re.IGNORECASE)


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
    spoken: list[tuple[int, Speaker]] = field(default_factory=list)
    described: dict[str, list[tuple[int, Speaker]]] = field(default_factory=dict)

    def remember(self, at: int, speaker: Speaker) -> None:
        self.spoken.append((at, speaker))

    def describe(self, at: int, noun: str, speaker: Speaker) -> None:
        self.described.setdefault(noun, []).append((at, speaker))


def gather_cast(reading: Reading) -> Cast:
    """Collect the names of a document."""
    names = find_names(reading)
    return Cast(reading, names, _names_with_roles(names))


def author_of(reading: Reading) -> Speaker:
    """Return who speaks in the document's own voice: the publisher of a statement, the author of a post."""
    document = reading.document
    author, publisher = document.author, document.publisher
    if document.kind == "post" and author and not author.startswith("@"):
        return Speaker(author, False)
    name = publisher or author
    return Speaker(bare(name), False) if name else Speaker("(author)", True)


def recent(cast: Cast, at: int, sorts: set[str]) -> Speaker | None:
    for where, speaker in reversed(cast.spoken):
        if where <= at and speaker.sort in sorts:
            return speaker
    return None


def recent_person(cast: Cast, at: int) -> Speaker | None:
    """Return the person last named as a subject or a speaker before an offset."""
    best: tuple[int, Speaker] | None = None
    for where, speaker in cast.spoken:
        if where <= at and speaker.sort == "person" and (best is None or where >= best[0]):
            best = (where, speaker)
    for use in cast.names.before(at):
        if use.span.start >= at or use.is_body or not is_person(cast, use):
            continue
        if (best is None or use.span.start > best[0]) and _is_subject(cast, use):
            best = (use.span.start, Speaker(cast.names.fullest(use.text), False, "person"))
    noun = _recent_human_noun(cast, at, best[0] if best else -1)
    return noun or (best[1] if best else None)


def _recent_human_noun(cast: Cast, at: int, after: int) -> Speaker | None:
    """Return an unnamed person just brought in: "We met a diver, he says"."""
    sentence = [
        w
        for w in cast.reading.parsed.words_in(TextSpan(max(after + 1, at - 200, 0), at))
        if w.lemma in lexicon.SOURCE_NOUNS - BODIES
        and w.tag == "NN"
        and w.dep in {"pobj", "nsubj", "nsubjpass"}
    ]
    words = cast.reading.parsed.words_in(TextSpan(at, at + 1))
    for word in reversed(sentence):
        determined = [w.lemma for w in cast.reading.parsed.kids(word.index, "det")]
        if determined in (["a"], ["an"]) and words and word.sentence >= words[0].sentence - 1:
            return Speaker(bare(_phrase(cast, word)), True, "person")
    return None


def _phrase(cast: Cast, noun: Word) -> str:
    words = cast.reading.parsed.subtree(noun.index)
    kept = [i for i in words if i <= noun.index]
    return cast.reading.text[cast.reading.parsed.words[kept[0]].start : noun.end]


def is_person(cast: Cast, use: Name) -> bool:
    words = cast.reading.parsed.words_in(use.span)
    if has_role(cast, use.text):
        return True
    if any(w.entity in {"GPE", "LOC", "NORP", "DATE"} for w in words) and not any(
        t in TITLES for t in use.title
    ):
        full = cast.names.fullest(use.text)
        return full != use.text and len(full.split()) > 1
    return (
        any(w.entity == "PERSON" for w in words)
        or (bool(use.title) and _is_human_title(use.title[-1]))
        or (len(use.text.split()) == 2 and not any(w.entity for w in words))
    )


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
        name for noun, places in names.called.items() if noun in HUMAN_ROLES for _, name in places
    )


def _is_subject(cast: Cast, use: Name) -> bool:
    words = cast.reading.parsed.words_in(use.span)
    return any(w.dep in {"nsubj", "nsubjpass", "appos"} for w in words)


def recent_salient_body(cast: Cast, at: int) -> Speaker | None:
    """Return the body that last spoke or was the subject of a sentence."""
    best: tuple[int, Speaker] | None = None
    for where, speaker in cast.spoken:
        if where <= at and speaker.sort == "body" and (best is None or where > best[0]):
            best = (where, speaker)
    for use in cast.names.before(at):
        if use.span.start >= at or not (use.is_body or is_state(cast, use)) or not _is_subject(cast, use):
            continue
        if best is None or use.span.start > best[0]:
            best = (use.span.start, Speaker(cast.names.fullest(use.text), False))
    return best[1] if best else None


def is_state(cast: Cast, use: Name) -> bool:
    return any(w.entity in {"GPE", "ORG"} for w in cast.reading.parsed.words_in(use.span))


def recent_name(cast: Cast, at: int, *, body: bool) -> Speaker | None:
    for use in reversed(cast.names.before(at)):
        if use.span.start < at and use.is_body == body:
            return Speaker(cast.names.fullest(use.text), False, "body" if body else "person")
    return None


def bare(name: str) -> str:
    return re.sub(r"'s?$", "", _ARTICLE.sub("", name).strip(" ,;:\n"))

"""Who is responsible for a claim: the fullest name that the document gives."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sayso.claims import lexicon
from sayso.claims.attribution import Attribution
from sayso.claims.parsing import Word
from sayso.claims.qualify.names import BODY_WORDS, TITLES, Name, Names, find_names
from sayso.claims.reading import Reading
from sayso.claims.types import GENERAL_BELIEF
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
    return Speaker(_bare(name), False) if name else Speaker("(author)", True)


def resolve_speaker(cast: Cast, attribution: Attribution, outer: Speaker | None) -> Speaker:
    """Name the speaker of an attribution and remember him for later mentions.

    Args:
        outer: who speaks the words that the attribution stands in, where it stands in another's.
    """
    if attribution.forwarded and cast.reading.document.forwarded_from:
        return Speaker(_bare(cast.reading.document.forwarded_from), False)
    if attribution.own_voice and not attribution.forwarded:
        return author_of(cast.reading)
    if not attribution.source:
        return _unsourced(cast, attribution)
    span = attribution.source[0]
    if (
        attribution.rule.startswith("clause of saying set aside")
        and span.of(cast.reading.text).lower() in HE_SHE
    ):
        speaker = _recent_person(cast, _sentence_start(cast, span)) or resolve_mention(cast, span, outer)
    else:
        speaker = resolve_mention(cast, span, outer)
    cast.remember(span.end, speaker)
    return speaker


def _sentence_start(cast: Cast, span: TextSpan) -> int:
    """Return where the sentence of a mention begins: what is claimed in it is about somebody else."""
    words = cast.reading.parsed.words_in(span)
    if not words:
        return span.start
    return cast.reading.parsed.words[cast.reading.parsed.sentence_of(words[0].index).start].start


def _unsourced(cast: Cast, attribution: Attribution) -> Speaker:
    if attribution.rule.startswith(("withdrawn", "no comment")):
        return author_of(cast.reading)
    return Speaker(GENERAL_BELIEF, True, "general")


def resolve_mention(cast: Cast, span: TextSpan, outer: Speaker | None = None) -> Speaker:
    """Name whom a mention means: a pronoun, a description, a short or a full name."""
    words = [w for w in cast.reading.parsed.words_in(span) if w.dep != "punct" or w.text == "-"]
    text = span.of(cast.reading.text)
    if not words:
        return Speaker(_bare(text), False)
    first = words[0].text.lower()
    if first in FIRST_PERSON and words[0].text != "US":
        if len(words) == 1:
            return outer or author_of(cast.reading)
        rest = cast.reading.text[words[1].start : span.end]
        return Speaker(_bare(rest), not _is_body_noun(words), _sort_of(words))
    if len(words) == 1 and first in HE_SHE | THEY | IT | {"who"}:
        return _pronoun(cast, first, span.start)
    return _named(cast, span) or _owned(cast, span, words, outer) or _description(cast, span, words)


def _pronoun(cast: Cast, word: str, at: int) -> Speaker:
    if word in HE_SHE | {"who"}:
        return _recent_person(cast, at) or Speaker(word, True, "person")
    if word in THEY:
        return (
            _recent(cast, at, {"people", "body"})
            or _recent_name(cast, at, body=True)
            or Speaker(word, True, "people")
        )
    return (
        _recent_salient_body(cast, at)
        or _recent(cast, at, {"body"})
        or _recent_name(cast, at, body=True)
        or Speaker(word, True)
    )


def _recent(cast: Cast, at: int, sorts: set[str]) -> Speaker | None:
    for where, speaker in reversed(cast.spoken):
        if where <= at and speaker.sort in sorts:
            return speaker
    return None


def _recent_person(cast: Cast, at: int) -> Speaker | None:
    """Return the person last named as a subject or a speaker before an offset."""
    best: tuple[int, Speaker] | None = None
    for where, speaker in cast.spoken:
        if where <= at and speaker.sort == "person" and (best is None or where >= best[0]):
            best = (where, speaker)
    for use in cast.names.before(at):
        if use.span.start >= at or use.is_body or not _is_person(cast, use):
            continue
        if (best is None or use.span.start > best[0]) and _is_subject(cast, use):
            best = (use.span.start, Speaker(cast.names.fullest(use.text), False, "person"))
    noun = _recent_human_noun(cast, at, best[0] if best else -1)
    return noun or (best[1] if best else None)


def _recent_human_noun(cast: Cast, at: int, after: int) -> Speaker | None:
    """Return an unnamed person just brought in: "Clip sent to us by a soldier, he says"."""
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
            return Speaker(_bare(_phrase(cast, word)), True, "person")
    return None


def _phrase(cast: Cast, noun: Word) -> str:
    words = cast.reading.parsed.subtree(noun.index)
    kept = [i for i in words if i <= noun.index]
    return cast.reading.text[cast.reading.parsed.words[kept[0]].start : noun.end]


def _is_person(cast: Cast, use: Name) -> bool:
    words = cast.reading.parsed.words_in(use.span)
    if _has_role(cast, use.text):
        return True
    if any(w.entity in {"GPE", "LOC", "NORP", "DATE"} for w in words) and not any(
        t in TITLES for t in use.title
    ):
        full = cast.names.fullest(use.text)
        return full != use.text and len(full.split()) > 1
    return (
        any(w.entity == "PERSON" for w in words)
        or (bool(use.title) and use.title[-1] in TITLES | lexicon.SOURCE_NOUNS)
        or (len(use.text.split()) == 2 and not any(w.entity for w in words))
    )


HUMAN_ROLES = (
    lexicon.SOURCE_NOUNS | ROLE_NOUNS | word_set("man woman driver worker mother father son")
) - BODIES


def _has_role(cast: Cast, name: str) -> bool:
    """Tell whether the text gives a name a person's title or trade."""
    return name in cast.with_roles


def _names_with_roles(names: Names) -> frozenset[str]:
    return frozenset(
        name for noun, places in names.called.items() if noun in HUMAN_ROLES for _, name in places
    )


def _is_subject(cast: Cast, use: Name) -> bool:
    words = cast.reading.parsed.words_in(use.span)
    return any(w.dep in {"nsubj", "nsubjpass", "appos"} for w in words)


def _recent_salient_body(cast: Cast, at: int) -> Speaker | None:
    """Return the body that last spoke or was the subject of a sentence."""
    best: tuple[int, Speaker] | None = None
    for where, speaker in cast.spoken:
        if where <= at and speaker.sort == "body" and (best is None or where > best[0]):
            best = (where, speaker)
    for use in cast.names.before(at):
        if use.span.start >= at or not (use.is_body or _is_state(cast, use)) or not _is_subject(cast, use):
            continue
        if best is None or use.span.start > best[0]:
            best = (use.span.start, Speaker(cast.names.fullest(use.text), False))
    return best[1] if best else None


def _is_state(cast: Cast, use: Name) -> bool:
    return any(w.entity in {"GPE", "ORG"} for w in cast.reading.parsed.words_in(use.span))


def _recent_name(cast: Cast, at: int, *, body: bool) -> Speaker | None:
    for use in reversed(cast.names.before(at)):
        if use.span.start < at and use.is_body == body:
            return Speaker(cast.names.fullest(use.text), False, "body" if body else "person")
    return None


def _named(cast: Cast, span: TextSpan) -> Speaker | None:
    """Return the name in a mention whose head it is: "spokeswoman Mara Voss", "Voss"."""
    uses = cast.names.within(span)
    if not uses:
        return None
    text = cast.reading.text
    own = _own_body(cast, span)
    if own is not None:
        return own
    last = uses[-1]
    before = text[span.start : last.span.start]
    if re.match(r"^'s?\s+\w", text[last.span.end : span.end]) or (
        re.match(r"^\s+[a-z]", text[last.span.end : span.end])
        and not re.match(r"^\s+(?:of|in|from|at|for|who|with)\b", text[last.span.end : span.end])
    ):
        return None
    first = uses[0]
    tail = text[first.span.end : span.end]
    if (
        len(uses) > 1
        and re.match(r"^\s+(?:of|in|from|at|for)\b", tail)
        and not re.search(r"[a-z]+\s+(?:of|for|from|in|at)\s", text[span.start : first.span.start])
    ):
        last, before = first, text[span.start : first.span.start]
    elif len(uses) > 1 and not tail.startswith(","):
        last = uses[-1]
    if (
        re.search(r"\b[a-z]+ (?:of|for|from|in|at|with|near|by|on|to)(?: the| a)? ?$", before)
        and "," not in before
    ):
        return None
    full = cast.names.fullest(last.text)
    person = not last.is_body and _is_person(cast, cast.names.find(full) or last)
    return Speaker(full, False, "person" if person else "body")


def _own_body(cast: Cast, span: TextSpan) -> Speaker | None:
    """Return the publisher of a statement where a mention shortens its name: "The Authority"."""
    publisher = (cast.reading.document.publisher or "").casefold().split()
    tokens = _bare(span.of(cast.reading.text)).casefold().split()
    if cast.reading.document.kind != "statement" or not publisher or not tokens:
        return None
    short = set(tokens) <= set(publisher) and (len(tokens) > 1 or tokens[-1] in BODIES)
    return author_of(cast.reading) if short else None


def _owned(cast: Cast, span: TextSpan, words: list[Word], outer: Speaker | None) -> Speaker | None:
    """Resolve "its forensic laboratory", "Her campaign", "the press service of the brigade"."""
    text = cast.reading.text
    if words[0].tag == "PRP$" and len(words) > 1:
        owner = resolve_mention(cast, TextSpan(words[0].start, words[0].end), outer)
        rest = text[words[1].start : span.end]
        return Speaker(f"{owner.name}'s {rest}", not _is_body_noun(words), _sort_of(words))
    return None


def _is_body_noun(words: list[Word]) -> bool:
    head = _head_of(words)
    return head.lemma in BODIES or head.text.lower() in BODIES


def _sort_of(words: list[Word]) -> str:
    head = _head_of(words)
    if head.lemma in BODIES:
        return "body"
    return "people" if head.tag in {"NNS", "NNPS"} else "person"


def _head_of(words: list[Word]) -> Word:
    inside = {w.index for w in words}
    for word in words:
        at_top = word.head not in inside or word.head == word.index
        if at_top and word.pos in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"}:
            return word
    nouns = [w for w in words if w.pos in {"NOUN", "PROPN"}]
    return nouns[-1] if nouns else words[-1]


def _description(cast: Cast, span: TextSpan, words: list[Word]) -> Speaker:
    head = _head_of(words)
    if head.lemma == "one" and (one := _one_of(cast, words)) is not None:
        return one
    definite = words[0].lemma in {"the", "this", "that", "these", "those"} or (
        words[0].text[0].islower() and words[0].pos == "NOUN"
    )
    alone = head.index == words[-1].index
    if definite or (head.lemma in BODIES and head.tag == "NN"):
        known = _known(cast, span, words, head) if alone else None
        if known is not None:
            return known
    name = _with_inner_names(cast, span, words, head)
    speaker = Speaker(_bare(name), _is_anonymous(words, head, definite), _sort_of(words))
    cast.describe(span.start, head.lemma, speaker)
    return speaker


def _one_of(cast: Cast, words: list[Word]) -> Speaker | None:
    """Return "clerk" for "one of his own clerks"."""
    after = re.compile(r", (?:an?|the) ([a-z][\w -]{2,40})(?=,)").match(cast.reading.text, words[-1].end)
    if after:
        return Speaker(after.group(1), True, "person")
    if words[-1].lemma in {"they", "them", "these", "those"}:
        people = _recent(cast, words[0].start, {"people"})
        return Speaker(f"one of {people.name}", True, "person") if people else None
    for word in words:
        if word.tag == "NNS" and word.dep == "pobj":
            rest = cast.reading.text[word.end : words[-1].end]
            return Speaker(word.lemma + rest, True, "person")
    return None


def _known(cast: Cast, span: TextSpan, words: list[Word], head: Word) -> Speaker | None:
    """Find what a description means: a longer name, an apposition, a title, an earlier description."""
    at, noun = span.start, head.lemma
    extra = [w.text.lower() for w in words if w.index != head.index and w.pos in {"NOUN", "PROPN", "ADJ"}]
    publisher = cast.reading.document.publisher or ""
    if (
        cast.reading.document.kind == "statement"
        and noun in publisher.lower().split()
        and all(w in publisher.lower() for w in extra)
    ):
        return author_of(cast.reading)
    found = _longer_name(cast, at, head.text.lower(), extra) or _longer_name(cast, at, noun, extra)
    if found is not None:
        return found
    called = [name for where, name in cast.names.called.get(noun, []) if where < span.end]
    if called:
        return _speaker_named(cast, called[-1])
    for _, speaker in reversed(cast.described.get(noun, [])):
        if all(w in speaker.name.lower() for w in extra):
            return speaker
    if (
        cast.reading.document.kind == "statement"
        and not extra
        and noun in BODIES | COMPANY_NOUNS
        and publisher
    ):
        return author_of(cast.reading)
    if noun in STATE_NOUNS:
        return _recent_state(cast, at)
    if noun in COMPANY_NOUNS:
        return _recent_company(cast, at)
    if noun in MEDIA_NOUNS:
        return _recent_medium(cast, at)
    if noun in GROUP_NOUNS and not extra:
        return _recent(cast, at, {"body"})
    if any(re.fullmatch(r"year-old|old", w) for w in extra) or (head.tag == "NN" and _is_mere_person(noun)):
        return _recent_person(cast, at)
    return None


MERE_PERSONS = word_set(
    """
    man woman teenager widow widower pensioner politician veteran mother father grandmother grandfather
    boy girl youth tycoon actor actress singer writer author academic scientist student pupil farmer
    businessman businesswoman entrepreneur lawmaker legislator
    """
)


def _is_mere_person(noun: str) -> bool:
    return noun in MERE_PERSONS


def _longer_name(cast: Cast, at: int, noun: str, extra: list[str]) -> Speaker | None:
    """Return the last name before an offset that ends or begins with the noun and holds the other words."""
    for use in reversed(cast.names.before(at)):
        tokens = [t.lower() for t in use.text.split()]
        if use.span.start >= at or len(tokens) < 2 or noun not in tokens:
            continue
        if _head_token(tokens) == noun and all(w in tokens for w in extra):
            return Speaker(cast.names.fullest(use.text), False, "body")
    return None


def _head_token(tokens: list[str]) -> str:
    for place, token in enumerate(tokens):
        if token in {"of", "for"} and place:
            return tokens[place - 1]
    return tokens[-1]


def _speaker_named(cast: Cast, name: str) -> Speaker:
    use = cast.names.find(name)
    full = cast.names.fullest(name)
    person = use is not None and not use.is_body and _is_person(cast, use)
    return Speaker(full, False, "person" if person else "body")


def _recent_state(cast: Cast, at: int) -> Speaker | None:
    """Return the state last named before an offset: one with a people named after it, else a subject."""
    names = [u for u in cast.names.before(at) if not u.is_body and len(u.text.split()) <= 3]
    peopled = [u for u in names if _has_demonym(cast.reading.text, u.text)]
    states = peopled or [u for u in names if _is_state(cast, u) and not _is_person(cast, u)]
    chosen = states[-1:]
    return Speaker(cast.names.fullest(chosen[0].text), False) if chosen else None


def _has_demonym(text: str, name: str) -> bool:
    """Tell whether an adjective made from a name stands in the text: Tessia, Tessian."""
    stem = re.escape(name[: max(3, len(name) - 2)])
    return any(
        m.group() != name for m in re.finditer(rf"\b{stem}[a-z]{{0,3}}(?:an|ian|ese|ish|ic|ard)s?\b", text)
    )


def _recent_medium(cast: Cast, at: int) -> Speaker | None:
    """Return the channel or outlet that posted something last, else the last name that is no person's."""
    best: Name | None = None
    for use in cast.names.before(at):
        if use.span.start >= at or (_is_person(cast, use) and not _posted(cast, use)):
            continue
        if best is None or _posted(cast, use) or not _posted(cast, best):
            best = use
    return Speaker(cast.names.fullest(best.text), False) if best else _recent(cast, at, {"body"})


def _posted(cast: Cast, use: Name) -> bool:
    parsed = cast.reading.parsed
    for word in parsed.words_in(use.span):
        head = parsed.words[word.head]
        if head.lemma == "by" and parsed.words[head.head].lemma in POSTING:
            return True
        if word.dep == "nsubj" and head.lemma in POSTING:
            return True
    return False


def _recent_company(cast: Cast, at: int) -> Speaker | None:
    for use in reversed(cast.names.before(at)):
        if use.span.start < at and use.is_body:
            return Speaker(cast.names.fullest(use.text), False)
    return None


def _with_inner_names(cast: Cast, span: TextSpan, words: list[Word], head: Word) -> str:
    """Spell out a body inside a description: "the press service of the brigade"."""
    text = cast.reading.text
    for word in words:
        if word.index > head.index and word.dep == "pobj" and word.pos == "NOUN" and word.lemma in BODIES:
            start = next((w.start for w in words if w.head == word.index and w.dep == "det"), word.start)
            known = _longer_name(cast, span.start, word.lemma, [])
            if known is not None:
                return f"{text[span.start : start]}the {known.name}{text[word.end : span.end]}"
    return span.of(text)


def _is_anonymous(words: list[Word], head: Word, definite: bool) -> bool:
    noun = head.lemma
    if noun in BODIES or head.text.lower() in BODIES:
        return False
    if noun in {"spokesman", "spokeswoman", "spokesperson"}:
        return False
    if head.pos == "PROPN" and head.tag != "NNPS":
        return False
    return not (definite and noun in ROLE_NOUNS and head.tag == "NN") and not (
        words[0].pos == "PROPN" and words[-1].lemma in BODIES
    )


def _bare(name: str) -> str:
    return re.sub(r"'s?$", "", _ARTICLE.sub("", name).strip(" ,;:\n"))

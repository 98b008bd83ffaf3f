"""A claim as comparing reads it: what it is about, what it counts, and on which side it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.claims.types import Claim, Document
from sayso.compare.concepts import concepts_in
from sayso.compare.figures import Figure, figures_of
from sayso.compare.opposites import scales_of
from sayso.compare.phrases import plain
from sayso.compare.polarity import Sides, sides_of
from sayso.compare.recordings import is_age_of_recording, is_of_earlier
from sayso.compare.scope import Scope, scope_of
from sayso.compare.speakers import Speakers
from sayso.compare.stating import said_at
from sayso.compare.surroundings import Sentences
from sayso.compare.words import STOP_WORDS, Token, content_stems, name_root, sentences_of, stem, tokens_of
from sayso.values import Digest, TextSpan

_NO_POSITION_ACTS = frozenset({"no-comment", "neither-confirm-nor-deny"})
_NO_POSITION = re.compile(
    r"\b(?:too early to|cannot (?:say|decide|tell|confirm|know)|do(?:es)? not (?:yet )?know|"
    r"no (?:view|information|comment|opinion)|not (?:yet )?(?:known|clear)|unclear|"
    r"could not (?:yet )?(?:say|tell|confirm|name)|impossible to say|still (?:being )?investigat\w+|"
    r"(?<!not )aware of (?:the |these |those |some |such )?(?:\w+ )?"
    r"(?:reports?|claims|rumou?rs|allegations|accusations))\b",
    re.IGNORECASE,
)
# "How many were on the ship?" asks; "doubts whether they were" takes a side.
_ASKS = re.compile(
    r"[^\w\s]{0,2}(?:(?:and|but|so) |\w{1,20}, )?(?:how|when|where|who|whom|whose|what|which|why)\b",
    re.IGNORECASE,
)
_SELF_WRONG = re.compile(
    r"\b(?:he|she|I|we|they|it)(?: had been| has been| have been| was| were) (?:wrong|mistaken)\b",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"(?:that )?(?:it|they|he|she|this|that|those|these|there|we|them|him|her|one|his|its|their)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:demand\w*|asked for|promised|wanted|requested|sought|expects?|"
    r"(?:offer|pledg|plan|intend|vow|agree)\w* to)\b",
    re.IGNORECASE,
)
# "All 40 promised tankers have come", "of the 40 they promised nine are here": they tell of what came.
_PROMISED = re.compile(
    r"(?<=\w )(?:promised|requested)(?= \w+s\b)|\bof (?:the|all) [^.,;]{0,40}?\b(?:promised|requested)\b",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"\b(?:correct(?:ion|ing|ed|s)?|superseded?|revised|withdraw\w*|withdrew|was wrong|were wrong|"
    r"got (?:it|this|that)(?: one)? wrong|taken? back|takes back|taking back|instead|typing error|replac\w+|"
    r"no longer|my error|in error|should not have been)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One claim, read for comparing."""

    number: int  # its place among the claims
    id: Digest  # the claim's, which costs to make
    claim: Claim
    words: str  # the content's words
    shown: str  # the same for a reader: what stands between its pieces is marked as left out
    sentence: str  # the sentences that it stands in, its cue with it
    tokens: tuple[str, ...]  # its words, in lower case
    scope: Scope  # what its figures cover
    stems: frozenset[str]
    concepts: frozenset[str]
    names: frozenset[str]  # roots of proper names in the content
    context: frozenset[str]  # stems of its sentence and of the one before
    context_concepts: frozenset[str]
    figures: tuple[Figure, ...]
    scales: Mapping[str, int]  # scale -> the end it stands on, 1 or -1
    sides: Sides  # what it says is so, and what not
    asked: bool  # it speaks of what was demanded or promised
    withdraws: bool  # it takes back an earlier claim
    takes_position: bool
    speaker: int  # the same number for the same person or body
    unnamed: bool
    through: frozenset[int]
    said_at: str | None  # ISO 8601, as exact as known
    kind: str | None
    order: int  # its place among the claims of its document
    answers_back: bool  # it denies, or calls false, what somebody else says
    speaker_roots: frozenset[str]  # roots of its speaker's telling words
    leans: bool  # its words need those around to be understood
    starts: frozenset[str]  # the first letters of its stems
    corrects: bool  # says of itself, or in its document, that it replaces something

    def shares_words(self, other: Reading) -> bool:
        """Tell whether both claims hold some of the same words of one document."""
        spans = ((one, its) for one in self.claim.content for its in other.claim.content)
        return self.claim.doc_id == other.claim.doc_id and any(one.overlaps(its) for one, its in spans)

    @property
    def proper(self) -> frozenset[str]:
        """The proper names in its words, word by word as they are written."""
        words = (token.text for token in tokens_of(self.words) if token.text[0].isupper())
        return frozenset(word for word in words if name_root(word) in self.names)

    def around(self, place: TextSpan | None) -> tuple[str, str] | None:
        """Return the words before and after a place in them; None where it is elsewhere, or not known."""
        before = 0
        for piece in self.claim.content if place is not None else ():
            if place is not None and piece.overlaps(place):
                start, end = (before + edge - piece.start for edge in (place.start, place.end))
                return self.words[:start], self.words[end:]
            before += piece.end - piece.start + 1
        return None


def one_breath(left: Reading, right: Reading) -> bool:
    """Tell whether one speaker says both in one document; such claims make no pair but by an update."""
    return left.claim.doc_id == right.claim.doc_id and left.claim.speaker == right.claim.speaker


def read_claims(documents: Sequence[Document], claims: Sequence[Claim], speakers: Speakers) -> list[Reading]:
    """Read claims, in their order; the documents are those that they stand in."""
    by_id = {document.doc_id: document for document in documents}
    names = _proper_names(documents)
    setting = _setting(documents, names)
    own: dict[str, list[Claim]] = {document.doc_id: [] for document in documents}
    for claim in claims:
        own[claim.doc_id].append(claim)
    sentences = {doc_id: Sentences(by_id[doc_id], held) for doc_id, held in own.items()}
    orders: Counter[str] = Counter()
    out = []
    for number, claim in enumerate(claims):
        place = _Place(by_id[claim.doc_id], sentences[claim.doc_id], names, setting, orders[claim.doc_id])
        orders[claim.doc_id] += 1
        out.append(_read(number, claim, place, speakers))
    return out


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a claim stands: its document, that document's sentences, and the case's proper names."""

    document: Document
    sentences: Sentences
    names: frozenset[str]
    setting: frozenset[str]  # roots of the names that most documents have
    order: int  # of the claim in the document


def _read(number: int, claim: Claim, place: _Place, speakers: Speakers) -> Reading:
    document, names = place.document, place.names
    text = document.text
    words = " ".join(span.of(text) for span in claim.content)
    near = place.sentences.around(claim)
    around, context = near.sentence, f"{near.before} {near.sentence}"
    # What somebody else says there is neither where this claim counts nor what it corrects.
    own_before = "" if near.by_others else near.earlier
    sides, stems = sides_of(claim, words), frozenset(content_stems(words))
    scales = _scales(words, sides, names)
    if is_of_earlier(claim, document):
        scales.setdefault("old", sides.act)
    return Reading(
        number=number,
        id=claim.id,
        claim=claim,
        words=words,
        shown=" … ".join(span.of(text) for span in claim.content),
        sentence=around,
        tokens=tuple(token.lower for token in tokens_of(words)),
        scope=scope_of(words, claim.places, (around, own_before), place.setting),
        stems=stems,
        concepts=_concepts(words, names),
        names=_names(words, names),
        context=frozenset(content_stems(context)),
        context_concepts=_concepts(context, names),
        figures=figures_of(claim, text, around, near.earlier, names),
        scales=_of_footage(scales, words, context, names),
        sides=sides,
        asked=claim.act == "demand" or bool(_ASKED.search(_PROMISED.sub("", words))),
        withdraws=claim.act == "retract" or bool(_SELF_WRONG.search(words)),
        takes_position=claim.act not in _NO_POSITION_ACTS
        and not (_NO_POSITION.search(words) or _only_asks(claim, text, words)),
        speaker=speakers.key_of(claim),
        unnamed=speakers.unnamed(claim.doc_id, claim.speaker),
        through=frozenset(speakers.key(claim.doc_id, relay) for relay in claim.through),
        said_at=said_at(claim, document, around),
        kind=document.kind,
        order=place.order,
        answers_back=claim.act in ("deny", "condemn", "no-comment") or sides.whole < 0,
        speaker_roots=speakers.roots(claim.doc_id, claim.speaker),
        leans=len(stems) <= 2 or bool(_LEANS.match(words)),
        starts=frozenset(root[:5] for root in stems),
        corrects=bool(_CORRECTION.search(around if near.by_others else context)),
    )


def _only_asks(claim: Claim, text: str, words: str) -> bool:
    """Whether a claim is somebody's question, and no doubt of what others say."""
    end = claim.content[-1].end
    return claim.act == "question" and ("?" in text[end - 1 : end + 1] or bool(_ASKS.match(words)))


def _proper_names(documents: Sequence[Document]) -> frozenset[str]:
    """Words that stand with a capital inside a sentence, and nowhere in the case without one."""
    found: set[str] = set()
    plain_words: set[str] = set()
    for document in documents:
        for low, high in sentences_of(document.text):
            for place, token in enumerate(tokens_of(document.text[low:high])):
                if token.text.islower():
                    plain_words.add(token.text)
                elif place and _is_capital(token):
                    found.add(token.text)
    return frozenset(name for name in found if name.lower() not in plain_words)


def _setting(documents: Sequence[Document], names: frozenset[str]) -> frozenset[str]:
    """Roots of the names that stand in more than half of the documents: where it all happens, as a rule."""
    counts: Counter[str] = Counter()
    for document in documents:
        counts.update({name_root(token.text) for token in tokens_of(document.text) if token.text in names})
    return frozenset(name for name, count in counts.items() if count > max(len(documents) / 2, 2))


def _is_capital(token: Token) -> bool:
    return token.text[0].isupper() and token.lower not in STOP_WORDS and not token.text.isupper()


def _names(words: str, known: frozenset[str]) -> frozenset[str]:
    return frozenset(
        name_root(token.text)
        for token in tokens_of(words)
        if token.text in known and token.lower not in STOP_WORDS
    )


def _concepts(words: str, names: frozenset[str]) -> frozenset[str]:
    return frozenset(
        concept
        for token in tokens_of(plain(words))
        if token.text not in names
        for concept in concepts_in(token.lower)
    )


def _of_footage(scales: dict[str, int], words: str, context: str, names: frozenset[str]) -> dict[str, int]:
    """Take what is said of the age of a recording for what it is worth: an old one does not show this."""
    if "old" not in scales or "footage" not in _concepts(f"{words} {context}", names):
        return scales
    return {"authentic": -scales["old"], **{name: end for name, end in scales.items() if name != "old"}}


def _scales(words: str, sides: Sides, names: frozenset[str]) -> dict[str, int]:
    """The ends that a statement stands on; a word of each end cancels out."""
    found: dict[str, int] = {}
    text = plain(words)
    tokens = tokens_of(text)
    for at, token in enumerate(tokens):
        if token.text in names or (token.lower == "old" and not is_age_of_recording(text, tokens, at)):
            continue
        for scale, end in scales_of(stem(token.lower)):
            said = end * (sides.spoken if scale == "authentic" else sides.on({stem(token.lower)}))
            found[scale] = said if found.get(scale, said) == said else 0
    return {scale: end for scale, end in sorted(found.items()) if end}

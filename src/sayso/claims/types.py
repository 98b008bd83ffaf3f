"""Documents and claims: who is quoted, in which words, and what is claimed.

Fields and values are those of the annotation guidelines that the case ledger
follows (`docs/glossary.md`); the terms source, cue and content are those of the
PARC and PolNeAR corpora.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from sayso.values import Digest, Method, StatedTime, TextSpan, digest_json

Mode = Literal["direct", "indirect", "mixed"]
Act = Literal[
    "assert", "deny", "no-comment", "neither-confirm-nor-deny", "condemn", "demand", "question", "retract"
]
Endorsement = Literal["neutral", "distanced", "endorsed"]
Certainty = Literal["unspecified", "possible", "probable", "certain"]
EventStatus = Literal["happened", "ongoing", "planned", "hypothetical", "not-happened"]
Qualifier = Literal["exact", "approx", "at-least", "at-most", "more-than", "less-than", "range", "vague"]

GENERAL_BELIEF = "(general belief)"  # the speaker where the text names no source at all

Spans = tuple[TextSpan, ...]  # in reading order; several where another role stands inside


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text to be read for claims, with what was recorded about it."""

    doc_id: str
    text: str
    text_digest: Digest  # of the text's UTF-8 bytes (surrogates passed through)
    kind: str | None = None  # "article", "statement", "post"; None where nobody said
    publisher: str | None = None
    author: str | None = None
    published: str | None = None  # ISO 8601, as recorded
    forwarded_from: str | None = None
    cites: tuple[str, ...] = ()
    language: str | None = None  # ISO 639-1; None where not detected


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number of things in a claim's content."""

    value: float | tuple[float, float]  # a tuple for a range
    unit: str  # the noun counted: plural, lower case, without adjectives; "" where there is none
    qualifier: Qualifier
    span: TextSpan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """What the gazetteer has for a place name; with "unknown" it has no such place."""

    status: Literal["one", "several", "unknown"]
    source: str  # whose table, and which
    name: str = ""  # as the table writes it
    country: str = ""  # ISO 3166-1, two letters
    latitude: float | None = None  # degrees, WGS 84; None for a country
    longitude: float | None = None
    geonames_id: int | None = None
    candidates: int = 0  # places of this name
    chosen: str = ""  # why this one


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A proper place name in a claim's content."""

    text: str
    span: TextSpan
    ref: str | None = None  # which place, where several share the name
    located: Located | None = None  # None where nobody looked


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTime:
    """A date or clock time in a claim's content."""

    span: TextSpan
    stated: StatedTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing said, written, denied, asked for or refused by a source, with that source."""

    doc_id: str
    text_digest: Digest
    speaker: str  # the fullest name that the document gives
    source: Spans  # the mention; () in the author's own voice
    cue: Spans  # the words that attribute; () in the author's own voice
    content: Spans  # what is claimed; never empty
    mode: Mode
    act: Act
    endorsement: Endorsement  # how the writer carries it
    certainty: Certainty  # as the speaker puts it
    event_status: EventStatus
    anonymous: bool = False  # the document does not let one tell who it is
    through: tuple[str, ...] = ()  # relays between speaker and document, nearest to the speaker first
    quantities: tuple[Quantity, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[ClaimTime, ...] = ()
    why: str = ""  # which rule or model, and which tokens, made it so

    @property
    def id(self) -> Digest:
        """The digest of the text and of the claim's place in it, the same for every method."""
        spans = {
            role: [[span.start, span.end] for span in getattr(self, role)]
            for role in ("source", "cue", "content")
        }
        return digest_json({"text": self.text_digest, **spans})


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A question that was sent to a service outside, and its answer: the bodies, without any header."""

    request: bytes
    response: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """The claims that a method found in one document.

    `not_read` is None where the document was read; then no claims means that it
    has none. Where it is a reason, nobody looked, and `claims` is empty.
    """

    claims: tuple[Claim, ...]
    method: Method
    not_read: str | None = None
    notes: tuple[str, ...] = ()  # what was seen and set aside
    exchanges: tuple[Exchange, ...] = ()  # with a service outside, where the method asks one


class ClaimExtractor(Protocol):
    """A way to find claims: one file in `claims/extractors/`, one line in its table."""

    name: str
    version: str
    languages: Sequence[str]

    def method(self) -> Method:
        """Return what makes its results: name, version, parameters, packages and models."""

    def extract(self, document: Document) -> Extraction:
        """Find the claims of a document; the same document gives the same claims."""

    def examples(self) -> Sequence[Mapping[str, object]]:
        """Return short invented documents that it must find claims in, for its contract test."""

"""What comparing accounts can give: questions, findings about pairs, and origins.

A finding is what a method reports. Whether a claim holds is for a person to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sayso.values import Digest, Method, TextSpan

Relation = Literal["agrees", "conflicts", "repeats", "updates", "different-scope"]
RELATIONS: tuple[Relation, ...] = ("agrees", "conflicts", "repeats", "updates", "different-scope")
RELATION_ORDER: tuple[Relation, ...] = (
    "conflicts",
    "updates",
    "different-scope",
    "agrees",
    "repeats",
)  # shown so
PositionSort = Literal[
    "says", "says-not", "denies", "declines", "neither-confirms-nor-denies", "no-position", "withdraws"
]
TAKES_POSITION: tuple[PositionSort, ...] = ("says", "says-not", "denies", "withdraws")
Verdict = Literal[
    "same-question",
    "other-question",
    "one-origin",
    "independent",
    "agrees",
    "conflicts",
    "repeats",
    "updates",
    "different-scope",
    "unrelated",
    "misread",
]
VERDICTS: tuple[Verdict, ...] = (
    *("same-question", "other-question", "one-origin", "independent"),
    *RELATIONS,
    "unrelated",
    "misread",  # of one claim: the method read there what is not said so
)
ClaimChangeSort = Literal["vanished", "appeared", "source", "figure", "reworded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How two claims stand to each other, and why.

    Unordered, but for `updates`: there `right` updates `left`.
    """

    relation: Relation
    left: Digest  # claim ids
    right: Digest
    reason: str  # a sentence for a reader
    question: str | None = None  # the id of the question that both answer
    judgement: str | None = None  # the id of the person's judgement that it rests on; None: the method's own
    overruled: str = ""  # what the method had found, where a person overruled it


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What one claim answers to a question."""

    claim: Digest
    sort: PositionSort
    value: str  # short: "at least 40", "yes", "no"; "" where it takes no position

    @property
    def takes_position(self) -> bool:
        """Tell whether it answers; who declines, or neither confirms nor denies, does not."""
        return self.sort in TAKES_POSITION


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that several claims answer."""

    id: str  # stable from run to run for the same claims
    text: str  # such as "How many attackers were killed?"
    positions: tuple[Position, ...]
    unit: str | None = None  # where the answers are figures
    judgements: tuple[str, ...] = ()  # ids of the persons' judgements that put claims into it or out of it


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginLink:
    """Why a claim is put to an origin."""

    claim: Digest
    evidence: str  # a sentence: "forwarded from Ridge Watch", "shares 14 words in a row with ..."
    judgement: str | None = None  # the id of the person's judgement that it rests on; None: the method's own
    found: str = ""  # the method's own evidence, where a person put the claim to the origin as well
    aside: str = ""  # why it is in the origin's voice alone and not in its group; "" where it is in both


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One source that several claims go back to.

    All its links are one voice when voices are counted. Its group, what is said to go
    back to it, is without what a speaker says and nobody takes up.
    """

    id: str
    name: str  # a description for a reader
    links: tuple[OriginLink, ...]
    is_speaker: bool = False  # one person or body, whatever they say; else one thing said, however passed on
    first: Digest | None = None  # of one thing said: the claim whose words it is called for

    @property
    def group(self) -> tuple[OriginLink, ...]:
        """The links that are not aside; () where fewer than two are left, as one claim is no group."""
        held = tuple(link for link in self.links if not link.aside)
        return held if len(held) > 1 else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedClaim:
    """A claim as a person judged it: its place and its words, so that it is known again.

    No method's number stands here: a new version may cut claims otherwise, and
    the judgement is then on the claim that has most of these words.
    """

    doc_id: str  # of the document now; "" where it is not in the case any more
    speaker: str
    words: str  # the content's
    text_digest: Digest
    source: tuple[TextSpan, ...]
    cue: tuple[TextSpan, ...]
    content: tuple[TextSpan, ...]
    claim: Digest | None = None  # the claim of this comparison that it is; None where it is not found
    lost: str = ""  # why it is not found: a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """That a judgement was taken back: an act of its own, which deletes nothing."""

    by: str  # "" where the name was removed
    at: datetime
    reason: str
    entry: int  # of the custody log


_PUT_BACK = "put that back from a backup (sayso verify)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person says of one claim that is misread, or of two or more; it overrules every method."""

    id: str  # "j12": the entry of the custody log
    verdict: Verdict
    claims: tuple[JudgedClaim, ...]  # for "updates", the second updates the first
    reason: str
    by: str  # "" where the name was removed
    at: datetime
    entry: int
    withdrawn: Withdrawn | None = None
    superseded_by: str = ""  # the id of a later judgement on the same claims and the same matter
    erased_with: int | None = (
        None  # the entry that erased what it was about; `claims` are then those still known
    )
    unread_record: str = ""  # the digest of its record where that cannot be read; `claims` is () then

    @property
    def counts(self) -> bool:
        """Tell whether it is in force, and what it is about is all there."""
        return not self.withdrawn and not self.superseded_by and not self.lost

    @property
    def lost(self) -> tuple[str, ...]:
        """Why what it is about is not there; () where it is."""
        if self.erased_with is not None:
            return (f"what it was about was erased with entry {self.erased_with}",)
        if self.unread_record:
            record = f"its record (object {self.unread_record}) is damaged or missing"
            return (f"{record}, so that nobody can tell which claims it is about: {_PUT_BACK}",)
        missing = tuple(one.lost for one in self.claims if one.claim is None)
        if not missing and self.verdict != "misread" and len({one.claim for one in self.claims}) == 1:
            return ("its claims are one claim now",)
        return missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Words that one capture has otherwise than the other; an empty side: they were added, or taken out."""

    before: TextSpan  # in the earlier capture's text
    after: TextSpan  # in the later one's
    before_words: str
    after_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimChange:
    """What became of a claim from one capture to the next."""

    sort: ClaimChangeSort
    speaker: str
    before: Digest | None  # the claim in the earlier capture; None where it is new
    after: Digest | None  # in the later one; None where it vanished
    # The figure for "figure", for "source" the speaker with figure or words, else the content's words; or "".
    before_words: str
    after_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Two captures of one post or page, one after the other; no edits: not a word was changed."""

    target: str  # its address, or its channel and number
    evidence: str  # a sentence: why the two are captures of one thing
    before_doc: str
    after_doc: str
    before_at: str | None  # ISO 8601: when the earlier capture was so; None where no date is known
    after_at: str | None  # the edit was made between the two
    dated_by: str  # in words, whose dates these are
    edits: tuple[Edit, ...]  # in the order of the later text
    claims: tuple[ClaimChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All that was found between the claims of a case."""

    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]
    origins: tuple[Origin, ...]
    method: Method
    notes: tuple[str, ...] = ()
    judgements: tuple[Judgement, ...] = ()  # by people, also those that do not count any more
    changes: tuple[Change, ...] = ()  # what was captured twice, the same post or page
    twins: tuple[tuple[str, ...], ...] = ()  # doc_ids of one text, word for word: their claims stand once


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFootage:
    """Two documents that show the same footage, as the footage room found."""

    left_doc: str
    right_doc: str
    evidence: str  # a sentence: "12 seconds of clip A stand in clip B, from 00:04"

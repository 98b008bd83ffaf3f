"""What became of the claims of one capture in the next: which stayed, changed, vanished or appeared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.claims.types import Claim, Document
from sayso.compare.intervals import spoken_in_full
from sayso.compare.types import ClaimChange
from sayso.compare.wording import Wording
from sayso.compare.words import content_stems
from sayso.values import Digest, TextSpan, words_of

_SAME_CLAIM = 0.5  # of the shorter claim's telling words that two captures of one claim share


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim of one capture."""

    id: Digest
    claim: Claim
    words: str
    stems: frozenset[str]

    @property
    def figures(self) -> str:
        return ", ".join(spoken_in_full(quantity) for quantity in self.claim.quantities)

    @property
    def with_speaker(self) -> str:
        return f"{self.claim.speaker}: {self.figures or self.words}"

    @property
    def place(self) -> TextSpan:
        return TextSpan(self.claim.content[0].start, self.claim.content[-1].end)


def claim_changes(
    before: Document,
    after: Document,
    old: Sequence[tuple[Digest, Claim]],
    new: Sequence[tuple[Digest, Claim]],
    wording: Wording,
) -> Iterator[ClaimChange]:
    """What became of each claim, then what is new; claims that stayed as they were are left out."""
    gone, come = [_said(*one, before) for one in old], [_said(*one, after) for one in new]
    pairs = _paired(gone, come, wording)
    for one in gone:
        other = pairs.get(one.id)
        if other is None:
            yield ClaimChange(sort="vanished", speaker=one.claim.speaker, before=one.id, after=None,
                              before_words=one.words, after_words="")  # fmt: skip
        elif one.claim.speaker.casefold() != other.claim.speaker.casefold():
            # Whoever stands in the later capture has not changed what another said.
            yield ClaimChange(sort="source", speaker=other.claim.speaker, before=one.id, after=other.id,
                              before_words=one.with_speaker, after_words=other.with_speaker)  # fmt: skip
        elif one.figures != other.figures:
            yield ClaimChange(sort="figure", speaker=other.claim.speaker, before=one.id, after=other.id,
                              before_words=one.figures, after_words=other.figures)  # fmt: skip
        elif one.words != other.words:
            yield ClaimChange(sort="reworded", speaker=other.claim.speaker, before=one.id, after=other.id,
                              before_words=one.words, after_words=other.words)  # fmt: skip
    taken = {other.id for other in pairs.values()}
    for other in come:
        if other.id not in taken:
            yield ClaimChange(sort="appeared", speaker=other.claim.speaker, before=None, after=other.id,
                              before_words="", after_words=other.words)  # fmt: skip


def _said(claim_id: Digest, claim: Claim, document: Document) -> _Said:
    words = " ".join(words_of(claim.content, document.text).split())
    return _Said(claim_id, claim, words, frozenset(content_stems(words)))


def _paired(gone: Sequence[_Said], come: Sequence[_Said], wording: Wording) -> dict[Digest, _Said]:
    """Which claim of the later capture each earlier one is: that of the same words, else the likest one."""
    pairs: dict[Digest, _Said] = {}
    left = {other.id: other for other in come}
    for one in gone:
        same = next((other for other in left.values() if _same(one, other)), None)
        if same is not None:
            pairs[one.id] = left.pop(same.id)
    for one in gone:
        if one.id not in pairs and left:
            place = wording.placed(one.place)
            best = max(left.values(), key=lambda other: _likeness(one, other, place))
            if _likeness(one, best, place) >= _SAME_CLAIM:
                pairs[one.id] = left.pop(best.id)
    return pairs


def _same(one: _Said, other: _Said) -> bool:
    return one.words == other.words and one.claim.speaker == other.claim.speaker


def _likeness(one: _Said, other: _Said, place: TextSpan | None) -> float:
    """How many telling words of the shorter claim both have; 0 where neither place nor speaker is one."""
    near = place is not None and place.overlaps(other.place)
    if not near and one.claim.speaker != other.claim.speaker:
        return 0.0
    fewest = min(len(one.stems), len(other.stems))
    shared = len(one.stems & other.stems) / fewest if fewest else float(near)
    return shared + (0.1 if near and shared else 0.0)

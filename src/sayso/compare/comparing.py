"""Claims of a case, side by side: questions, findings about pairs, and origins."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sayso.claims.types import Claim, Document
from sayso.compare.copies import with_copies
from sayso.compare.first_said import as_first_said
from sayso.compare.grouping import Bonds, Pair, group, parted_by_count
from sayso.compare.headlines import headlines_of
from sayso.compare.meaning import MODELS
from sayso.compare.origins import Origins
from sayso.compare.questions import questions_of
from sayso.compare.reading import Reading, read_claims
from sayso.compare.relations import Circumstances, relate
from sayso.compare.sources import origins_of
from sayso.compare.speakers import Speakers
from sayso.compare.twins import standing
from sayso.compare.types import Change, Comparison, Finding, SharedFootage
from sayso.compare.weighing import weigh_pairs
from sayso.compare.withdrawals import Withdrawals
from sayso.values import AskedWrongly, Digest, Method, Progress, silent

METHOD = Method(name="compare.rules", version="15", models=MODELS)
# Fitted with the weights, leaving one case out at a time (benchmarks/ledger/fit_pairs.py).
ONE_QUESTION = 0.25  # average probability from which groups of claims are one question


# By a person's word: merged before anything else, and never merged; finite, so that sums stay numbers.
_CERTAIN = 1e6
_EXCLUDED = -1e9


class UnknownDocument(AskedWrongly):
    """A claim stands in a document that was not given."""

    def __init__(self, doc_id: str) -> None:
        super().__init__(doc_id)
        self.doc_id = doc_id

    def __str__(self) -> str:
        return (
            f"A claim stands in document {self.doc_id!r}, which is not among the documents to compare. "
            "Give every document that the claims were read from."
        )


class DocumentGivenTwice(AskedWrongly):
    """Two documents have one id."""

    def __init__(self, doc_id: str) -> None:
        super().__init__(doc_id)
        self.doc_id = doc_id

    def __str__(self) -> str:
        return f"Two documents are called {self.doc_id!r}. Give each its own id, then compare again."


def compare_claims(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    *,
    copies: Sequence[SharedFootage] = (),
    changes: Sequence[Change] = (),
    joined: Collection[frozenset[Digest]] = (),
    parted: Collection[frozenset[Digest]] = (),
    progress: Progress = silent,
) -> Comparison:
    """Bring claims that answer the same question together, and say how they stand to each other.

    The same documents and claims give the same result, in whatever order they come.
    Cost: grows with the number of claims and of the pairs found, not with their square.

    Args:
        documents: all that the claims stand in; with publisher, date, forwards and citations where known.
        claims: of these documents; two that are the same in place count once.
        copies: documents that show the same footage.
        changes: between captures of one post or page, which are one source.
        joined: pairs of claims that answer one question by a person's word, whatever the method weighs.
        parted: pairs that do not; no finding is made between them.
        progress: hears of claims.

    Raises:
        UnknownDocument: when a claim's document is not given.
        DocumentGivenTwice: when two documents share an id.
    """
    ordered = _in_order(documents, claims)
    progress(0, len(ordered), "reading claims")
    speakers = Speakers(documents, ordered)
    readings = read_claims(documents, ordered, speakers)
    origins = Origins(documents, speakers, copies, changes, headlines_of(documents, readings))
    known = Circumstances(origins, Withdrawals(readings))
    probabilities = weigh_pairs(readings, progress)
    numbers = {reading.id: reading.number for reading in readings}
    by_hand = set(_numbered(joined, numbers))
    for pairs, probability in ((by_hand, _CERTAIN), (_numbered(parted, numbers), _EXCLUDED)):
        probabilities |= dict.fromkeys(pairs, probability)
    related = stand(readings, probabilities, known)
    groups = parted_by_count(group(probabilities, ONE_QUESTION), Bonds(readings, related, by_hand))
    questions = questions_of([[readings[number] for number in members] for members in groups])
    home = {number: questions[at].id for at, members in enumerate(groups) for number in members}
    findings = [_with_question(found, *(home.get(one) for one in pair)) for pair, found in related.items()]
    progress(len(ordered), len(ordered), "claims compared")
    return Comparison(
        findings=tuple(findings),
        questions=tuple(questions),
        origins=tuple(origins_of(readings, findings, speakers, known.origins)),
        method=METHOD,
        changes=tuple(changes),
    )


def stand(
    readings: Sequence[Reading], probabilities: Mapping[Pair, float], known: Circumstances
) -> dict[Pair, Finding]:
    """Return how pairs of claims stand, by their numbers; copies of one claim stand alike.

    Args:
        readings: all claims, by number.
        probabilities: how probable it is of each pair that both answer one question; a pair that a person
            parted has one below nought, and one that was joined by a person one above one.
        known: what is known of the case beyond two of its claims.
    """

    def judge(pair: Pair, times: float = 1.0) -> Finding | None:
        return relate(readings[pair[0]], readings[pair[1]], known, min(times * probabilities[pair], 1.0))

    found = {pair: judge(pair) for pair in sorted(probabilities)}
    related = as_first_said(
        {pair: one for pair, one in found.items() if one is not None},
        readings,
        lambda left, right, pair: relate(left, right, known, min(probabilities[pair], 1.0)),
    )
    return with_copies(related, readings, probabilities.keys(), judge)


def _numbered(pairs: Iterable[frozenset[Digest]], numbers: Mapping[Digest, int]) -> Iterator[Pair]:
    """Yield pairs of claims as `weigh_pairs` has them; one whose claims are not both here is left out."""
    for pair in pairs:
        found = sorted(numbers[claim] for claim in pair if claim in numbers)
        if len(found) == len(pair) == 2:
            yield found[0], found[1]


def _in_order(documents: Sequence[Document], claims: Sequence[Claim]) -> list[Claim]:
    known: set[str] = set()
    for document in documents:
        if document.doc_id in known:
            raise DocumentGivenTwice(document.doc_id)
        known.add(document.doc_id)
    for claim in claims:
        if claim.doc_id not in known:
            raise UnknownDocument(claim.doc_id)
    return sorted(
        standing(documents, claims), key=lambda claim: (claim.doc_id, claim.content[0].start, claim.id)
    )


def _with_question(finding: Finding, one: str | None, other: str | None) -> Finding:
    """Give a finding the question that both of its claims answer, where that is one."""
    return replace(finding, question=one) if one is not None and one == other else finding

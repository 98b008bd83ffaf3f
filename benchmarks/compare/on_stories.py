"""Which relation is found where two claims are known to answer one question, on the invented stories.

    python -m benchmarks.compare.on_stories [FOLDER]

The stories (`training/compare/stories`) tell of 225 events and were written to be hard: the claims of a
question share few words, and many answers need knowledge. The rules that relations are made by were never
fitted to them; some were made after errors on them were read. Each claim is a document of its own; its
figures, places and times are read by the rules of the claims room. Counts the relations found for each
annotated one, apart for pairs that figures decide.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path

from pydantic import TypeAdapter

from sayso.claims.attribution import Attribution
from sayso.claims.qualifying import qualify
from sayso.claims.reading import read
from sayso.claims.types import Act, Claim, Document
from sayso.compare.counts import figures_on_one_count
from sayso.compare.origins import Origins
from sayso.compare.reading import read_claims
from sayso.compare.relations import Circumstances, relate
from sayso.compare.speakers import Speakers
from sayso.compare.withdrawals import Withdrawals
from sayso.values import TextSpan, digest_bytes

STORIES = Path(__file__).resolve().parents[2] / "training" / "compare" / "stories"
_LABEL = re.compile(r"(?P<answer>[A-Z]\d?)(?:>(?P<replaced>.*))?")
_TIME = re.compile(r"(?:day (?P<day>\d+) )?(?P<clock>\d\d:\d\d)")
_FIRST_DAY = datetime(2031, 3, 3)
_CUES: dict[str, str] = {
    "assert": "said that", "deny": "denied that", "no-comment": "declined to say", "condemn": "condemned",
    "demand": "demanded", "question": "doubted whether", "retract": "withdrew:",
}  # fmt: skip
_ACT: TypeAdapter[Act] = TypeAdapter(Act)
_NAMELESS = ("a ", "an ", "two ", "one ")
Pairs = dict[tuple[int, int], tuple[str, int]]  # places of two claims -> relation, and which of them updates


@dataclass(frozen=True)
class Line:
    """One claim of a story, as written."""

    question: int | None
    label: str
    speaker: str
    act: Act
    time: str
    content: str


def main() -> None:
    """Read the stories and print the counts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=STORIES)
    folder = parser.parse_args().folder
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for story in stories_in(folder):
        count(story, counts)
    for (relation, by), found in sorted(counts.items()):
        right = found[relation]
        listed = ", ".join(f"{name} {number}" for name, number in found.most_common())
        print(f"{relation:15s} {by:10s} {right:4d} of {found.total():4d} right:  {listed}")


def stories_in(folder: Path) -> Iterator[list[Line]]:
    """Yield the claims of each story."""
    lines: list[Line] = []
    question: int | None = None
    for path in sorted(folder.glob("*.txt")):
        for place, text in enumerate(path.read_text("utf-8").splitlines()):
            if text.startswith("# ") and lines:
                yield lines
                lines = []
            if text.startswith(("# ", "? ")) or text.strip() == "-":
                question = place if text.startswith("? ") else None
            elif text.strip():
                label, speaker, act, time, content = (part.strip() for part in text.split(" | ", 4))
                content = content.removeprefix("that ")
                lines.append(Line(question, label, speaker, _ACT.validate_python(act), time, content))
    yield lines


def pairs_of(story: Sequence[Line]) -> Pairs:
    """Return how the labels say that two claims stand, for each pair that answers one question."""
    pairs: Pairs = {}
    for (left, one), (right, other) in combinations(enumerate(story), 2):
        labels = _LABEL.fullmatch(one.label), _LABEL.fullmatch(other.label)
        if one.question is None or one.question != other.question or None in labels:
            continue
        relation = _relation(one, other)
        if relation == "updates":
            pairs[left, right] = relation, left if _replaces(one, other) else right
        elif relation:
            pairs[left, right] = relation, -1
    return pairs


def _relation(one: Line, other: Line) -> str:
    """Return the relation of two claims on one question; "" where the labels say nothing."""
    if _replaces(one, other) or _replaces(other, one):
        return "updates"
    letters = one.label[0], other.label[0]
    if "S" in letters:
        return "different-scope" if letters[0] != letters[1] else ""
    if letters[0] != letters[1]:
        return "conflicts"
    return "repeats" if one.speaker == other.speaker else "agrees"


def _replaces(new: Line, old: Line) -> bool:
    answer, _, replaced = new.label.partition(">")
    return answer != old.label.split(">")[0] and old.label.split(">")[0] in replaced.split(",")


def count(story: Sequence[Line], counts: Mapping[tuple[str, str], Counter[str]]) -> None:
    """Add which relations are found for a story's pairs."""
    written = [_written(place, line) for place, line in enumerate(story)]
    documents, claims = [document for document, _ in written], [claim for _, claim in written]
    speakers = Speakers(documents, claims)
    readings = read_claims(documents, claims, speakers)
    known = Circumstances(Origins(documents, speakers), Withdrawals(readings))
    for (left, right), (relation, newer) in pairs_of(story).items():
        finding = relate(readings[left], readings[right], known)
        found: str = finding.relation if finding else "none"
        if finding and found == relation == "updates" and finding.right != readings[newer].id:
            found = "updates, the wrong way round"
        figures = figures_on_one_count(readings[left], readings[right])
        counts[relation, "by words" if figures is None else "by figures"][found] += 1


def _written(place: int, line: Line) -> tuple[Document, Claim]:
    """Return a claim in a document of its own, with the fields that the claims room reads off it."""
    head = f"{line.speaker[:1].upper()}{line.speaker[1:]} {_CUES[line.act]} "
    text = f"{head}{line.content}."
    document = Document(
        doc_id=f"{place:03d}",
        text=text,
        text_digest=digest_bytes(text.encode()),
        kind="article",
        publisher=f"Outlet {place}",
        published=_published(line.time),
    )
    attribution = Attribution(
        source=(TextSpan(0, len(line.speaker)),),
        cue=(TextSpan(len(line.speaker) + 1, len(head) - 1),),
        content=(TextSpan(len(head), len(head) + len(line.content)),),
        kind="unknown",
    )
    (claim,) = qualify(read(document), [attribution])
    unnamed = line.speaker.startswith(_NAMELESS)
    return document, replace(claim, act=line.act, speaker=line.speaker, anonymous=unnamed)


def _published(time: str) -> str | None:
    found = _TIME.fullmatch(time)
    if found is None:
        return None
    day = _FIRST_DAY + timedelta(days=int(found["day"] or 1) - 1)
    return f"{day.date().isoformat()}T{found['clock']}:00Z"


if __name__ == "__main__":
    main()

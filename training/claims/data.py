"""PolNeAR as word pieces with tags and links, cut into windows for training."""

from __future__ import annotations

import itertools
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sayso.claims.tagger.features import piece_features
from sayso.claims.tagger.pieces import Vocabulary

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ROLE_TAGS = {"source": 1, "cue": 3, "content": 5}  # the index of each role's B tag; its I tag follows
WINDOW = 254  # pieces, without the two special ones at a window's ends
IGNORED = -100  # what the loss passes over
NOWHERE = -1  # a link to nothing; in a window it becomes the special first piece


@dataclass(frozen=True, slots=True)
class Pieces:
    """A document as the network sees it; all lists are as long as `ids`."""

    doc_id: str
    ids: list[int]
    features: list[int]
    tags: list[int]
    cue_of: list[int]  # for a piece of content, the first piece of its cue; IGNORED elsewhere
    source_of: list[int]  # for a piece of a cue, the first piece of its source, or NOWHERE; IGNORED elsewhere


@dataclass(frozen=True, slots=True)
class Window:
    """One training example, with the special pieces at both ends."""

    ids: list[int]
    features: list[int]
    tags: list[int]
    cue_of: list[int]
    source_of: list[int]
    doc_id: str = ""
    start: int = 0  # of its first piece in the document


def read_corpus(folder: Path, vocabulary: Vocabulary) -> list[Pieces]:
    """Read `gold.jsonl` and `texts/` of one split of the corpus."""
    documents = []
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            gold = json.loads(line)
            text = (folder / "texts" / f"{gold['doc_id']}.txt").read_bytes().decode("utf-8")
            documents.append(label(gold["doc_id"], text, gold["attributions"], vocabulary))
    return documents


def read_texts(folder: Path, vocabulary: Vocabulary) -> list[Pieces]:
    """Read the texts of a folder, of which no annotation is known: every tag and link is IGNORED."""
    documents = []
    for path in sorted(folder.glob("*.txt")):
        pieces = label(path.stem, path.read_bytes().decode("utf-8"), (), vocabulary)
        documents.append(replace(pieces, tags=[IGNORED] * len(pieces.ids)))
    return documents


def refuse_same_names(documents: Sequence[Pieces]) -> None:
    """Refuse texts of one name, of which one would stand for both in what a teacher saw.

    Raises:
        SystemExit: naming them.
    """
    often = Counter(one.doc_id for one in documents)
    twice = sorted(name for name, count in often.items() if count > 1)
    if twice:
        raise SystemExit(
            f"{len(twice)} names are those of more than one text ({', '.join(twice[:5])}): what is seen is "
            "kept by name, so rename the files of the folders given with --texts, or give fewer folders."
        )


def label(
    doc_id: str, text: str, attributions: Iterable[dict[str, list[list[int]]]], vocabulary: Vocabulary
) -> Pieces:
    """Give each word piece of a text its tag and its links."""
    pieces = list(vocabulary.pieces(text))
    ids = [number for number, _, _ in pieces]
    offsets = [(start, end) for _, start, end in pieces]
    at = _piece_at(len(text), offsets)
    tags = [0] * len(ids)
    cue_of = [IGNORED] * len(ids)
    source_of = [IGNORED] * len(ids)
    for attribution in attributions:
        covered = {role: [_pieces(at, *span) for span in attribution[role]] for role in ROLE_TAGS}
        for role, spans in covered.items():
            for span in spans:
                for place in span:
                    tags[place] = ROLE_TAGS[role] + (place != span[0])
        cue = [place for span in covered["cue"] for place in span]
        source = [place for span in covered["source"] for place in span]
        for place in (place for span in covered["content"] for place in span):
            cue_of[place] = cue[0] if cue else NOWHERE
        for place in cue:
            source_of[place] = source[0] if source else NOWHERE
    return Pieces(doc_id, ids, piece_features(text, offsets), tags, cue_of, source_of)


def windows(document: Pieces, first: int, special: tuple[int, int]) -> Iterator[Window]:
    """Cut a document into windows that do not overlap; the first holds `first` pieces.

    A link that leads out of its window leads nowhere.
    """
    edges = [0, *range(first, len(document.ids), WINDOW), len(document.ids)]
    for start, end in itertools.pairwise(edges):
        if end > start:
            yield _window(document, start, end, special)


def batches(examples: Sequence[Window], pieces: int, rng: random.Random) -> list[list[Window]]:
    """Group windows of like length into shuffled batches of at most so many pieces, padding included."""
    order = sorted(examples, key=lambda window: (len(window.ids), rng.random()))
    groups: list[list[Window]] = [[]]
    for window in order:
        if groups[-1] and len(window.ids) * (len(groups[-1]) + 1) > pieces:
            groups.append([])
        groups[-1].append(window)
    rng.shuffle(groups)
    return groups


def _piece_at(length: int, offsets: Sequence[tuple[int, int]]) -> list[int]:
    at = [-1] * length
    for place, (start, end) in enumerate(offsets):
        at[start:end] = [place] * (end - start)
    return at


def _pieces(at: Sequence[int], start: int, end: int) -> list[int]:
    return sorted({place for place in at[start:end] if place >= 0})


def _window(document: Pieces, start: int, end: int, special: tuple[int, int]) -> Window:
    def moved(targets: Sequence[int]) -> list[int]:
        inside = (
            target if target == IGNORED else target - start + 1 if start <= target < end else 0
            for target in targets[start:end]
        )
        return [IGNORED, *inside, IGNORED]

    return Window(
        ids=[special[0], *document.ids[start:end], special[1]],
        features=[0, *document.features[start:end], 0],
        tags=[IGNORED, *document.tags[start:end], IGNORED],
        cue_of=moved(document.cue_of),
        source_of=moved(document.source_of),
        doc_id=document.doc_id,
        start=start,
    )

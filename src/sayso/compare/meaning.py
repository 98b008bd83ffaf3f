"""What claims mean, as far as their words tell one by one: a vector for each claim.

A claim's vector is the sum of its word pieces' vectors, each as much as the piece
is rare in the case; what all claims of the case have in common is taken off, so that
two claims lie near each other where they are about one matter *within* the story.
Source: Arora, Liang and Ma, "A simple but tough-to-beat baseline for sentence
embeddings" (2017), with vectors distilled from a sentence network (`models/README.md`).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.claims.tagger.pieces import Vocabulary
from sayso.claims.tagging import model_files
from sayso.values import Digest, SaysoError, digest_file

TABLE = Path(__file__).parent / "models" / "meaning-1.npy"
TABLE_DIGEST = Digest("a49a898c55c7f93b8e1d9155839911adf5e3f8fc96c2df549248218f779669f9")
WORDS_DIGEST = Digest("07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3")  # number its rows
MODELS = {"meaning-1": TABLE_DIGEST, "vocabulary": WORDS_DIGEST}
Floats = NDArray[np.float32]
_FEW_TEXTS = 20  # what so few have in common is hardly taken off: two would come to be opposites


class MeaningsMissing(SaysoError):
    """The table of words' vectors cannot be read."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(path, why)
        self.path, self.why = path, why

    def __str__(self) -> str:
        return (
            f"The vectors of words that comparing needs cannot be read from {self.path!r}: {self.why}. "
            "Install sayso again."
        )


def vectors_of(texts: Sequence[str]) -> Floats:
    """Return a vector of length 1 for each text, (texts, 128); of length 0 where it has no known word.

    Raises:
        MeaningsMissing: when the table that comes with sayso is missing or damaged.
    """
    vocabulary, table = load_table()
    pieces = [[number for number, _, _ in vocabulary.pieces(text)] for text in texts]
    seen = Counter(number for own in pieces for number in set(own))
    rarity = {number: math.log((len(texts) + 1) / (count + 0.5)) for number, count in seen.items()}
    sums = np.zeros((len(texts), table.shape[1]), np.float32)
    for place, own in enumerate(pieces):
        if own:
            shares = np.array([rarity[number] for number in own], np.float32)
            sums[place] = shares @ _unit(table[own].astype(np.float32))
    sums = _unit(sums)
    return _unit(sums - sums.sum(axis=0) / (len(texts) + _FEW_TEXTS))


@lru_cache(maxsize=1)
def load_table() -> tuple[Vocabulary, NDArray[np.int8]]:
    """Load the words' vectors and the vocabulary that numbers them, once a process.

    Raises:
        MeaningsMissing: when either is missing or damaged.
    """
    _, words = model_files()
    try:
        for path, digest in ((TABLE, TABLE_DIGEST), (words, WORDS_DIGEST)):
            if digest_file(path) != digest:
                raise MeaningsMissing(str(path), "its bytes are not those that came with this version")
        table = np.load(TABLE, mmap_mode="r", allow_pickle=False)
        vocabulary = Vocabulary.read(words)
    except (OSError, ValueError, KeyError) as error:
        raise MeaningsMissing(str(TABLE), f"{type(error).__name__}: {error}") from error
    return vocabulary, table


def _unit(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), np.float32)

"""What claims are about: a vector for each claim, near to those of claims that answer the same question.

A small network reads a claim's words. It was taught on invented stories, in which
claims of one question share few words, and claims of several questions many
(`models/README.md`). The one module of this room that knows onnxruntime.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.claims.tagger.pieces import Vocabulary
from sayso.claims.tagging import model_files
from sayso.values import Digest, SaysoError, digest_file

NETWORK = Path(__file__).parent / "models" / "question-2.onnx"
NETWORK_DIGEST = Digest("2933b9afbecff7ed8911dba08505ee9a63b1a74cd5d3be8ac8d5de9c2fad60eb")
WORDS_DIGEST = Digest("07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3")  # number its input
MODELS = {"question-2": NETWORK_DIGEST, "vocabulary": WORDS_DIGEST}
Floats = NDArray[np.float32]
WIDTH = 384
_LONGEST = 46  # pieces of a claim that are read; one in five hundred is longer
_MARKS = '"“” \t\n'  # around a quotation
_THAT = "that "
_FEW = 1_000  # among so many vectors, all are compared with all
_DOORS = 4  # pools that a vector is put into: so that neighbours meet in one


class MeaningsMissing(SaysoError):
    """The network that reads claims cannot be loaded."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(path, why)
        self.path, self.why = path, why

    def __str__(self) -> str:
        return (
            f"The network that comparing reads claims with cannot be loaded from {self.path!r}: {self.why}. "
            "Install sayso again."
        )


@dataclass(frozen=True)
class _Network:
    vocabulary: Vocabulary
    session: Any

    def vector(self, text: str) -> Floats:
        """Return one text's vector. Texts are read one by one: in eight bits a neighbour would change it."""
        ids = np.array([pieces_of(text, self.vocabulary)], dtype=np.int64)
        (vectors,) = self.session.run(["vectors"], {"ids": ids, "mask": np.ones_like(ids)})
        found: Floats = vectors[0]
        return found


def pieces_of(text: str, vocabulary: Vocabulary) -> list[int]:
    """Return the word pieces that are read of a claim: without a quotation's marks and a first "that"."""
    words = text.strip(_MARKS).removeprefix(_THAT)
    first, last = vocabulary.ends
    return [first, *(number for number, _, _ in islice(vocabulary.pieces(words), _LONGEST)), last]


def vectors_of(texts: Sequence[str]) -> Floats:
    """Return a vector of length 1 for each text, (texts, 384). A text's does not depend on the others.

    Raises:
        MeaningsMissing: when the network that comes with sayso is missing or damaged.
    """
    network = load_network()
    known = {text: network.vector(text) for text in dict.fromkeys(texts)}
    return np.array([known[text] for text in texts], np.float32).reshape(len(texts), WIDTH)


def nearest(vectors: Floats, most: int) -> Iterator[tuple[int, int]]:
    """Yield each vector's nearest others, at most so many, as pairs of places.

    Many are put into pools first, each into the few whose middles lie nearest, and a vector is compared
    with those in its nearest pool; so the cost grows with the power 1.5 of their number.
    """
    if len(vectors) <= _FEW:
        everyone = np.arange(len(vectors))
        yield from _nearest_of(vectors, everyone, everyone, most)
        return
    pools = int(len(vectors) ** 0.5)
    middles = vectors[:: len(vectors) // pools]
    order = np.argsort(-(vectors @ middles.T), axis=1, kind="stable")[:, :_DOORS]
    for pool in range(len(middles)):
        asking = np.flatnonzero(order[:, 0] == pool)
        inside = np.flatnonzero((order == pool).any(axis=1))
        yield from _nearest_of(vectors, asking, inside, most)


def _nearest_of(
    vectors: Floats, asking: NDArray[np.int64], inside: NDArray[np.int64], most: int
) -> Iterator[tuple[int, int]]:
    scores = vectors[asking] @ vectors[inside].T
    for row, place in zip(scores, asking.tolist(), strict=True):
        best = inside[np.argsort(-row, kind="stable")[: most + 1]].tolist()
        yield from ((place, other) for other in [one for one in best if one != place][:most])


@lru_cache(maxsize=1)
def load_network() -> _Network:
    """Load the network and the vocabulary that numbers its input, once a process.

    Raises:
        MeaningsMissing: when either is missing or damaged.
    """
    _, words = model_files()
    try:
        for path, digest in ((NETWORK, NETWORK_DIGEST), (words, WORDS_DIGEST)):
            if digest_file(path) != digest:
                raise MeaningsMissing(str(path), "its bytes are not those that came with this version")
        return _Network(Vocabulary.read(words), _session(NETWORK))
    except (OSError, ValueError, KeyError) as error:
        raise MeaningsMissing(str(NETWORK), f"{type(error).__name__}: {error}") from error


def _session(path: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # claims are short: a second thread costs more than it saves
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

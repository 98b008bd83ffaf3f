"""Word pieces of a text, scored by the attribution network.

The one module that knows onnxruntime. Long texts are read in stretches and these
in windows that overlap, so that memory stays bounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.claims.tagger.features import piece_features
from sayso.claims.tagger.pieces import Vocabulary
from sayso.values import Digest, SaysoError, digest_file

MODELS = Path(__file__).parent / "models"
MODEL = "attribution-3"  # its files are MODEL.onnx and MODEL.vocabulary.txt
WINDOW = 254  # pieces, without the special ones at both ends; the network was trained on as many
STRIDE = 222  # pieces from one window to the next; more overlap was no better on the dev split
STRETCH = 4_096  # pieces scored before anything is decided; about 25 MB of scores

Matrix = NDArray[np.float32]


class TaggerMissing(SaysoError):
    """The attribution network cannot be loaded."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(path, why)
        self.path, self.why = path, why

    def __str__(self) -> str:
        return (
            f"The attribution network cannot be loaded from {self.path!r}: {self.why}. "
            "Install sayso again, or use the extractor 'rules'."
        )


@dataclass(frozen=True, slots=True)
class Window:
    """The scores of a run of pieces; `start` counts from the first piece of the stretch."""

    start: int
    tags: Matrix  # (pieces, 7), natural logarithms of probabilities, in the order of `decoding.TAGS`
    cue_links: Matrix  # (pieces, pieces + 1) likewise: from a piece of content to its cue's first piece
    source_links: Matrix  # (pieces, pieces + 1) likewise: from a piece of a cue to its source's first piece
    # Column 0 of both is "nowhere"; column k + 1 is piece k of the window.


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive pieces of a text, with the scores of all windows over them."""

    offsets: Sequence[tuple[int, int]]  # of each piece, in code points of the text
    windows: Sequence[Window]


class Network:
    """The attribution network and its vocabulary, ready to use."""

    def __init__(self, model: Path, vocabulary: Path) -> None:
        """Load both files.

        Raises:
            TaggerMissing: when one is missing or no such file.
        """
        self._vocabulary = _load_vocabulary(vocabulary)
        self._session = _load_session(model)

    def score(self, text: str) -> Iterator[Stretch]:
        """Score a text stretch by stretch, in reading order."""
        pieces = list(self._vocabulary.pieces(text))
        ids = [number for number, _, _ in pieces]
        offsets = [(start, end) for _, start, end in pieces]
        features = piece_features(text, offsets)
        for first, last in stretch_bounds(text, offsets):
            places = range(first, last)
            windows = [
                self._window(ids[first + a : first + b], features[first + a : first + b], a)
                for a, b in window_bounds(len(places))
            ]
            yield Stretch(offsets[first:last], windows)

    def _window(self, ids: list[int], features: list[int], start: int) -> Window:
        first, last = self._vocabulary.ends
        row = [first, *ids, last]
        inputs = {
            "ids": np.array([row], dtype=np.int64),
            "features": np.array([[0, *features, 0]], dtype=np.int64),
            "mask": np.ones((1, len(row)), dtype=np.int64),
        }
        tags, cues, sources = self._session.run(["tags", "cue_links", "source_links"], inputs)
        return Window(
            start,
            log_softmax(tags[0, 1:-1]),
            log_softmax(cues[0, 1:-1, :-1]),
            log_softmax(sources[0, 1:-1, :-1]),
        )


@lru_cache(maxsize=1)
def load_network() -> Network:
    """Load the network that comes with sayso, once a process.

    Raises:
        TaggerMissing: when its files are missing or damaged.
    """
    return Network(*model_files())


def model_files() -> tuple[Path, Path]:
    """Return the paths of the network and of its vocabulary."""
    return MODELS / f"{MODEL}.onnx", MODELS / f"{MODEL}.vocabulary.txt"


@lru_cache(maxsize=1)
def network_models() -> Mapping[str, Digest]:
    """Return the digests of the network's files, without loading it.

    Raises:
        TaggerMissing: when one cannot be read.
    """
    try:
        return {path.name: digest_file(path) for path in model_files()}
    except OSError as error:
        raise TaggerMissing(str(error.filename), "it cannot be read") from error


@lru_cache(maxsize=1)
def network_packages() -> Mapping[str, str]:
    """Return the versions of the packages that run the network."""
    return {name: metadata.version(name) for name in ("onnxruntime",)}


def window_bounds(pieces: int) -> list[tuple[int, int]]:
    """Return the `[start, end)` of the windows over so many pieces; the last ones are spread evenly."""
    if pieces <= WINDOW:
        return [(0, pieces)] if pieces else []
    steps = -(-(pieces - WINDOW) // STRIDE)
    last = pieces - WINDOW
    return [(start, start + WINDOW) for start in (step * last // steps for step in range(steps + 1))]


def log_softmax(scores: Matrix) -> Matrix:
    """Return the logarithms of the probabilities along the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    result: Matrix = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result


def stretch_bounds(text: str, offsets: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Cut the pieces into stretches, at the last line break where there is one in the second half."""
    first = 0
    while len(offsets) - first > STRETCH:
        last = first + STRETCH
        for place in range(last, first + STRETCH // 2, -1):
            if "\n" in text[offsets[place - 1][1] : offsets[place][0]]:
                last = place
                break
        yield first, last
        first = last
    if first < len(offsets):
        yield first, len(offsets)


def _load_vocabulary(path: Path) -> Vocabulary:
    try:
        return Vocabulary.read(path)
    except (OSError, UnicodeDecodeError, KeyError) as error:
        raise TaggerMissing(str(path), f"no vocabulary can be read from it ({error})") from error


def _load_session(path: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # windows are small: a second thread costs more than it saves
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise TaggerMissing(str(path), str(error).splitlines()[0]) from error

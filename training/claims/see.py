"""Write down what a larger network says of each word piece of the train split and of other texts.

    python see.py --corpus CORPUS --teacher CHECKPOINT [...] --base FOLDER --out FILE

It reads windows that overlap, and what it says is joined with more weight on their middles, as the
extractor does it. So each piece is read once, with words on both sides, however often it is taught.
Of several checkpoints, the mean of their weights reads.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import torch
from bases import base_model, load_encoder, read_vocabulary
from data import TAGS, Pieces, read_corpus, read_texts, refuse_same_names
from export import mean_weights
from model import Attributor
from torch import Tensor

from sayso.claims.tagger.decoding import centre_weights
from sayso.claims.tagger.pieces import Vocabulary
from sayso.claims.tagging import window_bounds

TEMPERATURE = 2.0  # flattens what is learned from, so that second choices count


def load(checkpoints: Sequence[Path], bases: Sequence[Path], pieces: Sequence[str]) -> Attributor:
    """Load a network onto the base that its weights fit, the mean where there are several."""
    weights = mean_weights(checkpoints)
    size = weights["features.weight"].shape[1]
    for base in bases:
        if json.loads((base / "config.json").read_text("utf-8"))["hidden_size"] == size:
            model = Attributor(load_encoder(base, pieces, 0.0))
            model.load_state_dict(weights)
            return model
    raise SystemExit(f"No base of width {size} is given for {checkpoints[0]}; name its folder with --base.")


def seen_by(teacher: Attributor, document: Pieces, ends: tuple[int, int]) -> Tensor:
    """Return (pieces, tags) probabilities of a document, flattened by the temperature."""
    total = torch.zeros(len(document.ids), len(TAGS))
    weights = torch.zeros(len(document.ids), 1)
    for first, last in window_bounds(len(document.ids)):
        ids = torch.tensor([[ends[0], *document.ids[first:last], ends[1]]])
        features = torch.tensor([[0, *document.features[first:last], 0]])
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            tags = teacher(ids, features, torch.ones_like(ids))[0]
        weight = torch.from_numpy(centre_weights(last - first))[:, None]
        total[first:last] += weight * (tags[0, 1:-1].float() / TEMPERATURE).softmax(-1)
        weights[first:last] += weight
    return total / weights


def read_all(corpus: Path, texts: Sequence[Path], vocabulary: Vocabulary) -> list[Pieces]:
    """Read the train split, and folders of texts without annotation.

    Raises:
        SystemExit: when two of them have one name.
    """
    documents = read_corpus(corpus / "train", vocabulary)
    documents += [text for folder in texts for text in read_texts(folder, vocabulary)]
    refuse_same_names(documents)
    return documents


def main() -> None:
    """Read the command line, and all texts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with train/ of PolNeAR")
    parser.add_argument(
        "--texts", type=Path, nargs="*", default=[], help="folders of texts without annotation"
    )
    parser.add_argument("--teacher", type=Path, nargs="+", required=True, help="checkpoints")
    parser.add_argument("--base", type=Path, default=base_model(), help="folder of its base model")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    pieces = read_vocabulary(base_model())
    vocabulary = Vocabulary(pieces)
    teacher = load(args.teacher, [args.base], pieces).eval()
    documents = read_all(args.corpus, args.texts, vocabulary)
    seen = {one.doc_id: seen_by(teacher, one, vocabulary.ends).half() for one in documents}
    args.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(seen, args.out.with_suffix(".part"))
    args.out.with_suffix(".part").replace(args.out)


if __name__ == "__main__":
    main()

"""Teach the small network what larger ones, or several, see in the train split and in other texts.

    python distil.py --corpus CORPUS --teacher CHECKPOINT [...] --start CHECKPOINT [...] --out FOLDER

The teachers read each window as it stands, the pupil as `vary.py` changes it. What the pupil says
is held against the annotation, where there is one, and against the mean of what the teachers say
of tags and of links (Hinton et al., "Distilling the Knowledge in a Neural Network", 2015).
It starts from a checkpoint of the small network, or from the mean of several.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from bases import base_model, load_encoder, read_vocabulary
from data import IGNORED, Pieces, Window, batches, read_corpus, read_texts, windows
from data import WINDOW as WINDOW_PIECES
from export import mean_weights
from model import Attributor
from torch import Tensor, nn
from train import gold_loss, optimizer_for, rate_at, save, stack
from vary import Variation

from sayso.claims.tagger.pieces import Vocabulary

TEMPERATURE = 2.0  # flattens what is learned from, so that second choices count
SOFT_WEIGHT = 2.0  # of the teachers' loss beside the annotation's
CONTENT_TAGS, CUE_TAGS = (5, 6), (3, 4)
Scores = tuple[Tensor, Tensor, Tensor]  # of tags, cue links and source links


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


def seen_by(teachers: Sequence[Attributor], batch: dict[str, Tensor]) -> Scores:
    """Return the mean probabilities of tags and links, flattened by the temperature."""
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        answers = [teacher(batch["ids"], batch["features"], batch["mask"]) for teacher in teachers]
    tags, cues, sources = (
        torch.stack([(one.float() / TEMPERATURE).softmax(-1) for one in of_kind]).mean(0)
        for of_kind in zip(*answers, strict=True)
    )
    return tags, cues, sources


def soft_loss(scores: Scores, seen: Scores, mask: Tensor, links: float) -> Tensor:
    """Say how far the pupil is from its teachers; a link counts as far as they see a content or a cue."""
    weights = (
        mask.float(),
        seen[0][..., CONTENT_TAGS].sum(-1) * mask,
        seen[0][..., CUE_TAGS].sum(-1) * mask,
    )
    shares = (1.0, links, links)
    losses = [
        share * _divergence(own, other, weight)
        for own, other, weight, share in zip(scores, seen, weights, shares, strict=True)
        if share
    ]
    return torch.stack(losses).sum()


def _divergence(scores: Tensor, seen: Tensor, weights: Tensor) -> Tensor:
    own = (scores.float() / TEMPERATURE).log_softmax(-1)
    apart = nn.functional.kl_div(own, seen, reduction="none").sum(-1)
    return TEMPERATURE**2 * (apart * weights).sum() / weights.sum().clamp(min=1.0)


def epochs(
    documents: Sequence[Pieces], ends: tuple[int, int], pieces: int, seed: int
) -> Iterator[list[Window]]:
    """Yield batches without end; in each epoch the windows begin elsewhere."""
    epoch = 0
    while True:
        rng = random.Random(f"{seed}-{epoch}")
        examples = [w for one in documents for w in windows(one, rng.randint(1, WINDOW_PIECES), ends)]
        yield from batches(examples, pieces, rng)
        epoch += 1


def distil(args: argparse.Namespace) -> None:
    """Run the teaching, with a checkpoint every so many steps and at the end."""
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    pieces = read_vocabulary(base_model())
    vocabulary, variation = Vocabulary(pieces), Variation(pieces)
    bases = [base_model(), *args.base]
    teachers = [load([path], bases, pieces).eval() for path in args.teacher]
    pupil = load(args.start, bases, pieces).train()
    optimizer = optimizer_for(pupil, args.rate)
    documents = read_corpus(args.corpus / "train", vocabulary)
    documents += [text for folder in args.texts for text in read_texts(folder, vocabulary)]
    args.out.mkdir(parents=True, exist_ok=True)
    began, recent = time.monotonic(), [0.0, 0.0]
    rng = random.Random(args.seed)
    groups = epochs(documents, vocabulary.ends, args.batch_pieces, args.seed)
    for step, group in zip(range(1, args.steps + 1), groups, strict=False):
        for settings in optimizer.param_groups:
            settings["lr"] = settings["full"] * rate_at(step - 1, args.steps, args.cool_down)
        batch = stack([variation.of(window, rng) for window in group])
        gold, soft = losses(pupil, batch, seen_by(teachers, stack(group)), args.soft_links)
        optimizer.zero_grad()
        (gold + args.soft_weight * soft).backward()
        nn.utils.clip_grad_norm_(pupil.parameters(), 1.0)
        optimizer.step()
        recent = [recent[0] + float(gold.detach()), recent[1] + float(soft.detach())]
        if step % 20 == 0:
            means = {"gold": round(recent[0] / 20, 4), "soft": round(recent[1] / 20, 4)}
            seconds = round(time.monotonic() - began)
            print(json.dumps({"step": step, **means, "seconds": seconds}), flush=True)
            recent = [0.0, 0.0]
        if step % args.checkpoint_steps == 0 or step in {args.steps, args.until}:
            save(args.out, step, pupil, optimizer)
        if step == args.until:
            return


def losses(pupil: Attributor, batch: dict[str, Tensor], seen: Scores, links: float) -> tuple[Tensor, Tensor]:
    """Return how far a pupil is from the annotation of a batch, and from what its teachers saw."""
    with torch.autocast("cpu", torch.bfloat16):
        scores = pupil(batch["ids"], batch["features"], batch["mask"])
    annotated = bool((batch["tags"] != IGNORED).any())
    gold = gold_loss(scores, batch) if annotated else torch.zeros(())
    return gold, soft_loss(scores, seen, batch["mask"], links)


def main() -> None:
    """Read the command line and teach."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with train/ of PolNeAR")
    parser.add_argument(
        "--texts", type=Path, nargs="*", default=[], help="folders of texts without annotation"
    )
    parser.add_argument("--teacher", type=Path, nargs="+", required=True, help="checkpoints")
    parser.add_argument(
        "--start", type=Path, nargs="+", required=True, help="checkpoints of the small network"
    )
    parser.add_argument(
        "--base", type=Path, nargs="*", default=[], help="folders of the teachers' base models"
    )
    parser.add_argument("--out", type=Path, required=True, help="where the checkpoints go")
    parser.add_argument("--steps", type=int, default=800)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--until", type=int, default=0, help="stop after so many steps, before the last")
    parser.add_argument("--cool-down", type=float, default=0.8, help="share of steps with a falling rate")
    parser.add_argument("--soft-weight", type=float, default=SOFT_WEIGHT, help="of the teachers' loss")
    parser.add_argument("--soft-links", type=float, default=0.0, help="of the teachers' links within it")
    parser.add_argument("--batch-pieces", type=int, default=2100)
    parser.add_argument("--checkpoint-steps", type=int, default=100)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=20261126)
    distil(parser.parse_args())


if __name__ == "__main__":
    main()

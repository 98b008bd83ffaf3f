"""Teach the small network the tags that a larger one sees in the train split and in other texts.

    python distil.py --corpus CORPUS --seen FILE --start CHECKPOINT [...] --out FOLDER

The larger one has read each text as it stands (`see.py`), the pupil reads windows as `vary.py`
changes them. What the pupil says is held against the annotation, where there is one, and against the
tags that its teacher saw (Hinton et al., "Distilling the Knowledge in a Neural Network", 2015).
It starts from a checkpoint of the small network, or from the mean of several. A run that was stopped
goes on from the last checkpoint in its folder when it is called again.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from bases import base_model, read_vocabulary
from data import IGNORED, TAGS, Pieces, Window
from learning import epochs, learn, optimizer_for, resume
from model import Attributor
from schedule import add_schedule, newest, read_schedule
from see import TEMPERATURE, load, read_all
from torch import Tensor, nn
from train import gold_loss, stack
from vary import Variation

from sayso.claims.tagger.pieces import Vocabulary

SOFT_WEIGHT = 2.0  # of the teacher's loss beside the annotation's


def stack_seen(group: Sequence[Window], seen: Mapping[str, Tensor]) -> Tensor:
    """Return (batch, pieces, tags) of what the teacher saw; nothing but 0 at ends and in padding."""
    stacked = torch.zeros(len(group), max(len(window.ids) for window in group), len(TAGS))
    for row, window in zip(stacked, group, strict=True):
        inner = len(window.ids) - 2
        row[1 : inner + 1] = seen[window.doc_id][window.start : window.start + inner]
    return stacked


def soft_loss(tags: Tensor, seen: Tensor) -> Tensor:
    """Say how far a pupil's tags are from its teacher's, on average over the pieces that the teacher saw."""
    own = (tags.float() / TEMPERATURE).log_softmax(-1)
    apart = nn.functional.kl_div(own, seen, reduction="none").sum()
    return TEMPERATURE**2 * apart / (seen.sum(-1) > 0).sum().clamp(min=1)


def losses(pupil: Attributor, batch: dict[str, Tensor], seen: Tensor) -> tuple[Tensor, Tensor]:
    """Return how far a pupil is from the annotation of a batch, and from what its teacher saw."""
    with torch.autocast("cpu", torch.bfloat16):
        scores = pupil(batch["ids"], batch["features"], batch["mask"])
    annotated = bool((batch["tags"] != IGNORED).any())
    gold = gold_loss(scores, batch) if annotated else torch.zeros(())
    return gold, soft_loss(scores[0], seen)


def refuse_unseen(documents: Sequence[Pieces], seen: Mapping[str, Tensor]) -> None:
    """Refuse texts that the teacher did not see, or saw in other words.

    Raises:
        SystemExit: naming them.
    """
    apart = [one.doc_id for one in documents if len(seen.get(one.doc_id, ())) != len(one.ids)]
    if apart:
        raise SystemExit(
            f"{len(apart)} texts are not as the teacher saw them ({', '.join(apart[:5])}): run see.py again "
            "on the same CORPUS and TEXTS."
        )


def distil(args: argparse.Namespace) -> None:
    """Run the teaching, with a checkpoint every so many steps and at the end."""
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    pieces = read_vocabulary(base_model())
    vocabulary, variation = Vocabulary(pieces), Variation(pieces)
    seen = {name: tags.float() for name, tags in torch.load(args.seen).items()}
    pupil = load(args.start, [base_model()], pieces).train()
    documents = read_all(args.corpus, args.texts, vocabulary)
    refuse_unseen(documents, seen)

    def both(group: list[Window]) -> dict[str, tuple[float, Tensor]]:
        gold, soft = losses(pupil, stack(group), stack_seen(group, seen))
        return {"gold": (1.0, gold), "soft": (args.soft_weight, soft)}

    groups = epochs(documents, vocabulary.ends, variation, pieces=args.batch_pieces, seed=args.seed)
    optimizer = optimizer_for(pupil, args.rate)
    schedule = read_schedule(args)
    stopped = newest(args.out, schedule)
    done = resume(stopped, pupil, optimizer) if stopped else 0
    learn(pupil, optimizer, schedule, groups=groups, losses=both, out=args.out, done=done)


def main() -> None:
    """Read the command line and teach."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with train/ of PolNeAR")
    parser.add_argument(
        "--texts", type=Path, nargs="*", default=[], help="folders of texts without annotation"
    )
    parser.add_argument("--seen", type=Path, required=True, help="what the teacher saw, from see.py")
    parser.add_argument(
        "--start", type=Path, nargs="+", required=True, help="checkpoints of the small network"
    )
    add_schedule(parser, steps=800, cool_down=0.8, checkpoint_steps=100)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--soft-weight", type=float, default=SOFT_WEIGHT, help="of the teacher's loss")
    parser.add_argument("--batch-pieces", type=int, default=2100)
    parser.add_argument("--seed", type=int, default=20261126)
    distil(parser.parse_args())


if __name__ == "__main__":
    main()

"""Fine-tune the tagger on the train split of PolNeAR.

    python train.py --corpus CORPUS --out FOLDER

The rate rises over the first steps, stays, and falls to nothing over the last 30 %, or `--cool-down`;
so a run can be taken up again from a checkpoint before that with another number of
steps in all, and ends as if it had been started so. A run that was stopped goes on from the last
checkpoint in its folder when it is called again.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from bases import base_model, hold_lowest, load_encoder, read_vocabulary
from data import IGNORED, Window, read_corpus
from learning import epochs, learn, optimizer_for, resume
from model import Attributor
from schedule import add_schedule, newest, read_schedule
from torch import Tensor, nn
from vary import Variation

from sayso.claims.tagger.pieces import Vocabulary

COOL_DOWN = 0.3  # the share of all steps over which the rate falls, where none is asked for
ATTENTION_DROPOUT = 0.1  # where texts are not varied; without it a step takes 30 % less time
LINK_WEIGHT = 0.5  # of each link's loss, beside the tags' loss of 1


def stack(group: list[Window]) -> dict[str, Tensor]:
    """Pad a batch's windows to one length; every tensor is (batch, pieces)."""
    length = max(len(window.ids) for window in group)

    def padded(name: str, fill: int) -> Tensor:
        rows = [getattr(window, name) for window in group]
        return torch.tensor([row + [fill] * (length - len(row)) for row in rows])

    batch = {name: padded(name, 0) for name in ("ids", "features")}
    batch |= {name: padded(name, IGNORED) for name in ("tags", "cue_of", "source_of")}
    batch["mask"] = torch.tensor([[1] * len(w.ids) + [0] * (length - len(w.ids)) for w in group])
    return batch


def loss_of(model: Attributor, batch: dict[str, Tensor]) -> Tensor:
    """Sum the losses of tags and links over a batch."""
    with torch.autocast("cpu", torch.bfloat16):
        scores = model(batch["ids"], batch["features"], batch["mask"])
    return gold_loss(scores, batch)


def gold_loss(scores: tuple[Tensor, Tensor, Tensor], batch: dict[str, Tensor]) -> Tensor:
    """Sum the losses of scores of tags and links against the annotation of a batch."""
    loss = _cross_entropy(scores[0], batch["tags"])
    for links, targets in zip(scores[1:], (batch["cue_of"], batch["source_of"]), strict=True):
        if bool((targets != IGNORED).any()):
            loss = loss + LINK_WEIGHT * _cross_entropy(links, targets)
    return loss


def _cross_entropy(scores: Tensor, targets: Tensor) -> Tensor:
    return nn.functional.cross_entropy(scores.float().flatten(0, 1), targets.flatten(), ignore_index=IGNORED)


def train(args: argparse.Namespace) -> None:
    """Run the training, with a checkpoint every so many steps and at the end."""
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    pieces = read_vocabulary(base_model())
    vocabulary = Vocabulary(pieces)
    variation = Variation(pieces) if args.varied else None
    encoder = load_encoder(args.base or base_model(), pieces, 0.0 if args.varied else ATTENTION_DROPOUT)
    if args.hold:
        hold_lowest(encoder, args.hold)
    model = Attributor(encoder).train()
    optimizer = optimizer_for(model, args.rate)
    schedule = read_schedule(args)
    start = newest(args.out, schedule, args.resume)
    done = resume(start, model, optimizer) if start else 0
    documents = read_corpus(args.corpus / "train", vocabulary)
    groups = epochs(documents, vocabulary.ends, variation, pieces=args.batch_pieces, seed=args.seed)

    def losses(group: list[Window]) -> dict[str, tuple[float, Tensor]]:
        return {"loss": (1.0, loss_of(model, stack(group)))}

    learn(model, optimizer, schedule, groups=groups, losses=losses, out=args.out, done=done)


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with train/ and dev/ of PolNeAR")
    parser.add_argument("--base", type=Path, default=None, help="folder of the base model")
    add_schedule(parser, steps=1250, cool_down=COOL_DOWN, checkpoint_steps=225)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--batch-pieces", type=int, default=2100)
    parser.add_argument("--seed", type=int, default=20261125)
    parser.add_argument(
        "--varied", action="store_true", help="vary the texts (vary.py); drop no attention out"
    )
    parser.add_argument("--hold", type=int, default=0, help="layers that stay as in the base model")
    parser.add_argument("--resume", type=Path, help="a checkpoint of another run to start from")
    train(parser.parse_args())


if __name__ == "__main__":
    main()

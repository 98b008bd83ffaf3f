"""Fine-tune the tagger on the train split of PolNeAR.

    python train.py --corpus CORPUS --out FOLDER

The rate rises over the first steps, stays, and falls to nothing over the last 30 %, or `--cool-down`;
so a run can be taken up again from a checkpoint before that with another number of
steps in all, and ends as if it had been started so.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from bases import base_model, hold_lowest, load_encoder, read_vocabulary
from data import IGNORED, Window, batches, read_corpus, windows
from data import WINDOW as WINDOW_PIECES
from model import Attributor
from torch import Tensor, nn
from vary import Variation

from sayso.claims.tagger.pieces import Vocabulary

WARM_UP_STEPS = 60
COOL_DOWN = 0.3  # the share of all steps over which the rate falls, where none is asked for
ATTENTION_DROPOUT = 0.1  # where texts are not varied; without it a step takes 30 % less time
LINK_WEIGHT = 0.5  # of each link's loss, beside the tags' loss of 1


def rate_at(step: int, steps: int, cool_down: float) -> float:
    """Return the share of the full learning rate for a step; it falls over the last `cool_down` of all."""
    left = (steps - step) / max(1.0, cool_down * steps)
    return min(1.0, (step + 1) / WARM_UP_STEPS, left)


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


def epochs(
    corpus: Path, vocabulary: Vocabulary, variation: Variation | None, pieces: int, seed: int
) -> Iterator[list[list[Window]]]:
    """Yield each epoch's batches; the windows begin elsewhere, and are varied anew, in each epoch."""
    documents = read_corpus(corpus / "train", vocabulary)
    epoch = 0
    while True:
        rng = random.Random(f"{seed}-{epoch}")
        examples = [
            variation.of(window, rng) if variation else window
            for document in documents
            for window in windows(document, rng.randint(1, WINDOW_PIECES), vocabulary.ends)
        ]
        yield batches(examples, pieces, rng)
        epoch += 1


def optimizer_for(model: Attributor, rate: float) -> torch.optim.AdamW:
    """Decay matrices only; the new heads learn faster than the encoder."""
    model.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, weight in model.named_parameters():
        if weight.requires_grad:
            groups.setdefault((name.startswith("encoder."), weight.dim() > 1), []).append(weight)
    return torch.optim.AdamW(
        [
            {
                "params": weights,
                "lr": rate * (1 if inner else 5),
                "full": rate * (1 if inner else 5),
                "weight_decay": 0.01 * decays,
            }
            for (inner, decays), weights in groups.items()
        ],
        fused=True,
    )


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
    model = Attributor(encoder)
    optimizer = optimizer_for(model, args.rate)
    args.out.mkdir(parents=True, exist_ok=True)
    done = _resume(args.resume, model, optimizer) if args.resume else 0
    step, began, recent = 0, time.monotonic(), 0.0
    model.train()
    for epoch in epochs(args.corpus, vocabulary, variation, args.batch_pieces, args.seed):
        for group in epoch:
            if step >= done:
                for settings in optimizer.param_groups:
                    settings["lr"] = settings["full"] * rate_at(step, args.steps, args.cool_down)
                loss = loss_of(model, stack(group))
                optimizer.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                optimizer.step()
                recent += float(loss.detach())
            step += 1
            if step > done and step % 20 == 0:
                print(json.dumps({"step": step, "loss": round(recent / 20, 4), "epoch_steps": len(epoch),
                                  "seconds": round(time.monotonic() - began)}), flush=True)  # fmt: skip
                recent = 0.0
            if step > done and (step % args.checkpoint_steps == 0 or step in {args.steps, args.until}):
                save(args.out, step, model, optimizer)
            if step in {args.steps, args.until}:
                return


def save(out: Path, step: int, model: Attributor, optimizer: torch.optim.AdamW) -> None:
    """Write a checkpoint named by its step, and the same as `last.pt`."""
    state = {"step": step, "model": model.state_dict(), "random": torch.get_rng_state()}
    torch.save(state | {"optimizer": optimizer.state_dict()}, out / f"step-{step:05}.pt")
    shutil.copyfile(out / f"step-{step:05}.pt", out / "last.pt")


def _resume(path: Path, model: Attributor, optimizer: torch.optim.AdamW) -> int:
    state = torch.load(path)
    model.load_state_dict(state["model"])
    rates = [settings["full"] for settings in optimizer.param_groups]
    optimizer.load_state_dict(state["optimizer"])
    for settings, rate in zip(optimizer.param_groups, rates, strict=True):
        settings["full"] = rate  # as asked for now, not as in the run so far
    torch.set_rng_state(state["random"])
    return int(state["step"])


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with train/ and dev/ of PolNeAR")
    parser.add_argument("--base", type=Path, default=None, help="folder of the base model")
    parser.add_argument("--out", type=Path, required=True, help="where the checkpoints go")
    parser.add_argument("--steps", type=int, default=1250)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--batch-pieces", type=int, default=2100)
    parser.add_argument("--checkpoint-steps", type=int, default=225)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=20261125)
    parser.add_argument(
        "--cool-down", type=float, default=COOL_DOWN, help="share of steps with a falling rate"
    )
    parser.add_argument("--until", type=int, default=0, help="stop after so many steps, before the last")
    parser.add_argument(
        "--varied", action="store_true", help="vary the texts (vary.py); drop no attention out"
    )
    parser.add_argument("--hold", type=int, default=0, help="layers that stay as in the base model")
    parser.add_argument("--resume", type=Path, help="a checkpoint to go on from")
    train(parser.parse_args())


if __name__ == "__main__":
    main()

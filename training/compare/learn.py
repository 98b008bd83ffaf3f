"""Teach a sentence network which claims of one event answer one question.

    python learn.py --stories FOLDER [FOLDER ...] --out FOLDER

Each claim of a story is to lie nearer to those that answer its question than to all others of the story
(Khosla et al., "Supervised contrastive learning", 2020). Of each folder every sixteenth story is left out and
judged on. It is taught several times, each time from the base in another order; `weights.pt` stands on the
way from the base to the mean of what was learnt: what holds for these stories or one order alone fades, what
holds elsewhere stays. Each time's weights stay in the folder, so that a training that was stopped goes on.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from bases import base_model, read_vocabulary
from reader import Reader, mean, mixed, stack
from stories import Story, read_stories
from torch import Tensor, nn

from sayso.claims.tagger.pieces import Vocabulary

LEFT_OUT, FROM = 16, 7  # one story in so many, from this place on
CLAIMS_A_STEP = 130  # at least, but in the last step of an epoch
TEMPERATURE = 0.07
WARM_UP_STEPS = 20
FALL = 0.8  # the share of all steps over which the rate falls
NOT_LEARNT = -1e4


def main() -> None:
    """Read the command line and teach."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--stories", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--share", type=float, default=0.6, help="of what was learnt, in what is written")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2], help="one for each time")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    folders = [read_stories(folder.glob("*.txt")) for folder in args.stories]
    left_out = [story for stories in folders for story in stories[FROM::LEFT_OUT]]
    kept = [story for stories in folders for place, story in enumerate(stories) if place % LEFT_OUT != FROM]
    vocabulary = Vocabulary(read_vocabulary(base_model()))
    args.out.mkdir(parents=True, exist_ok=True)
    model = Reader()
    base = {name: weight.clone() for name, weight in model.state_dict().items()}
    print(f"left out: {precision(model, left_out, vocabulary):.3f} before")
    learnt = []
    for seed in args.seeds:
        path = args.out / f"learnt-{seed}.pt"
        if not path.exists():
            model.load_state_dict(base)
            teach(model, kept, vocabulary, seed, args)
            torch.save(model.state_dict(), path.with_suffix(".part"))
            path.with_suffix(".part").replace(path)
        learnt.append(torch.load(path))
        model.load_state_dict(learnt[-1])
        print(
            f"left out: {precision(model, left_out, vocabulary):.3f} as learnt with seed {seed}", flush=True
        )
    model.load_state_dict(mixed(base, mean(learnt), args.share))
    print(f"left out: {precision(model, left_out, vocabulary):.3f} as written")
    torch.save(model.state_dict(), args.out / "weights.pt")


def teach(
    model: Reader, stories: list[Story], vocabulary: Vocabulary, seed: int, args: argparse.Namespace
) -> None:
    """Run the training once."""
    chance = random.Random(seed)
    torch.manual_seed(seed)
    weights = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=args.rate, weight_decay=0.01, fused=True)
    steps = args.epochs * sum(1 for _ in batches(stories))  # about: it depends on the order
    step, began = 0, time.monotonic()
    for epoch in range(args.epochs):
        order, losses = list(stories), []
        chance.shuffle(order)
        for batch in batches(order):
            model.train()
            loss = loss_of(model, batch, vocabulary)
            for settings in optimizer.param_groups:
                settings["lr"] = args.rate * rate_at(step, steps)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            step += 1
            losses.append(float(loss.detach()))
        print(f"epoch {epoch + 1}  loss {np.mean(losses):.3f}  {time.monotonic() - began:.0f} s", flush=True)


def batches(stories: list[Story]) -> Iterator[list[Story]]:
    """Yield stories in their order, as many together as hold the claims of a step."""
    batch: list[Story] = []
    for story in stories:
        batch.append(story)
        if sum(len(one.contents) for one in batch) >= CLAIMS_A_STEP:
            yield batch
            batch = []
    if batch:
        yield batch


def rate_at(step: int, steps: int) -> float:
    """Return the share of the full rate for a step."""
    return min(1.0, (step + 1) / WARM_UP_STEPS, max(0.02, (steps - step) / (FALL * steps)))


def loss_of(model: Reader, stories: list[Story], vocabulary: Vocabulary) -> Tensor:
    """Return the mean loss of the claims that have another of their question."""
    ids, mask = stack([text for story in stories for text in story.contents], vocabulary)
    with torch.autocast("cpu", torch.bfloat16):
        vectors = model(ids, mask)
    losses, start = [], 0
    for story in stories:
        own = vectors[start : start + len(story.contents)]
        start += len(story.contents)
        losses.append(_story_losses(own, story))
    return torch.cat(losses).mean()


def _story_losses(vectors: Tensor, story: Story) -> Tensor:
    together = torch.zeros(len(vectors), len(vectors))
    learnt = torch.zeros_like(together)
    for (left, right), same in story.pairs.items():
        together[left, right] = together[right, left] = float(same)
        learnt[left, right] = learnt[right, left] = 1.0
    scores = (vectors @ vectors.T / TEMPERATURE).masked_fill(learnt == 0, NOT_LEARNT)
    logs = scores - torch.logsumexp(scores, dim=1, keepdim=True)
    counts = together.sum(dim=1)
    return -((together * logs).sum(dim=1)[counts > 0] / counts[counts > 0])


def precision(model: Reader, stories: list[Story], vocabulary: Vocabulary) -> float:
    """Return the mean precision over each story's pairs, nearest first, averaged over stories."""
    model.eval()
    return float(np.mean([_mean_precision(model, story, vocabulary) for story in stories]))


def _mean_precision(model: Reader, story: Story, vocabulary: Vocabulary) -> float:
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        vectors = model(*stack(list(story.contents), vocabulary)).numpy()
    near = np.array([vectors[left] @ vectors[right] for left, right in story.pairs])
    hits = np.array(list(story.pairs.values()))[np.argsort(-near, kind="stable")]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())


if __name__ == "__main__":
    main()

"""What both trainings share: batches in, checkpoints out, and a stopped run taken up again."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import torch
from data import WINDOW as WINDOW_PIECES
from data import Pieces, Window, batches, windows
from model import Attributor
from schedule import Schedule
from torch import Tensor, nn
from vary import Variation

REPORT_STEPS = 20

Losses = Mapping[str, tuple[float, Tensor]]  # by name, the weight and the loss of a batch


def epochs(
    documents: Sequence[Pieces],
    ends: tuple[int, int],
    variation: Variation | None,
    *,
    pieces: int,
    seed: int,
) -> Iterator[list[Window]]:
    """Yield batches of so many pieces without end; in each epoch windows begin elsewhere and vary anew."""
    epoch = 0
    while True:
        rng = random.Random(f"{seed}-{epoch}")
        examples = [
            variation.of(window, rng) if variation else window
            for document in documents
            for window in windows(document, rng.randint(1, WINDOW_PIECES), ends)
        ]
        yield from batches(examples, pieces, rng)
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


def learn(
    model: Attributor,
    optimizer: torch.optim.AdamW,
    schedule: Schedule,
    *,
    groups: Iterable[list[Window]],
    losses: Callable[[list[Window]], Losses],
    out: Path,
    done: int = 0,
) -> None:
    """Make the steps of a schedule after those that are done.

    Args:
        groups: batches without end.
        losses: of a batch; the sum of them, weighted, is made smaller.
        out: where the checkpoints go.
        done: the steps that the checkpoint had made which `model` was taken up from.
    """
    out.mkdir(parents=True, exist_ok=True)
    report = _Report()
    for step, group in enumerate(groups, 1):
        if step > done and schedule.is_made(step):
            report.add(_make(model, optimizer, schedule.rate(step), losses(group)))
        if step > done and step % REPORT_STEPS == 0:
            report.print(step)
        if step > done and schedule.is_kept(step):
            save(out, step, model, optimizer)
        if step >= schedule.last:
            return


def _make(model: Attributor, optimizer: torch.optim.AdamW, rate: float, losses: Losses) -> dict[str, float]:
    for settings in optimizer.param_groups:
        settings["lr"] = settings["full"] * rate
    optimizer.zero_grad()
    torch.stack([weight * loss for weight, loss in losses.values()]).sum().backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return {name: float(loss.detach()) for name, (_, loss) in losses.items()}


class _Report:
    """Prints the mean of each loss since it last did, and the seconds since the first step."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._recent: list[dict[str, float]] = []

    def add(self, losses: dict[str, float]) -> None:
        self._recent.append(losses)

    def print(self, step: int) -> None:
        if not self._recent:
            return
        means = {
            name: round(sum(one[name] for one in self._recent) / len(self._recent), 4)
            for name in self._recent[0]
        }
        seconds = round(time.monotonic() - self._began)
        print(json.dumps({"step": step, **means, "seconds": seconds}), flush=True)
        self._recent = []


def save(out: Path, step: int, model: Attributor, optimizer: torch.optim.AdamW) -> None:
    """Write a checkpoint named by its step, whole or not at all."""
    state = {
        "step": step,
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "random": torch.get_rng_state(),
    }
    path = out / f"step-{step:05}.pt"
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def resume(path: Path, model: Attributor, optimizer: torch.optim.AdamW) -> int:
    """Take a checkpoint up, at the rate that is asked for now, and return how many steps are done."""
    state = torch.load(path)
    model.load_state_dict(state["model"])
    rates = [settings["full"] for settings in optimizer.param_groups]
    optimizer.load_state_dict(state["optimizer"])
    for settings, rate in zip(optimizer.param_groups, rates, strict=True):
        settings["full"] = rate
    torch.set_rng_state(state["random"])
    return int(state["step"])

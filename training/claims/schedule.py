"""Which steps of a training are made, at which rate, and after which a checkpoint is written."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

WARM_UP_STEPS = 60


@dataclass(frozen=True, slots=True)
class Schedule:
    """The steps of a training, counted from 1.

    With `every` above 1 only each so many-th is made, the others are passed over. So a rehearsal goes
    through all checkpoints of a run, by the names they have there, in a fraction of its time; what it
    makes has learned next to nothing.
    """

    steps: int  # of the whole run, over which the rate falls
    until: int  # stop after this one; 0 for the last
    cool_down: float  # share of the steps over which the rate falls
    checkpoint_steps: int
    every: int = 1

    @property
    def last(self) -> int:
        """The step after which the training stops."""
        return self.until or self.steps

    def is_made(self, step: int) -> bool:
        """Tell whether a step is made, or passed over."""
        return step % self.every == 0

    def is_kept(self, step: int) -> bool:
        """Tell whether a checkpoint is written after a step."""
        return step % self.checkpoint_steps == 0 or step == self.last

    def rate(self, step: int) -> float:
        """Return the share of the full learning rate for a step."""
        left = (self.steps - step + 1) / max(1.0, self.cool_down * self.steps)
        return min(1.0, step / WARM_UP_STEPS, left)


def add_schedule(
    parser: argparse.ArgumentParser, *, steps: int, cool_down: float, checkpoint_steps: int
) -> None:
    """Add the options that a schedule, and where its checkpoints go, are read from."""
    parser.add_argument("--out", type=Path, required=True, help="where the checkpoints go")
    parser.add_argument("--steps", type=int, default=steps)
    parser.add_argument("--until", type=int, default=0, help="stop after so many steps, before the last")
    parser.add_argument(
        "--cool-down", type=float, default=cool_down, help="share of steps with a falling rate"
    )
    parser.add_argument("--checkpoint-steps", type=int, default=checkpoint_steps)
    parser.add_argument("--every", type=int, default=1, help="to rehearse: make only every so many-th step")
    parser.add_argument("--threads", type=int, default=2)


def read_schedule(args: argparse.Namespace) -> Schedule:
    """Return the schedule of a command line."""
    return Schedule(args.steps, args.until, args.cool_down, args.checkpoint_steps, args.every)


def newest(out: Path, schedule: Schedule, start: Path | None = None) -> Path | None:
    """Return the last checkpoint of this run that its folder holds, or else the one that it starts from."""
    first = step_of(start) if start else 0
    left = [path for path in out.glob("step-*.pt") if first < step_of(path) <= schedule.last]
    return max(left, key=step_of, default=start)


def step_of(checkpoint: Path) -> int:
    """Return how many steps had been made, by a checkpoint's name."""
    return int(checkpoint.stem.removeprefix("step-"))

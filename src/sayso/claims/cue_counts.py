"""How often a verb or noun is a cue, by the frame it stands in: counts from a corpus.

The file says where they come from; `benchmarks/claims/count_cues.py` makes it.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources

CUE_SHARE = 0.6  # of a lemma's uses in a frame
FEWEST_USES = 3


def is_counted_cue(lemma: str, frame: str, share: float = CUE_SHARE) -> bool:
    """Tell whether at least `share` of a lemma's uses in this frame attribute something, by the counts."""
    cue, uses = _counts().get(frame, {}).get(lemma, (0, 0))
    return uses >= FEWEST_USES and cue / uses >= share


@lru_cache(maxsize=1)
def _counts() -> dict[str, dict[str, tuple[int, int]]]:
    raw = resources.files("sayso.claims").joinpath("cue_counts.json").read_text("utf-8")
    return {
        frame: {lemma: _pair(cell) for lemma, cell in lemmas.items()}
        for frame, lemmas in json.loads(raw)["counts"].items()
    }


def _pair(cell: str) -> tuple[int, int]:
    cue, uses = cell.split("/")
    return int(cue), int(uses)

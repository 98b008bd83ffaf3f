"""How often a verb is a cue, by the frame it stands in: counts from a corpus."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources

CUE_SHARE = 0.6  # of a verb's uses in a frame
MOST_EVIDENCE = 3  # uses at least


def is_counted_cue(lemma: str, frame: str) -> bool:
    """Tell whether most uses of a verb in this frame attribute something, by the counts."""
    cue, all_uses = _counts().get(frame, {}).get(lemma, (0, 0))
    return all_uses >= MOST_EVIDENCE and cue / all_uses >= CUE_SHARE


@lru_cache(maxsize=1)
def _counts() -> dict[str, dict[str, tuple[int, int]]]:
    raw = resources.files("sayso.claims").joinpath("cue_counts.json").read_text("utf-8")
    return {
        frame: {lemma: (cue, uses) for lemma, (cue, uses) in lemmas.items()}
        for frame, lemmas in json.loads(raw)["counts"].items()
    }

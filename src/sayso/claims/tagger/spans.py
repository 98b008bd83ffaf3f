"""Attributions found by the network, as spans of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.claims.tagger.decoding import Run, decode
from sayso.claims.tagger.features import OPENING, STRAIGHT
from sayso.claims.tagging import Network
from sayso.claims.types import Spans
from sayso.values import TextSpan

QUOTING = frozenset(OPENING + STRAIGHT)


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution as the corpus cuts them: a cue, its source, and all that the cue attributes."""

    source: TextSpan | None
    cue: TextSpan | None
    content: Spans
    sure: float  # 0 to 1, as `decoding.Found` has it


def find_tagged(network: Network, text: str) -> Iterator[Tagged]:
    """Find the attributions of a text, in reading order of their contents.

    Args:
        network: as `load_network` gives it.
        text: without lone surrogates; quotation marks and dashes as they were written.
    """
    for stretch in network.score(text):
        for found in decode(stretch):
            yield Tagged(
                _bare(text, _span(stretch.offsets, found.source)) if found.source else None,
                _span(stretch.offsets, found.cue) if found.cue else None,
                tuple(_span(stretch.offsets, run) for run in found.content),
                found.sure,
            )


def _span(offsets: Sequence[tuple[int, int]], run: Run) -> TextSpan:
    return TextSpan(offsets[run[0]][0], offsets[run[1] - 1][1])


def _bare(text: str, mention: TextSpan) -> TextSpan:
    """Return a mention without a comma that leads on to a quotation; one before "who" belongs to it."""
    words = mention.of(text)
    leads_on = words.endswith(",") and text[mention.end : mention.end + 2].lstrip()[:1] in QUOTING
    return TextSpan(mention.start, mention.end - 1) if leads_on and len(words) > 1 else mention

"""The network: a small encoder that tags word pieces and points from content to cue to source."""

from __future__ import annotations

from typing import Any

import torch
from data import TAGS
from torch import Tensor, nn
from transformers import PreTrainedModel

from sayso.claims.tagger.features import FEATURES

LINK_SIZE = 64
FAR = 48  # pieces; links further than this share one distance weight on each side


class Link(nn.Module):
    """Scores from each piece to each piece: a bilinear form and a weight for how far and which way."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.asks = nn.Linear(hidden, LINK_SIZE)
        self.answers = nn.Linear(hidden, LINK_SIZE)
        self.distance = nn.Parameter(torch.zeros(2 * FAR + 1))
        self.nowhere = nn.Parameter(torch.zeros(1))

    def forward(self, states: Tensor) -> Tensor:
        """(batch, pieces, hidden) to (batch, pieces, pieces); the first column is "nowhere"."""
        scores = self.asks(states) @ self.answers(states).transpose(1, 2) / LINK_SIZE**0.5
        place = torch.arange(states.shape[1])
        apart = (place[None, :] - place[:, None]).clamp(-FAR, FAR) + FAR
        weights = torch.where(place[None, :] == 0, self.nowhere, self.distance[apart])
        return scores + weights


class Attributor(nn.Module):
    """Tags, cue links and source links of word pieces."""

    def __init__(self, encoder: PreTrainedModel) -> None:
        super().__init__()
        self.encoder = encoder
        hidden = encoder.config.hidden_size
        self.features = nn.Embedding(FEATURES, hidden)
        nn.init.zeros_(self.features.weight)
        self.drop = nn.Dropout(0.1)
        self.tags = nn.Linear(hidden, len(TAGS))
        self.cue_link = Link(hidden)
        self.source_link = Link(hidden)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Score tags (batch, pieces, 7), cue links and source links (batch, pieces, pieces)."""
        words: Any = self.encoder.embeddings.word_embeddings
        embedded = words(ids) + self.features(features)
        states = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        states = self.drop(states)
        hidden = (mask[:, None, :] == 0) * -1e4
        return self.tags(states), self.cue_link(states) + hidden, self.source_link(states) + hidden

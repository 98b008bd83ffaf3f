"""The extractor `tagger`, with the network that comes with sayso."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from sayso.claims.documents import make_document
from sayso.claims.extractors.tagger import TaggerExtractor
from sayso.claims.tagger.spans import find_tagged
from sayso.claims.tagging import load_network, model_files
from sayso.values import words_of

BENCHMARK = Path(__file__).parents[3] / "shared" / "benchmarks" / "claims"
LEAST_LINKED = 0.70  # F1 of the right source on the right content, on the documents below
MOST_BYTES = 30_000_000


def tagged_in(text):
    """Return (source, cue, content) as words, as the network finds them."""
    return [
        (
            one.source.of(text) if one.source else None,
            one.cue.of(text) if one.cue else None,
            words_of(one.content, text),
        )
        for one in find_tagged(load_network(), text)
    ]


def claims_in(text, *, wide=False):
    document = make_document("doc", text, kind="article", language="en")
    return TaggerExtractor(wide=wide).extract(document).claims


def test_the_network_finds_source_cue_and_content():
    text = "Harbour master Joss Hane said that two cranes had fallen."
    assert tagged_in(text) == [("Harbour master Joss Hane", "said", "that two cranes had fallen")]


def test_a_content_in_two_pieces_is_one_attribution():
    text = '"If it rains," said welder Nola Prast, "the basin will flood."'
    assert tagged_in(text) == [("welder Nola Prast", "said", '"If it rains," […] "the basin will flood."')]


def test_intentions_are_found_only_where_asked_for():
    text = "The mayor hopes to reopen the bridge before winter."
    assert [words_of(claim.cue, text) for claim in claims_in(text, wide=True)] == ["hopes"]
    assert claims_in(text) == ()


def test_every_claim_says_how_sure_the_network_was():
    (claim,) = claims_in("The mayor hopes to reopen the bridge before winter.", wide=True)
    assert claim.why.startswith("tagger, ")
    assert claim.why.endswith("% sure")


def test_marks_doubled_for_want_of_better_ones_reach_the_network_as_they_stand():
    text = "''The basin will flood,'' welder Nola Prast said. ''Nobody has told us.''"
    network = [content for _, _, content in tagged_in(text)]
    assert [words_of(claim.content, text) for claim in claims_in(text, wide=True)] == network


def test_a_text_without_attributions_has_none():
    assert tagged_in("The bridge at Orrin is 40 metres long. It has two lanes.") == []


def test_the_network_is_small():
    assert model_files()[0].stat().st_size < MOST_BYTES


@pytest.mark.shared
@pytest.mark.skipif(not BENCHMARK.is_dir(), reason="the shared benchmark is not here")
def test_the_network_links_as_well_as_measured():
    evaluate = _module(BENCHMARK / "evaluate.py")
    folder = BENCHMARK / "data" / "polnear" / "dev"
    gold = dict(list(evaluate.read_jsonl(folder / "gold.jsonl").items())[::7])
    texts = {name: (folder / "texts" / f"{name}.txt").read_bytes().decode("utf-8") for name in gold}
    found = {
        name: [
            {
                "source": [[s.start, s.end] for s in (one.source,) if s],
                "cue": [[s.start, s.end] for s in (one.cue,) if s],
                "content": [[s.start, s.end] for s in one.content],
            }
            for one in find_tagged(load_network(), text)
        ]
        for name, text in texts.items()
    }
    scores = evaluate.evaluate(found, gold, texts)["scores"]
    assert scores["link_relaxed"]["f1"] >= LEAST_LINKED, json.dumps(scores["link_relaxed"])


def _module(path):
    spec = importlib.util.spec_from_file_location("attribution_scorer", path)
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module

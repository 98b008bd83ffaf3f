"""What claims mean by their words, and what third claims tell of two."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from tests.compare.makers import compared, line, written

from sayso.claims.tagging import model_files
from sayso.compare import meaning
from sayso.compare.comparing import METHOD
from sayso.compare.meaning import NETWORK, MeaningsMissing, load_network, nearest, vectors_of
from sayso.compare.weighing import among
from sayso.values import digest_file

TOLL = "that thirty passengers had drowned"
OTHERS = ["forty travellers lost their lives in the water", "the minister rejects calls to resign"]


def test_claims_of_one_question_lie_nearer_than_others_though_they_share_no_word() -> None:
    toll, alike, other = vectors_of([TOLL, *OTHERS])

    assert toll @ alike > 0.2
    assert toll @ alike > toll @ other + 0.2


def test_a_text_is_as_near_to_itself_as_can_be_and_one_without_words_is_no_fault() -> None:
    vectors = vectors_of([TOLL, TOLL, OTHERS[1], ""])

    assert vectors[0] @ vectors[1] == pytest.approx(1)
    assert np.isfinite(vectors).all()
    assert vectors_of([]).shape == (0, 384)


def test_marks_of_a_quotation_and_a_first_that_are_not_read() -> None:
    plain, quoted = vectors_of(["the bridge was open", "that the bridge was open"])

    assert (plain == quoted).all()


def test_a_text_has_the_same_vector_whatever_is_read_beside_it() -> None:
    first = vectors_of([TOLL, *OTHERS])

    assert (vectors_of([OTHERS[1], TOLL])[1] == first[0]).all()


def on_a_circle(count: int, points: int) -> np.ndarray:
    """Return vectors in as many places of a circle, in turn; those of one place are the same."""
    angles = 2 * np.pi * (np.arange(count) % points) / points
    return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


@pytest.mark.parametrize("count", [60, 1_500], ids=["few", "many"])
def test_the_nearest_of_a_claim_are_those_that_lie_where_it_lies(count: int) -> None:
    pairs = list(nearest(on_a_circle(count, points=20), 2))

    assert len(pairs) == 2 * count
    assert all(one != other and one % 20 == other % 20 for one, other in pairs)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_where_there_are_fewer_others_than_asked_for_all_are_given(count: int) -> None:
    assert len(list(nearest(on_a_circle(count, points=4), 20))) == count * (count - 1)


@pytest.mark.parametrize("damage", [None, b"no network"], ids=["gone", "damaged"])
def test_a_network_that_is_missing_or_damaged_is_an_error_and_no_empty_answer(tmp_path, monkeypatch, damage):
    network = tmp_path / "question-2.onnx"
    if damage is not None:
        network.write_bytes(damage)
    monkeypatch.setattr(meaning, "NETWORK", network)
    load_network.cache_clear()
    try:
        with pytest.raises(MeaningsMissing, match="Install sayso again"):
            vectors_of([TOLL])
    finally:
        load_network.cache_clear()


def test_the_method_names_the_network_and_the_words_that_number_its_input_by_their_bytes() -> None:
    _, words = model_files()
    assert {digest_file(path) for path in (NETWORK, words)} == set(METHOD.models.values())


def test_a_third_claim_that_is_near_to_both_brings_two_claims_together() -> None:
    alone = {(0, 1): 0.2, (0, 2): 0.9, (1, 2): 0.8, (3, 4): 0.2}
    found = dict(among(alone))

    linked, apart = found[0, 1], found[3, 4]
    assert linked[:2] == apart[:2]
    assert linked[2] == 0.8
    assert apart[2:6] == (0, 0, 0, 0)


def test_what_third_claims_tell_does_not_depend_on_the_order_of_the_two() -> None:
    one = dict(among({(0, 1): 0.2, (0, 2): 0.9, (1, 2): 0.8, (1, 3): 0.7}))
    # The same with the numbers of the first two claims exchanged.
    other = dict(among({(0, 1): 0.2, (1, 2): 0.9, (0, 2): 0.8, (0, 3): 0.7}))

    assert one[0, 1] == pytest.approx(other[0, 1])


def test_two_claims_by_themselves_are_weighed_by_what_they_have_in_common() -> None:
    found = compared(
        written("north", line("Ana Pell", "the bridge at Orvik was shelled")),
        written("south", line("Iko Brandt", "the bridge at Orvik was shelled", act="deny")),
    )

    assert [finding.relation for finding in found.findings] == ["conflicts"]


WEIGHED = """
from tests.compare.makers import line, written
from sayso.compare.reading import read_claims
from sayso.compare.speakers import Speakers
from sayso.compare.terms import weigh_terms

words = "ferry Orvik sank beside northern pier fishermen warned harbour office about rusty valves".split()
made = [written(str(most), line("Ana Pell", " ".join(words[:most]))) for most in range(4, len(words) + 1)]
documents, claims = [document for document, _ in made], [claim for _, own in made for claim in own]
print([value.hex() for norms in weigh_terms(read_claims(documents, claims, Speakers(documents, claims))).norms
       for value in norms.values()])
"""


def test_weights_are_the_same_to_the_last_bit_in_whatever_order_a_process_keeps_its_sets() -> None:
    root = Path(__file__).parents[2]
    found = {
        subprocess.run(
            [sys.executable, "-c", WEIGHED],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert len(found) == 1

"""What claims mean by their words, and what third claims tell of two."""

from __future__ import annotations

import io

import numpy as np
import pytest
from tests.compare.makers import compared, line, written

from sayso.claims.tagging import model_files
from sayso.compare import meaning
from sayso.compare.comparing import METHOD
from sayso.compare.meaning import TABLE, MeaningsMissing, load_table, vectors_of
from sayso.compare.weighing import among
from sayso.values import digest_file

TOLL = "thirty passengers drowned"
OTHERS = ["forty travellers lost their lives in the water", "the minister rejects calls to resign"]


def test_words_of_like_meaning_lie_nearer_than_others() -> None:
    toll, alike, other = vectors_of([TOLL, *OTHERS])

    assert toll @ alike > 0.2
    assert toll @ alike > toll @ other + 0.2


def test_a_text_is_as_near_to_itself_as_can_be_and_one_without_words_to_nothing() -> None:
    vectors = vectors_of([TOLL, TOLL, OTHERS[1], ""])

    assert vectors[0] @ vectors[1] == pytest.approx(1)
    assert np.isfinite(vectors).all()
    assert vectors_of([]).shape == (0, 128)


def test_the_same_texts_give_the_same_vectors_whatever_was_read_before() -> None:
    first = vectors_of([TOLL, *OTHERS])
    vectors_of(OTHERS)

    assert (vectors_of([TOLL, *OTHERS]) == first).all()


def other_table() -> bytes:
    """Return a whole table of the right shape with other numbers in it."""
    rows = io.BytesIO()
    np.save(rows, np.load(TABLE) ^ 1)
    return rows.getvalue()


@pytest.mark.parametrize("damage", [None, b"no table", other_table()], ids=["gone", "damaged", "another"])
def test_a_table_that_is_missing_or_damaged_is_an_error_and_no_empty_answer(tmp_path, monkeypatch, damage):
    table = tmp_path / "meaning-1.npy"
    if damage is not None:
        table.write_bytes(damage)
    monkeypatch.setattr(meaning, "TABLE", table)
    load_table.cache_clear()
    try:
        with pytest.raises(MeaningsMissing, match="Install sayso again"):
            vectors_of([TOLL])
    finally:
        load_table.cache_clear()


def test_the_method_names_the_table_and_the_words_that_number_its_rows_by_their_bytes() -> None:
    _, words = model_files()
    assert {digest_file(path) for path in (TABLE, words)} == set(METHOD.models.values())


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

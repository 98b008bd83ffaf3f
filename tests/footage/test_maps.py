"""Maps take places from picture to picture and back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.footage.maps import EDGE, extremes_of, inverse, mapped, middles, sampled, shown, size_of, within
from sayso.footage.types import Box

CROP = np.array([[0.5, 0.0, 0.25], [0.0, 0.5, 0.1]])
numbers = st.floats(-1, 1)


@given(st.floats(0.3, 3), st.floats(0, 6.3), st.tuples(numbers, numbers), st.tuples(numbers, numbers))
def test_a_map_and_its_inverse_lead_back(size, angle, offset, place):
    (right, down), (x, y) = offset, place
    cos, sin = size * np.cos(angle), size * np.sin(angle)
    matrix = np.array([[cos, -sin, right], [sin, cos, down]])

    back = mapped(inverse(matrix), *mapped(matrix, np.array([x]), np.array([y])))

    assert np.concatenate(back) == pytest.approx([x, y], abs=1e-9)
    assert size_of(matrix) == pytest.approx(size)
    assert extremes_of(matrix) == pytest.approx((size, size))


def test_a_map_that_squeezes_has_two_sizes():
    assert extremes_of(np.array([[0.5, 0, 0], [0, 1.0, 0]])) == pytest.approx((1.0, 0.5))


def test_cells_are_told_by_their_middles():
    across, down = middles(2, 4, 1.0, 0.5)

    assert across[0].tolist() == [0.125, 0.375, 0.625, 0.875]
    assert down[:, 0].tolist() == [0.125, 0.375]


def test_what_lies_at_the_edge_of_a_picture_is_not_shown():
    x = np.array([EDGE / 2, 0.5, 1 - EDGE / 2, 0.5])
    y = np.array([0.2, 0.2, 0.2, 0.6])

    assert shown(x, y, (1.0, 0.5)).tolist() == [False, True, False, False]


def test_a_part_of_a_grid_is_that_whose_middles_it_holds():
    half = Box(left=0.0, top=0.0, right=0.5, bottom=1.0)

    assert within(half, (1, 4)).tolist() == [[True, True, False, False]]
    assert within(None, (1, 4)).all()


def test_a_picture_is_sampled_where_a_map_puts_its_places():
    wide = np.tile(np.arange(40, dtype=np.float32), (1, 20, 1))

    part = sampled(wide, *mapped(CROP, *middles(20, 40, 1.0, 0.5)), (1.0, 0.5))

    assert part.shape == (1, 20, 40)
    assert part[0, 10, 20] == pytest.approx((0.25 + 0.5 * 20.5 / 40) * 40 - 0.5, abs=0.05)

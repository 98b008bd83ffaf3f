"""Archives that are made to do harm: none is accepted, and nothing is written, whatever they hold."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.packages import check_bag, check_wacz
from sayso.parsers.limits import MIB, PACKAGE_LIMITS
from sayso.testing.samples import hostile

SAMPLES = {**hostile.BAGS, **hostile.WACZS}
SLOW = (
    "300,000",
    "64 MiB",
    "without end",
    "two gigabytes",
    "gigabyte of zeros",
)  # to make; the evidence has them


def listing(folder: Path) -> dict[str, int]:
    """Return what lies in a folder, and how large it is."""
    return {str(path): path.lstat().st_size for path in sorted(folder.rglob("*"))}


@pytest.mark.parametrize("name", [name for name in SAMPLES if not any(word in name for word in SLOW)])
def test_what_is_made_to_do_harm_is_not_accepted(tmp_path: Path, name: str) -> None:
    make: Callable[[], bytes] = SAMPLES[name]
    path = tmp_path / "sample" / "sample"
    path.parent.mkdir()
    path.write_bytes(make())
    before, outside = listing(tmp_path), set(os.listdir("/tmp"))

    check = (check_wacz if name in hostile.WACZS else check_bag)(path)

    assert check.verdict != "accept"
    assert check.reasons
    assert listing(tmp_path) == before
    assert "outside.txt" not in set(os.listdir("/tmp")) - outside


def test_a_reader_of_packages_has_half_a_gigabyte() -> None:
    assert PACKAGE_LIMITS.memory_bytes == 512 * MIB


def test_a_bomb_is_told_by_what_it_states(tmp_path: Path) -> None:
    path = tmp_path / "sample.zip"
    path.write_bytes(hostile.bomb(512 * MIB))

    (reason,) = check_bag(path).reasons

    assert "would unfold to" in reason


def test_a_member_that_says_less_than_it_holds_is_left_at_that(tmp_path: Path) -> None:
    path = tmp_path / "sample.zip"
    path.write_bytes(hostile.understated())

    assert any("unfolds to more than the 100 bytes" in reason for reason in check_bag(path).reasons)


def test_members_that_lie_in_one_another_are_found(tmp_path: Path) -> None:
    path = tmp_path / "sample.zip"
    path.write_bytes(hostile.quoted())

    assert check_bag(path).reasons == ("members of the zip lie over one another",)

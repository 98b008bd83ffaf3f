"""Fingerprints come off the shelf as they were put there, and only so many bytes of them stay unpacked."""

from __future__ import annotations

from fractions import Fraction

import pytest

from sayso.footage.fingerprinting import fingerprint_method
from sayso.footage.shelf import Shelf, bytes_of
from sayso.footage.types import FootagePrint, KeyframePrint, Thumbs
from sayso.values import MediaTime, digest_bytes


def footage(number, cells=1000):
    """Return a fingerprint with so many bytes of thumbs."""
    return FootagePrint(
        exhibit=digest_bytes(b"%d" % number),
        method=fingerprint_method(),
        is_still=False,
        duration_s=0.25,
        width=64,
        height=64,
        keyframes=(KeyframePrint(at=MediaTime(0, Fraction(1)), hash=bytes(32), quality=90),),
        thumbs=Thumbs(columns=1, rows=cells, cells=bytes(cells)),
    )


class File:
    """Fingerprints in a file, and which were taken out of it."""

    def __init__(self, sizes):
        self.prints = [footage(number, size) for number, size in enumerate(sizes)]
        self.taken = []

    def on(self, shelf):
        for number in range(len(self.prints)):
            shelf.put(lambda number=number: self.take(number))
        return shelf

    def take(self, number):
        self.taken.append(number)
        return self.prints[number]


def test_fingerprints_lie_in_the_order_in_which_they_were_put_there():
    shelf = Shelf()
    shelf.put(footage(0))
    shelf.put(lambda: footage(1))

    assert len(shelf) == 2
    assert [one.exhibit for one in shelf] == [footage(0).exhibit, footage(1).exhibit]
    assert shelf[0:2] == [footage(0), footage(1)]
    assert shelf[-1] == footage(1)
    with pytest.raises(IndexError):
        shelf[2]


def test_the_last_one_is_another_one_once_something_is_put_behind_it():
    file = File([1000, 1000])
    shelf = Shelf()
    shelf.put(lambda: file.take(0))
    assert shelf[-1] is file.prints[0]

    shelf.put(lambda: file.take(1))

    assert shelf[-1] is file.prints[1]
    assert shelf[-2] is shelf[0] is file.prints[0]
    assert file.taken == [0, 1]
    with pytest.raises(IndexError):
        shelf[-3]


def test_one_in_memory_is_never_taken_out_again():
    shelf, kept = Shelf(), footage(0)
    shelf.put(kept)

    assert shelf[0] is shelf[0] is kept


def test_those_used_last_stay_up_to_so_many_bytes():
    file = File([1000, 1000, 1000])
    shelf = file.on(Shelf(most_bytes=2 * bytes_of(file.prints[0])))

    for place in (0, 1, 0, 2, 0, 1):  # 2 puts 1 back, which was used before 0
        shelf[place]

    assert file.taken == [0, 1, 2, 1]


def test_a_large_one_puts_several_small_ones_back():
    file = File([1000, 1000, 50_000])
    shelf = file.on(Shelf(most_bytes=bytes_of(file.prints[2])))

    for place in (0, 1, 2, 2, 0):
        shelf[place]

    assert file.taken == [0, 1, 2, 0]


def test_the_last_one_stays_however_large_it_is():
    file = File([50_000])
    shelf = file.on(Shelf(most_bytes=10))

    assert shelf[0] is shelf[0]
    assert file.taken == [0]

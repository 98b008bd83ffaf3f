"""What every whole-frame fingerprint must hold to.

class TestMine(WholeFrameContract):
    def make(self) -> PictureHash:
        return Mine()
"""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np
from numpy.typing import NDArray

from sayso.footage.hits import plain_within
from sayso.footage.index import HashIndex
from sayso.footage.types import Picture, PictureHash, Unusable


def textured(seed: int, height: int = 120, width: int = 160) -> Picture:
    """Return a picture with shapes at several scales, another for each seed."""
    chance = np.random.default_rng(seed)
    picture = np.zeros((height, width, 3))
    for cell in (8, 20, 40):
        coarse = chance.uniform(0, 255, (height // cell + 1, width // cell + 1, 3))
        picture += np.kron(coarse, np.ones((cell, cell, 1)))[:height, :width] * (cell / 68)
    return np.clip(picture, 0, 255).astype(np.uint8)


class WholeFrameContract(ABC):
    """Inherit, say in `make` what is tested, and these run."""

    NEAR_SHARE = 0.2  # of the bits: two encodings of one picture are nearer
    FAR_SHARE = 0.25  # of the bits: two different pictures are further apart

    @abstractmethod
    def make(self) -> PictureHash:
        """Return the fingerprint under test."""

    def hashes(self, pictures: list[Picture]) -> NDArray[np.uint8]:
        """Return the (n, bits / 8) hashes of pictures that must all have one."""
        answers = self.make().of_pictures(pictures)
        assert not [answer.reason for answer in answers if isinstance(answer, Unusable)]
        rows = [answer[0] for answer in answers if not isinstance(answer, Unusable)]
        return np.frombuffer(b"".join(rows), dtype=np.uint8).reshape(len(pictures), -1)

    def distance(self, one: Picture, other: Picture) -> int:
        """Return how many bits differ."""
        left, right = self.hashes([one, other])
        return int(np.bitwise_count(left ^ right).sum())

    def test_it_says_what_it_is_and_how_long_its_hashes_are(self) -> None:
        hasher = self.make()

        [hash_] = self.hashes([textured(1)])

        assert hasher.name
        assert hasher.version
        assert len(hash_) * 8 == hasher.bits

    def test_the_same_picture_has_the_same_hash_alone_and_among_others(self) -> None:
        alone = self.hashes([textured(1)])[0]

        among = self.hashes([textured(2), textured(1), textured(3)])[1]

        assert (alone == among).all()

    def test_every_picture_has_an_answer_in_its_place(self) -> None:
        plain = np.full((120, 160, 3), 128, dtype=np.uint8)

        answers = self.make().of_pictures([textured(1), plain, textured(2)])

        assert [isinstance(answer, Unusable) for answer in answers] == [False, True, False]

    def test_no_pictures_give_no_answers(self) -> None:
        assert self.make().of_pictures([]) == []

    def test_plain_and_near_black_pictures_are_unusable_with_a_reason(self) -> None:
        black = np.zeros((120, 160, 3), dtype=np.uint8)
        grain = np.random.default_rng(0).integers(0, 5, black.shape).astype(np.uint8)
        sky = np.full((120, 160, 3), (120, 170, 220), dtype=np.uint8)

        answers = self.make().of_pictures([black, grain, sky])

        assert all(isinstance(answer, Unusable) and answer.reason for answer in answers)

    def test_a_picture_too_small_to_see_is_unusable(self) -> None:
        [answer] = self.make().of_pictures([textured(1)[:4, :4]])

        assert isinstance(answer, Unusable)

    def test_quality_stays_in_its_range(self) -> None:
        answers = self.make().of_pictures([textured(seed) for seed in range(5)])

        assert all(0 <= answer[1] <= 100 for answer in answers if not isinstance(answer, Unusable))

    def test_noise_and_brightness_leave_a_picture_near_itself(self) -> None:
        picture = textured(1)
        noise = np.random.default_rng(0).normal(0, 6, picture.shape)
        changed = np.clip(picture * 0.85 + 12 + noise, 0, 255).astype(np.uint8)

        assert self.distance(picture, changed) < self.NEAR_SHARE * self.make().bits

    def test_another_size_leaves_a_picture_near_itself(self) -> None:
        picture = textured(1)
        larger = np.kron(picture, np.ones((2, 2, 1), dtype=np.uint8))

        assert self.distance(picture, larger) < self.NEAR_SHARE * self.make().bits

    def test_different_pictures_are_far_apart(self) -> None:
        hashes = self.hashes([textured(seed) for seed in range(12)])
        distances = np.bitwise_count(hashes[:, None] ^ hashes[None, :]).sum(axis=2, dtype=np.int64)

        assert distances[~np.eye(12, dtype=bool)].min() > self.FAR_SHARE * self.make().bits

    def test_the_mirrored_hash_is_that_of_the_flipped_picture(self) -> None:
        pictures = [textured(seed) for seed in range(4)]
        flipped = self.hashes([np.ascontiguousarray(picture[:, ::-1]) for picture in pictures])

        for answer, expected in zip(self.make().of_mirrored(pictures), flipped, strict=True):
            assert not isinstance(answer, Unusable)
            mirrored = np.frombuffer(answer[0], dtype=np.uint8)
            assert np.bitwise_count(mirrored ^ expected).sum() < self.NEAR_SHARE * self.make().bits

    def test_the_index_finds_what_comparing_every_pair_finds(self) -> None:
        hasher = self.make()
        kept, asked = (self.hashes([textured(seed) for seed in seeds]) for seeds in (range(9), range(5, 14)))
        index = HashIndex()
        index.add(kept)

        found, expected = (
            index.within(asked, hasher.bits // 2),
            plain_within(asked, kept, hasher.bits // 2),
        )

        assert found.queries.tolist() == expected.queries.tolist()
        assert found.rows.tolist() == expected.rows.tolist()
        assert found.distances.tolist() == expected.distances.tolist()

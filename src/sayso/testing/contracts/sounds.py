"""What every fingerprint of sound must hold to.

class TestMine(SoundContract):
    def make(self) -> SoundPrint:
        return Mine()
"""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np
from numpy.typing import NDArray

from sayso.footage.codes import CodeIndex
from sayso.footage.hits import plain_within
from sayso.footage.types import SoundPrint
from sayso.testing.sounds import melody

Samples = NDArray[np.float32]


def tune(seed: int, rate: int, duration_s: float = 10.0) -> Samples:
    """Return a melody at a rate, another for each seed; samples from -1 to 1."""
    made = melody(duration_s, seed=seed)
    places = np.arange(0, len(made.samples), made.rate_hz / rate)
    wave = np.interp(places, np.arange(len(made.samples)), made.samples / 32768)
    return np.asarray(wave, dtype=np.float32)


class SoundContract(ABC):
    """Inherit, say in `make` what is tested, and these run."""

    NEAR_BITS = 8.0  # of 32: two encodings of one sound are nearer, in the mean of their codes
    FAR_BITS = 11.0  # of 32: two different sounds are further apart

    @abstractmethod
    def make(self) -> SoundPrint:
        """Return the fingerprint under test."""

    def tune(self, seed: int, duration_s: float = 10.0) -> Samples:
        """Return a melody at the fingerprint's rate."""
        return tune(seed, self.make().rate, duration_s)

    def distance(self, one: Samples, other: Samples) -> float:
        """Return how many bits differ, in the mean of the codes."""
        left, right = self.make().of_samples(one)[0], self.make().of_samples(other)[0]
        count = min(len(left), len(right))
        return float(np.bitwise_count(left[:count] ^ right[:count]).mean())

    def test_it_says_what_it_is(self) -> None:
        printer = self.make()

        assert printer.name
        assert printer.version
        assert printer.rate > 0
        assert 0 < printer.step <= printer.span

    def test_codes_come_at_even_steps_each_with_all_its_sound(self) -> None:
        printer, samples = self.make(), self.tune(1)

        codes, loud = printer.of_samples(samples)

        assert codes.dtype == np.uint32
        assert len(codes) == len(loud)
        assert (len(codes) - 1) * printer.step + printer.span <= len(samples) / printer.rate
        assert len(codes) * printer.step + printer.span > len(samples) / printer.rate

    def test_the_same_sound_has_the_same_codes(self) -> None:
        assert self.distance(self.tune(1), self.tune(1)) == 0

    def test_another_level_gives_the_same_codes_nearly(self) -> None:
        assert self.distance(self.tune(1), self.tune(1) * np.float32(0.1)) < 1

    def test_light_noise_leaves_a_sound_near_itself(self) -> None:
        samples = self.tune(1)
        noise = np.random.default_rng(0).normal(0, 0.1 * float(samples.std()), len(samples))

        assert self.distance(samples, samples + noise.astype(np.float32)) < self.NEAR_BITS

    def test_coarser_samples_leave_a_sound_near_itself(self) -> None:
        samples = self.tune(1)

        assert self.distance(samples, np.round(samples * 64) / np.float32(64)) < self.NEAR_BITS

    def test_different_sounds_are_far_apart(self) -> None:
        distances = [
            self.distance(self.tune(one), self.tune(other)) for one in range(4) for other in range(one)
        ]

        assert min(distances) > self.FAR_BITS

    def test_a_part_has_the_codes_of_that_part(self) -> None:
        printer, samples = self.make(), self.tune(1)
        start = round(20 * printer.step * printer.rate)

        part = printer.of_samples(samples[start:])[0]

        assert np.bitwise_count(part ^ printer.of_samples(samples)[0][20 : 20 + len(part)]).mean() < 1

    def test_silence_is_not_usable(self) -> None:
        silent = np.zeros(self.make().rate * 8, dtype=np.float32)

        codes, loud = self.make().of_samples(silent)

        assert len(codes)
        assert not loud.any()

    def test_less_than_one_span_has_no_code(self) -> None:
        for count in (0, 1, int(self.make().span * self.make().rate) - 1):
            codes, loud = self.make().of_samples(np.ones(count, dtype=np.float32))
            assert (len(codes), len(loud)) == (0, 0)

    def test_the_index_finds_what_comparing_every_pair_finds(self) -> None:
        kept, asked = (self.make().of_samples(self.tune(seed))[0] for seed in (1, 2))
        asked = np.concatenate([asked, kept[3:20] ^ np.uint32(1 << 7), kept[5:9] ^ np.uint32(0x10001)])
        index = CodeIndex()
        index.add(kept[:30])
        index.add(kept[30:])

        found = index.within(asked, 2)

        expected = plain_within(asked.view(np.uint8).reshape(-1, 4), kept.view(np.uint8).reshape(-1, 4), 2)
        assert len(found.queries) > 0
        assert found.queries.tolist() == expected.queries.tolist()
        assert found.rows.tolist() == expected.rows.tolist()
        assert found.distances.tolist() == expected.distances.tolist()

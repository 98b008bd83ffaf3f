"""Every sound fingerprint in the table holds to the contract."""

from __future__ import annotations

import pytest

from sayso.footage.soundprints import SOUNDPRINTS
from sayso.footage.types import SoundPrint
from sayso.testing.contracts.sounds import SoundContract


class TestSoundPrints(SoundContract):
    @pytest.fixture(autouse=True, params=SOUNDPRINTS.names())
    def _name(self, request):
        self.name = request.param

    def make(self) -> SoundPrint:
        return SOUNDPRINTS.load(self.name)()

    def test_it_goes_by_its_name_in_the_table(self):
        assert self.make().name == self.name

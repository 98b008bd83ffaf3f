"""Every fingerprint in the table holds to the contract."""

from __future__ import annotations

import pytest

from sayso.footage.fingerprints import FINGERPRINTS
from sayso.footage.types import PictureHash
from sayso.testing.contracts.fingerprints import WholeFrameContract


class TestFingerprints(WholeFrameContract):
    @pytest.fixture(autouse=True, params=FINGERPRINTS.names())
    def _name(self, request):
        self.name = request.param

    def make(self) -> PictureHash:
        return FINGERPRINTS.load(self.name)()

    def test_it_goes_by_its_name_in_the_table(self):
        assert self.make().name == self.name

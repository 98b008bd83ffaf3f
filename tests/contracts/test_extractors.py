"""Every extractor in the table holds to the contract."""

from __future__ import annotations

import pytest

from sayso.claims.extractors import EXTRACTORS
from sayso.claims.types import ClaimExtractor
from sayso.testing.contracts.extractors import ExtractorContract


class TestExtractors(ExtractorContract):
    @pytest.fixture(autouse=True, params=EXTRACTORS.names())
    def _name(self, request):
        self.name = request.param

    def make(self) -> ClaimExtractor:
        return EXTRACTORS.load(self.name)()

    def test_it_goes_by_its_name_in_the_table(self):
        assert self.make().name == self.name

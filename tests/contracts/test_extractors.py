"""Every extractor in the table holds to the contract."""

from __future__ import annotations

import pytest

from sayso.claims.endpoint.options import EndpointOptions
from sayso.claims.extractors import EXTRACTORS
from sayso.claims.extractors.endpoint import EndpointExtractor
from sayso.claims.extractors.rules import EXAMPLES
from sayso.claims.types import ClaimExtractor
from sayso.testing.chat_server import ChatServer, answer_with
from sayso.testing.contracts.extractors import ExtractorContract

ASKS_A_SERVICE = "endpoint"


class TestExtractors(ExtractorContract):
    @pytest.fixture(autouse=True, params=[name for name in EXTRACTORS.names() if name != ASKS_A_SERVICE])
    def _name(self, request):
        self.name = request.param

    def make(self) -> ClaimExtractor:
        return EXTRACTORS.load(self.name)()

    def test_it_goes_by_its_name_in_the_table(self):
        assert self.make().name == self.name


SAID = {
    EXAMPLES[0]["text"]: [("Mayor Ada Brill", "said", ["the bridge at Orrin was closed"])],
    EXAMPLES[1]["text"]: [
        ("spokesman Joss Hane", "told", ["The road is open"]),
        ("spokesman Joss Hane", "told", ["Nobody was hurt."]),
    ],
    EXAMPLES[2]["text"]: [
        ("", "", ["At noon the bridge was closed"]),
        ("The Ministry", "denies", ["anybody was hurt"]),
    ],
    EXAMPLES[3]["text"]: [
        ("", "", ["Bridge at Orrin is closed again"]),
        ("Fire brigade", "says", ["two cars underneath"]),
    ],
}


class TestEndpoint(ExtractorContract):
    """The extractor that asks a service, held to it with a server that plays one."""

    @pytest.fixture(autouse=True)
    def _server(self):
        with ChatServer(lambda asked: answer_with(SAID.get(asked.text, []))) as server:
            self.options = EndpointOptions(url=server.url, model="played")
            yield

    def make(self) -> ClaimExtractor:
        return EXTRACTORS.load(ASKS_A_SERVICE)(self.options)

    def test_it_goes_by_its_name_in_the_table(self):
        assert EndpointExtractor.name == ASKS_A_SERVICE

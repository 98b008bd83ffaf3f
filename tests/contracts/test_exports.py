"""Every export in the table holds to the contract."""

from __future__ import annotations

import pytest

from sayso.publish.exports import EXPORTS
from sayso.publish.exports.html import HtmlDossier
from sayso.publish.writing import Export
from sayso.testing.contracts.exports import ExportContract


@pytest.mark.parametrize("name", EXPORTS.names())
class TestExports(ExportContract):
    @pytest.fixture(autouse=True)
    def _chosen(self, name: str) -> None:
        self.name = name

    def make(self) -> Export:
        export: Export = EXPORTS.load(self.name)()
        assert export.name == self.name
        return export


class TestHtmlAsFolder(ExportContract):
    def make(self) -> Export:
        return HtmlDossier(one_file_bytes=1)

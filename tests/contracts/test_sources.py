"""Every capture source in the table holds to the contract."""

from __future__ import annotations

import json
import os
from pathlib import Path

from sayso.capture.sources import SOURCES
from sayso.capture.types import CaptureSource
from sayso.testing.contracts.sources import CaptureSourceContract, Material


class TestFolder(CaptureSourceContract):
    def make(self) -> CaptureSource:
        source: CaptureSource = SOURCES.load("folder")()
        return source

    def material(self, folder: Path) -> Material:
        outside = folder.parent / "outside.txt"
        outside.write_text("Not asked for.")
        inner = folder / "posts"
        inner.mkdir()
        (folder / "wire.txt").write_text("Nine people were hurt, the harbour office said.")
        (folder / "wire.meta.json").write_text(json.dumps({"kind": "article", "cites": ["notice"]}))
        (folder / "broken.txt").write_text("The company denied it.")
        (folder / "broken.meta.json").write_bytes(b"{\xff")
        (inner / "tg.txt").write_text("Ferry burning")
        (inner / "tg.mp4").write_bytes(b"any bytes")
        os.mkfifo(inner / "pipe")
        (inner / "away").symlink_to(outside)
        (inner / "nowhere").symlink_to(inner / "gone")
        return Material(target=str(folder), good=4, broken=3, roots=(folder,))


def test_every_source_of_the_table_has_a_contract_test() -> None:
    tested = {TestFolder().make().name}

    assert set(SOURCES.names()) == tested

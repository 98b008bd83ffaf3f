"""What every form of a dossier must hold to.

class TestMine(ExportContract):
    def make(self) -> Export:
        return Mine()
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.publish.dossier import Dossier
from sayso.publish.loose_ends import LooseEnds
from sayso.publish.placing import WouldOverwrite
from sayso.publish.writing import Export, Written
from sayso.testing.dossiers import haunted, make_bare_dossier, make_dossier
from sayso.values import digest_file

SPELLS = (
    "<script>alert(1)</script>",
    "\"' onload=alert(1) x='",
    "</style></title><img src=http://evil.example/x>",
    "{{ 7 * 7 }}{% raw %}",
    "\u202etxt.exe\u2066",
    "\x00\x1b[31m\x07\ud800",
    "\\\r\n]]>--><!--",
)


class ExportContract(ABC):
    """Inherit, say in `make` what is tested, and these run."""

    @abstractmethod
    def make(self) -> Export:
        """Return the export under test."""

    def write(self, dossier: Dossier, folder: Path, name: str = "dossier") -> Written:
        """Write a dossier under a name of its own in a folder."""
        export = self.make()
        return export.write(dossier, folder / f"{name}{export.suffix}")

    def test_it_says_what_it_is(self) -> None:
        export = self.make()

        assert export.name
        assert export.version
        assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", export.media_type)
        assert re.fullmatch(r"\.[a-z0-9.]+", export.suffix)

    def test_the_same_dossier_gives_the_same_bytes(self, tmp_path: Path) -> None:
        one = self.write(make_dossier(), tmp_path, "one")
        other = self.write(make_dossier(), tmp_path, "other")

        assert [file.digest for file in one.files] == [file.digest for file in other.files]

    def test_what_it_reports_is_what_stands_on_disk(self, tmp_path: Path) -> None:
        written = self.write(make_dossier(), tmp_path)

        on_disk = _files(written)
        assert {(digest_file(path), path.stat().st_size) for path in on_disk} == {
            (file.digest, file.size_bytes) for file in written.files
        }
        assert written.size_bytes == sum(path.stat().st_size for path in on_disk)

    def test_it_leaves_nothing_else_behind(self, tmp_path: Path) -> None:
        written = self.write(make_dossier(), tmp_path)

        assert list(tmp_path.iterdir()) == [written.path]

    def test_it_does_not_write_over_anything(self, tmp_path: Path) -> None:
        written = self.write(make_dossier(), tmp_path)
        before = [path.read_bytes() for path in _files(written)]

        with pytest.raises(WouldOverwrite):
            self.write(make_bare_dossier(), tmp_path)

        assert [path.read_bytes() for path in _files(written)] == before

    def test_a_dossier_with_loose_ends_is_refused(self, tmp_path: Path) -> None:
        dossier = make_dossier()

        with pytest.raises(LooseEnds):
            self.write(replace(dossier, claims=dossier.claims[1:]), tmp_path)

        assert not list(tmp_path.iterdir())

    def test_no_place_on_this_machine_stands_in_it(self, tmp_path: Path) -> None:
        written = self.write(make_dossier(), tmp_path)

        held = b"".join(path.read_bytes() for path in _files(written))
        for place in (tmp_path, Path.cwd(), Path.home()):
            if len(place.parts) > 1:
                assert str(place).encode() not in held

    def test_a_bare_dossier_can_be_written(self, tmp_path: Path) -> None:
        assert self.write(make_bare_dossier(), tmp_path).size_bytes

    @pytest.mark.parametrize("spell", SPELLS)
    def test_hostile_texts_can_be_written(self, spell: str, tmp_path: Path) -> None:
        assert self.write(haunted(make_dossier(spell), spell), tmp_path).size_bytes


def _files(written: Written) -> list[Path]:
    if written.path.is_file():
        return [written.path]
    return sorted(path for path in written.path.rglob("*") if path.is_file())

"""What every capture source must hold to.

class TestMine(CaptureSourceContract):
    def make(self) -> CaptureSource:
        return Mine()

    def material(self, folder: Path) -> Material:
        ...
"""

from __future__ import annotations

import hashlib
import os
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sayso.capture.types import Capture, CaptureSource, NotTaken, Part
from sayso.values import silent


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a source is let loose on: a target with good pieces, and some that cannot be taken."""

    target: str
    good: int  # pieces that can be taken
    broken: int  # pieces that cannot, each of which must be named
    roots: tuple[Path, ...]  # where bytes may be taken from


class CaptureSourceContract(ABC):
    """Inherit, say what is tested and on what, and these run."""

    @abstractmethod
    def make(self) -> CaptureSource:
        """Return the source under test."""

    @abstractmethod
    def material(self, folder: Path) -> Material:
        """Lay out, in an empty folder, at least two pieces that can be taken and one that cannot."""

    def laid_out(self, tmp_path: Path) -> Material:
        """Return the material, laid out in a folder of its own."""
        (tmp_path / "material").mkdir()
        return self.material(tmp_path / "material")

    def taken(self, material: Material) -> list[Capture | NotTaken]:
        """Return all that the source gives for the material."""
        return list(self.make().capture(material.target, progress=silent))

    def test_it_says_what_it_is_and_what_it_takes(self, tmp_path: Path) -> None:
        material = self.laid_out(tmp_path)
        source = self.make()

        assert source.name
        assert source.version
        assert source.accepts(material.target)

    def test_each_capture_says_how_and_when_it_was_got(self, tmp_path: Path) -> None:
        material = self.laid_out(tmp_path)
        source = self.make()
        before = datetime.now(UTC)

        captures = _captures(self.taken(material))

        for capture in captures:
            assert (capture.source.name, capture.source.version) == (source.name, source.version)
            assert before <= capture.started_at <= datetime.now(UTC)
            assert capture.target

    def test_one_that_cannot_be_taken_is_named_and_stops_no_other(self, tmp_path: Path) -> None:
        material = self.laid_out(tmp_path)
        pieces = self.taken(material)

        refused = [piece for piece in pieces if isinstance(piece, NotTaken)]
        assert len(_captures(pieces)) == material.good
        assert len(refused) == material.broken
        assert all(piece.name and piece.reason for piece in refused)

    def test_the_same_material_comes_in_the_same_order(self, tmp_path: Path) -> None:
        material = self.laid_out(tmp_path)
        once, again = (list(map(_without_time, self.taken(material))) for _ in range(2))

        assert once == again

    def test_nothing_is_written_where_the_material_lies(self, tmp_path: Path) -> None:
        material = self.laid_out(tmp_path)
        before = [_picture_of(root) for root in material.roots]

        self.taken(material)

        assert [_picture_of(root) for root in material.roots] == before

    def test_no_bytes_come_from_elsewhere(self, tmp_path: Path) -> None:
        material = self.laid_out(tmp_path)
        roots = [root.resolve() for root in material.roots]

        parts = _parts(self.taken(material))

        assert all(any(part.path.resolve().is_relative_to(root) for root in roots) for part in parts)

    def test_every_part_can_be_read_and_has_a_name_for_people(self, tmp_path: Path) -> None:
        material = self.laid_out(tmp_path)
        for part in _parts(self.taken(material)):
            assert part.path.read_bytes() is not None
            assert part.name.isprintable()
            assert part.role in ("original", "sidecar")

    def test_progress_counts_up_to_the_end(self, tmp_path: Path) -> None:
        material = self.laid_out(tmp_path)
        heard: list[tuple[int, int | None]] = []

        def hear(done: int, total: int | None, note: str = "") -> None:
            del note
            heard.append((done, total))

        list(self.make().capture(material.target, progress=hear))

        assert heard
        assert [done for done, _ in heard] == sorted(done for done, _ in heard)
        assert all(total is None or done <= total for done, total in heard)

    def test_it_can_be_stopped_between_two_pieces(self, tmp_path: Path) -> None:
        material = self.laid_out(tmp_path)
        pieces = iter(self.make().capture(material.target, progress=silent))

        next(pieces)

        del pieces
        assert len(self.taken(material)) == material.good + material.broken


def _captures(pieces: Iterable[Capture | NotTaken]) -> list[Capture]:
    return [piece for piece in pieces if isinstance(piece, Capture)]


def _parts(pieces: Iterable[Capture | NotTaken]) -> list[Part]:
    captures = _captures(pieces)
    sidecars = [capture.sidecar for capture in captures if capture.sidecar is not None]
    return [capture.original for capture in captures] + sidecars


def _without_time(piece: Capture | NotTaken) -> Capture | NotTaken:
    return (
        piece if isinstance(piece, NotTaken) else replace(piece, started_at=datetime.min.replace(tzinfo=UTC))
    )


def _picture_of(root: Path) -> list[tuple[str, int, str]]:
    """Return every name under a folder with its mode and, for a file, the digest of its bytes."""
    found = []
    for folder, folders, files in os.walk(root):
        for name in (*folders, *files):
            path = Path(folder) / name
            is_plain = path.is_file() and not path.is_symlink()
            digest = hashlib.sha256(path.read_bytes()).hexdigest() if is_plain else ""
            found.append((str(path), path.lstat().st_mode, digest))
    return sorted(found)

"""An export of any size is judged by what it says, and what is larger than is read is not judged."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.custody import export_form as form
from sayso.custody import export_reading
from sayso.custody.export_check import check_export
from sayso.custody.found import found_archive
from sayso.desk.export import export_case
from sayso.desk.intake import import_paths
from sayso.packages import check_bag
from sayso.store.archive import Archive, open_archive

ACTOR = "Ada Tester"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_bytes(b"The quay is closed." * (number + 1))
    root = found_archive(tmp_path / "archive", "Test", tmp_path / "keys").root
    with open_archive(root, keys=tmp_path / "keys") as opened:
        import_paths(opened, [folder], "The Quay", actor=ACTOR)
        yield opened


def test_what_is_needed_is_read_also_where_it_is_larger_than_other_files_that_are(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_reading, "KEPT_BYTES", 500)

    path = export_case(archive, "The Quay", tmp_path / "bag", actor=ACTOR).path

    assert (path / form.ENTRIES).stat().st_size > 500
    assert check_export(path).verdict == check_bag(path).verdict == "accept"


@pytest.mark.parametrize("name", [form.ENTRIES, form.PROOFS, form.CONTENTS, form.TAG_MANIFEST])
def test_what_is_larger_than_is_read_is_named_and_not_judged(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = export_case(archive, "The Quay", tmp_path / "bag", actor=ACTOR).path
    monkeypatch.setattr(export_reading, "MOST_BYTES", (path / name).stat().st_size - 1)

    check = check_export(path)

    assert check.verdict == "unknown"
    (reason,) = check.reasons
    assert name in reason
    assert "not looked at" in reason


def test_lines_without_end_take_no_memory_without_end(archive: Archive, tmp_path: Path) -> None:
    path = export_case(archive, "The Quay", tmp_path / "bag", actor=ACTOR).path
    (path / form.ENTRIES).write_bytes(b"\n" * (8 << 20))
    tracemalloc.start()
    try:
        check = check_export(path)
        peak_bytes = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert check.verdict == "reject"
    assert peak_bytes < 32 << 20


def test_a_doubled_signature_is_called_that(archive: Archive, tmp_path: Path) -> None:
    path = export_case(archive, "The Quay", tmp_path / "bag", actor=ACTOR).path
    lines = (path / form.SEAL).read_bytes().splitlines(keepends=True)
    (path / form.SEAL).write_bytes(b"".join([*lines, lines[-1]]))

    reasons = check_export(path).reasons

    assert any("the same signature twice" in reason for reason in reasons)
    assert not any("nothing shows who put" in reason for reason in reasons)

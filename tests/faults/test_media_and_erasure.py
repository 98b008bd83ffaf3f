"""Files that are made to break their readers, and an exhibit that the law wants gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.evidence.erasures import erase_one
from benchmarks.evidence.hostile_media import hostile_files

from sayso.desk.inspect import inspect_file


@pytest.mark.parametrize("name", sorted(hostile_files()))
def test_a_hostile_file_is_inspected_without_harm_and_its_lack_of_credentials_is_not_made_up(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(hostile_files()[name])

    found = inspect_file(path)

    assert found.metadata.read_by or found.metadata.not_read
    assert found.credentials.state in ("absent", "could-not-look")
    assert found.credentials.state == "absent" or found.credentials.reason
    assert path.read_bytes() == hostile_files()[name]


def test_nothing_is_left_of_an_exhibit_that_was_erased_and_everything_else_verifies(work: Path) -> None:
    found = erase_one(work, exhibits=5)

    assert found["files_that_held_it"]
    assert found["files_that_hold_it"] == 0
    assert found["damages"] == 0
    assert found["tombstone_in_verify"]
    assert found["tombstone_in_status"]

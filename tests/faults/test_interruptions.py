"""Imports that are killed, refused, out of space, in each other's way, or under a wrong clock."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from benchmarks.evidence.clocks import import_under_clocks
from benchmarks.evidence.kills import kill_imports
from benchmarks.evidence.refusals import fill_disks, refuse_each_call
from benchmarks.evidence.stores import new_archive, write_files
from benchmarks.evidence.together import import_repeats, import_together
from benchmarks.evidence.years import open_years_later

from sayso.testing.stamping import is_openssl_here


def test_what_is_saved_stays_when_an_import_is_killed_and_a_second_run_completes_it(work: Path) -> None:
    files = new_archive(work / "archive", work / "home")
    material = write_files(work / "material", 60, lambda n: 300 + n)

    found = kill_imports(files.root, material, work, 6)

    assert found.made == 6
    assert found.torn > 0
    assert found.is_clean, found.summary()


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_nothing_is_called_saved_that_the_system_refused_to_write(work: Path) -> None:
    files = new_archive(work / "archive", work / "home")
    material = write_files(work / "material", 3, lambda n: 300 + n)

    found = refuse_each_call(files.root, material, work, start=7, step=41)

    assert sum(found.refused.values()) > 0
    assert found.is_clean, found.summary()


def test_a_full_disk_is_named_and_the_same_command_completes_when_there_is_room(work: Path) -> None:
    files = new_archive(work / "archive", work / "home")
    material = write_files(work / "material", 10, lambda n: 3000 + n)

    try:
        found = fill_disks(files.root, material, work, [40_000, 120_000])
    except PermissionError:
        pytest.skip("this user may not mount a disk")

    assert sum(found.refused.values()) > 0
    assert found.is_clean, found.summary()


def test_processes_that_import_at_once_lose_nothing(work: Path) -> None:
    found = import_together(work, processes=3, files_each=8)

    assert found.failed == ()
    assert (found.events, found.blobs, found.distinct) == (24, 16, 16)
    assert found.is_gap_free
    assert found.holds
    assert found.locked == 0


def test_the_same_bytes_are_kept_once_and_every_event_is_kept(work: Path) -> None:
    found = import_repeats(work, count=120)

    assert (found.files, found.events) == (120, 120)
    assert found.originals == found.distinct < 120
    assert found.false_merges == 0
    assert found.names_kept
    assert found.holds


@pytest.mark.skipif(shutil.which("faketime") is None, reason="needs faketime")
def test_entries_keep_their_order_whatever_the_clock_says(work: Path) -> None:
    found = import_under_clocks(work, ("+0d", "-1d", "+5y", "2016-12-31 23:59:59"))

    assert found.failed == []
    assert found.order_kept
    assert found.holds
    assert found.slips_noted


@pytest.mark.skipif(
    shutil.which("faketime") is None or not is_openssl_here(), reason="needs faketime and openssl"
)
def test_an_export_verifies_ten_years_later_when_the_authoritys_certificate_is_expired(work: Path) -> None:
    found = open_years_later(work)

    assert found["by_sayso"] == found["by_verify_py_alone"] == found["stamp_by_check_stamp"] == "accept"
    assert found["archive_verifies"]
    assert found["openssl_as_the_page_says"]
    assert not found["openssl_without_attime"]

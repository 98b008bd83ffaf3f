"""Bags, checked: a first few of what the suite beside this holds in full."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sayso.packages import check_bag


def small_bag(folder: Path) -> Path:
    """Make a bag of one file."""
    (folder / "data").mkdir(parents=True)
    (folder / "data/a.txt").write_bytes(b"hello")
    (folder / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", "utf-8")
    line = f"{hashlib.sha256(b'hello').hexdigest()}  data/a.txt\n"
    (folder / "manifest-sha256.txt").write_text(line, "utf-8")
    return folder


def test_a_whole_bag_is_accepted(tmp_path: Path) -> None:
    assert check_bag(small_bag(tmp_path / "bag")).verdict == "accept"


def test_a_changed_byte_is_rejected(tmp_path: Path) -> None:
    bag = small_bag(tmp_path / "bag")
    (bag / "data/a.txt").write_bytes(b"hellO")

    check = check_bag(bag)

    assert check.verdict == "reject"
    assert check.reasons == ("'data/a.txt' does not have the checksum that manifest-sha256.txt lists",)


def test_a_bag_that_is_not_there_was_not_looked_at(tmp_path: Path) -> None:
    assert check_bag(tmp_path / "bag.zip").verdict == "unknown"

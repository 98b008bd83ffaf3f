"""Bags, checked: the cases of the public conformance suite in our own bytes, and what is in no suite."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sayso.packages import check_bag
from sayso.testing.bags import make_bag, tar_bag, write_bag, zip_bag
from sayso.testing.samples import bags as samples


@pytest.mark.parametrize(("verdict", "make"), samples.SAMPLES.values(), ids=samples.SAMPLES.keys())
def test_each_bag_gets_its_verdict(
    tmp_path: Path, verdict: str, make: Callable[[], dict[str, bytes]]
) -> None:
    bag = write_bag(make(), tmp_path / "bag")

    check = check_bag(bag)

    assert check.verdict == verdict, check
    assert bool(check.reasons) == (verdict != "accept")


@pytest.mark.parametrize("make", samples.NOTED.values(), ids=samples.NOTED.keys())
def test_what_a_person_should_know_is_a_note(tmp_path: Path, make: Callable[[], dict[str, bytes]]) -> None:
    assert check_bag(write_bag(make(), tmp_path / "bag")).notes


@pytest.mark.parametrize(
    ("name", "said"),
    {
        "a path with blanks behind it": "with blanks at its end",
        "a percent sign that is not encoded": "without the encoding of %",
        "a name that looks encoded, as it is": "without the encoding of %",
        "an empty folder": "the folder 'data/more' is empty",
    }.items(),
)
def test_a_note_says_what_readers_may_take_differently(tmp_path: Path, name: str, said: str) -> None:
    check = check_bag(write_bag(samples.NOTED[name](), tmp_path / "bag"))

    assert any(said in note for note in check.notes)


def test_a_name_that_is_encoded_as_it_should_be_is_no_note(tmp_path: Path) -> None:
    check = check_bag(write_bag(samples.VALID["v1.0 encoded names"](), tmp_path / "bag"))

    assert not any("encoding" in note for note in check.notes)


def test_there_are_as_many_samples_as_the_public_suite_has() -> None:
    decisive = len(samples.VALID) + len(samples.INVALID)

    assert decisive >= 48
    assert len(samples.WINDOWS) == 6


@pytest.mark.parametrize(
    ("name", "pack"),
    {
        "bag.zip": zip_bag,
        "bag.tar": tar_bag,
        "bag.tar.gz": lambda bag: tar_bag(bag, gzipped=True),
    }.items(),
)
def test_a_packed_bag_is_read_like_a_folder(
    tmp_path: Path, name: str, pack: Callable[[dict[str, bytes]], bytes]
) -> None:
    whole, bad = tmp_path / name, tmp_path / f"bad-{name}"
    whole.write_bytes(pack(make_bag()))
    bad.write_bytes(pack({**make_bag(), "data/boats.txt": b"five boats\n"}))

    assert check_bag(whole).verdict == "accept"
    assert check_bag(bad).reasons == (
        "'data/boats.txt' does not have the checksum that manifest-sha256.txt lists",
    )


def test_a_bag_is_packed_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "bag.zip"
    path.write_bytes(zip_bag(make_bag(), folder=""))

    assert check_bag(path).reasons == (
        "the bag was packed without its base directory, which the format demands",
    )


def test_a_packed_bag_is_alone_in_its_file(tmp_path: Path) -> None:
    path = tmp_path / "bag.zip"
    files = {f"bag/{name}": data for name, data in make_bag().items()}
    path.write_bytes(zip_bag({**files, "setup.exe": b"x"}, folder=""))

    assert check_bag(path).verdict == "reject"


@pytest.mark.parametrize("behind", [b"\0\0", b"PK\5\6" + bytes(18)], ids=["two bytes", "another end"])
def test_what_stands_behind_a_zips_end_is_not_called_cut_off(tmp_path: Path, behind: bytes) -> None:
    packed = tmp_path / "bag.zip"
    packed.write_bytes(zip_bag(make_bag()))
    assert check_bag(packed).accepted
    packed.write_bytes(packed.read_bytes() + behind)

    check = check_bag(packed)

    assert check.verdict == "reject"
    assert not any("cut off" in reason for reason in check.reasons)
    if behind == b"\0\0":
        assert any("2 bytes stand behind the zip's end" in reason for reason in check.reasons)


def test_a_link_in_a_bag_is_never_followed(tmp_path: Path) -> None:
    bag = write_bag(make_bag(), tmp_path / "bag")
    secret = tmp_path / "boats.txt"
    (bag / "data/boats.txt").rename(secret)
    (bag / "data/boats.txt").symlink_to(secret)

    check = check_bag(bag)

    assert check.verdict == "reject"
    assert any("is a link" in reason for reason in check.reasons)


def test_a_pipe_in_a_bag_is_not_waited_for(tmp_path: Path) -> None:
    bag = write_bag(make_bag(), tmp_path / "bag")
    os.mkfifo(bag / "data" / "pipe")

    assert check_bag(bag).verdict == "reject"


def test_a_file_that_cannot_be_read_was_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bag = write_bag(make_bag(), tmp_path / "bag")
    really_open = os.open

    def refusing(path: Any, *args: Any, **named: Any) -> int:
        """Refuse one file, as the system does to all users but root."""
        if os.fspath(path).endswith("boats.txt"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return really_open(path, *args, **named)

    monkeypatch.setattr(os, "open", refusing)

    assert check_bag(bag).verdict == "unknown"


def test_all_damage_is_listed(tmp_path: Path) -> None:
    files = {**make_bag(), "data/boats.txt": b"x", "data/more.txt": b"y", "bag-info.txt": b"z"}

    reasons = check_bag(write_bag(files, tmp_path / "bag")).reasons

    wanted = ("'data/boats.txt'", "'data/more.txt'", "'bag-info.txt'", "bag-info.txt, line 1")
    assert [any(word in reason for reason in reasons) for word in wanted] == [True] * 4


def test_a_bag_can_be_held_to_list_every_file(tmp_path: Path) -> None:
    bag = write_bag(make_bag(tag_algorithms=()), tmp_path / "bag")

    assert check_bag(bag).verdict == "accept"
    assert check_bag(bag, sealed=True).verdict == "reject"


def test_a_bag_that_is_not_there_was_not_looked_at(tmp_path: Path) -> None:
    assert check_bag(tmp_path / "bag.zip").verdict == "unknown"


def test_a_file_that_is_no_archive_is_no_bag(tmp_path: Path) -> None:
    (tmp_path / "bag").write_bytes(b"hello")

    assert check_bag(tmp_path / "bag").reasons == ("it is neither a zip nor a tar",)

"""Exports of sayso's own, handed to the checkers for outsiders: the proofs in them count too."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from sayso.custody.export_check import check_export
from sayso.custody.found import found_archive
from sayso.custody.restoring import restore
from sayso.desk.export import export_case
from sayso.desk.intake import import_paths
from sayso.desk.wacz import export_wacz
from sayso.packages import check_bag, check_wacz
from sayso.store.archive import open_archive
from sayso.testing.tampering import TAMPERINGS, manifests_anew

ACTOR = "Ada Tester"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    root = found_archive(folder / "archive", "Test", folder / "keys", withheld={"operator": ACTOR}).root
    (folder / "in").mkdir()
    (folder / "in/notice.txt").write_bytes(b"The quay is closed.")
    (folder / "in/clip.MP4").write_bytes(b"\0\0\0\x18ftypisom" + bytes(range(256)))
    with open_archive(root, keys=folder / "keys") as archive:
        import_paths(archive, [folder / "in"], "The Quay", actor=ACTOR)
        export_case(archive, "The Quay", folder / "bag", actor=ACTOR)
        export_case(archive, "The Quay", folder / "quay.zip", actor=ACTOR)
        export_wacz(archive, "The Quay", folder / "quay.wacz", actor=ACTOR)
    return folder


@pytest.fixture
def bag(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made / "bag", tmp_path / "bag")
    return tmp_path / "bag"


def test_an_export_is_accepted(made: Path, bag: Path) -> None:
    assert check_bag(bag).verdict == "accept"
    assert check_bag(made / "quay.zip").verdict == "accept"


@pytest.mark.parametrize("what", ["an original changed", "an original added", "an entry gone"])
def test_an_export_whose_manifests_were_made_anew_is_rejected(bag: Path, what: str) -> None:
    TAMPERINGS[what](bag)
    manifests_anew(bag)

    assert check_bag(bag).verdict == "reject"


def test_an_empty_folder_in_an_export_is_rejected(bag: Path) -> None:
    (bag / "data/EXHIBIT 7 WITHDRAWN").mkdir()

    assert "the folder 'data/EXHIBIT 7 WITHDRAWN' is empty" in str(check_bag(bag).reasons)


def test_an_export_that_denies_its_maker_is_rejected(bag: Path) -> None:
    info = bag / "bag-info.txt"
    info.write_bytes(info.read_bytes().replace(b"Software-Agent: sayso", b"Software-Agent: other"))
    next(iter((bag / "data").iterdir())).write_bytes(b"The quay is open.")
    manifests_anew(bag)

    assert check_bag(bag).verdict == "reject"


@pytest.mark.parametrize("kind", ["zip", "tar", "gztar"])
def test_an_export_that_others_packed_is_refused_by_both_alike_until_it_is_unpacked(
    bag: Path, tmp_path: Path, kind: str
) -> None:
    packed = Path(shutil.make_archive(str(tmp_path / "packed"), kind, tmp_path, bag.name))

    check = check_bag(packed)

    assert check.verdict == check_export(packed).verdict == "reject"
    assert "unpack it and check the folder" in check.reasons[0]
    shutil.unpack_archive(packed, tmp_path / "unpacked", filter=None if kind == "zip" else "data")
    assert check_bag(tmp_path / "unpacked" / bag.name).verdict == "accept"


def test_originals_are_restored_to_an_empty_folder_and_never_among_others(made: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    assert len(list(restore(made / "quay.zip", tmp_path / "empty"))) == 2
    with pytest.raises(ValueError, match="new or empty folder"):
        list(restore(made / "quay.zip", tmp_path / "empty"))


def test_a_web_archive_and_a_bag_are_told_from_each_other(made: Path, tmp_path: Path) -> None:
    assert "check-wacz" in str(check_bag(made / "quay.wacz").reasons)
    assert "check-bag" in str(check_wacz(made / "quay.zip").reasons)
    with zipfile.ZipFile(made / "quay.wacz") as packed:
        packed.extractall(tmp_path / "unpacked")
    assert "into which one was unpacked" in str(check_wacz(tmp_path / "unpacked").reasons)
    assert "ask for the one file" in str(check_export(tmp_path / "unpacked").reasons)


def test_a_web_archive_of_ours_in_another_order_is_rejected_in_words_of_its_form(
    made: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again.wacz"
    with zipfile.ZipFile(made / "quay.wacz") as ours, zipfile.ZipFile(again, "w") as packed:
        for name in sorted(ours.namelist(), reverse=True):
            packed.writestr(zipfile.ZipInfo(name), ours.read(name))

    (reason,) = check_wacz(again).reasons

    assert "a web archive of ours begins with 'archive/exhibits.warc.gz'" in reason
    assert "if it is a bag, unpack it" in reason


REPACKED: dict[str, dict[str, object]] = {
    "compressed": {"compress_type": zipfile.ZIP_DEFLATED},
    "in another order": {},
    "with times": {"date_time": (2031, 5, 6, 7, 8, 10)},
    "with extra fields": {"extra": b"\xfe\xca\0\0"},
    "with comments": {"comment": b"from the post room"},
    "with other rights": {"external_attr": 0o100755 << 16},
}


@pytest.mark.parametrize("how", list(REPACKED))
def test_a_zip_of_ours_that_was_written_anew_is_refused_by_both_alike(
    made: Path, tmp_path: Path, how: str
) -> None:
    path = tmp_path / "again.zip"
    with zipfile.ZipFile(made / "quay.zip") as ours, zipfile.ZipFile(path, "w") as again:
        contents = [(info, ours.read(info)) for info in ours.infolist()]
        for info, data in reversed(contents) if how == "in another order" else contents:
            for name, value in REPACKED[how].items():
                setattr(info, name, value)
            again.writestr(info, data)

    assert check_bag(path).verdict == check_export(path).verdict == "reject"

"""An archive that is not the one a receipt was made of cries, however whole it is in itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from sayso.custody.layout import ArchiveFiles
from sayso.custody.proof_file import check_proof_file
from sayso.custody.receipts import heads_in

ASKING = [("--against",), ("--quick", "--against"), ("--since",)]


def came_in(run: Run, folder: Path, *names: str) -> None:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / f"{name}.txt").write_text(f"{name}: the quay was empty.", "utf-8")
        assert run("import", folder / f"{name}.txt", "--case", "The Quay").code == 0


@pytest.fixture
def receipt(run: Run, tmp_path: Path) -> Path:
    """A receipt over an archive of two exhibits, of which an older copy was kept when it had one."""
    came_in(run, tmp_path / "in", "one")
    shutil.copytree(tmp_path / "archive", tmp_path / "older")
    came_in(run, tmp_path / "in", "two")
    assert run("receipt", "--to", tmp_path / "receipt.txt").code == 0
    return tmp_path / "receipt.txt"


def older(run: Run, root: Path, *since: str) -> None:
    """Put an older whole copy back, and go on with it."""
    shutil.rmtree(root)
    shutil.copytree(root.parent / "older", root)
    came_in(run, root.parent / "in", *since)


def founded_anew(run: Run, root: Path, *since: str) -> None:
    """Found the archive anew, under the same name, with the same material."""
    shutil.rmtree(root)
    assert run("init", root).code == 0
    came_in(run, root.parent / "in", "one", "two", *since)


OTHERS: dict[str, tuple[Callable[..., None], tuple[str, ...], str]] = {
    "an older copy": (older, (), "cut off"),
    "an older copy that went on as far": (older, ("three",), "was made over another log"),
    "an older copy that went on further": (older, ("three", "four", "five"), "was made over another log"),
    "founded anew": (founded_anew, (), "founded or signed anew"),
    "founded anew, and gone on": (founded_anew, ("three",), "founded or signed anew"),
}


@pytest.mark.parametrize("asked", ASKING, ids=" ".join)
@pytest.mark.parametrize("what", OTHERS)
def test_it_cries(run: Run, receipt: Path, tmp_path: Path, what: str, asked: tuple[str, ...]) -> None:
    make, since, words = OTHERS[what]
    make(run, tmp_path / "archive", *since)
    assert run("verify").code == 0  # it is whole in itself

    said = run("verify", *asked, receipt)

    assert said.code == 4
    assert words in said.out
    assert "Integrity does NOT hold" in said.out


@pytest.mark.parametrize("what", OTHERS)
def test_neither_a_proof_nor_an_export_leads_from_the_receipt(
    run: Run, receipt: Path, tmp_path: Path, what: str
) -> None:
    make, since, _ = OTHERS[what]
    make(run, tmp_path / "archive", *since)

    assert run("prove", "one.txt", "--against", receipt, "--to", tmp_path / "proof.json").code == 4
    assert run("export", "The Quay", "--against", receipt, "--to", tmp_path / "bag").code == 4
    assert not (tmp_path / "proof.json").exists()
    assert not (tmp_path / "bag").exists()


def test_what_may_have_been_written_anew_is_named_and_what_a_signed_head_fits(
    run: Run, receipt: Path, tmp_path: Path
) -> None:
    older(run, tmp_path / "archive", "three", "four", "five")

    (damage,) = run("verify", "--against", receipt, "--json").json["damages"]

    size = int(receipt.read_text("utf-8").split("sayso/archive\n")[1].splitlines()[0])
    before = ArchiveFiles(tmp_path / "older").heads
    kept = max(int(path.stem) for path in before.iterdir())
    assert damage["what"] == f"some of entries 1 to {size}"
    assert f"heads/{kept}.note, signed with the archive's key, fits the first {kept}" in damage["explanation"]


@pytest.mark.parametrize("what", ["founded anew", "founded anew, and gone on"])
def test_a_longer_receipt_of_an_archive_that_was_founded_anew_says_so_too(
    run: Run, receipt: Path, tmp_path: Path, what: str
) -> None:
    came_in(run, tmp_path / "in", "three", "four", "five", "six")
    assert run("receipt", "--to", tmp_path / "longer.txt").code == 0
    make, since, _ = OTHERS[what]
    make(run, tmp_path / "archive", *since)

    said = run("verify", "--against", tmp_path / "longer.txt")

    assert "cut off" in said.out
    assert "founded or signed anew" in said.out


def test_an_export_of_an_archive_that_was_founded_anew_is_refused_by_an_older_receipt(
    run: Run, receipt: Path, tmp_path: Path
) -> None:
    founded_anew(run, tmp_path / "archive", "three")
    assert run("export", "The Quay", "--to", tmp_path / "bag").code == 0
    assert run("prove", "one.txt", "--to", tmp_path / "proof.json").code == 0

    said = run("verify", "--export", tmp_path / "bag", "--against", receipt)

    assert said.code == 4
    assert "founded or signed anew" in said.out
    assert "ask for it to be made" not in said.out
    (kept,) = heads_in(receipt.read_bytes())
    check = check_proof_file(tmp_path / "proof.json", against=[kept])
    assert check.verdict == "reject"
    assert any("founded or signed anew" in why for why in check.reasons)


def test_the_archive_itself_agrees_with_its_receipt_however_it_went_on(
    run: Run, receipt: Path, tmp_path: Path
) -> None:
    came_in(run, tmp_path / "in", "three")

    for asked in ASKING:
        assert run("verify", *asked, receipt).code == 0

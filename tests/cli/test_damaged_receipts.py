"""A receipt is looked at itself before anything is held against it, and blamed for what is wrong with it."""

from __future__ import annotations

import base64
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sayso.custody.__main__ import main as alone

Run = Callable[..., Any]  # the `run` fixture of this folder
BLAMED = "which says nothing of the log"


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    """An archive whose log went on behind a receipt, with a proof and an export that lead from there."""
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"Number {name}.\n", "utf-8")
    assert run("import", "one.txt", "--case", "The Quay").code == 0
    assert run("receipt", "--to", "receipt.txt").code == 0
    assert run("import", "two.txt", "--case", "The Quay").code == 0
    assert run("prove", "one", "--against", "receipt.txt", "--to", "one.json").code == 0
    assert run("export", "The Quay", "--against", "receipt.txt", "--to", "bag").code == 0
    return run


def head_lines(text: str) -> list[str]:
    """Return origin, size, root and signature."""
    lines = text.split("\n")
    origin = lines.index("sayso/archive")
    return [*lines[origin : origin + 3], lines[origin + 4]]


def other_letter(text: str, place: int) -> str:
    """Change one letter of a text in base64 to one that is a letter of base64, too."""
    return text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]


def other_root(text: str) -> str:
    root = head_lines(text)[2]
    return text.replace(root, other_letter(root, 3))


def other_signature(text: str) -> str:
    signature = head_lines(text)[3]
    return text.replace(signature, other_letter(signature, len(signature) - 20))


def other_key_number(text: str) -> str:
    signature = head_lines(text)[3]
    start, _, encoded = signature.rpartition(" ")
    whole = bytearray(base64.b64decode(encoded))
    whole[0] ^= 1
    return text.replace(signature, f"{start} {base64.b64encode(whole).decode()}")


def other_size(size: int) -> Callable[[str], str]:
    def change(text: str) -> str:
        origin, old, root, _ = head_lines(text)
        return text.replace(f"{origin}\n{old}\n{root}", f"{origin}\n{size}\n{root}")

    return change


def other_origin(text: str) -> str:
    return text.replace("\nsayso/archive\n", "\nsayso/archives\n", 1)


CHANGES = {
    "root": other_root,
    "signature": other_signature,
    "number of the key": other_key_number,
    "a smaller size": other_size(2),
    "a size beyond the log": other_size(590),
    "no entry at all": other_size(0),
    "origin": other_origin,
}


def verify_py(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "bag/verify.py", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_receipt_is_blamed_itself(
    filled: Run, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = Path("receipt.txt").read_text("utf-8")
    changed = CHANGES[what](text)
    assert changed != text
    Path("changed.txt").write_text(changed, "utf-8")
    against = ("--against", "changed.txt")

    ours = filled("verify", "--export", "bag", *against)
    theirs = [verify_py(*against), verify_py("--proof", "one.json", *against)]
    archive, proof = filled("verify", *against), filled("prove", "one", *against, "--to", "p.json")
    export = filled("export", "The Quay", *against, "--to", "again")
    assert alone(["verify-export", "bag", *against]) == 1
    assert BLAMED in capsys.readouterr().out

    assert [ours.code, *(one.returncode for one in theirs)] == [1, 1, 1]
    for out in (ours.out, *(one.stdout for one in theirs)):
        assert out.startswith("unknown")
        assert BLAMED in out
        assert "another log" not in out
    assert [archive.code, proof.code, export.code] == [1, 1, 1]
    assert BLAMED in archive.out
    assert "does NOT hold" not in archive.out
    assert "DAMAGE" not in archive.out
    for said in (proof, export):
        assert BLAMED in said.err
        assert "[ReceiptDamaged]" in said.err


def test_a_receipt_without_a_signature_is_said_to_have_none(filled: Run) -> None:
    signature = head_lines(Path("receipt.txt").read_text("utf-8"))[3]
    bare = Path("receipt.txt").read_text("utf-8").replace(f"{signature}\n", "")
    Path("bare.txt").write_text(bare, "utf-8")
    Path("other.txt").write_text(bare.replace(head_lines(bare)[2], "A" * 43 + "="), "utf-8")

    for against, verdict, code, of_it in (
        ("bare.txt", "accept", 0, "which bears no signature of the archive"),
        ("other.txt", "reject", 4, "or that head itself was changed, which is not signed"),
    ):
        ours = filled("verify", "--export", "bag", "--against", against)
        theirs = verify_py("--against", against)
        assert (ours.code, theirs.returncode) == (code, code)
        for out in (ours.out, theirs.stdout):
            assert out.startswith(verdict)
            assert of_it in out

    held = filled("prove", "one", "--against", "bare.txt", "--to", "p.json")
    contradicted = filled("prove", "one", "--against", "other.txt", "--to", "q.json")
    assert (held.code, contradicted.code) == (0, 4)
    assert "is not signed" in held.err
    assert "it may itself have been changed" in contradicted.err
    assert "it is not signed" in filled("verify", "--against", "bare.txt").out


def test_a_sound_receipt_is_held_beside_a_changed_one(filled: Run) -> None:
    text = Path("receipt.txt").read_text("utf-8")
    Path("changed.txt").write_text(other_root(text), "utf-8")

    said = filled("verify", "--export", "bag", "--against", "receipt.txt", "--against", "changed.txt")

    assert said.code == 1
    assert "agrees with the head over" in said.out

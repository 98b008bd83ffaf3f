"""Receipts, proofs and exports at the command line."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

Run = Callable[..., Any]  # the `run` fixture of this folder


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "notice.txt").write_text("The quay is closed.", "utf-8")
    (folder / "clip.bin").write_bytes(bytes(range(256)))
    assert run("import", folder, "--case", "The Quay").code == 0
    return run


def test_a_receipt_is_taken_back(filled: Run, tmp_path: Path) -> None:
    said = filled("receipt", "--to", "receipt.txt")
    (tmp_path / "typed.txt").write_text(said.out, "utf-8")

    assert said.code == 0
    assert filled("verify", "--against", "receipt.txt").code == 0
    assert filled("verify", "--against", "typed.txt", "--json").json["holds"]
    assert filled("verify", "--since", "receipt.txt", "--json").json["objects_checked"] == 0


def test_the_qr_code_holds_the_head(filled: Run, tmp_path: Path) -> None:
    import cv2

    said = filled("receipt", "--qr", "receipt.png", "--json")

    # OpenCV's plain detector misses one clean code in twenty.
    text, _, _ = cv2.QRCodeDetectorAruco().detectAndDecode(cv2.imread(str(tmp_path / "receipt.png")))
    read = text.encode("utf-8")
    assert read.decode("utf-8") == said.json["head"]
    (tmp_path / "scanned.txt").write_bytes(read)
    assert filled("verify", "--against", "scanned.txt").code == 0


@pytest.mark.parametrize("ending", ["png", "jpg"])
def test_a_picture_of_the_qr_code_is_a_receipt(filled: Run, tmp_path: Path, ending: str) -> None:
    filled("receipt", "--qr", "receipt.png")
    with Image.open(tmp_path / "receipt.png") as code:
        photo = Image.new("RGB", (code.width * 2, code.height * 2), (120, 110, 100))
        photo.paste(code.convert("RGB"), (code.width // 3, code.height // 3))
        photo.rotate(7, fillcolor=(120, 110, 100)).save(tmp_path / f"photo.{ending}")

    assert filled("verify", "--against", f"photo.{ending}").code == 0


def test_a_picture_without_a_receipts_code_is_told(filled: Run, tmp_path: Path) -> None:
    Image.new("RGB", (300, 300), (200, 10, 10)).save(tmp_path / "red.png")
    filled("receipt", "--qr", "receipt.svg")

    red, svg = (filled("verify", "--against", name) for name in ("red.png", "receipt.svg"))

    assert red.code == svg.code == 2
    assert "no QR code of a receipt was found in it" in red.err
    assert "it is a picture" in svg.err


def test_a_receipt_is_not_written_over_and_a_picture_has_a_known_kind(filled: Run) -> None:
    assert filled("receipt", "--to", "receipt.txt").code == 0

    assert filled("receipt", "--to", "receipt.txt").code == 2
    assert filled("receipt", "--qr", "receipt.bmp").code == 2


def test_what_was_cut_off_after_a_receipt_shows(filled: Run, tmp_path: Path) -> None:
    filled("receipt", "--to", "receipt.txt")
    log = tmp_path / "archive" / "log" / "000001.jsonl"
    for head in (tmp_path / "archive" / "heads").iterdir():
        head.unlink()
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:-1]))

    assert filled("verify").code == 0  # nothing within the archive says that it went on
    assert filled("verify", "--against", "receipt.txt").code == 4


@pytest.mark.parametrize(
    ("words", "objects"), [(("notice.txt",), 2), (("--case", "The Quay"), 4), (("clip.bin",), 2), ((), 4)]
)
def test_a_part_is_verified(filled: Run, words: tuple[str, ...], objects: int) -> None:
    said = filled("verify", *words, "--json")

    assert said.code == 0
    assert said.json["objects_checked"] == objects
    assert said.json["only_a_part"] == bool(words)


def test_a_part_that_is_not_there_is_asked_wrongly(filled: Run) -> None:
    assert filled("verify", "nothing.txt").code == 2
    assert filled("verify", "--case", "Nothing").code == 2
    assert filled("verify", "--against", "no-such-file").code == 2


def test_only_a_stamp_is_set_aside_and_nobody_is_asked_meanwhile(filled: Run) -> None:
    said = filled("stamp", "--set-aside", "1", "--reason", "a slip")

    assert said.code == 2
    assert "Entry 1 is none on a stamp" in said.err


def test_verify_says_how_it_stands_with_stamps(filled: Run) -> None:
    assert "Stamps: off" in filled("verify").out
    assert "Stamps: off" in filled("status").out
    assert filled("verify", "--json").json["stamps"] == []
    assert filled("stamp").code == 2
    assert filled("stamp", "--state").code == 0
    assert filled("authorities", "--add", "http://time.example/tsr").code == 2


def test_a_proof_is_checked_without_the_archive(filled: Run, tmp_path: Path) -> None:
    said = filled("prove", "notice.txt", "--to", "notice.json", "--with-verifier", "check.py")
    words = ["--proof", "notice.json", "--file", "in/notice.txt"]

    alone = subprocess.run(
        [sys.executable, "-I", "-S", "check.py", *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert said.code == 0
    assert alone.returncode == 0, alone.stdout + alone.stderr
    assert alone.stdout.startswith("accept\n")
    other = subprocess.run(
        [sys.executable, "-I", "-S", "check.py", "--proof", "notice.json", "--file", "in/clip.bin"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert other.returncode == 4


def test_a_proof_after_an_erasure_says_so(filled: Run) -> None:
    from sayso.custody.__main__ import main

    filled("prove", "notice.txt", "--to", "before.json")
    filled("erase", "notice.txt", "--reason", "by order of a court", "--by", "The Registrar")
    digest = hashlib.sha256(b"The quay is closed.").hexdigest()

    said = filled("prove", digest, "--to", "after.json")

    assert said.code == 0
    assert "was erased with entry" in said.out
    assert main(["verify-proof", "after.json"]) == 0
    assert filled("prove", digest, "--to", "again.json", "--json").json["erased"]
    exported = filled("export", "The Quay", "--to", "bag")
    assert "was erased with entry" in exported.out


def test_a_proof_leads_from_a_head_that_somebody_keeps(filled: Run, tmp_path: Path) -> None:
    filled("receipt", "--to", "receipt.txt")
    assert filled("import", tmp_path / "in", "--case", "The Quay").code == 0
    filled("prove", "clip.bin", "--to", "one.json", "--against", "receipt.txt")
    filled("prove", "clip.bin", "--to", "two.json")

    from sayso.custody.__main__ import main

    assert main(["verify-proof", "one.json", "--against", "receipt.txt"]) == 0
    assert main(["verify-proof", "two.json", "--against", "receipt.txt"]) == 1  # nothing leads there
    assert main(["verify-proof", "two.json"]) == 0


@pytest.mark.parametrize("part", ["head", "exhibit", "size_bytes", "entries", "earlier_heads"])
def test_a_changed_proof_is_rejected(filled: Run, tmp_path: Path, part: str) -> None:
    from sayso.custody.__main__ import main

    filled("receipt", "--to", "receipt.txt")
    assert filled("import", tmp_path / "in", "--case", "The Quay").code == 0
    filled("prove", "clip.bin", "--to", "proof.json", "--against", "receipt.txt")
    proof = json.loads((tmp_path / "proof.json").read_bytes())
    changed = {
        "head": proof["head"].replace("\n", "\n1", 1),
        "exhibit": "0" * 64,
        "size_bytes": 1,
        "entries": proof["entries"][1:],
        "earlier_heads": [{**proof["earlier_heads"][0], "consistency": {}}],
    }
    (tmp_path / "proof.json").write_text(json.dumps({**proof, part: changed[part]}), "utf-8")

    assert main(["verify-proof", "proof.json"]) == 4


@pytest.mark.parametrize(
    "added",
    ['"note": "certified by the court",', '"exhibit": "' + "0" * 64 + '", "size_bytes": 1,'],
    ids=["a field that no proof has", "fields twice"],
)
def test_a_proof_with_more_in_it_than_was_proven_is_rejected(filled: Run, tmp_path: Path, added: str) -> None:
    from sayso.custody.__main__ import main

    filled("prove", "clip.bin", "--to", "proof.json")
    text = (tmp_path / "proof.json").read_text("utf-8")
    (tmp_path / "spaced.json").write_text(text.replace("\n", "\r\n\r\n"), "utf-8", newline="")
    (tmp_path / "more.json").write_text(text.replace("{", "{" + added, 1), "utf-8")

    assert main(["verify-proof", "proof.json"]) == 0
    assert main(["verify-proof", "spaced.json"]) == 0
    assert main(["verify-proof", "more.json"]) == 4


def test_an_export_is_checked_and_shown(filled: Run, tmp_path: Path) -> None:
    said = filled("export", "The Quay", "--to", "bag", "--leave-out", "path")

    assert said.code == 0
    assert "host, operator" in said.out
    assert filled("verify", "--export", "bag").code == 0
    assert filled("verify", "--export", "bag", "--json").json["verdict"] == "accept"
    (tmp_path / "bag" / "CHECK.txt").write_text("trust me", "utf-8")
    assert filled("verify", "--export", "bag").code == 4
    assert filled("verify", "--export", "nowhere").code == 1
    assert filled("export", "The Quay", "--to", "bag").code == 2
    assert "the case was exported (bag)" in filled("log").out


def test_an_export_goes_on_where_an_authority_is_down(filled: Run, tmp_path: Path) -> None:
    from sayso.testing.authority import make_authority, pem
    from sayso.values import utc_now

    (tmp_path / "roots.pem").write_bytes(pem(make_authority(start=utc_now()).root))
    assert filled("authorities", "--add", "http://127.0.0.1:9/tsr", "--roots", "roots.pem").code == 0

    said = filled("export", "The Quay", "--to", "bag")

    assert said.code == 0
    assert "No stamp by" in said.err
    assert "1 attempt failed" in filled("status").out
    assert filled("stamp").code == 3


def test_verify_says_that_a_receipt_agrees_and_when_it_is_of_another_archive(
    filled: Run, tmp_path: Path
) -> None:
    filled("receipt", "--to", "receipt.txt")
    assert filled("init", "other").code == 0
    filled("receipt", "--to", "others.txt", "--archive", "other")

    same, another = (filled("verify", "--against", name) for name in ("receipt.txt", "others.txt"))
    proof = filled("prove", "notice", "--against", "others.txt", "--to", "notice.json")

    assert "agrees with the head over 4 entries (receipt.txt)" in same.out
    assert another.code == proof.code == 4
    assert "it is of the archive 'sayso/other', and this is 'sayso/archive'" in another.out
    assert "[OtherArchive]" in proof.err


def test_verify_says_that_no_head_covers_the_end_of_the_log(filled: Run, tmp_path: Path) -> None:
    for head in (tmp_path / "archive" / "heads").iterdir():
        head.unlink()

    said = filled("verify")

    assert said.code == 0
    assert "no head here covers entries 1 to 4" in said.out


def test_a_proof_of_an_exhibit_whose_bytes_are_damaged_says_so(filled: Run, tmp_path: Path) -> None:
    digest = hashlib.sha256(bytes(range(256))).hexdigest()
    path = tmp_path / "archive" / "objects" / digest[:2] / digest
    path.chmod(0o600)
    path.write_bytes(bytes(256))

    said = filled("prove", "clip.bin", "--to", "damaged.json", "--json")
    path.unlink()
    gone = filled("prove", "clip.bin", "--to", "gone.json")

    assert said.code == gone.code == 0
    assert "damaged" in said.json["harm"]
    assert "of what is here now" in gone.err
    assert "is not in the archive" in gone.err


def test_the_name_of_what_was_erased_is_no_name_any_more(filled: Run) -> None:
    assert filled("erase", "clip.bin", "--reason", "a court's order", "--by", "Ada").code == 0

    for words in (("prove", "clip.bin"), ("verify", "clip.bin"), ("inspect", "clip.bin")):
        said = filled(*words)
        assert said.code == 2
        assert "ask for it by its digest" in said.err


def test_a_check_names_what_it_could_not_read(filled: Run, tmp_path: Path) -> None:
    for words in (("check-bag", "none"), ("check-wacz", "none"), ("verify", "--export", "none")):
        said = filled(*words)
        assert said.code == 1
        assert "none cannot be read: No such file" in said.out
    assert "in is a folder" in filled("check-wacz", "in").out
    assert (
        "none, PEM or DER"
        in filled("check-stamp", "in/clip.bin", "--data", "in/clip.bin", "--roots", "in/clip.bin").out
    )

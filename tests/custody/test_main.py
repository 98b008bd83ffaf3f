from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import sayso
from sayso.custody import (
    Act,
    ArchiveFiles,
    CustodyLog,
    LogBroken,
    ProofRefused,
    Signer,
    parse_head,
    prove_consistency,
    prove_inclusion,
    read_settings,
    write_head,
)
from sayso.custody.__main__ import main
from sayso.custody.proofs import read_consistency_proof, read_inclusion_proof
from sayso.custody.receipts import receipt_text

SOURCE = Path(sayso.__file__).parent.parent
WITHOUT_PACKAGES = """
import runpy, sys
sys.path.insert(0, sys.argv.pop(1))
try:
    runpy.run_module("sayso.custody", run_name="__main__", alter_sys=True)
finally:
    others = {name.split(".")[0] for name in sys.modules} - set(sys.stdlib_module_names) - {"__main__"}
    assert others <= {"sayso"}, others
"""


@pytest.fixture
def filled(files: ArchiveFiles, signer: Signer) -> ArchiveFiles:
    for number in range(9):
        CustodyLog(files).append([Act("note", {"number": number})])
        if number in (2, 8):
            write_head(files, signer)
    return files


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the verifier as somebody would who has nothing but Python."""
    command = [sys.executable, "-I", "-S", "-c", WITHOUT_PACKAGES, str(SOURCE), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_standard_library_is_enough_to_verify(filled: ArchiveFiles) -> None:
    done = run("verify", filled.root, "--head", filled.head_path(4))

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("The archive holds: 10 entries")

    filled.segment_path(1).write_bytes(
        filled.segment_path(1).read_bytes().replace(b'"number":3', b'"number":8')
    )
    done = run("verify", filled.root)
    assert done.returncode == 4
    assert "DAMAGED  entry 5 (log/000001.jsonl line 5)" in done.stdout


def test_the_answer_can_be_had_as_json(filled: ArchiveFiles, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(filled.root), "--json"]) == 0

    answer = json.loads(capsys.readouterr().out)
    assert (answer["holds"], answer["entries"], answer["damages"]) == (True, 10, [])


def test_a_cut_is_found_with_a_head_from_outside(filled: ArchiveFiles, tmp_path: Path) -> None:
    kept = tmp_path / "printed.note"
    filled.head_path(10).rename(kept)
    lines = filled.segment_path(1).read_bytes().splitlines(keepends=True)
    filled.segment_path(1).write_bytes(b"".join(lines[:8]))

    assert main(["verify", str(filled.root)]) == 0
    assert main(["verify", str(filled.root), "--head", str(kept), "--no-objects"]) == 4


def test_what_is_no_archive_was_asked_wrongly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(tmp_path)]) == 2
    assert main(["verify", str(tmp_path), "--head", str(tmp_path / "none")]) == 1

    assert "no archive.toml" in capsys.readouterr().err


def test_proofs_are_accepted_and_rejected_in_order(filled: ArchiveFiles, tmp_path: Path) -> None:
    head = parse_head(filled.head_path(10).read_bytes())
    good = prove_inclusion(filled, 4, head).to_json()
    paths = [tmp_path / name for name in ("good.json", "bad.json", "again.json")]
    for path, proof in zip(paths, (good, {**good, "leafIdx": 4}, good), strict=True):
        path.write_text(json.dumps({**proof, "desc": "others' fields do no harm", "wantErr": False}))

    done = run("verify-inclusion", *paths)

    assert done.returncode == 4
    assert done.stdout.splitlines() == [
        f"accept {paths[0]}",
        f"reject {paths[1]}: it leads to another root",
        f"accept {paths[2]}",
    ]


def test_consistency_proofs_are_checked(
    filled: ArchiveFiles, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = (parse_head(filled.head_path(size).read_bytes()) for size in (4, 10))
    proof, path = prove_consistency(filled, old, new).to_json(), tmp_path / "proof.json"
    path.write_text(json.dumps(proof))
    assert main(["verify-consistency", str(path)]) == 0

    path.write_text(json.dumps({**proof, "proof": None}))
    assert main(["verify-consistency", str(path), str(tmp_path / "missing")]) == 4
    path.write_text(json.dumps(prove_consistency(filled, new, new).to_json()))
    assert main(["verify-consistency", str(path)]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["accept", "reject", "unread", "accept"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"leafIdx": 0}',
        '{"leafIdx": 0.0, "treeSize": 1, "root": "", "leafHash": ""}',
        '{"leafIdx": true, "treeSize": 1, "root": "", "leafHash": ""}',
        '{"leafIdx": 0, "leafIdx": 0, "treeSize": 1}',
        '{"leafIdx": 0, "treeSize": 1, "root": "AA", "leafHash": ""}',
        '{"leafIdx": 0, "treeSize": 1, "root": 7, "leafHash": ""}',
        '{"leafIdx": 0, "treeSize": 1, "proof": "AAAA"}',
        '{"leafIdx": 0, "treeSize": 1, "proof": [null, 7]}',
        "[" * 100_000,
    ],
)
def test_what_is_no_proof_is_refused(text: str) -> None:
    with pytest.raises(ProofRefused):
        read_inclusion_proof(text.encode()).verify()
    with pytest.raises(ProofRefused):
        read_consistency_proof(text.encode()).verify()


def test_any_entry_can_be_proven_under_any_later_head(filled: ArchiveFiles) -> None:
    for size in (4, 10):
        head = parse_head(filled.head_path(size).read_bytes())
        for seq in range(1, size + 1):
            proof = prove_inclusion(filled, seq, head)
            proof.verify()
            assert (proof.index, proof.root) == (seq - 1, head.root)
    with pytest.raises(ValueError, match="no leaf"):
        prove_inclusion(filled, 5, parse_head(filled.head_path(4).read_bytes()))


def test_proofs_do_not_rest_on_what_is_kept_of_the_tree(filled: ArchiveFiles) -> None:
    head = parse_head(filled.head_path(10).read_bytes())
    old = parse_head(filled.head_path(4).read_bytes())
    (kept,) = [path for path in filled.indexes.rglob("*") if path.is_file()]
    whole = kept.read_bytes()
    for at in range(0, len(whole), 32):
        kept.write_bytes(whole[:at] + bytes(32) + whole[at + 32 :])
        prove_inclusion(filled, 3, head).verify()
        prove_consistency(filled, old, head).verify()


def test_an_entry_that_is_not_there_cannot_be_proven(filled: ArchiveFiles) -> None:
    head = parse_head(filled.head_path(10).read_bytes())

    with pytest.raises(LogBroken, match="missing"):
        prove_inclusion(filled, 11, head)


def test_a_receipt_is_taken_for_its_head(filled: ArchiveFiles, tmp_path: Path) -> None:
    head = parse_head(filled.head_path(4).read_bytes())
    text = receipt_text(head, read_settings(filled).public_key, "Halvar Desk")
    (tmp_path / "receipt.txt").write_text(text, "utf-8")
    (tmp_path / "none.txt").write_text("no head", "utf-8")

    assert main(["verify", str(filled.root), "--head", str(tmp_path / "receipt.txt")]) == 0
    assert main(["verify", str(filled.root), "--head", str(tmp_path / "none.txt")]) == 1

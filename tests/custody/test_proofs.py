"""Proofs as outsiders hand them over: every change is refused, and the command says so file by file."""

from __future__ import annotations

import base64
import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.custody.__main__ import main
from sayso.custody.proofs import read_consistency_proof, read_inclusion_proof
from sayso.custody.tree import ProofRefused, verify_consistency, verify_inclusion
from sayso.testing.merkle import (
    Consistency,
    Inclusion,
    mutants_of,
    prove_consistency,
    prove_inclusion,
)

MUTANTS = 3_000  # benchmarks/evidence does 20,000


def leaves(count: int) -> list[bytes]:
    """Return hashes of leaves, no two alike."""
    return [hashlib.sha256(b"\0" + number.to_bytes(4, "big")).digest() for number in range(count)]


def as_json(claim: Inclusion | Consistency) -> dict[str, object]:
    """Return a claim as the public test vectors write one."""

    def text(data: bytes) -> str:
        return base64.b64encode(data).decode("ascii")

    proof = [text(part) for part in claim.proof]
    if isinstance(claim, Inclusion):
        numbers: dict[str, object] = {"leafIdx": claim.index, "treeSize": claim.size}
        return {**numbers, "root": text(claim.root), "leafHash": text(claim.leaf), "proof": proof}
    numbers = {"size1": claim.size1, "size2": claim.size2}
    return {**numbers, "root1": text(claim.root1), "root2": text(claim.root2), "proof": proof}


def accepts(claim: Inclusion | Consistency) -> bool:
    """Tell whether our verifier takes a claim, by way of its JSON."""
    data = json.dumps(as_json(claim)).encode()
    try:
        (read_inclusion_proof if isinstance(claim, Inclusion) else read_consistency_proof)(data).verify()
    except ProofRefused:
        return False
    return True


def true_claims(chance: random.Random) -> Iterator[Inclusion | Consistency]:
    """Give claims about trees of all sizes, without end."""
    while True:
        tree = leaves(chance.choice([*range(1, 18), chance.randrange(18, 200)]))
        yield prove_inclusion(tree, chance.randrange(len(tree)))
        yield prove_consistency(tree, chance.randrange(1, len(tree) + 1))


def test_the_verifier_and_the_definition_agree_on_every_mutant() -> None:
    """Some changes of a size leave a proof of the same shape and root: no verifier can tell those."""
    chance, seen, accepted = random.Random(1), 0, []
    for claim in true_claims(chance):
        assert accepts(claim)
        assert claim.holds()
        for mutant in mutants_of(claim, chance):
            seen += 1
            taken = accepts(mutant)
            assert taken == mutant.holds(), mutant
            if taken:
                accepted.append((claim, mutant))
        if seen >= MUTANTS:
            break

    for claim, mutant in accepted:
        assert mutant.proof == claim.proof
        assert (getattr(mutant, "root", None), getattr(mutant, "root2", None)) == (
            getattr(claim, "root", None),
            getattr(claim, "root2", None),
        )


def test_every_leaf_of_every_small_tree_is_proven_and_no_other() -> None:
    for size in range(1, 34):
        tree = leaves(size)
        for index in range(size):
            claim = prove_inclusion(tree, index)
            verify_inclusion(index=index, size=size, leaf=tree[index], proof=claim.proof, root=claim.root)
            with pytest.raises(ProofRefused):
                verify_inclusion(
                    index=index, size=size, leaf=leaves(size + 1)[-1], proof=claim.proof, root=claim.root
                )


def test_every_beginning_of_every_small_tree_is_proven() -> None:
    for size2 in range(1, 34):
        for size1 in range(1, size2 + 1):
            claim = prove_consistency(leaves(size2), size1)
            verify_consistency(
                size1=size1, size2=size2, root1=claim.root1, root2=claim.root2, proof=claim.proof
            )


GOOD = as_json(prove_inclusion(leaves(7), 3))
LINKED = as_json(prove_consistency(leaves(7), 3))
HASH = base64.b64encode(bytes(32)).decode()

BROKEN: dict[str, dict[str, object]] = {
    "no index": {"leafIdx": None},
    "an index as text": {"leafIdx": "3"},
    "an index with a point": {"leafIdx": 3.0},
    "an index that is true": {"leafIdx": True},
    "an index below nothing": {"leafIdx": -1},
    "an index beyond 64 bits": {"leafIdx": 1 << 64},
    "an index of a thousand digits": {"leafIdx": 10**1000},
    "an empty tree": {"leafIdx": 0, "treeSize": 0},
    "a tree of one": {"leafIdx": 0, "treeSize": 1},
    "a huge tree": {"treeSize": 10**1000},
    "no size": {"treeSize": None},
    "no root": {"root": None},
    "a root that is no text": {"root": [1]},
    "a root that is no base64": {"root": "not base64!"},
    "a root in the other alphabet": {"root": str(GOOD["root"]).replace("/", "_").replace("+", "-") + "-"},
    "a root without its padding": {"root": str(GOOD["root"]).rstrip("=")},
    "a root with a line end": {"root": str(GOOD["root"]) + "\n"},
    "a short root": {"root": "AAAA"},
    "no leaf": {"leafHash": None},
    "no proof": {"proof": None},
    "an empty proof": {"proof": []},
    "a proof that is text": {"proof": HASH},
    "a proof that is an object": {"proof": {"0": HASH}},
    "a proof that holds nothing": {"proof": [None]},
    "a proof that holds a number": {"proof": [1]},
    "a node too many": {"proof": [*GOOD["proof"], HASH]},  # type: ignore[misc]
    "an empty node too many": {"proof": [*GOOD["proof"], ""]},  # type: ignore[misc]
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_proof_is_refused_and_those_beside_it_are_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: dict[str, object]
) -> None:
    paths = [tmp_path / name for name in ("a.json", "b.json", "c.json")]
    for path, proof in zip(paths, (GOOD, {**GOOD, **change}, GOOD), strict=True):
        path.write_text(json.dumps(proof))

    assert main(["verify-inclusion", *map(str, paths)]) == 4

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"accept {paths[0]}"
    assert lines[1].startswith(f"reject {paths[1]}: ")
    assert lines[2] == f"accept {paths[2]}"


@pytest.mark.parametrize(
    "change",
    [
        {"size1": 0},
        {"size1": 8},
        {"size1": 7},
        {"size2": 3},
        {"size1": "3"},
        {"size2": 10**1000},
        {"root1": None},
        {"root1": LINKED["root2"]},
        {"root2": LINKED["root1"]},
        {"proof": None},
        {"proof": []},
        {"proof": [HASH]},
    ],
    ids=str,
)
def test_a_broken_proof_of_consistency_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: dict[str, object]
) -> None:
    path = tmp_path / "proof.json"
    path.write_text(json.dumps({**LINKED, **change}))

    assert main(["verify-consistency", str(path)]) == 4
    assert capsys.readouterr().out.startswith(f"reject {path}: ")


def test_a_tree_of_one_needs_no_proof(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "proof.json"
    one = as_json(prove_inclusion(leaves(1), 0))
    for proof in (
        one,
        {**one, "proof": None},
        {name: value for name, value in one.items() if name != "proof"},
    ):
        path.write_text(json.dumps(proof))
        assert main(["verify-inclusion", str(path)]) == 0

    assert capsys.readouterr().out.splitlines() == [f"accept {path}"] * 3


def test_a_proof_of_the_other_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "proof.json"
    path.write_text(json.dumps(GOOD))

    assert main(["verify-consistency", str(path)]) == 4

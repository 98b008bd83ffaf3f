"""Making proofs from an archive's log; each is checked before it is given."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.custody.errors import HeadContradicted, LogBroken
from sayso.custody.heads import Head
from sayso.custody.layout import ArchiveFiles
from sayso.custody.log import CustodyLog
from sayso.custody.proofs import ConsistencyProof, InclusionProof
from sayso.custody.sealing import open_tree
from sayso.custody.tree import ProofRefused, consistency_proof, inclusion_proof, leaf_hash
from sayso.custody.tree_file import LogTree


def prove_inclusion(files: ArchiveFiles, seq: int, head: Head) -> InclusionProof:
    """Prove that entry `seq` is among those that `head` was made over.

    Raises:
        ValueError: when the head does not span that entry.
        LogBroken: when the log does not hold, or lacks the entry.
        HeadContradicted: when it is not the log that the head was made over.
        ArchiveUnreadable: when the system refuses to read the log.
    """
    line = next((line for _, line in CustodyLog(files).entries_with_lines(after=seq - 1)), None)
    if line is None:
        raise LogBroken(seq, "it is missing")
    return prove_lines(files, [(seq, line)], head)[0]


def prove_lines(files: ArchiveFiles, lines: Sequence[tuple[int, bytes]], head: Head) -> list[InclusionProof]:
    """Prove what `prove_inclusion` does for several entries, given by number and line; errors as there."""
    tree = _tree_up_to(files, head)
    made = [_prove_line(tree, seq, line, head) for seq, line in lines]
    try:
        for proof in made:
            proof.verify()
    except ProofRefused:
        tree = _tree_anew(files, head)
        made = [_prove_line(tree, seq, line, head) for seq, line in lines]
        for proof in made:
            _verify_or_contradict(proof, head)
    return made


def prove_consistency(files: ArchiveFiles, old: Head, new: Head) -> ConsistencyProof:
    """Prove that the log that `new` was made over begins with the one that `old` was made over.

    Raises:
        ValueError: when `old` is empty, or larger than `new`.
        LogBroken: when the log does not hold, or is shorter than `new` says.
        HeadContradicted: when it is not the log that the heads were made over.
        ArchiveUnreadable: when the system refuses to read the log.
    """

    def prove(tree: LogTree) -> ConsistencyProof:
        proof = consistency_proof(tree.node, old.size, new.size)
        return ConsistencyProof(
            size1=old.size, size2=new.size, root1=old.root, root2=new.root, proof=tuple(proof)
        )

    made = prove(_tree_up_to(files, new))
    try:
        made.verify()
    except ProofRefused:
        made = prove(_tree_anew(files, new))
        _verify_or_contradict(made, old)
    return made


def _prove_line(tree: LogTree, seq: int, line: bytes, head: Head) -> InclusionProof:
    proof = inclusion_proof(tree.node, seq - 1, head.size)
    return InclusionProof(
        index=seq - 1, size=head.size, leaf=leaf_hash(line), root=head.root, proof=tuple(proof)
    )


def _tree_up_to(files: ArchiveFiles, head: Head) -> LogTree:
    tree = open_tree(files)
    if tree.size < head.size:
        tree.read_on(head.size)
    if tree.size < head.size:
        raise LogBroken(tree.size + 1, f"it is missing, though there is a head over {head.size} entries")
    return tree


def _tree_anew(files: ArchiveFiles, head: Head) -> LogTree:
    tree = LogTree(files, use_file=False)
    tree.read_on(head.size)
    return tree


def _verify_or_contradict(proof: InclusionProof | ConsistencyProof, head: Head) -> None:
    try:
        proof.verify()
    except ProofRefused as error:
        whether = "" if head.is_signed else " (not signed: it may itself have been changed)"
        raise HeadContradicted(head.size, f"of {head.size} entries{whether}") from error

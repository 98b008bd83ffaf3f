"""Merkle trees over the log's lines: roots, proofs, and checks of proofs.

A tree is never held whole. Who proves something hands over a function `node(level, index)`
that gives the hash over the 2**level leaves from index * 2**level on, for full subtrees only.

Source: RFC 9162, section 2.1.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from sayso.values import SaysoError

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()

Node = Callable[[int, int], bytes]


class ProofRefused(SaysoError):
    """A proof does not show what it should."""

    exit_code = 4

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why

    def __str__(self) -> str:
        return f"The proof does not hold: {self.why}. Ask for it again, with the head it was made for."


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf: SHA-256 of 0x00 and the data."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node: SHA-256 of 0x01 and both children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(slots=True)
class Frontier:
    """What is needed to go on with a tree: the roots of its full subtrees, the largest first."""

    size: int = 0  # leaves
    hashes: list[bytes] = field(default_factory=list)

    def append(self, leaf: bytes) -> list[bytes]:
        """Add the hash of a leaf, and return the hashes of the subtrees that it made full, leaf first."""
        full = [leaf]
        covered = self.size
        while covered & 1:
            full.append(node_hash(self.hashes.pop(), full[-1]))
            covered >>= 1
        self.hashes.append(full[-1])
        self.size += 1
        return full

    def root(self) -> bytes:
        """Return the root over all leaves so far."""
        if not self.hashes:
            return EMPTY_ROOT
        root = self.hashes[-1]
        for left in reversed(self.hashes[:-1]):
            root = node_hash(left, root)
        return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Return the root over hashes of leaves."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root()


def nodes_over(leaves: Sequence[bytes]) -> Node:
    """Return the `node` function of a tree whose leaves' hashes are at hand."""

    def node(level: int, index: int) -> bytes:
        return root_of(leaves[index << level : (index + 1) << level])

    return node


def frontier_of(node: Node, size: int) -> Frontier:
    """Return the frontier of the tree over the first `size` leaves."""
    hashes, start = [], 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            hashes.append(node(level, start >> level))
            start += 1 << level
    return Frontier(size, hashes)


def inclusion_proof(node: Node, index: int, size: int) -> list[bytes]:
    """Prove that leaf `index`, 0 for the first, is in the tree over the first `size` leaves.

    Raises:
        ValueError: when there is no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    proof, start, end = [], 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            proof.append(_hash_over(node, middle, end))
            end = middle
        else:
            proof.append(_hash_over(node, start, middle))
            start = middle
    return proof[::-1]


def consistency_proof(node: Node, size1: int, size2: int) -> list[bytes]:
    """Prove that the tree over `size2` leaves begins with the one over `size1`.

    Raises:
        ValueError: when the sizes are not 0 < size1 <= size2.
    """
    if not 0 < size1 <= size2:
        raise ValueError(f"no consistency between trees of {size1} and {size2}")
    proof, start, end, is_left_edge = [], 0, size2, True
    while size1 != end:
        middle = start + _split(end - start)
        if size1 <= middle:
            proof.append(_hash_over(node, middle, end))
            end = middle
        else:
            proof.append(_hash_over(node, start, middle))
            start, is_left_edge = middle, False
    if not is_left_edge:
        proof.append(_hash_over(node, start, end))
    return proof[::-1]


def verify_inclusion(*, index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> None:
    """Check that a leaf's hash is in a tree (RFC 9162, section 2.1.3.2).

    Raises:
        ProofRefused: when the proof does not show it, or anything in it is malformed.
    """
    _refuse_sizes(index, size)
    if index >= size:
        raise ProofRefused(f"leaf {index} lies outside a tree of {size}")
    _refuse_hashes(leaf, root, *proof)
    position, last, seen = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise ProofRefused("it is too long")
        if position & 1 or position == last:
            seen = node_hash(sibling, seen)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            seen = node_hash(seen, sibling)
        position, last = position >> 1, last >> 1
    if last != 0:
        raise ProofRefused("it is too short")
    if seen != root:
        raise ProofRefused("it leads to another root")


def verify_consistency(*, size1: int, size2: int, root1: bytes, root2: bytes, proof: Sequence[bytes]) -> None:
    """Check that a tree begins with an earlier one (RFC 9162, section 2.1.4.2).

    Raises:
        ProofRefused: when the proof does not show it, or anything in it is malformed.
            An empty tree is refused: it is the beginning of every other, which shows nothing.
    """
    _refuse_sizes(size1, size2)
    if size1 == 0:
        raise ProofRefused("an empty tree shows nothing")
    if size1 > size2:
        raise ProofRefused(f"a tree of {size2} does not begin with one of {size1}")
    if size1 == size2:
        _compare_same_size(root1, root2, proof)
        return
    _refuse_hashes(root1, root2, *proof)
    if not proof:
        raise ProofRefused("it is empty")
    path = list(proof) if size1 & (size1 - 1) else [root1, *proof]
    position, last = size1 - 1, size2 - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    seen1 = seen2 = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise ProofRefused("it is too long")
        if position & 1 or position == last:
            seen1, seen2 = node_hash(sibling, seen1), node_hash(sibling, seen2)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            seen2 = node_hash(seen2, sibling)
        position, last = position >> 1, last >> 1
    if last != 0:
        raise ProofRefused("it is too short")
    if seen1 != root1:
        raise ProofRefused("it leads to another root of the earlier tree")
    if seen2 != root2:
        raise ProofRefused("it leads to another root of the later tree")


def _compare_same_size(root1: bytes, root2: bytes, proof: Sequence[bytes]) -> None:
    if proof:
        raise ProofRefused("trees of one size need no proof, and there is one")
    if root1 != root2:
        raise ProofRefused("trees of one size have different roots")


def _refuse_sizes(*numbers: int) -> None:
    for number in numbers:
        if type(number) is not int or number < 0:
            raise ProofRefused(f"not a number of leaves: {number!r}")


def _refuse_hashes(*hashes: bytes) -> None:
    for value in hashes:
        if len(value) != HASH_BYTES:
            raise ProofRefused(f"a hash has {len(value)} bytes instead of {HASH_BYTES}")


def _split(size: int) -> int:
    """Return the largest power of two below `size`, which is at least 2."""
    return 1 << (size - 1).bit_length() - 1


def _hash_over(node: Node, start: int, end: int) -> bytes:
    """Return the hash over leaves [start, end), where `start` is where a split put it."""
    size = end - start
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return node(level, start >> level)
    middle = start + _split(size)
    return node_hash(_hash_over(node, start, middle), _hash_over(node, middle, end))

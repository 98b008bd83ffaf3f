"""Merkle trees by their definition alone: slow, recursive, and independent of how sayso does it.

The oracle for proofs: whole trees from their leaves, and what a proof leads to by taking the
tree apart from the top, where the verifier of RFC 9162 goes from the bottom. And mutants:
proofs that are wrong in one way.

Source: RFC 9162, sections 2.1.1, 2.1.3.1 and 2.1.4.1.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Inclusion:
    """A claim that a leaf is in a tree."""

    index: int
    size: int
    leaf: bytes
    root: bytes
    proof: tuple[bytes, ...]

    def holds(self) -> bool:
        """Tell whether the proof leads to the root."""
        if not 0 <= self.index < self.size or any(
            len(part) != 32 for part in (self.leaf, self.root, *self.proof)
        ):
            return False
        left = list(self.proof)
        try:
            return _leads(self.index, self.size, self.leaf, left) == self.root and not left
        except IndexError:
            return False


@dataclass(frozen=True, slots=True)
class Consistency:
    """A claim that a tree begins with another."""

    size1: int
    size2: int
    root1: bytes
    root2: bytes
    proof: tuple[bytes, ...]

    def holds(self) -> bool:
        """Tell whether the proof leads to both roots."""
        parts = (self.root1, self.root2, *self.proof)
        if not 0 < self.size1 <= self.size2 or any(len(part) != 32 for part in parts):
            return False
        left = list(self.proof)
        try:
            found = _leads_twice(self.size1, self.size2, left, self.root1, is_whole=True)
        except IndexError:
            return False
        return found == (self.root1, self.root2) and not left


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the root over hashes of leaves."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    middle = _split(len(leaves))
    return _node(root_of(leaves[:middle]), root_of(leaves[middle:]))


def prove_inclusion(leaves: Sequence[bytes], index: int) -> Inclusion:
    """Return the proof that a leaf is in the tree."""
    return Inclusion(index, len(leaves), leaves[index], root_of(leaves), tuple(_path(index, leaves)))


def prove_consistency(leaves: Sequence[bytes], size1: int) -> Consistency:
    """Return the proof that the tree begins with the one over its first leaves."""
    proof = tuple(_subproof(size1, leaves, is_whole=True))
    return Consistency(size1, len(leaves), root_of(leaves[:size1]), root_of(leaves), proof)


def mutants_of(claim: Inclusion | Consistency, chance: random.Random) -> Iterator[Inclusion | Consistency]:
    """Give claims that differ from a true one in one way; some few are true all the same (`holds` tells)."""
    names = ("leaf", "root") if isinstance(claim, Inclusion) else ("root1", "root2")
    for name in names:
        yield _with(claim, **{name: _flipped(getattr(claim, name), chance)})
        yield _with(claim, **{name: getattr(claim, name)[:-1]})
        yield _with(claim, **{name: b""})
    yield _with(claim, **{names[0]: getattr(claim, names[1]), names[1]: getattr(claim, names[0])})
    for proof in _changed_proofs(claim.proof, getattr(claim, names[1]), chance):
        yield replace(claim, proof=tuple(proof))
    for name in ("index", "size") if isinstance(claim, Inclusion) else ("size1", "size2"):
        number = getattr(claim, name)
        for other in (
            number - 1,
            number + 1,
            number ^ 2,
            number * 2,
            number // 2,
            number + (1 << 64),
            -number - 1,
        ):
            if other != number:
                yield _with(claim, **{name: other})


def _with(claim: Inclusion | Consistency, **changed: Any) -> Inclusion | Consistency:
    return replace(claim, **changed)


def _changed_proofs(
    proof: tuple[bytes, ...], root: bytes, chance: random.Random
) -> Iterator[Sequence[bytes]]:
    for place in range(len(proof)):
        yield [*proof[:place], _flipped(proof[place], chance), *proof[place + 1 :]]
        yield [*proof[:place], *proof[place + 1 :]]
        yield [*proof[: place + 1], *proof[place:]]
    for extra in (root, b"", bytes(32)):
        yield [*proof, extra]
        yield [extra, *proof]
    if len(proof) > 1:
        yield proof[::-1]
        yield [*proof[1:], proof[0]]


def _flipped(data: bytes, chance: random.Random) -> bytes:
    place, bit = chance.randrange(len(data)), chance.randrange(8)
    return data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _split(size: int) -> int:
    middle = 1
    while middle * 2 < size:
        middle *= 2
    return middle


def _path(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    if len(leaves) == 1:
        return []
    middle = _split(len(leaves))
    if index < middle:
        return [*_path(index, leaves[:middle]), root_of(leaves[middle:])]
    return [*_path(index - middle, leaves[middle:]), root_of(leaves[:middle])]


def _subproof(size: int, leaves: Sequence[bytes], *, is_whole: bool) -> list[bytes]:
    if size == len(leaves):
        return [] if is_whole else [root_of(leaves)]
    middle = _split(len(leaves))
    if size <= middle:
        return [*_subproof(size, leaves[:middle], is_whole=is_whole), root_of(leaves[middle:])]
    return [*_subproof(size - middle, leaves[middle:], is_whole=False), root_of(leaves[:middle])]


def _leads(index: int, size: int, leaf: bytes, proof: list[bytes]) -> bytes:
    if size == 1:
        return leaf
    middle, last = _split(size), proof.pop()
    if index < middle:
        return _node(_leads(index, middle, leaf, proof), last)
    return _node(last, _leads(index - middle, size - middle, leaf, proof))


def _leads_twice(
    size1: int, size2: int, proof: list[bytes], root1: bytes, *, is_whole: bool
) -> tuple[bytes, bytes]:
    if size1 == size2:
        found = root1 if is_whole else proof.pop()
        return found, found
    middle, last = _split(size2), proof.pop()
    if size1 <= middle:
        old, new = _leads_twice(size1, middle, proof, root1, is_whole=is_whole)
        return old, _node(new, last)
    old, new = _leads_twice(size1 - middle, size2 - middle, proof, root1, is_whole=False)
    return _node(last, old), _node(last, new)

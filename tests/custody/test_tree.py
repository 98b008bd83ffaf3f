from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.custody.tree import (
    EMPTY_ROOT,
    Frontier,
    ProofRefused,
    consistency_proof,
    frontier_of,
    inclusion_proof,
    leaf_hash,
    node_hash,
    nodes_over,
    root_of,
    verify_consistency,
    verify_inclusion,
)

# The leaves and roots that certificate transparency's implementations share.
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def hashes(count: int) -> list[bytes]:
    return [leaf_hash(b"%d" % number) for number in range(count)]


def plain_root(leaves: Sequence[bytes]) -> bytes:
    """MTH of RFC 9162, section 2.1.1, word for word."""
    if not leaves:
        return EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return node_hash(plain_root(leaves[:k]), plain_root(leaves[k:]))


def plain_path(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """PATH of RFC 9162, section 2.1.3.1."""
    if len(leaves) == 1:
        return []
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if index < k:
        return [*plain_path(index, leaves[:k]), plain_root(leaves[k:])]
    return [*plain_path(index - k, leaves[k:]), plain_root(leaves[:k])]


def plain_subproof(size: int, leaves: Sequence[bytes], is_whole: bool) -> list[bytes]:
    """SUBPROOF of RFC 9162, section 2.1.4.1."""
    if size == len(leaves):
        return [] if is_whole else [plain_root(leaves)]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if size <= k:
        return [*plain_subproof(size, leaves[:k], is_whole), plain_root(leaves[k:])]
    return [*plain_subproof(size - k, leaves[k:], False), plain_root(leaves[:k])]


def test_roots_are_those_that_other_implementations_give() -> None:
    leaves = [leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES]

    assert [root_of(leaves[:size]).hex() for size in range(1, 9)] == ROOTS
    assert root_of([]) == EMPTY_ROOT


def test_proofs_are_those_of_the_standard_for_every_small_tree() -> None:
    leaves = hashes(33)
    node = nodes_over(leaves)
    for size in range(1, 34):
        root = plain_root(leaves[:size])
        assert root_of(leaves[:size]) == root
        for index in range(size):
            proof = inclusion_proof(node, index, size)
            assert proof == plain_path(index, leaves[:size])
            verify_inclusion(index=index, size=size, leaf=leaves[index], proof=proof, root=root)
        for earlier in range(1, size + 1):
            proof = consistency_proof(node, earlier, size)
            assert proof == plain_subproof(earlier, leaves[:size], True)
            verify_consistency(
                size1=earlier, size2=size, root1=plain_root(leaves[:earlier]), root2=root, proof=proof
            )


@given(st.integers(0, 300))
def test_a_frontier_gives_the_root_and_can_be_taken_up_again(size: int) -> None:
    leaves = hashes(size + 1)
    frontier = frontier_of(nodes_over(leaves), size)

    assert frontier.root() == root_of(leaves[:size])
    frontier.append(leaves[size])
    assert (frontier.size, frontier.root()) == (size + 1, root_of(leaves))


def test_a_frontier_tells_which_subtrees_a_leaf_made_full() -> None:
    leaves, frontier = hashes(64), Frontier()
    node = nodes_over(leaves)
    for index, leaf in enumerate(leaves):
        full = frontier.append(leaf)
        assert full == [node(level, index >> level) for level in range(len(full))]
        assert (index + 1) % (1 << len(full) - 1) == 0


@given(st.data())
def test_a_changed_inclusion_proof_is_refused(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 80))
    index = data.draw(st.integers(0, size - 1))
    leaves = hashes(size)
    parts = [leaves[index], root_of(leaves), *inclusion_proof(nodes_over(leaves), index, size)]

    changed_index, changed_size, changed = changed_proof(data, index, size, parts)

    with pytest.raises(ProofRefused):
        verify_inclusion(
            index=changed_index, size=changed_size, leaf=changed[0], root=changed[1], proof=changed[2:]
        )


@given(st.data())
def test_a_changed_consistency_proof_is_refused(data: st.DataObject) -> None:
    size2 = data.draw(st.integers(2, 80))
    size1 = data.draw(st.integers(1, size2 - 1))
    leaves = hashes(size2)
    proof = consistency_proof(nodes_over(leaves), size1, size2)
    parts = [root_of(leaves[:size1]), root_of(leaves), *proof]

    changed_size1, changed_size2, changed = changed_proof(data, size1, size2, parts)

    with pytest.raises(ProofRefused):
        verify_consistency(
            size1=changed_size1, size2=changed_size2, root1=changed[0], root2=changed[1], proof=changed[2:]
        )


def changed_proof(
    data: st.DataObject, first: int, second: int, parts: list[bytes]
) -> tuple[int, int, list[bytes]]:
    """Change one thing in a proof: a bit, a length, an order, or a number that decides its shape."""
    how = data.draw(st.sampled_from(["bit", "cut", "drop", "add", "double", "number"]))
    changed = list(parts)
    at = data.draw(st.integers(0, len(parts) - 1))
    if how == "bit":
        flipped = bytearray(parts[at])
        flipped[data.draw(st.integers(0, 31))] ^= 1 << data.draw(st.integers(0, 7))
        changed[at] = bytes(flipped)
    elif how == "cut":
        changed[at] = parts[at][: data.draw(st.integers(0, 31))]
    elif how == "drop" and len(parts) > 2:
        del changed[data.draw(st.integers(2, len(parts) - 1))]
    elif how == "double" and len(parts) > 2:
        double = data.draw(st.integers(2, len(parts) - 1))
        changed.insert(double, parts[double])
    elif how == "number":
        first = data.draw(st.sampled_from([-1, 0 - first - 1, second, second + 1, 2**64 - 1 + first]))
        if first == second:
            changed.append(parts[0])  # two trees of one size need no proof
    else:
        changed.insert(
            data.draw(st.integers(2, len(parts))), data.draw(st.sampled_from([b"", bytes(32), parts[1]]))
        )
    return first, second, changed


@pytest.mark.parametrize(("index", "size"), [(0, 0), (1, 1), (2, 1), (-1, 1), (True, 2)])
def test_leaves_outside_the_tree_are_refused(index: int, size: int) -> None:
    leaf = leaf_hash(b"")
    with pytest.raises(ProofRefused):
        verify_inclusion(index=index, size=size, leaf=leaf, proof=[], root=leaf)


@pytest.mark.parametrize(("size1", "size2"), [(0, 0), (0, 1), (1, 0), (2, 1), (-1, 1), (1, 2)])
def test_trees_that_show_nothing_of_each_other_are_refused(size1: int, size2: int) -> None:
    with pytest.raises(ProofRefused):
        verify_consistency(size1=size1, size2=size2, root1=EMPTY_ROOT, root2=EMPTY_ROOT, proof=[])


def test_trees_of_one_size_are_consistent_without_proof_when_their_roots_are_equal() -> None:
    one, other = leaf_hash(b"1"), leaf_hash(b"2")

    verify_consistency(size1=1, size2=1, root1=one, root2=one, proof=[])

    with pytest.raises(ProofRefused):
        verify_consistency(size1=1, size2=1, root1=one, root2=other, proof=[])
    with pytest.raises(ProofRefused):
        verify_consistency(size1=1, size2=1, root1=one, root2=one, proof=[one])


def test_there_is_no_proof_of_what_is_not_in_the_tree() -> None:
    node = nodes_over(hashes(3))
    for index, size in [(3, 3), (0, 0), (-1, 3)]:
        with pytest.raises(ValueError, match="no leaf"):
            inclusion_proof(node, index, size)
    for size1, size2 in [(0, 3), (4, 3)]:
        with pytest.raises(ValueError, match="no consistency"):
            consistency_proof(node, size1, size2)

"""Proofs that an entry is in the log, and that a log goes on from an earlier head.

Their JSON has the field names of the public test vectors of transparency-dev/merkle, so
that other tools read ours and we read theirs. `sayso.custody.proving` makes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.custody.keys import decode_base64, encode_base64
from sayso.custody.tree import ProofRefused, verify_consistency, verify_inclusion
from sayso.values.canonical import read_json_object


@dataclass(frozen=True, slots=True, kw_only=True)
class InclusionProof:
    """That a line is the one at its place in the log."""

    index: int  # 0 for the first entry, whose seq is 1
    size: int
    leaf: bytes  # hash
    root: bytes
    proof: tuple[bytes, ...]

    def verify(self) -> None:
        """Check the proof.

        Raises:
            ProofRefused: when it does not hold.
        """
        verify_inclusion(index=self.index, size=self.size, leaf=self.leaf, proof=self.proof, root=self.root)

    def to_json(self) -> dict[str, object]:
        """Return the proof as JSON values."""
        return {
            "leafIdx": self.index,
            "treeSize": self.size,
            "root": encode_base64(self.root),
            "leafHash": encode_base64(self.leaf),
            "proof": [encode_base64(item) for item in self.proof],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsistencyProof:
    """That a log begins with an earlier state of itself."""

    size1: int
    size2: int
    root1: bytes
    root2: bytes
    proof: tuple[bytes, ...]

    def verify(self) -> None:
        """Check the proof.

        Raises:
            ProofRefused: when it does not hold.
        """
        verify_consistency(
            size1=self.size1, size2=self.size2, root1=self.root1, root2=self.root2, proof=self.proof
        )

    def to_json(self) -> dict[str, object]:
        """Return the proof as JSON values."""
        return {
            "size1": self.size1,
            "size2": self.size2,
            "root1": encode_base64(self.root1),
            "root2": encode_base64(self.root2),
            "proof": [encode_base64(item) for item in self.proof],
        }


def read_inclusion_proof(data: bytes) -> InclusionProof:
    """Read an inclusion proof from its JSON.

    Raises:
        ProofRefused: when it is none.
    """
    return inclusion_proof_of(_object_in(data))


def inclusion_proof_of(fields: Mapping[str, object]) -> InclusionProof:
    """Read an inclusion proof from JSON values; errors as for `read_inclusion_proof`."""
    return InclusionProof(
        index=_number(fields, "leafIdx"),
        size=_number(fields, "treeSize"),
        leaf=_hash(fields, "leafHash"),
        root=_hash(fields, "root"),
        proof=_hashes(fields, "proof"),
    )


def read_consistency_proof(data: bytes) -> ConsistencyProof:
    """Read a consistency proof from its JSON.

    Raises:
        ProofRefused: when it is none.
    """
    return consistency_proof_of(_object_in(data))


def consistency_proof_of(fields: Mapping[str, object]) -> ConsistencyProof:
    """Read a consistency proof from JSON values; errors as for `read_consistency_proof`."""
    return ConsistencyProof(
        size1=_number(fields, "size1"),
        size2=_number(fields, "size2"),
        root1=_hash(fields, "root1"),
        root2=_hash(fields, "root2"),
        proof=_hashes(fields, "proof"),
    )


def _object_in(data: bytes) -> dict[str, object]:
    try:
        return read_json_object(data)
    except ValueError as error:
        raise ProofRefused(f"it is no JSON object: {error}") from error


def _number(fields: Mapping[str, object], name: str) -> int:
    value = fields.get(name)
    if type(value) is not int:
        raise ProofRefused(f"{name} is no whole number")
    return value


def _hash(fields: Mapping[str, object], name: str) -> bytes:
    return _decoded(fields.get(name), name)


def _hashes(fields: Mapping[str, object], name: str) -> tuple[bytes, ...]:
    values = fields.get(name)
    if values is None:
        return ()
    if not isinstance(values, list):
        raise ProofRefused(f"{name} is no list")
    return tuple(_decoded(value, name) for value in values)


def _decoded(value: object, name: str) -> bytes:
    if value is None:
        return b""
    if not isinstance(value, str):
        raise ProofRefused(f"{name} is no base64")
    try:
        return decode_base64(value)
    except ValueError as error:
        raise ProofRefused(f"{name} is {error}") from error

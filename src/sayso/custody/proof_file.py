"""Proof files: that an exhibit came into an archive, checked without the archive and without the network.

One JSON object: the log's line, the proof that it is in the log, the signed head, and stamps
over earlier heads with the proofs that the log went on from them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.custody.disk import read_file, reason_of
from sayso.custody.entries import Entry
from sayso.custody.erased import erasures_among
from sayso.custody.extracts import EarlierHead, Extract, ProvenLine, check_extract
from sayso.custody.form_numbers import LaterForm, read_form
from sayso.custody.heads import Head
from sayso.custody.keys import decode_base64, encode_base64
from sayso.custody.proofs import ConsistencyProof, consistency_proof_of, inclusion_proof_of
from sayso.custody.tree import ProofRefused
from sayso.values import Check, Digest, Findings, could_not_look, digest_file, is_digest
from sayso.values.canonical import read_json_object

FORM = 1
MOST_BYTES = 64 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitProof:
    """What a proof file holds."""

    exhibit: Digest
    size_bytes: int
    extract: Extract

    def to_bytes(self) -> bytes:
        """Write the file: the same proof, the same bytes."""
        extract = self.extract
        value = {
            "sayso_proof": FORM,
            "exhibit": self.exhibit,
            "size_bytes": self.size_bytes,
            "head": extract.head.decode("utf-8"),
            "entries": [
                {"line": one.line.decode("ascii"), "inclusion": one.proof.to_json()} for one in extract.lines
            ],
            "earlier_heads": [
                {"head": one.head.decode("utf-8"), "consistency": one.proof.to_json()}
                for one in extract.earlier
            ],
            "stamp_files": {name: encode_base64(data) for name, data in sorted(extract.stamp_files.items())},
            "roots": {digest: encode_base64(data) for digest, data in sorted(extract.roots.items())},
        }
        return json.dumps(value, indent=1, ensure_ascii=True).encode("ascii") + b"\n"


def read_proof_file(data: bytes) -> ExhibitProof:
    """Read a proof file.

    Raises:
        LaterForm: when a later version wrote it.
        ProofRefused: when it is none.
    """
    try:
        value: Any = read_json_object(data)
        read_form(value["sayso_proof"], (FORM,), "a proof")
        exhibit, size_bytes = value["exhibit"], value["size_bytes"]
        if not is_digest(exhibit) or type(size_bytes) is not int:
            raise ProofRefused("it names no exhibit")
        extract = Extract(
            head=value["head"].encode("utf-8"),
            lines=[_proven_line(one) for one in value["entries"]],
            earlier=[_earlier_head(one) for one in value["earlier_heads"]],
            stamp_files={str(name): decode_base64(text) for name, text in value["stamp_files"].items()},
            roots={str(name): decode_base64(text) for name, text in value["roots"].items()},
        )
        proof = ExhibitProof(exhibit=Digest(exhibit), size_bytes=size_bytes, extract=extract)
        if read_json_object(proof.to_bytes()) != value:
            raise ProofRefused("it holds more than a proof, or writes it in another way than sayso does")
    except LaterForm:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ProofRefused(f"it is no proof file, or lacks a part ({error})") from error
    return proof


def check_proof_file(path: Path, *, file: Path | None = None, against: Sequence[Head] = ()) -> Check:
    """Check a proof file, and say what it proves.

    Args:
        path: the proof file.
        file: the exhibit's bytes, where they are at hand; else only what is said of them is checked.
        against: heads that were kept elsewhere.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            return could_not_look(f"it is larger than the {MOST_BYTES:,} bytes that are read")
        data = read_file(path)
    except OSError as error:
        return could_not_look(f"it cannot be read: {reason_of(error)}")
    return check_proof(data, file=file, against=against)


def check_proof(data: bytes, *, file: Path | None = None, against: Sequence[Head] = ()) -> Check:
    """Check the bytes of a proof file; arguments as for `check_proof_file`."""
    findings = Findings()
    try:
        proof = read_proof_file(data)
    except LaterForm as error:
        return could_not_look(str(error))
    except ProofRefused as error:
        findings.fault(error.why)
        return findings.check()
    proven = check_extract(proof.extract, findings, against=against)
    if proven is not None:
        _check_exhibit(proof, proven.entries, findings)
    if file is not None:
        _check_file(file, proof, findings)
    return findings.check()


def _check_exhibit(proof: ExhibitProof, entries: Sequence[Entry], findings: Findings) -> None:
    brought = [
        entry for entry in entries if entry.act == "import" and entry.body.get("exhibit") == proof.exhibit
    ]
    sizes = {entry.objects.get(proof.exhibit) for entry in brought}
    if not brought or sizes != {proof.size_bytes}:
        findings.fault(f"no entry in it brings in {proof.exhibit} with {proof.size_bytes} bytes")
        return
    first = brought[0]
    findings.note(
        f"the exhibit {proof.exhibit} ({proof.size_bytes} bytes) came in with entry {first.seq}, at "
        f"{first.at:%Y-%m-%d %H:%M:%S} UTC by the clock of the archive's machine"
    )
    for words in erasures_among(entries):  # also those on who made an entry that came along
        findings.note(words)
    findings.note("whether entries were taken out of it, such as one on an erasure, a proof cannot show")


def _check_file(file: Path, proof: ExhibitProof, findings: Findings) -> None:
    try:
        digest = digest_file(file)
    except OSError as error:
        findings.not_seen(f"{file.name} cannot be read: {reason_of(error)}")
        return
    if digest == proof.exhibit:
        findings.note(f"{file.name} is that exhibit, byte for byte")
    else:
        findings.fault(f"{file.name} is not the exhibit: its SHA-256 is {digest}")


def _proven_line(value: Mapping[str, object]) -> ProvenLine:
    line, inclusion = value["line"], value["inclusion"]
    if not isinstance(line, str) or not isinstance(inclusion, dict):
        raise ProofRefused("a line in it has no proof")
    return ProvenLine(line=line.encode("utf-8"), proof=inclusion_proof_of(inclusion))


def _earlier_head(value: Mapping[str, object]) -> EarlierHead:
    head, consistency = value["head"], value["consistency"]
    if not isinstance(head, str) or not isinstance(consistency, dict):
        raise ProofRefused("an earlier head in it has no proof")
    proof: ConsistencyProof = consistency_proof_of(consistency)
    return EarlierHead(head=head.encode("utf-8"), proof=proof)

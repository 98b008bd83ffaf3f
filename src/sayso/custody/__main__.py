"""`python -m sayso.custody`: verify an archive or a proof with the standard library alone."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from sayso.custody.disk import read_file, reason_of
from sayso.custody.export_check import check_export
from sayso.custody.layout import ArchiveFiles
from sayso.custody.outside import harmless, receipts, say, tell
from sayso.custody.proof_file import check_proof_file
from sayso.custody.proofs import (
    ConsistencyProof,
    InclusionProof,
    read_consistency_proof,
    read_inclusion_proof,
)
from sayso.custody.receipts import MOST_BYTES, NoReceipt, heads_in
from sayso.custody.tree import ProofRefused
from sayso.custody.verification import Verification, verify
from sayso.values import SaysoError

DONE, COULD_NOT, DOES_NOT_HOLD, INTERRUPTED = 0, 1, 4, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments ask, and return the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        if asked.command == "verify":
            return _verify(asked)
        if asked.command == "verify-export":
            return say(check_export(asked.export, against=receipts(asked.against), opened=asked.opened))
        if asked.command == "verify-proof":
            return say(check_proof_file(asked.proof, file=asked.file, against=receipts(asked.against)))
        read = read_inclusion_proof if asked.command == "verify-inclusion" else read_consistency_proof
        return max(_check_proof(path, read) for path in asked.files)
    except SaysoError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sayso.custody", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    archive = commands.add_parser("verify", help="hold an archive against its log, and the log against heads")
    archive.add_argument("archive", type=Path)
    archive.add_argument(
        "--head",
        type=Path,
        action="append",
        default=[],
        help="a head or receipt that was kept elsewhere; can be repeated",
    )
    archive.add_argument("--no-objects", action="store_true", help="do not read the objects' bytes")
    archive.add_argument("--json", action="store_true", help="answer as JSON")
    for name, what in (
        ("inclusion", "that an entry is in a log"),
        ("consistency", "that a log goes on from another"),
    ):
        proof = commands.add_parser(f"verify-{name}", help=f"check proofs {what}")
        proof.add_argument("files", type=Path, nargs="+")
    export = commands.add_parser("verify-export", help="check an export, without the archive")
    export.add_argument("export", type=Path, help="a folder or a zip")
    export.add_argument(
        "--opened",
        type=Path,
        action="append",
        default=[],
        help="what was left out, and was handed over since",
    )
    proof_file = commands.add_parser("verify-proof", help="check what `sayso prove` wrote")
    proof_file.add_argument("proof", type=Path)
    proof_file.add_argument("--file", type=Path, help="the exhibit's bytes")
    for command in (export, proof_file):
        command.add_argument(
            "--against", type=Path, action="append", default=[], help="a receipt that was kept elsewhere"
        )
    return parser


def _verify(asked: argparse.Namespace) -> int:
    heads = [data for path in asked.head for data in _heads_in(path)]
    found = verify(ArchiveFiles(asked.archive), objects=not asked.no_objects, heads=heads)
    if asked.json:
        tell(json.dumps(_as_json(found), indent=2))
    else:
        _show(found)
    if found.damages:
        return DOES_NOT_HOLD
    return COULD_NOT if found.unread else DONE


def _show(found: Verification) -> None:
    for damage in found.damages:
        tell(f"DAMAGED  {harmless(str(damage))}")
    for unread in found.unread:
        tell(f"UNREAD   {harmless(str(unread))}")
    for remark in found.notes:
        tell(f"note     {harmless(str(remark))}")
    checked = (
        f"{found.entries} entries, {found.objects_present} objects present, "
        f"{found.objects_checked} of them read again, {found.bytes_checked} bytes"
    )
    if found.holds:
        tell(f"The archive holds: {checked}.")
    else:
        counts = f"{len(found.damages)} damaged, {len(found.unread)} could not be read"
        tell(f"The archive does not hold: {counts}; looked at {checked}.")
    tell(INDEX_NOT_LOOKED_AT)
    if found.head is not None:
        tell(found.head.text.removesuffix("\n"))


def _as_json(found: Verification) -> dict[str, object]:
    return {
        "holds": found.holds,
        "damages": [asdict(item) for item in found.damages],
        "unread": [asdict(item) for item in found.unread],
        "notes": [asdict(item) for item in found.notes],
        "entries": found.entries,
        "objects_present": found.objects_present,
        "objects_checked": found.objects_checked,
        "bytes_checked": found.bytes_checked,
        "head": found.head.text if found.head else None,
    }


def _check_proof(path: Path, read: Callable[[bytes], InclusionProof | ConsistencyProof]) -> int:
    try:
        read(read_file(path)).verify()
    except ProofRefused as error:
        tell(f"reject {path}: {error.why}")
        return DOES_NOT_HOLD
    except OSError as error:
        tell(f"unread {path}: {reason_of(error)}")
        return COULD_NOT
    tell(f"accept {path}")
    return DONE


INDEX_NOT_LOOKED_AT = (
    "note     index.db was not looked at: it is no evidence, and lists and dossiers are made from it "
    "(sayso verify compares it)"
)


class _NoHead(SaysoError):
    """A head from outside cannot be read."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path, self.reason = path, reason

    def __str__(self) -> str:
        return f"The head {self.path} cannot be read: {self.reason}. Name the file of a head."


def _heads_in(path: Path) -> list[bytes]:
    data = _bytes_of(path)
    try:
        return [head.to_bytes() for head in heads_in(data)]
    except NoReceipt:  # the verification says what is wrong with it
        return [data]


def _bytes_of(path: Path) -> bytes:
    try:
        return read_file(path, most_bytes=MOST_BYTES + 1)
    except OSError as error:
        raise _NoHead(str(path), reason_of(error)) from error


if __name__ == "__main__":
    sys.exit(main())

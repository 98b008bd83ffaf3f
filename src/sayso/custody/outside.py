"""What `verify.py` does: check an export or a proof file, and say how the stamps are checked further."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from sayso.custody import export_form as form
from sayso.custody.disk import read_file, reason_of
from sayso.custody.export_check import check_export
from sayso.custody.heads import Head
from sayso.custody.proof_file import check_proof_file
from sayso.custody.receipts import MOST_BYTES, NoReceipt, heads_in
from sayso.custody.restoring import restore
from sayso.values import Check, SaysoError

EXIT_CODES = {"accept": 0, "unknown": 1, "reject": 4}
WHERE_STAMPS_ARE_CHECKED = (
    f"Further, with OpenSSL: the commands in {form.SHEET} check each stamp's signature."
)


def main(arguments: Sequence[str], own_path: str) -> int:
    """Do what the arguments ask, and return the exit code.

    Args:
        arguments: of the command line, without the program's name.
        own_path: where the program lies; in an export, unless another path is named.
    """
    asked = _asked(arguments)
    try:
        against = receipts(asked.against)
    except SaysoError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    if asked.proof is not None:
        return say(check_proof_file(asked.proof, file=asked.file, against=against))
    path = asked.path if asked.path is not None else Path(own_path).resolve().parent
    check = check_export(path, against=against, opened=asked.opened)
    code = say(check)
    if code == EXIT_CODES["accept"] and (path / form.STAMPS).is_dir():
        tell(WHERE_STAMPS_ARE_CHECKED)
    if asked.restore is None:
        return code
    if code != EXIT_CODES["accept"]:
        print(f"Nothing was copied to {asked.restore}: only what is accepted is.", file=sys.stderr)
        return code
    return _restore(path, asked.restore)


def say(check: Check) -> int:
    """Print a verdict with its reasons, and return the exit code that it stands for."""
    tell(check.verdict)
    for reason in check.reasons:
        tell(f"  {harmless(reason)}")
    for note in check.notes:
        tell(f"  note: {harmless(note)}")
    return EXIT_CODES[check.verdict]


def tell(line: str) -> None:
    """Print a line; where whoever read them has gone, as `head` does, go on without."""
    try:
        print(line, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def receipts(paths: Iterable[Path]) -> list[Head]:
    """Read heads that were kept elsewhere.

    Raises:
        NoReceipt: when a file cannot be read, or holds none.
    """
    heads: list[Head] = []
    for path in paths:
        try:
            heads += heads_in(read_file(path, most_bytes=MOST_BYTES + 1), str(path))
        except OSError as error:
            raise NoReceipt(str(path), f"it cannot be read ({reason_of(error)})") from error
    return heads


def _restore(path: Path, to: Path) -> int:
    try:
        for line in restore(path, to):
            tell(harmless(line))
    except (OSError, ValueError) as error:
        print(f"The originals were not all copied: {harmless(str(error))}", file=sys.stderr)
        return 1
    return 0


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the arguments; what would be passed over beside others is refused."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    if asked.proof is None and asked.file is not None:
        parser.error("--file goes with --proof: it names the exhibit that a proof is of")
    beside = {"--restore": asked.restore, "--opened": asked.opened, "PATH": asked.path}
    if asked.proof is not None and (odd := [name for name, given in beside.items() if given]):
        parser.error(f"{', '.join(odd)} cannot go with --proof, which looks at a proof file and at no export")
    return asked


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="verify.py", description="Check an export of sayso.")
    parser.add_argument("path", nargs="?", type=Path, help="an export, a folder or a zip; else this one")
    parser.add_argument(
        "--against", type=Path, action="append", default=[], help="a receipt that was kept elsewhere"
    )
    parser.add_argument(
        "--opened",
        type=Path,
        metavar="FILE",
        action="append",
        default=[],
        help="what was left out, and was handed over since",
    )
    parser.add_argument(
        "--restore",
        type=Path,
        metavar="DIR",
        help="copy the originals to a new or empty folder, by their names",
    )
    parser.add_argument("--proof", type=Path, metavar="FILE", help="check a proof file instead")
    parser.add_argument("--file", type=Path, metavar="EXHIBIT", help="with --proof: the exhibit's bytes")
    return parser


def harmless(text: str) -> str:
    """Return text from outside as one line that moves no cursor."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)

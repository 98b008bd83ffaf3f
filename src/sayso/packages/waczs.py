"""Checking a web archive (WACZ), and the signature in it."""

from __future__ import annotations

from pathlib import Path

from sayso.custody.export_form import PACKAGE
from sayso.packages.asking import ask_for, findings_in
from sayso.packages.exports import MARKS, with_proofs
from sayso.packages.wacz_signatures import check_signature
from sayso.parsers import printable
from sayso.values import Check, could_not_look


def check_wacz(path: Path) -> Check:
    """Hold a WACZ against its format (1.1.1, and what came before and is drafted after).

    Its list of files is held against their bytes, its indexes against the records of its WARC
    files, these against their own digests. A signature is checked with the certificates that
    came along; whom these belong to is a note, for no root is trusted here. It is read in a
    child process with limits; nothing is written or fetched.
    """
    if path.is_dir():
        was = ", into which one was unpacked" if (path / PACKAGE).is_file() else ""
        return could_not_look(
            f"{printable(path.name)} is a folder{was}: a web archive is one file, name that"
        )
    answer = ask_for("wacz", path, {"marks": list(MARKS)})
    if isinstance(answer, Check):
        return answer
    findings = findings_in(answer)
    signed = answer.get("signed")
    if isinstance(signed, dict):
        check_signature({str(name): str(value) for name, value in signed.items()}, findings)
    check = findings.check()
    return with_proofs(check, path) if answer.get("ours") is True else check

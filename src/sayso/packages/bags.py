"""Checking a bag: a folder, or a zip or tar that holds one."""

from __future__ import annotations

from pathlib import Path

from sayso.packages.asking import ask_for, findings_in
from sayso.packages.exports import MARKS, with_proofs
from sayso.values import Check, Findings


def check_bag(path: Path, *, sealed: bool = False) -> Check:
    """Hold a bag against the rules of BagIt 0.93 to 1.0, and against what makes it safe to unpack.

    Args:
        path: a folder, or a zip, tar or gzipped tar with the bag's folder in it.
        sealed: demand that a tag manifest lists every file but the tag manifests, as in the bags
            that sayso writes; where a bag says that sayso wrote it, this is demanded anyhow, and
            the proofs in it are checked too.

    A packed bag is read in a child process with limits. A folder is read here: its names come
    from the system, and only text of bounded size is parsed. Nothing is written or fetched.
    """
    if path.is_dir():
        check, is_ours = _check_folder(path, sealed=sealed)
    else:
        answer = ask_for("bag", path, {"sealed": sealed, "marks": list(MARKS)})
        if isinstance(answer, Check):
            return answer
        check, is_ours = findings_in(answer).check(), answer.get("ours") is True
    return with_proofs(check, path) if is_ours else check


def _check_folder(path: Path, *, sealed: bool) -> tuple[Check, bool]:
    from sayso.parsers.bags import check
    from sayso.parsers.trees import Damaged, FolderTree, NotReadable

    findings, is_ours = Findings(), False
    try:
        is_ours = check(FolderTree(path), findings, sealed=sealed, marks=MARKS)
    except Damaged as error:
        findings.fault(str(error))
    except NotReadable as error:
        findings.not_seen(str(error))
    return findings.check(), is_ours

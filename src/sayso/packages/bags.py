"""Checking a bag: a folder, or a zip or tar that holds one."""

from __future__ import annotations

from pathlib import Path

from sayso.packages.asking import ask
from sayso.values import Check, Findings


def check_bag(path: Path, *, sealed: bool = False) -> Check:
    """Hold a bag against the rules of BagIt 0.93 to 1.0, and against what makes it safe to unpack.

    Args:
        path: a folder, or a zip, tar or gzipped tar with the bag's folder in it.
        sealed: demand that a tag manifest lists every file but the tag manifests, as in the bags
            that sayso writes; where a bag says that sayso wrote it, this is demanded anyhow.

    A packed bag is read in a child process with limits. A folder is read here: its names come
    from the system, and only text of bounded size is parsed. Nothing is written or fetched.
    """
    if path.is_dir():
        return _check_folder(path, sealed=sealed)
    return ask("bag", path, {"sealed": sealed})


def _check_folder(path: Path, *, sealed: bool) -> Check:
    from sayso.parsers.bags import check
    from sayso.parsers.trees import Damaged, FolderTree, NotReadable

    findings = Findings()
    try:
        check(FolderTree(path), findings, sealed=sealed)
    except Damaged as error:
        findings.fault(str(error))
    except NotReadable as error:
        findings.not_seen(str(error))
    return findings.check()

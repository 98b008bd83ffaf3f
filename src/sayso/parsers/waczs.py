"""Web archives (WACZ 1.1.1, and what came before and is drafted after): whether one is whole.

How it is packed and laid out is seen here, its list of files and what is signed of that by
`sayso.parsers.wacz_package`, its indexes, records and pages by `sayso.parsers.wacz_contents`.

Source: Webrecorder, "Web Archive Collection Zipped (WACZ)", 1.1.1 and the draft of 1.2.0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from sayso.parsers.packed import open_packed
from sayso.parsers.trees import Damaged, NotReadable, check_names
from sayso.parsers.wacz_contents import PAGES, WaczContents
from sayso.parsers.wacz_package import PackageList, is_old
from sayso.parsers.worker import Answer
from sayso.parsers.zips import DEFLATED, STORED, ZipTree
from sayso.values import Findings

_KINDS = {  # what may lie in the folders of the format, as the ends of names
    "archive": (".warc", ".warc.gz"),
    "indexes": (".cdx", ".cdxj", ".cdx.gz", ".cdxj.gz", ".idx"),
    "pages": (".jsonl",),
}


def read(stream: BinaryIO, request: Mapping[str, object]) -> Iterator[Answer]:
    """Check a WACZ; the answer holds faults, what was unseen, notes, and the signature."""
    findings, is_ours, marks = Findings(), False, request.get("marks")
    signed: dict[str, object] | None = None
    try:
        tree = open_packed(stream, findings)
        if isinstance(tree, ZipTree):
            is_ours = isinstance(marks, list) and sum(name in tree.members for name in marks) > 1
            signed = Wacz(tree, findings).check()
        else:
            findings.fault("it is no zip, so it is no WACZ")
    except Damaged as error:
        findings.fault(str(error))
    except NotReadable as error:
        findings.not_seen(str(error))
    yield {**findings.listed(), "signed": signed, "ours": is_ours}, b""


class Wacz:
    """A WACZ, and what is found about it."""

    def __init__(self, tree: ZipTree, findings: Findings) -> None:
        self._tree, self._findings = tree, findings
        self._files = [name for name, member in tree.members.items() if member.kind == "file"]

    def check(self) -> dict[str, object] | None:
        """Check all of it, and return its signature with what it is over; None where it is not signed.

        Raises:
            Damaged: when it cannot be read on.
            NotReadable: when a part that the check rests on cannot be read.
        """
        check_names(self._tree, self._findings)
        self._check_packing()
        self._check_layout()
        listed = PackageList(self._tree, self._findings, self._files)
        package = listed.read()
        if package is None:
            return None
        if PAGES not in self._files:
            (self._findings.note if is_old(package) else self._findings.fault)(f"it has no {PAGES}")
        signed = listed.check(package)
        WaczContents(
            self._tree, self._findings, files=self._files, warcs=self._warcs(), indexes=self._indexes()
        ).check()
        return signed

    def _check_packing(self) -> None:
        for name in self._files:
            method = self._tree.method(name)
            if method == STORED:
                continue
            if method != DEFLATED:
                self._findings.fault(f"{name!r} is packed by method {method}; the format knows 0 and 8")
            elif name.endswith(".gz") and name.split("/")[0] in ("archive", "indexes"):
                self._findings.fault(f"{name!r} is compressed a second time, which the format forbids")
            elif name.startswith("archive/"):
                self._findings.note(
                    f"{name!r} is compressed by the zip: no record in it can be read by itself"
                )

    def _check_layout(self) -> None:
        for name in self._files:
            folder, _, rest = name.partition("/")
            if folder in _KINDS and ("/" in rest or not rest.endswith(_KINDS[folder])):
                self._findings.fault(
                    f"{name!r} does not belong in {folder}/, where the format allows no others"
                )
        if not self._warcs():
            self._findings.fault("it holds no WARC file in archive/")
        if not self._indexes():
            self._findings.fault("it holds no index in indexes/")

    def _warcs(self) -> list[str]:
        return [
            name for name in self._files if name.startswith("archive/") and name.endswith(_KINDS["archive"])
        ]

    def _indexes(self) -> list[str]:
        ends = tuple(end for end in _KINDS["indexes"] if end != ".idx")
        return [name for name in self._files if name.startswith("indexes/") and name.endswith(ends)]

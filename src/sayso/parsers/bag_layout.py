"""Where the files of a bag lie: below which folder, and under which name a manifest's path is found."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from sayso.parsers.bag_files import Listed, possible_names
from sayso.parsers.packed import Subtree
from sayso.parsers.trees import Tree, name_collisions, oddity_in
from sayso.values import Findings


class Names:
    """Finds the file that a listed path stands for."""

    def __init__(self, tree: Tree, version: tuple[int, int], findings: Findings) -> None:
        self._tree, self._version, self._findings = tree, version, findings
        self._forms = {unicodedata.normalize("NFC", name): name for name in tree.members}

    def file_for(self, path: str) -> str:
        """Return the name of the file, or that which it would have."""
        names = list(possible_names(path, self._version))
        for name in names:
            if name in self._tree.members:
                self._note_spelling(path, name)
                return name
        other = self._forms.get(unicodedata.normalize("NFC", names[0]))
        if other is None:
            return names[0]
        self._findings.note(f"{path!r} is listed in another Unicode form than the file's name has")
        return other

    def _note_spelling(self, path: str, name: str) -> None:
        if path == name and "%" in name and self._version >= (1, 0):
            self._findings.note(f"{path!r} is listed without the encoding of % that version 1.0 demands")
        elif path != name and path.rstrip() == name:
            self._findings.note(f"{path!r} is listed with blanks at its end, which the file's name has not")


@dataclass(slots=True)
class Manifest:
    """A manifest with the files that its lines stand for."""

    name: str
    algorithm: str
    of_tags: bool
    files: dict[str, Listed] = field(default_factory=dict)  # by the file's name in the bag


def based(tree: Tree, findings: Findings) -> Tree | None:
    """Return the tree below the one folder that a packed bag must be in; None when there is not just one."""
    tops = {name.split("/")[0] for name in tree.members}
    if "bagit.txt" in tree.members:
        findings.fault("the bag was packed without its base directory, which the format demands")
        return tree
    if len(tops) == 1:
        return Subtree(tree, tops.pop())
    hint = ": a web archive, which `sayso check-wacz` checks" if "datapackage.json" in tops else ""
    has = f"{len(tops)} entries at its top{hint}"
    findings.fault(f"a packed bag holds one folder and nothing else; this has {has}")
    holders = [top for top in tops if f"{top}/bagit.txt" in tree.members]
    return Subtree(tree, holders[0]) if len(holders) == 1 else None


def note_names(tree: Tree, findings: Findings) -> None:
    """Note names that other systems would take for another, or not take at all."""
    names = [member.name for member in tree.members.values() if member.kind != "folder"]
    for one, other in name_collisions(names):
        findings.note(f"{one!r} and {other!r} are one file where case or Unicode form does not count")
    for name in names:
        if (oddity := oddity_in(name)) is not None:
            findings.note(f"{name!r}: {oddity}")


def empty_folders(tree: Tree) -> list[str]:
    """Return the folders of a tree that hold no file, nor folder; below the tree's own top."""
    holding = {name.rpartition("/")[0] for name in tree.members}
    return [
        member.name
        for member in tree.members.values()
        if member.kind == "folder" and member.name and member.name not in holding
    ]


def is_file(tree: Tree, name: str) -> bool:
    """Tell whether a tree has a file of this name."""
    member = tree.members.get(name)
    return member is not None and member.kind == "file"


def is_payload(name: str) -> bool:
    """Tell whether a name belongs to the payload."""
    return name.startswith("data/")

"""Giving out the files of a packed bag or web archive, in bounded memory; nothing is written here.

Whoever asks has had the package checked. Its names are still names from outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from sayso.parsers.bag_layout import based
from sayso.parsers.packed import open_packed
from sayso.parsers.trees import Damaged, NotReadable, Tree
from sayso.parsers.worker import Answer, Unreadable
from sayso.values import Findings


def read(stream: BinaryIO, request: Mapping[str, object]) -> Iterator[Answer]:
    """Tell whether a bag is packed here and, unless only that is asked, give its files.

    The first answer has `is_bag`. Then each file's bytes come behind an answer with its `name`. Where
    `whole` is asked for, it need be no bag, and nothing is told.
    """
    try:
        tree: Tree | None = open_packed(stream, Findings())
        if tree is not None and not request.get("whole"):
            tree = based(tree, Findings())
            is_bag = tree is not None and "bagit.txt" in tree.members
            yield {"is_bag": is_bag}, b""
            if not is_bag or request.get("only_tell"):
                return
        assert tree is not None
        files = {name for name, member in tree.members.items() if member.kind == "file"}
        for name, chunks in tree.read_each(files):
            yield {"name": name}, b""
            for chunk in chunks:
                yield {}, chunk
    except (Damaged, NotReadable) as error:
        raise Unreadable(str(error)) from error

"""Telling a packed bag whose end is missing: it cannot be unpacked, and is taken in as the one file."""

from __future__ import annotations

import struct
from pathlib import Path

from sayso.custody.disk import open_file
from sayso.custody.export_form import DECLARATION

LOOKS_CUT = (
    "it begins as a packed bag does, and cannot be unpacked: it looks cut off or damaged, was not checked, "
    "and is kept as the one file that it is"
)
_LOCAL_HEADER = struct.Struct(
    "<4s22xHH"
)  # of a member of a zip: mark, lengths of its name and of what follows
_MARK = b"PK\x03\x04"
_TAR_NAME, _TAR_KIND, _TAR_MARK = slice(100), slice(156, 157), slice(257, 262)  # in a header of a tar
_TAR_FIRST = 2 * 512  # where the first header of a file is, behind one on its time
_HEAD_BYTES = 2048
ENDINGS = (".zip", ".tar")


def looks_cut(path: Path) -> bool:
    """Tell whether a file that is no bag begins as one that is packed; False where it cannot be read."""
    if path.suffix.lower() not in ENDINGS or not path.is_file():
        return False
    try:
        with open_file(path) as stream:
            head = stream.read(_HEAD_BYTES)
    except OSError:  # taking it in says why
        return False
    first = _first_member(head)
    return first == DECLARATION or (first.endswith(f"/{DECLARATION}") and first.count("/") == 1)


def _first_member(head: bytes) -> str:
    """Return the name of the first file in a zip or tar; "" where it is none."""
    if head[_TAR_MARK] == b"ustar":
        header = head[_TAR_FIRST:] if head[_TAR_KIND] == b"x" else head
        return header[_TAR_NAME].rstrip(b"\0").decode("utf-8", "replace")
    if len(head) < _LOCAL_HEADER.size:
        return ""
    mark, length, _ = _LOCAL_HEADER.unpack_from(head)
    name = head[_LOCAL_HEADER.size : _LOCAL_HEADER.size + length]
    return name.decode("utf-8", "replace") if mark == _MARK else ""

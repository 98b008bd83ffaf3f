"""The list of files that makes an export a web archive (WACZ): written and read in one form only.

Nobody signs it, since the list that is signed stands in it. So a reader writes it anew from what is
signed, or was checked otherwise, and whatever departs from that was changed.

Source: Webrecorder, "WACZ Format 1.1.1".
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sayso.custody.export_form import PACKAGE

VERSION = "1.1.1"


_SOFTWARE = re.compile(r"sayso [0-9A-Za-z][0-9A-Za-z.+!_-]{0,39}")  # nothing else in a package says it


@dataclass(frozen=True, slots=True)
class Packed:
    """A file in a web archive."""

    path: str
    sha256: str
    size_bytes: int


def write_package(files: Sequence[Packed], *, title: str, software: str, created: datetime) -> bytes:
    """Write the list: the same files in the same order, the same bytes."""
    value = {
        "profile": "data-package",
        "resources": [
            {
                "name": file.path.rpartition("/")[2].lower(),
                "path": file.path,
                "hash": f"sha256:{file.sha256}",
                "bytes": file.size_bytes,
            }
            for file in files
        ],
        "wacz_version": VERSION,
        "title": title,
        "description": "Originals of a case, as resource records; custody/ proves when each came in.",
        "created": created.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "software": software,
    }
    return _json(value)


def write_package_digest(package: bytes) -> bytes:
    """Write what stands beside the list, and names its digest."""
    return _json({"path": PACKAGE, "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"})


def software_in(package: bytes) -> str:
    """Return what a list says that it was written by, which nothing else says.

    Raises:
        ValueError: when it is no such list.
    """
    try:
        software = str(json.loads(package.decode("ascii"))["software"])
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"it lacks a part ({error})") from error
    if not _SOFTWARE.fullmatch(software):
        raise ValueError("it does not say which sayso wrote it, and nothing more (`software`)")
    return software


def _json(value: object) -> bytes:
    return json.dumps(value, indent=2).encode("ascii") + b"\n"

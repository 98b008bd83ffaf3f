"""Whether addresses give names of files away that are left out: in whatever form they have them.

An address may have a name behind `?` or `#`, percent-encoded once or more, by UTF-8 or as Latin 1, with `+`
or `-` for a space, its letters composed or not, or without their accents. So both are compared by their
letters and digits alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from urllib.parse import unquote

SHORTEST_NAME = 4  # letters and digits of a name that is looked for anywhere in an address
DEEPEST = 4  # times that an address is encoded within another
_ENCODINGS = ("utf-8", "latin-1")
_PARTS = re.compile(r"[/?#&=;]")


def are_named(names: Iterable[str], addresses: Iterable[str]) -> bool:
    """Tell whether one of these names of files, with or without its ending, stands in one of the addresses.

    One of fewer letters than `SHORTEST_NAME` counts only where it is a whole part of an address, such as
    a folder or the value of a parameter.
    """
    read = {reading for address in set(addresses) for reading in _readings(address)}
    called = {_bare(part) for name in set(names) for part in (name, PurePath(name).stem)} - {""}
    parts = {_bare(part) for reading in read for part in _PARTS.split(reading)}
    every = "\n".join(map(_bare, sorted(read)))
    return any(name in parts or (len(name) >= SHORTEST_NAME and name in every) for name in called)


def _readings(address: str) -> Iterator[str]:
    """Yield an address as it is, and as it reads with each encoding taken off."""
    yield address
    for encoding in _ENCODINGS:
        read = address
        for _ in range(DEEPEST):
            read = unquote(read, encoding)
            yield read


def _bare(text: str) -> str:
    """Return the letters and digits of a text, without case and accents; the text where it has none."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(filter(str.isalnum, plain)) or plain.strip()

"""Names from outside, made fit to be read, and back again.

A file's name can hold any bytes. What people and pages are shown has them
escaped as `\\xff` and `\\u202e`, a backslash itself doubled, so that the name can be had back.
"""

from __future__ import annotations

import os
import re

_ESCAPE = re.compile(r"\\(?:\\|x([0-9a-f]{2})|u([0-9a-f]{4,6});)")


def printable_name(name: str) -> str:
    """Return a name as `os.listdir` gives it with all that cannot be shown escaped."""
    return "".join(_shown(char) for char in name)


def name_from_printable(shown: str) -> str:
    """Return the name that `printable_name` was given."""
    return _ESCAPE.sub(_meant, shown)


def _shown(char: str) -> str:
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:  # a byte that is no UTF-8, as Python carries it
        return f"\\x{code - 0xDC00:02x}"
    if char == "\\":
        return "\\\\"
    return char if char.isprintable() else f"\\u{code:04x};"


def _meant(escape: re.Match[str]) -> str:
    byte, code = escape.groups()
    if byte is not None:
        return os.fsdecode(bytes([int(byte, 16)])) if int(byte, 16) < 0x80 else chr(0xDC00 + int(byte, 16))
    return chr(int(code, 16)) if code is not None else "\\"

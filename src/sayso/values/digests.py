"""SHA-256 digests: the names of bytes.

One hash everywhere, so that independent tools (`sha256sum`) can check it.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from pathlib import Path
from typing import BinaryIO, NewType

Digest = NewType("Digest", str)  # SHA-256 as 64 lower-case hexadecimal digits

CHUNK_BYTES = 1 << 20
_DIGEST = re.compile(r"[0-9a-f]{64}")


def digest_bytes(data: bytes) -> Digest:
    """Return the SHA-256 of `data`."""
    return Digest(hashlib.sha256(data).hexdigest())


def digest_stream(stream: BinaryIO) -> Digest:
    """Return the SHA-256 of all that is left in `stream`, in bounded memory."""
    sha256 = hashlib.sha256()
    while chunk := stream.read(CHUNK_BYTES):
        sha256.update(chunk)
    return Digest(sha256.hexdigest())


def digest_file(path: Path) -> Digest:
    """Return the SHA-256 of a file's bytes.

    Raises:
        OSError: also where it is no ordinary file: a pipe would make us wait for ever.
    """
    with open(path, "rb", opener=_without_waiting) as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is no ordinary file", str(path))
        return digest_stream(stream)


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def is_digest(text: str) -> bool:
    """Tell whether `text` is a digest in the one form that we write."""
    return _DIGEST.fullmatch(text) is not None


def as_digest(text: str) -> Digest:
    """Take a digest that comes from outside.

    Raises:
        ValueError: when `text` is not 64 lower-case hexadecimal digits.
    """
    if not is_digest(text):
        raise ValueError(f"not a SHA-256 digest in lower-case hexadecimal: {text[:80]!r}")
    return Digest(text)

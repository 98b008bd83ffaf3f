"""The secret that an archive makes the salts of its descriptions with.

With it the same description of the same bytes becomes the same object, so that what came in again, or
after an interruption, is not kept twice. It is no evidence: the salts stand in the descriptions, and where
it is lost, another is made. With each erasure it goes, so that nothing here can try words on the digest of
what was erased.
"""

from __future__ import annotations

import secrets
from contextlib import suppress

from sayso.custody.disk import make_folder, read_file, reason_of, write_new
from sayso.custody.errors import CouldNotWrite
from sayso.custody.layout import ArchiveFiles

KEY_BYTES = 32


def salt_key(files: ArchiveFiles) -> bytes:
    """Return the archive's secret for salts; it is made where there is none, or a damaged one.

    Raises:
        CouldNotWrite: when the system refuses to read it, or to write a new one.
    """
    path = files.salt_key
    try:
        key = _kept(files)
        if len(key) != KEY_BYTES:
            make_folder(files.indexes)
            path.unlink(missing_ok=True)
            with suppress(FileExistsError):  # another process was quicker
                write_new(path, secrets.token_bytes(KEY_BYTES), mode=0o600)
            key = _kept(files)
    except OSError as error:
        raise CouldNotWrite("the secret for salts", str(path), reason_of(error)) from error
    return key


def _kept(files: ArchiveFiles) -> bytes:
    try:
        return read_file(files.salt_key)
    except FileNotFoundError:
        return b""

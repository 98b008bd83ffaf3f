"""The secret that an archive makes the salts of its descriptions with.

With it the same description of the same bytes becomes the same object, so that what came in again, or
after an interruption, is not kept twice. It is no evidence: the salts stand in the descriptions, and where
it is lost, another is made. With each erasure it goes, so that nothing here can try words on the digest of
a description or sidecar that was erased. Results that were made of these bear no salt: whoever has the
material and the same sayso can try words on their digests, which the log lists.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path

from sayso.custody.disk import make_folder, read_file, reason_of, write_new
from sayso.custody.errors import CouldNotWrite
from sayso.custody.layout import ArchiveFiles

KEY_BYTES = 32
TRIES = 10


def salt_key(files: ArchiveFiles) -> bytes:
    """Return the archive's secret for salts; it is made where there is none, or a damaged one.

    Others may make it at the same time, and an erasure may remove it: never is it of another length.

    Raises:
        CouldNotWrite: when the system refuses to read it, or to write a new one.
    """
    path = files.salt_key
    try:
        make_folder(files.indexes)
        for _ in range(TRIES):
            kept = _kept(path)
            if kept is not None and len(kept) == KEY_BYTES:
                return kept
            if kept is not None:
                path.unlink(missing_ok=True)
            made = secrets.token_bytes(KEY_BYTES)
            with suppress(FileExistsError):  # another process was quicker: the next round reads its secret
                write_new(path, made, mode=0o600)
                return made
    except OSError as error:
        raise CouldNotWrite("the secret for salts", str(path), reason_of(error)) from error
    raise CouldNotWrite("the secret for salts", str(path), "it is replaced again and again")


def _kept(path: Path) -> bytes | None:
    try:
        return read_file(path)
    except FileNotFoundError:
        return None

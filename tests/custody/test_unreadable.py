"""A folder that the system does not let us list stops no verification, and is never said to hold."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sayso.custody import Act, ArchiveFiles, CustodyLog, verify
from sayso.custody.disk import MOST_WHOLE_BYTES
from sayso.custody.left_over import aside_folder
from sayso.custody.sealing import write_head
from sayso.values import digest_bytes


@pytest.fixture
def kept(files: ArchiveFiles) -> ArchiveFiles:
    """An archive in which each folder holds something."""
    data = b"The quay is closed."
    digest = digest_bytes(data)
    place = files.object_path(digest)
    place.parent.mkdir()
    place.write_bytes(data)
    act = Act("import", {"exhibit": digest, "objects": {digest: len(data)}}, {"operator": "r.osk"})
    CustodyLog(files).append([act])
    write_head(files, None)
    aside_folder(files, 2).mkdir(parents=True)
    (aside_folder(files, 2) / "000000003.json").write_bytes(b"{}")
    return files


FOLDERS: dict[str, Callable[[ArchiveFiles], Path]] = {
    "the archive itself": lambda files: files.root,
    "the log": lambda files: files.log,
    "the heads": lambda files: files.heads,
    "the stamps": lambda files: files.stamps,
    "what is withheld": lambda files: files.withheld,
    "a part of what is withheld": lambda files: files.withheld_path(1).parent,
    "what was set aside": lambda files: aside_folder(files, 2).parent,
    "what one repair set aside": lambda files: aside_folder(files, 2),
    "the objects": lambda files: files.objects,
    "a part of the objects": lambda files: next(files.objects.glob("??")),
}


def refuse(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let a folder not be listed; whoever runs the tests may be one whom the system refuses nothing."""
    for name in ("listdir", "scandir"):
        theirs = getattr(os, name)

        def listed(path: Any = ".", theirs: Callable[..., Any] = theirs) -> Any:
            if not isinstance(path, int) and Path(os.fsdecode(path)) == folder:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return theirs(path)

        monkeypatch.setattr(os, name, listed)


@pytest.mark.parametrize("which", FOLDERS)
def test_a_folder_that_cannot_be_listed_is_told_as_unread_and_no_damage(
    kept: ArchiveFiles, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    folder = FOLDERS[which](kept)
    assert verify(kept).holds
    refuse(monkeypatch, folder)

    found = verify(kept)

    assert not found.holds
    assert found.damages == ()
    assert {one.reason for one in found.unread} == {os.strerror(errno.EACCES)}
    assert len({str(one) for one in found.unread}) == len(found.unread)


@pytest.mark.parametrize("name", ["archive.toml", "withheld/000000/000000002.json"])
def test_a_file_that_was_grown_beyond_measure_fills_no_memory(
    kept: ArchiveFiles, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with (kept.root / name).open("ab") as stream:
        stream.truncate(MOST_WHOLE_BYTES + 1)
    read, most = os.read, 64 << 20
    monkeypatch.setattr(os, "read", lambda descriptor, count: read(descriptor, _no_more_than(most, count)))

    found = verify(kept)

    assert not found.holds
    assert [(one.where, one.reason) for one in found.unread] == [(name, os.strerror(errno.EFBIG))]


def _no_more_than(most: int, count: int) -> int:
    assert count <= most, "it would be read at once"
    return count

from __future__ import annotations

import errno
import io
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.custody import ArchiveFiles, ArchiveUnreadable, CouldNotWrite, found_archive
from sayso.exhibits import objects as objects_module
from sayso.exhibits.objects import (
    FileChanged,
    FileUnreadable,
    NotAFile,
    ObjectDamaged,
    ObjectMissing,
    ObjectStore,
)
from sayso.testing.full_disk import files_no_larger_than
from sayso.values import Digest, digest_bytes


@pytest.fixture
def files(tmp_path: Path) -> ArchiveFiles:
    return found_archive(tmp_path / "archive", "Halvar Desk", tmp_path / "keys")


@pytest.fixture
def store(files: ArchiveFiles) -> ObjectStore:
    return ObjectStore(files)


def kept(store: ObjectStore) -> list[Path]:
    return [path for path in store.files.objects.rglob("*") if path.is_file()]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=5000))
def test_bytes_come_back_as_they_were_put(store: ObjectStore, data: bytes) -> None:
    stored = store.put_bytes(data)

    assert stored.digest == digest_bytes(data)
    assert stored.size_bytes == len(data)
    assert store.read(stored.digest) == data
    assert store.has(stored.digest)


def test_a_store_whose_empty_folders_a_backup_left_out_takes_bytes(store: ObjectStore) -> None:
    store.files.incoming.rmdir()

    assert store.clear_left_over() == 0
    assert store.read(store.put_bytes(b"kept").digest) == b"kept"


@pytest.mark.parametrize("size_bytes", [0, 1, 1 << 20, (1 << 20) + 1, 3 << 20])
def test_a_file_is_kept_whole(store: ObjectStore, tmp_path: Path, size_bytes: int) -> None:
    data = os.urandom(size_bytes)
    (tmp_path / "clip.mp4").write_bytes(data)

    stored = store.put_file(tmp_path / "clip.mp4")

    assert (stored.digest, stored.size_bytes, stored.is_new) == (digest_bytes(data), size_bytes, True)
    assert store.path(stored.digest).read_bytes() == data
    assert store.put_stream(io.BytesIO(data)).is_new is False
    assert (tmp_path / "clip.mp4").read_bytes() == data


def test_an_object_lies_under_its_digest_and_is_read_only(store: ObjectStore) -> None:
    stored = store.put_bytes(b"The bytes of a clip")

    path = store.path(stored.digest)
    assert path == store.files.objects / stored.digest[:2] / stored.digest
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert path.stat().st_nlink == 1


def test_the_same_bytes_are_kept_once(store: ObjectStore) -> None:
    first, second = store.put_bytes(b"The bytes of a clip"), store.put_bytes(b"The bytes of a clip")

    assert (first.is_new, second.is_new) == (True, False)
    assert first.digest == second.digest
    assert len(kept(store)) == 1


def test_an_object_is_never_written_over(store: ObjectStore) -> None:
    stored = store.put_bytes(b"The bytes of a clip")
    before = store.path(stored.digest).stat()

    store.put_bytes(b"The bytes of a clip")

    after = store.path(stored.digest).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_an_object_of_another_size_is_not_taken_for_the_same(store: ObjectStore) -> None:
    stored = store.put_bytes(b"The bytes of a clip")
    path = store.path(stored.digest)
    path.chmod(0o644)
    path.write_bytes(b"The bytes")

    with pytest.raises(ObjectDamaged) as damaged:
        store.put_bytes(b"The bytes of a clip")

    assert damaged.value.digest == stored.digest
    assert path.read_bytes() == b"The bytes"


def test_reading_checks_the_digest(store: ObjectStore) -> None:
    stored = store.put_bytes(b"The bytes of a clip")
    path = store.path(stored.digest)
    path.chmod(0o644)
    path.write_bytes(b"The bytes of a film")

    with pytest.raises(ObjectDamaged, match=stored.digest):
        store.read(stored.digest)


def test_an_object_that_is_not_there_is_named(store: ObjectStore) -> None:
    missing = digest_bytes(b"never put")

    assert not store.has(missing)
    for look in (store.open, store.path, store.read):
        with pytest.raises(ObjectMissing, match=missing):
            look(missing)


@pytest.mark.parametrize("name", ["", "../../archive.toml", "A" * 64, "0" * 63])
def test_what_is_no_digest_becomes_no_path(store: ObjectStore, name: str) -> None:
    with pytest.raises(ValueError, match="digest"):
        store.has(Digest(name))


class Changing:
    """Changes a file when its first bytes have been read."""

    def __init__(self, path: Path, how: str) -> None:
        self.path, self.how, self.read = path, how, os.read

    def __call__(self, descriptor: int, size: int) -> bytes:
        data = self.read(descriptor, size)
        if self.how == "grows":
            with self.path.open("ab") as stream:
                stream.write(b"more")
        elif self.how == "shrinks":
            os.truncate(self.path, 10)
        elif self.how == "vanishes":
            self.path.unlink()
        elif self.how == "is touched":
            os.utime(self.path, ns=(1, 1))
        self.how = "is at rest"
        return data


@pytest.mark.parametrize("how", ["grows", "shrinks", "vanishes", "is touched"])
@pytest.mark.parametrize("size_bytes", [1000, 3 << 20])
def test_a_file_that_changes_while_it_is_read_is_not_taken(
    store: ObjectStore, tmp_path: Path, how: str, size_bytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(os.urandom(size_bytes))

    with monkeypatch.context() as patched:
        patched.setattr(objects_module.os, "read", Changing(path, how))
        with pytest.raises(FileChanged, match=r"clip\.mp4"):
            store.put_file(path)

    assert kept(store) == []


def test_what_is_no_file_is_refused(store: ObjectStore, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(NotAFile):
        store.put_file(tmp_path / "pipe")
    with pytest.raises(NotAFile):
        store.put_file(tmp_path)
    with pytest.raises(FileUnreadable, match="No such file"):
        store.put_file(tmp_path / "missing")

    assert kept(store) == []


def test_a_full_disk_is_named_and_leaves_nothing(store: ObjectStore, tmp_path: Path) -> None:
    data = os.urandom(50_000)
    (tmp_path / "clip.mp4").write_bytes(data)

    with files_no_larger_than(20_000), pytest.raises(CouldNotWrite, match="File too large"):
        store.put_file(tmp_path / "clip.mp4")

    assert kept(store) == []
    assert store.put_file(tmp_path / "clip.mp4").is_new


def test_a_batch_keeps_what_a_single_put_does(store: ObjectStore) -> None:
    with store.batch():
        stored = [store.put_bytes(b"object %d" % (number % 7)) for number in range(20)]
        with store.batch():  # one within another changes nothing
            stored.append(store.put_bytes(b"one more"))

    assert sum(item.is_new for item in stored) == 8
    assert sorted(store.digests()) == sorted({item.digest for item in stored})
    assert len(kept(store)) == 8


def test_many_threads_can_put_the_same_bytes(store: ObjectStore) -> None:
    stored = []

    def put() -> None:
        stored.extend(store.put_bytes(b"object %d" % number) for number in range(20))

    threads = [threading.Thread(target=put) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(item.is_new for item in stored) == 20
    assert len(kept(store)) == 20


def test_what_a_killed_process_left_is_cleared_and_what_another_writes_is_not(store: ObjectStore) -> None:
    script = """
import os, sys
from pathlib import Path
from sayso.custody import ArchiveFiles
from sayso.exhibits.objects import ObjectStore
class Slow:
    def read(self, size):
        print("reading", flush=True)
        sys.stdin.readline()
        return b""
ObjectStore(ArchiveFiles(Path(sys.argv[1]))).put_stream(Slow())
"""
    command = [sys.executable, "-c", script, str(store.files.root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"reading\n"
        assert store.clear_left_over() == 0
        (writing,) = kept(store)
        assert writing.name.startswith(f"{process.pid}-")
        process.kill()
        process.wait()

        assert store.clear_left_over() == 1

    assert kept(store) == []


def test_a_folder_of_what_comes_in_that_cannot_be_listed_is_named(
    store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> Iterator[Path]:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(Path, "glob", refused)

    with pytest.raises(ArchiveUnreadable, match="Input/output error"):
        store.clear_left_over()


def test_a_store_without_hard_links_is_written_too(
    store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: object, place: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(objects_module.os, "link", refuse)

    assert store.put_bytes(b"The bytes of a clip").is_new
    assert not store.put_bytes(b"The bytes of a clip").is_new
    assert len(kept(store)) == 1

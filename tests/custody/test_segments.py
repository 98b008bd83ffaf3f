"""Segments that are full: compressed, named in the log, and still provable line by line."""

from __future__ import annotations

import gzip
import random
import zlib
from pathlib import Path

import pytest

from sayso.custody import (
    Act,
    ArchiveFiles,
    CustodyLog,
    LogBroken,
    Signer,
    prove_inclusion,
    verify,
    write_head,
)
from sayso.custody import log as log_module
from sayso.custody import segment_seals as seals_module
from sayso.custody.packing import BLOCK_BYTES, PackDamaged, pack, unpack


@pytest.fixture
def full(files: ArchiveFiles, monkeypatch: pytest.MonkeyPatch) -> ArchiveFiles:
    """An archive whose first two segments are sealed."""
    monkeypatch.setattr(log_module, "SEGMENT_BYTES", 2000)
    append_all(CustodyLog(files), 24)
    assert [files.sealed_path(number).exists() for number in (1, 2)] == [True, True]
    return files


def append_all(log: CustodyLog, count: int) -> None:
    for number in range(count):
        log.append([Act("note", {"number": number})])


def plain_lines(files: ArchiveFiles) -> list[bytes]:
    paths = sorted(files.log.iterdir())
    texts = [
        gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in paths
    ]
    return b"".join(texts).splitlines()


def test_a_full_segment_is_compressed_and_named_in_the_next_one(full: ArchiveFiles) -> None:
    assert not full.segment_path(1).exists()
    seals = [entry for entry in CustodyLog(full).entries() if entry.act == "seal"]

    assert [entry.body["segment"] for entry in seals][:2] == [1, 2]
    assert seals[0].body["file"] == "log/000001.jsonl.gz"
    assert seals[0].body["size_bytes"] == full.sealed_path(1).stat().st_size
    first_of_next = gzip.decompress(full.sealed_path(2).read_bytes()).splitlines()[:2]
    assert any(b'"act":"seal"' in line for line in first_of_next)
    found = verify(full)
    assert (found.damages, found.notes, found.unread) == ((), (), ())


def test_every_entry_of_a_log_with_sealed_segments_can_be_read_and_proved(
    full: ArchiveFiles, signer: Signer
) -> None:
    head = write_head(full, signer)
    log = CustodyLog(full)

    assert [line for _, line in log.entries_with_lines()] == plain_lines(full)
    for seq in range(1, head.size + 1):
        prove_inclusion(full, seq, head).verify()
        assert [entry.seq for entry in log.entries(after=seq)] == list(range(seq + 1, head.size + 1))


def test_a_sealed_log_has_the_root_of_a_plain_one(full: ArchiveFiles, signer: Signer) -> None:
    head = write_head(full, signer)
    for number in full.segment_numbers():
        if full.sealed_path(number).exists():
            full.segment_path(number).write_bytes(gzip.decompress(full.sealed_path(number).read_bytes()))
            full.sealed_path(number).unlink()

    found = verify(full, heads=[head.to_bytes()])

    assert found.damages == ()
    assert found.head is not None
    assert found.head.root == head.root


def test_every_flipped_bit_of_a_sealed_segment_is_found(full: ArchiveFiles) -> None:
    path = full.sealed_path(1)
    whole = path.read_bytes()
    chance = random.Random("flips")
    places = {
        *range(24),
        *range(len(whole) - 8, len(whole)),
        *(chance.randrange(len(whole)) for _ in range(60)),
    }
    for place in sorted(places):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << place % 8]) + whole[place + 1 :])

        found = verify(full)

        assert "log/000001.jsonl.gz" in {damage.where for damage in found.damages}, place
        assert found.unread == ()


@pytest.mark.parametrize("kept", [0, 1, 30, 0.5, -1])
def test_a_sealed_segment_that_is_cut_short_is_found_and_its_entries_are_named(
    full: ArchiveFiles, kept: float
) -> None:
    path = full.sealed_path(1)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept) if 0 < kept < 1 else int(kept)])

    found = verify(full)

    assert {"log-segment"} <= {damage.kind for damage in found.damages}
    if kept != -1:  # else only the end of the checksum is gone
        assert "log-order" in {damage.kind for damage in found.damages}
        with pytest.raises(LogBroken):
            list(CustodyLog(full).entries())


def test_bytes_that_were_added_to_a_sealed_segment_are_found(full: ArchiveFiles) -> None:
    path = full.sealed_path(1)
    path.write_bytes(path.read_bytes() + b"\0\0\0\0")

    assert [damage.kind for damage in verify(full).damages] == ["log-segment"]


@pytest.mark.parametrize("moment", ["write_sealed", "drop_plain"])
def test_sealing_that_is_interrupted_is_gone_on_with(
    files: ArchiveFiles, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    monkeypatch.setattr(log_module, "SEGMENT_BYTES", 2000)
    log = CustodyLog(files)
    real = getattr(seals_module, moment)

    def stop(files: ArchiveFiles, segment: int) -> Act:
        if moment == "write_sealed":
            real(files, segment)
        raise KeyboardInterrupt

    monkeypatch.setattr(log_module, moment, stop)
    with pytest.raises(KeyboardInterrupt):
        append_all(log, 24)
    assert files.segment_path(1).exists()
    assert files.sealed_path(1).exists()
    interrupted = verify(files)
    assert interrupted.damages == ()
    assert [note.kind for note in interrupted.notes] == ["left-over"]

    monkeypatch.setattr(log_module, moment, real)
    log.append([Act("note", {"number": 99})])

    assert not files.segment_path(1).exists()
    found = verify(files)
    assert (found.damages, found.notes, found.unread) == ((), (), ())


def test_a_log_whose_last_segment_is_a_sealed_one_goes_on_in_a_new_one(full: ArchiveFiles) -> None:
    newest = full.segment_numbers()[-1]
    for number in full.segment_numbers():
        if number > 1:
            full.segment_path(number).unlink(missing_ok=True)
            full.sealed_path(number).unlink(missing_ok=True)
    assert newest > 1
    end = CustodyLog(full).tail()[0]

    (entry,) = CustodyLog(full).append([Act("note", {"number": 100})])

    assert entry.seq == end + 1
    assert full.segment_path(2).exists()
    assert [note.kind for note in verify(full).notes] == ["unnamed-seal"]


def test_lines_are_found_in_a_pack_of_many_blocks(tmp_path: Path) -> None:
    chance = random.Random("pack")
    lines = [chance.randbytes(chance.randrange(2000)).hex().encode() + b"\n" for _ in range(1500)]
    path = tmp_path / "pack.gz"
    path.write_bytes(b"".join(pack(lines)))

    assert sum(map(len, lines)) > 4 * BLOCK_BYTES
    assert gzip.decompress(path.read_bytes()) == b"".join(lines)
    for skip in (0, 1, 299, 700, 1499, 1500, 9999):
        assert list(unpack(path, skip)) == lines[skip:]
    assert list(pack([])) == []


def test_a_pack_by_another_program_is_read_too(tmp_path: Path) -> None:
    lines = [b"one\n", b"two\n", b"three\n"]
    path = tmp_path / "pack.gz"
    path.write_bytes(gzip.compress(b"".join(lines)))

    assert list(unpack(path, 1)) == lines[1:]


def test_what_is_no_pack_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "pack.gz"
    path.write_bytes(zlib.compress(b"no gzip"))

    with pytest.raises(PackDamaged):
        list(unpack(path))

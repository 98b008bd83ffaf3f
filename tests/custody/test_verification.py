from __future__ import annotations

import errno
import hashlib
import random
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from sayso.custody import (
    Act,
    ArchiveFiles,
    CustodyLog,
    Entry,
    Head,
    LogBroken,
    NotAnArchive,
    Signer,
    UnknownFormat,
    Verification,
    found_archive,
    object_reading,
    packing,
    read_settings,
    segments,
    verify,
    write_head,
)
from sayso.custody import entries as entries_of_logs
from sayso.custody.entries import entry_line, line_digest, read_line
from sayso.custody.keys import make_key_pair
from sayso.custody.lock import writer_lock
from sayso.custody.log_check import check_log
from sayso.custody.log_order import MOST_MARKED
from sayso.custody.notes import sign_note
from sayso.custody.receipts import heads_in, receipt_text
from sayso.testing.rewriting import rewrite
from sayso.values import Digest, digest_bytes, silent


@pytest.fixture
def filled(files: ArchiveFiles, signer: Signer) -> ArchiveFiles:
    """An archive of 13 entries with 12 objects, and heads over 5 and over 13 entries."""
    for number in range(12):
        import_object(files, f"The bytes of object {number}. ".encode() * (number + 1))
        if number in (3, 11):
            write_head(files, signer)
    return files


def import_object(files: ArchiveFiles, data: bytes) -> Digest:
    digest = digest_bytes(data)
    path = files.object_path(digest)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    act = Act("import", {"objects": {digest: len(data)}}, {"path": f"clip {len(data)}.mp4"})
    CustodyLog(files).append([act])
    return digest


def evidence_in(files: ArchiveFiles) -> list[Path]:
    """List the files of which every byte counts."""
    folders = (files.objects, files.log, files.heads, files.withheld)
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return sorted([files.toml, *paths])


def kinds(found: Verification) -> list[str]:
    return [damage.kind for damage in found.damages]


def test_an_archive_that_is_whole_holds(filled: ArchiveFiles, signer: Signer) -> None:
    found = verify(filled)

    assert found.holds
    assert (found.damages, found.notes, found.unread) == ((), (), ())
    assert (found.entries, found.objects_checked) == (13, 12)
    assert found.bytes_checked == sum(
        path.stat().st_size for path in filled.objects.rglob("*") if path.is_file()
    )
    assert found.head is not None
    assert found.head.text == write_head(filled, signer).text


def test_each_of_300_flipped_bits_is_found_and_the_damaged_item_named(filled: ArchiveFiles) -> None:
    chance = random.Random("flips")
    paths = evidence_in(filled)
    sizes = [path.stat().st_size for path in paths]
    for _ in range(300):
        (path,) = chance.choices(paths, weights=sizes)
        was = path.read_bytes()
        at = chance.randrange(len(was))
        flipped = bytearray(was)
        flipped[at] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)

        found = verify(filled)

        path.write_bytes(was)
        where = filled.name_of(path)
        if path.parent == filled.log:
            line = was[:at].count(b"\n") + 1
            where = f"{where} line {line}"
            named = [
                damage
                for damage in found.damages
                if damage.what.split()[:2] in (["entry", f"{line}"], ["entries", f"{line}"])
            ]
        elif filled.objects in path.parents:
            named = [damage for damage in found.damages if damage.what == f"object {path.name}"]
        else:
            named = list(found.damages)
        assert where in {damage.where for damage in named}, (where, at, found.damages)
        assert len(found.damages) <= 2
    assert verify(filled).holds


def test_each_file_that_is_cut_short_is_found(filled: ArchiveFiles) -> None:
    chance = random.Random("cuts")
    for path in evidence_in(filled):
        was = path.read_bytes()
        for length in {0, len(was) - 1, chance.randrange(len(was))}:
            path.write_bytes(was[:length])
            found = verify(filled)
            assert found.damages, (path, length)
            path.write_bytes(was)
    assert verify(filled).holds


@pytest.mark.parametrize("kept", range(12))
def test_entries_cut_from_the_end_are_found_by_a_head_that_was_kept(filled: ArchiveFiles, kept: int) -> None:
    head = filled.head_path(13).read_bytes()
    lines = filled.segment_path(1).read_bytes().splitlines(keepends=True)
    filled.segment_path(1).write_bytes(b"".join(lines[: kept + 1]))
    for size in (5, 13):
        filled.head_path(size).unlink()
    for seq in range(kept + 2, 14):
        filled.withheld_path(seq).unlink()

    assert verify(filled).holds  # the archive alone cannot know
    found = verify(filled, heads=[head])

    assert [damage.kind for damage in found.damages] == ["log-cut"]
    last = f"entries {kept + 2} to 13" if kept < 11 else "entry 13"
    assert found.damages[0].what == last


def changed_word(entries: list[Entry]) -> list[Entry]:
    changed = entries[6]
    entries[6] = Entry(seq=7, at=changed.at, act="export", body=changed.body, prev=changed.prev)
    return entries


def changed_object(entries: list[Entry]) -> list[Entry]:
    changed, other = entries[6], entries[9]
    entries[6] = Entry(seq=7, at=changed.at, act=changed.act, body=other.body, prev=changed.prev)
    return entries


@pytest.mark.parametrize(
    "change",
    [
        changed_word,
        changed_object,
        lambda entries: [*entries[:6], *entries[7:]],
        lambda entries: [*entries[:6], entries[7], entries[6], *entries[8:]],
        lambda entries: [*entries[:7], entries[6], *entries[7:]],
        lambda entries: [*entries[:2], *entries[3:], entries[2]],
    ],
)
def test_a_log_that_was_rewritten_is_found_by_its_heads(
    filled: ArchiveFiles, change: Callable[[list[Entry]], list[Entry]]
) -> None:
    given = filled.head_path(13).read_bytes()
    rewrite(filled, change)

    assert {"log-rewritten", "log-cut"} & set(kinds(verify(filled)))

    for path in filled.heads.iterdir():
        path.unlink()
    assert {"log-rewritten", "log-cut"} & set(kinds(verify(filled, heads=[given])))


def test_a_head_that_was_made_anew_for_a_rewritten_log_does_not_help(
    filled: ArchiveFiles, signer: Signer
) -> None:
    given = filled.head_path(5).read_bytes()
    for path in filled.heads.iterdir():
        path.unlink()
    rewrite(filled, lambda entries: [*entries[:2], entries[3], entries[2], *entries[4:]])
    write_head(filled, signer)

    assert "log-rewritten" in kinds(verify(filled, heads=[given]))


def test_entries_that_were_swapped_are_named(filled: ArchiveFiles) -> None:
    lines = filled.segment_path(1).read_bytes().splitlines(keepends=True)
    lines[5], lines[6] = lines[6], lines[5]
    filled.segment_path(1).write_bytes(b"".join(lines))

    found = verify(filled)

    assert set(kinds(found)) == {"log-order"}
    assert found.damages[0].where == "log/000001.jsonl line 6"


def test_entries_that_were_taken_out_are_named(filled: ArchiveFiles) -> None:
    lines = filled.segment_path(1).read_bytes().splitlines(keepends=True)
    filled.segment_path(1).write_bytes(b"".join([*lines[:5], *lines[8:]]))

    found = verify(filled)

    assert [(damage.kind, damage.what) for damage in found.damages] == [("log-order", "entries 6 to 8")]
    assert "orphans" in {note.kind for note in found.notes}


def test_all_damage_is_listed_and_not_the_first_only(filled: ArchiveFiles) -> None:
    lines = filled.segment_path(1).read_bytes().splitlines(keepends=True)
    objects = [next(iter(read_line(line[:-1]).objects)) for line in lines[1:]]
    lines[2] = b"nonsense\n"
    lines[6] = lines[6].replace(b'"import"', b'"export"')
    lines[10] = lines[10].replace(b'"act"', b'"fact"')
    filled.segment_path(1).write_bytes(b"".join(lines))
    filled.object_path(objects[0]).unlink()
    filled.object_path(objects[3]).write_bytes(b"other bytes")
    filled.head_path(5).write_bytes(b"nothing")

    found = verify(filled)

    assert [(damage.kind, damage.what) for damage in found.damages if "object" not in damage.what] == [
        ("head", "head over 5 entries"),
        ("log-line", "entry 3"),
        ("log-line", "entry 7"),
        ("log-line", "entry 11"),
    ]
    assert {(damage.kind, damage.what) for damage in found.damages if "object" in damage.what} == {
        ("object-missing", f"object {objects[0]}"),
        ("object-size", f"object {objects[3]}"),
    }


def test_what_cannot_be_read_is_not_called_damaged(
    filled: ArchiveFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = next(path for path in filled.objects.rglob("*") if path.is_file())
    read = object_reading.digest_on_disk

    def refused(place: str, *rest: Any) -> str:
        if place == str(path):
            raise OSError(errno.EIO, "Input/output error")  # of the system: it says nothing about the bytes
        return read(place, *rest)

    monkeypatch.setattr(object_reading, "digest_on_disk", refused)

    found = verify(filled)

    assert found.damages == ()
    assert not found.holds
    assert [unread.what for unread in found.unread] == [f"object {path.name}"]


def test_a_log_that_cannot_be_read_is_not_called_damaged(filled: ArchiveFiles) -> None:
    path = filled.segment_path(1)
    path.unlink()
    path.symlink_to(path)

    found = verify(filled)

    assert "log" in {unread.where for unread in found.unread}
    assert not any(damage.kind.startswith("log") for damage in found.damages)


def test_objects_that_no_entry_names_are_a_note(filled: ArchiveFiles) -> None:
    orphan = filled.object_path(hashlib.sha256(b"orphan").hexdigest())
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(b"orphan")
    (filled.incoming / "77-ab-0").write_bytes(b"half of so")

    found = verify(filled)

    assert found.holds
    assert {note.kind: orphan.name in note.explanation for note in found.notes} == {
        "orphans": True,
        "left-over": False,
    }


def test_what_a_writer_has_not_named_yet_is_not_called_left_over(filled: ArchiveFiles) -> None:
    orphan = filled.object_path(hashlib.sha256(b"on its way").hexdigest())
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(b"on its way")
    (filled.incoming / "77-ab-0").write_bytes(b"half of so")

    with writer_lock(filled, "sayso import"):
        found = verify(filled)

    assert found.holds
    assert len(found.notes) == 2
    for note in found.notes:
        assert "another command is writing" in note.explanation
        assert "erase" not in note.explanation


def test_an_archive_can_be_named_by_where_one_stands(
    filled: ArchiveFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    (filled.objects / "notes.txt").write_text("from elsewhere")
    (filled.withheld / "notes.txt").write_text("from elsewhere")
    expected = verify(filled)
    monkeypatch.chdir(filled.root)

    assert verify(ArchiveFiles(Path())) == expected
    assert {note.kind for note in expected.notes} >= {"left-over", "stray-file"}
    assert expected.holds


def test_presence_and_size_alone_can_be_looked_at(filled: ArchiveFiles) -> None:
    path = next(path for path in filled.objects.rglob("*") if path.is_file())
    path.write_bytes(bytes(path.stat().st_size))

    assert verify(filled, objects=False).holds
    assert kinds(verify(filled)) == ["object-bytes"]
    path.write_bytes(b"")
    assert kinds(verify(filled, objects=False)) == ["object-size"]


def test_an_object_that_reads_wrong_once_is_no_damage(
    filled: ArchiveFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = next(path for path in filled.objects.rglob("*") if path.is_file())
    was = path.read_bytes()
    path.write_bytes(bytes([was[0] ^ 1]) + was[1:])
    read = object_reading.digest_on_disk

    def mend_behind(of: str, buffer: memoryview, stop: Event) -> str:
        digest = read(of, buffer, stop)
        if of == str(path):
            path.write_bytes(was)
        return digest

    monkeypatch.setattr(object_reading, "digest_on_disk", mend_behind)
    found = verify(filled)

    assert found.holds
    assert [(note.kind, note.what) for note in found.notes] == [("unsteady-reading", f"object {path.name}")]


def test_damage_that_a_second_reading_does_not_see_is_a_note(filled: ArchiveFiles) -> None:
    good, bad = filled.toml.read_bytes(), filled.toml.read_bytes().replace(b"Halvar", b"Halvor")
    filled.toml.write_bytes(bad)
    path = filled.segment_path(1)

    class Mending:
        """Heads, gone through once in each reading; the second finds the file mended."""

        def __init__(self) -> None:
            self.readings = 0

        def __iter__(self) -> object:
            self.readings += 1
            if self.readings == 2:
                filled.toml.write_bytes(good)
            return iter(())

    found = verify(filled, heads=Mending())  # type: ignore[arg-type]

    assert path.exists()
    assert found.damages == ()
    assert [note.kind for note in found.notes] == ["unsteady-reading"]


def test_a_given_head_of_another_archive_is_named(filled: ArchiveFiles, signer: Signer) -> None:
    other = Head("sayso/another", 3, bytes(32))

    found = verify(filled, heads=[sign_note(other.text, [signer]).to_bytes(), b"no head"])

    assert kinds(found) == ["given-head"]
    assert [one.what for one in found.unread] == ["a head from outside"]


def test_a_given_head_need_not_be_signed_by_a_known_key(filled: ArchiveFiles) -> None:
    text = verify(filled).head
    assert text is not None
    pair = make_key_pair("witness.example")
    signed = sign_note(text.text, [Signer(pair.verifier_key, pair.seed)]).to_bytes()

    found = verify(filled, heads=[text.to_bytes(), signed])

    assert found.holds
    assert [note.kind for note in found.notes] == ["unsigned-head", "unsigned-head"]


def test_a_head_in_the_archive_by_a_strange_key_is_damage(filled: ArchiveFiles, signer: Signer) -> None:
    pair = make_key_pair(signer.verifier_key.name)
    text = filled.head_path(13).read_text().split("\n\n")[0] + "\n"
    filled.head_path(13).write_bytes(sign_note(text, [Signer(pair.verifier_key, pair.seed)]).to_bytes())

    assert kinds(verify(filled)) == ["head"]


def test_a_signature_that_was_cut_off_a_head_is_damage(filled: ArchiveFiles) -> None:
    path = filled.head_path(13)
    text, _, _ = path.read_bytes().partition(b"\n\n")
    path.write_bytes(text + b"\n\n")

    found = verify(filled)

    assert [(damage.kind, damage.where) for damage in found.damages] == [("head", "heads/13.note")]
    assert "its signature is gone" in str(found.damages[0])


def test_a_head_that_was_made_without_the_key_is_a_note(filled: ArchiveFiles) -> None:
    import_object(filled, b"one more")
    head = write_head(filled, None)

    found = verify(filled)

    assert found.holds
    assert [(note.kind, note.where) for note in found.notes] == [("unsigned-head", "heads/14.note")]
    assert heads_in(receipt_text(head, read_settings(filled).public_key, "Desk").encode()) == (head,)


def test_heads_by_an_earlier_key_hold(filled: ArchiveFiles, signer: Signer) -> None:
    pair = make_key_pair(signer.verifier_key.name)
    CustodyLog(filled).append([Act("key", {"public_key": pair.verifier_key.text})])
    write_head(filled, Signer(pair.verifier_key, pair.seed))

    assert verify(filled).holds
    assert verify(filled).notes == ()


def test_an_archive_toml_that_is_older_than_the_log_says_is_named(filled: ArchiveFiles) -> None:
    newer = filled.toml.read_bytes() + b'actor = "r.osk"\n'
    CustodyLog(filled).append([Act("settings", {"archive_toml": digest_bytes(newer)})])

    assert [damage.where for damage in verify(filled).damages] == ["archive.toml"]
    assert "entry 14 changed it" in verify(filled).damages[0].explanation
    filled.toml.write_bytes(newer)
    assert verify(filled).holds


def test_a_newer_format_is_told_from_a_damaged_file(filled: ArchiveFiles) -> None:
    newer = filled.toml.read_bytes().replace(b"format = 2", b"format = 3")
    filled.toml.write_bytes(newer)
    assert kinds(verify(filled)) == ["archive-toml"]

    CustodyLog(filled).append([Act("settings", {"archive_toml": digest_bytes(newer)})])
    with pytest.raises(UnknownFormat):
        verify(filled)


def test_missing_parts_are_named(filled: ArchiveFiles) -> None:
    filled.toml.unlink()
    assert kinds(verify(filled)) == ["archive-toml"]

    filled.segment_path(1).unlink()
    assert {"archive-toml", "log-cut"} <= set(kinds(verify(filled)))


def test_a_folder_that_is_no_archive_is_not_verified(tmp_path: Path) -> None:
    with pytest.raises(NotAnArchive):
        verify(ArchiveFiles(tmp_path / "nothing"))


def test_progress_is_told_up_to_the_end(filled: ArchiveFiles) -> None:
    heard: list[tuple[int, int | None]] = []

    def hear(done: int, total: int | None, note: str = "") -> None:
        heard.append((done, total))

    found = verify(filled, progress=hear)

    assert heard[-1] == (found.bytes_checked, found.bytes_checked)


# -- what a person is told beside --------------------------------------------------------------------


def test_heads_that_were_kept_elsewhere_are_said_to_agree_by_where_they_were_kept(
    filled: ArchiveFiles,
) -> None:
    kept = filled.head_path(5).read_bytes()

    found = verify(filled, heads=[kept, kept], heads_from=["desk.txt"])

    assert found.agrees_with == ("head over 5 entries (desk.txt)", "head over 5 entries (given, no. 2)")
    assert found.covered == 13


def test_a_head_that_does_not_agree_is_named_by_where_it_was_kept(
    filled: ArchiveFiles, signer: Signer
) -> None:
    longer = sign_note(Head("sayso/halvar-desk", 20, bytes(32)).text, [signer]).to_bytes()

    found = verify(filled, heads=[longer], heads_from=["desk.txt"])

    assert found.agrees_with == ()
    assert any("the head desk.txt was made over 20 entries" in str(damage) for damage in found.damages)


def test_entries_that_no_head_covers_are_counted(filled: ArchiveFiles) -> None:
    filled.head_path(13).unlink()
    assert verify(filled).covered == 5

    filled.head_path(5).unlink()
    found = verify(filled)
    assert found.holds
    assert found.covered == 0


def test_values_of_entries_that_are_not_there_are_told_as_one(filled: ArchiveFiles) -> None:
    path = filled.segment_path(1)
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:9]))

    (told,) = [note for note in verify(filled).notes if note.kind == "stray-file"]

    assert told.what == "what was withheld from entries 10 to 13"
    assert "never finished, or is gone" in told.explanation


def test_damaged_objects_are_told_by_what_they_are_to_people(files: ArchiveFiles) -> None:
    described = b'{"doc_id":"quay","file_name":"quay.mp4"}'
    things = {"clip": b"pictures", "text": b"words", "more": described}
    digests = {name: digest_bytes(data) for name, data in things.items()}
    for name, data in things.items():
        path = files.object_path(digests[name])
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    brought = {"exhibit": digests["clip"], "description": digests["more"], "case": "harbour"}
    sizes = {digests[name]: len(things[name]) for name in ("clip", "more")}
    log = CustodyLog(files)
    log.append([Act("import", {**brought, "objects": sizes})])
    log.append([Act("derive", {"kind": "text", "output": digests["text"], "objects": {digests["text"]: 5}})])
    files.object_path(digests["clip"]).write_bytes(b"pictured")
    files.object_path(digests["text"]).unlink()

    told = {damage.what: damage.explanation for damage in verify(files).damages}

    clip, text = (told[f"object {digests[name]}"] for name in ("clip", "text"))
    assert "the exhibit 'quay.mp4' of case 'harbour', which came in with entry 2. Take" in clip
    assert "it is missing; it is what was made by entry 3 (text). Take" in text

    files.object_path(digests["more"]).write_bytes(b"{}")
    told = {damage.what: damage.explanation for damage in verify(files).damages}
    lost = f"the exhibit {digests['clip'][:10]} (whose name is lost) of case"
    assert lost in told[f"object {digests['clip']}"]
    assert "what was recorded of the exhibit" in told[f"object {digests['more']}"]


@pytest.mark.parametrize("at", [datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)])
def test_the_first_and_the_last_instant_that_there_is_stop_no_verification(
    files: ArchiveFiles, at: datetime
) -> None:
    CustodyLog(files, clock=lambda: at).append([Act("case", {"case": "pier", "title": "Pier"})])

    found = verify(files)

    assert not found.damages
    assert {"clock"} == {note.kind for note in found.notes} - {"unsigned-head"}


LONG = "long words of nobody's sayso " * (1 << 12)
FAT: dict[str, dict[str, object]] = {
    "stamp": {"head": {"size": 1, "sha256": "0" * 64}, "files": {}, "authority": LONG},
    "set-aside": {"stamp": 1, "reason": LONG},
    "settings": {"archive_toml": LONG},
    "seal": {"segment": 7, "sha256": LONG, "size_bytes": 1},
    "erase": {"exhibit": LONG, "reason": LONG, "erased": {}, "withheld_of": []},
    "key": {"public_key": LONG},
    "import": {"case": LONG, "description": LONG},
}


@pytest.mark.parametrize("act", FAT)
def test_long_bodies_of_entries_do_not_fill_the_memory(files: ArchiveFiles, act: str) -> None:
    CustodyLog(files).append([Act(act, FAT[act])] * 40)

    tracemalloc.start()
    try:
        facts = check_log(files, (), silent)
        kept_bytes, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    entries = facts.entries
    assert entries > 40
    assert kept_bytes < 2 * len(LONG)


def test_a_line_that_is_longer_than_any_is_no_entry_and_is_never_held_whole(
    files: ArchiveFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    CustodyLog(files).append([Act("case", {"case": "weir", "title": "The weir"})])
    monkeypatch.setattr(packing, "MOST_LINE_BYTES", 1 << 16)
    monkeypatch.setattr(segments, "MOST_LINE_BYTES", 1 << 16)
    monkeypatch.setattr(entries_of_logs, "MOST_LINE_BYTES", 1 << 16)
    with files.segment_path(1).open("ab") as log:
        log.write(b"x" * (1 << 20) + b"\n")

    assert max(len(line.data) for line in segments.lines_of(files)) == 1 << 16
    (damage,) = verify(files).damages
    assert (damage.kind, damage.what) == ("log-line", "entries 3 to 19")
    with pytest.raises(LogBroken, match="longer than any"):
        segments.last_line(files)
    with pytest.raises(ValueError, match="cannot be logged: it is longer than any line"):
        CustodyLog(found_archive(files.root / "other", "Other", files.root / "keys")).append(
            [Act("case", {"case": "w", "title": "W" * (1 << 16)})]
        )


def test_numbers_that_were_made_up_do_not_fill_the_memory(files: ArchiveFiles) -> None:
    for leap in range(1, 5):
        write_line(files, leap * 10**7)

    facts = check_log(files, (), silent)

    told, marked = len(facts.reports.damages), len(facts.damaged)
    assert told >= 4
    assert marked <= MOST_MARKED + 10


def write_line(files: ArchiveFiles, seq: int) -> None:
    """Append a line of this number that links to the last one."""
    last = segments.last_line(files).data or b""
    entry = Entry(seq=seq, at=datetime(2025, 3, 4, tzinfo=UTC), act="note", body={}, prev=line_digest(last))
    with files.segment_path(1).open("ab") as log:
        log.write(entry_line(entry) + b"\n")

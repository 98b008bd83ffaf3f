from __future__ import annotations

import base64
import shutil
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.custody import (
    Act,
    ArchiveFiles,
    CustodyLog,
    Head,
    HeadContradicted,
    HeadDamaged,
    KeyDamaged,
    KeyNotHere,
    LogBroken,
    Signer,
    VerifierKey,
    check_head,
    parse_head,
    read_heads,
    read_settings,
    read_signer,
    write_head,
)
from sayso.custody.entries import entry_line
from sayso.custody.keys import make_key_pair
from sayso.custody.notes import check_signatures, parse_note, sign_note
from sayso.custody.tree import leaf_hash, root_of

SIGNER = Signer(
    VerifierKey(
        "sayso/halvar-desk", bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    ),
    bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"),
)


def grow(files: ArchiveFiles, entries: int) -> None:
    CustodyLog(files).append([Act("note", {"number": number}) for number in range(entries)])


def plain_root(files: ArchiveFiles, size: int) -> bytes:
    lines = [leaf_hash(entry_line(entry)) for entry in CustodyLog(files).entries()]
    return root_of(lines[:size])


def test_a_head_is_a_checkpoint_to_the_byte() -> None:
    head = Head("sayso/halvar-desk", 20, bytes(range(32)))
    note = sign_note(head.text, [SIGNER])

    assert note.to_bytes().decode() == (
        "sayso/halvar-desk\n20\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\n"
        "— sayso/halvar-desk k+XU9iS2Lnh+DW1AzP4XTLW43+VF6pKMU3I489a/3OaYLTi52JZzPi75"
        "/4tlDc8J5GYCj+vJ0fJPiRT3G26ifUJ7pgc=\n"
    )


def test_a_head_spans_the_log_and_is_signed(files: ArchiveFiles, signer: Signer) -> None:
    grow(files, 6)

    head = write_head(files, signer)

    assert (head.size, head.root) == (7, plain_root(files, 7))
    assert files.head_path(7).read_bytes() == head.to_bytes()
    assert read_heads(files) == [head]
    key = read_settings(files).public_key
    assert check_head(head, [key], origin=key.name).good == (key,)


def test_a_head_without_the_key_is_unsigned(files: ArchiveFiles) -> None:
    head = write_head(files, None)

    assert not head.is_signed
    assert parse_head(files.head_path(1).read_bytes()) == head
    assert check_head(head, [read_settings(files).public_key], origin=head.origin).good == ()


def test_a_head_that_is_longer_than_any_is_not_read_whole(files: ArchiveFiles, signer: Signer) -> None:
    write_head(files, signer)
    with files.head_path(1).open("ab") as stream:
        stream.truncate(1 << 30)

    tracemalloc.start()
    try:
        with pytest.raises(HeadDamaged, match="longer than any note"):
            read_heads(files)
        assert tracemalloc.get_traced_memory()[1] < 16 << 20
    finally:
        tracemalloc.stop()


def test_a_head_that_is_there_stays(files: ArchiveFiles, signer: Signer) -> None:
    unsigned = write_head(files, None)

    assert write_head(files, signer) == unsigned
    grow(files, 1)
    assert write_head(files, signer).is_signed


def test_heads_go_on_from_what_is_kept_of_the_tree(files: ArchiveFiles, signer: Signer) -> None:
    for entries in (1, 2, 5, 1, 9):
        grow(files, entries)
        head = write_head(files, signer)
        assert head.root == plain_root(files, head.size)

    (kept,) = [path for path in files.indexes.rglob("*") if path.is_file()]
    assert kept.stat().st_size == 32 * (2 * 19 - 3)


def test_a_head_is_made_where_all_that_makes_things_quicker_was_removed(
    files: ArchiveFiles, signer: Signer, caplog: pytest.LogCaptureFixture
) -> None:
    write_head(files, signer)
    shutil.rmtree(files.indexes)
    grow(files, 1)

    head = write_head(files, signer)

    assert head.root == plain_root(files, 2)
    assert not caplog.records
    assert (files.indexes / "custody-tree-1" / "nodes").is_file()


@pytest.mark.parametrize("stands_there", ["a file for indexes", "a folder for nodes"])
def test_a_head_is_made_where_nothing_can_be_kept_of_the_tree(
    files: ArchiveFiles, signer: Signer, stands_there: str, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.rmtree(files.indexes)
    if stands_there == "a file for indexes":
        files.indexes.write_bytes(b"")
    else:
        (files.indexes / "custody-tree-1" / "nodes").mkdir(parents=True)

    head = write_head(files, signer)

    assert read_heads(files) == [head]
    assert "The head is written. Of the log's tree nothing is kept" in caplog.text


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_damage_to_what_is_kept_of_the_tree_does_no_harm(
    files: ArchiveFiles, signer: Signer, data: st.DataObject
) -> None:
    if not read_heads(files):
        grow(files, 6)
        write_head(files, signer)
    (kept,) = [path for path in files.indexes.rglob("*") if path.is_file()]
    damaged = bytearray(kept.read_bytes())
    at, bit, is_cut = data.draw(st.tuples(st.integers(0, 10**6), st.integers(0, 7), st.booleans()))
    at %= len(damaged)
    damaged[at] ^= 1 << bit
    kept.write_bytes(damaged[:at] if is_cut else damaged)
    grow(files, 1)

    head = write_head(files, signer)

    assert head.root == plain_root(files, head.size)


def test_no_head_is_made_over_a_log_that_contradicts_an_earlier_one(
    files: ArchiveFiles, signer: Signer
) -> None:
    grow(files, 2)
    first = write_head(files, signer)
    files.segment_path(1).write_bytes(rewritten(files))

    with pytest.raises(HeadContradicted) as contradicted:
        write_head(files, signer)
    assert contradicted.value.size == first.size

    grow(files, 1)
    with pytest.raises(HeadContradicted):
        write_head(files, signer)


def test_no_head_is_made_over_a_log_that_was_cut(files: ArchiveFiles, signer: Signer) -> None:
    grow(files, 2)
    write_head(files, signer)
    lines = files.segment_path(1).read_bytes().splitlines(keepends=True)
    files.segment_path(1).write_bytes(b"".join(lines[:-1]))

    with pytest.raises(LogBroken) as broken:
        write_head(files, signer)
    assert broken.value.seq == 3


def rewritten(files: ArchiveFiles) -> bytes:
    """Return the log with its last entry changed, as somebody would who knows how it is made."""
    *lines, last = files.segment_path(1).read_bytes().splitlines(keepends=True)
    return b"".join([*lines, last.replace(b'"number":1', b'"number":7')])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_flipped_bit_in_a_signed_head_is_noticed(data: st.DataObject) -> None:
    key = SIGNER.verifier_key
    text = Head(key.name, 20, bytes(range(32))).text
    note = bytearray(sign_note(text, [SIGNER]).to_bytes())
    note[data.draw(st.integers(0, len(note) - 1))] ^= 1 << data.draw(st.integers(0, 7))

    try:
        signatures = check_head(parse_head(bytes(note)), [key], origin=key.name)
    except HeadDamaged:
        return
    assert signatures.good == ()  # it is signed by somebody whom we do not know


@given(st.binary(max_size=300))
def test_any_bytes_are_a_head_or_refused(data: bytes) -> None:
    try:
        assert parse_head(data).to_bytes() == data
    except HeadDamaged as error:
        assert error.where == "given"  # noqa: PT017 - what is refused is refused with its place


@pytest.mark.parametrize(
    "text",
    [
        "sayso/x\n01\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\n",
        "sayso/x\n-1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\n",
        "sayso/x\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9=\n\n",
        "sayso/x\n1\nAAEC\n\n",
        "sayso/x\n1\n\n",
        "\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\n",
        "sayso/x\r\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\n",
        "sayso/x\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
        "sayso/x\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\n— x AAAA\n",
        "sayso/x\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\n— x AAAAAAA=",
        "sayso/x\n1\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\n- x AAAAAAA=\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(HeadDamaged):
        parse_head(text.encode())


def test_signatures_by_others_are_ignored_and_named() -> None:
    witness = make_key_pair("witness.example")
    other = Signer(witness.verifier_key, witness.seed)
    note = sign_note("a text\n", [SIGNER, other])

    signatures = check_signatures(parse_note(note.to_bytes()), [SIGNER.verifier_key])

    assert signatures.good == (SIGNER.verifier_key,)
    assert signatures.unknown == ("witness.example",)
    assert check_signatures(note, [witness.verifier_key, SIGNER.verifier_key]).unknown == ()


def test_a_head_of_another_archive_is_refused() -> None:
    head = Head("sayso/another", 20, bytes(32))

    with pytest.raises(HeadDamaged, match="another"):
        check_head(head, [], origin="sayso/halvar-desk")


def test_a_head_under_the_name_of_another_size_is_refused(files: ArchiveFiles, signer: Signer) -> None:
    write_head(files, signer)
    files.head_path(1).rename(files.head_path(2))

    with pytest.raises(HeadDamaged, match="its name says 2"):
        read_heads(files)


def test_a_key_reads_as_it_was_written() -> None:
    key = SIGNER.verifier_key

    assert key.text == "sayso/halvar-desk+93e5d4f6+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea"
    assert VerifierKey.parse(key.text) == key


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sayso/halvar-desk",
        "sayso/halvar-desk+93e5d4f7+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea",
        "sayso/halvar desk+93e5d4f6+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea",
        "sayso/halvar-desk+93e5d4f6+AtdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea",
        "sayso/halvar-desk+93e5d4f6+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1E",
    ],
)
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"key|base64|form|name"):
        VerifierKey.parse(text)


def test_a_key_that_is_not_at_hand_is_named(files: ArchiveFiles, tmp_path: Path) -> None:
    with pytest.raises(KeyNotHere, match="stay unsigned"):
        read_signer(read_settings(files).public_key, tmp_path / "nowhere")


@pytest.mark.parametrize("content", [b"", b"PRIVATE+KEY+x+y", b"\xff\xfe", b"another"])
def test_a_key_file_that_holds_something_else_is_named(
    files: ArchiveFiles, keys: Path, content: bytes
) -> None:
    (path,) = keys.iterdir()
    whole = path.read_bytes()
    if content == b"another":
        seed = base64.b64encode(b"\x01" + make_key_pair("sayso/halvar-desk").seed)
        content = b"+".join([*whole.split(b"+")[:4], seed])
    path.write_bytes(content)

    with pytest.raises(KeyDamaged):
        read_signer(read_settings(files).public_key, keys)


def test_a_signer_does_not_show_its_secret() -> None:
    assert "9d61" not in repr(SIGNER)
    assert repr(SIGNER.seed) not in repr(SIGNER)


def test_heads_say_nothing_of_time() -> None:
    """The time of a head comes from a stamp over it; a clock of ours would only claim it."""
    assert str(datetime.now(UTC).year) not in Head("sayso/x", 1, bytes(32)).text

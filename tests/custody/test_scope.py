"""Verifying a part: the log whole, and of the objects those that were asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.custody import Act, ArchiveFiles, CustodyLog, verify
from sayso.custody import log as log_module
from sayso.custody.scope import (
    NotInTheLog,
    Scope,
    find_case,
    find_exhibit,
    of_both,
    of_case,
    of_exhibit,
    since,
)
from sayso.values import Digest, digest_bytes


def put(files: ArchiveFiles, data: bytes) -> tuple[Digest, int]:
    digest = digest_bytes(data)
    path = files.object_path(digest)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return digest, len(data)


def came_in(files: ArchiveFiles, case: str, name: str) -> Digest:
    exhibit = put(files, f"bytes of {name}".encode())
    described = put(files, json.dumps({"doc_id": name, "file_name": f"{name}.txt"}).encode())
    body = {"case": case, "item": f"item-{name}", "exhibit": exhibit[0], "description": described[0]}
    CustodyLog(files).append([Act("import", {**body, "objects": dict([exhibit, described])})])
    return exhibit[0]


@pytest.fixture
def two_cases(files: ArchiveFiles) -> ArchiveFiles:
    """Two cases: an exhibit and what was made from it in the first, another exhibit in the second."""
    log = CustodyLog(files)
    log.append(
        [Act("case", {"case": "quay", "title": "The Quay"}), Act("case", {"case": "mill", "title": "Mill"})]
    )
    notice = came_in(files, "quay", "notice")
    text = put(files, b"the text of the notice")
    log.append([Act("derive", {"inputs": {"exhibit": [notice]}, "output": text[0], "objects": dict([text])})])
    came_in(files, "mill", "ledger")
    return files


@pytest.mark.parametrize(
    ("scope", "objects"),
    [
        (None, 5),
        (of_case("quay"), 3),
        (of_case("mill"), 2),
        (of_case("none"), 0),
        (of_exhibit(digest_bytes(b"bytes of notice")), 3),
        (since(5), 2),
        (since(6), 0),
        (of_both(since(4), of_case("quay")), 1),
    ],
    ids=["all", "quay", "mill", "no case", "exhibit", "since 5", "since the end", "both"],
)
def test_only_objects_within_the_scope_are_read(
    two_cases: ArchiveFiles, scope: Scope | None, objects: int
) -> None:
    found = verify(two_cases, scope=scope)

    assert found.holds
    assert found.entries == 6
    assert found.objects_checked == objects


def test_damage_outside_the_scope_is_not_looked_for_and_within_it_is_found(two_cases: ArchiveFiles) -> None:
    two_cases.object_path(digest_bytes(b"bytes of ledger")).write_bytes(b"bytes of Ledger")

    assert verify(two_cases, scope=of_case("quay")).holds
    assert [damage.kind for damage in verify(two_cases, scope=of_case("mill")).damages] == ["object-bytes"]


def test_a_judgement_on_an_exhibit_is_among_what_is_asked_for_and_not_in_another_case(
    two_cases: ArchiveFiles,
) -> None:
    notice = digest_bytes(b"bytes of notice")
    kept = put(two_cases, b"two claims are the same")
    inputs = {"inputs": {"exhibit": [notice]}, "output": kept[0], "objects": dict([kept])}
    CustodyLog(two_cases).append([Act("judge", {"case": "mill", **inputs})])
    two_cases.object_path(kept[0]).write_bytes(b"two claims are the SAME")

    assert [damage.kind for damage in verify(two_cases, scope=of_exhibit(notice)).damages] == ["object-bytes"]
    assert [damage.kind for damage in verify(two_cases, scope=of_case("mill")).damages] == ["object-bytes"]
    assert verify(two_cases, scope=of_case("quay")).holds


def test_no_name_is_taken_from_a_description_that_was_changed(two_cases: ArchiveFiles) -> None:
    described = digest_bytes(json.dumps({"doc_id": "notice", "file_name": "notice.txt"}).encode())
    path = two_cases.object_path(described)
    path.write_bytes(json.dumps({"doc_id": "general", "file_name": "the order.pdf"}).encode())
    two_cases.object_path(digest_bytes(b"bytes of notice")).write_bytes(b"other")

    told = [damage.explanation for damage in verify(two_cases).damages]

    assert len(told) == 2
    assert not any("the order" in text for text in told)
    assert all("(whose name is lost)" in text for text in told)
    with pytest.raises(NotInTheLog, match=digest_bytes(b"bytes of notice")[:10]):
        find_exhibit(two_cases, "general")


def test_a_name_is_taken_from_another_record_of_the_same_item_where_one_is_damaged(
    two_cases: ArchiveFiles,
) -> None:
    exhibit = put(two_cases, b"a letter")
    first, corrected = (
        put(two_cases, json.dumps({"doc_id": "letter", "file_name": "letter.txt", "kind": kind}).encode())
        for kind in ("post", "letter")
    )
    body = {"case": "mill", "item": "letter-in-mill", "exhibit": exhibit[0]}
    log = CustodyLog(two_cases)
    log.append([Act("import", {**body, "description": first[0], "objects": dict([exhibit, first])})])
    log.append([Act("amend", {**body, "description": corrected[0], "objects": dict([corrected])})])
    two_cases.object_path(first[0]).write_bytes(b"{}")

    (damage,) = verify(two_cases).damages

    assert "what was recorded of the exhibit 'letter.txt' of case 'mill'" in damage.explanation


def test_what_was_erased_is_not_among_those_whose_names_may_be_lost(two_cases: ArchiveFiles) -> None:
    described = digest_bytes(json.dumps({"doc_id": "notice", "file_name": "notice.txt"}).encode())
    two_cases.object_path(described).unlink()
    CustodyLog(two_cases).append([Act("erase", {"exhibit": digest_bytes(b"bytes of notice"), "cases": []})])

    with pytest.raises(NotInTheLog) as told:
        find_exhibit(two_cases, "notice")

    assert told.value.nameless == ()
    assert "erased" in str(told.value)


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"doc_id": "notice"}' + b" " * (9 << 20)])
def test_a_description_that_no_reader_takes_gives_no_name_and_stops_nothing(
    two_cases: ArchiveFiles, data: bytes
) -> None:
    described, exhibit = put(two_cases, data), put(two_cases, b"an odd one")
    body = {"case": "mill", "item": "odd", "exhibit": exhibit[0], "description": described[0]}
    CustodyLog(two_cases).append([Act("import", {**body, "objects": dict([exhibit, described])})])
    two_cases.object_path(exhibit[0]).unlink()

    assert find_exhibit(two_cases, "notice") == digest_bytes(b"bytes of notice")
    (damage,) = verify(two_cases).damages
    assert "(whose name is lost)" in damage.explanation


def test_a_damaged_part_of_the_log_does_not_keep_damaged_objects_from_being_named(
    two_cases: ArchiveFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_module, "SEGMENT_BYTES", 500)
    late = [came_in(two_cases, "quay", f"late {number}") for number in range(3)][-1]
    path = two_cases.sealed_path(1)
    data = path.read_bytes()
    path.write_bytes(data[:-8] + bytes([data[-8] ^ 1]) + data[-7:])
    two_cases.object_path(late).write_bytes(b"bytes of LATE 2")

    told = {damage.kind: damage.explanation for damage in verify(two_cases).damages}

    assert "log-segment" in told
    assert "'late 2.txt'" in told["object-bytes"]
    assert find_exhibit(two_cases, "late 2") == late


def test_the_log_is_checked_whole_in_any_scope(two_cases: ArchiveFiles) -> None:
    path = two_cases.segment_path(1)
    path.write_bytes(path.read_bytes().replace(b'"title":"Mill"', b'"title":"Kiln"'))

    assert not verify(two_cases, scope=of_case("quay")).holds


def test_damage_that_is_read_twice_is_found_within_a_scope_that_follows_derivatives(
    two_cases: ArchiveFiles,
) -> None:
    two_cases.toml.write_bytes(two_cases.toml.read_bytes() + b"\n")  # makes the records be read again
    two_cases.object_path(digest_bytes(b"the text of the notice")).unlink()

    kinds = {damage.kind for damage in verify(two_cases, scope=of_case("quay")).damages}

    assert kinds == {"archive-toml", "object-missing"}


@pytest.mark.parametrize("asked", ["quay", "The Quay", "the quay"])
def test_a_case_is_found_by_slug_or_title(two_cases: ArchiveFiles, asked: str) -> None:
    assert find_case(two_cases, asked) == "quay"


@pytest.mark.parametrize(
    "asked", ["notice", "notice.txt", "item-notice", digest_bytes(b"bytes of notice")[:8]]
)
def test_an_exhibit_is_found_by_name_item_or_digest(two_cases: ArchiveFiles, asked: str) -> None:
    assert find_exhibit(two_cases, asked) == digest_bytes(b"bytes of notice")


def test_what_the_log_does_not_name_is_asked_wrongly(two_cases: ArchiveFiles) -> None:
    with pytest.raises(NotInTheLog):
        find_case(two_cases, "harbour")
    with pytest.raises(NotInTheLog):
        find_exhibit(two_cases, "nothing")


def test_a_name_of_two_exhibits_is_asked_wrongly(two_cases: ArchiveFiles) -> None:
    files = two_cases
    described = put(files, json.dumps({"doc_id": "ledger", "file_name": "ledger.txt"}).encode())
    other = put(files, b"another ledger")
    body = {"case": "mill", "item": "x", "exhibit": other[0], "description": described[0]}
    CustodyLog(files).append([Act("import", {**body, "objects": dict([other])})])

    with pytest.raises(NotInTheLog) as refused:
        find_exhibit(files, "ledger")

    assert len(refused.value.found) == 2


def test_entries_that_cannot_be_read_do_not_keep_others_from_being_found(two_cases: ArchiveFiles) -> None:
    path: Path = two_cases.segment_path(1)
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([lines[0], b"{damaged}", *lines[2:]]))

    assert find_case(two_cases, "mill") == "mill"

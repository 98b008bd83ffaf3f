from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.custody import Act, ArchiveFiles, CustodyLog, Entry, WithheldDamaged, disclosed, verify

VALUES = {"operator": "r.osk", "path": "/home/rosk/Löschen/clip 1.mp4"}


def logged(files: ArchiveFiles, values: dict[str, str] = VALUES) -> Entry:
    return CustodyLog(files).append([Act("import", {"case": "grain-port"}, values)])[0]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dictionaries(st.text(), st.text(), min_size=1, max_size=3))
def test_withheld_values_can_be_disclosed(files: ArchiveFiles, values: dict[str, str]) -> None:
    assert disclosed(files, logged(files, values)) == values


def test_a_line_holds_salted_digests_only(files: ArchiveFiles) -> None:
    entry = logged(files)

    kept = json.loads(files.withheld_path(entry.seq).read_text())
    salt = bytes.fromhex(kept["operator"]["salt"])
    assert len(salt) == 32
    assert entry.withheld["operator"] == hashlib.sha256(salt + b'"r.osk"').hexdigest()
    assert b"osk" not in files.segment_path(1).read_bytes()


def test_the_same_value_has_another_digest_each_time(files: ArchiveFiles) -> None:
    assert logged(files).withheld["operator"] != logged(files).withheld["operator"]


def test_a_removed_value_is_withheld_and_nothing_is_damaged(files: ArchiveFiles) -> None:
    entry = logged(files)
    files.withheld_path(entry.seq).unlink()

    assert disclosed(files, entry) == {}
    assert verify(files).holds


def test_an_entry_without_withheld_values_discloses_nothing(files: ArchiveFiles) -> None:
    assert disclosed(files, CustodyLog(files).append([Act("note", {})])[0]) == {}


@pytest.mark.parametrize(
    ("was", "is_now"),
    [
        (b"r.osk", b"r.ask"),
        (b'"salt":"', b'"salt":"F'),
        (b'"path"', b'"bath"'),
        (b"}}\n", b"}}"),
        (b"{", b""),
    ],
)
def test_a_value_that_does_not_match_is_damage(files: ArchiveFiles, was: bytes, is_now: bytes) -> None:
    entry = logged(files)
    path = files.withheld_path(entry.seq)
    path.write_bytes(path.read_bytes().replace(was, is_now, 1))

    with pytest.raises(WithheldDamaged) as damaged:
        disclosed(files, entry)

    assert damaged.value.seq == entry.seq
    assert [(item.kind, item.where) for item in verify(files).damages] == [
        ("withheld", "withheld/000000/000000002.json")
    ]


def test_only_the_owner_can_read_what_is_withheld(files: ArchiveFiles) -> None:
    entry = logged(files)

    assert files.withheld_path(entry.seq).stat().st_mode & 0o077 == 0


def test_values_left_by_a_write_that_failed_are_replaced(files: ArchiveFiles) -> None:
    path = files.withheld_path(2)
    path.write_text("left over")

    assert disclosed(files, logged(files)) == VALUES

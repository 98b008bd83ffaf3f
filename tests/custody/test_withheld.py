from __future__ import annotations

import hashlib
import json
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.custody import (
    Act,
    ArchiveFiles,
    CouldNotWrite,
    CustodyLog,
    Entry,
    look_beside,
    verify,
)
from sayso.custody.__main__ import main
from sayso.custody.erasure import REDACT, Erasure, carry_out

VALUES = {"operator": "r.osk", "path": "/home/rosk/Löschen/clip 1.mp4"}


def redact(files: ArchiveFiles, *numbers: int) -> None:
    erasure = Erasure({}, numbers)
    CustodyLog(files).append([Act(REDACT, {"reason": "the source asked", **erasure.to_body()})])
    carry_out(files, erasure)


def lost(files: ArchiveFiles) -> list[str]:
    """Say what a verification reports to be lost; it must report nothing else."""
    found = verify(files)
    assert {damage.kind for damage in found.damages} <= {"withheld-missing"}
    assert not found.unread
    return [str(damage) for damage in found.damages]


def logged(files: ArchiveFiles, values: dict[str, str] = VALUES) -> Entry:
    return CustodyLog(files).append([Act("import", {"case": "grain-port"}, values)])[0]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dictionaries(st.text(), st.text(), min_size=1, max_size=3))
def test_withheld_values_can_be_disclosed(files: ArchiveFiles, values: dict[str, str]) -> None:
    assert look_beside(files, logged(files, values)).texts() == values


def test_a_line_holds_salted_digests_only(files: ArchiveFiles) -> None:
    entry = logged(files)

    kept = json.loads(files.withheld_path(entry.seq).read_text())
    salt = bytes.fromhex(kept["operator"]["salt"])
    assert len(salt) == 32
    assert entry.withheld["operator"] == hashlib.sha256(salt + b'"r.osk"').hexdigest()
    assert b"osk" not in files.segment_path(1).read_bytes()


def test_the_same_value_has_another_digest_each_time(files: ArchiveFiles) -> None:
    assert logged(files).withheld["operator"] != logged(files).withheld["operator"]


def test_a_value_that_an_act_removed_is_withheld_and_nothing_is_damaged(files: ArchiveFiles) -> None:
    entry = logged(files)
    redact(files, entry.seq)

    assert look_beside(files, entry).texts() == {}
    assert verify(files).holds


def test_a_value_that_is_gone_and_that_no_act_names_is_lost(files: ArchiveFiles) -> None:
    redacted, deleted = logged(files), logged(files)
    redact(files, redacted.seq)
    files.withheld_path(deleted.seq).unlink()

    (loss,) = lost(files)
    assert loss.startswith(
        "what is withheld from 1 entry (withheld): it is not there, or not all of it (entry 3)"
    )
    assert "no act in the log says that it was left out" in loss
    assert "Restore withheld/ from a copy" in loss


def test_one_field_of_several_that_is_gone_is_lost(files: ArchiveFiles) -> None:
    path = files.withheld_path(logged(files).seq)
    kept = json.loads(path.read_text())
    del kept["operator"]
    path.write_text(json.dumps(kept, sort_keys=True, separators=(",", ":")) + "\n")

    assert len(lost(files)) == 1


def test_an_act_excuses_only_what_is_missing_from_entries_before_it(files: ArchiveFiles) -> None:
    redact(files, 3)
    files.withheld_path(logged(files).seq).unlink()

    assert "(entry 3)" in lost(files)[0]


def test_a_long_list_of_lost_values_is_counted(files: ArchiveFiles) -> None:
    for _ in range(8):
        logged(files)
    shutil.rmtree(files.withheld)

    assert "from 9 entries" in lost(files)[0]
    assert "(entries 1, 2, 3, 4, 5 and 4 more)" in lost(files)[0]


def test_where_entries_are_damaged_only_legible_ones_are_spoken_of(files: ArchiveFiles) -> None:
    entry = logged(files)
    logged(files)
    shutil.rmtree(files.withheld)
    segment = files.segment_path(1)
    segment.write_bytes(segment.read_bytes().replace(f'"seq":{entry.seq}'.encode(), b'"sec":2'))

    (loss,) = [damage for damage in verify(files).damages if damage.kind == "withheld-missing"]
    assert "(entries 1, 3)" in loss.explanation
    assert "no act in the log that can be read" in loss.explanation


def test_the_standard_librarys_verifier_reports_the_loss(
    files: ArchiveFiles, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(files.withheld)

    assert main(["verify", str(files.root)]) == 4
    assert "DAMAGED  what is withheld from 1 entry" in capsys.readouterr().out


def test_the_log_goes_on_where_the_folder_was_lost_and_the_loss_still_shows(files: ArchiveFiles) -> None:
    shutil.rmtree(files.withheld)

    assert look_beside(files, logged(files)).texts() == VALUES
    assert "(entry 1)" in lost(files)[0]


def test_a_folder_that_cannot_be_made_is_named(files: ArchiveFiles) -> None:
    shutil.rmtree(files.withheld)
    files.withheld.symlink_to(files.root / "not mounted")
    before = files.segment_path(1).read_bytes()

    with pytest.raises(CouldNotWrite, match=r"what is withheld from the log to .*/withheld:"):
        logged(files)
    assert files.segment_path(1).read_bytes() == before


def test_an_entry_without_withheld_values_discloses_nothing(files: ArchiveFiles) -> None:
    assert look_beside(files, CustodyLog(files).append([Act("note", {})])[0]).texts() == {}


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

    beside = look_beside(files, entry)

    assert beside.error is not None
    assert beside.error.seq == entry.seq
    assert beside.texts() == {}
    assert [(item.kind, item.where) for item in verify(files).damages] == [
        ("withheld", "withheld/000000/000000002.json")
    ]


def test_only_the_owner_can_read_what_is_withheld(files: ArchiveFiles) -> None:
    entry = logged(files)

    assert files.withheld_path(entry.seq).stat().st_mode & 0o077 == 0


def test_values_left_by_a_write_that_failed_are_replaced(files: ArchiveFiles) -> None:
    path = files.withheld_path(2)
    path.write_text("left over")

    assert look_beside(files, logged(files)).texts() == VALUES


def test_a_salt_that_takes_in_the_beginning_of_a_value_is_damage(files: ArchiveFiles) -> None:
    """Of what is written in quotation marks, the rest is a value with the very same digest."""
    entry = logged(files, {"operator": 'Bo "Ann Li'})
    place = files.withheld_path(entry.seq)
    kept = json.loads(place.read_bytes())
    written = json.dumps(kept["operator"]["value"]).encode("ascii")
    at = written.index(b'\\"') + 1
    salt = bytes.fromhex(kept["operator"]["salt"]) + written[:at]
    kept["operator"] = {"salt": salt.hex(), "value": json.loads(written[at:])}
    place.write_text(json.dumps(kept, sort_keys=True, separators=(",", ":")) + "\n", "ascii")

    assert kept["operator"]["value"] == "Ann Li"
    assert hashlib.sha256(salt + b'"Ann Li"').hexdigest() == entry.withheld["operator"]
    assert look_beside(files, entry).error is not None
    assert [damage.kind for damage in verify(files).damages] == ["withheld"]

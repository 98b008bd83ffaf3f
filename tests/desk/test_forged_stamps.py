"""Stamps that are none: signed by a stranger, or older than what they cover. No evidence may rest on them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SHA256

from sayso.custody.entries import Act
from sayso.custody.errors import StampLost
from sayso.custody.export_check import check_export
from sayso.custody.found import found_archive
from sayso.custody.layout import ArchiveFiles
from sayso.custody.proof_file import check_proof_file
from sayso.custody.stamp_query import write_query
from sayso.custody.stamp_reply import read_reply
from sayso.custody.stamps import ACT, Stamp, stamp_body, stamp_name
from sayso.custody.verification import verify
from sayso.desk import export as exporting
from sayso.desk.authorities import add_authority
from sayso.desk.erasure import NoReason
from sayso.desk.export import ExportDoesNotHold, export_case
from sayso.desk.intake import import_paths
from sayso.desk.proof import prove_exhibit
from sayso.desk.stamp_states import stamp_states, stamps_of_others
from sayso.desk.stamps import NoSuchStamp, set_stamp_aside, stamp_now, stamps_of
from sayso.desk.verification import verify_archive, verify_export
from sayso.desk.wacz import export_wacz
from sayso.packages import check_bag, check_wacz
from sayso.store.archive import Archive, open_archive
from sayso.testing.authority import Answering, Authority, make_authority, pem
from sayso.values import Check, digest_bytes

ACTOR = "Ada Tester"
KNOWN = "https://time.example/tsr"


def keep_stamp(archive: Archive, authority: Authority, roots: bytes, at: datetime) -> None:
    """Log a reply as one of a known authority, as whoever has the archive can."""
    head = archive.seal()
    data = archive.files.head_path(head.size).read_bytes()
    query = write_query(data, 12345, None)
    reply = authority.answer(query, Answering(at=at))
    kept = archive.objects.put_bytes(roots)
    token = read_reply(reply).token
    assert token is not None
    stamp = Stamp(
        seq=0,
        size=head.size,
        head_sha256=digest_bytes(data),
        authority=KNOWN,
        policy=token.info.policy,
        stamped_at=at,
        certificate_until=at + timedelta(days=3650),
        roots=kept.digest,
        request=digest_bytes(query),
        reply=digest_bytes(reply),
        name=stamp_name(head.size, "abcdabcd"),
    )
    for name, content in zip(stamp.file_names(), (query, reply), strict=True):
        (archive.files.stamps / name).write_bytes(content)
    body = {**stamp_body(stamp, (len(query), len(reply))), "objects": {kept.digest: kept.size_bytes}}
    archive.record([Act(ACT, body, {"operator": ACTOR})])


@dataclass(frozen=True)
class Made:
    """An archive with a stamp, what was written of it, and whose certificates those are."""

    root: Path
    export: Path
    proof: Path
    authority: Authority


Make = Callable[..., Made]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Make an archive with one stamp, and an export and a proof of it, as a hostile keeper would."""

    def made(*, roots_of_another: bool = False, late: timedelta = timedelta()) -> Made:
        at = (datetime.now(UTC) + late).replace(microsecond=0)
        authority, other = (
            make_authority(start=at - timedelta(days=30), name=name) for name in ("Clock", "Real")
        )
        root = found_archive(tmp_path / "archive", "Test", tmp_path / "keys").root
        (tmp_path / "notice.txt").write_text("The quay is closed.", "utf-8")
        with open_archive(root, keys=tmp_path / "keys") as archive:
            import_paths(archive, [tmp_path / "notice.txt"], "The Quay", actor=ACTOR)
            keep_stamp(archive, authority, pem((other if roots_of_another else authority).root), at)
            monkeypatch.setattr(exporting, "checked", lambda _: ())
            export = export_case(archive, "The Quay", tmp_path / "bag", actor=ACTOR).path
            with monkeypatch.context() as unchecked:
                unchecked.setattr("sayso.desk.proof.check_proof", lambda *_, **_kw: Check(verdict="accept"))
                (tmp_path / "proof.json").write_bytes(prove_exhibit(archive, "notice.txt").to_bytes())
        return Made(root, export, tmp_path / "proof.json", authority)

    return made


def alone(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_stamp_whose_signature_does_not_hold_rejects_an_export(make: Make) -> None:
    made = make(roots_of_another=True)

    for check in (verify_export(made.export), check_bag(made.export)):
        assert check.verdict == "reject"
        assert any("does NOT hold" in reason for reason in check.reasons)
        assert not any("entries were there at" in note for note in check.notes)


def test_a_stamp_whose_signature_does_not_hold_is_damage_of_an_archive(make: Make) -> None:
    made = make(roots_of_another=True)

    (damage,) = verify_archive(made.root).damages

    assert damage.kind == "stamp"
    assert "its signature does not hold" in damage.explanation


def test_an_export_that_would_be_rejected_for_its_stamp_is_not_written(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make(roots_of_another=True)
    monkeypatch.undo()

    with open_archive(made.root, keys=tmp_path / "keys") as archive, pytest.raises(ExportDoesNotHold):
        export_case(archive, "The Quay", tmp_path / "again", actor=ACTOR)
    assert not (tmp_path / "again").exists()


@pytest.mark.parametrize("is_forged", [True, False])
def test_where_no_signature_is_looked_at_no_time_is_stated_as_a_fact(make: Make, is_forged: bool) -> None:
    made = make(roots_of_another=is_forged)

    notes = [*check_export(made.export).notes, *check_proof_file(made.proof).notes]
    said = alone(made.export / "verify.py").stdout

    for text in (" ".join(notes), said):
        assert "entries were there at" not in text
        assert "who signed it was not checked here" in text


def test_a_stamp_that_holds_names_its_signer_and_root_and_whose_word_the_rest_is(make: Make) -> None:
    made = make()

    check = verify_export(made.export)
    text = " ".join(check.notes)

    assert check.accepted
    assert "entries were there at" in text
    assert "Clock Stamps" in text
    assert "Clock Root" in text
    assert made.authority.root.fingerprint(SHA256()).hex() in text
    assert f"That it is one of {KNOWN} is the word of whoever kept the archive" in text
    assert verify_archive(made.root).holds


def test_a_stamp_that_is_older_than_what_it_covers_is_rejected_everywhere(make: Make) -> None:
    made = make(late=timedelta(days=-365))

    for check in (check_export(made.export), verify_export(made.export), check_proof_file(made.proof)):
        assert check.verdict == "reject"
        assert any("before what it covers was written" in reason for reason in check.reasons)
    said = alone(made.export / "verify.py")
    assert (said.returncode, said.stdout.splitlines()[0]) == (4, "reject")
    assert alone(made.export / "verify.py", "--proof", made.proof).returncode == 4
    (damage,) = verify(ArchiveFiles(made.root)).damages
    assert damage.kind == "stamp"
    assert "before what it covers was written" in damage.explanation


@pytest.mark.parametrize("minutes", [-9, 9])
def test_clocks_that_differ_a_little_reject_nothing(make: Make, minutes: int) -> None:
    made = make(late=timedelta(minutes=minutes))

    assert verify_export(made.export).accepted
    assert check_proof_file(made.proof).accepted
    assert verify_archive(made.root).holds


def test_a_stamp_that_is_older_than_what_it_covers_is_not_taken(archive: Archive, tmp_path: Path) -> None:
    at = (datetime.now(UTC) - timedelta(hours=1)).replace(microsecond=0)
    authority = make_authority(start=at - timedelta(days=30))
    (tmp_path / "root.pem").write_bytes(pem(authority.root))
    add_authority(archive, KNOWN, tmp_path / "root.pem", actor=ACTOR)

    (attempt,) = stamp_now(
        archive, actor=ACTOR, ask=lambda _url, query, **_: authority.answer(query, Answering(at=at))
    )

    assert attempt.trouble is not None
    assert attempt.trouble.kind == "wrong-time"
    assert stamps_of(archive) == ()


def nothing(_root: Path) -> None:
    """Leave all as it is."""


def lost(root: Path) -> None:
    """Lose the reply of the one stamp, for good."""
    next((root / "stamps").glob("*.tsr")).unlink()


WAYS: dict[str, tuple[dict[str, object], Callable[[Path], None]]] = {
    "signed by a stranger": ({"roots_of_another": True}, nothing),
    "too old": ({"late": timedelta(days=-365)}, nothing),
    "with its reply lost": ({}, lost),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_stamp_that_does_not_hold_can_be_set_aside_and_every_checker_says_so(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    options, harm = WAYS[way]
    made = make(**options)
    monkeypatch.undo()
    harm(made.root)
    with open_archive(made.root, keys=tmp_path / "keys") as archive:
        with pytest.raises((ExportDoesNotHold, StampLost), match="--set-aside"):
            export_case(archive, "The Quay", tmp_path / "again", actor=ACTOR)
        bad = [entry.seq for entry in archive.log.entries() if entry.act == ACT][-1]

        said = set_stamp_aside(archive, bad, "its reply is none", actor=ACTOR)

        bag = export_case(archive, "The Quay", tmp_path / "again", actor=ACTOR).path
        packed = export_case(archive, "The Quay", tmp_path / "again.zip", actor=ACTOR).path
        web = export_wacz(archive, "The Quay", tmp_path / "again.wacz", actor=ACTOR).path
        (tmp_path / "again.json").write_bytes(prove_exhibit(archive, "notice.txt").to_bytes())
    checks = [verify_export(one) for one in (bag, packed, web)]
    checks += [check_export(bag), check_bag(bag), check_bag(packed), check_wacz(web)]
    checks.append(check_proof_file(tmp_path / "again.json"))
    told = f"the stamp of entry {bad} is not counted: it was set aside with entry {said.seq}"
    for check in checks:
        assert check.accepted, check.reasons
        assert any(note.startswith(told) and "its reply is none" in note for note in check.notes)
    alone_said = alone(bag / "verify.py")
    assert (alone_said.returncode, alone_said.stdout.splitlines()[0]) == (0, "accept")
    assert told in alone_said.stdout
    found = verify_archive(made.root)
    assert found.holds
    assert "set-aside" in {note.kind for note in found.notes}


def test_a_stamp_that_was_set_aside_dates_nothing(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make()
    monkeypatch.undo()
    with open_archive(made.root, keys=tmp_path / "keys") as archive:
        (stamp,) = stamps_of(archive)
        assert stamps_of_others(archive.files) == 1
        set_stamp_aside(archive, stamp.seq, "the authority's key was stolen", actor=ACTOR)
        again = export_case(archive, "The Quay", tmp_path / "again", actor=ACTOR)
        assert stamps_of_others(archive.files) == 0

    assert again.stamps == 0
    assert not (again.path / "custody" / "stamps").exists()
    assert any(
        "no time stamp covers any of these entries" in note for note in verify_export(again.path).notes
    )


def test_an_authority_whose_stamp_was_set_aside_is_asked_again(archive: Archive, tmp_path: Path) -> None:
    at = datetime.now(UTC).replace(microsecond=0)
    authority = make_authority(start=at - timedelta(days=30))
    (tmp_path / "root.pem").write_bytes(pem(authority.root))
    add_authority(archive, KNOWN, tmp_path / "root.pem", actor=ACTOR)

    def ask() -> None:
        stamp_now(
            archive, actor=ACTOR, ask=lambda _url, query, **_: authority.answer(query, Answering(at=at))
        )

    ask()
    (first,) = stamps_of(archive)
    set_stamp_aside(archive, first.seq, "taken by mistake", actor=ACTOR)

    (state,) = stamp_states(archive.files)
    assert (state.state, state.stamp, state.lost_size) == ("waiting", None, None)
    ask()
    (state,) = stamp_states(archive.files)
    assert state.stamp is not None
    assert state.stamp.size > first.size
    assert verify_archive(archive.files.root).holds


def test_only_a_stamp_can_be_set_aside_once_and_with_a_reason(make: Make) -> None:
    made = make()
    with open_archive(made.root) as archive:
        (stamp,) = stamps_of(archive)
        with pytest.raises(NoReason):
            set_stamp_aside(archive, stamp.seq, " ", actor=ACTOR)
        for seq in (1, 999, -1):
            with pytest.raises(NoSuchStamp, match="none on a stamp"):
                set_stamp_aside(archive, seq, "a slip", actor=ACTOR)
        set_stamp_aside(archive, stamp.seq, "a slip", actor=ACTOR)
        with pytest.raises(NoSuchStamp, match="before, with entry"):
            set_stamp_aside(archive, stamp.seq, "a slip", actor=ACTOR)


def test_no_stamp_is_set_aside_by_an_entry_that_came_before_it(make: Make, tmp_path: Path) -> None:
    made = make(roots_of_another=True)
    with open_archive(made.root, keys=tmp_path / "keys") as archive:
        later = archive.log.tail()[0] + 2
        archive.record([Act("set-aside", {"stamp": later, "reason": "foreseen"}, {"operator": ACTOR})])
        keep_stamp(
            archive, made.authority, pem(made.authority.root), datetime.now(UTC).replace(microsecond=0)
        )

    assert not any(note.kind == "set-aside" for note in verify_archive(made.root).notes)


def test_an_entry_that_says_nothing_of_the_stamp_it_is_on_can_be_set_aside(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make()
    monkeypatch.undo()
    with open_archive(made.root, keys=tmp_path / "keys") as archive:
        entry = archive.record([Act(ACT, {"authority": KNOWN}, {"operator": ACTOR})])[0]
        assert export_case(archive, "The Quay", tmp_path / "bag 2", actor=ACTOR).stamps == 1
        assert [damage.kind for damage in verify_archive(made.root).damages] == ["stamp"]

        set_stamp_aside(archive, entry.seq, "made up", actor=ACTOR)

        assert verify_archive(made.root).holds
        assert export_case(archive, "The Quay", tmp_path / "bag 3", actor=ACTOR).stamps == 1

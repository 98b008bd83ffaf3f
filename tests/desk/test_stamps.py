"""Stamps by a real authority on this machine, which behaves as authorities do."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import ANY

import pytest

from sayso.cli.stamp import state_lines
from sayso.custody.authorities import BadAuthority
from sayso.custody.export_check import check_export
from sayso.custody.log import CustodyLog
from sayso.custody.settings_change import STAGED
from sayso.custody.stamps import said_ahead
from sayso.custody.verification import verify
from sayso.desk.authorities import add_authority, authorities, remove_authority
from sayso.desk.export import export_case
from sayso.desk.intake import import_paths
from sayso.desk.proof import ProofDoesNotHold, prove_exhibit
from sayso.desk.stamp_queue import BACKOFF_S
from sayso.desk.stamp_states import stamp_states, stamps_of_others
from sayso.desk.stamps import NoAuthority, set_stamp_aside, stamp_now, stamps_of
from sayso.desk.status import archive_status
from sayso.exhibits.reading import FileUnreadable
from sayso.store import queries
from sayso.store.archive import Archive, open_archive
from sayso.testing.rewriting import antedate
from sayso.testing.stamping import OTHER_POLICY, POLICY, LocalAuthority, Manner, is_openssl_here
from sayso.values import SaysoError, utc_now

pytestmark = pytest.mark.skipif(not is_openssl_here(), reason="openssl is not installed")

ACTOR = "Ada Tester"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> LocalAuthority:
    return LocalAuthority(tmp_path_factory.mktemp("authority") / "tsa")


@pytest.fixture
def url(authority: LocalAuthority) -> Iterator[str]:
    authority.manner, authority.asked = "well", 0
    with authority.serve() as address:
        yield address


@pytest.fixture
def asking(archive: Archive, authority: LocalAuthority, url: str) -> Archive:
    """An archive whose settings name the authority."""
    add_authority(archive, url, authority.roots, policy=POLICY, actor=ACTOR)
    return archive


def bring_in(archive: Archive, folder: Path, text: str = "The quay was empty.") -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{len(list(folder.iterdir()))}.txt").write_text(text, "utf-8")
    import_paths(archive, [folder], "The quay", actor=ACTOR)


def test_stamping_is_off_until_an_authority_is_named(archive: Archive) -> None:
    assert stamp_states(archive.files) == ()
    with pytest.raises(NoAuthority):
        stamp_now(archive, actor=ACTOR)


def test_naming_an_authority_is_a_logged_change_of_the_settings(asking: Archive, url: str) -> None:
    entry = list(asking.log.entries())[-1]

    assert entry.act == "settings"
    assert [one.url for one in authorities(asking)] == [url]
    assert verify(asking.files).holds


def test_an_authority_that_is_removed_is_asked_no_more(asking: Archive, url: str) -> None:
    remove_authority(asking, url, actor=ACTOR)

    assert authorities(asking) == ()
    assert verify(asking.files).holds
    with pytest.raises(BadAuthority):
        remove_authority(asking, url, actor=ACTOR)


@pytest.mark.parametrize(
    "bad",
    [
        "ftp://time.example/tsr",
        "time.example",
        "http://",
        "https://me:word@time.example/",
        "http://a b.example/",
    ],
)
def test_an_address_that_is_none_is_refused(archive: Archive, authority: LocalAuthority, bad: str) -> None:
    with pytest.raises(BadAuthority):
        add_authority(archive, bad, authority.roots, actor=ACTOR)
    assert authorities(archive) == ()


def test_roots_that_are_none_are_refused(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "roots.pem").write_text("no certificates", "utf-8")

    with pytest.raises(BadAuthority):
        add_authority(archive, "http://time.example/tsr", tmp_path / "roots.pem", actor=ACTOR)
    with pytest.raises(FileUnreadable):
        add_authority(archive, "http://time.example/tsr", tmp_path / "missing.pem", actor=ACTOR)
    with pytest.raises(BadAuthority):
        add_authority(archive, "http://time.example/tsr", Path(__file__), policy="1.x", actor=ACTOR)


def test_a_stamp_covers_all_entries_and_is_logged(asking: Archive, tmp_path: Path) -> None:
    bring_in(asking, tmp_path / "in")
    before = asking.log.tail()[0]

    done = stamp_now(asking, actor=ACTOR)

    (state,) = stamp_states(asking.files)
    (stamp,) = stamps_of(asking)
    assert done[0].trouble is None
    assert state.state == "stamped"
    assert stamp.size == before
    assert abs(stamp.stamped_at - datetime.now(UTC)) < timedelta(minutes=5)
    assert verify(asking.files).holds
    assert stamp_now(asking, actor=ACTOR) == ()  # nothing that is not covered


def test_request_and_reply_are_kept_so_that_openssl_takes_them(
    asking: Archive, authority: LocalAuthority, tmp_path: Path
) -> None:
    bring_in(asking, tmp_path / "in")
    stamp_now(asking, actor=ACTOR)
    (stamp,) = stamps_of(asking)
    request, reply = (asking.files.stamps / name for name in stamp.file_names())
    head = asking.files.head_path(stamp.size)
    words = ["openssl", "ts", "-verify", "-in", str(reply), "-CAfile", str(authority.roots)]

    for way in (["-data", str(head)], ["-queryfile", str(request)]):
        said = subprocess.run([*words, *way], capture_output=True, text=True, check=False)
        assert "Verification: OK" in said.stdout + said.stderr


def test_entries_after_a_stamp_wait_for_the_next(asking: Archive, tmp_path: Path) -> None:
    bring_in(asking, tmp_path / "in")
    stamp_now(asking, actor=ACTOR)
    bring_in(asking, tmp_path / "in", "The quay was full.")

    (state,) = stamp_states(asking.files)

    assert state.state == "waiting"
    assert state.stamp is not None
    assert state.entries_waiting == 2  # both files of the folder came in again
    assert stamp_now(asking, actor=ACTOR)[0].stamp is not None
    assert len(stamps_of(asking)) == 2
    assert verify(asking.files).holds


TROUBLES: dict[Manner, str] = {
    "slow": "slow",
    "wrong-nonce": "wrong-nonce",
    "wrong-digest": "wrong-digest",
    "other-policy": "wrong-policy",
    "http-500": "http-error",
    "html": "no-reply",
    "half": "no-reply",
    "refuses": "refused",
    "elsewhere": "http-error",
}


@pytest.mark.parametrize("manner", TROUBLES)
def test_a_stamp_that_is_not_had_waits_and_is_had_later(
    asking: Archive, authority: LocalAuthority, tmp_path: Path, manner: Manner
) -> None:
    bring_in(asking, tmp_path / "in")
    authority.manner, authority.slow_s = manner, 0.6
    at = datetime.now(UTC)

    failed = stamp_now(asking, actor=ACTOR, patience_s=0.3, clock=lambda: at)

    (state,) = stamp_states(asking.files)
    assert failed[0].trouble is not None
    assert failed[0].trouble.kind == TROUBLES[manner]
    assert (state.state, state.stamp) == ("waiting", None)
    assert state.attempts is not None
    assert state.attempts.next_at == at + timedelta(seconds=BACKOFF_S[0])
    assert list(asking.files.stamps.iterdir()) == []
    assert verify(asking.files).holds

    authority.manner = "well"
    assert stamp_now(asking, actor=ACTOR, only_due=True, clock=lambda: at) == ()  # too early
    later = at + timedelta(seconds=BACKOFF_S[0])
    assert stamp_now(asking, actor=ACTOR, only_due=True, clock=lambda: later)[0].stamp is not None
    assert stamp_states(asking.files)[0].attempts is None


def test_an_authority_that_is_down_is_asked_less_and_less_often(
    archive: Archive, authority: LocalAuthority
) -> None:
    with authority.serve() as url:
        pass  # nobody listens there any more
    add_authority(archive, url, authority.roots, actor=ACTOR)
    at = datetime.now(UTC)
    waits = []

    for _ in range(len(BACKOFF_S) + 2):
        (attempt,) = stamp_now(archive, actor=ACTOR, patience_s=1, clock=lambda: at)
        (state,) = stamp_states(archive.files)
        assert attempt.trouble is not None
        assert attempt.trouble.kind == "down"
        assert state.attempts is not None
        waits.append((state.attempts.next_at - at).total_seconds())

    assert waits == [*BACKOFF_S, BACKOFF_S[-1], BACKOFF_S[-1]]


def test_a_stamp_that_leads_to_none_of_the_roots_is_not_taken(
    archive: Archive, url: str, tmp_path: Path
) -> None:
    stranger = LocalAuthority(tmp_path / "stranger", name="Another Clock")
    add_authority(archive, url, stranger.roots, actor=ACTOR)

    (attempt,) = stamp_now(archive, actor=ACTOR)

    assert attempt.trouble is not None
    assert attempt.trouble.kind == "untrusted"
    assert stamps_of(archive) == ()


def test_one_authority_that_is_down_does_not_keep_another_from_stamping(
    asking: Archive, authority: LocalAuthority, tmp_path: Path
) -> None:
    second = LocalAuthority(tmp_path / "second", name="Second Clock")
    authority.manner = "http-500"
    with second.serve() as url:
        add_authority(asking, url, second.roots, actor=ACTOR)
        done = stamp_now(asking, actor=ACTOR)

    assert [attempt.trouble is None for attempt in done] == [False, True]
    assert [state.state for state in stamp_states(asking.files)] == ["waiting", "stamped"]


def test_material_comes_in_without_waiting_for_an_authority(
    asking: Archive, authority: LocalAuthority, tmp_path: Path
) -> None:
    authority.manner, authority.slow_s = "slow", 30
    started = time.monotonic()

    bring_in(asking, tmp_path / "in")

    assert time.monotonic() - started < 10  # on a busy machine; the authority alone would take 30 s
    assert authority.asked == 0


def test_material_comes_in_while_another_command_waits_for_an_authority(
    asking: Archive, authority: LocalAuthority, tmp_path: Path
) -> None:
    bring_in(asking, tmp_path / "in")
    authority.manner, authority.slow_s = "slow", 60
    script = (
        "import sys; from pathlib import Path; from sayso.store.archive import open_archive\n"
        "from sayso.desk.stamps import stamp_now\n"
        "with open_archive(Path(sys.argv[1])) as archive: stamp_now(archive, actor='Ada', patience_s=60)"
    )
    asker = subprocess.Popen([sys.executable, "-c", script, str(asking.files.root)])
    try:
        while authority.asked == 0:
            assert asker.poll() is None
            time.sleep(0.05)

        before = asking.log.tail()[0]
        bring_in(asking, tmp_path / "in", "The quay was full.")

        assert asker.poll() is None  # it waits still
        assert asking.log.tail()[0] > before
    finally:
        asker.kill()
        asker.wait()
    assert stamp_states(asking.files)[0].state == "waiting"
    assert verify(asking.files).holds


@pytest.mark.parametrize("manner", TROUBLES)
def test_material_comes_in_and_waits_for_its_stamp_whatever_an_authority_does(
    asking: Archive, authority: LocalAuthority, tmp_path: Path, manner: Manner
) -> None:
    bring_in(asking, tmp_path / "in")
    authority.manner, authority.slow_s = manner, 0.6
    (failed,) = stamp_now(asking, actor=ACTOR, patience_s=0.3)

    bring_in(asking, tmp_path / "in", "The quay was full.")

    (state,) = stamp_states(asking.files)
    words = state_lines((state,))[0]
    assert failed.trouble is not None
    assert (state.state, state.entries_waiting) == ("waiting", asking.log.tail()[0])
    assert "not stamped yet" in words
    assert "1 attempt failed" in words
    assert failed.trouble.why in words
    assert verify(asking.files).holds


def test_a_certificate_that_has_expired_since_is_said_and_rejects_nothing(
    asking: Archive, tmp_path: Path
) -> None:
    bring_in(asking, tmp_path / "in")
    stamp_now(asking, actor=ACTOR)
    later = datetime.now(UTC) + timedelta(days=3650)

    (state,) = stamp_states(asking.files, now=later)
    found = verify(asking.files, now=lambda: later)

    assert state.certificate_expired
    assert "has expired since" in state_lines((state,))[0]
    assert found.holds
    assert [note.kind for note in found.notes if note.kind == "certificate-expired"] == [
        "certificate-expired"
    ]


def test_it_is_said_until_when_the_certificate_of_the_newest_stamp_runs(
    asking: Archive, tmp_path: Path
) -> None:
    bring_in(asking, tmp_path / "in")
    stamp_now(asking, actor=ACTOR)

    (state,) = stamp_states(asking.files)

    assert state.stamp is not None
    assert state.stamp.certificate_until is not None
    assert (
        f"runs to {state.stamp.certificate_until:%Y-%m-%d}: stamp anew before then."
        in state_lines((state,))[0]
    )
    assert not state.renewal_due
    assert stamp_now(asking, actor=ACTOR) == ()


@pytest.mark.parametrize(("days_left", "is_due"), [(91, False), (89, True), (-1000, True)])
def test_an_archive_at_rest_is_stamped_anew_before_the_certificate_ends(
    asking: Archive, tmp_path: Path, days_left: int, is_due: bool
) -> None:
    bring_in(asking, tmp_path / "in")
    first = stamp_now(asking, actor=ACTOR)[0].stamp
    assert first is not None
    assert first.certificate_until is not None
    later = first.certificate_until - timedelta(days=days_left)

    (state,) = stamp_states(asking.files, now=later)
    again = stamp_now(asking, actor=ACTOR, clock=lambda: later)

    assert (state.state, state.renewal_due) == (("waiting", True) if is_due else ("stamped", False))
    assert ("which sayso stamp does now" in state_lines((state,))[0]) == is_due
    assert [one.stamp.size > first.seq - 1 for one in again if one.stamp] == [True] * is_due


@pytest.mark.parametrize("days", [1, 20, 45])
def test_an_authority_whose_certificates_are_short_is_asked_before_they_end_but_not_at_each_turn(
    archive: Archive, tmp_path: Path, days: int
) -> None:
    short = LocalAuthority(tmp_path / "tsa", days=days)
    with short.serve() as url:
        add_authority(archive, url, short.roots, policy=POLICY, actor=ACTOR)
        bring_in(archive, tmp_path / "in")
        (first,) = stamp_now(archive, actor=ACTOR)
        assert first.stamp is not None
        assert first.stamp.certificate_until is not None
        left = first.stamp.certificate_until - first.stamp.stamped_at
        assert stamp_now(archive, actor=ACTOR) == ()

        soon, halfway = (first.stamp.stamped_at + left * share for share in (0.45, 0.55))
        assert stamp_now(archive, actor=ACTOR, clock=lambda: soon) == ()
        (again,) = stamp_now(archive, actor=ACTOR, clock=lambda: halfway)

    assert again.stamp is not None
    assert again.stamp.size > first.stamp.size
    (state,) = stamp_states(archive.files, now=first.stamp.certificate_until + timedelta(days=1))
    assert (state.certificate_expired, state.renewal_due) == (True, True)


def test_a_root_that_ends_before_the_signers_certificate_says_by_when_to_stamp_anew(
    archive: Archive, tmp_path: Path
) -> None:
    ending = LocalAuthority(tmp_path / "tsa", days=3650, root_days=200)
    with ending.serve() as url:
        add_authority(archive, url, ending.roots, policy=POLICY, actor=ACTOR)
        bring_in(archive, tmp_path / "in")
        first = stamp_now(archive, actor=ACTOR)[0].stamp
    assert first is not None
    assert first.certificate_until is not None
    end = first.stamped_at + timedelta(days=200)

    states = {days: stamp_states(archive.files, now=end - timedelta(days=days))[0] for days in (150, 60, -10)}

    assert first.certificate_until > end + timedelta(days=3000)
    assert {days: (one.renewal_due, one.certificate_expired) for days, one in states.items()} == {
        150: (False, False),
        60: (True, False),
        -10: (True, True),
    }
    assert all(one.ends is not None and abs(one.ends - end) < timedelta(days=1) for one in states.values())
    said = state_lines((states[150],))[0]
    assert "CN=Ostwick Time root" in said
    assert f"above the signer's, runs to {end:%Y-%m-%d}: stamp anew before then" in said
    assert "has expired since" in state_lines((states[-10],))[0]


@pytest.mark.parametrize(("days_after", "is_due"), [(29, False), (31, True)])
def test_a_certificate_that_ends_in_some_months_is_renewed_a_month_after_the_last_stamp(
    archive: Archive, tmp_path: Path, days_after: int, is_due: bool
) -> None:
    short = LocalAuthority(tmp_path / "tsa", days=85)
    with short.serve() as url:
        add_authority(archive, url, short.roots, policy=POLICY, actor=ACTOR)
        bring_in(archive, tmp_path / "in")
        first = stamp_now(archive, actor=ACTOR)[0].stamp
    assert first is not None

    (state,) = stamp_states(archive.files, now=first.stamped_at + timedelta(days=days_after))

    assert state.renewal_due == is_due


def test_authorities_whose_stamps_are_of_another_log_stand_first(asking: Archive, tmp_path: Path) -> None:
    other = LocalAuthority(tmp_path / "tsa")
    bring_in(asking, tmp_path / "in")
    with other.serve() as url:
        add_authority(asking, url, other.roots, policy=POLICY, actor=ACTOR)
        states = stamp_states(asking.files)
        contradicted = replace(states[1], other_logs=(4,))

    lines = state_lines((states[0], contradicted))

    assert lines[0].startswith(f"Stamps by {contradicted.authority}: NOT of this log")


def flip(data: bytes) -> bytes:
    return data[:20] + bytes([data[20] ^ 1]) + data[21:]


CHANGES: dict[str, tuple[str, Callable[[bytes], bytes] | None]] = {
    "request flipped": ("request", flip),
    "reply flipped": ("reply", flip),
    "no request": ("request", None),
    "no reply": ("reply", None),
    "reply cut": ("reply", lambda data: data[:-1]),
    "head without its signature": ("head", lambda data: data.split(b"\n\n")[0] + b"\n\n"),
}


@pytest.mark.parametrize("which", CHANGES)
def test_damage_to_a_stamp_shows(asking: Archive, tmp_path: Path, which: str) -> None:
    bring_in(asking, tmp_path / "in")
    asking.keys = tmp_path / "keys"
    stamp_now(asking, actor=ACTOR)
    (stamp,) = stamps_of(asking)
    request, reply = (asking.files.stamps / name for name in stamp.file_names())
    part, change = CHANGES[which]
    path = {"request": request, "reply": reply, "head": asking.files.head_path(stamp.size)}[part]

    if change is None:
        path.unlink()
    else:
        path.write_bytes(change(path.read_bytes()))

    assert "stamp" in {damage.kind for damage in verify(asking.files).damages}


def test_files_that_an_interrupted_stamping_left_are_no_stamp(asking: Archive, tmp_path: Path) -> None:
    bring_in(asking, tmp_path / "in")
    head = asking.seal()
    name = f"{head.size}-{authorities(asking)[0].id}"
    for ending in ("tsq", "tsr"):
        (asking.files.stamps / f"{name}.{ending}").write_bytes(b"left over")

    assert stamp_states(asking.files)[0].state == "waiting"
    assert {note.kind for note in verify(asking.files).notes} >= {"stray-file"}
    assert stamp_now(asking, actor=ACTOR)[0].stamp is not None
    assert verify(asking.files).holds


def test_a_change_of_the_settings_that_was_interrupted_is_finished_or_dropped(
    root: Path, authority: LocalAuthority, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with open_archive(root) as archive:
        monkeypatch.setattr("sayso.store.archive.place_settings", interrupted)
        with pytest.raises(KeyboardInterrupt):
            add_authority(archive, "http://time.example/tsr", authority.roots, actor=ACTOR)
        monkeypatch.undo()
        assert authorities(archive) == ()
        found = verify(archive.files)
        assert found.holds
        assert "unfinished-settings" in {note.kind for note in found.notes}

        with archive.writing():
            pass

        assert [one.url for one in authorities(archive)] == ["http://time.example/tsr"]
        (root / STAGED).write_bytes(b"never logged")
        with archive.writing():
            pass
        assert not (root / STAGED).exists()
        assert verify(archive.files).holds


def test_the_log_can_be_projected_anew_with_stamps_in_it(asking: Archive, tmp_path: Path) -> None:
    bring_in(asking, tmp_path / "in")
    stamp_now(asking, actor=ACTOR)

    assert asking.rebuild() == asking.log.tail()[0]


def test_a_policy_of_another_kind_is_asked_for_where_the_settings_say_so(
    asking: Archive, authority: LocalAuthority, url: str
) -> None:
    add_authority(asking, url, authority.roots, policy=OTHER_POLICY, actor=ACTOR)

    stamp_now(asking, actor=ACTOR)

    assert [stamp.policy for stamp in stamps_of(asking)] == [OTHER_POLICY]


@pytest.mark.parametrize(("lost", "loss"), [("reply", "missing"), ("reply", "damaged"), ("head", "missing")])
def test_a_stamp_whose_reply_or_head_was_lost_counts_no_more_and_is_had_anew(
    asking: Archive, tmp_path: Path, lost: str, loss: str
) -> None:
    bring_in(asking, tmp_path / "in")
    stamp_now(asking, actor=ACTOR)
    (stamp,) = stamps_of(asking)
    reply, head = asking.files.stamps / stamp.file_names()[1], asking.files.head_path(stamp.size)
    path = reply if lost == "reply" else head
    before = path.read_bytes()
    path.unlink()
    if loss == "damaged":
        path.write_bytes(flip(before))

    (state,) = stamp_states(asking.files)
    words = state_lines((state,))[0]

    assert (state.state, state.stamp, state.lost_size) == ("waiting", None, stamp.size)
    assert "no stamp that holds; the stamp over" in words
    assert stamp_now(asking, actor=ACTOR)[0].stamp is not None
    assert stamp_states(asking.files)[0].state == "stamped"
    assert "stamp" in {damage.kind for damage in verify(asking.files).damages}  # the loss stays told


def test_a_stamp_of_a_log_that_was_rewritten_is_nowhere_said_to_cover_it(
    asking: Archive, tmp_path: Path
) -> None:
    stamps = []
    for number in range(3):
        bring_in(asking, tmp_path / f"in{number}", f"The quay was empty on day {number}.")
        stamp_now(asking, actor=ACTOR)
        stamps.append(stamps_of(asking)[-1])
    antedate(asking.files, stamps[0].size + 2)
    before, *others = (stamp.size for stamp in stamps)

    (state,) = stamp_states(asking.files)
    found = verify(asking.files)

    assert state.stamp is not None
    assert (state.stamp.size, state.other_logs) == (before, tuple(others))
    assert "NOT of this log: the stamps over" in state_lines((state,))[0]
    told = [damage.what for damage in found.damages if "it is over another log" in damage.explanation]
    assert told == [f"stamp over {size} entries" for size in others]
    named = " ".join(damage.where + damage.explanation for damage in found.damages)
    later = [path.name for path in asking.files.heads.iterdir() if int(path.stem) > before + 1]
    assert all(f"heads/{name}" in named for name in later)
    with pytest.raises(SaysoError):
        export_case(asking, "the-quay", tmp_path / "out", actor=ACTOR)


def test_a_stamp_over_entries_of_which_one_was_damaged_is_noted_to_cover_others(
    asking: Archive, tmp_path: Path
) -> None:
    bring_in(asking, tmp_path / "in")
    stamp_now(asking, actor=ACTOR)
    path = asking.files.segment_path(1)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[1] = lines[1].replace(b'"at":"2', b'"at":"1', 1)
    path.write_bytes(b"".join(lines))

    assert any(note.kind == "other-log" for note in verify(asking.files).notes)


STRAY = ["9" * 26, "9" * 18, "0", "007", "\u0663", "-1", "1e3", ""]


def test_stray_names_among_the_stamps_stop_nothing(asking: Archive, tmp_path: Path) -> None:
    asking.keys = tmp_path / "keys"
    bring_in(asking, tmp_path / "in")
    stamp_now(asking, actor=ACTOR)
    for size in STRAY:
        (asking.files.stamps / f"{size}-{authorities(asking)[0].id}.tsr").write_bytes(b"left over")

    assert stamp_states(asking.files)[0].state == "stamped"
    assert archive_status(asking).stamps[0].state == "stamped"
    found = verify(asking.files)
    assert found.holds
    assert [note.kind for note in found.notes].count("stray-file") == len(STRAY)
    assert export_case(asking, "the-quay", tmp_path / "bag", actor=ACTOR, unsigned=True).path.is_dir()


def test_stamps_of_an_authority_that_is_asked_no_more_are_counted(
    asking: Archive, url: str, tmp_path: Path
) -> None:
    bring_in(asking, tmp_path / "in")
    stamp_now(asking, actor=ACTOR)
    assert stamps_of_others(asking.files) == 0

    remove_authority(asking, url, actor=ACTOR)

    assert stamps_of_others(asking.files) == 1
    assert "the log holds 1 stamp" in state_lines((), 1)[0]
    assert "the log holds" not in state_lines(())[0]


def test_a_stamp_whose_time_has_not_come_is_said_to_date_nothing_everywhere(
    asking: Archive, tmp_path: Path
) -> None:
    bring_in(asking, tmp_path / "in")
    stamp_now(asking, actor=ACTOR)
    (stamp,) = stamps_of(asking)
    before = stamp.stamped_at - timedelta(days=365)
    words = said_ahead(stamp, before)

    assert words is not None
    assert said_ahead(stamp, stamp.stamped_at) is None
    notes = verify(asking.files, now=lambda: before).notes
    assert [note.explanation for note in notes if note.kind == "stamp-ahead"] == [words]
    (state,) = stamp_states(asking.files, now=before)
    assert (state.state, state.stamp) == ("waiting", None)
    assert state.ahead == stamp
    assert "lies ahead of this machine's clock" in state_lines((state,))[0]
    assert "no stamp that holds" in state_lines((state,))[0]
    assert "lies ahead" not in state_lines(stamp_states(asking.files))[0]
    export_case(asking, "the-quay", tmp_path / "bag", actor=ACTOR, unsigned=True)
    assert any(words in note for note in check_export(tmp_path / "bag", now=before).notes)


def test_a_stamp_that_is_dated_ahead_is_kept_and_the_next_covers_its_entries_again(
    asking: Archive, tmp_path: Path
) -> None:
    bring_in(asking, tmp_path / "in")
    early = utc_now() - timedelta(days=365)

    (ahead,) = stamp_now(asking, actor=ACTOR, clock=lambda: early)

    assert ahead.stamp is not None
    assert ahead.trouble is not None
    assert ahead.trouble.kind == "wrong-time"
    (state,) = stamp_states(asking.files, now=early)
    assert (state.stamp, state.ahead, state.lost_size) == (None, replace(ahead.stamp, kept_at=ANY), None)
    assert state.entries_waiting
    assert state.attempts is not None
    (again,) = stamp_now(asking, actor=ACTOR, clock=lambda: early)
    assert again.stamp is not None
    assert again.stamp.size > ahead.stamp.size
    assert verify(asking.files).holds


def test_an_export_has_the_stamp_that_dates_its_entries_behind_one_that_was_dated_ahead(
    asking: Archive, tmp_path: Path
) -> None:
    early = utc_now() - timedelta(days=365)
    asking.log = CustodyLog(asking.files, clock=lambda: early)
    bring_in(asking, tmp_path / "in")
    (ahead,) = stamp_now(asking, actor=ACTOR, clock=lambda: early)
    (again,) = stamp_now(asking, actor=ACTOR, clock=lambda: early)
    asking.log = CustodyLog(asking.files)
    bring_in(asking, tmp_path / "more")
    (good,) = stamp_now(asking, actor=ACTOR)
    assert ahead.stamp is not None
    assert again.stamp is not None
    assert good.stamp is not None

    path = export_case(asking, "the-quay", tmp_path / "bag", actor=ACTOR, unsigned=True).path

    kept = {stamp.name for stamp in (ahead.stamp, good.stamp)}
    assert {place.stem for place in (path / "custody" / "stamps").iterdir()} == kept


def test_entries_that_only_a_stamp_to_come_covers_are_said_to_be_covered_by_none(
    asking: Archive, tmp_path: Path
) -> None:
    bring_in(asking, tmp_path / "in")
    stamp_now(asking, actor=ACTOR)
    path = export_case(asking, "the-quay", tmp_path / "bag", actor=ACTOR, unsigned=True).path
    before = utc_now() - timedelta(days=365)

    then, now = check_export(path, now=before), check_export(path)

    assert any("no time stamp covers any of these entries" in note for note in then.notes)
    assert not any("no time stamp covers" in note for note in now.notes)
    assert not any("were there at" in note for note in then.notes)


def test_no_proof_is_written_over_a_damaged_stamp_until_that_is_set_aside(
    asking: Archive, tmp_path: Path
) -> None:
    bring_in(asking, tmp_path / "in")
    stamp_now(asking, actor=ACTOR)
    (stamp,) = stamps_of(asking)
    (item,) = queries.items()
    place = asking.files.stamps / stamp.file_names()[1]
    data = bytearray(place.read_bytes())
    data[len(data) // 2] ^= 1
    place.chmod(0o644)
    place.write_bytes(data)

    with pytest.raises(ProofDoesNotHold, match=f"the stamp of entry {stamp.seq} does not hold"):
        prove_exhibit(asking, item.exhibit)
    set_stamp_aside(asking, stamp.seq, "bit rot", actor=ACTOR)

    assert prove_exhibit(asking, item.exhibit).exhibit == item.exhibit

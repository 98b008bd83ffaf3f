"""A dossier of real footage tells which bytes are kept twice, what could not be read, and all in brief."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.custody.damage import OBJECT_BYTES, OBJECT_SIZE
from sayso.desk.dossier import gather, publish_dossier
from sayso.desk.intake import import_paths
from sayso.desk.looked import OTHERS_IN_PART
from sayso.desk.shown_copies import DAMAGED, MISSING
from sayso.desk.status import case_status
from sayso.publish.dossier import NO_METHOD_YET
from sayso.publish.pages.page import page_of
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.testing.frames import patchwork
from sayso.testing.sounds import melody
from sayso.testing.videos import make_video, sound_alone

ACTOR = "Ada Tester"


def published(path: Path, date: str, publisher: str) -> None:
    """Say beside a file who published it, and when."""
    sidecar = {"kind": "post", "publisher": publisher, "published": date}
    path.with_suffix(".meta.json").write_text(json.dumps(sidecar))


def test_bytes_that_another_case_keeps_under_another_name_are_told(archive: Archive, tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    make_video(old / "pan.mp4", patchwork(24, seed=4), fps=8)
    (new / "breaking.mp4").write_bytes((old / "pan.mp4").read_bytes())
    published(old / "pan.mp4", "2030-06-01", "Ridge Watch")
    import_paths(archive, [old], "Last year", actor=ACTOR)
    import_paths(archive, [new], "This year", actor=ACTOR)

    dossier = gather(archive, "this-year", actor=ACTOR)

    [again] = dossier.kept_again
    assert [(kept.name, kept.case) for kept in again.kept] == [
        ("pan.mp4", "Last year"),
        ("breaking.mp4", "This year"),
    ]
    assert again.stated is not None
    assert again.stated.on_word_of == "Ridge Watch"


def test_a_recording_that_is_cut_short_is_told_with_what_is_missing(archive: Archive, tmp_path: Path) -> None:
    whole = make_video(tmp_path / "whole.avi", patchwork(40, seed=4), fps=8).path
    (tmp_path / "cut.avi").write_bytes(whole.read_bytes()[: whole.stat().st_size * 2 // 3])
    import_paths(archive, [tmp_path / "cut.avi", whole], "Clips", actor=ACTOR)

    dossier = gather(archive, "clips", actor=ACTOR)

    [told] = dossier.reading_notes
    assert told.name == "cut.avi"
    assert told.notes


def test_a_clip_seen_before_stands_in_brief_with_its_seconds_and_the_earlier_one(
    archive: Archive, tmp_path: Path
) -> None:
    frames = list(patchwork(40))
    for name, part, date in (("first", frames, "2030-06-01"), ("again", frames[8:], "2031-06-01")):
        make_video(tmp_path / f"{name}.mp4", part, fps=8)
        published(tmp_path / f"{name}.mp4", date, f"Channel {name}")
    clips = [path for path in tmp_path.iterdir() if path.suffix in (".mp4", ".json")]
    import_paths(archive, clips, "Clips", actor=ACTOR)

    [seen] = page_of(gather(archive, "clips", actor=ACTOR)).brief.seen

    copy = seen.copy
    assert copy is not None
    earlier, later = copy.sides
    assert copy.order_known
    assert (earlier.name, earlier.on_word_of) == ("first.mp4", "Channel first")
    assert later.name == "again.mp4"
    assert earlier.seconds.startswith("0:01.")


def test_a_recording_keeps_its_own_name_and_another_case_its_name_and_date(
    archive: Archive, tmp_path: Path
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    make_video(old / "pan.mp4", patchwork(24, seed=4), fps=8)
    (new / "breaking.mp4").write_bytes((old / "pan.mp4").read_bytes())
    published(old / "pan.mp4", "2030-06-01", "Ridge Watch")
    published(new / "breaking.mp4", "2033-06-01", "Night News")
    import_paths(archive, [old], "Last year", actor=ACTOR)
    import_paths(archive, [new], "This year", actor=ACTOR)

    [again] = page_of(gather(archive, "this-year", actor=ACTOR)).kept_again

    assert (again.own.name, again.own.when, again.own.on_word_of) == (
        "breaking.mp4",
        "1 Jun 2033",
        "Night News",
    )
    [before] = again.others
    assert (before.name, before.case, before.when) == ("pan.mp4", "Last year", "1 Jun 2030")
    assert before.on_word_of == "Ridge Watch"


def test_what_other_cases_hold_that_cannot_be_read_is_counted_and_not_named(
    archive: Archive, tmp_path: Path
) -> None:
    for case in ("secret", "open"):
        (tmp_path / case).mkdir()
        make_video(tmp_path / case / f"{case} pan.mp4", patchwork(24, seed=len(case)), fps=8)
        (tmp_path / case / f"{case} cut.mp4").write_bytes(f"no video {case}".encode())
        import_paths(archive, [tmp_path / case], case, actor=ACTOR)

    missed = [one for one in gather(archive, "open", actor=ACTOR).not_looked if one.what == "copies"]

    assert [one.name for one in missed] == ["open cut.mp4", "1 file of other cases"]


def test_what_could_be_searched_only_in_part_is_no_part_of_what_was_looked_at(
    archive: Archive, tmp_path: Path
) -> None:
    for case in ("secret", "open"):
        (tmp_path / case).mkdir()
        make_video(tmp_path / case / f"{case} pan.mp4", patchwork(24, seed=len(case)), fps=8)
        cut = tmp_path / case / f"{case} cut.mkv"
        make_video(cut, patchwork(80, seed=9 + len(case)), fps=8)
        cut.write_bytes(cut.read_bytes()[: cut.stat().st_size // 2])
        import_paths(archive, [tmp_path / case], case, actor=ACTOR)

    missed = [one for one in gather(archive, "open", actor=ACTOR).not_looked if one.what == "copies"]

    assert [one.name for one in missed] == ["open cut.mkv", "1 file of other cases"]
    assert missed[0].reason.startswith("only a part could be searched: the file is cut short: ")
    assert "the picture ends at " in missed[0].reason
    assert missed[1].reason == OTHERS_IN_PART


def test_what_cannot_be_read_and_is_kept_in_two_cases_is_told_in_each(
    archive: Archive, tmp_path: Path
) -> None:
    for case in ("first", "second"):
        (tmp_path / case).mkdir()
        make_video(tmp_path / case / "pan.mp4", patchwork(24, seed=len(case)), fps=8)
        (tmp_path / case / f"{case}.mp4").write_bytes(b"<html>no video</html>")
        import_paths(archive, [tmp_path / case], case, actor=ACTOR)

    for case in ("first", "second"):
        missed = [one for one in gather(archive, case, actor=ACTOR).not_looked if one.what == "copies"]
        assert [one.name for one in missed] == [f"{case}.mp4"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "kept, but the file is empty"), (bytes(range(256)), "kept, but it is not like any video")],
)
def test_what_nothing_reads_is_missed_once(
    archive: Archive, tmp_path: Path, data: bytes, reason: str
) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "still.jpg").write_bytes(data)
    import_paths(archive, [tmp_path / "case"], "Case", actor=ACTOR)

    [alike] = (
        one for one in page_of(gather(archive, "case", actor=ACTOR)).missed if one.names != "the whole case"
    )

    assert (alike.what, alike.names) == ("everything", "still.jpg")
    assert alike.reason.startswith(reason)


def test_lines_of_a_post_that_were_not_read_stand_in_the_notes(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    text = "The bridge at Orrin is closed.\nМіст в Оррині закрито.\nTwo cars collided on it."
    (tmp_path / "case" / "post.txt").write_text(text, "utf-8")
    import_paths(archive, [tmp_path / "case"], "Case", actor=ACTOR)

    dossier = gather(archive, "case", actor=ACTOR)

    assert dossier.notes == ("post: 1 stretch of another language (uk) was not read",)


def test_what_a_post_carries_has_the_date_of_the_post_wherever_a_date_stands(
    archive: Archive, tmp_path: Path
) -> None:
    """Its own description says nothing of when: one rule dates it in list, timeline, findings and brief."""
    clips, frames = tmp_path / "clips", list(patchwork(40))
    clips.mkdir()
    make_video(clips / "first.mp4", frames, fps=8)
    make_video(clips / "again.mp4", frames[8:], fps=8)
    published(clips / "again.mp4", "2024-05-01", "Night News")
    (clips / "post17.txt").write_text("Look at this.")
    post = {"kind": "post", "publisher": "War Now", "published": "2024-02", "attachments": ["first.mp4"]}
    (clips / "post17.meta.json").write_text(json.dumps(post))
    import_paths(archive, [clips], "Clips", actor=ACTOR)

    dossier = gather(archive, "clips", actor=ACTOR)
    page = page_of(dossier)
    carried = next(item for item in dossier.material if item.name == "first.mp4")
    [copy] = page.copies
    before, after = copy.sides
    carrying = [line for days in page.timeline for line in days.lines if line.carried]

    assert (carried.published, carried.date) == (None, "2024-02")
    assert carried.dated is not None
    assert (carried.dated.on_word_of, carried.dated.carrier) == ("War Now", "post17")
    assert (before.name, before.when, before.on_word_of) == ("first.mp4", "Feb 2024", "War Now")
    assert before.carrier == "post17"
    assert before.carrier_here is page.shelf.by_doc["post17"]
    assert (after.name, after.carrier) == ("again.mp4", "")
    assert copy.order_known
    assert [(line.time, [one.material.name for one in line.carried]) for line in carrying] == [
        ("that month", ["first.mp4"])
    ]
    assert page.undated == ()
    assert page.brief.dates[-1] == "Published between February 2024 and 1 May 2024, as recorded"
    assert case_status(archive, "clips").dated[id_of("first.mp4")] == carried.dated


def test_a_publisher_whose_post_has_no_date_is_told_all_the_same(archive: Archive, tmp_path: Path) -> None:
    frames = list(patchwork(40))
    make_video(tmp_path / "first.mp4", frames, fps=8)
    make_video(tmp_path / "again.mp4", frames[8:], fps=8)
    (tmp_path / "again.meta.json").write_text(json.dumps({"publisher": "Night News"}))
    clips = [path for path in tmp_path.iterdir() if path.suffix in (".mp4", ".json")]
    import_paths(archive, clips, "Clips", actor=ACTOR)

    [copy] = page_of(gather(archive, "clips", actor=ACTOR)).copies

    assert sorted(side.undated_by for side in copy.sides) == [(), ("Night News",)]


def id_of(name: str) -> str:
    """Return the id of an item by its file's name."""
    return next(item.id for item in queries.items() if item.file_name == name)


def found_in_another_case(archive: Archive, tmp_path: Path) -> None:
    """Keep a recording in one case, and a later part of it in the next."""
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    frames = list(patchwork(40, seed=4))
    make_video(old / "pan.mp4", frames, fps=8)
    make_video(new / "breaking.mp4", frames[8:], fps=8)
    import_paths(archive, [old], "Last year", actor=ACTOR)
    import_paths(archive, [new], "This year", actor=ACTOR)


def test_frames_of_another_case_whose_file_is_gone_are_said_not_to_be_shown(
    archive: Archive, tmp_path: Path
) -> None:
    found_in_another_case(archive, tmp_path)
    [shown] = gather(archive, "this-year", actor=ACTOR).copies
    assert shown.pairs
    assert shown.unshown == ()

    archive.objects.path(shown.found.exhibit).unlink()
    [shown] = (dossier := gather(archive, "this-year", actor=ACTOR)).copies

    assert shown.pairs == ()
    assert shown.unshown == (f"of pan.mp4 no frame is shown: {MISSING}",)
    assert page_of(dossier).copies[0].unshown == shown.unshown


@pytest.mark.parametrize("as_long", [True, False])
def test_no_frame_is_shown_of_bytes_that_are_not_those_of_what_was_found(
    archive: Archive, tmp_path: Path, as_long: bool
) -> None:
    found_in_another_case(archive, tmp_path)
    [shown] = gather(archive, "this-year", actor=ACTOR).copies
    other = make_video(tmp_path / "other.mp4", patchwork(16, width=96, height=64, seed=9), fps=8).path
    kept, data = archive.objects.path(shown.found.exhibit), other.read_bytes()
    rest = kept.stat().st_size - len(data)
    assert rest > 8
    kept.chmod(0o644)
    kept.write_bytes(data + (rest.to_bytes(4, "big") + b"free" + bytes(rest - 8) if as_long else b""))

    published = publish_dossier(archive, "this-year", tmp_path / "out.json", actor=ACTOR, export="json")

    [shown] = published.dossier.copies
    assert shown.pairs == ()
    assert shown.unshown == (f"of pan.mp4 no frame is shown: {DAMAGED}",)
    [damage] = published.damages
    assert damage.kind == (OBJECT_BYTES if as_long else OBJECT_SIZE)
    assert "'pan.mp4'" in damage.explanation


def test_only_what_has_sound_waits_for_speech_to_be_read_and_sound_alone_is_no_video(
    archive: Archive, tmp_path: Path
) -> None:
    frames = list(patchwork(24, seed=4))
    make_video(tmp_path / "heard.mp4", frames, fps=8, sound=melody(3, seed=1))
    make_video(tmp_path / "mute.mp4", frames[::-1], fps=8)
    whole = make_video(tmp_path / "whole.mov", frames, fps=8, sound=melody(8, seed=2)).path
    sound_alone(whole, tmp_path / "voice.mp4")
    import_paths(archive, sorted(tmp_path.glob("*.mp4")), "Clips", actor=ACTOR)

    dossier = gather(archive, "clips", actor=ACTOR)

    missed = {what: {one.name for one in dossier.not_looked if one.what == what} for what in NO_METHOD_YET}
    assert missed == {"speech": {"heard.mp4", "voice.mp4"}, "text in the picture": {"heard.mp4", "mute.mp4"}}
    assert page_of(dossier).brief.kept == "3 exhibits: 2 videos, 1 recording of sound"

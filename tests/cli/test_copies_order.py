"""`sayso copies` says what came first, of which seconds, or why it cannot be told."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso.cli.copies_order import earliest_of
from sayso.cli.copies_table import copies_table
from sayso.publish.dossier import OWN_CAPTURE, Appearance, DateOnWord
from sayso.testing.dossiers import make_dossier
from sayso.testing.frames import patchwork
from sayso.testing.sounds import melody
from sayso.testing.videos import make_video


def words(said: Any) -> str:
    """Return what was said on one line, as a table breaks it anywhere."""
    return " ".join(said.out.split())


def kept(path: Path, frames: Any, published: str) -> None:
    """Write a video, and what is known of when it was published."""
    make_video(path, frames, fps=8)
    dated(path, published)


def dated(path: Path, published: str) -> None:
    """Say beside a file who published it, and when."""
    sidecar = {"kind": "post", "publisher": f"Channel {path.stem}", "published": published}
    path.with_suffix(".meta.json").write_text(json.dumps(sidecar))


def case_of(tmp_path: Path, name: str) -> Path:
    """Return a new folder for the material of a case."""
    folder = tmp_path / name
    folder.mkdir()
    return folder


def test_a_kept_clip_is_itself_the_earliest_known_where_its_own_date_says_so(
    run: Any, tmp_path: Path
) -> None:
    folder, frames = case_of(tmp_path, "clips"), list(patchwork(40))
    kept(folder / "first.mp4", frames, "2021-05-01T12:00:00Z")
    kept(folder / "again.mp4", frames[:32], "2024-05-05T12:00:00Z")
    run("import", folder, "--case", "Clips")

    said = words(run("copies", folder / "first.mp4"))

    assert "kept already: first.mp4 in Clips, 2021-05-01 12:00Z, by Channel first" in said
    assert ": first.mp4 itself, 2021-05-01 12:00Z, by Channel first, as first.mp4 in Clips." in said
    assert "later: 2024-05-05 12:00Z, by Channel again" in said
    assert "itself first appeared" not in said


def test_no_order_is_said_that_a_missing_time_zone_could_turn(run: Any, tmp_path: Path) -> None:
    folder, frames = case_of(tmp_path, "clips"), list(patchwork(40))
    kept(folder / "zoned.mp4", frames, "2021-05-05T06:00:00+02:00")
    kept(folder / "bare.mp4", frames[:32], "2021-05-05T05:00")
    run("import", folder, "--case", "Clips")

    said, found = run("copies", "Clips"), run("copies", "Clips", "--json").json

    assert "Which came first cannot be told of 1 finding: a date states no time zone." in words(said)
    assert "earlier:" not in said.out
    assert {(one["first"], one["why"]) for one in found["findings"]} == {(None, "a date states no time zone")}


def test_a_clip_made_of_several_says_of_which_seconds_each_is_known_first(run: Any, tmp_path: Path) -> None:
    folder = case_of(tmp_path, "clips")
    one, two = list(patchwork(40, seed=3)), list(patchwork(40, seed=8))
    kept(folder / "one.mp4", one, "2031-05-05")
    kept(folder / "two.mp4", two, "2032-05-05")
    run("import", folder, "--case", "Clips")
    make_video(tmp_path / "mixed.mp4", [*one, *two], fps=8)

    said, found = (
        words(run("copies", tmp_path / "mixed.mp4")),
        run("copies", tmp_path / "mixed.mp4", "--json"),
    )

    assert {round(known["duration_s"]) for known in found.json["appearances"].values()} == {5, 10}
    assert said.count("Earliest known appearance of 0:0") == 2
    names = {exhibit: known["name"] for exhibit, known in found.json["appearances"].items()}
    assert [names[one] for known in found.json["first_known"] for one in known["first"]] == [
        "one.mp4",
        "two.mp4",
    ]
    assert "When mixed.mp4 itself first appeared is not known here." in said


def test_findings_for_programs_stand_as_in_the_table(run: Any, tmp_path: Path) -> None:
    folder, frames = case_of(tmp_path, "clips"), list(patchwork(48))
    kept(folder / "a-first.mp4", frames, "2021-05-01T12:00:00Z")
    kept(folder / "b-last.mp4", frames[:24], "2024-05-05T12:00:00Z")
    kept(folder / "c-second.mp4", frames[4:44], "2022-05-05T12:00:00Z")
    run("import", folder, "--case", "Clips")

    said, found = run("copies", "Clips").out, run("copies", "Clips", "--json").json

    sides = [(one["query_name"], one["found_name"]) for one in found["findings"]]
    assert sides == [
        *(("b-last.mp4", "a-first.mp4"), ("c-second.mp4", "a-first.mp4")),
        ("b-last.mp4", "c-second.mp4"),
    ]
    assert re.findall(r"= (\S+\.mp4)", said) == [found for _, found in sides]
    assert all(one["query"] != one["first"] == one["found"] for one in found["findings"])


def test_no_order_is_told_of_what_is_no_copy(run: Any, tmp_path: Path) -> None:
    folder, unmoved = case_of(tmp_path, "clips"), next(patchwork(1, seed=20))
    kept(folder / "monday.mp4", [unmoved] * 40, "2021-05-01T12:00:00Z")
    kept(folder / "tuesday.mp4", [unmoved] * 24, "2021-05-02T12:00:00Z")
    run("import", folder, "--case", "Clips")

    said, found = run("copies", "Clips").out, run("copies", "Clips", "--json").json

    [finding] = found["findings"]
    assert finding["kind"] == "undecided"
    assert "earlier" not in said
    assert finding["first"] is None
    assert finding["why"] == "an order is told of the same footage or sound alone"


def test_a_table_says_that_nothing_moves_of_one_of_two_or_of_both(capsys: Any) -> None:
    [shown] = make_dossier().copies
    copy = replace(shown.copy, kind="undecided", details={"decided_by": "nothing moves"})

    copies_table([(copy, shown.query, shown.found)], {copy.query})

    assert "nothing moves in one of the two, or in both" in " ".join(capsys.readouterr().out.split())


def test_a_case_has_its_own_recording_on_the_left_by_its_own_name(run: Any, tmp_path: Path) -> None:
    old, new, frames = case_of(tmp_path, "Old"), case_of(tmp_path, "New"), list(patchwork(40))
    kept(old / "before.mp4", frames, "2020-01-01")
    kept(old / "later.mp4", frames[4:36], "2023-01-01")
    (new / "renamed.mp4").write_bytes((old / "before.mp4").read_bytes())
    dated(new / "renamed.mp4", "2021-01-01")
    run("import", old, "--case", "Old")
    run("import", new, "--case", "New")

    said = words(run("copies", "New"))

    assert "before.mp4 in Old, 2020-01-01, by Channel before; renamed.mp4 in New, 2021-01-01" in said
    assert " renamed.mp4 0:00" in said
    assert "later: 2023-01-01, by Channel later" in said
    assert "= renamed.mp4" not in said


def test_of_a_date_after_something_was_kept_both_are_said() -> None:
    dates = (
        DateOnWord(date="2026-05-01T10:00Z", on_word_of=OWN_CAPTURE),
        DateOnWord(date="2099-01-01", on_word_of="Channel ahead"),
    )
    seen = Appearance(exhibit="0" * 64, name="ahead.mp4", dates=dates)

    assert earliest_of(seen) == "kept here since 2026-05-01, though dated 2099-01-01, by Channel ahead"


def test_what_nothing_was_found_of_and_what_could_not_be_read_is_named_in_a_case(
    run: Any, tmp_path: Path
) -> None:
    folder = case_of(tmp_path, "clips")
    make_video(folder / "alone.mp4", patchwork(24, seed=4), fps=8)
    cut = folder / "cut.avi"
    make_video(cut, patchwork(40, seed=9), fps=8)
    cut.write_bytes(cut.read_bytes()[: cut.stat().st_size * 2 // 3])
    run("import", folder, "--case", "Clips")

    said, found = words(run("copies", "Clips")), run("copies", "Clips", "--json").json

    assert "Nothing found of: alone.mp4, cut.avi." in said
    assert [one["name"] for one in found["nothing_found"]] == ["alone.mp4", "cut.avi"]
    [noted] = found["notes"]
    assert noted["name"] == "cut.avi"
    assert f"Of cut.avi: {noted['notes'][0]}" in said
    assert all(known["duration_s"] for known in found["appearances"].values())


def test_that_its_very_bytes_are_kept_in_another_case_is_no_finding(run: Any, tmp_path: Path) -> None:
    old, new = case_of(tmp_path, "old"), case_of(tmp_path, "new")
    make_video(old / "harbour.mp4", patchwork(24, seed=4), fps=8)
    (new / "posted.mp4").write_bytes((old / "harbour.mp4").read_bytes())
    run("import", old, "--case", "Old")
    run("import", new, "--case", "New")

    said, found = words(run("copies", "New")), run("copies", "New", "--json").json

    assert "posted.mp4 in New, no date known" in said
    assert "Nothing found of: posted.mp4 (but its very bytes)." in said
    assert [one["name"] for one in found["nothing_found"]] == ["posted.mp4"]


def test_what_was_left_out_for_one_recording_only_names_it(run: Any, tmp_path: Path) -> None:
    folder = case_of(tmp_path, "clips")
    make_video(folder / "quiet.mp4", patchwork(24, seed=4), fps=8)
    make_video(folder / "other.mp4", patchwork(24, seed=6), fps=8)
    make_video(folder / "dark.mp4", [frame * 0 for frame in patchwork(24)], fps=8, sound=melody(6, seed=1))
    run("import", folder, "--case", "Clips")

    said, short = words(run("copies", "Clips", "--not-searched")), words(run("copies", "Clips"))

    assert "2 exhibits for 1 of 3 recordings, to be found by picture only;" in short
    assert "NOT searched for 1 of 3 recordings: 2 exhibits, to be found by picture only" in said
    assert (
        "and what is searched for has no picture to search with: for dark.mp4 not other.mp4, quiet.mp4"
        in said
    )
    assert "Of dark.mp4: its picture is black throughout: it is found by its sound alone." in said
    assert "the query" not in said


def test_a_clip_with_nothing_to_search_with_is_not_said_to_have_been_searched(
    run: Any, tmp_path: Path
) -> None:
    folder = case_of(tmp_path, "clips")
    make_video(folder / "good.mp4", patchwork(24, seed=4), fps=8, sound=melody(3, seed=1))
    make_video(tmp_path / "black.mp4", [frame * 0 for frame in patchwork(24)], fps=8)
    run("import", folder, "--case", "Clips")

    asked, found = run("copies", tmp_path / "black.mp4"), run("copies", tmp_path / "black.mp4", "--json")
    said = words(asked)

    assert (asked.code, found.code) == (1, 1)
    [missing] = found.json["not_looked"]
    assert (missing["name"], missing["case"]) == ("black.mp4", None)
    assert missing["reason"].startswith("its picture is black throughout")
    assert "Nothing was searched; why not:" in said
    assert "NOT searched: black.mp4: its picture is black throughout" in said
    assert "Nothing found" not in said
    assert "1 exhibit" not in said  # it was searched for in nothing: the line above says why
    assert "no sound track" not in said


def test_a_folder_and_the_name_of_something_kept_are_told_what_to_do(run: Any, tmp_path: Path) -> None:
    folder = case_of(tmp_path, "clips")
    make_video(folder / "quiet.mp4", patchwork(24, seed=4), fps=8)
    run("import", folder, "--case", "Clips")

    os.mkfifo(tmp_path / "pipe.mp4")
    (tmp_path / "lost.mp4").symlink_to(tmp_path / "gone.mp4")

    asked, named = run("copies", folder), run("copies", "quiet.mp4")
    pipe, lost = run("copies", tmp_path / "pipe.mp4"), run("copies", tmp_path / "lost.mp4")

    assert (asked.code, named.code, pipe.code, lost.code) == (2, 2, 2, 2)
    assert "It is a pipe, and only files are read: save what comes out of it as a file first." in pipe.err
    assert "It is a link that leads nowhere" in lost.err
    assert "It is a folder, which is kept first: `sayso import FOLDER --case TITLE`." in asked.err
    assert "It is kept in the case clips: `sayso copies clips`." in named.err


def test_an_empty_file_is_not_to_be_converted(run: Any, tmp_path: Path) -> None:
    folder = case_of(tmp_path, "clips")
    make_video(folder / "quiet.mp4", patchwork(24, seed=4), fps=8)
    run("import", folder, "--case", "Clips")
    (tmp_path / "empty.jpg").write_bytes(b"")

    said = run("copies", tmp_path / "empty.jpg")

    assert "the file is empty. Nothing of it came over: get it again" in said.err
    assert "convert" not in said.err


def test_a_time_of_another_zone_has_utc_beside_it(run: Any, tmp_path: Path) -> None:
    folder, frames = case_of(tmp_path, "clips"), list(patchwork(40))
    kept(folder / "west.mp4", frames, "2020-11-24T23:30:00-05:00")
    kept(folder / "noon.mp4", frames[:32], "2020-11-25T12:00:00Z")
    run("import", folder, "--case", "Clips")

    make_video(tmp_path / "new.mp4", frames[4:36], fps=8)

    said = words(run("copies", tmp_path / "new.mp4"))

    assert ": west.mp4 in Clips, 2020-11-24 23:30-05:00 (2020-11-25 04:30Z), by Channel west." in said


def test_where_a_year_stands_in_the_order_is_said(run: Any, tmp_path: Path) -> None:
    folder, frames = case_of(tmp_path, "clips"), list(patchwork(40))
    for name, published in (("year", "2021"), ("day", "2021-05-05T12:00:00Z"), ("month", "2022-05")):
        kept(folder / f"{name}.mp4", frames[: 40 - len(name)], published)
    run("import", folder, "--case", "Clips")
    make_video(tmp_path / "new.mp4", frames[:32], fps=8)

    said = run("copies", tmp_path / "new.mp4").out

    assert said.index("day.mp4") < said.index("year.mp4") < said.index("month.mp4")
    assert "a date is recorded" not in said
    assert "In this order 2021, 2022-05 stand at their last days, as no day is stated." in said


def test_undated_pieces_of_other_cases_stand_in_a_line_each_below_the_table(run: Any, tmp_path: Path) -> None:
    old, scraps, new = (case_of(tmp_path, name) for name in ("Old", "Scraps", "New"))
    frames = list(patchwork(48))
    kept(old / "whole.mp4", frames, "2021-05-05T12:00:00Z")
    make_video(scraps / "piece.mp4", frames[8:32], fps=8)
    make_video(scraps / "signed.mp4", frames[8:28], fps=8)
    (scraps / "signed.meta.json").write_text(json.dumps({"publisher": "Channel signed"}))
    make_video(new / "posted.mp4", frames[4:44], fps=8)
    for folder in (old, scraps, new):
        run("import", folder, "--case", folder.name)

    said = run("copies", "New").out

    table, besides = said.split(
        "Besides, in 1 recording without date or publisher, only seconds that stand above:"
    )
    assert "whole.mp4" in table
    assert "no date known, published by Channel signed" in " ".join(table.split())
    assert "piece.mp4" not in table
    assert "\n  piece.mp4 in Scraps: posted.mp4 0:00." in besides
    assert "2021-05-05 12:00Z, by Channel whole; this has no date" in " ".join(said.split())


@pytest.mark.parametrize("harm", ["gone", "shorter"])
def test_a_copy_whose_original_is_not_there_as_it_came_is_told_with_that(
    run: Any, tmp_path: Path, harm: str
) -> None:
    folder, frames = case_of(tmp_path, "clips"), list(patchwork(40))
    make_video(folder / "gate.mp4", frames, fps=8)
    run("import", folder, "--case", "Clips")
    new = make_video(tmp_path / "new.mp4", frames[:32], fps=8).path
    run("copies", new)
    exhibit = run("status", "clips", "--json").json["items"][0]["exhibit"]
    path = tmp_path / "archive" / "objects" / exhibit[:2] / exhibit
    data = path.read_bytes()
    path.unlink()
    if harm == "shorter":
        path.write_bytes(data[:-1])

    said, found = run("copies", new), run("copies", new, "--json")

    assert (said.code, found.code) == (4, 4)
    assert "same-footage" in said.out
    assert "DAMAGE  object " in said.out
    assert "the exhibit 'gate.mp4' of case 'clips'" in said.out
    assert "Next: sayso verify" in said.out
    assert len(found.json["damages"]) == 1


@pytest.mark.parametrize("harm", ["gone", "longer"])
def test_a_dossier_of_a_copy_whose_original_is_not_there_as_it_came_says_so_and_leaves_with_4(
    run: Any, tmp_path: Path, harm: str
) -> None:
    old, new, frames = case_of(tmp_path, "Old"), case_of(tmp_path, "New"), list(patchwork(40))
    make_video(old / "gate.mp4", frames, fps=8)
    make_video(new / "again.mp4", frames[:32], fps=8)
    run("import", old, "--case", "Old")
    run("import", new, "--case", "New")
    run("copies", "New")
    exhibit = run("status", "old", "--json").json["items"][0]["exhibit"]
    path = tmp_path / "archive" / "objects" / exhibit[:2] / exhibit
    data = path.read_bytes()
    path.unlink()
    if harm == "longer":
        path.write_bytes(data + b" ")

    said, found = (
        run("dossier", "New", "--to", tmp_path / name, *more)
        for name, more in (("a.html", ()), ("b.html", ("--json",)))
    )

    assert (said.code, found.code) == (4, 4)
    assert "DAMAGE  object " in said.out
    assert "Frames that are NOT shown: of gate.mp4 no frame is shown" in words(said)
    assert found.json["frames_not_shown"]
    assert len(found.json["damages"]) == 1
    assert (tmp_path / "a.html").exists()

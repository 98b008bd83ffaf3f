"""`sayso copies` says which seconds and which part, what came first, and what was left out by name."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sayso.cli import console as progress_console
from sayso.cli.console import TABLE_WIDTH_ELSEWHERE
from sayso.desk.footage_index import FOLDER
from sayso.footage.kept import KeptIndex
from sayso.testing.frames import patchwork, reposted
from sayso.testing.pictures import make_picture
from sayso.testing.sounds import melody
from sayso.testing.videos import make_video


def words(said: Any) -> str:
    """Return what was said on one line, as a table breaks it anywhere."""
    return " ".join(said.out.split())


def kept(folder: Path, name: str, frames: int, published: str) -> None:
    """Write the first frames of one scene, and what is known of when they were published."""
    make_video(folder / f"{name}.mp4", list(patchwork(40))[:frames], fps=8)
    sidecar = {"kind": "post", "publisher": f"Channel {name}", "published": published}
    (folder / f"{name}.meta.json").write_text(json.dumps(sidecar))


def test_the_earliest_of_several_stands_first_whatever_zone_its_date_is_in(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    kept(folder, "noon", 40, "2021-05-05T12:00:00Z")
    kept(folder, "late", 32, "2021-05-05T13:30:00+02:00")
    run("import", folder, "--case", "Clips")
    make_video(tmp_path / "new.mp4", list(patchwork(40))[4:36], fps=8)

    said = run("copies", tmp_path / "new.mp4")

    assert said.code == 0
    assert said.out.index("late.mp4") < said.out.index("noon.mp4")
    assert "Earliest known appearance of 0:00.0–" in words(said)
    assert ": late.mp4 in Clips, 2021-05-05 13:30" in words(said)
    assert "Channel late" in words(said)


def test_a_part_of_the_picture_is_told_on_both_sides(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    frames = list(patchwork(40, width=320, height=180))
    make_video(folder / "whole.mp4", frames, fps=8)
    run("import", folder, "--case", "Clips")
    make_video(tmp_path / "part.mp4", reposted(frames, crop=(0.3, 0.0, 0.9, 1.0)), fps=8)

    said = run("copies", tmp_path / "part.mp4")

    assert "of that: 30–90 % across" in words(said)


def test_a_still_has_one_moment_and_its_json_names_all(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    frames = list(patchwork(40, width=320, height=180, speed_px=8))
    make_video(folder / "pan.mp4", frames, fps=8)
    run("import", folder, "--case", "Clips")
    still = make_picture(tmp_path / "still.jpg", frames[20])

    said, found = run("copies", still), run("copies", still, "--json").json

    assert " a still " in words(said)
    assert " = 0:02.5 " in words(said)
    assert "The number is a score, 1 the surest." in words(said)
    assert "Of none of these a date is recorded. To record who published it, and when: sayso amend" in words(
        said
    )
    assert {known["name"] for known in found["appearances"].values()} == {"pan.mp4", "still.jpg"}
    [errors] = found["known_errors"].values()
    assert any("Of stills: " in told for told in errors)


def test_what_was_left_out_is_named(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    make_video(folder / "loud.mp4", patchwork(24, seed=9), fps=8, sound=melody(3, seed=1))
    (folder / "cut.mp4").write_bytes((folder / "loud.mp4").read_bytes()[:300])
    run("import", folder, "--case", "Clips")
    make_video(tmp_path / "other.mp4", patchwork(24, seed=4), fps=8)

    short, said = (words(run("copies", tmp_path / "other.mp4", *more)) for more in ([], ["--not-searched"]))

    assert "Nothing found; searched 1 piece of footage against 1 other exhibit (" in short
    assert "NOT searched: 1 file, it could not be read. To name all: --not-searched" in short
    assert "cut.mp4" not in short
    assert "That says nothing of what is not kept here." in short
    assert "The number is a score" not in short
    assert "NOT searched: 1 file, it could not be read:" in said
    assert said.index(" cut.mp4 in Clips ") > said.index("it could not be read:")
    assert "cut short" in said


def test_what_was_searched_only_in_part_is_named(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    make_video(folder / "early.mkv", patchwork(80, seed=9), fps=8)
    data = (folder / "early.mkv").read_bytes()
    (folder / "early.mkv").write_bytes(data[: len(data) // 2])
    run("import", folder, "--case", "Clips")
    make_video(tmp_path / "other.mp4", patchwork(24, seed=4), fps=8)

    said = words(run("copies", tmp_path / "other.mp4"))
    [part] = json.loads(run("copies", tmp_path / "other.mp4", "--json").out)["in_part"]
    own = words(run("copies", "clips"))

    assert "NOT all searched: of early.mkv only a part could be searched: the file is cut short: " in said
    assert part["name"] == "early.mkv"
    assert "the picture ends at " in part["reason"]
    assert "NOT all searched" not in own
    assert "Of early.mkv: " in own


def test_the_very_same_bytes_are_said_to_be_kept(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    make_video(folder / "pan.mp4", patchwork(24, seed=4), fps=8)
    run("import", folder, "--case", "Clips")
    again = tmp_path / "posted again.mp4"
    again.write_bytes((folder / "pan.mp4").read_bytes())

    said, found = run("copies", again), run("copies", again, "--json").json

    assert "The very bytes of posted again.mp4 are kept already: pan.mp4 in Clips," in words(said)
    assert "Nothing else found" in words(said)
    assert [kept for [kept] in found["same_bytes"].values()] == [
        {"name": "pan.mp4", "case": "Clips", "slug": "clips"}
    ]


def test_what_of_a_clip_could_not_be_read_is_said(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    make_video(folder / "pan.mp4", patchwork(24, seed=4), fps=8)
    run("import", folder, "--case", "Clips")
    cut = tmp_path / "cut.avi"
    make_video(cut, patchwork(40, seed=4), fps=8)
    cut.write_bytes(cut.read_bytes()[: cut.stat().st_size * 2 // 3])

    said, found = run("copies", cut), run("copies", cut, "--json").json

    [noted] = found["notes"]
    assert noted["name"] == "cut.avi"
    assert f"Of cut.avi: {noted['notes'][0]}" in words(said)


def test_what_to_do_next_is_the_last_line(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    make_video(folder / "pan.mp4", patchwork(24, seed=4), fps=8)
    run("import", folder, "--case", "Clips")
    new = tmp_path / "new.mp4"
    make_video(new, list(patchwork(40, seed=4))[8:], fps=8)

    asked, whole = run("copies", new), run("copies", "Clips")

    assert asked.out.splitlines()[-1] == 'Next: sayso import CLIP --case "Title", to keep it'
    assert whole.out.splitlines()[-1] == "Next: sayso dossier clips"


def test_elsewhere_than_on_a_terminal_each_fact_is_one_line_below_a_table_of_fixed_width(
    run: Any, tmp_path: Path
) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    for number in range(9):
        name = f"a recording with a long name, one of a number of them, no. {number}.mp4"
        make_video(folder / name, patchwork(24, seed=4), fps=8 + number)
        (folder / f"cut {name}").write_bytes((folder / name).read_bytes()[:300])
    run("import", folder, "--case", "Clips")

    said = run("copies", "Clips")

    lines = said.out.splitlines()
    table_ends = next(place for place, line in enumerate(lines) if line.startswith("Which came first"))
    assert "NOT searched" in said.out
    assert max(map(len, lines[:table_ends])) <= TABLE_WIDTH_ELSEWHERE
    score = next(line for line in lines[table_ends:] if line.startswith("The number is a score"))
    assert score.endswith("docs/methods.md (Copies).")
    assert len(score) > TABLE_WIDTH_ELSEWHERE


def test_a_recording_of_another_case_is_told_with_its_case(run: Any, tmp_path: Path) -> None:
    for case, frames in (("Last year", slice(0, 40)), ("This year", slice(4, 36))):
        folder = tmp_path / case
        folder.mkdir()
        make_video(folder / f"{case}.mp4", list(patchwork(40))[frames], fps=8)
        run("import", folder, "--case", case)

    said = words(run("copies", "This year"))

    assert "= Last year.mp4" in said
    assert " in Last year " in said
    assert " in This year " not in said


def test_a_file_that_is_not_there_is_no_case(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    make_video(folder / "pan.mp4", patchwork(24, seed=4), fps=8)
    run("import", folder, "--case", "Clips")

    said = run("copies", tmp_path / "gone.mp4")

    assert said.code == 2
    assert "There is no file" in said.err
    assert "no case of that name" in said.err


def test_an_index_that_cannot_be_kept_is_noted_beside_the_answer(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    kept(folder, "one", 24, "2021-05-05T12:00:00Z")
    run("import", folder, "--case", "Clips")
    taken = tmp_path / "archive" / "indexes"
    taken.mkdir(exist_ok=True)
    (taken / FOLDER).write_bytes(b"a file where the folder should be")
    program = [sys.executable, "-c", "from sayso.cli.main import run; run()"]

    said = subprocess.run([*program, "copies", "clips", "--json"], capture_output=True, text=True, check=True)

    assert json.loads(said.stdout)["searches"][0]["searched"] == 0
    assert said.stderr.count("made in memory") == 1
    assert str(taken / FOLDER) in said.stderr


def test_each_pair_has_one_finding_whichever_was_searched_for(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    kept(folder, "whole", 40, "2021-05-05T12:00:00Z")
    kept(folder, "part", 32, "2021-06-05")
    run("import", folder, "--case", "Clips")

    found, said = run("copies", "Clips", "--json").json, words(run("copies", "Clips"))

    assert [len(search["copies"]) for search in found["searches"]] == [1, 1]
    [finding] = found["findings"]
    assert {finding["query_name"], finding["found_name"]} == {"whole.mp4", "part.mp4"}
    assert finding["segments"][0]["query_end_s"] > 3
    assert found["appearances"][finding["first"]]["name"] == "whole.mp4"
    assert "1 copy of footage; searched 2 pieces of footage" in said


def test_a_search_that_is_stopped_goes_on_with_the_recording_that_was_under_way(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    kept(folder, "whole", 40, "2021-05-05T12:00:00Z")
    kept(folder, "part", 32, "2021-06-05")
    run("import", folder, "--case", "Clips")
    searched: list[str] = []
    search = KeptIndex.search

    def stopped(index: Any, query: Any, **named: Any) -> Any:
        searched.append(query.exhibit)
        if len(searched) == 2:
            raise KeyboardInterrupt
        return search(index, query, **named)

    monkeypatch.setattr(KeptIndex, "search", stopped)
    said = run("copies", "Clips")
    before, asked = fingerprints_in(tmp_path / "archive"), list(searched)
    again = run("copies", "Clips")

    assert (said.code, again.code) == (130, 0)
    assert "searching for the recording that was under way begins anew" in words_of(said.err)
    assert len(before) == 2
    assert fingerprints_in(tmp_path / "archive") == before
    assert searched[2:] == asked[1:]
    assert run("copies", "Clips").code == 0
    assert len(searched) == 3


def words_of(text: str) -> str:
    """Return words on one line."""
    return " ".join(text.split())


def fingerprints_in(archive: Path) -> list[str]:
    """Return the objects that the log names as fingerprints, in its order."""
    logs = sorted((archive / "log").iterdir())
    lines = [json.loads(line) for path in logs for line in path.read_text().splitlines()]
    return [line["body"]["output"] for line in lines if line["body"].get("kind") == "fingerprint"]


def test_findings_of_one_day_stand_by_name_and_then_by_second(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    for name in ("c", "a", "b"):
        kept(folder, name, {"a": 40, "b": 36, "c": 32}[name], "2021-05-05")
    run("import", folder, "--case", "Clips")
    make_video(tmp_path / "new.mp4", list(patchwork(40))[2:30], fps=8)

    said = run("copies", tmp_path / "new.mp4").out

    assert said.index("= a.mp4") < said.index("= b.mp4") < said.index("= c.mp4")


def test_progress_stands_in_plain_lines_where_stderr_is_no_terminal(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    kept(folder, "whole", 24, "2021-05-05")
    run("import", folder, "--case", "Clips")
    quick = run("copies", "Clips").err
    monkeypatch.setattr(progress_console, "PLAIN_EVERY_S", 0)

    said = run("copies", "Clips", "--json")

    assert quick == ""
    assert re.search(r"copies: 0 of 1 after \d+ s, whole.mp4\n", said.err)
    assert json.loads(said.out)


@pytest.mark.parametrize("is_indexed", [True, False])
def test_a_damaged_fingerprint_is_not_looked_at_and_all_else_is_told(
    run: Any, tmp_path: Path, is_indexed: bool
) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    kept(folder, "noon", 40, "2021-05-05T12:00:00Z")
    kept(folder, "late", 32, "2021-05-05T13:30:00Z")
    kept(folder, "night", 24, "2021-05-05T23:30:00Z")
    run("import", folder, "--case", "Clips")
    assert run("copies", "clips").code == 0
    place = fingerprint_of(tmp_path / "archive", (folder / "late.mp4").read_bytes())
    place.chmod(0o644)
    place.write_bytes(place.read_bytes()[:-9] + b"a" * 9)
    if not is_indexed:
        shutil.rmtree(tmp_path / "archive" / "indexes" / FOLDER)

    said, listed = run("copies", "clips"), run("copies", "clips", "--json")
    dossier = run("dossier", "clips", "--to", tmp_path / "out.json", "--form", "json", "--json")

    assert (said.code, listed.code, dossier.code) == (4, 4, 4)
    assert "noon.mp4" in words(said)
    assert "night.mp4" in words(said)
    assert "1 file, its fingerprint is damaged or missing: " in words(said)
    assert f"DAMAGE object {place.name}" in words(said)
    [left] = listed.json["not_looked"]
    assert left["name"] == "late.mp4"
    assert "its fingerprint is damaged or missing" in left["reason"]
    assert [damage["kind"] for damage in listed.json["damages"]] == ["object-bytes"]
    assert [damage["kind"] for damage in dossier.json["damages"]] == ["object-bytes"]
    missed = json.loads((tmp_path / "out.json").read_text())["not_looked"]
    assert [one["name"] for one in missed if "fingerprint is damaged" in one["reason"]] == ["late.mp4"]


def test_a_case_whose_only_fingerprint_is_damaged_is_not_said_to_hold_no_footage(
    run: Any, tmp_path: Path
) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    kept(folder, "noon", 40, "2021-05-05T12:00:00Z")
    run("import", folder, "--case", "Clips")
    run("copies", "clips")
    place = fingerprint_of(tmp_path / "archive", (folder / "noon.mp4").read_bytes())
    place.chmod(0o644)
    place.write_bytes(place.read_bytes()[:-9] + b"a" * 9)
    shutil.rmtree(tmp_path / "archive" / "indexes" / FOLDER)
    forget_searches(tmp_path / "archive")

    said = run("copies", "clips")

    assert said.code == 4
    assert "holds no footage" not in words(said)
    assert "Nothing was searched; why not:" in words(said)
    assert "its fingerprint is damaged or missing" in words(said)


def test_a_damaged_record_of_a_search_ends_no_command_and_is_told(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    kept(folder, "noon", 40, "2021-05-05T12:00:00Z")
    kept(folder, "late", 32, "2021-05-05T13:30:00Z")
    run("import", folder, "--case", "Clips")
    whole = run("copies", "clips", "--json")
    [place] = searches_in(tmp_path / "archive")
    place.chmod(0o644)
    place.write_bytes(place.read_bytes()[:-9] + b"a" * 9)

    said, listed = run("copies", "clips"), run("copies", "clips", "--json")
    dossier = run("dossier", "clips", "--to", tmp_path / "out.json", "--form", "json", "--json")

    assert (said.code, listed.code, dossier.code) == (4, 4, 4)
    assert [damage["kind"] for damage in dossier.json["damages"]] == ["object-bytes"]
    assert len(json.loads((tmp_path / "out.json").read_text())["copies"]) == 1
    assert "late.mp4" in words(said)
    assert f"DAMAGE object {place.name}" in words(said)
    assert "all was searched for anew" in words(said)
    assert listed.json["findings"] == whole.json["findings"]
    assert [damage["kind"] for damage in listed.json["damages"]] == ["object-bytes"]


def test_a_damaged_frame_to_know_a_recording_by_ends_no_dossier_and_is_told(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    kept(folder, "noon", 40, "2021-05-05T12:00:00Z")
    run("import", folder, "--case", "Clips")
    to_json = ("--form", "json", "--json")
    run("dossier", "clips", "--to", tmp_path / "whole.json", *to_json)
    objects = (path for path in (tmp_path / "archive" / "objects").rglob("*") if path.is_file())
    [place] = [path for path in objects if path.read_bytes().startswith(b'{"at_s":')]
    place.chmod(0o644)
    place.write_bytes(place.read_bytes()[:-9] + b"a" * 9)

    dossier = run("dossier", "clips", "--to", tmp_path / "out.json", *to_json)

    assert dossier.code == 4
    assert [damage["what"] for damage in dossier.json["damages"]] == [f"object {place.name}"]
    shown, before = (json.loads((tmp_path / name).read_text()) for name in ("out.json", "whole.json"))
    assert [one["still"] for one in shown["material"]] == [one["still"] for one in before["material"]]


def searches_in(archive: Path) -> list[Path]:
    """Return where an archive keeps what searches found."""
    objects = (path for path in (archive / "objects").rglob("*") if path.is_file())
    return [path for path in objects if path.read_bytes().startswith(b'{"durations_s":')]


def forget_searches(archive: Path) -> None:
    for place in searches_in(archive):
        place.unlink()


def fingerprint_of(archive: Path, data: bytes) -> Path:
    """Return where an archive keeps the fingerprint of some bytes."""
    exhibit = hashlib.sha256(data).hexdigest()
    start = b'{"at":'
    objects = (path for path in (archive / "objects").rglob("*") if path.is_file())
    [place] = (
        path
        for path in objects
        if path.read_bytes().startswith(start) and f'"exhibit":"{exhibit}"'.encode() in path.read_bytes()
    )
    return place

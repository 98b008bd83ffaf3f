"""The demo's story: its texts, its footage, and what is said to be so in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest

from sayso.testing.pictures import cropped, mirrored, read_picture, resized
from sayso.testing.story import FOLDERS, LAST_YEAR, THIS_EVENT, read_truth, write_story
from sayso.testing.story.films import (
    AERIAL_STILL_S,
    CAPTION_SHARE,
    FORWARD_END_S,
    FORWARD_START_S,
    NIGHT_STILL_S,
    REPOST_BOX,
    REPOST_END_S,
    REPOST_START_S,
    Studio,
)
from sayso.testing.videos import read_frames
from sayso.values import read_instant

SCALE, PACE = 0.25, 0.1
CLIPS, PICTURES = 8, 4


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("story")
    write_story(into, scale=SCALE, pace=PACE)
    return into


def texts(story: Path) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in story.rglob("*.txt")}


def metadata(story: Path, folder: str) -> dict[str, dict[str, object]]:
    return {
        path.name.removesuffix(".meta.json"): json.loads(path.read_text("utf-8"))
        for path in (story / folder).glob("*.meta.json")
    }


def media(story: Path) -> dict[str, Path]:
    return {path.name: path for path in story.rglob("*") if path.suffix in {".mp4", ".jpg", ".png"}}


def words_in(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        if "document" in value:
            yield value["document"], value["words"]
        for item in value.values():
            yield from words_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from words_in(item)


def test_the_story_has_two_articles_two_statements_six_posts_eight_clips_and_four_pictures(
    story: Path,
) -> None:
    kinds = [m["kind"] for f in FOLDERS for m in metadata(story, f).values() if "doc_id" in m]
    suffixes = [path.suffix for path in media(story).values()]

    assert sorted(kinds) == ["article"] * 2 + ["post"] * 6 + ["statement"] * 2
    assert suffixes.count(".mp4") == CLIPS
    assert len(suffixes) - CLIPS == PICTURES


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_text_has_metadata_and_every_attachment_is_there(story: Path, folder: str) -> None:
    found = metadata(story, folder)
    attached: list[object] = []

    for path in (story / folder).glob("*.txt"):
        of_text = found[path.stem]
        assert of_text["doc_id"] == path.stem
        assert all(isinstance(of_text[key], str) for key in ("publisher", "author", "url", "style"))
        assert all((story / folder / f"{cited}.txt").is_file() for cited in of_text["cites"])
        attached += of_text["attachments"]

    assert sorted(attached) == sorted(n for n, path in media(story).items() if path.parent.name == folder)


def test_what_came_in_last_year_is_a_year_older_than_the_event(story: Path) -> None:
    years = {
        folder: [read_instant(str(m["published"])).year for m in metadata(story, folder).values()]
        for folder in FOLDERS
    }

    assert set(years[LAST_YEAR]) == {2024}
    assert set(years[THIS_EVENT]) == {2025}


def test_the_words_that_the_truth_names_stand_in_the_documents(story: Path) -> None:
    found = texts(story)
    named = list(words_in(read_truth()))

    assert len(named) > 30
    assert [(d, w) for d, w in named if w not in found[d]] == []


def test_five_documents_go_back_to_one_post(story: Path) -> None:
    origin = read_truth()["origin"]
    assert isinstance(origin, dict)
    of_event = metadata(story, THIS_EVENT)

    reports = [report["document"] for report in origin["reports"]]

    assert len(set(reports)) == 5
    assert all(origin["document"] in of_event[report]["cites"] for report in reports)


def test_the_truth_states_the_seconds_that_were_filmed() -> None:
    truth = read_truth()
    repost, forward = truth["copies"]
    aerial, night, _ = truth["stills"]

    assert (repost["found_start_s"], repost["found_end_s"]) == (REPOST_START_S, REPOST_END_S)
    assert (forward["found_start_s"], forward["found_end_s"]) == (FORWARD_START_S, FORWARD_END_S)
    assert (aerial["at_s"], night["at_s"]) == (AERIAL_STILL_S, NIGHT_STILL_S)
    left, top, right, bottom = REPOST_BOX
    shown = bottom - (bottom - top) * CAPTION_SHARE
    assert repost["found_region"] == pytest.approx([left, top, right, shown])
    assert repost["query_region"] == pytest.approx([0, 0, 1, 1 - CAPTION_SHARE])


def test_the_film_called_tonight_is_last_years_mirrored(story: Path) -> None:
    found = media(story)
    repost = list(read_frames(found["kessary_tonight.mp4"]))
    original = dict(read_frames(found["brannet_night.mp4"]))

    at, shown = repost[len(repost) // 2]
    source = min(original, key=lambda seconds: abs(seconds - (REPOST_START_S * PACE + at)))
    height, width = shown.shape[:2]
    right = resized(mirrored(cropped(original[source], REPOST_BOX)), width, height)
    wrong = resized(cropped(original[source], REPOST_BOX), width, height)

    part = slice(0, int(height * (1 - CAPTION_SHARE)))
    differences = [np.abs(picture[part].astype(int) - shown[part]).mean() for picture in (right, wrong)]
    assert differences[0] < differences[1] / 2


def test_the_still_is_a_frame_of_the_aerial_clip(story: Path) -> None:
    found = media(story)
    still = read_picture(found["smoke_over_quay.jpg"]).astype(int)

    distances = {at: np.abs(frame - still).mean() for at, frame in read_frames(found["service_aerial.mp4"])}

    assert min(distances, key=lambda at: distances[at]) == pytest.approx(AERIAL_STILL_S * PACE, abs=0.09)


def test_the_clips_with_a_sound_track_are_those_that_the_truth_names(story: Path) -> None:
    heard = set()
    for name, path in media(story).items():
        if path.suffix == ".mp4":
            with av.open(str(path)) as container:
                heard |= {name} if container.streams.audio else set()

    assert sorted(heard) == sorted(read_truth()["with_sound"])


def test_the_same_clip_is_filmed_to_the_same_bytes(tmp_path: Path) -> None:
    films = [Studio(tmp_path, tmp_path, SCALE, 0.04).steps()["brannet_day.mp4"] for _ in range(2)]

    for number, film in enumerate(films):
        film(tmp_path / f"{number}.mp4")

    assert (tmp_path / "0.mp4").read_bytes() == (tmp_path / "1.mp4").read_bytes()


def test_progress_is_told_of_every_file_and_of_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Studio, "steps", lambda _: {"brannet_day.mp4": Path.touch})
    heard: list[tuple[int, int | None, str]] = []

    write_story(tmp_path, progress=lambda done, total, note="": heard.append((done, total, note)))

    assert [done for done, _, _ in heard] == list(range(len(heard)))
    assert heard[-1][0] == heard[-1][1]
    assert "wire.txt" in {note for _, _, note in heard}

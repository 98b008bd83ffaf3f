"""Write the demo's story to disk: what came in last year, and what comes in now."""

from __future__ import annotations

import json
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from sayso.testing.story.films import Studio
from sayso.values import Progress, silent

LAST_YEAR = "last-year"  # to be imported first, as a case of its own
THIS_EVENT = "this-event"
FOLDERS = (LAST_YEAR, THIS_EVENT)


def write_story(into: Path, *, progress: Progress = silent, scale: float = 1.0, pace: float = 1.0) -> None:
    """Write the two folders of the story, `last-year` and `this-event`, into a folder.

    Args:
        into: made where it is missing; files of the story that are there already are written anew.
        progress: hears of each file.
        scale: size of the pictures; 1 is 640 x 360 pixels.
        pace: length of the clips; at 1 they are as long as `read_truth` says, 6 to 12 seconds.

    The same arguments give the same bytes with the same encoder. At full size
    it draws some 580 frames, which takes under a minute of one core.
    """
    texts = [(folder, item) for folder in FOLDERS for item in _texts_of(folder)]
    studio = Studio(into / LAST_YEAR, into / THIS_EVENT, scale, pace)
    steps = studio.steps()
    total = len(texts) + len(steps)
    for done, (folder, item) in enumerate(texts):
        progress(done, total, item.name)
        (into / folder).mkdir(parents=True, exist_ok=True)
        (into / folder / item.name).write_bytes(item.read_bytes())
    for done, (name, film) in enumerate(steps.items(), start=len(texts)):
        progress(done, total, name)
        film(studio.path_of(name))
    progress(total, total, "")


def read_truth() -> dict[str, object]:
    """Return what is so in the story: copies, stills, and how its claims stand to one another.

    `README.md` in this package says what the fields mean. It is for tests and
    for readers of the demo; no method reads it.
    """
    found = json.loads((files("sayso.testing.story") / "truth.json").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def _texts_of(folder: str) -> list[Traversable]:
    items = (files("sayso.testing.story") / folder).iterdir()
    return sorted((item for item in items if item.is_file()), key=lambda item: item.name)

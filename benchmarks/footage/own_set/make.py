"""Make a small set that measures what recall does not: regions, mirror, speed, kinds, seconds of stills.

    python benchmarks/footage/own_set/make.py OUT [--clips FOLDER] [--seed 5]

Without clips, a rendered town is filmed. OUT gets `kept/` (the archive), `asked/`, and `truth.jsonl`: one
line for each query and recording that have to do with one another, or one that says that nothing is true.
Regions are boxes in fractions, seconds are [query from, query to, kept from, kept to]; a still's are all
seconds over which the picture hardly changes. `score.py` measures against it.
"""

from __future__ import annotations

import argparse
import json
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from plan import Asked, Piece, Planner, Stored, asked_of, rows_of
from takes import FPS, Take, clips, rendered
from views import blurred, box_of, drawn, filmed, plain, same

from sayso.testing.pictures import Picture, captioned, make_picture
from sayso.testing.videos import Sound, make_video


def pictures_of(piece: Piece, size: tuple[int, int]) -> Iterator[Picture]:
    """Yield the pictures of a piece at `FPS`, at its speed, in its view, on its ground."""
    shown = piece.take.pictures
    grounds = piece.ground.pictures if isinstance(piece.ground, Take) else None
    untouched = np.array_equal(piece.view, same()) and size == piece.take.size
    for number in range(max(1, round(piece.shown_s * FPS))):
        at = piece.start_s * FPS + (0 if piece.is_frozen else number * piece.speed)
        picture = shown[min(len(shown) - 1, int(at + 1e-6))]
        if not untouched:
            picture = drawn(picture, piece.view, _ground(piece, picture, grounds, number, size))
        yield filmed(picture, number) if piece.is_filmed else picture[: size[1], : size[0]]


def _ground(
    piece: Piece, picture: Picture, grounds: list[Picture] | None, number: int, size: tuple[int, int]
) -> Picture:
    if grounds is not None:
        return drawn(grounds[min(number, len(grounds) - 1)], same(), plain(*size))
    if piece.ground == "blurred":
        return blurred(picture, *size)
    return plain(*size, level=18 if piece.is_filmed else 0)


def sound_of(take: Take, start_s: float, seconds: float) -> Sound | None:
    """Return a part of a take's sound."""
    if take.sound is None:
        return None
    rate = take.sound.rate_hz
    samples = take.sound.samples[round(start_s * rate) : round((start_s + seconds) * rate)]
    return Sound(samples, rate) if len(samples) > rate else None


def write_stored(one: Stored, folder: Path) -> None:
    """Write a recording of the archive, or a still."""
    piece = Piece(one.take, one.start_s, one.end_s, view=one.view)
    path = folder / one.file_name
    if one.is_still:
        make_picture(path, next(pictures_of(piece, one.take.size)), quality=85)
        return
    sound = sound_of(one.take, one.start_s, one.end_s - one.start_s)
    make_video(path, pictures_of(piece, one.take.size), FPS, crf=20, sound=sound)


def write_asked(name: str, asked: Asked, folder: Path) -> None:
    """Write a query."""
    path = folder / f"{name}.{asked.suffix}"
    seconds = sum(piece.shown_s for piece in asked.pieces)
    if asked.suffix in ("jpg", "png"):
        picture = next(pictures_of(asked.pieces[0], asked.size))
        picture = captioned(picture, asked.caption, top=True) if asked.caption else picture
        make_picture(path, picture, quality=asked.quality)
        return
    if asked.sound is not None:
        sound = sound_of(*asked.sound, seconds)
    else:
        own = asked.pieces[0] if len(asked.pieces) == 1 and asked.pieces[0].speed == 1 else None
        sound = sound_of(own.take, own.start_s, seconds) if own is not None else None
    if asked.suffix == "wav":
        assert sound is not None
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(sound.rate_hz)
            file.writeframes(sound.samples.tobytes())
        return
    frames = (frame for piece in asked.pieces for frame in pictures_of(_fitted(piece, asked), asked.size))
    make_video(path, frames, FPS, crf=26, sound=sound)


def _fitted(piece: Piece, asked: Asked) -> Piece:
    """Return a piece as it is; in a montage each is drawn at the montage's size."""
    assert box_of(piece.view) is not None, asked.family
    return piece


def main() -> None:
    """Make the set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--clips", type=Path)
    parser.add_argument("--seed", type=int, default=5)
    args = parser.parse_args()
    for folder in ("kept", "asked"):
        (args.out / folder).mkdir(parents=True)
    plan = Planner(clips(args.clips) if args.clips else rendered(), args.seed)
    stored = [*plan.stored, *plan.kept_stills]
    for one in stored:
        write_stored(one, args.out / "kept")
    names = [f"{one.file_name}\t{one.take.name}\t{one.start_s:.2f}\t{one.end_s:.2f}\n" for one in stored]
    (args.out / "kept.tsv").write_text("".join(names), "utf-8")
    lines = []
    for number, asked in enumerate(asked_of(plan)):
        name = f"q_{number:02d}_{asked.family}"
        write_asked(name, asked, args.out / "asked")
        lines += [json.dumps(row) for row in rows_of(name, asked, stored)]
    (args.out / "truth.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    fixed = sum(one.take.is_fixed for one in stored)
    print(f"{len(stored)} kept, {fixed} of them by fixed cameras; {number + 1} queries -> {args.out}")


if __name__ == "__main__":
    main()

"""One frame of each recording or picture, to know it by in a dossier; made once and kept."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.custody.errors import ArchiveUnreadable
from sayso.desk.results import Result, find_result, keep_results, package_versions, read_result
from sayso.exhibits.objects import ObjectDamaged, ObjectMissing
from sayso.exhibits.sniff import family
from sayso.parsers import encode_jpeg, frames_at, read_picture
from sayso.publish.dossier import Frame
from sayso.store.archive import Archive
from sayso.store.queries import ItemInfo
from sayso.values import Digest, Method, Progress, SaysoError, silent

SIDE_PX = 320  # the longer side
JPEG_QUALITY = 75
MAY_MOVE = frozenset({"image/gif"})  # pictures that are read as videos
PART_IN = 3  # a third in: past title cards and shaky beginnings


def still_method() -> Method:
    """Return how a frame is chosen and made."""
    return Method(
        name="still",
        version="1",
        parameters={"side_px": SIDE_PX, "jpeg_quality": JPEG_QUALITY, "part_in": PART_IN},
        packages=package_versions("av", "pillow"),
    )


@dataclass(frozen=True, slots=True)
class Stills:
    """Frames of exhibits, and the records of such as were kept and do not hold: those were made anew."""

    frames: dict[Digest, Frame]
    damaged: tuple[Digest, ...]


def stills(
    archive: Archive,
    items: Sequence[ItemInfo],
    durations_s: Mapping[Digest, float],
    *,
    actor: str,
    progress: Progress = silent,
) -> Stills:
    """Return a frame for every exhibit that shows something; those that cannot be read are left out."""
    seen = {item.exhibit: item for item in items if family(item.media_type) in ("video", "picture")}
    frames: dict[Digest, Frame] = {}
    damaged: list[Digest] = []
    for done, (exhibit, item) in enumerate(seen.items()):
        progress(done, len(seen), f"a frame of {item.file_name}")
        method, inputs = still_method(), {"exhibit": [exhibit]}
        known = find_result(archive, "still", method, inputs)
        frame = None if known is None else _kept_frame(archive, known.output)
        if known is not None and frame is None:
            damaged.append(known.output)
        if frame is None:
            frame = _frame_of(archive, item, durations_s.get(exhibit, 0.0) / PART_IN)
            if frame is not None and known is None:
                value = {"at_s": frame.at_s, "jpeg_base64": base64.b64encode(frame.jpeg).decode("ascii")}
                result = Result(kind="still", method=method, inputs=inputs, value=value)
                keep_results(archive, actor, [result])
        if frame is not None:
            frames[exhibit] = frame
    progress(len(seen), len(seen))
    return Stills(frames, tuple(damaged))


def _kept_frame(archive: Archive, record: Digest) -> Frame | None:
    """Return a frame that is kept; None where its record does not hold."""
    try:
        kept = read_result(archive, record)
    except (ObjectDamaged, ObjectMissing, ArchiveUnreadable):
        return None
    return Frame(at_s=kept["at_s"], jpeg=base64.b64decode(kept["jpeg_base64"]))


def plays(media_type: str) -> bool:
    """Tell whether something has seconds: a video, or a picture that may move."""
    return family(media_type) == "video" or media_type in MAY_MOVE


def _frame_of(archive: Archive, item: ItemInfo, at_s: float) -> Frame | None:
    path = archive.objects.path(item.exhibit)
    try:
        if not plays(item.media_type):
            return Frame(at_s=0.0, jpeg=encode_jpeg(read_picture(path, max_side=SIDE_PX).rgb, JPEG_QUALITY))
        [frame] = frames_at(path, [at_s], max_side=SIDE_PX)
    except SaysoError:
        return None  # that it cannot be read is said where it was to be searched
    return Frame(at_s=at_s, jpeg=encode_jpeg(frame.rgb, JPEG_QUALITY)) if frame is not None else None

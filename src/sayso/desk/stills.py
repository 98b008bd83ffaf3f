"""One frame of each recording or picture, to know it by in a dossier; made once and kept."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence

from sayso.desk.results import Result, find_result, keep_results, package_versions, read_result
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


def stills(
    archive: Archive,
    items: Sequence[ItemInfo],
    durations_s: Mapping[Digest, float],
    *,
    actor: str,
    progress: Progress = silent,
) -> dict[Digest, Frame]:
    """Return a frame for every exhibit that shows something; those that cannot be read are left out."""
    seen = {item.exhibit: item for item in items if family(item.media_type) in ("video", "picture")}
    method = still_method()
    frames: dict[Digest, Frame] = {}
    for done, (exhibit, item) in enumerate(seen.items()):
        progress(done, len(seen), f"a frame of {item.file_name}")
        inputs = {"exhibit": [exhibit]}
        known = find_result(archive, "still", method, inputs)
        if known is None:
            frame = _frame_of(archive, item, durations_s.get(exhibit, 0.0) / PART_IN)
            if frame is None:
                continue
            value = {"at_s": frame.at_s, "jpeg_base64": base64.b64encode(frame.jpeg).decode("ascii")}
            result = Result(kind="still", method=method, inputs=inputs, value=value)
            keep_results(archive, actor, [result])
            frames[exhibit] = frame
            continue
        kept = read_result(archive, known.output)
        frames[exhibit] = Frame(at_s=kept["at_s"], jpeg=base64.b64decode(kept["jpeg_base64"]))
    progress(len(seen), len(seen))
    return frames


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

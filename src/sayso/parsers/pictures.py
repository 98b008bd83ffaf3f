"""Pictures: bytes -> upright RGB or tags, by Pillow, in the child; and our own pixels -> JPEG and PNG.

The one module that imports Pillow.
"""

from __future__ import annotations

import io
import json
import struct
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO

from sayso.parsers.worker import Answer, Unreadable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

LONGEST_TAG = 2000  # code points of a value
MAX_PIXELS = 120_000_000  # the largest phone pictures have 108 or 200 million; 120 are 0.36 GB as RGB
# Only formats that Pillow decodes itself: EPS would start Ghostscript, others read further files.
FORMATS = {
    "JPEG": "JpegImagePlugin",
    "PNG": "PngImagePlugin",
    "GIF": "GifImagePlugin",
    "WEBP": "WebPImagePlugin",
    "TIFF": "TiffImagePlugin",
    "BMP": "BmpImagePlugin",
    "DIB": "BmpImagePlugin",
    "AVIF": "AvifImagePlugin",
    "PPM": "PpmImagePlugin",
    "ICO": "IcoImagePlugin",
    "JPEG2000": "Jpeg2KImagePlugin",
}


def read(stream: BinaryIO, request: Mapping[str, object]) -> Iterator[Answer]:
    """Give a picture's pixels, upright, with its size before it was made smaller."""
    max_side = request["max_side"]
    assert max_side is None or isinstance(max_side, int)
    data = io.BytesIO(stream.read())
    notes: list[str] = []
    unread: list[str] = []
    image = _open(data)
    kind = str(image.format)
    if getattr(image, "n_frames", 1) > 1 and kind != "MPO":
        unread.append("it moves: this is the first of its frames")
    orientation = _orientation(image)
    size = image.size[::-1] if orientation in (5, 6, 7, 8) else image.size
    rgb = _small_rgb(_decoded(image, data, max_side, unread), max_side, notes)
    rgb = _upright(rgb, orientation)
    head = {"width": size[0], "height": size[1], "format": kind, "notes": notes, "unread": unread}
    yield {**head, "shown_width": rgb.width, "shown_height": rgb.height}, rgb.tobytes()


def encode_jpeg(rgb: NDArray[np.uint8], quality: int = 85) -> bytes:
    """Write a picture of ours, (height, width, 3) RGB, as JPEG; the same pixels give the same bytes."""
    return _encoded(rgb, "JPEG", quality=quality)


def encode_png(rgb: NDArray[np.uint8]) -> bytes:
    """Write a picture of ours, (height, width, 3) RGB, as PNG; the same pixels give the same bytes."""
    return _encoded(rgb, "PNG")


def _encoded(rgb: NDArray[np.uint8], kind: str, **options: int) -> bytes:
    from PIL import Image

    to = io.BytesIO()
    Image.fromarray(rgb).save(to, kind, **options)
    return to.getvalue()


def _open(data: io.BytesIO) -> Image:
    """Open a picture and refuse it before a pixel is decoded when it is too large."""
    from PIL import Image, UnidentifiedImageError

    for plugin in FORMATS.values():
        import_module(f"PIL.{plugin}")
    Image.MAX_IMAGE_PIXELS = None  # checked here, with a reason
    try:
        image = Image.open(data, formats=list(FORMATS))
    except UnidentifiedImageError as error:
        raise Unreadable("it is no picture of a kind that is read here, or its start is damaged") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise Unreadable(f"its header is damaged ({error})") from error
    if image.width * image.height > MAX_PIXELS:
        asked = f"{image.width} x {image.height}"
        raise Unreadable(f"it asks for {asked} pixels, more than the {MAX_PIXELS:,} that are decoded")
    return image


def _decoded(image: Image, data: io.BytesIO, max_side: int | None, unread: list[str]) -> Image:
    """Decode the pixels; of a picture that is cut short, those that are there."""
    from PIL import ImageFile

    if max_side is not None:
        image.draft("RGB", (max_side, max_side))  # JPEG only: decodes at a half, a fourth or an eighth
    try:
        image.load()
    except (OSError, SyntaxError, ValueError, IndexError, EOFError):
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        try:
            data.seek(0)
            image = _open(data)
            image.load()
        except (OSError, SyntaxError, ValueError, IndexError, EOFError) as error:
            raise Unreadable(f"its pixels are damaged ({error})") from error
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = False
        unread.append("it is damaged or cut short: what could not be decoded is grey or black")
    return image


def _orientation(image: Image) -> int:
    """Return how the camera was held, 1 to 8 by Exif; 1 where that is not known."""
    try:
        stated = image.getexif().get(0x0112, 1)
    except (OSError, SyntaxError, ValueError, KeyError, TypeError, struct.error):
        return 1
    return stated if isinstance(stated, int) and 1 <= stated <= 8 else 1


def _upright(image: Image, orientation: int) -> Image:
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return image.transpose(turns[orientation]) if orientation in turns else image


def _small_rgb(image: Image, max_side: int | None, notes: list[str]) -> Image:
    from PIL.Image import Resampling

    image = _eight_bits(image, notes)
    if max_side is not None and max(image.size) > max_side:
        image.thumbnail((max_side, max_side), Resampling.BOX, reducing_gap=None)
    return image


def _eight_bits(image: Image, notes: list[str]) -> Image:
    """Bring any mode of Pillow's to RGB; what is transparent is laid on white."""
    from PIL import Image as images

    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        solid = image.convert("RGBA")
        white = images.new("RGBA", solid.size, (255, 255, 255, 255))
        notes.append("transparent parts are laid on white")
        return images.alpha_composite(white, solid).convert("RGB")
    if image.mode in ("I;16", "I;16L", "I;16B", "I", "F"):
        return _stretched(image, notes)
    return image if image.mode == "RGB" else image.convert("RGB")


def _stretched(image: Image, notes: list[str]) -> Image:
    """Show more than 8 bits of grey in 8: the upper ones of 16, or what there is between least and most."""
    import numpy as np
    from PIL import Image as images

    grey = np.nan_to_num(np.asarray(image, dtype=np.float32))
    low, high = (0.0, 65535.0) if image.mode.startswith("I;16") else (float(grey.min()), float(grey.max()))
    scaled = np.clip((grey - low) * (255.0 / max(high - low, 1e-9)), 0, 255).astype(np.uint8)
    notes.append("its greys have more than 8 bits: 8 are shown")
    return images.fromarray(scaled).convert("RGB")


def read_tags(stream: BinaryIO, request: Mapping[str, object]) -> Iterator[Answer]:
    """Give the tags of a picture as Pillow reads them: Exif, with its places, and IPTC."""
    del request
    import PIL
    from PIL import ExifTags, ImageFile, IptcImagePlugin

    image = _open(io.BytesIO(stream.read()))
    exif = image.getexif()
    tags: dict[str, object] = {"reader version": PIL.__version__, "File:FileType": str(image.format)}
    groups = (("IFD0", exif, ExifTags.TAGS), ("ExifIFD", exif.get_ifd(ExifTags.IFD.Exif), ExifTags.TAGS))
    for group, values, names in groups:
        known = {names[number]: value for number, value in values.items() if number in names}
        tags |= {f"{group}:{_EXIFTOOL_NAMES.get(name, name)}": _shown(value) for name, value in known.items()}
    tags |= _place(exif.get_ifd(ExifTags.IFD.GPSInfo))
    iptc = IptcImagePlugin.getiptcinfo(image) if isinstance(image, ImageFile.ImageFile) else None
    for (record, number), value in (iptc or {}).items():
        tags[f"IPTC:{record}-{number}"] = _shown(value)
    yield {}, json.dumps(tags).encode("ascii")


_EXIFTOOL_NAMES = {"DateTime": "ModifyDate", "DateTimeDigitized": "CreateDate"}


def _shown(value: object) -> object:
    if isinstance(value, bytes):
        return value[:LONGEST_TAG].decode("utf-8", "replace").strip("\0")
    return value if isinstance(value, int) else str(value)[:LONGEST_TAG]


def _place(gps: Mapping[int, object]) -> dict[str, object]:
    """Return latitude and longitude in degrees, south and west below zero."""
    places: dict[str, object] = {}
    for name, number, below_zero in (("GPSLatitude", 2, "S"), ("GPSLongitude", 4, "W")):
        try:
            degrees, minutes, seconds = (float(part) for part in gps[number])  # type: ignore[attr-defined]
        except (KeyError, TypeError, ValueError, ZeroDivisionError):
            continue
        sign = -1 if str(gps.get(number - 1, "")).upper().startswith(below_zero) else 1
        places[f"Composite:{name}"] = round(sign * (degrees + minutes / 60 + seconds / 3600), 6)
    return places

"""Pictures come out upright and in RGB, or are refused with a reason."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from sayso.parsers import CouldNotRead, encode_jpeg, encode_png, read_picture

RED, GREEN, WHITE = (200, 20, 30), (20, 180, 40), (255, 255, 255)


def two_halves(height: int = 40, width: int = 60) -> NDArray[np.uint8]:
    """Return a picture that is red above and green below."""
    rgb = np.empty((height, width, 3), dtype=np.uint8)
    rgb[: height // 2], rgb[height // 2 :] = RED, GREEN
    return rgb


def saved(folder: Path, image: Image.Image, name: str, **options: object) -> Path:
    path = folder / name
    image.save(path, **options)
    return path


def near(pixel: NDArray[np.uint8], colour: tuple[int, int, int], most: int = 12) -> bool:
    return bool(np.abs(pixel.astype(int) - colour).max() <= most)


def test_a_png_comes_out_as_it_was_made(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(encode_png(two_halves()))

    read = read_picture(tmp_path / "a.png")

    assert (read.rgb == two_halves()).all()
    assert (read.width, read.height, read.format, read.notes) == (60, 40, "PNG", ())


def test_our_jpegs_are_the_same_bytes_each_time() -> None:
    assert encode_jpeg(two_halves(), 80) == encode_jpeg(two_halves(), 80)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_camera_held_any_way_gives_an_upright_picture(tmp_path: Path, orientation: int) -> None:
    upright = np.zeros((40, 60, 3), dtype=np.uint8)
    upright[:20, :30], upright[:20, 30:], upright[20:] = RED, GREEN, WHITE
    back = {
        1: upright,
        2: upright[:, ::-1],
        3: upright[::-1, ::-1],
        4: upright[::-1],
        5: upright.transpose(1, 0, 2),
        6: np.rot90(upright, 1),
        7: upright.transpose(1, 0, 2)[::-1, ::-1],
        8: np.rot90(upright, -1),
    }
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = Image.fromarray(np.ascontiguousarray(back[orientation]))
    path = saved(tmp_path, stored, "a.png", exif=exif)

    read = read_picture(path)

    assert (read.width, read.height) == (60, 40)
    assert (read.rgb == upright).all()


def test_a_large_jpeg_is_made_smaller_and_its_size_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(encode_jpeg(two_halves(1200, 1800)))

    read = read_picture(tmp_path / "a.jpg", max_side=90)

    assert read.rgb.shape == (60, 90, 3)
    assert (read.width, read.height) == (1800, 1200)
    assert near(read.rgb[5, 45], RED)
    assert near(read.rgb[55, 45], GREEN)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "YCbCr", "I;16", "I", "F"])
def test_every_sort_of_pixels_becomes_rgb(tmp_path: Path, mode: str) -> None:
    image = Image.new("L", (30, 20), 255).convert(mode) if mode not in ("I;16", "I", "F") else None
    if image is None:
        image = Image.fromarray(np.full((20, 30), 65535, dtype=np.uint16))
        image = image if mode == "I;16" else image.convert("I").convert(mode)
    path = saved(tmp_path, image, "a.tiff")

    read = read_picture(path)

    assert read.rgb.shape == (20, 30, 3)
    assert read.rgb.dtype == np.uint8


def test_what_is_transparent_lies_on_white(tmp_path: Path) -> None:
    path = saved(tmp_path, Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "a.png")

    read = read_picture(path)

    assert (read.rgb == 255).all()
    assert (read.notes, read.unread) == (("transparent parts are laid on white",), ())


@pytest.mark.parametrize("kind", ["gif", "webp"])
def test_of_what_moves_the_first_frame_is_given_and_that_is_said(tmp_path: Path, kind: str) -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in (RED, GREEN)]
    path = saved(tmp_path, frames[0], f"a.{kind}", save_all=True, append_images=frames[1:], duration=100)

    read = read_picture(path)

    assert near(read.rgb[10, 10], RED)
    assert read.notes == read.unread == ("it moves: this is the first of its frames",)


def test_a_jpeg_that_is_cut_short_gives_what_is_there_and_says_so(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (200, 300, 3), dtype=np.uint8)
    data = encode_jpeg(noise)
    (tmp_path / "a.jpg").write_bytes(data[: len(data) // 2])

    read = read_picture(tmp_path / "a.jpg")

    assert read.rgb.shape == (200, 300, 3)
    assert "cut short" in read.notes[0]
    assert read.unread == read.notes


def png_that_claims(width: int, height: int) -> bytes:
    """Write the PNG of a picture of one colour whose header claims a size."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = struct.pack("!I", zlib.crc32(kind + body))
        return struct.pack("!I", len(body)) + kind + body + check

    header = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def test_a_picture_that_asks_for_too_much_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    (tmp_path / "bomb.png").write_bytes(png_that_claims(60_000, 60_000))

    with pytest.raises(CouldNotRead, match="60000 x 60000 pixels, more than the 120,000,000"):
        read_picture(tmp_path / "bomb.png")


def test_a_picture_of_another_kind_than_its_name_says_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(encode_png(two_halves()))

    assert read_picture(tmp_path / "a.jpg").format == "PNG"


def test_a_kind_that_starts_other_programs_is_refused(tmp_path: Path) -> None:
    eps = io.BytesIO()
    Image.fromarray(two_halves()).save(eps, "EPS")
    (tmp_path / "a.eps").write_bytes(eps.getvalue())

    with pytest.raises(CouldNotRead, match="no picture of a kind that is read here"):
        read_picture(tmp_path / "a.eps")

"""Figure 19: pictures, videos and sounds that are made to break their readers, and good ones cut short."""

from __future__ import annotations

import io
import random
import struct
import time
import zlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from benchmarks.evidence.stores import import_, new_archive

from sayso.custody import verify
from sayso.desk.inspect import inspect_file
from sayso.exhibits.objects import ObjectStore
from sayso.parsers import CouldNotRead, encode_jpeg, encode_png, open_video, read_audio, read_picture
from sayso.testing.sounds import tone
from sayso.testing.videos import make_video
from sayso.values import digest_bytes

PATIENCE_S = 120  # for all that one file is put through


@dataclass(slots=True)
class HostileMedia:
    """What became of hostile files."""

    files: int = 0
    kept: int = 0  # originals that are in the archive, byte for byte
    read: Counter[str] = field(default_factory=Counter)  # outcomes, by the reader
    slowest_s: float = 0.0
    too_slow: list[str] = field(default_factory=list)
    holds: bool = False

    def summary(self) -> dict[str, object]:
        """Return the counts as JSON values."""
        return {
            "files": self.files,
            "originals_kept": self.kept,
            "outcomes": dict(self.read),
            "slowest_s": round(self.slowest_s, 1),
            "too_slow": self.too_slow[:5],
            "archive_holds": self.holds,
            "crashes_of_this_process": 0,  # it is here to say so
        }


def read_hostile_media(work: Path, *, cuts: int = 50) -> HostileMedia:
    """Import hostile files and good ones cut short, and put each before every reader of media."""
    found = HostileMedia()
    material = work / "material"
    material.mkdir()
    for name, data in {**hostile_files(), **cut_files(good_files(work), cuts)}.items():
        (material / name).write_bytes(data)
    files = new_archive(work / "archive", work / "home")
    import_(files, [material], work / "home")
    store = ObjectStore(files)
    for path in sorted(material.iterdir()):
        found.files += 1
        found.kept += store.has(digest_bytes(path.read_bytes()))
        started = time.perf_counter()
        for reader, read in READERS.items():
            found.read[f"{reader}: {_outcome(read, path)}"] += 1
        took_s = time.perf_counter() - started
        found.slowest_s = max(found.slowest_s, took_s)
        if took_s > PATIENCE_S:
            found.too_slow.append(f"{path.name}: {took_s:.0f} s")
    found.holds = verify(files).holds
    return found


def _outcome(read: Callable[[Path], object], path: Path) -> str:
    try:
        read(path)
    except CouldNotRead as refused:
        return type(refused).__name__
    return "read"


def _all_frames(path: Path) -> int:
    with open_video(path) as video:
        return sum(1 for _ in video)


READERS: dict[str, Callable[[Path], object]] = {
    "picture": lambda path: read_picture(path, max_side=64),
    "video": _all_frames,
    "sound": read_audio,
    "inspect": inspect_file,
}


def hostile_files() -> dict[str, bytes]:
    """Return files of kinds that have broken readers: they ask for much, or lead in circles."""
    return {
        "bomb.png": _png(30_000, 30_000, zlib.compress(bytes(30_001 * 300))),
        "huge-claim.png": _png(2**31 - 1, 2**31 - 1, zlib.compress(b"\0" * 99)),
        "bad-crc.png": _png(8, 8, zlib.compress(bytes(8 * 25)))[:-20] + bytes(20),
        "text-bomb.png": _png(8, 8, zlib.compress(bytes(8 * 25)), zlib.compress(bytes(200 << 20))),
        "huge-claim.jpg": b"\xff\xd8\xff\xc0\x00\x11\x08" + b"\xff" * 4 + b"\x03\x01\x22\0\2\x11\1\3\x11\1",
        "many-markers.jpg": b"\xff\xd8" + b"\xff\xe1\x00\x08Exif\0\0" * 60_000 + b"\xff\xd9",
        "circle.tiff": b"II*\0\x08\0\0\0" + struct.pack("<HHHIII", 1, 0x8769, 4, 1, 8, 8),
        "wide-circle.tiff": b"II*\0\x08\0\0\0\x60\xea" + b"\x69\x87\x04\0\1\0\0\0\x08\0\0\0" * 60_000,
        "many-frames.gif": _gif(20_000),
        "nested.mp4": _ftyp() + _nested(3000),
        "endless.mp4": _ftyp() + struct.pack(">I4sQ", 1, b"moov", 2**63 - 1) + bytes(64),
        "many-samples.mp4": _ftyp() + _box(b"moov", _box(b"trak", _box(b"stts", bytes(4) + b"\xff" * 8))),
        "endless.mkv": b"\x1aE\xdf\xa3\x01\xff\xff\xff\xff\xff\xff\xfe" + bytes(64),
        "huge-claim.wav": b"RIFF\xff\xff\xff\xffWAVEfmt \x10\0\0\0\1\0"
        + b"\xff" * 12
        + b"\x20\0data\xff\xff\xff\xff",
        "laughs.svg": _laughs(),
        "empty.mp4": b"",
        "zeros.avi": b"RIFF\0\0\0\0AVI " + bytes(100_000),
    }


def good_files(work: Path) -> dict[str, bytes]:
    """Return short pictures, videos and sounds of the usual kinds."""
    from PIL import Image

    noise = np.random.default_rng(19).integers(0, 255, (48, 64, 3), dtype=np.uint8)
    frames = [np.roll(noise, number, axis=1) for number in range(12)]
    made = {"good.jpg": encode_jpeg(noise), "good.png": encode_png(noise)}
    for name in ("clip.mp4", "clip.mov", "clip.mkv", "clip.avi"):
        sound = tone(1) if name != "clip.avi" else None
        made[name] = make_video(work / name, frames, fps=12, sound=sound).path.read_bytes()
    for kind in ("GIF", "WEBP", "TIFF", "BMP", "AVIF", "JPEG2000"):
        to = io.BytesIO()
        Image.fromarray(noise).save(to, kind)
        made[f"good.{kind.lower()}"] = to.getvalue()
    return made


def cut_files(good: Mapping[str, bytes], cuts: int) -> dict[str, bytes]:
    """Cut good files short at random, each kind as often."""
    chance, names = random.Random(19), sorted(good)
    cut = {}
    for number in range(cuts):
        name = names[number % len(names)]
        cut[f"cut-{number}-{name}"] = good[name][: chance.randrange(1, len(good[name]))]
    return {**good, **cut}


def _png(width: int, height: int, pixels: bytes, text: bytes | None = None) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head)] + ([(b"zTXt", b"note\0\0" + text)] if text else [])
    chunks += [(b"IDAT", pixels), (b"IEND", b"")]
    parts = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _gif(frames: int) -> bytes:
    start = b"GIF89a\xff\xff\xff\xff\x80\0\0" + bytes(6)
    return start + b",\0\0\0\0\1\0\1\0\0\2\2D\1\0" * frames + b";"


def _box(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data) + 8) + name + data


def _ftyp() -> bytes:
    return _box(b"ftyp", b"isom\0\0\2\0isomiso2")


def _nested(depth: int) -> bytes:
    data = b""
    for _ in range(depth):
        data = _box(b"moov", data)
    return data


def _laughs() -> bytes:
    lines = ["<!ENTITY a0 'ha'>"]
    lines += [f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)]
    kinds = "".join(lines)
    return f"<?xml version='1.0'?><!DOCTYPE svg [{kinds}]><svg><text>&a11;</text></svg>".encode("ascii")

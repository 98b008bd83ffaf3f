"""Bytes are told by their start, and names count only between kinds of text."""

from __future__ import annotations

import io
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sayso.exhibits.sniff import HEAD_BYTES, UNKNOWN, family, sniff
from sayso.testing.videos import make_video

STARTS = [
    (b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41", "video/mp4"),
    (b"\0\0\0\x14ftypqt  \0\0\2\0qt  ", "video/quicktime"),
    (b"\0\0\0\x14ftyp3gp5\0\0\1\x003gp5", "video/3gpp"),
    (b"\0\0\0\x18ftypM4A \0\0\2\0isomiso2", "audio/mp4"),
    (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image/heic"),
    (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "image/heic"),
    (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", "image/avif"),
    (b"\0\0\0\x18ftypavif\0\0\0\0avifmif1", "image/avif"),
    (b"\0\0\0\x08wide\0\0\1\0mdat", "video/quicktime"),
    (b"OggS\0\2" + b"\0" * 22 + b"\x01vorbis", "audio/ogg"),
    (b"OggS\0\2" + b"\0" * 22 + b"\x80theora", "video/ogg"),
    (b"ID3\4\0\0\0\0\0\x23TSSE", "audio/mpeg"),
    (b"\xff\xfb\x90\x64\0\0\0\0", "audio/mpeg"),
    (b"\xff\xf1\x50\x80\x02\x1f\xfc", "audio/aac"),
    (b"fLaC\0\0\0\x22\x10\0\x10\0\0\0\0", "audio/flac"),
    (b"FLV\1\5\0\0\0\x09", "video/x-flv"),
    (b"G" + b"\0" * 187 + b"G" + b"\0" * 187 + b"G" + b"\0" * 187, "video/mp2t"),
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "application/pdf"),
    (b"\n\n%PDF-1.4\n", "application/pdf"),
    (b"PK\3\4\x14\0", "application/zip"),
    (b"\x1f\x8b\x08\0", "application/gzip"),
    (b"", UNKNOWN),
    (b"\0\1\2\3\4\5\6\7", UNKNOWN),
]

TEXTS = [
    (b"The mayor said the bridge was open.", "a.txt", "text/plain"),
    ("Die Brücke ist offen.".encode("cp1252"), "a.txt", "text/plain"),
    ("The bridge was open, he said.".encode("utf-16"), "a.txt", "text/plain"),
    ("The bridge was open, he said.".encode("utf-16-le"), "", "text/plain"),
    (b"# Notice\n\nThe bridge is open.", "a.md", "text/markdown"),
    (b"BMW said that nobody was hurt.", "a.txt", "text/plain"),
    (b"ID3 tags and %PDF-1.7 headers, a guide", "a.txt", "text/plain"),
    (b"<!DOCTYPE html><p>Open", "a.txt", "text/html"),
    (b"\xef\xbb\xbf  <html><body>Open", "", "text/html"),
    (b"<!-- saved -->\n<!doctype html>", "a", "text/html"),
    (b"<p>Open</p>", "a.html", "text/html"),
    (b"<p>Open</p>", "a.txt", "text/plain"),
    (b'<?xml version="1.0"?><rss></rss>', "a.xml", "application/xml"),
    (b'<?xml version="1.0"?><html xmlns="x"><body>', "a.xhtml", "application/xhtml+xml"),
    (b'<svg xmlns="http://www.w3.org/2000/svg">', "a.png", "image/svg+xml"),
    (b'{"kind": "post"}', "a.meta.json", "application/json"),
    (b'[{"a": 1}]', "", "application/json"),
    (b"[Ostwick] The bridge", "a.txt", "text/plain"),
    (b"a,b\n1,2\n", "a.csv", "text/csv"),
]


@pytest.mark.parametrize(("head", "expected"), STARTS)
def test_bytes_are_told_by_their_start(head: bytes, expected: str) -> None:
    assert sniff(head) == expected


@pytest.mark.parametrize(("head", "expected"), [pair for pair in STARTS if pair[1] != UNKNOWN])
def test_a_wrong_name_changes_nothing(head: bytes, expected: str) -> None:
    assert sniff(head, "letter.txt") == expected


@pytest.mark.parametrize(("head", "name", "expected"), TEXTS)
def test_texts_are_told_apart(head: bytes, name: str, expected: str) -> None:
    assert sniff(head, name) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("GIF", "image/gif"),
        ("WEBP", "image/webp"),
        ("TIFF", "image/tiff"),
        ("BMP", "image/bmp"),
    ],
)
def test_real_pictures_are_known(kind: str, expected: str) -> None:
    to = io.BytesIO()
    Image.new("RGB", (20, 20), (200, 20, 30)).save(to, kind)

    assert sniff(to.getvalue()) == expected


@pytest.mark.parametrize(
    ("name", "codec", "expected"),
    [
        ("a.mp4", "libx264", "video/mp4"),
        ("a.mov", "libx264", "video/quicktime"),
        ("a.mkv", "libx264", "video/x-matroska"),
        ("a.webm", "libvpx-vp9", "video/webm"),
        ("a.avi", "mpeg4", "video/x-msvideo"),
    ],
)
def test_real_videos_are_known(tmp_path: Path, name: str, codec: str, expected: str) -> None:
    made = make_video(tmp_path / name, [np.zeros((32, 32, 3), dtype=np.uint8)] * 3, codec=codec)

    assert sniff(made.path.read_bytes()[:HEAD_BYTES]) == expected


@pytest.mark.parametrize(
    ("suffix", "expected"), [("wav", "audio/wav"), ("mp3", "audio/mpeg"), ("flac", "audio/flac")]
)
def test_real_sound_is_known(tmp_path: Path, suffix: str, expected: str) -> None:
    codec = {"wav": "pcm_s16le", "mp3": "mp3", "flac": "flac"}[suffix]
    with av.open(str(tmp_path / f"a.{suffix}"), "w") as container:
        stream = container.add_stream(codec, rate=44100, layout="mono")
        layout = stream.codec_context.format.name
        kind = {"s16": np.int16, "s32": np.int32}.get(layout[:3], np.float32)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 4410), dtype=kind), format=layout, layout="mono")
        frame.sample_rate = 44100
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))

    assert sniff((tmp_path / f"a.{suffix}").read_bytes()[:HEAD_BYTES]) == expected


@pytest.mark.parametrize(
    ("media_type", "expected"),
    [
        ("text/plain", "text"),
        ("text/html", "text"),
        ("application/xhtml+xml", "text"),
        ("application/pdf", "pdf"),
        ("image/jpeg", "picture"),
        ("image/svg+xml", "other"),
        ("video/mp4", "video"),
        ("audio/mpeg", "sound"),
        ("application/json", "other"),
        (UNKNOWN, "other"),
    ],
)
def test_a_type_belongs_to_a_family(media_type: str, expected: str) -> None:
    assert family(media_type) == expected


@given(st.binary(max_size=600), st.text(max_size=20))
def test_any_bytes_have_some_type(head: bytes, name: str) -> None:
    media_type = sniff(head, name)

    assert media_type.count("/") == 1
    assert family(media_type) in ("text", "picture", "video", "sound", "pdf", "other")


def test_a_text_with_a_stray_zero_is_a_text_where_its_name_says_so():
    data = b"The mayor said\x00 the bridge was open."

    assert sniff(data, "note.txt") == "text/plain"
    assert sniff(data, "note") == UNKNOWN
    assert sniff(bytes(range(256)), "noise.txt") == UNKNOWN

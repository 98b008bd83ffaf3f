"""What bytes are, by their first ones: a media type, and the family that it belongs to.

A guess that decides which reader is asked, never one that is trusted: the
reader says whether the bytes are what they seem. Names count only where
bytes cannot tell, as between Markdown and plain text.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

Family: TypeAlias = Literal["text", "picture", "video", "sound", "pdf", "other"]

HEAD_BYTES = 4096  # as much of a file's start as is looked at
UNKNOWN = "application/octet-stream"

_STARTS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"\0\0\1\0", "image/x-icon"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "image/jp2"),
    (b"\xff\x4f\xff\x51", "image/jp2"),
    (b"FLV\1", "video/x-flv"),
    (b"\0\0\1\xba", "video/mpeg"),
    (b"\0\0\1\xb3", "video/mpeg"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-asf"),
    (b"fLaC", "audio/flac"),
    (b"ID3", "audio/mpeg"),
    (b"#!AMR", "audio/amr"),
    (b"caff\0\1", "audio/x-caf"),
    (b"MThd", "audio/midi"),
    (b"PK\3\4", "application/zip"),
    (b"PK\5\6", "application/zip"),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\0", "application/x-xz"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"SQLite format 3\0", "application/vnd.sqlite3"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"WARC/", "application/warc"),
    (b"{\\rtf", "application/rtf"),
)
_SHORT_STARTS = (b"BM", b"ID3", b"BZh", b"MThd", b"fLaC")  # a text may start so too
# Brands of the ISO base media format, by the first letters of the major brand.
_BRANDS = (
    (b"qt  ", "video/quicktime"),
    (b"M4A", "audio/mp4"),
    (b"M4B", "audio/mp4"),
    (b"F4A", "audio/mp4"),
    (b"heic", "image/heic"),
    (b"heix", "image/heic"),
    (b"heim", "image/heic"),
    (b"heis", "image/heic"),
    (b"hevc", "image/heic"),
    (b"mif1", "image/heif"),
    (b"msf1", "image/heif"),
    (b"avif", "image/avif"),
    (b"avis", "image/avif"),
    (b"3g", "video/3gpp"),
    (b"crx ", "image/x-canon-cr3"),
)
_RIFF = {b"AVI ": "video/x-msvideo", b"WAVE": "audio/wav", b"WEBP": "image/webp"}
_OLD_QUICKTIME_ATOMS = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
_TEXT_NAMES = {
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".srt": "application/x-subrip",
    ".vtt": "text/vtt",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".ndjson": "application/jsonl",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".eml": "message/rfc822",
}
_HTML_START = re.compile(
    rb"(?:<!--.{0,2000}?-->\s*)*(?:<!doctype\s+html|<(?:html|head|body|title|meta|script|div|article|table|h1)[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_HTML_WITHIN = re.compile(rb"<(?:html|body)[\s>]", re.IGNORECASE)
_JSON_START = re.compile(rb"""(?:\{\s*(?:"|\}|$)|\[\s*(?:[\[{"\d\]tfn-]|$))""")
_OTHER_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_PDF_WITHIN = 1024  # readers find the header anywhere in the first kilobyte


def sniff(head: bytes, name: str = "") -> str:
    """Return the media type that bytes seem to have.

    Args:
        head: the start of a file, HEAD_BYTES of it or all.
        name: what its source called it; decides between kinds of text only.

    Returns UNKNOWN where nothing is recognised, and for no bytes at all.
    """
    head = head[:HEAD_BYTES]
    return _by_start(head) or _by_frame(head) or _text_type(head, name) or UNKNOWN


def family(media_type: str) -> Family:
    """Return which kind of reader a media type needs."""
    main, _, kind = media_type.partition(";")[0].strip().lower().partition("/")
    if kind == "pdf":
        return "pdf"
    if media_type in _READABLE_TEXTS:
        return "text"
    if main == "image":
        return "other" if kind.startswith("svg") else "picture"
    if main in ("video", "audio"):
        return "video" if main == "video" else "sound"
    return "text" if main == "text" else "other"


_READABLE_TEXTS = ("application/xhtml+xml",)


def _by_start(head: bytes) -> str | None:
    if head[4:8] == b"ftyp":
        return _by_brand(head)
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12])
    if head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC"):
        return "audio/aiff"
    if head[:4] == b"\x1aE\xdf\xa3":
        return "video/webm" if b"\x42\x82\x84webm" in head[:512] else "video/x-matroska"
    if head[:4] == b"OggS":
        return "video/ogg" if b"theora" in head[:256] else "audio/ogg"
    if head.lstrip().startswith(b"%PDF-") or (b"%PDF-" in head[:_PDF_WITHIN] and not _looks_like_text(head)):
        return "application/pdf"
    if head[4:8] in _OLD_QUICKTIME_ATOMS and head[:2] == b"\0\0":
        return "video/quicktime"
    return next((media_type for start, media_type in _STARTS if _starts(head, start)), None)


def _starts(head: bytes, start: bytes) -> bool:
    if not head.startswith(start) or (start in _SHORT_STARTS and _looks_like_text(head)):
        return False
    if start == b"BM":  # the four bytes after the size are zero
        return len(head) >= 14 and head[6:10] == b"\0\0\0\0"
    return True


def _by_brand(head: bytes) -> str:
    """Tell the members of the MP4 family by their brands, the major one first."""
    size = int.from_bytes(head[:4], "big")
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, min(size, len(head), 128), 4))]
    major = next((kind for start, kind in _BRANDS if brands[0].startswith(start)), None)
    if major in (None, "image/heif"):
        stills = [kind for brand in brands[1:] for start, kind in _BRANDS if brand.startswith(start)]
        pictures = [kind for kind in stills if kind in ("image/avif", "image/heic")]
        if major == "image/heif" and pictures:
            return pictures[0]
    return major or "video/mp4"


def _by_frame(head: bytes) -> str | None:
    """Tell streams without a header by their frames: MPEG sound and transport streams."""
    if len(head) > 376 and head[0] == head[188] == head[376] == 0x47:
        return "video/mp2t"
    if len(head) >= 4 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] != 0xFE:  # not UTF-16's mark
        if head[1] & 0xF6 == 0xF0:
            return "audio/aac"
        version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
        rate, frequency = head[2] >> 4, head[2] >> 2 & 3
        if version != 1 and layer != 0 and rate not in (0, 15) and frequency != 3:
            return "audio/mpeg"
    return None


def _text_type(head: bytes, name: str) -> str | None:
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    if not head or not _looks_like_text(head, is_named_so=suffix == ".txt" or suffix in _TEXT_NAMES):
        return None
    start = _plain(head).lstrip()
    if start.startswith(b"<"):
        return _markup_type(start, suffix)
    if _JSON_START.match(start) and suffix not in (".md", ".markdown", ".txt"):
        return _TEXT_NAMES.get(suffix, "application/json")
    named = _TEXT_NAMES.get(suffix, "text/plain")
    return "text/plain" if named in ("application/json", "application/xml", "image/svg+xml") else named


def _markup_type(start: bytes, suffix: str) -> str:
    if _HTML_START.match(start):
        return "text/html"
    if start.startswith(b"<?xml") or suffix in (".xml", ".svg", ".xhtml"):
        if b"<svg" in start:
            return "image/svg+xml"
        return "application/xhtml+xml" if _HTML_WITHIN.search(start) else "application/xml"
    if b"<svg" in start[:256]:
        return "image/svg+xml"
    return "text/html" if _HTML_WITHIN.search(start) or suffix in (".html", ".htm") else "text/plain"


def _looks_like_text(head: bytes, *, is_named_so: bool = False) -> bool:
    """Tell text from other bytes: a mark, the zeros of UTF-16, or next to no control characters.

    Of a file that is named as a text is, a few more are taken for damage.
    """
    if head.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        return True
    if _zero_places(head) is not None:
        return True
    allowed = 1 + len(head) // 50 if is_named_so else len(head) // 500
    return len(_OTHER_CONTROLS.findall(head)) <= allowed


def _zero_places(head: bytes) -> int | None:
    """Return on which of two places the zeros of UTF-16 Latin text stand, None where they do not."""
    places = [head[place::2].count(0) / max(1, len(head[place::2])) for place in (0, 1)]
    for place in (0, 1):
        if places[place] > 0.7 and places[1 - place] < 0.05:
            return place
    return None


def _plain(head: bytes) -> bytes:
    """Return the start of a text in one byte a character, without a mark, as far as that is needed here."""
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        if head.startswith(mark):
            return head[len(mark) :].replace(b"\0", b"")
    return head.replace(b"\0", b"") if _zero_places(head) is not None else head

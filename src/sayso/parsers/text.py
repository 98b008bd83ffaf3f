"""Text files: bytes -> code points, saying which encoding was taken.

Newlines and everything else stay as they are, so that a plain UTF-8 file gives
exactly `data.decode("utf-8")` and spans hold in both. Runs in the child.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from sayso.parsers.worker import Answer, Unreadable

MAX_BYTES = 64 << 20  # of text; a book is 1 MB
STRAY_SHARE = 0.01  # at most this part of a file may be broken UTF-8 for it to count as UTF-8 all the same
ODD_SHARE = 0.05  # random bytes have 0.12 of them, a text with a wrong encoding guessed for it under 0.01
GUESS_BYTES = 1 << 16  # of the file, for guessing its encoding
FEW_WESTERN = 0.05  # at most this part of a Western text's letters is beyond ASCII, as a rule
MOST_WESTERN = 0.25  # of a few words
FEW_BYTES = 200  # of a text too short for a guess to be worth much
_RARE = frozenset(
    {"cp1257", "cp775", "iso8859_4", "iso8859_10", "iso8859_13", "mac_latin2", "cp1125", "cp1258"}
)
_ODD_COMPANY = (
    re.compile(  # signs within a word, three letters beyond ASCII in a row, capitals after small ones
        r"[^\W\d_][¡-¿×÷][^\W\d_]|[\u00c0-\u00ff]{3}|[a-z][\u00c0-\u00de]"
    )
)

_MARKS = (  # the longer first: a UTF-32 mark starts like a UTF-16 one
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ODD = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")  # all but white space and escape sequences


def read(stream: BinaryIO, _request: Mapping[str, object]) -> Iterator[Answer]:
    """Give the text of a plain or Markdown file."""
    text, notes = decode(read_all(stream))
    refuse_what_is_no_text(text)
    yield {"title": None, "pages": [], "notes": notes}, text.encode("utf-8")


def refuse_what_is_no_text(text: str) -> None:
    """Refuse a text that consists in good part of what no text has.

    Raises:
        Unreadable: when more than ODD_SHARE of it are control characters or were no characters at all.
    """
    odd = len(_ODD.findall(text))
    if odd > max(8, len(text) * ODD_SHARE):
        raise Unreadable(
            f"it is no text: {odd} of its {len(text)} characters are control characters or broken"
        )


def read_all(stream: BinaryIO) -> bytes:
    """Read a text file whole.

    Raises:
        Unreadable: when it is larger than MAX_BYTES.
    """
    pieces, left = [], MAX_BYTES + 1
    while left > 0 and (piece := stream.read(min(left, 1 << 20))):
        pieces.append(piece)
        left -= len(piece)
    if left <= 0:
        raise Unreadable(f"it is longer than the {MAX_BYTES >> 20} MiB of text that are read")
    return b"".join(pieces)


def decode(data: bytes, declared: str | None = None) -> tuple[str, list[str]]:
    """Return the text of `data`, and notes on how it was made.

    Args:
        data: the whole file.
        declared: the encoding that the file names itself, taken when the bytes are no UTF-8.

    NUL and lone surrogates become U+FFFD one for one, so that spans stay where they are.
    """
    text, notes = _decoded(data, declared)
    if not data:
        notes.append("the file is empty")
    if nulls := text.count("\0"):
        text = text.replace("\0", "\ufffd")
        notes.append(f"{nulls} NUL characters stand as U+FFFD, one for one")
    return text, notes


def _decoded(data: bytes, declared: str | None) -> tuple[str, list[str]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            note = f"read as {encoding.upper()}, by the byte order mark, which is not part of the text"
            return text, [note, *_strays(text, data)]
    if wide := _wide_encoding(data):
        text = data.decode(wide, "replace")
        return text, [f"read as {wide.upper()}, by where its zero bytes stand", *_strays(text, data)]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _not_quite_utf8(data, declared)


def _not_quite_utf8(data: bytes, declared: str | None) -> tuple[str, list[str]]:
    """Decode bytes that are no clean UTF-8: damaged UTF-8, or another encoding."""
    text = data.decode("utf-8", "replace")
    strays = text.count("\ufffd")
    beyond_ascii = sum(1 for char in text if char > "\x7f") - strays
    if strays <= max(1, len(text) * STRAY_SHARE) and beyond_ascii > strays:
        return text, [f"read as UTF-8; {strays} places are not UTF-8 and stand as U+FFFD"]
    if declared and (known := _known_encoding(declared)):
        text = data.decode(known, "replace")
        return text, [f"read as {known}, as the file says", *_strays(text, data)]
    guessed = _guess(data)
    text = data.decode(guessed, "replace")
    return text, [f"not UTF-8: read as {guessed}, which is a guess", *_strays(text, data)]


def _strays(text: str, data: bytes) -> list[str]:
    strays = text.count("\ufffd") if data else 0
    return [f"{strays} places could not be read and stand as U+FFFD"] if strays else []


def _wide_encoding(data: bytes) -> str | None:
    """Tell UTF-16 and UTF-32 without a mark by their zero bytes, as Latin letters have them."""
    sample = data[: 1 << 12]
    if len(sample) < 4:
        return None
    zeros = [sample[offset::4].count(0) / len(sample[offset::4]) for offset in range(4)]
    high = [share > 0.7 for share in zeros]
    low = [share < 0.1 for share in zeros]
    if high == [False, True, True, True] and low[0]:
        return "utf-32-le"
    if high == [True, True, True, False] and low[3]:
        return "utf-32-be"
    if high == [False, True, False, True] and low[0] and low[2]:
        return "utf-16-le"
    if high == [True, False, True, False] and low[1] and low[3]:
        return "utf-16-be"
    return None


def _known_encoding(label: str) -> str | None:
    """Return Python's name for a label, as browsers take it; None for one that is no text encoding."""
    try:
        name = codecs.lookup(label.strip()).name
        b"".decode(name)
    except (LookupError, ValueError):
        return None
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _guess(data: bytes) -> str:
    """Guess an encoding; where little is beyond ASCII and fits it, the commonest one, Windows-1252."""
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return "cp1252"
    best = from_bytes(data[:GUESS_BYTES], preemptive_behaviour=False).best()
    if best is None or _is_western(data[:GUESS_BYTES], best.encoding):
        return "cp1252"
    return best.encoding


def _is_western(data: bytes, guessed: str) -> bool:
    """Tell a text that reads well as Windows-1252: few letters beyond ASCII, none in odd company.

    The Baltic code pages differ from it in few letters, and are rare.
    """
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    letters = sum(map(str.isalpha, text))
    beyond = sum(char.isalpha() and not char.isascii() for char in text)
    most = MOST_WESTERN if guessed in _RARE or len(data) < FEW_BYTES else FEW_WESTERN
    return beyond <= letters * most and not _ODD_COMPANY.search(text)

"""HTTP's packing is taken off alike in whatever pieces a body comes."""

from __future__ import annotations

import gzip
import random
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.parsers.http_coding import Unpacking

PAGE = b"<html><body><p>The ferry to Ostwick was late, the harbour office said.</p></body></html>\n"
LONG = b"".join(b"<p>%d boats, %x sailors</p>" % (n, n * n * 7919) for n in range(2_000))
PIECES = (1, 2, 3, 1000, 1 << 20)


def unfolded(coding: str, body: bytes, piece: int) -> tuple[bytes, str]:
    unpacking, out = Unpacking({"content-encoding": coding}), b""
    for start in range(0, len(body), piece):
        out += b"".join(unpacking.unfold(body[start : start + piece]))
    return out + b"".join(unpacking.finish()), unpacking.gap


def raw(data: bytes, level: int = 6) -> bytes:
    packing = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packing.compress(data) + packing.flush()


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("page", [b"x", PAGE, LONG])
def test_what_is_packed_is_unfolded_in_pieces_of_any_size(page: bytes, piece: int) -> None:
    for coding, body in (
        ("gzip", gzip.compress(page)),
        ("deflate", zlib.compress(page)),
        ("deflate", raw(page)),
        ("deflate", raw(page, 0)),
        ("deflate", gzip.compress(page)),
    ):
        assert unfolded(coding, body, piece) == (page, "")


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("coding", ["gzip", "deflate"])
@pytest.mark.parametrize(
    "body",
    [
        PAGE,
        LONG,
        b'{"a": "The ferry was late."}',
        b"* Boats\n* Sailors\n",
        b"Kestrel",
        b"x",
        b"xylophone",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0\1" * 90,
        b"\xff\xd8\xff\xe0\0\x10JFIF\0\1" + bytes(range(256)) * 40,
    ],
)
def test_what_is_not_packed_as_it_says_is_taken_whole_and_told(body: bytes, coding: str, piece: int) -> None:
    out, gap = unfolded(coding, body, piece)

    assert out == body
    assert gap == f"it is not packed with {coding!r}, as it says, and was taken as it is"


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, raw])
def test_what_is_cut_off_gives_what_is_left_of_it_and_is_told(pack: object, piece: int) -> None:
    assert callable(pack)
    out, gap = unfolded("deflate", pack(LONG)[:-2000], piece)

    assert len(out) > 1000
    assert LONG.startswith(out)
    assert gap == "it is cut off within its packing: its end is missing"


@pytest.mark.parametrize("piece", PIECES)
def test_what_stands_behind_the_end_is_told_and_not_taken(piece: int) -> None:
    for body in (gzip.compress(PAGE) + b"more", gzip.compress(LONG) + b"more"):
        out, gap = unfolded("gzip", body, piece)

        assert out in (PAGE, LONG)
        assert gap == "bytes stand behind the end of its packing, and were not taken"


@pytest.mark.parametrize("piece", PIECES)
def test_what_is_damaged_far_behind_its_start_gives_what_stands_before(piece: int) -> None:
    body = bytearray(gzip.compress(LONG))
    body[-8] ^= 1  # its checksum

    out, gap = unfolded("gzip", bytes(body), piece)

    assert LONG.startswith(out)
    assert gap == "it is damaged within its packing: what stands behind that was not taken"


@given(st.sampled_from(["gzip", "deflate"]), st.binary(max_size=300), st.integers(1, 50))
def test_any_bytes_give_the_same_in_pieces_and_at_once(coding: str, body: bytes, piece: int) -> None:
    assert unfolded(coding, body, piece) == unfolded(coding, body, len(body) or 1)


def test_a_body_that_holds_much_is_given_in_pieces() -> None:
    unpacking = Unpacking({"content-encoding": "gzip"})
    body = gzip.compress(random.Random(3).randbytes(5_000) + bytes(20_000_000))

    pieces = list(unpacking.unfold(body))

    assert sum(map(len, pieces)) == 20_005_000
    assert max(map(len, pieces)) <= 1 << 20

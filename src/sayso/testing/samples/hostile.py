"""Archives that are made to do harm: to write outside, to fill a disk or memory, or to be two things at once.

Each sample writes one file. No checker may accept one, write anything, take more than its
memory, or be long about it.
"""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from sayso.testing.bags import make_bag
from sayso.testing.web_archives import make_wacz, pack

MIB = 1 << 20

Writer = Callable[[Path], None]


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    """Return a zip of a whole bag and further members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in make_bag().items():
            made.writestr(f"bag/{name}", data)
        for member, data in members:
            made.writestr(member, data)
    return out.getvalue()


def link(name: str, target: str) -> tuple[zipfile.ZipInfo, bytes]:
    """Return a symbolic link as zips hold them."""
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = 0o120777 << 16
    return info, target.encode()


def twice() -> bytes:
    """Return a zip with two members of one name."""
    data = zipped(("bag/data/boats.tmp", b"another file"))
    return data.replace(b"bag/data/boats.tmp", b"bag/data/boats.txt")


def deflated_zeros(count: int, wbits: int = -zlib.MAX_WBITS, head: bytes = b"") -> bytes:
    """Return so many zeros, deflated at once: one block of them, again and again."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, wbits)
    start = deflate.compress(head) + deflate.flush(zlib.Z_FULL_FLUSH)
    block = deflate.compress(bytes(MIB)) + deflate.flush(zlib.Z_FULL_FLUSH)
    return start + block * (count // MIB) + deflate.flush()


def zeros_crc(count: int) -> int:
    """Return the checksum of so many zeros."""
    crc = 0
    for _ in range(count // MIB):
        crc = zlib.crc32(bytes(MIB), crc)
    return crc


def around(packed: bytes, size: int, crc: int) -> bytes:
    """Return a zip of a whole bag, one of whose files is exchanged for deflated bytes of a stated size."""
    members = []
    for name, data in make_bag().items():
        raw = zlib.compress(data)[2:-4]
        members.append((f"bag/{name}", raw, len(data), zlib.crc32(data)))
    return raw_zip(
        [
            *(member for member in members if "tide" not in member[0]),
            ("bag/data/logs/tide.txt", packed, size, crc),
        ]
    )


def raw_zip(members: list[tuple[str, bytes, int, int]]) -> bytes:
    """Return a zip of members that are deflated already: name, deflated bytes, size as stated, checksum."""
    out, directory = bytearray(), bytearray()
    for name, packed, size, crc in members:
        raw, at = name.encode(), len(out)
        fields = (20, 0, 8, 0, 0x21, crc, len(packed), size, len(raw), 0)
        out += struct.pack("<4s5H3L2H", b"PK\x03\x04", *fields) + raw + packed
        directory += _central(raw, fields, at)
    return bytes(out) + bytes(directory) + _end(len(members), len(directory), len(out))


def overlapping(count: int) -> bytes:
    """Return a zip whose members all share the same deflated bytes."""
    packed = deflated_zeros(16 * MIB)
    name = b"bag/data/a"
    fields = (20, 0, 8, 0, 0x21, zeros_crc(16 * MIB), len(packed), 16 * MIB, len(name), 0)
    out = struct.pack("<4s5H3L2H", b"PK\x03\x04", *fields) + name + packed
    directory = b"".join(_central(b"bag/data/%04d" % number, fields, 0) for number in range(count))
    return out + directory + _end(count, len(directory), len(out))


def bomb(size: int) -> bytes:
    """Return a zip that unfolds to so many zeros."""
    return around(deflated_zeros(size), size, zeros_crc(size))


def quoted() -> bytes:
    """Return a zip each of whose members holds the headers of those behind it."""
    packed, crc, name = deflated_zeros(64 * MIB), zeros_crc(64 * MIB), b"bag/data/%d"
    headers: list[bytes] = []
    directory, count = b"", 200
    for number in reversed(range(count)):
        within = len(packed) + sum(len(header) for header in headers)
        fields = (20, 0, 8, 0, 0x21, crc, within, 64 * MIB, len(name % number), 0)
        headers.insert(0, struct.pack("<4s5H3L2H", b"PK\x03\x04", *fields) + name % number)
    at = 0
    for number, header in enumerate(headers):
        fields = struct.unpack("<4s5H3L2H", header[:30])[1:]
        directory += _central(name % number, fields, at)
        at += len(header)
    out = b"".join(headers) + packed
    return out + directory + _end(count, len(directory), len(out))


def understated() -> bytes:
    """Return a zip whose member unfolds to far more than it says."""
    return around(deflated_zeros(512 * MIB), 100, 0)


def nested(depth: int) -> bytes:
    """Return a zip in a zip in a zip, with a bomb in the innermost."""
    data = bomb(64 * MIB)
    for level in range(depth):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            for number in range(8):
                made.writestr(f"bag/data/{level}-{number}.zip", data)
        data = out.getvalue()
    return data


def many_members(count: int) -> bytes:
    """Return a zip of so many empty members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for number in range(count):
            made.writestr(zipfile.ZipInfo(f"bag/data/{number}"), b"")
    return out.getvalue()


def encrypted() -> bytes:
    """Return a zip whose members say that they are encrypted."""
    data = bytearray(zipped())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 1)
    return bytes(data)


def two_names() -> bytes:
    """Return a zip whose directory calls a member otherwise than what stands before its bytes."""
    data = bytearray(zipped())
    at = data.index(b"bag/data/boats.txt")
    data[at : at + 18] = b"bag/data/b0ats.txt"
    return bytes(data)


def two_ends() -> bytes:
    """Return a zip in the comment of which another zip ends."""
    inner = zipped(("bag/data/other", b"x"))
    outer = bytearray(zipped())
    comment = inner[-22:]
    outer[-2:] = len(comment).to_bytes(2, "little")
    return bytes(outer) + comment


def huge_numbers() -> bytes:
    """Return a zip that states sizes of exabytes."""
    packed = deflated_zeros(MIB)
    extra = struct.pack("<2H2Q", 1, 16, 1 << 60, len(packed))
    name = b"bag/data/huge"
    fields = (45, 0, 8, 0, 0x21, 0, 0xFFFFFFFF, 0xFFFFFFFF, len(name), len(extra))
    out = struct.pack("<4s5H3L2H", b"PK\x03\x04", *fields) + name + extra + packed
    directory = _central(name, fields, 0) + extra
    return out + directory + _end(1, len(directory), len(out))


def put_before() -> bytes:
    """Return a zip that something was put before."""
    return b"PK\x03\x04" + b"#!/bin/sh\n" * 10 + zipped()


def tarred(*members: tuple[tarfile.TarInfo, bytes], gzipped: bool = False) -> bytes:
    """Return a tar of a whole bag and further members."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz" if gzipped else "w") as made:
        for name, data in make_bag().items():
            info = tarfile.TarInfo(f"bag/{name}")
            info.size = len(data)
            made.addfile(info, io.BytesIO(data))
        for info, data in members:
            info.size = len(data)
            made.addfile(info, io.BytesIO(data))
    return out.getvalue()


def tar_member(name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> tarfile.TarInfo:
    """Return the header of a tar's member."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def tar_bomb() -> bytes:
    """Return a gzipped tar that unfolds to a gigabyte."""
    info = tarfile.TarInfo("bag/data/zeros")
    info.size = 1024 * MIB
    return deflated_zeros(1025 * MIB, zlib.MAX_WBITS | 16, info.tobuf())


def sparse() -> bytes:
    """Return a tar with a sparse file of a terabyte."""
    info = tarfile.TarInfo("bag/data/sparse")
    info.type = tarfile.GNUTYPE_SPARSE
    header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    header[483:495] = b"%011o\0" % (1 << 32)
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header) + bytes(1024)


def long_header() -> bytes:
    """Return a tar one of whose names has 64 MiB."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as made:
        made.addfile(tarfile.TarInfo("bag/data/" + "x" * 64 * MIB))
    return out.getvalue()


def wacz_with(name: str, data: bytes) -> bytes:
    """Return a WACZ with one file exchanged, and listed."""
    parts = make_wacz()
    parts.files[name] = data
    return parts.seal().packed()


def gzip_bomb(size: int) -> bytes:
    """Return a gzip that unfolds to so many zeros."""
    return deflated_zeros(size, zlib.MAX_WBITS | 16)


def warc_bomb() -> bytes:
    """Return a WACZ whose WARC holds a record of two gigabytes of zeros."""
    head = (
        b"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        b"WARC-Date: 2026-03-01T10:00:00Z\r\nContent-Length: 2147483648\r\n\r\n"
    )
    return wacz_with("archive/data.warc.gz", deflated_zeros(2048 * MIB, zlib.MAX_WBITS | 16, head))


def deep_json() -> bytes:
    """Return a WACZ whose datapackage.json is a million lists in one another."""
    members = make_wacz().members()
    return pack({**members, "datapackage.json": b"[" * 1_000_000})


BAGS: dict[str, Callable[[], bytes]] = {
    "zip: a path that leads out": lambda: zipped(("bag/../../outside.txt", b"x")),
    "zip: an absolute path": lambda: zipped(("/tmp/outside.txt", b"x")),
    "zip: backslashes that lead out": lambda: zipped(("bag\\..\\..\\outside.txt", b"x")),
    "zip: a drive": lambda: zipped(("C:/outside.txt", b"x")),
    "zip: a link, and a file through it": lambda: zipped(
        link("bag/data/way", "../../.."), ("bag/data/way/outside.txt", b"x")
    ),
    "zip: two members of one name": twice,
    "zip: a file that is a folder too": lambda: zipped(("bag/data/boats.txt/inside", b"x")),
    "zip: a gigabyte of zeros": lambda: bomb(1024 * MIB),
    "zip: members over one another": lambda: overlapping(20_000),
    "zip: members in one another": quoted,
    "zip: more unfolded than stated": understated,
    "zip: zips in zips": lambda: nested(3),
    "zip: 300,000 members": lambda: many_members(300_000),
    "zip: encrypted": encrypted,
    "zip: two names for one member": two_names,
    "zip: two ends": two_ends,
    "zip: sizes of exabytes": huge_numbers,
    "zip: something put before it": put_before,
    "zip: cut off": lambda: zipped()[:-50],
    "zip: cut off in the middle": lambda: zipped()[:200],
    "tar: a path that leads out": lambda: tarred((tar_member("bag/../../outside.txt"), b"x")),
    "tar: an absolute path": lambda: tarred((tar_member("/tmp/outside.txt"), b"x")),
    "tar: a link, and a file through it": lambda: tarred(
        (tar_member("bag/data/way", tarfile.SYMTYPE, "/tmp"), b""),
        (tar_member("bag/data/way/outside.txt"), b"x"),
    ),
    "tar: a hard link out": lambda: tarred((tar_member("bag/data/way", tarfile.LNKTYPE, "/etc/passwd"), b"")),
    "tar: a device": lambda: tarred((tar_member("bag/data/zero", tarfile.CHRTYPE), b"")),
    "tar: two members of one name": lambda: tarred((tar_member("bag/data/boats.txt"), b"x")),
    "tar: gzipped, a gigabyte of zeros": tar_bomb,
    "tar: a sparse file of gigabytes": sparse,
    "tar: a name of 64 MiB": long_header,
    "tar: cut off": lambda: tarred()[:3000],
    "tar: gzipped, cut off": lambda: tarred(gzipped=True)[:-60],
}

WACZS: dict[str, Callable[[], bytes]] = {
    "WACZ: a WARC of two gigabytes of zeros": warc_bomb,
    "WACZ: an index of a gigabyte of zeros": lambda: wacz_with("indexes/index.cdx.gz", gzip_bomb(1024 * MIB)),
    "WACZ: lists in lists in lists": deep_json,
    "WACZ: a page list of one line without end": lambda: wacz_with("pages/pages.jsonl", b"{" * 32 * MIB),
    "WACZ: a path that leads out": lambda: wacz_with("../outside.txt", b"x"),
    "WACZ: a gzip in a gzip in a gzip": lambda: wacz_with(
        "archive/data.warc.gz", gzip.compress(gzip.compress(gzip_bomb(256 * MIB)))
    ),
}


def _central(name: bytes, fields: tuple[int, ...], at: int) -> bytes:
    version, flags, method, time, date, crc, packed, size, _, extra = fields
    return (
        struct.pack(
            "<4s6H3L5H2L",
            *(b"PK\x01\x02", 0x0314, version, flags, method, time, date, crc, packed, size),
            *(len(name), extra, 0, 0, 0, 0o100644 << 16, at),
        )
        + name
    )


def _end(count: int, size: int, at: int) -> bytes:
    return struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, size, at, 0)

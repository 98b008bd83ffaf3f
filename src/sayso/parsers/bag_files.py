"""The tag files of a bag: declaration, manifests, fetch list, metadata. Text in, plain values out.

Versions differ: before 1.0 much was allowed in spacing that 1.0 forbids, and names were not
encoded in one way only. What an old version allows is read without a word; what only its
tools wrote is a note.

Source: RFC 8493, and drafts 0.93 to 0.97 before it.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sayso.parsers.trees import danger_in
from sayso.values import Findings

VERSIONS = {(0, 93), (0, 94), (0, 95), (0, 96), (0, 97), (1, 0)}
ALGORITHMS = {  # the name in a manifest's file name: (hashlib's name, hexadecimal digits)
    "md5": ("md5", 32),
    "sha1": ("sha1", 40),
    "sha224": ("sha224", 56),
    "sha256": ("sha256", 64),
    "sha384": ("sha384", 96),
    "sha512": ("sha512", 128),
    "sha3224": ("sha3_224", 56),
    "sha3256": ("sha3_256", 64),
    "sha3384": ("sha3_384", 96),
    "sha3512": ("sha3_512", 128),
    "blake2b": ("blake2b", 128),
    "blake2b512": ("blake2b", 128),
    "blake2s": ("blake2s", 64),
    "blake2s256": ("blake2s", 64),
}
WEAK_ALGORITHMS = {"md5", "sha1"}

_DECLARED_1_0 = re.compile(r"BagIt-Version: (\d+)\.(\d+)", re.ASCII)
_DECLARED_BEFORE = re.compile(r"BagIt-Version:[ \t]*(\d+)\.(\d+)[ \t]*", re.ASCII)
_ENCODING = re.compile(r"Tag-File-Character-Encoding:[ \t]*(\S+)[ \t]*", re.ASCII)
_MANIFEST_LINE = re.compile(r"([^ \t]+)([ \t]+)(.+)")
_FETCH_LINE = re.compile(r"(\S+)[ \t]+(\d+|-)[ \t]+(.+)", re.ASCII)
_URL = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*://[^\s/][^\s]*|file:///[^\s]+|[A-Za-z][A-Za-z0-9+.-]*:[^\s/][^\s]*"
)
_OXUM = re.compile(r"(\d+)\.(\d+)", re.ASCII)
_ENCODED = re.compile(r"%(0[AaDd]|25)")


@dataclass(frozen=True, slots=True)
class Declaration:
    """What bagit.txt says."""

    version: tuple[int, int]
    encoding: str  # of the tag files, as Python names it


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a manifest."""

    digest: str  # lower-case hexadecimal
    path: str  # as written, less its `./` or `*`


@dataclass(frozen=True, slots=True)
class Fetch:
    """One line of fetch.txt."""

    url: str
    size: int | None  # bytes; None where the line does not say
    path: str


class NotText(Exception):
    """A tag file cannot be decoded."""


def read_declaration(data: bytes, findings: Findings) -> Declaration | None:
    """Read bagit.txt; None, with what is wrong in `findings`, when it declares no bag that can be read."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        findings.fault("bagit.txt starts with a byte-order mark")
        return None
    try:
        lines = lines_of(data.decode("utf-8"))
    except UnicodeDecodeError:
        findings.fault("bagit.txt is not UTF-8")
        return None
    if len(lines) != 2:
        findings.fault(f"bagit.txt has {len(lines)} lines instead of 2")
        return None
    declared = _DECLARED_1_0.fullmatch(lines[0]) or _DECLARED_BEFORE.fullmatch(lines[0])
    if declared is None:
        findings.fault(f"bagit.txt declares no version: {lines[0][:80]!r}")
        return None
    version = (int(declared[1]), int(declared[2]))
    if version >= (1, 0) and not _DECLARED_1_0.fullmatch(lines[0]):
        findings.fault(f"bagit.txt is spaced as version 1.0 forbids: {lines[0][:80]!r}")
        return None
    encoding = _ENCODING.fullmatch(lines[1])
    if encoding is None:
        findings.fault(f"bagit.txt names no encoding of the tag files: {lines[1][:80]!r}")
        return None
    if version not in VERSIONS:
        findings.not_seen(f"it declares BagIt version {declared[1]}.{declared[2]}, which is not known here")
        return None
    if version == (1, 0) and lines[1] != f"Tag-File-Character-Encoding: {encoding[1]}":
        findings.fault(f"bagit.txt is spaced as version 1.0 forbids: {lines[1][:80]!r}")
        return None
    return _with_codec(version, encoding[1], findings)


def lines_of(text: str) -> list[str]:
    """Return the lines of a tag file, which may end in LF, CR or CRLF."""
    lines = re.split(r"\r\n|\n|\r", text)
    return lines[:-1] if lines[-1] == "" else lines


def decode(data: bytes, encoding: str, name: str, findings: Findings) -> str:
    """Return the text of a tag file.

    Raises:
        NotText: when it is not in the encoding that the bag declares.
    """
    try:
        text = data.decode(encoding)
    except UnicodeError as error:
        raise NotText(f"{name} is not in the encoding {encoding} that bagit.txt declares") from error
    if text.startswith("\ufeff"):
        if codecs.lookup(encoding).name == "utf-8":
            findings.note(f"{name} starts with a byte-order mark, which BagIt does not allow for")
        text = text[1:]
    return text


def read_manifest(
    text: str, name: str, algorithm: str, version: tuple[int, int], findings: Findings
) -> dict[str, Listed]:
    """Read a manifest; what is malformed or listed twice is found."""
    listed: dict[str, Listed] = {}
    _, digits = ALGORITHMS[algorithm]
    for number, line in enumerate(lines_of(text), start=1):
        if not line.strip() or (line.startswith("#") and version < (1, 0)):
            continue
        entry = _manifest_entry(line, digits)
        if entry is None:
            findings.fault(f"{name}, line {number}, is no checksum and path: {line[:80]!r}")
            continue
        if line.split(None, 1)[1].startswith("*"):
            findings.note(f"{name} was written as checksum tools do, with * before the paths")
        other = listed.setdefault(_plain(entry.path), entry)
        if other is not entry:
            _listed_twice(name, other, entry, version, findings)
    return listed


def read_fetch(text: str, findings: Findings) -> list[Fetch]:
    """Read fetch.txt; malformed lines and unsafe paths are found."""
    fetched = []
    for number, line in enumerate(lines_of(text), start=1):
        if not line.strip():
            continue
        entry = _FETCH_LINE.fullmatch(line)
        if entry is None:
            findings.fault(f"fetch.txt, line {number}, is no URL, length and path: {line[:80]!r}")
            continue
        if not _URL.fullmatch(entry[1]):
            findings.fault(f"fetch.txt, line {number}, names no URL: {entry[1][:80]!r}")
        if (danger := danger_in(entry[3])) is not None:
            findings.fault(f"fetch.txt lists {entry[3][:200]!r}, which is not safe: {danger}")
            continue
        size = None if entry[2] == "-" else int(entry[2][:20])
        fetched.append(Fetch(entry[1], size, without_dot(entry[3])))
    return fetched


def read_metadata(
    text: str, name: str, version: tuple[int, int], findings: Findings
) -> list[tuple[str, str]]:
    """Read the labels and values of bag-info.txt, in order; a label may stand more than once."""
    pairs: list[tuple[str, str]] = []
    for number, line in enumerate(lines_of(text), start=1):
        if not line.strip():
            continue
        if line[0] in " \t" and pairs:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {line.strip()}")
            continue
        label, colon, value = line.partition(":")
        if colon and label.strip():
            pairs.append((label.strip(), value.strip()))
        elif version >= (1, 0):
            findings.fault(f"{name}, line {number}, is no label and value: {line[:80]!r}")
        else:
            findings.note(f"{name}, line {number}, is no label and value, and was not read: {line[:80]!r}")
    return pairs


def read_oxum(value: str) -> tuple[int, int] | None:
    """Return the bytes and the number of files that a Payload-Oxum states; None when it is none."""
    oxum = _OXUM.fullmatch(value)
    return (int(oxum[1]), int(oxum[2])) if oxum and len(value) < 60 else None


def possible_names(path: str, version: tuple[int, int]) -> Iterator[str]:
    """Give the names that a listed path can stand for, the likeliest first.

    Version 1.0 encodes %, CR and LF, and these only; before it CR and LF were encoded, %
    was not, and many tools encoded nothing.
    """
    encoded = {"0a": "\n", "0d": "\r"} | ({"25": "%"} if version >= (1, 0) else {})
    strict = _ENCODED.sub(lambda found: encoded.get(found[1].lower(), found[0]), path)
    yield strict
    if path != strict:
        yield path
    if path.rstrip() != path:
        yield path.rstrip()


def without_dot(path: str) -> str:
    """Return a path without the `./` that some tools write before it."""
    while path.startswith("./"):
        path = path[2:].lstrip("/")
    return path


def new_hashes(algorithms: Mapping[str, object] | set[str]) -> dict[str, hashlib._Hash]:
    """Return an empty hash for each algorithm."""
    return {name: hashlib.new(ALGORITHMS[name][0], usedforsecurity=False) for name in algorithms}


def _with_codec(version: tuple[int, int], encoding: str, findings: Findings) -> Declaration | None:
    try:
        codec = codecs.lookup(encoding)
    except (LookupError, ValueError):
        findings.not_seen(f"its tag files are in the encoding {encoding[:40]!r}, which is not known here")
        return None
    if not getattr(codec, "_is_text_encoding", True) or codec.name in ("idna", "punycode", "undefined"):
        findings.fault(f"bagit.txt names {encoding[:40]!r}, which is no encoding of text")
        return None
    return Declaration(version, codec.name)


def _manifest_entry(line: str, digits: int) -> Listed | None:
    found = _MANIFEST_LINE.fullmatch(line)
    if found is None or len(found[1]) != digits or not re.fullmatch(r"[0-9A-Fa-f]+", found[1]):
        return None
    return Listed(found[1].lower(), without_dot(found[3].removeprefix("*")))


def _plain(path: str) -> str:
    """Return what all spellings of a path have in common: doubled slashes and dots count for nothing."""
    return "/".join(part for part in path.split("/") if part not in ("", "."))


def _listed_twice(
    name: str, first: Listed, second: Listed, version: tuple[int, int], findings: Findings
) -> None:
    what = f"{name} lists {second.path!r} twice"
    if first.digest != second.digest:
        findings.fault(f"{what}, with different checksums")
    elif version >= (1, 0):
        findings.fault(f"{what}, which version 1.0 forbids")
    else:
        findings.note(what)

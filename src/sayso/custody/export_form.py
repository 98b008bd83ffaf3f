"""The form of an export: which file is called what, and how the small ones are written and read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sayso.custody.form_numbers import read_form
from sayso.custody.heads import Head
from sayso.custody.keys import encode_base64
from sayso.values import Digest
from sayso.values.canonical import read_json_object

FORM = 2  # 1: sidecars as they came, and web archives whose files follow in any order
READ = (1, FORM)
ORDERED = 2  # from this form on, the files of web archives follow in one order
DECLARATION = "bagit.txt"
DECLARATION_BYTES = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
SHEET = "CHECK.txt"
VERIFIER = "verify.py"
PAYLOAD = "data/"
CASE = "metadata/case.json"
ENTRIES = "custody/entries.jsonl"  # lines of the log, to the byte
PROOFS = "custody/proofs.jsonl"  # that each is in the log, in the same order
HEAD = "custody/head.note"
HEADS = "custody/heads/"  # earlier ones
CONSISTENCY = "custody/consistency.jsonl"  # that the log goes on from each
STAMPS = "custody/stamps/"
ROOTS = "custody/roots/"
RECORDS = "custody/records/"  # descriptions and sidecars, by their digests
WITHHELD = "custody/withheld.json"
CONTENTS = "custody/contents-sha256.txt"
SEAL = "custody/contents.note"  # the archive's signature over the list of contents

WARC = "archive/exhibits.warc.gz"  # of an export that is a web archive (WACZ)
WARC_ORIGINAL = re.compile(r"archive/[0-9a-f]{64}\.warc(\.gz)?")  # one that came in as a WARC, beside it
PACKAGE = "datapackage.json"
PACKAGE_DIGEST = "datapackage-digest.json"
# What lists the signed list itself, in either form; a file of such a name in the other form is a foreign one.
NOT_IN_CONTENTS_OF_BAG = frozenset({CONTENTS, SEAL, TAG_MANIFEST})
NOT_IN_CONTENTS_OF_WACZ = frozenset({CONTENTS, SEAL, PACKAGE, PACKAGE_DIGEST})
URN = "urn:sha256:"  # before the digest of an original, in a web archive

DESCRIPTION = "description"  # all that was recorded of the originals, their names with it
# What names files of a case, their own or each other's: leaving out one of these leaves out all.
NAMES = ("file_name", "doc_id", "attachments", "cites")
ADDRESS = "url"  # where it was captured from; names and paths may be made of it
RECORDED = (  # the fields of a description
    *NAMES,
    *("kind", "style", "title", "publisher", "author", "published", ADDRESS, "post_id", "forwarded_from"),
    *("language", "gaps"),
)
PATH = "path"  # from where an original came in
BESIDE = "beside"  # the names of the files of the package that it came in, which go the way of its path
LEAVABLE = ("operator", "host", PATH, "by", DESCRIPTION, *RECORDED)  # what can be left out
_LINE = re.compile(r"([0-9a-f]{64})  (\S[^\r\n]*)")
_SOFTWARE = re.compile(rb"Bag-Software-Agent: (sayso [0-9A-Za-z][0-9A-Za-z.+!_-]{0,39})\n")
_SEAL_FIRST = "sayso export 1"  # with spaces, as no head's first line can be


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """An original, under one of the names that it came in with."""

    path: str  # in the bag
    name: str  # as its source named it; what cannot be shown is escaped
    item: str
    exhibit: Digest
    media_type: str
    description: Digest
    first_entry: int


def with_beside(fields: Iterable[str]) -> set[str]:
    """Return fields, with the names of the files of a package, which go the way of its path."""
    wanted = set(fields)
    return wanted | ({BESIDE} if PATH in wanted else set())


def left_of_descriptions(left_out: Iterable[str]) -> frozenset[str]:
    """Return which fields of descriptions are left out, where these are."""
    left = set(left_out)
    return frozenset(RECORDED if DESCRIPTION in left else left & set(RECORDED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What an export is of."""

    form: int  # of the export, a number
    slug: str
    title: str
    left_out: tuple[str, ...]
    files: tuple[File, ...]

    def to_bytes(self) -> bytes:
        """Write it: the same case, the same bytes."""
        value = {
            "sayso_export": self.form,
            "case": self.slug,
            "title": self.title,
            "left_out": list(self.left_out),
            "files": [asdict(file) for file in self.files],
        }
        return json.dumps(value, indent=1, ensure_ascii=True).encode("ascii") + b"\n"


def read_case(data: bytes) -> Case:
    """Read what an export is of.

    Raises:
        LaterForm: when a later version wrote it.
        ValueError: when the bytes are none, or not as they were written.
    """
    try:
        value: Any = read_json_object(data)
        case = Case(
            form=read_form(value["sayso_export"], READ, "an export"),
            slug=value["case"],
            title=value["title"],
            left_out=tuple(value["left_out"]),
            files=tuple(File(**file) for file in value["files"]),
        )
        is_ours = case.to_bytes() == data and _has_texts(case)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"it lacks a part ({error})") from error
    if not is_ours:
        raise ValueError("it is not in the form in which it was written")
    return case


def flat(name: str) -> str:
    """Return what a file is called in a web archive, whose readers look no deeper than one folder."""
    return name.replace("custody/", "custody-", 1) if name.count("/") > 1 else name


def deep(name: str) -> str:
    """Return the name that `flat` was given."""
    return name.replace("custody-", "custody/", 1)


def bag_order(names: Iterable[str]) -> list[str]:
    """Return a bag's files as they follow in a zip: first what tells readers that it is a bag."""
    return sorted(names, key=lambda name: (name != DECLARATION, name))


def wacz_order(names: Iterable[str]) -> list[str]:
    """Return the files of a web archive, by their names in it, as they follow there."""
    last = (PACKAGE, PACKAGE_DIGEST)
    return sorted(names, key=lambda name: (name != WARC, name in last, name))


def head_name(size: int) -> str:
    """Return what the earlier head of this size is called."""
    return f"{HEADS}{size}.note"


def seal_text(head: Head, contents: str) -> str:
    """Return what is signed: whose export it is, up to where its log went, and the digest of its contents."""
    root = encode_base64(head.root)
    return f"{_SEAL_FIRST}\n{head.origin}\n{head.size}\n{root}\n{contents}\n"


def write_info(
    case: Case, originals: Mapping[str, tuple[str, int]], *, software: str, archive: str, last: date
) -> bytes:
    """Write what a bag says of itself: the same case, the same bytes.

    Args:
        case: what it is of.
        originals: digest and size of each, by its name.
        software: that writes it.
        archive: the name of the archive.
        last: the day of the newest entry in it, which is no clock's: the same log, the same bytes.
    """
    fields = (
        ("Bag-Software-Agent", software),
        ("Bagging-Date", last.isoformat()),
        ("External-Description", case.title),
        ("External-Identifier", case.slug),
        ("Payload-Oxum", f"{sum(size for _, size in originals.values())}.{len(originals)}"),
        ("Source-Organization", archive),
    )
    return "".join(f"{name}: {value}\n" for name, value in fields).encode("utf-8")


def software_of(info: bytes) -> str:
    """Return what a bag says that it was written by; "" where it does not say which sayso."""
    match = _SOFTWARE.match(info)
    return match[1].decode("ascii") if match else ""


def write_manifest(digests: Mapping[str, str]) -> bytes:
    """Write a manifest, in the order of names, as `sha256sum -c` reads it."""
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode("ascii")


def read_manifest(data: bytes) -> dict[str, str]:
    """Read a manifest: name -> digest.

    Raises:
        ValueError: when it is not, to the byte, what `write_manifest` writes.
    """
    if not data.isascii():
        raise ValueError("it holds more than ASCII")
    found = {}
    for line in data.decode("ascii").split("\n")[:-1]:
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError("a line in it is none of a manifest")
        found[match[2]] = match[1]
    if write_manifest(found) != data:
        raise ValueError("its lines are doubled, or in another order")
    return found


def name_in(description: bytes) -> str:
    """Return the file name that a description records; "" where there is none."""
    try:
        recorded = json.loads(description)
        return str(recorded.get("file_name", "")) if isinstance(recorded, dict) else ""
    except (ValueError, RecursionError):
        return ""


_HALF_PAIR = re.compile(r"[\ud800-\udfff]")  # no name on a disk, and no page, can be written with one


def _has_texts(case: Case) -> bool:
    texts: list[object] = [case.slug, case.title, *case.left_out]
    for file in case.files:
        texts += [file.path, file.name, file.item, file.media_type, file.exhibit, file.description]
    return all(isinstance(text, str) and not _HALF_PAIR.search(text) for text in texts)

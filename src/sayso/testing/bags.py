"""Bags for tests: right by default, every file of them open to change."""

from __future__ import annotations

import hashlib
import io
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

PAYLOAD: Mapping[str, bytes] = {"data/boats.txt": b"four boats\n", "data/logs/tide.txt": b"high at six\n"}


def make_bag(
    *,
    version: str = "1.0",
    payload: Mapping[str, bytes] = PAYLOAD,
    algorithms: Sequence[str] = ("sha256",),
    tag_algorithms: Sequence[str] | None = None,
    encoding: str = "UTF-8",
    info: str | None = "Source-Organization: Harbour Desk\n",
    info_name: str = "bag-info.txt",
    separator: str = "  ",
    listed: Mapping[str, str] | None = None,
    tags: Mapping[str, bytes] | None = None,
) -> dict[str, bytes]:
    """Return the files of a bag, by name.

    Args:
        version: of BagIt.
        payload: its files, whose names begin with `data/`.
        algorithms: of the payload manifests.
        tag_algorithms: of the tag manifests; those of the payload manifests when None, none when empty.
        encoding: of the tag files, in bagit.txt's words.
        info: the metadata; a right Payload-Oxum is added. None leaves the file out.
        info_name: `package-info.txt` up to 0.95.
        separator: between checksum and path.
        listed: the spelling of payload names in manifests, where it differs from theirs.
        tags: further tag files.
    """
    declaration = f"BagIt-Version: {version}\nTag-File-Character-Encoding: {encoding}\n"
    bag = {"bagit.txt": declaration.encode("utf-8"), **payload, **(tags or {})}
    if info is not None:
        oxum = f"Payload-Oxum: {sum(map(len, payload.values()))}.{len(payload)}\n"
        bag[info_name] = (info + oxum).encode(encoding)
    spelled = {name: (listed or {}).get(name, name) for name in payload}
    for algorithm in algorithms:
        manifest = manifest_of({spelled[name]: data for name, data in payload.items()}, algorithm, separator)
        bag[f"manifest-{algorithm}.txt"] = manifest.encode(encoding)
    return with_tag_manifests(bag, algorithms if tag_algorithms is None else tag_algorithms, encoding)


def with_tag_manifests(
    bag: Mapping[str, bytes], algorithms: Sequence[str] = ("sha256",), encoding: str = "UTF-8"
) -> dict[str, bytes]:
    """Return a bag with its tag manifests made anew."""
    plain = {name: data for name, data in bag.items() if not name.startswith("tagmanifest-")}
    tags = {name: data for name, data in plain.items() if not name.startswith("data/")}
    for algorithm in algorithms:
        plain[f"tagmanifest-{algorithm}.txt"] = manifest_of(tags, algorithm).encode(encoding)
    return plain


def manifest_of(files: Mapping[str, bytes], algorithm: str, separator: str = "  ") -> str:
    """Return a manifest of some files."""
    lines = (f"{hashlib.new(algorithm, data).hexdigest()}{separator}{name}\n" for name, data in files.items())
    return "".join(lines)


def write_bag(bag: Mapping[str, bytes], folder: Path) -> Path:
    """Write a bag into a folder; a name that ends with a slash makes an empty folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in bag.items():
        place = folder / name
        if name.endswith("/"):
            place.mkdir(parents=True, exist_ok=True)
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder


def zip_bag(bag: Mapping[str, bytes], folder: str = "bag") -> bytes:
    """Return a bag as a zip, in one folder unless that is empty."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in bag.items():
            made.writestr(f"{folder}/{name}" if folder else name, data)
    return out.getvalue()


def tar_bag(bag: Mapping[str, bytes], folder: str = "bag", *, gzipped: bool = False) -> bytes:
    """Return a bag as a tar, in one folder."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz" if gzipped else "w") as made:
        for name, data in bag.items():
            info = tarfile.TarInfo(f"{folder}/{name}")
            info.size = len(data)
            made.addfile(info, io.BytesIO(data))
    return out.getvalue()

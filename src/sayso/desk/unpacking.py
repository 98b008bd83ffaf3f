"""What comes in packed: a bag is checked strictly, then each of its payload files is taken as a capture."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sayso.capture.descriptions import read_description
from sayso.capture.names import printable_name
from sayso.capture.types import Capture, Description, Part
from sayso.custody import export_form as form
from sayso.custody.export_check import check_export
from sayso.packages import check_bag
from sayso.packages.unpacking import PackedFile, files_of, is_bag
from sayso.values import Check, Digest, Method, SaysoError, digest_file, utc_now

VERSION = "1"
BAG_ROLE = "bag"  # of a tag file of the bag that something came in


class PackageRefused(SaysoError):
    """A package that was to be taken in does not hold."""

    exit_code = 4

    def __init__(self, path: str, reasons: tuple[str, ...]) -> None:
        super().__init__(path, reasons)
        self.path, self.reasons = path, reasons

    def __str__(self) -> str:
        shown = "; ".join(self.reasons[:5])
        more = f" (and {len(self.reasons) - 5} more)" if len(self.reasons) > 5 else ""
        return (
            f"{self.path} was not taken in, as it does not hold: {shown}{more}. Ask for it again; what is in "
            "it can be taken as plain files, by their own names, from a copy without its bagit.txt."
        )


class PackageNotRead(SaysoError):
    """A package that was to be taken in could not be checked."""

    def __init__(self, path: str, reasons: tuple[str, ...]) -> None:
        super().__init__(path, reasons)
        self.path, self.reasons = path, reasons

    def __str__(self) -> str:
        return f"{self.path} was not taken in, as it could not be checked: {'; '.join(self.reasons[:5])}."


@contextmanager
def captures_in(path: Path) -> Iterator[list[Capture] | None]:
    """Give the captures in a bag while the block runs; None where the path is no bag.

    Raises:
        PackageRefused: when the bag does not hold, by its format or, as an export of ours, by its log.
        PackageNotRead: when it could not be looked at.
    """
    if not is_bag(path):
        yield None
        return
    _refuse(path, check_bag(path))
    with tempfile.TemporaryDirectory(prefix="sayso-bag-") as folder:
        files = {file.name: file for file in files_of(path, Path(folder))}
        if form.SEAL in files and form.CASE in files:
            _refuse(path, check_export(path), unsigned_will_do=True)
        yield _captures(path, files)


def _refuse(path: Path, check: Check, *, unsigned_will_do: bool = False) -> None:
    if check.verdict == "reject":
        raise PackageRefused(str(path), check.reasons)
    if check.verdict == "unknown" and not unsigned_will_do:
        raise PackageNotRead(str(path), check.reasons)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a bag says of one of its payload files."""

    name: str
    description: Description
    gaps: tuple[str, ...] = ()
    sidecar: str | None = None  # a file of the bag


def _captures(path: Path, files: Mapping[str, PackedFile]) -> list[Capture]:
    """Make a capture of each payload file; what the bag was made of goes along with the first."""
    payload = {name: file for name, file in files.items() if name.startswith(form.PAYLOAD)}
    tags = [file for name, file in files.items() if name not in payload]
    is_ours = form.CASE in files and form.SEAL in files
    told = _told_by_export(files) if is_ours else _told_by_names(payload)
    whole = files.get(form.TAG_MANIFEST) or files[form.DECLARATION]
    bag, started_at = digest_file(whole.path), utc_now()
    captures = [
        Capture(
            target=printable_name(str(path)),
            source=_source(bag, name),
            started_at=started_at,
            original=Part(role="original", path=payload[name].path, name=one.name),
            description=one.description,
            sidecar=_part(files, one.sidecar),
            gaps=one.gaps,
        )
        for name, several in told.items()
        for one in several
    ]
    if captures:
        captures[0] = replace(captures[0], beside=_beside(path, tags))
    return captures


def _source(bag: Digest, member: str) -> Method:
    return Method(name="bag", version=VERSION, parameters={"bag": bag, "member": printable_name(member)})


def _part(files: Mapping[str, PackedFile], name: str | None) -> Part | None:
    if name is None or name not in files:
        return None
    return Part(role="sidecar", path=files[name].path, name=name)


def _beside(path: Path, tags: list[PackedFile]) -> tuple[Part, ...]:
    """Return what else the bag was made of: its tag files, or the one file that it was packed in."""
    if path.is_dir():
        return tuple(Part(role=BAG_ROLE, path=tag.path, name=printable_name(tag.name)) for tag in tags)
    return (Part(role=BAG_ROLE, path=path, name=printable_name(path.name)),)


def _told_by_names(payload: Mapping[str, PackedFile]) -> dict[str, list[_Told]]:
    return {name: [_Told(printable_name(name.removeprefix(form.PAYLOAD)), Description())] for name in payload}


def _told_by_export(files: Mapping[str, PackedFile]) -> dict[str, list[_Told]]:
    """Read what an export of ours says: names, and what was recorded there."""
    sidecars = _sidecars_in(files[form.ENTRIES].path.read_bytes())
    told: dict[str, list[_Told]] = {}
    for file in form.read_case(files[form.CASE].path.read_bytes()).files:
        record = files.get(form.RECORDS + file.description)
        description, gaps = _recorded(record.path.read_bytes()) if record else (Description(), ())
        sidecar = sidecars.get(file.item)
        told.setdefault(file.path, []).append(
            _Told(file.name, description, gaps, form.RECORDS + sidecar if sidecar else None)
        )
    return told


def _recorded(data: bytes) -> tuple[Description, tuple[str, ...]]:
    record = json.loads(data)
    record.pop("file_name", None)
    return read_description(json.dumps(record).encode("ascii"))


def _sidecars_in(entries: bytes) -> dict[str, str]:
    """Return the sidecar of each item, as its newest entry names it."""
    found = {}
    for line in entries.splitlines():
        body = json.loads(line)["body"]
        if "sidecar" in body and "item" in body:
            found[str(body["item"])] = str(body["sidecar"])
    return found

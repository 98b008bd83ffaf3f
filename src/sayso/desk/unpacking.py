"""What comes in packed: a bag or web archive is checked strictly, then each piece in it is a capture."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sayso.capture.descriptions import is_writable, read_description
from sayso.capture.types import Capture, Description, NotTaken, Part
from sayso.custody import export_form as form
from sayso.custody.described import DESCRIBING, GAPS, NOT_DESCRIBING, sidecar_as_it_came
from sayso.custody.entries import read_line
from sayso.custody.export_records import shown_record
from sayso.custody.names import printable_name
from sayso.custody.openings import read_opened
from sayso.custody.restoring import free_name
from sayso.packages import check_bag, check_wacz
from sayso.packages.unpacking import Body, PackedFile, bodies_of, files_of, is_bag, members_of
from sayso.parsers import CouldNotRead
from sayso.values import Check, Method, SaysoError, digest_file, utc_now
from sayso.values.canonical import read_json_object

VERSION = "1"
PACKAGE_ROLE = "package"  # of what something came in, or a part of that
WACZ = ".wacz"
MOST_NAME_CHARS = 200  # of a name made of an address
NO_MATERIAL = ("warcinfo", "request", "metadata", "revisit")  # kinds of records whose passing needs no word


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
            f"{self.path} was not taken in, as it does not hold: {shown}{more}. Ask for it again; with "
            "`--unopened` it is kept all the same, as the file or the files that it is."
        )


class PackageNotRead(SaysoError):
    """A package that was to be taken in could not be checked."""

    def __init__(self, path: str, reasons: tuple[str, ...]) -> None:
        super().__init__(path, reasons)
        self.path, self.reasons = path, reasons

    def __str__(self) -> str:
        return (
            f"{self.path} was not taken in, as it could not be checked: {'; '.join(self.reasons[:5])}. With "
            "`--unopened` it is kept all the same, as the file or the files that it is."
        )


@contextmanager
def captures_in(path: Path) -> Iterator[list[Capture | NotTaken] | None]:
    """Give the captures in a bag or web archive while the block runs; None where the path is neither.

    Raises:
        PackageRefused: when it does not hold, by its format or, as an export of ours, by its log.
        PackageNotRead: when it could not be looked at.
    """
    is_wacz = path.suffix.lower() == WACZ and os.path.isfile(path)
    if not os.path.exists(path) or (not is_wacz and not is_bag(path)):  # unlike Path's, these never raise
        yield None
        return
    _refuse(path, check_wacz(path) if is_wacz else check_bag(path))
    with tempfile.TemporaryDirectory(prefix="sayso-package-") as folder:
        yield _unpacked(path, Path(folder), is_wacz=is_wacz)


def _unpacked(path: Path, folder: Path, *, is_wacz: bool) -> list[Capture | NotTaken]:
    try:
        return _in_wacz(path, folder) if is_wacz else _in_bag(path, folder)
    except CouldNotRead as error:
        raise PackageNotRead(str(path), (error.reason,)) from error


def _refuse(path: Path, check: Check) -> None:
    if check.verdict == "reject":
        raise PackageRefused(str(path), check.reasons)
    if check.verdict == "unknown":
        raise PackageNotRead(str(path), check.reasons)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a bag says of one of its payload files."""

    name: str
    description: Description
    gaps: tuple[str, ...] = ()
    sidecar: Part | None = None


def _in_bag(path: Path, folder: Path) -> list[Capture | NotTaken]:
    """Make a capture of each payload file; what the bag was made of goes along with the first."""
    files = {file.name: file for file in files_of(path, folder)}
    payload = {name: file for name, file in files.items() if name.startswith(form.PAYLOAD)}
    tags = [file for name, file in files.items() if name not in payload]
    told = _told_by_export(files, folder) if _is_ours(files) else _told_by_names(payload)
    whole = files.get(form.TAG_MANIFEST) or files[form.DECLARATION]
    method = Method(name="bag", version=VERSION, parameters={"bag": digest_file(whole.path)})
    return _captures(path, method, payload, told, beside=_beside(path, tags))


def _in_wacz(path: Path, folder: Path) -> list[Capture | NotTaken]:
    """Make a capture of each page and piece of media; the package goes along with the first."""
    (folder / "files").mkdir()
    (folder / "bodies").mkdir()
    files = {form.deep(file.name): file for file in members_of(path, folder / "files")}
    passed: dict[str, int] = {}
    bodies = list(bodies_of(path, folder / "bodies", passed))
    method = Method(name="wacz", version=VERSION, parameters={"wacz": digest_file(path)})
    package = (Part(role=PACKAGE_ROLE, path=path, name=printable_name(path.name)),)
    if _is_ours(files):
        pieces = {body.uri: PackedFile(body.uri, body.path) for body in bodies}
        pieces |= {name: file for name, file in files.items() if form.WARC_ORIGINAL.fullmatch(name)}
        return _captures(path, method, pieces, _told_by_export(files, folder), beside=package)
    pieces = {f"{number} {body.uri}": _packed(body) for number, body in enumerate(bodies)}
    told = dict(zip(pieces, _told_by_records(bodies), strict=True))
    found = _captures(path, method, pieces, told, beside=package)
    left = {kind: count for kind, count in passed.items() if kind not in NO_MATERIAL}
    passed_over = (
        NotTaken(name=path.name, reason=f"{count} × {kind}", is_by_rule=True) for kind, count in left.items()
    )
    return [*found, *passed_over]


def _is_ours(files: Mapping[str, PackedFile]) -> bool:
    return form.CASE in files and form.SEAL in files and form.ENTRIES in files


def _captures(
    path: Path,
    method: Method,
    pieces: Mapping[str, PackedFile],
    told: Mapping[str, Sequence[_Told]],
    *,
    beside: tuple[Part, ...],
) -> list[Capture | NotTaken]:
    """Make captures of pieces, each under the names that are told of it."""
    started_at = utc_now()
    captures = [
        Capture(
            target=printable_name(str(path)),
            source=_with_member(method, pieces[key].name),
            started_at=started_at,
            original=Part(role="original", path=pieces[key].path, name=one.name),
            description=one.description,
            sidecar=one.sidecar,
            gaps=one.gaps,
        )
        for key, several in told.items()
        for one in several
    ]
    if not captures:
        return [NotTaken(name=printable_name(path.name), reason="there is nothing in it that could be taken")]
    return [replace(captures[0], beside=beside), *captures[1:]]


def _packed(body: Body) -> PackedFile:
    """Return a record by its address and the time that it states: several may be of one address."""
    return PackedFile(f"{body.uri} of {body.date}" if body.date else body.uri, body.path)


def _told_by_records(bodies: Sequence[Body]) -> Iterator[list[_Told]]:
    """Say of each record what the archive says: its address, and a name that is of no other address."""
    names: dict[str, str] = {}
    taken: set[bytes] = set()
    for body in bodies:
        if body.uri not in names:
            names[body.uri] = free_name(_name_of(body.uri), taken)
        gaps = (body.gap,) if body.gap else ()
        yield [_Told(names[body.uri], Description(url=body.uri or None), gaps)]


def _name_of(uri: str) -> str:
    parts = urlsplit(uri)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.hostname or "record"
    return printable_name(last.replace("/", "_"))[:MOST_NAME_CHARS]


def _with_member(method: Method, member: str) -> Method:
    return replace(method, parameters={**method.parameters, "member": printable_name(member)})


def _beside(path: Path, tags: list[PackedFile]) -> tuple[Part, ...]:
    """Return what else the bag was made of: its tag files, or the one file that it was packed in."""
    if path.is_dir():
        return tuple(Part(role=PACKAGE_ROLE, path=tag.path, name=printable_name(tag.name)) for tag in tags)
    return (Part(role=PACKAGE_ROLE, path=path, name=printable_name(path.name)),)


def _told_by_names(payload: Mapping[str, PackedFile]) -> dict[str, list[_Told]]:
    return {name: [_Told(printable_name(name.removeprefix(form.PAYLOAD)), Description())] for name in payload}


def _told_by_export(files: Mapping[str, PackedFile], folder: Path) -> dict[str, list[_Told]]:
    """Read what an export of ours says: names, and what was recorded there."""
    records = _Records(files, folder)
    told: dict[str, list[_Told]] = {}
    for file in form.read_case(files[form.CASE].path.read_bytes()).files:
        description, gaps = records.description(file.description)
        sidecar = records.sidecar(file.item)
        told.setdefault(file.path, []).append(_Told(file.name, description, gaps, sidecar))
    return told


class _Records:
    """What an export of ours recorded of its originals, whole or field by field."""

    def __init__(self, files: Mapping[str, PackedFile], folder: Path) -> None:
        self._files, self._folder = files, folder
        lines = files[form.ENTRIES].path.read_bytes().split(b"\n")[:-1]
        entries = [entry for entry in map(read_line, lines) if entry.act in DESCRIBING]
        withheld = files.get(form.WITHHELD)
        shown = read_opened(withheld.path.read_bytes()) if withheld else {}
        self._singly = {str(entry.body.get("description")): shown_record(entry, shown) for entry in entries}
        self._sidecars = {
            str(entry.body.get("item")): str(entry.body["sidecar"])
            for entry in entries
            if "sidecar" in entry.body
        }  # of each item, as its newest entry names it

    def description(self, digest: str) -> tuple[Description, tuple[str, ...]]:
        """Return a description, and what of the exhibit could not be taken, there or by reading it here."""
        record, gaps = self._recorded(digest)
        told = {name: value for name, value in record.items() if name not in NOT_DESCRIBING}
        description, more = read_description(json.dumps(told).encode("ascii"), utc_now())
        return description, (*gaps, *more)

    def _recorded(self, digest: str) -> tuple[Mapping[str, object], list[str]]:
        """Return what was recorded, and its gaps: an export holds, whatever its archive wrote into it."""
        file = self._files.get(form.RECORDS + digest)
        if file is None:
            record = self._singly.get(digest, {})
        else:
            try:
                record = read_json_object(file.path.read_bytes())
            except ValueError as error:
                return {}, [f"its description in the export is none ({error}): nothing of it was taken"]
        gaps = record.get(GAPS, [])
        if isinstance(gaps, list) and all(isinstance(gap, str) and is_writable(gap) for gap in gaps):
            return record, gaps
        return record, ["what the export says could not be taken is not as it should be, and was left"]

    def sidecar(self, item: str) -> Part | None:
        """Return an item's sidecar as it once came, without what it was kept behind."""
        name = form.RECORDS + self._sidecars.get(item, "")
        if name not in self._files:
            return None
        path = self._folder / name.rpartition("/")[2]
        path.write_bytes(sidecar_as_it_came(self._files[name].path.read_bytes()))
        return Part(role="sidecar", path=path, name=name)

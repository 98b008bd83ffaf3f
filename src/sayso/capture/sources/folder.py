"""Files and folders as they lie on this machine.

`<stem>.meta.json` describes the document of that stem, or the file that it names
in full; other files of a document's stem are its attachments.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from sayso.capture.descriptions import MAX_BYTES, SUFFIX, read_description
from sayso.capture.types import Capture, Description, NotTaken, Part
from sayso.capture.walking import Found, Passed, files_of, reason_of, unreadable, walk
from sayso.custody.names import printable_name
from sayso.values import Method, Progress, silent, utc_now

# What a document is among files of one stem; the first of them is what a description is about.
DOCUMENT_SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf")
LINKED = "it was named by a link, and what that led to was taken"


class FolderSource:
    """Takes a file, or all files of a folder.

    Args:
        excluding: a folder that is not gone into, such as the archive that takes the files in.
    """

    name = "folder"
    version = "1"

    def __init__(self, *, excluding: Path | None = None) -> None:
        self._excluding = excluding.resolve() if excluding is not None else None
        self._listed: tuple[Path, dict[str, list[Found]]] | None = None  # the last folder of a single file

    def accepts(self, target: str) -> bool:
        """Tell whether there is a file or folder at this path."""
        return os.path.lexists(target)

    def capture(self, target: str, *, progress: Progress = silent) -> Iterator[Capture | NotTaken]:
        """Take the file, or the folder's files in the order of their names.

        What cannot be taken comes as NotTaken in its place, and the rest goes on.
        `progress` counts files, those not taken included.
        """
        met, beside = self._look(Path(target))
        shelf = _Shelf(beside)
        asked = {piece.name for piece in met}
        pieces = [piece for piece in met if shelf.described_by.get(piece.name) not in asked]
        for done, piece in enumerate(pieces):
            progress(done, len(pieces), printable_name(piece.name))
            yield self._taken(piece, shelf, target)
        progress(len(pieces), len(pieces))

    def _look(self, target: Path) -> tuple[Sequence[Found | Passed], Sequence[Found]]:
        """Return what was asked for, and the files among which its descriptions and attachments are."""
        try:
            resolved = target.resolve(strict=True)
        except (OSError, RuntimeError) as error:
            reason = reason_of(error) if isinstance(error, OSError) else "it is a link that leads nowhere"
            return [Passed(target.name or str(target), reason)], []
        if self._excluding is not None and resolved.is_relative_to(self._excluding):
            return [Passed(target.name or str(target), "it is the archive itself, or in it")], []
        if resolved.is_dir():
            met = walk(resolved, self._excluding)
            return met, list(files_of(met))
        file = Found(target.name, resolved, target if target.is_symlink() else None)
        return [file], [file, *self._neighbours(resolved)]

    def _neighbours(self, path: Path) -> list[Found]:
        """Return the files beside a file that share its stem."""
        if self._listed is None or self._listed[0] != path.parent:
            self._listed = path.parent, _by_stem(path.parent)
        stems = {_stem(path.name), _key(path.name)}
        return [file for stem in stems for file in self._listed[1].get(stem, []) if file.path != path]

    def _taken(self, piece: Found | Passed, shelf: _Shelf, target: str) -> Capture | NotTaken:
        name = printable_name(piece.name)
        if isinstance(piece, Passed):
            return NotTaken(name=name, reason=piece.reason, is_by_rule=piece.is_by_rule)
        if (reason := unreadable(piece.path)) is not None:
            return NotTaken(name=name, reason=reason + shelf.left_with(piece))
        described = shelf.describe(piece)
        return Capture(
            target=printable_name(target),
            source=Method(name=self.name, version=self.version),
            started_at=utc_now(),
            original=Part(role="original", path=piece.path, name=name, link=piece.link),
            sidecar=described.sidecar,
            description=described.description,
            gaps=described.gaps if piece.link is None else (LINKED, *described.gaps),
        )


@dataclass(frozen=True, slots=True)
class _Described:
    description: Description
    sidecar: Part | None
    gaps: tuple[str, ...]


class _Shelf:
    """The files that lie together: which describes which, and which belong to which document."""

    def __init__(self, files: Iterable[Found]) -> None:
        self._files = {_key(file.name): file for file in files}
        self._by_file_name = {PurePosixPath(key).name: file for key, file in self._files.items()}
        self._stems: dict[str, list[Found]] = {}
        for file in self._files.values():
            if not _is_sidecar(file.name):
                self._stems.setdefault(_stem(file.name), []).append(file)
        for same_stem in self._stems.values():
            same_stem.sort(key=_rank)
        self.described_by: dict[str, str] = {}  # sidecar's name -> the name of the file that it describes
        self._sidecars: dict[str, Found] = {}  # the other way round
        for file in filter(lambda file: _is_sidecar(file.name), self._files.values()):
            self._place(file)

    def describe(self, file: Found) -> _Described:
        """Return what is recorded about a file, by its sidecar and by what lies beside it."""
        sidecar = self._sidecars.get(file.name)
        described = _Described(Description(), None, ())
        if sidecar is not None:
            described = _described_by(sidecar)
        elif _is_sidecar(file.name):
            described = _Described(Description(), None, ("it describes a file that did not come with it",))
        attachments, missing = self._attachments(file, described.description)
        return replace(
            described,
            description=replace(described.description, attachments=attachments),
            gaps=(*described.gaps, *missing),
        )

    def left_with(self, file: Found) -> str:
        """Return what to add where a file is not taken: its description stays behind with it."""
        return "; its description was left with it" if file.name in self._sidecars else ""

    def _place(self, sidecar: Found) -> None:
        """Find the file that a sidecar describes: the one it names in full, or the first of its stem."""
        key = _key(sidecar.name)[: -len(SUFFIX)]
        named = self._files.get(key)
        same_stem = self._stems.get(key, [])
        described = named or next(iter(same_stem), None)
        if described is None or (described.name in self._sidecars and named is None):
            return
        if (earlier := self._sidecars.get(described.name)) is not None:
            del self.described_by[earlier.name]
        self._sidecars[described.name] = sidecar
        self.described_by[sidecar.name] = described.name

    def _attachments(self, file: Found, description: Description) -> tuple[tuple[str, ...], list[str]]:
        """Return the names of a file's attachments, and a sentence for each that is not here."""
        names: dict[str, None] = {}
        missing = []
        folder = PurePosixPath(_key(file.name)).parent
        for given in description.attachments:
            found = self._files.get(str(folder / _key(given))) or self._by_file_name.get(_key(given))
            names[_file_name(found) if found is not None else given] = None
            if found is None:
                missing.append(f"its attachment {printable_name(given)} did not come with it")
        same_stem = self._stems.get(_stem(file.name), [file])
        if same_stem[0] == file and _is_document(file.name):
            names |= {_file_name(other): None for other in same_stem[1:] if other.name not in self._sidecars}
        return tuple(names), missing


def _by_stem(folder: Path) -> dict[str, list[Found]]:
    """List the files of one folder by the stem that they have or describe, links left out."""
    stems: dict[str, list[Found]] = {}
    try:
        names = sorted(os.listdir(folder), key=os.fsencode)
    except OSError:
        return stems
    for name in names:
        path = folder / name
        if path.is_file() and not path.is_symlink():
            stem = _key(name)[: -len(SUFFIX)] if _is_sidecar(name) else _stem(name)
            stems.setdefault(stem, []).append(Found(name, path))
    return stems


def _described_by(sidecar: Found) -> _Described:
    """Read a sidecar; one that cannot be read is not kept, and its document is taken without it."""
    part = Part(role="sidecar", path=sidecar.path, name=printable_name(sidecar.name))
    reason = unreadable(sidecar.path)
    try:
        data = (
            sidecar.path.read_bytes() if reason is None and sidecar.path.stat().st_size <= MAX_BYTES else None
        )
    except OSError as error:
        reason = reason_of(error)
    if reason is not None:
        return _Described(Description(), None, (f"its description was not taken: {reason}",))
    if data is None:
        return _Described(
            Description(), part, (f"its description is over {MAX_BYTES >> 20} MiB and was not read",)
        )
    description, gaps = read_description(data, utc_now())
    return _Described(description, part, gaps)


def _key(name: str) -> str:
    """Return a name for comparing: macOS and Linux write one letter in two ways."""
    return unicodedata.normalize("NFC", name)


def _is_sidecar(name: str) -> bool:
    return name.lower().endswith(SUFFIX)


def _stem(name: str) -> str:
    return str(PurePosixPath(_key(name)).with_suffix(""))


def _is_document(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in DOCUMENT_SUFFIXES


def _rank(file: Found) -> tuple[int, bytes]:
    suffix = PurePosixPath(file.name).suffix.lower()
    order = DOCUMENT_SUFFIXES.index(suffix) if suffix in DOCUMENT_SUFFIXES else len(DOCUMENT_SUFFIXES)
    return order, os.fsencode(file.name)


def _file_name(file: Found) -> str:
    return printable_name(PurePosixPath(file.name).name)

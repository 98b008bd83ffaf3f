"""Making an archive, opening one, and what its `archive.toml` says."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sayso.custody.disk import (
    files_under,
    make_folder,
    no_file_in,
    read_file,
    reason_of,
    sync_folder,
    write_new,
)
from sayso.custody.entries import Act
from sayso.custody.errors import (
    ArchiveDamaged,
    ArchiveExists,
    ArchiveUnreadable,
    BadName,
    CouldNotWrite,
    FolderNotEmpty,
    NotAnArchive,
    UnknownFormat,
)
from sayso.custody.keys import VerifierKey, key_name_of, make_key_pair, write_private_key
from sayso.custody.layout import ArchiveFiles
from sayso.custody.lock import writer_lock
from sayso.custody.log import CustodyLog
from sayso.values import digest_bytes, instant_text, read_instant, utc_now

# Rises with whatever an earlier sayso would fail at, or take for something else; not with what it passes
# over. An archive of an earlier one is read as it is, and is of this one once something is written in it.
FORMAT = 2  # 2: descriptions hold salts, and sidecars stand behind one

Setting = str | bool | int | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What `archive.toml` says."""

    format: int
    name: str
    created: datetime
    public_key: VerifierKey  # its name is the origin line of the archive's heads
    settings: Mapping[str, Setting] = field(default_factory=dict)  # those that travel with the archive


def found_archive(
    root: Path,
    name: str,
    key_directory: Path,
    *,
    settings: Mapping[str, Setting] | None = None,
    withheld: Mapping[str, str] | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> ArchiveFiles:
    """Make an archive, with a key pair of its own, and log that.

    Args:
        root: a folder that is not there yet, or is empty.
        name: what people call it; the origin of its heads is made from it.
        key_directory: where the private key goes, never into the archive.
        settings: those that travel with the archive.
        withheld: what names a person or machine, such as the operator; for the log's first entry.
        clock: tells the time.

    Raises:
        ArchiveExists: when there is an archive already; it stays as it is.
        FolderNotEmpty: when there are other files.
        BadName: when the name is empty or holds control characters.
        CouldNotWrite: when the disk refuses.
    """
    files = ArchiveFiles(root)
    key_name = key_name_of(_checked_name(name))
    try:
        _refuse_taken(files)
        _make_folders(files)
        pair = make_key_pair(key_name)
        write_private_key(pair, key_directory)
        with writer_lock(files, "sayso init"):
            if files.toml.exists():
                raise ArchiveExists(str(root))
            _clear_interrupted(files)
            made = Settings(
                format=FORMAT,
                name=name,
                created=clock(),
                public_key=pair.verifier_key,
                settings=dict(settings or {}),
            )
            _write_first(files, made, withheld or {}, clock)
    except FileExistsError as error:
        raise ArchiveExists(str(root)) from error
    except OSError as error:
        raise CouldNotWrite("a new archive", str(root), reason_of(error)) from error
    return files


def open_files(root: Path) -> ArchiveFiles:
    """Return the files of an archive, once it is known to be one of a format we know.

    Raises:
        NotAnArchive: when it is none.
        ArchiveDamaged: when its `archive.toml` does not hold what it must.
        UnknownFormat: when a newer sayso made it.
    """
    files = ArchiveFiles(root)
    read_settings(files)
    missing = [folder.name for folder in (files.objects, files.log) if not folder.is_dir()]
    if missing:
        raise NotAnArchive(str(root), f"it has an archive.toml, but no {' and no '.join(missing)}")
    return files


def read_settings(files: ArchiveFiles) -> Settings:
    """Read `archive.toml`.

    Raises:
        NotAnArchive: when there is none.
        ArchiveUnreadable: when there is one, and the system refuses to read it.
        ArchiveDamaged: when it does not hold what it must.
        UnknownFormat: when a newer sayso made it.
    """
    try:
        data = read_file(files.toml)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotAnArchive(str(files.root), "it has no archive.toml") from error
    except OSError as error:
        raise ArchiveUnreadable("archive.toml", str(files.toml), reason_of(error)) from error
    return parse_settings(data, str(files.toml))


def parse_settings(data: bytes, path: str) -> Settings:
    """Read the bytes of an `archive.toml`; `path` names it in errors, which are those of `read_settings`."""
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except ValueError as error:
        raise ArchiveDamaged(path, f"it is no TOML: {error}") from error
    found = table.get("format")
    if type(found) is not int or not 1 <= found <= FORMAT:
        raise UnknownFormat(path, repr(found), FORMAT)
    try:
        return Settings(
            format=found,
            name=_text(table["name"]),
            created=read_instant(_text(table["created"])),
            public_key=VerifierKey.parse(_text(table["public_key"])),
            settings={key: _setting(value) for key, value in table["settings"].items()},
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise ArchiveDamaged(path, f"it does not hold what it must: {error}") from error


def render_settings(settings: Settings) -> bytes:
    """Write settings as an `archive.toml`: the same settings, the same bytes.

    Raises:
        ValueError: when a setting's name or value has no place in it.
    """
    lines = [
        "# A sayso archive. The SHA-256 of this file stands in the custody log.",
        f"format = {settings.format}",
        f"name = {_quoted(settings.name)}",
        f"created = {_quoted(instant_text(settings.created))}",
        f"public_key = {_quoted(settings.public_key.text)}",
        "",
        "[settings]",
        *(f"{_bare(key)} = {_toml(value)}" for key, value in sorted(settings.settings.items())),
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _checked_name(name: str) -> str:
    if not name.strip():
        raise BadName(name, "it is empty")
    if not name.isprintable():
        raise BadName(name, "it holds characters that cannot be shown")
    return name


def _refuse_taken(files: ArchiveFiles) -> None:
    if files.toml.exists():
        raise ArchiveExists(str(files.root))
    if not files.root.exists():
        return
    if not files.root.is_dir() or not _is_free(files):
        raise FolderNotEmpty(str(files.root))


def _is_free(files: ArchiveFiles) -> bool:
    """Tell a folder that is empty, or holds only what an interrupted founding left."""
    ours = {folder.name for folder in files.folders()} | {files.lock.name}
    for path in files.root.iterdir():
        if path.name not in ours and not _is_unfinished(path.name):
            return False
    first = files.segment_path(1)
    within = {files.name_of(path) for path in (files.lock, first, files.withheld_path(1))}
    for found in files_under(files.place("")):
        if found.is_dir(follow_symlinks=False):
            continue
        is_left = files.name_at(found.path) in within or _is_unfinished(found.name)
        # A link of one of our names may lead to another archive's log, which would be cleared.
        if not is_left or no_file_in(found.path) is not None:
            return False
    return not first.exists() or read_file(first).count(b"\n") <= 1


def _is_unfinished(name: str) -> bool:
    return name.startswith(".") and name.endswith(".new")


def _clear_interrupted(files: ArchiveFiles) -> None:
    files.segment_path(1).unlink(missing_ok=True)
    files.withheld_path(1).unlink(missing_ok=True)


def _make_folders(files: ArchiveFiles) -> None:
    files.root.mkdir(parents=True, exist_ok=True)
    for folder in files.folders():
        make_folder(folder)
    sync_folder(files.root.parent)


def _write_first(
    files: ArchiveFiles, made: Settings, withheld: Mapping[str, str], clock: Callable[[], datetime]
) -> None:
    data = render_settings(made)
    body = {
        "archive_toml": digest_bytes(data),
        "created": instant_text(made.created),
        "format": FORMAT,
        "name": made.name,
        "public_key": made.public_key.text,
        "settings": dict(made.settings),
    }
    CustodyLog(files, clock=clock).append([Act("init", body, withheld)])
    write_new(files.toml, data)  # the last step: without this file the folder is no archive yet


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"not a text: {value!r}")
    return value


def _setting(value: object) -> Setting:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    if isinstance(value, str | bool | int):
        return value
    raise ValueError(f"not a setting: {value!r}")


def _toml(value: Setting) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _quoted(value)
    return f"[{', '.join(_quoted(item) for item in value)}]"


def _bare(key: str) -> str:
    if not key or not all(letter.isascii() and (letter.isalnum() or letter in "_-") for letter in key):
        raise ValueError(f"a setting's name holds letters, digits, '_' and '-' only: {key!r}")
    return key


def _quoted(text: str) -> str:
    """Write a TOML basic string."""
    escaped = "".join(
        f"\\u{ord(letter):04X}"
        if ord(letter) < 32 or ord(letter) == 127
        else {'"': '\\"', "\\": "\\\\"}.get(letter, letter)
        for letter in text
    )
    return f'"{escaped}"'

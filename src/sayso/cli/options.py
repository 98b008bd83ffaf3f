"""The options that many verbs share, and how they are resolved."""

from __future__ import annotations

import getpass
import os
import sys
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.console import complain
from sayso.cli.damage import EXIT_INTEGRITY
from sayso.values import AskedWrongly

if TYPE_CHECKING:
    from sayso.custody.heads import Head
    from sayso.store.archive import Archive

ARCHIVE_VARIABLE = "SAYSO_ARCHIVE"
ARCHIVE_MARK = "archive.toml"
_broken_logs: list[str] = []  # archives whose log the command that runs could make no head over

ArchiveOption = Annotated[
    Path | None,
    typer.Option(
        "--archive",
        metavar="DIR",
        help=f"The archive; else {ARCHIVE_VARIABLE}, else the nearest folder above with {ARCHIVE_MARK}.",
        show_default=False,
    ),
]
ActorOption = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="NAME",
        help="Who acts; else the settings, else the system's user.",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer in JSON, for programs.")]
CaseArgument = Annotated[str, typer.Argument(metavar="CASE", help="A slug or title.")]
WhichCaseOption = Annotated[
    str | None, typer.Option("--case", metavar="CASE", help="Where the name stands in several.")
]
ExtractorOption = Annotated[
    str, typer.Option("--extractor", metavar="NAME", help="The method that finds claims.")
]


def no_option(named: Path | None) -> Path | None:
    """Return a path that an option names, unless it is the next option: then the name was forgotten.

    A file that is really called so goes as ./--name.
    """
    if named is not None and str(named).startswith("--"):
        raise typer.BadParameter(f"it names no file; {named}, which follows, is an option")
    return named


class NoArchive(AskedWrongly):
    """No archive was named, and none lies above."""

    def __init__(self, start: str) -> None:
        super().__init__(start)
        self.start = start

    def __str__(self) -> str:
        return (
            f"There is no archive here: no folder from {self.start} upwards holds {ARCHIVE_MARK}. "
            "Make one with `sayso init DIR`, or name one with --archive."
        )


class NoHome(AskedWrongly):
    """The user has no home folder, and no other place for settings and keys is named."""

    def __init__(self, asked: str) -> None:
        super().__init__(asked)
        self.asked = asked

    def __str__(self) -> str:
        return (
            f"There is no telling where {self.asked} is, the folder for settings and keys: this user has no "
            "home folder. Set HOME, or XDG_CONFIG_HOME."
        )


class SettingsUnreadable(AskedWrongly):
    """The settings file is no TOML."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(path, why)
        self.path, self.why = path, why

    def __str__(self) -> str:
        return f"The settings in {self.path} cannot be read: {self.why}. Mend the file, or move it away."


def configuration_directory() -> Path:
    """Return the folder for a user's settings and keys.

    Raises:
        NoHome: when there is no telling where it is.
    """
    base = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    try:
        return Path(base).expanduser() / "sayso"
    except RuntimeError as problem:
        raise NoHome(base) from problem


def settings() -> dict[str, object]:
    """Return the user's settings; {} where there are none.

    Raises:
        SettingsUnreadable: when the file is no TOML.
    """
    path = configuration_directory() / "settings.toml"
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise SettingsUnreadable(str(path), str(problem)) from problem


def resolve_actor(named: str | None) -> str:
    """Return who acts."""
    known = named or settings().get("actor")
    if known:
        return str(known)
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user id that no name belongs to, as in a container; KeyError before 3.13
        return f"uid {os.getuid()}"


def resolve_descriptor() -> Path | None:
    """Return the network that describes pictures, where the settings name one: `descriptor` in `[footage]`.

    A path that is not absolute starts at the folder of the settings.

    Raises:
        SettingsUnreadable: when what stands there is no path.
    """
    try:
        footage = settings().get("footage", {})
    except NoHome:  # then there are no settings that could name one
        return None
    named = footage.get("descriptor") if isinstance(footage, dict) else footage
    if named is None:
        return None
    if not isinstance(named, str) or not named:
        where = str(configuration_directory() / "settings.toml")
        raise SettingsUnreadable(where, "in [footage], `descriptor` is the path of an ONNX file")
    return configuration_directory() / Path(named).expanduser()


def resolve_anchors() -> Path | None:
    """Return the certificates of those whose word on signers is taken: `anchors` in `[c2pa]` of the settings.

    A path that is not absolute starts at the folder of the settings.

    Raises:
        SettingsUnreadable: when what stands there is no path.
    """
    try:
        table = settings().get("c2pa", {})
    except NoHome:
        return None
    named = table.get("anchors") if isinstance(table, dict) else table
    if named is None:
        return None
    if not isinstance(named, str) or not named:
        where = str(configuration_directory() / "settings.toml")
        raise SettingsUnreadable(where, "in [c2pa], `anchors` is the path of a file of PEM certificates")
    return configuration_directory() / Path(named).expanduser()


def resolve_archive(named: Path | None) -> Path:
    """Return the archive's folder.

    Raises:
        NoArchive: when none is named and none lies above.
    """
    if named is not None:
        return named
    if variable := os.environ.get(ARCHIVE_VARIABLE):
        return Path(variable)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / ARCHIVE_MARK).is_file():
            return folder
    raise NoArchive(str(here))


@contextmanager
def opened(named: Path | None, *, needs_index: bool = True) -> Iterator[Archive]:
    """Open the archive that is meant, for the command that was typed; see `open_archive`."""
    from sayso.store.archive import open_archive

    command = " ".join(["sayso", *sys.argv[1:2]])
    keys = configuration_directory() / "keys"
    with open_archive(
        resolve_archive(named), who=command, on_wait=complain, keys=keys, needs_index=needs_index
    ) as archive:
        yield archive
    problem = archive.no_head_as
    if problem is not None and problem.exit_code == EXIT_INTEGRITY:  # what was asked is done, and answered
        _broken_logs.append(str(archive.files.root))


def log_was_broken() -> bool:
    """Tell whether a log that was written to turned out to be none that its heads were made over; once."""
    was_broken = bool(_broken_logs)
    _broken_logs.clear()
    return was_broken


def heads_given(paths: Sequence[Path]) -> list[Head]:
    """Read heads that were kept elsewhere, and say which of them are not signed; errors as `read_receipt`."""
    from sayso.desk.receipt import read_receipt

    heads = [head for path in paths for head in read_receipt(path)]
    for head in heads:
        if not head.is_signed:
            complain(f"The head over {head.size} entries that was kept elsewhere is not signed.")
    return heads

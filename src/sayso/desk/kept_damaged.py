"""What is to be taken in and was kept before: whole, or damaged in the archive, and what to do then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sayso.exhibits.objects import ObjectDamaged, Stored
from sayso.store.archive import Archive
from sayso.values import Digest, SaysoError

# Objects are read-only, so that `cp` refuses to write over one; moving asks for their folder alone.
_MOVE_AWAY = "move the damaged object (`mv`) to a place outside the archive, where it can still be looked at"


class KeptDamaged(SaysoError):
    """A file was to be taken in whose bytes the archive has already, and has damaged."""

    exit_code = 4

    def __init__(self, digest: str, place: str, why: str, given: str) -> None:
        super().__init__(digest, place, why, given)
        self.digest, self.place, self.why = digest, place, why
        self.given = given  # what has the right bytes, as whoever gave it knows it

    def __str__(self) -> str:
        return (
            f"the archive has kept these bytes before, and they are damaged ({self.place}: {self.why}). "
            f"{self.given} has the right ones: {_MOVE_AWAY}, and take this in again, which puts the right "
            "ones there; then run `sayso verify`."
        )


class RecordDamaged(SaysoError):
    """A file was to be taken in whose sidecar or description the archive has already, and has damaged."""

    exit_code = 4

    def __init__(self, digest: str, what: str, place: str, why: str) -> None:
        super().__init__(digest, what, place, why)
        self.digest, self.what, self.place, self.why = digest, what, place, why

    def __str__(self) -> str:
        return (
            f"the archive has kept the same bytes before, whose {self.what} is damaged ({self.place}: "
            f"{self.why}). {_MOVE_AWAY[0].upper()}{_MOVE_AWAY[1:]}, and put that object there from a backup, "
            "or erase the exhibit; then take this in."
        )


def kept_whole(archive: Archive, path: Path, given: str) -> Stored:
    """Keep a file's bytes; where they were kept before, they must be whole here.

    Args:
        given: what to call the file: one that was unpacked lies where nobody else sees it.
    """
    try:
        return archive.objects.put_file(path, hold=True)
    except ObjectDamaged as problem:
        place = archive.files.name_of(archive.files.object_path(Digest(problem.digest)))
        raise KeptDamaged(problem.digest, place, problem.why, given) from problem


@contextmanager
def recorded_whole(archive: Archive, what: str) -> Iterator[None]:
    """Say of a record that was kept before and is damaged what it is."""
    try:
        yield
    except ObjectDamaged as problem:
        place = archive.files.name_of(archive.files.object_path(Digest(problem.digest)))
        raise RecordDamaged(problem.digest, what, place, problem.why) from problem

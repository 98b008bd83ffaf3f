"""Take files and folders into a case."""

from __future__ import annotations

import itertools
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from sayso.capture.descriptions import is_writable
from sayso.capture.sources import SOURCES
from sayso.capture.types import Capture, NotTaken
from sayso.custody.clock_slips import slips_among
from sayso.custody.entries import Act
from sayso.custody.log_end import end_of, entry_at
from sayso.desk.cut_off import LOOKS_CUT, looks_cut
from sayso.desk.documents import distinct_names
from sayso.desk.keeping import Taken, keep, log_batch
from sayso.desk.unpacking import captures_in
from sayso.exhibits.sniff import family
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.values import AskedWrongly, Progress, SaysoError, silent

# Files whose log lines are written together: one fsync of the log and one
# transaction a batch, and little to do again after a crash.
BATCH_FILES = 128
BATCH_BYTES = 256_000_000  # or this many bytes, so that an interruption costs no more
LONGEST_TITLE = 300  # characters


class NothingThere(AskedWrongly):
    """What was to be taken in holds no file."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        super().__init__(paths)
        self.paths = paths

    def __str__(self) -> str:
        return f"There is no file to take in at {', '.join(self.paths)}. Nothing was changed."


class BadTitle(AskedWrongly):
    """A case that was to be opened under a title that it cannot have."""

    def __init__(self, title: str, why: str) -> None:
        super().__init__(title, why)
        self.title, self.why = title, why

    def __str__(self) -> str:
        return f"No case can have the title {self.title!r}: {self.why}. Nothing was changed."


class NothingTaken(SaysoError):
    """There was something to take in, and none of it could be taken."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__(reasons)
        self.reasons = reasons

    def __str__(self) -> str:
        return f"Nothing could be taken in, and no case was opened: {'; '.join(self.reasons)}."


class InsideTheArchive(AskedWrongly):
    """The archive would take in itself."""

    def __init__(self, path: str, archive: str) -> None:
        super().__init__(path, archive)
        self.path, self.archive = path, archive

    def __str__(self) -> str:
        return (
            f"{self.path} lies inside the archive {self.archive}, which keeps its own files. "
            "Copy what you want to take in to another folder, and import it from there."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OneName:
    """Items of a case that go by one short name, and by what they are told apart."""

    doc_id: str
    called: tuple[tuple[str, str], ...]  # what each is called instead, and its file's name


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What came in, and what did not."""

    case: queries.CaseInfo
    case_is_new: bool
    taken: tuple[Taken, ...]
    not_taken: tuple[NotTaken, ...]
    clock: tuple[str, ...] = ()  # what is odd about the times of its entries, in words
    one_name: tuple[OneName, ...] = ()  # what came in under a short name that another item of the case has

    @property
    def failed(self) -> tuple[NotTaken, ...]:
        """What should have come in and did not, without what a rule leaves out for all."""
        return tuple(missing for missing in self.not_taken if not missing.is_by_rule)

    @property
    def several(self) -> tuple[tuple[str, int], ...]:
        """What came more than once, the same bytes under the same name: which, and how many times."""
        times = Counter(taken.item for taken in self.taken)
        names = {taken.item: taken.name for taken in self.taken}
        return tuple((names[item], count) for item, count in times.items() if count > 1)

    @property
    def unknown(self) -> tuple[Taken, ...]:
        """What is kept although no reader knows its type."""
        return tuple(taken for taken in self.taken if family(taken.media_type) == "other")


def import_paths(
    archive: Archive,
    paths: Sequence[Path],
    case: str,
    *,
    actor: str,
    unopened: bool = False,
    progress: Progress = silent,
) -> Intake:
    """Take files and folders into a case, which is opened if there is none of this slug or title.

    A case is opened only when there is something to put in. A path that is a bag is checked first, and
    each of its payload files taken.

    Args:
        unopened: take bags and web archives as the files that they are, whether they hold or not.

    One file that cannot be taken does not stop the others. What a call returns
    as taken is on disk, with its log line.

    Raises:
        InsideTheArchive: when a path lies in the archive.
        BadTitle: when a case would be opened that cannot be called so.
        NothingThere: when the paths hold no file at all.
        NothingTaken: when they hold something, and none of it could be taken.
        PackageRefused, PackageNotRead: when a bag does not hold, or cannot be checked; nothing is taken then.
    """
    for path in paths:
        _refuse_own_files(archive, path)
    with ExitStack() as opened:
        packed = {path: None if unopened else opened.enter_context(captures_in(path)) for path in paths}
        return _import(archive, paths, packed, case, actor=actor, progress=progress)


def _import(
    archive: Archive,
    paths: Sequence[Path],
    packed: Mapping[Path, Sequence[Capture | NotTaken] | None],
    case: str,
    *,
    actor: str,
    progress: Progress,
) -> Intake:
    captures = _captures(archive, paths, packed)
    not_taken: list[NotTaken] = []
    first = _first_taken(captures, not_taken)
    if first is None and not not_taken:
        raise NothingThere(tuple(str(path) for path in paths))
    if first is None:
        raise NothingTaken(tuple(f"{missing.name}: {missing.reason}" for missing in not_taken))
    before = entry_at(end_of(archive.files))
    info, is_new = _case_for(archive, case, actor)
    archive.objects.clear_left_over()
    taken: list[Taken] = []
    try:
        for batch in _batches(itertools.chain([first], captures)):
            with archive.objects.batch():
                kept = [piece for piece in (keep(archive, capture, not_taken) for capture in batch) if piece]
            taken += log_batch(archive, info.slug, kept, actor, not_taken)
            progress(len(taken) + len(not_taken), None, kept[-1].capture.original.name if kept else "")
    except Exception as problem:
        problem.add_note(_saved_before(info, len(taken), is_new=is_new))
        raise
    after = entry_at(end_of(archive.files))
    return Intake(
        case=info,
        case_is_new=is_new,
        taken=tuple(taken),
        not_taken=tuple(not_taken),
        clock=tuple(slips_among(one for one in (before, after) if one is not None)),
        one_name=_of_one_name(info.slug, {one.item for one in taken}),
    )


def _of_one_name(case: str, taken: Set[str]) -> tuple[OneName, ...]:
    items = queries.items_of_one_name(case)
    names, alike = distinct_names(items), dict[str, list[queries.ItemInfo]]()
    for item in items:
        alike.setdefault(item.doc_id, []).append(item)
    return tuple(
        OneName(doc_id=doc_id, called=tuple((names[item.id], item.file_name) for item in held))
        for doc_id, held in alike.items()
        if any(item.id in taken for item in held)
    )


def _saved_before(case: queries.CaseInfo, taken: int, *, is_new: bool) -> str:
    """Say what of an import that is stopped stands in the archive all the same."""
    if not taken:
        opened = f"; the case {case.title!r} was opened, and is empty" if is_new else ""
        return f"Nothing was taken in{opened}."
    files = f"{taken:,} {'file' if taken == 1 else 'files'}"
    opened = "was opened, and " if is_new else ""
    return f"Before that, the case {case.title!r} {opened}took in {files}: that much is saved."


def _captures(
    archive: Archive, paths: Sequence[Path], packed: Mapping[Path, Sequence[Capture | NotTaken] | None]
) -> Iterator[Capture | NotTaken]:
    source = SOURCES.load("folder")(excluding=archive.files.root)
    for path in paths:
        if (inside := packed[path]) is not None:
            yield from inside
            continue
        if not source.accepts(str(path)):
            yield NotTaken(name=str(path), reason="there is no such file or folder")
            continue
        is_cut = looks_cut(path)
        for capture in source.capture(str(path), progress=silent):
            if is_cut and isinstance(capture, Capture):
                yield replace(capture, gaps=(*capture.gaps, LOOKS_CUT))
            else:
                yield capture


def _first_taken(captures: Iterator[Capture | NotTaken], not_taken: list[NotTaken]) -> Capture | None:
    for capture in captures:
        if isinstance(capture, Capture):
            return capture
        not_taken.append(capture)
    return None


def _refuse_own_files(archive: Archive, path: Path) -> None:
    # not Path.resolve: it raises on a loop of links, which is no reason to stop the others
    if Path(os.path.realpath(path)).is_relative_to(os.path.realpath(archive.files.root)):
        raise InsideTheArchive(str(path), str(archive.files.root))


def _case_for(archive: Archive, asked: str, actor: str) -> tuple[queries.CaseInfo, bool]:
    with archive.writing():
        try:
            return queries.find_case(asked), False
        except queries.NoSuchCase:
            _refuse_bad_title(asked)
            slug = _free_slug(asked)
            archive.record_locked(
                [Act(act="case", body={"case": slug, "title": asked}, withheld={"operator": actor})]
            )
            return queries.find_case(slug), True


def _refuse_bad_title(title: str) -> None:
    if not title.strip():
        raise BadTitle(title, "it is empty")
    if not is_writable(title) or not title.isprintable():
        raise BadTitle(title, "it holds what cannot be shown")
    if len(title) > LONGEST_TITLE:
        raise BadTitle(title[:40] + "…", f"it is longer than {LONGEST_TITLE} characters")


def _free_slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "case"
    taken = {case.slug for case in queries.cases()}
    number = 1
    slug = base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _batches(captures: Iterable[Capture | NotTaken]) -> Iterator[list[Capture | NotTaken]]:
    batch: list[Capture | NotTaken] = []
    size_bytes = 0
    for capture in captures:
        batch.append(capture)
        size_bytes += _size_of(capture)
        if len(batch) == BATCH_FILES or size_bytes >= BATCH_BYTES:
            yield batch
            batch, size_bytes = [], 0
    if batch:
        yield batch


def _size_of(capture: Capture | NotTaken) -> int:
    if isinstance(capture, NotTaken):
        return 0
    try:
        return capture.original.path.stat().st_size
    except OSError:  # it is gone: keeping it will say so
        return 0

"""Check an archive, all of it or what is asked for; nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sayso.custody.damage import INDEX, LOG_ENTRY, NO_FILE, Damage, Remark, Unread
from sayso.custody.erasure import TRACE
from sayso.custody.errors import NotAnArchive
from sayso.custody.export_check import check_export
from sayso.custody.layout import ArchiveFiles
from sayso.custody.scope import Scope, find_case, find_exhibit, of_both, of_case, of_exhibit, since
from sayso.custody.stamp_check import check_stamp
from sayso.custody.verification import Verification, verify
from sayso.desk.receipt import read_receipt
from sayso.desk.stamp_states import AuthorityState, stamp_states, stamps_of_others
from sayso.store.errors import EntryNotFollowed, IndexNotChecked
from sayso.store.index_check import NONE_THERE, check_index
from sayso.store.opening import what_instead
from sayso.store.trace import words_of_trace
from sayso.values import Check, Progress, SaysoError, silent


def verify_archive(
    root: Path,
    *,
    objects: bool = True,
    against: Sequence[Path] = (),
    since_head: Path | None = None,
    case: str | None = None,
    exhibit: str | None = None,
    progress: Progress = silent,
) -> Verification:
    """Check every line of the log, every head and stamp and, unless told otherwise, every object and
    the index.

    Args:
        objects: whether to read the bytes of objects.
        against: receipts, or heads, that were kept elsewhere.
        since_head: one more of them; of the objects, only those are looked at that came in after it.
        case: only look at the objects of this case, by slug or title.
        exhibit: only look at those of this exhibit.

    Raises:
        NotAnArchive: when there is nothing to check.
        NoReceipt: when a receipt holds no head.
        NotInTheLog: when there is no such case or exhibit.
        OSError: when the log cannot be read to find them.
    """
    files = ArchiveFiles(root)
    if not files.toml.exists() and not files.log.is_dir():
        raise NotAnArchive(str(root), "it has neither an archive.toml nor a log")
    kept = [*against, *([since_head] if since_head is not None else [])]
    heads = [(head, str(path)) for path in kept for head in read_receipt(path)]
    scopes: list[Scope] = []
    if since_head is not None:
        scopes.append(since(max(head.size for head, path in heads if path == str(since_head))))
    if case is not None:
        scopes.append(of_case(find_case(files, case)))
    if exhibit is not None:
        scopes.append(of_exhibit(find_exhibit(files, exhibit)))
    found = verify(
        files,
        objects=objects,
        heads=[head.to_bytes() for head, _ in heads],
        heads_from=[path for _, path in heads],
        scope=_all_of(scopes),
        signers=check_stamp,
        progress=progress,
    )
    found = _with_trace(found, files)
    return _with_index(found, files, progress) if objects and not scopes else found


def _with_trace(found: Verification, files: ArchiveFiles) -> Verification:
    """Add what an index once told of entries that are not there any more."""
    try:
        words = words_of_trace(files)
    except (SaysoError, OSError):  # what is wrong with the log is told already
        return found
    if not words:
        return found
    where = files.name_of(files.indexes / TRACE)
    return replace(found, notes=(*found.notes, Remark("index-ahead", "the log", where, words)))


def _with_index(found: Verification, files: ArchiveFiles, progress: Progress) -> Verification:
    """Add what came of holding the index against log and objects."""
    what, where = "the index", files.name_of(files.database)
    if instead := what_instead(files.database):
        why = f"{instead}. Remove it: the next command that asks the index makes it anew."
        return replace(found, damages=(*found.damages, Damage(NO_FILE, what, where, why)))
    try:
        check = check_index(files, progress)
    except EntryNotFollowed as problem:
        odd = Damage(LOG_ENTRY, problem.which, "log", str(problem))
        return replace(found, damages=(*found.damages, odd))
    except IndexNotChecked as problem:
        if found.damages:  # which is why
            return found
        return replace(found, unread=(*found.unread, Unread(what, where, problem.why.rstrip("."))))
    notes = list(found.notes)
    if check.not_compared not in ("", NONE_THERE):
        why = f"{check.not_compared}; the next command that asks it makes it anew from log and objects"
        notes.append(Remark("index-anew", what, where, why))
    damages = [
        Damage(
            INDEX,
            what,
            where,
            f"it does not say what log and objects say ({words}). Find out who changed it, make it anew "
            "(sayso reindex), and make dossiers anew that were made from it.",
        )
        for words in check.differences
    ]
    return replace(
        found,
        notes=tuple(notes),
        damages=(*found.damages, *damages),
        index_was_compared=not check.not_compared,
    )


def verify_export(path: Path, *, against: Sequence[Path] = (), opened: Sequence[Path] = ()) -> Check:
    """Check an export, and say what it proves; `verify.py` in it comes to the same verdict.

    Whose signatures the stamps in it bear, which `verify.py` leaves to openssl, is looked at here, too: one
    that does not hold by the root certificates in the export rejects it.

    Args:
        against: receipts, or heads, that were kept elsewhere.
        opened: files of values that were left out of it, and were handed over since (`sayso disclose`).

    Raises:
        NoReceipt: when a receipt holds no head.
    """
    kept = [head for given in against for head in read_receipt(given)]
    return check_export(path, against=kept, opened=opened, signers=check_stamp)


def stamps_as_they_are(root: Path) -> tuple[tuple[AuthorityState, ...], int] | None:
    """Return how it stands with the stamps, and how many there are of authorities that are not asked.

    None where log or settings are too damaged to tell.
    """
    files = ArchiveFiles(root)
    try:
        return stamp_states(files), stamps_of_others(files)
    except (SaysoError, OSError):  # what is wrong there, the verification itself has said
        return None


def _all_of(scopes: Sequence[Scope]) -> Scope | None:
    if not scopes:
        return None
    joined = scopes[0]
    for scope in scopes[1:]:
        joined = of_both(joined, scope)
    return joined

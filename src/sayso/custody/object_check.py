"""Holding the objects on disk against what the log says of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from sayso.custody.damage import (
    DESCRIBED,
    ERASED_THERE,
    NO_FILE,
    OBJECT_BYTES,
    OBJECT_MISSING,
    OBJECT_SIZE,
    Reports,
)
from sayso.custody.disk import files_under, reason_of
from sayso.custody.layout import ArchiveFiles, object_name
from sayso.custody.lock import is_held
from sayso.custody.log_facts import LogFacts
from sayso.custody.naming import sound_record
from sayso.custody.object_reading import Look, Wanted, look_at_all
from sayso.values import Progress, is_digest

_FOLDER = re.compile(r"[0-9a-f]{2}")  # by the first digits of the objects in it
SHOWN = 10  # of things that are listed in one remark


class ObjectCheck:
    """One pass over the objects.

    Args:
        files: the archive.
        facts: what the log says.
        read_bytes: whether to read them; else only presence and size are looked at.
        progress: told in bytes.
        look_for_others: whether to list what no entry names.
    """

    def __init__(
        self,
        files: ArchiveFiles,
        facts: LogFacts,
        *,
        read_bytes: bool,
        progress: Progress,
        look_for_others: bool = True,
    ) -> None:
        self.reports = Reports()
        self.objects_present = self.objects_checked = self.bytes_checked = 0
        self._files, self._facts, self._read_bytes, self._progress = files, facts, read_bytes, progress
        self._total = sum(facts.named.values())
        self._is_complete = look_for_others and facts.is_read_whole

    def run(self) -> None:
        """Check all objects, in the order of their digests, and list what no entry names."""
        is_written_to = is_held(self._files)
        self._progress(0, self._total, "bytes of objects")
        with closing(look_at_all(self._wanted(), read_bytes=self._read_bytes)) as looks:
            for look in looks:
                self._take(look)
                self._progress(self.bytes_checked, self._total, "bytes of objects")
        self._look_for_erased()
        if self._is_complete:
            self._look_for_others(is_written_to=is_written_to)

    def _wanted(self) -> Iterator[Wanted]:
        for key, size_bytes in sorted(self._facts.named.items()):
            digest = key.hex()
            path = self._files.place(object_name(digest))
            yield Wanted(path, digest, size_bytes, key in self._facts.descriptions.digests)

    def _take(self, look: Look) -> None:
        digest, where = look.wanted.digest, object_name(look.wanted.digest)
        is_doubtful = bytes.fromhex(digest) in self._facts.doubtful
        if isinstance(look.error, FileNotFoundError):
            if not is_doubtful:  # else the entry that names it is damaged, and reported
                self._report(OBJECT_MISSING, digest, where, "it is missing")
        elif look.error is not None:
            self.reports.could_not_read(f"object {digest}", where, reason_of(look.error))
        elif look.odd is not None:
            self._report(NO_FILE, digest, where, look.odd)
        else:
            self._count(look)
            self._hold_against_log(look, digest, where, is_doubtful=is_doubtful)
            if self._read_bytes and look.wanted.is_read_on:
                self._hold_described(look, where)

    def _count(self, look: Look) -> None:
        self.objects_present += 1
        if self._read_bytes:
            self.objects_checked += 1
            self.bytes_checked += look.size_bytes

    def _hold_against_log(self, look: Look, digest: str, where: str, *, is_doubtful: bool) -> None:
        if look.is_unsteady:
            self.reports.remark("unsteady-reading", f"object {digest}", where, UNSTEADY)
        if not look.is_same:
            self._report(OBJECT_BYTES, digest, where, "its bytes have another digest")
        if look.size_bytes != look.wanted.size_bytes and not is_doubtful:
            why = f"it has {look.size_bytes} bytes instead of {look.wanted.size_bytes}"
            self._report(OBJECT_SIZE, digest, where, why)

    def _hold_described(self, look: Look, where: str) -> None:
        """Hold what entries say of the fields of a description against it, where it is sound itself."""
        digest = look.wanted.digest
        record = sound_record(self._files, digest) if look.data is None else look.data
        wrong = self._facts.descriptions.wrong_on(digest, record) if record else []
        for seq in wrong:
            if seq not in self._facts.damaged:
                why = (
                    "the salted digests in it are not those of the description that it names, so that what "
                    "an export leaves out could never be handed over. No sayso writes that: ask who had the "
                    "archive then, and compare it with a backup."
                )
                self.reports.damage(DESCRIBED, f"entry {seq}", where, why)

    def _report(self, kind: str, digest: str, where: str, why: str) -> None:
        explanation = (
            f"{why}. Take the object from a backup; what was derived from it still stands in the log."
        )
        self.reports.damage(kind, f"object {digest}", where, explanation)

    def _look_for_erased(self) -> None:
        for digest, seq in sorted(self._facts.erased.items()):
            name = object_name(digest.hex())
            if os.path.lexists(self._files.place(name)):
                why = (
                    f"entry {seq} says that it was erased, and it is still there, or was put back. "
                    "Any command that writes finishes an erasure that was interrupted; else "
                    "`sayso erase DIGEST` removes it."
                )
                self.reports.damage(ERASED_THERE, f"object {digest.hex()}", name, why)

    def _look_for_others(self, *, is_written_to: bool) -> None:
        """List what no entry names; while somebody writes, its entry may yet come."""
        named: Mapping[bytes, int] = self._facts.named
        erased: Mapping[bytes, int] = self._facts.erased  # reported already
        orphans: list[str] = []
        strays: list[str] = []
        try:
            for found in files_under(self._files.place("objects")):
                name = found.name
                if not is_digest(name) or self._files.name_at(found.path) != object_name(name):
                    if not self._is_our_folder(found):
                        strays.append(name)
                elif (key := bytes.fromhex(name)) not in named and key not in erased:
                    (orphans if found.is_file(follow_symlinks=False) else strays).append(name)
        except OSError as error:
            where = self._files.name_of(self._files.objects)
            self.reports.could_not_read("the folder of objects", where, reason_of(error))
        is_written_to = is_written_to or is_held(self._files)
        self._remark("orphans", orphans, AT_WORK if is_written_to else UNNAMED)
        self._remark("left-over", strays, AT_WORK if is_written_to else STRAY)

    def _is_our_folder(self, found: os.DirEntry[str]) -> bool:
        is_named_so = _FOLDER.fullmatch(found.name) or Path(found.path) == self._files.incoming
        return found.is_dir(follow_symlinks=False) and bool(is_named_so)

    def _remark(self, kind: str, names: list[str], explanation: str) -> None:
        if names:
            shown = ", ".join(names[:SHOWN])
            more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
            what = f"{len(names)} {'file' if len(names) == 1 else 'files'}"
            self.reports.remark(
                kind, what, self._files.name_of(self._files.objects), f"{explanation}: {shown}{more}"
            )


UNNAMED = (
    "no entry names them: an import was interrupted, or its entry is gone. `sayso erase DIGEST` removes one, "
    "and says so in the log"
)
AT_WORK = (
    "no entry names them yet, and another command is writing to the archive: what it takes in is named when "
    "it is done. Verify again then"
)
STRAY = "they are no objects: a write was interrupted, or they came from elsewhere"
UNSTEADY = (
    "it read wrong once and right the second time: the disk, the memory or the cable is failing. "
    "Copy the archive to another machine, and verify it there"
)

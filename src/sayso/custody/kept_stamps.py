"""Holding the stamps in an archive against the log's entries on them, and against the heads."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sayso.custody.damage import NO_FILE, STAMP, Reports
from sayso.custody.disk import no_file_in, read_file, reason_of
from sayso.custody.layout import ArchiveFiles
from sayso.custody.log_facts import KEEP, LogFacts
from sayso.custody.stamps import (
    NoStamp,
    SignerCheck,
    Stamp,
    fault_of,
    fault_of_time,
    said_ahead,
)
from sayso.values import digest_bytes

_ASIDE = "(sayso stamp --set-aside ENTRY --reason WHY)"
_COPY = (
    "Take it from a backup; the entries that it covers stand without it. Where there is none, set it aside "
    f"{_ASIDE}."
)
_NO_WORD = (
    "It dates nothing; the entries that it covers stand without it. Find out who brought it in, and set it "
    f"aside {_ASIDE}."
)


def check_stamps(
    files: ArchiveFiles,
    facts: LogFacts,
    now: datetime,
    signers: SignerCheck | None = None,
    *,
    other_logs: Collection[int] = (),
) -> Reports:
    """Report what is wrong with stamps, and which certificates have expired since.

    Args:
        files: the archive.
        facts: of the log; entries that are in doubt themselves are passed over.
        now: what certificates are held against.
        signers: looks at who signed a stamp; None to leave that out.
        other_logs: sizes of the archive's heads that the log contradicts.
    """
    reports = Reports()
    named: set[str] = set()
    aside = facts.stamps_set_aside()
    for stamp in facts.stamps:
        seq = stamp.seq
        if seq in aside:
            reports.remark("set-aside", f"the stamp of entry {seq}", "log", f"{aside[seq]}")
        if isinstance(stamp, NoStamp):
            if seq not in aside:
                reports.damage(STAMP, f"entry {seq}", "log", f"it is on a stamp, but {stamp.why}. {_COPY}")
            continue
        named.update(stamp.file_names())
        if seq not in facts.damaged and seq not in aside:
            _Looking(files, facts.times.get(stamp.size), now, signers, reports).check(stamp)
            if stamp.size in other_logs:
                _report_other_log(stamp, facts, reports)
    _remark_others(files, named, reports)
    return reports


def _report_other_log(stamp: Stamp, facts: LogFacts, reports: Reports) -> None:
    """Say that a stamp covers other entries than those here; a note where that follows from damage told."""
    what, where = f"stamp over {stamp.size} entries", f"stamps/{stamp.file_names()[1]}"
    why = f"it is over another log: it dates none of the first {stamp.size} entries as they stand here"
    if facts.is_damaged_up_to(stamp.size):
        reports.remark("other-log", what, where, f"{why}, as some of them are damaged")
    else:
        reports.damage(STAMP, what, where, f"{why}. {KEEP}")


@dataclass(frozen=True, slots=True)
class _Looking:
    """Looks at one stamp."""

    files: ArchiveFiles
    newest: datetime | None  # the time of the newest entry that it covers; None where that is in doubt
    now: datetime
    signers: SignerCheck | None
    reports: Reports

    def check(self, stamp: Stamp) -> None:
        """Report what is wrong with it."""
        files, reports, what = self.files, self.reports, f"stamp over {stamp.size} entries"
        paths = [files.head_path(stamp.size), *(files.stamps / name for name in stamp.file_names())]
        contents = [_bytes_of(files, path, what, reports) for path in paths]
        if any(content is None for content in contents):
            return
        head, request, reply = (content or b"" for content in contents)
        fault = fault_of(stamp, request, reply, head)
        where = files.name_of(files.stamps / stamp.file_names()[1])
        if fault is not None:
            reports.damage(STAMP, what, where, f"{fault}. {_COPY}")
            return
        early = fault_of_time(stamp, self.newest) if self.newest else None
        if early is not None:
            reports.damage(STAMP, what, where, f"{early}. {_NO_WORD}")
        if (ahead := said_ahead(stamp, self.now)) is not None:
            reports.remark("stamp-ahead", what, where, ahead)
        self._check_signer(stamp, (reply, head, request), where)
        self._remark_expired(stamp, where)

    def _check_signer(self, stamp: Stamp, contents: tuple[bytes, bytes, bytes], where: str) -> None:
        reply, head, request = contents
        what = f"stamp over {stamp.size} entries"
        try:
            roots = read_file(self.files.object_path(stamp.roots)) if self.signers else b""
        except OSError:  # that they are missing is said of them as an object
            return
        if self.signers is None or digest_bytes(roots) != stamp.roots:
            return
        check = self.signers(reply, head, [roots], request)
        if check.verdict == "reject":
            why = f"its signature does not hold: {'; '.join(check.reasons)}. {_NO_WORD}"
            self.reports.damage(STAMP, what, where, why)
        elif not check.accepted:
            self.reports.could_not_read(f"who signed the {what}", where, "; ".join(check.reasons))

    def _remark_expired(self, stamp: Stamp, where: str) -> None:
        if stamp.certificate_until is not None and stamp.certificate_until < self.now:
            self.reports.remark(
                "certificate-expired",
                f"stamp over {stamp.size} entries",
                where,
                f"the certificate that signed it has expired since, on {stamp.certificate_until:%Y-%m-%d}; "
                "`openssl ts -verify` then needs `-attime`",
            )


def _bytes_of(files: ArchiveFiles, path: Path, what: str, reports: Reports) -> bytes | None:
    where = files.name_of(path)
    try:
        if (odd := no_file_in(path)) is not None:
            reports.damage(NO_FILE, what, where, f"{odd}. {_COPY}")
            return None
        return read_file(path)
    except FileNotFoundError:
        reports.damage(STAMP, what, where, f"{path.name} is missing. {_COPY}")
    except OSError as error:
        reports.could_not_read(what, where, reason_of(error))
    return None


def _remark_others(files: ArchiveFiles, named: Collection[str], reports: Reports) -> None:
    try:
        others = sorted(path.name for path in files.stamps.iterdir() if path.name not in named)
    except FileNotFoundError:  # backups may leave empty folders out
        return
    except OSError as error:
        reports.could_not_read("the stamps", files.name_of(files.stamps), reason_of(error))
        return
    for name in others:
        reports.remark("stray-file", name, "stamps", "no entry of the log names it")

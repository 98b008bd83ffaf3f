"""Verifying an archive: is all that was logged still there, as it was?

All damage is listed, not only the first; what looks wrong is read a second time before it
is reported. Needs neither the database nor the network, and the standard library only.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sayso.custody.damage import ARCHIVE_TOML, LOG_CUT, LOG_LINE, Damage, Remark, Reports, Unread
from sayso.custody.disk import read_file, reason_of
from sayso.custody.errors import ArchiveDamaged, NotAnArchive, UnknownFormat
from sayso.custody.found import parse_settings
from sayso.custody.head_check import check_heads
from sayso.custody.heads import Head
from sayso.custody.held_heads import FoundHead, given_heads, kept_heads
from sayso.custody.kept_stamps import check_stamps
from sayso.custody.keys import VerifierKey
from sayso.custody.layout import ArchiveFiles
from sayso.custody.left_check import check_left
from sayso.custody.log_check import check_log
from sayso.custody.log_facts import KEEP, Concerns, LogFacts
from sayso.custody.naming import say_what_they_are
from sayso.custody.object_check import UNSTEADY, ObjectCheck
from sayso.custody.places import check_places
from sayso.custody.segment_seals import check_seals
from sayso.custody.settings_change import STAGED, staged_settings
from sayso.custody.stamps import SignerCheck
from sayso.values import Progress, digest_bytes, silent, utc_now


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a verification found."""

    damages: tuple[Damage, ...]  # what does not match, or is gone
    notes: tuple[Remark, ...]  # what is no damage, and should be known
    unread: tuple[Unread, ...]  # what could not be looked at
    entries: int  # in the log
    objects_present: int  # with the size that the log says
    objects_checked: int  # read again, byte for byte; 0 where objects were not to be read
    bytes_checked: int  # of objects that were read again
    head: Head | None  # over all entries, not signed; None when nothing legible says whose it is
    covered: int  # entries that a sound head bears out, of those in the archive and those given
    agrees_with: tuple[
        str, ...
    ]  # heads that were given and are borne out, such as "head over 9 entries (r.txt)"
    index_was_compared: bool = False  # with log and objects; never by this room, which knows no index

    @property
    def holds(self) -> bool:
        """Whether all could be looked at, and nothing is damaged."""
        return not self.damages and not self.unread


def verify(
    files: ArchiveFiles,
    *,
    objects: bool = True,
    heads: Sequence[bytes] = (),
    heads_from: Sequence[str] = (),
    scope: Callable[[], Concerns] | None = None,
    now: Callable[[], datetime] = utc_now,
    signers: SignerCheck | None = None,
    progress: Progress = silent,
) -> Verification:
    """Hold everything in an archive against its log, and the log against heads.

    Args:
        files: the archive; that it is one need not have been looked at.
        objects: whether to read the bytes of objects; else only presence and size are looked at.
        heads: heads that were kept elsewhere, as bytes. Only these show that the log's end was
            cut off or rewritten by somebody who could change the archive's own heads, too.
        heads_from: where each of these was kept, for people.
        scope: begins a question that is asked of each entry in order, whether its objects are to be
            looked at; see `sayso.custody.scope`. None for all. The log is walked whole in any case.
        now: what the certificates of stamps are held against.
        signers: looks at the signatures of stamps; None to leave that out.
        progress: told in entries, then in bytes of objects.

    Raises:
        NotAnArchive: when there is neither a log nor an `archive.toml`.
        UnknownFormat: when a newer sayso made the archive, and it is not damaged.
    """
    if not files.toml.exists() and not files.log.is_dir():
        raise NotAnArchive(str(files.root), "it has no archive.toml and no log")

    def read() -> _Records:
        return _Records(files, (heads, heads_from), progress, scope and scope(), (now(), signers))

    records = read()
    if records.reports.damages:
        records = _confirmed(records, read())
    if records.unknown_format is not None and not records.reports.damages:
        raise records.unknown_format
    check = ObjectCheck(
        files, records.facts, read_bytes=objects, progress=progress, look_for_others=scope is None
    )
    check.run()
    damages, unread = say_what_they_are(files, check.reports)
    return Verification(
        damages=(*records.reports.damages, *damages),
        notes=(*records.reports.remarks, *check.reports.remarks),
        unread=(*records.reports.unread, *unread),
        entries=records.facts.entries,
        objects_present=check.objects_present,
        objects_checked=check.objects_checked,
        bytes_checked=check.bytes_checked,
        head=records.head(),
        covered=records.held.covered,
        agrees_with=tuple(records.held.agreeing),
    )


class _Records:
    """One reading of all but the objects."""

    def __init__(
        self,
        files: ArchiveFiles,
        given: tuple[Sequence[bytes], Sequence[str]],
        progress: Progress,
        concerns: Concerns | None,
        on_stamps: tuple[datetime, SignerCheck | None],
    ) -> None:
        self._files, self._concerns = files, concerns
        self.reports = Reports()
        self.unknown_format: UnknownFormat | None = None
        check_places(files, self.reports)
        found = [*kept_heads(files, self.reports), *given_heads(*given, self.reports)]
        self.facts = self._walk(found, progress, on_stamps[0])
        toml_key = self._check_toml()
        self._remark_staged()
        keys = self.facts.keys or ([toml_key] if toml_key else [])
        self.origin = keys[0].name if keys else None
        self.held = check_heads(found, self.facts, keys, self.origin)
        self._merge(self.held.reports)
        self.reports.damages += self.facts.damaged_withheld()
        self._merge(check_seals(files, self.facts.seals, self.facts.damaged))
        other_logs = {found.head.size for found in self.held.contradicted if not found.is_given}
        self._merge(check_stamps(files, self.facts, *on_stamps, other_logs=other_logs))
        self._remark_without_digests()
        if self.facts.is_read_whole:
            check_left(files, self.facts, self.reports)

    def head(self) -> Head | None:
        frontier = self.facts.frontier
        return Head(self.origin, frontier.size, frontier.root()) if self.origin else None

    def _walk(self, found: Sequence[FoundHead], progress: Progress, now: datetime) -> LogFacts:
        try:
            sizes = {item.head.size for item in found}
            facts = check_log(self._files, sizes, progress, self._concerns, now)
        except OSError as error:
            facts = LogFacts(is_read_whole=False)
            facts.reports.could_not_read("the log", "log", reason_of(error))
        self._merge(facts.reports)
        if facts.entries == 0 and facts.is_read_whole:
            self.reports.damage(LOG_CUT, "entry 1", "log", f"the log is empty. {KEEP}")
        return facts

    def _check_toml(self) -> VerifierKey | None:
        where = self._files.name_of(self._files.toml)
        try:
            data = read_file(self._files.toml)
        except FileNotFoundError:
            self.reports.damage(ARCHIVE_TOML, where, where, "it is missing. Take it from a backup.")
            return None
        except OSError as error:
            self.reports.could_not_read(where, where, reason_of(error))
            return None
        self._hold_against_log(digest_bytes(data), where)
        try:
            return parse_settings(data, str(self._files.toml)).public_key
        except UnknownFormat as error:
            self.unknown_format = error
        except ArchiveDamaged:
            pass  # its digest is wrong then, which is reported
        return None

    def _hold_against_log(self, digest: str, where: str) -> None:
        if not self.facts.toml:
            if not self.facts.damaged and self.facts.entries:
                self.reports.damage(
                    LOG_LINE, "entry 1", "log", f"it does not say what archive.toml was like. {KEEP}"
                )
            return
        seq, expected = self.facts.toml[-1]
        if digest == expected or seq in self.facts.damaged:
            return
        earlier = next((seq for seq, known in self.facts.toml if known == digest), None)
        staged = staged_settings(self._files)
        if earlier and staged is not None and digest_bytes(staged) == expected:
            why = "a change of the settings was interrupted; the next write finishes it"
            self.reports.remark("unfinished-settings", where, where, why)
            return
        why = (
            f"it is as entry {earlier} says, but entry {seq} changed it since"
            if earlier
            else f"its bytes are not those that entry {seq} names"
        )
        self.reports.damage(ARCHIVE_TOML, where, where, f"{why}. Take it from a backup.")

    def _remark_staged(self) -> None:
        """Name a new archive.toml that lies beside the one in force, unless that is told already."""
        path = self._files.root / STAGED
        told = any(remark.kind == "unfinished-settings" for remark in self.reports.remarks)
        if os.path.lexists(path) and not told:
            why = "a change of the settings was interrupted, or somebody put it there; it is not in force"
            self.reports.remark("left-over", path.name, path.name, why)

    def _remark_without_digests(self) -> None:
        for seq in self.facts.descriptions.without:
            why = (
                "it has no salted digests of what it recorded, and entries before it have: an older sayso "
                "wrote it, or somebody else. None of its fields can be left out alone, nor handed over later"
            )
            self.reports.remark("undescribed", f"entry {seq}", "log", why)

    def _merge(self, reports: Reports) -> None:
        self.reports.damages += reports.damages
        self.reports.remarks += reports.remarks
        self.reports.unread += reports.unread


def _confirmed(first: _Records, second: _Records) -> _Records:
    """Return the second reading, with what only one of the two found wrong turned into remarks."""
    once = set(first.reports.damages) ^ set(second.reports.damages)
    second.reports.damages = [damage for damage in second.reports.damages if damage not in once]
    for damage in sorted(once, key=str):
        second.reports.remark("unsteady-reading", damage.what, damage.where, UNSTEADY)
    return second

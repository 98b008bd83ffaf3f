"""Whether the log is the one that the archive's own heads were made over, by hashes alone.

For commands that show what a log says, and are no verification: every byte of the log is covered, but
nothing is said of what its lines hold, nor which of them was changed. `sayso.custody.verification` is.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sayso.custody.damage import Damage, Reports, Unread
from sayso.custody.disk import reading
from sayso.custody.found import read_settings
from sayso.custody.head_check import check_heads
from sayso.custody.held_heads import HeldHeads, kept_heads
from sayso.custody.layout import ArchiveFiles
from sayso.custody.log_check import REPORT_EVERY
from sayso.custody.log_facts import LogFacts
from sayso.custody.segments import is_entry_with_damaged_end, lines_of
from sayso.custody.tree import leaf_hash
from sayso.values import Progress, silent


@dataclass(frozen=True, slots=True)
class Standing:
    """How a log stands to the heads beside it."""

    damages: tuple[Damage, ...] = ()  # heads that are damaged, cut off from, or made over another log
    unread: tuple[Unread, ...] = ()  # heads that could not be read
    covered: int = 0  # entries that a head bears out, signed with the archive's key
    contradicted: range = range(0)  # numbers of the entries among which some are others than a head covers


def standing_of(files: ArchiveFiles, progress: Progress = silent) -> Standing:
    """Hold the log against the heads in the archive; about 8 seconds for a million entries.

    Args:
        files: the archive.
        progress: told in entries.

    Raises:
        ArchiveDamaged: when `archive.toml` cannot be read as one.
        LogBroken, ArchiveUnreadable: when the log cannot be read.
    """
    key = read_settings(files).public_key
    reports = Reports()
    found = kept_heads(files, reports)
    facts = _hashed(files, {one.head.size for one in found}, progress)
    held = check_heads(found, facts, [key], key.name)
    damages = (*reports.damages, *held.reports.damages)
    return Standing(damages, tuple(reports.unread), held.covered, _contradicted(held, facts.entries))


def _contradicted(held: HeldHeads, entries: int) -> range:
    last = max((one.head.size for one in held.contradicted), default=0)
    return range(held.before_contradiction() + 1, min(last, entries) + 1)


def _hashed(files: ArchiveFiles, sizes: Collection[int], progress: Progress) -> LogFacts:
    """Return how many lines there are, and the roots over the first of them, of the sizes asked for."""
    facts, line = LogFacts(), None
    with reading("the custody log", files.log):
        newest = max(files.segment_numbers(), default=0)
        for line in lines_of(files):
            if not line.is_finished and line.segment == newest and not is_entry_with_damaged_end(line.data):
                break
            facts.frontier.append(leaf_hash(line.data))
            facts.entries += 1
            if facts.entries in sizes:
                facts.roots[facts.entries] = facts.frontier.root()
            if facts.entries % REPORT_EVERY == 0:
                progress(facts.entries, None, "entries of the log")
    facts.last_where = line.where if line is not None else facts.last_where
    return facts

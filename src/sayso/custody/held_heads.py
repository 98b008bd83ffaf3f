"""Heads as they are found, in the archive and from elsewhere, and what came of holding a log against them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.custody.damage import HEAD, Reports
from sayso.custody.disk import reason_of
from sayso.custody.errors import HeadDamaged
from sayso.custody.heads import TAKE_ANOTHER, Head, head_sizes, parse_head, read_head
from sayso.custody.layout import HEAD_NAME, ArchiveFiles
from sayso.custody.log_facts import count_text

COPY = "Take it from a copy that was kept elsewhere."


@dataclass(frozen=True, slots=True)
class FoundHead:
    """A head, and where it was found."""

    head: Head
    where: str
    is_given: bool  # from outside
    is_signed: bool = False  # with the archive's key, which was looked at
    is_stamped: bool = False  # as an entry of the log says

    @property
    def bears_out(self) -> bool:
        """Whether it says anything of the log: anybody who can write here can put any other head."""
        return self.is_given or self.is_signed or self.is_stamped


@dataclass(slots=True)
class HeldHeads:
    """What came of holding the log against heads."""

    reports: Reports = field(default_factory=Reports)
    covered: int = 0  # the largest size at which a head bears the log out
    agreed: list[FoundHead] = field(default_factory=list)  # those that fit, in the order of their sizes
    agreeing: list[str] = field(default_factory=list)  # those from outside, in words
    contradicted: list[FoundHead] = field(default_factory=list)  # those made over other entries than these

    def speaking(self) -> list[FoundHead]:
        """Return the heads that contradict the log, without those that anybody could have put there.

        Where there are no others, these: one of them is wrong, or the log.
        """
        return [found for found in self.contradicted if found.bears_out] or self.contradicted

    def before_contradiction(self) -> int:
        """Return the largest size that a head from outside bears out below those that are contradicted.

        A head in the archive bounds nothing then: who rewrote the log could put one there that fits, with
        the archive's key even a signed one.
        """
        return max((found.head.size for found in self._fitting_below() if found.is_given), default=0)

    def last_signed(self) -> FoundHead | None:
        """Return the largest that fits below all that do not, and is signed with the archive's key."""
        signed = [found for found in self._fitting_below() if found.is_signed]
        return signed[-1] if signed else None

    def take(self, found: FoundHead) -> None:
        """Note a head that the log fits; to be told of in the order of their sizes."""
        self.agreed.append(found)
        if found.bears_out:
            self.covered = found.head.size
        if found.is_given:
            self.agreeing.append(f"{over(found.head.size)} ({found.where})")

    def _fitting_below(self) -> list[FoundHead]:
        first = min((found.head.size for found in self.speaking()), default=self.covered + 1)
        return [found for found in self.agreed if found.head.size < first]


def kept_heads(files: ArchiveFiles, reports: Reports) -> list[FoundHead]:
    """Read the heads in the archive; what is wrong with one is reported."""
    found = []
    try:
        sizes = head_sizes(files)
        others = [path.name for path in files.heads.iterdir() if not HEAD_NAME.fullmatch(path.name)]
    except OSError as error:
        reports.could_not_read("the heads", files.name_of(files.heads), reason_of(error))
        return []
    for size in sizes:
        where = files.name_of(files.head_path(size))
        try:
            found.append(FoundHead(read_head(files, size), where, is_given=False))
        except HeadDamaged as error:
            reports.damage(HEAD, over(size), where, f"{error.why}. {COPY}")
        except OSError as error:
            reports.could_not_read(over(size), where, reason_of(error))
    for name in sorted(others):
        reports.remark("stray-file", name, "heads", "it is no part of the archive")
    return found


def given_heads(heads: Sequence[bytes], names: Sequence[str], reports: Reports) -> list[FoundHead]:
    """Read heads from outside; one that is none is reported.

    Args:
        names: where each was kept, for people; those that are left out get a number.
    """
    found = []
    for number, data in enumerate(heads):
        where = names[number] if number < len(names) else f"given, no. {number + 1}"
        try:
            found.append(FoundHead(parse_head(data, where), where, is_given=True))
        except HeadDamaged as error:
            reports.could_not_hold("a head from outside", where, f"{error.why}. {TAKE_ANOTHER}")
    return found


def over(size: int) -> str:
    """Name a head by how much it covers."""
    return f"head over {count_text(size)}"

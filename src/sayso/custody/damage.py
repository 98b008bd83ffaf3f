"""What a verification can report. What does not match and what could not be read are kept apart."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Damage:
    """Something that is not as it was written."""

    kind: str  # one of the words below
    what: str  # such as "entry 12", "object 9f86…", "head over 40 entries"
    where: str  # such as "log/000001.jsonl line 12"
    explanation: str  # what is wrong, and the next step

    def __str__(self) -> str:
        return f"{self.what} ({self.where}): {self.explanation}"


LOG_LINE = "log-line"  # a line that is none, or that was changed
LOG_ENTRY = "log-entry"  # an entry that does not say what one of its kind says
LOG_ORDER = "log-order"  # entries that are missing, doubled or swapped
LOG_CUT = "log-cut"  # entries that a head spans, and the log does not have
LOG_SEGMENT = "log-segment"  # a sealed segment whose compressed bytes are others than the log names
LOG_REWRITTEN = "log-rewritten"  # entries that are others than those a head was made over
HEAD = "head"  # a head in `heads/`
GIVEN_HEAD = "given-head"  # a head from outside that is of another archive
ARCHIVE_TOML = "archive-toml"
WITHHELD = "withheld"  # a value beside the log that is not what its digest says
WITHHELD_MISSING = "withheld-missing"  # values that are gone, and no entry says that they were to go
DESCRIBED = "described"  # salted digests that are not those of the description that their entry names
STAMP = "stamp"  # a request, a reply, or the head that they are over
ERASED_THERE = "erased-there"  # an object that the log says was erased
OBJECT_MISSING = "object-missing"
OBJECT_SIZE = "object-size"
OBJECT_BYTES = "object-bytes"
NO_FILE = "no-file"  # a link, a pipe or the like where a file of the archive should be
INDEX = "index"  # what lists and dossiers are made from, and log and objects do not bear out


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that is no damage, and should be known."""

    kind: str  # such as "orphans", "unfinished-line", "unsigned-head", "clock", "unsteady-reading"
    what: str
    where: str
    explanation: str

    def __str__(self) -> str:
        return f"{self.what} ({self.where}): {self.explanation}"


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that could not be looked at; whether it is damaged is not known."""

    what: str
    where: str
    reason: str

    def __str__(self) -> str:
        return (
            f"{self.what} ({self.where}) could not be read: {self.reason}. Put this right and verify again."
        )


@dataclass(frozen=True, slots=True)
class Unheld(Unread):
    """A head from outside that nothing could be held against; the log is none the worse for it."""

    def __str__(self) -> str:
        return f"{self.what} ({self.where}) could not be held against the log: {self.reason}."


@dataclass(slots=True)
class Reports:
    """Reports as they come in."""

    damages: list[Damage] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def damage(self, kind: str, what: str, where: str, explanation: str) -> None:
        """Report damage."""
        self.damages.append(Damage(kind, what, where, explanation))

    def remark(self, kind: str, what: str, where: str, explanation: str) -> None:
        """Report what is no damage."""
        self.remarks.append(Remark(kind, what, where, explanation))

    def could_not_hold(self, what: str, where: str, reason: str) -> None:
        """Report a head from outside that nothing could be held against."""
        self.unread.append(Unheld(what, where, reason))

    def could_not_read(self, what: str, where: str, reason: str) -> None:
        """Report what could not be looked at."""
        self.unread.append(Unread(what, where, reason))

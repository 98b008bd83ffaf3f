"""What a walk over the log finds: its damage, and what its entries say that all else is held against."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sayso.custody.damage import WITHHELD_MISSING, Damage, Reports
from sayso.custody.described_check import SaidOfDescriptions
from sayso.custody.entries import FOUNDING, Entry
from sayso.custody.erasure import erasure_of
from sayso.custody.keys import VerifierKey
from sayso.custody.segment_seals import Seal, seal_of
from sayso.custody.stamps import ACT as STAMPED
from sayso.custody.stamps import MOST_TEXT, NoStamp, SetAside, Stamp, set_aside_by, stamp_or_why
from sayso.custody.tree import Frontier

SHOWN = 5  # entries that a list names
MOST_DIGITS = 65  # of what should be a digest: longer than one, so that it is none still
KEEP = "Keep the archive as it is, and compare it with a backup."

Concerns = Callable[[Entry], bool]  # asked of each entry, in the order of the log


@dataclass(slots=True)
class LogFacts:
    """What the walk found."""

    reports: Reports = field(default_factory=Reports)
    is_read_whole: bool = True  # False when the system refused; nothing is then said to be missing
    entries: int = 0  # the number of the last entry
    last_where: str = "log"
    frontier: Frontier = field(default_factory=Frontier)
    roots: dict[int, bytes] = field(default_factory=dict)  # size -> root, for the sizes asked for
    times: dict[int, datetime] = field(default_factory=dict)  # of the last entries within those sizes
    named: dict[bytes, int] = field(default_factory=dict)  # object -> size in bytes, as far as asked for
    last_objects: set[bytes] = field(default_factory=set)  # those that the last entry names
    doubtful: set[bytes] = field(default_factory=set)  # objects that a damaged entry names
    damaged: set[int] = field(default_factory=set)  # numbers of damaged entries
    own_acts: set[int] = field(default_factory=set)  # numbers of entries that sayso logs unasked
    with_withheld: set[int] = field(default_factory=set)  # numbers of entries with withheld fields
    withheld: list[tuple[int, Damage]] = field(default_factory=list)  # what does not fit, by entry
    without_withheld: set[int] = field(default_factory=set)  # of these, some or all is not there
    redacted: set[int] = field(default_factory=set)  # of these, a later entry says that it went
    toml: list[tuple[int, str]] = field(default_factory=list)  # entry, digest of archive.toml since then
    keys: list[VerifierKey] = field(default_factory=list)  # all that ever were the archive's
    erased: dict[bytes, int] = field(default_factory=dict)  # object -> the entry that says that it went
    descriptions: SaidOfDescriptions = field(default_factory=SaidOfDescriptions)
    seals: dict[int, Seal] = field(default_factory=dict)  # what is said last of a sealed segment
    stamps: list[Stamp | NoStamp] = field(default_factory=list)  # by the entries on them
    set_aside: list[tuple[int, SetAside]] = field(default_factory=list)  # a stamp, by its entry

    def take(self, entry: Entry, *, is_asked_for: bool) -> None:
        """Take in what an entry says that is borne out by those around it.

        Args:
            is_asked_for: whether its objects are of interest.
        """
        if is_asked_for:
            for digest, size_bytes in entry.objects.items():
                self.named.setdefault(bytes.fromhex(digest), size_bytes)
        self.descriptions.take(entry)
        if entry.act == STAMPED:
            self.stamps.append(stamp_or_why(entry))
        elif (said := set_aside_by(entry)) is not None:
            self.set_aside.append(said)
        toml = entry.body.get("archive_toml")
        if isinstance(toml, str):
            self.toml.append((entry.seq, toml[:MOST_DIGITS]))
        self._take_erased(entry)
        if (seal := seal_of(entry)) is not None:
            self.seals[seal.segment] = seal
        self._take_key(entry)

    def is_damaged_up_to(self, size: int) -> bool:
        """Tell whether any of the first `size` entries is damaged."""
        return any(seq <= size for seq in self.damaged)

    def stamps_set_aside(self) -> dict[int, SetAside]:
        """Return the stamps that sound entries set aside, by the numbers of their own entries."""
        found: dict[int, SetAside] = {}
        for stamp, said in self.set_aside:
            if said.seq not in self.damaged:
                found.setdefault(stamp, said)
        return found

    def blame_last(self) -> None:
        """Take it that the last entry is damaged; what it says of others is then in doubt."""
        self.damaged.add(self.entries)
        self.doubtful.update(self.last_objects)

    def damaged_withheld(self) -> list[Damage]:
        """Return the damage to what is withheld from entries that are sound themselves."""
        return [*(damage for seq, damage in self.withheld if seq not in self.damaged), *self._lost_withheld()]

    def _lost_withheld(self) -> list[Damage]:
        """Return, as one, the loss of what no entry says that it went; none where the log was not read."""
        lost = sorted(self.without_withheld - self.redacted - self.damaged)
        if not lost or not self.is_read_whole:
            return []
        noun = "entry" if len(lost) == 1 else "entries"
        numbers = ", ".join(str(seq) for seq in lost[:SHOWN])
        more = f" and {len(lost) - SHOWN} more" if len(lost) > SHOWN else ""
        legible = " that can be read" if self.damaged else ""
        explanation = (
            f"it is not there, or not all of it ({noun} {numbers}{more}), and no act in the log{legible} "
            "says that it was left out. Lines and proofs are not touched by that; who, on which machine and "
            "from where is lost. Restore withheld/ from a copy."
        )
        what = f"what is withheld from {len(lost)} {noun}"
        return [Damage(WITHHELD_MISSING, what, "withheld", explanation)]

    def _take_erased(self, entry: Entry) -> None:
        """Note what went, and what came back since."""
        for digest in entry.objects:
            self.erased.pop(bytes.fromhex(digest), None)
        erasure = erasure_of(entry)
        if erasure is None:
            return
        for digest in erasure.objects:
            self.erased[bytes.fromhex(digest)] = entry.seq
            self.named.pop(bytes.fromhex(digest), None)
        self.redacted.update(seq for seq in erasure.withheld if 0 < seq < entry.seq)
        exhibit = entry.body.get("exhibit")
        of = "exhibit" if entry.body.get("items") else "object"  # one that no entry named
        what = f"{of} {exhibit[:64]}" if isinstance(exhibit, str) else "what was withheld"
        reason = str(entry.body.get("reason"))[:MOST_TEXT]
        why = f"{entry.act.removesuffix('e')}ed on {entry.at:%Y-%m-%d}: {reason}"
        self.reports.remark("erased", what, f"entry {entry.seq}", why)

    def _take_key(self, entry: Entry) -> None:
        key = entry.body.get("public_key")
        if entry.act in FOUNDING and isinstance(key, str):
            try:
                self.keys.append(VerifierKey.parse(key))
            except ValueError as error:
                self.reports.remark(
                    "unknown-key",
                    f"entry {entry.seq}",
                    "log",
                    f"the key that it names is of no known form: {error}",
                )


def count_text(size: int) -> str:
    """Return how many entries there are, with the noun."""
    return "1 entry" if size == 1 else f"{size} entries"


def entries_text(first: int, last: int) -> str:
    """Name one entry, or several that follow one another."""
    return f"entry {first}" if first == last else f"entries {first} to {last}"

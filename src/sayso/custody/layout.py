"""Where things lie in an archive's folder. Names only: nothing here reads or writes.

What each part holds is said in the reference page on archives; `log/`, `objects/`,
`heads/`, `stamps/`, `withheld/` and `archive.toml` are evidence, the rest can be made anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sayso.values import is_digest

_SEGMENT_NAME = re.compile(r"([0-9]{6,})\.jsonl(\.gz)?")
HEAD_NAME = re.compile(r"(0|[1-9][0-9]*)\.note")
WITHHELD_NAME = re.compile(r"([0-9]{9,})\.json")
WITHHELD_A_FOLDER = 1000  # entries, so that no folder grows without bound


def segment_name(number: int) -> str:
    """Return the file name of the log's segment `number`."""
    return f"{number:06d}.jsonl"


def segment_in(name: str) -> int | None:
    """Return the number of the segment that a file of this name is, sealed or not; None for another file."""
    match = _SEGMENT_NAME.fullmatch(name)
    number = int(match[1]) if match else 0
    return number if name.removesuffix(".gz") == segment_name(number) and number > 0 else None


def object_name(digest: str) -> str:
    """Return where the object of this digest lies, or would lie, within an archive.

    Raises:
        ValueError: when `digest` is no digest; nothing else becomes a path.
    """
    if not is_digest(digest):
        raise ValueError(f"not a SHA-256 digest in lower-case hexadecimal: {digest[:80]!r}")
    return f"objects/{digest[:2]}/{digest}"


def withheld_name(seq: int) -> str:
    """Return where what was withheld from entry `seq` lies, or would lie, within an archive."""
    return f"withheld/{seq // WITHHELD_A_FOLDER:06d}/{seq:09d}.json"


def withheld_in(name: str) -> int | None:
    """Return the entry that a file of this name within an archive is withheld from; None for another file."""
    match = WITHHELD_NAME.fullmatch(name.rpartition("/")[2])
    seq = int(match[1]) if match else 0
    return seq if match and name == withheld_name(seq) else None


@dataclass(frozen=True, slots=True)
class ArchiveFiles:
    """The folder of one archive."""

    root: Path

    @property
    def toml(self) -> Path:
        """Format version, name, public key, settings that travel with the archive."""
        return self.root / "archive.toml"

    @property
    def objects(self) -> Path:
        """Originals and derivatives, named by SHA-256."""
        return self.root / "objects"

    @property
    def incoming(self) -> Path:
        """Objects that are being written; whatever no process holds locked is left over."""
        return self.objects / "incoming"

    @property
    def log(self) -> Path:
        """The segments of the custody log."""
        return self.root / "log"

    @property
    def heads(self) -> Path:
        """Signed tree heads."""
        return self.root / "heads"

    @property
    def stamps(self) -> Path:
        """RFC 3161 requests and replies over heads."""
        return self.root / "stamps"

    @property
    def withheld(self) -> Path:
        """Values and salts of fields that stand in the log only as salted digests."""
        return self.root / "withheld"

    @property
    def database(self) -> Path:
        """The projection of log and objects; can be made anew."""
        return self.root / "index.db"

    @property
    def indexes(self) -> Path:
        """Search indexes and caches; can be made anew."""
        return self.root / "indexes"

    @property
    def salt_key(self) -> Path:
        """The secret that salts of descriptions are made with; can be made anew."""
        return self.indexes / "salts.key"

    @property
    def lock(self) -> Path:
        """Held by the one process that writes."""
        return self.root / "lock"

    def folders(self) -> tuple[Path, ...]:
        """Return the folders that every archive has."""
        return (
            self.objects,
            self.incoming,
            self.log,
            self.heads,
            self.stamps,
            self.withheld,
            self.indexes,
        )

    def object_path(self, digest: str) -> Path:
        """Return where the object of this digest lies, or would lie; errors as for `object_name`."""
        return self.root / object_name(digest)

    def segment_path(self, number: int) -> Path:
        """Return the path of the log's segment `number`, 1 for the first, where it is not sealed."""
        return self.log / segment_name(number)

    def sealed_path(self, number: int) -> Path:
        """Return the path of the log's segment `number` where it is sealed: whole, and compressed."""
        return self.log / f"{segment_name(number)}.gz"

    def segment_numbers(self) -> list[int]:
        """List the numbers of the segments that are there, sealed or not, in order.

        Raises:
            OSError: when the folder cannot be read.
        """
        found = {segment_in(path.name) for path in self.log.iterdir()}
        return sorted(number for number in found if number is not None)

    def head_path(self, size: int) -> Path:
        """Return the path of the head over the first `size` entries."""
        return self.heads / f"{size}.note"

    def withheld_path(self, seq: int) -> Path:
        """Return the path of what was withheld from entry `seq`."""
        return self.root / withheld_name(seq)

    def place(self, name: str) -> str:
        """Return the path of what has this name within the archive, as text, which is much quicker."""
        return f"{self.root}/{name}"

    def name_of(self, path: Path) -> str:
        """Return a path as it is shown and logged: within the archive, with forward slashes."""
        return path.relative_to(self.root).as_posix()

    def name_at(self, place: str) -> str:
        """Return the name within the archive of what `place` gives the path of, or of what lies under it."""
        return place.removeprefix(self.place(""))

"""Figure 3: edits by somebody skilled, who makes the whole archive agree with itself again."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from sayso.custody import (
    GENESIS,
    ArchiveFiles,
    ConsistencyProof,
    Head,
    ProofRefused,
    parse_head,
    prove_consistency,
    read_heads,
    verify,
    write_head,
)
from sayso.custody.tree import leaf_hash, root_of
from sayso.values import instant_text, read_instant

Lines = list[dict[str, object]]  # entries as JSON values
Edit = Callable[[ArchiveFiles, Lines, random.Random], None]


@dataclass(slots=True)
class Rewrites:
    """What became of edits."""

    made: int = 0
    unseen_by_verify: list[str] = field(default_factory=list)
    unseen_by_proof: list[str] = field(default_factory=list)
    inconsistent: list[str] = field(default_factory=list)  # edits that were not skilled: seen without a head

    def summary(self) -> dict[str, object]:
        """Return the counts as JSON values."""
        return {
            "made": self.made,
            "seen_by_verify": self.made - len(self.unseen_by_verify),
            "refused_by_consistency_proof": self.made - len(self.unseen_by_proof),
            "seen_even_without_the_earlier_head": len(self.inconsistent),
            "unseen": (self.unseen_by_verify + self.unseen_by_proof)[:5],
        }


def rewrite(files: ArchiveFiles, count: int, work: Path, *, seed: int = 3) -> Rewrites:
    """Edit copies of an archive with skill, and hold each against the archive's newest head.

    The editor recomputes every later link, makes new digests of what is withheld and of `archive.toml` where
    need be, removes the archive's heads, and writes an unsigned one over the new log.
    """
    chance, found = random.Random(seed), Rewrites()
    earlier = read_heads(files)[-1]
    kinds = sorted(EDITS)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        copy = ArchiveFiles(work / "rewritten")
        shutil.copytree(files.root, copy.root)
        _edit(copy, EDITS[kind], chance)
        found.made += 1
        if not verify(copy).holds:
            found.inconsistent.append(kind)
        if not verify(copy, heads=[earlier.to_bytes()]).damages:
            found.unseen_by_verify.append(f"{kind} no. {number}")
        if not _is_refused(copy, earlier):
            found.unseen_by_proof.append(f"{kind} no. {number}")
        shutil.rmtree(copy.root)
    return found


def _is_refused(files: ArchiveFiles, earlier: Head) -> bool:
    """Tell whether no consistency proof leads from a head to the log as it is now."""
    write_head(files, None)
    now = parse_head(files.head_path(_last(files)).read_bytes())
    try:
        proof = prove_consistency(files, Head(earlier.origin, earlier.size, _root(files, earlier.size)), now)
    except ValueError:  # the log is shorter than the head
        return True
    claimed = ConsistencyProof(
        size1=earlier.size, size2=now.size, root1=earlier.root, root2=now.root, proof=proof.proof
    )
    try:
        claimed.verify()
    except ProofRefused:
        return True
    return False


def _root(files: ArchiveFiles, size: int) -> bytes:
    return root_of(leaf_hash(line) for line in _raw(files)[:size])


def _raw(files: ArchiveFiles) -> list[bytes]:
    return files.segment_path(1).read_bytes().splitlines()


def _last(files: ArchiveFiles) -> int:
    return len(_raw(files))


def _edit(files: ArchiveFiles, edit: Edit, chance: random.Random) -> None:
    lines: Lines = [json.loads(line) for line in _raw(files)]
    withheld = {int(str(line["seq"])): files.withheld_path(int(str(line["seq"]))) for line in lines}
    kept = {seq: path.read_bytes() for seq, path in withheld.items() if path.exists()}
    edit(files, lines, chance)
    for path in withheld.values():
        path.unlink(missing_ok=True)
    before = GENESIS
    written = []
    for seq, line in enumerate(lines, start=1):
        was = int(str(line["seq"]))
        line["seq"], line["prev"] = seq, before
        data = json.dumps(line, sort_keys=True, separators=(",", ":")).encode("ascii")
        before = hashlib.sha256(data).hexdigest()  # type: ignore[assignment]
        written.append(data + b"\n")
        if was in kept:
            files.withheld_path(seq).parent.mkdir(exist_ok=True)
            files.withheld_path(seq).write_bytes(kept[was])
    files.segment_path(1).write_bytes(b"".join(written))
    for path in files.heads.iterdir():
        path.unlink()
    shutil.rmtree(files.indexes)
    files.indexes.mkdir()


def _picked(lines: Lines, chance: random.Random) -> int:
    """Pick an import that is not the last entry."""
    places = [place for place, line in enumerate(lines[:-1]) if line["act"] == "import"]
    return chance.choice(places)


def _change_entry(_files: ArchiveFiles, lines: Lines, chance: random.Random) -> None:
    body = lines[_picked(lines, chance)]["body"]
    assert isinstance(body, dict)
    body["media_type"] = "text/plain"
    body["gaps"] = ["nothing is missing"]


def _swap(_files: ArchiveFiles, lines: Lines, chance: random.Random) -> None:
    first = chance.randrange(2, len(lines) - 1)
    lines[first], lines[first + 1] = lines[first + 1], lines[first]


def _drop(_files: ArchiveFiles, lines: Lines, chance: random.Random) -> None:
    del lines[_picked(lines, chance)]


def _replace_object(files: ArchiveFiles, lines: Lines, chance: random.Random) -> None:
    body = lines[_picked(lines, chance)]["body"]
    assert isinstance(body, dict)
    old = str(body["exhibit"])
    data = files.object_path(old).read_bytes()[:-1] + b"!"
    new = hashlib.sha256(data).hexdigest()
    files.object_path(old).unlink()
    files.object_path(new).parent.mkdir(exist_ok=True)
    files.object_path(new).write_bytes(data)
    body["exhibit"] = new
    body["objects"][new] = body["objects"].pop(old)


def _set_clock_back(_files: ArchiveFiles, lines: Lines, chance: random.Random) -> None:
    for line in lines[_picked(lines, chance) :]:
        line["at"] = instant_text(read_instant(str(line["at"])) - timedelta(days=30))
    for line in lines:
        line["at"] = min(str(line["at"]), str(lines[-1]["at"]))


def _insert(_files: ArchiveFiles, lines: Lines, chance: random.Random) -> None:
    place = _picked(lines, chance)
    lines.insert(place, json.loads(json.dumps(lines[place])))


EDITS: dict[str, Edit] = {
    "an entry changed": _change_entry,
    "two entries swapped": _swap,
    "an entry dropped": _drop,
    "an object replaced": _replace_object,
    "the times of entries changed": _set_clock_back,
    "an entry put in": _insert,
}

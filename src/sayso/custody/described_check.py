"""Holding salted digests in entries against the descriptions that they are said to be of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sayso.custody.described import DESCRIBING, digests_of, fields_in
from sayso.custody.entries import Entry
from sayso.values import Digest, canonical_json, digest_bytes, is_digest


@dataclass(slots=True)
class SaidOfDescriptions:
    """What the entries of a log say of descriptions."""

    digests: dict[bytes, list[tuple[int, bytes]]] = field(
        default_factory=dict
    )  # description -> entry, what it says
    without: list[int] = field(default_factory=list)  # entries with none, behind others that have some

    def take(self, entry: Entry) -> None:
        """Take in an entry, in the order of the log."""
        description = entry.body.get("description")
        if entry.act not in DESCRIBING or not isinstance(description, str) or not is_digest(description):
            return
        if entry.described:
            known = self.digests.setdefault(bytes.fromhex(description), [])
            said = _summed(entry.described)
            if said not in [one for _, one in known]:  # what comes in again says the same of it again
                known.append((entry.seq, said))
        elif self.digests:
            self.without.append(entry.seq)

    def wrong_on(self, description: str, record: bytes) -> list[int]:
        """Return the entries whose salted digests are not those of the description that they name."""
        known = self.digests.get(bytes.fromhex(description), ())
        is_so = _summed(digests_of(fields_in(record)))
        return [seq for seq, said in known if said != is_so]


def _summed(described: Mapping[str, Digest]) -> bytes:
    return bytes.fromhex(digest_bytes(canonical_json(dict(described))))

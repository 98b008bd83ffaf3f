"""What the log says of the packages that exhibits came in, as far as those were kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sayso.values import Digest, Method, canonical_json

BESIDE = "beside"  # of an import entry: the objects of the package; its names are withheld under this, too
ROLES = ("exhibit", "description", "sidecar")  # what an import entry names of an exhibit itself
MEMBER = "member"  # the parameter of a source that differs within one package

_Import = tuple[
    str, str, bytes
]  # case, instant, source: the same for all that one import took from a package


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What was kept of a package: the file that it was, or the files of a bag that are no payload."""

    names: tuple[str, ...]
    size_bytes: int


@dataclass(slots=True)
class Packages:
    """The packages that are in an archive, and which of them an exhibit came in."""

    exhibit: str
    _kept: dict[_Import, dict[Digest, str]] = field(default_factory=dict)  # object -> name
    _with_it: set[_Import] = field(default_factory=set)

    def take(self, body: Mapping[str, Any], names: Sequence[str] = ()) -> None:
        """Take in the body of an import entry, in the order of the log.

        Args:
            body: of entries from before names were withheld, it has them itself.
            names: those of the objects of a package, as far as they are not removed.
        """
        source = body["source"]
        told = without_member(Method(**source)).to_json()
        key = (body["case"], body["started_at"], canonical_json(told))
        if BESIDE in body:
            self._kept[key] = _kept_in(body[BESIDE], names)
        if body["exhibit"] == self.exhibit:
            self._with_it.add(key)

    def drop(self, erased: Iterable[str]) -> None:
        """Forget the packages that went with these objects; what several share never goes with one."""
        gone = set(erased)
        self._kept = {key: held for key, held in self._kept.items() if gone.isdisjoint(held)}

    def split(self) -> tuple[set[Digest], set[Digest]]:
        """Return the objects of packages with the exhibit in them, and of those without."""
        reached = self._reached()
        rest = (held for held in map(frozenset, self._kept.values()) if held not in reached)
        return set().union(*reached), set().union(*rest)

    def among(self, objects: Mapping[Digest, int]) -> tuple[Package, ...]:
        """Return what of the packages with the exhibit in them is among some objects (with their sizes)."""
        found = []
        for names in self._reached().values():
            there = [digest for digest in names if digest in objects]
            if there:
                size_bytes = sum(objects[digest] for digest in there)
                found.append(Package(names=tuple(names[one] for one in there), size_bytes=size_bytes))
        return tuple(found)

    def _reached(self) -> dict[frozenset[Digest], dict[Digest, str]]:
        # by what it holds: an import that was broken off may have kept it and not have come to the exhibit
        return {frozenset(held): held for key, held in self._kept.items() if key in self._with_it}


def without_member(source: Method) -> Method:
    """Return a source as it is logged: the name within a package may say too much: it is withheld."""
    return replace(
        source, parameters={name: value for name, value in source.parameters.items() if name != MEMBER}
    )


def beside_body(digests: Sequence[Digest]) -> dict[str, object]:
    """Return what the body of an import entry says of a package that came in with it."""
    return {BESIDE: list(digests)}


def beside_names(names: Sequence[str]) -> dict[str, str]:
    """Return what is withheld of such an entry: the names of the same objects, in the same order."""
    return {BESIDE: canonical_json(list(names)).decode("ascii")}


def names_beside(withheld: Mapping[str, str]) -> list[str]:
    """Read what `beside_names` gives; [] where it was removed."""
    return list(json.loads(withheld.get(BESIDE, "[]")))


def _kept_in(beside: Mapping[str, str] | Sequence[str], names: Sequence[str]) -> dict[Digest, str]:
    if isinstance(beside, Mapping):
        return {Digest(digest): name for name, digest in beside.items()}
    known = names or [f"file {number} of it" for number in range(1, len(beside) + 1)]
    return {Digest(digest): name for digest, name in zip(beside, known, strict=True)}


def brought_by_itself(body: Mapping[str, Any], objects: Iterable[str]) -> set[str]:
    """Return which of an entry's objects are not only there as a part of a package."""
    beside = body.get(BESIDE, ())
    packed = set(beside.values() if isinstance(beside, Mapping) else beside)
    return set(objects) - (packed - {body.get(role) for role in ROLES})

"""Results of methods: kept as objects, named in the log, found again by what they were made from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from sayso.custody.entries import Act
from sayso.exhibits.objects import Stored
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.store.projected_results import derivative_key
from sayso.values import Digest, Method, canonical_json

Inputs = Mapping[str, Sequence[Digest]]  # role -> digests of objects


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a method gave, ready to be kept."""

    kind: str  # "text", "claims", "fingerprint", "copies", "comparison"
    method: Method
    inputs: Inputs
    value: Mapping[str, object]  # JSON values
    case: str | None = None
    lists: Sequence[Stored] = ()  # other objects that it brings: lists of inputs, what a service answered


def find_result(archive: Archive, kind: str, method: Method, inputs: Inputs) -> queries.DerivativeInfo | None:
    """Return the run of this very method on these very inputs, if its result is kept."""
    found = queries.latest(derivative_key(kind, method.to_json(), _lists(inputs)))
    return found if found is not None and archive.objects.has(found.output) else None


def keep_results(archive: Archive, actor: str, results: Sequence[Result]) -> list[Digest]:
    """Keep results: objects first, then one log line each; return the digests of the objects."""
    if not results:
        return []
    stored = [archive.objects.put_bytes(canonical_json(result.value)) for result in results]
    acts = [
        Act(
            act="derive",
            body={
                "kind": result.kind,
                "method": result.method.to_json(),
                "inputs": _lists(result.inputs),
                "output": kept.digest,
                "objects": {one.digest: one.size_bytes for one in (kept, *result.lists)},
                **({"case": result.case} if result.case else {}),
            },
            withheld={"operator": actor},
        )
        for result, kept in zip(results, stored, strict=True)
    ]
    archive.record(acts)
    return [kept.digest for kept in stored]


def read_result(archive: Archive, digest: Digest) -> Any:
    """Return the JSON value of a kept result, its digest checked."""
    return json.loads(archive.objects.read(digest))


def package_versions(*names: str) -> dict[str, str]:
    """Return the versions of the packages that a method uses, as they are installed."""
    found = {}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _lists(inputs: Inputs) -> dict[str, list[str]]:
    return {role: list(digests) for role, digests in inputs.items()}

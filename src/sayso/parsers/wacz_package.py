"""The list in a web archive (`datapackage.json`), held against every file, and what is signed of it.

The signature goes back to who asked: certificates are not read here. What the files themselves hold,
`sayso.parsers.wacz_contents` looks at.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

from sayso.parsers.trees import Damaged, NotReadable, danger_in, read_whole
from sayso.parsers.wacz_contents import is_moment
from sayso.parsers.zips import ZipTree
from sayso.values import Findings
from sayso.values.canonical import why_no_json, without_doubles

VERSIONS = {"1.0.0", "1.1.0", "1.1.1", "1.2.0"}
MAX_PACKAGE_BYTES = 32 << 20  # of datapackage.json
HASHES = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"}
WEAK_HASHES = {"md5", "sha1"}
BAG_MARK = "bagit.txt"
PACKAGE, DIGEST, OLD_PACKAGE = "datapackage.json", "datapackage-digest.json", "webarchive.yaml"

_SIGNED_FIELDS = {
    *("hash", "created", "software", "version", "signature", "publicKey", "domain", "domainCert"),
    *("timeSignature", "timestampCert", "crossSignedCert"),
}


class PackageList:
    """The list of a WACZ's files, and what is found about it."""

    def __init__(self, tree: ZipTree, findings: Findings, files: Sequence[str]) -> None:
        self._tree, self._findings, self._files = tree, findings, files

    def read(self) -> dict[str, object] | None:
        """Return the list; None where there is none, which the findings then say.

        Raises:
            Damaged, NotReadable: when it cannot be read.
        """
        if PACKAGE in self._files:
            return self._json(PACKAGE)
        if OLD_PACKAGE in self._files:
            self._findings.not_seen(
                "it is of format 0.1.0, which lists no checksums to hold its files against"
            )
        else:
            is_bag = any(name.endswith(BAG_MARK) for name in self._files)
            hint = "; it holds a bag, which `sayso check-bag` checks" if is_bag else ""
            self._findings.fault(f"it has no {PACKAGE}, so it is no WACZ{hint}")
        return None

    def check(self, package: Mapping[str, object]) -> dict[str, object] | None:
        """Hold the list against its format and the files, and return its signature; None where there is none.

        Raises:
            Damaged, NotReadable: when a part that the check rests on cannot be read.
        """
        self._check_version(package)
        self._check_resources(package)
        return self._check_digest(package)

    def _json(self, name: str) -> dict[str, object] | None:
        data = read_whole(self._tree, name, MAX_PACKAGE_BYTES)
        try:
            value = json.loads(
                data.decode("utf-8"), object_pairs_hook=without_doubles, parse_constant=_no_constant
            )
        except (ValueError, RecursionError) as error:
            self._findings.fault(f"{name} is no JSON: {why_no_json(error)}")
            return None
        if not isinstance(value, dict):
            self._findings.fault(f"{name} is no JSON object")
            return None
        return value

    def _check_version(self, package: Mapping[str, object]) -> None:
        version, profile = package.get("wacz_version"), package.get("profile")
        if profile not in ("data-package", "wacz"):
            self._findings.fault(f"{PACKAGE} has the profile {str(profile)[:80]!r} instead of data-package")
        if version is None and profile != "wacz":
            say = self._findings.note if is_old(package) else self._findings.fault
            say(f"{PACKAGE} names no wacz_version")
        elif version is not None and version not in VERSIONS:
            self._findings.not_seen(f"it is of WACZ version {str(version)[:40]!r}, which is not known here")
        for name in ("created", "modified", "mainPageDate"):
            if name in package and not is_moment(package[name]):
                self._findings.note(f"{PACKAGE}: {name} is no time: {str(package[name])[:60]!r}")

    def _check_resources(self, package: Mapping[str, object]) -> None:
        resources = package.get("resources")
        if not isinstance(resources, list) or not resources:
            self._findings.fault(f"{PACKAGE} lists no files")
            return
        hashing = str(package.get("hashing", ""))
        listed: set[str] = set()
        wanted: dict[str, tuple[str, str]] = {}
        for number, resource in enumerate(resources, start=1):
            name = self._check_resource(number, resource, listed)
            if name is None:
                continue
            stated = self._stated_hash(name, resource, str(resource.get("hashing", hashing)))
            if stated is not None and name in self._files:
                wanted[name] = stated
        for name in self._files:
            if name not in listed and name not in (PACKAGE, DIGEST):
                self._findings.fault(f"{name!r} is not listed in {PACKAGE}")
        self._check_hashes(wanted)

    def _check_resource(self, number: int, resource: object, listed: set[str]) -> str | None:
        if not isinstance(resource, dict) or not isinstance(resource.get("path"), str):
            self._findings.fault(f"{PACKAGE}: entry {number} names no path")
            return None
        name = str(resource["path"])
        if (danger := danger_in(name)) is not None:
            self._findings.fault(f"{PACKAGE} lists {name[:200]!r}, which is not safe: {danger}")
            return None
        if name in listed:
            self._findings.fault(f"{PACKAGE} lists {name!r} twice")
        listed.add(name)
        member = self._tree.members.get(name)
        if member is None or member.kind != "file":
            self._findings.fault(f"{PACKAGE} lists {name!r}, which is missing")
            return name
        size = _stats(resource).get("bytes")
        if size is None:
            self._findings.fault(f"{PACKAGE} states no size of {name!r}")
        elif type(size) is not int or size != member.size:
            self._findings.fault(
                f"{PACKAGE} says {str(size)[:40]} bytes for {name!r}, which has {member.size}"
            )
        if not isinstance(resource.get("name"), str):
            self._findings.note(f"{PACKAGE} gives {name!r} no name")
        return name

    def _stated_hash(self, name: str, resource: Mapping[str, object], hashing: str) -> tuple[str, str] | None:
        text = _stats(resource).get("hash")
        if not isinstance(text, str):
            self._findings.fault(f"{PACKAGE} states no hash of {name!r}")
            return None
        kind, colon, value = text.partition(":")
        if not colon:
            kind, value = hashing, text
        kind = kind.lower().replace("-", "")
        if kind not in HASHES:
            self._findings.not_seen(
                f"{PACKAGE} has a hash of {name!r} of a kind that is not known here: {text[:80]!r}"
            )
            return None
        if kind in WEAK_HASHES:
            self._findings.note(f"{PACKAGE} rests on {kind.upper()}, which can be forged")
        return kind, value.lower()

    def _check_hashes(self, wanted: Mapping[str, tuple[str, str]]) -> None:
        for name, chunks in self._tree.read_each(wanted):
            kind, stated = wanted[name]
            running = hashlib.new(kind, usedforsecurity=False)
            try:
                for chunk in chunks:
                    running.update(chunk)
            except Damaged as error:
                self._findings.fault(str(error))
            except NotReadable as error:
                self._findings.not_seen(str(error))
            else:
                if running.hexdigest() != stated:
                    self._findings.fault(f"{name!r} does not have the hash that {PACKAGE} states")

    def _check_digest(self, package: Mapping[str, object]) -> dict[str, object] | None:
        """Hold `datapackage.json` against its digest file, and return the signature in that file."""
        if DIGEST not in self._files:
            self._findings.note(f"it has no {DIGEST}: nothing in it shows a change to {PACKAGE}")
            return None
        digest = self._json(DIGEST)
        if digest is None:
            return None
        if digest.get("path") != PACKAGE:
            self._findings.fault(f"{DIGEST} is not over {PACKAGE}")
        stated = str(digest.get("hash", ""))
        kind = stated.partition(":")[0].lower()
        if kind not in HASHES:
            self._findings.fault(f"{DIGEST} states no hash that is known here: {stated[:80]!r}")
            return None
        data = read_whole(self._tree, PACKAGE, MAX_PACKAGE_BYTES)
        if stated.partition(":")[2].lower() != hashlib.new(kind, data, usedforsecurity=False).hexdigest():
            self._findings.fault(f"{PACKAGE} does not have the hash that {DIGEST} states")
        return self._signature(digest.get("signedData"), stated, package)

    def _signature(
        self, signed: object, stated: str, package: Mapping[str, object]
    ) -> dict[str, object] | None:
        if signed is None:
            return None
        if not isinstance(signed, dict):
            self._findings.fault(f"{DIGEST} holds a signature that is none")
            return None
        if others := sorted(set(signed) - _SIGNED_FIELDS):
            self._findings.note(
                f"the signature has fields that the format does not know: {', '.join(others)[:200]}"
            )
        if signed.get("hash") != stated:
            self._findings.fault("the signature is over another hash")
        if package.get("created") != signed.get("created"):
            self._findings.fault(f"the signature and {PACKAGE} name two times of creation")
        return {
            name: value for name, value in signed.items() if isinstance(value, str) and name in _SIGNED_FIELDS
        }


def is_old(package: Mapping[str, object]) -> bool:
    """Tell whether a list is in the layout before 1.1, with sizes and hashes below `stats`."""
    resources = package.get("resources")
    if not isinstance(resources, list):
        return False
    return any(isinstance(entry, dict) and "stats" in entry and "hash" not in entry for entry in resources)


def _stats(resource: Mapping[str, object]) -> Mapping[str, object]:
    """Return where an entry states size and hash: in itself, or below `stats` as before 1.1."""
    stats = resource.get("stats")
    return stats if isinstance(stats, dict) and "hash" not in resource else resource


def _no_constant(word: str) -> object:
    raise ValueError(f"{word} stands in it")

"""Bags (BagIt 0.93 to 1.0): whether one is complete and valid, and safe to unpack.

Every rule of the version that a bag declares is held against it, and all that is wrong is
listed. What the format leaves open, and what protects nothing, is a note. No file named in
`fetch.txt` is ever fetched: until its bytes are in the bag, the bag is not complete.

Source: RFC 8493.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from sayso.parsers.bag_files import (
    ALGORITHMS,
    WEAK_ALGORITHMS,
    Declaration,
    Fetch,
    Listed,
    NotText,
    decode,
    new_hashes,
    read_declaration,
    read_fetch,
    read_manifest,
    read_metadata,
    read_oxum,
)
from sayso.parsers.bag_layout import Manifest, Names, based, empty_folders, is_file, is_payload, note_names
from sayso.parsers.packed import open_packed
from sayso.parsers.trees import (
    Damaged,
    NotReadable,
    Tree,
    check_names,
    danger_in,
    read_whole,
)
from sayso.parsers.worker import Answer
from sayso.values import Findings

MAX_TAG_FILE_BYTES = 64 << 20  # a manifest of 250,000 files has some 40 MB
OUR_AGENT = "sayso"  # how Bag-Software-Agent begins in a bag that sayso wrote

_MANIFEST = re.compile(r"(tag)?manifest-([^/]+)\.txt")
_INFO_NAMES = ("bag-info.txt", "package-info.txt")  # the latter up to 0.95


def read(stream: BinaryIO, request: Mapping[str, object]) -> Iterator[Answer]:
    """Check a bag that is packed in a zip or tar; the answer holds faults, what was unseen, and notes."""
    findings, is_ours = Findings(), False
    marks = request.get("marks")
    try:
        tree = based(open_packed(stream, findings), findings)
        if tree is not None:
            marked = tuple(map(str, marks)) if isinstance(marks, list) else ()
            is_ours = check(tree, findings, sealed=bool(request.get("sealed")), marks=marked)
    except Damaged as error:
        findings.fault(str(error))
    except NotReadable as error:
        findings.not_seen(str(error))
    yield {**findings.listed(), "ours": is_ours}, b""


def check(tree: Tree, findings: Findings, *, sealed: bool = False, marks: Sequence[str] = ()) -> bool:
    """Hold a bag against the rules of its version, and tell whether it says that sayso wrote it.

    Args:
        tree: the bag's base directory.
        findings: where all that is found goes.
        sealed: demand that a tag manifest lists every file of the bag but the tag manifests, as
            those that sayso writes do; taken as true for a bag that says sayso wrote it.
        marks: names of files that, two or more together, only a bag that sayso wrote has.

    Raises:
        NotReadable: when a file that the check rests on cannot be read.
    """
    is_marked = sum(is_file(tree, name) for name in marks) > 1
    check_names(tree, findings)
    note_names(tree, findings)
    if not is_file(tree, "bagit.txt"):
        findings.fault("it has no bagit.txt, so it is no bag")
        return is_marked
    declared = read_declaration(read_whole(tree, "bagit.txt", 4096), findings)
    if declared is None:
        return is_marked
    bag = Bag(tree, declared, findings)
    try:
        return bag.check(sealed=sealed, is_marked=is_marked)
    except NotText as error:
        findings.fault(str(error))
    return is_marked


class Bag:
    """A bag whose declaration was read, and what is found about it."""

    def __init__(self, tree: Tree, declared: Declaration, findings: Findings) -> None:
        self._tree, self._findings = tree, findings
        self._version, self._encoding = declared.version, declared.encoding
        self._names = Names(tree, declared.version, findings)
        self._payload = [
            member for member in tree.members.values() if member.kind != "folder" and is_payload(member.name)
        ]
        # What version 1.0 forbids and earlier ones left open.
        self._new_fault = findings.fault if declared.version >= (1, 0) else findings.note

    def check(self, *, sealed: bool, is_marked: bool) -> bool:
        """Check all that the declaration leads to, and tell whether sayso wrote it, by its marks or words.

        Raises:
            NotText: when a tag file is not in the declared encoding.
            NotReadable: when a tag file cannot be read.
        """
        self._check_structure()
        info = self._metadata()
        fetched = self._fetch_list()
        manifests = list(self._manifests())
        of_payload = [manifest for manifest in manifests if not manifest.of_tags]
        of_tags = [manifest for manifest in manifests if manifest.of_tags]
        self._check_payload_is_listed(of_payload)
        for entry in fetched:
            self._check_fetched(entry, of_payload)
        self._check_tag_manifests(of_tags, of_payload)
        is_ours = is_marked or _is_ours(info)
        self._check_tags_are_listed(of_tags, sealed=sealed or is_ours)
        self._check_folders(sealed=sealed or is_ours)
        self._check_oxum(info)
        self._check_digests(manifests)
        return is_ours

    def _check_structure(self) -> None:
        data = self._tree.members.get("data")
        if not self._payload and (data is None or data.kind != "folder"):
            self._findings.fault("it has no payload directory: data/ is missing")
        if not any((found := _MANIFEST.fullmatch(name)) and not found[1] for name in self._tree.members):
            self._findings.fault("it has no payload manifest")
        if self._version < (0, 96) and is_file(self._tree, "bag-info.txt"):
            self._findings.note("bag-info.txt was called package-info.txt in this version")

    def _metadata(self) -> list[tuple[str, str]]:
        pairs: list[tuple[str, str]] = []
        for name in _INFO_NAMES:
            if is_file(self._tree, name):
                pairs += read_metadata(self._text_of(name), name, self._version, self._findings)
        return pairs

    def _fetch_list(self) -> list[Fetch]:
        if not is_file(self._tree, "fetch.txt"):
            return []
        return read_fetch(self._text_of("fetch.txt"), self._findings)

    def _text_of(self, name: str) -> str:
        data = read_whole(self._tree, name, MAX_TAG_FILE_BYTES)
        return decode(data, self._encoding, name, self._findings)

    def _manifests(self) -> Iterator[Manifest]:
        for name in sorted(self._tree.members):
            found = _MANIFEST.fullmatch(name)
            if found is None or not is_file(self._tree, name):
                continue
            algorithm = re.sub(r"[^a-z0-9]", "", found[2].lower())
            if algorithm not in ALGORITHMS:
                self._findings.not_seen(f"{name} uses the checksum {found[2]!r}, which is not known here")
                continue
            manifest = Manifest(name, algorithm, of_tags=found[1] is not None)
            text = self._text_of(name)
            for listed in read_manifest(text, name, algorithm, self._version, self._findings).values():
                self._take(manifest, listed)
            if algorithm in WEAK_ALGORITHMS:
                self._findings.note(f"{name} rests on {found[2].upper()}, which can be forged")
            yield manifest

    def _take(self, manifest: Manifest, listed: Listed) -> None:
        """Add a line of a manifest, under the name of the file that it stands for."""
        path, findings = listed.path, self._findings
        what = f"{manifest.name} lists {path[:200]!r}, which"
        if (danger := danger_in(path)) is not None:
            findings.fault(f"{what} is not safe: {danger}")
            return
        name = self._names.file_for(path)
        if manifest.of_tags:
            self._judge_tag_entry(what, name)
        elif not is_payload(name):
            (findings.fault if self._version >= (0, 97) else findings.note)(f"{what} is not in the payload")
        if name in manifest.files and manifest.files[name].digest != listed.digest:
            findings.fault(f"{what} stands in it twice, with different checksums")
        manifest.files[name] = listed
        if not is_file(self._tree, name):
            findings.fault(f"{what} is missing")

    def _judge_tag_entry(self, what: str, name: str) -> None:
        if is_payload(name):
            self._findings.note(f"{what} belongs to the payload")
        if name.startswith("tagmanifest-"):
            self._new_fault(f"{what} is a tag manifest, and none may list one")

    def _check_payload_is_listed(self, manifests: list[Manifest]) -> None:
        for member in self._payload:
            without = [manifest.name for manifest in manifests if member.name not in manifest.files]
            if manifests and len(without) == len(manifests):
                self._findings.fault(f"{member.name!r} is in the payload, and no manifest lists it")
            elif without and self._version >= (1, 0):
                self._findings.fault(f"{member.name!r} is not listed in {', '.join(without)}")

    def _check_fetched(self, entry: Fetch, manifests: list[Manifest]) -> None:
        name = self._names.file_for(entry.path)
        listed = [name in manifest.files for manifest in manifests]
        if not is_payload(name):
            self._new_fault(f"fetch.txt lists {entry.path!r}, which is not in the payload")
        if not all(listed):
            self._new_fault(f"fetch.txt lists {entry.path!r}, and not every manifest does")
        member = self._tree.members.get(name)
        if member is None and any(listed):
            self._findings.fault(
                f"{entry.path!r} is still to be fetched from {entry.url[:300]!r}: the bag is not complete"
            )
        elif member is not None and entry.size not in (None, member.size):
            self._findings.note(f"fetch.txt says {entry.size} bytes for {entry.path!r}, not {member.size}")

    def _check_tag_manifests(self, manifests: list[Manifest], of_payload: list[Manifest]) -> None:
        for manifest in manifests:
            for other in of_payload:
                if other.name not in manifest.files:
                    self._new_fault(f"{manifest.name} does not list {other.name}, as it must")

    def _check_tags_are_listed(self, manifests: list[Manifest], *, sealed: bool) -> None:
        say = self._findings.fault if sealed else self._findings.note
        if not manifests:
            say("it has no tag manifest: nothing in it shows a change to its metadata or manifests")
            return
        listed = {name for manifest in manifests for name in manifest.files}
        for member in self._tree.members.values():
            name = member.name
            is_meant = (
                member.kind != "folder" and not is_payload(name) and not name.startswith("tagmanifest-")
            )
            if is_meant and name not in listed:
                say(f"no tag manifest lists {name!r}: nothing in the bag shows a change to it")

    def _check_folders(self, *, sealed: bool) -> None:
        """Find folders with nothing in them, which no manifest can list; `data` itself may be empty."""
        say = self._findings.fault if sealed else self._findings.note
        for name in empty_folders(self._tree):
            if name != "data":
                say(f"the folder {name!r} is empty: no list names it, so nothing shows who put it there")

    def _check_oxum(self, info: list[tuple[str, str]]) -> None:
        stated = [value for label, value in info if label.casefold() == "payload-oxum"]
        if len(stated) > 1:
            self._new_fault(f"Payload-Oxum stands {len(stated)} times in the metadata")
        found = (sum(member.size for member in self._payload), len(self._payload))
        for value in stated:
            oxum = read_oxum(value)
            if oxum is None:
                self._findings.fault(f"Payload-Oxum is no number of bytes and files: {value[:80]!r}")
            elif oxum != found:
                said = "Payload-Oxum says {} bytes in {} files; the payload has {} in {}"
                self._findings.fault(said.format(*oxum, *found))

    def _check_digests(self, manifests: list[Manifest]) -> None:
        found = self._digests(manifests)
        for manifest in manifests:
            for name, listed in manifest.files.items():
                digest = found.get((name, manifest.algorithm))
                if digest is not None and digest != listed.digest:
                    self._findings.fault(f"{name!r} does not have the checksum that {manifest.name} lists")

    def _digests(self, manifests: list[Manifest]) -> dict[tuple[str, str], str]:
        """Return the digests of all files that manifests list, by file and algorithm, each file read once."""
        wanted: dict[str, set[str]] = {}
        for manifest in manifests:
            for name in manifest.files:
                if is_file(self._tree, name):
                    wanted.setdefault(name, set()).add(manifest.algorithm)
        found: dict[tuple[str, str], str] = {}
        for name, chunks in self._tree.read_each(wanted):
            hashes = new_hashes(wanted[name])
            try:
                for chunk in chunks:
                    for running in hashes.values():
                        running.update(chunk)
            except Damaged as error:
                self._findings.fault(str(error))
            except NotReadable as error:
                self._findings.not_seen(str(error))
            else:
                found.update({(name, key): running.hexdigest() for key, running in hashes.items()})
        return found


def _is_ours(info: list[tuple[str, str]]) -> bool:
    return any(
        label.casefold() == "bag-software-agent" and value.split(" ")[0].casefold() == OUR_AGENT
        for label, value in info
    )

"""Checking an export: bag, extract of the log, proofs, stamps and bytes, without the archive.

`sayso verify --export` and the `verify.py` in each export both run this, so that they come to
the same verdict. An export is a bag in one form only; whatever departs from that form was not
written by us, or was changed since.
"""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from sayso.custody import export_form as form
from sayso.custody.disk import reason_of
from sayso.custody.entries import Entry
from sayso.custody.extracts import EarlierHead, Extract, Proven, ProvenLine, check_extract
from sayso.custody.heads import Head
from sayso.custody.notes import check_signatures, parse_note
from sayso.custody.proofs import read_consistency_proof, read_inclusion_proof
from sayso.custody.tree import ProofRefused
from sayso.custody.warc_form import blocks_in
from sayso.custody.withheld import salted_from
from sayso.custody.zip_form import read_members
from sayso.values import Check, Findings, could_not_look

KEPT_BYTES = 64 << 20  # of one file that is read whole; a larger one is hashed only
CHUNK_BYTES = 1 << 20

Member = tuple[str, Iterator[bytes]]


@dataclass(slots=True)
class _Read:
    """What was read: digest and size of every file, and the bytes of those that say something."""

    digests: dict[str, tuple[str, int]] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)
    in_warc: dict[str, tuple[str, int]] = field(default_factory=dict)  # the same of records, by their URIs

    @property
    def originals(self) -> dict[str, tuple[str, int]]:
        """Digest and size of each original, by its name in the bag or its URI in the web archive."""
        payload = {name: read for name, read in self.digests.items() if name.startswith(form.PAYLOAD)}
        return payload or self.in_warc


def check_export(path: Path, *, against: Sequence[Head] = ()) -> Check:
    """Check an export, a folder or a zip, and say what it proves.

    Args:
        path: from outside; nothing in it is run or unpacked.
        against: heads that were kept elsewhere.
    """
    findings = Findings()
    try:
        with ExitStack() as opened:
            return _check(_members(path, findings, opened), findings, against)
    except ValueError as error:
        findings.fault(f"the zip is not as it was written: {error}")
        return findings.check()
    except OSError as error:
        return could_not_look(f"it cannot be read: {reason_of(error)}")


def check_members(members: Iterator[Member], *, against: Sequence[Head] = ()) -> Check:
    """Check an export whose files another reader gives, by their names in it: of one that others packed.

    Args:
        members: names and bytes, each used up before the next.
        against: heads that were kept elsewhere.
    """
    findings = Findings()
    try:
        return _check(members, findings, against)
    except ValueError as error:
        findings.fault(f"it is damaged: {error}")
        return findings.check()


def _check(members: Iterator[Member], findings: Findings, against: Sequence[Head]) -> Check:
    read = _Read()
    for name, chunks in members:
        _take(name, chunks, read)
    if form.WARC in read.digests:
        _check_wacz(read, findings)
    elif form.DECLARATION in read.digests:
        _check_bag(read, findings)
    else:
        findings.fault(f"it is no export: it has no {form.DECLARATION}")
        return findings.check()
    proven = _check_log(read, findings, against)
    if proven is not None:
        _check_seal(read, proven, findings)
        _check_contents(read, proven, findings)
    return findings.check()


def _members(path: Path, findings: Findings, opened: ExitStack) -> Iterator[Member]:
    if path.is_dir():
        if not (path / form.DECLARATION).is_file():
            return
        yield from _files_in(path, path, findings)
    else:
        yield from _without_top(read_members(opened.enter_context(path.open("rb"))))


def _without_top(members: Iterator[Member]) -> Iterator[Member]:
    """Give a zip's members by their names within its one folder."""
    top = None
    for name, chunks in members:
        first, slash, rest = name.partition("/")
        if top is None:
            top = "" if name == form.WARC else first
        if not top:
            yield form.deep(name), chunks
            continue
        if first != top or not slash:
            raise ValueError(f"{name!r} lies outside its folder")
        yield rest, chunks


def _files_in(folder: Path, base: Path, findings: Findings) -> Iterator[Member]:
    for path in sorted(folder.iterdir()):
        name = path.relative_to(base).as_posix()
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode):
            yield from _files_in(path, base, findings)
        elif stat.S_ISREG(mode):
            yield name, _chunks_of(path)
        else:
            findings.fault(f"{name!r} is no ordinary file")


def _chunks_of(path: Path) -> Iterator[bytes]:
    with path.open("rb", buffering=0) as stream:
        while chunk := stream.read(CHUNK_BYTES):
            yield chunk


def _take(name: str, chunks: Iterator[bytes], read: _Read) -> None:
    sha256, size = hashlib.sha256(), 0
    pieces: list[bytes] | None = None if name.startswith(form.PAYLOAD) or name == form.WARC else []

    def counted() -> Iterator[bytes]:
        nonlocal size
        for chunk in chunks:
            sha256.update(chunk)
            size += len(chunk)
            yield chunk

    if name == form.WARC:
        for block in blocks_in(counted()):
            if block.kind == "resource":
                read.in_warc[block.uri] = block.sha256, block.size
    for chunk in counted():
        if pieces is not None and size <= KEPT_BYTES:
            pieces.append(chunk)
    read.digests[name] = sha256.hexdigest(), size
    if pieces is not None and size <= KEPT_BYTES:
        read.kept[name] = b"".join(pieces)


def _check_wacz(read: _Read, findings: Findings) -> None:
    """Hold the files of a web archive against its own list and against the one that is signed."""
    _check_list(form.CONTENTS, set(read.digests) - form.NOT_IN_CONTENTS, read, findings)
    try:
        listed = form.read_package(read.kept.get(form.PACKAGE, b""), read.kept.get(form.PACKAGE_DIGEST, b""))
    except ValueError as error:
        findings.fault(f"{form.PACKAGE} is not as it was written: {error}")
        return
    there = {name: read.digests[name][0] for name in set(read.digests) - {form.PACKAGE, form.PACKAGE_DIGEST}}
    for name in sorted(set(there) ^ set(listed)):
        findings.fault(f"{name!r} and {form.PACKAGE} do not agree on what is there")
    for name in sorted(set(there) & set(listed)):
        if there[name] != listed[name]:
            findings.fault(f"{name!r} is not what {form.PACKAGE} lists: its SHA-256 is {there[name]}")


def _check_bag(read: _Read, findings: Findings) -> None:
    """Hold the files against the manifests; a bag of ours has all of them listed, and no other file."""
    if read.kept.get(form.DECLARATION) != form.DECLARATION_BYTES:
        findings.fault(f"{form.DECLARATION} is not as it was written")
    payload = {name for name in read.digests if name.startswith(form.PAYLOAD)}
    tags = set(read.digests) - payload - {form.TAG_MANIFEST}
    _check_list(form.MANIFEST, payload, read, findings)
    _check_list(form.TAG_MANIFEST, tags, read, findings)
    _check_list(form.CONTENTS, set(read.digests) - form.NOT_IN_CONTENTS, read, findings)


def _check_list(manifest: str, names: set[str], read: _Read, findings: Findings) -> None:
    if manifest not in read.kept:
        findings.fault(f"{manifest} is missing")
        return
    try:
        listed = {form.deep(name): digest for name, digest in form.read_manifest(read.kept[manifest]).items()}
    except ValueError as error:
        findings.fault(f"{manifest} is not as it was written: {error}")
        return
    for name in sorted(names - set(listed)):
        findings.fault(f"{name!r} is not listed in {manifest}")
    for name in sorted(set(listed) - names):
        findings.fault(f"{name!r} is listed in {manifest}, and missing")
    for name in sorted(names & set(listed)):
        if listed[name] != read.digests[name][0]:
            findings.fault(f"{name!r} is not what {manifest} lists: its SHA-256 is {read.digests[name][0]}")


def _check_log(read: _Read, findings: Findings, against: Sequence[Head]) -> Proven | None:
    missing = [name for name in (form.ENTRIES, form.PROOFS, form.HEAD) if name not in read.kept]
    if missing:
        findings.fault(f"{missing[0]} is missing")
        return None
    try:
        extract = _extract_in(read.kept)
    except (ValueError, ProofRefused) as error:
        findings.fault(f"its extract of the log cannot be read: {getattr(error, 'why', error)}")
        return None
    return check_extract(extract, findings, against=against)


def _extract_in(kept: Mapping[str, bytes]) -> Extract:
    lines, proofs = _lines_in(kept[form.ENTRIES]), _lines_in(kept[form.PROOFS])
    if len(lines) != len(proofs):
        raise ValueError(f"it has {len(lines)} entries and {len(proofs)} proofs")
    consistency = [read_consistency_proof(line) for line in _lines_in(kept.get(form.CONSISTENCY, b""))]
    heads = {name: data for name, data in kept.items() if name.startswith(form.HEADS)}
    wanted = {form.head_name(proof.size1) for proof in consistency}
    if wanted != set(heads) or len(wanted) != len(consistency):
        raise ValueError("its earlier heads are not those that it has proofs for")
    return Extract(
        head=kept[form.HEAD],
        lines=[
            ProvenLine(line=line, proof=read_inclusion_proof(proof))
            for line, proof in zip(lines, proofs, strict=True)
        ],
        earlier=[EarlierHead(head=heads[form.head_name(one.size1)], proof=one) for one in consistency],
        stamp_files={
            name.removeprefix(form.STAMPS): data
            for name, data in kept.items()
            if name.startswith(form.STAMPS)
        },
    )


def _lines_in(data: bytes) -> list[bytes]:
    if data and not data.endswith(b"\n"):
        raise ValueError("its last line has no end")
    return data.split(b"\n")[:-1]


def _check_seal(read: _Read, proven: Proven, findings: Findings) -> None:
    """Check the signature over the list of contents: nobody but the archive's keeper can make another."""
    if form.SEAL not in read.kept or form.CONTENTS not in read.kept:
        findings.fault(f"{form.SEAL} is missing")
        return
    try:
        note = parse_note(read.kept[form.SEAL])
    except ValueError as error:
        findings.fault(f"{form.SEAL} is not as it was written: {error}")
        return
    if note.text != form.seal_text(proven.head, read.digests[form.CONTENTS][0]):
        findings.fault(f"{form.SEAL} was made for another export")
        return
    signatures = check_signatures(note, proven.keys)
    if signatures.bad:
        findings.fault(f"the signature of {form.SEAL} does not hold")
    elif not signatures.good:
        findings.not_seen(
            "its contents bear no signature of the archive, so that nothing shows whether some were left out"
        )


def _check_contents(read: _Read, proven: Proven, findings: Findings) -> None:
    try:
        case = form.read_case(read.kept.get(form.CASE, b""))
    except ValueError as error:
        findings.fault(f"{form.CASE} cannot be read: {error}")
        return
    named = _objects_named(proven.entries)
    _check_payload(read, proven.entries, case, named, findings)
    _check_records(read, proven.entries, case, named, findings)
    _check_withheld(read, proven.entries, case, findings)
    count = len(read.originals)
    findings.note(
        f"case {case.title!r}: {count} originals, and {len(proven.entries)} entries of a log of "
        f"{proven.head.size}"
    )


def _objects_named(entries: Sequence[Entry]) -> dict[str, int]:
    return {str(digest): size for entry in entries for digest, size in entry.objects.items()}


def _check_payload(
    read: _Read,
    entries: Sequence[Entry],
    case: form.Case,
    named: Mapping[str, int],
    findings: Findings,
) -> None:
    """Hold the originals against the entries that brought them in, and against the list of their names."""
    found = {digest: (name, size) for name, (digest, size) in read.originals.items()}
    brought = {
        str(entry.body.get("exhibit")): entry.seq
        for entry in entries
        if entry.act == "import" and entry.body.get("case") == case.slug
    }
    erased = form.erased_in(entries)
    for digest, seq in brought.items():
        if digest not in found and erased.get(digest, 0) < seq:
            findings.fault(f"the exhibit {digest}, which entry {seq} brought in, is missing")
    for digest, (name, size) in found.items():
        if digest not in brought:
            findings.fault(f"{name!r} is none of the exhibits that the entries brought into the case")
        elif named.get(digest) != size:
            findings.fault(f"{name!r} has {size} bytes, and its entry says {named.get(digest)}")
    listed = {file.path for file in case.files}
    for name in sorted({name for name, _ in found.values()} ^ listed):
        findings.fault(f"{form.CASE} and the originals do not agree on {name!r}")
    for file in case.files:
        if file.path in read.originals and read.originals[file.path][0] != file.exhibit:
            findings.fault(f"{form.CASE} names another exhibit for {file.path!r}")
        if file.exhibit not in brought:
            findings.fault(f"{form.CASE} names an exhibit that no entry brought in: {file.exhibit}")


def _check_records(
    read: _Read, entries: Sequence[Entry], case: form.Case, named: Mapping[str, int], findings: Findings
) -> None:
    """Hold descriptions and sidecars against the entries, and names against the descriptions."""
    records = {
        name.removeprefix(form.RECORDS): name for name in read.digests if name.startswith(form.RECORDS)
    }
    for digest, name in records.items():
        if read.digests[name][0] != digest:
            findings.fault(f"{name!r} is damaged: its SHA-256 is {read.digests[name][0]}")
        elif digest not in named:
            findings.fault(f"no entry names the record {digest}")
    if "description" in case.left_out:
        findings.note("what was recorded of the originals, and their names, were left out")
        return
    wanted = {
        str(entry.body[role]): entry.seq
        for entry in entries
        if entry.act in ("import", "amend")
        for role in ("description", "sidecar")
        if role in entry.body
    }
    erased = form.erased_in(entries)
    for digest, seq in wanted.items():
        if digest not in records and erased.get(digest, 0) < seq:
            findings.fault(f"the record {digest}, which entry {seq} names, is missing")
    for file in case.files:
        said = read.kept.get(f"{form.RECORDS}{file.description}", b"{}")
        if file.description in records and form.name_in(said) != file.name:
            findings.fault(f"{form.CASE} calls {file.path!r} {file.name!r}, and what was recorded does not")
        if file.description not in wanted:
            findings.fault(f"{form.CASE} names a description of {file.path!r} that no entry does")


def _check_withheld(read: _Read, entries: Sequence[Entry], case: form.Case, findings: Findings) -> None:
    try:
        given = json.loads(read.kept.get(form.WITHHELD, b"{}").decode("ascii"))
        values = {int(seq): salted_from(fields) for seq, fields in given.items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        findings.fault(f"{form.WITHHELD} cannot be read")
        return
    known = {entry.seq: entry for entry in entries}
    for seq, fields in values.items():
        for name, value in fields.items():
            if seq not in known or known[seq].withheld.get(name) != value.digest():
                findings.fault(
                    f"what is disclosed as {name!r} of entry {seq} is not what its entry was written with"
                )
    left_out = [name for name in case.left_out if name != "description"]
    if left_out:
        findings.note(f"left out, and standing in the log as salted digests only: {', '.join(left_out)}")

"""Checking an export: bag, extract of the log, proofs, stamps and bytes, without the archive.

`sayso verify --export` and the `verify.py` in each export both run this, so that they come to
the same verdict, but for one thing: who signed a stamp the first looks at, and the second cannot.
An export is a bag in one form only, and so is the zip that it may be packed in; whatever departs from
that form was not written by us, or was changed since. A zip that somebody packed anew is refused, too:
what holds there can be seen of the folder, and nothing less than the one form accounts for every byte
of a zip.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from sayso.custody import export_form as form
from sayso.custody.disk import reason_of
from sayso.custody.export_contents import check_contents
from sayso.custody.export_reading import MOST_BYTES, ReadExport, read_export
from sayso.custody.extracts import EarlierHead, Extract, Proven, ProvenLine, check_extract
from sayso.custody.heads import Head
from sayso.custody.notes import check_signatures, parse_note
from sayso.custody.openings import check_openings
from sayso.custody.proofs import read_consistency_proof, read_inclusion_proof
from sayso.custody.stamps import SignerCheck
from sayso.custody.tree import ProofRefused
from sayso.values import Check, Findings, could_not_look

SHORTEST_LINE = (
    100  # bytes, or less than the shortest: each has a digest in it; else lines take far more memory
)
UNPACKED = "it is a web archive that was unpacked: ask for the one file that it was, and check that"


def check_export(
    path: Path,
    *,
    against: Sequence[Head] = (),
    opened: Sequence[Path] = (),
    now: datetime | None = None,
    signers: SignerCheck | None = None,
) -> Check:
    """Check an export, a folder or a zip, and say what it proves.

    Args:
        path: from outside; nothing in it is run or unpacked.
        against: heads that were kept elsewhere.
        opened: files of values that were left out of the export, and were handed over since.
        now: what the certificates of stamps are held against; None for this machine's clock.
        signers: looks at the signatures of stamps; None where that cannot be done, which notes then say.
    """
    findings = Findings()
    if (path / form.PACKAGE).is_file() and not (path / form.DECLARATION).is_file():
        findings.fault(UNPACKED)
        return findings.check()
    try:
        read = read_export(path, findings)
    except ValueError as error:
        findings.fault(
            f"it is not packed as it was written ({error}), so that its bytes are not all accounted for: "
            "ask for the file as it was written; if it is a bag, unpack it and check the folder"
        )
        return findings.check()
    except OSError as error:
        return could_not_look(f"{path.name} cannot be read: {reason_of(error)}")
    proven = _check(read, findings, partial(check_extract, against=against, now=now, signers=signers))
    check_openings(opened, proven.entries if proven else (), findings)
    return findings.check()


def _check(
    read: ReadExport, findings: Findings, check_log: Callable[[Extract, Findings], Proven | None]
) -> Proven | None:
    if form.WARC in read.digests:
        _check_list(form.CONTENTS, set(read.digests) - form.NOT_IN_CONTENTS_OF_WACZ, read, findings)
    elif form.DECLARATION in read.digests:
        _check_bag(read, findings)
    else:
        findings.fault(f"it is no export: it has no {form.DECLARATION}")
        return None
    if read.too_large:
        names = ", ".join(read.too_large)
        findings.not_seen(f"{names}: larger than the {MOST_BYTES >> 20} MiB that are read, and not looked at")
        return None
    extract = _extract_in(read.kept, findings)
    proven = check_log(extract, findings) if extract else None
    if proven is not None:
        _check_seal(read, proven, findings)
        check_contents(read, proven, findings)
    return proven


def _check_bag(read: ReadExport, findings: Findings) -> None:
    """Hold the files against the manifests; a bag of ours has all of them listed, and no other file."""
    if read.kept.get(form.DECLARATION) != form.DECLARATION_BYTES:
        findings.fault(f"{form.DECLARATION} is not as it was written")
    payload = {name for name in read.digests if name.startswith(form.PAYLOAD)}
    tags = set(read.digests) - payload - {form.TAG_MANIFEST}
    _check_list(form.MANIFEST, payload, read, findings)
    _check_list(form.TAG_MANIFEST, tags, read, findings)
    _check_list(form.CONTENTS, set(read.digests) - form.NOT_IN_CONTENTS_OF_BAG, read, findings)


def _check_list(manifest: str, names: set[str], read: ReadExport, findings: Findings) -> None:
    if manifest in read.too_large:  # which is told of all such together
        return
    if manifest not in read.kept:
        findings.fault(f"{manifest} is missing")
        return
    try:
        listed = form.read_manifest(read.kept[manifest])
    except ValueError as error:
        findings.fault(f"{manifest} is not as it was written: {error}")
        return
    # A list has the names that the package has: in a bag no other name is as good as one of these.
    found = {form.flat(name) if form.WARC in read.digests else name: read.digests[name][0] for name in names}
    for name in sorted(found.keys() - listed.keys()):
        findings.fault(f"{name!r} is not listed in {manifest}")
    for name in sorted(listed.keys() - found.keys()):
        findings.fault(f"{name!r} is listed in {manifest}, and missing")
    for name in sorted(found.keys() & listed.keys()):
        if listed[name] != found[name]:
            findings.fault(f"{name!r} is not what {manifest} lists: its SHA-256 is {found[name]}")


def _extract_in(kept: Mapping[str, bytes], findings: Findings) -> Extract | None:
    missing = [name for name in (form.ENTRIES, form.PROOFS, form.HEAD) if name not in kept]
    if missing:
        findings.fault(f"{missing[0]} is missing")
        return None
    try:
        return _read_extract(kept)
    except (ValueError, ProofRefused) as error:
        findings.fault(f"its extract of the log cannot be read: {getattr(error, 'why', error)}")
        return None


def _read_extract(kept: Mapping[str, bytes]) -> Extract:
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
        roots={
            name.removeprefix(form.ROOTS).rpartition(".")[0]: data
            for name, data in kept.items()
            if name.startswith(form.ROOTS)
        },
    )


def _lines_in(data: bytes) -> list[bytes]:
    if data and not data.endswith(b"\n"):
        raise ValueError("its last line has no end")
    if data.count(b"\n") * SHORTEST_LINE > len(data):
        raise ValueError("its lines are shorter than any entry or proof")
    return data.split(b"\n")[:-1]


def _why_unsealed(signed: str, head: Head) -> str:
    head_is_the_same = signed.split("\n")[:-2] == form.seal_text(head, "").split("\n")[:-2]
    if head_is_the_same:
        return (
            f"{form.CONTENTS} is not the list that {form.SEAL} is over: since that was signed, files of the "
            "export were changed, added or taken away, and the list made anew, or it is of another export"
        )
    return f"{form.SEAL} is over another head than {form.HEAD}: it is that of another export, or was changed"


def _check_seal(read: ReadExport, proven: Proven, findings: Findings) -> None:
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
        findings.fault(_why_unsealed(note.text, proven.head))
        return
    signatures = check_signatures(note, proven.keys)
    if len(set(note.signatures)) < len(note.signatures):
        findings.fault(f"{form.SEAL} bears the same signature twice, and no sayso writes that")
    elif signatures.unknown or len(note.signatures) > 1:
        findings.fault(
            f"{form.SEAL} bears more than the archive's one signature (by "
            f"{', '.join(one.name for one in note.signatures)}): nothing shows who put the others there"
        )
    if signatures.bad:
        findings.fault(f"the signature of {form.SEAL} does not hold")
    elif not signatures.good:
        findings.not_seen(
            "its contents bear no signature of the archive, so that nothing shows whether some were left out"
        )

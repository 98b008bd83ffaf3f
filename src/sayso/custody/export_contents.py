"""Checking what an export holds against the entries that came along: originals, and what lists them."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.custody import export_form as form
from sayso.custody.entries import Entry
from sayso.custody.erased import erased_in, erasures_among
from sayso.custody.export_reading import ReadExport
from sayso.custody.export_records import check_records, objects_named
from sayso.custody.extracts import Proven
from sayso.custody.form_numbers import LaterForm
from sayso.custody.wacz_form import Packed, software_in, write_package, write_package_digest
from sayso.custody.web_archive_check import check_told
from sayso.values import Findings


def check_contents(read: ReadExport, proven: Proven, findings: Findings) -> None:
    """Hold the files of an export against its list of names and against the entries of the log."""
    try:
        case = form.read_case(read.kept.get(form.CASE, b""))
    except LaterForm as error:
        findings.not_seen(str(error))
        return
    except ValueError as error:
        findings.fault(f"{form.CASE} cannot be read: {error}")
        return
    _check_payload(read, proven.entries, case, findings)
    check_records(read, proven.entries, case, findings)
    if form.WARC in read.digests:
        _check_package(read, proven.entries, case, findings)
    else:
        _check_info(read, proven.entries, case, findings)
    for words in erasures_among(proven.entries):
        findings.note(words)
    count = len(read.originals)
    findings.note(
        f"case {case.title!r}: {count} originals, and {len(proven.entries)} entries of a log of "
        f"{proven.head.size}"
    )


def _check_payload(read: ReadExport, entries: Sequence[Entry], case: form.Case, findings: Findings) -> None:
    """Hold the originals against the entries that brought them in, and against the list of their names."""
    named = objects_named(entries)
    found = {digest: (name, size) for name, (digest, size) in read.originals.items()}
    brought = {
        str(entry.body.get("exhibit")): entry.seq
        for entry in entries
        if entry.act == "import" and entry.body.get("case") == case.slug
    }
    erased = erased_in(entries)
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


def _check_info(read: ReadExport, entries: Sequence[Entry], case: form.Case, findings: Findings) -> None:
    """Write what a bag says of itself anew, and hold it against what is there."""
    info = read.kept.get(form.INFO, b"")
    if not entries:  # of which there is a fault already
        return
    wanted = form.write_info(
        case,
        read.originals,
        software=form.software_of(info),
        archive=str(entries[0].body.get("name")),
        last=max(entry.at for entry in entries).date(),
    )
    if info != wanted:
        findings.fault(f"{form.INFO} is not what the entries say")


def _check_package(read: ReadExport, entries: Sequence[Entry], case: form.Case, findings: Findings) -> None:
    """Write the list of a web archive's files anew, and hold it against the one that is there."""
    package = read.kept.get(form.PACKAGE, b"")
    order = [form.flat(name) for name in read.digests]
    if case.form >= form.ORDERED and order != form.wacz_order(order):
        findings.fault("its files follow in another order than that in which they were written")
    names = [name for name in read.digests if name not in (form.PACKAGE, form.PACKAGE_DIGEST)]
    files = [Packed(form.flat(name), *read.digests[name]) for name in names]
    try:
        software = software_in(package)
    except ValueError as error:
        findings.fault(f"{form.PACKAGE} cannot be read: {error}")
        return
    if not entries:  # of which there is a fault already
        return
    created = max(entry.at for entry in entries)
    check_told(read, entries, case, software, findings)
    if package != write_package(files, title=case.title, software=software, created=created):
        findings.fault(f"{form.PACKAGE} is not the one that was written of these files")
    if read.kept.get(form.PACKAGE_DIGEST) != write_package_digest(package):
        findings.fault(f"{form.PACKAGE_DIGEST} is not that of {form.PACKAGE}")

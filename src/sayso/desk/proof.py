"""Prove to outsiders that an exhibit came in, and by when."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.custody.entries import read_line
from sayso.custody.erased import ERASE, REDACT, erasures_among
from sayso.custody.heads import Head
from sayso.custody.proof_file import ExhibitProof, check_proof
from sayso.custody.scope import find_exhibit
from sayso.desk.handing_on import hand_on
from sayso.desk.receipt import newest_head
from sayso.store.archive import Archive
from sayso.values import SaysoError


class ProofDoesNotHold(SaysoError):
    """A proof was checked before it was written, and does not hold."""

    exit_code = 4

    def __init__(self, exhibit: str, reasons: tuple[str, ...]) -> None:
        super().__init__(exhibit, reasons)
        self.exhibit, self.reasons = exhibit, reasons

    def __str__(self) -> str:
        why = "; ".join(self.reasons[:5])
        return (
            f"No proof was written for {self.exhibit}, as whoever checks it would reject it: {why}. Run "
            "`sayso verify`. A stamp that does not hold can be set aside: `sayso stamp --set-aside ENTRY "
            "--reason WHY`."
        )


ABOUT = ("import", ERASE, REDACT)  # the acts that a proof of an exhibit shows


def prove_exhibit(archive: Archive, exhibit: str, *, against: Sequence[Head] = ()) -> ExhibitProof:
    """Return the proof that an exhibit came into the archive, and of its erasure, over the newest head.

    Args:
        exhibit: a digest or its beginning, an item's id, or a name.
        against: heads that others keep; the proof leads from them, too.

    Raises:
        NotInTheLog: when `exhibit` means none, or more than one.
        ReceiptDamaged: when a head that others keep is itself damaged.
        OtherArchive: when a head is of another archive.
        HeadContradicted: when the log is not the one that a head was made over.
        ProofDoesNotHold: when whoever checks it would reject it, as over a damaged stamp.
        CouldNotWrite, ArchiveUnreadable: when the disk refuses.
    """
    digest = find_exhibit(archive.files, exhibit)
    head = newest_head(archive)
    handed = hand_on(
        archive.files,
        head,
        lambda entry: entry.act in ABOUT and entry.body.get("exhibit") == digest,
        signer=archive.signer(),
        against=against,
    )
    sizes = [entry.objects[digest] for entry in handed.entries if digest in entry.objects]
    proof = ExhibitProof(exhibit=digest, size_bytes=sizes[0], extract=handed.extract)
    check = check_proof(proof.to_bytes(), against=against)
    if check.verdict == "reject":
        raise ProofDoesNotHold(digest, check.reasons)
    return proof


def erasures_of(proof: ExhibitProof) -> list[str]:
    """Return in words what a proof says was erased of its exhibit; [] where nothing was."""
    return erasures_among([read_line(one.line) for one in proof.extract.lines])

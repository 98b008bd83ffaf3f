"""The custody log: what was done to an archive, append-only, and proofs of it.

Needs the standard library only, except for making keys and signing.
"""

from sayso.custody.beside import look_beside
from sayso.custody.damage import Damage, Remark, Unread
from sayso.custody.entries import GENESIS, Act, Entry
from sayso.custody.errors import (
    ArchiveDamaged,
    ArchiveExists,
    ArchiveUnreadable,
    BadName,
    CouldNotWrite,
    FolderNotEmpty,
    HeadContradicted,
    HeadDamaged,
    KeyDamaged,
    KeyNotHere,
    LogBroken,
    NotAnArchive,
    SigningUnavailable,
    UnknownFormat,
    WithheldDamaged,
)
from sayso.custody.found import Settings, found_archive, open_files, read_settings
from sayso.custody.heads import Head, check_head, parse_head, read_heads
from sayso.custody.keys import Signer, VerifierKey, read_signer
from sayso.custody.layout import ArchiveFiles
from sayso.custody.lock import writer_lock
from sayso.custody.log import CustodyLog
from sayso.custody.proofs import ConsistencyProof, InclusionProof
from sayso.custody.proving import prove_consistency, prove_inclusion
from sayso.custody.sealing import write_head
from sayso.custody.tree import ProofRefused
from sayso.custody.verification import Verification, verify

__all__ = [
    "GENESIS",
    "Act",
    "ArchiveDamaged",
    "ArchiveExists",
    "ArchiveFiles",
    "ArchiveUnreadable",
    "BadName",
    "ConsistencyProof",
    "CouldNotWrite",
    "CustodyLog",
    "Damage",
    "Entry",
    "FolderNotEmpty",
    "Head",
    "HeadContradicted",
    "HeadDamaged",
    "InclusionProof",
    "KeyDamaged",
    "KeyNotHere",
    "LogBroken",
    "NotAnArchive",
    "ProofRefused",
    "Remark",
    "Settings",
    "Signer",
    "SigningUnavailable",
    "UnknownFormat",
    "Unread",
    "Verification",
    "VerifierKey",
    "WithheldDamaged",
    "check_head",
    "found_archive",
    "look_beside",
    "open_files",
    "parse_head",
    "prove_consistency",
    "prove_inclusion",
    "read_heads",
    "read_settings",
    "read_signer",
    "verify",
    "write_head",
    "writer_lock",
]

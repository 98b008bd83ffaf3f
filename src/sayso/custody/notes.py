"""Signed notes: a text, and lines that sign it.

Source: C2SP, "signed-note" (https://c2sp.org/signed-note).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.custody.ed25519 import is_signature
from sayso.custody.keys import KEY_ID_BYTES, Signer, VerifierKey, decode_base64, encode_base64, is_key_name

DASH = "\N{EM DASH} "
MOST_SIGNATURES = 100
MOST_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One signature line."""

    name: str
    key_id: bytes  # 4
    signature: bytes  # 64 for Ed25519

    def line(self) -> str:
        """Return the line, without its newline."""
        return f"{DASH}{self.name} {encode_base64(self.key_id + self.signature)}"


@dataclass(frozen=True, slots=True)
class Note:
    """A text, which ends in a newline, and its signatures; there may be none."""

    text: str
    signatures: tuple[NoteSignature, ...] = ()

    def to_bytes(self) -> bytes:
        """Return the note as it is kept and handed on."""
        lines = "".join(f"{signature.line()}\n" for signature in self.signatures)
        return f"{self.text}\n{lines}".encode()


@dataclass(frozen=True, slots=True)
class Signatures:
    """What the signatures of a note are worth to somebody who knows some keys."""

    good: tuple[VerifierKey, ...]  # known, and the signature holds
    bad: tuple[VerifierKey, ...]  # known, and it does not
    unknown: tuple[str, ...]  # names of keys that are not known


def parse_note(data: bytes) -> Note:
    """Read a note.

    Raises:
        ValueError: when it is none, to the byte.
    """
    if len(data) > MOST_BYTES:
        raise ValueError("it is longer than any note")
    text = data.decode("utf-8")
    if any(ord(letter) < 32 and letter != "\n" for letter in text):
        raise ValueError("it holds control characters")
    body, blank, lines = text.rpartition("\n\n")
    if not blank:
        raise ValueError("no blank line parts text and signatures")
    note = Note(body + "\n", tuple(_signatures_in(lines)))
    if note.to_bytes() != data:
        raise ValueError("it is not in the form in which it was written")
    return note


def sign_note(text: str, signers: Sequence[Signer]) -> Note:
    """Sign a text that ends in a newline."""
    signatures = (
        NoteSignature(signer.verifier_key.name, signer.verifier_key.key_id, signer.sign(text.encode("utf-8")))
        for signer in signers
    )
    return Note(text, tuple(signatures))


def check_signatures(note: Note, keys: Iterable[VerifierKey]) -> Signatures:
    """Check a note's signatures by the keys that are known; name and id together tell a key."""
    known = {(key.name, key.key_id): key for key in keys}
    good, bad, unknown = [], [], []
    for signature in note.signatures:
        key = known.get((signature.name, signature.key_id))
        if key is None:
            unknown.append(signature.name)
        elif is_signature(key.public_key, note.text.encode("utf-8"), signature.signature):
            good.append(key)
        else:
            bad.append(key)
    return Signatures(tuple(good), tuple(bad), tuple(unknown))


def is_misnamed(note: Note, keys: Iterable[VerifierKey]) -> bool:
    """Tell whether a signature of a note is one by a key that is known, under another name or id."""
    message, known = note.text.encode("utf-8"), list(keys)
    return any(
        is_signature(key.public_key, message, one.signature)
        for one in note.signatures
        for key in known
        if (one.name, one.key_id) != (key.name, key.key_id)
    )


def _signatures_in(lines: str) -> Iterable[NoteSignature]:
    if lines and not lines.endswith("\n"):
        raise ValueError("its last line has no end")
    if lines.count("\n") > MOST_SIGNATURES:
        raise ValueError("it has too many signatures")
    for line in lines.split("\n")[:-1]:
        name, space, encoded = line.removeprefix(DASH).partition(" ")
        if not line.startswith(DASH) or not space or not is_key_name(name):
            raise ValueError("a line below its text is no signature")
        whole = decode_base64(encoded)
        if len(whole) <= KEY_ID_BYTES:
            raise ValueError("a signature is too short")
        yield NoteSignature(name, whole[:KEY_ID_BYTES], whole[KEY_ID_BYTES:])

"""The key pair of an archive: what others verify with, and what we sign with.

Texts are those of Go's note package: `<name>+<key id>+<key>` to verify with, and
`PRIVATE+KEY+<name>+<key id>+<seed>` to sign with. The private one lies in a folder that
the caller names, readable by its owner only; it is never in an archive, a backup or an export.

Source: C2SP, "signed-note"; golang.org/x/mod/sumdb/note.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.custody.disk import read_file, reason_of, write_new
from sayso.custody.errors import CouldNotWrite, KeyDamaged, KeyNotHere, SigningUnavailable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ED25519 = b"\x01"  # the signature type's byte in key ids and keys
KEY_BYTES = 32
KEY_ID_BYTES = 4
PRIVATE_PREFIX = "PRIVATE+KEY+"
ORIGIN_PREFIX = "sayso/"
_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """An Ed25519 public key with its name."""

    name: str  # not empty, without spaces and "+"
    public_key: bytes  # 32 bytes, as in RFC 8032

    def __post_init__(self) -> None:
        if not is_key_name(self.name):
            raise ValueError(f"not a key's name: {self.name!r}")
        if len(self.public_key) != KEY_BYTES:
            raise ValueError(f"a public key has {KEY_BYTES} bytes, not {len(self.public_key)}")

    @property
    def key_id(self) -> bytes:
        """The first four bytes of SHA-256(name, newline, 0x01, public key)."""
        whole = self.name.encode("utf-8") + b"\n" + ED25519 + self.public_key
        return hashlib.sha256(whole).digest()[:KEY_ID_BYTES]

    @property
    def text(self) -> str:
        """The key as one line of text."""
        return f"{self.name}+{self.key_id.hex()}+{encode_base64(ED25519 + self.public_key)}"

    @classmethod
    def parse(cls, text: str) -> VerifierKey:
        """Read what `text` gives.

        Raises:
            ValueError: when it is no such text, to the letter, or of another kind of key.
        """
        name, key = _parts_of(text)
        parsed = cls(name, key)
        if parsed.text != text:
            raise ValueError("the key's id does not fit its name and bytes")
        return parsed


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A new key pair."""

    verifier_key: VerifierKey
    seed: bytes = field(repr=False)  # the private key, 32 bytes


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs in the name of an archive."""

    verifier_key: VerifierKey
    seed: bytes = field(repr=False)

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of the Ed25519 signature over `message`.

        Raises:
            SigningUnavailable: when the library for it is missing.
        """
        return _private_key(self.seed).sign(message)


def is_key_name(name: str) -> bool:
    """Tell whether a name can be that of a key, and the origin line of a head."""
    return bool(name) and name.isprintable() and "+" not in name and not any(map(str.isspace, name))


def key_name_of(archive_name: str) -> str:
    """Make the name of an archive's key, and the origin of its heads, from the archive's name."""
    kept = _NOT_IN_A_NAME.sub("-", archive_name.casefold()).strip("-.")
    name = ORIGIN_PREFIX + (kept or "archive")
    return name if is_key_name(name) else ORIGIN_PREFIX + "archive"


def make_key_pair(name: str) -> KeyPair:
    """Make a key pair from the system's randomness.

    Raises:
        SigningUnavailable: when the library for it is missing.
    """
    seed = os.urandom(KEY_BYTES)
    public = _private_key(seed).public_key().public_bytes_raw()
    return KeyPair(VerifierKey(name, public), seed)


def key_path(key: VerifierKey, directory: Path) -> Path:
    """Return where the private key for `key` lies in a folder of keys."""
    return directory / f"{key.key_id.hex()}.key"


def write_private_key(pair: KeyPair, directory: Path) -> Path:
    """Write a private key, readable by its owner only, and return its path.

    Raises:
        CouldNotWrite: when the disk refuses, or another key has that place.
    """
    path = key_path(pair.verifier_key, directory)
    public = pair.verifier_key
    seed = encode_base64(ED25519 + pair.seed)
    text = f"{PRIVATE_PREFIX}{public.name}+{public.key_id.hex()}+{seed}\n"
    try:
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_new(path, text.encode("utf-8"), mode=0o600)
    except OSError as error:
        raise CouldNotWrite("the private key", str(path), reason_of(error)) from error
    return path


def read_signer(key: VerifierKey, directory: Path) -> Signer:
    """Return the signer whose signatures `key` verifies.

    Raises:
        KeyNotHere: when its file is missing or cannot be read.
        KeyDamaged: when the file holds something else.
        SigningUnavailable: when the library for it is missing.
    """
    path = key_path(key, directory)
    try:
        text = read_file(path).decode("utf-8").rstrip("\n")
    except OSError as error:
        raise KeyNotHere(key.name, str(path), reason_of(error)) from error
    except UnicodeDecodeError as error:
        raise KeyDamaged(key.name, str(path), "it is no text") from error
    try:
        name, seed = _parts_of(text.removeprefix(PRIVATE_PREFIX))
    except ValueError as error:
        raise KeyDamaged(key.name, str(path), str(error)) from error
    if name != key.name or _private_key(seed).public_key().public_bytes_raw() != key.public_key:
        raise KeyDamaged(key.name, str(path), "it is the key of another archive")
    return Signer(key, seed)


def encode_base64(data: bytes) -> str:
    """Write bytes as standard base64."""
    return base64.b64encode(data).decode("ascii")


def decode_base64(text: str) -> bytes:
    """Decode standard base64 in its one canonical spelling.

    Raises:
        ValueError: when `text` is anything else.
    """
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError(f"not base64: {text[:80]!r}") from error
    if encode_base64(data) != text:
        raise ValueError(f"not canonical base64: {text[:80]!r}")
    return data


def _parts_of(text: str) -> tuple[str, bytes]:
    parts = text.split("+", 2)  # the base64 may hold a "+"
    if len(parts) != 3:
        raise ValueError("it is not of the form name+id+key")
    key = decode_base64(parts[2])
    if key[:1] != ED25519 or len(key) != KEY_BYTES + 1:
        raise ValueError("it is no Ed25519 key")
    return parts[0], key[1:]


def _private_key(seed: bytes) -> Ed25519PrivateKey:
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    except ImportError as error:
        raise SigningUnavailable(str(error)) from error
    return Ed25519PrivateKey.from_private_bytes(seed)

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.custody.ed25519 import L, P, is_signature

# RFC 8032, section 7.1: public key, message, signature.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd2"
            "5bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c38"
            "7b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a"
            "7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
]


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_the_signatures_of_the_standard_hold(key: str, message: str, signature: str) -> None:
    public, text, signed = bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature)

    assert is_signature(public, text, signed)
    assert not is_signature(public, text + b"!", signed)


@settings(max_examples=25, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=80), st.integers(0, 511))
def test_it_says_what_another_library_says(seed: bytes, message: bytes, bit: int) -> None:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public = private.public_key().public_bytes_raw()
    signature = bytearray(private.sign(message))
    assert is_signature(public, message, bytes(signature))

    signature[bit // 8] ^= 1 << bit % 8

    assert is_signature(public, message, bytes(signature)) is holds_for_library(
        public, message, bytes(signature)
    )


@settings(max_examples=40, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(min_size=64, max_size=64))
def test_random_keys_and_signatures_are_refused(public: bytes, signature: bytes) -> None:
    assert not is_signature(public, b"a message", signature)


def test_a_second_spelling_of_a_signature_is_refused() -> None:
    public, message, signature = (bytes.fromhex(part) for part in VECTORS[1])
    scalar = int.from_bytes(signature[32:], "little") + L

    assert not is_signature(public, message, signature[:32] + scalar.to_bytes(32, "little"))


@pytest.mark.parametrize(
    "number",
    [
        1,  # the neutral element
        P - 1,  # of order two
        P,  # of order four, in a second spelling
        P + 1,
        2**255 + 1,  # x = 0 with a sign
        2,  # no point of the curve
    ],
)
def test_keys_of_small_order_and_encodings_that_are_not_canonical_are_refused(number: int) -> None:
    public = number.to_bytes(32, "little")
    neutral = (1).to_bytes(32, "little") + bytes(32)  # holds for any message under the neutral element

    assert not is_signature(public, b"a message", neutral)


def test_other_lengths_are_refused() -> None:
    public, message, signature = (bytes.fromhex(part) for part in VECTORS[0])

    assert not is_signature(public[:-1], message, signature)
    assert not is_signature(public, message, signature + b"\x00")


def holds_for_library(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True

"""Names of any bytes can be shown, and had back."""

from __future__ import annotations

import os

from hypothesis import example, given
from hypothesis import strategies as st

from sayso.custody.names import name_from_printable, printable_name


def test_a_plain_name_is_shown_as_it_is() -> None:
    assert printable_name("Brücke an der Lune (2).txt") == "Brücke an der Lune (2).txt"


def test_what_would_mislead_the_eye_is_escaped() -> None:
    assert printable_name("photo\u202egpj.exe") == "photo\\u202e;gpj.exe"


@given(st.binary(max_size=60))
@example(b"\\xff")
@example(b"\\u0041;\\\\")
@example("\U000e0001".encode())
def test_every_name_comes_back(raw: bytes) -> None:
    name = os.fsdecode(raw)

    shown = printable_name(name)

    assert shown.isprintable()
    assert name_from_printable(shown) == name

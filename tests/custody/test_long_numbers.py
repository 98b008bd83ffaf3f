"""Numbers of very many digits from outside are refused in words of ours, not with advice to programmers."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.custody.entries import read_line
from sayso.custody.errors import HeadDamaged, NotAnEntry
from sayso.custody.heads import parse_head
from sayso.custody.openings import check_openings
from sayso.custody.proof_file import check_proof
from sayso.values import Findings

DIGITS = "1" * 5000


def of_an_opening(tmp_path: Path) -> str:
    path, findings = tmp_path / "opened.json", Findings()
    fields = {"operator": {"salt": "00" * 16, "value": "r.osk"}}
    path.write_text(json.dumps({"sayso_opening": 1, "entries": {DIGITS: fields}}))
    check_openings([path], [], findings)
    return "; ".join(findings.check().reasons)


def of_a_proof(tmp_path: Path) -> str:
    return "; ".join(check_proof(f'{{"sayso_proof": {DIGITS}}}'.encode()).reasons)


def of_a_line(tmp_path: Path) -> str:
    with pytest.raises(NotAnEntry) as refused:
        read_line(f'{{"act":"note","seq":{DIGITS}}}'.encode())
    return str(refused.value)


def of_a_head(tmp_path: Path) -> str:
    root = base64.b64encode(bytes(32)).decode()
    with pytest.raises(HeadDamaged) as refused:
        parse_head(f"sayso/halvar-desk\n{DIGITS}\n{root}\n\n".encode())
    return str(refused.value)


@pytest.mark.parametrize("said_of", [of_an_opening, of_a_proof, of_a_line, of_a_head])
def test_a_number_of_very_many_digits_is_refused_in_our_words(
    said_of: Callable[[Path], str], tmp_path: Path
) -> None:
    said = said_of(tmp_path)

    assert "number" in said
    assert "set_int_max_str_digits" not in said
    assert len(said) < 400

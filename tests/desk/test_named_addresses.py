"""A name that is left out stands in an address in many forms."""

from __future__ import annotations

import unicodedata
from typing import Literal, get_args
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.desk.named_addresses import are_named

Form = Literal["NFC", "NFD"]
NAME = "Kai Wächter, Ostwick.jpg"


@pytest.mark.parametrize(
    "address",
    [
        f"https://a.example/{NAME}",
        f"https://a.example/2031/{quote(NAME)}",
        f"https://a.example/{quote(NAME)}?size=large",
        f"https://a.example/{quote(NAME)}#top",
        f"https://a.example/read?file={quote_plus(NAME)}&page=2",
        f"https://a.example/read?page=2#{quote(NAME)}",
        f"https://a.example/{quote(unicodedata.normalize('NFD', NAME))}",
        f"https://a.example/{unicodedata.normalize('NFD', NAME).upper()}",
        f"https://a.example/{quote(NAME, encoding='latin-1')}",
        f"https://a.example/go?to={quote(quote('https://b.example/' + quote(NAME), safe=''), safe='')}",
        "https://a.example/kai-wachter_ostwick/",
        "https://a.example/kai+w%C3%A4chter%2C+ostwick.html",
    ],
)
@pytest.mark.parametrize("form", get_args(Form))
def test_a_name_is_seen_in_an_address_in_whatever_form(address: str, form: Form) -> None:
    assert are_named([unicodedata.normalize(form, NAME)], ["https://c.example/", address])


@pytest.mark.parametrize(
    "address", ["https://a.example/kai/ostwick.jpg", "https://a.example/?q=w%C3%A4chter"]
)
def test_an_address_with_a_part_of_a_name_does_not_name_the_file(address: str) -> None:
    assert not are_named([NAME], [address])


@pytest.mark.parametrize(
    ("address", "is_named"),
    [
        ("https://a.example/p7", True),
        ("https://a.example/p7/?x=1", True),
        ("https://a.example/read?post=p7&x=1", True),
        ("https://a.example/read#p7", True),
        ("https://a.example/up74", False),
    ],
)
def test_a_short_name_counts_only_where_it_is_a_whole_part(address: str, is_named: bool) -> None:
    assert are_named(["p7"], [address]) == is_named


@given(st.text(st.characters(categories=["L", "N", "Zs"]), min_size=1, max_size=20).filter(str.strip))
def test_whatever_a_name_is_its_encoded_address_names_it(name: str) -> None:
    assert are_named([name], [f"https://a.example/read?file={quote_plus(name)}#top"])


def test_what_has_neither_names_nor_addresses_names_nothing() -> None:
    assert not are_named([], ["https://a.example/"])
    assert not are_named(["", NAME], [])

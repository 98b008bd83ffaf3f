"""What the dossier says of methods and acts."""

from __future__ import annotations

from sayso.custody.entries import GENESIS, Entry
from sayso.desk.words import in_words
from sayso.values import utc_now


def test_an_act_that_is_not_known_is_named_as_it_is() -> None:
    entry = Entry(seq=1, at=utc_now(), act="unheard-of", body={}, prev=GENESIS)

    assert in_words(entry) == "unheard-of"

"""Short invented texts, and the claims found in them."""

from __future__ import annotations

import pytest

from sayso.claims.documents import make_document
from sayso.claims.extraction import extract_claims


@pytest.fixture
def claims_of():
    """Return a function: text and description -> its claims."""

    def claims_of(text, **described):
        described.setdefault("kind", "article")
        described.setdefault("language", "en")
        return list(extract_claims(make_document("doc", text, **described)).claims)

    return claims_of


@pytest.fixture
def said_in(claims_of):
    """Return a function: text and description -> (speaker, words of the content) of each claim."""

    def said_in(text, **described):
        return [
            (claim.speaker, " … ".join(span.of(text) for span in claim.content))
            for claim in claims_of(text, **described)
        ]

    return said_in

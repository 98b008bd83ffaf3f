"""Ways to find claims; `EXTRACTORS` is their table."""

from __future__ import annotations

from sayso.values import Table

EXTRACTORS = Table(
    "claim extractor",
    "sayso.extractors",
    {
        "rules": "sayso.claims.extractors.rules:RulesExtractor",
        "tagger": "sayso.claims.extractors.tagger:TaggerExtractor",
        "endpoint": "sayso.claims.extractors.endpoint:EndpointExtractor",
    },
)

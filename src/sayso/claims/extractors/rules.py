"""The extractor `rules`: a dependency parse, a cue lexicon, and rules for each kind of cue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.claims.gazetteer.table import table_digest
from sayso.claims.left_out import notes_on
from sayso.claims.parsing import PIECE_CHARACTERS, parser_models, parser_packages
from sayso.claims.qualifying import qualify
from sayso.claims.reading import read
from sayso.claims.rules.find import find_attributions
from sayso.claims.types import Document, Extraction
from sayso.values import Method


class RulesExtractor:
    """Finds attributions by rules over parsed English sentences; no learned weights of ours."""

    name = "rules"
    version = "11"
    languages: Sequence[str] = ("en",)

    def __init__(self, *, wide: bool = False) -> None:
        """Set up the rules; `wide` takes in attitudes and intentions ("hopes to", "plans to")."""
        self.wide = wide

    def method(self) -> Method:
        """Return name, version, and the parser's packages and model digest."""
        return Method(
            name="claims.rules",
            version=self.version,
            parameters={"piece_characters": PIECE_CHARACTERS, "wide": self.wide},
            packages=parser_packages(),
            models={**parser_models(), "gazetteer": table_digest()},
        )

    def extract(self, document: Document) -> Extraction:
        """Find the claims of an English document, in reading order."""
        if not document.text.strip():
            return Extraction(claims=(), method=self.method(), notes=("the text is empty",))
        reading = read(document)
        claims = qualify(reading, find_attributions(reading, wide=self.wide))
        return Extraction(claims=claims, method=self.method(), notes=notes_on(reading, claims))

    def examples(self) -> Sequence[Mapping[str, object]]:
        """Return short invented documents, with a speaker that must be found in each."""
        return EXAMPLES


EXAMPLES: Sequence[Mapping[str, object]] = (
    {
        "kind": "article",
        "text": "Mayor Ada Brill said on Friday that the bridge at Orrin was closed.",
        "speaker": "Ada Brill",
    },
    {
        "kind": "article",
        "text": '"The road is open," spokesman Joss Hane told reporters. "Nobody was hurt."',
        "speaker": "Joss Hane",
    },
    {
        "kind": "statement",
        "publisher": "Ministry of Roads",
        "text": "At noon the bridge was closed. The Ministry denies that anybody was hurt.",
        "speaker": "Ministry of Roads",
    },
    {
        "kind": "post",
        "publisher": "Orrin Live",
        "author": "Orrin Live",
        "text": "Bridge at Orrin is closed again. Fire brigade says two cars underneath.",
        "speaker": "Orrin Live",
    },
)

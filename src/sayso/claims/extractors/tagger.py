"""The extractor `tagger`: a small network trained on a corpus of attributions, and our rules for its cuts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.claims.attribution import Attribution
from sayso.claims.extractors.rules import EXAMPLES
from sayso.claims.foreign import without
from sayso.claims.gazetteer.table import table_digest
from sayso.claims.left_out import notes_on
from sayso.claims.parsing import parser_models, parser_packages
from sayso.claims.plain import bare_text
from sayso.claims.qualifying import qualify
from sayso.claims.reading import Reading, read
from sayso.claims.tagger.cutting import cut_tagged
from sayso.claims.tagger.merging import with_rules
from sayso.claims.tagger.spans import Tagged, find_tagged
from sayso.claims.tagging import STRIDE, WINDOW, load_network, network_models, network_packages
from sayso.claims.types import Document, Extraction
from sayso.claims.wrapping import unwrapped
from sayso.values import Method


class TaggerExtractor:
    """Finds attributions in English texts by a trained network, and by the rules what it was not taught."""

    name = "tagger"
    version = "12"
    languages: Sequence[str] = ("en",)

    def __init__(self, *, wide: bool = False) -> None:
        """Set up the tagger; `wide` gives all that the network finds, attitudes too, in its own spans."""
        self.wide = wide

    def method(self) -> Method:
        """Return name, version, packages, and the digests of the network and the parser."""
        return Method(
            name="claims.tagger",
            version=self.version,
            parameters={"window_pieces": WINDOW, "stride_pieces": STRIDE, "wide": self.wide},
            packages={**network_packages(), **parser_packages()},
            models={**network_models(), **parser_models(), "gazetteer": table_digest()},
        )

    def extract(self, document: Document) -> Extraction:
        """Find the claims of an English document, in reading order.

        Raises:
            TaggerMissing: when the network cannot be loaded.
            ParserMissing: when no model of English is installed.
        """
        if not document.text.strip():
            return Extraction(claims=(), method=self.method(), notes=("the text is empty",))
        reading = read(document)
        found = attributions_of(reading, wide=self.wide)
        claims = qualify(reading, found)
        return Extraction(claims=claims, method=self.method(), notes=notes_on(reading, claims))

    def examples(self) -> Sequence[Mapping[str, object]]:
        """Return short invented documents, with a speaker that must be found in each."""
        return EXAMPLES


def attributions_of(reading: Reading, *, wide: bool) -> list[Attribution]:
    """Return the attributions of a document by the network, `wide` as the corpus cuts them."""
    # The network was trained on straight, curly and doubled single marks alike, and knows their sides.
    text = unwrapped(without(bare_text(reading.document.text), reading.foreign), reading.document.kind)
    found = find_tagged(load_network(), text)
    if wide:
        return [uncut(one) for one in found if one.cue is not None]
    return with_rules(reading, [cut for one in found for cut in cut_tagged(reading, one)])


def uncut(tagged: Tagged) -> Attribution:
    """Return an attribution with the spans that the network found."""
    return Attribution(
        source=(tagged.source,) if tagged.source else (),
        cue=(tagged.cue,) if tagged.cue else (),
        content=tagged.content,
        kind="tagger",
        told=f", {tagged.sure:.0%} sure",
    )

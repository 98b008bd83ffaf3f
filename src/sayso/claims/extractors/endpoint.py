"""The extractor `endpoint`: a language model of the user's own finds the words, and our rules read them.

The one extractor that sends a text out of this process. It does nothing unless it
is asked for by name and the settings say which model, and where.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from threading import Event

from sayso.claims.attribution import Attribution
from sayso.claims.endpoint.asking import ReplyUnusable, ask
from sayso.claims.endpoint.attributing import attribution_of
from sayso.claims.endpoint.finding import Finder, NotThere
from sayso.claims.endpoint.options import LEAST_PIECE, EndpointOptions, EndpointUnset
from sayso.claims.endpoint.pieces import cut_pieces, halves
from sayso.claims.endpoint.prompt import PROMPT_VERSION, TEMPERATURE, request_body
from sayso.claims.endpoint.replies import ReplyCut, Said, read_reply
from sayso.claims.extractors.rules import EXAMPLES
from sayso.claims.gazetteer.table import table_digest
from sayso.claims.left_out import notes_on
from sayso.claims.parsing import parser_models, parser_packages
from sayso.claims.plain import plain_text
from sayso.claims.qualifying import qualify
from sayso.claims.reading import Reading, read
from sayso.claims.types import Document, Exchange, Extraction
from sayso.values import Method, TextSpan

ASKED_AGAIN = 1  # times, where an answer came and was none that can be used
LONGEST_WORDS = 120  # characters of words that are not in the text, as shown
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class EndpointExtractor:
    """Finds attributions by asking a language model, and keeps those whose words stand in the text."""

    name = "endpoint"
    version = "6"
    languages: Sequence[str] = ("en",)

    def __init__(self, options: EndpointOptions | None = None) -> None:
        """Take the model that is to be asked.

        Raises:
            EndpointUnset: when none is given.
        """
        if options is None:
            raise EndpointUnset
        self.options = options

    def method(self) -> Method:
        """Return name, version, the model and its host, the prompt's version, and the parser's digests."""
        return Method(
            name="claims.endpoint",
            version=self.version,
            parameters={
                "model": self.options.model,
                "host": self.options.host,
                "prompt": PROMPT_VERSION,
                "temperature": TEMPERATURE,
                "reply_format": self.options.reply_format,
                "piece_characters": self.options.piece_characters,
            },
            packages=parser_packages(),
            models={**parser_models(), "gazetteer": table_digest()},
        )

    def extract(self, document: Document) -> Extraction:
        """Find the claims of an English document, in reading order.

        A text that the model gave no usable answer about is not read, and says why.

        Raises:
            EndpointFailed: when the model cannot be reached, or takes no questions.
            ParserMissing: when no model of English is installed.
        """
        if not document.text.strip():
            return Extraction(claims=(), method=self.method(), notes=("the text is empty",))
        try:
            answers = self._ask_all(document)
        except ReplyUnusable as problem:
            return Extraction(claims=(), method=self.method(), not_read=str(problem))
        reading = read(document)
        found, notes = self._attributions(reading, answers)
        claims = qualify(reading, found)
        return Extraction(
            claims=claims,
            method=self.method(),
            notes=(*notes, *notes_on(reading, claims)),
            exchanges=tuple(answer.exchange for answer in answers),
        )

    def examples(self) -> Sequence[Mapping[str, object]]:
        """Return short invented documents, with a speaker that must be found in each."""
        return EXAMPLES

    def _ask_all(self, document: Document) -> list[_Answer]:
        text = _SURROGATE.sub("\ufffd", document.text)
        pieces = cut_pieces(text, self.options.piece_characters)
        stop = Event()
        ask_about = partial(self._ask_about, text, document.kind, stop)
        if len(pieces) == 1 or self.options.parallel == 1:  # without threads Ctrl-C stops at once
            return [answer for piece in pieces for answer in ask_about(piece)]
        with ThreadPoolExecutor(self.options.parallel) as pool:
            try:
                return [answer for of_piece in pool.map(ask_about, pieces) for answer in of_piece]
            finally:
                stop.set()
                pool.shutdown(wait=False, cancel_futures=True)

    def _ask_about(
        self, text: str, kind: str | None, stop: Event, piece: TextSpan, again: int = ASKED_AGAIN
    ) -> list[_Answer]:
        """Ask about a piece: by halves where the answer is cut off, again where it is not usable."""
        request = request_body(self.options, kind, piece.of(text))
        response = ask(self.options, request, stop)
        try:
            said = read_reply(self.options.host, response)
        except ReplyCut:
            if piece.end - piece.start < 2 * LEAST_PIECE:
                raise
            return [one for half in halves(text, piece) for one in self._ask_about(text, kind, stop, half)]
        except ReplyUnusable:
            if not again:
                raise
            return self._ask_about(text, kind, stop, piece, again - 1)
        return [_Answer(piece, Exchange(request=request, response=response), said)]

    def _attributions(
        self, reading: Reading, answers: Sequence[_Answer]
    ) -> tuple[list[Attribution], list[str]]:
        """Return what stands in the text, and a note of each claim that does not."""
        model = f" {self.options.model} at {self.options.host}"
        text = plain_text(reading.document.text)  # with its headlines in capitals, as the model saw them
        found: list[Attribution] = []
        notes: list[str] = []
        for answer in answers:
            finder = Finder(text, answer.piece)
            for said in answer.said:
                place = finder.find(said)
                if isinstance(place, NotThere):
                    notes.append(f"not in the text: {place.role} {_shown(place.words)}")
                    continue
                attribution = attribution_of(reading, place, model)
                if attribution is None:
                    notes.append(f"nobody's claim by our rules: content {_shown(' … '.join(said.content))}")
                else:
                    found.append(attribution)
        return found, _counted(notes)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was said about a piece of a text."""

    piece: TextSpan
    exchange: Exchange
    said: Sequence[Said]


def _counted(notes: list[str]) -> list[str]:
    """Put the number of claims that were dropped before the notes on each of them."""
    return [f"claims of the model that were dropped: {len(notes)}", *notes] if notes else []


def _shown(words: str) -> str:
    flat = " ".join(words.split())
    return repr(flat if len(flat) <= LONGEST_WORDS else flat[: LONGEST_WORDS - 1] + "…")

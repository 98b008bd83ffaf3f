"""Texts -> word pieces, as the BERT family of networks reads them (uncased).

A word is cut into the longest pieces that the vocabulary has, from its start;
"##" marks a piece that goes on a word. Accents fall away, capitals become small.
Source: Wu et al., "Google's Neural Machine Translation System" (2016), section 4.1,
in the greedy form of Devlin et al., "BERT" (2019).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

LONGEST_WORD = 100  # letters; a longer one is read as one unknown piece
UNKNOWN, FIRST, LAST = "[UNK]", "[CLS]", "[SEP]"
_IDEOGRAPHS = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))

Piece = tuple[int, int, int]  # id, and [start, end) in code points of the text
Letter = tuple[str, int]  # a letter as it is looked up, and its place in the text


class Vocabulary:
    """The pieces that a network knows, by number."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(pieces)}
        self._cuts: dict[str, tuple[tuple[int, int, int], ...]] = {}
        self.ends = (self._ids[FIRST], self._ids[LAST])

    @classmethod
    def read(cls, path: Path) -> Vocabulary:
        """Read a file with one piece a line; a piece's number is its line, counted from 0.

        Raises:
            OSError: when the file cannot be read.
            KeyError: when it lacks the special pieces.
        """
        return cls(path.read_text(encoding="utf-8").removesuffix("\n").split("\n"))

    def pieces(self, text: str) -> Iterator[Piece]:
        """Cut a text into pieces, in reading order."""
        for word in words_of_text(text):
            for number, start, end in self._cut("".join(letter for letter, _ in word)):
                yield number, word[start][1], word[end - 1][1] + 1

    def _cut(self, word: str) -> tuple[tuple[int, int, int], ...]:
        cut = self._cuts.get(word)
        if cut is None:
            cut = tuple(self._longest_pieces(word))
            if len(word) <= LONGEST_WORD and len(self._cuts) < 200_000:
                self._cuts[word] = cut
        return cut

    def _longest_pieces(self, word: str) -> list[tuple[int, int, int]]:
        unknown = [(self._ids[UNKNOWN], 0, len(word))]
        if len(word) > LONGEST_WORD:
            return unknown
        cut, start = [], 0
        while start < len(word):
            prefix = "##" if start else ""
            end = len(word)
            while end > start and prefix + word[start:end] not in self._ids:
                end -= 1
            if end == start:
                return unknown
            cut.append((self._ids[prefix + word[start:end]], start, end))
            start = end
        return cut


def words_of_text(text: str) -> Iterator[list[Letter]]:
    """Cut a text at white space, and around punctuation and ideographs; letters made small and bare."""
    word: list[Letter] = []
    for place, character in enumerate(text):
        if character.isalnum() and character.isascii():
            word.append((character.lower(), place))
            continue
        kind = _kind(character)
        if kind == "letter":
            word.extend((bare, place) for bare in _bare(character))
            continue
        if kind == "nothing":
            continue
        if word:
            yield word
        word = []
        if kind == "alone":
            yield [(bare, place) for bare in _bare(character)] or [(character, place)]
    if word:
        yield word


def _kind(character: str) -> str:
    category = unicodedata.category(character)
    if character in "\t\n\r" or category == "Zs":
        return "space"
    if character in "\0\ufffd" or category.startswith("C"):
        return "nothing"
    code = ord(character)
    ascii_mark = code < 128 and not character.isalnum()
    if ascii_mark or category.startswith("P") or any(low <= code <= high for low, high in _IDEOGRAPHS):
        return "alone"
    return "letter"


def _bare(character: str) -> str:
    """Return a letter without accents and capitals, "" for an accent that stands by itself."""
    parts = unicodedata.normalize("NFD", character)
    return "".join(part for part in parts if unicodedata.category(part) != "Mn").lower()

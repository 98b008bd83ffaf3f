"""spaCy's rules of single words, asked once for each kind of word: they take a tenth of a reading's time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_TELLS = ("TAG", "DEP", "IS_SPACE", "LOWER")  # what tells a kind; of forms only those that a rule names
_AMONG = {"IN", "NOT_IN"}


def remember_rules(nlp: Any) -> Any:
    """Let a model's attribute ruler remember which rules fit a kind of word; what it says stays the same."""
    if nlp.has_pipe("attribute_ruler"):
        ruler = nlp.get_pipe("attribute_ruler")
        ruler.matcher = _Remembering(ruler)
    return nlp


class _Remembering:
    """A matcher in the place of an attribute ruler's own."""

    def __init__(self, ruler: Any) -> None:
        self._single, self._others = (type(ruler.matcher)(ruler.vocab) for _ in range(2))
        self._named: set[int] = set()
        self._fitting: dict[tuple[int, ...], tuple[int, ...]] = {}
        for number, rule in enumerate(ruler.patterns):
            single = [words for words in rule["patterns"] if _is_told_by_kind(words)]
            others = [words for words in rule["patterns"] if words not in single]
            for matcher, patterns in ((self._single, single), (self._others, others)):
                if patterns:
                    matcher.add(str(number), patterns)
            self._named |= {ruler.vocab.strings.add(form) for words in single for form in _forms(words[0])}

    def __call__(self, doc: Any, **asked: Any) -> list[tuple[int, int, int]]:
        return [*self._others(doc, **asked), *self._of_kinds(doc, asked)]

    def _of_kinds(self, doc: Any, asked: dict[str, Any]) -> Iterator[tuple[int, int, int]]:
        for at, (tag, relation, is_space, form) in enumerate(doc.to_array(_TELLS).tolist()):
            kind = tag, relation, is_space, form if form in self._named else 0
            if kind not in self._fitting:
                self._fitting[kind] = tuple(rule for rule, *_ in self._single(doc[at : at + 1], **asked))
            for rule in self._fitting[kind]:
                yield rule, at, at + 1


def _is_told_by_kind(words: list[dict[str, Any]]) -> bool:
    among = all(value.keys() <= _AMONG for value in words[0].values() if isinstance(value, dict))
    return len(words) == 1 and among and words[0].keys() <= set(_TELLS)


def _forms(word: dict[str, Any]) -> list[str]:
    """Return the forms that a rule of a single word names."""
    asked = word.get("LOWER", [])
    if isinstance(asked, dict):
        return [form for forms in asked.values() for form in forms]
    return [asked] if isinstance(asked, str) else []

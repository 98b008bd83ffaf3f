"""Who is who across documents: the names of one person or body.

Each document names its speakers in its own way ("Veskan Ministry of Defence",
"the defence ministry", "Veska"). Names are put together only where every
telling word of the shorter one stands in the longer, and where the shorter one
fits no two bodies that differ. A spokesperson or office holder is put to a body
by `sayso.compare.roles`. Unnamed sources ("officials", "a diplomat") are never
put together across documents.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from sayso.claims.types import Claim, Document
from sayso.compare.general_words import is_general, is_one_of_many, meant_by
from sayso.compare.names import Name, read_name, same_body, without_article
from sayso.compare.offices import Body, is_called_firm
from sayso.compare.roles import body_of, channel_of, heads_state
from sayso.compare.words import without_quotations

_OWN_PERSON = re.compile(r"\b(?:I|my|me)\b")


class Speakers:
    """The speakers of a case, put together across its documents."""

    def __init__(self, documents: Sequence[Document], claims: Sequence[Claim]) -> None:
        self._keys: dict[tuple[str, str], int] = {}
        self._names: list[tuple[str, Name]] = []
        self._parent: list[int] = []
        self._represented: set[int] = set()  # bodies that persons speak for
        self._texts = {document.doc_id: document.text for document in documents}
        stating = {document.publisher for document in documents if _speaks_for_several(document)}
        firms = set[str]()  # bodies whose names might be persons'
        meant = dict(_meant_by_general_words(claims, documents))
        for doc_id, text in _mentions(documents, claims, self._texts):
            self._keys[(doc_id, text)] = len(self._names)
            self._parent.append(len(self._names))
            name = replace(meant.get((doc_id, text)) or read_name(text), text=text)
            if name.person and (text in stating or is_called_firm(text, self._texts.get(doc_id, ""))):
                firms.add(text)
                name = replace(name, person=False)
            self._names.append((doc_id, name))
        self._speaking = set(_speaking(documents, claims, self._texts))
        self._join_names()
        self._join_roles(documents, firms)
        self._fullest: dict[int, Name] = {}
        represented = {self._names[number][1].text for number in self._represented}
        for number, (_, name) in enumerate(self._names):
            known = self._fullest.get(self._root(number), name)
            self._fullest[self._root(number)] = max(
                known, name, key=lambda one: (one.text in represented, *_fullness(one))
            )

    def key(self, doc_id: str, speaker: str) -> int:
        """Return a number that is the same for two speakers who were put together."""
        return self._root(self._keys[(doc_id, speaker)])

    def key_of(self, claim: Claim) -> int:
        """Return that number for the speaker of a claim, by the name that its own words give."""
        return self.key(claim.doc_id, _as_worded(claim, self._texts.get(claim.doc_id, "")))

    def name_of(self, key: int) -> str:
        """Return the fullest name of those put together under a key, the body's rather than a person's."""
        return self._fullest[key].text

    def unnamed(self, doc_id: str, speaker: str) -> bool:
        """Tell whether a speaker is somebody who is not to be known."""
        return self._names[self._keys[(doc_id, speaker)]][1].unnamed

    def roots(self, doc_id: str, speaker: str) -> frozenset[str]:
        """Return the roots of the telling words of a speaker's name."""
        return self._names[self._keys[(doc_id, speaker)]][1].roots

    def person(self, doc_id: str, speaker: str) -> frozenset[str]:
        """Return the roots of a person's name, the fullest that is known; empty for a body."""
        number = self._keys[(doc_id, speaker)]
        own = self._names[number][1]
        if own.kinds or own.unnamed or number in self._represented:
            return frozenset()
        key = self._root(number)
        fuller = [
            name.roots
            for other, (_, name) in enumerate(self._names)
            if name.person and own.roots <= name.roots and self._root(other) == key
        ]
        return max(fuller, key=len, default=frozenset())

    def _root(self, number: int) -> int:
        while self._parent[number] != number:
            number = self._parent[number]
        return number

    def _join(self, left: int, right: int) -> None:
        one, other = sorted((self._root(left), self._root(right)))
        self._parent[other] = one

    def _join_names(self) -> None:
        """Put names together; a short one that fits several bodies that differ stays by itself."""
        places: dict[Name, list[int]] = defaultdict(list)  # the numbers under which each stands, rising
        of_many: dict[str, int] = {}  # "the ministry" of each document
        for number, (doc_id, name) in enumerate(self._names):
            if self._tells(number) and is_one_of_many(name):
                self._join(of_many.setdefault(doc_id, number), number)
            elif self._tells(number) and (name.roots or name.kinds):
                places[name].append(number)
        fitting = _Fitting(places)
        clear = {name: numbers for name, numbers in places.items() if not fitting.fits_several(name)}
        for numbers in clear.values():
            for number in numbers:
                self._join(numbers[0], number)
        for one, other in fitting.pairs:
            if one in clear and other in clear:
                self._join(clear[one][0], clear[other][0])

    def _join_roles(self, documents: Sequence[Document], firms: Collection[str]) -> None:
        """Put persons to the body that most texts around their name say they speak for."""
        texts = {document.doc_id: document for document in documents}
        publishers = {document.publisher for document in documents}
        bodies = [
            Body(number=number, doc_id=doc_id, roots=name.roots, kinds=name.kinds)
            for number, (doc_id, name) in enumerate(self._names)
            if self._tells(number)
            and not name.person
            and (name.kinds or len(name.roots) == 1 or name.text in firms)
        ]
        told = [one for one in bodies if not self._is_one_of_many(one.number)]
        of_many: dict[str, list[Body]] = defaultdict(list)  # "the ministry", which only its document tells
        for one in bodies:
            if self._is_one_of_many(one.number):
                of_many[one.doc_id].append(one)
        same_name = [self._root(number) for number in range(len(self._names))]
        spoken_for: dict[int, list[tuple[int, int]]] = defaultdict(list)  # under all names of who speaks
        homes: dict[Name, set[int]] = defaultdict(set)
        for one in bodies:
            homes[self._names[one.number][1]].add(same_name[one.number])
        for number, (doc_id, name) in enumerate(self._names):
            document = texts.get(doc_id)
            if document is None:
                continue
            if name.text in publishers:
                owner = channel_of(name.text, document.text, doc_id, bodies)
                if owner is not None:
                    self._join(number, owner)
                continue
            known = [*told, *of_many[doc_id]] if doc_id in of_many else told
            body = self._spoken_for(name, document, known) if name.person else None
            if body is None:
                continue
            home, called = self._names[body]
            # Of several that bear its name, and were not put together, nobody knows which it is.
            if home == doc_id or len(homes[called]) == 1:
                spoken_for[same_name[number]].append((number, body))
        for pairs in spoken_for.values():
            counts = Counter(self._names[body][1] for _, body in pairs)
            own = max(counts, key=lambda name: (counts[name], *_fullness(name)))
            for number, body in pairs:
                if same_body(own, self._names[body][1]):
                    self._represented.add(body)
                    self._join(number, body)

    def _spoken_for(self, person: Name, document: Document, bodies: Sequence[Body]) -> int | None:
        """The body that a document says a person speaks for; a head of state does not for one body of it."""
        states = document.kind == "statement" and document.publisher
        own = self._keys.get((document.doc_id, document.publisher or "")) if states else None
        body = body_of(person.text, document.text, document.doc_id, bodies, own)
        if body is None or (heads_state(person.text, document.text) and self._more_than(body)):
            return None
        return body

    def _tells(self, number: int) -> bool:
        """Whether a name is that of somebody known, as a speaker is called in its own words."""
        doc_id, name = self._names[number]
        return not name.unnamed and (doc_id, name.text) in self._speaking

    def _is_one_of_many(self, number: int) -> bool:
        return is_one_of_many(self._names[number][1])

    def _more_than(self, state: int) -> bool:
        """Whether a state was put together with one of its bodies, for which its president does not speak."""
        own, root = self._names[state][1], self._root(state)
        return not own.kinds and any(
            name.kinds and own.roots < name.roots and self._root(number) == root
            for number, (_, name) in enumerate(self._names)
        )


class _Fitting:
    """Which names can only be one body; found by the words they share.

    Cost: grows with the square of how many different names share a word, however often each stands.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        by_word: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            for word in name.roots | name.kinds:
                by_word[word].append(name)
        self.pairs = {
            pair
            for own in by_word.values()
            for one, other in combinations(own, 2)
            if same_body(one, other)
            for pair in ((one, other), (other, one))
        }
        self._beside: dict[Name, set[Name]] = defaultdict(set)
        for one, other in self.pairs:
            self._beside[one].add(other)

    def fits_several(self, name: Name) -> bool:
        """Tell whether a name fits two fuller ones that cannot be one body."""
        fuller = [
            other for other in self._beside[name] if name.roots <= other.roots and name.kinds <= other.kinds
        ]
        return any(pair not in self.pairs for pair in combinations(fuller, 2))


def _as_worded(claim: Claim, text: str) -> str:
    """Return who speaks: "defence ministry of Kavria" where the speaker was put down as "Kavria"."""
    source = " ".join(span.of(text) for span in claim.source)
    worded, speaker = read_name(source) if source else None, read_name(claim.speaker)
    if worded is None or worded.unnamed or speaker.person or not worded.kinds - speaker.kinds:
        return claim.speaker
    source = without_article(source)
    return source if speaker.roots and speaker.roots < worded.roots else claim.speaker


def _speaks_for_several(document: Document) -> bool:
    """Whether a document is the statement of a body, whatever its name: no one person speaks in it."""
    return document.kind == "statement" and _OWN_PERSON.search(without_quotations(document.text)) is None


def _mentions(
    documents: Sequence[Document], claims: Sequence[Claim], texts: Mapping[str, str]
) -> list[tuple[str, str]]:
    return sorted(
        {*_speaking(documents, claims, texts), *((claim.doc_id, claim.speaker) for claim in claims)}
    )


def _speaking(
    documents: Sequence[Document], claims: Sequence[Claim], texts: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield who speaks in each document, as its own words call him."""
    for claim in claims:
        yield claim.doc_id, _as_worded(claim, texts.get(claim.doc_id, ""))
        yield from ((claim.doc_id, relay) for relay in claim.through)
    for document in documents:
        if document.publisher:
            yield document.doc_id, document.publisher


def _meant_by_general_words(
    claims: Sequence[Claim], documents: Sequence[Document]
) -> Iterator[tuple[tuple[str, str], Name]]:
    """Yield the bodies that general words mean, by document and word, where the text tells."""
    texts = {document.doc_id: _with_publisher(document) for document in documents}
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for claim in claims:
        if claim.source and is_general(read_name(claim.speaker)):
            places[claim.doc_id, claim.speaker].append(claim.source[0].start)
    for (doc_id, word), where in places.items():
        name = meant_by(read_name(word), texts.get(doc_id, ""), where)
        if name is not None:
            yield (doc_id, word), name


def _with_publisher(document: Document) -> str:
    """Return a document's text, of a statement with the name behind it of whose it is."""
    names = document.kind == "statement" and document.publisher
    return f"{document.text}\n\n{document.publisher}" if names else document.text


def _fullness(name: Name) -> tuple[bool, int, int, str]:
    return bool(name.kinds), len(name.text.split()), len(name.text), name.text

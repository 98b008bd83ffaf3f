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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.claims.types import GENERAL_BELIEF, Claim, Document
from sayso.compare.roles import Body, body_of, heads_state
from sayso.compare.words import Token, name_root, tokens_of, words_in

_SMALL = words_in(
    """
    the a an of for at in on and its s to by with who near from same
    """
)
# Titles say nothing about who it is; they are set aside where a name follows.
_TITLES = words_in(
    """
    mr mrs ms miss dr prof professor sir captain colonel commander general major sergeant lieutenant
    inspector commissioner president minister prime mayor governor deputy director chief head chair
    chairman chairwoman secretary spokesman spokeswoman spokesperson envoy ambassador special senior
    former retired republic kingdom government state national central federal officer
    """
)
# Heads that name a kind of body and need a telling word beside them.
_BODIES = words_in(
    """
    ministry agency office department commission brigade police army navy force forces company group
    front party movement union council court hospital institute university mission service services
    authority board centre center committee embassy network campaign press command headquarters company
    operator university federation society organisation organization foundation association league
    bureau fund corporation laboratory administration parliament regiment battalion militia coastguard
    utility railway railways airline airlines plant factory school construction hydro energy chemicals
    industries holdings logistics shipping works guard chamber consortium tribunal court clinic church
    diocese consulate academy firm registry bank cooperative squad team observatory parish
    """
)
_MEDIA = words_in(
    """
    radio television tv news herald times post courier channel newspaper
    """
)
# Descriptions of somebody who is not to be known.
_UNNAMED = words_in(
    """
    source sources official officials diplomat diplomats witness witnesses resident residents people
    parents neighbour neighbours medic medics doctor doctors rescuers officers soldier soldiers sergeant
    woman man prisoners lawyers organisers clerk guard banker insider insiders experts expert analysts
    villagers locals survivors staff worker workers employee employees nurse nurses driver drivers
    fishermen fisherman farmers authorities go-between person relatives families crew passengers
    """
)
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A speaker's name, taken apart."""

    text: str
    roots: frozenset[str]  # roots of its telling words; titles and kinds of body set aside
    kinds: frozenset[str]  # kinds of body: "ministry"
    unnamed: bool  # a description of somebody who is not to be known
    person: bool  # a personal name


def read_name(text: str) -> Name:
    """Take a speaker's name apart."""
    words = [token for token in tokens_of(re.sub(r"['’]s\b", "", text)) if token.lower not in _SMALL]
    kinds = frozenset(word.lower for word in words if word.lower in _BODIES)
    telling = [word for word in words if word.lower not in _BODIES and word.lower not in _TITLES]
    if not telling and not kinds:
        telling = words
    unnamed = text == GENERAL_BELIEF or any(
        # "Ammel Coast Guard" has a name, "a coast guard" has none.
        word.lower in _UNNAMED and not (word.lower in _BODIES and _capital(word))
        for word in words
    )
    unnamed = unnamed or not (kinds or any(_capital(word) or word.text[0].isdigit() for word in words))
    person = not kinds and not unnamed and 1 < len(telling) <= 4 and all(_capital(word) for word in telling)
    return Name(
        text=text,
        roots=frozenset(name_root(word.text) for word in telling),
        kinds=kinds,
        unnamed=unnamed,
        person=person and not any(word.lower in _MEDIA for word in words),
    )


def bond(speaker: str, name: str) -> str:
    """Say how a speaker is tied to the name that those put together go by: "speaks for the Orvik Front"."""
    who, whom = read_name(speaker), read_name(name)
    if who.person and not whom.person:
        # "Gray" by itself is read as no person, yet a person's whole name holds it.
        return f"is {name}" if whom.roots < who.roots and not whom.kinds else f"speaks for {name}"
    return f"is {name}" if whom.person else f"is {name} or speaks for it"


def same_body(left: Name, right: Name) -> bool:
    """Tell whether two names, of different documents, can only be one person or body."""
    if left.unnamed or right.unnamed:
        return False
    if left.text.casefold() == right.text.casefold():
        return True
    if left.person or right.person:
        return _same_person(left, right)
    if left.kinds and right.kinds:
        return bool(left.kinds & right.kinds) and _one_holds_other(left.roots, right.roots)
    if not (left.roots and right.roots):
        return False
    # A state stands for its government: "Veska" and "the Veskan Ministry of Defence".
    bare, full = (left, right) if not left.kinds else (right, left)
    return bare.roots <= full.roots and not (_MEDIA & {word.lower() for word in full.text.split()})


class Speakers:
    """The speakers of a case, put together across its documents."""

    def __init__(self, documents: Sequence[Document], claims: Sequence[Claim]) -> None:
        self._keys: dict[tuple[str, str], int] = {}
        self._names: list[tuple[str, Name]] = []
        self._parent: list[int] = []
        self._represented: set[int] = set()  # bodies that persons speak for
        self._texts = {document.doc_id: document.text for document in documents}
        for doc_id, text in _mentions(documents, claims, self._texts):
            self._keys[(doc_id, text)] = len(self._names)
            self._parent.append(len(self._names))
            self._names.append((doc_id, read_name(text)))
        self._speaking = set(_speaking(documents, claims, self._texts))
        self._join_names()
        self._join_roles(documents)
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

    def _root(self, number: int) -> int:
        while self._parent[number] != number:
            number = self._parent[number]
        return number

    def _join(self, left: int, right: int) -> None:
        one, other = sorted((self._root(left), self._root(right)))
        self._parent[other] = one

    def _join_names(self) -> None:
        """Put names together; a short one that fits several bodies that differ stays by itself."""
        fits = self._fitting_names()
        unclear = {number for number in fits if self._fits_several(number, fits)}
        for number, others in sorted(fits.items()):
            for other in others:
                if number not in unclear and other not in unclear:
                    self._join(number, other)

    def _fits_several(self, number: int, fits: Mapping[int, Sequence[int]]) -> bool:
        """Whether a name fits two fuller ones that cannot be one body."""
        own = self._names[number][1]
        fuller = [
            other
            for other in fits[number]
            if own.roots <= self._names[other][1].roots and own.kinds <= self._names[other][1].kinds
        ]
        return any(
            other not in fits[one] and self._names[one][1].text != self._names[other][1].text
            for at, one in enumerate(fuller)
            for other in fuller[at + 1 :]
        )

    def _fitting_names(self) -> dict[int, list[int]]:
        """For each name, the others that can only be the same body; found by the words they share."""
        by_word: dict[str, list[int]] = {}
        for number, (_, name) in enumerate(self._names):
            for word in sorted(name.roots | name.kinds) if self._tells(number) else ():
                by_word.setdefault(word, []).append(number)
        fits: dict[int, set[int]] = {number: set() for number in range(len(self._names))}
        for numbers in by_word.values():
            for at, left in enumerate(numbers):
                for right in numbers[at + 1 :]:
                    if same_body(self._names[left][1], self._names[right][1]):
                        fits[left].add(right)
                        fits[right].add(left)
        return {number: sorted(others) for number, others in fits.items()}

    def _join_roles(self, documents: Sequence[Document]) -> None:
        """Put persons to the body that the text around their name says they speak for."""
        texts = {document.doc_id: document for document in documents}
        publishers = {document.publisher for document in documents}
        bodies = [
            Body(number=number, doc_id=doc_id, roots=name.roots, kinds=name.kinds)
            for number, (doc_id, name) in enumerate(self._names)
            if self._tells(number) and not name.person and (name.kinds or len(name.roots) == 1)
        ]
        for number, (doc_id, name) in enumerate(self._names):
            if name.person and doc_id in texts and name.text not in publishers:
                document = texts[doc_id]
                own = self._keys.get((doc_id, document.publisher)) if document.publisher else None
                body = body_of(
                    name.text, document.text, doc_id, bodies, own if document.kind == "statement" else None
                )
                if body is not None and not (heads_state(name.text, document.text) and self._more_than(body)):
                    self._represented.add(body)
                    self._join(number, body)

    def _tells(self, number: int) -> bool:
        """Whether a name is that of somebody known, as a speaker is called in its own words."""
        doc_id, name = self._names[number]
        return not name.unnamed and (doc_id, name.text) in self._speaking

    def _more_than(self, state: int) -> bool:
        """Whether a state was put together with one of its bodies, for which its president does not speak."""
        own, root = self._names[state][1], self._root(state)
        return not own.kinds and any(
            name.kinds and own.roots < name.roots and self._root(number) == root
            for number, (_, name) in enumerate(self._names)
        )


def _as_worded(claim: Claim, text: str) -> str:
    """Return who speaks: "defence ministry of Kavria" where the speaker was put down as "Kavria"."""
    source = " ".join(span.of(text) for span in claim.source)
    worded, speaker = read_name(source) if source else None, read_name(claim.speaker)
    if worded is None or worded.unnamed or speaker.person or not worded.kinds - speaker.kinds:
        return claim.speaker
    source = _ARTICLE.sub("", source)
    return source if speaker.roots and speaker.roots < worded.roots else claim.speaker


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


def _fullness(name: Name) -> tuple[bool, int, int, str]:
    return bool(name.kinds), len(name.text.split()), len(name.text), name.text


def _same_person(left: Name, right: Name) -> bool:
    """One name's words within the other's: "Gray", "Lim Gray"."""
    if left.kinds or right.kinds:
        return False
    return bool(left.roots and right.roots) and (left.roots <= right.roots or right.roots <= left.roots)


def _one_holds_other(left: frozenset[str], right: frozenset[str]) -> bool:
    return left <= right or right <= left


def _capital(token: Token) -> bool:
    return token.text[:1].isupper()

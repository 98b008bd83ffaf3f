"""For whom a person speaks, as the text around the name says it.

"Spokeswoman Ana Pell", "the envoy of Veska, Lim Gray", "Iko Brandt, who
speaks for the Orvik Front": the body is looked for in the same sentence, before
the name and in the apposition after it; where the role stands bare ("its head",
"agency spokesman"), among the bodies named before it in the same paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from sayso.compare.offices import MINISTER, ROLE, Body, are_one, only_one
from sayso.compare.words import Token, name_root, tokens_of, without_possessives, without_quotations, words_in

_BARE_ROLE = re.compile(
    r"\b(?:spokes\w+|mouthpiece|press officer|deputy|chair\w*|"
    r"the (?:group|company|agency|union|party|firm|ministry|court|hospital|army)['’]s \w+|"
    r"(?:its|their) (?:\w+ )?(?:head|chief|director|leader)|(?:its|their) \w+,?)\b",
    re.IGNORECASE,
)
_PAST_ROLE = re.compile(r"\b(?:former|retired|ex-\w+|opposition)\b", re.IGNORECASE)
_FOREIGN_SERVICE = re.compile(r"\b(?:envoy|ambassador|diplomat)\b", re.IGNORECASE)
# After a name, an apposition ends where the saying begins.
_SAYING = re.compile(
    r"\b(?:that|said|says|told|tells|denied|denies|admitted|confirmed|called|put|added|insist\w*|warned|claim\w*|"
    r"who(?! (?:speaks|heads|runs|leads|chairs|coordinates|represents|commands)))\b|[.;:\"“”]"
)
_FOR_A_STATE = re.compile(r"\b(?:spokes\w+|minister|envoy|ambassador|president|mouthpiece)\b", re.IGNORECASE)
_HEAD_OF_STATE = re.compile(r"\b(?:president|prime minister|premier|chancellor|king|queen)\b", re.IGNORECASE)
_APPOSITION = re.compile(r"\s*(?:[,(–—-]|(?:of|from|for|at) )")
# Who commands a craft speaks for himself, in his company's statement, too; one of the police does not.
_OF_A_CRAFT = re.compile(r"\b(?:captain|master|skipper|pilot)\b", re.IGNORECASE)
_UNDER_ARMS = words_in("police army navy guard coastguard force forces brigade command")
_THE_SPOKESMAN = re.compile(r"\bthe spokes\w+,? $", re.IGNORECASE)
_CHANNEL = re.compile(r"(?<![\w-])([\w-]+)['’]s (?:[\w-]+ ){0,2}(?:channel|account|page|mouthpiece),?\s*$")
_REACH = 80  # characters before and after a name


def body_of(name: str, text: str, doc_id: str, bodies: Sequence[Body], publisher: int | None) -> int | None:
    """Return the number of the body that a person speaks for; None where the text does not say.

    Args:
        name: the person's name; the first mention of its last word counts.
        text: of the document that names the person.
        doc_id: bodies that this document names itself come first.
        bodies: those named anywhere in the case.
        publisher: the body that published the text, where it is its own statement.
    """
    before, after, paragraph, earlier = _surroundings(text, name)
    around = f"{before} {after}"
    if not ROLE.search(around) or _PAST_ROLE.search(around):
        return None
    named = _named_in(around, bodies, doc_id)
    if named is not None:
        return named
    if publisher is not None:
        armed = any(body.number == publisher and body.kinds & _UNDER_ARMS for body in bodies)
        return publisher if armed or not _OF_A_CRAFT.search(around) else None
    half = _half_named(around, paragraph, bodies)
    if half is not None:
        return half
    if _BARE_ROLE.search(around):
        last = _named_before(before, paragraph, earlier, bodies, doc_id)
        if last is not None:
            return last
    return only_one(around, bodies)


def _named_before(
    before: str, paragraph: str, earlier: str, bodies: Sequence[Body], doc_id: str
) -> int | None:
    """The body named last in the paragraph; for "the spokeswoman", who is known, also in the one before."""
    own = [body for body in bodies if body.doc_id == doc_id]
    last = _last_named(paragraph, own)
    if last is None:
        wholly = _wholly_named(paragraph, bodies)
        last = _last_named(paragraph, wholly)
        if any(body.number == last and _names_another_behind(paragraph, body) for body in wholly):
            return None
    if last is None and _THE_SPOKESMAN.search(before):
        last = _last_named(earlier, [*own, *_wholly_named(earlier, bodies)])
    return last


def channel_of(name: str, text: str, doc_id: str, bodies: Sequence[Body]) -> int | None:
    """Return the body whose channel a text says a publisher is: "the Front's channel, Ridge Voice"."""
    before, _, _, _ = _surroundings(text, name)
    owner = _CHANNEL.search(before)
    if owner is None:
        return None
    word = owner[1]
    fitting = [
        body
        for body in bodies
        if body.doc_id == doc_id and (word.lower() in body.kinds or body.roots == {name_root(word)})
    ]
    return fitting[0].number if fitting and are_one(fitting) else None


def heads_state(name: str, text: str) -> bool:
    """Tell whether the words around a person's name call him a head of state or of a government."""
    before, after, _, _ = _surroundings(text, name)
    return bool(_HEAD_OF_STATE.search(f"{before} {after}"))


def _surroundings(text: str, name: str) -> tuple[str, str, str, str]:
    """The words before a name in its sentence, its apposition, its paragraph so far, and the one before."""
    surname = name.rsplit(maxsplit=1)[-1]
    at = re.search(rf"\b{re.escape(name)}\b", text) or re.search(rf"\b{re.escape(surname)}\b", text)
    if at is None:
        return "", "", "", ""
    before = re.split(r"[.?!][\"”]?\s|\n|[\"“”]", text[max(0, at.start() - _REACH) : at.start()])[-1]
    before = before[max((found.end() for found in _SAYING.finditer(before)), default=0) :]
    after = text[at.end() : at.end() + _REACH].split("\n", maxsplit=1)[0]
    if not _APPOSITION.match(after):
        after = ""  # what the person does or says: "Gray blamed Veska" says nothing of for whom he speaks
    saying = _SAYING.search(after)
    earlier, paragraph = ("", "", *text[: at.start()].rsplit("\n\n", 2))[-2:]
    return (
        before,
        after[: saying.start()] if saying else after,
        without_quotations(paragraph),
        without_quotations(earlier),
    )


def _named_in(around: str, bodies: Iterable[Body], doc_id: str) -> int | None:
    """The body whose every telling word stands around the name; the fullest one first."""
    words = {token.lower for token in tokens_of(around)}
    roots = {name_root(token.text) for token in tokens_of(without_possessives(around))}
    if MINISTER.search(around):
        words.add("ministry")
    best: tuple[int, int, int] | None = None
    for body in bodies:
        shared = body.roots & roots
        whole = body.roots <= roots and bool(shared or body.kinds & words)
        if body.kinds:
            whole = whole and bool(body.kinds & words)
        elif len(body.roots) == 1:
            whole = whole and bool(_FOR_A_STATE.search(around))
        abroad = bool(_FOREIGN_SERVICE.search(around) and shared and {"foreig", "affair"} & body.roots)
        if whole or abroad:
            rank = (len(shared) + len(body.kinds & words), int(body.doc_id == doc_id), -body.number)
            best = max(best, rank) if best else rank
    return -best[2] if best else None


def _half_named(around: str, paragraph: str, bodies: Iterable[Body]) -> int | None:
    """The body that a word before its kind tells ("foreign ministry"), where the paragraph names the rest.

    Several states have such a ministry; where the paragraph does not tell them apart, none is taken.
    """
    tokens = tokens_of(without_possessives(around))
    pairs = {(name_root(one.text), other.lower) for one, other in pairwise(tokens)}
    near = {name_root(token.text) for token in tokens_of(paragraph)}
    fitting = [
        body
        for body in bodies
        for root, kind in sorted(pairs)
        if root in body.roots and kind in body.kinds and body.roots - {root}
    ]
    telling = [body for body in fitting if body.roots & near]
    return telling[0].number if len({body.roots & near for body in telling}) == 1 else None


def _wholly_named(paragraph: str, bodies: Sequence[Body]) -> list[Body]:
    """Those whose kind stands behind a telling word ("the miners' council"), or two such words do."""
    pairs = set[tuple[str, str]]()
    for one, other in pairwise(tokens_of(without_possessives(paragraph))):
        pairs |= {(name_root(one.text), other.lower), (name_root(one.text), name_root(other.text))}
    return [
        body
        for body in bodies
        if any((root, last) in pairs for root in body.roots for last in body.kinds or body.roots - {root})
    ]


def _last_named(paragraph: str, bodies: Sequence[Body]) -> int | None:
    """The body that was named last before the bare role, by its kind ("the agency") or its telling words."""
    text = without_possessives(paragraph)
    tokens = tokens_of(text)
    roots = {name_root(token.text) for token in tokens}
    telling = frozenset(root for body in bodies for root in body.roots)
    best: tuple[int, int, int] | None = None
    for at, token in enumerate(tokens):
        before, after = _beside(text, tokens, at)
        for body in bodies:
            kind = token.lower in body.kinds and before not in telling - body.roots
            name = name_root(token.text) in body.roots <= roots and (
                after is None or name_root(after) in body.roots or after.lower() in body.kinds
            )
            if kind or name:
                rank = (token.start, len(body.roots) + len(body.kinds), -body.number)
                best = max(best, rank) if best else rank
    return -best[2] if best else None


def _names_another_behind(paragraph: str, body: Body) -> bool:
    """Whether a whole name that is not the body's stands behind the body's own, so that "its" may be that."""
    tokens = tokens_of(without_possessives(paragraph))
    is_own = [name_root(token.text) in body.roots or token.lower in body.kinds for token in tokens]
    last = max((at for at, own in enumerate(is_own) if own), default=-1)
    behind = list(pairwise(tokens[last + 1 :]))
    return any(one.text[0].isupper() and other.text[0].isupper() for one, other in behind)


def _beside(text: str, tokens: Sequence[Token], at: int) -> tuple[str, str | None]:
    """The root of the word before, and the word after where it goes on with a name: "Orvik | Mining"."""
    before = name_root(tokens[at - 1].text) if at else ""
    if at + 1 == len(tokens):
        return before, None
    follows = tokens[at + 1]
    joined = text[tokens[at].end : follows.start] == " " and follows.text[:1].isupper()
    return before, follows.text if joined else None

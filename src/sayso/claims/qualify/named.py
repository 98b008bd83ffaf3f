"""Whom a mention names that has a name in it: "spokeswoman Mara Voss", "the Red Star and the council"."""

from __future__ import annotations

import re
from itertools import pairwise

from sayso.claims.qualify.cast import BODIES, Cast, Speaker, author_of, bare, is_body, is_person
from sayso.claims.qualify.fellows import may_be_people
from sayso.claims.qualify.genders import is_given_name
from sayso.claims.qualify.name_words import COMPANY_WORDS
from sayso.claims.qualify.names import Name
from sayso.values import TextSpan


def named(cast: Cast, span: TextSpan) -> Speaker | None:
    """Return the name in a mention whose head it is: "spokeswoman Mara Voss", "Voss"."""
    uses = cast.names.within(span) or _with_given_name(cast, span)
    if not uses:
        return None
    text = cast.reading.text
    own = _own_body(cast, span)
    if own is not None:
        return own
    last = uses[-1]
    if re.match(r"^'s?\s+\w", text[last.span.end : span.end]) or (
        re.match(r"^\s+[a-z]", text[last.span.end : span.end])
        and not re.match(r"^\s+(?:of|in|from|at|for|who|with)\b", text[last.span.end : span.end])
    ):
        return None
    if _are_joined(text, uses, span):
        if _belong_to_noun(cast, uses[0], span):
            return None
        joint = _joint(cast, uses)
        if joint is not None:
            return joint
    first = uses[0]
    tail = text[first.span.end : span.end]
    if (
        len(uses) > 1
        and re.match(r"^\s+(?:of|in|from|at|for)\b", tail)
        and not re.search(r"[a-z]+\s+(?:of|for|from|in|at)\s", text[span.start : first.span.start])
    ):
        last = first
    elif len(uses) > 1 and not tail.startswith(","):
        last = uses[-1]
    if _is_of_another(cast, span, last):
        return None
    full = cast.names.fullest(last.text)
    person = not is_body(cast, last) and is_person(cast, cast.names.find(full) or last)
    return Speaker(full, False, "person" if person else "body")


def _with_given_name(cast: Cast, span: TextSpan) -> list[Name]:
    """Return the name whose last word a mention is, where the parse cut off "Per" of "Per Olsen"."""
    last = cast.names.before(span.end)[-1:]
    cut = [use for use in last if use.span.end == span.end and use.span.start < span.start]
    return cut if cut and is_given_name(cut[0].text.split()[0]) else []


_JOINING = re.compile(r",?(?: and| as well as|,| &)(?: the| its| their)? ")


def _are_joined(text: str, uses: list[Name], span: TextSpan) -> bool:
    """Tell whether all the names of a mention are joined, to its end: "the Red Star and the Council"."""
    between = [text[one.span.end : other.span.start] for one, other in pairwise(uses)]
    joined = bool(between) and all(map(_JOINING.fullmatch, between)) and "and" in between[-1]
    return joined and uses[-1].span.end == span.end


def _joint(cast: Cast, uses: list[Name]) -> Speaker | None:
    """Return two or more bodies or persons who speak together."""
    names = [cast.names.fullest(use.text) for use in uses]
    return Speaker(" and ".join(dict.fromkeys(names)), False, "people") if len(set(names)) > 1 else None


_WHOSE = frozenset({"of", "for", "from", "in", "at", "with", "near", "to"})
_WHERE_FROM = re.compile(r"\w+ (?:of|from|in) (?!the\b)")


def _belong_to_noun(cast: Cast, first: Name, span: TextSpan) -> bool:
    """Tell "officials in Orrin and Lesk" and "a source close to Hane and Brill", who are not those named."""
    before = cast.reading.parsed.words_in(TextSpan(span.start, first.span.start))
    nouns = [word.index for word in before if word.pos == "NOUN"]
    if nouns and any(word.lemma in _WHOSE and word.index > nouns[0] for word in before):
        return True
    # "Residents of Orrin" at the head of a sentence seems to be one name; "Friends of the Sea" is.
    head = cast.reading.parsed.words_in(first.span)[:1]
    people = any(word.pos == "NOUN" and word.tag == "NNS" and may_be_people(word) for word in head)
    return people and bool(_WHERE_FROM.match(first.text))


_OF_ANOTHER = re.compile(
    r"(?P<noun>\b[A-Za-z][\w-]*) (?:of|for|from|in|at|with|near|by|on|to)(?: the| a)?(?: [\w-]+){0,2} ?$"
)
_OF_THEIRS = re.compile(
    r"(?:^[Aa]n? (?:[a-z-]+ )?|\b(?=spokes))(?P<noun>[a-z-]+) (?:of|for|from|at|with) "
    r"(?:the|its|their|his|her|our|whose)(?: [a-z-]+){1,3}, $"
)  # "a spokeswoman for its operator, Orsel Lines", but not "the owner of the mill, Orrin Works"


def _is_of_another(cast: Cast, span: TextSpan, use: Name) -> bool:
    """Tell "a spokeswoman for Mayor Brill", who is not the mayor, from "spokeswoman Ada Brill"."""
    name_start = use.span.start
    before = cast.reading.text[span.start : name_start]
    match = _OF_ANOTHER.search(before)
    firm = use.is_body or use.text.split()[-1].lower() in COMPANY_WORDS
    if match is None and (firm or not is_person(cast, use)):
        match = _OF_THEIRS.search(before)  # nor "a lawyer for the guild, Ada Brill"
    if match is None or "," in before.removesuffix(", "):
        return False
    words = cast.reading.parsed.words_in(TextSpan(span.start + match.start("noun"), name_start))
    if not words:
        return False
    seen_by = words[0].tag == "VBN"  # "a document seen by the Courier"
    common = words[0].pos == "NOUN" or (words[0].pos == "PROPN" and words[0].text.islower())
    return (common or seen_by) and all(w.pos != "VERB" for w in words[1:])


def _own_body(cast: Cast, span: TextSpan) -> Speaker | None:
    """Return the publisher of a statement where a mention shortens its name: "The Authority"."""
    return publisher_shortened(cast, bare(span.of(cast.reading.text)))


def publisher_shortened(cast: Cast, name: str) -> Speaker | None:
    """Return the publisher of a statement where a name shortens his; None for any other."""
    publisher = (cast.reading.document.publisher or "").casefold().split()
    tokens = name.casefold().split()
    if cast.reading.document.kind != "statement" or not publisher or not tokens:
        return None
    short = set(tokens) <= set(publisher) and (len(tokens) > 1 or tokens[-1] in BODIES)
    return author_of(cast.reading) if short else None

"""What a post passes on from others: "RT @x: …", "Lusna TV: …", "… (police)", "Source: mine rescue"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.claims import lexicon
from sayso.claims.gazetteer.table import look_up
from sayso.claims.posts.reporters import is_handle, is_reporter, is_tally
from sayso.claims.qualify.days import DAY, MONTH
from sayso.claims.qualify.numbers import UNITS
from sayso.values import TextSpan


@dataclass(frozen=True, slots=True)
class Passing:
    """A stretch of a post that is somebody else's, and the words that say whose."""

    stretch: TextSpan
    frame: TextSpan  # lead or credit, marks included: no part of what is said
    source: TextSpan
    cue: TextSpan | None  # None where brackets alone credit
    direct: bool  # the other's own words, as in a repost


_REPOST = re.compile(r"[^\w@]{0,6}(?P<cue>RT|MT|QT)\s+(?P<name>@\w{1,40})\s*:?\s+")
_FROM = re.compile(
    r"[^\w@]{0,6}(?P<cue>(?:forwarded|reposted|shared|re-?post|retweeted)\s+(?:from|"
    r"by)):?\s+(?P<name>@\w{1,40}|[^\n:]{2,60}?):\s+(?=\S)",
    re.I,
)
_VIA = re.compile(
    r"\W{0,6}(?P<cue>via|from|h/t|per)\s+(?P<name>@\w{1,40}|[^\n:.!?]{2,50}?)\s*(?::|\s-|\|)\s+(?=\S)", re.I
)
_COLON = re.compile(r"[^\w@]{0,6}(?P<name>[@\w][^\n:.!?\"]{1,60}?)\s?(?P<cue>:)\s+(?=[^\s\"'])")
_CREDIT_LINE = re.compile(
    r"\W{0,6}(?P<cue>via|sources?|src|h/t|hat tip|reported by|according to)\b\s*(?P<colon>:?)\s*"
    r"(?P<name>@\w{1,40}|[\w][^\n:]{1,60}?)\W{0,3}",
    re.I,
)
_CREDIT_END = re.compile(
    r"(?:(?P<open>[(\[])\s*|(?<=[.!?\"…])\s+|(?<!\s)\s+(?=via @|h/t @|source:))"
    r"(?P<cue>via|source|src|h/t|hat tip|per)\b\s*:?\s*(?P<name>@\w{1,40}|"
    r"[\w][^\n:()\[\]]{1,50}?)\s*[)\]]?[.!]?(?:\s+(?:https?://\S+|#\w+))*\s*$",
    re.I,
)
# At the end of a sentence alone: within one, brackets say more about the word before them.
_IN_BRACKETS = re.compile(r"\s\((?P<name>[@\w][^()\n]{1,50})\)(?=\s*(?:[.!?…]|$))")
_CREDITED_WITHIN = re.compile(r"\s\((?P<name>[@\w][^()\n]{1,50})\)[,;]?\s+(?:(?:and|while|but)\s+)?")
_COUNTS = re.compile(rf"(?:\d|(?:{'|'.join(UNITS)})\b)", re.I)
_MEANT = re.compile(r"\b(?:he|him|she|her|they|them|it|who|whom)$", re.I)  # "We met him (the mayor)."
_CREDIT_WITHIN = re.compile(
    r"\s?[(\[]\s*(?P<cue>via|sources?|src|h/t|hat tip|per)\b\s*:?\s*(?P<name>@\w{1,40}|"
    r"[\w][^\n:()\[\]]{1,50}?)\s*[)\]](?=:?\s+\w)",
    re.I,
)
_AFTER_DASH = re.compile(r"(?<=[.!?\w)…])\s+(?P<cue>-{1,2}|\|)\s*(?P<name>[@\w][^\n.!?:;\"]{1,60})\.?\s*$")
MOST_OF_SENTENCE = 1_000  # code points before a credit in brackets
_OF_TIME = re.compile(rf"\d|\b(?:{DAY}|{MONTH}|today|tomorrow|noon|midnight|now|then)\b", re.I)
_SENTENCE = re.compile(r"[.!?…][\"')]*\s+")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|I|[Oo]ur|[Uu]s|[Mm]y)\b")


def find_passing(text: str, paragraphs: Sequence[TextSpan], ends: Sequence[int]) -> list[Passing]:
    """Find what a post passes on, in reading order; no two stretches overlap.

    Args:
        text: plain text of the post.
        paragraphs: its lines of prose, without labels before them.
        ends: offsets at which the author begins to speak for himself again ("From us: …").
    """
    out: list[Passing] = []
    paragraphs = [part for paragraph in paragraphs for part in _apart(text, paragraph)]
    for place, paragraph in enumerate(paragraphs):
        if out and paragraph.start < out[-1].stretch.end:
            continue
        line = _credit_line(text, paragraph)
        if line is not None:
            out.extend(_above(line, paragraphs[:place], out))
            continue
        found = _repost(text, paragraph, paragraphs[-1].end, ends) or _lead(text, paragraph)
        out.extend([found] if found else _credits(text, paragraph))
    return sorted(out, key=lambda one: one.stretch)


def passing_at(passings: Sequence[Passing], offset: int) -> Passing | None:
    """Return what is passed on at an offset."""
    place = bisect_right(passings, offset, key=lambda one: one.stretch.start) - 1
    if place < 0 or offset >= passings[place].stretch.end:
        return None
    return passings[place]


def _apart(text: str, paragraph: TextSpan) -> Iterator[TextSpan]:
    """Cut a line before each sentence that begins with a source: "Officials: 3 dead. Witnesses: 10."."""
    start = paragraph.start
    for end in _SENTENCE.finditer(text, paragraph.start, paragraph.end):
        lead = _COLON.match(text, end.end(), paragraph.end)
        if lead is not None and is_reporter(lead["name"].strip()):
            yield TextSpan(start, end.end())
            start = end.end()
    yield TextSpan(start, paragraph.end)


def _made(match: re.Match[str], stretch: TextSpan, *, direct: bool) -> Passing:
    name = TextSpan(*match.span("name"))
    cue = TextSpan(*match.span("cue")) if "cue" in match.re.groupindex else None
    return Passing(stretch, TextSpan(*match.span()), name, cue, direct)


def _repost(text: str, paragraph: TextSpan, end: int, ends: Sequence[int]) -> Passing | None:
    """Match "RT @x: …": all that follows is theirs, up to a label of one's own."""
    match = _REPOST.match(text, paragraph.start, paragraph.end) or _FROM.match(
        text, paragraph.start, paragraph.end
    )
    if match is None:
        return None
    stop = min((one for one in ends if one > match.end()), default=end)
    return _made(match, TextSpan(match.end(), stop), direct=True)


def _lead(text: str, paragraph: TextSpan) -> Passing | None:
    """Match "Via @x: …" and "Lusna TV: …": the rest of the line is theirs."""
    match = _VIA.match(text, paragraph.start, paragraph.end)
    if match is None or not _is_relay(match["cue"], match["name"]):
        match = _COLON.match(text, paragraph.start, paragraph.end)
        if match is None or not is_reporter(match["name"].strip()) or _SPEAKS.match(match["name"].strip()):
            return None
    said = text[match.end() : paragraph.end]
    if len(_WORDS.findall(said)) < 2 or is_tally(match["name"], said):
        return None
    direct = match.re is _VIA and is_handle(match["name"])
    end = _end_of_theirs(text, match.end(), paragraph.end)
    return _made(match, TextSpan(match.end(), end), direct=direct)


_SPEAKS = re.compile(r"(?:I|we|you|he|she|they|it) [a-z]", re.IGNORECASE)  # "I must correct the mayor: …"


def _is_relay(cue: str, name: str) -> bool:
    """Tell "Via @tarnwatch:" from "From Monday:" and "Via Tarn -", which tell a day and a way."""
    if is_reporter(name.strip()):
        return True
    in_full = cue.casefold() != "from" and len(name.split()) > 1 and not _OF_TIME.search(name)
    return in_full and not look_up(name) and _is_named(name)


def _end_of_theirs(text: str, start: int, stop: int) -> int:
    """Return where the author speaks for himself again: at a later sentence with "we" or "I" in it."""
    starts = [start, *(match.end() for match in _SENTENCE.finditer(text, start, stop)), stop]
    for low, high in pairwise(starts[1:]):
        if _FIRST_PERSON.search(text, low, high):
            return low
    return stop


def _credit_line(text: str, paragraph: TextSpan) -> re.Match[str] | None:
    """Match a line that only credits: "Source: mine rescue service", "via @tarnwatch"."""
    match = _CREDIT_LINE.fullmatch(text, paragraph.start, paragraph.end)
    return match if match and _is_named(match["name"], after_colon=bool(match["colon"])) else None


def _above(line: re.Match[str], before: Sequence[TextSpan], known: Sequence[Passing]) -> Iterator[Passing]:
    """Return what stands above a line of credit, up to what is passed on from another."""
    start = max(known[-1].frame.end if known else 0, before[0].start if before else line.start())
    if start < line.start():
        yield _made(line, TextSpan(start, line.start()), direct=False)


def _credits(text: str, paragraph: TextSpan) -> Iterator[Passing]:
    """Find credits at the end of a line, and in brackets after a sentence."""
    match = _CREDIT_END.search(text, paragraph.start, paragraph.end)
    if match is not None and _is_named(match["name"]) and match.start() > paragraph.start:
        yield _made(match, TextSpan(paragraph.start, match.start()), direct=False)
        return
    match = _AFTER_DASH.search(text, paragraph.start, paragraph.end)
    if match is not None and _is_sign_off(text, match):
        yield _made(match, TextSpan(paragraph.start, match.start()), direct=False)
        return
    match = _CREDIT_WITHIN.search(text, paragraph.start, paragraph.end)
    if match is not None and _is_named(match["name"]):
        end = _SENTENCE.search(text, match.end(), paragraph.end)
        start = _sentence_start(text, paragraph, match.start())
        yield _made(match, TextSpan(start, end.start() if end else paragraph.end), direct=False)
        return
    for match in _IN_BRACKETS.finditer(text, paragraph.start, paragraph.end):
        if _credits_in_brackets(text, match):
            start = _sentence_start(text, paragraph, match.start())
            yield _made(match, TextSpan(start, match.start()), direct=False)


def _credits_in_brackets(text: str, match: re.Match[str]) -> bool:
    """Tell "(police)" behind a sentence from "(three police)" and "(the mayor)", which tell who is meant."""
    name = match["name"].strip()
    unnamed = name.split()[-1].casefold() in {"source", "sources", "officials", "witnesses"}
    if _COUNTS.match(name) and not unnamed:
        return False
    return is_reporter(name) and not _MEANT.search(text, max(0, match.start() - 12), match.start())


def _is_sign_off(text: str, match: re.Match[str]) -> bool:
    """Tell "… - hospital sources"; a name after a quotation is for the rules of quotations."""
    if text[: match.start()].rstrip().endswith('"'):
        return False
    return is_reporter(match["name"].strip())


def _is_named(name: str, *, after_colon: bool = False) -> bool:
    """Tell whether words after "via" or "source:" name anybody: a known sort of source, or all in capitals.

    After a colon more nouns do, as in "Source: Tarn water board".
    """
    name = name.strip()
    words = [word for word in name.split() if word not in {"of", "the", "for", "and", "de", "&"}]
    if is_reporter(name) or (after_colon and words and words[-1].casefold() in lexicon.SOURCE_NOUNS):
        return True
    return 0 < len(words) <= 5 and all(word[:1].isupper() for word in words)


def _sentence_start(text: str, paragraph: TextSpan, at: int) -> int:
    """Return where the sentence of a place begins, or what follows another credit in it.

    It is looked for no farther back than a sentence may be long.
    """
    first = max(paragraph.start, at - MOST_OF_SENTENCE)
    ends = [match.end() for match in _SENTENCE.finditer(text, first, at)]
    start = ends[-1] if ends else first
    others = [one for one in _CREDITED_WITHIN.finditer(text, start, at) if is_reporter(one["name"].strip())]
    return others[-1].end() if others else start

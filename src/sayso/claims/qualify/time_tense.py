"""The sentence around a date or hour, and which of its words tell what is past or still to come."""

from __future__ import annotations

import re

from sayso.values import TextSpan

FUTURE_WORDS = re.compile(
    r"\b(?:will|would|shall|could|(?-i:may)|might|must|should|hopes?d?|"
    r"(?:we|i|they|officials) expect|due|next|planned|expected|scheduled|to be)\b",
    re.IGNORECASE,
)
PAST_WORDS = re.compile(
    r"\b(?:had|has|have|was|were|did|been|left|came|went|fell|broke|began|took|made|said|told|saw|found|lost|hit|"
    r"struck|sank|sold|met|held|won|rose|grew|sent|built|bought|brought|gave|got|kept|led|paid|ran|shot|spoke|spent|"
    r"stood|stole|thought|wrote|became|drove|flew|fought|burnt|blew|tore|knew|[a-z]{3,}ed)\b"
)
# "The gate should have been closed on Monday" looks back.
_NOT_DONE = re.compile(r"\b(?:should|could|would|might|must|ought to) have\b")
_SENTENCE_END = re.compile(r"[.!?;](?=\s|$)")

REACH_OF_TENSE = 400  # code points around a time in which its sentence is looked for


def sentence_around(text: str, span: TextSpan, match: re.Match[str]) -> tuple[str, str]:
    """Return what stands before and behind a time in its sentence, without what should have been done."""
    low, high = max(span.start, match.start() - REACH_OF_TENSE), min(span.end, match.end() + REACH_OF_TENSE)
    start = max((m.end() for m in _SENTENCE_END.finditer(text, low, match.start())), default=low)
    after = _SENTENCE_END.search(text, match.end(), high)
    behind = text[match.end() : after.start() if after else high]
    return _NOT_DONE.sub("had", text[start : match.start()]), _NOT_DONE.sub("had", behind)


# What makes that to come which was agreed on before: "voted to strike in June", "a deal that ends in June".
_TO_COME = re.compile(
    r"\b(?:(?:voted?|agreed?|agreement|deal|decided|decision|resolved|promised?|pledged?|vow(?:ed)?|"
    r"plan(?:s|ned)?|intend(?:s|ed)|order(?:ed)?|asked|told|invited|threat(?:ened)?|offer(?:ed)?|want(?:s|ed)|"
    r"bid|call(?:ed)?|permits?)"
    r"(?: [\w-]+){0,4}? to (?!the\b|an?\b|its\b|his\b|her\b|their\b|have\b)[a-z]+|"
    r"(?:takes|begins|ends|expires|opens|starts|closes|resumes|lapses|reopens|arrives|retires|take effect)\b|"
    r"(?:that|which|who) (?!was\b|has\b|does\b)[a-z]+s)\b"
)


def looks_back(before: str, behind: str) -> bool:
    """Tell whether the verb that a month belongs to, the nearest before it, tells of what is past."""
    coming = max((m.end() for m in _TO_COME.finditer(before)), default=None)
    return bool(PAST_WORDS.search(f"{before} {behind}" if coming is None else before[coming:]))

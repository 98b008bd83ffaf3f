"""Lines that only name what a text is about: "Orm Quay: what we found", "Lorne Dairy: how it began"."""

from __future__ import annotations

import re

from sayso.claims.reading import Reading
from sayso.values import TextSpan

_ASKING = frozenset({"what", "why", "how", "where", "when", "who", "which", "whom", "whose"})
_COLON = re.compile(r"[^.!?:;\n]{2,80}:\s+(?=\w)")
_MOST_STEPS = 4  # from "how" to its verb in "how many bottles were lost"


def is_heading(reading: Reading, span: TextSpan) -> bool:
    """Tell a verbless label with a subject behind its colon."""
    label = _COLON.match(reading.text, span.start, span.end)
    if label is None:
        return False
    before = reading.parsed.words_in(TextSpan(span.start, label.end()))
    verbless = not any(word.pos in {"VERB", "AUX"} for word in before)
    return verbless and names_a_subject(reading, TextSpan(label.end(), span.end))


def names_a_subject(reading: Reading, span: TextSpan) -> bool:
    """Tell "what we found" and "how the wall fell", which say nothing, from "what we saw was a crime".

    A question with its mark ("When will it end?") is somebody's.
    """
    parsed, words = reading.parsed, reading.parsed.words_in(span)
    asked = "?" in reading.text[span.start : span.end + 1]
    if not words or words[0].text.lower() not in _ASKING or asked:
        return False
    inside = {word.index for word in words}
    verb = words[0]
    for _ in range(_MOST_STEPS):
        if verb.pos not in {"VERB", "AUX"} and verb.head in inside:
            verb = parsed.words[verb.head]
    main = verb.head not in inside or verb.head == verb.index
    return main and verb.pos in {"VERB", "AUX"} and not parsed.kids(verb.index, "csubj", "csubjpass", "advcl")

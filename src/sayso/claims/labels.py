"""Labels before what a line says: "BREAKING:", "Correction (14:05):", "TRUE ✅ …", "From us:".

One table of words makes all forms, so that a word is added in one place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Where = Literal["shouted", "posts", "both"]  # in capitals before any text; in any letters in a post

# What may stand for a label, as a pattern; of words that fit at one place the first is taken.
WORDS: tuple[tuple[str, Where], ...] = (
    ("upd", "both"),
    ("update", "posts"),
    ("updated", "both"),
    (r"update \d+", "shouted"),
    ("correction", "both"),
    ("corrected", "both"),
    ("breaking(?: news)?", "posts"),
    ("breaking", "shouted"),
    ("urgent", "both"),
    ("alert", "shouted"),
    ("flash", "shouted"),
    ("exclusive", "both"),
    ("watch", "shouted"),
    ("live", "shouted"),
    ("ps", "both"),
    (r"p\.s\.", "shouted"),
    ("nb", "both"),
    ("edit", "both"),
    ("icymi", "shouted"),
    ("thread", "both"),
    ("statement", "shouted"),
    ("notice", "shouted"),
    ("warning", "shouted"),
    ("reminder", "both"),
    ("news", "shouted"),
    ("analysis", "shouted"),
    ("opinion", "shouted"),
    ("video", "shouted"),
    ("photos?", "shouted"),
    ("latest", "both"),
    ("new", "shouted"),
    ("just in", "both"),
    ("retraction", "both"),
    ("clarification", "both"),
    ("adds", "shouted"),
    ("repeat", "shouted"),
    ("confirmed", "posts"),
    ("true", "posts"),
    ("facts?", "posts"),
    ("fact[- ]?check", "posts"),
    ("verdict", "posts"),
    ("reality", "posts"),
    ("truth", "posts"),
    ("important", "posts"),
    ("attention", "posts"),
    ("fake news", "posts"),
    ("fake", "posts"),
    ("debunked", "posts"),
    ("hoax", "posts"),
)


@dataclass(frozen=True, slots=True)
class LabelForm:
    """A form that a label may have at the beginning of a line, with an example of the whole line."""

    pattern: re.Pattern[str]
    example: str


def _words(where: Where) -> str:
    return "|".join(pattern for pattern, place in WORDS if place in {where, "both"})


def _shouted() -> str:
    """Return the words in capitals, whatever stands escaped in them."""
    return re.sub(r"(\\?)(\w)", lambda m: m[0] if m[1] else m[2].upper(), _words("shouted"))


_ARTICLE = r"(?:(?:an?|one|quick|small|brief|short|important|late|another|last) ){0,3}"
_OF_WHAT = r"(?:(?:to|on) (?:our|my|the|this|that|an?|\d+/\d*|yesterday's|today's|earlier)\b[^:.!?\n]{0,30})?"
_CLOCK = r"\d{1,2}[:.]\d{2}"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = (
    rf"(?:(?:{_NUMBER} {_MONTH}|{_MONTH} {_NUMBER})(?:,? \d{{4}})?|\d{{4}}-\d{{2}}-\d{{2}}|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
# "Correction, 3 March:", "Correction (March 3, 2031, 14:05):"
_WHEN = rf"(?:,? ?\(?(?:on )?(?:{_DAY}(?:,? (?:at )?{_CLOCK})?|{_CLOCK})\)?\s*)?"
_SIGN = r"[^\w\s!-/:-@\[-`{-~€£…]"  # such as emoji

SHOUTED = LabelForm(
    re.compile(
        rf"(?:UPDATE \d+\s*-+\s*|UPD(?:ATE)? ?\d{{0,2}}\s+{_CLOCK}(?!\d)\s*[-|:]*\s*(?=\S)|"
        rf"UPD ?\d{{1,2}}\s+(?=[A-Z])|UPD(?:ATE)?\s+(?=\d[\d,]{{0,8}} [a-z])|"
        rf"(?:{_shouted()})\b(?:[^:.!?\n]{{0,20}}{_CLOCK})?[^:.!?\n]{{0,30}}:(?!(?<=\d:)\d)\s*|"
        rf"#\w+:?\s+(?=[A-Z]))"
    ),
    "BREAKING: The dam at Orrin holds.",
)
SPELLED = LabelForm(
    re.compile(
        rf"\W{{0,4}}{_ARTICLE}(?:{_words('posts')})(?:\s?\d{{0,2}}\s*|{_WHEN}){_OF_WHAT}"
        r"(?:\([^()\n]{1,20}\)\s*)?:\s+(?=\S)",
        re.IGNORECASE,
    ),
    "Correction (14:05): The dam at Orrin holds.",
)
# In a statement and an article, too: "Correction: This article said that 12 had died.".
CORRECTING = LabelForm(
    re.compile(
        rf"{_ARTICLE}(?:corrections?|corrected version|clarification|retraction)(?:{_WHEN}|\s*){_OF_WHAT}"
        r"(?:\([^()\n]{1,20}\)\s*)?:\s+(?=\S)",
        re.IGNORECASE,
    ),
    "Correction: The dam at Orrin holds.",
)
# The sign stands for a colon, where a sentence begins after it.
MARKED = LabelForm(
    re.compile(rf"(?i:(?:{_words('posts')}))\s*{_SIGN}+\s*(?=[A-Z\"])"), "TRUE ✅ The dam at Orrin holds."
)
OWN = LabelForm(
    re.compile(
        r"(?:from us|us|(?:our|my) (?:two (?:cents|pennies)|view|comment|take|note|remark)|"
        r"(?:editor'?s|admin'?s?) (?:note|comment)|"
        r"(?:note|comment|p\.?s\.?) (?:from|by) (?:us|me|the (?:editors?|admins?|channel))|"
        r"we add|added by us|correcting (?:myself|ourselves))\s*:\s*",
        re.IGNORECASE,
    ),
    "From us: The dam at Orrin holds.",
)
SIGNS = LabelForm(re.compile(rf"{_SIGN}+\s*(?=\S)"), "⚡ The dam at Orrin holds.")
_CORRECTING = re.compile(r"\b(?:correct(?:ion|ed)|retraction|clarification|edit)\b", re.IGNORECASE)


def is_correction(label: str) -> bool:
    """Tell a label after which an earlier statement is taken back, or set right."""
    return bool(_CORRECTING.search(label))


FORMS = (SHOUTED, SPELLED, CORRECTING, MARKED, OWN, SIGNS)

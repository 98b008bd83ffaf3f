"""What a post takes back before it says what stands: "we were wrong, it was 3, not 8"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.claims.types import Act
from sayso.values import TextSpan

# "I must correct myself": what was said before is taken back, by none but who said it.
CORRECTING_ONESELF = (
    r"(?:(?:we|I) (?:(?:must|should|have to|need to|want to|would like to|[’']d like to|now|hereby) )*|"
    r"let (?:me|us) )correct (?:myself|ourselves|(?:what|the \w+ that) (?:I|we) (?:have |had )?"
    r"(?:said|wrote|written|told|posted|gave|given)\b[^.;:,]{0,40}?)"
)
_TAKES_BACK = re.compile(
    r"(?:(?:sorry|apologies|oops)[,:;!]? )?(?:"
    r"(?:we|I) (?:were|was) (?:wrong|mistaken|in error)(?: (?:earlier|before|yesterday|today|here))?|"
    r"(?:we|I) got (?:one|some|a few|two) things? wrong(?: above| earlier| here| yesterday)?|"
    r"an? earlier version of (?:this|our|my) [a-z]+ (?:gave|said|stated|put|named|misstated|wrongly)\b"
    r"[^.;:]*|"
    r"(?:we|I) (?:made|have made) (?:a mistake|an error)|(?:we|I) got (?:it|that|this) wrong|"
    r"(?:our|my) (?:mistake|error|bad|apologies)|that (?:was|is) (?:wrong|incorrect|an error|a mistake)|"
    r"(?:we|I) (?:(?:retract|withdraw|take back) (?:it|that|this)|take (?:it|that|this) back)|"
    rf"{CORRECTING_ONESELF}"
    r")(?:\.?$|(?P<mark>\s*(?:[,;:]|-{1,2})\s+(?:and )?)(?=\S+ \S))",
    re.IGNORECASE,
)


# "My mistake, deleting the first post": what is done about it says nothing that stands.
_REMOVES = re.compile(
    r"(?:(?:so|and|now) )?(?:(?:I|we)(?:'ll|'ve|'m|'re| will| have| am| are)? |will )?(?:now )?"
    r"(?:delet|remov|correct|withdr|retract|pull|(?:tak(?:e|es|en|ing)|took) (?:it |that |this |them )?down)"
    r"[a-z]*\b[^:;]*$",
    re.IGNORECASE,
)


# What stood before, told behind a label such as "Correction:".
_COUNT = (
    r"(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands)\b)"
)
# Words that do more than state, "we put up tents", and state only so: "we put the toll at 12".
_GIVEN = (
    rf"(?:gave|put|named|posted|listed)\b(?:[^.;:]*?\b(?:as (?!soon|well|long|a joke)|"
    rf"at (?:about |around |some |over )?{_COUNT}|wrong|incorrect)| that\b)"
)
_NO_DEED = r"(?!(?:gave|put) (?:up|out|away|in|on|off|together|back|down)\b)"
_WRONGLY = "earlier|previously|wrongly|mistakenly|incorrectly|erroneously"
_LEAD = r"(?:(?:in|earlier|previously|yesterday|this morning)\b[^.;:]{0,40}?,? )?"
_STATED = "wrote|said|stated|claimed|reported"
# Who "said a prayer", "said nothing" or "reported from the gate" has not stated what is corrected.
_CLAUSE = (
    rf"(?:that\b|[\"“]|{_COUNT}|(?!from\b|at\b|in\b|on\b|to\b|nothing\b)"
    r"[^.;:]*?\b(?:was|were|had|is|are|has|would|will)\b)"
)
_BEFORE = r"(?:(?:earlier|previously|before|yesterday|today|above|here|in error|wrongly) )?"
_STOOD_BEFORE = re.compile(
    rf"{_LEAD}(?:we|I) (?:(?:{_WRONGLY}) {_NO_DEED}(?:gave|put|named|posted|listed|{_STATED})\b|"
    rf"(?:misstated|misspelled|misspelt|misnamed|misreported)\b|{_GIVEN}|(?:{_STATED}) {_BEFORE}{_CLAUSE})",
    re.IGNORECASE,
)
# What a text said before it was corrected, its author has said.
OWN_VERSION = re.compile(
    r"(?:an?|the|our|my) (?:earlier|previous|first|original|prior) (?:version|edition) of (?:this|our|my)\b|"
    r"(?:this|our|my) (?:article|story|report|post|page|thread)$",
    re.IGNORECASE,
)


# "We took 9 dead from a source | who now says 8": the 9 is named only to be taken back.
_TAKEN = rf"(?:{_COUNT}|(?:figure|number|toll|claim|report|story|account|quote|name|date)s?\b)"
_TAKEN_FROM = re.compile(
    rf"(?:we|I) (?:took|had|got|gave|used|quoted|copied)\b(?=[^.;:]*\b{_TAKEN})[^.;:]*\bfrom\b|"
    rf"(?:our|my)\b(?=[^.;:]*\b{_TAKEN})[^.;:]*\b(?:came|comes|was|were|had|is|are)\b[^.;:]*\bfrom\b",
    re.IGNORECASE,
)
_WHO_NOW = re.compile(r",? (?:who|which|that) (?:has |have |had )?(?:now|since|meanwhile|later)\b")


REACH_OF_LABEL = 1_000  # code points behind a label in which what it corrects is taken back in words
_SENTENCE = re.compile(r"[^.!?]+")


def is_taken_back_by_label(text: str, span: TextSpan) -> bool:
    """Tell whether no sentence behind the label takes back what stood before: "… I was wrong."."""
    sentences = _SENTENCE.finditer(text, span.start, min(span.end, span.start + REACH_OF_LABEL))
    return not any(_TAKES_BACK.match(sentence.group().strip()) for sentence in sentences)


def parted(text: str, span: TextSpan, *, corrects: bool = False) -> Iterator[tuple[TextSpan, Act | None]]:
    """Return a sentence, or the clause that takes something back and what then stands as two.

    So the figure that stands is no part of what is withdrawn. The clause that takes back is a retraction.

    Args:
        corrects: whether the sentence stands behind a label such as "Correction:".
    """
    if corrects and told_before(text, span) is not None:
        yield span, "retract"
        return
    match = _TAKES_BACK.match(text, span.start, span.end)
    if match is None and _TAKEN_FROM.match(text, span.start, span.end) and _WHO_NOW.match(text, span.end):
        yield span, "retract"
        return
    if match is None:
        yield span, None
        return
    if match["mark"] is None or _REMOVES.match(text, match.end(), span.end):
        yield span, "retract"
        return
    yield TextSpan(span.start, match.start("mark")), "retract"
    yield TextSpan(match.end(), span.end), None


def told_before(text: str, span: TextSpan) -> int | None:
    """Return where the words end that tell what stood before a correction: "we wrote that"."""
    match = _STOOD_BEFORE.match(text, span.start, span.end)
    return match.end() if match else None

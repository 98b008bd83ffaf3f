"""Claims that a post calls false: `FAKE: "…"`, `❌ "…"`, `Claim: "…". FALSE`, "It is not true that …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.values import TextSpan


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim that the author of a post denies, as worded, and the words that say so."""

    denied: TextSpan
    frame: TextSpan  # from the first to the last word of the verdict and of what is denied


_FALSE = (
    r"(?:fake|false|untrue|not true|wrong|a lie|lies?|a hoax|hoax|fake news|nonsense|"
    r"misinformation|disinformation|debunked|baseless|a fabrication|fabricated)"
)
_QUOTED = r"\"(?P<quoted>[^\"\n]{3,400})\""
_CROSS = r"[\u274c\u274e\u26d4\U0001f6ab\u2716\u2718]\ufe0f?"
_LABEL = re.compile(
    rf"(?:(?!{_CROSS})\W){{0,6}}(?P<mark>{_CROSS}[\s\u274c\ufe0f]*)?(?P<word>(?:{_FALSE}|myth|debunk)\b)?"
    rf"\s*(?P<crossed>(?:{_CROSS}\s*)+)?(?P<colon>[:!.-]{{0,2}})\s*",
    re.I,
)
_QUOTATION = re.compile(_QUOTED)
_AFTER = re.compile(
    rf"\W{{0,3}}\s*(?:-\s*)?(?:(?:this|that|it|the claim) )?(?:is |was |are )?(?:an? )?(?:absolutely |"
    rf"completely |simply |totally )?"
    rf"{_FALSE}\b(?=\W*(?:$|[.!\n]|\s(?-i:[A-Z]))|\s+-{{1,2}}\s|"
    r"[,;:]\s+(?:it|they|he|she|there|we|the|this|that|in fact|actually)\b)",
    re.I,
)
_CLAIMED = re.compile(
    r"\W{0,6}(?:claim|rumou?r|myth|fake|they say|what they say|they claim|allegation|the claim)\s*:\s*", re.I
)
_TRUTH = re.compile(
    r"\W{0,6}(?:reality|in reality|fact|facts|truth|the truth|in fact|actually|verdict|answer|"
    r"what we know|what is true)\s*:\s*",
    re.I,
)
# Where the author goes on to say what is so: "…; 40 were killed", "… but it is true that he resigned".
_GOES_ON = (
    r"\s*;\s*|\s+-{1,2}\s+|,?\s+but\s+|\s+and\s+(?=[^.;:!?\n]{3,80}:\s)|:\s+|"
    r",\s+(?:and\s+)?(?=(?:it|they|he|she|there|we|in fact|actually|rather|instead)\b)|(?=[.!?\n]|$)"
)
_SAID_FALSE = re.compile(
    rf"(?:it is|it's|it was) (?:simply |absolutely |"
    rf"completely )?(?:{_FALSE}) (?P<denied>that [^.!?\n]{{3,300}}?)(?:{_GOES_ON})",
    re.I,
)
# "… are wrong, the mayor of Lusna said", but not "… are wrong and the mayor told nobody to leave".
_SAID_BY_ANOTHER = (
    r",? (?!(?:and|but|so|because|since|while|when|if|though)\b)(?:[\w.'’-]+ ){0,5}(?:says?|said|told)\b|"
    r",? according\b"
)
# "Reports that came in late are wrong" does not tell what they report.
_VERB = (
    r"(?:was|were|is|are|has|have|had|came|come|went|go|will|would|could|can|may|might|do|did|says?|claims?|shows?|"
    r"tells?|suggests?|[a-z]+ed)"
)
_REPORTS = re.compile(
    rf"(?:(?:the|all|any|recent|some) )?(?:claims?|reports?|rumou?rs?|posts?|messages?|news|information|"
    rf"talk|stories|allegations?) "
    rf"(?P<denied>that (?!{_VERB}\b)[^.!?;:\n]{{3,300}}?) (?:is|are|was|were) (?:simply |absolutely |"
    rf"completely )?{_FALSE}\b(?!{_SAID_BY_ANOTHER})",
    re.I,
)
_NEGATED = re.compile(r"\b(?:not|never|no|nobody|none|nothing)\b|n't\b", re.I)
_SELF = re.compile(rf"\b{_FALSE}\b", re.I)
_SENTENCE_END = re.compile(r"[.!?…]+[\"')]*(?=\s|$)")


def find_verdicts(text: str, paragraphs: Sequence[TextSpan]) -> list[Verdict]:
    """Find the claims that a post denies, in reading order."""
    out: list[Verdict] = []
    for place, paragraph in enumerate(paragraphs):
        if out and paragraph.start < out[-1].frame.end:
            continue
        after = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
        for one in sorted(_in_paragraph(text, paragraph, after), key=lambda one: one.frame):
            if not out or out[-1].frame.end <= one.frame.start:
                out.append(one)
    return out


def _in_paragraph(text: str, paragraph: TextSpan, after: TextSpan | None) -> Iterator[Verdict]:
    lead = _labelled(text, paragraph, after) or _claimed(text, paragraph, after)
    if lead is not None:
        yield lead
    for match in _QUOTATION.finditer(text, paragraph.start, paragraph.end):
        said = _AFTER.match(text, match.end(), paragraph.end)
        if said is not None:
            yield Verdict(TextSpan(*match.span("quoted")), TextSpan(match.start(), said.end()))
    yield from _said_false(text, paragraph)


def find_spelled_verdicts(text: str, paragraphs: Sequence[TextSpan]) -> list[Verdict]:
    """Find what a statement calls false in words: "Reports that the gate was locked are wrong."."""
    return sorted((one for each in paragraphs for one in _said_false(text, each)), key=lambda one: one.frame)


def _said_false(text: str, paragraph: TextSpan) -> Iterator[Verdict]:
    for pattern in (_SAID_FALSE, _REPORTS):
        for match in pattern.finditer(text, paragraph.start, paragraph.end):
            if _begins(text, paragraph, match.start()):
                yield Verdict(TextSpan(*match.span("denied")), TextSpan(*match.span()))


def _begins(text: str, paragraph: TextSpan, at: int) -> bool:
    """Tell whether a sentence of the paragraph begins at an offset, or a clause after a label."""
    before = text[paragraph.start : at].rstrip()
    return not before or before[-1] in ".!?:…"


def _labelled(text: str, paragraph: TextSpan, after: TextSpan | None) -> Verdict | None:
    """Match a label that denies: `FAKE: "…"`, "FALSE: the army has left.", `❌ "…"`, `FAKE ❌ "…"`.

    Where it has a line of its own, it denies what the next one begins with.
    """
    match = _LABEL.match(text, paragraph.start, paragraph.end)
    if match is None or not (match["mark"] or match["word"]):
        return None
    at, stop = match.end(), paragraph.end
    set_off = bool(match["mark"] or match["crossed"] or (match["word"] and at == stop))
    if at == stop and after is not None:
        at, stop = after.start, after.end
    quoted = _QUOTATION.match(text, at, stop)
    if quoted is not None and (match["colon"] or set_off):
        said = _AFTER.match(text, quoted.end(), stop) or quoted
        return Verdict(TextSpan(*quoted.span("quoted")), TextSpan(match.start(), said.end()))
    if not match["word"] or quoted is not None or not _opens_words(match, at):
        return None
    end = _first_sentence_end(text, at, stop)
    return (
        Verdict(TextSpan(at, end), TextSpan(match.start(), end))
        if _can_be_denied(text[at:end], match)
        else None
    )


def _opens_words(label: re.Match[str], at: int) -> bool:
    """Tell a label before words without quotation marks: by a colon, or a cross and a capital."""
    if ":" in label["colon"]:
        return True
    crossed = label["crossed"] or (label["mark"] and at > label.end())
    return bool(crossed) and label.string[at : at + 1].isupper()


def _can_be_denied(body: str, label: re.Match[str]) -> bool:
    """Tell what is called false from the author's own words about it."""
    if _SELF.search(body) or len(body.split()) < 2:
        return False
    return not (_NEGATED.search(body) and _tells_a_topic(label["word"]))


def _tells_a_topic(word: str) -> bool:
    """Tell "Fake news: the mayor has not fled", where the author's own answer follows, from "FALSE: …"."""
    return word.casefold() not in {"false", "untrue", "not true", "wrong", "a lie"}


def _claimed(text: str, paragraph: TextSpan, after: TextSpan | None) -> Verdict | None:
    """Match what is reported as claimed and then set right: "Rumour: … Reality: …", `Claim: … FALSE`."""
    match = _CLAIMED.match(text, paragraph.start, paragraph.end)
    if match is None:
        return None
    end = _first_sentence_end(text, match.end(), paragraph.end)
    if end <= match.end():
        return None
    rest = re.compile(r"[.!?\"']*\s*").match(text, end, paragraph.end)
    at, stop = (rest.end(), paragraph.end) if rest else (end, paragraph.end)
    if at >= stop and after is not None:
        at, stop = after.start, after.end
    answered = _TRUTH.match(text, at, stop) or _AFTER.match(text, at, stop)
    if answered is None:
        return None
    quoted = _QUOTATION.match(text, match.end(), paragraph.end)
    denied = TextSpan(*quoted.span("quoted")) if quoted else TextSpan(match.end(), end)
    return Verdict(denied, TextSpan(match.start(), answered.end()))


def _first_sentence_end(text: str, start: int, stop: int) -> int:
    quoted = _QUOTATION.match(text, start, stop)
    if quoted is not None:
        return quoted.end()
    match = _SENTENCE_END.search(text, start, stop)
    return match.start() if match else stop

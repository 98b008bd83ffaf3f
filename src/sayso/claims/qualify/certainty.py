"""How sure the speaker is, by the words of cue and content."""

from __future__ import annotations

import re

from sayso.claims.attribution import Attribution
from sayso.claims.qualify.spans import head_of, main_verb, text_of, words_of_spans
from sayso.claims.reading import Reading
from sayso.claims.rules.frames import is_negated
from sayso.claims.types import Act, Certainty
from sayso.claims.words import word_set

_CERTAIN = re.compile(
    r"\bno doubt\b|\bbeyond (?:any |all |a |the shadow of a )?doubt\b|\bwithout (?:a|"
    r"any) doubt\b|\b(?:categorical|flat|emphatic|unequivocal)ly\b|"
    r"\bdefinitely\b|\bundoubtedly\b|\bcertainly\b|\bI(?:'d| would) (?:bet|swear|stake)\b|"
    r"\bI swear\b|\b(?:am|are|is) (?:absolutely |quite |completely )?(?:certain|sure|"
    r"positive)\b|"
    r"\bas sure\b|\bno question\b|\bindisputabl[ey]\b|\bfor certain\b|\bfor sure\b|\bstake my\b",
    re.IGNORECASE,
)
_PROBABLE = re.compile(
    r"\bprobabl[ey]\b|\blikely\b|\bappears? (?:to|that)\b|\bappeared (?:to|that)\b|"
    r"\bappears\b|\bapparently\b|\bseem(?:s|ed)?\b|\blook(?:s|ed)? "
    r"(?:(?:very|pretty) much |a lot |rather )?(?:like|as)\b|"
    r"\b(?:I|we) (?:do(?:n't| not) )?(?:think|believe|suspect|reckon|assume|guess)\b|\b(?:is|are|was|"
    r"were) (?:widely )?(?:believed|thought|presumed|assumed|understood)\b|\bpresumably\b|"
    r"\bin all likelihood\b",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    r"\bmay (?!\d)(?:not |well |also |yet )?(?:be|have|\w+)\b|\bmight\b|"
    r"\bcould (?!not\b(?! be (?:excluded|ruled)))(?:be|have|also|still|well|\w+)\b|\bmaybe\b|"
    r"\bperhaps\b|\bpossibl[ey]\b|"
    r"\b(?:cannot|can not|can't|could not|couldn't|not) be (?:excluded|ruled out)\b|"
    r"\b(?:not|n't|cannot|never) (?:yet )?(?:exclude|rule out|rule (?:it|this|that|them) out)\b|"
    r"\bnot (?:excluded|ruled out)\b|\bconsistent with|\bpotentially\b|\bconceivabl[ey]\b|"
    r"\bif what\b",
    re.IGNORECASE,
)
_MAY_MONTH = re.compile(r"\bMay(?= \d|,|\.|$)|(?<=\d )May\b|\b(?:in|of|since|by|last|until) May\b")
_ABLE = re.compile(
    r"\b(?:you|one|we|I|nobody|anyone|everyone) could (?!have\b|be\b)", re.IGNORECASE
)  # was able to
_COULD = re.compile(r"\bcould\b", re.IGNORECASE)  # "asked whether they could stay" doubts nothing
SURE = word_set("certain sure positive convinced adamant")
THINKING = word_set(
    """
    believe think suspect reckon guess assume feel presume consider
    """
)


def certainty_of(reading: Reading, attribution: Attribution, act: Act) -> Certainty:
    """Return the strongest marker of the cue, else that of the content's main clause."""
    if act in {"no-comment", "neither-confirm-nor-deny"}:
        return "unspecified"
    cue = _with_adverbs(reading, attribution)
    content = _MAY_MONTH.sub("", text_of(reading, attribution.content))
    if leaves_open(reading, attribution):
        return "possible"
    lemmas = {word.lemma for word in words_of_spans(reading, attribution.cue)}
    if _CERTAIN.search(cue) or lemmas & SURE:
        return "certain"
    if lemmas & THINKING and (act == "deny" or not lemmas & {"not", "n't"}):
        return "probable"
    main = _main_clause(reading, attribution) if len(content) > 160 else content
    main = _MAY_MONTH.sub("", main)
    if _CERTAIN.search(main):
        return "certain"
    if _POSSIBLE.search((_COULD if act == "question" else _ABLE).sub("", main)):
        return "possible"
    if _PROBABLE.search(main):
        return "probable"
    return "unspecified"


def leaves_open(reading: Reading, attribution: Attribution) -> bool:
    """Tell "did not rule out a second fire": nothing is said to have happened."""
    cue = words_of_spans(reading, attribution.cue)
    return any(w.lemma == "rule" and is_negated(reading.parsed, w) for w in cue)


def _with_adverbs(reading: Reading, attribution: Attribution) -> str:
    """Return the cue with the adverbs that stand with its verb: "flatly denied"."""
    words = words_of_spans(reading, attribution.cue)
    if attribution.own_voice:
        return ""
    adverbs = [w.text for word in words for w in reading.parsed.kids(word.index, "advmod")]
    return " ".join([*adverbs, *(word.text for word in words)])


def _main_clause(reading: Reading, attribution: Attribution) -> str:
    words = words_of_spans(reading, attribution.content)
    verb = main_verb(reading, words) or head_of(words)
    if verb is None:
        return ""
    sentence = [w for w in words if w.sentence == verb.sentence]
    dropped = {i for w in reading.parsed.kids(verb.index, "advcl") for i in reading.parsed.subtree(w.index)}
    relative = {i for w in sentence if w.dep == "relcl" for i in reading.parsed.subtree(w.index)}
    return " ".join(w.text for w in sentence if w.index not in dropped | relative)

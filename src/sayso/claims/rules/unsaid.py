"""What nobody has said: "did not say that X", "has not found that X", "no official said", "made no claim".

Whoever has not found that somebody did a thing must never be shown as saying that he did it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.claims import lexicon
from sayso.claims.attribution import Attribution
from sayso.claims.kinds import Kind
from sayso.claims.parsing import Parsed, Word
from sayso.claims.reading import Reading
from sayso.claims.rules.frames import is_negated
from sayso.claims.words import word_set
from sayso.values import TextSpan

UNSAID_KINDS: frozenset[Kind] = frozenset(
    {"verb with a clause", "verb before the rest of its clause", "verb with an object", "tagger"}
)
_OF_NOBODY: frozenset[Kind] = frozenset({"passive of belief", "participle of belief", "belief set aside"})
# Who does not deny or dispute that it is so says nothing against it: what he then does is read by its act.
_AGAINST = lexicon.DENYING | word_set("object protest retort counter")
_FINDING = word_set(
    "find conclude determine establish prove show demonstrate indicate rule judge hold hear suspect assume"
)
_NAMING = word_set("call brand label dub describe term")
_NOT_SAID = (lexicon.SPEECH | lexicon.CONFIRMING | _FINDING | _NAMING | {"claim", "mention"}) - _AGAINST


def is_unsaid(reading: Reading, attribution: Attribution) -> bool:
    """Tell "did not say that the dam was safe" and "found not that it leaked", which nobody has said."""
    words = [word for span in attribution.cue for word in reading.parsed.words_in(span)]
    if attribution.quoted or not words:
        return False
    before = reading.parsed.words[: reading.parsed.words_in(attribution.content[0])[0].index]
    last = before[-1].lemma if before else ""
    if last == "but":  # "did not find that it burnt | but | that it sank"
        return False
    if attribution.kind in {"noun of saying", "tagger"}:
        nouns = [word for word in words if word.lemma in lexicon.CLAIM_NOUNS and word.pos == "NOUN"]
        if any(_is_not_made(reading.parsed, noun) for noun in nouns):
            return True
    said = [word for word in words if word.lemma in _NOT_SAID and word.pos == "VERB"]
    if attribution.kind in _OF_NOBODY:
        thought = lexicon.NEGATED_THOUGHT  # of these the act is a denial
        return any(_is_undone(reading.parsed, word) for word in said if word.lemma not in thought)
    if attribution.kind == "state of belief":  # "is not sure that it held", but not "is not afraid that"
        if _ASKED.match(reading.text, attribution.content[0].start):
            return False  # "is not sure whether it held"
        states = [word for word in words if word.lemma in _SURE or word.text.lower() in _SURE]
        return any(_is_undone(reading.parsed, _verb_of(reading.parsed, state)) for state in states)
    if attribution.kind not in UNSAID_KINDS:
        return False
    if attribution.source and _is_nobody(reading, attribution.source[0], words):
        return True
    if _SHORT_OF.search(reading.text, max(0, attribution.cue[0].start - 24), attribution.cue[0].start):
        return True
    if {"rule", "out"} <= {word.lemma for word in words}:
        return False
    if said and _NOT_THAT.match(reading.text, attribution.content[0].start):
        return True
    if any(_finds_untrue(reading.parsed, word) for word in words):
        return True
    if last == "nor" and attribution.content[0].of(reading.text).startswith("that "):
        return True
    other = (
        last in {"not", "never", "neither"}
        and bool(said)
        and before[-2].lemma in {word.lemma for word in words}
    )
    return other or any(_is_undone(reading.parsed, word) for word in said)


_SURE = word_set("sure certain confident convinced adamant positive persuaded aware")
_NOT_THAT = re.compile(r"(?:not|neither|nor) that\b")
_ASKED = re.compile(r"(?:whether|if|who|what|when|where|why|how|which)\b")
_SHORT_OF = re.compile(r"\b(?:short of|refrain\w* from|far from|instead of|rather than|avoid\w*) (?:even )?$")


def _verb_of(parsed: Parsed, state: Word) -> Word:
    """Return the verb of a state, "was" of "was not sure"; of "was not convinced" the word itself."""
    passive = state.tag == "VBN" and bool(parsed.kids(state.index, "auxpass"))
    return state if passive else parsed.words[state.head]


def _is_undone(parsed: Parsed, verb: Word) -> bool:
    """Tell "has not found" and "nowhere does it find" from "has not only found" and "not until May did"."""
    kids = [parsed.words[i] for i in parsed.children[verb.index]]
    if any(kid.lemma in {"nowhere", "hardly", "scarcely"} for kid in kids if kid.dep == "advmod"):
        return True
    helper = next((kid for kid in kids if kid.dep == "aux"), verb)
    ways = [kid for kid in kids if kid.dep == "prep" and kid.index < helper.index]
    if any(parsed.words[way.index + 1].lemma == "no" for way in ways):  # "at no time did it find"
        return True
    limits = [kid for kid in kids if kid.lemma in {"not", "n't"}]
    return is_negated(parsed, verb) and not any(
        parsed.words[kid.index + 1].lemma in _ONLY for kid in limits if kid.index + 1 < len(parsed.words)
    )


_ONLY = word_set("only just merely simply until before")


def _is_not_made(parsed: Parsed, noun: Word) -> bool:
    """Tell "made no claim that" and "did not make the claim that" from "did not answer the claim that"."""
    if any(word.lemma == "no" for word in parsed.kids(noun.index, "det", "neg")):
        return True
    verb = parsed.words[noun.head]
    return noun.dep == "dobj" and verb.lemma in _GIVING and is_negated(parsed, verb)


_GIVING = word_set("make issue release publish uphold accept support endorse back share believe repeat")


def _finds_untrue(parsed: Parsed, verb: Word) -> bool:
    """Tell "found it unproven that" and "considers it unlikely that" from "found it proven that"."""
    its = [word for word in parsed.words[verb.index + 1 : verb.index + 2] if word.lemma == "it"]
    after = parsed.words[verb.index + 2 : verb.index + 4]  # "it unproven", "it very unlikely"
    finite = bool(after) and after[0].tag in {"VBD", "VBZ", "VBP", "MD"}  # "it was unlikely"
    untrue = any(word.text.lower() in _UNTRUE for word in after)
    return bool(its) and verb.pos == "VERB" and untrue and not finite


_UNTRUE = word_set(
    """
    unproven unlikely untrue false impossible improbable incredible implausible unbelievable doubtful wrong
    unfounded
    """
)


def is_denied_speech(reading: Reading, inner: Attribution, around: Sequence[Attribution]) -> bool:
    """Tell "denies having said that it burnt" and "denied that he had said so", where he has not said it.

    Args:
        around: the attributions whose content holds the cue of the inner one.
    """
    mention = inner.source[0] if inner.source else None
    if mention is None or inner.kind not in UNSAID_KINDS:
        return False
    for outer in around:
        words = [word for span in outer.cue for word in reading.parsed.words_in(span)]
        denies = [word for word in words if word.lemma in lexicon.DENYING and word.pos == "VERB"]
        himself = mention.of(reading.text).lower() in {"he", "she", "it", "they"} or mention in outer.source
        if denies and himself and not any(is_negated(reading.parsed, word) for word in denies):
            return True
    return False


def _is_nobody(reading: Reading, mention: TextSpan, cue: Sequence[Word]) -> bool:
    """Tell a mention of nobody, or of anybody, also by the "who" behind it: "anyone | who | says"."""
    text = reading.text
    before = _LAST_WORD.search(text, max(0, mention.start - 12), mention.start)
    clause = before is not None and mention.of(text).lower() in {"who", "that"}
    who = f"{before[1]} who" if before and clause else mention.of(text)
    return bool(_NOBODY.match(who) or (_THOSE.match(who) and not _is_past(reading, cue)))


def _is_past(reading: Reading, cue: Sequence[Word]) -> bool:
    """Tell what some did say from what some say, or would have said."""
    verbs = [word for word in cue if word.pos == "VERB"]
    would = any(aux.tag == "MD" for verb in verbs for aux in reading.parsed.kids(verb.index, "aux"))
    return any(verb.tag in {"VBD", "VBN"} for verb in verbs) and not would


_LAST_WORD = re.compile(r"(\w+) $")
# Nobody, or whoever there may be: "no official said", "whoever says it is wrong".
_NOBODY = re.compile(
    r"(?:hardly |scarcely )?(?:nobody|no[ -]one|none|whoever|any(?:one|body))\b(?!(?-i:(?:['’]s)? [A-Z]))|"
    r"no (?!fewer|less|more)(?=[^,]*\b(?-i:[a-z]{3,}))",  # a noun or "of the board", unlike "No Borders"
    re.IGNORECASE,
)
_THOSE = re.compile(r"those(?: who| that|$)", re.IGNORECASE)  # "those who say it are wrong" may be anybody

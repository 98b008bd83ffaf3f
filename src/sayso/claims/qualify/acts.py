"""What the speaker does: asserts, denies, demands, asks, condemns, withdraws, or says nothing."""

from __future__ import annotations

import re

from sayso.claims import lexicon
from sayso.claims.attribution import Attribution
from sayso.claims.parsing import Word
from sayso.claims.posts.retractions import CORRECTING_ONESELF
from sayso.claims.qualify.spans import text_of, words_of_spans
from sayso.claims.reading import Reading
from sayso.claims.rules.beliefs import SILENT_NOUNS
from sayso.claims.rules.frames import is_negated
from sayso.claims.rules.refusals import act_of_refusal
from sayso.claims.types import Act, Endorsement

_NEITHER = re.compile(
    r"(?:\b(?:neither|not|declin\w+|refus\w+)|n't)\b.*\bconfirm\w*\b.*\b(?:nor|or)\b.*\bden(?:y|ied|ies)\b",
    re.IGNORECASE | re.DOTALL,
)
_RETRACTS = re.compile(
    r"(?:^|[.!?] )(?:I|we) (?:(?:hereby|now|must) )?(?:withdraw|take back|retract|"
    r"take (?:that|this|it|them|those) back)\b|"
    r"^(?:retracted|withdrawn)\b(?! (?:from|to|by)\b)|"
    rf"(?:^|[.!?,;] |\b(?:and|but|so) ){CORRECTING_ONESELF}(?=[.,;:!]|$| )|"
    r"^(?:I|we) got (?:this|that|it|these|those)(?: one| part| bit)? wrong\b|"
    r"^(?:I|we|that|this|it) was (?:wrong|an error|a mistake|incorrect|untrue)\b|^I withdraw\b|"
    r"^sorry,? (?:it|that|this|the|we|I)\b|\bmy (?:mistake|error|bad)\b|\bour (?:mistake|"
    r"error)\b|\bwe (?:got|had) (?:it|that) wrong\b|"
    r"^our (?:earlier|previous|first) (?:post|report|statement|figure|message|"
    r"tweet)\b.*\b(?:wrong|error|mistake|withdrawn|incorrect|deleted)\b",
    re.IGNORECASE,
)
_DEMANDS = re.compile(
    r"^(?:we|I) (?:invite|urge|call on|call upon|demand|appeal to|ask you|beg)\b|^please\b|"
    r"^(?:let|do not|don't|stop)\b|^needs? \w+|"
    r"^(?!(?:I|we|he|she|they|it)\b)[^.;:,?]{1,60}? (?:is|are) "
    r"(?:(?:kindly|urgently|again|strongly|hereby|also) )?"
    r"(?:asked|requested|urged|invited|advised|called (?:up)?on|instructed) (?:not )?to\b|"
    r"^\W*(?:families|residents|people|citizens|everyone|anyone|someone|somebody|drivers|parents|\w+s) "
    r"should\b(?! (?:not )?have\b)|"
    r"^\W*(?:someone|somebody|everyone|everybody),? (?:please )?"
    r"(?:bring|send|help|call|come|go|open|stop|tell|take|stay|move|keep|leave|give)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"^(?:this is |that is |it is )?(?:not true|untrue|false|a lie|fake news)\b|^we (?:deny|reject)\b|"
    r"^(?:the|this|that|any|every|all|these|such) (?:[a-z]+ )?(?:requests?|demands?|claims?|allegations?|"
    r"accusations?|charges?|suggestions?|rumou?rs?|complaints?|applications?|appeals?)\b[^.;:,]{0,80} "
    r"(?:is|are) (?:[a-z]+ly )?(?:refused|rejected|denied|dismissed)\b",
    re.IGNORECASE,
)
_NO_WORD = re.compile(
    r"^no (?:[a-z]+ )?comments?\b|"
    r"^(?:[^.;:]{1,80}, )?(?:we|I)\b[^.;:,]{0,30}?(?:\bno (?:[a-z]+ )?comments?\b|"
    r"(?:\bcannot|(?<!did )\bnot|(?<!did)n't) (?:be (?:able to )?|[a-z]+ly )?(?:comment|discuss|speculat)|"
    r"(?:\bnot|n't) (?:going to )?(?:get|go) into (?:that|this|it|(?:the |any )?(?:details?|specifics|"
    r"names?|figures?|numbers?|reasons?|speculation|hypotheticals?)|who|what|why|how)\b|"
    r"(?:\bnot|n't) going to (?:[a-z]+ly )?(?:comment|discuss|speculat)|"
    r"\b(?:declin|refus)\w+ to (?:comment|discuss|say|answer)\b|\bnothing to say\b)",
    re.IGNORECASE,
)
_NOR_DENY = re.compile(r"^(?:[^.;:]{1,80}, )?(?:we|I)\b", re.IGNORECASE)
_CRIMES = (
    r"crimes?|criminal|murder\w*|massacres?|terroris\w+|robbery|theft|burglary|blackmail|extortion|fraud|piracy|looting|"
    r"kidnapping|torture|genocide|atrocit\w+|lies?|hoax|propaganda"
)
_MOCKERIES = r"farce|theatre|circus|comedy|charade|sham|pantomime|mockery|nonsense|travesty"
_OUTRAGES = (
    r"grotesque|outrag\w+|barbari\w+|disgrac\w+|shame|shameful|cowardly|despicable|unacceptable|abhorrent|heinous|vile|"
    r"scandal\w*|insult|obscene|appalling|disgusting|monstrous|horrific|inhuman\w*|repugnant"
)
_CONDEMNING_WORDS = re.compile(rf"\b(?:{_CRIMES}|{_MOCKERIES}|{_OUTRAGES})\b", re.IGNORECASE)
# What somebody calls a claim, or what was just claimed, and so dismisses it.
_UNTRUTHS = re.compile(
    r"\b(?:fairy[ -]tales?|myths?|fiction|fantas(?:y|ies)|invention|fabrications?|speculation|guesswork|"
    r"rumou?rs?|untrue|false|wrong|incorrect|inaccurate|baseless|unfounded|misleading|exaggerat\w+|"
    r"misinformation|disinformation|absurd|ridiculous|ludicrous|preposterous|laughable|nonsensical|groundless|"
    r"without (?:any )?(?:foundation|basis|substance)|far-fetched|implausible)\b",
    re.IGNORECASE,
)
_CLAIMED = re.compile(
    r"(?:that|this|it|them|these|those)\b|"
    r"(?:the|such|any|all|these|those|both|his|her|their|its) (?:[\w-]+ ){0,3}?"
    r"(?:reports?|claims?|figures?|numbers?|allegations?|accusations?|charges?|stor(?:y|ies)|accounts?|"
    r"suggestions?|theor(?:y|ies)|statements?|estimates?|tolls?|news|talk|posts?|articles?|images?|"
    r"pictures?|videos?)\b",
    re.IGNORECASE,
)
_NOT_GUILTY = re.compile(r"(?:not[ -]guilty|innocent)\b", re.IGNORECASE)
_NAMING = frozenset({"call", "brand", "label", "dub", "describe", "term"})
_ADVISING = frozenset({"advise", "counsel"})
_ADVISED = re.compile(r"(?!that\b)(?:[\w-]+ ){0,6}?(?:not )?to [a-z]+\b")  # "the crew not to sail"
_INFINITIVE = re.compile(r"(?:[\w-]+ ){1,6}(?:not )?to [a-z]+\b")
_COMMENT_CLAUSES = frozenset({"whether", "if", "why", "how", "what", "who", "where", "when"})


def act_of(reading: Reading, attribution: Attribution) -> Act:
    """Decide the act by the cue, and by the content only where that performs the act itself."""
    cue = text_of(reading, attribution.cue)
    content = text_of(reading, attribution.content)
    if not attribution.forwarded and cue:
        by_cue = _by_cue(reading, attribution, content)
        if by_cue is not None:
            return by_cue
    if attribution.own_voice or attribution.quoted or not cue or attribution.forwarded:
        return _by_content(reading, attribution, content)
    return "assert"


def _by_cue(reading: Reading, attribution: Attribution, content: str) -> Act | None:
    refused = act_of_refusal(reading, attribution.cue)
    if refused is not None:
        return refused
    words = words_of_spans(reading, attribution.cue)
    lemmas = {word.lemma for word in words}
    if words and words[0].lemma == "no" and lemmas & SILENT_NOUNS:
        return "no-comment"
    if lemmas & lexicon.RETRACTING or {"take", "back"} <= lemmas:
        return "assert" if _all_negated(reading, words, lexicon.RETRACTING | {"take"}) else "retract"
    if {"rule", "out"} <= lemmas:
        return "assert" if _all_negated(reading, words, frozenset({"rule"})) else "deny"
    if lemmas & lexicon.NEGATED_THOUGHT and _all_negated(reading, words, lexicon.NEGATED_THOUGHT):
        return "deny"
    if lemmas & (lexicon.DENYING | {"denial"}):
        return "assert" if _all_negated(reading, words, lexicon.DENYING | {"denial"}) else "deny"
    if lemmas & _NAMING and not lemmas & (lexicon.CONDEMNING | {"on", "upon", "for"}):
        named = _named_as(reading, attribution, words)
        if _CONDEMNING_WORDS.search(named):
            return "condemn"
        if _UNTRUTHS.search(named) and _CLAIMED.match(content):
            return "deny"
        return "demand" if "call" in lemmas and _INFINITIVE.match(content) else "assert"
    if lemmas & lexicon.CONDEMNING:
        return "condemn"
    if attribution.kind == "state of belief" and lemmas & {"sceptical", "skeptical"}:
        return "question"
    if attribution.kind == "plea":
        return "deny" if _NOT_GUILTY.match(content) else "assert"
    if lemmas & _ADVISING and _ADVISED.match(content):
        return "demand"
    if _asks(words):
        return (
            "question"
            if _is_question(reading, attribution, lemmas)
            else _kind_of_asking(reading, words, content)
        )
    return None


def _named_as(reading: Reading, attribution: Attribution, cue: list[Word]) -> str:
    """Return the words that something is called, without those for what is called so."""
    parsed = reading.parsed
    verbs = [word for word in cue if word.lemma in _NAMING]
    things = [thing for verb in verbs for thing in parsed.kids(verb.index, "dobj")]
    names = [name for verb in verbs for name in parsed.kids(verb.index, "oprd", "acomp")]
    ways = [way for word in (*verbs, *things) for way in parsed.kids(word.index, "prep") if way.lemma == "as"]
    names += [name for way in ways for name in parsed.kids(way.index, "pobj", "amod")]
    content = {word.index: word.text for word in words_of_spans(reading, attribution.content)}
    named = {place for name in names for place in parsed.subtree(name.index)} & content.keys()
    if not named:
        named = content.keys() - {place for thing in things for place in parsed.subtree(thing.index)}
        named = {place for place in named if content[place].isalpha()}
    return " ".join(content[place] for place in sorted(named or content.keys()))


def _all_negated(reading: Reading, words: list[Word], lemmas: frozenset[str]) -> bool:
    """Tell "has not denied" and "never confirmed", where each of the cue's words of a kind is negated."""
    return all(is_negated(reading.parsed, word) for word in words if word.lemma in lemmas)


def _asks(words: list[Word]) -> bool:
    lemmas = {word.lemma for word in words}
    return bool(
        lemmas
        & (
            lexicon.DEMANDING
            | {"ask", "call", "question", "doubt", "wonder", "tell", "warn", "direct", "say", "propose"}
        )
    )


_INVERTED = re.compile(
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|who|whose|why|how|what|"
    r"where|when|which)(?:n't)?\b",
    re.IGNORECASE,
)


def _is_question(reading: Reading, attribution: Attribution, cue: set[str]) -> bool:
    """Tell a question by its mark or order of words, whatever verb asks it: '"Is it safe?" they demanded'."""
    if not cue & {"ask", "demand", "inquire", "enquire"}:
        return False
    first = attribution.content[0]
    one = not re.search(r"[.!?]\s", text_of(reading, attribution.content))
    own_words = attribution.quoted or reading.text[: first.start].rstrip().endswith(":")
    asked = own_words and "ask" in cue and bool(_INVERTED.match(first.of(reading.text)))
    return one and (asked or _ends_in_question(reading, attribution))


def _kind_of_asking(reading: Reading, words: list[Word], content: str) -> Act | None:
    lemmas = {word.lemma for word in words}
    verbs = frozenset(word.lemma for word in words if word.pos == "VERB")
    negated = bool(verbs) and _all_negated(reading, words, verbs)
    first = content.split(" ", 1)[0].lower() if content else ""
    if lemmas & {"question", "doubt", "wonder"}:
        return None if "no" in lemmas or negated else "question"  # "has no doubt that", "does not doubt that"
    if "ask" in lemmas:
        return "question" if first in _COMMENT_CLAUSES or content.rstrip().endswith("?") else "demand"
    if lemmas & (lexicon.DEMANDING | {"call"}):
        return "demand"
    if (
        lemmas & {"tell", "warn", "direct"}
        and re.match(r"(?:not )?to\b|(?:\w+ ){1,4}(?:not )?to \w+", content)
        and not content.startswith("that ")
    ):
        return "demand" if re.match(r"(?:not )?to\b", content) else None
    return None


def _by_content(reading: Reading, attribution: Attribution, content: str) -> Act:
    content = content.strip()
    if _RETRACTS.search(content):
        return "retract"
    if _DENIES.search(content):
        return "deny"
    if _NOR_DENY.search(content) and _NEITHER.search(content.split(".", maxsplit=1)[0]):
        return "neither-confirm-nor-deny"
    if _NO_WORD.search(content):
        return "no-comment"
    if attribution.content and _ends_in_question(reading, attribution):
        return "question"
    if _DEMANDS.search(content) or _is_imperative(reading, attribution):
        return "demand"
    return "assert"


def _ends_in_question(reading: Reading, attribution: Attribution) -> bool:
    last = attribution.content[-1]
    whole = text_of(reading, attribution.content)
    return whole.endswith("?") or reading.text[last.end : last.end + 1] == "?"


def _is_imperative(reading: Reading, attribution: Attribution) -> bool:
    words = [w for w in words_of_spans(reading, attribution.content) if w.dep != "punct"]
    if not words or (words[0].sentence != words[-1].sentence and attribution.quoted):
        return False
    if _calls_whoever_can(reading, words):
        return True
    if attribution.own_voice and words[0].lemma in {"and", "but", "so", "now", "then"}:
        words = [w for w in words if w.lemma not in {"and", "but", "so", "now", "then"}] or words
    first = words[0]
    root = first if first.head == first.index or first.dep in {"ccomp", "csubj", "advcl"} else None
    if first.tag not in {"VB", "VBP"} or (root is None and first.dep not in {"ROOT"}):
        return False
    return not reading.parsed.kids(first.index, "nsubj") or first.tag == "VB"


_WHOEVER = frozenset({"whoever", "anyone", "anybody", "everyone", "everybody"})


def _calls_whoever_can(reading: Reading, words: list[Word]) -> bool:
    """Tell "Whoever has a boat, come to the mill" from "Whoever has a boat comes"."""
    if words[0].lemma not in _WHOEVER or words[1:2] == []:
        return False
    every = reading.parsed.words
    asked = [
        w
        for w in words
        if w.tag in {"VB", "VBP"} and every[w.index - 1].text == "," and w.dep in {"ROOT", "ccomp"}
    ]
    return any(
        all(kid.index == words[0].index for kid in reading.parsed.kids(w.index, "aux", "nsubj"))
        for w in asked
    )


def endorsement_of(reading: Reading, attribution: Attribution) -> Endorsement:
    """Read off the cue whether the writer keeps his distance or vouches."""
    words = words_of_spans(reading, attribution.cue)
    lemmas = {word.lemma for word in words}
    if attribution.own_voice or lemmas & {"neither", "nor"}:
        return "neutral"
    if lemmas & lexicon.DISTANCED:
        return "distanced"
    refused = lemmas & {"not", "n't", "refuse", "decline", "no", "yet"} or _all_negated(
        reading, words, lexicon.ENDORSED
    )
    if lemmas & lexicon.ENDORSED and not refused:
        return "endorsed"
    return "neutral"

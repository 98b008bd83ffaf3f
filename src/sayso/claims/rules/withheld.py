"""What was not answered: the question behind a refusal, else the request itself."""

from __future__ import annotations

import re

from sayso.claims import lexicon
from sayso.claims.kinds import Kind
from sayso.claims.parsing import Parsed, Word
from sayso.claims.reading import Reading
from sayso.claims.rules.cuts import Cut
from sayso.claims.types import Spans
from sayso.claims.words import word_set
from sayso.values import TextSpan

QUESTIONING = word_set("ask question press quiz")
REQUESTS = word_set(
    """
    request question call email message inquiry enquiry letter invitation comment
    """
)
_ASKED = re.compile(
    r"(?:\bwhen |\bif )?\b(?:asked|questioned|pressed|quizzed)\s+(?:by \w+ )?"
    r"(?:(?:about|on)\s+|(?=(?:whether|if)\s))",
    re.IGNORECASE,
)
_MATTERS = frozenset({"about", "on", "over", "regarding", "whether"})


def refusal_by(
    reading: Reading,
    sentence: range,
    source: Word | None,
    deed: Word,
    cue: list[Word],
    *,
    kind: Kind = "refusal",
) -> Cut | None:
    """Return the refusal of a source, with what was asked, else the word for the deed, as its content."""
    if source is None:
        return None
    content = refused(reading.parsed, deed)
    about: Spans = () if content else asked_about(reading, sentence)
    if not content and not about:
        content = [deed.index]
    return Cut(source=source, cue=tuple(cue), content=tuple(content), content_as=about, kind=kind)


def questions_put(parsed: Parsed, deed: Word) -> list[Word]:
    """Return the verbs of asking that say what was not answered: "when the paper asked whether"."""
    return [w for w in parsed.kids(deed.index, "advcl") if w.lemma in QUESTIONING and w.index > deed.index]


def refused(parsed: Parsed, deed: Word) -> list[int]:
    """Return what was not answered: the subject of the questions, else the request itself."""
    for asked in questions_put(parsed, deed):
        if question := _question(parsed, asked):
            return question
    if question := asked_behind_hearer(parsed, deed):
        return question
    branches = parsed.kids(deed.index, "ccomp", "dobj", "xcomp", "prep", "advcl", "dep")
    branches += [w for w in parsed.kids(deed.index, "advmod") if w.lemma in {"why", "how", "when", "where"}]
    for branch in branches:
        words = parsed.subtree(branch.index)
        if branch.index < deed.index:
            continue
        if found := _claim_in(parsed, words) or _matter_of_request(parsed, words):
            return found
        if branch.dep != "prep":
            return words
        if branch.lemma in {"on", "to", "about", "for", "over"}:
            return [i for i in words if i != branch.index]
    return []


# What is handed on in order to tell: whoever withholds it says nothing, as he does not of a prisoner.
_RECORDS = word_set(
    """
    list log name figure datum data document record report footage video recording transcript contract detail
    information result photo photograph picture file evidence statement identity minute memo finding plan
    number email letter message paper proof answer total tally toll study audit address budget account
    """
)
_HANDING = word_set("release publish share provide give show produce submit disclose reveal supply")


def withholds(parsed: Parsed, deed: Word) -> bool:
    """Tell "release the names", "hand over the logs" and "make the list public", which tell something."""
    over = any(w.lemma in {"over", "out"} for w in parsed.kids(deed.index, "prt"))
    handing = deed.lemma in _HANDING or (deed.lemma in {"hand", "turn", "give"} and over)
    below = [parsed.words[i] for i in parsed.subtree(deed.index)]
    public = deed.lemma == "make" and any(w.lemma == "public" for w in below)
    things = parsed.kids(deed.index, "dobj") if handing else below if public else []
    return any(w.lemma in _RECORDS for w in things)


def asked_behind_hearer(parsed: Parsed, deed: Word) -> list[int]:
    """Return "who fired" of "explained to us who fired", which the parse hangs on the hearer."""
    for to in parsed.kids(deed.index, "prep", "dative"):
        for hearer in parsed.kids(to.index, "pobj") if to.lemma == "to" else ():
            for clause in parsed.kids(hearer.index, "relcl"):
                words = parsed.subtree(clause.index)
                if hearer.pos == "PRON" and parsed.words[words[0]].tag in {"WP", "WRB", "WDT"}:
                    return words
    return []


def _question(parsed: Parsed, asked: Word) -> list[int]:
    """Return what was asked: the clause of the verb of asking, or what follows its "about"."""
    clauses = [
        i for w in parsed.kids(asked.index, "ccomp") if w.index > asked.index for i in parsed.subtree(w.index)
    ]
    matters = [w for w in parsed.kids(asked.index, "prep") if w.lemma in {"about", "on"}]
    return clauses or [i for w in matters for i in parsed.subtree(w.index) if i != w.index]


def _claim_in(parsed: Parsed, words: list[int]) -> list[int]:
    """Return what is claimed within what was asked: "on claims that | its troops are fighting"."""
    noun = next((i for i in words if parsed.words[i].lemma in lexicon.CLAIM_NOUNS), None)
    after = [i for i in words if noun is not None and i > noun]
    return after[1:] if len(after) > 2 and parsed.words[after[0]].lemma == "that" else []


def _matter_of_request(parsed: Parsed, words: list[int]) -> list[int]:
    """Return what a request was about: "to a request for comment on | the leak"."""
    noun = next((i for i in words if parsed.words[i].lemma in REQUESTS), None)
    about = next((i for i in words if noun is not None and i > noun and _is_about(parsed, i)), None)
    if about is None:
        return []
    first = about if parsed.words[about].lemma == "whether" else about + 1
    return [i for i in words if i >= first]


def _is_about(parsed: Parsed, index: int) -> bool:
    return parsed.words[index].lemma in _MATTERS


def matter_of(parsed: Parsed, noun: Word) -> list[int]:
    """Return what a comment or question is about, by its own "on" or "about"."""
    matters = [w for w in parsed.kids(noun.index, "prep") if w.lemma in _MATTERS]
    return [i for w in matters[:1] for i in parsed.subtree(w.index) if i != w.index]


def asked_about(reading: Reading, sentence: range) -> Spans:
    """Return what follows "Asked about" at the head of a sentence, up to the comma."""
    start, end = (
        reading.span(sentence.start, sentence.stop - 1).start,
        reading.span(sentence.start, sentence.stop - 1).end,
    )
    match = _ASKED.search(reading.text, start, end)
    if not match:
        return ()
    comma = reading.text.find(",", match.end(), end)
    if match.start() > start + 4:
        comma = comma if comma >= 0 else end - 1
    return (TextSpan(match.end(), comma),) if comma > match.end() else ()

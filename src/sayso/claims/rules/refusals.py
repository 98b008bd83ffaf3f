"""Those who say nothing: "declined to comment", "did not respond", "neither confirmed nor denied"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.claims import lexicon
from sayso.claims.parsing import Parsed, Word
from sayso.claims.reading import Reading
from sayso.claims.rules.cuts import Cut
from sayso.claims.rules.frames import auxiliaries, is_imagined, is_negated, subject_of
from sayso.claims.types import Spans
from sayso.claims.words import word_set
from sayso.values import TextSpan

NOT_ANSWERED = word_set("answer respond reply comment return address")
QUESTIONING = word_set("ask question press quiz")
NOT_SAID = word_set(
    """
    say discuss disclose elaborate specify comment reveal explain confirm identify answer
    """
)
DEEDS = (
    lexicon.ANSWERING | NOT_SAID | word_set("draw name speculate address provide give talk speak go offer")
)
REQUESTS = word_set(
    """
    request question call email message inquiry enquiry letter invitation comment
    """
)
_ASKED = re.compile(
    r"(?:\bwhen |\bif )?\b(?:asked|questioned|pressed|quizzed)\s+(?:by \w+ )?(?:about|on|whether|if)\s+",
    re.IGNORECASE,
)


def cut_refusals(reading: Reading, sentence: range, taken: set[int]) -> Iterator[Cut]:
    """Find refusals to comment or to confirm or deny; what they were asked about is the content."""
    for index in sentence:
        verb = reading.parsed.words[index]
        if index in taken or verb.pos not in {"VERB", "AUX"} or reading.quote_at(verb.start) is not None:
            continue
        cut = (
            _neither_nor(reading, sentence, verb, taken)
            or _declined(reading, sentence, verb)
            or _not_answered(reading, sentence, verb)
            or _not_reached(reading, sentence, verb)
        )
        if cut:
            taken.add(index)
            taken.update(word.index for word in cut.cue)
            taken.update(w.index for w in _questions_put(reading.parsed, verb))
            yield cut


def _neither_nor(reading: Reading, sentence: range, verb: Word, taken: set[int]) -> Cut | None:
    parsed = reading.parsed
    if verb.lemma != "confirm":
        return None
    words = [parsed.words[i] for i in sentence]
    neither = [
        w for w in words if w.lemma in {"neither", "not", "n't"} and verb.index - 4 <= w.index < verb.index
    ]
    deny = [w for w in words if w.lemma == "deny" and w.index > verb.index]
    nor = [w for w in words if w.lemma in {"nor", "or"} and verb.index < w.index]
    if not neither or not deny or not nor:
        return None
    subject = subject_of(parsed, verb) or subject_of(parsed, parsed.words[verb.head])
    start = min([neither[0].index, *[w.index for w in auxiliaries(parsed, verb)]])
    deny_word = deny[0]
    inside = list(range(verb.index + 1, nor[-1].index)) if nor[-1].index - verb.index > 1 else []
    if inside:
        cue = (
            *words_between(parsed, start, verb.index),
            *words_between(parsed, nor[-1].index, deny_word.index),
        )
        content: list[int] = inside
    else:
        cue = tuple(words_between(parsed, start, deny_word.index))
        content = [
            i
            for w in parsed.kids(deny_word.index, "ccomp", "dobj", "xcomp")
            + parsed.kids(verb.index, "ccomp", "dobj")
            if w.index > deny_word.index
            for i in parsed.subtree(w.index)
        ]
    taken.update({deny_word.index})
    return (
        Cut(source=subject, cue=cue, content=tuple(content), rule="neither confirms nor denies")
        if content
        else None
    )


def words_between(parsed: Parsed, first: int, last: int) -> list[Word]:
    return list(parsed.words[first : last + 1])


def _declined(reading: Reading, sentence: range, verb: Word) -> Cut | None:
    """Match "declined to comment on X", "has refused to name X", "would not say who X"."""
    parsed = reading.parsed
    if verb.lemma in lexicon.REFUSING and not (is_imagined(parsed, verb) and not is_negated(parsed, verb)):
        deeds = [w for w in parsed.kids(verb.index, "xcomp") if w.lemma in DEEDS]
        if not deeds:
            return None
        deed = deeds[0]
        start = min([verb.index, *[w.index for w in auxiliaries(parsed, verb)]])
        drawn = parsed.kids(deed.index, "auxpass")
        if drawn and deed.lemma not in {"draw"}:
            return None
        last = max(
            [deed.index, *[w.index for w in parsed.kids(deed.index, "acomp", "xcomp") if deed.lemma == "be"]]
        )
        return _refusal(reading, sentence, verb, deed, words_between(parsed, start, last))
    if (
        verb.lemma in NOT_SAID
        and is_negated(parsed, verb)
        and any(w.text.lower() in {"would", "will", "wo"} for w in auxiliaries(parsed, verb))
    ):
        start = min(w.index for w in auxiliaries(parsed, verb))
        return _refusal(reading, sentence, verb, verb, words_between(parsed, start, verb.index))
    return None


def _not_answered(reading: Reading, sentence: range, verb: Word) -> Cut | None:
    """Match "did not answer", "has not commented", "did not return calls"."""
    parsed = reading.parsed
    if verb.lemma not in NOT_ANSWERED or not is_negated(parsed, verb):
        return None
    helpers = auxiliaries(parsed, verb)
    if not any(w.lemma in {"do", "have"} for w in helpers):
        return None
    subjects = parsed.kids(verb.index, "nsubj")
    neither = [w for s in subjects for w in parsed.kids(s.index, "preconj", "det") if w.lemma == "neither"]
    cue = words_between(parsed, min(w.index for w in helpers), verb.index)
    return _refusal(reading, sentence, verb, verb, [*neither, *cue])


def _not_reached(reading: Reading, sentence: range, verb: Word) -> Cut | None:
    """Match "could not be reached for comment", "was not available for comment"."""
    parsed = reading.parsed
    absent = any(w.lemma == "unavailable" for w in parsed.kids(verb.index, "acomp"))
    if verb.lemma not in {"reach", "be"} or not (is_negated(parsed, verb) or absent):
        return None
    comments = [parsed.words[i] for i in sentence if i > verb.index and parsed.words[i].lemma == "comment"]
    available = (
        absent
        or verb.lemma == "reach"
        or any(w.lemma == "available" for w in parsed.kids(verb.index, "acomp"))
    )
    subjects = parsed.kids(verb.index, "nsubjpass", "nsubj")
    if not available or not comments or not subjects:
        return None
    start = min(w.index for w in [*auxiliaries(parsed, verb), verb])
    last = max([verb.index, *(w.index for w in parsed.kids(verb.index, "acomp"))])
    about = asked_about(reading, sentence)
    content = [] if about else [comments[0].index]
    return Cut(
        source=subjects[0],
        cue=tuple(words_between(parsed, start, last)),
        content=tuple(content),
        content_as=about,
        rule="not reached",
    )


def _refusal(reading: Reading, sentence: range, verb: Word, deed: Word, cue: list[Word]) -> Cut | None:
    parsed = reading.parsed
    subject = subject_of(parsed, verb)
    if subject is None:
        return None
    content = _refused(parsed, deed)
    about: Spans = ()
    if not content:
        about = asked_about(reading, sentence)
    if not content and not about:
        content = [deed.index]
    return Cut(source=subject, cue=tuple(cue), content=tuple(content), content_as=about, rule="refusal")


def _questions_put(parsed: Parsed, deed: Word) -> list[Word]:
    """Return the verbs of asking that say what was not answered: "when the paper asked whether"."""
    return [w for w in parsed.kids(deed.index, "advcl") if w.lemma in QUESTIONING and w.index > deed.index]


def _question(parsed: Parsed, asked: Word) -> list[int]:
    """Return what was asked: the clause of the verb of asking, or what follows its "about"."""
    clauses = [
        i for w in parsed.kids(asked.index, "ccomp") if w.index > asked.index for i in parsed.subtree(w.index)
    ]
    matters = [w for w in parsed.kids(asked.index, "prep") if w.lemma in {"about", "on"}]
    return clauses or [i for w in matters for i in parsed.subtree(w.index) if i != w.index]


def _refused(parsed: Parsed, deed: Word) -> list[int]:
    """Return what was not answered: the subject of the questions, else the request itself."""
    for asked in _questions_put(parsed, deed):
        if question := _question(parsed, asked):
            return question
    branches = [
        w
        for w in parsed.kids(deed.index, "ccomp", "dobj", "xcomp", "prep", "advcl", "dep")
        if w.index > deed.index
    ]
    for branch in branches:
        words = parsed.subtree(branch.index)
        claimed = [parsed.words[i] for i in words if parsed.words[i].lemma in lexicon.CLAIM_NOUNS]
        for noun in claimed[:1]:
            after = [i for i in words if i > noun.index]
            if after and parsed.words[after[0]].lemma == "that" and len(after) > 2:
                return after[1:]
        nouns = [parsed.words[i] for i in words if parsed.words[i].lemma in REQUESTS]
        for noun in nouns:
            for about in [
                parsed.words[i]
                for i in words
                if parsed.words[i].lemma in {"about", "on", "whether"} and i > noun.index
            ]:
                return (
                    [i for i in words if i > about.index]
                    if about.lemma != "whether"
                    else [i for i in words if i >= about.index]
                )
        if branch.dep == "prep":
            if branch.lemma not in {"on", "to", "about", "for"}:
                continue
            return [i for i in words if i != branch.index]
        return words
    return []


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

"""Attribution to nobody in particular: "reportedly", "is believed to", "images said to show"."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.claims import lexicon
from sayso.claims.parsing import Parsed, Word
from sayso.claims.reading import Reading
from sayso.claims.rules.cuts import Cut
from sayso.claims.rules.frames import agent_of, is_clause, is_infinitive
from sayso.claims.rules.objects import is_moved
from sayso.claims.rules.phrases import source_span
from sayso.claims.words import word_set

WITHDRAWN = lexicon.RETRACTING | {"supersede"}


def cut_hearsay(reading: Reading, sentence: range, taken: set[int]) -> Iterator[Cut]:
    """Find adverbs of hearsay and passives of belief without an agent."""
    parsed = reading.parsed
    for index in sentence:
        word = parsed.words[index]
        if index in taken:
            continue
        if word.lemma in lexicon.HEARSAY_ADVERBS and word.pos == "ADV":
            cut = _adverb(reading, sentence, word)
        elif word.lemma == "purport" and word.pos == "VERB":
            cut = _purport(reading, word)
        elif word.lemma in WITHDRAWN and word.tag == "VBN":
            cut = _withdrawn(reading, word)
        elif word.lemma in lexicon.BELIEF_PARTICIPLES and word.tag in {"VBN", "VBD"}:
            cut = _belief(reading, word)
        else:
            continue
        if cut:
            taken.add(index)
            yield cut


def _adverb(reading: Reading, sentence: range, adverb: Word) -> Cut | None:
    parsed = reading.parsed
    head = parsed.words[adverb.head]
    while head.head != head.index and not is_clause(parsed, head) and head.index in sentence:
        head = parsed.words[head.head]
    words = _clause_words(parsed, sentence, head)
    source, without = _poster(reading, head)
    content = tuple(i for i in words if i != adverb.index and i not in without)
    return Cut(source=source, cue=(adverb,), content=content, kind="adverb of hearsay") if content else None


def _clause_words(parsed: Parsed, sentence: range, head: Word) -> list[int]:
    if head.head == head.index:
        return list(sentence)
    words = parsed.subtree(head.index)
    skip = [
        w
        for w in words
        if parsed.words[w].dep in {"cc", "mark"} and parsed.words[w].head == head.index and w < head.index
    ]
    words = [w for w in words if not skip or w > max(skip)]
    return list(range(words[0], words[-1] + 1)) if words else []


def _purport(reading: Reading, verb: Word) -> Cut | None:
    parsed = reading.parsed
    shown = parsed.kids(verb.index, "xcomp")
    subjects = parsed.kids(verb.index, "nsubj")
    if not shown or not subjects:
        return None
    source, without = _poster(reading, verb)
    content = [*parsed.subtree(subjects[0].index), *parsed.subtree(shown[0].index)]
    return Cut(
        source=source, cue=(verb,), content=tuple(i for i in content if i not in without), kind="purports"
    )


def _poster(reading: Reading, verb: Word) -> tuple[Word | None, set[int]]:
    """Return who posted the subject: "a video posted by Orrin Live", and the words that say so."""
    parsed = reading.parsed
    for subject in parsed.kids(verb.index, "nsubj", "nsubjpass"):
        for posted in parsed.kids(subject.index, "acl", "relcl"):
            agent = agent_of(parsed, posted)
            if posted.lemma in lexicon.POSTING and agent is not None:
                return named_by(parsed, agent), set(parsed.subtree(posted.index))
    return None, set()


def named_by(parsed: Parsed, noun: Word) -> Word:
    """Return the name that stands for a common noun in apposition: the channel, Orrin Live."""
    for name in parsed.kids(noun.index, "appos"):
        if name.pos == "PROPN":
            return name
    return noun


_UNREAL = word_set("would could might may should")


def _belief(reading: Reading, verb: Word) -> Cut | None:
    """Match "X is believed to …", "it is thought that …", "images said to show …"."""
    parsed = reading.parsed
    if agent_of(parsed, verb) is not None:
        return None
    if any(w.text.lower() in _UNREAL for w in parsed.kids(verb.index, "aux")):
        return None
    clauses = [w for w in parsed.kids(verb.index, "ccomp", "xcomp", "advcl", "oprd") if w.index > verb.index]
    if not clauses:
        return _belief_aside(parsed, verb)
    if parsed.kids(verb.index, "auxpass"):
        return _passive_belief(parsed, verb, clauses[0])
    return _participle_of_belief(reading, verb, clauses[0])


def _passive_belief(parsed: Parsed, verb: Word, clause: Word) -> Cut | None:
    """Match "it is thought that …" and "X is believed to …"."""
    subjects = parsed.kids(verb.index, "nsubjpass", "nsubj", "expl")
    infinitive = is_infinitive(parsed, clause)
    if not subjects:
        return None
    content = parsed.subtree(clause.index)
    if infinitive and verb.lemma != "tell" and subjects[0].lemma not in {"i", "we"}:
        content = [*parsed.subtree(subjects[0].index), *content]
    elif infinitive or subjects[0].lemma != "it":
        return None
    return Cut(source=None, cue=(verb,), content=tuple(content), kind="passive of belief")


def _participle_of_belief(reading: Reading, verb: Word, clause: Word) -> Cut | None:
    """Match "images said to show …"."""
    parsed = reading.parsed
    finite = parsed.kids(verb.index, "nsubj", "aux")
    if not is_infinitive(parsed, clause) or finite or verb.lemma in {"claim", "fear"}:
        return None
    head = parsed.words[verb.head] if verb.dep == "acl" else parsed.words[verb.index - 1]
    if head.pos not in {"NOUN", "PROPN"}:
        return None
    before = [w.index for w in parsed.words_in(source_span(reading, head)) if w.index < verb.index]
    content = (*before, *parsed.subtree(clause.index))
    return Cut(source=None, cue=(verb,), content=content, kind="participle of belief")


def _withdrawn(reading: Reading, verb: Word) -> Cut | None:
    """Match "The figure of 12 is withdrawn" where the author of a statement or post says so of his own."""
    parsed = reading.parsed
    subjects, helpers = parsed.kids(verb.index, "nsubjpass"), parsed.kids(verb.index, "auxpass", "aux")
    own = reading.document.kind in {"statement", "post"} and reading.quote_at(verb.start) is None
    if not own or not subjects or not helpers or agent_of(parsed, verb) is not None:
        return None
    if verb.lemma in {"withdraw", "revoke"} and is_moved(parsed, subjects[0]):
        return None
    return Cut(
        source=None, cue=(*helpers, verb), content=tuple(parsed.subtree(subjects[0].index)), kind="withdrawn"
    )


def _belief_aside(parsed: Parsed, verb: Word) -> Cut | None:
    """Match "…, it was claimed last night": the sentence before it is the content."""
    subjects = [w for w in parsed.kids(verb.index, "nsubjpass", "nsubj") if w.lemma == "it"]
    sentence = parsed.sentence_of(verb.index)
    if not subjects or not parsed.kids(verb.index, "auxpass"):
        return None
    start = subjects[0].index
    if start - sentence.start < 3 or parsed.words[start - 1].text != ",":
        return None
    return Cut(
        source=None, cue=(verb,), content=tuple(range(sentence.start, start - 1)), kind="belief set aside"
    )

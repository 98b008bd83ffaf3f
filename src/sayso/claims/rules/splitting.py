"""Where a content falls in two, and where what follows is no part of it."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.claims import lexicon
from sayso.claims.parsing import Parsed, Word
from sayso.claims.rules.answering import answers_back, speaks_of_us
from sayso.claims.rules.clauses import CUE_LEMMAS
from sayso.claims.rules.frames import disagrees, is_clause, is_pasts_alike, puts_at, refuses_to_say


def cue_branches(parsed: Parsed, clause: Word) -> list[int]:
    """Return verbs that the parse joins to the content though they attribute for the same source."""
    out = []
    for index in parsed.subtree(clause.index):
        word = parsed.words[index]
        if word.tag == "VBG" and word.dep == "advcl" and word.lemma in CUE_LEMMAS | lexicon.RELAYING:
            first = parsed.subtree(index)[0]
            if first == index and parsed.words[index - 1].text == "," and parsed.kids(index, "ccomp", "dobj"):
                out.append(index)
            continue
        if _sets_against(parsed, word) or _concedes_for_us(parsed, word):
            out.append(index)
        if word.dep != "conj" or word.head not in {clause.index}:
            continue
        refuses = refuses_to_say(parsed, word)
        if word.lemma not in CUE_LEMMAS and not puts_at(parsed, word) and not refuses:
            continue
        takes = refuses or parsed.kids(index, "ccomp", "dobj") or _calls_for(parsed, word)
        apart = disagrees(parsed, word)
        alone = not parsed.kids(index, "nsubj", "nsubjpass", "mark", "aux")
        if (apart or (alone and _may_be_outer(parsed, word))) and takes:
            out.append(index)
            out.extend(
                w.index for w in parsed.kids(clause.index, "cc", "punct") if clause.index < w.index < index
            )
    return out


def _may_be_outer(parsed: Parsed, word: Word) -> bool:
    return word.tag in {"VBD", "VBZ", "VBP"} or is_pasts_alike(parsed, word)


def _calls_for(parsed: Parsed, verb: Word) -> bool:
    return verb.lemma == "call" and any(w.lemma == "for" for w in parsed.kids(verb.index, "prep"))


def _sets_against(parsed: Parsed, word: Word) -> bool:
    """Tell whether a clause is another source's: "said ten had left while the guild put it at two"."""
    marks = [*parsed.kids(word.index, "mark"), *parsed.kids(word.index, "advmod")]
    before = parsed.words[parsed.subtree(word.index)[0] - 1]
    marked = any(m.lemma in _AGAINST or (m.lemma in _AFTERWARDS and before.text == ",") for m in marks)
    return marked and word.dep == "advcl" and _speaks_for_itself(parsed, word)


def _concedes_for_us(parsed: Parsed, word: Word) -> bool:
    """Tell whether a clause is the writer's own: "says it has paid all, although our nurses got nothing"."""
    marks = [*parsed.kids(word.index, "mark"), *parsed.kids(word.index, "advmod")]
    before = parsed.words[parsed.subtree(word.index)[0] - 1]
    marked = before.text == "," and any(m.lemma in _AGAINST | _CONCEDING for m in marks)
    return marked and word.dep == "advcl" and speaks_of_us(parsed, word)


def _speaks_for_itself(parsed: Parsed, verb: Word) -> bool:
    """Tell whether a clause has a speaker of its own and what he says."""
    says = parsed.kids(verb.index, "ccomp") if verb.lemma in lexicon.SPEECH else puts_at(parsed, verb)
    accuses = verb.lemma in {"accuse", "blame"} and parsed.kids(verb.index, "dobj")
    speakers = [w for w in parsed.kids(verb.index, "nsubj") if w.tag != "WP"]
    return bool(speakers and (says or accuses))


_AGAINST = frozenset({"while", "whereas"})
_CONCEDING = frozenset({"though", "although"})
_AFTERWARDS = frozenset({"after", "though", "although", "when"})  # behind a comma


def split_clauses(parsed: Parsed, clause: Word, words: list[int]) -> list[list[int]]:
    """Cut a content into its co-ordinate clauses where the later ones have subject and verb of their own."""
    joints: list[int] = []
    for word in _joined(parsed, clause):
        marked = any(mark.lemma == "that" for mark in parsed.kids(word.index, "mark"))
        if word.index not in words or not (marked or is_clause(parsed, word)) or word.index < clause.index:
            continue
        if _is_hour(parsed, word) or _leaves_out_verb(parsed, word):
            continue
        if _turns_away(parsed, word) or answers_back(parsed, clause, word):
            return [_without_joint(parsed, [i for i in words if i < parsed.subtree(word.index)[0]])]
        below = parsed.subtree(word.index)
        own = parsed.kids(word.index, "nsubj", "nsubjpass", "expl")
        stands_alone = marked or (own and own[0].lemma not in RELATIVE_PRONOUNS)
        if stands_alone and below[0] > clause.index:
            joints.append(below[0])
    if not joints:
        return [words]
    parts: list[list[int]] = [[]]
    for index in words:
        if index in joints:
            parts.append([])
        parts[-1].append(index)
    return [_without_joint(parsed, part) for part in parts if part]


def _is_hour(parsed: Parsed, word: Word) -> bool:
    """Tell the "am" of "between 11 pm and 2 am" from the verb."""
    return word.text.lower() == "am" and parsed.words[word.index - 1].pos == "NUM"


def _leaves_out_verb(parsed: Parsed, word: Word) -> bool:
    """Tell "14 were killed and more than 30 wounded", whose second half stands on the first one's verb."""
    shares = word.tag == "VBN" and parsed.words[word.head].tag == "VBN"
    return shares and not parsed.kids(word.index, "aux", "auxpass", "mark")


def _joined(parsed: Parsed, clause: Word) -> Iterator[Word]:
    """Give what is joined to a clause, and what is joined to that in turn."""
    waiting = parsed.kids(clause.index, "conj")[::-1]
    while waiting:
        word = waiting.pop()
        yield word
        waiting.extend(reversed(parsed.kids(word.index, "conj")))


def _turns_away(parsed: Parsed, word: Word) -> bool:
    """Tell whether a later clause is another source's: "said the quay was open, and divers warned that …"."""
    own = parsed.kids(word.index, "nsubj")
    before = parsed.words[parsed.subtree(word.index)[0] - 1]
    finite = word.tag in {"VBD", "VBZ", "VBP"}
    tells = word.lemma in lexicon.SPEECH and parsed.kids(word.index, "ccomp")
    speaks = finite and (tells or puts_at(parsed, word))
    marked = any(w.lemma == "that" for w in parsed.kids(word.index, "mark"))
    return bool(own and speaks) and not marked and before.dep in {"cc", "punct"}


RELATIVE_PRONOUNS = frozenset({"who", "which"})


def _without_joint(parsed: Parsed, part: list[int]) -> list[int]:
    while part and (
        parsed.words[part[-1]].dep == "cc" or parsed.words[part[-1]].text in {",", ";", "and", "but"}
    ):
        part = part[:-1]
    return part

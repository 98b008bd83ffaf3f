"""Platforms that somebody said something on: "wrote on Telegram"."""

from __future__ import annotations

from sayso.claims.attribution import Attribution
from sayso.claims.parsing import Word
from sayso.claims.qualify.spans import words_of_spans
from sayso.claims.reading import Reading
from sayso.claims.words import word_set

PLATFORMS = word_set(
    """
    x twitter telegram facebook instagram tiktok youtube whatsapp signal threads mastodon bluesky reddit
    vkontakte weibo linkedin snapchat truth
    """
)


def platforms_of(reading: Reading, attribution: Attribution) -> list[str]:
    """Return the platform that stands with the cue: "said on X", "in a Telegram post"."""
    parsed = reading.parsed
    out = []
    for word in words_of_spans(reading, attribution.cue):
        out += _outlets(reading, word)
        for prep in parsed.kids(word.index, "prep"):
            if prep.lemma not in {"on", "in", "via"}:
                continue
            out += [name for noun in parsed.kids(prep.index, "pobj") if (name := _station(reading, noun))]
            for index in parsed.subtree(prep.index)[1:4]:
                found = parsed.words[index]
                if found.text[:1].isupper() and found.text.lower() in PLATFORMS and found.text not in out:
                    out.append(found.text)
    return out


OUTLETS = word_set(
    """
    agency television tv radio newspaper paper daily weekly magazine news times post tribune herald gazette
    courier broadcaster channel network
    """
)


_STATIONS = word_set("radio television tv fm channel")


def _station(reading: Reading, noun: Word) -> str | None:
    """Return the station of "said on Radio Sund", None for anything that has no name."""
    words = [reading.parsed.words[i] for i in reading.parsed.subtree(noun.index)]
    words = [w for w in words if w.dep != "det"]
    named = [w.text for w in words if w.text[:1].isupper()]
    if len(named) < 2 or not any(w.text.lower() in _STATIONS for w in words):
        return None
    return reading.text[words[0].start : words[-1].end]


def _outlets(reading: Reading, cue: Word) -> list[str]:
    """Return the outlet that somebody told: "told state news agency KSN"."""
    parsed = reading.parsed
    out = []
    for hearer in parsed.kids(cue.index, "dobj", "dative") if cue.lemma == "tell" else []:
        words = [parsed.words[i] for i in parsed.subtree(hearer.index)]
        names = [w for w in words if w.pos in {"PROPN", "ADJ", "NOUN"} and w.text[:1].isupper()]
        if names and any(w.text.lower() in OUTLETS for w in words) and hearer.entity != "PERSON":
            last = next((w for w in reversed(words) if w.text.lower() in OUTLETS), names[-1])
            out.append(reading.text[names[0].start : max(last.end, names[-1].end)])
    return out
